"""What a project has decided: rule sets, profile, lists, clarifications, exceptions; read from its TOML."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, TypeVar

from checker import later
from checker.rulebook import SUFFIXES
from checker.source import Problem, SourceError, read_bytes
from checker.tracked import repository
from checker.tuples import NamedTuple

MOST_DOTS = 5_000
OWN_FILE, SHARED_FILE = "modelterms.toml", "pyproject.toml"
FAIL_ON = ("fails", "unknown", "contested")
HERE = (".", "./")
BY_NAME = frozenset({"denied-license"})  # what an exception hides only where its criteria name it: the project denied it by name too
BETWEEN = frozenset({"license-conflict", "license-file"})  # findings about two licenses, of which an exception may name either
_HEAD = later.compile(r"\s{0,20}\[\[\s{0,9}(?:tool\s{0,9}\.\s{0,9}modelterms\s{0,9}\.\s{0,9})?(\w+)\s{0,9}\]\]")
_OWN_TABLE = later.compile(r"\[{1,2}\s{0,9}tool\s{0,9}\.\s{0,9}[\"']?modelterms\b")
_SHA = later.compile(r"[0-9a-f]{64}")


class Clarify(NamedTuple):
    """The project's word on the license of a model: for want of a card, or against it."""

    model: str
    license: str
    reason: str
    text: str = ""
    line: int = 1  # of the file, where it stands


class Exempt(NamedTuple):
    """A finding that the project lives with until a day: for a model, a license, or one under the other (globs), all criteria or some."""

    model: str
    license: str
    criteria: tuple[str, ...]
    reason: str
    expires: datetime.date
    text: str = ""
    line: int = 1
    ids: frozenset[str] = frozenset()  # the licenses that `license` names otherwise: by tag, SPDX id, family

    def matches(self, model: str, licenses: tuple[str, ...], code: str) -> bool:
        """Whether it is about this finding."""
        if self.model and not fnmatchcase(model.lower(), self.model.lower()):
            return False
        known = [one in self.ids or fnmatchcase(one.lower(), self.license.lower()) for one in licenses] if self.license else [True]
        about = any(known) if code in BETWEEN else bool(known) and all(known)
        return about and (code.lower() in map(str.lower, self.criteria) if self.criteria else code not in BY_NAME)

    @property
    def subject(self) -> str:
        """What it is about, in words."""
        return " under ".join(filter(None, (self.model, self.license)))


Entry = TypeVar("Entry", Clarify, Exempt)


class Policy(NamedTuple):
    """All of it."""

    file: str = ""  # where it was read; "": the defaults
    place: str = ""  # that file from the folder that is looked at, with `/`
    asked: tuple[str, ...] = ()  # rule sets of the command line in place of its own
    below: str = ""  # the folder that is looked at, from that of the policy
    searched: bool = False  # it was looked for in that folder, not named or ruled out on the command line
    rules: tuple[str, ...] | None = None
    do: tuple[str, ...] = ()
    profile: Mapping[str, Any] = {}
    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    fail_on: str = "unknown"
    unknown: str = "fail"
    exclude: tuple[str, ...] = ()
    clarify: tuple[Clarify, ...] = ()
    exceptions: tuple[Exempt, ...] = ()

    @property
    def applied(self) -> tuple[str, ...]:
        """The rule sets that models are held against: where none is named `osd`, unless a list says what is allowed."""
        named = self.rules if self.rules is not None else () if self.allow else ("osd",)
        return tuple(dict.fromkeys(self.asked or named))

    def path(self, name: str) -> str:
        """A name in the policy that is the path of a file, from where the program runs: it is written from the policy's own folder."""
        return str(Path(self.file).parent / name) if self.file and name.endswith(SUFFIXES) else name

    def at(self, home: str, ids_of: Callable[[str], frozenset[str]]) -> Policy:
        """The policy for a folder whose own model is called `home`; in a policy it is `.` too, whatever a checkout is called."""
        # `ids_of`: the licenses that the `license` of an exception names, by id, tag, SPDX id or family; none where it is a pattern.
        own = re.sub(r"([*?[])", r"[\1]", home)
        clarify = tuple(row._replace(model=own) if row.model in HERE and home else row for row in self.clarify)
        exceptions = tuple(
            row._replace(model=own if row.model in HERE and home else row.model, ids=ids_of(row.license) if row.license else row.ids)
            for row in self.exceptions
        )
        return self._replace(clarify=clarify, exceptions=exceptions)


def find(folder: Path) -> Path | None:
    """The file that holds the project's policy. Raises SourceError where there are two, or it leads elsewhere or cannot be read."""
    own, shared = folder / OWN_FILE, folder / SHARED_FILE
    for file in (own, shared):
        if file.is_symlink() and not _within(file, folder):
            raise SourceError([Problem(str(file), 0, 0, "is a link out of the project, and is not followed: name it with --config")])
    has_shared = shared.is_file() and _has_policy(shared)
    if own.is_file() and has_shared:
        message = f"there is a policy here and in {SHARED_FILE}: keep one"
        raise SourceError([Problem(str(own), 0, 0, message)])
    return own if own.is_file() else shared if has_shared else None


def load(path: Path) -> Policy:
    """The policy in a file: its top level, or [tool.modelterms] where it has one. Raises SourceError with everything that is wrong."""
    content = read_bytes(path)
    values = _parsed(path, content)
    own = _table(values)
    if own is None:
        own = {} if path.name == SHARED_FILE else values
    found = read(own, str(path))
    heads: dict[str, list[int]] = {"clarify": [], "exceptions": []}
    for number, row in enumerate(content.decode("utf-8", "replace").split("\n"), 1):
        if (head := _HEAD.match(row)) is not None and head[1] in heads:
            heads[head[1]].append(number)
    return found._replace(clarify=_placed(found.clarify, heads["clarify"]), exceptions=_placed(found.exceptions, heads["exceptions"]))


def _placed(entries: tuple[Entry, ...], lines: list[int]) -> tuple[Entry, ...]:
    """Entries with their lines, where each has a head of its own."""
    return tuple(one._replace(line=line) for one, line in zip(entries, lines, strict=True)) if len(entries) == len(lines) else entries


def lines_of_policy(text: str) -> set[int]:
    """The lines of a `pyproject.toml` that are the policy: its names are no models that the project uses."""
    found, inside, quoted = set(), False, False
    for number, row in enumerate(text.split("\n"), 1):
        if not quoted and row.lstrip().startswith("["):
            inside = _OWN_TABLE.match(row.lstrip()) is not None
        quoted ^= (row.count('"""') + row.count("'''")) % 2 == 1
        if inside:
            found.add(number)
    return found


def read(values: Mapping[str, Any], file: str) -> Policy:
    """The policy in the values of a table. Raises SourceError with everything that is wrong."""
    problems: list[Problem] = []
    given: dict[str, Any] = {}
    for key, value in values.items():
        reader = _READERS.get(key)
        if reader is None:
            problems.append(Problem(file, 0, 0, f"{key}: no such setting{_nearest(key, list(_READERS))}"))
            continue
        try:
            given[key.replace("-", "_")] = reader(value)
        except ValueError as error:
            problems += [Problem(file, 0, 0, f"{key}: {one}") for one in error.args]
    if problems:
        raise SourceError(problems)
    return Policy(file, **given)


def _within(file: Path, folder: Path) -> bool:
    """Whether a link leads to a file of the repository, or of the folder where there is none."""
    found = repository(folder)
    try:
        return file.resolve().is_relative_to((found.top if found else folder).resolve())
    except (OSError, RuntimeError):
        return False


def _has_policy(path: Path) -> bool:
    """Whether a pyproject.toml holds a policy. A broken one that does not seem to says nothing to us."""
    content = read_bytes(path)
    try:
        return _table(_parsed(path, content)) is not None
    except SourceError:
        if b"modelterms" in content:
            raise
        return False


def _parsed(path: Path, content: bytes) -> Mapping[str, Any]:
    import tomllib

    if any(row.count(b".") > MOST_DOTS for row in content.split(b"\n")):  # the time that a key takes grows with the square of its parts
        raise SourceError([Problem(str(path), 0, 0, f"has a line with more than {MOST_DOTS:,} dots and is not read")])
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise SourceError([Problem(str(path), 0, 0, f"is not TOML: {error}")]) from error


def _table(values: Mapping[str, Any]) -> Mapping[str, Any] | None:
    tool = values.get("tool")
    own = tool.get("modelterms") if isinstance(tool, dict) else None
    return own if isinstance(own, dict) else None


def _names(value: Any) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) and item for item in items):
        raise ValueError("a list of names was expected")
    return tuple(items)


def _some_names(value: Any) -> tuple[str, ...]:
    if not (names := _names(value)):
        raise ValueError("an empty list rules nothing out: name what is allowed, or take it out")
    return names


def _one_of(*words: str) -> Callable[[Any], str]:
    def reader(value: Any) -> str:
        if value not in words:
            raise ValueError(f"{value!r} is none of {', '.join(words)}")
        return str(value)

    return reader


def _facts(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("a table of facts was expected")
    return value


def _tables(value: Any, needed: tuple[str, ...], known: tuple[str, ...]) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError("tables in double brackets were expected")
    problems = []
    for i, item in enumerate(value, 1):
        problems += [f"entry {i}: '{key}' is missing" for key in needed if not item.get(key)]
        problems += [f"entry {i}: no key is called '{key}'{_nearest(key, list(known))}" for key in item if key not in known]
        text = item.get("text")
        if text is not None and not _SHA.fullmatch(str(text)):
            problems.append(f"entry {i}: text: the sha256 of a normalized text was expected (64 digits)")
    if problems:
        raise ValueError(*problems)
    return value


def _clarifications(value: Any) -> tuple[Clarify, ...]:
    rows = _tables(value, ("model", "license", "reason"), ("model", "license", "reason", "text"))
    return tuple(Clarify(str(row["model"]), str(row["license"]), str(row["reason"]), str(row.get("text", ""))) for row in rows)


def _exceptions(value: Any) -> tuple[Exempt, ...]:
    known = ("model", "license", "criteria", "reason", "expires", "text")
    rows = _tables(value, ("reason", "expires"), known)
    result, problems = [], []
    for i, row in enumerate(rows, 1):
        if not (row.get("model") or row.get("license")):
            problems.append(f"entry {i}: a 'model', a 'license', or both (that model under that license) was expected")
            continue
        day = row["expires"]
        try:
            day = day if isinstance(day, datetime.date) else datetime.date.fromisoformat(str(day))
        except ValueError:
            problems.append(f"entry {i}: expires: a day was expected (such as 2027-01-31)")
            continue
        day = day.date() if isinstance(day, datetime.datetime) else day
        criteria = _names(row.get("criteria", []))
        result.append(
            Exempt(str(row.get("model", "")), str(row.get("license", "")), criteria, str(row["reason"]), day, str(row.get("text", "")))
        )
    if problems:
        raise ValueError(*problems)
    return tuple(result)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "rules": _names,
    "do": _names,
    "profile": _facts,
    "allow": _some_names,
    "deny": _names,
    "fail-on": _one_of(*FAIL_ON),
    "unknown": _one_of("fail", "warn"),
    "exclude": _names,
    "clarify": _clarifications,
    "exceptions": _exceptions,
}


def _nearest(word: str, known: list[str]) -> str:
    from checker.names import nearest  # only a mistake needs it

    return nearest(word, known)
