"""JSON: what machines read. ASCII only, keys in the order the documentation gives."""

from __future__ import annotations

import json

from checker.page import Page


def render(page: Page, width: int, color: bool) -> str:
    """The data of `page`."""
    return json.dumps(page.data, indent=2, ensure_ascii=True) + "\n"
