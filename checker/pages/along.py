"""What goes along with what one may do: what to stay clear of, what is owed now and later, and what the licensor keeps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker import wording
from checker.ask import Asked
from checker.build import texts
from checker.can_i import REFUSED, Reply, total
from checker.conditions import fields
from checker.model import Kind, License, Term, Values
from checker.owed import Owed
from checker.page import Cell
from checker.profile import Profile, excluded
from checker.vocabulary import Vocabulary


def along(asked: Sequence[Asked], named: bool, profile: Profile, vocabulary: Vocabulary) -> Iterator[tuple[str, Cell]]:
    """Labels and texts of what goes along with all acts that are not refused, by license; `named`: with the one they come from."""
    licenses = {one.license.id: one.license for one in asked}
    for id, license in licenses.items():
        done = [one for one in asked if one.license.id == id and total(one.replies) not in REFUSED]  # an act is refused with any part of it
        replies = [reply for one in done for reply in one.replies]
        of = f"{id} " if named else ""
        yield from _terms_of(replies, of, profile, vocabulary)
        if replies:
            yield from _kept(license, of, vocabulary)


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
    owed: dict[str, Owed] = {}
    for reply in replies:
        for one in reply.duties:
            owed[one.term.id] = max(one, owed.get(one.term.id, one), key=lambda duty: (duty.now, duty.sure))
    for one in sorted(owed.values(), key=lambda duty: (not duty.now, not duty.sure)):
        label = "later" if not one.now else "you owe" if one.sure else "may owe"
        text = f"{wording.summary(one.term, vocabulary)} [{of}{places([one.term])}]{noted(one.term, one.now)}"
        yield label, Cell(text, "" if one.now else "dim")


def _grouped(bans: Sequence[Term], vocabulary: Vocabulary) -> dict[str, list[Term]]:
    """Open bans by what they protect, in the order of the vocabulary; one that names several fields may stand in several groups."""
    grounds = dict.fromkeys(str(entry["ground"]) for entry in vocabulary.sections["fields"].values() if "ground" in entry)
    groups: dict[str, list[Term]] = {ground: [] for ground in grounds}
    for term in bans:
        for ground in dict.fromkeys(vocabulary.ground(field) for field in fields(term)):
            if ground:
                groups[ground].append(term)
    return {ground: terms for ground, terms in groups.items() if terms}


CLEAR = {"event": "this does not happen", "purpose": "it is not for", "party": "this is not you", "recipient": "this is not who gets it"}


def _kept_clear(term: Term) -> str:
    """How an open condition, other than a field, is told; the first constraint of the table that the term names."""
    return next((how for name, how in CLEAR.items() if any(name in clause for clause in term.when)), "this does not hold")


def events(term: Term, profile: Profile, vocabulary: Vocabulary) -> str:
    """The condition of a term in words, without the names of its constraints, and what is denied."""
    clauses = [(name, values) for clause in term.when for name, values in clause.items()]
    denied = {**profile.denied, "purpose": profile.denied.get("purpose", frozenset()) | excluded(profile)}
    return wording.listing(wording.bare(name, _left(values, denied.get(name, frozenset())), vocabulary) for name, values in clauses)


def _left(values: Values, denied: frozenset[str]) -> Values:
    left = tuple(word for word in values.words if word not in denied)
    return values._replace(words=left) if left and not values.other_than else values


def _kept(license: License, of: str, vocabulary: Vocabulary) -> Iterator[tuple[str, Cell]]:
    """What the licensor keeps whatever is done: what is made belongs to it, the license may be taken back."""
    owns = license.facts.get("owns", {})
    for asset in ("derivative", "output"):
        if owns.get(asset) == "licensor":
            at = ", ".join(texts(owns.get("at", ())))
            yield "not yours", Cell(f"{vocabulary.label('assets', asset)} belong to the licensor [{of}{at}]")
    for term in license.of_kind(Kind.POWER):
        if vocabulary.at_will(term.words[0]):
            yield "licensor may", Cell(f"{wording.brief(term, vocabulary)} [{of}{places([term])}]{noted(term)}", "dim")


def noted(term: Term, full: bool = True) -> str:
    """What a term says beside its words, in parentheses; without `full` only that it is contested."""
    if term.contested:
        return f" (contested: {term.note})" if full else " (contested)"
    return f" (note: {term.note})" if term.note and full else ""


def places(terms: Sequence[Term]) -> str:
    """Where terms stand, each place once."""
    return ", ".join(dict.fromkeys(str(place) for term in terms for place in term.at))
