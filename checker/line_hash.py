"""The hash of a line that GitHub's code scanning tells alerts apart by: as its upload action computes it from the file."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterator

BLOCK = 100  # characters, blanks and tabs aside, that a line's hash covers, from its beginning on into the next lines
_BASE = 37
_MASK = (1 << 64) - 1
_LEAVES = pow(_BASE, BLOCK, 1 << 64)
_END = 0xFFFF


def line_hashes(text: str) -> list[str]:
    """The hash of each line of `text`, the first at index 0, with a running number for lines whose hashes are the same."""
    units = list(_units(text))
    starts = [0, *(i + 1 for i, unit in enumerate(units) if unit == 10)]
    units += [_END, *[0] * BLOCK]
    wanted, hashes, value = set(starts), {}, 0
    for i, unit in enumerate(units):  # the hash of the BLOCK units from `start` is known once the last of them is in
        value = (value * _BASE + unit - (_LEAVES * units[i - BLOCK] if i >= BLOCK else 0)) & _MASK
        if (start := i - BLOCK + 1) in wanted:
            hashes[start] = value
    seen: Counter[int] = Counter()
    found = []
    for start in starts:
        seen[hashes[start]] += 1
        found.append(f"{hashes[start]:x}:{seen[hashes[start]]}")
    return found


def _units(text: str) -> Iterator[int]:
    """The UTF-16 code units that count: no blanks and tabs, every line end as one line feed."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    units = array("H", plain.encode(f"utf-16-{sys.byteorder[0]}e", "surrogatepass"))
    return (unit for unit in units if unit not in (32, 9))
