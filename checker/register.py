"""The built-in registry: which model is under which license, from the files of `checker/registry/`, indexed for asking.

What an audit loads of it: the tables that `checker.enroll` made of the files. Whatever few names ask for is unpacked when it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from checker.patterns import Patterns


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
    """The tables of all files, ready to be asked."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._tables = tables
        entries, steps = tables["entries"], tables["steps"]
        self.entries: Patterns[Entry] = Patterns(tables["models"], lambda at: _entry(entries[int(at)]))
        self.aliases: Patterns[str] = Patterns(tables["aliases"], str)
        self.by_name: Patterns[list[str]] = Patterns(tables["by_name"], lambda publishers: publishers.split("/"))
        self.steps: Patterns[Step] = Patterns(tables["ladder"], lambda at: Step(int(at), *steps[int(at)]))
        self.spellings: Patterns[str] = Patterns(tables["spellings"], str)
        self.hosts: Mapping[str, str] = tables["hosts"]
        self.families: list[tuple[str, str]] = tables["families"]
        self.unread: Mapping[str, str] = tables["unread"]
        self.lists: Mapping[str, list[str]] = tables
        self.converters = frozenset(tables["converters"])
        self.publishers = frozenset(tables["publishers"])  # whoever has a model here
        self.words = frozenset(tables["words"])
        self.changes = frozenset(tables["changes"])
        self.suffixes: list[str] = tables["suffixes"]
        self.prefixes: list[str] = tables["prefixes"]

    @cached_property
    def providers(self) -> dict[str, Provider]:
        """The vendors by each of their prefixes."""
        found: dict[str, Provider] = {}
        for prefixes, key, terms, names, closed in self._tables.get("providers", ()):
            found |= dict.fromkeys(prefixes, Provider(key, terms, Patterns(names, lambda text: True), closed))
        return found

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


def _entry(row: list[Any]) -> Entry:
    licenses, bases, source, remark, file = row
    return Entry(tuple(licenses), tuple(bases), source, remark, file)
