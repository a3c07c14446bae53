"""What an answer of `can-i` rests on: what grants the act, what stands in its way, what is to be told, where it turns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker import wording
from checker.ask import Asked
from checker.can_i import REFUSED, Answer, Reply
from checker.facts import Truth
from checker.model import UNREAD, Kind, License, Term
from checker.page import Cell
from checker.pages.along import noted, places
from checker.pages.turning import counted_in, gaps, questions, tells, turning_points, whole
from checker.profile import Profile, acting
from checker.vocabulary import Vocabulary

OFFERS = (Answer.NEEDS_LICENSE, Answer.CONTESTED)
FREE = "by no section, and none is needed: the law reserves it to nobody"


def rests(
    one: Asked, styles: Mapping[Answer, str], named: bool, profile: Profile, vocabulary: Vocabulary, said: dict[str, str]
) -> Iterator[tuple[str, Cell]]:
    """The answer for one act: the worst of the actions it means, and what that one rests on. `named`: with the license it comes from.

    `said`: what stood under earlier acts is not written out again.
    """
    license, profile = one.license, acting(profile, one.act.brings)
    worst = whole(one.replies)
    meaning = wording.listing((vocabulary.label("actions", reply.action) for reply in one.replies), "and")
    yield one.act.word, Cell(f"{worst.answer.value} ({meaning}){f', {license.id}' if named else ''}", styles[worst.answer])
    shown = [reply for reply in sorted(one.replies, key=_rank) if tells(reply, worst)]
    for text, where in dict.fromkeys(row for reply in shown for row in _grants(reply, vocabulary)):
        first = said.setdefault(f"{license.id} {text}", one.act.word)
        yield "granted", Cell(text if first == one.act.word else f"as for {first} [{where}]")
    if any(free(reply, vocabulary) for reply in shown):
        yield "granted", Cell(f"{FREE} [{license.id}]" if named else FREE)
    for text in dict.fromkeys(text for reply in shown for text in _why(reply, license, vocabulary)):
        yield "turns on" if worst.answer is Answer.DEPENDS else "", Cell(text)
    for asked in questions(worst, license, profile, vocabulary):
        yield "tell", Cell(str(asked), "contested")
    decided = worst.answer in REFUSED
    telling = [weighed for reply in shown for weighed in reply.weighed if not decided or weighed.term in reply.deciding]
    for text in dict.fromkeys(turning_points(telling, license, profile, vocabulary)):
        if said.setdefault(f"{license.id} {text}", one.act.word) == one.act.word:
            yield "turns on", Cell(text)


def _rank(reply: Reply) -> int:
    return reply.answer.rank


def _grants(reply: Reply, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """What gives the right to it, each with where it stands."""
    for term in reply.grants:
        yield f"{wording.brief(term, vocabulary)} [{places([term])}: {_quoted(term)}]{noted(term)}", places([term])
    for term in spared(reply):
        how = "beside a ban that does not reach you" if term.when else "as an exception"
        yield f"{how}: {wording.summary(term, vocabulary)} [{places([term])}: {_quoted(term)}]{noted(term)}", places([term])


def _why(reply: Reply, license: License, vocabulary: Vocabulary) -> Iterator[str]:
    """What the answer rests on, with places and words."""
    yield from (located(text, license) for text in gaps(reply))
    for term in reply.deciding:
        if reply.answer is Answer.DEPENDS and term.kind is Kind.PROHIBITION:
            continue  # the questions and what they turn on say it
        text = wording.summary(term, vocabulary)
        offer = f"; offered: {term.details['remedy']}" if reply.answer in OFFERS and "remedy" in term.details else ""
        provided = f"provided you were not above it in {counted_in(license)}: " if term in reply.provided else ""
        yield f"{provided}{text} [{places([term])}: {_quoted(term)}]{offer}{noted(term)}"


def located(gap: str, license: License) -> str:
    """What is missing; of a document that nobody has read also which clause makes it part of the license, and where it is."""
    found = next((text for text in license.texts if gap == f"'{text.title}' {UNREAD}"), None)
    if found is None:
        return gap
    return f"{gap}{f' [{found.incorporated_by}]' if found.incorporated_by else ''}{f': {found.url}' if found.url else ''}"


def spared(reply: Reply) -> list[Term]:
    """The bans on the act that spare this user, where nothing else lets him do it: what they leave free he may."""
    if reply.grants or reply.answer not in (Answer.YES, Answer.YES_IF):
        return []
    return [one.term for one in reply.weighed if reply.action in one.term.words and one.fact.truth is Truth.NO]


def free(reply: Reply, vocabulary: Vocabulary) -> bool:
    """Whether one may for want of a ban alone: nothing here grants the act or bars it in some case, and the law leaves it to everybody."""
    told = reply.grants or reply.gap or reply.answer in REFUSED or reply.answer is Answer.CONTESTED or vocabulary.reserved(reply.action)
    return not told and not any(reply.action in one.term.words for one in reply.weighed)


def _quoted(term: Term) -> str:
    return "; ".join(f'"{phrase}"' for phrase in term.phrase)
