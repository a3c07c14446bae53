"""Fingerprints of the known texts: hashes, and no word of any text.

A text is cut after every `the` (and its like in a few languages), so that a cut depends on the words beside it alone. Each piece is
kept as a 16-bit hash with its length in words, the whole as the 80-bit hash of its words. Of texts that a definition was written from
all pieces are kept, so that an edit can be placed; of the others a few, with their offsets, which is enough to find them.
"""

from __future__ import annotations

import sys
from array import array
from binascii import crc32
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

MAGIC = b"modelterms fingerprints 1\n"
DIGEST = 10  # bytes: nobody finds another text with the hash of one of a thousand in 2**70 tries
SAMPLE = 6  # pieces kept of a text that has no definition
LONGEST = 255  # words of a piece; a longer one is known by its hash alone
TITLE = 6  # bytes of the hash of a title
TITLE_WORDS = 15  # that may stand before a text and name it
CUTS = (b"the", b"\xe7\x9a\x84", b"de", b"der")  # the words after which a text is cut


class Piece(NamedTuple):
    """A part of a text: the number of its first word, how many words it has, and its key (hash and length)."""

    start: int
    length: int
    key: int


class Known(NamedTuple):
    """A known text. `name` is an id of a definition with `document`, or an SPDX id without. `whole`: its pieces are all kept."""

    names: tuple[tuple[str, str], ...]
    length: int
    digest: bytes
    pieces: tuple[Piece, ...]
    whole: bool
    titles: frozenset[bytes] = frozenset()  # hashes of the words that stand before it as its title


def cut(joined: bytes) -> list[bytes]:
    """The pieces of a text, given its words with one blank between them."""
    for word in CUTS:
        joined = joined.replace(b" %s " % word, b" %s\n" % word)
    return joined.split(b"\n") if joined else []


def key(piece: bytes) -> int:
    """What a piece is found by: 16 bits of hash, its length in words above them."""
    return crc32(piece) & 0xFFFF | min(piece.count(b" ") + 1, LONGEST) << 16


def pieces(joined: bytes) -> list[Piece]:
    """The pieces of a text with where they stand."""
    result, at = [], 0
    for part in cut(joined):
        length = part.count(b" ") + 1
        result.append(Piece(at, length, key(part)))
        at += length
    return result


def digest(words: Sequence[bytes], size: int = DIGEST) -> bytes:
    """The hash of the words of a text, or of a title with `size` TITLE."""
    try:
        from _blake2 import blake2b  # as in checker.stock: hashlib loads OpenSSL
    except ImportError:
        from hashlib import blake2b

    return blake2b(b" ".join(words), digest_size=size).digest()


def make(names: Iterable[tuple[str, str]], words: Sequence[bytes], whole: bool, titles: Iterable[Sequence[bytes]] = ()) -> Known:
    """The fingerprint of a text with its `titles` cut off. Where it is not kept `whole`: of the pieces those with the lowest hashes."""
    found = pieces(b" ".join(words))
    if not whole:
        telling = sorted((one for one in found if one.length > 5), key=lambda one: one.key & 0xFFFF) or found
        found = sorted(telling[:SAMPLE])
    hashes = frozenset(digest(title, TITLE) for title in titles if title)
    return Known(tuple(sorted(names)), len(words), digest(words), tuple(found), whole, hashes)


def pack(known: Iterable[Known]) -> bytes:
    """The file: for every text its names, length, hash and pieces, column by column, so that it is read without a loop."""
    every = sorted(known, key=lambda one: (not one.whole, one.names, one.digest))
    names = "\n".join("|".join(" ".join(pair).strip() for pair in one.names) for one in every).encode()
    columns = [
        array("I", [len(names), len(every), sum(one.whole for one in every), sum(len(one.titles) for one in every)]),
        array("I", [one.length for one in every]),
        array("I", [len(one.pieces) for one in every]),
        array("H", [number for number, one in enumerate(every) for _ in one.titles]),
        array("H", [piece.key & 0xFFFF for one in every for piece in one.pieces]),
        array("H", [piece.start for one in every if not one.whole for piece in one.pieces]),
    ]
    if sys.byteorder == "big":
        for column in columns:
            column.byteswap()
    lengths = bytes(piece.key >> 16 for one in every for piece in one.pieces)
    long = array("I", [piece.length for one in every for piece in one.pieces if piece.key >> 16 == LONGEST])
    titles = b"".join(title for one in every for title in sorted(one.titles))
    hashes = b"".join(one.digest for one in every)
    return b"".join([MAGIC, *(column.tobytes() for column in columns), titles, long.tobytes(), lengths, hashes, names])


class Prints:
    """The file of fingerprints, read as far as a question needs. Raises ValueError where it is no such file."""

    def __init__(self, content: bytes) -> None:
        if not content.startswith(MAGIC):
            raise ValueError("is no file of fingerprints")
        self._content = content
        self._at = len(MAGIC)
        self._built: dict[int, Known] = {}
        self._asked = False
        names, count, self._wholes, titled = self._take("I", 4)
        self.lengths = self._take("I", count)
        counts = self._take("I", count)
        self._titled = self._take("H", titled)
        total, sampled = sum(counts), sum(counts[self._wholes :])
        self._hashes = self._take("H", total)
        self._offsets = self._take("H", sampled)
        self._titles = content[self._at : self._at + TITLE * titled]
        self._at += TITLE * titled
        self._lengths = content[-names - DIGEST * count - total : -names - DIGEST * count]
        self._long = array("I", content[self._at : len(content) - names - DIGEST * count - total])
        self._digests = content[-names - DIGEST * count : -names]
        self._names = content[-names:].decode().split("\n")
        self._ends, end = array("I"), 0
        for n in counts:
            end += n
            self._ends.append(end)

    @classmethod
    def load(cls, path: Path) -> Prints:
        """Read the file at `path`. Raises OSError, ValueError."""
        return cls(path.read_bytes())

    def _take(self, code: str, count: int) -> array[int]:
        column = array(code)
        size = column.itemsize * count
        column.frombytes(self._content[self._at : self._at + size])
        if sys.byteorder == "big":
            column.byteswap()
        self._at += size
        return column

    def __len__(self) -> int:
        return len(self.lengths)

    @cached_property
    def by_length(self) -> dict[int, list[int]]:
        """The numbers of the texts that have so many words."""
        found: dict[int, list[int]] = {}
        for number, length in enumerate(self.lengths):
            found.setdefault(length, []).append(number)
        return found

    def digest(self, number: int) -> bytes:
        """The hash of a text."""
        return self._digests[DIGEST * number : DIGEST * (number + 1)]

    def names(self, number: int) -> tuple[tuple[str, str], ...]:
        """The names of a text: (id, document), or (SPDX id, "")."""
        pairs = (one.partition(" ") for one in self._names[number].split("|"))
        return tuple((id, document) for id, _, document in pairs)

    @cached_property
    def _titles_of(self) -> dict[int, set[bytes]]:
        found: dict[int, set[bytes]] = {}
        for i, number in enumerate(self._titled):
            found.setdefault(number, set()).add(self._titles[TITLE * i : TITLE * (i + 1)])
        return found

    def titles(self, number: int) -> frozenset[bytes]:
        """The hashes of the titles of a text."""
        return frozenset(self._titles_of.get(number, ()))

    def whole(self, number: int) -> bool:
        """True where all pieces of a text are kept."""
        return number < self._wholes

    @cached_property
    def documents(self) -> dict[str, frozenset[str]]:
        """The documents of each definition, by its id."""
        found: dict[str, set[str]] = {}
        for number in range(len(self)):
            for id, document in self.names(number):
                if document:
                    found.setdefault(id, set()).add(document)
        return {id: frozenset(documents) for id, documents in found.items()}

    def find(self, keys: set[int]) -> dict[int, list[int]]:
        """The texts in which each of these pieces stands, by its key. Pieces of fewer than four words tell nothing.

        The first file is found by a look at everything; what is built for further ones would take longer.
        """
        if self._asked and len(keys) < len(self._hashes):
            return {key: self._index[key] for key in keys if key in self._index}
        self._asked = True
        found: dict[int, list[int]] = {}
        lows, number = {key & 0xFFFF for key in keys}, 0
        for place in [place for place, low in enumerate(self._hashes) if low in lows]:
            key = self._hashes[place] | self._lengths[place] << 16
            if key in keys and self._lengths[place] > 3:
                number = bisect_right(self._ends, place)
                numbers = found.setdefault(key, [])
                if not numbers or numbers[-1] != number:
                    numbers.append(number)
        return found

    @cached_property
    def _index(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        number = 0
        for place, (low, length) in enumerate(zip(self._hashes, self._lengths, strict=True)):
            while place >= self._ends[number]:
                number += 1
            if length > 3:
                numbers = found.setdefault(low | length << 16, [])
                if not numbers or numbers[-1] != number:
                    numbers.append(number)
        return found

    def get(self, number: int) -> Known:
        """A text with its pieces."""
        if number not in self._built:
            self._built[number] = self._build(number)
        return self._built[number]

    def _build(self, number: int) -> Known:
        start, end = self._ends[number - 1] if number else 0, self._ends[number]
        long = self._lengths.count(LONGEST, 0, start)
        whole, at, found = self.whole(number), 0, []
        base = self._ends[self._wholes - 1] if self._wholes else 0
        for place in range(start, end):
            length = short = self._lengths[place]
            if short == LONGEST:
                length = self._long[long]
                long += 1
            if not whole:
                at = self._offsets[place - base]
            found.append(Piece(at, length, self._hashes[place] | short << 16))
            at += length
        return Known(self.names(number), self.lengths[number], self.digest(number), tuple(found), whole, self.titles(number))
