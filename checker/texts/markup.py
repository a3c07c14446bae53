"""What a reader sees of HTML, and of links in Markdown. What hides words from a reader leaves a mark.

Every pattern is linear: a file of a stranger may be megabytes of what one of them likes. What may be repeated is bounded, or cannot be
given back (`++`), and one that could begin at every sign of a run begins where the run does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import islice

from checker import later

STRUCK = b"\x18"  # stands where words are struck out or hidden, or a link shows another address than it leads to
MARKUP = later.compile(rb"(?i)<!doctype html|<html|<body|<div|<p[ >]|<br|</[a-z0-9]{1,10}>")
LINK = later.compile(rb"\]\(<?([^()<>\s]{1,1000})>?(?:\s{1,3}\"([^\"]{0,200})\")?\)")
# Elements that a license page is made of: `<year>` and `<owner>` are no tags. What stands in one that is not here is seen.
_INLINE = (  # which part no words
    b"a abbr acronym b big cite code del dfn em font i ins kbd label mark o:p q s samp small span strike strong sub sup time tt u var wbr"
).split()
_UNREAD = b"base link meta".split()  # which show nothing
_EMPTY = b"br col hr img path source use wbr".split()  # which hold no words
_BLOCKS = (
    b"address article aside blockquote body button caption center colgroup dd div dl dt figure footer form g h[1-6] head header html li "
    b"main nav noscript ol p picture pre section svg table tbody td tfoot th thead title tr ul"
).split()
_NAMES = b"|".join((*_INLINE, *_UNREAD, *_EMPTY, *_BLOCKS))
_TAG = later.compile(
    rb"</?(" + _NAMES + rb")(?:\s[^<>=]*+(?:=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')?+[^<>=]*+)++|\s++(?:noshade|nowrap|compact)|\s*+/|\s*+)>"
    rb"|<!DOCTYPE[^<>]{0,300}>|<!\[[^<>]{0,100}\]>",
    re.IGNORECASE,
)
# What hides what a tag encloses, or strikes it out.
_HIDES = later.compile(
    rb"(?i)line-through|display\W*+none|visibility\W*+(?:hidden|collapse)|opacity\W*+0(?![.\d])|font-size\W*+(?:0(?![.\d])|1p[xt])"
    rb"|(?<![\w-])(?:text-indent|left|right|top)\s*+:\s*+-\d{3}|^<(?:del|s|strike)\b|(?<![\w-])hidden\s*="
)
_WHITE = later.compile(rb"(?i)(?<![\w-])color\W*+(?:white|fff|transparent|rgba?\(255\W+255\W+255)")
_DARK = later.compile(rb"(?i)background(?:-color)?\W*+(?:[0-6]|black|navy|rgba?\(\d?\d\D)")  # on which white is seen
_PART = later.compile(rb"(?i)<(/?)([a-z][\w:]*+)[^<>]*+>|&nbsp;|([\w\x80-\xff])")
PARTS = 20  # of a hidden element that are looked through for words
# What a tag or a comment may hold and nobody sees: a sentence; not the names of classes and fonts.
_SENTENCE = later.compile(
    rb"(?<![A-Za-z\x80-\xff'])(?:[A-Za-z\x80-\xff']++(?:[^\w\"<>={}\s'\x80-\xff]*+\s)++(?:= )?){4}[A-Za-z\x80-\xff]|[\x80-\xff]{15}"
)
_STYLED = later.compile(rb"(?i)\b(?:class|style|face|content)\s*+=\s*+(?:\"[^\"]*+|'[^']*+')")
_WRITES = later.compile(rb"(?i)(?:\bcontent\s*+:|\.write(?:ln)?\()\s*+[\"']([^\"'<>]*+)")  # words that a style or a script puts on the page
_ANCHOR = later.compile(rb"(?i)<a\s([^<>]*+)>")
_ANCHORED = later.compile(rb"(?i)</?a\b")
_TARGET = later.compile(rb"(?i)\bhref\s*+=\s*+[\"']?([^\"'\s<>]*+)")
_ANY_TAG = later.compile(rb"<[^<>]*+>")
_HOST = later.compile(rb"(?i)(?:https?://|www\.)([\w.-]*\w)|\b((?:[\w-]{1,63}\.){1,8}(?:com|org|net|io|ai|cn)\b)")
_LEADS = later.compile(rb"(?i)(?:(?:https?:)?[/\\]{2})?(?:[^/\\?#@]*+@)?([\w.-]*\w)")
# Where services send on whoever follows a link: what counts is where to.
_SENT_ON = later.compile(rb"(?i)\Ahttps?://[\w.-]*\b(?:google|workplace|facebook|outlook)\.com/\S*?[?&](?:u|url|q)=http\w?[%3A2F:/]+")
ADDRESS, SHOWN = 1000, 300  # bytes of an address, and of what shows it, that are looked at
_PAGE = later.compile(rb"(?i)<(?:html|head|body)\b")
_BEFORE = later.compile(rb"(?:\s|<[!?][^<>]*+>)*+")
_END = later.compile(rb"(?i)</(?:html|body)>")
_STYLE = (b"<style", b"</style>")
_COMMENT = (b"<!--", b"-->")
_UNSEEN = ((b"<title", b"</title>"), (b"<script", b"</script>"), _STYLE, _COMMENT)


def shown(content: bytes) -> bytes:
    """A page of HTML, or a text with tags in it, as a browser shows it. Lines are kept."""
    hidden = frozenset[bytes]()
    if _is_page(content):  # a plain text with a tag in it is read with its comments
        hidden = _hidden(content)
        for begin, end in _UNSEEN:
            content = _cut(content, begin, end)
    return untagged(content, hidden)


def untagged(content: bytes, hidden: Set[bytes] = frozenset()) -> bytes:
    """A text without its tags. `hidden` are names, classes and ids of elements that its styles hide."""
    return _TAG.sub(lambda tag: _instead(tag, hidden), _ANCHOR.sub(_led, content))


def linked(link: re.Match[bytes]) -> bytes:
    """What stands in the place of where a link of Markdown leads: nothing, where that is an address and no other than the link shows."""
    begin = link.string.rfind(b"[", max(0, link.start() - SHOWN), link.start()) + 1
    seen = link.string[begin : link.start()] if begin else b""
    words = not re.match(rb"\w+:|[#/.]", link[1]) and _SENTENCE.search(re.sub(rb"\W", b" ", link[1]))
    title = b" " + link[2] if link[2] and _SENTENCE.search(link[2]) else b""
    return b"]" + (b"" if b"](" in seen else _misled(seen, link[1])) + (b" " + link[1] if words else b"") + title


def _is_page(content: bytes) -> bool:
    """Whether all of a text is a page: nothing but comments and declarations stands before its first element."""
    begin = _PAGE.search(content)
    if begin is None or _END.search(content, begin.end()) is None:
        return False
    before = content[: begin.start()].split(_COMMENT[1])
    return _BEFORE.fullmatch(b"".join(part.partition(_COMMENT[0])[0] for part in before)) is not None


def _blocks(content: bytes, begin: bytes, end: bytes) -> Iterator[tuple[int, int]]:
    """Where what stands between `begin` and `end`, both in lower case, begins and ends."""
    low, at = content.lower(), 0
    while (start := low.find(begin, at)) >= 0 and (stop := low.find(end, start)) >= 0:
        yield start + len(begin), stop
        at = stop + len(end)


def _cut(content: bytes, begin: bytes, end: bytes) -> bytes:
    """Take out what stands between `begin` and `end`, but for its line ends and what it says."""
    parts, at = list[bytes](), 0
    for start, stop in _blocks(content, begin, end):
        unseen = content[start:stop]
        if begin == _COMMENT[0] or not re.search(rb"[<{;]", unseen):
            said = unseen if begin != b"<title" and _SENTENCE.search(unseen) else b""
        else:
            said = b" ".join(one[1] for one in _WRITES.finditer(unseen) if _SENTENCE.search(one[1]))
        parts += [content[at : start - len(begin)], said, b" " + b"\n" * (unseen.count(b"\n") - said.count(b"\n"))]
        at = stop + len(end)
    return b"".join([*parts, content[at:]]) if parts else content


def _hidden(content: bytes) -> frozenset[bytes]:
    """The elements, classes and ids that the styles of a page hide."""
    found = set[bytes]()
    for start, stop in _blocks(content, *_STYLE):
        for rule in content[start:stop].lower().split(b"}"):
            selectors, _, style = rule.rpartition(b"{")
            out = _HIDES.search(style)
            for one in selectors.rpartition(b"{")[2].split(b",") if out or _is_white(style) else ():
                last = one.split()[-1:]
                found.update(re.findall(rb"[.#]([\w-]+)", b"".join(last)) or (last if out or one.split() == last else []))
    return frozenset(found)


def _is_white(style: bytes) -> bool:
    """Whether words are white, and what is behind them is as well."""
    return _WHITE.search(style) is not None and _DARK.search(style) is None


def _instead(tag: re.Match[bytes], hidden: Set[bytes]) -> bytes:
    """What stands in the place of a tag: its line ends, a mark where it hides something, and itself where it holds a sentence."""
    name, lines = (tag[1] or b"").lower(), b"\n" * tag[0].count(b"\n")
    out = _HIDES.search(tag[0]) or _is_white(tag[0]) or (hidden and not hidden.isdisjoint(re.findall(rb"[\w-]+", tag[0].lower())))
    if out and name not in (*_EMPTY, *_UNREAD) and tag[0][1:2] != b"/" and _holds_words(tag, name):
        return STRUCK + lines
    if name not in _UNREAD and _SENTENCE.search(_STYLED.sub(b"", tag[0])):
        return tag[0][1:-1]
    return lines if name in _INLINE else b" " + lines


def _holds_words(tag: re.Match[bytes], name: bytes) -> bool:
    """Whether words stand in the element that a tag begins; also where that is not seen soon."""
    depth = 1
    for part in islice(_PART.finditer(tag.string, tag.end()), PARTS):
        if part[3]:
            return True
        if part[2] and part[2].lower() == name:
            depth += -1 if part[1] else 1
            if not depth:
                return False
    return True


def _led(tag: re.Match[bytes]) -> bytes:
    """The tag of a link, with a mark where that shows another address than it leads to."""
    target = _TARGET.search(tag[1])
    if target is None:
        return tag[0]
    end = _ANCHORED.search(tag.string, tag.end())
    return tag[0] + _misled(_ANY_TAG.sub(b"", tag.string[tag.end() : end.start() if end else None]), target[1])


def _misled(seen: bytes, target: bytes) -> bytes:
    """A mark, where a link shows an address at another host than it leads to."""
    at = _HOST.search(seen)
    if at is None:
        return b""
    to = _LEADS.match(_SENT_ON.sub(b"http://", target[:ADDRESS], 1))
    return b"" if to and _host(to[1]) == _host(at[1] or at[2]) else STRUCK


def _host(name: bytes) -> bytes:
    return name.lower().removeprefix(b"www.")
