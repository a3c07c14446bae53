"""The sections of a license text: every paragraph with the number a citation uses for it.

A citation is `<section>[ ¶n]`. Sections are numbered by position, nested lists included, so that numbers which Markdown
garbled do not matter; a list that is numbered soundly keeps its own style (`5.3`, `1.b.iv`). Text before the first number
is `preamble`. Chinese numbers are cited in digits (`二、` and in it `（3）` is `2.3`); what follows a Chinese text in another
language begins anew. `¶n` counts the paragraphs of a section, or of the whole document where no section is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checker.texts.lists import ROMAN
from checker.texts.marks import Mark, blocks
from checker.texts.numerals import RANKS, is_chinese

PREAMBLE = "preamble"
TURNED = 8  # paragraphs at the end of a Chinese text that have no Chinese characters: what follows it in another language
DEEPEST = 24  # lists within lists: no license goes half as deep, and without a bound the time would grow with the square of the text


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
    found = list(blocks(text))
    garbled, turn = _is_garbled(found), _turn(found)
    styles = [mark.style for _, mark, _ in found if mark]
    articles = "article" in styles
    headed = articles and "numeral" in styles[: styles.index("article")]  # `二、` heads articles and is no list in one
    stack: list[_Level] = []
    roots: list[_Level] = []
    path: tuple[str, ...] = ()
    counts: dict[tuple[str, ...], int] = {}
    result = []
    for number, (line, mark, body) in enumerate(found, 1):
        if number == turn:
            stack, roots, path = [], [], ()
        if mark and mark.style in RANKS and not articles:
            mark = replace(mark, label=mark.label.rpartition("-")[2])
        elif mark and mark.style == "numeral" and headed and not any(level.style == "annex" for level in stack):
            mark = replace(mark, style="part of a chapter", label=f"Section-{mark.label}")
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


def _is_garbled(blocks: Sequence[tuple[int, Mark | None, str]]) -> bool:
    """True where an indented numbered list does not count upwards from 0 or 1: a Markdown tool has renumbered it."""
    open_lists: list[tuple[int, int]] = []
    for _, mark, _ in blocks:
        if mark is None or mark.style != "number":
            continue
        while open_lists and open_lists[-1][0] > mark.indent:
            open_lists.pop()
        value = int(mark.label)
        if open_lists and open_lists[-1][0] == mark.indent:
            if mark.indent and value not in (0, 1, open_lists[-1][1] + 1):
                return True
            open_lists[-1] = (mark.indent, value)
        else:
            if mark.indent and open_lists and value not in (0, 1):
                return True
            open_lists.append((mark.indent, value))
    return False


def _turn(blocks: Sequence[tuple[int, Mark | None, str]]) -> int:
    """The number of the paragraph with which a text that Chinese marks number goes on in another language; 0 where none does."""
    last = max((i for i, (_, _, body) in enumerate(blocks, 1) if is_chinese(body)), default=0)
    chinese = any(mark and mark.chinese for _, mark, _ in blocks[:last])
    return last + 1 if chinese and len(blocks) - last >= TURNED else 0


def _enter(stack: list[_Level], roots: list[_Level], mark: Mark, garbled: bool) -> tuple[str, ...]:
    """Move `stack` to the place of `mark` and return the section path there."""
    if mark.style == "dotted":
        parts = mark.label.split(".")
        base = _base(stack, parts[0])
        parents = stack[:base] if base is not None else [level for level in stack if level.style == "annex" or level.style in RANKS]
        stack[:] = parents + [_Level("number" if i == 0 else "dotted", mark.indent, part) for i, part in enumerate(parts)]
        return tuple(level.label for level in stack if level.label)
    if mark.style == "annex" and mark.label == "Policy" and (not (stack or roots) or (stack and stack[-1].style == "annex")):
        return tuple(level.label for level in stack)  # the title of the document, or of the exhibit that has just begun
    if mark.style == "part" and stack and stack[-1].style in RANKS and stack[-1].label == _value(mark.label):
        return tuple(level.label for level in stack)  # the heading in another language: `二、知识产权`, `Section II`
    if mark.style in ("part", "annex"):
        stack[:] = [_Level(mark.style, mark.indent, mark.label)]
        return (mark.label,)
    if mark.style in RANKS:
        _close(stack, mark)
    depth = _depth(stack, mark, garbled)
    if depth > DEEPEST:
        depth = DEEPEST
        del stack[depth:]  # what opens a list there takes the place of the one before, whatever its style
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


def _close(stack: list[_Level], mark: Mark) -> None:
    """Close the lists that end where a Chinese mark stands: of its own style and what is in it, else those that never hold it."""
    same = next((depth for depth, level in enumerate(stack) if level.style == mark.style), None)
    if same is not None:
        del stack[same:]
    elif mark.style != "(numeral)":  # which stands above `1.`, or in it
        stack[:] = [level for level in stack if level.style == "annex" or RANKS.get(level.style, RANKS[mark.style]) < RANKS[mark.style]]
    if mark.style == "article":  # counted from chapter to chapter: nobody names the chapter to cite one
        stack[:] = [level for level in stack if level.style == "annex"]


def _value(label: str) -> str:
    return str(ROMAN.index(label.lower()) + 1) if label.lower() in ROMAN else label


def _base(stack: Sequence[_Level], first: str) -> int | None:
    """Which of the open lists a dotted number belongs to that begins with `first`: `3.1` to that of `3.`, or of `三、`."""
    numbers = [depth for depth, level in enumerate(stack) if level.style == "number"]
    if not any(level.style in RANKS for level in stack):
        return numbers[0] if numbers else None
    same = [depth for depth, level in enumerate(stack) if level.label == first and (depth in numbers or level.style in RANKS)]
    return same[-1] if same else numbers[0] if numbers else None


def _continue_roots(stack: list[_Level], roots: list[_Level], mark: Mark) -> None:
    """Numbers that go on across `Section II` headings belong to the document, not to the heading."""
    if mark.style != "number" or not any(level.style == "part" for level in stack[:-1]):
        return
    if not roots or not roots[-1].label.isdigit() or int(mark.label) > int(roots[-1].label):
        stack[:] = [stack[-1]]


def _style(mark: Mark, stack: Sequence[_Level]) -> str:
    if mark.style in ("letter", "LETTER") and mark.label.lower() == "i" and not any(level.label.lower() == "h" for level in stack):
        return "roman" if mark.style == "letter" else "ROMAN"
    return mark.style


def _depth(stack: Sequence[_Level], mark: Mark, garbled: bool) -> int:
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


def _follows(level: _Level, mark: Mark) -> bool:
    wanted = mark.label.lower()
    if level.style in ("number", "number)", "(number)", "circled") and level.style == mark.style:
        return level.label.isdigit() and int(mark.label) == int(level.label) + 1
    if level.style.lower() == "letter" and mark.style.lower() == "letter" and level.style == mark.style:
        return len(level.label) == 1 and ord(wanted) == ord(level.label.lower()) + 1
    if level.style.lower() == "roman" and mark.label.islower() == level.style.islower() and wanted in ROMAN:
        last = level.label.lower()
        return last in ROMAN and ROMAN.index(wanted) == ROMAN.index(last) + 1
    return False


def _skips(level: _Level, mark: Mark) -> bool:
    """True where a number was left out of a list that stands at the margin (1, 3, 4 ...)."""
    return (
        level.style == mark.style == "number"
        and level.indent == mark.indent
        and level.label.isdigit()
        and int(mark.label) > int(level.label)
    )


def _label(level: _Level, mark: Mark, depth: int, garbled: bool) -> str:
    if mark.style == "bullet" or (garbled and mark.style == "number"):
        return _positional(level.count, depth)
    return mark.label


def _positional(count: int, depth: int) -> str:
    """1, 2 ... on the first level, a, b ... on the second, i, ii ... below."""
    if depth == 0:
        return str(count)
    if depth == 1:
        return chr(96 + count) if count <= 26 else chr(96 + (count - 1) // 26) + chr(97 + (count - 1) % 26)
    return ROMAN[count - 1] if count <= len(ROMAN) else str(count)


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
