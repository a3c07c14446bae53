"""Findings that a project had when it began to look: written to a file once, so that only new ones fail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from checker.given import UsageError
from checker.report import OF_POLICY, Report, Result
from checker.source import Problem, SourceError
from checker.stock import put


def read_baseline(path: Path) -> frozenset[str]:
    """The fingerprints in a baseline. Raises SourceError."""
    from checker.source import load

    document = load(path)
    values: Any = document.value
    found = values.get("findings") if isinstance(values, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise SourceError([Problem(str(path), 0, 0, "is no baseline: `modelterms audit --write-baseline FILE` makes one")])
    return frozenset(found)


def save_baseline(path: Path, report: Report) -> None:
    """Write the findings that there are now, so that only new ones fail. Raises UsageError where the file cannot be written."""
    values = {
        "schema": "modelterms/baseline/1",
        "findings": sorted({one.fingerprint for one in report.results if one.code not in OF_POLICY}),
    }
    try:
        put(path, (json.dumps(values, indent=2) + "\n").encode("ascii"))
    except OSError as error:
        raise UsageError([f"--write-baseline {path}: cannot be written: {error.strerror}"]) from error


def against(report: Report, known: frozenset[str]) -> Report:
    """The report with the findings of a baseline hidden; what is wrong with the policy itself never is, or an exception would not end."""

    def hidden(one: Result) -> str:
        return one.hidden or ("in the baseline" if one.fingerprint in known and one.code not in OF_POLICY else "")

    return report._replace(results=tuple(one._replace(hidden=hidden(one)) for one in report.results))
