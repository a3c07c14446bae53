"""JUnit XML: one test case a model, so that every CI shows which model fails. ASCII only; XML 1.0 has no control characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.escape import xml
from checker.page import Page
from checker.report import ERROR, SERVICE, ModelUse, Report, Result

OF_AUDIT = True
PROJECT = "the project as a whole"  # the case for findings that are of no model


def render(page: Page, width: int, color: bool) -> str:
    """The audit as one test suite. Errors fail a case; warnings and notes are its output; a model only mentioned is skipped."""
    report = page.audited("junit")
    by_model: dict[str, list[Result]] = {}
    for one in report.counted:
        by_model.setdefault(one.model, []).append(one)
    cases = [line for one in report.models for line in _case(one.model, report, by_model.pop(one.model, []), one)]
    for name, findings in by_model.items():
        cases += _case(name, report, findings, None)
    count, failures, skipped = (sum(line.startswith(tag) for line in cases) for tag in ("  <testcase", "   <failure", "   <skipped"))
    counts = f'tests="{count}" failures="{failures}" errors="0" skipped="{skipped}" time="0"'
    suite = [f' <testsuite name="modelterms audit" {counts}>', *cases, *_warnings(report), " </testsuite>"]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="modelterms" {counts}>', *suite, "</testsuites>", ""])


def _case(name: str, report: Report, findings: Sequence[Result], model: ModelUse | None) -> Iterator[str]:
    places = model.places if model else findings[0].places
    where = f' file="{xml(report.path(places[0].path))}" line="{places[0].line}"' if places else ""
    yield f'  <testcase classname="modelterms.audit" name="{xml(name or PROJECT)}"{where} time="0">'
    errors = [one for one in findings if one.severity == ERROR]
    if model is not None and not model.used and not findings:
        yield '   <skipped message="only mentioned"/>'
    if errors:
        first = errors[0].headline if len(errors) == 1 else f"{len(errors)} findings"
        codes = ", ".join(dict.fromkeys(one.code for one in errors))
        yield f'   <failure type="{xml(codes)}" message="{xml(f"{codes}: {first}")}">'
        for one in errors:
            yield from _finding(one, report)
        yield "   </failure>"
    said = [line for one in findings if one.severity != ERROR for line in _finding(one, report)]
    said += [f"    {xml(line)}" for line in _facts(model)]
    if said:
        yield from ("   <system-out>", *said, "   </system-out>")
    yield "  </testcase>"


def _finding(one: Result, report: Report) -> Iterator[str]:
    yield f"    {xml(f'{report.at(one.place)}: {one.severity}[{one.code}] {one.told}')}"
    for label, text in one.details:
        yield f"      {xml(f'{label}: {text}')}"


def _facts(model: ModelUse | None) -> Iterator[str]:
    if model is not None and model.status == SERVICE:
        yield f"a service under its vendor's terms: {model.terms or 'not recorded'}"
    elif model is not None:
        yield f"license: {' and '.join(model.licenses) or 'unknown'}{f' ({model.how})' if model.how else ''}"


def _warnings(report: Report) -> Iterator[str]:
    if report.warnings:
        yield "  <system-err>"
        for one in report.warnings:
            yield f"   {xml(str(one._replace(path=report.path(one.path)) if one.path else one))}"
        yield "  </system-err>"
