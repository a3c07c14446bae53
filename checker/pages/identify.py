"""The report of `identify`: per file what it is, and of an edited text what was changed, term by term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checker import wording
from checker.page import Block, Cell, Facts, Grid, Heading, Page, Paragraph
from checker.report import counted
from checker.texts.changes import Change, Touched
from checker.texts.verdicts import Identity, Part, Verdict
from checker.tuples import NamedTuple
from checker.vocabulary import Vocabulary

SCHEMA = "modelterms/identify/1"
STYLES = {
    Verdict.IS: "meets",
    Verdict.CHANGED: "fails",
    Verdict.CONTAINS: "contested",
    Verdict.LIKE: "unknown",
    Verdict.UNKNOWN: "unknown",
}
SHOWN = 12  # changes of a file that a person is shown; machines get all


class Case(NamedTuple):
    """A file with the verdict on it; of an edited text the terms that are touched and the places, by the definition `license`."""

    name: str
    identity: Identity
    license: str = ""
    touched: tuple[Touched, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def added(self) -> int:
        """Words added, at least."""
        return max(self.identity.unexplained, sum(len(one.now.split()) for one in self.touched))

    @property
    def removed(self) -> int:
        """Words removed, at least."""
        taken = sum(part.removed for part in self.identity.parts) if self.identity.verdict is Verdict.CHANGED else 0
        return max(taken, sum(len(one.was.split()) for one in self.touched))


def page(cases: Sequence[Case], vocabulary: Vocabulary) -> Page:
    """The page for all files, in their order."""
    blocks: list[Block] = []
    if len(cases) > 1:
        counts = [f"{sum(case.identity.verdict is verdict for case in cases)} {verdict.value}" for verdict in Verdict]
        summary = ", ".join(count for count in counts if not count.startswith("0 "))
        rows = tuple((Cell(case.name, "strong"), _verdict(case), Cell(said(case.identity))) for case in cases)
        blocks += [Heading(f"{len(cases)} files: {summary}"), Grid(("file", "verdict", "text"), rows)]
    for case in cases:
        if len(cases) == 1 or case.identity.verdict is Verdict.CHANGED:
            blocks += _blocks(case, vocabulary)
    data = {"schema": SCHEMA, "files": [_data(case, vocabulary) for case in cases]}
    return Page(data, tuple(blocks), tuple(line for case in cases for line in _lines(case, vocabulary)))


def said(identity: Identity) -> str:
    """The texts that a verdict names: `MIT`, `llama-3.1-community (policy)`; why there is none."""
    return ", ".join(dict.fromkeys(_named(part, identity) for part in identity.parts)) or identity.why


def _named(part: Part, identity: Identity) -> str:
    names = [name for name in part.names if name[0] in identity.named]
    names = names or list(part.names)
    names = [name for name in names if name[1] in ("", "license")] or names
    found = " or ".join(dict.fromkeys(id if document in ("", "license") else f"{id} ({document})" for id, document in names))
    return f"{found} {part.score:.0%}" if identity.verdict is Verdict.LIKE else found


def _verdict(case: Case) -> Cell:
    return Cell(case.identity.verdict.value, STYLES[case.identity.verdict])


def _blocks(case: Case, vocabulary: Vocabulary) -> Iterator[Block]:
    found = case.identity
    yield Heading(f"{case.name}: {found.verdict.value} {said(found)}".rstrip())
    rows = [("verdict", _verdict(case)), ("text", Cell(said(found) or "none that is known", "strong" if found.parts else "dim"))]
    if found.verdict is Verdict.CHANGED:
        rows.append(("changed", Cell(_counted(case), "fails")))
        rows.append(("so", Cell("it has lost that license's name: what is recorded of the license holds only where nothing was changed")))
    elif found.unexplained:
        rows.append(("beside", Cell(f"{counted(found.unexplained, 'word')} beside the known texts: read them", "contested")))
    elif found.verdict is Verdict.UNKNOWN and found.words:
        rows.append(("next", Cell("`modelterms draft` reads off what it says, for a person to finish; `check --draft` judges that", "dim")))
    elif found.verdict is Verdict.LIKE:
        rows.append(("so", Cell("likeness is no claim: it is none of the known texts", "unknown")))
    yield Facts(tuple(rows))
    if case.touched:
        terms = tuple(
            (
                Cell(one.term.id, "strong"),
                Cell(", ".join(map(str, one.term.at))),
                Cell(wording.brief(one.term, vocabulary)),
                Cell(_edit(one), "fails"),
                Cell(str(one.line)),
            )
            for one in case.touched[:SHOWN]
        )
        yield Grid(("term", "where", "what it was", "change", "line"), terms, title=f"Terms touched ({len(case.touched)})")
    if case.changes:
        places = tuple((Cell(str(one.line)), Cell(one.section), Cell(_count(one)), Cell(one.now, "dim")) for one in case.changes[:SHOWN])
        yield Grid(("line", "section", "words", "stands there now"), places, title=f"Places ({len(case.changes)})")
    if max(len(case.touched), len(case.changes)) > SHOWN:
        yield Paragraph(f"Of each at most {SHOWN} are shown; --format json has all.", "dim")


def _counted(case: Case) -> str:
    where = f"in {counted(len(case.changes), 'place')}"
    if case.identity.why:
        return f"{case.identity.why}, {where}" if case.changes else case.identity.why
    if all(one.exact for one in case.changes):
        return f"{counted(case.added, 'word')} added, {case.removed} removed, {where}"
    if not (case.added or case.removed):
        return f"words changed {where}"
    return f"at least {counted(case.added, 'word')} added, {case.removed} removed, {where}"


def _count(change: Change) -> str:
    return f"{change.words} added" if change.exact else f"{change.words} for {change.instead_of}"


def _edit(one: Touched) -> str:
    if one.gone:
        return "its words are gone"
    if one.was or one.now:
        return f'"{one.was}" -> "{one.now}"'
    return "its section was edited"


def in_words(case: Case) -> str:
    """What was changed, in one line: the first terms that are touched, else how many words."""
    if case.identity.verdict is Verdict.CONTAINS:
        return f"{counted(case.identity.unexplained, 'word')} beside the known texts"
    if not case.touched:
        return _counted(case) if case.identity.verdict is Verdict.CHANGED else ""
    terms = [f"{one.term.id} ({', '.join(map(str, one.term.at[:2]))}): {_edit(one)}" for one in case.touched[:3]]
    more = len(case.touched) - len(terms)
    return "; ".join([*terms, *([counted(more, "more term")] if more else [])])


def _lines(case: Case, vocabulary: Vocabulary) -> Iterator[str]:
    found = case.identity
    more = counted(found.unexplained, "more word") if found.unexplained else ""
    rest = f"; {_counted(case)}" if found.verdict is Verdict.CHANGED else f"; {more}" if more else ""
    yield f"{case.name}: {found.verdict.value}{' ' if said(found) and found.parts else ': ' if said(found) else ''}{said(found)}{rest}"
    for one in case.touched:
        places = ", ".join(map(str, one.term.at))
        yield f"{case.name}:{one.line}: {case.license}: {one.term.id}: {_edit(one)} ({wording.brief(one.term, vocabulary)}) [{places}]"


def _data(case: Case, vocabulary: Vocabulary) -> dict[str, Any]:
    found = case.identity
    changed = found.verdict is Verdict.CHANGED
    return {
        "file": case.name,
        "verdict": found.verdict.value,
        "licenses": list(found.named) if found.verdict is not Verdict.LIKE else [],
        "texts": [
            {"names": [{"id": id, "document": document or None} for id, document in part.names], "score": round(part.score, 3)}
            for part in found.parts
        ],
        "words": found.words,
        "unexplained": found.unexplained,
        "why": found.why or None,
        **({"added": case.added, "removed": case.removed, "exact": all(one.exact for one in case.changes)} if changed else {}),
        "terms": [
            {
                "license": case.license,
                "term": one.term.id,
                "at": list(map(str, one.term.at)),
                "summary": wording.brief(one.term, vocabulary),
                "was": one.was,
                "now": one.now,
                "gone": one.gone,
                "line": one.line,
            }
            for one in case.touched
        ],
        "places": [
            {"line": one.line, "section": one.section, "words": one.words, "instead_of": one.instead_of, "exact": one.exact, "now": one.now}
            for one in case.changes
        ],
    }
