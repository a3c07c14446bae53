"""The known texts that share most with a file, found by the pieces that both have. Pure."""

from __future__ import annotations

from collections import Counter

from checker.texts.fold import Words
from checker.texts.prints import Grain, Known, Piece, pieces
from checker.texts.stored import Prints

LOOKED_AT, NEARLY = 8, 0.4  # texts that are laid beside a file: at most so many, each sharing so much of what the first shares
MOST_PIECES = 20_000
MOST_SHORT = 600  # words of a file that is compared with short texts by their small pieces


class Own:
    """The pieces of a file, cut as known texts are. A long file is compared with short texts (`short`) where nothing long is found."""

    def __init__(self, text: Words, short: bool = False) -> None:
        grains = [
            one for one in Grain if (one is Grain.SHORT or not short) and (one is not Grain.SHORT or short or len(text.low) <= MOST_SHORT)
        ]
        self._pieces = {one: pieces(text.joined, one)[:MOST_PIECES] for one in grains}
        self._places: dict[Grain, dict[int, list[int]]] = {}

    @property
    def keys(self) -> set[int]:
        """What the pieces are found by."""
        return {piece.key for every in self._pieces.values() for piece in every}

    def beside(self, known: Known) -> list[Piece]:
        """The pieces that are compared with those of a known text."""
        return self._pieces.get(known.grain, [])

    def places(self, known: Known) -> dict[int, list[int]]:
        """Where the pieces stand that are compared with those of a known text, by their keys."""
        if known.grain not in self._places:
            places = self._places[known.grain] = {}
            for piece in self.beside(known):
                places.setdefault(piece.key, []).append(piece.start)
        return self._places[known.grain]


def candidates(own: Own, prints: Prints) -> tuple[list[Known], int]:
    """The texts that share most with the file, and how many of them share nearly as much as the first."""
    votes: Counter[int] = Counter()
    for key, numbers in prints.find(own.keys).items():
        for number in numbers:
            votes[number] += key >> 16
    shares = {}
    for number, count in votes.most_common(4 * LOOKED_AT):
        share = min(1.0, count / prints.length(number))
        shares[number] = share * share * prints.length(number)
    ranked = sorted(shares, key=lambda number: (-shares[number], number))[:LOOKED_AT]
    return [prints.get(number) for number in ranked], sum(shares[number] >= NEARLY * shares[ranked[0]] for number in ranked)
