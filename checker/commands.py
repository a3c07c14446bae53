"""What each command does, as a function from its arguments to a page and whether it found something. Nothing is printed here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from checker.catalogue import UnknownLicense
from checker.model import License
from checker.page import Page
from checker.shelf import Shelf
from checker.source import Problem, SourceError

if TYPE_CHECKING:
    from checker.ask import Act
    from checker.profile import Profile


class UsageError(Exception):
    """Arguments that cannot be used. `messages` say what is wrong and what would be right."""

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = list(messages)
        super().__init__("; ".join(self.messages))


class Outcome(NamedTuple):
    """A page, whether something on it makes the exit code 1, and whether there was anything to look at."""

    page: Page
    found: bool = False
    empty: bool = False
    asks: tuple[tuple[str, str], ...] = ()  # facts that are missing, with the question


def one_of(name: str, value: str, known: Sequence[str]) -> None:
    """Raise UsageError, with the nearest word, where `value` is not in `known`."""
    if value not in known:
        from checker.kinds import nearest

        raise UsageError([f"{name}: '{value}' is none of {', '.join(known)}{nearest(value, list(known))}"])


def licenses(shelf: Shelf, names: Sequence[str]) -> list[License]:
    """Every license named, once. Raises UsageError and SourceError with what is wrong with any of them."""
    found: dict[str, License] = {}
    problems, unknown = [], []
    for name in names:
        try:
            license = shelf.catalogue.get(name)
            if found.setdefault(license.id, license) != license:
                message = f"the id '{license.id}' is that of another definition named here: give it one of its own"
                problems.append(Problem(name, 0, 0, message))
        except UnknownLicense as missing:
            unknown.append(said_unknown(missing))
        except SourceError as broken:
            problems += broken.problems
    if unknown:
        raise UsageError([*unknown, *map(str, sorted(set(problems)))])
    if problems:
        raise SourceError(problems)
    return list(found.values())


def said_unknown(error: UnknownLicense) -> str:
    """The message for a license that is not there."""
    near = f"; did you mean {' or '.join(error.near)}?" if error.near else ""
    return f"there is no license '{error.name}'{near} (`modelterms list` shows them all)"


def check(shelf: Shelf, names: Sequence[str], rules: Sequence[str], fail_on: str) -> Outcome:
    """Hold licenses against rule sets."""
    from checker.engine import check as run
    from checker.model import Verdict
    from checker.pages.check import page

    one_of("--fail-on", fail_on, [verdict.value for verdict in (Verdict.FAILS, Verdict.UNKNOWN, Verdict.CONTESTED)])
    rulesets = [shelf.rulebook.get(name) for name in rules or ["osd"]]
    found = licenses(shelf, names)
    results = [run(license, ruleset, shelf.vocabulary, shelf.rulebook.criterion) for license in found for ruleset in rulesets]
    return Outcome(page(results), any(result.verdict.rank <= Verdict(fail_on).rank for result in results))


def compare(shelf: Shelf, names: Sequence[str], rules: Sequence[str], diff: bool) -> Outcome:
    """Set licenses side by side."""
    from checker.compare import compare as run
    from checker.engine import check as judge
    from checker.pages.compare import page

    rulesets = [shelf.rulebook.get(name) for name in rules or shelf.rulebook.ids]
    found = licenses(shelf, names)
    results = {one.id: [judge(license, one, shelf.vocabulary, shelf.rulebook.criterion) for license in found] for one in rulesets}
    return Outcome(page(found, run(found, results, shelf.vocabulary), diff))


def show(shelf: Shelf, name: str) -> Outcome:
    """A definition in words."""
    from checker.pages.show import page

    return Outcome(page(licenses(shelf, [name])[0], shelf.vocabulary))


def list_(shelf: Shelf, what: str) -> Outcome:
    """The licenses, the rule sets or the words there are."""
    from checker.pages import listing

    one_of("list", what, tuple(LISTS))
    return Outcome(LISTS[what](shelf, listing))


LISTS: Mapping[str, Any] = {
    "licenses": lambda shelf, listing: listing.licenses([shelf.catalogue.get(id) for id in shelf.catalogue.ids]),
    "rules": lambda shelf, listing: listing.rules([shelf.rulebook.get(id) for id in shelf.rulebook.ids]),
    "terms": lambda shelf, listing: listing.terms(shelf.vocabulary),
}


def explain(shelf: Shelf, code: str) -> Outcome:
    """What a code means."""
    from checker.explain import explain as run

    found = run(code, shelf)
    if isinstance(found, list):
        near = f"; did you mean {' or '.join(found)}?" if found else ""
        raise UsageError([f"there is nothing called '{code}'{near}"])
    return Outcome(found)


def claims(shelf: Shelf, file: Path) -> Outcome:
    """Public claims held against the definitions."""
    from checker import source
    from checker.claims import build, judge_all
    from checker.pages.claims import page

    stated = build(source.load(file), shelf.vocabulary, shelf.rulebook.has)
    found = licenses(shelf, stated.licenses)
    findings = judge_all(stated, found, shelf.vocabulary, shelf.rulebook.criterion)
    return Outcome(page(stated, findings, shelf.vocabulary), empty=not (stated.claims and stated.licenses))


def verify(shelf: Shelf, names: Sequence[str], folders: Sequence[Path]) -> Outcome:
    """Definitions held against the texts they were written from."""
    from checker.pages.verify import page
    from checker.texts.library import Library
    from checker.texts.verify import verify as run

    missing = [str(folder) for folder in folders if not folder.is_dir()]
    if missing:
        raise UsageError([f"--texts {folder}: is not a folder" for folder in missing])
    library = Library.standard(*folders)
    results = [(license, run(license, library.lookup)) for license in licenses(shelf, names or shelf.catalogue.ids)]
    return Outcome(page(results), any(result.problems for _, result in results), not any(result.documents for _, result in results))


def stated_facts(file: Path | None, options: Mapping[str, Any], more: Sequence[str]) -> dict[str, Any]:
    """The facts of a profile file with those of the command line over them. Raises UsageError, SourceError."""
    facts: dict[str, Any] = dict(_profile_file(file))
    facts |= {key: value for key, value in options.items() if value is not None}
    for one in more:
        key, equals, value = one.partition("=")
        if not equals:
            raise UsageError([f"--fact: '{one}' is not KEY=VALUE"])
        facts[key.strip()] = value.strip()
    return facts


def _profile_file(file: Path | None) -> Mapping[str, Any]:
    """The facts in a TOML file: its top level, or [tool.modelterms.profile] where it has one."""
    import tomllib

    from checker.source import read_bytes

    path = file or Path("pyproject.toml")
    if file is None and not path.is_file():
        return {}
    try:
        values = tomllib.loads(read_bytes(path).decode("utf-8"))
    except (ValueError, RecursionError) as error:
        if file is None:
            return {}  # somebody else's broken file is not a question asked here
        raise SourceError([Problem(str(path), 0, 0, f"is not TOML: {error}")]) from error
    own: Any = values
    for key in ("tool", "modelterms", "profile"):
        own = own.get(key) if isinstance(own, dict) else None
    facts = own if own is not None else values if file is not None else {}
    if not isinstance(facts, dict):
        raise SourceError([Problem(str(path), 0, 0, "tool.modelterms.profile: a table of facts was expected")])
    return facts


def _question(shelf: Shelf, do: Sequence[str], facts: Mapping[str, Any]) -> tuple[Profile, list[Act]]:
    """Read who asks and what is asked. Raises UsageError with everything that is wrong with either."""
    from checker import ask, profile

    problems: list[str] = []
    stated, wanted = profile.Profile(), list[ask.Act]()
    try:
        wanted = ask.acts(do, shelf.vocabulary)
    except profile.ProfileError as error:
        problems += error.problems
    try:
        stated = profile.read(facts, shelf.vocabulary)
    except profile.ProfileError as error:
        problems += error.problems
    if problems:
        raise UsageError(problems)
    return stated, wanted


def can_i(
    shelf: Shelf, names: Sequence[str], do: Sequence[str], facts: Mapping[str, Any], table: str | None, allow_depends: bool
) -> Outcome:
    """May this user do this under these licenses?"""
    from checker import ask, profile
    from checker.can_i import Answer
    from checker.pages.can_i import Asked, Case, page, question, questions

    if table is not None:
        one_of("--table", table, tuple(ask.RANGES))
    stated, wanted = _question(shelf, do, facts)
    try:
        cases = []
        for license in licenses(shelf, names):
            asked = tuple(Asked(act.word, act.label, replies) for act, replies in ask.answer(license, wanted, stated, shelf.vocabulary))
            cases.append(Case(license, asked, tuple(ask.ranges(license, wanted, stated, table, shelf.vocabulary)) if table else ()))
    except profile.ProfileError as error:
        raise UsageError(error.problems) from error
    good = (Answer.YES, Answer.YES_IF, *((Answer.DEPENDS,) if allow_depends else ()))
    replies = [(case.license, reply) for case in cases for one in case.asked for reply in one.replies]
    asks = {key: question(key, license, shelf.vocabulary) for license, reply in replies for key in questions(reply)}
    return Outcome(page(cases, stated, shelf.vocabulary), any(case.answer not in good for case in cases), asks=tuple(asks.items()))


def choose(shelf: Shelf, do: Sequence[str], facts: Mapping[str, Any], instead_of: str | None) -> Outcome:
    """Which licenses allow what is wanted?"""
    from checker import ask
    from checker.pages.choose import page

    stated, wanted = _question(shelf, do, facts)
    every = [shelf.catalogue.get(id) for id in shelf.catalogue.ids]
    found = ask.choose(every, wanted, stated, shelf.vocabulary)
    refused = licenses(shelf, [instead_of])[0] if instead_of else None
    if refused is not None:
        found = sorted(found, key=lambda choice: (ask.distance(choice.license, refused), choice.license.id))
        found = [choice for choice in found if choice.license.id != refused.id]
    return Outcome(page(found, wanted, len(every), refused), found=not found)
