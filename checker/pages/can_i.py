"""The report of `can-i`: the answer per act, what decides it, where it turns, what to ask, what is owed now and later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checker import wording
from checker.ask import Asked, Range, Weighed
from checker.can_i import REFUSED, Answer, Reply, total
from checker.covers import fields
from checker.facts import key_of
from checker.figures import Money
from checker.model import License, Term
from checker.owed import Owed
from checker.page import Block, Cell, Facts, Grid, Heading, Page, Paragraph
from checker.pages.along import allowed, along, events, kept, owed, places, powers
from checker.pages.check import single
from checker.pages.parts import PARTS, parts_data, said_of_parts
from checker.pages.resting import FREE, free, located, rests, spared
from checker.pages.turning import gaps, limits, questions, wanting
from checker.profile import DENIED, Profile, acting
from checker.report import counted
from checker.tuples import NamedTuple
from checker.vocabulary import Vocabulary

SCHEMA = "modelterms/can-i/1"
STYLES = {
    Answer.NO: "fails",
    Answer.NEEDS_LICENSE: "fails",
    Answer.UNKNOWN: "unknown",
    Answer.CONTESTED: "contested",
    Answer.DEPENDS: "contested",
    Answer.YES_IF: "meets",
    Answer.YES: "meets",
}


class Case(NamedTuple):
    """What was asked for with the answer, and the answers over a range where one was wanted."""

    weighed: Weighed
    ranges: tuple[Range, ...] = ()

    @property
    def license(self) -> License:
        """The license, or what stands for several."""
        return self.weighed.subject.license


def page(cases: Sequence[Case], profile: Profile, vocabulary: Vocabulary) -> Page:
    """The page for all `cases`."""
    blocks: list[Block] = []
    if len(cases) > 1:
        rows = tuple((Cell(case.license.id, "strong"), _styled(case.weighed.answer)) for case in cases)
        blocks += [Heading("Summary"), Grid(("license", "answer"), rows)]
    for case in cases:
        blocks += _case(case, profile, vocabulary)
    data = {"schema": SCHEMA, "profile": _profile_data(profile), "results": [_data(case, profile, vocabulary) for case in cases]}
    return Page(data, tuple(blocks), tuple(line for case in cases for line in _lines(case, profile, vocabulary)))


def _case(case: Case, profile: Profile, vocabulary: Vocabulary) -> Iterator[Block]:
    """Per act the answer and what it rests on, then what holds for all acts together."""
    weighed = case.weighed
    yield Heading(case.license.name, verdict=weighed.answer.value)
    if weighed.parts:
        yield Facts(tuple(said_of_parts(weighed.subject.license, weighed.subject.joint)))
        rows = tuple((Cell(part.subject.license.id, "strong"), _styled(part.answer)) for part in weighed.parts)
        yield Grid((PARTS[weighed.subject.joint], "answer"), rows)
        if weighed.chosen:
            yield Paragraph(f"What follows holds for {weighed.chosen}.")
    said: dict[str, str] = {}  # grant -> the act that it was given for first
    for one in weighed.asked:
        yield Facts(tuple(rests(one, STYLES, bool(weighed.parts), profile, vocabulary, said)))
    if case.ranges:
        head = ("range", "answer", "due then") if any(one.duties for one in case.ranges) else ("range", "answer")
        cells = ((Cell(one.text), _styled(one.answer), Cell("; ".join(_due(one, vocabulary)))) for one in case.ranges)
        yield Grid(head, tuple(row[: len(head)] for row in cells))
    terms = tuple(along(weighed.asked, bool(weighed.parts), profile, vocabulary))
    if terms:
        yield Facts(terms)
    if assumed := [*(f"{key} {value}" for key, value in profile.assumed), *_brought(weighed, profile)]:
        yield Paragraph(f"Assumed: {'; '.join(assumed)}.", "dim")


def _brought(weighed: Weighed, profile: Profile) -> Iterator[str]:
    """What was taken for granted of one act alone."""
    for act in dict.fromkeys(one.act for one in weighed.asked):
        own = acting(profile, act.brings)
        yield from (f"{key} {word} (to {act.word})" for key, word in act.brings if own.words.get(key) != profile.words.get(key))


def _due(one: Range, vocabulary: Vocabulary) -> Iterator[str]:
    return (f"{wording.owed(term, vocabulary)} [{places([term])}]" for term in one.duties)


def _styled(answer: Answer) -> Cell:
    return Cell(answer.value, STYLES[answer])


def _lines(case: Case, profile: Profile, vocabulary: Vocabulary) -> Iterator[str]:
    weighed = case.weighed
    if weighed.parts:
        parts = ", ".join(f"{part.subject.license.id}: {part.answer.value}" for part in weighed.parts)
        yield f"{case.license.id}: {PARTS[weighed.subject.joint]}: {parts}{f'; taken: {weighed.chosen}' if weighed.chosen else ''}"
    for one in weighed.asked:
        head = f"{case.license.id}: {one.license.id}" if weighed.parts else one.license.id
        yield from _lines_of(one, head, acting(profile, one.act.brings), vocabulary)
    for license, _ in allowed(weighed.asked):
        head = f"{case.license.id}: {license.id}" if weighed.parts else license.id
        yield from (f"{head}: {label}: {text}" for label, text in kept(license, "", vocabulary, False))
    for part in case.ranges:
        yield "; ".join((f"{case.license.id}: {part.text}: {part.answer.value}", *_due(part, vocabulary)))
    if sum(len(one.replies) for one in weighed.asked) > 1:
        yield f"{case.license.id}: in all: {weighed.answer.value}"


def _lines_of(one: Asked, head: str, profile: Profile, vocabulary: Vocabulary) -> Iterator[str]:
    refused = total(one.replies) in REFUSED
    for reply in one.replies:
        unless = "unless " if reply.answer is Answer.YES_IF else ""
        grants = reply.grants or spared(reply)
        granted = f"granted [{places(grants)}]" if grants else f"granted {FREE}" if free(reply, vocabulary) else ""
        held = (f"{unless}{wording.brief(term, vocabulary)} [{places([term])}]" for term in reply.deciding)
        because = "; ".join(dict.fromkeys(filter(None, (granted, *(located(text, one.license) for text in gaps(reply)), *held))))
        facts = wanting(reply, one.license, profile, vocabulary)
        asks = f"; tell {', '.join(facts)}" if facts else ""
        bans = "" if refused else "".join(f"; {text}" for text in _kept_out(reply, profile, vocabulary))
        yield f"{head}: {one.act.word} ({reply.action}): {reply.answer.value}{': ' if because else ''}{because}{asks}{bans}"
    for duty, terms in () if refused else owed(one.replies, vocabulary, False):
        if duty.now:
            owes = f"{'owes' if duty.sure else 'may owe'}{' (contested)' if duty.term.contested else ''}"
            yield f"{head}: {one.act.word}: {owes}: {wording.summary(duty.term, vocabulary)} [{places(terms)}]"


def _kept_out(reply: Reply, profile: Profile, vocabulary: Vocabulary) -> Iterator[str]:
    out_of = {field for term in reply.open_bans for field in fields(term)}
    if out_of:
        yield f"stay out of {counted(len(out_of), 'field')}"
    for term in reply.open_bans:
        if not fields(term):
            yield f"{'unless' if term.when else 'as long as'} {events(term, profile, vocabulary)} [{places([term])}]"


def _data(case: Case, profile: Profile, vocabulary: Vocabulary) -> dict[str, Any]:
    weighed = case.weighed
    data: dict[str, Any] = {"license": case.license.id, "answer": weighed.answer.value}
    if weighed.parts:
        data |= parts_data(weighed.subject, [{"license": one.subject.license.id, "answer": one.answer.value} for one in weighed.parts])
        data |= {"chosen": weighed.chosen} if weighed.chosen else {}
    data["actions"] = [
        {
            "asked": one.act.word,
            "meaning": one.act.label,
            **({"license": one.license.id} if weighed.parts else {}),
            **_reply_data(reply, one.license, acting(profile, one.act.brings), vocabulary),
        }
        for one in weighed.asked
        for reply in one.replies
    ]
    data["powers"] = [
        {**({"license": license.id} if weighed.parts else {}), **_term(term, vocabulary)}
        for license, _ in allowed(weighed.asked)
        for term in powers(license, vocabulary)
    ]
    if case.ranges:
        data["ranges"] = [
            {"range": one.text, "answer": one.answer.value, "duties": [term.id for term in one.duties]} for one in case.ranges
        ]
    return data


def _reply_data(reply: Reply, license: License, profile: Profile, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "action": reply.action,
        "answer": reply.answer.value,
        "deciding": [_term(term, vocabulary) for term in reply.deciding],
        "grants": [_term(term, vocabulary) for term in reply.grants],
        "gap": list(gaps(reply)),
        "asks": [
            {"fact": one.key, "question": one.text, "option": one.option, "words": list(one.words), "at": list(one.at)}
            for one in questions(reply, license, profile, vocabulary)
        ],
        "stay_out_of": [{**_term(term, vocabulary), "fields": list(fields(term))} for term in reply.open_bans],
        "provided": [_term(term, vocabulary) for term in reply.provided],
        "turning_points": [
            {"term": term.id, "constraint": name, "fact": key_of(name, term), limit.relation: limit.number, "currency": limit.currency}
            for term, name, limit in limits(reply.weighed)
        ],
        "duties": [_duty(one, vocabulary) for one in reply.duties],
    }


def _duty(one: Owed, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        **_term(one.term, vocabulary),
        "duty": one.term.words[0],
        "text": one.term.details.get("text"),
        "note": one.term.note,
        "now": one.now,
        "sure": one.sure,
    }


def _term(term: Term, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "term": term.id,
        "kind": term.kind.value,
        "summary": wording.summary(term, vocabulary),
        "at": single(tuple(map(str, term.at))),
        "phrase": single(term.phrase),
        "contested": term.contested,
        **({"remedy": term.details["remedy"]} if "remedy" in term.details else {}),
    }


def _sums(sums: Sequence[Money]) -> Any:
    found = [{"amount": money.amount, "currency": money.currency} for money in sums]
    return found if len(found) > 1 else found[0]


def _profile_data(profile: Profile) -> dict[str, Any]:
    data: dict[str, Any] = {
        **profile.counts,
        **{key: _sums(sums) for key, sums in profile.sums.items()},
    }
    data |= {key: sorted(places) for key, places in profile.places.items()}
    for key in dict.fromkeys((*profile.words, *profile.denied)):
        data[key] = [*profile.words.get(key, ()), *(f"{DENIED}{word}" for word in sorted(profile.denied.get(key, ())))]
    if profile.fields is not None:
        data["field"] = list(profile.fields)
    if profile.changed is not None:
        data["changed"] = profile.changed
    if profile.on:
        data["on"] = profile.on
    return {**data, "strict": profile.strict, "assumed": dict(profile.assumed)}
