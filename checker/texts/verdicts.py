"""What a file is found to be, and where in it. Pure."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from checker.texts.align import Gap
from checker.texts.bare import Bare
from checker.texts.fold import Words
from checker.texts.prints import Known

FIRST = (b"1", b"a", b"i")
LEAST = 30  # words that may be a text of their own


class Verdict(enum.StrEnum):
    """What a file is."""

    IS = "is"
    CHANGED = "is, with changes"
    CONTAINS = "contains"
    LIKE = "is like"
    UNKNOWN = "not known"


class Part(NamedTuple):
    """A known text in a file: its names, from which word to which it stands there, and the gaps where the two differ.

    `score` is how much of both agrees, 0 to 1. It is no claim.
    """

    names: tuple[tuple[str, str], ...]
    start: int
    end: int
    length: int
    gaps: tuple[Gap, ...] = ()
    score: float = 1.0
    titles: frozenset[bytes] = frozenset()
    known: Known | None = None  # the text, where its pieces were compared

    @property
    def ids(self) -> tuple[str, ...]:
        """The licenses that have this text."""
        return tuple(dict.fromkeys(id for id, _ in self.names))

    @property
    def added(self) -> int:
        """Words that the file has more, at least."""
        return sum(gap.added for gap in self.gaps)

    @property
    def removed(self) -> int:
        """Words that the file has fewer, at least."""
        return sum(gap.removed for gap in self.gaps)


class Identity(NamedTuple):
    """The verdict on a file, the known texts it rests on, and how many words of the file belong to none of them and are not explained."""

    verdict: Verdict
    parts: tuple[Part, ...] = ()
    unexplained: int = 0
    words: int = 0
    why: str = ""
    named: tuple[str, ...] = ()  # those of `ids` of which the file has every document, where there are such; else all

    @property
    def ids(self) -> tuple[str, ...]:
        """The licenses of which the file is the whole text: those that all its parts belong to, else those of each part."""
        return tuple(shared(self.parts) or dict.fromkeys(id for part in self.parts for id in part.ids))


def shared(parts: Sequence[Part]) -> list[str]:
    """The licenses that all these texts belong to. Two texts that a third license incorporates are not that one: its own is among them."""
    common = [id for id in parts[0].ids if all(id in part.ids for part in parts)] if parts else []
    return [id for id in common if len(parts) == 1 or any((id, "license") in part.names for part in parts)]


def touches(gaps: Sequence[Gap], places: Sequence[int]) -> bool:
    """True where one of these words stands in a gap."""
    return any(gap.start <= place < gap.end for place in places for gap in gaps)


def with_odd(found: Identity, odd: Sequence[int]) -> Identity:
    """The text with changes that a file is in which these words, numbers of lists, were altered: each is a gap of its own."""
    gaps = found.parts[0].gaps
    more = [Gap(place, place + 1, -1, 1) for place in odd if not touches(gaps, [place])]
    part = found.parts[0]._replace(gaps=tuple(sorted((*gaps, *more))))
    return found._replace(verdict=Verdict.CHANGED, parts=(part, *found.parts[1:]))


def in_file(found: Identity, own: Bare, text: Words) -> Identity:
    """What was found of a file, with places in the file where those among its bare words are given."""
    return found._replace(parts=tuple(_part_in_file(part, own) for part in found.parts), words=len(text.low))


def _part_in_file(part: Part, own: Bare) -> Part:
    if not own.places:
        return part
    return part._replace(
        start=own.origin(part.start), end=_end(part.start, part.end, own), gaps=tuple(_gap_in_file(gap, own) for gap in part.gaps)
    )


def _gap_in_file(gap: Gap, own: Bare) -> Gap:
    start, end = own.origin(gap.start), _end(gap.start, gap.end, own)
    return gap._replace(start=start, end=end, cut=end - start - (gap.end - gap.start))


def _end(start: int, end: int, own: Bare) -> int:
    return own.origin(end - 1) + 1 if end > start else own.origin(start)


def several(found: Identity, text: Words, read: Callable[[Words], Identity]) -> list[Part]:
    """The texts that stand whole in a file, where more do than were `found`; else none. What stands before, behind and between is read."""
    spans = [span for part in found.parts for span in _span(part, found)]
    edges = [(0, 0), *sorted(spans), (found.words, found.words)]
    rest = [(start, end) for (_, start), (end, _) in pairwise(edges) if end - start > LEAST]
    parts = (_whole(found) or _read(text, spans, read)) if rest else []
    more = _read(text, rest, read) if parts else []
    return sorted((_with_number(part, text) for part in (*parts, *more)), key=lambda part: part.start) if more else []


def _span(part: Part, found: Identity) -> list[tuple[int, int]]:
    """From where to where a part stands: what a gap at an end of the file holds is not of it."""
    begin = max((gap.end for gap in part.gaps if gap.start == 0), default=part.start)
    end = min((gap.start for gap in part.gaps if gap.end == found.words), default=part.end)
    return [(begin, end)] if begin < end else []


def _whole(found: Identity) -> list[Part]:
    """The parts of a file that stand whole in it: also the one that has nothing but more words before and behind it."""
    gaps = [gap for part in found.parts for gap in part.gaps]
    if found.verdict is Verdict.LIKE or not all(gap.exact and (gap.start == 0 or gap.end == found.words) for gap in gaps):
        return []
    return [part._replace(start=start, end=end, gaps=(), score=1.0) for part in found.parts for start, end in _span(part, found)]


def _read(text: Words, spans: Iterable[tuple[int, int]], read: Callable[[Words], Identity]) -> list[Part]:
    """The texts that stand whole in what lies between these words."""
    parts = list[Part]()
    for start, end in spans:
        few = slice(text.starts[start], text.starts[end])
        whole = _whole(read(Words(text.cased[few], text.marked[few])))
        parts += [part._replace(start=part.start + start, end=part.end + start) for part in whole]
    return parts


def _with_number(part: Part, text: Words) -> Part:
    """A part with the number of its first item, which counts for no word."""
    at = part.start - 1
    first = at >= 0 and text.low[at] in FIRST and (at == 0 or text.line(at - 1) < text.line(at))
    return part._replace(start=at) if first else part
