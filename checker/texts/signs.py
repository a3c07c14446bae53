"""Signs that are no words and yet say something: of money, percent, minus, fractions, ticks; and marks of what is struck out. Pure.

The hash of a text (prints.py) is that of its words. What signs stand at its numbers is held beside it, as a number for each document of a
definition that has any.
"""

from __future__ import annotations

import re
from binascii import crc32
from bisect import bisect_right
from collections.abc import Sequence

from checker.texts.fold import Words

UNSEEN = 0xFFFF  # the number of a document of which the text was not here when the others were counted
ROW = 4  # bytes: two of the name of a text, two of its signs
# fold.py puts the characters \x10 to \x18 in the place of signs that ASCII lacks.
_SIGN = re.compile(
    rb"[\x16\x17]|((?<![\w).,\]\x80-\xff$\\-])([-.<>]|\x15 )(?!(19|20)\d\d\b|\d+-)|(?<=\w )[<>]=? )?"
    rb"([$\x10-\x14] ?[-.]?)?\d+(([.,']\d+)*)(\\?%)?"
)
_GROUPED = re.compile(rb"([.']\d{3})*[,'](\d{3}[.,'])*\d{3}")  # a group of three behind a comma: `2.101` is a section
_STRUCK = re.compile(rb"[\x08\x18]|(?<!~)~~(?=\w)")


def struck(text: Words) -> list[int]:
    """The words at which something is struck out, hidden, or leads to another place than it shows."""
    return [max(bisect_right(text.starts, match.start()) - 1, 0) for match in _STRUCK.finditer(text.marked)]


def signs(marked: bytes) -> list[bytes]:
    """The numbers that have signs, with them; and ticks and crosses."""
    return [
        re.sub(rb"[ \\]", b"", one[0])
        for one in _SIGN.finditer(marked)
        if one[5] is None or one[1] or one[4] or one[7] or _GROUPED.fullmatch(one[5])
    ]


def row(name: tuple[str, str], signed: list[bytes] | None) -> bytes:
    """What is held of a text: its name, and a number for its signs, 0 where it has none; `UNSEEN` where they are not known."""
    number = UNSEEN if signed is None else crc32(b" ".join(signed)) % UNSEEN
    return (crc32(" ".join(name).encode()) & 0xFFFF).to_bytes(2, "big") + number.to_bytes(2, "big")


def fits(marked: bytes, names: Sequence[tuple[str, str]], held: bytes) -> bool:
    """Whether a text has the signs of the one that is so called; of those without a definition none are known."""
    for name in names:
        if name[1]:
            none, own = row(name, []), row(name, signs(marked))
            rows = {held[at : at + ROW] for at in range(0, len(held), ROW) if held[at : at + 2] == none[:2]} or {none}
            return own in rows or row(name, None) in rows
    return True
