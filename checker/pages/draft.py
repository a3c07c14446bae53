"""The report of `draft`: the definition as YAML for pipes and files, its terms as a table, and what a person must look at."""

from __future__ import annotations

from checker.page import Block, Cell, Grid, Heading, Page, Paragraph
from checker.texts.draft import Draft
from checker.texts.draftfile import flow, lines

SCHEMA = "modelterms/draft/1"
STYLES = {"sure": "", "likely": "contested", "doubtful": "unknown"}


def page(draft: Draft, named: str) -> Page:
    """The page for a draft that was read off the file `named`."""
    rows = []
    for one in draft.found:
        word = one.values.get("duty") or one.values.get("power") or one.values["actions"]
        said = " ".join(part for part in (flow(word), flow(one.values["when"]) if "when" in one.values else "") if part)
        at, phrase = (value if isinstance(value, str) else "; ".join(value) for value in (one.values["at"], one.values["phrase"]))
        rows.append((Cell(one.confidence, STYLES[one.confidence]), Cell(one.kind), Cell(said, "strong"), Cell(at), Cell(phrase)))
    blocks: list[Block] = [Heading(f"A draft of {named}"), Grid(("how sure", "kind", "says", "where", "words"), tuple(rows))]
    undecided = ", ".join(draft.values["undecided"])
    blocks.append(Paragraph(f"Nothing found about: {undecided or '-'}. What is not found is undecided, never silent.", "dim"))
    blocks += [Paragraph(note) for note in draft.look]
    data = {
        "schema": SCHEMA,
        "file": named,
        "definition": draft.values,
        "confidence": {str(one.values["id"]): one.confidence for one in draft.found},
        "look": list(draft.look),
    }
    return Page(data, tuple(blocks), tuple(lines(draft, named)))


def summary(draft: Draft) -> list[str]:
    """What to look at, for standard error: terms that are not sure, actions without a term, numbers without a word."""
    unsure = [f"{one.values['id']} ({one.confidence})" for one in draft.found if one.confidence != "sure"]
    told = [f"draft: {len(draft.found)} terms found, {len(unsure)} of them not sure"]
    if unsure:
        told.append(f"look at: {', '.join(unsure[:12])}{f' and {len(unsure) - 12} more' if len(unsure) > 12 else ''}")
    if draft.values["undecided"]:
        told.append(f"nothing was found about: {', '.join(draft.values['undecided'])}")
    return [*told, *draft.look]
