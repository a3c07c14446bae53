"""What the conditions of terms take in: the fields they name, and the values that a filter asks for."""

from __future__ import annotations

from checker.model import Term, Values
from checker.vocabulary import Vocabulary


def fields(term: Term) -> tuple[str, ...]:
    """The fields of use that a condition of `term` names."""
    return tuple(word for clause in term.when for name, values in clause.items() if name == "field" for word in values.words)


def covers(name: str, held: Values, wanted: Values, vocabulary: Vocabulary) -> bool:
    """True where the values a term holds for the constraint `name` take in one of those wanted."""
    if held.limit or wanted.limit:
        return held.limit == wanted.limit
    if vocabulary.value_kind(name) == "place":
        mine, theirs = vocabulary.countries(held.words), vocabulary.countries(wanted.words)
        return bool(theirs - mine) if held.other_than else bool(mine - theirs) if wanted.other_than else bool(mine & theirs)
    if name == "field":
        mine = frozenset().union(*(vocabulary.members(word) for word in held.words))
        if wanted.other_than:
            return held.other_than or any(word not in wanted.words for word in held.words)
        return any((word in mine) is not held.other_than for word in wanted.words)
    if wanted.other_than:
        return held.other_than or any(word not in wanted.words for word in held.words)
    return any((word in held.words) is not held.other_than for word in wanted.words)
