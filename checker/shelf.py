"""The data that comes with the program, ready to ask: vocabulary, definitions, rule sets."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker import __version__
from checker.asked import Desk
from checker.build import build_gists
from checker.catalogue import Catalogue
from checker.model import License, Result, RuleSet
from checker.pack import GISTS, NAME, Pack
from checker.rulebook import Rulebook
from checker.source import read_bytes
from checker.stock import Stock, fingerprint
from checker.vocabulary import Vocabulary

if TYPE_CHECKING:
    from checker.families import Families
    from checker.register import Registry
    from checker.texts.signals import Signals
    from checker.texts.stored import Prints
    from checker.words import Words

PACKAGE = Path(__file__).resolve().parent
WORDS = PACKAGE / "vocabulary.yaml"
BUILT = PACKAGE / "_stock"  # made when the program is installed: entries in an editable installation, else a pack


def shipped(name: str) -> Path:
    """The folder `name` of shipped data: inside the package (or its pack) where it is installed, beside it in a checkout."""
    inside = PACKAGE / name
    return inside if (BUILT / NAME).is_file() or inside.is_dir() else PACKAGE.parent / name


class Shelf:
    """Loads on first use.

    `cache` is a folder that may be filled with parsed definitions; None: nothing is written. `built` is one that is only read.
    """

    def __init__(self, cache: Path | None = None, licenses: Path | None = None, built: Path | None = BUILT) -> None:
        self._cache = cache
        self._built = built
        self._licenses = licenses or shipped("licenses")

    @cached_property
    def _stock(self) -> Stock:
        folders = tuple(folder for folder in (self._built, self._cache) if folder)
        if self._built and (self._built / NAME).is_file():
            pack = Pack(self._built / NAME, PACKAGE)
            return Stock(folders, self._cache, pack.basis, pack)
        basis = f"{__version__} {fingerprint(read_bytes(WORDS))}".encode()
        return Stock(folders, self._cache, basis)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words."""
        return Vocabulary(self._stock.values(WORDS, lambda document: None))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The license definitions."""
        return Catalogue(self._licenses, self.vocabulary, self._stock)

    @cached_property
    def families(self) -> Families:
        """The names that stand for several licenses, or for none."""
        from checker.families import Families

        return Families(self._licenses / "families", self.vocabulary, self._stock)

    @cached_property
    def rows(self) -> list[Mapping[str, Any]]:
        """What a list says of every license. Kept as one entry: to build every definition takes longer than all else together."""
        files = [self._licenses / f"{id}.yaml" for id in self.catalogue.ids]
        code = [PACKAGE / name for name in sorted(os.listdir(PACKAGE)) if name.endswith(".py")]
        found: list[Mapping[str, Any]] = self._stock.derived("rows", [*files, *code], self._make_rows)
        return found

    def _make_rows(self) -> list[Mapping[str, Any]]:
        from checker.highlights import row

        return [row(self.catalogue.get(id), self.vocabulary) for id in self.catalogue.ids]

    @cached_property
    def gists(self) -> list[License]:
        """Every license as far as what it allows, which is read from one entry. Raises SourceError."""
        files = [self._licenses / f"{id}.yaml" for id in self.catalogue.ids]
        code = [PACKAGE / name for name in ("gists.py", "catalogue.py")]
        return build_gists(self._stock.derived(GISTS, [*files, *code], self.catalogue.gists), self.vocabulary)

    def prepare(self) -> None:
        """Work out what a pack keeps beside the rows: the gists, the names and the texts of every definition. Raises SourceError."""
        assert self.gists
        files = [self._licenses / f"{id}.yaml" for id in self.catalogue.ids]
        self._stock.derived("names", files, self.catalogue.answers)
        self._stock.derived("texts", files, self.catalogue.texts)
        rules = [self.rulebook.folder / f"{id}.yaml" for id in self.rulebook.ids]  # one set may refer to another
        code = [PACKAGE / name for name in ("verdicts.py", "engine.py", "conditions.py", "wording.py")]
        self._stock.derived("verdicts", [*files, *rules, *code], self._make_verdicts)

    def _make_verdicts(self) -> dict[str, Any]:
        from checker import verdicts
        from checker.engine import check

        ruleset = self.rulebook.get(verdicts.KEPT)
        licenses = (self.catalogue.get(id) for id in self.catalogue.ids)
        return verdicts.written(check(one, ruleset, self.vocabulary, self.rulebook.criterion) for one in licenses)

    @cached_property
    def _verdicts(self) -> Mapping[str, Any] | None:
        return self._stock.kept("verdicts", self._licenses)  # type: ignore[no-any-return]

    def known_verdict(self, license: License, ruleset: RuleSet) -> Result | None:
        """The verdict on a shipped definition as far as an audit shows it, if the wheel has it; None where it must be worked out."""
        from checker import verdicts

        if ruleset.id != verdicts.KEPT or self._verdicts is None:
            return None
        ids = self.catalogue.ids
        if license.id not in ids or self.catalogue.get(license.id) is not license:
            return None
        return verdicts.read(self._verdicts, ids.index(license.id), license, ruleset, self.vocabulary)

    def loads(self) -> Iterator[Callable[[], object]]:
        """A call for each file of data and what is made of all, for whoever makes a pack. Each raises SourceError for what is wrong."""
        yield lambda: self.codes
        yield lambda: self.registry
        yield lambda: self.finder_words
        yield lambda: self.signals
        yield from (lambda id=id: self.rulebook.get(id) for id in self.rulebook.ids)
        yield from (lambda id=id: self.catalogue.load(self.catalogue.folder / f"{id}.yaml") for id in self.catalogue.ids)
        yield from (lambda id=id: self.families.get(id) for id in self.families.ids)
        yield lambda: self.rows
        yield self.prepare

    @property
    def basis(self) -> bytes:
        """What the checks of the data rest on beside the data: the program's version, the vocabulary. Raises SourceError."""
        return self._stock.basis

    @cached_property
    def desk(self) -> Desk:
        """What the words of a user stand for."""
        return Desk(self.catalogue, lambda: self.families)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rule sets."""
        return Rulebook(PACKAGE / "rulesets", self.vocabulary, self._stock)

    @cached_property
    def registry(self) -> Registry:
        """The models whose license is known: the one place that reads the registry. Raises SourceError."""
        from checker.register import Registry  # only an audit asks

        folder = PACKAGE / "registry"
        files = [folder / f"{name}.yaml" for name in self._stock.names(folder)]  # none in a pack, which has the tables alone
        code = [PACKAGE / name for name in ("enroll.py", "patterns.py", "source.py")]
        return Registry(self._stock.derived("registry", [*code, *files], lambda: _tables(files)))

    @cached_property
    def finder_words(self) -> Words:
        """What tells names of models from other strings. Raises SourceError."""
        from checker.beginnings import written
        from checker.words import Words, check_words

        path = PACKAGE / "finders" / "words.yaml"
        values = self._stock.values(path, check_words)
        return Words(values, self._stock.derived("words", [path, PACKAGE / "beginnings.py"], lambda: written(values)))

    @cached_property
    def prints(self) -> Prints:
        """The fingerprints of the known texts. Raises OSError, ValueError where the file is damaged."""
        from checker.texts.stored import Prints  # only what looks at texts asks

        return Prints.load(PACKAGE / "texts" / "known.bin")

    @cached_property
    def signals(self) -> Signals:
        """What in a text signals a term: read for a draft alone. Raises SourceError."""
        from checker.texts.signals import build, check_signals, joined

        values, more = (self._stock.values(PACKAGE / "texts" / f"{name}.yaml", check_signals) for name in ("signals", "wordings"))
        return build(joined(values, more))

    @cached_property
    def codes(self) -> Mapping[str, Mapping[str, str]]:
        """The codes of an audit that no rule set has: their title, why they matter, what to do. Raises SourceError."""
        return self._stock.values(PACKAGE / "codes.yaml", lambda document: None)["codes"]  # type: ignore[no-any-return]


def _tables(files: Sequence[Path]) -> dict[str, Any]:
    """The tables of the registry, from its files. Raises SourceError with everything that is wrong in any of them."""
    from checker.enroll import check_registry, tables
    from checker.source import SourceError, load

    documents = [load(path) for path in files]
    problems = []
    for document in documents:
        try:
            check_registry(document)
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)
    return tables((path.stem, document.value) for path, document in zip(files, documents, strict=True))
