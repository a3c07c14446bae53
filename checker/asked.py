"""What the word of a user stands for: a definition, a family, a file, later versions too, or an SPDX expression of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from checker.catalogue import SUFFIXES, Catalogue, UnknownLicense, is_path
from checker.model import Joint, License, Subject, Text
from checker.names import LONGEST, fold, meant

if TYPE_CHECKING:
    from checker.expressions import Node
    from checker.families import Families, Family

JOINED = (Joint.AND, Joint.OR)
NOBODY = "none"  # the entry for an empty name

# Text, not compiled patterns: a plain name needs none of them.
_EXPRESSION = r"(?i)(?<![\w-])(?:and|or|with)(?![\w-])|[()]"
_LATER = r"(?i)(?P<base>.*[0-9])(?:\+|[- ]or[- ]later)"
_VERSIONED = r"(?P<stem>.*?)-(?P<version>[0-9]+(?:\.[0-9]+)*)"


class AmbiguousName(Exception):
    """`name` is the title of several texts that have little in common; `members` are the definitions of those that are here."""

    def __init__(self, name: str, members: Iterable[str], note: str) -> None:
        self.name = name
        self.members = tuple(members)
        self.note = note
        super().__init__(name)


class UnreadableName(Exception):
    """What was given can be no name and no expression. The message says why."""


class Desk:
    """Answers what a word stands for, from the definitions and the families."""

    def __init__(self, catalogue: Catalogue, families: Callable[[], Families]) -> None:
        self.catalogue = catalogue
        self._families = families  # asked for only where a name is no id: most need none

    @property
    def families(self) -> Families:
        """The names that stand for several licenses, or for none."""
        return self._families()

    def subject(self, text: str) -> Subject:
        """What `text` stands for: path, id, name, family, `X-or-later`, SPDX expression.

        Raises UnknownLicense, AmbiguousName, UnreadableName, and SourceError for a definition that is broken.
        """
        if len(text) > LONGEST:
            raise UnreadableName(f"'{text[:60]}...' is no name of a license: it has {len(text):,} characters, at most {LONGEST:,} are read")
        found = self.named(text)
        if found is not None:
            return found
        if is_path(text) and (text.endswith(SUFFIXES) or not re.search(_EXPRESSION, text)):
            return _one(text, self.catalogue.load(Path(text)))
        if re.search(_EXPRESSION, text):
            return self._expression(text)
        raise UnknownLicense(text, lambda: self.near(text))

    def named(self, name: str) -> Subject | None:
        """The definition or family called `name`, or the versions from it on; None where nothing is. Raises AmbiguousName, SourceError."""
        if not name.strip():
            return self._family(name, self.families.get(NOBODY)) if NOBODY in self.families.ids else None
        if fold(name) in self.catalogue.ids:
            return _one(name, self.catalogue.get(name))
        if fold(name) in self.families.ids:
            return self._family(name, self.families.get(fold(name)))
        if later := re.fullmatch(_LATER, name):
            base = self.named(later["base"])
            return base and (self._later(name, base) if base.joint is Joint.ONE else base._replace(text=name))
        id = self.catalogue.lookup(name)
        if id is not None:
            return _one(name, self.catalogue.get(id))
        family = None if is_path(name) else self.families.find(name)
        return self._family(name, family) if family else None

    def _expression(self, text: str) -> Subject:
        """What an SPDX expression stands for. A member that nobody knows is an unknown license, as long as another one is known."""
        from checker.expressions import ExpressionError, parse

        try:
            subject = self._joined(parse(text))
        except ExpressionError as error:
            raise UnreadableName(f"'{text}' is no name of a license here, and cannot be read as an SPDX expression: {error}") from error
        lost = [license for license in subject.licenses if license.blank and license.id == license.name]
        if len(lost) == len(subject.licenses):
            raise UnreadableName(f"'{text}' is no license: {'; '.join(license.blank for license in lost)}")
        name = " ".join(text.split())
        return subject._replace(text=text) if subject.single else subject._replace(text=text, license=_stand_in(name, name, ""))

    def _joined(self, node: Node) -> Subject:
        """What a part of an expression stands for."""
        if node.symbol:
            subject = self.named(node.symbol) or self._lost(node.symbol)
            return _excepted(subject, node.exception) if node.exception else subject
        parts = tuple({part.license.id: part for part in map(self._joined, node.parts)}.values())
        if len(parts) == 1:
            return parts[0]
        name = f" {node.joint.value.upper()} ".join(f"({part.license.id})" if part.joint in JOINED else part.license.id for part in parts)
        return Subject(name, _stand_in(name, name, ""), node.joint, parts)

    def _lost(self, name: str) -> Subject:
        return Subject(name, unknown(name, f"there is no definition of '{name}'{meant(self.near(name)[:2])}"), Joint.NOTHING)

    def near(self, name: str) -> list[str]:
        """Ids of definitions and families that are like `name`."""
        return self.catalogue.near(name, self.families.names())

    def _family(self, text: str, family: Family) -> Subject:
        if family.kind == "nothing":
            return Subject(text, _blank(family.id, family.name, family.note), Joint.NOTHING)
        members = family.among(self.catalogue.ids)
        if family.kind == "ambiguous":
            raise AmbiguousName(text, members, family.note)
        parts = [_one(id, self.catalogue.get(id)) for id in members]
        parts += [Subject(name, unknown(name, f"there is no definition of {name}"), Joint.NOTHING) for name in family.missing]
        return Subject(text, _stand_in(family.id, family.name, family.note), Joint.FAMILY, tuple(parts))

    def _later(self, text: str, base: Subject) -> Subject:
        """`GPL-2.0+`: the version and every later one that is held, of which the user chooses one."""
        versioned = re.fullmatch(_VERSIONED, base.license.id)
        if not versioned:
            return base._replace(text=text)
        stem, first = versioned["stem"], _version(versioned["version"])
        held = [(found, id) for id in self.catalogue.ids if (found := _version_of(id, stem)) and found > first]
        if not held:
            return base._replace(text=text)
        parts = (base, *(_one(id, self.catalogue.get(id)) for _, id in sorted(held)))
        note = f"This version or any later one; held are {', '.join(part.license.id for part in parts)}."
        return Subject(text, _stand_in(text, text, note), Joint.OR, parts)


def _excepted(subject: Subject, exception: str) -> Subject:
    """`subject` with what follows WITH: a document that nobody here has read."""
    if subject.joint is Joint.NOTHING:
        return subject
    own = subject.license
    license = own._replace(id=f"{own.id} WITH {exception}")
    if not subject.single:
        return subject._replace(license=license, parts=tuple(_excepted(part, exception) for part in subject.parts))
    text = Text("exception", exception, held=False, version="unclear")
    return subject._replace(license=license._replace(texts=(*own.texts, text)), exception=exception)


def unknown(name: str, why: str) -> License:
    """A license of which nothing is recorded: every verdict on it is unknown."""
    return _blank(name, name, why)


def _one(text: str, license: License) -> Subject:
    return Subject(text, license)


def _blank(id: str, name: str, why: str) -> License:
    return License(id, name, "", (), (), unread=True, blank=why, notes=(why,))


def _stand_in(id: str, name: str, note: str) -> License:
    return License(id, name, "", (), (), notes=(note,) if note else ())


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def _version_of(id: str, stem: str) -> tuple[int, ...] | None:
    """The version in an id that is `stem`-VERSION and nothing more."""
    match = re.fullmatch(_VERSIONED, id)
    return _version(match["version"]) if match and match["stem"] == stem else None
