"""The report of `verify`: what of each definition was held against its texts, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import License
from checker.page import Block, Cell, Facts, Grid, Heading, Page
from checker.report import counted
from checker.texts.verify import Verified

SCHEMA = "modelterms/verify/1"


def page(results: Sequence[tuple[License, Verified]]) -> Page:
    """The page for all definitions looked at."""
    wrong = [(license, result) for license, result in results if result.problems]
    looked = [(license, result) for license, result in results if result.documents]
    totals = {
        "definitions": len(results),
        "with_texts": len(looked),
        "terms": sum(len(license.terms) for license, _ in looked),
        "phrases": sum(result.phrases for _, result in looked),
        "documents": sum(result.documents for _, result in looked),
        "missing": sum(len(result.missing) for _, result in results),
        "problems": sum(len(result.problems) for _, result in wrong),
    }
    summary = (
        f"{counted(totals['definitions'], 'definition')}; {totals['with_texts']} held against {counted(totals['documents'], 'text')}: "
        f"{counted(totals['terms'], 'term')}, {counted(totals['phrases'], 'phrase')}; texts that are not here: {totals['missing']}; "
        f"{counted(totals['problems'], 'problem')}"
    )
    blocks: list[Block] = [Heading(summary)]
    for license, result in wrong:
        blocks += [Heading(license.id, 2), Facts(tuple(("wrong", Cell(problem, "error")) for problem in result.problems))]
    absent = tuple((Cell(license.id), Cell(", ".join(result.missing))) for license, result in results if result.missing)
    if absent:
        blocks.append(Grid(("definition", "texts that are not here"), absent))
    data = {
        "schema": SCHEMA,
        **totals,
        "results": [
            {
                "license": license.id,
                "documents": result.documents,
                "phrases": result.phrases,
                "missing": list(result.missing),
                "problems": list(result.problems),
            }
            for license, result in results
        ],
    }
    lines = [f"{license.id}: {problem}" for license, result in wrong for problem in result.problems]
    return Page(data, tuple(blocks), (*lines, summary))
