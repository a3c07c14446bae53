"""GitLab's Code Quality report: findings in the merge request, new ones told from old ones by their fingerprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from checker.escape import json_text, shown
from checker.page import Page
from checker.report import ERROR, NOTE, WARNING, Report

OF_AUDIT = True
SILENT = True
SEVERITIES = {ERROR: "major", WARNING: "minor", NOTE: "info"}


def render(page: Page, width: int, color: bool) -> str:
    """The findings that count, as the array that GitLab reads."""
    return json_text(shown(list(_issues(page.audited("gitlab"))))) + "\n"


def _issues(report: Report) -> Iterator[dict[str, Any]]:
    """GitLab drops an entry whose fingerprint another has: the second of a kind gets a number."""
    seen: Counter[str] = Counter()
    for one in report.counted:
        seen[one.fingerprint] += 1
        again = f":{seen[one.fingerprint]}" if seen[one.fingerprint] > 1 else ""
        yield {
            "description": " ".join(filter(None, (f"{one.told}.", one.help))),
            "check_name": one.code,
            "fingerprint": f"{one.fingerprint}{again}",
            "severity": SEVERITIES[one.severity],
            "location": {"path": report.path(one.place.path), "lines": {"begin": one.place.line}},
        }
