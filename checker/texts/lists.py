"""The numbers of lists: what a copy may count in another way, or mark with bullets, and say the same. Pure.

A number is one of a list where it begins a line and where what is counted begins with the first and goes on by one. Any other is a word
of the text: a list of which one number was altered is an altered text.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

FEWEST = 2  # items of a list
DEEPEST = 8  # lists within each other
NEAR = 4  # a letter so near the last of a list stands in the place of its next; others begin a line by chance
MOST = 5000  # lines that begin with a number

# Searched for behind a line end before the text: a pattern that begins with a character is found much faster than one with `^`.
_MARK = re.compile(rb"\n[ \t]*([0-9]{1,2}|[a-z]|[ivx]{2,5})[ \t]+(?=([^\s]))", re.IGNORECASE)
_ROMAN = {one: i for i, one in enumerate(b"i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(), 1)}
ROMAN = [one.decode() for one in _ROMAN]
# A line that follows one of these goes on with a sentence: what it begins with is a number that the sentence names.
_GOES_ON = frozenset(
    b"""section sections clause clauses article articles paragraph paragraphs subsection version versions v exhibit appendix annex schedule
    part parts item items number no page chapter title of to than from at by in the least most exceed exceeds exceeding up over under only
    within for with a an is are be rule condition conditions term terms step""".split()
)


class _List(NamedTuple):
    """A list: how it counts, and where its numbers stand (from, to), with the value of the last."""

    kind: str
    last: int
    places: tuple[tuple[int, int], ...]


class Numbers(NamedTuple):
    """Where the numbers of lists stand, from which byte to which; and those in the place of one that go on with no list."""

    counted: list[tuple[int, int]]
    odd: list[tuple[int, int]]


def numbers(cased: bytes, marked: bytes) -> Numbers:
    """The numbers of the lists of a text, given its words and, byte for byte, those with the signs between them."""
    lists = _Lists()
    for count, match in enumerate(_MARK.finditer(b"\n" + cased)):
        if count >= MOST:
            break
        near = slice(max(0, match.start() - 80), match.start())
        before = cased[near].rsplit(None, 1)[-1:] if marked[near].rstrip()[-1:] != b":" else []  # `the following conditions:` ends there
        if not match[2].isdigit() and not (before and before[0].lower() in _GOES_ON):
            lists.add(
                _values(match[1].lower(), marked[match.end(1) - 1 : match.end(1)].strip() != b""), (match.start(1) - 1, match.end(1) - 1)
            )
    return lists.numbers()


class _Lists:
    """The lists that were begun, the innermost last."""

    def __init__(self) -> None:
        self._open: list[_List] = []
        self._done: list[_List] = []
        self._odd: dict[str, list[tuple[int, int]]] = {}  # by how they count

    def add(self, values: list[tuple[str, int]], place: tuple[int, int]) -> None:
        """Put a number into the innermost list that goes on with it, or begin one. The number before may be one that was altered."""
        for kind, value in values:
            for depth in range(len(self._open) - 1, -1, -1):
                one = self._open[depth]
                skipped = value == one.last + 2 and self._odd.get(kind, [(-1, -1)])[-1] > one.places[-1]
                if one.kind == kind and (value == one.last + 1 or skipped):
                    self._done += self._open[depth + 1 :]
                    self._open[depth:] = [_List(kind, value, (*one.places, place))]
                    return
            if value == 1:
                if len(self._open) >= DEEPEST:
                    self._done.append(self._open.pop(0))
                self._open.append(_List(kind, value, (place,)))
                return
        for kind, value in values[:1]:
            if any(one.kind == kind and (kind == "1" or abs(value - one.last) <= NEAR) for one in self._open):
                self._odd.setdefault(kind, []).append(place)

    def numbers(self) -> Numbers:
        """All that were found."""
        every = [*self._done, *self._open]
        return Numbers(
            sorted(place for one in every if len(one.places) >= FEWEST for place in one.places),
            sorted(chain.from_iterable(self._odd.values())),
        )


def _values(word: bytes, signed: bool) -> list[tuple[str, int]]:
    """How a number may be read: `i` is the first or the ninth. A word that happens to be a letter begins no list of letters with signs."""
    if word.isdigit():
        return [("1", int(word))]
    read = [("i", _ROMAN[word])] if word in _ROMAN else []
    return [(kind if signed else kind + " ", value) for kind, value in ([("a", word[0] - 96), *read] if len(word) == 1 else read)]
