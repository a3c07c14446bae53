"""Build the objects of the model from plain values whose shape has been checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from checker.lazy import Made
from checker.model import Basis, Citation, Clause, Condition, Criterion, Kind, License, Rule, RuleSet, Term, Text
from checker.vocabulary import Vocabulary, build_values

Plain = Mapping[str, Any]

_TERM_LISTS = {Kind.PERMISSION: "permissions", Kind.PROHIBITION: "prohibitions", Kind.DUTY: "duties", Kind.POWER: "powers"}
_ABOUT = {Kind.PERMISSION: "actions", Kind.PROHIBITION: "actions", Kind.DUTY: "duty", Kind.POWER: "power"}
_TERM_KEYS = frozenset(("id", "at", "phrase", "certainty", "note", "of", "when", "unless", "actions", "duty", "power"))
_FACTS = ("covers", "excludes", "grant", "owns", "law", "recipients", "later-versions", "defines", "boilerplate")
_OPERATORS = ("permits", "prohibits", "requires", "empowers")


def build_license(values: Plain, vocabulary: Vocabulary) -> License:
    """Build a License from the values of a checked definition, inherited terms included."""
    return License(
        id=values["id"],
        name=values["name"],
        publisher=values["publisher"],
        texts=tuple(_text(name, one) for name, one in values["documents"].items()),
        terms=Made({kind: values.get(name) or () for kind, name in _TERM_LISTS.items()}, lambda one, kind: _term(one, kind, vocabulary)),
        silent=frozenset(values.get("silent") or ()),
        undecided=frozenset(values.get("undecided") or ()),
        names=(*(values.get("tags") or ()), *(values.get("aliases") or ())),
        spdx=values.get("spdx", ""),
        released=str(values.get("released", "")),
        reviewed=str(values.get("reviewed", "")),
        unread=bool(values.get("unread", False)),
        draft=bool(values.get("draft", False)),
        notes=tuple(values.get("notes") or ()),
        facts={key: values[key] for key in _FACTS if key in values},
    )


def build_gists(table: Plain, vocabulary: Vocabulary) -> list[License]:
    """Every license of a table of gists (gists.py), as far as what it allows: without names, places and phrases.

    Terms that say the same are one object, whose id is the number of its gist: no two terms of one license have the same.
    """
    gists = table["terms"]
    built: dict[tuple[Kind, int], Term] = {}

    def make(number: int, kind: Kind) -> Term:
        term = built.get((kind, number))
        if term is None:
            gist = {"id": str(number), **gists[number % len(gists)], "at": (), "phrase": ()}
            term = built[kind, number] = _term(gist, kind, vocabulary)
        return term

    return [
        License(
            id,
            "",
            "",
            tuple([Text("", title, False, "") for title in frame.get("missing", ())]),
            Made(dict(zip(_TERM_LISTS, rows, strict=True)), make),
            frozenset(frame.get("silent", ())),
            frozenset(frame.get("undecided", ())),
            unread=bool(frame.get("unread", False)),
            draft=bool(frame.get("draft", False)),
        )
        for id, (*rows, frame) in table["licenses"].items()
    ]


def _text(name: str, one: Plain) -> Text:
    return Text(
        name,
        one["title"],
        one["text"] == "held",
        one["version"],
        one.get("url", ""),
        one.get("sha256", ""),
        one.get("held_as", ""),
        one.get("incorporated_by", ""),
    )


def _term(one: Plain, kind: Kind, vocabulary: Vocabulary) -> Term:
    given = one.get
    when, unless = given("when"), given("unless")
    return Term(  # by place: a catalogue has thousands of them
        one["id"],
        kind,
        texts(one[_ABOUT[kind]]),
        tuple(map(citation, texts(one["at"]))),
        texts(one["phrase"]),
        texts(one["of"]) if "of" in one else (),
        condition(when, vocabulary) if when else (),
        condition(unless, vocabulary) if unless else (),
        given("certainty") == "contested",
        given("note", ""),
        {name: one[name] for name in one if name not in _TERM_KEYS} if len(one) > 4 else {},
    )


def condition(raw: Any, vocabulary: Vocabulary) -> Condition:
    """Build a condition: a mapping is one clause, a list of mappings is any of them."""
    if not raw:
        return ()
    clauses = raw if isinstance(raw, list) else [raw]
    return tuple(_clause(one, vocabulary) for one in clauses)


def _clause(raw: Plain, vocabulary: Vocabulary) -> Clause:
    result = {}
    for name, one in raw.items():
        values = build_values(one)
        if vocabulary.value_kind(name) == "place":
            values = type(values)(tuple(vocabulary.place(place) for place in values.words), values.other_than)
        result[name] = values
    return result


@lru_cache(maxsize=4096)
def citation(text: str) -> Citation:
    """Build a Citation from text that is known to be one."""
    head, _, paragraph = text.partition("¶")
    document, _, section = head.strip().partition(" ")
    return Citation(document, section.strip(), int(paragraph) if paragraph else None)


def texts(raw: Any) -> tuple[str, ...]:
    """A list, or a single value, as a tuple of text."""
    if raw.__class__ is str:  # as most are
        return (raw,)
    return tuple(map(str, raw)) if isinstance(raw, (list, tuple)) else (str(raw),)


def build_ruleset(values: Plain) -> RuleSet:
    """Build a RuleSet from the values of a checked rule set file."""
    return RuleSet(
        id=values["id"],
        title=values["title"],
        version=str(values.get("version", "")),
        url=values.get("url", ""),
        summary=values.get("summary", ""),
        criteria=tuple(_criterion(one) for one in values["criteria"]),
    )


def _criterion(one: Plain) -> Criterion:
    return Criterion(
        id=one["id"],
        name=one["name"],
        title=one["title"],
        severity=one.get("severity", "error"),
        why=one["why"],
        help=one["help"],
        fails_when=rule(one["fails_when"]) if "fails_when" in one else None,
        contested_when=rule(one["contested_when"]) if "contested_when" in one else None,
        release=bool(one.get("release", False)),
        listed=texts(one.get("listed", ())),
        listed_source=one.get("listed_source", ""),
        examples={verdict: texts(ids) for verdict, ids in one.get("examples", {}).items()},
    )


def rule(raw: Plain) -> Rule:
    """Build the rule that a mapping with one operator (and perhaps `basis`, `readings`) stands for."""
    basis = Basis(raw["basis"]["kind"], raw["basis"].get("source", "")) if "basis" in raw else None
    readings = raw.get("readings", {})
    for operator in ("all", "any"):
        if operator in raw:
            return Rule(operator, parts=tuple(rule(one) for one in raw[operator]), basis=basis, readings=readings)
    if "not" in raw:
        return Rule("not", parts=(rule(raw["not"]),), basis=basis, readings=readings)
    if "criterion" in raw:
        return Rule("criterion", {"id": raw["criterion"]}, basis=basis, readings=readings)
    operator = next(name for name in _OPERATORS if name in raw)
    return Rule(operator, raw[operator], basis=basis, readings=readings)
