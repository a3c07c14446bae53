"""The sections of a license text: every paragraph with the number a citation uses for it.

A citation is `<section>[ ¶n]`. Sections are numbered by position, nested lists included, so that numbers which Markdown
garbled do not matter; a list that is numbered soundly keeps its own style (`5.3`, `1.b.iv`). Text before the first number
is `preamble`. `¶n` counts the paragraphs of a section, or of the whole document where no section is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

PREAMBLE = "preamble"

_WRAPPED_WIDTH = 110
_TAB = 8
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
_PART = re.compile(
    r"(?P<word>section|article|chapter|attachment|exhibit|appendix|annex|schedule|part)[ \t]+(?P<label>[ivxl]{1,6}|\d{1,3}|[a-z])\b[ \t]*(?P<rest>[:.\-\u2013\u2014]|$|.{0,80}$)",
    re.IGNORECASE,
)
_BARE_PART = re.compile(r"(?P<word>attachment|exhibit|appendix|annex)[ \t]*(?:[:.]|$)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:section[ \t]+|article[ \t]+)?(?P<label>\d{1,3}(?:\.\d{1,3}){0,4})(?P<end>[.):]?)(?=[ \t]|$|(?<=[.):])\S)", re.IGNORECASE)
_LETTERED = re.compile(r"\(?(?P<label>[a-z]|[ivx]{2,5}|[A-Z]|[IVX]{2,5})(?P<end>[.)])(?=[ \t\u201c\"*]|$)")
_PARENTHESIZED_NUMBER = re.compile(r"\((?P<label>\d{1,2})\)(?=[ \t]|$)")
_POLICY_TITLE = re.compile(r"(?:[\w.\-]+[ \t]+){0,6}(?:acceptable|prohibited)[ \t]+use[ \t]+policy[ \t]*$", re.IGNORECASE)
_TITLE = re.compile(r"[\s.):*_]*(?P<title>[A-Z][^.:;\n]{2,60})(?:[.:*]|\n|$)")
_MARKED_UP = re.compile(r"\A(\(?[0-9A-Za-z]{1,4})(?:\\|\*\*|__)+(?=[.)])")
_RULE = re.compile(r"[\s*=\-_]{5,}$")
_BOXED = re.compile(r"[ \t]*\*(?P<text>[ \t].*)\*[ \t]*$")
_ENDS = re.compile(r"(?:[.;:,\"\u201d]|\band|\bor|\bthan|[A-Z]{3,})[*_\s]*$")
_BULLET = re.compile(r"[-*+\u2022\u25cf\u25e6\u00b7\u25aa](?=[ \t])")
_DECORATION = re.compile(r"(?:>[ \t]?|#{1,6}[ \t]+|\*{1,3}(?=\S)|_{2}(?=\S)|\\(?=[\d(]))+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its section path, its number in the document and in its section (both from 1), lines and text."""

    path: tuple[str, ...]
    number: int
    in_section: int
    line: int
    text: str

    @property
    def section(self) -> str:
        """The section as a citation writes it: `1.b.iv`, `Attachment-A.3`, `preamble`."""
        return ".".join(self.path) or PREAMBLE


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number or bullet at the start of a line."""

    style: str  # part (goes on with the numbers of the document) | annex (has its own) | dotted | number | letter | roman | LETTER | ROMAN | bullet
    label: str
    indent: int
    titled: bool = False  # a short title follows: `4. Redistribution. You may ...`


@dataclass(slots=True)
class _Level:
    """An open list: its style, where it stands and the last label it gave out."""

    style: str
    indent: int
    label: str
    titled: bool = False
    count: int = 1


def outline(text: str) -> list[Paragraph]:
    """Return the paragraphs of `text` in order, each with its section path. Pure; linear in the length of the text."""
    blocks = list(_blocks(text))
    garbled = _is_garbled(blocks)
    stack: list[_Level] = []
    roots: list[_Level] = []
    path: tuple[str, ...] = ()
    counts: dict[tuple[str, ...], int] = {}
    result = []
    for number, (line, mark, body) in enumerate(blocks, 1):
        if mark is not None:
            path = _enter(stack, roots, mark, garbled)
        counts[path] = counts.get(path, 0) + 1
        result.append(Paragraph(path, number, counts[path], line, body))
    return _unique(result)


def find(paragraphs: Sequence[Paragraph], section: str, paragraph: int | None = None) -> list[Paragraph]:
    """Return the paragraphs that a citation names: the section with its subsections, or one paragraph of it.

    `section` may be empty, then `paragraph` counts in the whole document. The empty list says that there is no such place.
    """
    if not section:
        return [p for p in paragraphs if paragraph is None or p.number == paragraph]
    want = () if section == PREAMBLE else tuple(section.split("."))
    if paragraph is not None:
        return [p for p in paragraphs if p.path == want and p.in_section == paragraph]
    if not want:
        return [p for p in paragraphs if not p.path]
    return [p for p in paragraphs if p.path[: len(want)] == want]


def _blocks(text: str) -> Iterator[tuple[int, _Mark | None, str]]:
    """Yield (line, mark, text) per paragraph: a blank line or a mark begins one; in unwrapped text every line does."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    filled = [len(line) for line in lines if line.strip()]
    wrapped = sum(n > _WRAPPED_WIDTH for n in filled) <= len(filled) // 20
    start, mark, body = 0, None, list[str]()
    for number, line in enumerate(lines, 1):
        boxed = _BOXED.match(line)
        line = boxed["text"].strip() if boxed else line
        if not line.strip() or _RULE.match(line):
            if body:
                yield start, mark, "\n".join(body)
            body = []
            continue
        found = _mark(line, first=not start)
        if found and body and wrapped and (found.style == "(number)" or not _ENDS.search(body[-1])):
            found = None  # a line that only happens to begin with a number
        if body and (found or not wrapped):
            yield start, mark, "\n".join(body)
            body = []
        if not body:
            start, mark = number, found
        body.append(line)
    if body:
        yield start, mark, "\n".join(body)


def _mark(line: str, first: bool = False) -> _Mark | None:
    line = line.replace("\xa0", " ").replace("\u3000", " ").expandtabs(_TAB)
    stripped = line.lstrip(" \ufeff")
    indent = len(line) - len(stripped)
    bullet = _BULLET.match(stripped)
    decoration = None if bullet else _DECORATION.match(stripped)
    body = stripped[decoration.end() :] if decoration else stripped
    body = _MARKED_UP.sub(r"\1", body, count=1)
    if bullet:
        return _Mark("bullet", "", indent)
    part = _PART.match(body)
    if part and len(body) < 120 and not _is_sentence(body, part):
        word, label = part["word"].lower(), part["label"]
        if word in ("section", "article", "chapter", "part"):
            return _Mark("part", label.upper() if not label.isdigit() else label, indent)
        return _Mark("annex", f"{word.capitalize()}-{label.upper()}", indent)
    bare = _BARE_PART.match(body)
    if bare and len(body) < 120:
        return _Mark("annex", bare["word"].capitalize(), indent)
    if not first and _POLICY_TITLE.match(body):
        return _Mark("annex", "Policy", indent)
    number = _NUMBERED.match(body)
    if number and (number["end"] or "." in number["label"] or decoration or _is_heading(body[number.end() :])):
        return _Mark("dotted" if "." in number["label"] else "number", number["label"], indent, _is_titled(body[number.end() :]))
    bracketed = _PARENTHESIZED_NUMBER.match(body)
    if bracketed:
        return _Mark("(number)", bracketed["label"], indent)
    letter = _LETTERED.match(body)
    if letter and (letter["end"] == ")" or letter["label"].islower() or len(letter["label"]) > 1 or letter["label"] in "ABCDEFGHIV"):
        return _Mark(_letter_style(letter["label"]), letter["label"], indent)
    return None


def _is_sentence(body: str, part: re.Match[str]) -> bool:
    """True where `Section 3 shall survive ...` begins a sentence rather than names a heading."""
    rest = body[part.end("label") :].strip()
    return bool(rest) and (rest[0] in ",;()" or rest[0].islower())


def _is_heading(rest: str) -> bool:
    rest = rest.strip()
    return bool(rest) and len(rest) < 80 and rest[0].isupper() and not rest.endswith((".", ";", ","))


def _is_titled(rest: str) -> bool:
    title = _TITLE.match(rest)
    return title is not None and len(title["title"].split()) <= 7


def _letter_style(label: str) -> str:
    base = "roman" if len(label) > 1 else "letter"
    return base if label.islower() else base.upper()


def _is_garbled(blocks: Sequence[tuple[int, _Mark | None, str]]) -> bool:
    """True where an indented numbered list does not count from 1 upwards: a Markdown tool has renumbered it."""
    open_lists: list[tuple[int, int]] = []
    for _, mark, _ in blocks:
        if mark is None or mark.style != "number":
            continue
        while open_lists and open_lists[-1][0] > mark.indent:
            open_lists.pop()
        value = int(mark.label)
        if open_lists and open_lists[-1][0] == mark.indent:
            if mark.indent and value not in (1, open_lists[-1][1] + 1):
                return True
            open_lists[-1] = (mark.indent, value)
        else:
            if mark.indent and open_lists and value != 1:
                return True
            open_lists.append((mark.indent, value))
    return False


def _enter(stack: list[_Level], roots: list[_Level], mark: _Mark, garbled: bool) -> tuple[str, ...]:
    """Move `stack` to the place of `mark` and return the section path there."""
    if mark.style == "dotted":
        parts = mark.label.split(".")
        base = next((i for i, level in enumerate(stack) if level.style == "number"), None)
        parents = stack[:base] if base is not None else [level for level in stack if level.style == "annex"]
        stack[:] = parents + [_Level("number" if i == 0 else "dotted", mark.indent, part) for i, part in enumerate(parts)]
        return tuple(level.label for level in stack if level.label)
    if mark.style == "annex" and mark.label == "Policy" and (not (stack or roots) or (stack and stack[-1].style == "annex")):
        return tuple(level.label for level in stack)  # the title of the document, or of the exhibit that has just begun
    if mark.style in ("part", "annex"):
        stack[:] = [_Level(mark.style, mark.indent, mark.label)]
        return (mark.label,)
    depth = _depth(stack, mark, garbled)
    if depth == len(stack):
        stack.append(_Level(_style(mark, stack), mark.indent, "", mark.titled))
    else:
        del stack[depth + 1 :]
        stack[depth].count += 1
        stack[depth].indent = min(stack[depth].indent, mark.indent)
    if depth == 0 or (mark.style == "number" and all(level.style in ("part", "annex") for level in stack[:depth])):
        _continue_roots(stack, roots, mark)
        depth = len(stack) - 1
    level = stack[depth]
    level.label = _label(level, mark, depth, garbled)
    if level.style == "number" and depth == 0:
        roots[:] = [replace(level)]
    return tuple(one.label for one in stack if one.label)


def _continue_roots(stack: list[_Level], roots: list[_Level], mark: _Mark) -> None:
    """Numbers that go on across `Section II` headings belong to the document, not to the heading."""
    if mark.style != "number" or not any(level.style == "part" for level in stack[:-1]):
        return
    if not roots or int(mark.label) > int(roots[-1].label):
        stack[:] = [stack[-1]]


def _style(mark: _Mark, stack: Sequence[_Level]) -> str:
    if mark.style in ("letter", "LETTER") and mark.label.lower() == "i" and not any(level.label.lower() == "h" for level in stack):
        return "roman" if mark.style == "letter" else "ROMAN"
    return mark.style


def _depth(stack: Sequence[_Level], mark: _Mark, garbled: bool) -> int:
    """The depth of the list that `mark` goes on with, or the length of the stack where it opens a new one."""
    if mark.style == "bullet" or (garbled and mark.style == "number"):
        for depth in range(len(stack) - 1, -1, -1):
            level = stack[depth]
            if level.style == mark.style and level.indent == mark.indent:
                return depth
            if mark.style == "bullet" and level.style != "bullet":
                break
            if garbled and mark.style == "number" and level.style == "number" and level.indent < mark.indent:
                break
        if garbled and mark.style == "number":
            for depth, level in enumerate(stack):
                if level.style == "number" and level.indent >= mark.indent:
                    return depth
        return len(stack)
    candidates = [depth for depth in range(len(stack) - 1, -1, -1) if _follows(stack[depth], mark)]
    candidates = candidates or [depth for depth, level in enumerate(stack) if _skips(level, mark)]
    # Two lists may both go on here: the one that stands as far in and reads alike (titled or not) is meant, else the inner one.
    candidates.sort(key=lambda depth: (stack[depth].indent != mark.indent, stack[depth].titled != mark.titled, -depth))
    return candidates[0] if candidates else len(stack)


def _follows(level: _Level, mark: _Mark) -> bool:
    wanted = mark.label.lower()
    if level.style in ("number", "(number)") and level.style == mark.style:
        return level.label.isdigit() and int(mark.label) == int(level.label) + 1
    if level.style.lower() == "letter" and mark.style.lower() == "letter" and level.style == mark.style:
        return len(level.label) == 1 and ord(wanted) == ord(level.label.lower()) + 1
    if level.style.lower() == "roman" and mark.label.islower() == level.style.islower() and wanted in _ROMAN:
        last = level.label.lower()
        return last in _ROMAN and _ROMAN.index(wanted) == _ROMAN.index(last) + 1
    return False


def _skips(level: _Level, mark: _Mark) -> bool:
    """True where a number was left out of a list that stands at the margin (1, 3, 4 ...)."""
    return level.style == mark.style == "number" and level.indent == mark.indent and int(mark.label) > int(level.label)


def _label(level: _Level, mark: _Mark, depth: int, garbled: bool) -> str:
    if mark.style == "bullet" or (garbled and mark.style == "number"):
        return _positional(level.count, depth)
    return mark.label


def _positional(count: int, depth: int) -> str:
    """1, 2 ... on the first level, a, b ... on the second, i, ii ... below."""
    if depth == 0:
        return str(count)
    if depth == 1:
        return chr(96 + count) if count <= 26 else chr(96 + (count - 1) // 26) + chr(97 + (count - 1) % 26)
    return _ROMAN[count - 1] if count <= len(_ROMAN) else str(count)


def _unique(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Tell apart sections that got one label twice (a copy with a mistaken number): later ones get `~2`, `~3` ..."""
    seen: dict[tuple[str, ...], int] = {}
    current: dict[tuple[str, ...], tuple[str, ...]] = {}
    counts: dict[tuple[str, ...], int] = {}
    previous: tuple[str, ...] = ()
    result = []
    for p in paragraphs:
        if p.path != previous and p.path:
            shared = _common(p.path, previous)
            for i in range(shared + 1, len(p.path) + 1):
                raw = p.path[:i]
                if raw == p.path or i > shared:
                    base = current.get(raw[:-1], raw[:-1])
                    key = (*base, raw[-1])
                    if raw == p.path and p.path == previous[: len(p.path)]:
                        continue
                    seen[key] = seen.get(key, 0) + 1
                    current[raw] = key if seen[key] == 1 else (*base, f"{raw[-1]}~{seen[key]}")
        previous = p.path
        path = current.get(p.path, p.path)
        counts[path] = counts.get(path, 0) + 1
        result.append(replace(p, path=path, in_section=counts[path]))
    return result


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    n = 0
    while n < len(a) and n < len(b) and a[n] == b[n]:
        n += 1
    return n
