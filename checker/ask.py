"""What `can-i` and `choose` do with the words of a user: acts into actions, ranges over a number, the licenses that would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from checker import wording
from checker.bars import grants, only_bars
from checker.can_i import REFUSED, Answer, Reply, can_i, total
from checker.figures import Money
from checker.model import Joint, Kind, License, Subject, Term
from checker.names import nearest
from checker.profile import Profile, ProfileError, acting
from checker.tuples import NamedTuple
from checker.vocabulary import Vocabulary

RANGES = {"users": ("monthly-active-users",), "revenue": ("annual-revenue",), "monthly-revenue": ("monthly-revenue",)}


class Act(NamedTuple):
    """A word for an act, what it is taken to mean, the actions of the vocabulary it stands for, and the facts that it brings along."""

    word: str
    label: str
    actions: tuple[str, ...]
    brings: tuple[tuple[str, str], ...] = ()


def acts(words: Iterable[str], vocabulary: Vocabulary) -> list[Act]:
    """Read acts as typed (`fine-tune,host`). Raises ProfileError, with near words, for one that is unknown."""
    plain, actions = vocabulary.words("plain_words"), vocabulary.sections["actions"]
    found, problems = [], []
    for word in [part.strip().lower() for one in words for part in one.split(",") if part.strip()]:
        entry = plain.get(word) or actions.get(word)
        if entry:
            meant = tuple(entry.get("actions", (word,)))
            brings = dict.fromkeys(pair for of in (entry, *(actions[action] for action in meant)) for pair in of.get("brings", {}).items())
            found.append(Act(word, str(entry["label"]), meant, tuple(brings)))
        else:
            problems.append(f"--do: '{word}' is no act{nearest(word, [*plain, *actions])}; there are {', '.join([*plain, *actions])}")
    if not found and not problems:
        problems.append("--do: say what you want to do, such as --do fine-tune,host")
    if problems:
        raise ProfileError(problems)
    return found


def answer(
    license: License, wanted: Sequence[Act], profile: Profile, vocabulary: Vocabulary, elsewhere: bool = False
) -> list[tuple[Act, tuple[Reply, ...]]]:
    """The replies for every act, each with what it brings along. `elsewhere`: this license grants nothing, and another beside it does."""
    found = []
    for act in wanted:
        own = acting(profile, act.brings)
        found.append((act, tuple(can_i(license, action, own, vocabulary, elsewhere) for action in act.actions)))
    return found


class Asked(NamedTuple):
    """One act, the definition that was asked, and its replies."""

    act: Act
    license: License
    replies: tuple[Reply, ...]


class Weighed(NamedTuple):
    """The answer for what a user named. `asked` is what it rests on; `parts` are what was joined, `chosen` the branch of an OR."""

    subject: Subject
    asked: tuple[Asked, ...]
    parts: tuple[Weighed, ...] = ()
    chosen: str = ""

    @property
    def answer(self) -> Answer:
        """The worst of all answers it rests on; unknown where there is nothing it could rest on."""
        return total([reply for one in self.asked for reply in one.replies]) if self.asked else Answer.UNKNOWN


def weigh(subject: Subject, wanted: Sequence[Act], profile: Profile, vocabulary: Vocabulary, elsewhere: bool = False) -> Weighed:
    """The answer for `subject`. Pure.

    Where all parts bind (AND) every act is asked of each, where one is meant (a family) each act of the part that answers worst, where the
    user may choose (OR) all acts of the part that answers best. A policy that grants nothing only bars, where another part grants.
    """
    if subject.single:
        replies = answer(subject.license, wanted, profile, vocabulary, elsewhere and only_bars(subject.license))
        return Weighed(subject, tuple(Asked(act, subject.license, _doubted(own, subject.exception)) for act, own in replies))
    elsewhere = elsewhere or (subject.joint is Joint.AND and any(map(grants, subject.parts)))
    parts = tuple(weigh(part, wanted, profile, vocabulary, elsewhere) for part in subject.parts)
    if subject.joint is Joint.OR:
        best = max(parts, key=lambda part: part.answer.rank)
        return Weighed(subject, best.asked, parts, best.subject.license.id)
    asked = tuple(one for part in parts for one in part.asked)
    if subject.joint is Joint.FAMILY:
        of = [[one for one in asked if one.act == act] for act in wanted]
        asked = tuple(min(ones, key=lambda one: total(one.replies).rank) for ones in of if ones)
    return Weighed(subject, asked, parts)


def _doubted(replies: tuple[Reply, ...], exception: str) -> tuple[Reply, ...]:
    """What a license with an exception answers that nobody has read: a refusal may be what the exception lifts."""
    if not exception:
        return replies
    doubt = f"'{exception}' has not been read, and may lift this"
    refused = (Answer.NO, Answer.NEEDS_LICENSE)
    return tuple(one._replace(answer=Answer.UNKNOWN, gap=(*one.gap, doubt)) if one.answer in refused else one for one in replies)


class Range(NamedTuple):
    """A range of a number: what it is called, the answer in it, and what is due in it and not in every other that is not refused."""

    text: str
    answer: Answer
    duties: tuple[Term, ...] = ()


def ranges(license: License, wanted: Sequence[Act], profile: Profile, key: str, vocabulary: Vocabulary) -> list[Range]:
    """The answer, and what is due, over the whole range of `key` (users or revenue), cut where a term of the license turns it.

    Users are varied today and at the release alike. Only thresholds in one currency are varied, the license's own.
    """
    found_in = [
        (values.limit, term.details.get("counted", {}).get("as-of"))
        for term in license.terms
        for clause in term.when
        for name, values in clause.items()
        if name in RANGES[key] and values.limit and term.kind in (Kind.PROHIBITION, Kind.DUTY)
    ]
    limits = [limit for limit, _ in found_in]
    what = f"{key} at the release of the model" if found_in and all(as_of == "release" for _, as_of in found_in) else key
    currency = next((limit.currency for limit in limits if limit.currency), None)
    cuts = sorted({limit.number if limit.relation in ("above", "at-most") else limit.number - 1 for limit in limits})
    unit = f"{currency} " if currency else ""
    found = list[tuple[int, int | None, Answer, Mapping[str, Term]]]()
    for low, high in zip([0, *(cut + 1 for cut in cuts)], [*cuts, None], strict=True):
        replies = [one for _, given in answer(license, wanted, _with(profile, key, low, currency), vocabulary) for one in given]
        said, due = total(replies), {owed.term.id: owed.term for one in replies for owed in one.duties if owed.now and owed.sure}
        if found and found[-1][2] is said and found[-1][3].keys() == due.keys():  # ranges in which all is alike are one
            low = found.pop()[0]
        found.append((low, high, said, due))
    open_to = [set(due) for _, _, said, due in found if said not in REFUSED]
    always = set.intersection(*open_to) if open_to else set()
    return [
        Range(f"{_between(low, high, unit)} {what}", said, tuple(term for id, term in due.items() if id not in always))
        for low, high, said, due in found
    ]


def _between(low: int, high: int | None, unit: str) -> str:
    if high is not None:
        return f"up to {unit}{wording.number(high)}"
    return f"above {unit}{wording.number(low - 1)}" if low else "any"


def _with(profile: Profile, key: str, number: int, currency: str | None) -> Profile:
    if key == "users":
        return profile._replace(counts={**profile.counts, "users": number, "users-at-release": number})
    return profile._replace(sums={**profile.sums, key: (Money(number, currency or "USD"),)})


class Choice(NamedTuple):
    """A license that does not refuse what is wanted: what it asks in return, or the facts that are wanting (`asks`)."""

    license: License
    answer: Answer
    duties: int
    open_bans: int
    asks: tuple[str, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether it does, as the facts stand."""
        return self.answer in (Answer.YES, Answer.YES_IF)


def choose(licenses: Iterable[License], wanted: Sequence[Act], profile: Profile, vocabulary: Vocabulary) -> list[Choice]:
    """The licenses that do not refuse it, the best answer first, then those that ask least in return: bans to keep out of, then duties
    that fall due with it, then those that may later."""
    found = []
    for license in licenses:
        replies = _none_refused(license, wanted, profile, vocabulary)
        if replies:
            duties = {owed.term.id for reply in replies for owed in reply.duties if owed.now}
            later = {owed.term.id for reply in replies for owed in reply.duties}
            bans = {term.id for reply in replies for term in reply.open_bans}
            asks = sorted({key for reply in replies if reply.answer is Answer.DEPENDS for key in reply.asks})
            found.append((len(later), Choice(license, total(replies), len(duties), len(bans), tuple(asks))))
    found.sort(key=lambda one: (-one[1].answer.rank, one[1].open_bans, one[1].duties, one[0], one[1].license.id))
    return [choice for _, choice in found]


def _none_refused(license: License, wanted: Sequence[Act], profile: Profile, vocabulary: Vocabulary) -> list[Reply]:
    """The replies for every act, or none at all as soon as one is refused, whatever else were stated."""
    replies = []
    for act in wanted:
        own = acting(profile, act.brings)
        for action in act.actions:
            reply = can_i(license, action, own, vocabulary)
            if reply.answer in REFUSED:
                return []
            replies.append(reply)
    return replies


def distance(one: License, other: License) -> int:
    """How many terms of `one` have no like in `other`, and the other way round: what they are about, not their wording."""
    return len(_gist(one) ^ _gist(other))


def _gist(license: License) -> set[tuple[str, ...]]:
    return {(term.kind.value, *term.words, *sorted({name for clause in term.when for name in clause})) for term in license.terms}
