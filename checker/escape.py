"""Make text from strangers safe to print: nothing in it may steer a terminal, a log, or the markup around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from checker import later

_UNSAFE = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
_MARKDOWN = later.compile(r"([\\`*_{}\[\]<>#|~])")
_COMMAND = later.compile(r"^(\s*)(?=::)")  # GitHub takes a line that begins so for a command,
_OLD_COMMAND = later.compile(r"#(?=#(?:vso)?\[)")  # and this anywhere in a line, as Azure does
_JSON_COMMAND = later.compile(r"##(?=(?:vso)?\[)")
_NOT_XML = "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # compiled on first use: it takes 3 ms
_XML = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;", ord("'"): "&apos;"}
_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}  # what GitHub's runner takes back
_PROPERTY = {**_MESSAGE, ":": "%3A", ",": "%2C"}


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
    """`text` as Markdown that renders to itself, in a table cell too; `@name` calls nobody."""
    return _MARKDOWN.sub(r"\\\1", visible(text).replace("&", "&amp;")).replace("@", "@<!-- -->")


def xml(text: str) -> str:
    """`text` on one line of XML 1.0, in ASCII: as content, and between quotes."""
    kept = re.sub(_NOT_XML, lambda match: _shown(match.group()), visible(text))
    return kept.translate(_XML).encode("ascii", "xmlcharrefreplace").decode()


def uri(path: str) -> str:
    """A relative path with `/` as a relative URI reference: what is not plain is percent-encoded, bytes that are no UTF-8 as they were."""
    from urllib.parse import quote

    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a half of a pair that no file name can hold
        data = path.encode("utf-8", "backslashreplace")
    return quote(data, safe="/")


def command(name: str, message: str, **properties: object) -> str:
    """A workflow command of GitHub's: `::error file=a,line=1::message`. The message may have lines; empty properties are left out."""
    given = ",".join(f"{key}={_escaped(visible(str(value)), _PROPERTY)}" for key, value in properties.items() if value not in ("", None))
    said = "\n".join(visible(line) for line in message.split("\n"))
    return f"::{name}{' ' if given else ''}{given}::{_escaped(said, _MESSAGE)}"


def _escaped(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(c, c) for c in text)


def json_text(value: Any, indent: int | None = 2) -> str:
    """`value` as JSON, in ASCII. What a CI log would take for a command is written with an escape, which reads the same."""
    import json

    return _JSON_COMMAND.sub(r"#\\u0023", json.dumps(value, indent=indent, ensure_ascii=True))


def shown(value: Any) -> Any:
    """Plain data with every text made visible: for readers that print what they are given, or that refuse half a surrogate pair."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {visible(key): shown(item) for key, item in value.items()}
    return [shown(item) for item in value] if isinstance(value, list | tuple) else value
