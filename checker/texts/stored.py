"""The file of fingerprints: written column by column, and read as far as a question needs.

Texts share most of their pieces: each piece is in the file once, and a text is the row of its pieces.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate, chain, compress, repeat
from operator import add
from pathlib import Path

from checker.texts.prints import DIGEST, TELLING, TITLE, Form, Known, Piece

MAGIC = b"modelterms fingerprints 2\n"
NUMBERS = 0x10000  # of pieces that there can be


class _Columns:
    """The rows of the file of fingerprints that are numbers."""

    def __init__(self, content: bytes, at: int) -> None:
        self.content, self.at = content, at

    def take(self, code: str, count: int) -> array[int]:
        column = array(code)
        column.frombytes(self.bytes(column.itemsize * count))
        if sys.byteorder == "big":
            column.byteswap()
        return column

    def bytes(self, size: int) -> bytes:
        self.at += size
        return self.content[self.at - size : self.at]


def pack(known: Iterable[Known]) -> bytes:
    """The file: for every text its names, length, hash and pieces, column by column, so that it is read without a loop.

    Raises ValueError where there are more different pieces than can be numbered.
    """
    every = sorted(known, key=lambda one: (one.names, one.digest))
    numbers: dict[int, int] = {}  # of the pieces, in the order in which they come: most follow each other, in runs
    rows = [numbers.setdefault(piece.key, len(numbers)) for one in every for piece in one.pieces]
    if len(numbers) > NUMBERS:
        raise ValueError(f"{len(numbers)} pieces are more than can be numbered")
    begins = {0, *accumulate(len(one.pieces) for one in every)}
    starts = [i for i in range(len(rows)) if i in begins or rows[i] != rows[i - 1] + 1]
    lengths = [stop - start for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True)]
    names = "\n".join("|".join(" ".join(pair).strip() for pair in one.names) for one in every).encode()
    raw = [(number, form) for number, one in enumerate(every) for form in one.raw]
    titles = [(number, title) for number, one in enumerate(every) for title in sorted(one.titles)]
    columns = [
        array("I", [len(names), len(every), len(starts), len(numbers), len(titles), len(raw)]),
        array("H", [rows[start] for start in starts]),
        array("H", lengths),
        array("H", [key >> 16 for key in numbers]),
        array("H", [key & 0xFFFF for key in numbers]),
        array("I", [bisect_left(starts, end) for end in accumulate(len(one.pieces) for one in every)]),
        array("H", [number for number, _ in titles]),
        array("I", [one.length for one in every]),
        array("I", [form.length for _, form in raw]),
        array("H", [number for number, _ in raw]),
    ]
    if sys.byteorder == "big":
        for column in columns:
            column.byteswap()
    hashes = [title for _, title in titles] + [one.digest for one in every] + [form.digest for _, form in raw]
    return b"".join([MAGIC, *(column.tobytes() for column in columns), *hashes, names])


class Prints:
    """The file of fingerprints, read as far as a question needs. Raises ValueError where it is no such file."""

    def __init__(self, content: bytes) -> None:
        if not content.startswith(MAGIC):
            raise ValueError("is no file of fingerprints")
        columns = _Columns(content, len(MAGIC))
        names, count, runs, numbers, titles, raw = columns.take("I", 6)
        self._starts, self._runs = columns.take("H", runs), columns.take("H", runs)
        self._long, self._low = columns.take("H", numbers), columns.take("H", numbers)
        self._ends = columns.take("I", count)  # of the runs of each text
        self._titled = columns.take("H", titles)
        self._lengths = columns.take("I", count + raw)
        self._numbers = array("H", range(count)) + columns.take("H", raw)
        self._titles = columns.bytes(TITLE * titles)
        self._digests = columns.bytes(DIGEST * (count + raw))
        self._every = columns.bytes(names).decode()
        self._count = count
        self._built: dict[int, Known] = {}
        self._asked = False

    @classmethod
    def load(cls, path: Path) -> Prints:
        """Read the file at `path`. Raises OSError, ValueError."""
        return cls(path.read_bytes())

    def __len__(self) -> int:
        return self._count

    def length(self, number: int) -> int:
        """How many words a text has."""
        return self._lengths[number]

    def names(self, number: int) -> tuple[tuple[str, str], ...]:
        """The names of a text: (id, document), or (SPDX id, "")."""
        pairs = (one.partition(" ") for one in self._names[number].split("|"))
        return tuple((id, document) for id, _, document in pairs)

    def strict(self, length: int) -> list[tuple[int, bytes]]:
        """The texts that have so many words, with their hashes: bare, and as they are written."""
        return [(self._numbers[i], self._form(i).digest) for i in self._lengthy.get(length, ())]

    @cached_property
    def _lengthy(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for i, length in enumerate(self._lengths):
            found.setdefault(length, []).append(i)
        return found

    def _form(self, i: int) -> Form:
        return Form(self._lengths[i], self._digests[DIGEST * i : DIGEST * (i + 1)])

    @cached_property
    def _titles_of(self) -> dict[int, set[bytes]]:
        found: dict[int, set[bytes]] = {}
        for i, number in enumerate(self._titled):
            found.setdefault(number, set()).add(self._titles[TITLE * i : TITLE * (i + 1)])
        return found

    def titles(self, number: int) -> frozenset[bytes]:
        """The hashes of the titles of a text."""
        return frozenset(self._titles_of.get(number, ()))

    @cached_property
    def _names(self) -> list[str]:
        return self._every.split("\n")

    @cached_property
    def documents(self) -> dict[str, set[str]]:
        """The documents of each definition, by its id."""
        found: dict[str, set[str]] = {}
        for id, document in re.findall(r"(?:^|(?<=\|))([^ |\n]+) ([^|\n]+)", self._every, re.MULTILINE):
            found.setdefault(id, set()).add(document)
        return found

    @cached_property
    def _stops(self) -> array[int]:
        return array("I", map(add, self._starts, self._runs))

    def find(self, keys: set[int]) -> dict[int, list[int]]:
        """The texts in which each of these pieces stands, by its key. Pieces of a word or two tell nothing.

        The first file is found by a look at everything; what is built for further ones would take longer.
        """
        if self._asked and len(keys) < len(self._low):
            return {key: self._index[key] for key in keys if key in self._index}
        self._asked = True
        lows = {key & 0xFFFF for key in keys}
        wanted = bytearray(len(self._low))
        for number in compress(range(len(self._low)), map(lows.__contains__, self._low)):
            wanted[number] = self._long[number] > TELLING and self._key(number) in keys
        found: dict[int, list[int]] = {}
        for run in compress(range(len(self._starts)), map(wanted.count, repeat(1), self._starts, self._stops)):
            text = bisect_right(self._ends, run)
            for number in range(self._starts[run], self._stops[run]):
                if wanted[number]:
                    numbers = found.setdefault(self._key(number), [])
                    if not numbers or numbers[-1] != text:
                        numbers.append(text)
        return found

    def _key(self, number: int) -> int:
        return self._low[number] | self._long[number] << 16

    def _row(self, text: int) -> Iterable[int]:
        """The numbers of the pieces of a text."""
        runs = slice(self._ends[text - 1] if text else 0, self._ends[text])
        return chain.from_iterable(map(range, self._starts[runs], self._stops[runs]))

    @cached_property
    def _index(self) -> dict[int, list[int]]:
        texts: list[list[int]] = [[] for _ in self._low]
        for text in range(len(self)):
            for number in set(self._row(text)):
                texts[number].append(text)
        return {self._key(number): found for number, found in enumerate(texts) if self._long[number] > TELLING}

    def get(self, number: int) -> Known:
        """A text with its pieces."""
        if number not in self._built:
            self._built[number] = self._build(number)
        return self._built[number]

    def _build(self, number: int) -> Known:
        at, found = 0, []
        for place in self._row(number):
            found.append(Piece(at, self._long[place], self._key(place)))
            at += self._long[place]
        begin, end = (side(self._numbers, number, self._count) for side in (bisect_left, bisect_right))
        raw = tuple(map(self._form, range(begin, end)))
        return Known(self.names(number), *self._form(number), tuple(found), self.titles(number), raw)
