"""The policy's own entries, held against the findings: which of them exceptions hide, and what is wrong with the entries. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping

from checker.about import About
from checker.policy import Clarify, Exempt, Policy
from checker.report import ERROR, OF_POLICY, WARNING, Place
from checker.report import Result as Finding
from checker.tuples import NamedTuple


class Ground(NamedTuple):
    """What entries are held against: the day, whose text a hash is, the codes that findings can have."""

    today: datetime.date
    by_text: Callable[[str], str]  # sha256 of a normalized text -> license id, or ""
    codes: Mapping[str, Mapping[str, str]]
    criteria: Collection[str]


def settled(findings: Iterable[Finding], policy: Policy, ground: Ground) -> list[Finding]:
    """The findings, those that an exception covers hidden, and what is wrong with the exceptions themselves.

    What is wrong with an entry is hidden by no other: it would never be looked at again.
    """
    every: list[Finding] = []
    covered: dict[int, list[Finding]] = {}
    for finding in findings:
        hidden = ""
        for i, row in enumerate(policy.exceptions if finding.code not in OF_POLICY else ()):
            if row.matches(finding.model, finding.licenses, finding.code):
                covered.setdefault(i, []).append(finding)
                if row.expires >= ground.today and not _stale(row, finding, ground):
                    hidden = f"exception until {row.expires}: {row.reason}"
        every.append(finding._replace(hidden=hidden))
    return every + [one for i, row in enumerate(policy.exceptions) for one in _wrong(row, covered.get(i, []), policy, ground)]


def _wrong(row: Exempt, covered: list[Finding], policy: Policy, ground: Ground) -> list[Finding]:
    """What is wrong with an exception that is about the findings `covered`."""
    about = About(row.subject, here(policy, row), ground.codes)
    if row.expires < ground.today:
        return [about.finding("expired-exception", ERROR, f"the exception expired on {row.expires}")]
    if not covered:
        known = {code.lower() for code in (*ground.codes, *ground.criteria)}
        never = [code for code in row.criteria if code.lower() not in known]
        why = f"; {' and '.join(never)} is no code of an audit under these rule sets" if never else ""
        return [about.finding("unused-exception", WARNING, f"the exception matches no finding{why}")]
    if all(_stale(row, finding, ground) for finding in covered):
        return [about.finding("stale-exception", ERROR, "the exception was made for another text of the license")]
    return []


def here(policy: Policy, row: Clarify | Exempt) -> tuple[Place, ...]:
    """Where an entry of the policy stands."""
    return (Place(policy.place or "modelterms.toml", row.line),)


def _stale(row: Exempt, finding: Finding, ground: Ground) -> bool:
    return bool(row.text) and ground.by_text(row.text) not in finding.licenses
