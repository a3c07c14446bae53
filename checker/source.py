"""Read YAML and JSON files that may come from strangers: bounded, without surprises, every value with its line and column.

Values are built straight from libyaml's events, so that nesting, size and repetition are bounded before anything is built,
and scalars are read by the rules of YAML 1.2: `NO` is text, so is `3.10`; only `true`, `false`, `null` and whole numbers
are anything else.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from checker import later
from checker.tuples import NamedTuple

MAX_BYTES = 1_000_000
MAX_DEPTH = 32
MAX_NODES = 50_000

Key = str | int
Where = tuple[Key, ...]

_INTEGER = later.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_UNREADABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"  # compiled on first use: it takes 5 ms
_UNREADABLE_ASCII = "[^\t\n\r\x20-\x7e]"  # of a text that has no other characters, as most have not
_PAIR = later.compile(r"(?P<before>(?<!\\)(?:\\\\)*)\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})")
_BREAK = later.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what a YAML parser counts as the end of a line
AT_KEY = -1  # `(*where, key, AT_KEY)` is the place of the key itself, `(*where, key)` that of its value


class Problem(NamedTuple):
    """One thing wrong with a file: where (line and column from 1; 0 for the file as a whole) and what was expected."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.file}{place}: {self.message}"


class SourceError(Exception):
    """A file cannot be used. `problems` holds everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class Document(NamedTuple):
    """The plain values of a file and the place of each: `marks` maps a path of keys to (line, column)."""

    file: str
    value: Any
    marks: Mapping[Where, tuple[int, int]] = {}

    def problem(self, where: Where, message: str) -> Problem:
        """Return a Problem at the value under `where`, or at the nearest one around it."""
        for end in range(len(where), -1, -1):
            if where[:end] in self.marks:
                return Problem(self.file, *self.marks[where[:end]], message)
        return Problem(self.file, 0, 0, message)


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the content of a regular file of at most `limit` bytes.

    Raises SourceError for anything else: a directory, a device, a pipe, a file that is larger or cannot be opened.
    """
    name = str(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            status = os.fstat(descriptor)
            if stat.S_ISDIR(status.st_mode):
                raise SourceError([Problem(name, 0, 0, "is a directory, a file was expected")])
            if not stat.S_ISREG(status.st_mode):
                raise SourceError([Problem(name, 0, 0, "is not a regular file")])
            with os.fdopen(descriptor, "rb", closefd=False) as stream:
                content = stream.read(status.st_size + 1) if status.st_size <= limit else b""  # makes room for all it may get, first
                if len(content) > status.st_size:  # it grows, or does not say how long it is
                    content += stream.read(max(limit + 1 - len(content), 0))
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SourceError([Problem(name, 0, 0, f"cannot be read: {reason}")]) from error
    if status.st_size > limit or len(content) > limit:
        raise SourceError([Problem(name, 0, 0, f"is larger than {limit:,} bytes, the most that is read")])
    return content


def load(path: Path, limit: int = MAX_BYTES) -> Document:
    """Read the YAML or JSON file at `path`. Raises SourceError with every place that is wrong."""
    return parse(read_bytes(path, limit), str(path))


def parse(content: bytes, name: str) -> Document:
    """Build the value of YAML or JSON `content`; `name` stands in messages. Raises SourceError."""
    text = _decode(content, name)
    import yaml

    builder = _Builder(name)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        builder.problems.append(Problem(name, *place, _syntax(error.problem or error.context or "cannot be parsed", text, place)))
    except yaml.YAMLError as error:
        builder.problems.append(Problem(name, 0, 0, f"is not YAML: {' '.join(str(error).split())[:200]}"))
    except (ValueError, RecursionError, MemoryError) as error:
        builder.problems.append(Problem(name, 0, 0, f"is not YAML: {type(error).__name__}"))
    if builder.problems:
        raise SourceError(builder.problems)
    return Document(name, builder.value, builder.marks)


def _decode(content: bytes, name: str) -> str:
    """The text of `content`, without what a YAML parser would stumble over. Raises SourceError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad, line, column = error.object[error.start], *_place(error.object[: error.start].decode("utf-8"))
        raise SourceError([Problem(name, line, column, f"is not UTF-8: byte 0x{bad:02x}")]) from error
    if found := re.search(_UNREADABLE_ASCII if text.isascii() else _UNREADABLE, text):
        message = f"holds the character U+{ord(found[0]):04X}, which YAML does not allow"
        raise SourceError([Problem(name, *_place(text[: found.start()]), message)])
    if text.lstrip()[:1] in ("{", "["):  # JSON writes rare characters as two escapes, which is one in YAML
        text = _PAIR.sub(_one_escape, text)
    return text


def _one_escape(pair: re.Match[str]) -> str:
    code = 0x10000 + (int(pair["high"], 16) - 0xD800) * 0x400 + int(pair["low"], 16) - 0xDC00
    return f"{pair['before']}\\U{code:08x}"


def _place(before: str) -> tuple[int, int]:
    """The line and column after the text `before`."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _syntax(problem: str, text: str, place: tuple[int, int]) -> str:
    """What the parser says, with what to do about the mistakes that people make most."""
    if "nesting" in problem:
        return f"is nested more than {MAX_DEPTH} levels deep"
    line = dict(enumerate(_BREAK.split(text), 1)).get(place[0], "")
    at, advice = line[place[1] - 1 : place[1]], ""
    if "cannot start any token" in problem:
        problem = "a value cannot begin " + ("with a tab" if at == "\t" else f"with '{at}'")
        advice = ": indent with spaces" if at == "\t" else ": put it in quotes"
    elif "mapping values are not allowed" in problem:
        advice = ": text that holds ': ' must be in quotes"
    return f"is not YAML: {problem}{advice}"


class _Builder:
    """Builds one plain value from parser events."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.value: Any = None
        self.marks: dict[Where, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._open: list[tuple[Any, Where]] = []  # containers under construction, with their paths
        self._key: list[str | None] = []  # per mapping: the key that waits for its value
        self._nodes = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        """Take one event. Raises SourceError at once where a bound is passed."""
        kind = type(event).__name__
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self._stop(place, "holds a second document, one was expected")
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._open.pop()
            self._key.pop()
        elif kind == "AliasEvent":
            self._stop(place, "uses a YAML alias, which is not read here: write the value out")
        elif kind in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent"):
            self._nodes += 1
            if self._nodes > MAX_NODES:
                self._stop(place, f"holds more than {MAX_NODES:,} values")
            if event.anchor:
                self._stop(place, "uses a YAML anchor, which is not read here: write the value out")
            if event.tag and event.tag != "!":
                self._stop(place, f"uses the YAML tag {event.tag[:60]}, which is not read here")
            self._node(event, kind, place)

    def _node(self, event: Any, kind: str, place: tuple[int, int]) -> None:
        if self._open and isinstance(self._open[-1][0], dict) and self._key[-1] is None:
            self._take_key(event, kind, place)
            return
        if kind == "ScalarEvent":
            self._put(_scalar(event), place)
            return
        if len(self._open) >= MAX_DEPTH:
            self._stop(place, f"is nested more than {MAX_DEPTH} levels deep")
        container: Any = {} if kind == "MappingStartEvent" else []
        where = self._put(container, place)
        self._open.append((container, where))
        self._key.append(None)

    def _take_key(self, event: Any, kind: str, place: tuple[int, int]) -> None:
        if kind != "ScalarEvent":
            self._stop(place, "has a mapping or list as a key, a word was expected")
        container, where = self._open[-1]
        key = event.value
        if key in container:
            self.problems.append(Problem(self.name, *place, f"the key '{key}' stands twice in one mapping"))
        self._key[-1] = key
        self.marks[(*where, key, AT_KEY)] = place

    def _put(self, value: Any, place: tuple[int, int]) -> Where:
        if not self._open:
            self.value = value
            self.marks[()] = place
            return ()
        container, where = self._open[-1]
        if isinstance(container, list):
            here = (*where, len(container))
            container.append(value)
        else:
            key = self._key[-1]
            assert key is not None
            here = (*where, key)
            container[key] = value
            self._key[-1] = None
        self.marks[here] = place
        return here

    def _stop(self, place: tuple[int, int], message: str) -> None:
        raise SourceError([*self.problems, Problem(self.name, *place, message)])


def _scalar(event: Any) -> Any:
    """The value of a scalar event: text where quoted, else by the few plain forms that are not text."""
    text: str = event.value
    if event.tag or not event.implicit[0]:  # `!` says that it is text
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INTEGER.fullmatch(text) else text
