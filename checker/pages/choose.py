"""The report of `choose`: the licenses that allow what is wanted, with what they ask in return."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.model import License, Subject
from checker.page import Block, Cell, Grid, Heading, Page, Paragraph
from checker.report import counted
from checker.vocabulary import Vocabulary

if TYPE_CHECKING:
    from checker.ask import Act, Choice

SCHEMA = "modelterms/choose/1"
DISPUTED = {"contested": "Two readings are open of", "unknown": "What the texts that were read say does not settle it of"}


def page(every: Sequence[Choice], wanted: Sequence[Act], asked: Sequence[License], refused: Subject | None, vocabulary: Vocabulary) -> Page:
    """The page for the licenses that were found among those `asked`, and for those that would do on facts that were not stated."""
    found, waiting = [one for one in every if one.allowed], [one for one in every if one.answer.value == "depends"]
    disputed = {
        word: [one.license.id for one in every if one.answer.value == word and not one.license.unread] for word in ("contested", "unknown")
    }
    acts = ", ".join(act.word for act in wanted)
    order = f", nearest to {refused.license.id} first" if refused else ", those that ask least first"
    unread = [one.id for one in asked if one.unread]
    blocks: list[Block] = [Heading(f"{len(found)} of {len(asked)} licenses allow: {acts}{order}")]
    rows = tuple(
        (Cell(one.license.id, "strong"), Cell(one.answer.value, "meets"), Cell(str(one.open_bans or "-")), Cell(str(one.duties or "-")))
        for one in found
    )
    if found:
        blocks.append(Grid(("license", "answer", "bans to keep out of", "duties"), rows))
        blocks.append(Paragraph("`modelterms can-i LICENSE --do ...` with the same facts names them.", "dim"))
    else:
        blocks.append(
            Paragraph("None of them does, as far as the stated facts tell: state more facts, or ask a licensor for a separate license.")
        )
    if waiting:
        blocks.append(Paragraph(_waiting(waiting, vocabulary), "dim"))
    for word, why in DISPUTED.items():
        if disputed[word]:
            blocks.append(Paragraph(f"{why} {', '.join(disputed[word])}.", "dim"))
    if unread:
        blocks.append(Paragraph(f"Nobody here has read the text of {', '.join(unread)}: whether they would do is unknown.", "dim"))
    data = {
        "schema": SCHEMA,
        "acts": [act.word for act in wanted],
        "instead_of": refused.license.id if refused else None,
        "asked": len(asked),
        "unread": unread,
        "results": [
            {"license": one.license.id, "answer": one.answer.value, "open_bans": one.open_bans, "duties": one.duties} for one in found
        ],
        **disputed,
        "depends": [{"license": one.license.id, "asks": list(one.asks)} for one in waiting],
    }
    lines = [
        f"{one.license.id}: {one.answer.value}: {counted(one.open_bans, 'ban')} to keep out of, "
        f"{one.duties} dut{'y' if one.duties == 1 else 'ies'}"
        for one in found
    ]
    lines += [f"{id}: {word}: `can-i` says why" for word, ids in disputed.items() for id in ids]
    lines += [f"{id}: unknown: nobody here has read the text of this license" for id in unread]
    return Page(data, tuple(blocks), tuple(lines))


def _waiting(waiting: Sequence[Choice], vocabulary: Vocabulary) -> str:
    """How many licenses wait for facts that were not stated, and for which, those that most wait for first."""
    facts = Counter(key for one in waiting for key in one.asks)
    options = ", ".join(f"{vocabulary.words('facts')[key]['option']} ({count})" for key, count in facts.most_common())
    return f"{counted(len(waiting), 'more license')} may do, on facts that were not stated: {options}."
