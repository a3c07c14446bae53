"""The words of a text that say something: what differs from copy to copy and changes nothing is taken out. Pure."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from checker.texts.fold import Words
from checker.texts.holders import Cut, addresses, names, statements
from checker.texts.lists import numbers


class Bare(NamedTuple):
    """The words of a file without statements of copyright and numbers of lists, and with one word for every name.

    `places` and `shifts` say how far the words stand from where they stand in the file. `cuts` are what was taken out, and `odd` where
    numbers stand in the place of one of a list that do not go on with it: from which byte to which.
    """

    words: Words
    places: list[int]
    shifts: list[int]
    cuts: list[Cut]
    odd: list[tuple[int, int]]

    def origin(self, word: int) -> int:
        """Where in the file a word stands of which the number among `words` is given."""
        place = bisect_right(self.places, word) - 1
        return word + self.shifts[place] if place >= 0 else word


def bare(text: Words) -> Bare:
    """What is compared: the words of a text without what may differ from copy to copy. Lines are kept."""
    low = text.cased.lower()
    counted, odd = numbers(text.cased, text.marked)
    return _without(text, sorted(statements(text) + names(low, text.joined) + addresses(low) + [(*place, b"") for place in counted]), odd)


def lenient(text: Words, own: Bare) -> Bare:
    """The words of a text without the odd numbers as well: a copy of which an item is gone is like its text but for those."""
    return _without(text, sorted(own.cuts + [(*place, b"") for place in own.odd]), own.odd)


def odd_words(text: Words, own: Bare) -> list[int]:
    """Which words of a text its odd numbers are."""
    at, words, found = 0, 0, list[int]()
    for start, _ in own.odd:
        words += len(text.cased[at:start].split())
        found.append(words)
        at = start
    return found


def _without(text: Words, cuts: list[Cut], odd: list[tuple[int, int]]) -> Bare:
    if not cuts:
        return Bare(text, [], [], cuts, odd)
    parts, marked, places, shifts = list[bytes](), list[bytes](), list[int](), list[int]()
    at = count = shift = 0
    for start, end, instead in cuts:
        if start < at:
            continue
        kept, gone = text.cased[at:start], text.cased[start:end]
        more = instead + b"\n" * gone.count(b"\n")
        parts += [kept, more]
        marked += [text.marked[at:start], more]
        count += len(kept.split()) + len(instead.split())
        shift += len(gone.split()) - len(instead.split())
        places.append(count)
        shifts.append(shift)
        at = end
    parts.append(text.cased[at:])
    marked.append(text.marked[at:])
    return Bare(Words(b"".join(parts), b"".join(marked)), places, shifts, cuts, odd)
