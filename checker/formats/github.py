"""GitHub's workflow commands: annotations on the lines of a pull request, and the step summary beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from checker.escape import command, markdown, visible
from checker.page import Page
from checker.report import NOTE, SERVICE, SEVERITIES, Report, Result, findings_in_brief, models_in_brief

OF_AUDIT = True
KINDS = {NOTE: "notice"}  # GitHub's words where they are not ours
LIMIT = 10  # annotations of each kind that GitHub shows of one step
ROWS = 200  # of the step summary, which may have a megabyte


def render(page: Page, width: int, color: bool) -> str:
    """An annotation for all findings of one severity that a model has in one place, the worst first; then what the log says."""
    report = page.audited("github")
    lines, many = [], []
    for severity in SEVERITIES:
        groups = _groups(report, severity)
        lines += [_annotation(group, report) for group in groups]
        many += [f"{len(groups)} {KINDS.get(severity, severity)}s"] if len(groups) > LIMIT else []
    for one in report.warnings:
        title = f"modelterms: not {'read in full' if one.path else 'answered'}"
        lines.append(command("warning", visible(str(one)), file=report.path(one.path) if one.path else "", title=title))
    lines += [visible(models_in_brief(report)), visible(findings_in_brief(report))]
    if many:
        lines.append(f"GitHub shows {LIMIT} annotations of each kind for a step; there are {' and '.join(many)}, all of them in this log.")
    return "\n".join(lines) + "\n"


def _groups(report: Report, severity: str) -> list[list[Result]]:
    """Findings that share model and place, together, so that the few annotations that GitHub shows go further."""
    found = sorted((one for one in report.counted if one.severity == severity), key=_together)
    return [list(group) for _, group in groupby(found, key=_together)]


def _together(one: Result) -> tuple[str, int, int, str]:
    return one.place.path, one.place.line, one.place.column, one.model


def _annotation(group: Sequence[Result], report: Report) -> str:
    first = group[0]
    codes = ", ".join(dict.fromkeys(one.code for one in group))
    place = {"file": report.path(first.place.path), "line": first.place.line, "col": first.place.column} if first.places else {}
    lines = []
    for one in group:
        lines += [
            visible(f"{one.code}: {one.told}"),
            *(visible(f"  {label}: {text}") for label, text in one.details),
        ]
    title = f"{first.model}: {codes}" if first.model else codes
    return command(KINDS.get(first.severity, first.severity), "\n".join(lines), **place, title=title)


def summary(page: Page) -> str:
    """What `$GITHUB_STEP_SUMMARY` gets, as Markdown: the sentences, a row for each model that does not pass, a row for each finding."""
    report = page.audited("github")
    return "\n".join(_summary(report)) + "\n"


def _summary(report: Report) -> Iterator[str]:
    yield f"## modelterms: {markdown(report.name)}\n"
    yield f"{markdown(models_in_brief(report))} {markdown(findings_in_brief(report))}\n"
    models = [
        (one.status, one.model, " and ".join(one.licenses) or ("vendor's terms" if one.status == SERVICE else "unknown"))
        for one in (*report.used, *report.services)
    ]
    yield from _table(("", "model", "license"), models)
    yield from _table(
        ("finding", "what", "where", "basis"),
        [(f"{one.severity}[{one.code}]", one.message, report.at(one.place), one.ground) for one in report.counted],
    )


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield f"| {' | '.join(header)} |"
        yield "|" + " --- |" * len(header)
        for row in rows[:ROWS]:
            yield f"| {' | '.join(markdown(text) or ' ' for text in row)} |"
        yield f"\n{len(rows) - ROWS} more are in the log.\n" if len(rows) > ROWS else ""
