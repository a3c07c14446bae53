"""The kinds of value a file of ours may hold: each checks a value and describes itself to the JSON Schema and the docs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker.model import Citation
from checker.source import Where
from checker.vocabulary import Vocabulary

Found = Iterator[tuple[Where, str]]  # problems: where, and what was expected
Check = Callable[[Any, Where, Vocabulary], Found]

PHRASE_WORDS = 12
RELATIONS = ("above", "at-least", "below", "at-most")

_SLUG = re.compile(r"[a-z0-9]+(?:[.+-]{1,2}[a-z0-9]+)*\+?")
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|\d{4}")
_CITATION = re.compile(r"(?P<document>[a-z][a-z0-9-]*)(?: (?P<section>[^\s¶]+))?(?: ¶(?P<paragraph>[1-9]\d*))?")
_PLACE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class ValueKind:
    """A kind of value: how it is checked, its JSON Schema, and what it is called in messages and docs."""

    name: str
    check: Check
    schema: Callable[[Vocabulary], Mapping[str, Any]]


def cite(text: str) -> Citation | None:
    """Read `license 1.b ¶2`; None where it is not a citation."""
    match = _CITATION.fullmatch(text)
    if not match or not (match["section"] or match["paragraph"]):
        return None
    return Citation(match["document"], match["section"] or "", int(match["paragraph"]) if match["paragraph"] else None)


def nearest(word: object, words: Mapping[str, Any] | list[str]) -> str:
    """` (did you mean 'x'?)`, or nothing where no known word is near."""
    from difflib import get_close_matches

    close = get_close_matches(str(word), [str(one) for one in words], n=1, cutoff=0.6)
    return f" (did you mean '{close[0]}'?)" if close else ""


def matching(name: str, pattern: re.Pattern[str], example: str) -> ValueKind:
    """Text that fits `pattern`; `example` shows one."""

    def check(value: Any, where: Where, _: Vocabulary) -> Found:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            yield where, f"{name} was expected (such as {example}), not {shown(value)}"

    return ValueKind(name, check, lambda _: {"type": "string", "pattern": f"^(?:{pattern.pattern})$"})


def shown(value: Any) -> str:
    """A value as messages show it, short."""
    if isinstance(value, (dict, list)):
        return "a mapping" if isinstance(value, dict) else "a list"
    text = (
        {True: "true", False: "false", None: "nothing"}.get(value, str(value))
        if not isinstance(value, (int, str)) or isinstance(value, bool)
        else str(value)
    )
    return f"'{text[:60]}'" if value is not None else "nothing"


def _text(value: Any, where: Where, _: Vocabulary) -> Found:
    if not isinstance(value, str) or not value.strip():
        yield where, f"text was expected, not {shown(value)}"


def _boolean(value: Any, where: Where, _: Vocabulary) -> Found:
    if not isinstance(value, bool):
        yield where, f"true or false was expected, not {shown(value)}"


def _boolean_or_silent(value: Any, where: Where, _: Vocabulary) -> Found:
    if not isinstance(value, bool) and value != "silent":
        yield where, f"true, false or silent was expected, not {shown(value)}"


def _citation(value: Any, where: Where, _: Vocabulary) -> Found:
    if not isinstance(value, str) or cite(value) is None:
        yield where, f"a citation was expected (such as 'license 1.b.iv' or 'policy ¶36'), not {shown(value)}"


def _phrase(value: Any, where: Where, _: Vocabulary) -> Found:
    if not isinstance(value, str) or not value.strip():
        yield where, f"a phrase of the text was expected, not {shown(value)}"
    elif len(value.split()) > PHRASE_WORDS:
        yield where, f"the phrase has {len(value.split())} words, at most {PHRASE_WORDS} are quoted"


TEXT = ValueKind("text", _text, lambda _: {"type": "string", "minLength": 1})
BOOLEAN = ValueKind("true or false", _boolean, lambda _: {"type": "boolean"})
BOOLEAN_OR_SILENT = ValueKind("true, false or silent", _boolean_or_silent, lambda _: {"enum": [True, False, "silent"]})
SLUG = matching("an id", _SLUG, "llama-3.2-community")
DATE = matching("a date", _DATE, "2024-09-25")
URL = matching("a URL", re.compile(r"https?://\S+"), "https://example.org/license")
SHA256 = matching("a SHA-256", re.compile(r"[0-9a-f]{64}"), "64 hexadecimal digits")
DURATION = matching("a duration", re.compile(r"P(?:\d+[YMWD])+"), "P30D")
CODE = matching("a criterion id", re.compile(r"[A-Za-z][A-Za-z0-9.]*(?:-[A-Za-z0-9.]+)*"), "OSD-5")
CITATION = ValueKind(
    "a citation",
    _citation,
    lambda _: {
        "type": "string",
        "pattern": f"^(?:{_CITATION.pattern.replace('?P', '?')})$".replace("?<document>", "")
        .replace("?<section>", "")
        .replace("?<paragraph>", ""),
    },
)
PHRASE = ValueKind(f"a phrase of at most {PHRASE_WORDS} words", _phrase, lambda _: {"type": "string", "minLength": 1})


def word(section: str, extra: tuple[str, ...] = ()) -> ValueKind:
    """A word of the vocabulary's `section`, or one of `extra`."""

    def check(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
        words = vocabulary.words(section)
        if not isinstance(value, str) or (value not in words and value not in extra):
            yield where, f"a word of `{section}` was expected, not {shown(value)}{nearest(value, [*words, *extra])}"

    return ValueKind(f"a word of `{section}`", check, lambda v: {"enum": [*v.words(section), *extra]})


def either(*texts: str) -> ValueKind:
    """One of a few fixed words."""

    def check(value: Any, where: Where, _: Vocabulary) -> Found:
        if value not in texts:
            yield where, f"one of {', '.join(texts)} was expected, not {shown(value)}"

    return ValueKind(" or ".join(f"`{text}`" for text in texts), check, lambda _: {"enum": list(texts)})


def several(kind: ValueKind, bare: bool = False, other: tuple[str, ...] = ()) -> ValueKind:
    """A list of `kind`; with `bare` also a single one; with `other` also one of those words in place of a list."""

    def check(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
        if isinstance(value, str) and value in other:
            return
        if isinstance(value, list):
            if not value and bare:
                yield where, "an empty list says nothing"
            for i, one in enumerate(value):
                yield from kind.check(one, (*where, i), vocabulary)
        elif bare:
            yield from kind.check(value, where, vocabulary)
        else:
            yield where, f"a list was expected, not {shown(value)}" + (f" (or {', '.join(other)})" if other else "")

    def schema(vocabulary: Vocabulary) -> Mapping[str, Any]:
        one = kind.schema(vocabulary)
        options = [{"type": "array", "items": one}, *([one] if bare else []), *({"const": text} for text in other)]
        return options[0] if len(options) == 1 else {"anyOf": options}

    name = f"list of {kind.name}" + (f", or {kind.name}" if bare else "") + "".join(f", or `{text}`" for text in other)
    return ValueKind(name, check, schema)


def _place(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
    sets = vocabulary.sections["places"]["sets"]
    if not isinstance(value, str) or not (value in sets or value in vocabulary.sections["places"]["aliases"] or _PLACE.fullmatch(value)):
        yield where, f"a place was expected (ISO 3166 such as DE or US-CA, or {', '.join(sets)}), not {shown(value)}"


PLACE = ValueKind(
    "a place",
    _place,
    lambda v: {"anyOf": [{"enum": list(v.sections["places"]["sets"])}, {"type": "string", "pattern": f"^{_PLACE.pattern}$"}]},
)


def _territory(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
    if value in ("worldwide", "silent"):
        return
    if isinstance(value, dict) and set(value) in ({"only"}, {"except"}):
        key = next(iter(value))
        yield from several(PLACE).check(value[key], (*where, key), vocabulary)
    else:
        yield where, f"worldwide, silent, {{only: [places]}} or {{except: [places]}} was expected, not {shown(value)}"


TERRITORY = ValueKind(
    "worldwide, silent, {only: [places]} or {except: [places]}",
    _territory,
    lambda v: {
        "anyOf": [
            {"enum": ["worldwide", "silent"]},
            *(
                {
                    "type": "object",
                    "required": [key],
                    "additionalProperties": False,
                    "properties": {key: {"type": "array", "items": PLACE.schema(v)}},
                }
                for key in ("only", "except")
            ),
        ]
    },
)


def _limit(value: Any, where: Where, money: bool) -> Found:
    relations = [key for key in value if key in RELATIONS]
    for key in value:
        if key not in (*RELATIONS, *(("currency",) if money else ())):
            yield (*where, key), f"one of {', '.join(RELATIONS)}{' and currency' if money else ''} was expected, not '{key}'"
    if len(relations) != 1:
        yield where, f"exactly one of {', '.join(RELATIONS)} was expected"
    for key in relations:
        if not isinstance(value[key], int) or isinstance(value[key], bool) or value[key] < 0:
            yield (*where, key), f"a whole number was expected, not {shown(value[key])}"
    if money and not re.fullmatch(r"[A-Z]{3}", str(value.get("currency", ""))):
        yield where, "a sum of money needs its currency (ISO 4217, such as currency: USD)"


def _constraint(name: str, value: Any, where: Where, vocabulary: Vocabulary) -> Found:
    kind = vocabulary.value_kind(name)
    if kind in ("count", "money"):
        if isinstance(value, dict):
            yield from _limit(value, where, kind == "money")
        else:
            yield where, f"a threshold was expected (such as {{above: 700000000}}), not {shown(value)}"
        return
    if isinstance(value, dict):
        if set(value) != {"other-than"}:
            yield where, "a list of words, or {other-than: [words]}, was expected"
            return
        value, where = value["other-than"], (*where, "other-than")
    words = vocabulary.constraint_words(name)
    for i, one in enumerate(value if isinstance(value, list) else [value]):
        here = (*where, i) if isinstance(value, list) else where
        if kind == "place":
            yield from _place(one, here, vocabulary)
        elif words is None:
            yield from _text(one, here, vocabulary)
        elif not isinstance(one, str) or one not in words or one == "general":
            yield here, f"a word for `{name}` was expected, not {shown(one)}{nearest(one, words)}"
    if value == []:
        yield where, "an empty list says nothing"


def _condition(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
    clauses = value if isinstance(value, list) else [value]
    for i, clause in enumerate(clauses):
        here = (*where, i) if isinstance(value, list) else where
        if not isinstance(clause, dict) or not clause:
            yield here, f"constraints were expected (such as {{field: [military]}}), not {shown(clause)}"
            continue
        for name, values in clause.items():
            if name not in vocabulary.sections["constraints"]:
                yield (*here, name), f"'{name}' is no constraint{nearest(name, vocabulary.sections['constraints'])}"
            else:
                yield from _constraint(name, values, (*here, name), vocabulary)


def _condition_schema(vocabulary: Vocabulary) -> Mapping[str, Any]:
    return {"anyOf": [{"$ref": "#/$defs/clause"}, {"type": "array", "items": {"$ref": "#/$defs/clause"}}]}


def clause_schema(vocabulary: Vocabulary) -> Mapping[str, Any]:
    """The JSON Schema of one clause of a condition: what each constraint may be."""
    properties = {}
    for name, entry in vocabulary.sections["constraints"].items():
        if entry["value"] in ("count", "money"):
            limits: dict[str, Any] = {relation: {"type": "integer", "minimum": 0} for relation in RELATIONS}
            if entry["value"] == "money":
                limits["currency"] = {"type": "string", "pattern": "^[A-Z]{3}$"}
            properties[name] = {"type": "object", "properties": limits, "additionalProperties": False}
            continue
        words = vocabulary.constraint_words(name)
        one: Mapping[str, Any] = (
            PLACE.schema(vocabulary)
            if entry["value"] == "place"
            else {"enum": [w for w in words if w != "general"]}
            if words is not None
            else {"type": "string"}
        )
        many = {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
        properties[name] = {
            "anyOf": [
                *many["anyOf"],
                {"type": "object", "required": ["other-than"], "additionalProperties": False, "properties": {"other-than": many}},
            ]
        }
    return {"type": "object", "minProperties": 1, "additionalProperties": False, "properties": properties}


CONDITION = ValueKind("a condition", _condition, _condition_schema)
