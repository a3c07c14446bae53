"""What the program speaks of: licenses and their terms, rule sets, verdicts, findings. No behavior beyond small questions."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from typing import Any

from checker.lazy import Made
from checker.tuples import NamedTuple


class Verdict(enum.StrEnum):
    """The verdicts, from worst to best (DESIGN.md section 4)."""

    FAILS = "fails"
    UNKNOWN = "unknown"
    CONTESTED = "contested"
    MEETS = "meets"
    NOT_APPLICABLE = "not-applicable"

    @property
    def rank(self) -> int:
        """0 for the worst verdict, larger for better ones."""
        return _RANKS[self]


_RANKS = {verdict: rank for rank, verdict in enumerate(Verdict)}


def worst(verdicts: list[Verdict]) -> Verdict:
    """Return the worst of `verdicts`; `not-applicable` where nothing in it applies."""
    return min(verdicts, key=lambda verdict: verdict.rank, default=Verdict.NOT_APPLICABLE)


class Kind(enum.StrEnum):
    """The four kinds of term. `permission` widens what one may do, the others narrow it."""

    PERMISSION = "permission"
    PROHIBITION = "prohibition"
    DUTY = "duty"
    POWER = "power"


ANY = "any"  # `actions: any`: the term is about every action


class Limit(NamedTuple):
    """A threshold: `above`, `at-least`, `below` or `at-most` a number, of `currency` (ISO 4217) where it is money."""

    relation: str
    number: int
    currency: str | None = None


class Values(NamedTuple):
    """What a constraint must be: one of `words`, or none of them where `other_than`, or within `limit`."""

    words: tuple[str, ...] = ()
    other_than: bool = False
    limit: Limit | None = None


Clause = Mapping[str, Values]  # constraint -> values; all of them must hold
Condition = tuple[Clause, ...]  # any of the clauses; empty: no condition


class Citation(NamedTuple):
    """A place in a document: `license 1.b.iv`, `policy 5 ¶2`, `license ¶9`."""

    document: str
    section: str = ""
    paragraph: int | None = None

    def __str__(self) -> str:
        paragraph = f"¶{self.paragraph}" if self.paragraph is not None else ""
        return " ".join(part for part in (self.document, self.section, paragraph) if part)


def place_in_words(place: str) -> str:
    """`license section 2` for the citation `license 2`."""
    document, _, rest = place.partition(" ")
    section, _, paragraph = rest.partition("¶")
    parts = [document, f"section {section.strip()}" if section.strip() else "", f"paragraph {paragraph}" if paragraph else ""]
    return " ".join(part for part in parts if part)


class Term(NamedTuple):
    """One term of a license.

    `words` are actions (permission, prohibition) or the one duty or power. `of` are assets; empty: all that is covered.
    `details` holds the attributes that only some terms have (`upon`, `where`, `text`, `scope`, `counted`, `remedy` ...).
    """

    id: str
    kind: Kind
    words: tuple[str, ...]
    at: tuple[Citation, ...]
    phrase: tuple[str, ...]
    of: tuple[str, ...] = ()
    when: Condition = ()
    unless: Condition = ()
    contested: bool = False
    note: str = ""
    details: Mapping[str, Any] = {}

    @property
    def conditional(self) -> bool:
        """True where the term does not always bind."""
        return bool(self.when or self.unless)


class Text(NamedTuple):
    """A document that a license consists of or incorporates."""

    name: str
    title: str
    held: bool
    version: str
    url: str = ""
    sha256: str = ""
    held_as: str = ""
    incorporated_by: str = ""


UNREAD = "belongs to the license and has not been read"
NOBODY = "not known"  # the publisher of a license of which a draft alone is there


class License(NamedTuple):
    """A license definition: facts only, as recorded. `unread` says that nobody here has the text, `draft` that no person has
    finished it: what it lacks may still stand in the text.
    """

    id: str
    name: str
    publisher: str
    texts: tuple[Text, ...]
    terms: Sequence[Term]
    silent: frozenset[str] = frozenset()
    undecided: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    spdx: str = ""
    released: str = ""
    reviewed: str = ""
    unread: bool = False
    draft: bool = False
    notes: tuple[str, ...] = ()
    blank: str = ""  # why nothing is recorded, where that is not because nobody has the text
    facts: Mapping[str, Any] = {}  # covers, excludes, grant, owns, law, recipients, later-versions, defines

    @property
    def gap(self) -> str:
        """Why nothing is known of a license that is unread, or not all of one that is a draft."""
        if self.draft:
            return "this is a draft that no person has finished, and the text may say more"
        return self.blank or "nobody here has read the text of this license"

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why a term that was not found may exist nevertheless."""
        if self.unread or self.draft:
            return (self.gap,)
        return tuple(f"'{text.title}' {UNREAD}" for text in self.texts if not text.held)

    @property
    def complete(self) -> bool:
        """True where every document is held and a person has read them: only then does a term that was not found not exist."""
        return not self.unread and not self.draft and all(text.held for text in self.texts)

    def of_kind(self, kind: Kind) -> tuple[Term, ...]:
        """The terms of one kind, in the order of the definition."""
        if isinstance(self.terms, Made):
            return self.terms.group(kind)
        return tuple(term for term in self.terms if term.kind is kind)


class Joint(enum.StrEnum):
    """How the parts of what was asked for belong together."""

    ONE = "license"
    NOTHING = "nothing"  # a name that names no license: `other`, `unknown`, none at all
    FAMILY = "family"  # one of the parts is meant, nobody knows which
    AND = "and"  # all of the parts bind
    OR = "or"  # the user chooses one of the parts


class Subject(NamedTuple):
    """What a name or an SPDX expression stands for: one `license`, or `parts` that are joined.

    `exception` is what follows WITH: a text nobody here has read, which is a document of the license. For what is joined, `license`
    is a stand-in without terms, which has the name and the notes.
    """

    text: str
    license: License
    joint: Joint = Joint.ONE
    parts: tuple[Subject, ...] = ()
    exception: str = ""

    @property
    def single(self) -> bool:
        """True where there is one definition, or none, to be looked at."""
        return not self.parts

    @property
    def licenses(self) -> tuple[License, ...]:
        """Every definition it may come to, each once, in their order."""
        found = [self.license] if self.single else [license for part in self.parts for license in part.licenses]
        return tuple({license.id: license for license in found}.values())


class Basis(NamedTuple):
    """What a rule rests on: a `ruling` of an authority, the `text` of the definition, or a `reading`, which is ours."""

    kind: str
    source: str = ""


class Rule(NamedTuple):
    """A node of a criterion's condition: an operator with its argument, the parts it joins, and what it rests on."""

    operator: str  # permits | prohibits | requires | empowers | all | any | not | criterion
    argument: Mapping[str, Any] = {}
    parts: tuple[Rule, ...] = ()
    basis: Basis | None = None
    readings: Mapping[str, str] = {}  # fails, meets: the two readings of a contested point


class Criterion(NamedTuple):
    """One demand of a rule set. `release` marks a demand on a release, which a license alone cannot answer."""

    id: str
    name: str
    title: str
    severity: str
    why: str
    help: str
    fails_when: Rule | None = None
    contested_when: Rule | None = None
    release: bool = False
    listed: tuple[str, ...] = ()
    listed_source: str = ""
    examples: Mapping[str, tuple[str, ...]] = {}


class RuleSet(NamedTuple):
    """A definition of "open", or a company's policy, as criteria."""

    id: str
    title: str
    version: str
    url: str
    criteria: tuple[Criterion, ...]
    summary: str = ""
    path: str = ""  # of a file of the user's own

    def explained(self, code: str) -> str:
        """What `modelterms explain` is asked for one of its criteria."""
        return f"{code} --rules {self.path}" if self.path else code


class Reason(NamedTuple):
    """Why a criterion does not simply hold: the term, or the missing record, with what the rule about it rests on."""

    kind: str  # permission | prohibition | duty | power | missing | unknown | listed
    summary: str
    brief: str = ""  # the summary without its details, for a headline
    term: str = ""
    at: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()
    note: str = ""
    contested: bool = False  # only the strict reading counts it
    basis: Basis | None = None
    readings: Mapping[str, str] = {}
    license: str = ""  # the id of the definition it comes from, where several were looked at


class CriterionResult(NamedTuple):
    """The verdict on one criterion. `members`: the definitions it comes from, where several were looked at."""

    criterion: Criterion
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    members: tuple[str, ...] = ()
    terms: int = 0  # how many it rests on, where an audit asks, which need not have all as `reasons`


class Result(NamedTuple):
    """The verdict of one rule set on what was asked for. `parts` are the results that were joined, `chosen` the branch of an OR."""

    license: License
    ruleset: RuleSet
    verdict: Verdict
    criteria: tuple[CriterionResult, ...]
    joint: Joint = Joint.ONE
    parts: tuple[Result, ...] = ()
    chosen: str = ""
