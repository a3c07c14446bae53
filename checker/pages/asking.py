"""What to ask where an answer depends on facts that were not stated: the questions, and the words on which each of them turns."""

from __future__ import annotations

from checker.can_i import Answer, Reply
from checker.facts import Truth, key_of
from checker.model import License
from checker.pages.turning import counted_in
from checker.profile import Profile
from checker.tuples import NamedTuple
from checker.vocabulary import Vocabulary

SHOWN = 8  # words of a question that a person is shown; machines get all


class Question(NamedTuple):
    """A fact that is missing: what to ask, the option that states it, and the words of the terms that wait for the answer."""

    key: str
    text: str
    option: str
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        shown = ", ".join(self.words[:SHOWN]) + (f" and {len(self.words) - SHOWN} more" if len(self.words) > SHOWN else "")
        return f"{self.text}  [{self.option}{f'; turns on {shown}' if shown else ''}]"


def missing(reply: Reply) -> list[str]:
    """The facts that are missing, those of the terms that need the fewest first."""
    if reply.answer is not Answer.DEPENDS:
        return []
    open_terms = sorted(
        (one.fact.asks for one in reply.weighed if one.fact.truth is Truth.UNKNOWN), key=lambda asks: (len(asks), sorted(asks))
    )
    return list(dict.fromkeys(key for asks in open_terms for key in sorted(asks)))


def questions(reply: Reply, license: License, profile: Profile, vocabulary: Vocabulary) -> list[Question]:
    """A question for each fact that is missing. One that was stated and does not settle it is asked for more closely."""
    found = []
    for key in missing(reply):
        row, stated = vocabulary.words("facts")[key], profile.words.get(key, ())
        text = str(row["again"] if stated and "again" in row else row["ask"]).format(when=counted_in(license), stated=", ".join(stated))
        found.append(Question(key, text, str(row["option"]), _words(key, reply, vocabulary)))
    return found


def _words(key: str, reply: Reply, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words that terms name which wait for the fact `key`. Numbers and places are told where the answer turns on them."""
    waiting = [one.term for one in reply.weighed if one.fact.truth is Truth.UNKNOWN and key in one.fact.asks]
    return tuple(
        dict.fromkeys(
            word
            for term in waiting
            for clause in (*term.when, *term.unless)
            for name, values in clause.items()
            if key_of(name, term) == key and vocabulary.value_kind(name) != "place"
            for word in values.words
        )
    )
