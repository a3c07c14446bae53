"""Fingerprints of the known texts: hashes, and no word of any text.

A text is cut after every `the` (and its like in a few languages), so that a cut depends on the words beside it alone; a short one after
other small words as well, a long one that has no definition at fewer places. Each piece is known by a 13-bit hash and its length in words,
the whole by the 80-bit hash of its words. The small hashes only find texts and places in them: what a file *is* rests on the large one.

The hash is that of words. Signs that say something (money, percent, a minus, what parts the digits of a number, ticks) are held beside
it, as a number for each text of a definition that has any.
"""

from __future__ import annotations

import enum
import re
from binascii import crc32
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, NamedTuple

from checker import later
from checker.texts.fold import Words

if TYPE_CHECKING:
    from hashlib import blake2b

DIGEST = 10  # bytes: nobody finds another text with the hash of one of a thousand in 2**70 tries
TITLE = 6  # bytes of the hash of a title
TITLE_WORDS = 15  # that may stand before a text and name it
_EAST = ("\u7684".encode(), "\u306e".encode(), "\uc218".encode(), "\ubc0f".encode())  # Chinese `of`, Japanese `of`, Korean `can` and `and`
CUTS = (b"the", *_EAST, b"de", b"der")  # the words after which a text is cut
FINE = (b"and", b"or", b"of", b"to", b"this", b"is")  # those after which a short text is cut as well
RARE = (b"of the", b"in the", b"to the", b"by the", *_EAST, b"de", b"der")  # those after which a long one without definition is
FEW, MANY = 150, 400  # words of a short text, and of a long one
HASH = 0x1FFF  # the bits of the hash of a piece that are kept; one of 8192 other pieces of the same length passes for it
LENGTH = 16  # above which bit of a key the length stands
MOST_WORDS = 0xFFFF  # a piece of more words is no piece of a known text
LONG = 800  # bytes of a piece that is cut once more
FINER = (b"and", b"or")
TELLING = 2  # words of a piece that tell nothing
UNSEEN = 0xFFFF  # the number of a document of which the text was not here when the others were counted
ROW = 4  # bytes: two of the name of a text, two of its signs
# fold.py puts the characters \x10 to \x18 in the place of signs that ASCII lacks.
_SIGN = later.compile(
    rb"[\x16\x17]|((?<![\w).,\]\x80-\xff$\\-])([-.<>]|\x15 )(?!(19|20)\d\d\b|\d+-)|(?<=\w )[<>]=? )?"
    rb"([$\x10-\x14] ?[-.]?)?\d+(([.,']\d+)*)(\\?%)?"
)
_NUMBER = later.compile(rb"[\x16\x17]|\d+(?:[.,']\d+)*(?:\\?%)?")
_SIGNS = frozenset(bytes([sign]) for sign in b"$\x10\x11\x12\x13\x14\x15<>=-.")  # behind which a number is one of something
LONGEST_SIGN = 6  # bytes of what stands before a number
_GROUPED = later.compile(rb"([.']\d{3})*[,'](\d{3}[.,'])*\d{3}")  # a group of three behind a comma: `2.101` is a section
_STRUCK = later.compile(rb"[\x08\x18]|(?<!~)~~(?=\w)")


class Grain(enum.Enum):
    """How finely a text is cut: the words after which it is."""

    SHORT = CUTS + FINE
    DEFINED = CUTS
    OTHER = RARE


class Piece(NamedTuple):
    """A part of a text: the number of its first word, how many words it has, and its key (hash and length)."""

    start: int
    length: int
    key: int


class Form(NamedTuple):
    """Another form of a text: how many words it has, and their hash."""

    length: int
    digest: bytes


class Known(NamedTuple):
    """A known text. `names` are pairs: an id of a definition with `document`, or an SPDX id without."""

    names: tuple[tuple[str, str], ...]
    length: int
    digest: bytes
    pieces: tuple[Piece, ...]
    titles: frozenset[bytes] = frozenset()  # hashes of the words that stand before it as its title
    raw: tuple[Form, ...] = ()  # the text as it is written, with all that bare.py takes out

    @property
    def grain(self) -> Grain:
        """How finely the text is cut."""
        return grain(self.length, self.names)


def grain(length: int, names: Iterable[tuple[str, str]]) -> Grain:
    """How finely a text of so many words is cut that has these names."""
    if length <= FEW:
        return Grain.SHORT
    return Grain.DEFINED if length <= MANY or any(document for _, document in names) else Grain.OTHER


def cut(joined: bytes, grain: Grain) -> list[bytes]:
    """The pieces of a text, given its words with one blank between them."""
    parts = _cut(joined, grain.value) if joined else []
    if grain is Grain.SHORT or max(map(len, parts), default=0) <= LONG:
        return parts
    return [small for part in parts for small in (_cut(part, FINER) if len(part) > LONG else (part,))]


def _cut(joined: bytes, words: Iterable[bytes]) -> list[bytes]:
    for word in filter(bytes.isascii, words) if joined.isascii() else words:
        joined = joined.replace(b" %s " % word, b" %s\n" % word)
    return joined.split(b"\n")


def pieces(joined: bytes, grain: Grain) -> list[Piece]:
    """The pieces of a text with where they stand. A key is a hash with the length in words above it."""
    return placed(keys(cut(joined, grain)))


def keys(parts: Iterable[bytes]) -> list[int]:
    """What pieces are found by."""
    return [crc32(part) & HASH | part.count(b" ") + 1 << LENGTH for part in parts]


def placed(keys: Sequence[int]) -> list[Piece]:
    """Pieces that stand one behind the other, by their keys."""
    lengths = [key >> LENGTH for key in keys]
    # As `Piece(...)` for each, without a call of a Python function for each.
    return list(map(tuple.__new__, repeat(Piece), zip(accumulate(lengths, initial=0), lengths, keys, strict=False)))


def digest(words: Sequence[bytes], size: int = DIGEST) -> bytes:
    """The hash of the words of a text, or of a title with `size` TITLE."""
    return _hashed(words, size).digest()


def digests(words: Sequence[bytes], most: int) -> list[bytes]:
    """The hashes of a text without its first word, its first two, and so on up to `most`; before them that of all its words."""
    most = max(0, min(most, len(words) - 1))
    hashed = _hashed(words[most:], DIGEST)
    found = [hashed.digest()]
    for word in words[:most][::-1]:
        hashed.update(b" " + word)
        found.append(hashed.digest())
    return found[::-1]


def _hashed(words: Sequence[bytes], size: int) -> blake2b:
    """The hash of words, the last first: one pass does for a text with and without what may be its title."""
    try:
        from _blake2 import blake2b  # as in checker.stock: hashlib loads OpenSSL
    except ImportError:
        from hashlib import blake2b

    return blake2b(b" ".join(words[::-1]), digest_size=size)


def struck(text: Words) -> list[int]:
    """The words at which something is struck out, hidden, or leads to another place than it shows."""
    if not any(map(text.marked.__contains__, (b"\x08", b"\x18", b"~~"))):
        return []
    return [max(bisect_right(text.starts, match.start()) - 1, 0) for match in _STRUCK.finditer(text.marked)]


def signs(marked: bytes) -> list[bytes]:
    """The numbers that have signs, with them; and ticks and crosses."""
    found, end = list[bytes](), 0
    for match in _NUMBER.finditer(marked):
        start = match.start()
        if start < end or (match[0].translate(None, b"0123456789.") == b"" and _bare_before(marked, start)):
            continue  # most: the number of a section
        tried = (_SIGN.match(marked, at) for at in range(max(end, start - LONGEST_SIGN), start + 1))
        one = next((one for one in tried if one is not None and one.end() > start), None)
        if one is None:
            continue
        end = one.end()
        if one[5] is None or one[1] or one[4] or one[7] or _GROUPED.fullmatch(one[5]):
            found.append(re.sub(rb"[ \\]", b"", one[0]))
    return found


def _bare_before(marked: bytes, start: int) -> bool:
    """Whether nothing stands before a number that may be a sign of it."""
    before = marked[start - 1 : start]
    return before not in _SIGNS and (before != b" " or marked[start - 2 : start - 1] not in _SIGNS)


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
