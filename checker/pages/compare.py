"""The report of `compare`: one column a license, rows grouped by what one may do, is shut out from, owes and must expect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checker.compare import TITLES, Answer, Row, labelled
from checker.model import License, Result, Subject
from checker.page import Block, Cell, Facts, Grid, Heading, Page, Paragraph
from checker.pages.check import single
from checker.pages.parts import parts_data

SCHEMA = "modelterms/compare/1"
LEGEND = (
    "silent, not granted: not given by the text; free, not limited: limited by nothing; limited: not always;"
    " changed: of changed versions alone; if ...: on a condition; *: contested, or with exceptions"
)
NO_DIFFERENCE = "No difference in what is recorded."


Family = tuple[Subject, Sequence[Result]]  # with its result for every rule set


def page(licenses: Sequence[License], rows: Sequence[Row], diff: bool, families: Sequence[Family] = ()) -> Page:
    """The page for `rows`; with `diff` only those in which the licenses part. The members of `families` are among the licenses."""
    shown = [row for row in rows if row.differs] if diff else list(rows)
    ids = [license.id for license in licenses]
    blocks: list[Block] = [
        Heading(f"{len(ids)} licenses compared"),
        Facts(tuple((f"[{i}]", Cell(f"{one.name} ({one.id})")) for i, one in enumerate(licenses, 1))),
    ]
    if families:
        blocks.append(Facts(tuple((subject.text, Cell(_family(subject, results))) for subject, results in families)))
    for group, of in labelled(shown).items():
        blocks.append(Grid(("", *ids), tuple(_row(row, group) for row in of), compares=True, title=TITLES[group]))
    nothing = ", ".join(license.id for license in licenses if license.unread)
    alike = f"{NO_DIFFERENCE[:-1]}: nothing is, of {nothing}." if nothing else NO_DIFFERENCE
    if diff and not shown:
        blocks.append(Paragraph(alike))
    if shown:
        blocks.append(Paragraph(LEGEND, "dim"))
    unread = [license.id for license in licenses if license.unread and not license.blank]
    incomplete = [license.id for license in licenses if not license.complete and not license.unread and not license.draft]
    drafts = [f"{license.id}: {license.gap}" for license in licenses if license.draft]
    blocks += [Paragraph(one, "unknown") for one in drafts]
    if unread:
        blocks.append(Paragraph(f"Nobody here has read the text of {', '.join(unread)}: all of it is unknown.", "dim"))
    blocks += [Paragraph(f"{license.id}: {license.blank}", "dim") for license in licenses if license.blank]
    if incomplete and shown:
        blocks.append(Paragraph(f"unknown: a document of {', '.join(incomplete)} has not been read, and may say more.", "dim"))
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "licenses": ids,
        "diff": diff,
        "drafts": [one.id for one in licenses if one.draft],
        "rows": [_data(row, ids) for row in shown],
    }
    if families:
        data["families"] = [
            {**parts_data(subject, [one.id for one in subject.licenses]), "license": subject.license.id, "verdicts": _verdicts(results)}
            for subject, results in families
        ]
    lines = [f"{subject.text}: {_family(subject, results)}" for subject, results in families]
    lines += drafts
    lines += [f"{license.id}: unread: nobody here has the text" for license in licenses if license.unread and not license.blank]
    lines += [f"{row.group}: {row.label.strip()}: {_in_line(row, ids)}" for row in shown]
    lines += [alike] if diff and not shown else []
    return Page(data, tuple(blocks), tuple(lines))


def _verdicts(results: Sequence[Result]) -> dict[str, str]:
    return {result.ruleset.id: result.verdict.value for result in results}


def _family(subject: Subject, results: Sequence[Result]) -> str:
    """What a family may mean, and the worst verdict among its members."""
    verdicts = ", ".join(f"{name}: {verdict}" for name, verdict in _verdicts(results).items())
    return f"a family, it may mean {', '.join(one.id for one in subject.licenses)}; the worst of them counts: {verdicts}"


def _in_line(row: Row, ids: Sequence[str]) -> str:
    return "; ".join(f"{id}: {_with_places(answer)}" for id, answer in zip(ids, row.answers, strict=True))


def _row(row: Row, group: str) -> tuple[Cell, ...]:
    cited = group not in ("you may", "verdict")
    return (
        Cell(row.label),
        *(
            Cell(
                _with_places(answer) if cited or answer.text.startswith(("limited", "no")) else answer.text,
                answer.style or ("dim" if answer.text == "-" else ""),
                answer.short or answer.text,
            )
            for answer in row.answers
        ),
    )


def _with_places(answer: Answer) -> str:
    places = list(dict.fromkeys(str(place) for term in answer.terms for place in term.at[:1]))
    if not places:
        return answer.text
    shown = ", ".join(places[:2]) + (f" and {len(places) - 2} more" if len(places) > 2 else "")
    return f"{answer.text} [{shown}]"


def _data(row: Row, ids: Sequence[str]) -> dict[str, Any]:
    answers = {
        id: {"answer": answer.text, "terms": [{"term": term.id, "at": single(tuple(map(str, term.at)))} for term in answer.terms]}
        for id, answer in zip(ids, row.answers, strict=True)
    }
    return {"group": row.group, "key": row.key, "label": row.label.strip(), "differs": row.differs, "answers": answers}
