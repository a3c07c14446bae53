"""Find and load definitions and rule sets: by id, SPDX id, tag or path; names that are near a missing one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from checker import source
from checker.build import build_license
from checker.model import License
from checker.source import Document, Problem, SourceError
from checker.vocabulary import Vocabulary

PACKAGE = Path(__file__).resolve().parent
SUFFIXES = (".yaml", ".yml", ".json")


def shipped(name: str) -> Path:
    """The folder `name` of shipped data: inside the package when installed, beside it in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


class Catalogue:
    """The license definitions of one folder, read only as far as a question needs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The shipped vocabulary."""
        return Vocabulary(source.load(PACKAGE / "vocabulary.yaml").value)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all definitions, sorted."""
        return tuple(sorted(path.stem for path in self.folder.glob("*.yaml")))

    def load(self, path: Path) -> License:
        """Read, check and build the definition at `path`. Raises SourceError with everything that is wrong."""
        from checker.consistency import check_license

        document = source.load(path)
        chain = (path.stem,)
        parent = self._parent(document, chain)
        check_license(document, self.vocabulary, parent)
        if path.parent == self.folder and document.value["id"] != path.stem:
            raise SourceError([document.problem(("id",), f"the id must be the name of the file, '{path.stem}'")])
        return build_license(inherit(document.value, parent), self.vocabulary)

    def _parent(self, document: Document, chain: tuple[str, ...]) -> Mapping[str, Any]:
        """The resolved values of the definition that `document` extends. Raises SourceError on a cycle or a missing one."""
        value = document.value
        name = value.get("extends") if isinstance(value, dict) else None
        if not isinstance(name, str):
            return {}
        if name in chain:
            raise SourceError([document.problem(("extends",), f"the definitions extend each other in a circle: {' -> '.join((*chain, name))}")])
        if name not in self.ids:
            from checker.kinds import nearest

            raise SourceError([document.problem(("extends",), f"there is no definition '{name}'{nearest(name, list(self.ids))}")])
        parent = source.load(self.folder / f"{name}.yaml")
        return inherit(parent.value, self._parent(parent, (*chain, name)))


NOT_INHERITED = ("id", "name", "tags", "aliases", "spdx", "released", "reviewed", "documents", "silent", "undecided", "boilerplate", "notes", "extends", "drop", "unread")
TERM_LISTS = ("permissions", "prohibitions", "duties", "powers")


def inherit(values: Mapping[str, Any], parent: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` with the terms and frame of `parent`, except what it replaces (same id) or drops."""
    result = {key: value for key, value in parent.items() if key not in NOT_INHERITED and key not in TERM_LISTS} | dict(values)
    dropped = set(values.get("drop") or ())
    for key in TERM_LISTS:
        own = {term["id"]: term for term in values.get(key) or () if isinstance(term, dict) and "id" in term}
        kept = [own.pop(term["id"], term) for term in parent.get(key) or () if term["id"] not in dropped]
        result[key] = kept + list(own.values())
    return result
