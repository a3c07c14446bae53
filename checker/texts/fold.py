"""The words of a file as they are compared: what no tool that re-wraps, marks up or re-encodes a text changes.

Words are runs of letters and digits in lower case. Everything is done on bytes, by calls that loop in C: a file must cost less than a
millisecond. Lines are kept, so that a word can be found again in the copy it came from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Literal

from checker import later
from checker.texts.markup import LINK, MARKUP, STRUCK, linked, shown, untagged

MAX_BYTES = 2_000_000  # of a file that is looked at; the longest license known here has 0.2 MB

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"))
_BOMS_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SPACES = bytes(c if (chr(c).isalnum() and c < 128) or c > 127 or c == 10 else 32 for c in range(256))
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4", "'"),
        **dict.fromkeys("\u2013\u2014\u2015", " - "),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
        **dict.fromkeys("\u2122\u00ae", " "),
        **dict.fromkeys("\x85\u2028\u2029", " "),
        "\u00a9": " (c) ",
        # What prints.py asks for: money, what stands before a number, ticks and crosses, overlays that strike out, what turns words round.
        **{chr(sign): "\x10" for sign in range(0x20A0, 0x20D0)},
        **dict(zip("\u00a3\u20ac\u00a5\u20b9", "\x11\x12\x13\x14", strict=True)),
        **dict.fromkeys("\u2212\u2264\u2265\u2260\u00b1", " \x15 "),
        **dict.fromkeys("\u2705\u2713\u2714", "\x16"),
        **dict.fromkeys("\u274c\u2717\u2718\u2716", "\x17"),
        **{chr(mark): STRUCK.decode() for mark in (*range(0x335, 0x339), *range(0x20D2, 0x20E1), 0x202D, 0x202E)},
    }
)
_FOREIGN_MARK = re.compile(r"[^\x00-\x7f\w]")
_CONTROL = bytes((*range(1, 7), *range(14, 27)))
LONGEST = 1000  # signs in a row that are no ASCII: marks that stand above one letter are put in order in the square of their number
_RUN = re.compile(r"[^\x00-\x7f]+")
_PARTS = later.compile(rf"[\x00-\x7f]*[^\x00-\x7f]{{1,{LONGEST}}}|[\x00-\x7f]+")
_IDEOGRAPH = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
_ENTITY = later.compile(
    r"(?i)&(?:quot|nbsp|amp|lt|gt|apos|[lr][sd]quo|[mn]dash|copy|reg|trade|hellip|bull|middot|sect|shy|#\d{1,7}|#x[0-9a-f]{1,6});"
)
_FIRST = re.compile(rb"\s*1[\s:|]")  # the number of a first line
_PREFIX = later.compile(rb"^[ \t]*(?://+|/?\*+|[!'#;%>]+|--+|REM\b|dnl\b)[ \t]?", re.MULTILINE)
# A pattern that begins with a character is searched for much faster than one that begins with what must stand before it.
_BROKEN = later.compile(rb"-(?<=[A-Za-z\x80-\xff]-)[ \t]*\n([ \t]*\n)?[ \t]*([A-Za-z\x80-\xff]{1,100})")
_BREAKS = (b"-\n", b"- \n", b"-  \n", b"REM", b"dnl")
# Where a page ends, with its number.
_FOOT = later.compile(rb"(?:(?<=\n)[ \t]*+-?[ \t]*+(\d{1,4})[ \t]*+-?[ \t]*+\n[ \t\n]*+)?\x0c")
_EMPTIED = bytes(10 if c in b"\n\x0c" else 32 for c in range(256))
_PAGE = re.compile(rb"^ *[Pp](?:age|AGE) +\d{1,4}(?: +(?:of|OF) +\d{1,4})? *$", re.MULTILINE)
_PAGES = (b"Page ", b"page ", b"PAGE ", b"pAGE ")
_HYPHEN = re.compile(rb"-(?<=[A-Za-z\x80-\xff]-)[ \t]?(?=[A-Za-z\x80-\xff])")


class Words:
    """The words of a text. `cased` holds them as they are written, by lines; `joined` in lower case, one blank between them.

    `marked` is `cased` with the signs that stand between the words, byte for byte.
    """

    def __init__(self, cased: bytes, marked: bytes) -> None:
        self.cased, self.marked = cased, marked

    @cached_property
    def low(self) -> list[bytes]:
        """The words in lower case."""
        return self.cased.lower().split()

    @cached_property
    def joined(self) -> bytes:
        """The words in lower case, one blank between them."""
        return b" ".join(self.low)

    @cached_property
    def written(self) -> list[bytes]:
        """The words as they are written."""
        return self.cased.split()

    @cached_property
    def starts(self) -> list[int]:
        """At which byte each word begins; and where the text ends."""
        return [*(match.start() for match in re.finditer(rb"\S+", self.cased)), len(self.cased)]

    def between(self, start: int, end: int) -> bytes:
        """Words `start` to `end` with the signs before and behind each."""
        if start == 0 and end == len(self.low):
            return self.marked
        return self.marked[self.starts[start - 1] + len(self.written[start - 1]) if start else 0 : self.starts[end]]

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, map(bytes.split, self.cased.split(b"\n")))))

    def line(self, word: int) -> int:
        """The line, from 1, on which the word number `word` (from 0) stands; that of the last word for a number past it."""
        return min(bisect_right(self._ends, min(word, max(len(self.low) - 1, 0))), len(self._ends) - 1) + 1


def quoted(lines: Sequence[str], text: Words, first: int, last: int) -> str:
    """Words `first` to `last` as the lines of the file have them; the words alone, where a line is not as its words are."""
    alone, begin, end = b" ".join(text.written[first : last + 1]).decode("utf-8", "replace"), text.line(first), text.line(last)
    before, after = offset(lines[begin - 1], text, first, False), offset(lines[end - 1], text, last, True)
    between = [*lines[begin - 1 : end]]
    between[-1] = between[-1][:after]
    between[0] = between[0][before:]
    found = " ".join(" ".join(between).split())
    return found if _letters(found) == _letters(alone) else alone


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


def offset(line: str, text: Words, word: int, behind: bool) -> int:
    """Where on its line a word begins, or ends."""
    first, number = word, text.line(word)
    while first and text.line(first - 1) == number:
        first -= 1
    signs = _signs(line)
    flat, at, start = "".join(map(line.__getitem__, signs)), 0, 0
    for one in text.written[first : word + 1]:
        letters = one.decode("utf-8", "replace")
        start = flat.find(letters, at)
        if start < 0:
            return len(line) if behind else 0
        at = start + len(letters)
    return signs[at - 1] + 1 if behind else signs[start]


@lru_cache(maxsize=4)
def _signs(line: str) -> list[int]:
    """Where the letters and digits of a line stand: what is between those of a word (a hyphen, a mark that nobody sees) does not count."""
    return [i for i, sign in enumerate(line) if sign.isalnum()]


def decode(data: bytes) -> str | None:
    """The text of a file in whatever encoding; None where it is no text. Line ends are `\\n`."""
    text = as_written(data)
    return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def as_written(data: bytes) -> str | None:
    """As `decode`, with the line ends of the file."""
    encoding = next((name for bom, name in (*_BOMS, *_BOMS_16) if data.startswith(bom)), "")
    if not encoding and b"\x00" in data[:4096]:
        even, odd, few = data[0:4096:2].count(0), data[1:4096:2].count(0), min(len(data), 4096) // 100
        encoding = "utf-16-le" if odd > 4 * even + few else "utf-16-be" if even > 4 * odd + few else ""
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = data.decode(encoding or "utf-8", "replace")
        good = len(text) - len(text.encode("ascii", "ignore"))  # or nearly: a few bad bytes may stand among good ones
        if not encoding and 2 * text.count("\ufffd") > good:
            text = data.decode("cp1252", "replace")
    if "\x00" in text or _is_binary(text.encode("utf-8", "replace") if encoding.startswith("utf-16") else data):
        return None
    return text


def _is_binary(data: bytes) -> bool:
    return len(data.translate(None, _CONTROL)) < len(data) - len(data) // 200


def words(data: bytes) -> Words | None:
    """The words of a file; None where it is no text. Linear in its length."""
    if data.isascii() and b"\x00" not in data and not _is_binary(data):
        content = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    else:
        text = as_written(data)
        if text is None:
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        content = _plain(text.replace("\u00ad\n", "-\n"))  # as a word is broken where a page is printed
    if b"\x0c" in content:
        content = _unpaged(content)
    if _FIRST.match(content):
        content = _unnumbered(content)
    if b"<" in content and MARKUP.search(content):
        content = _without_markup(content)
    if b"&" in content:
        content = _unescaped(content, True)
    # Which of the two leads to a page says nothing. A browser copies the hyphen at which a PDF breaks a word as \x02.
    content = content.replace(b"\\-", b"-").replace(b"\x02", b"-").replace(b"https://", b"http://").replace(b"HTTPS://", b"HTTP://")
    if b"](" in content:
        content = LINK.sub(linked, content)
    if any(one in content for one in _BREAKS):
        content = _BROKEN.sub(rb"\2\n\1", _PREFIX.sub(b"", content))
    marked = _HYPHEN.sub(b"", content)
    content = marked.translate(SPACES)
    return Words(_PAGE.sub(lambda page: b" " * len(page[0]), content) if any(word in content for word in _PAGES) else content, marked)


def _plain(text: str) -> bytes:
    """Text that is not all ASCII: compatibility forms and typographic marks in plain ones, every ideograph a word."""
    known: dict[str, str] = {}  # a text holds few such runs, many times over

    def run(match: re.Match[str]) -> str:
        found = match[0]
        if found not in known:
            known[found] = _plain_run(found)
        return known[found]

    return _RUN.sub(run, composed("NFC", text)).encode("utf-8", "replace")


def composed(form: Literal["NFC", "NFKC"], text: str) -> str:
    """A text in a normal form of Unicode, in time that grows with its length."""
    from unicodedata import normalize

    if len(text) - len(text.encode("ascii", "ignore")) <= LONGEST:
        return normalize(form, text)
    return "".join(normalize(form, part) for part in _PARTS.findall(text))


def _plain_run(text: str) -> str:
    text = composed("NFKC", text.translate(_TYPOGRAPHY)).translate(_TYPOGRAPHY)
    return " ".join(_IDEOGRAPH.split(_FOREIGN_MARK.sub(" ", text)))


def _unpaged(content: bytes) -> bytes:
    """A text without the numbers of its pages, where each ends in one and they go on by one."""
    numbers = _FOOT.findall(content)
    if (
        all(numbers)
        and [*map(int, numbers)] == [*range(int(numbers[0]), int(numbers[0]) + len(numbers))]
        and (numbers[1:] or numbers == [b"1"])
    ):
        return _FOOT.sub(lambda foot: foot[0].translate(_EMPTIED), content)
    return content.replace(b"\x0c", b"\n")


def _without_markup(content: bytes) -> bytes:
    """What a browser shows of HTML. Lines are kept."""
    content = shown(content)
    if b"&" in content:
        content = _unescaped(content)
        if b"<" in content and MARKUP.search(content):  # once more: pages that show a text with markup escape it
            content = untagged(content)
    return content


def _unescaped(content: bytes, some: bool = False) -> bytes:
    """A text with the signs that its entities stand for, or `some` of them: those that a text without markup may have."""
    from html import unescape

    text = content.decode("utf-8", "replace")
    if some and not _ENTITY.search(text):
        return content
    try:
        return _plain(_ENTITY.sub(lambda one: unescape(one[0]), text) if some else unescape(text))
    except ValueError:  # an entity of thousands of digits is none
        return content


def _unnumbered(content: bytes) -> bytes:
    """A text without the numbers of its lines, where all lines have them, or all that are not empty."""
    numbers = re.findall(rb"(?m)^[ \t]*(\d{0,6})", content)
    lines = [int(number) for number in numbers if number]
    full = lines == list(range(1, len(lines) + 1)) and len(re.findall(rb"(?m)^.*\S", content)) == len(lines) > 20
    return re.sub(rb"(?m)^[ \t]*\d+[ \t:|]?", b"", content) if full else content
