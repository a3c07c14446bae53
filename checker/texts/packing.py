"""Writes the file of fingerprints that stored.py reads, column by column. Only tools ask: the wheel is without it. Pure."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from checker.texts.prints import HASH, LENGTH, MOST_WORDS, TITLE, Form, Known, digest, grain, pieces
from checker.texts.stored import HASH_BITS, LONG, MAGIC

NUMBERS = 0x10000  # of pieces that there can be in the list
SHORTEST_RUN = 2  # pieces that are taken from the list rather than written once more


def _planes(code: str, numbers: Iterable[int]) -> bytes:
    """A column of numbers for the file. Raises OverflowError."""
    column = array(code, numbers)
    if sys.byteorder == "big":
        column.byteswap()
    mixed = column.tobytes()
    return b"".join(mixed[i :: column.itemsize] for i in range(column.itemsize))


def _bits(column: Sequence[int]) -> bytes:
    """A column of single bits, eight to a byte."""
    return int("".join(map(str, column)) or "0", 2).to_bytes((len(column) + 7) // 8, "big")


class _List:
    """The list of pieces, by their keys, as it grows text by text."""

    def __init__(self) -> None:
        self.keys: list[int] = []
        self._places: dict[int, list[int]] = {}

    def runs(self, row: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """The runs of a text: how many pieces are new, and then from where in the list how many come. The new ones are put into it."""
        known, new, at = len(self.keys), 0, 0
        while at < len(row):
            place, count = self._longest(row, at, known)
            if count < SHORTEST_RUN:
                self.keys.append(row[at])
                new, at = new + 1, at + 1
            else:
                yield new, place, count
                new, at = 0, at + count
        if new:
            yield new, 0, 0
        for place in range(known, len(self.keys)):
            self._places.setdefault(self.keys[place], []).append(place)

    def _longest(self, row: Sequence[int], at: int, known: int) -> tuple[int, int]:
        """Where among the first `known` of the list most of what goes on at `at` stands, and how much of it."""
        best, most = 0, 0
        for place in self._places.get(row[at], ()):
            count = 1
            while at + count < len(row) and place + count < known and self.keys[place + count] == row[at + count]:
                count += 1
            if count > most:
                best, most = place, count
        return best, most


def pack(known: Iterable[Known]) -> bytes:
    """The file: for every text its names, length, hash and pieces, column by column, so that it is read without a loop.

    Raises ValueError where there are more pieces than can be numbered, or one is too long; OverflowError for other numbers out of range.
    """
    every = sorted(known, key=lambda one: (one.names, one.digest))
    pieces = _List()
    runs = [list(pieces.runs([piece.key for piece in one.pieces])) for one in every]
    if len(pieces.keys) > NUMBERS:
        raise ValueError(f"{len(pieces.keys)} pieces are more than can be numbered")
    lengths = [key >> LENGTH for key in pieces.keys]
    if max(lengths, default=0) >= MOST_WORDS:
        raise ValueError(f"a piece of {max(lengths)} words is too long")
    flat = list(chain.from_iterable(runs))
    longer = [length for length in lengths if length >= LONG]
    names = "\n".join("|".join(" ".join(pair).strip() for pair in one.names) for one in every).encode()
    titles = [title for one in every for title in sorted(one.titles)]
    raw = [(form, one.length) for one in every for form in one.raw]
    low = [key & 0xFF for key in pieces.keys]
    columns = [
        _planes("I", [len(names), len(every), len(raw), len(titles), len(flat), len(lengths), len(longer)]),
        names,
        _planes("I", (one.length for one in every)),
        bytes(len(one.raw) for one in every),
        _planes("h", (form.length - length for form, length in raw)),
        *(one.digest for one in every),
        *(form.digest for form, _ in raw),
        bytes(len(one.titles) for one in every),
        *titles,
        _planes("H", map(len, runs)),
        *(_planes("H", column) for column in zip(*flat, strict=True)),
        bytes(min(length, LONG) for length in lengths),
        _planes("H", longer),
        bytes(low),
        *(_bits([(key & HASH) >> bit & 1 for key in pieces.keys]) for bit in range(8, HASH_BITS)),
    ]
    return b"".join([MAGIC, *columns])


def make(
    names: Iterable[tuple[str, str]],
    words: Sequence[bytes],
    titles: Iterable[Sequence[bytes]] = (),
    raw: Iterable[Sequence[bytes]] = (),
) -> Known:
    """The fingerprint of a text with its `titles` cut off; `raw` is it as it is written."""
    hashes = frozenset(digest(title, TITLE) for title in titles if title)
    names = tuple(sorted(names))
    found = tuple(pieces(b" ".join(words), grain(len(words), names)))
    other = {Form(len(form), digest(form)) for form in raw} - {Form(len(words), digest(words))}
    return Known(names, len(words), digest(words), found, hashes, tuple(sorted(other)))
