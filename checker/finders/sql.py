"""SQL: strings of statements, under the column they are set to or compared with. Defaults, seeds and migrations name models too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker import later
from checker.finders import lines
from checker.needs import possible
from checker.references import COMMENT, Spot
from checker.words import Words

_STRING = later.compile(r"'(?P<text>(?:[^'\n]|'')*)'")
_LONGEST = 300  # characters of a string that may be a name
_COMPARED = later.compile(r"""(?P<column>[A-Za-z_]\w{0,60})["`\]]?\s{0,20}(?:<>|!?=|\bI?LIKE|\bIN\s{0,5}\()\s{0,20}$""", re.I)
_DEFAULTED = later.compile(r"""(?:^\s*|\bCOLUMN\s+)["`\[]?(?P<column>[A-Za-z_]\w{0,60})["`\]]?\s[^,']{0,80}\bDEFAULT\s{0,20}$""", re.I)


def handles(name: str) -> bool:
    """SQL."""
    return name.lower().endswith(".sql")


def spots(text: str, words: Words) -> Iterator[Spot]:
    """Every string that may be a name."""
    number = at = 0
    for match in _STRING.finditer(text):
        if len(match["text"]) > _LONGEST or not possible(match["text"], words):
            continue
        number += text.count("\n", at, match.start())
        at = match.start()
        begin = text.rfind("\n", 0, at) + 1
        before = text[max(begin, at - lines.LONG) : at]
        if "--" in before:
            yield from lines.words_of(match["text"], number + 1, at - begin + 2, (), COMMENT, words)
            continue
        column = _COMPARED.search(before[-120:]) or _DEFAULTED.search(before[-200:])
        yield Spot(number + 1, at - begin + 2, match["text"], (column["column"],) if column else ())
