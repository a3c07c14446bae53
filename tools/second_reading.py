#!/usr/bin/env python3
"""How far a second reading of each AI license agrees with its definition: what docs/catalogue-quality.md shows.

Usage: second_reading.py [ID ...]: the facts that one of the two readings alone has; without ids the counts of all.
A fact is a word of the vocabulary that a reading has anywhere among its terms of one kind.
The second readings stand in docs/second-readings/ as they were first written, and stay so.
"""

from __future__ import annotations

import pathlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from checker import source
from checker.catalogue import inherit
from checker.shelf import Shelf

READINGS = ROOT / "docs" / "second-readings"
DATA = ROOT / "docs" / "data" / "second_readings.yaml"
KINDS = {
    "permission": "permission",
    "prohibition": "prohibition without condition",
    "field": "field of use",
    "limit": "limit",
    "duty": "duty",
    "power": "power",
    "grant": "grant",
    "owns": "ownership",
}
FRAME = {"grant": ("territory", "royalty", "transferable", "exclusive", "revocable"), "owns": ("derivative", "output")}
OFTEN = 3  # a word is shown where the readings differ on it in so many licenses

Facts = frozenset[tuple[str, str]]


class Reading(NamedTuple):
    """A second reading: what it holds, and how each difference from the definition was settled."""

    id: str
    reader: int
    facts: Facts
    settled: tuple[tuple[str, ...], ...]  # kind, word, where, who was right, why


class Table(NamedTuple):
    """Cells in which both readings have a word, the definition alone, the second reading alone, neither."""

    both: int
    first: int
    second: int
    neither: int

    @property
    def cells(self) -> int:
        return sum(self)

    @property
    def agreement(self) -> float:
        return (self.both + self.neither) / self.cells

    @property
    def kappa(self) -> float:
        """Cohen's kappa: the agreement beyond the one that chance would bring."""
        one, other = self.both + self.first, self.both + self.second
        chance = (one * other + (self.cells - one) * (self.cells - other)) / self.cells**2
        return (self.agreement - chance) / (1 - chance) if chance < 1 else 1.0


def described(word: str) -> str:
    """What the vocabulary says of a word that stands in one of its lists."""
    vocabulary = Shelf().vocabulary
    held = (vocabulary.words(section) for section in ("duties", "fields", "actions", "powers"))
    return next(str(words[word]["description"]) for words in held if word in words)


def several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def told(value: Any) -> str:
    """A value in one line, whatever the order of its words."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {told(one)}" for key, one in sorted(value.items()))
    return " ".join(sorted(map(told, value))) if isinstance(value, list) else str(value).lower() if isinstance(value, bool) else str(value)


def facts(values: Mapping[str, Any]) -> Facts:
    """The facts of a definition, or of anything that has its terms."""
    return frozenset(_facts(values))


def _facts(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for frame, keys in FRAME.items():
        held = values.get(frame) or {}
        yield from ((frame, f"{key} {told(held[key])}") for key in keys if key in held)
    for term in values.get("permissions") or ():
        yield from (("permission", action) for action in several(term.get("actions")))
    for term in values.get("prohibitions") or ():
        if not term.get("when"):
            yield from (("prohibition", action) for action in several(term.get("actions")))
        for way in several(term.get("when")):
            for name, value in way.items():
                yield from (("field", told(one)) if name == "field" else ("limit", f"{name} {told(one)}") for one in several(value))
    for kind, terms in (("duty", "duties"), ("power", "powers")):
        yield from ((kind, str(term[kind])) for term in values.get(terms) or ())


def first(id: str) -> Facts:
    """The facts of a definition, with what it takes over from another."""
    return facts(_whole(id))


def _whole(id: str) -> Mapping[str, Any]:
    values: Mapping[str, Any] = source.load(ROOT / "licenses" / f"{id}.yaml").value
    return inherit(values, _whole(values["extends"])) if "extends" in values else values


def seconds() -> list[Reading]:
    return [second(path.stem) for path in sorted(READINGS.glob("*.yaml"))]


def second(id: str) -> Reading:
    values = source.load(READINGS / f"{id}.yaml").value
    held = frozenset((kind, str(word)) for kind in KINDS for word in values.get(kind) or ())
    lines = tuple(tuple(part.strip() for part in line.split(" | ")) for line in values.get("settled") or ())
    return Reading(values["id"], values["reader"], held, lines)


def tables(pairs: Iterable[tuple[Facts, Facts]]) -> dict[str, Table]:
    """Per kind: every license by every word of the kind that occurs in either reading of any license."""
    pairs = list(pairs)
    result = {}
    for kind in KINDS:
        ones = [({word for k, word in a if k == kind}, {word for k, word in b if k == kind}) for a, b in pairs]
        words = set().union(*(a | b for a, b in ones))
        both, one, other = (sum(len(part(a, b)) for a, b in ones) for part in (set.intersection, set.difference, lambda a, b: b - a))
        result[kind] = Table(both, one, other, len(words) * len(pairs) - both - one - other)
    return result


def report() -> str:
    """docs/catalogue-quality.md."""
    readings = seconds()
    pairs = {one.id: (first(one.id), one.facts) for one in readings}
    data = source.load(DATA).value
    words = [(f"`{word}`", read, described(word)) for word, read in data["words"].items()]
    parts = [
        "# The quality of the catalogue",
        data["intro"].format(readings=len(readings), silent=sum(not one.settled for one in readings)),
        "## Agreement per kind of term",
        data["cells"],
        _kinds(tables(pairs.values())),
        data["before"],
        _readers(readings, pairs, data),
        "## What this does not show",
        _list(data["limits"]),
        "## Who was right",
        "A line settles one difference, or several of one sort in one license.",
        _settled(readings),
        *data["differences"],
        "## Words that two readers read two ways",
        "What the word was taken for, and its description, sharpened since.",
        _rows(("word", "was read as", "now"), words),
        f"Words on which the readings differ in {OFTEN} licenses or more, today:",
        _words(pairs),
        "## Open",
        _list(data["open"]),
        "## AI licenses without a second reading",
        _list(f"`{id}`: {why}." for id, why in data["without"].items()) or "None.",
    ]
    return "\n\n".join(parts) + "\n"


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _rows(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [[str(cell).replace("|", "\\|") for cell in row] for row in (header, ("---",) * len(header), *rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _kinds(of: Mapping[str, Table]) -> str:
    return _rows(
        ("kind", "cells", "both", "first alone", "second alone", "agreement", "kappa"),
        [
            (KINDS[kind], one.cells, one.both, one.first, one.second, f"{100 * one.agreement:.2f} %", f"{one.kappa:.3f}")
            for kind, one in of.items()
        ],
    )


def _readers(readings: list[Reading], pairs: Mapping[str, tuple[Facts, Facts]], data: Mapping[str, Any]) -> str:
    rows = []
    for one in data["readers"]:
        ids = [reading.id for reading in readings if reading.reader == one["reader"]]
        now = (
            sum(len(pairs[id][0] & pairs[id][1]) for id in ids),
            sum(len(pairs[id][0] - pairs[id][1]) for id in ids),
            sum(len(pairs[id][1] - pairs[id][0]) for id in ids),
        )
        rows.append((one["reader"], len(ids), *one["before"], *now, one.get("note", "")))
    total = tuple(sum(row[n] for row in rows) for n in range(1, 8))
    return _rows(
        ("reader", "licenses", "both, before", "first alone", "second alone", "both, today", "first alone", "second alone", "note"),
        [*rows, ("all", *total, "")],
    )


def _settled(readings: list[Reading]) -> str:
    who = Counter((line[0], line[3]) for one in readings for line in one.settled)
    kinds = Counter(kind for kind, _ in who.elements())
    answers = ("first", "second", "both possible")
    named = [kind for kind in KINDS if kind in kinds]
    rest = [kind for kind in kinds if kind not in KINDS]
    rows = [(KINDS[kind], *(who[kind, one] for one in answers)) for kind in named]
    rows.append(("of several kinds", *(sum(who[kind, one] for kind in rest) for one in answers)))
    return _rows(("kind", *answers), [*rows, ("all", *(sum(row[n] for row in rows) for n in (1, 2, 3)))])


def _words(pairs: Mapping[str, tuple[Facts, Facts]]) -> str:
    one = Counter(fact for a, b in pairs.values() for fact in a - b)
    other = Counter(fact for a, b in pairs.values() for fact in b - a)
    both = Counter(fact for a, b in pairs.values() for fact in a & b)
    often = sorted((fact for fact in one | other if (one + other)[fact] >= OFTEN), key=lambda fact: (-(one + other)[fact], fact))
    return _rows(
        ("kind", "word", "both", "first alone", "second alone"),
        [(KINDS[fact[0]], f"`{fact[1]}`", both[fact], one[fact], other[fact]) for fact in often],
    )


def main() -> int:
    for id in sys.argv[1:]:
        a, b = first(id), second(id).facts
        print(f"{id}: both {len(a & b)}, first alone {len(a - b)}, second alone {len(b - a)}")
        for who, alone in (("first", a - b), ("second", b - a)):
            for kind, word in sorted(alone):
                print(f"  {who}: {KINDS[kind]} {word}")
    if not sys.argv[1:]:
        print(_kinds(tables((first(one.id), one.facts) for one in seconds())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
