"""The known texts that share most with a file, found by the pieces that both have. Pure."""

from __future__ import annotations

from itertools import compress

from checker.texts.fold import Words
from checker.texts.prints import FEW, Grain, Known, Piece, cut, keys, placed
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
        self._keys: dict[Grain, list[int]] = {}
        self._places: dict[Grain, dict[int, list[Piece]]] = {}

    @property
    def keys(self) -> set[int]:
        """What the pieces are found by."""
        return set().union(*map(self._cut, self._grains))

    def places(self, known: Known) -> dict[int, list[Piece]]:
        """The pieces that are compared with those of a known text, by their keys, in the order in which they stand."""
        grain = known.grain
        if grain not in self._places:
            places = self._places[grain] = {}
            for piece in placed(self._cut(grain)) if grain in self._grains else ():
                if piece[2] in places:
                    places[piece[2]].append(piece)
                else:
                    places[piece[2]] = [piece]
        return self._places[grain]

    def _cut(self, grain: Grain) -> list[int]:
        if grain not in self._keys:
            self._keys[grain] = keys(cut(self._text.joined, grain)[:MOST_PIECES])
        return self._keys[grain]


def candidates(own: Own, prints: Prints) -> tuple[list[Known], list[Known]]:
    """Of the texts that share most with the file those that share nearly as much as the first; and those that may stand in it whole."""
    votes = prints.shared(own.keys)
    shares, seen = dict[int, float](), dict[int, float]()
    least = max(1, *sorted(votes)[-4 * LOOKED_AT :][:1])
    for number in compress(range(len(votes)), map(least.__le__, votes)):
        share = seen[number] = min(1.0, votes[number] / prints.length(number))
        shares[number] = share * share * prints.length(number)
    ranked = sorted(shares, key=lambda number: (-shares[number], number))[:LOOKED_AT]
    near = [prints.get(number) for number in ranked if shares[number] >= NEARLY * shares[ranked[0]]]
    return near, [prints.get(number) for number in ranked if seen[number] >= SHARED or prints.length(number) <= FEW]
