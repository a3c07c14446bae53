"""What goes along with what one may do: what to stay clear of, what is owed now and later, and what the licensor keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker import wording
from checker.ask import Asked
from checker.build import texts
from checker.can_i import ENDING, REFUSED, Reply, total
from checker.covers import fields
from checker.model import Kind, License, Term, Values
from checker.owed import Owed
from checker.page import Cell
from checker.profile import Profile, excluded
from checker.vocabulary import Vocabulary


def along(asked: Sequence[Asked], named: bool, profile: Profile, vocabulary: Vocabulary) -> Iterator[tuple[str, Cell]]:
    """Labels and texts of what goes along with all acts that are not refused, by license; `named`: with the one they come from."""
    for license, replies in allowed(asked):
        of = f"{license.id} " if named else ""
        yield from _terms_of(replies, of, profile, vocabulary)
        yield from ((label, Cell(text, "" if label == "not yours" else "dim")) for label, text in kept(license, of, vocabulary, True))


def allowed(asked: Sequence[Asked]) -> list[tuple[License, list[Reply]]]:
    """The licenses with the replies for all acts that they do not refuse: an act is refused with any part of it."""
    done: dict[str, tuple[License, list[Reply]]] = {}
    for one in asked:
        if total(one.replies) not in REFUSED:
            done.setdefault(one.license.id, (one.license, []))[1].extend(one.replies)
    return list(done.values())


def _terms_of(replies: Sequence[Reply], of: str, profile: Profile, vocabulary: Vocabulary) -> Iterator[tuple[str, Cell]]:
    """The terms of one license; `of` names it before every place, where there are several."""
    bans = list({term.id: term for reply in replies for term in reply.open_bans}.values())
    for ground, terms in _grouped([term for term in bans if fields(term)], vocabulary).items():
        named = (field for term in terms for field in fields(term) if vocabulary.ground(field) == ground)
        words = dict.fromkeys(vocabulary.label("fields", field) for field in named)
        yield "stay out of", Cell(f"{ground}: {', '.join(words)} [{of}{places(terms)}]")
    besides: dict[str, list[Term]] = {}
    for term in bans:
        if not fields(term):
            besides.setdefault(f"{_kept_clear(term)}: {events(term, profile, vocabulary)}", []).append(term)
    for text, terms in besides.items():
        yield "as long as", Cell(f"{text} [{of}{places(terms)}]")
    for one, terms in owed(replies, vocabulary, True):
        label = "later" if not one.now else "you owe" if one.sure else "may owe"
        text = f"{wording.summary(one.term, vocabulary)} [{of}{places(terms)}]{noted(one.term, one.now)}"
        yield label, Cell(text, "" if one.now else "dim")


def owed(replies: Sequence[Reply], vocabulary: Vocabulary, full: bool) -> Iterator[tuple[Owed, list[Term]]]:
    """What is owed with any of `replies`, each once, what is due first, and what is surely due before the rest.

    Duties that say the same of other sections are one, with all their terms; `full`: where they are told with their notes.
    """
    found: dict[str, Owed] = {}
    for reply in replies:
        for one in reply.duties:
            found[one.term.id] = max(one, found.get(one.term.id, one), key=lambda duty: (duty.now, duty.sure))
    alike: dict[tuple[object, ...], list[Owed]] = {}
    for one in sorted(found.values(), key=lambda duty: (not duty.now, not duty.sure)):
        key = (one.now, one.sure, wording.summary(one.term, vocabulary), noted(one.term, full and one.now))
        alike.setdefault(key, []).append(one)
    yield from ((ones[0], [one.term for one in ones]) for ones in alike.values())


def _grouped(bans: Sequence[Term], vocabulary: Vocabulary) -> dict[str, list[Term]]:
    """Open bans by what they protect, in the order of the vocabulary; one that names several fields may stand in several groups."""
    grounds = dict.fromkeys(str(entry["ground"]) for entry in vocabulary.sections["fields"].values() if "ground" in entry)
    groups: dict[str, list[Term]] = {ground: [] for ground in grounds}
    for term in bans:
        for ground in dict.fromkeys(vocabulary.ground(field) for field in fields(term)):
            if ground:
                groups[ground].append(term)
    return {ground: terms for ground, terms in groups.items() if terms}


# Powers that need nobody to use them, and how they are told; an event with a condition is weighed with the bans.
ENDS = {"terminate-on-breach": "it ends", "terminate-on-event": "it ends", "terminate-on-litigation": "beware"}


def powers(license: License, vocabulary: Vocabulary) -> list[Term]:
    """What whoever uses it wants to know of, whatever is done with it: powers that are used at will, and what ends rights."""
    found = license.of_kind(Kind.POWER)
    return [
        one for one in found if vocabulary.at_will(one.words[0]) or (one.words[0] in ENDS and not (one.when and one.words[0] == ENDING))
    ]


CLEAR = {"event": "this does not happen", "purpose": "it is not for", "party": "this is not you", "recipient": "this is not who gets it"}


def _kept_clear(term: Term) -> str:
    """How an open condition, other than a field, is told; the first constraint of the table that the term names."""
    clear = next((how for name, how in CLEAR.items() if any(name in clause for clause in term.when)), "this does not hold")
    return clear if term.when else "this holds"  # it binds but for who is spared


def events(term: Term, profile: Profile, vocabulary: Vocabulary) -> str:
    """The condition of a term in words, without the names of its constraints, and what is denied; of one without, whom it spares."""
    clauses = [(name, values) for clause in term.when or term.unless for name, values in clause.items()]
    denied = {**profile.denied, "purpose": profile.denied.get("purpose", frozenset()) | excluded(profile)}
    return wording.listing(wording.bare(name, _left(values, denied.get(name, frozenset())), vocabulary) for name, values in clauses)


def _left(values: Values, denied: frozenset[str]) -> Values:
    left = tuple(word for word in values.words if word not in denied)
    return values._replace(words=left) if left and not values.other_than else values


def kept(license: License, of: str, vocabulary: Vocabulary, full: bool) -> Iterator[tuple[str, str]]:
    """What the licensor keeps whatever is done, and what ends the license: what is made belongs to it, rights may be taken back.

    `full`: with the notes of what it may do, and of what ends it.
    """
    owns = license.facts.get("owns", {})
    for asset in ("derivative", "output"):
        if owns.get(asset) == "licensor":
            at = ", ".join(texts(owns.get("at", ())))
            yield "not yours", f"{vocabulary.label('assets', asset)} belong to the licensor [{of}{at}]"
    told: dict[tuple[str, str, str], list[Term]] = {}
    for term in powers(license, vocabulary):
        at_will = vocabulary.at_will(term.words[0])
        label = "licensor may" if at_will or term.details.get("automatic") is False else ENDS[term.words[0]]
        text = wording.brief(term, vocabulary)
        text = text.removeprefix("end the license ") if label == "it ends" else text
        told.setdefault((label, text, noted(term, full)), []).append(term)
    for (label, text, note), terms in sorted(told.items(), key=lambda one: one[0][0], reverse=True):
        yield label, f"{text} [{of}{places(terms)}]{note}"


def noted(term: Term, full: bool = True) -> str:
    """What a term says beside its words, in parentheses; without `full` only that it is contested."""
    if term.contested:
        return f" (contested: {term.note})" if full else " (contested)"
    return f" (note: {term.note})" if term.note and full else ""


def places(terms: Sequence[Term]) -> str:
    """Where terms stand, each place once."""
    return ", ".join(dict.fromkeys(str(place) for term in terms for place in term.at))
