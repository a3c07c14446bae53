"""The data that comes with the program, ready to ask: vocabulary, definitions, rule sets."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from checker.catalogue import Catalogue
from checker.rulebook import Rulebook
from checker.stock import Stock
from checker.vocabulary import Vocabulary

PACKAGE = Path(__file__).resolve().parent
BUILT = PACKAGE / "_stock"  # made when the wheel is built


def shipped(name: str) -> Path:
    """The folder `name` of shipped data: inside the package where it is installed, beside it in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


class Shelf:
    """Loads on first use. `cache` is a folder that may be filled with parsed definitions; None: nothing is written."""

    def __init__(self, cache: Path | None = None, licenses: Path | None = None) -> None:
        folders = (BUILT, cache) if cache else (BUILT,)
        self._stock = Stock(folders, write_to=cache)
        self._licenses = licenses or shipped("licenses")

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words."""
        return Vocabulary(self._stock.values(PACKAGE / "vocabulary.yaml", lambda document: None))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The license definitions."""
        return Catalogue(self._licenses, self.vocabulary, self._stock)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rule sets."""
        return Rulebook(PACKAGE / "rulesets", self.vocabulary, self._stock)
