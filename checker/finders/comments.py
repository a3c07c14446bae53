"""Comments of several lines, `/* ... */`: where they are, and what stands in one. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from checker.references import COMMENT, Spot

FAR = 1_000  # characters before a mark in which the string that it stands in begins
_BEFORE_BLOCK = " \t\r\n;,(){}[]:="


def blocks(text: str, templated: bool = False) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The comments `/* ... */` of a text: where each begins and ends, as (line, column) from 1. Looks at every character once.

    `templated`: those of a template alone, `{{/* ... */}}`, in a file that has no others. A pattern such as `src/**/*.py` begins none, nor
    does what stands in a string; one that is not closed is none.
    """
    found = []
    line = counted = at = 0
    while (at := text.find("/*", at)) >= 0:
        if not _begins(text, at, templated):
            at += 2
            continue
        end = text.find("*/", at + 2)
        if end < 0:
            break
        line += text.count("\n", counted, at)
        first = (line + 1, at - text.rfind("\n", 0, at))
        line += text.count("\n", at, end)
        counted = end
        found.append((first, (line + 1, end - text.rfind("\n", 0, end) + 2)))
        at = end + 2
    return found


def _begins(text: str, at: int, templated: bool) -> bool:
    """Whether `/*` begins a comment there."""
    if templated:
        return text[max(0, at - 5) : at].rstrip(" -").endswith("{{")
    quoted = text.count('"', text.rfind("\n", max(0, at - FAR), at) + 1, at) % 2
    return at == 0 or (text[at - 1] in _BEFORE_BLOCK and not quoted)


def inside(spot: Spot, spans: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> bool:
    """Whether a spot stands in one of the comments that `blocks` found."""
    at = bisect_right(spans, ((spot.line, spot.column), (1 << 62, 0))) - 1
    return at >= 0 and (spot.line, spot.column) < spans[at][1]


def spoken(spot: Spot) -> Spot:
    """A spot in a comment as what is spoken of there, without the end of the sentence that it may stand at."""
    return spot._replace(nature=COMMENT, text=spot.text.rstrip(".:!?,;") or spot.text)
