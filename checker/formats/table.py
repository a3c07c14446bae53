"""The report for a person at a terminal: tables, findings as a compiler shows them, color where the terminal has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from itertools import zip_longest
from textwrap import wrap

from rich.cells import cell_len
from rich.text import Text

from checker.escape import safe_line, visible
from checker.page import Facts, Finding, Grid, Heading, Page, Paragraph, Span

STYLES = {
    "fails": "bold red",
    "error": "bold red",
    "unknown": "bold magenta",
    "contested": "bold yellow",
    "warning": "bold yellow",
    "note": "blue",
    "meets": "green",
    "passes": "green",
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
COMFORTABLE = 28  # a column narrower than this is hard to read while the first one keeps all it wants
LABEL = 24  # width of the first column of a comparison
BREAKS = ("/", "_.-")  # where the name of a model or a file is broken, if it must be: rather after the first of these
FEW = 3  # findings with more places than this show them one a line
WIDEST = 120  # running text does not grow wider than this


def render(page: Page, width: int, color: bool) -> str:
    """The blocks of `page` for a terminal of `width` columns."""
    lines = _lines(page, width)
    printed = _colored(lines, width) if color else "".join(f"{line.plain}\n" for line in lines)
    return "\n".join(safe_line(one.rstrip()) for one in printed.split("\n"))


def _colored(lines: Iterator[Text], width: int) -> str:
    """The lines with the terminal's codes for their styles."""
    from rich.console import Console  # 10 ms that nobody need wait for whose terminal has no color

    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(*lines, sep="\n", soft_wrap=True)  # all at once: each call costs as much as several lines
    return out.getvalue()


def _lines(page: Page, width: int) -> Iterator[Text]:
    """What is printed, line by line, with an empty one between blocks."""
    for i, block in enumerate(page.blocks):
        if i and not (isinstance(block, Facts) and isinstance(page.blocks[i - 1], Heading)):
            yield Text()
        yield from _RENDER[type(block)](block, width)


def _style(name: str) -> str:
    return STYLES.get(name, "")


def _heading(block: Heading, width: int) -> Iterator[Text]:
    lines = wrap(visible(block.text), min(width, WIDEST)) or [""]
    for line in lines[:-1]:
        yield Text(line, "bold")
    yield Text.assemble((lines[-1], "bold"), (f"  {block.verdict}" if block.verdict else "", _style(block.verdict)))
    if block.level == 1:
        yield Text("=" * max(map(len, lines)), "dim")


def _paragraph(block: Paragraph, width: int) -> Iterator[Text]:
    for line in wrap(visible(block.text), min(width, WIDEST)) or [""]:
        yield Text(line, _style(block.style))


def _facts(block: Facts, width: int) -> Iterator[Text]:
    label_width = max((len(label) for label, _ in block.rows), default=0) + 2
    for label, cell in block.rows:
        lines = wrap(
            visible(cell.text), max(min(width, WIDEST + label_width) - label_width, 20), break_on_hyphens=False, break_long_words=False
        ) or [""]
        for i, line in enumerate(lines):
            yield Text.assemble((f"{label if not i else '':<{label_width}}", "dim"), (line, _style(cell.style)))


def _grid(block: Grid, width: int) -> Iterator[Text]:
    for line in wrap(visible(block.title), width, break_long_words=False, break_on_hyphens=False):
        yield Text(line, "bold")
    compared = max(len(block.header) - 1, 1)
    tables = -(-compared // max((width - LABEL) // (NARROWEST + GAP), 1))  # what does not fit beside the others stands below them
    step = -(-compared // tables) if block.compares else compared
    each = (width - LABEL) // step - GAP
    short = block.compares and each < ROOMY
    rows = [[(f"[{i}]" if short and i else visible(title), "dim") for i, title in enumerate(block.header)]] if any(block.header) else []
    rows += [[(visible((short and cell.short) or cell.text), _style(cell.style)) for cell in row] for row in block.rows]
    for first in range(1, compared + 1, step):
        part = [[row[0], *row[first : first + step]] for row in rows]
        if first > 1:
            yield Text()
        yield from _columns(part, width, [LABEL, *[max(each, NARROWEST)] * (len(part[0]) - 1)] if block.compares else [])


Row = Sequence[tuple[str, str]]  # text and style of each cell


def _columns(rows: Sequence[Row], width: int, sizes: Sequence[int] = ()) -> Iterator[Text]:
    """Rows as lines, every cell broken to the width of its column: as in `sizes`, else so that all columns fit into `width`.

    What Rich's tables do too, in six times the time (benchmarks/startup.py).
    """
    sizes = sizes or _sizes(rows, width)
    for row in rows:
        broken = [_broken(text, size) for (text, _), size in zip(row, sizes, strict=True)]
        for cells in zip_longest(*broken, fillvalue=""):
            yield Text.assemble(*_parts(cells, row, sizes))


def _parts(cells: Sequence[str], row: Row, sizes: Sequence[int]) -> Iterator[tuple[str, str]]:
    """One line of a row with its styles; gaps that meet are one part, and none ends the line: every part takes time."""
    gap = ""
    for text, size, (_, style) in zip(cells, sizes, row, strict=True):
        if text:
            if gap:
                yield gap, ""
            yield text, style
            gap = ""
        gap += " " * (size + GAP - cell_len(text))


def _sizes(rows: Sequence[Row], width: int) -> list[int]:
    """The width of each column: that of its widest cell, narrowed until all fit into `width`: the widest but the first as far as is
    comfortable, then the first, then the widest as far as can be."""
    sizes = [max(cell_len(text) for text, _ in column) for column in zip(*rows, strict=True)]
    while sum(sizes) + GAP * (len(sizes) - 1) > width and len(sizes) > 1:
        widest = sizes.index(max(sizes[1:]), 1)
        chosen = 0 if sizes[widest] <= COMFORTABLE < sizes[0] else widest
        if sizes[chosen] <= NARROWEST:
            break
        sizes[chosen] -= 1
    return sizes


def _broken(text: str, width: int) -> list[str]:
    """The lines of a cell of `width` columns; a character may be two columns wide."""
    if len(text) <= width and text.isascii() and text.isprintable() and text == text.rstrip() != "":
        return [text]  # what `wrap` would say too: most cells, in a twentieth of the time
    width = width * len(text) // max(cell_len(text), 1) or 1
    words = " ".join(_fold(word, width, *BREAKS) for word in text.split(" "))
    return [line for part in words.split("\n") for line in wrap(part, width, break_on_hyphens=False)]


def _fold(word: str, width: int, after: str = "-", *else_after: str) -> str:
    """A word that is wider than its column, broken after one of the characters `after`; a part that is too wide still, after the next."""
    if len(word) <= width:
        return word
    lines = [""]
    for part in filter(None, re.split(f"(?<=[{after}])", word)):
        while not else_after and len(lines[-1]) > width:  # it must be cut: what is left of it goes on with the next part, `f.py:1`
            lines[-1:] = [lines[-1][:width], lines[-1][width:]]
        if lines[-1] and len(lines[-1] + part) > width:
            lines.append("")
        lines[-1] += part
    return "\n".join(_fold(line, width, *else_after) if else_after else line for line in lines)


def _finding(block: Finding, width: int) -> Iterator[Text]:
    head = f"{block.severity}[{visible(block.code)}]"
    lines = wrap(f"{head}: {visible(block.headline)}", min(width, WIDEST), subsequent_indent="    ", break_long_words=False)
    yield Text.assemble((lines[0][: len(head)], _style(block.severity)), (lines[0][len(head) :], "bold"))
    for line in lines[1:]:
        yield Text(line, "bold")
    for i, row in enumerate(_columns([[(visible(place), ""), (visible(what), "")] for place, what in block.where], width - 6)):
        yield Text.assemble(("  --> " if not i else "      ", "blue"), row)
    if len(block.spans) > FEW:
        yield from _many(block.spans, width)
    else:
        for span in block.spans:
            yield from _span(span, width)
    for label, text in block.notes:
        yield from _note(label, visible(text), width)


def _span(span: Span, width: int) -> Iterator[Text]:
    for i, line in enumerate(wrap(visible(span.place), min(width, WIDEST) - 6) or [""]):
        yield Text.assemble(("  --> " if not i else "      ", "blue"), line)
    if span.summary:
        for line in wrap(visible(span.summary), min(width, WIDEST) - 6):
            yield Text("      " + line)
    for phrase in span.phrases:
        yield from _note("text", f'"{visible(phrase)}"', width)


def _many(spans: Sequence[Span], width: int) -> Iterator[Text]:
    """One line a place: the section, what it is, and on a wide page the words."""
    shared = spans[0].place.partition(", ")[0]
    yield Text.assemble(("  --> ", "blue"), visible(shared))
    rows = []
    for span in spans:
        place = _short(span.place.partition(", ")[2] or span.place)
        phrases = "; ".join(f'"{visible(phrase)}"' for phrase in span.phrases)
        rows.append([("      " + visible(place), ""), (visible(span.summary), ""), *([(phrases, "dim")] if width >= WIDEST else [])])
    yield from _columns(rows, width)


def _short(place: str) -> str:
    return place.replace("section ", "").replace("paragraph ", "¶")


def _note(label: str, text: str, width: int) -> Iterator[Text]:
    head = f"   = {label}: "
    lines = wrap(text, max(min(width, WIDEST) - len(head), 20), break_long_words=False, break_on_hyphens=False) or [""]
    for i, line in enumerate(lines):
        yield Text.assemble((head if not i else " " * len(head), "blue"), line)


_RENDER: dict[type, Callable[..., Iterator[Text]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Facts: _facts,
    Grid: _grid,
    Finding: _finding,
}
