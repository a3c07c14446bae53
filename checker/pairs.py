"""Pairs of bytes that stand in a text again and again, each written as one byte that the text has no use for.

What compresses the text then sees further. The form is a line of what the signs stand for, in their order (`sign`, `first`, `second`),
and the text. Bytes in, bytes out, pure.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

MOST = 90  # signs: more save little, and each costs a look through the whole text when it is read
_SIZE = 3


def joined(body: bytes) -> bytes:
    """`body` with signs for its most common pairs, the later of pairs of signs. It must have no line feed (ValueError)."""
    if b"\n" in body:
        raise ValueError("a line feed ends the table")
    free = [bytes((code,)) for code in range(256) if code not in body and code != ord("\n")]
    table = b""
    for sign in free[:MOST]:
        counts = Counter(pairwise(body))
        if not counts:
            break
        pair = bytes(max(counts, key=lambda pair: (counts[pair], pair)))
        body = body.replace(pair, sign)
        table += sign + pair
    return table + b"\n" + body


def parted(written: bytes) -> bytes:
    """What `joined` was given. Raises nothing."""
    table, _, body = written.partition(b"\n")
    for i in range(len(table) - _SIZE, -1, -_SIZE):
        body = body.replace(table[i : i + 1], table[i + 1 : i + _SIZE])
    return body
