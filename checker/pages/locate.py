"""The clauses of a license, quoted from the user's own copy, with line numbers and the operative words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checker import wording
from checker.model import place_in_words
from checker.page import Block, Cell, Facts, Grid, Heading, Page, Paragraph
from checker.texts.locate import Copy, Located, Place
from checker.vocabulary import Vocabulary

SCHEMA = "modelterms/locate/1"


def page(license: str, found: Located, copy: Copy, note: str, vocabulary: Vocabulary) -> Page:
    """The page for one term."""
    heading = Heading(f"{license}/{found.term.id} in {copy.name}")
    blocks = [heading, *_about(note), *_blocks(found, vocabulary)]
    data = {"schema": SCHEMA, "license": license, "file": copy.name, "note": note or None, **_data(found)}
    return Page(data, tuple(blocks), (*([f"{copy.name}: {note}"] if note else []), *_lines(found, copy)))


def with_copy(page: Page, found: Sequence[tuple[str, Located]], copy: Copy, note: str, vocabulary: Vocabulary) -> Page:
    """`page` with the clauses of the terms it speaks of, (license, term), as `copy` words them."""
    blocks = [*page.blocks, Heading(f"In {copy.name}"), *_about(note)]
    for license, one in found:
        blocks += [Heading(f"{license}/{one.term.id}", 2), *_blocks(one, vocabulary)]
    data = {**page.data, "copy": {"file": copy.name, "note": note or None, "terms": [{"license": id, **_data(one)} for id, one in found]}}
    lines = [*page.lines, *([f"{copy.name}: {note}"] if note else []), *(line for _, one in found for line in _lines(one, copy))]
    return page._replace(data=data, blocks=tuple(blocks), lines=tuple(lines))


def _about(note: str) -> list[Block]:
    return [Paragraph(note[:1].upper() + note[1:] + ".", "contested")] if note else []


def _blocks(found: Located, vocabulary: Vocabulary) -> Iterator[Block]:
    yield Facts((("term", Cell(wording.summary(found.term, vocabulary))), ("recorded at", Cell(", ".join(map(str, found.term.at))))))
    shown: set[int] = set()
    for place in found.places:
        lines = list(zip(range(place.first, place.last + 1), place.lines, strict=True))
        if place.first in shown:  # the clause was quoted above: the lines of this phrase alone
            lines = [(number, line) for number, line in lines if place.from_line <= number <= place.to_line]
        shown.add(place.first)
        marked = range(place.from_line, place.to_line + 1)
        rows = tuple((Cell(str(number), "dim"), Cell(line.strip(), "strong" if number in marked else "")) for number, line in lines)
        yield Grid(("", ""), rows, title=f"section {place.section}, {_span(place)}" if place.section else "")
    for phrase in found.missing:
        yield Paragraph(f"This copy {_lack(found, phrase)}.", "" if found.elsewhere else "fails")


def _span(place: Place) -> str:
    return f"line {place.first}" if place.first == place.last else f"lines {place.first} to {place.last}"


def _lines(found: Located, copy: Copy) -> Iterator[str]:
    for place in found.places:
        for number in range(place.from_line, place.to_line + 1):
            yield f"{copy.name}:{number}: {found.term.id}: {' '.join(place.lines[number - place.first].split())}"
    yield from (f"{copy.name}: {found.term.id}: {_lack(found, phrase)}" for phrase in found.missing)


def _lack(found: Located, phrase: str) -> str:
    """What a copy does not have."""
    there = wording.listing([place_in_words(str(place)) for place in found.elsewhere], "and")
    return f'does not have the words "{phrase}", which stand in {there}' if there else f'lacks the words "{phrase}"'


def _data(found: Located) -> dict[str, Any]:
    return {
        "term": found.term.id,
        "at": list(map(str, found.term.at)),
        "places": [
            {
                "phrase": place.phrase,
                "section": place.section,
                "first_line": place.first,
                "last_line": place.last,
                "phrase_lines": [place.from_line, place.to_line],
                "clause": list(place.lines),
            }
            for place in found.places
        ],
        "missing": list(found.missing),
        "elsewhere": list(map(str, found.elsewhere)),
    }
