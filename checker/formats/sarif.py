"""SARIF 2.1.0, as GitHub's code scanning reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from checker.escape import json_text, markdown, shown, uri, visible
from checker.page import Page
from checker.report import ERROR, NOTE, SEVERITIES, WARNING, Place, Report, Result, Warned

OF_AUDIT = True
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"
LEVELS = {ERROR: "error", WARNING: "warning", NOTE: "note"}
PROBLEMS = {ERROR: "error", WARNING: "warning", NOTE: "recommendation"}  # how code scanning sorts
RELATED = 100  # places beside the first; code scanning refuses a result with more than a thousand


def render(page: Page, width: int, color: bool) -> str:
    """One run with every finding; those that do not count are suppressed, with the reason."""
    report = page.audited("sarif")
    rules = _rules(report)
    numbers = {rule["id"]: i for i, rule in enumerate(rules)}
    shared = Counter((one.code, one.place.path, one.place.line) for one in report.results)
    run = {
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": [_notification(one, report) for one in report.warnings]}
        ],
        "originalUriBaseIds": {ROOT: {"description": {"text": "Where the audit was started: the checkout."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, report, numbers, shared[one.code, one.place.path, one.place.line] == 1) for one in report.results],
    }
    driver = {"name": "modelterms", "version": visible(report.version), "rules": rules}
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, **shown(run)}]}) + "\n"


def _rules(report: Report) -> list[dict[str, Any]]:
    """One rule a code, at the level of its worst finding. Whose judgment it is can differ between findings, and stands at each."""
    found: dict[str, list[Result]] = {}
    for one in report.results:
        found.setdefault(visible(one.code), []).append(one)
    return [_rule(code, found[code]) for code in sorted(found)]


def _rule(code: str, results: list[Result]) -> dict[str, Any]:
    first = results[0]
    worst = min((one.severity for one in results), key=SEVERITIES.index)
    why, help = (next((text for one in results if (text := getattr(one, name))), "") for name in ("why", "help"))
    parts = [part for part in (why, help, f"More: modelterms explain {visible(first.explained) or code}") if part]
    return {
        "id": code,
        "shortDescription": {"text": _text(first.title or first.headline)},
        "fullDescription": {"text": _text(why or first.title or first.headline)},
        "help": {
            "text": _text(" ".join(parts)),
            "markdown": "\n\n".join(markdown(part) for part in parts),
        },
        "defaultConfiguration": {"level": LEVELS[worst]},
        "properties": {"tags": ["license", "ai-model"], "precision": "high", "problem.severity": PROBLEMS[worst]},
    }


def _result(one: Result, report: Report, numbers: dict[str, int], alone: bool) -> dict[str, Any]:
    """`alone`: no other finding of its code is in that line, so that the hash of the line tells it from all others."""
    found: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": numbers[visible(one.code)],
        "level": LEVELS[one.severity],
        "message": {"text": _text(one.sentences)},
        "locations": [_location(one.place, report)],
        "partialFingerprints": {
            "primaryLocationLineHash": (one.place.line_hash if alone else "") or f"{one.fingerprint}:1",
            "modelterms/v1": one.fingerprint,
        },
        "properties": {"model": one.model, "licenses": one.licenses, "sections": [str(because) for because in one.because]},
    }
    if len(one.places) > 1:
        found["relatedLocations"] = _related(one.places[1:], report)
    if one.hidden:
        found["suppressions"] = [{"kind": "external", "status": "accepted", "justification": one.hidden}]
    return found


def _related(places: Iterable[Place], report: Report) -> list[dict[str, Any]]:
    return [{"id": i, **_location(place, report), "message": {"text": "Here too."}} for i, place in enumerate(places, 1) if i <= RELATED]


def _location(place: Place, report: Report) -> dict[str, Any]:
    """A region ends behind the words it points at, on their first line; code scanning wants all four numbers."""
    length = max(len(place.text.split("\n", 1)[0]), 1)
    region = {"startLine": place.line, "startColumn": place.column, "endLine": place.line, "endColumn": place.column + length}
    return {"physicalLocation": {"artifactLocation": _artifact(place.path, report), "region": region}}


def _artifact(path: str, report: Report) -> dict[str, str]:
    return {"uri": uri(report.path(path)), "uriBaseId": ROOT}


def _notification(one: Warned, report: Report) -> dict[str, Any]:
    where = {"locations": [{"physicalLocation": {"artifactLocation": _artifact(one.path, report)}}]} if one.path else {}
    return {"level": "warning", "message": {"text": _text(str(one))}, **where}


def _text(text: str) -> str:
    """A message as SARIF has it: `{0}` stands for an argument there and `[x](y)` for a link, unless written so."""
    plain = visible(text).replace("{", "{{").replace("}", "}}")
    return plain.replace("[", "\\[").replace("]", "\\]") if "](" in plain else plain
