"""A first definition of a license text never seen: the terms that its sentences signal, each with place, phrase and confidence.

Everything that is not found is left undecided: a draft never says that a text is silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from checker.model import NOBODY
from checker.texts.acts import acts, settled
from checker.texts.byname import Known, notes, nothing, taken_in
from checker.texts.found import PLURAL, Cite, Found, quoted
from checker.texts.found import read as read_by
from checker.texts.limits import caps, marked, persons, uncounted, without_partial_bans
from checker.texts.normalize import digest
from checker.texts.passages import IMPERATIVE, Passage, passages
from checker.texts.signals import CONFIDENCE, Signal, Signals
from checker.texts.spots import banned_fields, barred_places, places
from checker.texts.tongue import warning
from checker.texts.turned import denied, graded, sued
from checker.vocabulary import Vocabulary

LOOK_MOST = 20  # notes on numbers: a table of prices needs no more
PLACES_MOST = 3  # places and phrases of one term: more would say nothing new
REQUESTED = "requested"  # the mark of what a heading says is asked for, and not owed
CHOICE = "choice"  # the mark of a list of which one item will do
PLACE_AFTER = 120  # characters after a match in which the place stands
BRAND_WORDS, STATEMENT_WORDS, LONGEST_QUOTE, NOTICE_WORDS = 8, 20, 80, 6
TITLE_LINES, TITLE_WORDS, SLUG_CHARACTERS = 8, 14, 60
TITLE_ALONE = 3  # words that oblige nobody by themselves
_TITLE = re.compile(r"(?!.{0,80}\b(?:is|are|must|required|mandatory)\b)[(\d.)a-z]{0,8} ?[A-Z][\x20-\x7e]{0,80}$")
_DAYS = re.compile(r"(?:\((?P<digits>\d{1,3})\)|(?<!\d)(?P<plain>\d{1,3})) ?(?:calendar |business |consecutive )?-?days?")


class Draft(NamedTuple):
    """A draft: the values of a definition that `check` accepts, its terms with their confidence, and what a person must look at."""

    values: Mapping[str, Any]
    found: tuple[Found, ...]
    look: tuple[str, ...]


def names_of(count: int) -> list[str]:
    """What `count` documents are called: `license`, `policy`, `policy-2` ..."""
    return ["license", "policy", *(f"policy-{i}" for i in range(2, count))][:count]


def draft(stem: str, texts: Mapping[str, str], signals: Signals, vocabulary: Vocabulary, known: Known = nothing) -> Draft:
    """Read `texts` (document -> text, `license` first) and return a draft; its id is made of `stem`. Pure, where `known` is.

    Terms of one kind stand in the order of the text, behind them those of licenses that it takes in by name and `known` has: they are
    read off their definitions. Nothing is ever put into `silent`.
    """
    read: list[Passage] = []
    counts: dict[tuple[str, str], int] = {}
    for document, text in texts.items():
        some, sections = passages(
            text, document, lambda folded: marked(folded, signals.marks), lambda folded: marked(folded, signals.heads)
        )
        read += some
        counts |= {(document, section): count for section, count in sections.items()}

    def cite(passage: Passage) -> str:
        return passage.place.cited(counts[passage.place.document, passage.place.section])

    found = _merged(settled([one for detect in DETECTORS for one in detect(read, signals, cite)]))
    frame = _frame(read, signals, cite)
    look = list(dict.fromkeys(uncounted(read, signals, cite)))[:LOOK_MOST]
    look = [*filter(None, map(warning, texts.values())), *look]
    found, doubt = without_partial_bans(found, read, cite)
    look += doubt
    named = [one for one in found if one.values.get("duty") == "adhere-to-policy"]
    if named and len(texts) == 1:
        look.append(f"another document seems to belong to the license ({_texts(named[0].values['at'])[0]}): give its text as well")
    taken = list(taken_in(read, cite, known))
    look += notes(read, cite, taken)
    found += [term for one in taken for term in one.found()]
    values = _definition(stem, read, texts, found, frame, look, vocabulary)
    for one in taken:
        values["documents"] |= one.documents()
    return Draft(values, tuple(found), tuple(look))


def _terms(read: Sequence[Passage], signals: Signals, cite: Cite) -> Iterator[Found]:
    for i, passage in enumerate(read):
        title = len(passage.words) <= TITLE_ALONE and bool(_TITLE.match(" ".join(passage.words))) and IMPERATIVE not in passage.context
        said = set[str]()
        for signal in signals.terms:
            word = str(signal.term.get(signal.kind, signal.id))
            if ((title or (REQUESTED in passage.context and signal.kind == "duty")) and signal.kind in ("duty", "power")) or (
                signal.last and word in said
            ):
                continue  # `Indemnification.` is what a section is called
            span = read_by(signal, passage) if signal.kind == "duty" else signal.find(passage.folded, passage.context)
            confidence = graded(signal.kind, signal.id, word, passage.folded, span, signal.confidence) if span else ""
            if span is None or not confidence:
                continue
            if CHOICE in passage.context and confidence == CONFIDENCE[0]:
                confidence = CONFIDENCE[1]
            taken = _taken(signal, passage, read[i + 1 : i + 2], signals)
            if taken is None:
                continue
            said.add(word)
            yield Found(
                signal.kind,
                {
                    "id": signal.id,
                    **signal.term,
                    **sued(signal.term, passage.folded),
                    **_unless(signal, passage, signals),
                    **taken,
                    "at": cite(passage),
                    "phrase": passage.phrase(*span),
                },
                confidence,
                signal.id,
            )


def _unless(signal: Signal, passage: Passage, signals: Signals) -> dict[str, Any]:
    """Where the term that `signal` found does not bind: `{unless: {purpose: [...]}}`, or nothing."""
    found: dict[str, list[str]] = {}
    for one in signals.unless:
        if signal.id in one.of and one.find(passage.folded, passage.context):
            for about, words in one.term.items():
                found.setdefault(about, []).extend(words)
    return {"unless": found} if found else {}


def _taken(signal: Signal, passage: Passage, following: Sequence[Passage], signals: Signals) -> dict[str, Any] | None:
    """What `take` names, read off the sentence; None where it is not there and the term cannot be without it.

    A wording that the sentence announces (`the following statement:`, `This label includes "..."`) stands in the one that follows.
    """
    result: dict[str, Any] = {}
    text = " ".join(passage.words)
    marked = list(quoted(text, LONGEST_QUOTE))
    for other in following if "text" in signal.take and not marked else ():
        if passage.folded.endswith((":", "\uff1a")) or other.place == passage.place:
            marked = list(quoted(" ".join(other.words), LONGEST_QUOTE))
    for name in signal.take:
        if name == "text":
            short = [one for one in marked if len(one.split()) <= BRAND_WORDS] or [
                one for one in marked if len(one.split()) <= STATEMENT_WORDS
            ]
            if not short:
                return None
            result["text"] = short[:PLACES_MOST] if len(short) > 1 and " or " in text else short[0]
        elif name == "where":
            where = [one.id for one in signals.limits if one.kind == "where" and one.find(passage.folded, passage.context)]
            result["where"] = where or ["documentation"]
        elif name == "notice":
            long = [one for one in marked if len(one.split()) > BRAND_WORDS]
            if long:
                result["notice"] = {"sha256": digest(long[0]), "begins": " ".join(long[0].split()[:NOTICE_WORDS])}
        elif name == "cure":
            days = _DAYS.search(passage.folded)
            if days:
                result["cure"] = f"P{int(days['digits'] or days['plain'])}D"
    return result


def _frame(read: Sequence[Passage], signals: Signals, cite: Cite) -> dict[str, Any]:
    """What stands beside the terms: law, courts, and the frame of the grant."""
    frame: dict[str, Any] = {}
    for passage in read:
        for signal in signals.frame:
            span = signal.find(passage.folded, passage.context)
            if span is None or denied(passage.folded, span):
                continue
            for key, value in signal.term.items():
                part = frame.setdefault(key, {})
                for name, one in value.items():
                    if name in part:
                        continue
                    if one == "place":
                        found = places(passage.folded[span[0] : span[1] + PLACE_AFTER], signals)
                        if found:
                            part[name] = found[:1]
                            part.setdefault("at", cite(passage))
                    else:
                        part[name] = one
    return {key: part for key, part in frame.items() if part}


DETECTORS: Sequence[Callable[[Sequence[Passage], Signals, Cite], Iterator[Found]]] = (
    _terms,
    acts,
    banned_fields,
    caps,
    barred_places,
    persons,
)


def _merged(found: Sequence[Found]) -> list[Found]:
    """Terms that say the same, once: the surest first, with the places of all; ids made unique."""
    groups: dict[str, list[Found]] = {}
    for one in found:
        essence = {key: value for key, value in one.values.items() if key not in ("at", "phrase", "id", "cure", "notice", "text", "where")}
        key = f"{one.kind} {one.values['id']} {sorted(essence.items(), key=str)} {one.values['at'] if one.signal == 'field' else ''}"
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
    stem: str,
    read: Sequence[Passage],
    texts: Mapping[str, str],
    found: Sequence[Found],
    frame: Mapping[str, Any],
    look: Sequence[str],
    vocabulary: Vocabulary,
) -> dict[str, Any]:
    """The values of the definition."""
    policy = next(
        (
            at
            for one in found
            if one.values.get("duty") == "adhere-to-policy"
            for at in _texts(one.values["at"])
            if at.startswith("license ")
        ),
        "license ¶1",
    )
    documents: dict[str, Any] = {}
    for document, text in texts.items():
        documents[document] = {"title": _title(read, document) or stem, "text": "held", "version": "unclear", "sha256": digest(text)}
        if document != "license":
            documents[document]["incorporated_by"] = policy
    name = documents["license"]["title"]
    values: dict[str, Any] = {"id": _slug(stem), "name": name, "publisher": NOBODY, "draft": True, "documents": documents, **frame}
    for kind, plural in PLURAL.items():
        values[plural] = [_written(one) for one in found if one.kind == kind]
    # what changed versions alone may be done with is still to be said of the thing itself
    granted = {action for one in values["permissions"] if "of" not in one for action in one["actions"]}
    barred = {action for one in values["prohibitions"] if isinstance(one["actions"], list) for action in one["actions"]}
    known = vocabulary.grants(granted) | barred
    values["undecided"] = [action for action in vocabulary.sections["actions"] if action not in known]
    if look:
        values["notes"] = list(look)
    return values


def _title(read: Sequence[Passage], document: str) -> str:
    """What the document calls itself: its first line, where it is short and has letters."""
    for passage in (
        read[:TITLE_LINES]
        if read and read[0].place.document == document
        else [one for one in read if one.place.document == document][:TITLE_LINES]
    ):
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
