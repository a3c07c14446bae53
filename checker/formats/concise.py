"""One line a finding: what a pipe gets."""

from __future__ import annotations

from checker.escape import visible
from checker.page import Page

SILENT = True


def render(page: Page, width: int, color: bool) -> str:
    """The lines of `page`, whatever the width."""
    return "".join(f"{visible(line)}\n" for line in page.lines)
