"""Notebooks that are Markdown: Livebook, R Markdown, Quarto. Their code is run, what stands between is prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker import finders, later
from checker.finders import lines
from checker.references import Spot
from checker.words import Words

SUFFIXES = (".livemd", ".rmd", ".qmd", ".jmd", ".rnw")
_FENCE = later.compile(r"^(?P<mark>`{3,}|~{3,})\s{0,3}\{?\s{0,3}(?P<language>[A-Za-z]{1,20})?", re.M)
_SUFFIX = {"elixir": "ex", "r": "r", "python": "py", "julia": "jl", "bash": "sh", "sh": "sh", "sql": "sql", "ojs": "js", "erlang": "ex"}


def handles(name: str) -> bool:
    """Notebooks in Markdown."""
    return name.lower().endswith(SUFFIXES)


def spots(text: str, words: Words) -> Iterator[Spot]:
    """Code by the finder of its language, the rest as running text. Raises nothing."""
    stored = text.split("\n")
    code: set[int] = set()
    for first, last, language in _blocks(stored):
        code.update(range(first, last))
        reader = finders.finder(f"code.{_SUFFIX[language]}") if language in _SUFFIX else None
        for spot in reader.spots("\n".join(stored[first:last]), words) if reader is not None else ():
            yield spot._replace(line=spot.line + first)
    yield from (spot for spot in lines.spoken(text, words) if spot.line - 1 not in code)


def _blocks(stored: list[str]) -> Iterator[tuple[int, int, str]]:
    """The lines, from 0, within each pair of fences, with the language that the first of them says."""
    begin, mark, language = -1, "", ""
    for number, line in enumerate(stored):
        if begin < 0:
            if (match := _FENCE.match(line)) is not None:
                begin, mark, language = number + 1, match["mark"], (match["language"] or "").lower()
        elif line.startswith(mark) and not line.strip(mark[0] + " \t"):
            yield begin, number, language
            begin = -1
