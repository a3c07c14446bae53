"""JSON Lines: one finding a line, hidden ones too, for tools that read as they go. ASCII only."""

from __future__ import annotations

from checker.escape import json_text
from checker.page import Page

OF_AUDIT = True
SILENT = True
SCHEMA = "modelterms/finding/1"


def render(page: Page, width: int, color: bool) -> str:
    """The findings of the audit, each as in its JSON."""
    page.audited("jsonl")
    return "".join(json_text({"schema": SCHEMA, **one}, None) + "\n" for one in page.data["findings"])
