"""JSON: what machines read. ASCII only, keys in the order the documentation gives."""

from __future__ import annotations

from checker.escape import json_text
from checker.page import Page


def render(page: Page, width: int, color: bool) -> str:
    """The data of `page`."""
    return json_text(page.data) + "\n"
