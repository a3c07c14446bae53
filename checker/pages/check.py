"""The report of `check`: per license and rule set the verdict, then every criterion that does not simply hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from checker.model import NOBODY, Basis, CriterionResult, License, Reason, Result, Verdict, place_in_words
from checker.page import Block, Cell, Facts, Finding, Grid, Heading, Page, Paragraph, Span
from checker.pages.parts import PARTS, said_of_parts
from checker.report import BASES, READINGS

SCHEMA = "modelterms/check/1"
SEVERITIES = {Verdict.CONTESTED: "contested", Verdict.UNKNOWN: "unknown"}


def page(results: Sequence[Result]) -> Page:
    """The page for `results`, in their order."""
    blocks: list[Block] = []
    if len(results) > 1:
        blocks += [Heading("Summary"), _summary(results)]
    for result in results:
        blocks += _blocks(result)
    return Page({"schema": SCHEMA, "results": [_data(result) for result in results]}, tuple(blocks), tuple(_lines(results)))


def _summary(results: Sequence[Result]) -> Grid:
    rows = []
    for result in results:
        against = [one.criterion.id for one in result.criteria if one.verdict in (Verdict.FAILS, Verdict.UNKNOWN)]
        disputed = [one.criterion.id for one in result.criteria if one.verdict is Verdict.CONTESTED]
        rows.append(
            (
                Cell(result.license.id, "strong"),
                Cell(result.ruleset.id),
                Cell(result.verdict.value, result.verdict.value),
                Cell(_ids(against)),
                Cell(_ids(disputed)),
            )
        )
    return Grid(("license", "rules", "verdict", "fails or unknown", "contested"), tuple(rows))


def _ids(ids: Sequence[str]) -> str:
    """`OSD-5, 6, 10`: the common head of the ids once."""
    heads = {one.rpartition("-")[0] for one in ids}
    if len(heads) == 1 and len(ids) > 1 and all(one.rpartition("-")[2].isdigit() for one in ids):
        return ", ".join((ids[0], *(one.rpartition("-")[2] for one in ids[1:])))
    return ", ".join(ids) or "-"


def _blocks(result: Result) -> Iterator[Block]:
    license, joined = result.license, result.joint in PARTS
    yield Heading(license.name, verdict=result.verdict.value)
    version = f" {result.ruleset.version}" if result.ruleset.version else ""
    counts = [f"{sum(one.verdict is verdict for one in result.criteria)} {verdict.value}" for verdict in Verdict]
    counts = [count for count in counts if not count.startswith("0 ")]
    rows = [
        *(said_of_parts(license, result.joint) if joined else [("license", Cell(_named(license)))]),
        ("rules", Cell(f"{result.ruleset.title}{version}")),
        ("verdict", Cell(f"{result.verdict.value} ({', '.join(counts)})", result.verdict.value)),
    ]
    missing = [text.title for text in license.texts if not text.held]
    if license.draft:
        rows.append(
            ("draft", Cell("read off the text by patterns; no person has looked at it, and no verdict is better than unknown", "unknown"))
        )
    if license.unread:
        rows.append(
            ("not known" if license.blank else "not read", Cell(license.blank or "nobody here has the text of this license", "unknown"))
        )
    elif missing:
        rows.append(("not read", Cell(f"{', '.join(missing)}: what it says is unknown here", "unknown")))
    yield Facts(tuple(rows))
    if joined:
        members = tuple((Cell(part.license.id, "strong"), Cell(part.verdict.value, part.verdict.value)) for part in result.parts)
        yield Grid((PARTS[result.joint], "verdict"), members)
    if result.chosen:
        yield Paragraph(f"What follows holds for {result.chosen}.")
    row = _row_with_members if joined and (not result.chosen or _chosen(result).parts) else _row
    rows_of = tuple(row(one, result) for one in result.criteria)
    yield Grid(("",) * len(rows_of[0]), rows_of)
    told: set[tuple[str, str]] = set()
    for one in result.criteria:
        yield from _findings(untold(one, result, told), result)
    if result.verdict is Verdict.MEETS:
        approval = "Whether an authority has approved the license is another fact, which only that authority states."
        yield Paragraph(f"Meets {result.ruleset.id} as recorded. {approval}", "dim")


def _named(license: License) -> str:
    return ", ".join(part for part in (license.id, license.publisher, license.released) if part and part != NOBODY)


def _row_with_members(one: CriterionResult, result: Result) -> tuple[Cell, ...]:
    """A criterion with the members that its verdict comes from, where it is not that of all."""
    of = _chosen(result) if result.chosen else result
    code, verdict, title = _row(one, result)
    return code, verdict, Cell("all" if len(one.members) == len(definitions(of)) else ", ".join(one.members)), title


def _chosen(result: Result) -> Result:
    """The branch of an OR that was taken."""
    return next(part for part in result.parts if part.license.id == result.chosen)


def _row(one: CriterionResult, result: Result) -> tuple[Cell, ...]:
    return (Cell(one.criterion.id, "strong"), Cell(one.verdict.value, one.verdict.value), Cell(one.criterion.title))


def untold(one: CriterionResult, result: Result, told: set[tuple[str, str]]) -> CriterionResult:
    """`one` without what a criterion above has `told`: that nothing at all is known of a license is said once, for all of them.

    A single license that nobody has read says so at its head.
    """
    blank = {license.id: license.gap for license in definitions(result) if license.unread or license.draft}
    kept = []
    for reason in one.reasons:
        of = reason.license or result.license.id
        if reason.kind != "unknown" or reason.summary != blank.get(of):
            kept.append(reason)
        elif (of, reason.summary) not in told and result.parts:
            told.add((of, reason.summary))
            same = [other.criterion.id for other in result.criteria if other is not one and reason in other.reasons]
            kept.append(reason._replace(note=f"the same holds for {_ids(same)}" if same else ""))
    return one._replace(reasons=tuple(kept))


def definitions(result: Result) -> tuple[License, ...]:
    """The definitions that were looked at."""
    return tuple(license for part in result.parts for license in definitions(part)) or (result.license,)


def _findings(one: CriterionResult, result: Result) -> Iterator[Finding]:
    """A finding for all reasons that rest on the same ground; contested ones apart, with both readings."""
    if one.verdict in (Verdict.MEETS, Verdict.NOT_APPLICABLE):
        return
    first = True
    groups: dict[tuple[Any, ...], list[Reason]] = {}
    for reason in one.reasons:
        key = (reason.kind == "unknown", reason.contested, reason.basis, tuple(reason.readings.items()), reason.license)
        groups.setdefault(key, []).append(reason)
    for (unknown, contested, basis, readings, _), reasons in sorted(groups.items(), key=_weight):
        severity = "unknown" if unknown else "contested" if contested else SEVERITIES.get(one.verdict, one.criterion.severity)
        yield _finding(severity, one, reasons, basis, dict(readings), result, first)
        first = False


def _weight(group: tuple[tuple[Any, ...], list[Reason]]) -> tuple[int, ...]:
    """Doubts last, contested points before them; else a ruling first, then the text, then our readings."""
    unknown, contested, basis, *_ = group[0]
    return unknown, contested, list(BASES).index(basis.kind) if basis else 0


def _finding(
    severity: str,
    one: CriterionResult,
    reasons: Sequence[Reason],
    basis: Basis | None,
    readings: dict[str, str],
    result: Result,
    first: bool,
) -> Finding:
    """`first` in its criterion: what all findings of a criterion share (why, help) is said once."""
    headline = (
        f"{one.criterion.name}: {reasons[0].brief or reasons[0].summary}"
        if len(reasons) == 1
        else f"{one.criterion.name}: {len(reasons)} terms"
    )
    notes = [("why", f"{one.criterion.id}, {one.criterion.title}: {one.criterion.why}")] if first else []
    notes += [(READINGS[name], text) for name, text in readings.items()]
    if basis is not None:
        notes.append(("basis", _basis(basis)))
    notes += [("note", reason.note) for reason in reasons if reason.note and "note" not in readings and len(reasons) <= 3]
    if severity != "unknown" and first:
        notes.append(("help", one.criterion.help))
    elif severity == "unknown":
        notes.append(("help", "find the document, or add what is missing to the definition; until then, do not rely on this point"))
    if first:
        notes.append(("more", f"modelterms explain {result.ruleset.explained(one.criterion.id)}"))
    return Finding(
        severity,
        one.criterion.id,
        headline,
        tuple(_span(reason, reason.license or result.license.id, len(reasons)) for reason in reasons),
        tuple(notes),
    )


def _span(reason: Reason, license: str, count: int) -> Span:
    place = f"{license}, {' and '.join(place_in_words(place) for place in reason.at)}" if reason.at else license
    said = count == 1 and reason.at and reason.summary == reason.brief  # by the headline
    return Span(place, "" if said else reason.summary, reason.phrase)


def _basis(basis: Basis) -> str:
    return BASES[basis.kind] + (f" ({basis.source})" if basis.source else "")


def _data(result: Result) -> dict[str, Any]:
    joined = result.joint in PARTS
    return {
        "license": result.license.id,
        "ruleset": result.ruleset.id,
        "verdict": result.verdict.value,
        **({"kind": result.joint.value, "members": [_part_data(part) for part in result.parts]} if joined else {}),
        **({"draft": True} if result.license.draft else {}),
        **({"chosen": result.chosen} if result.chosen else {}),
        "criteria": [
            {
                "id": one.criterion.id,
                "title": one.criterion.title,
                "name": one.criterion.name,
                "verdict": one.verdict.value,
                **({"members": list(one.members)} if joined else {}),
                "reasons": [reason_data(reason) for reason in one.reasons],
            }
            for one in result.criteria
        ],
    }


def _part_data(part: Result) -> dict[str, Any]:
    data: dict[str, Any] = {"license": part.license.id, "verdict": part.verdict.value}
    return data | ({"kind": part.joint.value, "members": [_part_data(one) for one in part.parts]} if part.joint in PARTS else {})


def reason_data(reason: Reason) -> dict[str, Any]:
    """A reason as JSON. `at` and `phrase` are text where there is one, else a list."""
    data: dict[str, Any] = {"kind": reason.kind, "summary": reason.summary}
    if reason.license:
        data["license"] = reason.license
    if reason.term:
        data |= {"term": reason.term, "at": single(reason.at), "phrase": single(reason.phrase)}
    if reason.note:
        data["note"] = reason.note
    if reason.basis:
        data["basis"] = {"kind": reason.basis.kind, **({"source": reason.basis.source} if reason.basis.source else {})}
    if reason.contested:
        data |= {"contested": True, "readings": dict(reason.readings)}
    return data


def single(values: Sequence[str]) -> str | list[str]:
    """The one value, or the list of them."""
    return values[0] if len(values) == 1 else list(values)


def _lines(results: Iterable[Result]) -> Iterator[str]:
    for result in results:
        why = f": {result.license.gap}" if result.license.unread else " (draft)" if result.license.draft else ""
        yield f"{result.license.id}: {result.ruleset.id}: {result.verdict.value}{why}"
        if result.joint in PARTS:
            parts = ", ".join(f"{part.license.id}: {part.verdict.value}" for part in result.parts)
            yield f"{result.license.id}: {PARTS[result.joint]}: {parts}{f'; taken: {result.chosen}' if result.chosen else ''}"
        told: set[tuple[str, str]] = set()
        for one in result.criteria:
            if one.verdict in (Verdict.MEETS, Verdict.NOT_APPLICABLE):
                continue
            for reason in untold(one, result, told).reasons:
                verdict = "contested" if reason.contested else "unknown" if reason.kind == "unknown" else one.verdict.value
                of = f"{reason.license} " if reason.license else ""
                place = f" [{(of + ', '.join(reason.at)).strip()}]" if reason.at or of else ""
                place += f" ({reason.note})" if reason.kind == "unknown" and reason.note else ""
                yield f"{result.license.id}: {one.criterion.id}: {verdict}: {one.criterion.name}: {reason.summary}{place}"
