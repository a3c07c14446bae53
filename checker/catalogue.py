"""Find and load license definitions: by id, SPDX id, tag, other name or path; names that are near a missing one."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from checker import later
from checker.build import build_license
from checker.gists import table
from checker.model import License
from checker.names import LONGEST, fold, normal, without_address
from checker.source import Document, Problem, SourceError
from checker.stock import Stock
from checker.vocabulary import Vocabulary

SUFFIXES = (".yaml", ".yml", ".json")
HEAD = 12  # digits of a hash that the table of texts has: the definition has all of them
NEAREST = 8  # files that are looked into for a name as it stands, before names are compared by what they say
HEADER_BYTES = 1024  # the names of a shipped definition stand within its first bytes (a test holds that)

# Not inherited by `extends`: what names or dates one text, and what was found by reading that text alone.
NOT_INHERITED = frozenset(
    (
        "id",
        "name",
        "tags",
        "aliases",
        "spdx",
        "released",
        "reviewed",
        "documents",
        "silent",
        "undecided",
        "boilerplate",
        "notes",
        "extends",
        "drop",
        "unread",
        "draft",
    )
)
TERM_LISTS = ("permissions", "prohibitions", "duties", "powers")

# Text, not compiled patterns: an id is found without them.
_NAME_LINE = rb"(?m)^(?P<key>name|tags|aliases|spdx): *(?P<value>.+?)(?: +#.*)?$"
_LIST_ITEM = r'"(?P<quoted>[^"]*)"|(?P<plain>[^",\[\]]+)'


# The license's own text, not a policy's: several licenses incorporate one policy.
_TEXT_HASH = later.compile(rb"^  license: \{[^}]*?sha256: ?([0-9a-f]{64})", re.MULTILINE)


class UnknownLicense(Exception):
    """No definition answers to `name`; `near` are names that are like it, looked for only where somebody asks."""

    def __init__(self, name: str, near: Callable[[], list[str]]) -> None:
        self.name = name
        self._near = near
        super().__init__(name)

    @cached_property
    def near(self) -> list[str]:
        """The ids of definitions whose names are like the one that is unknown."""
        return self._near()


class Catalogue:
    """The definitions of one folder, read only as far as a question needs."""

    def __init__(self, folder: Path, vocabulary: Vocabulary, stock: Stock) -> None:
        self.folder = folder
        self.vocabulary = vocabulary
        self.stock = stock
        self._built: dict[str, License] = {}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all definitions, sorted."""
        return self.stock.names(self.folder)

    def get(self, name: str) -> License:
        """The license that `name` (id, SPDX id, tag, spelling or path) means. Raises UnknownLicense, SourceError."""
        if is_path(name):
            return self.load(Path(name))
        id = self.find(name)
        if id not in self._built:  # an audit asks for one license as often as a model is under it
            self._built[id] = self.load(self.folder / f"{id}.yaml")
        return self._built[id]

    def find(self, name: str) -> str:
        """The id of the definition that answers to `name`. Raises UnknownLicense."""
        found = self.lookup(name)
        if found is None:
            raise UnknownLicense(name, lambda: self.near(name))
        return found

    def lookup(self, name: str) -> str | None:
        """The id of the definition that answers to `name`, however it is spelled (names.py); None where there is none."""
        if fold(name) in self.ids:
            return fold(name)
        like = fold if is_path(name) else normal  # `licenses/mit` is a path, `zlib/libpng license` a name
        wanted = like(name)
        if self._answers is not None:
            table = self._answers["fold" if like is fold else "normal"]
            return self._answers["fold"].get(fold(name)) or (table.get(wanted) if wanted else None)
        # Most names share letters with the id they mean: those files first, so that few are opened.
        head = re.sub(r"[^a-z0-9]", "", fold(name))
        ids = sorted(self.ids, key=lambda id: -_shared(head, re.sub(r"[^a-z0-9]", "", id)))
        exact = next((id for id in ids[:NEAREST] if fold(name) in self._names_of(id)), None)
        if exact is not None:
            return exact
        return next((id for id in ids if wanted in map(like, self._names_of(id))), None) if wanted else None

    def values(self, name: str) -> Mapping[str, Any] | None:
        """The plain values of the definition that answers to `name`, inherited terms included; None where there is none."""
        id = self.lookup(name)
        return None if id is None else self._resolved(self.folder / f"{id}.yaml")

    def names(self) -> Iterator[tuple[str, str]]:
        """Every (name, id) that the catalogue answers to, folded; ids included."""
        if self._answers is not None:
            yield from self._answers["fold"].items()
            return
        for id in self.ids:
            yield from ((name, id) for name in sorted(self._names_of(id)))

    def by_text(self, sha256: str) -> str:
        """The id of the definition whose license text has this hash (of the normalized text); "" where none has. Raises nothing."""
        id = self._by_text.get(sha256[:HEAD], "")
        return id if id and any(text.sha256 == sha256 for text in self.get(id).texts) else ""

    @cached_property
    def _by_text(self) -> Mapping[str, str]:
        kept: Mapping[str, str] | None = self.stock.kept("texts", self.folder)
        return kept if kept is not None else self.texts()

    def texts(self) -> dict[str, str]:
        """The id of each definition by the beginning of its license text's hash; of two of one text the first. Raises nothing."""
        found: dict[str, str] = {}
        for id in self.ids:
            try:
                content = (self.folder / f"{id}.yaml").read_bytes()
            except OSError:
                continue
            if match := _TEXT_HASH.search(content):
                found.setdefault(match[1].decode()[:HEAD], id)
        return found

    @cached_property
    def _answers(self) -> Mapping[str, Mapping[str, str]] | None:
        kept: Mapping[str, Mapping[str, Sequence[str]]] | None = self.stock.kept("names", self.folder)
        if kept is None:
            return None
        return {like: {name: id for id, of in kept.items() for name in of.get(like, ())} for like in ("fold", "normal")}

    def answers(self) -> dict[str, dict[str, list[str]]]:
        """The names that mean each id: as they stand (`fold`), and by what they say (`normal`), beside each other, which packs them
        denser. Raises nothing."""
        names = list(self.names())
        tables = {"fold": dict(names), "normal": {normal(name): id for name, id in reversed(names)}}
        found: dict[str, dict[str, list[str]]] = {id: {} for id in self.ids}
        for like, ids in tables.items():
            for name, id in ids.items():
                found[id].setdefault(like, []).append(name)
        return found

    def _names_of(self, id: str) -> frozenset[str]:
        """All names of a definition, read from the head of its file alone."""
        try:
            with open(self.folder / f"{id}.yaml", "rb") as stream:
                head = stream.read(HEADER_BYTES)
        except OSError:
            return frozenset((id,))
        names = {id}
        for match in re.finditer(_NAME_LINE, head):
            value = match["value"].decode("utf-8", "replace").strip()
            items = (
                [item["quoted"] or item["plain"] for item in re.finditer(_LIST_ITEM, value[1:-1])]
                if value.startswith("[")
                else [value.strip("\"'")]
            )
            names |= {fold(item) for item in items}
        return frozenset(names - {""})

    def near(self, name: str, more: Iterable[tuple[str, str]] = ()) -> list[str]:
        """The ids whose names are like `name`, the nearest first. `more` are further (name, id) to look among."""
        from difflib import SequenceMatcher, get_close_matches

        wanted = fold(name)
        if len(wanted) > LONGEST:
            return []
        table = dict(self.names()) | {fold(one): id for one, id in more}
        close = get_close_matches(wanted, list(table), n=8, cutoff=0.6)
        close += [name for name in table if len(wanted) >= 3 and (wanted in name or name in wanted)]
        ids: dict[str, tuple[bool, float]] = {}
        for one in close:  # a name that goes on from what was typed is nearer than any that only looks like it
            likeness = (len(wanted) >= 3 and one.startswith(wanted), SequenceMatcher(None, wanted, one).ratio())
            ids[table[one]] = max(likeness, ids.get(table[one], likeness))
        return sorted(ids, key=lambda id: ids[id], reverse=True)[:5]

    def load(self, path: Path) -> License:
        """Read, check and build the definition at `path`. Raises SourceError with everything that is wrong."""
        return build_license(self._resolved(path), self.vocabulary)

    def gists(self) -> dict[str, Any]:
        """The table of gists of all definitions. Raises SourceError with everything that is wrong with the first that is broken."""
        return table(self._resolved(self.folder / f"{id}.yaml") for id in self.ids)

    def _resolved(self, path: Path) -> dict[str, Any]:
        """The values of the definition at `path`, inherited terms included. Raises SourceError with everything that is wrong."""
        values = self.stock.values(path, lambda document: self._check(document, path))
        return inherit(values, self._parent(values, self._chain(path)))

    def _chain(self, path: Path, below: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The ids that extend each other, down to the definition at `path`; one from elsewhere has no id here, but its path."""
        return (*below, path.stem if path.parent == self.folder else str(path))

    def _check(self, document: Document, path: Path, below: tuple[str, ...] = ()) -> None:
        """Raise SourceError with everything that is wrong with the definition, which those `below` extend."""
        from checker.consistency import check_license

        values = document.value if isinstance(document.value, dict) else {}
        problems: list[Problem] = []
        parent: Mapping[str, Any] | None = None
        try:
            parent = self._parent(values, self._chain(path, below), document)
        except SourceError as error:
            problems += error.problems
        try:
            check_license(document, self.vocabulary, parent)
        except SourceError as error:
            problems += error.problems
        if path.parent == self.folder and values.get("id", path.stem) != path.stem:
            problems.append(document.problem(("id",), f"the id must be the name of the file, '{path.stem}'"))
        if problems:
            raise SourceError(problems)

    def _parent(self, values: Mapping[str, Any], chain: tuple[str, ...], document: Document | None = None) -> Mapping[str, Any]:
        """The resolved values of the definition that `values`, the last of `chain`, extends. Raises SourceError."""
        parent = values.get("extends")
        if not isinstance(parent, str):
            return {}
        if parent in chain:
            raise _at(document, chain[-1], f"the definitions extend each other in a circle: {' -> '.join((*chain, parent))}")
        if parent not in self.ids:
            from checker.names import nearest

            raise _at(document, chain[-1], f"there is no definition '{parent}' to extend{nearest(parent, list(self.ids))}")
        path = self.folder / f"{parent}.yaml"
        above = self.stock.values(path, lambda found: self._check(found, path, chain))
        return inherit(above, self._parent(above, self._chain(path, chain)))


def _at(document: Document | None, name: str, message: str) -> SourceError:
    return SourceError([document.problem(("extends",), message) if document else Problem(name, 0, 0, message)])


def is_path(name: str) -> bool:
    """True where `name` is taken for the path of a file."""
    return name.endswith(SUFFIXES) or os.sep in without_address(name)


def _shared(a: str, b: str) -> int:
    """How many letters two names begin with alike."""
    return next((i for i, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))


def inherit(values: Mapping[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` with the terms and frame of `parent`, except what it replaces (same id) or drops."""
    result = {key: value for key, value in parent.items() if key not in NOT_INHERITED and key not in TERM_LISTS} | dict(values)
    dropped = set(values.get("drop") or ())
    for key in TERM_LISTS:
        own = {term["id"]: term for term in values.get(key) or ()}
        kept = [own.pop(term["id"], term) for term in parent.get(key) or () if term["id"] not in dropped]
        result[key] = kept + list(own.values())
    return result
