"""Hold the models that a project names against its policy: references and statements in, a report out. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

from checker import later
from checker.beside import Kept, claims_of, fits, kept_of, narrowed, remarks
from checker.collect import Named, clarified, models
from checker.findings import About, here, settled
from checker.model import CriterionResult, Joint, Result, Subject, Verdict
from checker.names import meant
from checker.policy import Policy
from checker.report import BY_CHANCE, ERROR, SERVICE, SEVERITIES, STATUSES, WARNING, Base, Because, ModelUse, Place, Report, Warned
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
    answer: str = ""  # a word of ANSWERS; "": yes, or not asked
    acts: str = ""  # those answered so
    open: str = ""  # what such an answer turns on: facts that are not stated, or what is not known
    because: tuple[Because, ...] = ()
    dispute: str = ""  # both readings of the term on which a contested answer rests
    disputed: str = ""  # that term: license/term
    near: str = ""  # of a name to which nothing answers: the definition whose id differs by a letter or two
    may: frozenset[str] = frozenset()  # the licenses of which a family's name, or a title that several texts share, may mean any

    @property
    def ids(self) -> tuple[str, ...]:
        """The definitions that its name stands for; the name itself where there is none."""
        return tuple(license.id for license in self.subject.licenses) if self.subject and self.subject.licenses else (self.name,)

    @property
    def unread(self) -> bool:
        """That nobody here has read it: one finding says so, not one for every criterion."""
        return self.subject is None or (self.subject.single and self.subject.license.unread)

    @property
    def doubt(self) -> str:
        """That its name stands for one of several licenses, and nobody said for which."""
        family = self.subject is not None and self.subject.joint is Joint.FAMILY
        return f"; '{self.name}' may mean any of {len(self.ids)} licenses" if family else ""

    @property
    def called(self) -> str:
        """The license as the rest of the report calls it."""
        return self.subject.license.id if self.subject and self.subject.single else self.name


class Bench(NamedTuple):
    """What an audit asks of the rest of the program."""

    resolve: Callable[[str, Evidence], Resolution]
    canonical: Callable[[str], str]
    source: Callable[[str], str]  # the model that a weights file or a copy comes from, itself where it is no copy; "" not known
    judge: Callable[[str, str], Asked]  # a license, and the modality of the model under it, "" where that is not known
    modality: Callable[[str], str]
    by_text: Callable[[str], str]  # sha256 of a normalized text -> license id, or ""
    kept: Callable[[str], Kept]  # path of a license file -> what it is
    codes: Mapping[str, Mapping[str, str]]
    criteria: frozenset[str]  # ids of the criteria of all rule sets that are asked
    vendors: frozenset[str]  # whose models are reached by name alone
    today: datetime.date
    version: str
    home: str = ""  # what a model is called that lies in the audited folder itself


def audit(root: str, found: Scan, policy: Policy, bench: Bench, origin: str = "") -> Report:
    """The report on what was found. `origin` is the model that the whole folder is, where that is one of a cache. Raises nothing."""
    rows: list[ModelUse] = []
    findings: list[Finding] = []
    used_rows: set[int] = set()
    about = About("", (), bench.codes, bench.home)
    for named in models(found, bench.canonical, bench.source, origin, bench.home):
        kept = kept_of(named, bench.by_text, bench.kept)
        notes = list(remarks(named, kept, lambda name: (one := bench.judge(name, "")).may or frozenset(one.ids)))
        rows_of = [row for row in policy.clarify if clarified(named, row)]
        unfit = [row for row in rows_of if not fits(row, named)]
        beside = {one.license for one in kept if one.license}
        named.claims[:] = [*narrowed(named.claims, beside, lambda name: bench.judge(name, "").may), *claims_of(kept)]
        named.claims.extend(Claim(row.license, "clarified", f"{policy.file}: {row.reason}") for row in rows_of if row not in unfit)
        used_rows.update(id(row) for row in rows_of)
        resolution = _resolved(named, bench)
        told = (resolution.model, *(link.model for link in resolution.chain if "*" not in link.model))  # a family may have several
        modality = next(filter(None, map(bench.modality, told)), "")
        asked = [bench.judge(name, modality) for name in resolution.licenses]
        used = any(use for _, use in named.places)
        places = tuple(place for place, use in sorted(named.places) if use == used)
        made: list[Finding] = []
        if used:
            own = about._replace(model=resolution.model, places=places)
            made += _findings(named, resolution, asked, own, policy, bench.vendors)
            made += [own.beside(note, policy.unknown == "fail") for note in notes if resolution.how != "clarified"]
            made += [own.finding("stale-exception", ERROR, CLARIFIED, (row.license,)) for row in unfit]
        called = {name: bench.judge(name, "").called for link in resolution.chain for name in link.licenses}
        bases = tuple(Base(one.model, tuple(called[name] for name in one.licenses), one.relation, one.how) for one in resolution.chain)
        rows.append(_model(named, resolution, asked, bases, places, used, _status(named, resolution, asked, made, bench.vendors)))
        findings += made
    idle = [row for row in policy.clarify if id(row) not in used_rows]
    findings += [about._replace(model=row.model, places=here(policy, row)).finding("unused-exception", WARNING, IDLE) for row in idle]
    findings = settled(findings, policy, bench.today, bench.by_text, about, bench.criteria)
    findings.sort(key=lambda one: (bool(one.hidden), SEVERITIES.index(one.severity), one.model.lower(), one.code))
    rows.sort(key=lambda one: (not one.used, one.model.lower()))
    return Report(
        root,
        bench.version,
        policy.applied,
        found.files,
        tuple(rows),
        tuple(findings),
        tuple(Warned(note.path, note.message) for note in found.notes),
        called=bench.home.removeprefix("./"),
        policy=policy.place,
    )


def _resolved(named: Named, bench: Bench) -> Resolution:
    """The license of a model. A claim that names a family means the member under which what it was built on is."""
    evidence = Evidence(tuple(named.claims), tuple(named.bases))
    resolution = bench.resolve(named.name, evidence)
    if not named.claims or not resolution.chain:
        return resolution
    above = {id for link in resolution.chain if link.relation != "hint" for name in link.licenses for id in bench.judge(name, "").ids}
    claims = tuple(narrowed(named.claims, above, lambda name: bench.judge(name, "").may))
    return (
        resolution
        if claims == evidence.claims
        else bench.resolve(named.name, evidence._replace(claims=claims))._replace(declared=resolution.declared)
    )


CLARIFIED = "the clarification was made for another text than the license file beside the model"
IDLE = "the clarification matches no model that was found"


def _findings(
    named: Named, resolution: Resolution, asked: Sequence[Asked], about: About, policy: Policy, vendors: frozenset[str]
) -> list[Finding]:
    """What stands in the way of one model."""
    if _is_service(named, resolution, asked, vendors):
        return []
    told = "" if resolution.licenses or any(link.relation in BY_CHANCE for link in resolution.chain) else resolution.remark
    alike = named.kind == "name" and resolution.alike
    guess = "" if resolution.licenses or told or alike or "/" in resolution.model else GUESSES.get(named.kind, "")
    unknown = ERROR if policy.unknown == "fail" and not guess else WARNING
    said = ("nothing says which license applies", f"it says '{resolution.declared}'" if resolution.declared else "", told or guess)
    headline = "; ".join(filter(None, said))
    made = [] if asked else [about.finding("unknown-license", unknown, headline)]
    for one in asked:
        made += _of_license(one, about, unknown, policy)
    if resolution.conflict:
        made.append(about.finding("license-conflict", WARNING, resolution.remark, tuple(resolution.licenses)))
    return made


# What is found by a bare name or a file's name alone is no error while nothing else is known of it.
GUESSES = {"name": "perhaps the name is one of the project's own", "file": "perhaps the file is one of the project's own"}


def _of_license(one: Asked, about: About, unknown: str, policy: Policy) -> list[Finding]:
    """What stands in the way of a model under one license."""
    made = [about.finding("denied-license", ERROR, f"it is under {one.called}, which the project denies", one.ids)] if one.denied else []
    if one.allowed:
        return made
    listed = bool(policy.allow) and not policy.applied
    if one.unread and not listed:
        said = f"it is under '{one.called}', a license nobody here has read{meant([one.near] if one.near else [])}"
        return [*made, about.finding("unread-license", unknown, said, one.ids)]
    if listed:
        return [*made, about.finding("not-allowed", ERROR, f"it is under {one.called}, which is not on the project's list", one.ids)]
    licenses = one.subject.licenses if one.subject else ()
    gaps = {
        doubt: "unread-license" if license.unread or license.draft else "unread-document"
        for license in licenses
        for doubt in license.doubts
    }
    blank: dict[str, list[tuple[CriterionResult, Result]]] = {}
    for result in one.results:
        for criterion in result.criteria:
            if code := _blank(criterion, gaps):
                blank.setdefault(code, []).append((criterion, result))
    made += [about.unread(code, _severity(Verdict.UNKNOWN, policy), of, one.ids, one.doubt) for code, of in blank.items()]
    for result in one.results:
        found = [(criterion, _severity(criterion.verdict, policy)) for criterion in result.criteria if not _blank(criterion, gaps)]
        made += [about.criterion(criterion, severity, one.ids, result, one.doubt) for criterion, severity in found if severity]
    if one.answer:
        code, said, _ = ANSWERS[one.answer]
        severity = {"unknown": unknown, "contested": _severity(Verdict.CONTESTED, policy), "depends": unknown}.get(one.answer, ERROR)
        own = about.finding(code, severity, f"{said.format(one.called, one.acts, one.open)}{one.doubt}", one.ids, one.because)
        made.append(own._replace(readings=(("note", one.dispute),) if one.dispute else (), disputed=one.disputed))
    return made


def _blank(one: CriterionResult, gaps: Mapping[str, str]) -> str:
    """The code of the finding for what has not been read, where a criterion is unknown for no other doubt; "" elsewhere. That is said
    once, not for every criterion, as whose defect it would read."""
    doubts = [gaps.get(reason.summary, "") for reason in one.reasons if reason.kind == "unknown"]
    return min(doubts, default="") if one.verdict is Verdict.UNKNOWN else ""


# Answer of `can-i` -> the code of the finding, what it says (license, acts, what is open), and what it makes of the model.
ANSWERS = {
    "no": ("not-permitted", "{0} does not let this profile do it: {1}", "fails"),
    "needs-license": ("not-permitted", "{0} does not let this profile do it without a separate license: {1}", "fails"),
    "unknown": ("undecided", "whether {0} lets this profile do it ({1}) is unknown: {2}", "unknown"),
    "contested": ("undecided", "whether {0} lets this profile do it ({1}) is contested", "contested"),
    "depends": ("depends", "whether {0} lets this profile do it ({1}) depends on what it does not state: {2}", "unknown"),
}


def _severity(verdict: Verdict, policy: Policy) -> str:
    """How bad a verdict is under the policy: error, warning, or nothing."""
    if verdict.rank <= Verdict(policy.fail_on).rank:
        return ERROR if verdict is not Verdict.UNKNOWN or policy.unknown == "fail" else WARNING
    return WARNING if verdict in (Verdict.UNKNOWN, Verdict.CONTESTED) else ""


_SIZED = later.compile(r"(?i)(?<![a-z\d])\d{1,4}(?:\.\d+)?b(?![a-z\d])")  # of weights: a vendor that gives some away also names them


def _is_service(named: Named, resolution: Resolution, asked: Sequence[Asked], vendors: frozenset[str]) -> bool:
    served = named.kind in vendors and not resolution.chain and _SIZED.search(named.name) is None  # called like nobody's weights
    return resolution.kind == SERVICE or (not asked and served)


def _status(named: Named, resolution: Resolution, asked: Sequence[Asked], findings: Sequence[Finding], vendors: frozenset[str]) -> str:
    """The worst of what is held against a model: by the rule sets, the project's lists, its profile, and the files beside it."""
    if _is_service(named, resolution, asked, vendors):
        return SERVICE
    held = [VERDICTS.get(result.verdict, result.verdict.value) for one in asked if not one.allowed for result in one.results]
    held += [ANSWERS[one.answer][2] for one in asked if one.answer and not one.allowed]
    held += [HELD[one.code] for one in findings if one.code in HELD and one.severity == ERROR]
    if not asked or any(one.subject is None and not one.allowed for one in asked):
        held.append("unknown")
    return min(held, key=STATUSES.index, default="passes")


VERDICTS = {Verdict.MEETS: "passes", Verdict.NOT_APPLICABLE: "passes"}
# What an error of the audit's own makes of a model, where the rule sets have nothing against its license.
HELD = {
    "denied-license": "fails",
    "not-allowed": "fails",
    "edited-license": "unknown",
    "license-file": "unknown",
    "unknown-text": "unknown",
}


def _model(
    named: Named,
    resolution: Resolution,
    asked: Sequence[Asked],
    bases: tuple[Base, ...],
    places: tuple[Place, ...],
    used: bool,
    status: str,
) -> ModelUse:
    """The row of a model."""
    verdicts: dict[str, Verdict] = {}
    for one in asked:
        for result in one.results:
            before = verdicts.get(result.ruleset.id)
            verdicts[result.ruleset.id] = min((v for v in (before, result.verdict) if v is not None), key=lambda v: v.rank)
    return ModelUse(
        resolution.model,
        named.kind,
        used,
        places,
        resolution.declared,
        tuple(dict.fromkeys(one.called for one in asked)),
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
    return frozenset(license.id for subject in subjects for license in subject.licenses)
