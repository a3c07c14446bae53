"""Public claims about licenses, held against what the definitions record."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker import kinds
from checker.build import rule, texts
from checker.conditions import Match, Setting, evaluate
from checker.engine import Rules, rules_of
from checker.kinds import either, several
from checker.model import License, Rule
from checker.rules import RULE, references
from checker.schema import Key, Table, check_table, nested
from checker.source import Document, SourceError, Where
from checker.vocabulary import Vocabulary

CLAIM: Table = {
    "id": Key(kinds.SLUG, "Name of the claim", required=True),
    "claim": Key(kinds.TEXT, "What is claimed, as a statement that can be checked", required=True),
    "about": Key(either("license", "release"), "Whether a license can show it, or only the release", required=True),
    "supported_when": Key(RULE, "The claim holds when this is true"),
    "partly_when": Key(RULE, "Part of the claim holds when this is true"),
    "partly": Key(kinds.TEXT, "Which part"),
    "note": Key(kinds.TEXT, "What a reader must know"),
}
CLAIMS: Table = {
    "id": Key(kinds.SLUG, "Name of the file without .yaml", required=True),
    "title": Key(kinds.TEXT, "What was claimed, by whom", required=True),
    "source": Key(kinds.TEXT, "Where"),
    "licenses": Key(several(kinds.TEXT), "The licenses it was said of", required=True),
    "claims": Key(several(nested("claim", CLAIM)), "The claims", required=True),
}


class Answer(enum.StrEnum):
    """What the definitions say to a claim."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"
    NOT_A_MATTER = "not a matter of the license"


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement."""

    id: str
    claim: str
    release: bool
    supported_when: Rule | None
    partly_when: Rule | None
    partly: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claims:
    """A file of claims."""

    id: str
    title: str
    source: str
    licenses: tuple[str, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of one license to one claim, from which terms."""

    claim: Claim
    license: License
    answer: Answer
    matches: tuple[Match, ...] = ()
    doubts: tuple[str, ...] = ()


def build(document: Document, vocabulary: Vocabulary, known: Callable[[str], bool]) -> Claims:
    """Check and build the claims in `document`. Raises SourceError with everything that is wrong."""
    found = list(check_table(CLAIMS, document.value, (), vocabulary))
    if isinstance(document.value, dict):
        found += _sense(document.value, known)
    if found:
        raise SourceError(document.problem(where, message) for where, message in found)
    values = document.value
    return Claims(
        values["id"], values["title"], values.get("source", ""), texts(values["licenses"]), tuple(_claim(one) for one in values["claims"])
    )


def _sense(values: Mapping[str, Any], known: Callable[[str], bool]) -> Iterator[tuple[Where, str]]:
    claims = values.get("claims")
    for i, one in enumerate(claims if isinstance(claims, list) else []):
        if not isinstance(one, dict):
            continue
        where: Where = ("claims", i)
        if (one.get("about") == "license") is not ("supported_when" in one):
            yield where, "a claim about a license needs supported_when, one about a release has none"
        for key in ("supported_when", "partly_when"):
            yield from (
                (place, f"there is no criterion '{name}'") for place, name in references(one.get(key), (*where, key)) if not known(name)
            )


def _claim(one: Mapping[str, Any]) -> Claim:
    return Claim(
        one["id"],
        one["claim"],
        one["about"] == "release",
        rule(one["supported_when"]) if "supported_when" in one else None,
        rule(one["partly_when"]) if "partly_when" in one else None,
        one.get("partly", ""),
        one.get("note", ""),
    )


def judge(claim: Claim, license: License, vocabulary: Vocabulary, others: Rules) -> Finding:
    """Answer `claim` for `license`. What only a contested term or point supports is supported in part. Pure."""
    if claim.release or claim.supported_when is None:
        return Finding(claim, license, Answer.NOT_A_MATTER)
    strict = Setting(license, vocabulary, True, lambda name: rules_of(others(name), True))
    lenient = Setting(license, vocabulary, False, lambda name: rules_of(others(name), False))
    full = evaluate(claim.supported_when, lenient)
    if full.value:
        return Finding(claim, license, Answer.SUPPORTED, full.matches)
    partial = [evaluate(claim.supported_when, strict)]
    partial += [evaluate(claim.partly_when, strict)] if claim.partly_when else []
    for one in partial:
        if one.value:
            return Finding(claim, license, Answer.PARTLY, one.matches)
    doubts = tuple(doubt for one in (full, *partial) if one.value is None for doubt in one.doubts)
    return Finding(claim, license, Answer.UNKNOWN if doubts else Answer.CONTRADICTED, (), tuple(dict.fromkeys(doubts)))


def judge_all(claims: Claims, licenses: Sequence[License], vocabulary: Vocabulary, others: Rules) -> list[list[Finding]]:
    """The findings, a list per claim in the order of `licenses`."""
    return [[judge(claim, license, vocabulary, others) for license in licenses] for claim in claims.claims]
