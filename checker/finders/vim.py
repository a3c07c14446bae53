"""Vim script: as other languages with keys and strings, but that `"` begins a line of comment and `\\` one that goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker import later
from checker.finders import javascript
from checker.references import COMMENT, Spot
from checker.words import Words

_BEGINS = later.compile(r"^([ \t]*)[\"\\]", re.M)


def handles(name: str) -> bool:
    """What Vim runs."""
    return name.endswith((".vim", ".vimrc"))


def spots(text: str, words: Words) -> Iterator[Spot]:
    """What `javascript` yields where the signs that begin a line are spaces."""
    said = {number for number, line in enumerate(text.split("\n"), 1) if line.lstrip()[:1] == '"'}
    for spot in javascript.spots(_BEGINS.sub(r"\1 ", text), words):
        yield spot._replace(nature=COMMENT) if spot.line in said else spot
