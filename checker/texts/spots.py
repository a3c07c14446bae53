"""The places that a license shuts out, read off sentences for a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.texts.found import ELSEWHERE, Cite, Found
from checker.texts.passages import Passage
from checker.texts.signals import CONFIDENCE, Signals

SANCTIONER, EMBARGOED = "US", frozenset(("CU", "IR", "KP", "SY"))  # whose embargoes texts name, and against whom
PLACES_AFTER = 400  # characters after a match in which the places stand
_ENDS = re.compile(  # what follows is whose sanctions they are, or where it may be used all the same
    r"\bbut (?:do(?:es)?|is|are|may|shall|can) (?!not\b)|"
    r"(?:sanctioned|embargoed|embargo(?:es)?|sanctions|imposed|maintained|administered|enforced|designated|prohibited|restricted) by "
)
_UNION = r"(?:the )?(?:eu|european union|u\.?s\.?|united states|un|united nations|uk|united kingdom)"
_SANCTIONS_OF = re.compile(  # `any country under EU sanctions`: whose they are
    rf"\b(?:under|subject to|by|on) (?:current |applicable )?{_UNION}(?:'s)?(?:(?:,| or| and|/)[ /]?{_UNION}){{0,3}}"
    r" (?:trade |economic )?(?:sanction|embargo)"
)
_WELCOME = re.compile(
    r"\b(?:not|never|nobody|no one) (?:be |may be )?(?:exclude|barred|prohibited)|\bwelcome\b|\bstatutory\b"
)  # who is not shut out
_ALL_BUT = re.compile(  # `in no country except Japan`
    r"\b(?:not?|never|nor)\b[^.;]{0,80}\b(?:any|no|other|every)(?:where| (?:other )?"
    r"(?:countr|place|territor|jurisdiction|region|state)[a-z]{0,6})[^.;]{0,12} (?:except|other than|but|save|apart from|outside)\b"
)
# Of some models or persons alone.
_PARTLY = re.compile(r"(?:[^a-z]{0,6}[a-z]?[.)] )?(?:with (?:respect|regard) to|as (?:to|regards)|in relation to|in the case of) ")
_NOT_FOR = re.compile(
    r"(?:this|the foregoing|such|the above) (?:restriction|limitation|exclusion|prohibition|clause|section) (?:do(?:es)?|shall|will) not"
)


def barred_places(read: Sequence[Passage], signals: Signals, cite: Cite) -> Iterator[Found]:
    """Yield a ban for every sentence that shuts places out."""
    for passage, after in pairwise([*read, None]):
        barred = False
        if passage is None or _WELCOME.search(passage.folded):
            continue
        partly = _PARTLY.match(passage.folded) or (after and _NOT_FOR.match(after.folded))
        all_but = _ALL_BUT.search(passage.folded)
        for signal in signals.limits:
            if signal.kind in ("where", "who") or (signal.last and barred):
                continue
            if (span := signal.find(passage.folded, passage.context)) is None:
                continue
            # a country that only the United States embargo is not the United States
            own = _SANCTIONS_OF.sub(lambda match: " " * len(match.group()), passage.folded)
            found = places(_ENDS.split(own[span[0] : span[1] + PLACES_AFTER], maxsplit=1)[0], signals)
            if SANCTIONER in found and EMBARGOED & set(found):
                found.remove(SANCTIONER)  # `any country to which the United States has embargoed goods`
            if found:
                barred = True
                when = {mark: {ELSEWHERE: found} if all_but or how == ELSEWHERE else found for mark, how in signal.term.items()}
                values = {"id": signal.id, "actions": "any", "when": when, "at": cite(passage), "phrase": passage.phrase(*span)}
                yield Found("prohibition", values, CONFIDENCE[1] if partly or all_but else signal.confidence, "place")


def places(folded: str, signals: Signals) -> list[str]:
    """The places that `folded` names, in their order: ISO codes and sets. A state of a country stands for the country too."""
    spans = [(match.start(), match.end(), code) for code, names in signals.places.items() for match in names.finditer(folded)]
    # `north korea` is no `korea`
    hits = sorted((one[0], one[2]) for one in spans if not any(_lies_within(one, other) for other in spans))
    codes = list(dict.fromkeys(code for _, code in hits))
    return [code for code in codes if not any(other.startswith(f"{code}-") for other in codes)]


def _lies_within(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1] and other[1] - other[0] > one[1] - one[0] and one[2] != other[2]
