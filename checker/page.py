"""What a report consists of, before it has a format: data for machines, blocks for people, lines for pipes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from checker.tuples import NamedTuple

if TYPE_CHECKING:
    from checker.report import Report


class NoReport(ValueError):
    """A format was asked for that shows the report of an audit, of a page that has none."""


class Cell(NamedTuple):
    """Text with the name of a style: a verdict, `strong`, `dim`, `error` or nothing."""

    text: str
    style: str = ""
    short: str = ""  # in a narrow table


class Heading(NamedTuple):
    """A line that begins a part; level 1 is the report's. `folds`: the part may be shown closed, up to the next heading."""

    text: str
    level: int = 1
    verdict: str = ""
    folds: bool = False


class Paragraph(NamedTuple):
    """Running text."""

    text: str
    style: str = ""


class Facts(NamedTuple):
    """Labels with what belongs to them."""

    rows: tuple[tuple[str, Cell], ...]


class Grid(NamedTuple):
    """A table. `compares`: the first column names a row, the others are alike; a narrow page shows their cells in short."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    compares: bool = False
    title: str = ""


class Span(NamedTuple):
    """A place that a finding points at, what stands there in words, and the words themselves."""

    place: str
    summary: str = ""
    phrases: tuple[str, ...] = ()


class Finding(NamedTuple):
    """One finding, as a compiler would show it: `error[OSD-5]: headline`, places, notes."""

    severity: str
    code: str
    headline: str
    spans: tuple[Span, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    where: tuple[tuple[str, str], ...] = ()  # places of the user's own files, each with what stands there


Block = Heading | Paragraph | Facts | Grid | Finding


class Page(NamedTuple):
    """What a command shows. `data` is what JSON prints (its `schema` names the form), `lines` are what a pipe gets."""

    data: Mapping[str, Any]
    blocks: tuple[Block, ...] = ()
    lines: tuple[str, ...] = ()
    report: Report | None = None  # of an audit: what formats for machines are made of

    def audited(self, format: str) -> Report:
        """The report of the audit that this page shows. Raises NoReport, naming the format, where it shows something else."""
        if self.report is None:
            raise NoReport(f"--format {format}: only an audit has this format; use table, concise, json or markdown")
        return self.report
