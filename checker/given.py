"""What a user gives on the command line, read: licenses by name, facts of a profile, what is wanted. Errors come all together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.asked import AmbiguousName, UnreadableName
from checker.catalogue import SUFFIXES, UnknownLicense
from checker.model import Joint, License, Subject
from checker.names import meant
from checker.shelf import Shelf
from checker.source import Problem, SourceError, read_bytes

if TYPE_CHECKING:
    from checker.ask import Act
    from checker.profile import Profile


SHARED_PROFILE = "pyproject.toml"
_MODEL = r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}"


class UsageError(Exception):
    """Arguments that cannot be used. `messages` say what is wrong and what would be right."""

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = list(messages)
        super().__init__("; ".join(self.messages))


def one_of(name: str, value: str, known: Sequence[str]) -> None:
    """Raise UsageError, with the nearest word, where `value` is not in `known`."""
    if value not in known:
        from checker.names import nearest

        raise UsageError([f"{name}: '{value}' is none of {', '.join(known)}{nearest(value, list(known))}"])


def subjects(shelf: Shelf, names: Sequence[str]) -> list[Subject]:
    """What every name stands for, once. Raises UsageError and SourceError with what is wrong with any of them."""
    found: dict[str, Subject] = {}
    problems, unknown = [], []
    for name in names:
        try:
            subject = shelf.desk.subject(name)
            if found.setdefault(subject.license.id, subject).license != subject.license:
                message = f"the id '{subject.license.id}' is that of another definition named here: give it one of its own"
                problems.append(Problem(name, 0, 0, message))
        except UnknownLicense as missing:
            unknown.append(_as_text(name) or _as_several(shelf, name) or _as_service(shelf, name) or said_unknown(missing))
        except AmbiguousName as ambiguous:
            unknown.append(said_ambiguous(ambiguous))
        except UnreadableName as unreadable:
            unknown.append(str(unreadable))
        except SourceError as broken:
            other = _as_text(name) if Path(name).exists() else _as_several(shelf, name) or _as_model(shelf, name)
            unknown += [other] if other else []
            problems += [] if other else broken.problems
    if unknown:
        raise UsageError([*unknown, *map(str, sorted(set(problems)))])
    if problems:
        raise SourceError(problems)
    return list(found.values())


def licenses(shelf: Shelf, names: Sequence[str], purpose: str) -> list[License]:
    """The definition that every name means, once. Raises UsageError where one stands for several: `purpose` needs single ones."""
    found = subjects(shelf, names)
    single(found, purpose)
    return [one.license for one in found]


def single(found: Iterable[Subject], purpose: str) -> None:
    """Raise UsageError where something in `found` stands for several licenses: `purpose` needs single ones."""
    joined = [f"'{one.text}' {KINDS[one.joint]}, and {purpose} takes single licenses: {members(one)}" for one in found if not one.single]
    if joined:
        raise UsageError(joined)


KINDS: Mapping[Joint, str] = {
    Joint.FAMILY: "is the name of a family",
    Joint.AND: "is an expression",
    Joint.OR: "is an expression",
}


def members(subject: Subject) -> str:
    """What to name in place of a name that stands for several licenses."""
    return f"name one or more of {', '.join(license.id for license in subject.licenses)}"


def said_unknown(error: UnknownLicense) -> str:
    """The message for a license that is not there."""
    return f"there is no license '{error.name}'{meant(error.near)}; `modelterms list` shows them all"


def _as_text(name: str) -> str:
    """The message for a file that is no YAML by its name, where a definition was asked for: most likely the text of a license."""
    if name.endswith(SUFFIXES) or not Path(name).is_file():
        return ""
    return f"{name} is a file and no definition: `modelterms identify` says which license text it is, `check --draft` judges any text"


def _as_several(shelf: Shelf, name: str) -> str:
    """The message for licenses with a sign between them that SPDX does not know; "" for anything else."""
    parts = [part.strip() for part in re.split("[/,+]", name)]
    if len(parts) < 2 or not all(part and shelf.catalogue.lookup(part) for part in parts):
        return ""
    return f"'{name}' is no license: write '{' OR '.join(parts)}' where one may choose, and AND where all of them bind"


def _as_model(shelf: Shelf, name: str) -> str:
    """The message for what looks like a model of the Hub where a license was asked for; "" for anything else."""
    if not re.fullmatch(_MODEL, name) or name.endswith(SUFFIXES):
        return ""
    found = shelf.registry.entries.find(name)
    known = f"; as a model it is under {' and '.join(found.value.licenses)}" if found else ""
    return f"'{name}' is neither a file nor the name of a license{known} (`modelterms audit` tells the licenses of a project's models)"


def _as_service(shelf: Shelf, name: str) -> str:
    """The message for a model that its vendor runs where a license was asked for; "" for anything else."""
    from checker.resolve import NOTHING_FOUND, resolve  # a mistake needs it

    found = None if re.search("(?i)licen[cs]e|terms", name) else resolve(name, NOTHING_FOUND, shelf.registry)
    if found is None or found.kind != "service":
        return ""
    return f"'{name}' is no license but a model that its vendor runs, whose terms of service are not recorded here: {found.terms}"


def said_ambiguous(error: AmbiguousName) -> str:
    """The message for a name that several texts share."""
    return f"'{error.name}' is the title of several licenses: name the one that is meant: {', '.join(error.members)}. {error.note}"


class Facts(dict[str, Any]):
    """Facts of a profile. `called` says how a key was written: an option, or where in which file."""

    def __init__(self, facts: Mapping[str, Any], called: Mapping[str, str]) -> None:
        self.called = called
        super().__init__(facts)


def stated_facts(file: Path | None, options: Mapping[str, Any], more: Sequence[str]) -> Facts:
    """The facts of a profile file with those of the command line over them. Raises UsageError, SourceError."""
    facts: dict[str, Any] = dict(_profile_file(file))
    called = {key: f"{file or SHARED_PROFILE}: {key}" for key in facts}
    for key, value in options.items():
        if value is not None:
            facts[key], called[key] = value, f"--{key}"
    for one in more:
        key, equals, value = (part.strip() for part in one.partition("="))
        if not equals:
            raise UsageError([f"--fact: '{one}' is not KEY=VALUE"])
        facts[key], called[key] = value, f"--fact {key}"
    return Facts(facts, called)


def with_answers(facts: Mapping[str, Any], told: Mapping[str, str]) -> Facts:
    """`facts` with what was `told` when asked. A purpose was asked for more closely: it stands beside those that were stated."""
    stated, called = facts.get("purpose"), facts.called if isinstance(facts, Facts) else {}
    if stated is None or "purpose" not in told:
        return Facts({**facts, **told}, called)
    closer = f"{stated if isinstance(stated, str) else ','.join(stated)},{told['purpose']}"
    return Facts({**facts, **told, "purpose": closer}, called)


def _profile_file(file: Path | None) -> Mapping[str, Any]:
    """The facts in a TOML file: its top level, or [tool.modelterms.profile] where it has one."""
    path = file or Path(SHARED_PROFILE)
    if file is None and not path.is_file():
        return {}
    content = read_bytes(path)
    if file is None and b"modelterms" not in content and not re.search(rb"\\[uUx]", content):
        return {}  # nor may it be there in escapes: to load what reads TOML takes 2 ms, to read it as long again
    import tomllib

    try:
        values = tomllib.loads(content.decode("utf-8"))
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


def question(shelf: Shelf, do: Sequence[str], facts: Mapping[str, Any]) -> tuple[Profile, list[Act]]:
    """Read who asks and what is asked. Raises UsageError with everything that is wrong with either."""
    from checker import ask, profile

    problems: list[str] = []
    stated, wanted = profile.Profile(), list[ask.Act]()
    try:
        wanted = ask.acts(do, shelf.vocabulary)
    except profile.ProfileError as error:
        problems += error.problems
    try:
        stated = profile.read(facts, shelf.vocabulary, facts.called if isinstance(facts, Facts) else None)
    except profile.ProfileError as error:
        problems += error.problems
    purpose = stated.name("purpose")
    problems += [
        f"--do: to {act.word} is a {word} purpose, and {purpose} says otherwise: state {word}, or leave {purpose} out"
        for act in wanted
        for key, word in act.brings
        if key == "purpose" and word in profile.excluded(stated)
    ]
    if problems:
        raise UsageError(problems)
    return profile.assuming(stated, {action for act in wanted for action in act.actions}), wanted
