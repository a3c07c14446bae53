"""Find and load rule sets: the shipped ones by id, a company's own by path."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from checker.build import build_ruleset
from checker.model import Criterion, RuleSet
from checker.source import Document, Problem, SourceError
from checker.stock import Stock
from checker.vocabulary import Vocabulary

SUFFIXES = (".yaml", ".yml", ".json")


class Rulebook:
    """The rule sets of one folder, read as they are asked for, and those loaded from elsewhere."""

    def __init__(self, folder: Path, vocabulary: Vocabulary, stock: Stock) -> None:
        self.folder = folder
        self.vocabulary = vocabulary
        self.stock = stock
        self._loaded: dict[str, RuleSet] = {}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rule sets in the folder, sorted."""
        return self.stock.names(self.folder)

    def get(self, name: str) -> RuleSet:
        """The rule set called `name`, or in the file `name`. Raises SourceError, with near names for an unknown one."""
        if name in self._loaded:
            return self._loaded[name]
        if name in self.ids:
            ruleset = build_ruleset(self.stock.values(self.folder / f"{name}.yaml", self._check))
        elif name.endswith(SUFFIXES) or "/" in name:
            ruleset = build_ruleset(self._own(Path(name)))._replace(path=name)
        else:
            from checker.names import nearest

            near = nearest(name, list(self.ids))
            message = f"there is no rule set '{name}'{near}; there are {', '.join(self.ids)}, or give a path to one"
            raise SourceError([Problem("rule set", 0, 0, message)])
        held = self._loaded.get(ruleset.id, ruleset)  # the same may stand in two files
        if held._replace(path="") != ruleset._replace(path=""):
            message = f"the id '{ruleset.id}' is that of another rule set named here: give it one of its own"
            raise SourceError([Problem(name, 0, 0, message)])
        self._loaded[name] = self._loaded[ruleset.id] = held
        return held

    def each(self, names: Iterable[str]) -> list[RuleSet]:
        """The rule sets called so, each once however often and by whichever name. Raises SourceError."""
        return list({one.id: one for one in map(self.get, names)}.values())

    def _own(self, path: Path) -> dict[str, object]:
        from checker import source

        document = source.load(path)
        self._check(document, self.ids)
        return dict(document.value)

    def _check(self, document: Document, taken: tuple[str, ...] = ()) -> None:
        from checker.rules import check_ruleset

        own = document.value.get("id") if isinstance(document.value, dict) else None
        check_ruleset(document, self.vocabulary, lambda name: name.split("/")[0] != own and self.has(name), taken)

    def has(self, name: str) -> bool:
        """True where the criterion `name` (`osd/OSD-5`) exists in the folder."""
        ruleset, _, criterion = name.partition("/")
        return ruleset in self.ids and any(one.id == criterion for one in self.get(ruleset).criteria)

    def criterion(self, name: str) -> Criterion:
        """The criterion `name` (`osd/OSD-5`). Raises KeyError; loaded rule sets refer only to criteria that exist."""
        ruleset, _, wanted = name.partition("/")
        for one in self.get(ruleset).criteria:
            if one.id == wanted:
                return one
        raise KeyError(name)
