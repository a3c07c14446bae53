"""What stands out in a license, in a few words: `700M users at release; EU multimodal shut out; 38 banned fields`.

Worked out from the terms alone. The order is that of what matters most to somebody who picks a model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from checker import wording
from checker.build import texts
from checker.conditions import Setting, evaluate
from checker.covers import fields
from checker.model import ANY, Kind, License, Rule, Term
from checker.vocabulary import Vocabulary

Said = Iterator[str]

UNREAD = "nobody here has read its text"
THRESHOLDS: Mapping[str, str] = {
    "monthly-active-users": "users",
    "annual-revenue": "revenue a year",
    "monthly-revenue": "revenue a month",
    "funding": "funding",
    "employees": "employees",
}
PLACES = ("established-in", "used-in")
_SIGNS = {"above": "", "at-least": "from ", "below": "below ", "at-most": "up to "}
_ACTS: tuple[tuple[Mapping[str, str], str], ...] = (
    ({"action": "distribute"}, "no redistribution"),
    ({"action": "modify"}, "no changing"),
    ({"action": "distribute", "of": "derivative"}, "changed versions not passed on"),
    ({"action": "host"}, "no offering as a service"),
)
_TRAINING = ("improve-model", "train-on-output", "distill")
_DUTIES: Mapping[str, str] = {
    "pay": "a fee",
    "register": "registration",
    "request-license": "a separate license to ask for",
    "report": "reports to the licensor",
    "label-output": "outputs marked",
    "disclose-source": "source owed",
    "pass-on-restrictions": "restrictions passed on",
    "keep-invariant": "invariant parts",
    "documentation-limits": "only as documented",
    "indemnify": "indemnity",
}
_POWERS: Mapping[str, str] = {
    "revoke": "revocable",
    "restrict-remotely": "may be restricted remotely",
    "change-terms": "terms may change",
}


def highlights(license: License, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What stands out in `license`, the weightiest first, each once; empty where it is a plain license. Pure."""
    if license.unread:
        return (UNREAD,)
    return tuple(dict.fromkeys(text for tell in TELLERS for text in tell(license, vocabulary)))


def row(license: License, vocabulary: Vocabulary) -> Mapping[str, Any]:
    """What a list says of one license, as JSON."""
    return {
        "id": license.id,
        "name": license.name,
        "publisher": license.publisher,
        "released": license.released or None,
        "names": list(license.names),
        "spdx": license.spdx or None,
        "unread": license.unread,
        "stands_out": list(highlights(license, vocabulary)),
    }


def thresholds(term: Term) -> Said:
    """The thresholds of a term: `700M users at release`, `USD 1M revenue a year`."""
    when = " at release" if (term.details.get("counted") or {}).get("as-of") == "release" else ""
    for clause in term.when:
        for name, values in clause.items():
            if values.limit and name in THRESHOLDS:
                yield f"{_SIGNS[values.limit.relation]}{wording.compact(values.limit)} {THRESHOLDS[name]}{when}"


def _caps(license: License, vocabulary: Vocabulary) -> Said:
    caps = [term for term in license.of_kind(Kind.PROHIBITION) if any(thresholds(term))]
    settled = [term for term in caps if not term.contested]
    for term in settled or caps:
        yield from (f"{text}{' (contested)' if term.contested else ''}" for text in thresholds(term))


def _purposes(license: License, vocabulary: Vocabulary) -> Said:
    yield from _limited("purpose", license, vocabulary)


def _limited(name: str, license: License, vocabulary: Vocabulary) -> Said:
    """Limits by one constraint alone, on all use or on handing on; what is barred in a corner of the license does not stand out.

    Where one says what alone is allowed, those that name what is not say nothing more.
    """
    found = [
        (clause[name], term)
        for term in license.of_kind(Kind.PROHIBITION)
        if {ANY, "use", "distribute", "host"} & set(term.words) and _about_it(term, vocabulary)
        for clause in term.when
        if set(clause) == {name}
    ]
    for values, term in [one for one in found if one[0].other_than] or found:
        words = wording.bare(name, values._replace(other_than=False), vocabulary)
        offered = " without a separate license" if "remedy" in term.details else ", with exceptions" if term.unless else ""
        offered += " (contested)" if term.contested else ""
        yield f"{'only' if values.other_than else 'not'} {'to' if name == 'recipient' else 'for'} {words}{offered}"


def _about_it(term: Term, vocabulary: Vocabulary) -> bool:
    """True where a term is about the thing itself, not only about derivatives, outputs or products."""
    apart = {asset for asset, entry in vocabulary.words("assets").items() if entry.get("apart")} | {"derivative"}
    return not term.of or bool(set(term.of) - apart)


def _places(license: License, vocabulary: Vocabulary) -> Said:
    """Who is shut out by seat, with what else must hold where that is a kind of model."""
    for term in license.of_kind(Kind.PROHIBITION):
        for clause in term.when:
            names = [code for name in PLACES if name in clause for code in clause[name].words]
            if names:
                shown = ", ".join(dict.fromkeys(names))
                kind = f" {'/'.join(clause['modality'].words)}" if "modality" in clause else ""
                only = any(clause[name].other_than for name in PLACES if name in clause)
                yield f"only {shown}{kind}" if only else f"{shown}{kind} shut out"


def _parties(license: License, vocabulary: Vocabulary) -> Said:
    shut_out = list(_limited("party", license, vocabulary))
    yield from shut_out
    yield from (text for text in _limited("recipient", license, vocabulary) if text.replace(" to ", " for ", 1) not in shut_out)


def _banned(license: License, vocabulary: Vocabulary) -> Said:
    words = {field for term in license.of_kind(Kind.PROHIBITION) for field in fields(term)}
    if words:
        yield f"{len(words)} banned field{'s' if len(words) > 1 else ''}"


def _withheld(license: License, vocabulary: Vocabulary) -> Said:
    """Rights that are not given at all, on every reading."""
    setting = Setting(license, vocabulary, False, lambda name: [])
    withheld = [text for asked, text in _ACTS if evaluate(Rule("permits", asked), setting).value is False]
    yield from withheld[:1] if {"no redistribution", "no changing"} & set(withheld[:1]) else withheld


def _training(license: License, vocabulary: Vocabulary) -> Said:
    for term in license.of_kind(Kind.PROHIBITION):
        if set(term.words) & set(_TRAINING):
            which = [wording.bare("result", clause["result"], vocabulary) for clause in term.when if "result" in clause]
            yield "no training of other models" + (f" ({'; '.join(which)})" if which else "")


def _brands(license: License, vocabulary: Vocabulary) -> Said:
    for term in license.of_kind(Kind.DUTY):
        if term.words[0] in ("display-brand", "name-prefix"):
            brand = " or ".join(f'"{text}"' for text in texts(term.details["text"]))
            over = " or ".join(thresholds(term))
            yield f"{brand} {'shown' if term.words[0] == 'display-brand' else 'begins the name'}{f' beyond {over}' if over else ''}"


def _owed(license: License, vocabulary: Vocabulary) -> Said:
    duties = license.of_kind(Kind.DUTY)
    owed = {term.words[0] for term in duties}
    if any(term.words[0] == "share-alike" and "restrictions-kept" not in texts(term.details["under"]) for term in duties):
        yield "share-alike"
    yield from (text for duty, text in _DUTIES.items() if duty in owed)


def _ends(license: License, vocabulary: Vocabulary) -> Said:
    """Lawsuits that end more than the patent grant, and events that end the license."""
    for term in license.of_kind(Kind.POWER):
        if term.words[0] == "terminate-on-litigation" and term.details["ends"] != "patent-grant":
            scope = wording.listing(vocabulary.label("scope", one) for one in texts(term.details["scope"]))
            yield f"ends on a suit over {scope}"
        if term.words[0] == "terminate-on-event":
            events = [wording.bare("event", clause["event"], vocabulary) for clause in term.when if "event" in clause]
            yield from (f"ends on {event}" for event in events)


def _later(license: License, vocabulary: Vocabulary) -> Said:
    held = {term.words[0] for term in license.of_kind(Kind.POWER)}
    yield from (text for power, text in _POWERS.items() if power in held)


def _patents(license: License, vocabulary: Vocabulary) -> Said:
    barred = [term for term in license.of_kind(Kind.PROHIBITION) if "use-patents" in term.words and not term.conditional]
    if barred:
        yield "no patents"


def _missing(license: License, vocabulary: Vocabulary) -> Said:
    yield from (f"{text.name} not read" for text in license.texts if not text.held)


TELLERS: tuple[Callable[[License, Vocabulary], Said], ...] = (
    _caps,
    _purposes,
    _places,
    _parties,
    _withheld,
    _banned,
    _training,
    _brands,
    _owed,
    _patents,
    _ends,
    _later,
    _missing,
)
