"""The findings of an audit: what they say of a model, and which of them the policy's exceptions hide. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from checker.beside import Remark
from checker.digests import sha256
from checker.model import CriterionResult, Reason, Result, Verdict
from checker.policy import BY_NAME, Clarify, Exempt, Policy
from checker.report import ERROR, OF_POLICY, WARNING, Because, Place
from checker.report import Result as Finding
from checker.tuples import NamedTuple

SHOWN = 3  # reasons that a finding gives with their sections; how many there are it says


class About(NamedTuple):
    """The model, or the entry of the policy, that findings are about, and where it stands."""

    model: str
    places: tuple[Place, ...]
    codes: Mapping[str, Mapping[str, str]]  # the texts of codes.yaml
    home: str = ""  # what a model is called that lies in the audited folder itself

    def finding(
        self, code: str, severity: str, headline: str, licenses: tuple[str, ...] = (), because: tuple[Because, ...] = ()
    ) -> Finding:
        """A finding of the audit's own."""
        row = self.codes[code]
        return self._finding(code, severity, headline, licenses)._replace(
            title=row["title"], why=row["why"], help=row["help"], because=because, terms=len(because), basis="policy"
        )

    def _finding(self, code: str, severity: str, headline: str, licenses: tuple[str, ...]) -> Finding:
        """A finding without its texts. Its fingerprint outlives a move to another line, or file, and another name of the checkout."""
        named = "." if self.model == self.home else self.model
        mark = sha256("\n".join((code, named, *licenses)).encode("utf-8", "replace"))[:32]
        return Finding(code, code, severity, headline, self.model, licenses, self.places, (), "", "", mark)

    def beside(self, note: Remark, severe: bool) -> Finding:
        """What is said of a license file, at the file; an error where it is grave and that is `severe` to the project."""
        severity = ERROR if note.grave and severe else WARNING
        found = self._replace(places=(Place(note.path, note.line),)).finding(note.code, severity, note.headline, note.licenses)
        return found._replace(help=f'{found.help} Its hash: text = "{note.sha}"') if note.sha else found

    def unread(
        self, code: str, severity: str, of: Sequence[tuple[CriterionResult, Result]], licenses: tuple[str, ...], doubt: str
    ) -> Finding:
        """What is unknown for want of a text, with the sections that are contested besides."""
        reasons = [reason for one, _ in of for reason in one.reasons]
        doubts = "; ".join(dict.fromkeys(reason.summary for reason in reasons if reason.kind == "unknown"))
        because = tuple(dict.fromkeys(section for one, result in of for section in _sections(one.reasons, result)))
        found = self.finding(code, severity, f"unknown: {', '.join(one.criterion.id for one, _ in of)}: {doubts}{doubt}", licenses, because)
        return found._replace(because=because[:SHOWN])

    def criterion(self, one: CriterionResult, severity: str, licenses: tuple[str, ...], result: Result, doubt: str = "") -> Finding:
        """A criterion that a license does not simply meet, its reasons the weightiest first. `doubt` is what is not sure of the license."""
        own = one.criterion
        decides = one.verdict is Verdict.UNKNOWN  # then a doubt is what must be said
        reasons = sorted(one.reasons, key=lambda reason: decides and reason.kind != "unknown")
        said = f"{own.name}: {reasons[0].brief or reasons[0].summary}" if reasons else own.title
        because = _sections(reasons, result)
        basis = reasons[0].basis if reasons else None
        readings = tuple(reasons[0].readings.items()) if reasons and one.verdict is Verdict.CONTESTED else ()
        return self._finding(own.id, severity, f"{_said(one.verdict)}{said}{doubt}", licenses)._replace(
            title=own.title,
            why=own.why,
            help=own.help,
            because=because[:SHOWN],
            terms=max(one.terms, len(because)),
            basis=basis.kind if basis else "reading",
            source=basis.source if basis else "",
            readings=readings,
            explained=result.ruleset.explained(own.id),
            disputed=f"{reasons[0].license or result.license.id}/{reasons[0].term}" if "note" in dict(readings) else "",
        )


def _sections(reasons: Iterable[Reason], result: Result) -> tuple[Because, ...]:
    """The sections of the license that reasons rest on."""
    return tuple(
        Because(one.license or result.license.id, ", ".join(one.at), one.phrase[0] if one.phrase else "") for one in reasons if one.at
    )


def _said(verdict: Verdict) -> str:
    return "" if verdict is Verdict.FAILS else f"{verdict.value}: "


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
            spared = [] if row.criteria else [one for one in every if one.code in BY_NAME and _by_name(row, one)]
            why = f"; {spared[0].code} is hidden only where its criteria name it" if spared else why
            every.append(held.finding("unused-exception", WARNING, f"the exception matches no finding{why}"))
        elif all(_stale(row, finding, by_text) for finding in of):
            every.append(held.finding("stale-exception", ERROR, "the exception was made for another text of the license"))
    return every


def _by_name(row: Exempt, finding: Finding) -> bool:
    return row._replace(criteria=(finding.code,)).matches(finding.model, finding.licenses, finding.code)


def here(policy: Policy, row: Clarify | Exempt) -> tuple[Place, ...]:
    """Where an entry of the policy stands."""
    return (Place(policy.place or "modelterms.toml", row.line),)


def _stale(row: Exempt, finding: Finding, by_text: Texts) -> bool:
    return bool(row.text) and by_text(row.text) not in finding.licenses
