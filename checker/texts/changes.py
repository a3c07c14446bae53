"""Which terms of a definition an edited text touches: by the phrases it quotes, else by the section that was edited. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from checker.model import License, Term
from checker.texts import fold
from checker.texts.align import Gap
from checker.texts.fold import Words, words
from checker.texts.outline import Paragraph, outline
from checker.texts.prints import signs
from checker.texts.verdicts import Part

REGION = 600  # words from the beginning of a gap in which an altered phrase is looked for
HALF = 0.5  # of a phrase may be altered where it is not said to be gone
SHOWN = 12  # words of the file that are shown in place of others


class Touched(NamedTuple):
    """A term that an edit touches. `was` are words of its phrase that are not there, `now` those that stand in their place.

    Both are empty where only its section was edited; `gone` says that the phrase is not there at all. `line` is that of the edit.
    """

    term: Term
    line: int
    was: str = ""
    now: str = ""
    gone: bool = False


class Change(NamedTuple):
    """One gap: the line and section it is in, the words that are there now, and how many stood there."""

    line: int
    section: str
    now: str
    words: int
    instead_of: int
    exact: bool


def touched(text: Words, source: str, part: Part, license: License) -> list[Touched]:
    """The terms of `license` that are not in the file, whose `source` is given, as its definition quotes them; in the order of the file."""
    documents = {document for id, document in part.names if id == license.id}
    terms = [term for term in license.terms if any(place.document in documents for place in term.at)]
    whole = b" " + text.joined + b" "
    found: dict[str, Touched] = {}
    for term in terms:
        for phrase in term.phrase:
            quoted = words(phrase.encode())
            wanted = quoted.low if quoted else []
            at = whole.find(b" " + b" ".join(wanted) + b" ")
            if at < 0:
                one = _altered(text, part.gaps, wanted, term)
            elif _signed(text, whole.count(b" ", 0, at), len(wanted), signs(quoted.marked if quoted else b"")):
                one = Touched(term, text.line(whole.count(b" ", 0, at)))
            else:
                continue
            if one.gone and any(place.document not in documents for place in term.at):
                continue  # the phrase may stand in the other document
            if term.id not in found or found[term.id].gone:
                found[term.id] = one
    named = {one.line for one in found.values()}
    paragraphs = outline(source)
    begin = {paragraph.line for paragraph in paragraphs}
    for gap in part.gaps:
        if not named & set(range(text.line(max(gap.start - 1, 0)), text.line(gap.end) + 1)):
            for term in _citing(terms, _paragraph(paragraphs, text.line(gap.start)), documents, _fills_paragraphs(text, gap, begin)):
                found.setdefault(term.id, Touched(term, text.line(gap.start)))
    return sorted(found.values(), key=lambda one: (one.line, one.term.id))


def changes(text: Words, source: str, part: Part) -> list[Change]:
    """The gaps of an edited text, as the file shows them."""
    paragraphs, lines = outline(source), source.split("\n")
    found = []
    for gap in part.gaps:
        line = text.line(gap.start)
        paragraph = _paragraph(paragraphs, line)
        now = fold.quoted(lines, text, gap.start, min(gap.end, gap.start + SHOWN) - 1) if gap.end > gap.start else ""
        more = " ..." if gap.end - gap.start > SHOWN else ""
        section = f"{paragraph.section} ¶{paragraph.in_section}" if paragraph else ""
        found.append(Change(line, section, now + more, gap.words, gap.length, gap.exact))
    return found


def _signed(text: Words, start: int, length: int, was: list[bytes]) -> bool:
    """Whether a phrase of which all words are in the file has other signs at its numbers there. Those around it are not its own."""
    now, inner = signs(text.between(start, start + length)), signs(text.marked[text.starts[start] : text.starts[start + length]])
    return was not in (now, inner, now[:-1], inner[:-1])


def _altered(text: Words, gaps: Sequence[Gap], wanted: list[bytes], term: Term) -> Touched:
    """What became of a phrase that is not in the file: its nearest likeness beside a gap."""
    best: tuple[int, int, list[tuple[bytes, bytes]]] | None = None
    for gap in gaps:
        start, end = max(0, gap.start - len(wanted)), min(len(text.low), gap.end + len(wanted), gap.start + REGION)
        lost, at, steps = _nearest(wanted, text.low[start:end], gap.end - gap.start < gap.length)
        if best is None or lost < best[0]:
            best = lost, start + at, steps
    if best is None or best[0] > HALF * len(wanted):
        emptiest = max(gaps, key=lambda gap: gap.removed, default=None)  # where most is missing, these words are too
        return Touched(term, text.line(emptiest.start) if emptiest else 1, b" ".join(wanted).decode(), "", True)
    was, now = list[bytes](), list[bytes]()
    before = -2
    for i, (old, new) in enumerate(best[2]):
        if old != new:
            apart = [b"..."] if was + now and before < i - 1 else []
            was += apart + [old] * bool(old)
            now += apart + [new] * bool(new)
            before = i
    return Touched(term, text.line(best[1]), b" ".join(was).decode().strip(". "), b" ".join(now).decode("utf-8", "replace").strip(". "))


def _nearest(wanted: Sequence[bytes], region: Sequence[bytes], shorter: bool) -> tuple[int, int, list[tuple[bytes, bytes]]]:
    """The part of `region` that takes the fewest edits to become `wanted`: how many, where it begins, each word with what stands for it.

    Of parts that take equally many, the short one where words are missing (`shorter`), else the long one.
    """
    rows = [[0] * (len(region) + 1)]
    for word in wanted:
        above = rows[-1]
        row = [above[0] + 1]
        for j, other in enumerate(region):
            row.append(min(above[j] + (word != other), above[j + 1] + 1, row[j] + 1))
        rows.append(row)
    end = min(range(len(region) + 1), key=lambda j: (rows[-1][j], j if shorter else -j))
    i, j, steps = len(wanted), end, list[tuple[bytes, bytes]]()
    while i:
        if j and wanted[i - 1] == region[j - 1]:
            i, j = i - 1, j - 1
            steps.append((wanted[i], region[j]))
        elif j and rows[i][j] == rows[i][j - 1] + 1:  # a word that was put in, before one that stands for another: more words are the same
            j -= 1
            steps.append((b"", region[j]))
        elif j and rows[i][j] == rows[i - 1][j - 1] + 1:
            i, j = i - 1, j - 1
            steps.append((wanted[i], region[j]))
        else:
            i -= 1
            steps.append((wanted[i], b""))
    return rows[-1][end], j, steps[::-1]


def _paragraph(paragraphs: Sequence[Paragraph], line: int) -> Paragraph | None:
    """The paragraph in which a line stands."""
    place = bisect_right([paragraph.line for paragraph in paragraphs], line)
    return paragraphs[place - 1] if place else None


def _fills_paragraphs(text: Words, gap: Gap, begin: set[int]) -> bool:
    """Whether a gap only puts in paragraphs of its own, between those that begin at the lines `begin`."""
    edges = [place for place in (gap.start, gap.end) if 0 < place < len(text.low)]
    return not gap.length and all(text.line(place) in begin and text.line(place - 1) != text.line(place) for place in edges)


def _citing(terms: Sequence[Term], paragraph: Paragraph | None, documents: set[str], added: bool) -> list[Term]:
    """The terms that cite a paragraph, or the section it belongs to; of one that was `added`, the section alone."""
    if paragraph is None:
        return []
    found = []
    for term in terms:
        for place in term.at:
            path = tuple(place.section.split(".")) if place.section and place.section != "preamble" else ()
            if place.document not in documents or (added and place.paragraph):
                continue
            if place.section:
                inside = paragraph.path[: len(path)] == path if path else not paragraph.path
                fits = inside and place.paragraph in (None, paragraph.in_section)
            else:
                fits = place.paragraph in (None, paragraph.number)
            if fits and term not in found:
                found.append(term)
    return found
