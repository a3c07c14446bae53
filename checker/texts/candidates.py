"""The known texts that share most with a file, found by the pieces that both have. Pure."""

from __future__ import annotations

from collections import Counter

from checker.texts.fold import Words
from checker.texts.prints import FEW, Grain, Known, Piece, pieces
from checker.texts.stored import Prints

LOOKED_AT, NEARLY = 8, 0.4  # texts that are laid beside a file: at most so many, each sharing so much of what the first shares
SHARED = 0.5  # of the words of a text that stands whole in a file are in pieces that tell it
MOST_PIECES = 20_000
MOST_SHORT = 600  # words of a file that is compared with short texts by their small pieces


class Own:
    """The pieces of a file, cut as known texts are. A long file is compared with short texts (`short`) where nothing long is found."""

    def __init__(self, text: Words, short: bool = False) -> None:
        self._text = text
        few = len(text.low) <= MOST_SHORT
        self._grains = [one for one in Grain if (short or few if one is Grain.SHORT else not short)]
        self._pieces: dict[Grain, list[Piece]] = {}
        self._places: dict[Grain, dict[int, list[int]]] = {}

    @property
    def keys(self) -> set[int]:
        """What the pieces are found by."""
        return {piece.key for grain in self._grains for piece in self._cut(grain)}

    def beside(self, known: Known) -> list[Piece]:
        """The pieces that are compared with those of a known text."""
        return self._cut(known.grain) if known.grain in self._grains else []

    def _cut(self, grain: Grain) -> list[Piece]:
        if grain not in self._pieces:
            self._pieces[grain] = pieces(self._text.joined, grain)[:MOST_PIECES]
        return self._pieces[grain]

    def places(self, known: Known) -> dict[int, list[int]]:
        """Where the pieces stand that are compared with those of a known text, by their keys."""
        if known.grain not in self._places:
            places = self._places[known.grain] = {}
            for piece in self.beside(known):
                places.setdefault(piece.key, []).append(piece.start)
        return self._places[known.grain]


def candidates(own: Own, prints: Prints) -> tuple[list[Known], list[Known]]:
    """Of the texts that share most with the file those that share nearly as much as the first; and those that may stand in it whole."""
    votes: Counter[int] = Counter()
    for key, numbers in prints.find(own.keys).items():
        for number in numbers:
            votes[number] += key >> 16
    shares, seen = dict[int, float](), dict[int, float]()
    for number, count in votes.most_common(4 * LOOKED_AT):
        share = seen[number] = min(1.0, count / prints.length(number))
        shares[number] = share * share * prints.length(number)
    ranked = sorted(shares, key=lambda number: (-shares[number], number))[:LOOKED_AT]
    near = [prints.get(number) for number in ranked if shares[number] >= NEARLY * shares[ranked[0]]]
    return near, [prints.get(number) for number in ranked if seen[number] >= SHARED or prints.length(number) <= FEW]
