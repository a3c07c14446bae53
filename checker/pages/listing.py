"""The reports of `list`: which licenses, rule sets and words there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from checker.families import Family
from checker.model import RuleSet
from checker.page import Block, Cell, Grid, Heading, Page
from checker.vocabulary import Vocabulary

SCHEMA = "modelterms/list/1"
SECTIONS = {
    "actions": "What one may do",
    "assets": "What a term is about",
    "constraints": "What a condition may name",
    "fields": "Fields of use",
    "duties": "Duties",
    "powers": "Powers of the licensor",
}


FEW = 4  # of what stands out, where a person reads; JSON has all


def licenses(found: Sequence[Mapping[str, Any]], asked: int, filters: Sequence[str] = (), grouped: bool = False) -> Page:
    """The definitions `found` among `asked`, by the `filters` named; `grouped`: a table for each publisher."""
    groups: dict[str, list[tuple[Cell, ...]]] = {}
    for one in found:
        cells = (Cell(one["id"], "strong"), Cell(one["released"] or ""), Cell(few(one["stands_out"]) or "-"))
        groups.setdefault(one["publisher"] if grouped else "", []).append(cells)
    lines = (
        f"{one['id']}: {one['name']} ({', '.join(filter(None, (one['publisher'], one['released'])))})"
        + (f": {few(one['stands_out'])}" if one["stands_out"] else "")
        for one in found
    )
    of = f" of {asked}" if filters else ""
    head = Heading(f"{len(found)}{of} licenses{': ' if filters else ''}{', '.join(filters)}")
    grids = [Grid(("id", "released", "what stands out"), tuple(rows), title=title) for title, rows in groups.items()]
    return _page("licenses", list(found), [head, *grids], lines)


def few(stands_out: Sequence[str]) -> str:
    """The weightiest of what stands out, and how much more there is."""
    more = len(stands_out) - FEW
    return "; ".join([*stands_out[:FEW], *([f"{more} more"] if more > 0 else [])])


def families(found: Sequence[tuple[Family, Sequence[str]]]) -> Page:
    """The names that stand for several licenses, or for none, each with its members."""
    meant = {one.id: ", ".join((*members, *one.missing)) for one, members in found}
    rows = tuple((Cell(one.id, "strong"), Cell(one.kind), Cell(one.name), Cell(meant[one.id] or "-")) for one, _ in found)
    data = [
        {
            "id": one.id,
            "kind": one.kind,
            "name": one.name,
            "names": list(one.names),
            "members": list(members),
            "missing": list(one.missing),
            "note": one.note,
        }
        for one, members in found
    ]
    lines = (f"{one.id}: {one.kind}: {one.name}: {meant[one.id] or 'no license'}" for one, _ in found)
    head = Heading(f"{len(found)} names that stand for several licenses, or for none")
    return _page("families", data, [head, Grid(("id", "kind", "name", "members"), rows)], lines)


def rules(found: Sequence[RuleSet]) -> Page:
    """All rule sets with their criteria."""
    blocks: list[Block] = []
    for one in found:
        blocks.append(
            Grid(
                ("code", "title"),
                tuple((Cell(c.id, "strong"), Cell(c.title)) for c in one.criteria),
                title=f"{one.id}: {one.title} {one.version}".strip(),
            )
        )
    data = [
        {
            "id": one.id,
            "title": one.title,
            "version": one.version,
            "url": one.url,
            "criteria": [{"id": c.id, "title": c.title} for c in one.criteria],
        }
        for one in found
    ]
    return _page("rules", data, blocks, (f"{one.id}/{c.id}: {c.title}" for one in found for c in one.criteria))


def terms(vocabulary: Vocabulary) -> Page:
    """All words of the vocabulary with what they mean."""
    blocks: list[Block] = []
    data = {}
    lines = []
    for section, title in SECTIONS.items():
        words = vocabulary.words(section)
        blocks.append(
            Grid(
                ("word", "means"),
                tuple((Cell(word, "strong"), Cell(str(entry["description"]))) for word, entry in words.items()),
                title=title,
            )
        )
        data[section] = {word: dict(entry) for word, entry in words.items()}
        lines += [f"{section}: {word}: {entry['description']}" for word, entry in words.items()]
    return _page("terms", data, blocks, lines)


def _page(kind: str, data: Any, blocks: Sequence[Block], lines: Iterable[str]) -> Page:
    return Page({"schema": SCHEMA, "kind": kind, kind: data}, tuple(blocks), tuple(lines))
