"""The JSON Schemas of the files that people write, for editors, and the tables of their keys: for the docs, no part of the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.constraints import PLACE, RELATIONS
from checker.rules import RULESET
from checker.schema import (
    COUNTED,
    DEFINED,
    DOCUMENT,
    DUTY,
    FAMILY,
    GRANT,
    LAW,
    LICENSE,
    NOTICE,
    OWNS,
    PERMISSION,
    POWER,
    PROHIBITION,
    Table,
    table_schema,
)
from checker.vocabulary import Vocabulary

TABLES: Mapping[str, tuple[str, Table]] = {
    "definition": ("A license definition", LICENSE),
    "document": ("A document", DOCUMENT),
    "grant": ("The grant", GRANT),
    "owns": ("Ownership", OWNS),
    "law": ("Law", LAW),
    "defined": ("A defined word", DEFINED),
    "permission": ("A permission", PERMISSION),
    "prohibition": ("A prohibition", PROHIBITION),
    "duty": ("A duty", DUTY),
    "power": ("A power", POWER),
    "counted": ("How a threshold is counted", COUNTED),
    "notice": ("A fixed notice", NOTICE),
    "family": ("A family, or another name that is not one license (`licenses/families/`)", FAMILY),
}


def license_schema(vocabulary: Vocabulary) -> Mapping[str, Any]:
    """The JSON Schema (draft 2020-12) of a license definition, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "modelterms license definition",
        **table_schema(LICENSE, vocabulary),
        "$defs": {"clause": clause_schema(vocabulary)},
    }


def family_schema(vocabulary: Vocabulary) -> Mapping[str, Any]:
    """The JSON Schema (draft 2020-12) of a family, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "modelterms family of licenses",
        **table_schema(FAMILY, vocabulary),
    }


def ruleset_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a rule set, for editors. Conditions are checked by the program alone."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "modelterms rule set",
        **table_schema(RULESET, vocabulary),
        "$defs": {"clause": clause_schema(vocabulary)},
    }


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
