"""Make text from strangers safe to print: nothing in it may steer a terminal, a log, or the markup around it."""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_COMMAND = re.compile(r"^(\s*)(?=::)")  # GitHub takes a line that begins so for a command,
_OLD_COMMAND = re.compile(r"#(?=#(?:vso)?\[)")  # and this anywhere in a line, as Azure does


def visible(text: str) -> str:
    """`text` on one line, with control, escape, bidi and other invisible characters shown as `\\x1b` or `\\u202e`.

    What a CI log would take for a command (`::error`, `##[group]`) gets a mark that breaks it.
    """
    plain = text.isascii() and text.isprintable()
    shown = text if plain else "".join(_shown(c) if unicodedata.category(c) in _UNSAFE else c for c in text)
    return safe_line(_OLD_COMMAND.sub(r"#\\", shown))


def safe_line(text: str) -> str:
    """A line of output, such as may come of breaking longer text, that a CI log does not take for a command."""
    return _COMMAND.sub(r"\1\\", text)


def _shown(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def markdown(text: str) -> str:
    """`text` as Markdown that renders to itself, in a table cell too."""
    return _MARKDOWN.sub(r"\\\1", visible(text).replace("&", "&amp;"))
