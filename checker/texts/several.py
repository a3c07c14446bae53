"""A file of several texts: what stands before and behind one that was found in it is read by itself. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from checker.texts.fold import Words
from checker.texts.verdicts import Identity, Part, Verdict

FIRST = (b"1", b"a", b"i")
LEAST = 30  # words that may be a text of their own


def several(found: Identity, text: Words, read: Callable[[Words], Identity]) -> list[Part]:
    """The texts that stand whole in a file, where more do than were `found`; else none."""
    beside = [one for part in found.parts for one in _beside(part, found, len(text.low))]
    rest = list(_between(beside, len(text.low)))
    if not rest:
        return []
    parts = _whole(found) or [one for span in beside for one in _read(text, *span, read)]
    more = [one for span in rest for one in _read(text, *span, read)] if parts else []
    return sorted((_with_number(part, text) for part in (*parts, *more)), key=lambda part: part.start) if more else []


def _with_number(part: Part, text: Words) -> Part:
    """A part with the number of its first item, which counts for no word."""
    at = part.start - 1
    first = at >= 0 and text.low[at] in FIRST and (at == 0 or text.line(at - 1) < text.line(at))
    return part._replace(start=at) if first else part


def _beside(part: Part, found: Identity, words: int) -> Iterable[tuple[int, int]]:
    """From where to where a part stands: what a gap at an end of the file holds is not of it."""
    if found.verdict is Verdict.CONTAINS:
        return [(part.start, part.end)]
    begin = max((gap.end for gap in part.gaps if gap.start == 0), default=part.start)
    end = min((gap.start for gap in part.gaps if gap.end == words), default=part.end)
    return [(begin, end)] if begin < end else []


def _between(spans: Iterable[tuple[int, int]], words: int) -> Iterable[tuple[int, int]]:
    """What lies between spans, before and behind them, where it is long enough."""
    return ((start, end) for (_, start), (end, _) in pairwise([(0, 0), *sorted(spans), (words, words)]) if end - start > LEAST)


def _whole(found: Identity) -> list[Part]:
    """The parts of a file that stand whole in it: also the one that has nothing but more words before and behind it."""
    if found.verdict in (Verdict.IS, Verdict.CONTAINS):
        return list(found.parts)
    (part,) = found.parts[:1] or [None]
    if found.verdict is not Verdict.CHANGED or part is None or not all(gap.exact for gap in part.gaps):
        return []
    ((begin, end),) = list(_beside(part, found, found.words)) or [(0, 0)]
    inner = any(begin < gap.end and gap.start < end and gap.start < gap.end for gap in part.gaps)
    return [] if inner or begin == end else [part._replace(start=begin, end=end, gaps=(), score=1.0)]


def _read(text: Words, start: int, end: int, read: Callable[[Words], Identity]) -> list[Part]:
    """The texts that stand whole in words `start` to `end`."""
    few = slice(text.starts[start], text.starts[end])
    return [
        part._replace(start=part.start + start, end=part.end + start) for part in _whole(read(Words(text.cased[few], text.marked[few])))
    ]
