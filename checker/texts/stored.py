"""The file of fingerprints, read as far as a question needs. packing.py writes it.

Texts share most of their pieces. A text is a row of runs: pieces that come for the first time, and, by turns, pieces that stand in the list
of pieces already. One that stands there alone, between others that do not, comes once more: a run would take more room than it does.
Numbers stand in planes, the low bytes of all before the next ones: as the wheel deflates bytes, that is the smallest.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate, chain, compress, repeat
from operator import add
from pathlib import Path

from checker.texts.prints import DIGEST, HASH, LENGTH, TELLING, TITLE, Form, Known, placed

MAGIC = b"modelterms fingerprints 3\n"
SCANS = 5  # files for which all pieces are looked at
HASH_BITS = HASH.bit_length()
LONG = 0xFF  # words of a piece whose length is a byte of its own; this byte says that it is longer


class _Columns:
    """The columns of the file of fingerprints, from its beginning on. Raises ValueError where it ends too early."""

    def __init__(self, content: bytes, at: int) -> None:
        self.content, self.at = content, at

    def numbers(self, code: str, count: int) -> array[int]:
        """A column of numbers, of the type `code` of an array."""
        return _joined(code, [self.bytes(count) for _ in range(array(code).itemsize)])

    def bytes(self, size: int) -> bytes:
        """A column of bytes."""
        if self.at + size > len(self.content):
            raise ValueError("the file of fingerprints is damaged")
        self.at += size
        return self.content[self.at - size : self.at]


def _joined(code: str, planes: Sequence[bytes]) -> array[int]:
    """The numbers of which the bytes stand in these planes, the lowest first; those that are not given are zero."""
    column = array(code)
    mixed = bytearray(len(planes[0]) * column.itemsize)
    for i, plane in enumerate(planes):
        mixed[i :: column.itemsize] = plane
    column.frombytes(bytes(mixed))
    if sys.byteorder == "big":
        column.byteswap()
    return column


class _Pieces:
    """The columns of the pieces: the list of them, and the runs of each text."""

    def __init__(self, columns: _Columns, texts: int, runs: int, count: int, longer: int) -> None:
        self.ends = array("I", accumulate(columns.numbers("H", texts)))  # how many pairs of runs stand before the end of each text
        new, begins, sizes = (columns.numbers("H", runs) for _ in range(3))
        self.starts, self.stops = array("I", bytes(8 * runs)), array("I", bytes(8 * runs))  # new ones and others by turns
        self.stops[::2] = array("I", accumulate(new))
        self.starts[2::2] = self.stops[:-2:2]
        self.starts[1::2] = array("I", begins)
        self.stops[1::2] = array("I", map(add, begins, sizes))
        short, long = columns.bytes(count), columns.numbers("H", longer)
        low, high = columns.bytes(count), 0
        for bit in range(HASH_BITS - 8):
            digits = f"{int.from_bytes(columns.bytes((count + 7) // 8), 'big'):0{count}b}".encode()
            high |= int.from_bytes(digits.translate(bytes.maketrans(b"01", bytes((0, 1 << bit)))), "big")
        self.keys = _joined("I", [low, high.to_bytes(count, "big"), short])  # of the pieces in the list
        place = -1
        for length in long:
            place = short.index(LONG, place + 1)
            self.keys[place] = self.keys[place] & HASH | length << LENGTH

    def row(self, text: int) -> Iterable[int]:
        """The keys of the pieces of a text."""
        runs = slice(2 * self.ends[text - 1] if text else 0, 2 * self.ends[text])
        return chain.from_iterable(self.keys[start:stop] for start, stop in zip(self.starts[runs], self.stops[runs], strict=True))

    def shared(self, keys: set[int]) -> dict[int, set[int]]:
        """Which of these pieces stand in each text that has any, found by a look at every piece there is."""
        wanted = bytes(map(keys.__contains__, self.keys))
        found: dict[int, set[int]] = {}
        for run in compress(range(len(self.starts)), map(wanted.count, repeat(1), self.starts, self.stops)):
            of = slice(self.starts[run], self.stops[run])
            found.setdefault(bisect_right(self.ends, run // 2), set()).update(compress(self.keys[of], wanted[of]))
        return found


class Prints:
    """The file of fingerprints, read as far as a question needs. Raises ValueError where it is no such file."""

    def __init__(self, content: bytes, signs: bytes = b"") -> None:
        self.signs = signs  # of the documents that have any (prints.py)
        if not content.startswith(MAGIC):
            raise ValueError("is no file of fingerprints")
        self._columns = _Columns(content, len(MAGIC))
        names, self._count, raw, titles, *self._sizes = self._columns.numbers("I", 7)
        self._every = self._columns.bytes(names).decode()
        self._lengths = self._columns.numbers("I", self._count)
        self._raw = self._columns.bytes(self._count)  # how many other forms each text has
        self._numbers = array("H", range(self._count))
        self._numbers.extend(chain.from_iterable(map(repeat, range(self._count), self._raw)))
        more = self._columns.numbers("h", raw)
        self._lengths.extend([self._lengths[number] + length for number, length in zip(self._numbers[self._count :], more, strict=True)])
        self._digests = self._columns.bytes(DIGEST * (self._count + raw))
        self._titled = self._columns.bytes(self._count)
        self._titles = self._columns.bytes(TITLE * titles)
        self._built: dict[int, Known] = {}
        self._asked = 0

    @classmethod
    def load(cls, path: Path) -> Prints:
        """Read the file at `path`, and the signs beside it. Raises OSError, ValueError."""
        return cls(path.read_bytes(), path.with_name("signs.bin").read_bytes())

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
        return [(self._numbers[i], self._digests[DIGEST * i : DIGEST * (i + 1)]) for i in self._lengthy.get(length, ())]

    @cached_property
    def _lengthy(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for i, length in enumerate(self._lengths):
            found.setdefault(length, []).append(i)
        return found

    def _form(self, i: int) -> Form:
        return Form(self._lengths[i], self._digests[DIGEST * i : DIGEST * (i + 1)])

    @cached_property
    def _titles_end(self) -> list[int]:
        return list(accumulate(self._titled, initial=0))

    def titles(self, number: int) -> frozenset[bytes]:
        """The hashes of the titles of a text."""
        return frozenset(self._titles[TITLE * i : TITLE * (i + 1)] for i in range(*self._titles_end[number : number + 2]))

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
    def _pieces(self) -> _Pieces:
        """Read when a file is no text word for word."""
        return _Pieces(self._columns, self._count, *self._sizes)

    def shared(self, keys: Iterable[int]) -> list[int]:
        """How many words each text has in these pieces, given by their keys. Pieces of a word or two tell nothing.

        For the first files everything is looked at; what is built for further ones takes as long as that for some of them.
        """
        telling = {key for key in keys if key >> LENGTH > TELLING}
        counts = [0] * self._count
        if self._asked < SCANS or len(telling) > len(self._pieces.keys):
            self._asked += 1
            for text, found in self._pieces.shared(telling).items():
                counts[text] = sum(key >> LENGTH for key in found)
            return counts
        for key in telling:
            words = key >> LENGTH
            for text in self._index.get(key, ()):
                counts[text] += words
        return counts

    @cached_property
    def _index(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for text in range(self._count):
            for key in set(self._pieces.row(text)):
                found.setdefault(key, []).append(text)
        return found

    def get(self, number: int) -> Known:
        """A text with its pieces."""
        if number not in self._built:
            self._built[number] = self._build(number)
        return self._built[number]

    def _build(self, number: int) -> Known:
        found = tuple(placed(list(self._pieces.row(number))))
        begin, end = (side(self._numbers, number, self._count) for side in (bisect_left, bisect_right))
        raw = tuple(map(self._form, range(begin, end)))
        return Known(self.names(number), *self._form(number), found, self.titles(number), raw)
