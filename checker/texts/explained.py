"""Words around a license text that change nothing about it: statements of copyright, its title, page numbers, dates, addresses.

What is explained here does not count when a text is compared, so every rule is narrow: whatever can bind anyone is not explained.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from checker.texts.fold import Words
from checker.texts.prints import TITLE, TITLE_WORDS, digest

LONGEST_RUN = 400  # words that are looked at
STATEMENT = 30  # words of a statement of copyright, at most
REPEATED, HEADER_WORDS = 3, 12  # a line that stands in a file so often, with no more words, is a header or footer

# A statement of copyright names years and holders. With one of these words it says more.
_BINDING = frozenset(
    b"""above academic access according against agree agreed agreement allow allowed any apply are as at attribution be before below
    between breach but can cannot clause commercial commercially comply condition conditions consent contact copies copy
    derivative distribute distributed distribution do does each educational except excluded export fee for forbidden grant
    granted has have however if is it its law lawful less license licensed licensee licenses licence licensing limit million
    modify more must never no non noncommercial not notwithstanding obtain only or other ours patent pay per permission permit
    permitted person personal prior private prohibited provide provided purpose purposes redistribute redistribution refer
    require required restricted restriction restrictions revenue right royalty see sell separate shall should strictly subject
    such terms that their this those to under unless until use used user users using valid via want warranty was we where which
    who will with within without written you your""".split()
)
# Words that firms and foundations are called by; `research` and `free` stand in names when written large (Free Software Foundation).
_LARGE = frozenset((b"research", b"free", b"education", b"software"))
_YEAR = rb"(?:(?:19|20)\d\d|y{4}|y{2}|x{4}|year|years|dates?|insert|name of)\b"
_MARK = re.compile(
    rb"(?:portions )?(?:copyright (?:(?:c|by|notice) )*"
    + _YEAR
    + rb"|copyright (?:c|by) (?:by )?\w|c (?:copyright )?(?:by )?"
    + _YEAR
    + rb")"
)
_RESERVED = re.compile(rb"\b(?:all|some) rights reserved\b")
_PAGE = re.compile(rb"(?:page )?\d{1,4}(?: (?:of )?\d{1,4})?|page|confidential|draft")
_MONTH = (
    rb"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    rb"dec(?:ember)?)"
)
_DATE = re.compile(
    rb"(?:(?:last |date )?(?:updated|modified|revised|printed|retrieved|date|as of|on)(?: on)? )*"
    rb"(?:%b \d{1,2} \d{4}|\d{1,2} %b \d{4}|%b \d{4}|\d{4} \d{1,2} \d{1,2}(?: \d{1,2}){0,3}z?|\d{1,2} \d{1,2} \d{2,4})" % ((_MONTH,) * 3)
)
_ADDRESS = re.compile(rb"(?:https?|www|file) (?:[a-z0-9]+ ?){1,20}")
_TITLE = frozenset(b"the license licence licenses version v text agreement terms of and full begin end readme file txt md".split())
_LINE = re.compile(rb"^ *(?:portions +)?(?:copyright|c|all +rights|some +rights)\b[^\n]{0,400}$", re.IGNORECASE | re.MULTILINE)


def without_statements(text: Words) -> Words:
    """The words of a text without its lines that are nothing but a statement of copyright."""
    return Words(_LINE.sub(lambda line: b"" if is_statement(line[0].split()) else line[0], text.cased))


def is_statement(written: Sequence[bytes]) -> bool:
    """True where words, as they are written, state a copyright and nothing else."""
    low = _RESERVED.sub(b"", b" ".join(written).lower()).strip()
    rest = low.split()
    if not rest:
        return bool(written)
    if len(rest) > STATEMENT or not _MARK.match(low):
        return False
    large = {word.lower() for word in written if word[:1].isupper()}
    return not any(word in _BINDING or (word in _LARGE and word not in large) for word in rest)


def explainer(text: Words, names: Iterable[str], titles: Iterable[bytes]) -> Callable[[int, int], bool]:
    """A function that says whether words `start` to `end` of a file are explained beside a text that is called by `names`.

    `titles` are hashes of what stands before that text as its title.
    """
    titles = frozenset(titles)
    called = {word for name in names for word in re.findall(rb"[a-z0-9]+", name.lower().encode())}
    repeated: list[frozenset[bytes]] = []

    def headers() -> frozenset[bytes]:
        if not repeated:
            lines = Counter(_bare(line.split()) for line in text.cased.lower().split(b"\n"))
            repeated.append(frozenset(line for line, count in lines.items() if line and count >= REPEATED))
        return repeated[0]

    def plain(start: int, end: int, apart: bool) -> bool:
        """Whether words are explained as one thing; `apart`: they stand before the text, or fill lines of their own."""
        if is_statement(text.written[start:end]):
            return True
        if not apart:
            return False
        low = b" ".join(text.low[start:end])
        if _fills(text, start, end) and (_DATE.fullmatch(low) or _ADDRESS.fullmatch(low) or _PAGE.fullmatch(low)):
            return True
        if end - start <= TITLE_WORDS and all(word in called or word in _TITLE for word in text.low[start:end]):
            return True
        if titles and digest(text.low[start:end], TITLE) in titles:
            return True
        few = end - start <= HEADER_WORDS and _BINDING.isdisjoint(text.low[start:end])
        return few and _bare(text.low[start:end]) in headers()

    def before(end: int) -> bool:
        """Whether what stands before a text can be cut into things that are explained, title and statements in one line."""
        reached = {0}
        for start in range(end):
            if start in reached:
                reached |= {stop for stop in range(start + 1, min(start + STATEMENT, end) + 1) if plain(start, stop, True)}
        return end in reached

    def explained(start: int, end: int) -> bool:
        if end - start > LONGEST_RUN:
            return False
        if start >= end or plain(start, end, start == 0 or _fills(text, start, end)):
            return True
        if start == 0 and end <= 2 * STATEMENT and before(end):
            return True
        parts = _by_lines(text, start, end)
        return len(parts) > 1 and all(plain(*part, start == 0 or _fills(text, *part)) for part in parts)

    return explained


def _fills(text: Words, start: int, end: int) -> bool:
    """Whether words `start` to `end` fill lines of their own."""
    first = start == 0 or text.line(start - 1) != text.line(start)
    return first and (end >= len(text.low) or text.line(end) != text.line(end - 1))


def _by_lines(text: Words, start: int, end: int) -> list[tuple[int, int]]:
    """Words `start` to `end`, line by line."""
    parts: list[tuple[int, int]] = []
    for word in range(start, end):
        if parts and text.line(word) == text.line(parts[-1][0]):
            parts[-1] = (parts[-1][0], word + 1)
        else:
            parts.append((word, word + 1))
    return parts


def _bare(line: Sequence[bytes]) -> bytes:
    """A line without its numbers."""
    return b" ".join(word for word in line if not word.isdigit()) if len(line) <= 2 * HEADER_WORDS else b""
