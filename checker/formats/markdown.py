"""Markdown: a report for a pull request or a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from checker.escape import markdown, visible, xml
from checker.page import Cell, Facts, Finding, Grid, Heading, Page, Paragraph

COMMENT = 60_000  # characters that a comment on a pull request holds, with room for what is put around the report
_OPEN, _CLOSE = "<details>\n<summary>{}</summary>", "</details>"
_CUT = "*The report goes on: it is too long for a comment. `modelterms audit --format table` prints all of it.*"


def render(page: Page, width: int, color: bool) -> str:
    """The blocks of `page` as Markdown. Everything from data is escaped. An audit's report fits into a comment on a pull request."""
    parts: list[str] = []
    size = open = 0
    for block in page.blocks:
        if isinstance(block, Heading):
            parts += [_CLOSE] * open
            open = int(block.folds)
        lines = [_OPEN.format(xml(block.text))] if isinstance(block, Heading) and block.folds else list(_RENDER[type(block)](block))
        part = "\n".join(_shortened(lines, (COMMENT - size) // 2) if page.report is not None and isinstance(block, Grid) else lines)
        size += len(part.encode("utf-8", "replace")) + 2
        if page.report is not None and size > COMMENT:
            parts.append(_CUT)
            break
        parts.append(part)
    return "\n\n".join(part for part in [*parts, *[_CLOSE] * open] if part) + "\n"


def _shortened(lines: Sequence[str], most: int) -> Sequence[str]:
    """The rows of a table in no more than `most` bytes, so that a long one leaves room for what follows."""
    sizes = accumulate(len(line.encode("utf-8", "replace")) + 1 for line in lines)
    kept = sum(size <= most for size in sizes)
    return lines if kept == len(lines) else [*lines[:kept], "", f"*{len(lines) - kept} more.*"]


def _heading(block: Heading) -> Iterator[str]:
    verdict = f": {markdown(block.verdict)}" if block.verdict else ""
    yield f"{'#' * (block.level + 1)} {markdown(block.text)}{verdict}"


def _paragraph(block: Paragraph) -> Iterator[str]:
    yield markdown(block.text)


def _facts(block: Facts) -> Iterator[str]:
    for label, cell in block.rows:
        yield f"- **{markdown(label)}**: {markdown(cell.text)}" if label else f"  {markdown(cell.text)}"


def _grid(block: Grid) -> Iterator[str]:
    if block.title:
        yield f"**{markdown(block.title)}**\n"
    yield _row([Cell(text) for text in block.header])
    yield "|" + " --- |" * len(block.header)
    for row in block.rows:
        yield _row(row)


def _row(row: Sequence[Cell]) -> str:
    return "|" + "".join(f" {markdown(cell.text) or ' '} |" for cell in row)


def _finding(block: Finding) -> Iterator[str]:
    yield f"**{markdown(block.severity)}\\[{markdown(block.code)}\\]**: {markdown(block.headline)}\n"
    for place, what in block.where:
        yield f"- {markdown(place)}{': ' if what else ''}{markdown(what)}"
    for span in block.spans:
        phrases = "; ".join(f'"{markdown(phrase)}"' for phrase in span.phrases)
        rest = ": ".join(part for part in (markdown(span.summary), phrases) if part)
        yield f"- {markdown(span.place)}{': ' if rest else ''}{rest}"
    for label, text in block.notes:
        yield f"- *{visible(label)}*: {markdown(text)}"


_RENDER: dict[type, Callable[..., Iterator[str]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Facts: _facts,
    Grid: _grid,
    Finding: _finding,
}
