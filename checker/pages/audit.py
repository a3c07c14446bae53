"""The report of `audit`: how the models of a project stand, then a table of them, then every finding with file and section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checker.page import Block, Cell, Facts, Finding, Grid, Heading, Page, Paragraph, Span
from checker.report import (
    ERROR,
    SERVICE,
    SEVERITIES,
    STATUSES,
    Because,
    ModelUse,
    Place,
    Report,
    Result,
    counted,
    files_in_brief,
    findings_in_brief,
    models_in_brief,
    tally,
)

SCHEMA = "modelterms/audit/1"
NAMED = 12  # licenses that the summary names
LICENSES = 2  # a finding shows this many licenses, each with its sections, beside the user's own lines
RELATIONS = {"": "built on", "base": "built on", "conversion": "converted from", "changed": "a changed copy of", "file": "a file of"}
OWN = "policy"  # the basis of findings of the audit's own, whose title says no more than their headline


def page(report: Report) -> Page:
    """The page for a whole audit."""
    return Page(data(report), tuple(_blocks(report)), tuple(_lines(report)), report)


def _blocks(report: Report) -> Iterator[Block]:
    yield Heading(f"Audit of {report.name}", verdict=_verdict(report))
    yield Facts(tuple(_summary(report)))
    if not report.models:
        what = "line that was added" if report.since else "file that was read"
        yield Paragraph(f"No {what} names an AI model.")
    if report.used:
        yield Heading("Models", 2)
        yield _models(report)
    if report.services:
        yield Heading("Services", 2)
        yield Paragraph("A vendor runs these: its terms of service hold, which are no license and are not checked here.", "dim")
        yield from _services(report)
    if report.counted:
        yield Heading(findings_in_brief(report._replace(results=report.counted)).rstrip("."), 2, folds=True)
        yield from _findings(report)
    if report.hidden:
        yield Heading(f"{counted(len(report.hidden), 'finding')} hidden", 2, folds=True)
        rows = (
            (Cell(f"{group[0].severity}[{group[0].code}]", "dim"), Cell(_headline(group)), Cell(group[0].hidden))
            for group in _alike(report.hidden)
        )
        yield Grid(("finding", "what", "hidden by"), tuple(rows))
    if report.mentioned:
        yield Heading(f"{counted(len(report.mentioned), 'model')} only mentioned", 2, folds=True)
        yield Paragraph("In documentation, comments, tests or examples; they do not count.", "dim")
        yield Grid(("model", "license", "where"), tuple(_mentioned(one) for one in report.mentioned))
    files = [one for one in report.warnings if one.path]
    if files:
        yield Heading(f"{counted(len(files), 'file')} not read in full", 2, folds=True)
        yield Grid(("file", "why"), tuple((Cell(report.path(one.path)), Cell(one.message)) for one in files))
    if len(report.warnings) > len(files):
        yield Heading("Not answered", 2, folds=True)
        yield from (Paragraph(one.message) for one in report.warnings if not one.path)


def _verdict(report: Report) -> str:
    if report.count(ERROR):
        return "fails"
    return "passes" if report.models and not report.counted else ""


def _summary(report: Report) -> Iterator[tuple[str, Cell]]:
    yield "models", Cell(f"{len(report.used)} in use{': ' if report.used else ''}{tally(report)}")
    if report.services:
        yield "services", Cell(f"{len(report.services)}, under their vendors' terms")
    if report.mentioned:
        yield "mentioned", Cell(f"{len(report.mentioned)} more, which do not count")
    if report.licenses:
        more = f" and {len(report.licenses) - NAMED} more" if len(report.licenses) > NAMED else ""
        yield "licenses", Cell(f"{len(report.licenses)}: {', '.join(report.licenses[:NAMED])}{more}")
    yield "rules", Cell(", ".join(report.rules) or "none")
    if report.since:
        yield "since", Cell(f"{report.since}: models on lines that were added, no others")
    if report.policy:
        yield "policy", Cell(report.path(report.policy))
    yield "findings", Cell(findings_in_brief(report).rstrip("."))
    yield "read", Cell(files_in_brief(report))


def _models(report: Report) -> Grid:
    """One row a model, the worst first. With one rule set the status is its verdict."""
    several = len(report.rules) > 1
    rows = []
    for one in sorted(report.used, key=lambda one: (STATUSES.index(one.status) if one.status in STATUSES else 0, one)):
        verdicts = (Cell("; ".join(f"{rules}: {verdict}" for rules, verdict in one.verdicts) or "-"),) if several else ()
        rows.append((Cell(one.status, one.status), Cell(one.model, "strong"), Cell(_license(one)), *verdicts, Cell(_where(one))))
    return Grid(("", "model", "license", *(("rules",) if several else ()), "where"), tuple(rows))


def _license(one: ModelUse) -> str:
    """The license, how that is known, and what stands against it: `llama-3.2-community (card); says mit, but is built on x`."""
    if not one.licenses:
        said = f'unknown ("{one.declared}")' if one.declared else "unknown"
    else:
        unsure = f"{one.confidence} confidence" if one.confidence not in ("", "high") else ""
        known = ", ".join(part for part in (one.how, unsure) if part)
        said = " and ".join(one.licenses) + (f" ({known})" if known else "")
    bases = [f"{RELATIONS.get(base.relation, base.relation)} {base.model}" for base in one.bases]
    return "; ".join((said, *([one.remark] if one.remark else bases)))


def _where(one: ModelUse) -> str:
    """The first place, from the root of the audit: the heading says which that is, and findings have the whole path."""
    if not one.places:
        return "-"
    first = f"{one.places[0].path}:{one.places[0].line}"
    return f"{first} +{len(one.places) - 1} more" if len(one.places) > 1 else first


def _services(report: Report) -> Iterator[Grid]:
    """The services under each vendor's terms, which are named once."""
    by_terms: dict[str, list[ModelUse]] = {}
    for one in report.services:
        by_terms.setdefault(one.terms or "Terms not recorded", []).append(one)
    for terms, services in sorted(by_terms.items()):
        yield Grid(("", ""), tuple((Cell(one.model, "strong"), Cell(_where(one))) for one in services), title=terms)


def _mentioned(one: ModelUse) -> tuple[Cell, ...]:
    license = "a service" if one.status == SERVICE else " and ".join(one.licenses) or "unknown"
    return Cell(one.model), Cell(license), Cell(_where(one))


def _findings(report: Report) -> Iterator[Finding]:
    """What is said of several models alike is said once, with all of them; so is what all findings of one code share (why, help)."""
    seen: set[tuple[Any, ...]] = set()
    for group in _alike(report.counted):
        one = group[0]
        shared, sides = (one.code, one.why, one.help), (one.code, one.sides)
        notes = tuple(_notes(one, shared not in seen, () if sides in seen else one.sides))
        yield Finding(one.severity, one.code, _headline(group), tuple(_spans(one)), notes, tuple(_places_of(group, report)))
        seen |= {shared, sides}


def _alike(results: Sequence[Result]) -> list[list[Result]]:
    """The findings that say the same of different models, together, where the first of them stands."""
    groups: dict[tuple[Any, ...], list[Result]] = {}
    for one in results:
        about = (one.severity, one.code, one.headline, one.licenses, one.because, one.terms, one.basis, one.source, one.hidden)
        groups.setdefault(about, []).append(one)
    return list(groups.values())


def _headline(group: Sequence[Result]) -> str:
    one = group[0]
    models = counted(len(group), "model") if len(group) > 1 else one.model
    return f"{models}: {one.headline}" if models else one.headline


def _places_of(group: Sequence[Result], report: Report) -> Iterator[tuple[str, str]]:
    """The user's own lines: of one finding its first, of several that of each, with the model."""
    for one in group:
        more = len(one.places) - 1
        if len(group) > 1:
            yield f"{report.at(one.place)}{f' +{more} more' if more > 0 else ''}", one.model
        elif one.places:
            yield f"{report.at(one.place)} and {counted(more, 'more place')}" if more else report.at(one.place), ""


def _spans(one: Result) -> Iterator[Span]:
    """The sections of the licenses."""
    grouped: dict[str, list[Because]] = {}
    for because in one.because:
        grouped.setdefault(because.license, []).append(because)
    licenses = list(grouped.items())[:LICENSES]
    for i, (license, grounds) in enumerate(licenses, 1):
        others = f", and {counted(one.more, 'more term')}" if one.more and i == len(licenses) else ""
        if len(grounds) == 1:
            yield Span(f"{grounds[0]}{others}", "", (grounds[0].phrase,) if grounds[0].phrase else ())
        else:
            # several terms may stand in one section, and one in several
            sections = dict.fromkeys(place for ground in grounds for place in ground.at.split(", ") if place)
            yield Span(f"{license}: {', '.join(sections)}{others}")


def _notes(one: Result, first: bool, sides: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    if first and one.why:
        yield "why", one.why if one.basis == OWN or not one.title else f"{one.code}, {one.title}: {one.why}"
    yield from sides
    if one.ground:
        yield "basis", one.ground
    if first and one.help:
        yield "help", one.help
    if first and one.code:
        yield "more", f"modelterms explain {one.explained or one.code}"


def _lines(report: Report) -> Iterator[str]:
    """One line a finding, as compilers print them, so that editors and scripts find the place."""
    for one in report.counted:
        yield f"{report.at(one.place)}: {one.severity}[{one.code}] {one.told}"


def data(report: Report) -> dict[str, Any]:
    """The audit as JSON (docs/json.md)."""
    return {
        "schema": SCHEMA,
        "version": report.version,
        "root": report.root,
        "rules": list(report.rules),
        "policy": report.policy or None,
        "since": report.since or None,
        "summary": {
            "text": models_in_brief(report),
            "files": report.files,
            "models": len(report.used),
            **{status: sum(one.status == status for one in report.used) for status in STATUSES},
            "services": len(report.services),
            "mentioned": len(report.mentioned),
            "licenses": list(report.licenses),
            **{f"{severity}s": report.count(severity) for severity in SEVERITIES},
            "hidden": len(report.hidden),
        },
        "models": [_model_data(one) for one in report.models],
        "findings": [_finding_data(one) for one in report.results],
        "warnings": [one._asdict() for one in report.warnings],
    }


def _model_data(one: ModelUse) -> dict[str, Any]:
    return {
        "model": one.model,
        "kind": one.kind,
        "used": one.used,
        "status": one.status,
        "declared": one.declared,
        "licenses": list(one.licenses),
        "how": one.how,
        "confidence": one.confidence,
        "where": one.where,
        "remark": one.remark,
        "terms": one.terms or None,
        "bases": [{"model": b.model, "licenses": list(b.licenses), "relation": b.relation, "how": b.how} for b in one.bases],
        "verdicts": [{"rules": rules, "verdict": verdict} for rules, verdict in one.verdicts],
        "places": _places(one.places),
    }


def _finding_data(one: Result) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "severity": one.severity,
        "headline": one.headline,
        "model": one.model or None,
        "licenses": list(one.licenses),
        "places": _places(one.places),
        "because": [because._asdict() for because in one.because],
        "terms": one.terms,
        "why": one.why,
        **({"readings": dict(one.readings), "explained": one.disputed or one.explained} if one.readings else {}),
        "basis": {"kind": one.basis, **({"source": one.source} if one.source else {})} if one.basis else None,
        "help": one.help,
        "fingerprint": one.fingerprint,
        "hidden": one.hidden or None,
    }


def _places(places: Sequence[Place]) -> list[dict[str, Any]]:
    return [{"path": one.path, "line": one.line, "column": one.column, "text": one.text} for one in places]
