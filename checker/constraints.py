"""The kinds of value that conditions are made of: places, thresholds, words of a constraint, and conditions themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from checker import later
from checker.kinds import TEXT, Found, ValueKind, several, shortened, shown
from checker.names import nearest
from checker.source import AT_KEY, Where
from checker.vocabulary import Vocabulary

RELATIONS = ("above", "at-least", "below", "at-most")

_PLACE = later.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")


def _place(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
    places = vocabulary.sections["places"]
    known = isinstance(value, str) and (value in places["sets"] or value in places["aliases"] or _is_code(value, places["countries"]))
    if not known:
        yield where, f"a place was expected (ISO 3166 such as DE or US-CA, or {', '.join(places['sets'])}), not {shown(value)}"


def _is_code(value: str, countries: Any) -> bool:
    return bool(_PLACE.fullmatch(value)) and value.partition("-")[0] in countries


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
    known = (*RELATIONS, "currency") if money else RELATIONS
    for key in value:
        if key not in known:
            yield (*where, key, AT_KEY), f"one of {', '.join(known)} was expected, not '{shortened(key)}'"
    if len(relations) != 1:
        yield where, f"exactly one of {', '.join(RELATIONS)} was expected, not {' and '.join(relations) or 'nothing'}"
    for key in relations:
        if not isinstance(value[key], int) or isinstance(value[key], bool) or value[key] < 0:
            yield (*where, key), f"a whole number, 0 or more, was expected, not {shown(value[key])}"
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
            yield from TEXT.check(one, here, vocabulary)
        elif not isinstance(one, str) or one not in words or one == "general":
            near = " (which stands in the profile of a user alone)" if one == "general" else nearest(one, words)
            yield here, f"a word for `{name}` was expected, not {shown(one)}{near}"
    if value == []:
        yield where, "an empty list says nothing"


def _condition(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
    if value == []:
        yield where, "an empty list says nothing"
    clauses = value if isinstance(value, list) else [value]
    for i, clause in enumerate(clauses):
        here = (*where, i) if isinstance(value, list) else where
        if not isinstance(clause, dict) or not clause:
            yield here, f"constraints were expected (such as {{field: [military]}}), not {shown(clause)}"
            continue
        for name, values in clause.items():
            if name not in vocabulary.sections["constraints"]:
                yield (*here, name, AT_KEY), f"'{shortened(name)}' is no constraint{nearest(name, vocabulary.sections['constraints'])}"
            else:
                yield from _constraint(name, values, (*here, name), vocabulary)


def _condition_schema(vocabulary: Vocabulary) -> Mapping[str, Any]:
    return {"anyOf": [{"$ref": "#/$defs/clause"}, {"type": "array", "items": {"$ref": "#/$defs/clause"}}]}


CONDITION = ValueKind("a condition", _condition, _condition_schema)
