"""JSON: what machines read. ASCII only, keys in the order the documentation gives."""

from __future__ import annotations

import json
import re

from checker.page import Page

_COMMAND = re.compile(r"##(?=(?:vso)?\[)")


def render(page: Page, width: int, color: bool) -> str:
    """The data of `page`. What a CI log would take for a command is written with an escape, which reads the same."""
    return _COMMAND.sub(r"#\\u0023", json.dumps(page.data, indent=2, ensure_ascii=True)) + "\n"
