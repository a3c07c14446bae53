"""What is owed with an act under a license: which duties fall due with it, which later, and which of them surely (DESIGN.md section 4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.build import texts
from checker.facts import Fact, Truth, binds
from checker.model import Kind, License, Term
from checker.profile import COUNTS, SUMS, Profile
from checker.tuples import NamedTuple
from checker.vocabulary import Vocabulary

SHOWING = frozenset({"display-brand", "name-prefix"})  # duties by which the licensor's mark is used
OFFERED = frozenset({"product", "hosted-service"})  # what may be made of a model that is not changed
MADE = frozenset({"output", "trained-on-output"})  # what training another model makes, whether this one was changed or not

FEW_SAY = frozenset({"channel", "event"})  # facts that an exception may turn on and hardly anybody states


class Owed(NamedTuple):
    """A duty: whether it falls due with this act, and the fact that tells where that is not sure."""

    term: Term
    now: bool
    sure: bool


class _Duty(NamedTuple):
    """A duty beside an act and who does it, with all that is asked about the two."""

    term: Term
    upon: tuple[str, ...]  # the acts with which it falls due; none: at all times
    action: str
    profile: Profile
    vocabulary: Vocabulary
    trains: bool  # whether the act makes another model better
    fact: Fact  # whether its condition holds


def duties(license: License, action: str, profile: Profile, vocabulary: Vocabulary) -> list[Owed]:
    """What is owed with this act, and what may be owed later, with another act or when something happens. Pure."""
    trains = vocabulary.limited_by(action, ("improve-model",))
    owed = []
    for term in license.of_kind(Kind.DUTY):
        fact = binds(term, profile, vocabulary) if trains else bearing(term, profile, vocabulary)
        duty = _Duty(term, texts(term.details.get("upon") or ()), action, profile, vocabulary, trains, fact)
        if fact.truth is Truth.NO:
            if _beyond(duty):  # that it falls due with more users is to be known before
                owed.append(Owed(term, False, False))
        elif not _any(NEVER, duty):
            owed.append(Owed(term, _any(DUE, duty) and not _any(LATER, duty), not _any(DOUBTS, duty)))
    shown = any(one.now and one.sure and one.term.words[0] in SHOWING for one in owed)
    return [one._replace(now=one.now or (shown and "use-trademark" in texts(one.term.details.get("upon", ())))) for one in owed]


def _any(reasons: Sequence[_Asked], duty: _Duty) -> bool:
    """Whether any of them holds. A plain loop: `choose` asks this 30,000 times."""
    for reason in reasons:  # noqa: SIM110
        if reason(duty):
            return True
    return False


def bearing(term: Term, profile: Profile, vocabulary: Vocabulary) -> Fact:
    """Whether a prohibition or duty binds. One about derivatives alone turns on whether what is used or passed on was changed. Pure."""
    fact = binds(term, profile, vocabulary)
    if "derivative" in term.of and beside(term, vocabulary) and OFFERED.isdisjoint(term.of):
        if profile.changed is False:
            taken_in = vocabulary.spreads(term.words[0]) and "embedded" in profile.words.get("channel", ())
            return Fact(Truth.UNKNOWN) if taken_in else Fact(Truth.NO)  # a product that takes it in whole may be based on it
        if profile.changed is None and fact.truth in (Truth.UNKNOWN, Truth.YES):
            return Fact(Truth.UNKNOWN, fact.asks | {"changed"})
    return fact


def beside(term: Term, vocabulary: Vocabulary) -> bool:
    """Whether a term is not about the licensed thing itself, but about what is made of it or with it. Pure."""
    return bool(term.of) and all(asset == "derivative" or vocabulary.sections["assets"][asset].get("apart") for asset in term.of)


def _at_all_times(duty: _Duty) -> bool:
    return not duty.upon


def _with_the_act(duty: _Duty) -> bool:
    return duty.vocabulary.limited_by(duty.action, duty.upon)


def _with_the_change(duty: _Duty) -> bool:
    """The user says that he has changed it."""
    return duty.profile.changed is True and "modify" in duty.upon


def _along_with_copies(duty: _Duty) -> bool:
    """What goes along with copies that the act hands out."""
    return "distribute" in duty.upon and duty.vocabulary.goes_along(duty.term.words[0], duty.action)


def _with_what_is_trained(duty: _Duty) -> bool:
    """What goes along with another model that was trained on outputs, once that is handed on."""
    return _of_what_is_trained(duty) and "distributed" in duty.profile.words.get("result", ())


def _of_what_is_trained(duty: _Duty) -> bool:
    """That other model may be a derivative of this one; who says that it is one owes with it what he owes with the thing itself."""
    if not duty.trains or "distribute" not in duty.upon:
        return False
    derived = "derivative" in duty.term.of and "own-derivative" not in duty.profile.denied.get("result", ())
    return derived or "trained-on-output" in duty.term.of or (not duty.term.of and _derives(duty))


def _derives(duty: _Duty) -> bool:
    return "own-derivative" in duty.profile.words.get("result", ())


def _kept_home(duty: _Duty) -> bool:
    """It is owed with a model trained on outputs of which the user says that nobody gets it."""
    return _of_what_is_trained(duty) and "distributed" in duty.profile.denied.get("result", ())


def _for_others(duty: _Duty) -> bool:
    """It is about a product or service for others, and the user says that he runs it in the house."""
    if not duty.term.of or not OFFERED.issuperset(duty.term.of):
        return False
    return "internal" in duty.profile.words.get("purpose", ()) and duty.vocabulary.limited_by(duty.action, ("use",))


def _unlikely(duty: _Duty) -> bool:
    """It hangs on an event that may never come."""
    return duty.fact.truth is not Truth.YES and any("event" in clause for clause in duty.term.when)


def _of_nothing_made(duty: _Duty) -> bool:
    """It is about something else than the act makes, a service or an output; a changed version or a product may come of it yet."""
    return _about_more(duty) and "derivative" not in duty.term.of and OFFERED.isdisjoint(duty.term.of)


def _about_more(duty: _Duty) -> bool:
    """Whether it is about what is made of the licensed thing or with it, and the act surely makes nothing of the kind."""
    if not duty.term.of or not beside(duty.term, duty.vocabulary):
        return False
    made = {
        "derivative": duty.profile.changed is True,
        "output": duty.vocabulary.limited_by(duty.action, ("use",)),
        "hosted-service": duty.action == "host",
        "product": "product-revenue" in duty.profile.sums or "embedded" in duty.profile.words.get("channel", ()),
        "trained-on-output": duty.trains,
    }
    return not any(made.get(asset, False) for asset in duty.term.of)


def _undecided(duty: _Duty) -> bool:
    """What only an exception leaves open that few are in is owed, unless that is so."""
    if duty.fact.truth is not Truth.UNKNOWN or not all(clause.keys() <= FEW_SAY for clause in duty.term.unless):
        return duty.fact.truth is not Truth.YES
    told = binds if duty.trains else bearing
    return told(duty.term._replace(unless=()), duty.profile, duty.vocabulary).truth is not Truth.YES


def _in_cases(duty: _Duty) -> bool:
    """Which those are, the text says."""
    return "cases" in texts(duty.term.details.get("qualified", ()))


def _of_another_model(duty: _Duty) -> bool:
    """Another model that is made with this one may be one of its derivatives, and need not be."""
    unchanged = duty.trains and duty.profile.changed is False
    return unchanged and beside(duty.term, duty.vocabulary) and MADE.isdisjoint(duty.term.of)


def _of_what_may_derive(duty: _Duty) -> bool:
    """Whether a model trained on outputs is a derivative, nobody has said."""
    return _with_what_is_trained(duty) and "trained-on-output" not in duty.term.of and not _derives(duty)


def _of_an_offer(duty: _Duty) -> bool:
    """It is about a product or service, of which nothing has been said."""
    return _about_more(duty) and not OFFERED.isdisjoint(duty.term.of)


def _beyond(duty: _Duty) -> bool:
    """Whether it is not owed for no other reason than that a figure has not reached its number."""
    if not any(values.limit for clause in duty.term.when for values in clause.values()):
        return False
    grown = binds(duty.term, duty.profile._replace(counts={}, sums={}), duty.vocabulary)
    return grown.truth is Truth.UNKNOWN and grown.asks <= {*COUNTS, *SUMS}


_Asked = Callable[[_Duty], bool]
DUE: tuple[_Asked, ...] = (_at_all_times, _with_the_act, _with_the_change, _along_with_copies, _with_what_is_trained)  # any: it is owed now
NEVER: tuple[_Asked, ...] = (_kept_home, _for_others)  # any: it is not owed at all
LATER: tuple[_Asked, ...] = (_unlikely, _of_nothing_made)  # any: it is not, whatever says that it is
# any: whether it is owed, nobody can be sure
DOUBTS: tuple[_Asked, ...] = (_undecided, _in_cases, _of_another_model, _of_what_may_derive, _of_an_offer)
