"""JavaScript and TypeScript, and other languages with their kind of strings and comments: keys, arguments, unions, `??` and `||`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.finders import lines
from checker.references import COMMENT, Spot
from checker.words import Words

SUFFIXES = (
    ".js",
    ".jsx",
    ".mjs",
    ".cjs",
    ".ts",
    ".tsx",
    ".mts",
    ".cts",
    ".svelte",
    ".vue",
    ".go",
    ".rs",
    ".java",
    ".kt",
    ".swift",
    ".cs",
    ".c",
    ".cc",
    ".cpp",
    ".h",
    ".hpp",
    ".rb",
    ".php",
    ".scala",
    ".dart",
    ".lua",
)
_BLOCK = re.compile(r"/\*.*?\*/", re.S)


def handles(path: str) -> bool:
    """Source of languages with `//` comments, minified files aside."""
    return path.endswith(SUFFIXES) and not path.endswith((".min.js", ".bundle.js"))


def spots(text: str, words: Words) -> Iterator[Spot]:
    """Strings under their key, variable or call; bare words are code, not names."""
    blocks = set()
    if "/*" in text:
        for match in _BLOCK.finditer(text):
            first = text.count("\n", 0, match.start()) + 1
            blocks |= set(range(first, first + match.group().count("\n") + 1))
    quoted = text.split("\n")
    for spot in lines.spots(text, words, comment="//"):
        if spot.line in blocks and not ("*/" in quoted[spot.line - 1] and spot.column > quoted[spot.line - 1].index("*/")):
            yield spot._replace(nature=COMMENT)
        elif (
            spot.nature == COMMENT
            or quoted[spot.line - 1][max(0, spot.column - 2) : spot.column - 1] in ("'", '"', "`")
            or "--" in "".join(spot.slot)
            or (" " in quoted[spot.line - 1][spot.column - 2 : spot.column - 1] and "`" in quoted[spot.line - 1])
        ):
            yield spot
