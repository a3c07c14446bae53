"""Hold the models that a project names against its policy: references and statements in, a report out. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

from checker.beside import Kept, Remark, claims_of, fits, kept_of, narrowed, remarks
from checker.collect import Named, clarified, models
from checker.digests import sha256
from checker.model import CriterionResult, Joint, License, Result, Subject, Verdict
from checker.policy import Policy
from checker.report import ERROR, NOTE, WARNING, Base, Because, ModelUse, Place, Report, Warned
from checker.report import Result as Finding
from checker.resolve import Claim, Evidence, Resolution
from checker.scan import Scan
from checker.tuples import NamedTuple


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
    source: Callable[[str], str]  # the model that a weights file or a copy comes from, itself where it is no copy; "" not known
    judge: Callable[[str], Asked]
    by_text: Callable[[str], str]  # sha256 of a normalized text -> license id, or ""
    kept: Callable[[str], Kept]  # path of a license file -> what it is
    codes: Mapping[str, Mapping[str, str]]
    vendors: frozenset[str]  # whose models are reached by name alone
    today: datetime.date
    version: str
    home: str = ""  # what a model is called that lies in the audited folder itself


def audit(root: str, found: Scan, policy: Policy, bench: Bench, origin: str = "") -> Report:
    """The report on what was found. `origin` is the model that the whole folder is, where that is one of a cache. Raises nothing."""
    rows: list[ModelUse] = []
    findings: list[Finding] = []
    used_rows: set[int] = set()
    for named in models(found, bench.canonical, bench.source, origin, bench.home):
        kept = kept_of(named, bench.by_text, bench.kept)
        notes = list(remarks(named, kept, lambda name: frozenset(_ids(bench.judge(name)))))
        own = [row for row in policy.clarify if clarified(named, row)]
        unfit = [row for row in own if not fits(row, named)]
        named.claims[:] = [*narrowed(named.claims, kept, lambda name: _of_family(bench.judge(name))), *claims_of(kept)]
        named.claims.extend(Claim(row.license, "clarified", f"{policy.file}: {row.reason}") for row in own if row not in unfit)
        used_rows.update(id(row) for row in own)
        resolution = bench.resolve(named.name, Evidence(tuple(named.claims), tuple(named.bases)))
        asked = [bench.judge(name) for name in resolution.licenses]
        used = any(use for _, use in named.places)
        places = tuple(place for place, use in sorted(named.places) if use == used)
        rows.append(_model(named, resolution, asked, places, used, bench.vendors))
        if used:
            about = _About(resolution.model, places, bench)
            findings += _findings(named, resolution, asked, about, policy)
            findings += [about.beside(note, policy) for note in notes if resolution.how != "clarified"]
            findings += [about.finding("stale-exception", ERROR, CLARIFIED, (row.license,)) for row in unfit]
    idle = [row for row in policy.clarify if id(row) not in used_rows]
    findings += [_About(row.model, _here(policy, row.line), bench).finding("unused-exception", WARNING, IDLE) for row in idle]
    findings = _settled(findings, policy, bench)
    warnings = tuple(Warned(note.path, note.message) for note in found.notes)
    order = {ERROR: 0, WARNING: 1, NOTE: 2}
    findings.sort(key=lambda one: (bool(one.hidden), order[one.severity], one.model.lower(), one.code))
    rules = policy.rules or ("osd",)
    rows.sort(key=lambda one: (not one.used, one.model.lower()))
    called = bench.home.removeprefix("./")
    return Report(root, bench.version, rules, found.files, tuple(rows), tuple(findings), warnings, called=called)


CLARIFIED = "the clarification was made for another text than the license file beside the model"
IDLE = "the clarification matches no model that was found"


def _findings(named: Named, resolution: Resolution, asked: Sequence[Asked], about: _About, policy: Policy) -> list[Finding]:
    """What stands in the way of one model."""
    if resolution.kind == "service" or (not asked and named.kind in about.bench.vendors):
        return []
    guessed = named.kind in ("name", "file") and not resolution.licenses  # perhaps an alias of the project's own
    unknown = ERROR if policy.unknown == "fail" and not guessed else WARNING
    made = [] if asked else [about.finding("unknown-license", unknown, _said_of(resolution))]
    for one in asked:
        made += _of_license(one, about, unknown, policy)
    if resolution.chain and "whose license" in resolution.remark:
        made.append(about.finding("license-conflict", WARNING, resolution.remark, tuple(resolution.licenses)))
    return made


def _said_of(resolution: Resolution) -> str:
    said = f"; it says '{resolution.declared}'" if resolution.declared else ""
    return f"nothing says under which license it is{said}"


def _of_license(one: Asked, about: _About, unknown: str, policy: Policy) -> list[Finding]:
    """What stands in the way of a model under one license."""
    ids = _ids(one)
    made = [about.finding("denied-license", ERROR, f"it is under {one.name}, which the project denies", ids)] if one.denied else []
    if one.allowed:
        return made
    if one.subject is None:
        return [*made, about.finding("unread-license", unknown, f"it is under '{one.name}', a license nobody here has read", (one.name,))]
    if policy.allow and not policy.rules:
        return [*made, about.finding("not-allowed", ERROR, f"it is under {one.name}, which is not on the project's list", ids)]
    for result in one.results:
        found = [(criterion, _severity(criterion.verdict, policy)) for criterion in result.criteria]
        made += [about.criterion(criterion, severity, ids, result) for criterion, severity in found if severity]
    if one.answer:
        code, severity, what = ANSWERS[one.answer]
        made.append(about.finding(code, severity, what.format(one.name), ids, one.because))
    return made


ANSWERS = {
    "no": ("not-permitted", ERROR, "{} does not let this profile do it"),
    "depends": ("depends", WARNING, "whether {} lets this profile do it depends on facts not stated"),
}


class _About(NamedTuple):
    """The model that findings are about, and where it stands."""

    model: str
    places: tuple[Place, ...]
    bench: Bench

    def finding(
        self, code: str, severity: str, headline: str, licenses: tuple[str, ...] = (), because: tuple[Because, ...] = ()
    ) -> Finding:
        """A finding of the audit's own."""
        row = self.bench.codes[code]
        return self._finding(code, severity, headline, licenses)._replace(
            title=row["title"], why=row["why"], help=row["help"], because=because, basis="policy"
        )

    def _finding(self, code: str, severity: str, headline: str, licenses: tuple[str, ...]) -> Finding:
        """A finding without its texts. Its fingerprint outlives a move to another line, or file, and another name of the checkout."""
        named = "." if self.model == self.bench.home else self.model
        mark = sha256("\n".join((code, named, *licenses)).encode("utf-8", "replace"))[:32]
        return Finding(code, code, severity, headline, self.model, licenses, self.places, (), "", "", mark)

    def beside(self, note: Remark, policy: Policy) -> Finding:
        """What is said of a license file, at the file."""
        severity = ERROR if note.grave and policy.unknown == "fail" else WARNING
        return self._replace(places=(Place(note.path, note.line),)).finding(note.code, severity, note.headline, note.licenses)

    def criterion(self, one: CriterionResult, severity: str, licenses: tuple[str, ...], result: Result) -> Finding:
        """A criterion that a license does not simply meet."""
        own, reasons = one.criterion, one.reasons
        said = f"{own.name}: {reasons[0].brief or reasons[0].summary}" if reasons else own.title
        because = tuple(
            Because(reason.license or result.license.id, ", ".join(reason.at), reason.phrase[0] if reason.phrase else "")
            for reason in reasons[:3]
            if reason.at
        )
        basis = reasons[0].basis if reasons else None
        return self._finding(own.id, severity, f"{_said(one.verdict)}{said}", licenses)._replace(
            title=own.title,
            why=own.why,
            help=own.help,
            because=because,
            basis=basis.kind if basis else "reading",
            source=basis.source if basis else "",
        )


def _said(verdict: Verdict) -> str:
    return "" if verdict is Verdict.FAILS else f"{verdict.value}: "


def _severity(verdict: Verdict, policy: Policy) -> str:
    """How bad a verdict is under the policy: error, warning, or nothing."""
    if verdict.rank <= Verdict(policy.fail_on).rank:
        return ERROR if verdict is not Verdict.UNKNOWN or policy.unknown == "fail" else WARNING
    return WARNING if verdict in (Verdict.UNKNOWN, Verdict.CONTESTED) else ""


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
    for i, row in enumerate(policy.exceptions):
        code = ""
        if row.expires < bench.today:
            code, headline = "expired-exception", f"the exception expired on {row.expires}"
        elif i not in used:
            code, headline = "unused-exception", "the exception matches no finding"
        elif row.text and not any(not _stale(row.text, f.licenses, bench) for f in findings if row.matches(f.model, f.licenses, f.code)):
            code, headline = "stale-exception", "the exception was made for another text of the license"
        if code:
            severity = WARNING if code == "unused-exception" else ERROR
            settled.append(_About(row.subject, _here(policy, row.line), bench).finding(code, severity, headline))
    return settled


def _here(policy: Policy, line: int) -> tuple[Place, ...]:
    """An entry of the policy."""
    return (Place(policy.file.replace("\\", "/").rpartition("/")[2] or "modelterms.toml", line),)


def _stale(text: str, licenses: tuple[str, ...], bench: Bench) -> bool:
    return bool(text) and bench.by_text(text) not in licenses


def _ids(one: Asked) -> tuple[str, ...]:
    return tuple(license.id for license in one.subject.licenses) if one.subject and one.subject.licenses else (one.name,)


def _of_family(one: Asked) -> frozenset[str]:
    """The licenses of which a family's name may mean any; none where the name is no family's."""
    return frozenset(_ids(one)) if one.subject and one.subject.joint is Joint.FAMILY else frozenset()


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
