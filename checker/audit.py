"""Hold the models that a project names against its policy: references and statements in, a report out. Pure."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from checker.collect import Named, models
from checker.model import License, Reason, Result, Subject, Verdict
from checker.policy import Policy
from checker.report import ERROR, NOTE, WARNING, Base, Because, ModelUse, Place, Report, Warned
from checker.report import Result as Finding
from checker.resolve import Evidence, Resolution
from checker.scan import Scan


class Asked(NamedTuple):
    """What one license is held against: how its name was read, the verdicts of the rule sets, the answer for the profile."""

    name: str
    subject: Subject | None  # None: no definition answers to the name
    results: tuple[Result, ...] = ()
    denied: bool = False
    allowed: bool = False
    answer: str = ""  # no | depends | "" (fine, or not asked)
    because: tuple[Because, ...] = ()


class Bench(NamedTuple):
    """What an audit asks of the rest of the program."""

    resolve: Callable[[str, Evidence], Resolution]
    canonical: Callable[[str], str]
    judge: Callable[[str], Asked]
    by_text: Callable[[str], str]  # sha256 of a normalized text -> license id, or ""
    codes: Mapping[str, Mapping[str, str]]
    title: Callable[[str], str]
    vendors: frozenset[str]  # whose models are reached by name alone
    today: datetime.date
    version: str


def audit(root: str, found: Scan, policy: Policy, bench: Bench) -> Report:
    """The report on what was found. Raises nothing."""
    rows: list[ModelUse] = []
    findings: list[Finding] = []
    for named in models(found, policy.clarify, policy.file, bench.canonical, bench.by_text):
        resolution = bench.resolve(named.name, Evidence(tuple(named.claims), tuple(named.bases)))
        asked = [bench.judge(name) for name in resolution.licenses]
        used = any(use for _, use in named.places)
        places = tuple(place for place, use in sorted(named.places) if use == used)
        own = list(_findings(named, resolution, asked, places, policy, bench)) if used else []
        rows.append(_model(named, resolution, asked, places, used, bench.vendors))
        findings += own
    findings = _settled(findings, policy, bench)
    warnings = tuple(Warned(note.path, note.message) for note in found.notes)
    order = {ERROR: 0, WARNING: 1, NOTE: 2}
    findings.sort(key=lambda one: (bool(one.hidden), order[one.severity], one.model.lower(), one.code))
    rules = policy.rules or ("osd",)
    rows.sort(key=lambda one: (not one.used, one.model.lower()))
    return Report(root, bench.version, rules, found.files, tuple(rows), tuple(findings), warnings)


def _findings(
    named: Named, resolution: Resolution, asked: Sequence[Asked], places: tuple[Place, ...], policy: Policy, bench: Bench
) -> list[Finding]:
    """What stands in the way of one model."""
    made: list[Finding] = []

    def add(code: str, severity: str, headline: str, licenses: tuple[str, ...] = (), because: tuple[Because, ...] = ()) -> None:
        row = bench.codes.get(code, {})
        made.append(_finding(code, row, bench.title(code), severity, headline, resolution.model, licenses, places, because))

    if resolution.kind == "service" or (not asked and named.kind in bench.vendors):
        return []
    guessed = named.kind in ("name", "file") and not resolution.licenses  # perhaps an alias of the project's own
    unknown = ERROR if policy.unknown == "fail" and not guessed else WARNING
    if not asked:
        said = f" (it says '{resolution.declared}')" if resolution.declared else ""
        add("unknown-license", unknown, f"nothing says under which license {resolution.model} is{said}")
    for one in asked:
        ids = _ids(one)
        if one.denied:
            add("denied-license", ERROR, f"{resolution.model} is under {one.name}, which the project denies", ids)
        if one.allowed:
            continue
        if one.subject is None:
            add("unread-license", unknown, f"{resolution.model} is under '{one.name}', a license nobody here has read", (one.name,))
            continue
        if policy.allow and not policy.rules:
            add("not-allowed", ERROR, f"{resolution.model} is under {one.name}, which is not on the project's list", ids)
            continue
        for result in one.results:
            for criterion in result.criteria:
                severity = _severity(criterion.verdict, policy)
                if severity:
                    reasons = criterion.reasons
                    headline = f"{resolution.model}: {_said(criterion.verdict)}{_brief(reasons) or criterion.criterion.title}"
                    because = tuple(Because(result.license.id, ", ".join(r.at), r.phrase[0] if r.phrase else "") for r in reasons[:3])
                    row = {
                        "title": criterion.criterion.title,
                        "why": f"{criterion.criterion.id}, {criterion.criterion.title}",
                        "help": criterion.criterion.help,
                    }
                    made.append(
                        _finding(
                            criterion.criterion.id,
                            row,
                            criterion.criterion.title,
                            severity,
                            headline,
                            resolution.model,
                            ids,
                            places,
                            because,
                        )
                    )
        if one.answer == "no":
            add("not-permitted", ERROR, f"{resolution.model}: {one.name} does not let this profile do it", ids, one.because)
        elif one.answer == "depends":
            add(
                "depends",
                WARNING,
                f"{resolution.model}: whether {one.name} lets this profile do it depends on facts not stated",
                ids,
                one.because,
            )
    if resolution.chain and "whose license" in resolution.remark:
        add("license-conflict", WARNING, f"{resolution.model} {resolution.remark}", tuple(resolution.licenses))
    return made


def _brief(reasons: Sequence[Reason]) -> str:
    return (reasons[0].brief or reasons[0].summary) if reasons else ""


def _said(verdict: Verdict) -> str:
    return "" if verdict is Verdict.FAILS else f"{verdict.value}: "


def _severity(verdict: Verdict, policy: Policy) -> str:
    """How bad a verdict is under the policy: error, warning, or nothing."""
    if verdict.rank <= Verdict(policy.fail_on).rank:
        return ERROR if verdict is not Verdict.UNKNOWN or policy.unknown == "fail" else WARNING
    return WARNING if verdict in (Verdict.UNKNOWN, Verdict.CONTESTED) else ""


def _finding(
    code: str,
    row: Mapping[str, str],
    title: str,
    severity: str,
    headline: str,
    model: str,
    licenses: tuple[str, ...],
    places: tuple[Place, ...],
    because: tuple[Because, ...],
) -> Finding:
    mark = hashlib.sha256("\n".join((code, model, *licenses)).encode("utf-8", "replace")).hexdigest()[:32]
    return Finding(code, title, severity, headline, model, licenses, places, because, row.get("why", ""), row.get("help", ""), mark)


def _settled(findings: list[Finding], policy: Policy, bench: Bench) -> list[Finding]:
    """The findings, those that an exception covers hidden, and what is wrong with the exceptions themselves."""
    settled: list[Finding] = []
    used: set[int] = set()
    for finding in findings:
        hidden = ""
        for i, row in enumerate(policy.exceptions):
            if row.matches(finding.model, finding.licenses, finding.code):
                used.add(i)
                if row.expires >= bench.today and not _stale(row.text, finding.licenses, bench):
                    hidden = f"exception until {row.expires}: {row.reason}"
        settled.append(finding._replace(hidden=hidden))
    place = (Place(policy.file.replace("\\", "/").rpartition("/")[2] or "modelterms.toml"),)
    for i, row in enumerate(policy.exceptions):
        code = ""
        if row.expires < bench.today:
            code, headline = "expired-exception", f"the exception for {row.subject} expired on {row.expires}"
        elif i not in used:
            code, headline = "unused-exception", f"the exception for {row.subject} matches nothing"
        elif row.text and not any(not _stale(row.text, f.licenses, bench) for f in findings if row.matches(f.model, f.licenses, f.code)):
            code, headline = "stale-exception", f"the exception for {row.subject} was made for another text"
        if code:
            severity = WARNING if code == "unused-exception" else ERROR
            settled.append(_finding(code, bench.codes[code], bench.title(code), severity, headline, row.subject, (), place, ()))
    return settled


def _stale(text: str, licenses: tuple[str, ...], bench: Bench) -> bool:
    return bool(text) and bench.by_text(text) not in licenses


def _ids(one: Asked) -> tuple[str, ...]:
    return tuple(license.id for license in one.subject.licenses) if one.subject and one.subject.licenses else (one.name,)


def _model(
    named: Named, resolution: Resolution, asked: Sequence[Asked], places: tuple[Place, ...], used: bool, vendors: frozenset[str]
) -> ModelUse:
    """The row of a model."""
    verdicts: dict[str, Verdict] = {}
    for one in asked:
        for result in one.results:
            before = verdicts.get(result.ruleset.id)
            verdicts[result.ruleset.id] = min((v for v in (before, result.verdict) if v is not None), key=lambda v: v.rank)
    ids = tuple(dict.fromkeys(id for one in asked for id in (_ids(one) if one.subject and one.subject.single else (one.name,))))
    if resolution.kind == "service" or (not asked and named.kind in vendors):
        status = "service"
    elif not asked or any(one.subject is None for one in asked):
        status = "unknown"
    else:
        status = min(verdicts.values(), key=lambda v: v.rank).value if verdicts else "meets"
    status = {"meets": "passes", "not-applicable": "passes"}.get(status, status)
    bases = tuple(Base(link.model, link.licenses, link.relation, link.how) for link in resolution.chain)
    return ModelUse(
        resolution.model,
        named.kind,
        used,
        places,
        resolution.declared,
        ids,
        resolution.how,
        resolution.confidence,
        resolution.where,
        resolution.remark,
        resolution.terms,
        bases,
        tuple((key, verdict.value) for key, verdict in verdicts.items()),
        status,
    )


def license_ids(subjects: Sequence[Subject]) -> frozenset[str]:
    """The ids that names on a list stand for."""
    return frozenset(license.id for subject in subjects for license in _members(subject))


def _members(subject: Subject) -> Sequence[License]:
    return subject.licenses
