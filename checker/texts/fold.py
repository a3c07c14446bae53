"""The words of a file as they are compared: what no tool that re-wraps, marks up or re-encodes a text changes.

Words are runs of letters and digits in lower case. Everything is done on bytes, by calls that loop in C: a file must cost less than a
millisecond. Lines are kept, so that a word can be found again in the copy it came from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from checker import later

MAX_BYTES = 2_000_000  # of a file that is looked at; the longest license known here has 0.2 MB

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"))
_BOMS_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SPACES = bytes(c if (chr(c).isalnum() and c < 128) or c > 127 or c == 10 else 32 for c in range(256))
STRUCK = "\x18"  # stands where words are struck out or hidden, or a link shows another address than it leads to
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4", "'"),
        **dict.fromkeys("\u2013\u2014\u2015", " - "),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
        **dict.fromkeys("\u2122\u00ae", " "),
        **dict.fromkeys("\x85\u2028\u2029", " "),
        "\u00a9": " (c) ",
        # What prints.py asks for: money, what stands before a number, ticks and crosses, overlays that strike out.
        **{chr(sign): "\x10" for sign in range(0x20A0, 0x20D0)},
        **dict(zip("\u00a3\u20ac\u00a5\u20b9", "\x11\x12\x13\x14", strict=True)),
        **dict.fromkeys("\u2212\u2264\u2265\u2260\u00b1", " \x15 "),
        **dict.fromkeys("\u2705\u2713\u2714", "\x16"),
        **dict.fromkeys("\u274c\u2717\u2718\u2716", "\x17"),
        **{chr(mark): STRUCK for mark in (*range(0x335, 0x339), *range(0x20D2, 0x20E1))},
    }
)
_FOREIGN_MARK = re.compile(r"[^\x00-\x7f\w]")
_CONTROL = bytes((*range(1, 7), *range(14, 27)))
_RUN = re.compile(r"[^\x00-\x7f]+")
_IDEOGRAPH = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
_ENTITY = later.compile(rb"&(?:quot|nbsp|amp|lt|gt|#\d+);")
_FIRST = re.compile(rb"\s*1[\s:|]")  # the number of a first line
_LINK = later.compile(rb"\]\(([^()\s]{1,1000})\)")
# Names of elements that a license page is made of: `<year>` and `<owner>` are no tags.
_TAG_NAMES = (
    rb"a|abbr|article|b|blockquote|body|br|center|code|dd|del|div|dl|dt|em|font|footer|h[1-6]|head|header|hr|html|i|img|li|link|main|meta|nav|"
    rb"o:p|ol|p|pre|s|section|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|title|tr|tt|u|ul"
)
_TAG = re.compile(
    rb"</?(?:" + _TAG_NAMES + rb")(?:\s[^<>=]{0,200}=[^<>]{0,2000}|\s+(?:noshade|nowrap|compact)|\s*/|\s*)>|<!DOCTYPE[^<>]{0,300}>",
    re.IGNORECASE,
)
# Tags that hide what they enclose, or strike it out.
_HIDES = later.compile(rb"(?i)<(del|s|strike)\b|line-through|display\W*none|visibility\W*hidden|(?<!-)color\W*(white|fff)")
# What a tag or a comment may hold and nobody sees: a sentence; not the names of classes and fonts.
_SENTENCE = later.compile(rb"(?:[A-Za-z\x80-\xff']+[^\w\"<>={}]*\s(?:= )?){4}[A-Za-z\x80-\xff]|[\x80-\xff]{15}")
_STYLED = later.compile(rb"(?i)\b(class|style|face|content)\s*=\s*(\"[^\"]*|'[^']*)")
_ANCHOR = later.compile(rb"(?i)<a\s[^<>]*?\bhref\s*=\s*[\"']?([^\"'\s<>]*)[^<>]*>([^<>]{0,300})")
_HOST = later.compile(rb"(?i)(?:https?://|www\.)+([\w.-]*\w)|\b(([\w-]+\.)+(com|org|net|io|ai|cn)\b)")
# Where services send on whoever follows a link: what counts is where to.
_SENT_ON = later.compile(rb"(?i)https?://[\w.-]*\b(?:google|workplace|facebook|outlook)\.com/\S*?[?&](?:u|url|q)=http\w?[%3A2F:/]+")
_MARKUP = re.compile(rb"<!doctype html|<html|<body|<div|<p[ >]|<br|</[a-z0-9]{1,10}>", re.IGNORECASE)
_WHOLE_PAGE = later.compile(rb"(?is)\s*(<[!?][^<>]*>\s*)*<(html|head|body).*</(html|body)>")
_UNSEEN = ((b"<head>", b"</head>"), (b"<script", b"</script>"), (b"<style", b"</style>"), (b"<!--", b"-->"))
_PREFIX = re.compile(rb"^[ \t]*(?://+|/?\*+|#+|--+|;+|%+|>+|REM\b|dnl\b)[ \t]?", re.MULTILINE)
# A pattern that begins with a character is searched for much faster than one that begins with what must stand before it.
_BROKEN = re.compile(rb"-(?<=[A-Za-z\x80-\xff]-)[ \t]*\n([ \t]*\n)?[ \t]*([A-Za-z\x80-\xff]{1,100})")
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


def decode(data: bytes) -> str | None:
    """The text of a file in whatever encoding; None where it is no text. Line ends are `\\n`."""
    encoding = next((name for bom, name in (*_BOMS, *_BOMS_16) if data.startswith(bom)), "")
    if not encoding and b"\x00" in data[:4096]:
        even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
        encoding = "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else ""
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = data.decode(encoding or "utf-8", "replace")
        good = len(text) - len(text.encode("ascii", "ignore"))  # or nearly: a few bad bytes may stand among good ones
        if not encoding and 2 * text.count("\ufffd") > good:
            text = data.decode("cp1252", "replace")
    if "\x00" in text or (not encoding.startswith("utf-16") and len(data.translate(None, _CONTROL)) < len(data) - len(data) // 200):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def words(data: bytes) -> Words | None:
    """The words of a file; None where it is no text. Linear in its length."""
    if data.isascii() and b"\x00" not in data:
        content = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\x0c", b"\n")
    else:
        text = decode(data)
        if text is None:
            return None
        content = _plain(text.replace("\u00ad\n", "-\n"))  # as a word is broken where a page is printed
    if _FIRST.match(content):
        content = _unnumbered(content)
    if b"<" in content and _MARKUP.search(content):
        content = _without_markup(content)
    elif _ENTITY.search(content):
        content = _unescaped(content)
    # Which of the two leads to a page says nothing.
    content = content.replace(b"\\-", b"-").replace(b"https://", b"http://").replace(b"HTTPS://", b"HTTP://")
    if b"](" in content:
        content = _LINK.sub(_linked, content)
    if b"-\n" in content or b"- \n" in content or b"REM" in content or b"dnl" in content:
        content = _BROKEN.sub(rb"\2\n\1", _PREFIX.sub(b"", content))
    marked = _HYPHEN.sub(b"", content)
    content = marked.translate(SPACES)
    return Words(_PAGE.sub(lambda page: b" " * len(page[0]), content) if any(word in content for word in _PAGES) else content, marked)


def _plain(text: str) -> bytes:
    """Text that is not all ASCII: compatibility forms and typographic marks in plain ones, every ideograph a word."""
    from unicodedata import normalize

    known: dict[str, str] = {}  # a text holds few such runs, many times over

    def run(match: re.Match[str]) -> str:
        found = match[0]
        if found not in known:
            known[found] = _plain_run(found)
        return known[found]

    return _RUN.sub(run, normalize("NFC", text)).encode("utf-8", "replace")


def _plain_run(text: str) -> str:
    from unicodedata import normalize

    text = normalize("NFKC", text.translate(_TYPOGRAPHY)).translate(_TYPOGRAPHY)
    return " ".join(_IDEOGRAPH.split(_FOREIGN_MARK.sub(" ", text)))


def _without_markup(content: bytes) -> bytes:
    """What a browser shows of HTML. Lines are kept."""
    # A plain text with a tag in it is read with its comments.
    for begin, end in _UNSEEN if _WHOLE_PAGE.match(content) else ():
        content = _cut(content, begin, end)
    content = _untagged(content)
    if b"&" in content:
        content = _unescaped(content)
        if b"<" in content and _MARKUP.search(content):  # once more: pages that show a text with markup escape it
            content = _untagged(content)
    return content


def _unescaped(content: bytes) -> bytes:
    from html import unescape

    return _plain(unescape(content.decode("utf-8", "replace")))


def _unnumbered(content: bytes) -> bytes:
    """A text without the numbers of its lines, where all lines have them, or all that are not empty."""
    numbers = re.findall(rb"(?m)^[ \t]*(\d{0,6})", content)
    lines = [int(number) for number in numbers if number]
    full = lines == list(range(1, len(lines) + 1)) and len(re.findall(rb"(?m)^.*\S", content)) == len(lines) > 20
    return re.sub(rb"(?m)^[ \t]*\d+[ \t:|]?", b"", content) if full else content


def _untagged(content: bytes) -> bytes:
    content = _ANCHOR.sub(lambda tag: tag[0] + _misled(tag[2], tag[1]), content)
    return _TAG.sub(_instead, content)


def _instead(tag: re.Match[bytes]) -> bytes:
    """What stands in the place of a tag: its line ends, a mark where it hides something, and itself where it holds a sentence."""
    if _HIDES.search(tag[0]):
        return STRUCK.encode() + b"\n" * tag[0].count(b"\n")
    if _SENTENCE.search(_STYLED.sub(b"", tag[0])):
        return tag[0][1:-1]
    return b"\n" * tag[0].count(b"\n") if tag[0][:2].lower() in (b"<b", b"<i", b"<e", b"<s") else b" "


def _linked(link: re.Match[bytes]) -> bytes:
    """What stands in the place of where a link leads: nothing, where that is an address and no other than the link shows."""
    shown = link.string[max(0, link.start() - 300) : link.start()].rpartition(b"[")[2]
    words = not re.match(rb"\w+:|[#/.]", link[1]) and _SENTENCE.search(re.sub(rb"\W", b" ", link[1]))
    return b"]" + _misled(shown, link[1]) + (b" " + link[1] if words else b"")


def _misled(shown: bytes, target: bytes) -> bytes:
    """A mark, where a link shows an address at another host than it leads to."""
    target = _SENT_ON.sub(b"http://", target)
    hosts = [(found[1] or found[2]).lower() if (found := _HOST.search(one)) else b"" for one in (shown, target)]
    return STRUCK.encode() if hosts[0] and hosts[0] != hosts[1] else b""


def _cut(content: bytes, begin: bytes, end: bytes) -> bytes:
    """Take out what stands between `begin` and `end`, both in lower case, but for its line ends."""
    low, parts, at = content.lower(), [], 0
    while (start := low.find(begin, at)) >= 0 and (stop := low.find(end, start)) >= 0:
        unseen = content[start + len(begin) : stop]
        said = _SENTENCE.search(unseen) and (begin == b"<!--" or not re.search(rb"[<{;]", unseen))
        parts += [content[at:start], unseen if said else b" " + b"\n" * unseen.count(b"\n")]
        at = stop + len(end)
    return b"".join([*parts, content[at:]]) if parts else content
