"""Pairs of bytes that stand in texts again and again, each written as one byte that the texts have no use for.

What compresses the texts then sees further. What the signs stand for is a table: sign, first and second byte, in the order in which the
pairs were found; the later of them have earlier signs in them. Bytes in, bytes out, pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

MOST = 90  # signs: each costs a look through the whole text when it is read
_SIZE = 3


def learned(texts: Sequence[bytes]) -> bytes:
    """The table of the most common pairs of `texts`."""
    used = set[int]().union(*texts)
    table = b""
    for sign in [bytes((code,)) for code in range(256) if code not in used][:MOST]:
        counts = Counter[tuple[int, int]]()
        for text in texts:
            counts.update(pairwise(text))
        if not counts:
            break
        pair = bytes(max(counts, key=lambda pair: (counts[pair], pair)))
        texts = [text.replace(pair, sign) for text in texts]
        table += sign + pair
    return table


def joined(text: bytes, table: bytes) -> bytes:
    """`text`, one of those that the table was learned from, with signs."""
    for i in range(0, len(table), _SIZE):
        text = text.replace(table[i + 1 : i + _SIZE], table[i : i + 1])
    return text


def parted(written: bytes, table: bytes) -> bytes:
    """What `joined` was given. Raises nothing."""
    for i in range(len(table) - _SIZE, -1, -_SIZE):
        written = written.replace(table[i : i + 1], table[i + 1 : i + _SIZE])
    return written
