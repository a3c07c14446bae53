"""What an audit found, as plain data: models, findings and warnings. Formats read it; nothing here knows how it came about."""

from __future__ import annotations

from typing import NamedTuple

ERROR, WARNING, NOTE = "error", "warning", "note"
SEVERITIES = (ERROR, WARNING, NOTE)


class Place(NamedTuple):
    """A place in a file of the project: relative path with `/`, line and column from 1, the words that stand there."""

    path: str
    line: int = 1
    column: int = 1
    text: str = ""


class Base(NamedTuple):
    """A model that another was built on: its name, its licenses, how the two are related, how that is known."""

    model: str
    licenses: tuple[str, ...] = ()
    relation: str = ""
    how: str = ""


class ModelUse(NamedTuple):
    """A model that the project names. `status` is the worst of what is held against it: fails, unknown, contested, passes or service.

    `declared` is what was said of its license in raw words, `licenses` the ids that hold (the governing one first; none: unknown),
    `how` and `where` say how that is known, `verdicts` are (rule set, verdict) pairs, `terms` the address of a vendor's terms where
    the model is a service without a license of its own. `used` is false where it is only spoken of.
    """

    model: str
    kind: str
    used: bool
    places: tuple[Place, ...]
    declared: str | None
    licenses: tuple[str, ...]
    how: str
    confidence: str
    where: str
    remark: str
    terms: str
    bases: tuple[Base, ...]
    verdicts: tuple[tuple[str, str], ...]
    status: str


class Because(NamedTuple):
    """The section of a license that a finding rests on."""

    license: str
    at: str
    phrase: str = ""


class Result(NamedTuple):
    """One finding. `code` is explained by `modelterms explain CODE`; `help` says what to do; `fingerprint` stays the same while the
    model, the license and the code do, wherever the line moves. `hidden` says why it does not count: an exception, the baseline.
    """

    code: str
    title: str
    severity: str
    headline: str
    model: str
    licenses: tuple[str, ...]
    places: tuple[Place, ...]
    because: tuple[Because, ...]
    why: str
    help: str
    fingerprint: str
    hidden: str = ""


class Warned(NamedTuple):
    """A file, or a thing, that could not be read as it should."""

    path: str
    message: str


class Report(NamedTuple):
    """A whole audit, sorted. `counted` are the findings that count (not hidden)."""

    root: str
    version: str
    rules: tuple[str, ...]
    files: int
    models: tuple[ModelUse, ...]
    results: tuple[Result, ...]
    warnings: tuple[Warned, ...]

    @property
    def counted(self) -> tuple[Result, ...]:
        """The findings that count."""
        return tuple(one for one in self.results if not one.hidden)

    def count(self, severity: str) -> int:
        """How many findings of this severity count."""
        return sum(one.severity == severity for one in self.counted)
