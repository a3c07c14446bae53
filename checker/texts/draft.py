"""A first definition of a license text never seen: the terms that its sentences signal, each with place, phrase and confidence.

Everything that is not found is left undecided: a draft never says that a text is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from checker.texts.amounts import Amount, amounts
from checker.texts.normalize import digest
from checker.texts.passages import Passage, passages
from checker.texts.signals import CONFIDENCE, Pattern, Signal, Signals
from checker.vocabulary import Vocabulary

PLACES_MOST = 3  # places and phrases of one term: more would say nothing new
PLURAL = {"permission": "permissions", "prohibition": "prohibitions", "duty": "duties", "power": "powers"}
WINDOW = 90  # characters around a number in which its unit and its relation stand
NOTICE_WORDS = 6
TITLE_LINES, TITLE_WORDS, SLUG_CHARACTERS = 8, 14, 60
_QUOTED = re.compile(r"[\"'](?P<text>[^\"']{2,400}?)[\"'](?![a-z])|[\u201c\u300c\u300a](?P<wide>[^\u201d\u300d\u300b]{2,100})[\u201d\u300d\u300b]")
_DAYS = re.compile(r"(?:\((?P<digits>\d{1,3})\)|(?<!\d)(?P<plain>\d{1,3})) ?(?:calendar |business |consecutive )?-?days?")


class Found(NamedTuple):
    """A term of a draft: its kind, its values as a definition holds them, and how sure the detector is."""

    kind: str
    values: Mapping[str, Any]
    confidence: str
    signal: str


class Draft(NamedTuple):
    """A draft: the values of a definition that `check` accepts, its terms with their confidence, and what a person must look at."""

    values: Mapping[str, Any]
    found: tuple[Found, ...]
    look: tuple[str, ...]


def names_of(count: int) -> list[str]:
    """What `count` documents are called: `license`, `policy`, `policy-2` ..."""
    return ["license", "policy", *(f"policy-{i}" for i in range(2, count))][:count]


def draft(stem: str, texts: Mapping[str, str], signals: Signals, vocabulary: Vocabulary) -> Draft:
    """Read `texts` (document -> text, `license` first) and return a draft; its id is made of `stem`. Pure.

    Terms of one kind stand in the order of the text. Nothing is ever put into `silent`.
    """
    read: list[Passage] = []
    counts: dict[tuple[str, str], int] = {}
    for document, text in texts.items():
        some, sections = passages(text, document, lambda folded: _marks(folded, signals.marks), lambda folded: _marks(folded, signals.heads))
        read += some
        counts |= {(document, section): count for section, count in sections.items()}
    cite = lambda passage: passage.place.cited(counts[passage.place.document, passage.place.section])  # noqa: E731
    found = _merged([*_terms(read, signals, cite), *_fields(read, signals, cite), *_capped(read, signals, cite), *_limits(read, signals, cite)])
    frame, look = _frame(read, signals, cite)
    look += _uncounted(read, signals, cite)
    named = [one for one in found if one.values.get("duty") == "adhere-to-policy"]
    if named and len(texts) == 1:
        look.append(f"another document seems to belong to the license ({_texts(named[0].values['at'])[0]}): give its text as well")
    values = _definition(stem, read, texts, found, frame, look, vocabulary)
    return Draft(values, tuple(found), tuple(look))


def _marks(folded: str, patterns: Mapping[str, Sequence[Pattern]]) -> frozenset[str]:
    return frozenset(name for name, some in patterns.items() if any(True for one in some for _ in one.find(folded)))


def _terms(read: Sequence[Passage], signals: Signals, cite: Any) -> Iterator[Found]:
    for passage in read:
        for signal in signals.terms:
            span = signal.find(passage.folded, passage.context)
            if span is None:
                continue
            taken = _taken(signal, passage, signals)
            if taken is None:
                continue
            yield Found(signal.kind, {"id": signal.id, **signal.term, **taken, "at": cite(passage), "phrase": passage.phrase(*span)}, signal.confidence, signal.id)


def _taken(signal: Signal, passage: Passage, signals: Signals) -> dict[str, Any] | None:
    """What `take` names, read off the sentence; None where it is not there and the term cannot be without it."""
    result: dict[str, Any] = {}
    text = " ".join(passage.words)
    quoted = [match["text"] or match["wide"] for match in _QUOTED.finditer(text)]
    for name in signal.take:
        if name == "text":
            short = [one for one in quoted if len(one.split()) <= 8]
            if not short:
                return None
            result["text"] = [one.rstrip(".,") for one in short[:3]] if len(short) > 1 and " or " in text else short[0].rstrip(".,")
        elif name == "where":
            where = [one.id for one in signals.limits if one.kind == "where" and one.find(passage.folded, passage.context)]
            result["where"] = where or ["documentation"]
        elif name == "notice":
            long = [one for one in quoted if len(one.split()) > 8]
            if long:
                result["notice"] = {"sha256": digest(long[0]), "begins": " ".join(long[0].split()[:NOTICE_WORDS])}
        elif name == "cure":
            days = _DAYS.search(passage.folded)
            if days:
                result["cure"] = f"P{int(days['digits'] or days['plain'])}D"
    return result


def _fields(read: Sequence[Passage], signals: Signals, cite: Any) -> Iterator[Found]:
    """One prohibition for each sentence of a ban, with every field it names."""
    for passage in read:
        if not {"ban", "usage"} <= passage.context or {"spared", "definition", "aside"} & passage.context:
            continue
        spans = [(signal, span) for signal in signals.fields if (span := signal.find(passage.folded, passage.context))]
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


def _capped(read: Sequence[Passage], signals: Signals, cite: Any) -> Iterator[Found]:
    """Thresholds: a number, what it counts, and which side of it is shut out."""
    for i, passage in enumerate(read):
        clauses = [(amount, clause) for amount in amounts(passage.folded) if (clause := _clause(amount, passage, signals))]
        if not clauses:
            continue
        around = " ".join(one.folded for one in read[i : i + 2] if one.place[:2] == passage.place[:2])
        before = " ".join(one.folded for one in read[max(0, i - 1) : i] if one.place[:2] == passage.place[:2])
        shows = _has("display", around, signals) or _has("display", before, signals)
        when = [clause for _, clause in {str(clause): (amount, clause) for amount, clause in clauses}.values()]
        first, last = min(one.start for one, _ in clauses), max(one.end for one, _ in clauses)
        monthly = any(name.startswith("monthly") for clause in when for name in clause)
        counted = {
            "as-of": "release" if _has("at-release", passage.folded, signals) else "now",
            "over": "month" if monthly else "year",
            "of": "licensee-and-affiliates" if _has("affiliates", around, signals) else "product" if _has("product", around, signals) else "licensee",
        }
        phrase = passage.phrase(max(0, first - 20), min(last, first + 60))
        values = {"when": when[0] if len(when) == 1 else when, "counted": counted, "at": cite(passage), "phrase": phrase}
        if shows:
            text = next((m["text"] or m["wide"] for m in _QUOTED.finditer(" ".join(w for one in read[max(0, i - 1) : i + 2] for w in one.words)) if len((m["text"] or m["wide"]).split()) <= 6), None)
            if text:
                yield Found("duty", {"id": "brand-above", "duty": "display-brand", "text": text, "where": ["user-interface"], "upon": ["use"], **values}, "likely", "cap")
                continue
        name = next(iter(when[0]))
        yield Found("prohibition", {"id": f"{name}-cap", "actions": "any", **values}, "sure" if len(when) == 1 else "likely", "cap")


def _clause(amount: Amount, passage: Passage, signals: Signals) -> dict[str, Any] | None:
    """The constraint that a number sets: `{annual-revenue: {above: 1000000, currency: USD}}`; None where it counts nothing of ours."""
    folded = passage.folded
    near = [(folded[max(0, amount.start - 160) : amount.start], False), (folded[amount.end : amount.end + 120], True)]
    unit = _unit(near, bool(amount.currency), amount.value, signals)
    if unit is None:
        return None
    relation = _relation(folded, amount, signals)
    if relation is None:
        return None
    spared = relation in ("below", "at-most")
    if spared:  # what is granted below a number is shut out from it on
        relation = {"below": "at-least", "at-most": "above"}[relation]
    limit: dict[str, Any] = {relation: amount.value}
    if unit not in ("monthly-active-users", "employees"):
        limit["currency"] = amount.currency or "USD"
    return {unit: limit}


def _unit(near: Sequence[tuple[str, bool]], money: bool, value: int, signals: Signals) -> str | None:
    """What the number counts: the unit that stands nearest to it; money counts no people and the other way round."""
    best: tuple[int, str] | None = None
    for name, some in signals.thresholds.items():
        if not name.startswith("unit:"):
            continue
        unit = name.removeprefix("unit:")
        if (unit in ("annual-revenue", "monthly-revenue", "funding")) != money:
            continue
        for text, after in near:
            for pattern in some:
                for start, end in pattern.find(text):
                    distance = start if after else len(text) - end
                    if best is None or distance < best[0]:
                        best = (distance, unit)
    if best is None or value < 10:
        return None
    return best[1]


def _relation(folded: str, amount: Amount, signals: Signals) -> str | None:
    before, after = folded[max(0, amount.start - 45) : amount.start], folded[amount.end : amount.end + 60]
    for side, suffix in ((before, ""), (after, "-after")):
        for name in ("at-most", "at-least", "below", "above"):
            if any(True for one in signals.thresholds.get(name + suffix, ()) for _ in one.find(side)):
                return name
    return None


def _has(name: str, folded: str, signals: Signals) -> bool:
    return any(True for one in signals.thresholds[name] for _ in one.find(folded))


def _limits(read: Sequence[Passage], signals: Signals, cite: Any) -> Iterator[Found]:
    """Places that are shut out."""
    for passage in read:
        for signal in signals.limits:
            if signal.kind == "where" or (span := signal.find(passage.folded, passage.context)) is None:
                continue
            places = _places(passage.folded[span[0] : span[1] + 400], signals)
            if not places:
                continue
            for constraint, where in signal.term.items():
                values = {"id": signal.id, "actions": "any", "when": {constraint: {"other-than": places} if where == "other-than" else places}}
                yield Found("prohibition", {**values, "at": cite(passage), "phrase": passage.phrase(*span)}, signal.confidence, "place")


def _places(folded: str, signals: Signals) -> list[str]:
    hits = [(match.start(), code) for code, names in signals.places.items() if (match := names.search(folded))]
    codes = [code for _, code in sorted(hits)]
    return [code for code in codes if not any(other.startswith(f"{code}-") for other in codes)]


def _frame(read: Sequence[Passage], signals: Signals, cite: Any) -> tuple[dict[str, Any], list[str]]:
    """What stands beside the terms: law, courts, and the frame of the grant."""
    frame: dict[str, Any] = {}
    for passage in read:
        for signal in signals.frame:
            span = signal.find(passage.folded, passage.context)
            if span is None:
                continue
            for key, value in signal.term.items():
                part = frame.setdefault(key, {})
                for name, one in value.items():
                    if name in part:
                        continue
                    if one == "place":
                        places = _places(passage.folded[span[0] : span[1] + 120], signals)
                        if places:
                            part[name] = places[:1]
                            part.setdefault("at", cite(passage))
                    else:
                        part[name] = one
    return {key: part for key, part in frame.items() if part}, []


def _uncounted(read: Sequence[Passage], signals: Signals, cite: Any) -> list[str]:
    """Numbers that limit something the vocabulary has no word for: requests, devices and the like."""
    look = []
    for passage in read:
        for amount in amounts(passage.folded):
            after = passage.folded[amount.end : amount.end + 40]
            if amount.value > 1 and _has("other-unit", after, signals) and _relation(passage.folded, amount, signals):
                look.append(f"a cap that has no word in the vocabulary, at {cite(passage)}: '{passage.phrase(amount.start - 10, amount.end + 20)}'")
    return look


def _merged(found: Sequence[Found]) -> list[Found]:
    """Terms that say the same, once: the surest first, with the places of all; ids made unique."""
    groups: dict[str, list[Found]] = {}
    for one in found:
        essence = {key: value for key, value in one.values.items() if key not in ("at", "phrase", "id", "cure", "notice", "text", "where")}
        key = f"{one.kind} {one.values['id']} {one.values['at'] if one.signal == 'field' else sorted(essence.items(), key=str)}"
        groups.setdefault(key, []).append(one)
    result, taken = [], set[str]()
    for group in groups.values():
        best = min(group, key=lambda one: CONFIDENCE.index(one.confidence))
        pairs = list(dict.fromkeys((one.values["at"], one.values["phrase"]) for one in (best, *group)))[:PLACES_MOST]
        at, phrase = list(dict.fromkeys(one for one, _ in pairs)), list(dict.fromkeys(one for _, one in pairs))
        base = name = str(best.values["id"])
        number = 2
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name)
        values = {**best.values, "id": name, "at": at if len(at) > 1 else at[0], "phrase": phrase if len(phrase) > 1 else phrase[0]}
        result.append(best._replace(values=values))
    return result


def _definition(
    stem: str, read: Sequence[Passage], texts: Mapping[str, str], found: Sequence[Found], frame: Mapping[str, Any], look: Sequence[str],
    vocabulary: Vocabulary,
) -> dict[str, Any]:
    """The values of the definition."""
    policy = next((at for one in found if one.values.get("duty") == "adhere-to-policy" for at in _texts(one.values["at"]) if at.startswith("license ")), "license ¶1")
    documents: dict[str, Any] = {}
    for document, text in texts.items():
        documents[document] = {"title": _title(read, document) or stem, "text": "held", "version": "unclear", "sha256": digest(text)}
        if document != "license":
            documents[document]["incorporated_by"] = policy
    name = documents["license"]["title"]
    values: dict[str, Any] = {"id": _slug(stem), "name": name, "publisher": "not known", "draft": True, "documents": documents, **frame}
    for kind, plural in PLURAL.items():
        values[plural] = [_written(one) for one in found if one.kind == kind]
    granted = {action for one in values["permissions"] for action in one["actions"]}
    barred = {action for one in values["prohibitions"] if isinstance(one["actions"], list) for action in one["actions"]}
    known = vocabulary.grants(granted) | barred
    values["undecided"] = [action for action in vocabulary.sections["actions"] if action not in known]
    if look:
        values["notes"] = list(look)
    return values


def _title(read: Sequence[Passage], document: str) -> str:
    """What the document calls itself: its first line, where it is short and has letters."""
    for passage in read[:TITLE_LINES] if read and read[0].place.document == document else [one for one in read if one.place.document == document][:TITLE_LINES]:
        text = " ".join(passage.words).strip(" #=*")
        if 1 < len(passage.words) <= TITLE_WORDS and any(sign.isalpha() for sign in text):
            return text
    return ""


def _slug(stem: str) -> str:
    """An id made of the name of a file."""
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:SLUG_CHARACTERS].strip("-") or "draft"


def _texts(raw: Any) -> Sequence[str]:
    return [raw] if isinstance(raw, str) else list(raw)


def _written(one: Found) -> dict[str, Any]:
    """The values of a term. One that is not sure is contested, so that no verdict rests on it alone."""
    values = dict(one.values)
    if one.confidence != CONFIDENCE[0]:
        values |= {"certainty": "contested", "note": f"{one.confidence}: found by a pattern; read the place and decide"}
    return values
