"""The words of a text that say something: what differs from copy to copy and changes nothing is taken out. Pure."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from checker.texts.fold import Words
from checker.texts.holders import addresses, names, statements
from checker.texts.lists import numbers


class Bare(NamedTuple):
    """The words of a file without statements of copyright and numbers of lists, and with one word for every name.

    `odd` are words of the file, from and to, that were left out as well: numbers in the place of one of a list that do not go on with it.
    `places` and `shifts` say how far the words stand from where they stand in the file.
    """

    words: Words
    places: list[int]
    shifts: list[int]
    odd: tuple[tuple[int, int], ...] = ()

    def origin(self, word: int) -> int:
        """Where in the file a word stands of which the number among `words` is given."""
        place = bisect_right(self.places, word) - 1
        return word + self.shifts[place] if place >= 0 else word


def bare(text: Words) -> tuple[Bare, Bare | None]:
    """What is compared: the words of a text without what may differ from copy to copy. Lines are kept.

    The second is without the odd numbers as well, where there are any: a copy of which an item is gone is like its text but for those.
    """
    counted, odd = numbers(text.cased)
    cuts = statements(text.cased) + names(text.cased) + addresses(text.cased) + [(*place, b"") for place in counted]
    strict = _without(text, sorted(cuts))
    if not odd:
        return strict, None
    at, words, places = 0, 0, list[tuple[int, int]]()
    for start, _ in odd:
        words += len(text.cased[at:start].split())
        places.append((words, words + 1))
        at = start
    return strict, _without(text, sorted(cuts + [(*place, b"") for place in odd]))._replace(odd=tuple(places))


def _without(text: Words, cuts: list[tuple[int, int, bytes]]) -> Bare:
    if not cuts:
        return Bare(text, [], [])
    parts, places, shifts = list[bytes](), list[int](), list[int]()
    at = count = shift = 0
    for start, end, instead in cuts:
        if start < at:
            continue
        kept, gone = text.cased[at:start], text.cased[start:end]
        parts += [kept, instead, b"\n" * gone.count(b"\n")]
        count += len(kept.split()) + len(instead.split())
        shift += len(gone.split()) - len(instead.split())
        places.append(count)
        shifts.append(shift)
        at = end
    parts.append(text.cased[at:])
    return Bare(Words(b"".join(parts)), places, shifts)
