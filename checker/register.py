"""The built-in registry: which model is under which license, from the files of `checker/registry/`, indexed for asking.

What an audit loads of it: the tables that `checker.enroll` made of the files. Whatever few names ask for is unpacked when it is asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from checker import later
from checker.patterns import STEM, Match, Patterns, fold, name_of, stem_of
from checker.tuples import NamedTuple

WEIGHTS = later.compile(
    r"\.(?:gguf|ggml|safetensors|bin|onnx|pt|pth|ckpt|llamafile|litertlm|task|tflite|pte|mnn|th|pkl|h5|jit|dat|keras|nemo|engine|weights|caffemodel)$",
    re.IGNORECASE,
)

_NAMES = later.compile(r"/([^*/\t\n]{1,3})")  # the first letters behind a publisher, folded (STEM of them)


class Entry(NamedTuple):
    """What the registry says of the models under one of its patterns."""

    licenses: tuple[str, ...]
    bases: tuple[str, ...]
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
    """The tables of all files, ready to be asked."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._tables = tables
        entries, steps = tables["entries"], tables["steps"]
        self.entries: Patterns[Entry] = Patterns(tables["models"], lambda at: _entry(entries[int(at)]))
        self.aliases: Patterns[str] = Patterns(tables["aliases"], str)
        self.members: Patterns[str] = Patterns(tables["members"], str)
        self.files: Patterns[str] = Patterns(tables["files"], str)
        self.by_name = Names(tables, self.entries)
        self.steps: Patterns[Step] = Patterns(tables["ladder"], lambda at: Step(int(at), *steps[int(at)]))
        self.spellings: Patterns[str] = Patterns(tables["spellings"], str)
        self.modalities: Patterns[str] = Patterns(tables["modalities"], str)
        self.hosts: Mapping[str, str] = tables["hosts"]
        self.families: list[tuple[str, str]] = tables["families"]
        self.unread: Mapping[str, str] = tables["unread"]
        self.lists: Mapping[str, list[str]] = tables
        self.converters = frozenset(tables["converters"])
        self.words = frozenset(tables["words"])
        self.changes = frozenset(tables["changes"])
        self.made = frozenset(tables["made"])
        self.ambiguous = frozenset(tables["ambiguous"])
        self.suffixes: tuple[str, ...] = tuple(tables["suffixes"])
        self.prefixes: tuple[str, ...] = tuple(tables["prefixes"])

    @cached_property
    def common(self) -> frozenset[str]:
        """The words that the names of many publishers' models hold."""
        return self.words.union(*(part.split("-") for part, _ in self.families))

    @cached_property
    def providers(self) -> dict[str, Provider]:
        """The vendors by each of their prefixes."""
        found: dict[str, Provider] = {}
        for prefixes, key, terms, names, closed in self._tables.get("providers", ()):
            found |= dict.fromkeys(prefixes, Provider(key, terms, Patterns(names, lambda text: True), closed))
        return found

    def publishes(self, publisher: str) -> bool:
        """Whether `publisher` has a model here."""
        start = f"{fold(publisher)}/"
        return any(fold(pattern).startswith(start) for pattern, _ in self.entries.rows(start[:STEM]))

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


class Names:
    """The patterns of models by the part of a name after its publisher, each with the publishers that have it."""

    def __init__(self, tables: Mapping[str, Any], models: Patterns[Entry]) -> None:
        self._derived = frozenset(tables["derived"])
        self._nameless = frozenset(tables["nameless"])
        self._converters = frozenset(tables["converters"])
        self._models = models
        self._known: Patterns[list[str]] = Patterns()
        self._seen: set[str] = set()
        self._made: set[str] = set()

    def only_derived(self, pattern: str) -> bool:
        """Whether only publishers of derived models have a pattern that `all` gave."""
        return pattern in self._made

    def all(self, part: str) -> Iterator[Match[list[str]]]:
        """Every pattern that `part` falls under without its publisher, the one that wins first."""
        folded = fold(part)
        for length in range(min(STEM, len(folded)) + 1):
            self._unpack(folded[:length])
        return self._known.all(part)

    @cached_property
    def _index(self) -> Mapping[str, list[str]]:
        """Where to look for a name without its publisher: by its first letters, the groups of models that may have such."""
        found: dict[str, list[str]] = defaultdict(list)
        for group, (_, below) in self._models.packed.items():
            for stem in _NAMES.findall(below):
                found[stem].append(group)
        return found

    def _unpack(self, stem: str) -> None:
        """Take in the patterns whose names begin with the letters `stem`.

        Publishers of derived models count only where nobody else has the pattern: who makes something of Qwen3 names it after Qwen3.
        """
        if stem in self._seen:
            return
        self._seen.add(stem)
        first: dict[str, list[str]] = {}
        last: dict[str, list[str]] = {}
        for group in dict.fromkeys(self._index.get(stem, ())):
            for pattern, entry in self._models.rows(group):
                part = fold(name_of(pattern))
                publisher = pattern.partition("/")[0]
                alone = entry.file not in self._nameless or ("*" not in part and fold(publisher) not in self._converters)
                if part and stem_of(part) == stem and alone:
                    (last if entry.file in self._derived else first).setdefault(part, []).append(publisher)
        self._made |= last.keys() - first.keys()
        for part, publishers in (last | first).items():
            self._known.add(part, list(dict.fromkeys(publishers)))


def _entry(row: list[Any]) -> Entry:
    licenses, bases, remark, file = row
    return Entry(tuple(licenses), tuple(bases), remark, file)


def is_file(id: str) -> bool:
    """Whether `id` is that of a weights file, which has no publisher: a name, or an address on a server that is no hub."""
    publisher, _, part = id.rpartition("/")
    return WEIGHTS.search(part) is not None and ("." in publisher.partition("/")[0] or not publisher)
