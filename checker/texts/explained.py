"""Words around a license text that change nothing about it: statements of copyright, its title, page numbers, dates, addresses.

What is explained here does not count when a text is compared, so every rule is narrow: whatever can bind anyone is not explained.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from checker.texts.fold import Words
from checker.texts.holders import BEGINS, BINDING, STATEMENT, is_heading, is_statement
from checker.texts.prints import TITLE, TITLE_WORDS, digest

LONGEST_RUN = 400  # words that are looked at
PAGE_WORDS = 50  # that a page has, at least
REPEATED, HEADER_WORDS = 3, 12  # a line that stands in a file so often, with no more words, is a header or footer

_PAGE = re.compile(rb"(?:p(?:age)? )?\d{1,4}(?: (?:of )?\d{1,4})?|page|confidential|draft")
_MONTH = (
    rb"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    rb"dec(?:ember)?)"
)
_DATE = re.compile(
    rb"(?:(?:last |date )?(?:updated|modified|revised|printed|retrieved|date|as of|on)(?: on)? )*"
    rb"(?:%b \d{1,2} \d{4}|\d{1,2} %b \d{4}|%b \d{4}|\d{4} \d{1,2} \d{1,2}(?: \d{1,2}){0,3}z?|\d{1,2} \d{1,2} \d{2,4})" % ((_MONTH,) * 3)
)
_ADDRESS = re.compile(rb"(?:https?|www|file) (?:[a-z0-9]+ ?){1,20}")
# An address may have these in it; with the other words that bind, a sentence stands behind it.
_PARTLY_BINDING = BINDING - frozenset(
    b"agreement copy copies in is it license licensed licensee licenses licence licensing terms us use".split()
)
_TITLE = frozenset(
    b"the software license licence licenses version v text agreement terms of and full begin end readme file txt md "
    b"spdxlicenseidentifier".split()
)
_SMALL = frozenset(b"the of and version v end begin".split())  # of these, words that tell no title
# What common texts are called beside the words of their ids: in the title of that text alone.
_ALSO: Mapping[str, bytes] = {
    "0bsd": b"bsd zero clause",
    "bsd-2-clause": b"simplified freebsd",
    "bsd-3-clause": b"new modified revised",
    "bsd-4-clause": b"original old",
    "isc": b"internet systems consortium",
    "mit": b"expat",
    "mit-0": b"no attribution",
}


# The notice with which a text says that it be applied, by its hash: who filled it in behind the text has changed nothing.
_NOTICES: Mapping[str, bytes] = {"apache-2.0": bytes.fromhex("9edc3ddd0f4a")}


def explainer(text: Words, names: Iterable[str], titles: Iterable[bytes]) -> Callable[[int, int], bool]:
    """A function that says whether words `start` to `end` of a file are explained beside a text that is called by `names`.

    `titles` are hashes of what stands before that text as its title.
    """
    named = [name.lower() for name in names]
    known = frozenset((*titles, *(_NOTICES[name] for name in named if name in _NOTICES)))
    called = {word for name in named for word in (*re.findall(rb"[a-z0-9]+", name.encode()), *_also(name).split())}
    titled = frozenset(word for word in (called | _TITLE) if word not in _SMALL)
    repeated: list[frozenset[bytes]] = []
    alone: list[frozenset[int]] = []

    def headers() -> frozenset[bytes]:
        if not repeated:
            lines = Counter(_bare(line.split()) for line in text.cased.lower().split(b"\n"))
            repeated.append(frozenset(line for line, count in lines.items() if line and count >= REPEATED))
        return repeated[0]

    def paged(low: bytes, start: int) -> bool:
        """Whether a number alone on its line may be that of a page: so many may stand before it, or those beside it stand so as well."""
        if not low.isdigit() or int(low) <= 1 + start // PAGE_WORDS:
            return True
        if not alone:
            alone.append(frozenset(map(int, re.findall(rb"(?m)^ *(\d{1,4}) *$", text.cased))))
        return not alone[0].isdisjoint((int(low) - 1, int(low) + 1))

    def plain(start: int, end: int, apart: bool) -> bool:
        """Whether words are explained as one thing; `apart`: they stand before the text, or fill lines of their own."""
        if text.low[start] in BEGINS and is_statement(text.between(start, end)):
            return True
        if not apart:
            return False
        low = b" ".join(text.low[start:end])
        bound = not _PARTLY_BINDING.isdisjoint(text.low[start:end])
        if _fills(text, start, end) and (
            _DATE.fullmatch(low) or (_PAGE.fullmatch(low) and paged(low, start)) or (_ADDRESS.fullmatch(low) and not bound)
        ):
            return True
        if end - start <= TITLE_WORDS and all(word in called or word in _TITLE for word in text.low[start:end]):
            return True
        if known and digest(text.low[start:end], TITLE) in known:
            return True
        return end - start <= HEADER_WORDS and is_heading(text.between(start, end), titled) and _bare(text.low[start:end]) in headers()

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


def _also(name: str) -> bytes:
    return b"creative commons" if name.startswith("cc") else _ALSO.get(name, b"")


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
