"""Findings that a project had when it began to look: written to a file once, so that only new ones fail."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from checker.given import UsageError
from checker.own_reports import ENTRY, baseline_text
from checker.report import OF_POLICY, Report, Result
from checker.source import Problem, SourceError, read_bytes
from checker.stock import put

HIDDEN = "in the baseline"
MOST_BYTES = 20_000_000  # some hundred thousand findings
MOST_TOLD = 3  # entries that a note names


def read_baseline(path: Path) -> Mapping[str, str]:
    """The fingerprints in a baseline, each with what is said of it, which is nothing in one of the first form. Raises SourceError."""
    import json

    content = read_bytes(path, MOST_BYTES)
    try:
        values: Any = json.loads(content)
    except (ValueError, RecursionError):
        values = None
    found = values.get("findings") if isinstance(values, dict) else None
    rows: list[Any] = [{"fingerprint": one} if isinstance(one, str) else one for one in found] if isinstance(found, list) else [None]
    if not all(isinstance(one, dict) and isinstance(one.get("fingerprint"), str) for one in rows):
        raise SourceError([Problem(str(path), 0, 0, "is no baseline: `modelterms audit --write-baseline FILE` makes one")])
    return {one["fingerprint"]: " of ".join(str(one[key]) for key in ("code", "model") if one.get(key)) for one in rows}


def save_baseline(path: Path, report: Report) -> None:
    """Write the findings that there are now, so that only new ones fail, but for those that an exception hides: they count again on the
    day it ends. Raises UsageError where the file cannot be written."""
    rows = [_entry(one, report.called) for one in report.results if one.code not in OF_POLICY and one.hidden in ("", HIDDEN)]
    rows.sort(key=lambda row: (row[1].lower(), row))
    once = {row[-1]: dict(zip(ENTRY, row, strict=True)) for row in rows}
    try:
        put(path, baseline_text(once.values()).encode("ascii"))
    except OSError as error:
        raise UsageError([f"--write-baseline {path}: cannot be written: {error.strerror}"]) from error


def _entry(one: Result, home: str) -> tuple[str, str, tuple[str, ...], str, str]:
    """A finding as the values of ENTRY. Like its fingerprint it is the same in a checkout of another name, and on another line."""
    return one.code, "." if one.model == f"./{home}" else one.model, one.licenses, one.place.path, one.fingerprint


def against(report: Report, known: Collection[str]) -> Report:
    """The report with the findings of a baseline hidden; what is wrong with the policy itself never is, or an exception would not end."""

    def hidden(one: Result) -> str:
        return one.hidden or (HIDDEN if one.fingerprint in known and one.code not in OF_POLICY else "")

    return report._replace(results=tuple(one._replace(hidden=hidden(one)) for one in report.results))


def gone(report: Report, known: Mapping[str, str]) -> str:
    """What must be said of the entries of a baseline that match nothing in the report of a whole project; "" where all do."""
    found = {one.fingerprint for one in report.results}
    left = [said for fingerprint, said in known.items() if fingerprint not in found]
    if not left:
        return ""
    named = list(filter(None, dict.fromkeys(left)))
    more = f" and {len(named) - MOST_TOLD} more" if len(named) > MOST_TOLD else ""
    which = f" ({', '.join(named[:MOST_TOLD])}{more})" if named else ""
    return f"{len(left)} of {len(known)} entries match nothing any more{which}; --write-baseline writes it anew"
