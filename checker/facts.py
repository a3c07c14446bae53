"""Whether the condition of a term holds for a profile: yes, no, open (a field the profile leaves open), or unknown, and what to ask."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter

from checker.build import texts
from checker.model import Clause, Condition, Kind, Limit, Term, Values
from checker.profile import Profile
from checker.tuples import NamedTuple
from checker.vocabulary import Vocabulary


class Truth(enum.IntEnum):
    """From no to yes. OPEN: a banned field or an event that the profile does not speak of. PROVIDED: no, if an assumption is right."""

    NO = 0
    PROVIDED = 1
    OPEN = 2
    UNKNOWN = 3
    YES = 4


class Fact(NamedTuple):
    """The truth of a condition, the facts that would settle it, and the assumption that `PROVIDED` rests on."""

    truth: Truth
    asks: frozenset[str] = frozenset()
    provided: str = ""


KEYS = {"annual-revenue": "revenue", "established-in": "based-in"}  # constraints that go by another name in a profile
YES, NO, OPEN = Fact(Truth.YES), Fact(Truth.NO), Fact(Truth.OPEN)
TELLING = 3  # letters of a word that two names share, but for what links words
_LINKING = frozenset(("the", "and", "for", "with", "under", "made"))
_ASIDE = frozenset(("cases", "without-consent", "without-license"))  # what may qualify a ban and no profile states
_TRUTH = attrgetter("truth")
_SURE = frozenset((Truth.NO, Truth.PROVIDED, Truth.YES))


def unknown(*keys: str) -> Fact:
    """A truth that hangs on the profile's `keys`."""
    return Fact(Truth.UNKNOWN, frozenset(keys))


def binds(term: Term, profile: Profile, vocabulary: Vocabulary) -> Fact:
    """Whether `term` binds: its `when` holds and none of its `unless` does."""
    when = holds(term.when, term, profile, vocabulary) if term.when else YES
    unless = tuple(clause for clause in term.unless if not _hardly(clause, profile, vocabulary))
    facts = (when, _opposite(holds(unless, term, profile, vocabulary))) if unless else (when,)
    fact = _all(facts)
    return unknown(*_keys(term)) if fact.truth is Truth.YES and in_cases(term) else fact


def in_cases(term: Term) -> bool:
    """Whether it is a ban that holds in cases which the text alone tells, or without somebody's leave, and names no field to ask about."""
    some = term.kind is Kind.PROHIBITION and term.when and not _ASIDE.isdisjoint(texts(term.details.get("qualified", ())))
    return bool(some) and not any("field" in clause for clause in term.when)


def _keys(term: Term) -> Iterator[str]:
    return (key_of(name, term) for clause in term.when for name in clause)


def _hardly(clause: Clause, profile: Profile, vocabulary: Vocabulary) -> bool:
    """Whether what spares is not said to hold, and would be: what hardly anybody is or has (an affiliate of the licensor, an agreement of
    one's own), or another result."""
    return any(
        (vocabulary.rare(name, values.words) or (name == "result" and name in profile.words))
        and not set(values.words) & set(profile.words.get(name, ()))
        for name, values in clause.items()
        if vocabulary.value_kinds[name] == "words" and not values.other_than
    )


def holds(condition: Condition, term: Term, profile: Profile, vocabulary: Vocabulary) -> Fact:
    """Whether any clause of `condition` holds, in three-valued logic."""
    return _any([_all([_constraint(name, values, term, profile, vocabulary) for name, values in clause.items()]) for clause in condition])


def _all(facts: Sequence[Fact]) -> Fact:
    """The least true of `facts`, of which there is one at least; what is asked is what all that are not settled ask for."""
    least = facts[0] if len(facts) == 1 else min(facts, key=_TRUTH)
    if least.truth in _SURE:
        return least
    asks = least.asks if len(facts) == 1 else frozenset().union(*[fact.asks for fact in facts if fact.truth is Truth.UNKNOWN])
    return Fact(Truth.UNKNOWN, asks) if asks else OPEN


def _any(facts: Sequence[Fact]) -> Fact:
    """The truest of `facts`, of which there is one at least; what is asked is what any of them asks for."""
    if len(facts) == 1:
        return facts[0]
    most = max(facts, key=_TRUTH)
    if most.truth is Truth.UNKNOWN:
        return Fact(Truth.UNKNOWN, frozenset().union(*[fact.asks for fact in facts]))
    return most


def _opposite(fact: Fact) -> Fact:
    if fact.truth in (Truth.UNKNOWN, Truth.OPEN):
        return Fact(Truth.UNKNOWN, fact.asks)
    return NO if fact.truth is Truth.YES else YES


def _constraint(name: str, values: Values, term: Term, profile: Profile, vocabulary: Vocabulary) -> Fact:
    return _BY_KIND[vocabulary.value_kinds[name]](name, values, term, profile, vocabulary)


def above(limit: Limit, number: int) -> bool:
    """Whether `number` is where `limit` begins to bite."""
    return {
        "above": number > limit.number,
        "at-least": number >= limit.number,
        "below": number < limit.number,
        "at-most": number <= limit.number,
    }[limit.relation]


def key_of(name: str, term: Term) -> str:
    """The key of a profile that answers the constraint `name` in `term`: a figure at a release, or of a product, is asked for as such."""
    if name == "annual-revenue" and term.details.get("counted", {}).get("of") == "product":
        return "product-revenue"
    if name == "monthly-active-users":
        return "users-at-release" if term.details.get("counted", {}).get("as-of") == "release" else "users"
    return KEYS.get(name, name)


def _count(name: str, values: Values, term: Term, profile: Profile, vocabulary: Vocabulary) -> Fact:
    """A count. One taken at a release date is compared with `users-at-release`; today's figure stands in for it only below the limit."""
    assert values.limit is not None
    key = key_of(name, term)
    if key in profile.counts:
        return YES if above(values.limit, profile.counts[key]) else NO
    if key == "users-at-release" and "users" in profile.counts and not above(values.limit, profile.counts["users"]):
        return Fact(Truth.PROVIDED, frozenset((key,)), key)
    return unknown(key)


def _money(name: str, values: Values, term: Term, profile: Profile, vocabulary: Vocabulary) -> Fact:
    assert values.limit is not None
    key = key_of(name, term)
    amount = _amount(key, values.limit, profile)
    if amount is None and key == "product-revenue":  # no product brings more than all of them
        whole = _amount("revenue", values.limit, profile)
        return NO if whole is not None and not above(values.limit, whole) else unknown(key)
    if amount is None:
        return unknown(key)  # no rate is known here: it must be stated in the currency that the license counts
    return YES if above(values.limit, amount) else NO


def _amount(key: str, limit: Limit, profile: Profile) -> int | None:
    return next((money.amount for money in profile.sums.get(key, ()) if money.currency == limit.currency), None)


def _place(name: str, values: Values, term: Term, profile: Profile, vocabulary: Vocabulary) -> Fact:
    key = key_of(name, term)
    if key not in profile.places:
        return unknown(key)
    day = profile.on or "9999-12-31"
    named = vocabulary.countries(values.words, day)
    one_of_them = key == "based-in" or any(fact == key for fact, _ in profile.assumed)  # a seat in the EEA is in one country of it
    sides = [_side(vocabulary.countries((place,), day), named, values.other_than, one_of_them) for place in profile.places[key]]
    return YES if True in sides else unknown(key) if None in sides else NO


def _side(mine: frozenset[str], named: frozenset[str], other_than: bool, one_of_them: bool) -> bool | None:
    """Whether somebody in `mine` is in what is `named` (`other_than`: is not); None where he may be in either part of it."""
    inside, outside = bool(mine & named), bool(mine - named)
    if inside and outside and one_of_them:
        return None
    return outside if other_than else inside


def _field(name: str, values: Values, term: Term, profile: Profile, vocabulary: Vocabulary) -> Fact:
    """A ban on a group bans its members; a sector only comes near the bans it touches; a qualified ban asks."""
    stated = profile.fields
    if stated == ("general",):
        return NO
    if stated:
        banned = frozenset().union(*[vocabulary.members(word) for word in values.words])
        if hit := [field for field in stated if (field in banned) is not values.other_than]:
            more = set(texts(term.details.get("qualified", ())))
            return unknown("field") if more and all(more - vocabulary.said(field) for field in hit) else YES
        if any(not vocabulary.near[field].isdisjoint(banned) for field in stated):
            return unknown("field")
    return unknown("field") if profile.strict else OPEN


def _word(name: str, values: Values, term: Term, profile: Profile, vocabulary: Vocabulary) -> Fact:
    stated = profile.words.get(name)
    denied = profile.denied.get(name, frozenset[str]())
    named = frozenset(values.words)
    # Nobody can state that nothing will ever happen: like a banned field, an event is a thing to stay clear of, and so is a sanctions list.
    unsaid = OPEN if not profile.strict and (name == "event" or vocabulary.rare(name, named)) else unknown(name)
    if name == "event" and not named.isdisjoint(profile.fields or ()):
        return YES  # who states a field of that name does it
    if stated is None and not denied:
        return unsaid
    if values.other_than and stated:  # who is spared says so; a word that excludes none of those spared leaves it open
        if not named.isdisjoint(stated):
            return NO
        return unsaid if (named - denied) & vocabulary.left_open(name, stated) else YES
    if not named.isdisjoint(stated or ()):
        return YES
    if (named - denied) & vocabulary.left_open(name, stated or ()):
        return unsaid
    return YES if values.other_than else NO


_SIDES = frozenset(("commercial", "non-commercial"))
_NO_MORE = frozenset(("non-commercial",))  # a side, and no purpose
_HOW = frozenset(("internal", "computational"))  # ways to use, whatever for: commerce may go either way
_HOUSE = frozenset(("internal",))
_SCHOLARLY = frozenset(("research", "academic"))
_MARKS = frozenset(("describing-origin", "required-display"))  # what a mark is used for, whatever the model is
_LIVE = frozenset(("production",))  # which research may come to as well as commerce: to stay clear of, like a banned field


def purposes_open(values: Values, stated: frozenset[str], denied: frozenset[str]) -> frozenset[str]:
    """The purposes that settle whether `values` hold for who states and denies some; nothing where they are settled.

    The stated purposes are all there are, but whether it is for commerce, and whether within the house, is open until it is stated; and
    what is non-commercial and no more has a purpose that is not stated.
    """
    named = frozenset(values.words)
    if named <= _MARKS and not values.other_than:
        return frozenset() if named & stated else named - denied
    if stated - (_HOW - named) == _NO_MORE and not named & _SIDES:
        return named - denied - _LIVE
    near = _SCHOLARLY - stated if stated & _SCHOLARLY else frozenset()  # what is academic is often research
    ways = (_HOW if named <= _HOW else _HOUSE) - stated
    unsaid = ((frozenset() if stated & _SIDES else _SIDES) | ways | near) - denied
    if not values.other_than:
        return frozenset() if named & stated else named & unsaid
    if "commercial" in stated - named and not named <= _HOW:
        return frozenset()  # commerce is not washed out by a purpose that is allowed besides
    if named & stated:
        return frozenset() if named <= _HOW else unsaid & {"commercial"} - named
    return named & unsaid


def _purpose(values: Values, stated: frozenset[str], denied: frozenset[str], strict: bool) -> Fact:
    named = frozenset(values.words)
    if purposes_open(values, stated, denied):
        return unknown("purpose")
    if not values.other_than:
        if named & stated:
            return YES
        return (unknown("purpose") if strict else OPEN) if named & _LIVE - denied else NO
    return NO if named & stated and not ("commercial" in stated - named and not named <= _HOW) else YES


def _words(name: str, values: Values, term: Term, profile: Profile, vocabulary: Vocabulary) -> Fact:
    if name == "purpose" and "purpose" in profile.words:
        if not _MARKS.issuperset(values.words) and _MARKS.issuperset(profile.words["purpose"]):
            return unknown("purpose")  # what a mark is used for is said, and not what the model is
        return _purpose(values, frozenset(profile.words["purpose"]), profile.denied.get("purpose", frozenset()), profile.strict)
    return _word(name, values, term, profile, vocabulary)


def _name(name: str, values: Values, term: Term, profile: Profile, vocabulary: Vocabulary) -> Fact:
    """What the license calls by a name is compared without case, spaces and signs; what shares a word with it may be it."""
    stated = [_name_words(one) for one in profile.words.get(name, ())]
    named = [_name_words(one) for one in values.words]
    if any("".join(one) in ("".join(other) for other in named) for one in stated):
        return NO if values.other_than else YES
    telling = {word for one in stated for word in one if len(word) >= TELLING} - _LINKING
    alike = any(not telling.isdisjoint(other) for other in named)
    return unknown(name) if alike else _word(name, values, term, profile, vocabulary)


def _name_words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


_BY_KIND: Mapping[str, Callable[[str, Values, Term, Profile, Vocabulary], Fact]] = {
    "count": _count,
    "money": _money,
    "place": _place,
    "field": _field,
    "words": _words,
    "name": _name,
}
