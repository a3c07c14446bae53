"""The report of `explain` on a word: of the vocabulary, of what a condition may name, or for what one wants to do."""

from __future__ import annotations

from collections.abc import Mapping

from checker import wording
from checker.page import Cell, Facts, Heading, Page
from checker.pages.explain import SCHEMA
from checker.pages.listing import SECTIONS
from checker.vocabulary import Vocabulary


def word(section: str, name: str, vocabulary: Vocabulary) -> Page:
    """What a word of the vocabulary means."""
    entry = vocabulary.words(section)[name]
    shown = {
        "label": "reads as",
        "description": "means",
        "odrl": "ODRL",
        "part_of": "part of",
        "implied_by": "implied by",
        "group": "group",
        "ground": "protects",
        "reserved": "reserved by law",
        "value": "takes",
        "needs": "needs",
    }
    rows = [("section", Cell(f"{section}: {SECTIONS[section]}"))]
    rows += [
        (
            label,
            Cell(
                wording.listing(map(str, entry[key]), "or")
                if isinstance(entry[key], list)
                else {True: "yes", False: "no"}.get(entry[key], str(entry[key]))
            ),
        )
        for key, label in shown.items()
        if key in entry
    ]
    if "words" in entry:
        rows += [("which are", Cell(", ".join(entry["words"])))]
    members = vocabulary.members(name) - {name} if section == "fields" else frozenset()
    rows += [("takes in", Cell(", ".join(sorted(members))))] if members else []
    return Page(
        {"schema": SCHEMA, "kind": section, "id": name, **dict(entry)},
        (Heading(name), Facts(tuple(rows))),
        (f"{section}: {name}: {entry['description']}",),
    )


def choice(name: str, found: Mapping[str, str], vocabulary: Vocabulary) -> Page:
    """What a word means behind each constraint that takes it: `found` has its label by constraint."""
    rows = []
    for constraint, label in found.items():
        rows += [("stands for", Cell(label)), ("as a", Cell(f"{constraint}: {vocabulary.words('constraints')[constraint]['description']}"))]
    lines = tuple(f"{constraint}: {name}: {label}" for constraint, label in found.items())
    return Page({"schema": SCHEMA, "kind": "choice", "id": name, "constraints": dict(found)}, (Heading(name), Facts(tuple(rows))), lines)


def act(name: str, vocabulary: Vocabulary) -> Page:
    """What somebody wants to do (`--do`), and the actions it is taken to mean."""
    entry = vocabulary.words("plain_words")[name]
    rows = [("stands for", Cell(str(entry["label"])))]
    rows += [("means", Cell(f"{one}: {vocabulary.words('actions')[one]['description']}")) for one in entry["actions"]]
    line = f"--do: {name}: {entry['label']} ({', '.join(entry['actions'])})"
    return Page({"schema": SCHEMA, "kind": "act", "id": name, **dict(entry)}, (Heading(name), Facts(tuple(rows))), (line,))
