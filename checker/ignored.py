"""Patterns as in .gitignore: which names git would leave out. No regular expressions come from data, and the work is counted.

Of the patterns of one file the last that matches decides; a file deeper down decides before those above it. A folder that is left
out is not entered, so that nothing in it can be taken in again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from checker.references import Note
from checker.source import SourceError, read_bytes
from checker.tuples import NamedTuple

MOST_BYTES = 1_000_000  # of one file
LONGEST = 1_000  # characters of one pattern
MOST_WORK = 20_000_000  # comparisons in one audit: some ten seconds
_CLASSES: Mapping[str, Callable[[str], bool]] = {
    "alnum": str.isalnum,
    "alpha": str.isalpha,
    "digit": str.isdigit,
    "lower": str.islower,
    "space": str.isspace,
    "upper": str.isupper,
    "punct": lambda one: one.isascii() and one.isprintable() and not one.isalnum() and one != " ",
    "xdigit": lambda one: one in "0123456789abcdefABCDEF",
    "blank": lambda one: one in " \t",
    "cntrl": lambda one: one < " " or one == "\x7f",
    "print": str.isprintable,
    "graph": lambda one: one.isprintable() and one != " ",
}


class _Class(NamedTuple):
    """`[a-z]`: the ranges and named classes, or what is in none of them."""

    but: bool
    ranges: tuple[tuple[str, str], ...]
    names: tuple[str, ...]

    def has(self, one: str) -> bool:
        found = any(low <= one <= high for low, high in self.ranges) or any(_CLASSES[name](one) for name in self.names)
        return found is not self.but


_Chunk = str | tuple["str | _Class | None", ...]  # what stands between two stars: plain, or letters, classes and `?` (None)
_Segment = tuple[_Chunk, ...]  # chunks with a star between each two
_ANY: _Segment = ()  # `**`: any number of folders


class _Rule(NamedTuple):
    """A pattern with something in it that is no letter. Without `anchored` it is held against the last part of a name."""

    number: int
    ignores: bool
    folders: bool
    anchored: bool
    segments: tuple[_Segment, ...]


class _Plain(NamedTuple):
    """A pattern of letters alone."""

    number: int
    ignores: bool
    folders: bool


class Work:
    """How much is left to be done before patterns are no longer asked."""

    def __init__(self) -> None:
        self.left = MOST_WORK


class Rules:
    """The patterns of one file, those of letters alone kept by these."""

    def __init__(self, lines: Iterable[str], work: Work) -> None:
        self._work = work
        self._names: dict[str, list[_Plain]] = {}
        self._paths: dict[str, list[_Plain]] = {}
        self._ends: dict[str, list[_Plain]] = {}  # `*.pyc`
        self._begun: dict[str, list[_Rule]] = {}  # by the first letter
        self._other: list[_Rule] = []
        for number, line in enumerate(lines):
            self._add(number, line)

    def __bool__(self) -> bool:
        return bool(self._names or self._paths or self._ends or self._begun or self._other)

    def _add(self, number: int, line: str) -> None:
        text = line.rstrip("\r")
        while text.endswith(" ") and not text.endswith("\\ "):
            text = text[:-1]
        if not text or text[0] == "#" or len(text) > LONGEST:
            return
        ignores = text[0] != "!"
        text = text[not ignores :]
        folders = text.endswith("/")
        text = text[:-1] if folders else text
        if text.startswith("\\/"):
            return  # no name begins with a slash
        text = text.replace("\\/", "/")
        anchored = "/" in text
        text = text.removeprefix("/")
        if not text:
            return
        plain = _Plain(number, ignores, folders)
        if not anchored and text[:2] == "*." and text[2:] and not set(text[2:]) & set(".*?[\\"):
            self._ends.setdefault(text[2:], []).append(plain)
            return
        segments = []
        for part in _parts(text) or ("[",):  # which is no pattern either
            segment = _ANY if anchored and len(part) > 1 and not part.strip("*") else _segment(part)
            if segment is None:
                return  # it is no pattern, and matches nothing
            segments.append(segment)
        if all(len(one) == 1 and isinstance(one[0], str) for one in segments):
            table = self._paths if anchored else self._names
            table.setdefault("/".join(str(one[0]) for one in segments), []).append(plain)
            return
        rule = _Rule(number, ignores, folders, anchored, tuple(segments))
        first = segments[0][0] if segments[0] else ""
        if isinstance(first, str) and first:
            self._begun.setdefault(("/" if anchored else "") + first[0], []).append(rule)
        else:
            self._other.append(rule)

    def verdict(self, path: str, folder: bool) -> bool | None:
        """Whether git leaves `path` out (relative to the file of patterns, with `/`); None where no pattern says anything."""
        name = path.rpartition("/")[2]
        best, said = -1, None
        for rows in (self._names.get(name), self._paths.get(path), self._ends.get(name.rpartition(".")[2]) if "." in name else None):
            for row in rows or ():
                if row.number > best and (folder or not row.folders):
                    best, said = row.number, row.ignores
        for rules in (self._begun.get(name[:1]), self._begun.get("/" + path[:1]), self._other):
            for rule in reversed(rules or ()):
                if rule.number < best:
                    break
                if (folder or not rule.folders) and self._matches(rule, path, name):
                    best, said = rule.number, rule.ignores
                    break
        return said

    def _matches(self, rule: _Rule, path: str, name: str) -> bool:
        self._work.left -= 1
        if self._work.left < 0:
            return False
        return _path_matches(rule.segments, path.split("/"), self._work) if rule.anchored else _matches(rule.segments[0], name, self._work)


def _parts(text: str) -> list[str] | None:
    """A pattern in parts at its slashes; one in brackets parts nothing. None where a bracket is not closed."""
    found, begin, at = [], 0, 0
    while at < len(text):
        closed = _class(text, at + 1) if text[at] == "[" else None
        if closed is None and text[at] == "[":
            return None
        if text[at] == "/":
            found.append(text[begin:at])
            begin = at + 1
        at = closed[1] if closed else at + 1 + (text[at] == "\\")
    return [*found, text[begin:]]


def _segment(text: str) -> _Segment | None:
    """The part of a pattern between two slashes; None where it is not closed."""
    chunks: list[_Chunk] = []
    items: list[str | _Class | None] = []
    at = 0
    while at < len(text):
        character = text[at]
        at += 1
        if character == "*":
            at += len(text) - at - len(text[at:].lstrip("*"))
            chunks.append(_chunk(items))
            items = []
        elif character == "?":
            items.append(None)
        elif character == "[":
            found = _class(text, at)
            if found is None:
                return None
            one, at = found
            items.append(one)
        elif character == "\\":
            if at == len(text):
                return None
            items.append(text[at])
            at += 1
        else:
            items.append(character)
    return (*chunks, _chunk(items))


def _chunk(items: Sequence[str | _Class | None]) -> _Chunk:
    return "".join(str(one) for one in items) if all(isinstance(one, str) for one in items) else tuple(items)


def _class(text: str, at: int) -> tuple[_Class, int] | None:
    """The class whose bracket stands before `at`, and where it ends; None where it does not."""
    but = text[at : at + 1] in ("!", "^")
    at += but
    begin = at
    ranges: list[tuple[str, str]] = []
    names: list[str] = []
    while at < len(text):
        if text[at] == "]" and at > begin:
            return _Class(but, tuple(ranges), tuple(names)), at + 1
        if text.startswith("[:", at) and (end := text.find(":]", at)) > 0:
            if text[at + 2 : end] not in _CLASSES:
                return None
            names.append(text[at + 2 : end])
            at = end + 2
            continue
        at += text[at] == "\\"
        low = text[at : at + 1]
        if text[at + 1 : at + 2] == "-" and text[at + 2 : at + 3] not in ("]", ""):
            at += 2
            at += text[at] == "\\"
            ranges.append((low, text[at : at + 1]))
        else:
            ranges.append((low, low))
        at += 1
    return None


def _path_matches(segments: Sequence[_Segment], parts: Sequence[str], work: Work) -> bool:
    """Whether the parts of a path are what the segments say; after `**` at the end something must follow."""
    i = j = 0
    back: tuple[int, int] | None = None
    while j < len(parts):
        if i < len(segments) and segments[i] == _ANY:
            if i == len(segments) - 1:
                return True
            back, i = (i, j), i + 1
        elif i < len(segments) and _matches(segments[i], parts[j], work):
            i, j = i + 1, j + 1
        elif back is not None:
            work.left -= 1
            i, j = back[0] + 1, back[1] + 1
            back = (back[0], j)
        else:
            return False
    return i == len(segments)


def _matches(segment: _Segment, text: str, work: Work) -> bool:
    """Whether a part of a path is what a segment says. What stands between stars is looked for from the left, each once."""
    first, last = segment[0], segment[-1]
    if len(segment) == 1:
        return len(first) == len(text) and _here(first, text, 0)
    at, end = len(first), len(text) - len(last)
    if at > end or not _here(first, text, 0) or not _here(last, text, end):
        return False
    for chunk in segment[1:-1]:
        if isinstance(chunk, str):
            found = text.find(chunk, at, end)
        else:
            work.left -= end - at
            found = next((i for i in range(at, end - len(chunk) + 1) if _here(chunk, text, i)), -1)
        if found < 0:
            return False
        at = found + len(chunk)
    return True


def _here(chunk: _Chunk, text: str, at: int) -> bool:
    if isinstance(chunk, str):
        return text.startswith(chunk, at)
    for i, one in enumerate(chunk):
        if one is not None and not (one == text[at + i] if isinstance(one, str) else one.has(text[at + i])):
            return False
    return True


def read(path: str, name: str, work: Work, notes: list[Note]) -> Rules | None:
    """The patterns in a file called `name` in reports; None where there are none. What cannot be read becomes one of `notes`."""
    if not os.path.lexists(path):
        return None
    if os.path.islink(path):
        notes.append(Note(name, "is a link, which git does not follow here"))
        return None
    try:
        data = read_bytes(Path(path), MOST_BYTES)
    except SourceError as error:
        notes.append(Note(name, f"cannot be used: it {error.problems[0].message}"))
        return None
    return Rules(data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape").split("\n"), work) or None
