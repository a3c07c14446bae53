"""Jupyter notebooks: code cells as Python, with lines counted in the file as it is stored; text and output as spoken of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from checker import later
from checker.finders import _kind, lines, python
from checker.references import COMMENT, OUTPUT, VALUE, Spot
from checker.words import Words

_STRING = later.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"')
_KEY = later.compile(r'"(?P<key>cell_type|source|outputs)"\s*:')
_KEYS = frozenset({'"c', '"s', '"o'})  # how they begin
_MAGIC = later.compile(r"^\s*[!%]")


BY_LINE = False  # what a line holds is read to its end


def handles(name: str) -> bool:
    """Notebooks."""
    return name.endswith(".ipynb")


def spots(text: str, words: Words) -> Iterator[Spot]:
    """Strings of the cells; a notebook that is no JSON is read line by line."""
    try:
        cells = json.loads(text)["cells"]
        kinds = [str(cell["cell_type"]) for cell in cells]
    except (ValueError, RecursionError, KeyError, TypeError):
        yield from lines.spots(text, words, comment="")
        return
    stored = text.split("\n")
    imports: dict[str, str] = {}
    sources, outputs = _blocks(stored, len(kinds))
    if len(sources) != len(kinds) or any(not source and cell.get("source") for cell, source in zip(cells, sources, strict=True)):
        yield from _minified(cells, text, words)
        return
    for kind, source, output in zip(kinds, sources, outputs, strict=True):
        numbers, code = _unwrapped(stored, source)
        yield from (_moved(spot, numbers, stored) for spot in _cell(kind, code, words, imports))
        said = [number for number in output if len(stored[number]) < lines.LONG]
        for spot in lines.spoken("\n".join([stored[number] for number in said]), words, OUTPUT):
            yield spot._replace(line=said[spot.line - 1] + 1)


def _cell(kind: str, code: list[str], words: Words, imports: dict[str, str]) -> Iterator[Spot]:
    """The strings of one cell, its lines counted from 1."""
    if kind != "code":
        yield from lines.spoken("\n".join(code), words)
        return
    magic = _magic(code)
    clean = "\n".join(line if number not in magic else "pass" if _MAGIC.match(line) else "" for number, line in enumerate(code))
    try:
        yield from python.parsed(clean, words, imports)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        yield from list(lines.spots(clean, words, comment="#"))
    for i, line in enumerate(code):
        if "#" in line and (at := _kind.comment_at(line, "#")) >= 0:  # the tree has no comments
            yield from lines.words_of(line[at + 1 :], i + 1, at + 2, (), COMMENT, words)
    for first, last in magic.items():
        if last:
            command = "\n".join([code[first].lstrip()[1:], *code[first + 1 : last]])
            yield from (spot._replace(line=spot.line + first) for spot in lines.spots(command, words, comment="#"))


def _magic(code: list[str]) -> dict[int, int]:
    """The lines, from 0, of commands of the shell in a cell: the first of each with where it ends, what it goes on with with 0."""
    found: dict[int, int] = {}
    first = -1
    for number, line in enumerate(code):
        if first < 0 and _MAGIC.match(line):
            first = number
        if first >= 0:
            found[number] = 0
            if not line.rstrip().endswith("\\"):
                found[first] = number + 1
                first = -1
    if first >= 0:
        found[first] = len(code)
    return found


def _minified(cells: list[Any], text: str, words: Words) -> Iterator[Spot]:
    """The same for a notebook that is not stored one string a line: each line of a cell is looked for where the last one ended."""
    imports: dict[str, str] = {}
    at = 0
    for cell in cells:
        source = cell.get("source", "")
        code = ("".join(map(str, source)) if isinstance(source, list) else str(source)).split("\n")
        numbers: list[int] = []
        for line in code:
            found = text.find(json.dumps(line, ensure_ascii=False)[1:-1], at) if line.strip() else at
            at = found if found >= 0 else at
            numbers.append(text.count("\n", 0, at))
        for spot in _cell(str(cell["cell_type"]), code, words, imports):
            if 0 < spot.line <= len(numbers):
                yield spot._replace(line=numbers[spot.line - 1] + 1, column=1)


def _blocks(stored: list[str], count: int) -> tuple[list[list[int]], list[list[int]]]:
    """For each cell the numbers (from 0) of the stored lines that hold its source, and its output."""
    sources: list[list[int]] = []
    outputs: list[list[int]] = []
    inside, depth = "", 0
    for i, line in enumerate(stored):
        body = line.strip()
        if not inside:
            if _key(body) == "cell_type":
                sources.append([])
                outputs.append([])
            if _key(body) == "source" and sources:
                if body.rstrip(",").endswith(("]", '"')) and not body.endswith("["):
                    sources[-1].append(i)
                else:
                    inside, depth = "source", len(line) - len(line.lstrip())
            elif _key(body) == "outputs" and body.endswith("[") and outputs:
                inside, depth = "outputs", len(line) - len(line.lstrip())
        elif body.startswith("]") and len(line) - len(line.lstrip()) <= depth:
            inside = ""
        elif inside == "source":
            sources[-1].append(i)
        else:
            outputs[-1].append(i)
    return sources[:count], outputs[:count]


def _key(body: str) -> str:
    """The key that a stored line begins with; a line of source may begin with any word in quotes."""
    match = _KEY.match(body) if body[:2] in _KEYS else None
    return match["key"] if match else ""


def _unwrapped(stored: list[str], numbers: list[int]) -> tuple[list[int], list[str]]:
    """The lines of a cell's source and, for each, the stored line it comes from (from 0). One string may hold several."""
    at: list[int] = []
    code: list[str] = []
    for number in numbers:
        line = stored[number]
        first = line.index(":") + 1 if _key(line.lstrip()) == "source" else 0
        for match in _STRING.finditer(line, first):
            value = match.group()[1:-1]
            if "\\" in value.removesuffix("\\n"):
                try:
                    value = json.loads(match.group())
                except ValueError:
                    continue
            else:
                value = value.replace("\\n", "\n")
            parts = value.split("\n")
            if len(parts) > 1 and not parts[-1]:
                parts.pop()
            at += [number] * len(parts)
            code += parts
    return at, code


def _moved(spot: Spot, numbers: list[int], stored: list[str]) -> Spot:
    """A spot of a cell, at its line in the file."""
    if not 0 < spot.line <= len(numbers):
        return spot._replace(line=1, column=1, nature=spot.nature or VALUE)
    number = numbers[spot.line - 1]
    at = stored[number].find(spot.text)
    return spot._replace(line=number + 1, column=at + 1 if at >= 0 else 1)
