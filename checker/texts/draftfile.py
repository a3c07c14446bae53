"""A draft as the YAML file that a person finishes: one term a line, each with how sure it is, and what to look at on top."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from checker.texts.draft import Draft
from checker.texts.found import PLURAL
from checker.texts.signals import CONFIDENCE

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9.-]*")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
ORDER = ("actions", "duty", "power", "of", "when", "unless", "counted", "qualified", "upon", "text", "where", "how", "to", "under", "at")


def lines(draft: Draft, named: str) -> Iterator[str]:
    """Yield the lines of the definition; `named` says which text it was read off."""
    values = draft.values
    counts = Counter(one.confidence for one in draft.found)
    graded = ", ".join(f"{counts[grade]} {grade}" for grade in CONFIDENCE if counts[grade]) or "none"
    yield f"# A draft, read off {scalar(named)} by patterns: {len(draft.found)} terms ({graded}). No person has looked at it."
    yield "# To finish it: read the text to its end, correct every term, and take `certainty` and `note` off those that are right; move"
    yield "# what the text says nothing about from `undecided` to `silent`; fill in publisher and documents; take `draft: true` out."
    for note in draft.look:
        yield f"# look: {_one_line(note)}"
    for key, value in values.items():
        if key in PLURAL.values():
            yield ""
            yield f"{key}:" if value else f"{key}: []"
            grades = {one.values["id"]: one.confidence for one in draft.found}
            for term in value:
                yield f"  - {flow(_ordered(term))}  # {grades[term['id']]}"
        elif key == "documents":
            yield "documents:"
            yield from (f"  {name}: {flow(one)}" for name, one in value.items())
        else:
            yield f"{key}: {flow(value)}"


def flow(value: Any) -> str:
    """A value in YAML's flow style, on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def scalar(value: Any) -> str:
    """A scalar as YAML 1.1 and 1.2 both read it: text that could be anything else stands in quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False) if text.isprintable() else f'"{"".join(map(_escaped, text))}"'


def _escaped(sign: str) -> str:
    """A character inside double quotes; what cannot be seen by its number."""
    if sign in '"\\':
        return f"\\{sign}"
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"


def _ordered(term: Mapping[str, Any]) -> dict[str, Any]:
    known = ["id", *(key for key in ORDER if key in term)]
    return {key: term[key] for key in (*known, *(key for key in term if key not in known))}


def _one_line(text: str) -> str:
    return " ".join(text.split())
