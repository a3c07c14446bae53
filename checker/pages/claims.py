"""The report of `claims`: per claim and license whether the definitions support it, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checker import wording
from checker.claims import Answer, Claims, Finding
from checker.page import Block, Cell, Facts, Grid, Heading, Page, Paragraph
from checker.vocabulary import Vocabulary

SCHEMA = "modelterms/claims/1"
STYLES = {
    Answer.SUPPORTED: "supported",
    Answer.PARTLY: "partly",
    Answer.CONTRADICTED: "contradicted",
    Answer.UNKNOWN: "unknown",
    Answer.NOT_A_MATTER: "dim",
}
SHORT = {Answer.SUPPORTED: "yes", Answer.PARTLY: "partly", Answer.CONTRADICTED: "no", Answer.UNKNOWN: "?", Answer.NOT_A_MATTER: "n/a"}
FEW = 3


def page(claims: Claims, findings: Sequence[Sequence[Finding]], vocabulary: Vocabulary) -> Page:
    """The page for `findings`, a list per claim."""
    ids = [finding.license.id for finding in findings[0]] if findings else []
    legend = tuple((f"[{i}]", Cell(id)) for i, id in enumerate(ids, 1))
    blocks: list[Block] = [
        Heading(claims.title),
        Facts(legend),
        Paragraph("yes: supported; no: contradicted; n/a: not a matter of the license", "dim"),
    ]
    rows = tuple(
        (Cell(of[0].claim.id, "strong"), *(Cell(one.answer.value, STYLES[one.answer], SHORT[one.answer]) for one in of)) for of in findings
    )
    blocks.append(Grid(("", *ids), rows, compares=True))
    for of in findings:
        blocks += [Heading(of[0].claim.claim, 2), Facts(tuple(_details(of, vocabulary)))]
    return Page(_data(claims, findings, vocabulary), tuple(blocks), tuple(_lines(findings)))


def _details(of: Sequence[Finding], vocabulary: Vocabulary) -> Iterator[tuple[str, Cell]]:
    """The licenses that answer alike, together, with the places."""
    groups: dict[tuple[Answer, tuple[str, ...]], list[Finding]] = {}
    for one in of:
        groups.setdefault((one.answer, _summaries(one, vocabulary)), []).append(one)
    for (answer, summaries), same in groups.items():
        names = ", ".join(one.license.id for one in same)
        yield answer.value, Cell("all of them" if len(same) == len(of) and len(of) > 1 else names, STYLES[answer])
        for summary in summaries[:FEW]:
            yield "", Cell(summary)
        if len(summaries) > FEW:
            yield "", Cell(f"and {len(summaries) - FEW} more terms")
        places: dict[str, list[str]] = {}
        for one in same:
            places.setdefault(_places(one), []).append(one.license.id)
        for place, ids in places.items():
            if place:
                yield "where", Cell(place if len(places) == 1 else f"{place} ({', '.join(ids)})")
        for doubt in dict.fromkeys(doubt for one in same for doubt in one.doubts):
            yield "unknown", Cell(doubt)
    if any(one.answer is Answer.PARTLY for one in of) and of[0].claim.partly:
        yield "part", Cell(of[0].claim.partly)
    if of[0].claim.note:
        yield "note", Cell(of[0].claim.note)


def _summaries(one: Finding, vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(dict.fromkeys(wording.summary(match.term, vocabulary) for match in one.matches if match.term))


def _places(one: Finding) -> str:
    places = list(dict.fromkeys(str(place) for match in one.matches if match.term for place in match.term.at))
    return ", ".join(places[:FEW]) + (f" and {len(places) - FEW} more" if len(places) > FEW else "")


def _lines(findings: Sequence[Sequence[Finding]]) -> Iterator[str]:
    for of in findings:
        for one in of:
            place = f" [{_places(one)}]" if one.matches else ""
            yield f"{one.claim.id}: {one.license.id}: {one.answer.value}{place}"


def _data(claims: Claims, findings: Sequence[Sequence[Finding]], vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "claims": claims.id,
        "title": claims.title,
        "results": [
            {
                "id": of[0].claim.id,
                "claim": of[0].claim.claim,
                "partly": of[0].claim.partly or None,
                "note": of[0].claim.note or None,
                "answers": [
                    {
                        "license": one.license.id,
                        "answer": one.answer.value,
                        "terms": [
                            {
                                "term": m.term.id,
                                "summary": wording.summary(m.term, vocabulary),
                                "at": [str(place) for place in m.term.at],
                                "phrase": list(m.term.phrase),
                            }
                            for m in one.matches
                            if m.term
                        ],
                        "doubts": list(one.doubts),
                    }
                    for one in of
                ],
            }
            for of in findings
        ],
    }
