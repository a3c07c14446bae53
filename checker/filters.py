"""Which licenses a list is asked for: those with a threshold, with something about a place, a field, a publisher. All must hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from checker.covers import covers
from checker.model import Clause, Kind, License, Term, Values
from checker.names import fold, nearest
from checker.vocabulary import Vocabulary

LIMITING = (Kind.PROHIBITION, Kind.DUTY, Kind.POWER)
PLACES = ("established-in", "used-in")
Test = Callable[[License], bool]


class FilterError(Exception):
    """What a filter asks for is no word that a definition can hold. The message names the nearest."""


def cap(wanted: bool, vocabulary: Vocabulary) -> Test:
    """Licenses in which something hangs on a number: users, revenue, funding, people employed."""
    return lambda license: any(values.limit for _, clause in _clauses(license) for values in clause.values()) is wanted


def place(wanted: str, vocabulary: Vocabulary) -> Test:
    """Licenses in which something hangs on a seat in `wanted` or use there (an ISO code, EU, EEA), or in part of it. Raises FilterError."""
    code = vocabulary.place(wanted.upper())
    known = [*vocabulary.sections["places"]["sets"], *vocabulary.sections["places"]["countries"]]
    if code not in known and code.partition("-")[0] not in vocabulary.sections["places"]["countries"]:  # US-CA is part of one
        raise FilterError(f"--place: '{wanted}' is no ISO 3166 code, EU or EEA{nearest(code, known)}")
    asked = Values((code,))
    return lambda license: any(
        covers(name, clause[name], asked, vocabulary) for _, clause in _clauses(license) for name in PLACES if name in clause
    )


def field(wanted: str, vocabulary: Vocabulary) -> Test:
    """Licenses that ban a field of use, alone or with the group it is in. Raises FilterError."""
    words = [word for word in vocabulary.words("fields") if word != "general"]  # which no license bans
    if wanted not in words:
        raise FilterError(f"--field: '{wanted}' is no field of use{nearest(wanted, words)}; `modelterms list terms` shows them")
    asked = Values((wanted,))
    return lambda license: any(
        covers("field", clause["field"], asked, vocabulary)
        for term, clause in _clauses(license)
        if term.kind is Kind.PROHIBITION and "field" in clause
    )


def publisher(wanted: str, vocabulary: Vocabulary) -> Test:
    """Licenses of a publisher, by whole words of its name: `meta` is not MetaCarta."""
    return lambda license: publishes(license.publisher, wanted)


def publishes(name: str, wanted: str) -> bool:
    """Whether a publisher of this `name` is meant by `wanted`."""
    asked = set(_words(wanted))
    return bool(asked) and asked <= set(_words(name))


def _words(name: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(name)).split()


def _clauses(license: License) -> list[tuple[Term, Clause]]:
    return [(term, clause) for kind in LIMITING for term in license.of_kind(kind) for clause in term.when]


FILTERS: Mapping[str, Callable[[Any, Vocabulary], Test]] = {"cap": cap, "place": place, "field": field, "publisher": publisher}


def fitting(wanted: Mapping[str, Any], vocabulary: Vocabulary) -> Test:
    """The test that a license must pass for every filter in `wanted` (name to what is asked). Raises FilterError."""
    tests = [FILTERS[name](value, vocabulary) for name, value in wanted.items()]
    return lambda license: all(test(license) for test in tests)
