"""The built-in registry: which model is under which license, from the files of `checker/registry/`, indexed for asking.

A file is found by being there and may hold any of the sections of `SECTIONS`. Nothing in it is code: names, globs, license names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from checker.patterns import Patterns, fold
from checker.source import AT_KEY, Document, SourceError, Where

SECTIONS: Mapping[str, str] = {
    "about": "what the file is about",
    "source": "where its entries are from, unless one names its own",
    "entries": "models and their license",
    "aliases": "other names of models, each with the name it stands for",
    "providers": "vendors whose models are reached by name alone, with their terms",
    "hosts": "services that run models of others, with their terms",
    "spaces": "collections whose names are written without a publisher, in the order in which a bare name is looked for",
    "addresses": "what stands before a name when it is written as an address",
    "converters": "publishers of conversions and copies of models of others",
    "suffixes": "ends of a name that say how weights were converted",
    "prefixes": "beginnings of a name that say the same",
    "words": "parts of a name that every family uses",
    "changes": "parts of a name that say that a model was changed",
    "families": "parts of a name that hint at what a model was built on, each with that model",
    "ladder": "steps of licenses, from those that ask least to those that forbid most",
    "spellings": "licenses and other ways to write their names",
    "nothing": "what stands for a license and names none",
    "unread": "licenses that are known by their name alone, each with its title",
}
ENTRY = {"license": (str, list), "models": list, "base": (str, list), "source": str, "remark": str}
PROVIDER = {"prefixes": list, "terms": str, "names": list, "closed": bool}
HOST = {"prefixes": list, "terms": str}
STEP = {"step": str, "follows": bool, "licenses": list}
_SHAPES: Mapping[str, Any] = {"entries": ENTRY, "providers": PROVIDER, "hosts": HOST, "ladder": STEP}
_NEEDED = {
    "entries": ("license", "models"),
    "providers": ("prefixes", "terms"),
    "hosts": ("prefixes", "terms"),
    "ladder": ("step", "licenses"),
}
_MAPPINGS = ("aliases", "families", "spellings", "unread")


class Entry(NamedTuple):
    """What the registry says of the models under one of its patterns."""

    licenses: tuple[str, ...]
    bases: tuple[str, ...]
    source: str
    remark: str
    file: str


class Provider(NamedTuple):
    """A service: its terms, the names of its own models, and whether it reaches nothing but those."""

    key: str
    terms: str
    names: Patterns[bool]
    closed: bool


class Step(NamedTuple):
    """A step of the ladder: how strict its licenses are (from 0), and whether they go with what is built on a model."""

    height: int
    name: str
    follows: bool


STRANGE = Step(1000, "not on the ladder", True)  # a license nobody has placed: never taken for a lax one


class Registry:
    """All files, indexed. `files` are (name, values) as `check_registry` accepts them, in the order in which they count."""

    def __init__(self, files: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        self.entries: Patterns[Entry] = Patterns()
        self.aliases: Patterns[str] = Patterns()
        self.providers: dict[str, Provider] = {}
        self.hosts: dict[str, str] = {}
        self.families: list[tuple[str, str]] = []
        self.steps: Patterns[Step] = Patterns()
        self.spellings: Patterns[str] = Patterns()
        self.lists: dict[str, tuple[str, ...]] = dict.fromkeys(
            ("spaces", "addresses", "converters", "suffixes", "prefixes", "words", "changes", "nothing"), ()
        )
        self.unread: dict[str, str] = {}
        self.twice: list[str] = []
        for name, values in files:
            self._take(name, values)
        self.converters = frozenset(map(fold, self.lists["converters"]))
        self.words = frozenset(map(fold, self.lists["words"]))
        self.changes = frozenset(map(fold, self.lists["changes"]))
        self.suffixes = tuple(sorted(map(fold, self.lists["suffixes"]), key=lambda one: -len(one)))
        self.prefixes = tuple(sorted(map(fold, self.lists["prefixes"]), key=lambda one: -len(one)))
        self.families.sort(key=lambda pair: -len(pair[0]))
        self.by_name = self._by_name()
        self.publishers = frozenset(publisher for _, publishers in self.by_name for publisher in map(fold, publishers))

    def license_name(self, said: str) -> str | None:
        """The name under which the license `said` is known here; `said` itself where it is not; None where it names none."""
        text = " ".join(said.split()).strip("\"'").lower()
        if text in self.lists["nothing"]:
            return None
        found = self.spellings.find(text)
        return found.value if found else text

    def step(self, license: str) -> Step:
        """How strict `license` is."""
        found = self.steps.find(license)
        return found.value if found else STRANGE

    def _take(self, name: str, values: Mapping[str, Any]) -> None:
        where = f"registry/{name}"
        for one in values.get("entries") or ():
            source = one.get("source") or values.get("source", "")
            entry = Entry(_several(one["license"]), _several(one.get("base")), source, one.get("remark", ""), where)
            self._add(self.entries, ((pattern, entry) for pattern in one["models"]))
        self._add(self.aliases, (values.get("aliases") or {}).items())
        for one in values.get("providers") or ():
            names: Patterns[bool] = Patterns()
            self._add(names, ((pattern, True) for pattern in one.get("names") or ()))
            self.providers |= dict.fromkeys(
                map(fold, one["prefixes"]), Provider(one["prefixes"][0], one["terms"], names, one.get("closed", False))
            )
        for one in values.get("hosts") or ():
            self.hosts |= dict.fromkeys(map(fold, one["prefixes"]), one["terms"])
        for height, one in enumerate(values.get("ladder") or ()):
            step = Step(height, one["step"], one.get("follows", False))
            self._add(self.steps, ((pattern, step) for pattern in one["licenses"]))
        for license, spellings in (values.get("spellings") or {}).items():
            self._add(self.spellings, ((spelling, license) for spelling in spellings))
        self.families += [(fold(part), base) for part, base in (values.get("families") or {}).items()]
        self.unread |= values.get("unread") or {}
        for key in self.lists:
            self.lists[key] += tuple(values.get(key) or ())

    def _add(self, patterns: Patterns[Any], rows: Iterable[tuple[str, Any]]) -> None:
        self.twice += [pattern for pattern, value in rows if not patterns.add(pattern, value)]

    def _by_name(self) -> Patterns[list[str]]:
        """The entries by the part of a name after its publisher, each with the patterns that have that part."""
        found: dict[str, list[str]] = {}
        for pattern, _ in self.entries:
            publisher, slash, part = pattern.partition("/")
            if slash and "*" not in publisher and ":" not in publisher and not part.startswith("*"):
                found.setdefault(fold(part), []).append(publisher)
        result: Patterns[list[str]] = Patterns()
        for part, publishers in found.items():
            result.add(part, publishers)
        return result


def _several(value: Any) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def check_registry(document: Document) -> None:
    """Raise SourceError with everything in a file of the registry that has not the form it needs."""
    problems = [document.problem(where, message) for where, message in _wrong(document.value)]
    if problems:
        raise SourceError(problems)


def _wrong(values: Any) -> Iterator[tuple[Where, str]]:
    if not isinstance(values, dict):
        yield (), "a mapping was expected"
        return
    for key, value in values.items():
        if key not in SECTIONS:
            yield (key, AT_KEY), f"'{key}' is no section; there are {', '.join(SECTIONS)}"
        elif key in ("about", "source"):
            if not isinstance(value, str):
                yield (key,), "text was expected"
        elif key in _MAPPINGS:
            yield from _wrong_mapping(key, value)
        elif not isinstance(value, list):
            yield (key,), "a list was expected"
        elif key in _SHAPES:
            for i, one in enumerate(value):
                yield from _wrong_row((key, i), one, _SHAPES[key], _NEEDED[key])
        else:
            yield from (((key, i), "text was expected") for i, one in enumerate(value) if not isinstance(one, str))


def _wrong_mapping(key: str, value: Any) -> Iterator[tuple[Where, str]]:
    if not isinstance(value, dict):
        yield (key,), "a mapping was expected"
        return
    for name, one in value.items():
        if not (_texts(one) if key == "spellings" else isinstance(one, str)):
            yield (key, name), "a list of texts was expected" if key == "spellings" else "text was expected"


def _wrong_row(where: Where, row: Any, shape: Mapping[str, Any], needed: Iterable[str]) -> Iterator[tuple[Where, str]]:
    if not isinstance(row, dict):
        yield where, "a mapping was expected"
        return
    for key, value in row.items():
        if key not in shape:
            yield (*where, key, AT_KEY), f"'{key}' is no key here; there are {', '.join(shape)}"
        elif not isinstance(value, shape[key]) or (isinstance(value, list) and not _texts(value)):
            yield (*where, key), "a list of texts was expected" if shape[key] is list else "text was expected"
    yield from ((where, f"the key '{key}' is missing") for key in needed if key not in row)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)
