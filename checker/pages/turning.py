"""Where an answer turns: numbers and borders of a license, on which side of them the user stands, and what to ask where that is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker import wording
from checker.can_i import REFUSED, Answer, Reply, Weighed
from checker.covers import fields
from checker.facts import Truth, above, holds, in_cases, key_of, purposes_open
from checker.model import Clause, Kind, License, Limit, Term, Values
from checker.profile import Profile
from checker.tuples import NamedTuple
from checker.vocabulary import Vocabulary

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
CONDITIONS = 3  # of terms, that a question gives in full
CASES = "Is yours a case in which that ban holds ({condition})? If so, the answer is no."  # what no option states
SHOWN = 8  # words of a question that a person is shown; machines get all


def counted_in(license: License) -> str:
    """The calendar month before the release date (`June 2024`), in which a cap counted at release looks; from `released`, ISO 8601."""
    parts = license.released.split("-")
    if len(parts) < 2:
        return "the month before the release"
    year, month = int(parts[0]), int(parts[1])
    return f"{MONTHS[month - 2]} {year - (month == 1)}"


def limits(weighed: Sequence[Weighed]) -> Iterator[tuple[Term, str, Limit]]:
    """Every threshold among the terms weighed, with its constraint."""
    for one in weighed:
        for clause in one.term.when:
            yield from ((one.term, name, values.limit) for name, values in clause.items() if values.limit)


def turning_points(weighed: Sequence[Weighed], license: License, profile: Profile, vocabulary: Vocabulary) -> Iterator[str]:
    """The thresholds and places on which the answer turns, where each stands, and what the profile states against it."""
    for one in weighed:
        for clause in one.term.when:
            if "model" in clause and holds(({"model": clause["model"]},), one.term, profile, vocabulary).truth is Truth.NO:
                continue  # it is about another model
            for name, values in clause.items():
                where = ", ".join(map(str, one.term.at))
                if values.limit:
                    threshold = _threshold(name, values.limit, one.term, license, vocabulary)
                    besides = wording.clause({other: held for other, held in clause.items() if other != name}, vocabulary)
                    also = ", ".join(filter(None, (besides, "contested" if one.term.contested else "")))
                    yield f"{threshold}{f', {also}' if also else ''} [{where}]: {_number(name, values.limit, one, profile)}"
                elif vocabulary.value_kind(name) == "place":
                    rest = {other: held for other, held in clause.items() if other != name}
                    sides = _place(name, values, rest, one, profile, vocabulary)
                    yield f"{wording.constraint(name, values, vocabulary)} [{where}]: {sides}"


def _threshold(name: str, limit: Limit, term: Term, license: License, vocabulary: Vocabulary) -> str:
    counted: Mapping[str, str] = term.details.get("counted", {})
    if not counted:
        return wording.limit(name, limit, vocabulary)
    when = f"counted in {counted_in(license)}" if counted["as-of"] == "release" else vocabulary.label("as-of", counted["as-of"])
    return f"{wording.limit(name, limit, vocabulary)} ({when}, {vocabulary.label('whose', counted['of'])})"


def _number(name: str, limit: Limit, one: Weighed, profile: Profile) -> str:
    """`you state 800 million, past it`, or what is not known."""
    key = key_of(name, one.term)
    sums = profile.sums.get(key, ())
    money = next((money for money in sums if money.currency == limit.currency), sums[0] if sums else None)
    today = profile.counts.get("users") if key == "users-at-release" else None
    number = money.amount if money else profile.counts.get(key, today)
    if number is None:
        return "you are spared" if one.fact.truth is Truth.NO else "you state no number"
    stated = f"{money.currency} {wording.number(money.amount)}" if money else wording.number(number)
    now = key not in profile.counts and today is not None
    stated += " today" if now else ""
    if money and money.currency != limit.currency:
        return f"you state {stated}, and no rate is known here: state it in {limit.currency} too"
    if not above(limit, number):
        return f"you state {stated}, not past it{' today' if now else ''}"
    if now:
        return f"you state {stated}, which does not settle it"
    spared = {Truth.NO: ", but you are spared", Truth.YES: ""}.get(one.fact.truth, "; what else must hold for it is open")
    return f"you state {stated}, past it{spared}"


def _place(name: str, values: Values, rest: Clause, one: Weighed, profile: Profile, vocabulary: Vocabulary) -> str:
    """`DE is shut out, US is not`, by the membership of the day; what else must hold for it (`rest`), unless it does."""
    day = profile.on or "9999-12-31"
    named = vocabulary.countries(values.words, day)
    stated = sorted(profile.places.get(key_of(name, one.term), ()))
    members = {place: vocabulary.countries((place,), day) for place in stated}
    sides = {place: bool(codes & named) is not values.other_than for place, codes in members.items()}
    truth = holds((rest,), one.term, profile, vocabulary).truth if rest else Truth.YES
    spared = one.fact.truth is Truth.NO
    inside = "is spared" if spared and truth is not Truth.NO else "is shut out"
    if rest and truth is not Truth.YES:
        inside += f" in case of {wording.clause(rest, vocabulary)} alone"
    parted = [place for place, codes in members.items() if one.fact.truth is Truth.UNKNOWN and codes & named and codes - named]
    said = (f"{place} {'is in part' if place in parted else inside if out else 'is not'}" for place, out in sides.items())
    return ", ".join(said) or "you state no place"


class Question(NamedTuple):
    """A fact that is missing: what to ask, the option that states it, the words of the terms that wait for it, and where these stand."""

    key: str
    text: str
    option: str
    words: tuple[str, ...] = ()
    at: tuple[str, ...] = ()

    def __str__(self) -> str:
        turns = f"; turns on {_shown(self.words)}" if self.words else ""
        how = f"  [{self.option}{turns}]" if self.option else ""
        return f"{self.text}{how}{f' [{_shown(self.at)}]' if self.at else ''}"


def _shown(words: Sequence[str]) -> str:
    return ", ".join(words[:SHOWN]) + (f" and {len(words) - SHOWN} more" if len(words) > SHOWN else "")


ASKING = (Answer.DEPENDS, Answer.UNKNOWN, Answer.CONTESTED)  # answers that more facts may make a refusal, or settle


def tells(reply: Reply, worst: Reply) -> bool:
    """Whether what an action rests on is told: it answers worst, or asks for more where nothing is refused."""
    return reply.answer is worst.answer or (reply.answer is Answer.DEPENDS and worst.answer not in REFUSED)


def whole(replies: Sequence[Reply]) -> Reply:
    """The worst reply of an act, with all that its parts turn on: what both ask for is asked once."""
    worst = min(replies, key=lambda reply: reply.answer.rank)
    weighed = {one.term.id: one for reply in replies if tells(reply, worst) for one in reply.weighed}
    return worst._replace(weighed=tuple(weighed.values()))


def gaps(reply: Reply) -> tuple[str, ...]:
    """Why it is unknown or not granted; nothing where a ban settles it, whether or not anything grants it."""
    return () if reply.deciding and reply.answer in REFUSED else reply.gap


def missing(reply: Reply) -> list[str]:
    """The facts that are missing, those of the terms that need the fewest first."""
    if reply.answer not in ASKING:
        return []
    open_terms = sorted(
        (one.fact.asks for one in reply.weighed if one.fact.truth is Truth.UNKNOWN), key=lambda asks: (len(asks), sorted(asks))
    )
    return list(dict.fromkeys(key for asks in open_terms for key in sorted(asks)))


def wanting(reply: Reply, license: License, profile: Profile, vocabulary: Vocabulary) -> list[str]:
    """The facts that are missing, for one line: of one that was stated and does not settle it, what it leaves open."""
    return [_open(one, profile) for one in questions(reply, license, profile, vocabulary)]


def _open(one: Question, profile: Profile) -> str:
    words = one.words[:SHOWN] or (("unlawful",) if one.key == "field" else ())  # a duty to obey the law names no field
    return f"{one.key} ({', '.join(words)})" if words and _stated(one.key, profile) else one.key


def questions(reply: Reply, license: License, profile: Profile, vocabulary: Vocabulary) -> list[Question]:
    """A question for each fact that is missing. One that was stated and does not settle it is asked for more closely."""
    found = []
    for key in missing(reply):
        row, stated = vocabulary.words("facts")[key], _stated(key, profile)
        terms = [one.term for one in reply.weighed if one.fact.truth is Truth.UNKNOWN and key in one.fact.asks]
        if key == "field":
            terms.sort(key=lambda term: not set(fields(term)) & set(stated))  # the field's own clause first
        words = tuple(word for word in _words(key, terms, profile, vocabulary) if word not in stated or key == "field")
        if key == "field" and stated:
            words = tuple(word for word in words if _come_near(word, stated, vocabulary))
        ask = row["again"] if stated and "again" in row else row["ask"]
        if stated and not words and terms and all(map(in_cases, terms)):
            ask = CASES
        text = str(ask).format(
            when=counted_in(license),
            words=wording.bare(key, Values(words[:SHOWN]), vocabulary) if stated and key in vocabulary.value_kinds else "",
            stated=", ".join(vocabulary.label("fields", word) for word in _near(terms, stated, vocabulary))
            if key == "field"
            else wording.listing(stated, "and"),
            whose=_whose(key, terms, vocabulary),
            condition=_condition(terms, vocabulary),
            also=_also(terms, stated, words, vocabulary) if key == "field" else "",
        )
        at = tuple(dict.fromkeys(str(place) for term in terms for place in term.at))
        found.append(Question(key, text, "" if ask is CASES else str(row["option"]), words, at))
    return found


def _also(terms: Sequence[Term], stated: Iterable[str], words: Sequence[str], vocabulary: Vocabulary) -> str:
    """What is banned and stated fields may be besides: ` also automated decisions,`; nothing where they are named themselves."""
    besides = words if all(term.kind is not Kind.DUTY for term in terms) else (*words, "unlawful")
    left = [vocabulary.label("fields", word) for word in dict.fromkeys(besides) if vocabulary.members(word).isdisjoint(stated)]
    return f" also {wording.listing(left)}," if left and len(left) == len(set(besides)) else ""


def _near(terms: Sequence[Term], stated: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """Those of the stated fields that any of the terms bans or comes near to; the others are not asked about."""
    named = {word for term in terms for word in fields(term)} | {"unlawful" for term in terms if term.kind is Kind.DUTY}
    return [field for field in stated if any(_come_near(word, (field,), vocabulary) for word in named)]


def _come_near(word: str, stated: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Whether any of the stated fields is part of a banned one, or comes near to it."""
    banned = vocabulary.members(word)
    return any(field in banned or not vocabulary.near[field].isdisjoint(banned) for field in stated)


def _stated(key: str, profile: Profile) -> tuple[str, ...]:
    sums = tuple(f"{money.currency} {wording.number(money.amount)}" for money in profile.sums.get(key, ()))
    return profile.words.get(key, ()) or sums or (profile.fields or () if key == "field" else ())


def _whose(key: str, terms: Sequence[Term], vocabulary: Vocabulary) -> str:
    """` of the licensee and its affiliates`: whose number the terms count, which ask for `key`; nothing where they do not say."""
    counted = dict.fromkeys(
        vocabulary.label("whose", term.details["counted"]["of"])
        for term in terms
        for clause in term.when
        if "counted" in term.details and any(key_of(name, term) == key for name in clause)
    )
    return f" of {wording.listing(counted, 'or')}" if counted else ""


def _condition(terms: Sequence[Term], vocabulary: Vocabulary) -> str:
    """What the terms say of how a field is banned: the words that qualify them, those of the text, and their notes."""
    said = []
    for term in terms:
        how = wording.qualified(term, vocabulary)
        words = "; ".join(f'"{phrase}"' for phrase in term.phrase) + (f" -- {term.note.rstrip('.')}" if term.note else "")
        said.append(f"{how}: {words}" if how else words)
    said = list(dict.fromkeys(said))
    return " / ".join(said[:CONDITIONS]) + (f" / and {len(said) - CONDITIONS} more" if len(said) > CONDITIONS else "")


def _words(key: str, terms: Sequence[Term], profile: Profile, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words that `terms` wait for with the fact `key`. Numbers and places are told where the answer turns on them.

    Where some are stated, those that are open still: `commercial` beside research; all that are named where none is.
    """
    named = [
        values
        for term in terms
        for clause in (*term.when, *term.unless)
        for name, values in clause.items()
        if key_of(name, term) == key and vocabulary.value_kind(name) != "place"
    ]
    if key in profile.words:
        stated, denied = frozenset(profile.words[key]), profile.denied.get(key, frozenset())
        left = vocabulary.left_open(key, stated) - denied
        open_ones = frozenset().union(
            *(purposes_open(values, stated, denied) if key == "purpose" else left.intersection(values.words) for values in named)
        )
        if open_ones:
            return tuple(word for word in vocabulary.sections["constraints"][key]["words"] if word in open_ones)
    return tuple(dict.fromkeys(word for values in named for word in values.words))
