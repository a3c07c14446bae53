"""Reviewdog's diagnostic format (rdjson): comments on the lines of a change, wherever reviewdog can write them."""

from __future__ import annotations

from typing import Any

from checker.escape import json_text, markdown, shown
from checker.page import Page
from checker.report import ERROR, NOTE, WARNING, Place, Report, Result

OF_AUDIT = True
SILENT = True
SEVERITIES = {ERROR: "ERROR", WARNING: "WARNING", NOTE: "INFO"}


def render(page: Page, width: int, color: bool) -> str:
    """The findings that count."""
    report = page.audited("rdjson")
    diagnostics = [_diagnostic(one, report) for one in report.counted]
    return json_text(shown({"source": {"name": "modelterms"}, "diagnostics": diagnostics})) + "\n"


def _diagnostic(one: Result, report: Report) -> dict[str, Any]:
    """The message becomes a comment, which is Markdown."""
    related = [{"message": "Here too.", "location": _location(place, report)} for place in one.places[1:]]
    return {
        "message": markdown(one.sentences),
        "location": _location(one.place, report),
        "severity": SEVERITIES[one.severity],
        "code": {"value": one.code},
        **({"related_locations": related} if related else {}),
    }


def _location(place: Place, report: Report) -> dict[str, Any]:
    """The line alone: reviewdog counts columns in bytes of UTF-8, which takes the line to know."""
    return {"path": report.path(place.path), "range": {"start": {"line": place.line}}}
