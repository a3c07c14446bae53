"""The places and the fields of use that a license shuts out, read off sentences for a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from checker.texts.found import ELSEWHERE, Cite, Found
from checker.texts.limits import marked, spans
from checker.texts.passages import BANS, TITLE, Passage
from checker.texts.signals import CONFIDENCE, Signal, Signals
from checker.texts.turned import allows, graded

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
UNBANNED = frozenset(("spared", "definition", "aside", "ends", "bodies", TITLE))  # the marks of a sentence that bans no field
DEFINED = UNBANNED - {"definition"}
DECISIONS = "automated-decisions"  # what says so names others only as the decisions that it is about
CONDITIONAL = "conditional"  # the mark of a list of what is asked for
_EXCEPT = re.compile(r"\b(?:except(?:ing|ion)?|other than|unless|outside of|apart from|excluding|save (?:for|as|where))\b[^,;:.]{0,300}")
_NEGATED = re.compile(r"\b(?:not|no|nor|never|neither|cannot|prohibit\w*|forbid\w*|refrain)\b|n't\b")
# Fields with words that stand in the names of others, too.
WIDE = frozenset(("unlawful", "crime", "harm", "bodily-harm", "violence", "minors", "surveillance", "harassment", "elections", "health"))
# To whom it may not be given, and who may not have it: none of these is what it is used for.
_ARMIES = "armed forces?|army|armies|soldiers|troops"
_WHOM = re.compile(
    r"\b(?:access|suppl|provid|distribut|redistribut|transfer|available|releas|sen[dt]|export|re-export|giv|licen[cs]ed|granted)\w*\b[^.;:]{0,60}?"
    rf" (?:to|by|with) [^.;:]{{0,30}}?\b({_ARMIES}|embargoed \w+|"
    r"(?:part(?:y|ies)|persons?|people|countr\w+|destinations?) [^.;:]{0,40}(?:embargo|sanction)\w*)|"
    r"\bby (minors|children|persons? (?:under|below)[a-z ]{0,30}\w+)|"
    rf"\b(minors|children|{_ARMIES}|criminal \w+|rivals|competitors|public security organs)\b[^.;:]{{0,40}}?"
    r" (?:are|is|may|shall|must|can|do)(?: not| neither| ?n't)? (?:excluded|use|access|be g|be supplied|get|receive|have\b|hold|distil)"
)
_LISTED = re.compile(r"[,;/]| (?:and|or) ")  # what stands between two of a list


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


def banned_fields(read: Sequence[Passage], signals: Signals, cite: Cite) -> Iterator[Found]:
    """Yield a prohibition for each sentence of a ban, with every field it names."""
    headed, covered = "", frozenset[str]()  # the section of what names decisions, and the fields that items below it only exemplify
    for passage in read:
        barred = DEFINED if "defined-ban" in passage.context else UNBANNED  # `"Excluded Use" means use for ...` bans what it names
        if not passage.context >= BANS or barred & passage.context or allows(passage.folded):
            continue
        if CONDITIONAL in passage.context and CONDITIONAL not in marked(passage.folded, {CONDITIONAL: signals.marks[CONDITIONAL]}):
            continue
        if not passage.place.section.startswith(headed):
            covered = frozenset()
        passage = passage._replace(folded=_WHOM.sub(_without, passage.folded))
        hits = [(signal, span) for signal in signals.fields if (span := signal.find(passage.folded, passage.context))]
        hits = [one for one in hits if one[0].id not in covered]
        freed = [one.span() for one in _EXCEPT.finditer(passage.folded) if passage.lead or _NEGATED.search(passage.folded, 0, one.start())]
        hits = [one for one in hits if graded("prohibition", "field", "", passage.folded, one[1], "likely")]
        hits = [one for one in hits if not any(start <= one[1][0] < end for start, end in freed)]
        hits = list(_apart(hits, passage))
        hits = [one for one in hits if not _is_example(one, hits, passage.folded, signals)]
        if not hits:
            continue
        if some := next((signal.covers for signal, _ in hits if signal.id == DECISIONS), None):
            headed, covered = f"{passage.place.section}.", some
        hits.sort(key=lambda one: one[1])
        words = list(dict.fromkeys(signal.id for signal, _ in hits))
        ranks = [CONFIDENCE.index(signal.confidence) for signal, _ in hits]
        values: dict[str, Any] = {"id": words[0], "actions": ["use"], "when": {"field": words}}
        qualified = [one.id for one in signals.qualified if one.find(passage.folded, passage.context)]
        if qualified:
            values["qualified"] = qualified
        values |= {"at": cite(passage), "phrase": passage.phrase(*hits[0][1])}
        yield Found("prohibition", values, CONFIDENCE[min(ranks)], "field")


Hit = tuple[Signal, tuple[int, int]]


def _without(match: re.Match[str]) -> str:
    """What was found, with whom it names crossed out, word by word."""
    first, last = (at - match.start() for at in match.span(match.lastindex or 0))
    return f"{match[0][:first]}{re.sub('[^ ]', '-', match[0][first:last])}{match[0][last:]}"


def _apart(hits: Sequence[Hit], passage: Passage) -> Iterator[Hit]:
    """The fields that are named by words of their own, and not only within what names another: `sexual violence` is no violence."""
    for signal, (start, end) in hits:
        folded = passage.folded
        others = (other.says for other, _ in hits if signal.id in WIDE and other.id != signal.id)
        for first, last in (span for says in others for span in spans(says, passage.folded)):
            own = [(first - begin, stop - last) for begin, stop in spans(signal.says, folded)]
            within = any(before <= 0 and after <= 0 and before + after for before, after in own)
            if within and not any(before >= 0 and after >= 0 for before, after in own) and not _LISTED.search(folded, first, last):
                folded = f"{folded[:first]}{' ' * (last - first)}{folded[last:]}"
        span = (start, end) if folded == passage.folded else signal.find(folded, passage.context)
        if span:
            yield signal, span


def _is_example(hit: Hit, hits: Sequence[Hit], folded: str, signals: Signals) -> bool:
    """True where a field is named only as an example of another: `decisions about people (e.g., in health care)`."""
    signal, (start, _) = hit
    heads = [at[0] for head, at in hits if signal.id in head.covers and at[0] < start]
    return bool(heads) and any(begin < start for one in signals.marks["example"] for begin, _ in one.find(folded) if begin > min(heads))
