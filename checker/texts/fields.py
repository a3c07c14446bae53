"""Which fields of use a license bans, read off its sentences for a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checker.texts.chains import Pattern
from checker.texts.found import Cite, Found
from checker.texts.passages import BANS, TITLE, Passage
from checker.texts.signals import CONFIDENCE, Signal, Signals

UNBANNED = frozenset(("spared", "definition", "aside", "ends", TITLE))  # the marks of a sentence that bans no field
DEFINED = UNBANNED - {"definition"}
CONDITIONAL = "conditional"  # the mark of a list of what is asked for
_EXCEPT = re.compile(r"\b(?:except(?:ing|ion)?|other than|unless|outside of|apart from|excluding|save (?:for|as|where))\b[^,;:.]{0,300}")
_NEGATED = re.compile(r"\b(?:not|no|nor|never|neither|cannot|prohibit\w*|forbid\w*|refrain)\b|n't\b")


def marked(folded: str, patterns: Mapping[str, Sequence[Pattern]]) -> frozenset[str]:
    """The marks whose patterns find anything in a folded sentence."""
    return frozenset(name for name, some in patterns.items() if any(True for one in some for _ in one.find(folded)))


def banned_fields(read: Sequence[Passage], signals: Signals, cite: Cite) -> Iterator[Found]:
    """Yield a prohibition for each sentence of a ban, with every field it names."""
    for passage in read:
        barred = DEFINED if "defined-ban" in passage.context else UNBANNED  # `"Excluded Use" means use for ...` bans what it names
        if not passage.context >= BANS or barred & passage.context:
            continue
        if CONDITIONAL in passage.context and CONDITIONAL not in marked(passage.folded, {CONDITIONAL: signals.marks[CONDITIONAL]}):
            continue
        spans = [(signal, span) for signal in signals.fields if (span := signal.find(passage.folded, passage.context))]
        freed = [one.span() for one in _EXCEPT.finditer(passage.folded) if _NEGATED.search(passage.folded, 0, one.start())]
        spans = [one for one in spans if not any(start <= one[1][0] < end for start, end in freed)]
        spans = [one for one in spans if not _is_example(one, spans, passage.folded, signals)]
        if not spans:
            continue
        spans.sort(key=lambda one: one[1])
        words = list(dict.fromkeys(signal.id for signal, _ in spans))
        ranks = [CONFIDENCE.index(signal.confidence) for signal, _ in spans]
        values: dict[str, Any] = {"id": words[0], "actions": ["use"], "when": {"field": words}}
        qualified = [one.id for one in signals.qualified if one.find(passage.folded, passage.context)]
        if qualified:
            values["qualified"] = qualified
        values |= {"at": cite(passage), "phrase": passage.phrase(*spans[0][1])}
        yield Found("prohibition", values, CONFIDENCE[min(ranks)], "field")


Hit = tuple[Signal, tuple[int, int]]


def _is_example(hit: Hit, hits: Sequence[Hit], folded: str, signals: Signals) -> bool:
    """True where a field is named only as an example of another: `decisions about people (e.g., in health care)`."""
    signal, (start, _) = hit
    heads = [at[0] for head, at in hits if signal.id in head.covers and at[0] < start]
    return bool(heads) and any(begin < start for one in signals.marks["example"] for begin, _ in one.find(folded) if begin > min(heads))
