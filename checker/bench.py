"""What an audit asks of the catalogue, the rule sets, the registry and the Hub, put together from the policy."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from checker import __version__
from checker.asked import AmbiguousName, UnreadableName
from checker.audit import Asked, Bench, license_ids
from checker.beside import Kept
from checker.catalogue import UnknownLicense, is_path
from checker.engine import check
from checker.given import UsageError, question, subjects
from checker.model import Joint, License, Result, RuleSet, Subject
from checker.policy import Policy
from checker.report import Because
from checker.resolve import Evidence, Resolution, resolve
from checker.shelf import Shelf
from checker.source import SourceError
from checker.spdx import listed
from checker.verdicts import weighed

if TYPE_CHECKING:
    from checker.answers import Hub
    from checker.families import Family

ANY = ("run",)  # an act that stands for none
ALIKE = 0.9  # of two names, one of which is the other with a slip of the finger
ANYTHING = "*"  # in a name on a list of the project: a pattern over ids
MOST = 5  # sections that an answer for the profile gives


Answered = tuple[str, str, str, tuple[Because, ...], str, str]  # answer, acts, what is open, sections, dispute: the last fields of `Asked`
FINE: Answered = ("", "", "", (), "", "")


def bench(shelf: Shelf, own: Policy, root: Path, home: str, hub: Hub | None, today: datetime.date) -> Bench:
    """The bench for the folder `root`, whose own model is called `home`. Raises UsageError, SourceError for names in the policy."""
    from checker.naming import canonical, source_of

    with _told_of("" if own.asked else own.file, "rules"):
        rulesets = shelf.rulebook.each(name if own.asked else own.path(name) for name in own.applied)
    strange = _strange(shelf, own)
    with _told_of(own.file, "deny"):
        denied = _listed(shelf, own, own.deny, strange, "fail")
    with _told_of(own.file, "allow"):
        allowed = _listed(shelf, own, own.allow, strange, "warn")
        _not_denied(shelf, own, allowed, denied, strange)
    with _told_of(own.file, ""):
        if own.do:
            question(shelf, own.do, {})
    with _told_of(own.file, "profile"):
        ask = _asker(shelf, own)

    def known(license: License, ruleset: RuleSet) -> Result:
        return shelf.known_verdict(license, ruleset) or weighed(check(license, ruleset, shelf.vocabulary, shelf.rulebook.criterion))

    @cache
    def families() -> list[Family]:
        return [one for name in own.deny if (one := shelf.families.find(name)) and one.kind == "family"]

    @cache
    def judge(name: str, modality: str) -> Asked:
        from checker.joint import judge as run

        subject = None if is_path(name) else _subject(shelf, name)  # a card is no reason to open a file
        if subject is None:
            from difflib import get_close_matches

            close = () if name in shelf.registry.unread else get_close_matches(name, shelf.catalogue.ids, 1, ALIKE)
            denied_, allowed_ = (name in map(strange.get, names) for names in (own.deny, own.allow))
            denied_ = denied_ or any(_member(name, one) for one in families())
            return Asked(name, None, denied=denied_, allowed=allowed_, near="".join(close), may=_may(shelf, name))
        results = tuple(run(subject, one, shelf.vocabulary, shelf.rulebook.criterion, known) for one in rulesets)
        asked = Asked(name, subject, results, _on(subject, denied, any, all), _on(subject, allowed, all, any), *ask(subject, modality))
        return asked._replace(may=frozenset(asked.ids)) if subject.joint is Joint.FAMILY else asked

    @cache
    def by_text(sha: str) -> str:
        return shelf.catalogue.by_text(sha)

    @cache
    def beside(name: str) -> Kept:
        from checker.copies import kept  # few projects have one that is not word for word a known text

        return kept(shelf, root, name)

    return Bench(
        _resolver(shelf, hub),
        cache(lambda name: canonical(name, shelf.registry)),
        cache(lambda name: source_of(name, shelf.registry)),
        judge,
        cache(lambda name: found.value if (found := shelf.registry.modalities.find(name)) else ""),
        by_text,
        beside,
        shelf.codes,
        frozenset(one.id for ruleset in rulesets for one in ruleset.criteria),
        shelf.finder_words.vendor_kinds - shelf.finder_words.loaded,
        today,
        __version__,
        home,
    )


def _may(shelf: Shelf, name: str) -> frozenset[str]:
    """The licenses whose title a name is: which of them is meant the text beside the model says."""
    try:
        shelf.desk.subject(name)
    except AmbiguousName as ambiguous:
        return frozenset(ambiguous.members)
    except (UnknownLicense, UnreadableName, SourceError):
        pass
    return frozenset()


def _on(
    subject: Subject, names: Collection[str], bound: Callable[[Iterable[bool]], bool], chosen: Callable[[Iterable[bool]], bool]
) -> bool:
    """Whether a license is on a list of the project. Of parts that all bind it takes `bound` of them, of those one may choose `chosen`."""
    if not subject.parts:
        return bool(subject.licenses) and bound(license.id in names for license in subject.licenses)
    return (chosen if subject.joint is Joint.OR else bound)([_on(part, names, bound, chosen) for part in subject.parts])


def _member(name: str, family: Family) -> bool:
    """Whether a license that nobody has read is one of a family."""
    return bool(family.among((name,))) or name in map(str.lower, family.missing)


def _listed(shelf: Shelf, own: Policy, names: tuple[str, ...], strange: Collection[str], unknown: str) -> frozenset[str]:
    """The licenses of a list of the project. `unknown`: what it may have meant who names none there. Raises UsageError, SourceError."""
    plain = [name for name in names if name not in strange and ANYTHING not in name]
    found = subjects(shelf, [own.path(name) for name in plain])
    if nothing := [one.text for one in found if one.joint is Joint.NOTHING]:
        raise UsageError(
            [f"'{name}' names no license; `unknown = \"{unknown}\"` is for models whose license nobody knows" for name in nothing]
        )
    like = {name: _called_like(shelf, name) for name in names if ANYTHING in name}
    if nothing := [name for name, ids in like.items() if not ids]:
        raise UsageError([f"no license has an id like '{name}'" for name in nothing])
    return license_ids(found).union(*like.values())


def _called_like(shelf: Shelf, pattern: str) -> frozenset[str]:
    """The definitions whose ids a pattern with `*` fits."""
    from fnmatch import fnmatchcase

    return frozenset(id for id in shelf.catalogue.ids if fnmatchcase(id, pattern.lower()))


def _not_denied(shelf: Shelf, own: Policy, allowed: frozenset[str], denied: frozenset[str], strange: Mapping[str, str]) -> None:
    """Raise UsageError for what is allowed in vain, since `deny` has all of it. To deny some of a family that is allowed is none of it."""
    twice = {strange[name] for name in own.deny if name in strange}
    if allowed.isdisjoint(denied) and twice.isdisjoint(map(strange.get, own.allow)):
        return
    problems = []
    of = {name: frozenset({strange[name]}) if name in strange else ids_of(shelf, name) for name in (*own.allow, *own.deny)}
    for name in own.allow:
        if of[name] and of[name] <= denied | twice:
            by = [f"'{one}'" for one in own.deny if not of[one].isdisjoint(of[name])]
            called = "" if name in own.deny else f" (as {' and '.join(by)})"
            problems.append(f"'{name}' stands in `deny` too{called}, and what is denied is never allowed: take it out of one of them")
    if problems:
        raise UsageError(problems)


def _strange(shelf: Shelf, own: Policy) -> dict[str, str]:
    """The names on the project's lists to which no definition answers and that are no mistake, each as the resolver says it: licenses that
    the registry knows nobody to have read, those of the SPDX list, and those that the project's own clarifications name."""
    if not own.allow and not own.deny:
        return {}
    named = {shelf.registry.license_name(row.license) for row in own.clarify} | shelf.registry.unread.keys() | listed().keys()
    said = {name: shelf.registry.license_name(name) for name in (*own.allow, *own.deny)}
    return {name: one for name, one in said.items() if one and one in named and not is_path(name) and _subject(shelf, name) is None}


def ids_of(shelf: Shelf, name: str) -> frozenset[str]:
    """The licenses that a name stands for; none where it stands for nothing that is known. Raises nothing."""
    if ANYTHING in name:
        return _called_like(shelf, name)
    subject = None if is_path(name) else _subject(shelf, name)
    return license_ids([subject]) if subject else frozenset()


def _subject(shelf: Shelf, name: str) -> Subject | None:
    """What the name of a license stands for, where anything is known of that."""
    try:
        subject = shelf.desk.subject(name)
    except (UnknownLicense, AmbiguousName, UnreadableName, SourceError):
        return None
    return None if subject.joint is Joint.NOTHING else subject


def _resolver(shelf: Shelf, hub: Hub | None) -> Callable[[str, Evidence], Resolution]:
    """From a model to its license; the Hub is asked last, and only where the user wants that."""

    @cache
    def local(name: str, evidence: Evidence) -> Resolution:
        return resolve(name, evidence, shelf.registry)

    return local if hub is None else hub.asked_last(local)


@contextmanager
def _told_of(file: str, setting: str) -> Iterator[None]:
    """Say in which file and setting a name stands that is wrong: it was not given on the command line."""
    head = f"{file}: {setting}: " if setting else f"{file}: "
    try:
        yield
    except UsageError as error:
        raise UsageError([f"{head}{message.removeprefix('--')}" for message in error.messages] if file else error.messages) from error
    except SourceError as error:
        raise UsageError([f"{head}{str(problem).removeprefix('rule set: ')}" for problem in error.problems]) if file else error from error


def _asker(shelf: Shelf, own: Policy) -> Callable[[Subject, str], Answered]:
    """What the profile of the policy is answered, for a model of a modality where that is known. Raises UsageError for a bad profile."""
    if not own.do:
        if own.profile:
            question(shelf, ANY, own.profile)  # nothing is asked; what is wrong with the profile is said all the same
        return lambda subject, modality: FINE
    profile, acts = question(shelf, own.do, own.profile)

    def ask(subject: Subject, modality: str) -> Answered:
        from checker.ask import weigh
        from checker.can_i import Answer
        from checker.pages.turning import gaps, wanting

        own = profile._replace(words={**profile.words, "modality": (modality,)}) if modality else profile
        weighed = weigh(subject, acts, own, shelf.vocabulary)
        if weighed.answer in (Answer.YES, Answer.YES_IF):
            return FINE
        worst = [(one, reply) for one in weighed.asked for reply in one.replies if reply.answer is weighed.answer]
        because = dict.fromkeys(
            Because(one.license.id, ", ".join(map(str, term.at)), term.phrase[0] if term.phrase else "")
            for one, reply in worst
            for term in reply.deciding
        )
        disputed = [(term.note, f"{one.license.id}/{term.id}") for one, reply in worst for term in reply.deciding if term.contested]
        return (
            weighed.answer.value,
            ", ".join(dict.fromkeys(one.act.word for one, _ in worst)),
            ", ".join(
                dict.fromkeys(fact for one, reply in worst for fact in (*wanting(reply, one.license, own, shelf.vocabulary), *gaps(reply)))
            ),
            tuple(because)[:MOST],
            *(disputed[0] if disputed and weighed.answer is Answer.CONTESTED else ("", "")),
        )

    return ask
