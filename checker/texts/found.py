"""What the detectors of a draft hand on: terms with their confidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from checker.texts.passages import Passage
from checker.texts.signals import Signal

PLURAL = {"permission": "permissions", "prohibition": "prohibitions", "duty": "duties", "power": "powers"}  # as a definition has them
Cite = Callable[[Passage], str]  # the citation of the place where a sentence stands
_QUOTED = re.compile(
    r"(?<![A-Za-z])(?:\"(?P<text>[^\"]{2,400}?)\"|'(?P<single>[^\"']{2,400}?)')(?![a-z])|[\u201c\u300c\u300a](?P<wide>[^\u201d\u300d\u300b]{2,100})[\u201d\u300d\u300b]"
)
_DEFINES = re.compile(
    r"\((?:[A-Za-z,]{1,15} ){0,4}$|[\u79f0\u4e3a]$|\u4ee5\u4e0b[^\s]{0,6}$"
)  # `(the "Model")`: a defined term, no wording
ELSEWHERE = "other-than"  # what is granted in some places alone, or to some, is shut out from all others
_BEFORE = 60  # characters before a quotation in which it is said to be a defined term


class Found(NamedTuple):
    """A term of a draft: its kind, its values as a definition holds them, how sure the detector is, and which one it was."""

    kind: str
    values: Mapping[str, Any]
    confidence: str
    signal: str


def read(signal: Signal, passage: Passage) -> tuple[int, int] | None:
    """Where in a sentence `signal` finds something, or None. The item of a list is read with what heads it: `you must: state changes`.

    Characters count from the beginning of the sentence itself. Pure.
    """
    span = signal.find(passage.folded, passage.context)
    if span is not None or not passage.lead:
        return span
    begin = len(passage.lead) + 1
    span = signal.find(f"{passage.lead} {passage.folded}", passage.context)
    return (max(0, span[0] - begin), span[1] - begin) if span is not None and span[1] > begin else None


def quoted(text: str, most: int) -> Iterator[str]:
    """Yield what stands in quotation marks in `text`, of at most `most` words; terms that the sentence defines are left out."""
    for match in _QUOTED.finditer(text):
        words = match["text"] or match["single"] or match["wide"]
        if len(words.split()) <= most and not _DEFINES.search(text[max(0, match.start() - _BEFORE) : match.start()]):
            yield words.rstrip(".,")
