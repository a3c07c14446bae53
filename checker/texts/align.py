"""A file laid beside a known text of which only hashes are here: where its pieces stand, and what stands between them. Pure."""

from __future__ import annotations

from binascii import crc32
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from checker.texts.prints import CUTS, HASH, TITLE_WORDS, Known, Piece

FEW = 2  # pieces beside each other in which a word or so may have been altered; where more are missing, other words stand there
ALTERED = 6  # words in a piece that was altered, on the average
REPEATS = 6  # places at which one piece is looked for
LONGEST_PIECE = 1000  # words of a piece into which an insertion is pinned down
LONGEST_RUN = 4000  # words of an insertion that is pinned down to the word


class Gap(NamedTuple):
    """Words `start` to `end` of the file stand where the text has `length` words, from its word `at` on.

    `exact`: the words of the text on either side are all there, so that the file has these words more and lacks none.
    """

    start: int
    end: int
    at: int
    length: int
    exact: bool = False
    missing: int = 0  # pieces of the text that were not found
    cut: int = 0  # words of the file among these that do not count: statements of copyright, numbers of lists

    @property
    def words(self) -> int:
        """How many words of the file count here."""
        return self.end - self.start - self.cut

    @property
    def added(self) -> int:
        """How many words the file has more here, at least."""
        return max(self.words - self.length, 0)

    @property
    def removed(self) -> int:
        """How many words the file has fewer here, at least."""
        return max(self.length - self.words, 0)

    @property
    def common(self) -> int:
        """How many words both have here if in each piece that is missing a few were altered, or all that one has more is in one place."""
        if self.missing > FEW:
            return 0
        return max(min(self.words, self.length) - max(abs(self.words - self.length), ALTERED * self.missing), 0)


class Alignment(NamedTuple):
    """How much of the text stands in the file (in words), and the gaps. The first gap stands before the text, the last behind it."""

    matched: int
    gaps: tuple[Gap, ...]

    @property
    def alike(self) -> float:
        """How much of the text may stand in the file: half of the words of a gap that both have count as well."""
        return self.matched + sum(min(gap.end - gap.start, gap.length) for gap in self.gaps if not gap.exact) / 2

    @property
    def near(self) -> float:
        """How much of the text stands in the file if in a gap as few words were altered as can be: what texts are ranked by."""
        return self.matched + sum(gap.common for gap in self.gaps if not gap.exact)


def align(words: Sequence[bytes], places: Mapping[int, Sequence[Piece]], known: Known) -> Alignment:
    """Lay the file beside a text. `places` are the pieces of the file by their keys, in the order in which they stand.

    Bounded: a piece that stands in the file often is looked for at few places.
    """
    pairs = [
        (number, piece)
        for number, theirs in enumerate(known.pieces)
        if theirs[2] in places
        for piece in places[theirs[2]][REPEATS - 1 :: -1]  # the last first, so that a chain has one of them at the most
    ]
    return _between(words, _longest(pairs), known)


def _longest(pairs: Sequence[tuple[int, Piece]]) -> list[tuple[int, Piece]]:
    """The longest chain of pairs that go up in both texts."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    top = -1
    for i, (_, (start, _, _)) in enumerate(pairs):
        if start > top:
            before.append(ends[-1] if ends else -1)
            tails.append(start)
            ends.append(i)
            top = start
            continue
        place = bisect_left(tails, start)
        before.append(ends[place - 1] if place else -1)
        tails[place], ends[place] = start, i
        top = tails[-1]
    chain, at = [], ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _between(words: Sequence[bytes], chain: Sequence[tuple[int, Piece]], known: Known) -> Alignment:
    """The gaps between the pieces that were found, each made as small as the hashes allow."""
    gaps: list[Gap] = []
    matched, begin, first = 0, 0, 0
    for last, (start, length, _) in (*chain, (len(known.pieces), Piece(len(words), 0, 0))):
        if first < last or begin < start or not gaps:
            missing = known.pieces[first:last]
            found, lost = _narrow(words, begin, start, missing, first == 0, last == len(known.pieces))
            gaps += found
            matched += sum(piece.length for piece in missing) - lost
        matched += length
        begin, first = start + length, last + 1
    if not gaps or gaps[0].at or gaps[0].length:
        gaps.insert(0, Gap(0, 0, 0, 0, True))
    if gaps[-1].at + gaps[-1].length != known.length or gaps[-1].length or len(gaps) == 1:
        gaps.append(Gap(len(words), len(words), known.length, 0, True))
    return Alignment(matched, tuple(gaps))


def _narrow(words: Sequence[bytes], start: int, end: int, missing: Sequence[Piece], head: bool, tail: bool) -> tuple[list[Gap], int]:
    """The gaps in words `start` to `end` of the file, where `missing` pieces should stand, and how many words of them are lost."""
    if not missing:
        return [Gap(start, end, 0 if head else -1, 0, True)], 0
    at = missing[0].start
    before: list[Gap] = []
    missing, last = list(missing), missing[-1]
    if head:  # what stands before the text runs into its first piece
        end = _from_the_end(words, start, end, missing)  # that place is certain; others have to be looked for
        if not missing:
            return [Gap(start, end, 0, 0, True)], 0
        tail = tail and missing[-1] is last
        begin = _slide(words, start, end, missing[0], missing[0].length - 1 if not tail or len(missing) > 1 else None)
        if begin >= 0:
            before, start = [Gap(start, begin, 0, 0, True)], begin
    while missing and _is(words[start : min(start + missing[0].length, end)], missing[0]):
        start, at = start + missing[0].length, at + missing[0].length
        missing.pop(0)
    if tail and not missing:  # all was there, what is left stands behind the text
        return [*before, Gap(start, end, at, 0, True)], 0
    end = _from_the_end(words, start, end, missing)
    if not missing:
        return [*before, *([Gap(start, end, at, 0, True)] if start < end or not before else [])], 0
    length = sum(piece.length for piece in missing)
    if len(missing) == 1 and 0 < end - start - length <= LONGEST_RUN:
        offset = _insertion(words, start, end, missing[0])
        if offset >= 0:
            run = end - start - length
            return [*before, Gap(start + offset, start + offset + run, at + offset, 0, True)], 0
        for title in range(1, min(TITLE_WORDS, end - start - length)) if head else ():
            offset = _insertion(words, start + title, end, missing[0])
            if offset >= 0:
                run = end - start - length - title
                first = start + title + offset
                return [Gap(start, start + title, 0, 0, True), Gap(first, first + run, offset, 0, True)], 0
    return [*before, Gap(start, end, at, length, False, len(missing))], length


def _from_the_end(words: Sequence[bytes], start: int, end: int, missing: list[Piece]) -> int:
    """Where the last of the `missing` pieces begin that stand right before `end`; they are taken out."""
    while missing and end - missing[-1].length >= start and _is(words[end - missing[-1].length : end], missing[-1]):
        end -= missing.pop().length
    return end


def _is(words: Sequence[bytes], piece: Piece) -> bool:
    return len(words) == piece.length and crc32(b" ".join(words)) & HASH == piece.key & HASH


def _slide(words: Sequence[bytes], start: int, end: int, piece: Piece, cut: int | None) -> int:
    """Where in words `start` to `end` a piece stands; -1 where it does not. Looks at no more than `LONGEST_RUN` places.

    `cut` is the place in the piece of a word after which texts are cut, where that is known.
    """
    for begin in range(start, min(end - piece.length, start + LONGEST_RUN) + 1):
        if (cut is None or words[begin + cut] in CUTS) and _is(words[begin : begin + piece.length], piece):
            return begin
    return -1


def _insertion(words: Sequence[bytes], start: int, end: int, piece: Piece) -> int:
    """After how many words of `piece` something is put in between `start` and `end`; -1 where more than that was done."""
    run, have = end - start - piece.length, list(words[start:end])
    if piece.length > LONGEST_PIECE:
        return -1
    for offset in range(piece.length + 1):
        if _is(have[:offset] + have[offset + run :], piece):
            return offset
    return -1
