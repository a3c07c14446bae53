"""Names that stand for several licenses, or for none: families, ambiguous names, `other`. One file each, found by being there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from checker.names import fold, normal
from checker.source import Document
from checker.stock import Stock
from checker.tuples import NamedTuple
from checker.vocabulary import Vocabulary

KINDS = ("family", "ambiguous", "nothing")


class Family(NamedTuple):
    """A name and what it may mean. `members` are patterns over ids, `missing` names texts that are meant too and that nobody here has.

    kind `family`: one of the members, nobody knows which. `ambiguous`: one title over texts that have little in common.
    `nothing`: it names no license.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    note: str
    members: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def among(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The members among the definitions `ids`, in their order."""
        from fnmatch import fnmatchcase  # 0.7 ms that a plain name need not wait for

        return tuple(id for id in ids if any(fnmatchcase(id, pattern) for pattern in self.members))


class Families:
    """The families of one folder."""

    def __init__(self, folder: Path, vocabulary: Vocabulary, stock: Stock) -> None:
        self.folder = folder
        self.vocabulary = vocabulary
        self.stock = stock

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all families, sorted."""
        try:
            return self.stock.names(self.folder)
        except FileNotFoundError:  # a folder of definitions without families
            return ()

    def get(self, id: str) -> Family:
        """The family with the id `id`. Raises SourceError with everything that is wrong with its file."""
        path = self.folder / f"{id}.yaml"
        values: dict[str, Any] = self.stock.values(path, lambda document: self._check(document, path))
        return Family(
            id=values["id"],
            name=values["name"],
            kind=values["kind"],
            names=(*(values.get("tags") or ()), *(values.get("aliases") or ())),
            note=values["note"],
            members=tuple(values.get("members") or ()),
            missing=tuple(values.get("missing") or ()),
        )

    def find(self, name: str) -> Family | None:
        """The family that answers to `name`; None where there is none. Raises SourceError."""
        if fold(name) in self.ids:
            return self.get(fold(name))
        wanted = normal(name)
        return next((self.get(id) for own, id in self.names() if wanted and wanted == normal(own)), None)

    def names(self) -> Iterator[tuple[str, str]]:
        """Every (name, id) that a family answers to."""
        for id in self.ids:
            family = self.get(id)
            yield from ((name, id) for name in dict.fromkeys((id, family.name, *family.names)))

    def _check(self, document: Document, path: Path) -> None:
        from checker.consistency import check_family

        check_family(document, path.stem, self.vocabulary)
