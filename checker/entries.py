"""The policy's own entries, held against the findings: which of them exceptions hide, and what is wrong with the entries. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable

from checker.about import About
from checker.policy import Clarify, Exempt, Policy
from checker.report import ERROR, OF_POLICY, WARNING, Place
from checker.report import Result as Finding

Texts = Callable[[str], str]  # sha256 of a normalized text -> license id, or ""


def settled(
    findings: Iterable[Finding], policy: Policy, today: datetime.date, by_text: Texts, about: About, criteria: Collection[str]
) -> list[Finding]:
    """The findings, those that an exception covers hidden, and what is wrong with the exceptions, which no other exception hides."""
    every: list[Finding] = []
    covered: dict[int, list[Finding]] = {}
    for finding in findings:
        hidden = ""
        for i, row in enumerate(policy.exceptions if finding.code not in OF_POLICY else ()):
            if row.matches(finding.model, finding.licenses, finding.code):
                covered.setdefault(i, []).append(finding)
                if row.expires >= today and not _stale(row, finding, by_text):
                    hidden = f"exception until {row.expires}: {row.reason}"
        every.append(finding._replace(hidden=hidden))
    for i, row in enumerate(policy.exceptions):
        of, held = covered.get(i, []), about._replace(model=row.subject, places=here(policy, row))
        if row.expires < today:
            every.append(held.finding("expired-exception", ERROR, f"the exception expired on {row.expires}"))
        elif not of:
            known = {code.lower() for code in (*about.codes, *criteria)}
            never = [code for code in row.criteria if code.lower() not in known]
            why = f"; {' and '.join(never)} is no code of an audit under these rule sets" if never else ""
            every.append(held.finding("unused-exception", WARNING, f"the exception matches no finding{why}"))
        elif all(_stale(row, finding, by_text) for finding in of):
            every.append(held.finding("stale-exception", ERROR, "the exception was made for another text of the license"))
    return every


def here(policy: Policy, row: Clarify | Exempt) -> tuple[Place, ...]:
    """Where an entry of the policy stands."""
    return (Place(policy.place or "modelterms.toml", row.line),)


def _stale(row: Exempt, finding: Finding, by_text: Texts) -> bool:
    return bool(row.text) and by_text(row.text) not in finding.licenses
