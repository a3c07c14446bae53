"""The report for a person at a terminal: tables, findings as a compiler shows them, color where the terminal has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from textwrap import wrap

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from checker.escape import visible
from checker.page import Facts, Finding, Grid, Heading, Page, Paragraph, Span

STYLES = {
    "fails": "bold red",
    "error": "bold red",
    "unknown": "bold magenta",
    "contested": "bold yellow",
    "warning": "bold yellow",
    "meets": "green",
    "supported": "green",
    "partly": "bold yellow",
    "contradicted": "bold red",
    "not-applicable": "dim",
    "dim": "dim",
    "strong": "bold",
    "": "",
}
GAP = 2
ROOMY = 22  # columns of a comparison narrower than this get their cells in short
NARROWEST = 7
LABEL = 24  # width of the first column of a comparison
FEW = 3  # findings with more places than this show them one a line
WIDEST = 120  # running text does not grow wider than this


def render(page: Page, width: int, color: bool) -> str:
    """The blocks of `page` for a terminal of `width` columns."""
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for i, block in enumerate(page.blocks):
        if i and not (isinstance(block, Facts) and isinstance(page.blocks[i - 1], Heading)):
            console.print()
        for part in _RENDER[type(block)](block, width):
            console.print(part, soft_wrap=isinstance(part, Text), end="\n")
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _style(name: str) -> str:
    return STYLES.get(name, "")


def _heading(block: Heading, width: int) -> Iterator[RenderableType]:
    lines = wrap(visible(block.text), min(width, WIDEST)) or [""]
    for line in lines[:-1]:
        yield Text(line, "bold")
    yield Text.assemble((lines[-1], "bold"), (f"  {block.verdict}" if block.verdict else "", _style(block.verdict)))
    if block.level == 1:
        yield Text("=" * max(map(len, lines)), "dim")


def _paragraph(block: Paragraph, width: int) -> Iterator[RenderableType]:
    for line in wrap(visible(block.text), min(width, WIDEST)) or [""]:
        yield Text(line, _style(block.style))


def _facts(block: Facts, width: int) -> Iterator[RenderableType]:
    label_width = max((len(label) for label, _ in block.rows), default=0) + 2
    for label, cell in block.rows:
        lines = wrap(
            visible(cell.text), max(min(width, WIDEST + label_width) - label_width, 20), break_on_hyphens=False, break_long_words=False
        ) or [""]
        for i, line in enumerate(lines):
            yield Text.assemble((f"{label if not i else '':<{label_width}}", "dim"), (line, _style(cell.style)))


def _grid(block: Grid, width: int) -> Iterator[RenderableType]:
    if block.title:
        yield Text(visible(block.title), "bold")
    each = (width - _label_width(block)) // max(len(block.header) - 1, 1) - GAP
    short = block.compares and each < ROOMY
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), show_header=any(block.header), header_style="dim", expand=False)
    for i, title in enumerate(block.header):
        if not block.compares:
            table.add_column(Text(visible(title)), overflow="fold", no_wrap=i == 0)
            continue
        size = max(each, NARROWEST) if i else _label_width(block)
        table.add_column(Text(f"[{i}]" if short and i else _fold(visible(title), size)), overflow="fold", min_width=size, max_width=size)
    for row in block.rows:
        table.add_row(*(Text(visible((short and cell.short) or cell.text), _style(cell.style), overflow="fold") for cell in row))
    yield table


def _fold(title: str, width: int) -> str:
    """An id broken after its hyphens where it is wider than its column."""
    if len(title) <= width:
        return title
    lines = [""]
    for part in title.replace("-", "-\0").split("\0"):
        if lines[-1] and len(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def _label_width(block: Grid) -> int:
    return LABEL


def _finding(block: Finding, width: int) -> Iterator[RenderableType]:
    head = f"{block.severity}[{visible(block.code)}]"
    lines = wrap(f"{head}: {visible(block.headline)}", min(width, WIDEST), subsequent_indent="    ", break_long_words=False)
    yield Text.assemble((lines[0][: len(head)], _style(block.severity)), (lines[0][len(head) :], "bold"))
    for line in lines[1:]:
        yield Text(line, "bold")
    if len(block.spans) > FEW:
        yield from _many(block.spans, width)
    else:
        for span in block.spans:
            yield from _span(span, width)
    for label, text in block.notes:
        yield from _note(label, visible(text), width)


def _span(span: Span, width: int) -> Iterator[RenderableType]:
    for i, line in enumerate(wrap(visible(span.place), min(width, WIDEST) - 6) or [""]):
        yield Text.assemble(("  --> " if not i else "      ", "blue"), line)
    if span.summary:
        for line in wrap(visible(span.summary), min(width, WIDEST) - 6):
            yield Text("      " + line)
    for phrase in span.phrases:
        yield from _note("text", f'"{visible(phrase)}"', width)


def _many(spans: Sequence[Span], width: int) -> Iterator[RenderableType]:
    """One line a place: the section, what it is, and on a wide page the words."""
    shared = spans[0].place.partition(", ")[0]
    yield Text.assemble(("  --> ", "blue"), visible(shared))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False, expand=False)
    wide = width >= 120
    table.add_column(no_wrap=False, max_width=max(width // 4, 16))
    table.add_column(overflow="fold")
    if wide:
        table.add_column(overflow="fold", style="dim")
    for span in spans:
        place = span.place.partition(", ")[2] or span.place
        cells = [Text("      " + visible(_short(place))), Text(visible(span.summary), overflow="fold")]
        table.add_row(*cells, *([Text("; ".join(f'"{visible(phrase)}"' for phrase in span.phrases), overflow="fold")] if wide else []))
    yield table


def _short(place: str) -> str:
    return place.replace("section ", "").replace("paragraph ", "¶")


def _note(label: str, text: str, width: int) -> Iterator[RenderableType]:
    head = f"   = {label}: "
    lines = wrap(text, max(min(width, WIDEST) - len(head), 20), break_long_words=False, break_on_hyphens=False) or [""]
    for i, line in enumerate(lines):
        yield Text.assemble((head if not i else " " * len(head), "blue"), line)


_RENDER: dict[type, Callable[..., Iterator[RenderableType]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Facts: _facts,
    Grid: _grid,
    Finding: _finding,
}
