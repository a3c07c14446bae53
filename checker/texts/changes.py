"""Which terms of a definition an edited text touches: by the phrases it quotes, else by the section that was edited. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from checker.model import License, Term
from checker.texts.align import Gap
from checker.texts.fold import Words, words
from checker.texts.identify import Part
from checker.texts.outline import Paragraph, outline

NEAR = 40  # words around a gap in which an altered phrase is looked for
HALF = 0.5  # of a phrase that must be left where it is said to be altered, and not gone
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
            wanted = _words(phrase)
            if b" " + b" ".join(wanted) + b" " in whole:
                continue
            one = _altered(text, part.gaps, wanted, term)
            if one.gone and any(place.document not in documents for place in term.at):
                continue  # the phrase may stand in the other document
            if term.id not in found or found[term.id].gone:
                found[term.id] = one
    named = {one.line for one in found.values()}
    paragraphs = outline(source)
    for gap in part.gaps:
        if not named & set(range(text.line(max(gap.start - 1, 0)), text.line(gap.end) + 1)):
            for term in _citing(terms, _paragraph(paragraphs, text.line(gap.start)), documents):
                found.setdefault(term.id, Touched(term, text.line(gap.start)))
    return sorted(found.values(), key=lambda one: (one.line, one.term.id))


def changes(text: Words, source: str, part: Part) -> list[Change]:
    """The gaps of an edited text, as the file shows them."""
    paragraphs = outline(source)
    found = []
    for gap in part.gaps:
        line = text.line(gap.start)
        paragraph = _paragraph(paragraphs, line)
        now = b" ".join(text.written[gap.start : min(gap.end, gap.start + SHOWN)]).decode("utf-8", "replace")
        more = " ..." if gap.end - gap.start > SHOWN else ""
        section = f"{paragraph.section} ¶{paragraph.in_section}" if paragraph else ""
        found.append(Change(line, section, now + more, gap.end - gap.start, gap.length, gap.exact))
    return found


def _words(phrase: str) -> list[bytes]:
    found = words(phrase.encode())
    return found.low if found else []


def _altered(text: Words, gaps: Sequence[Gap], wanted: list[bytes], term: Term) -> Touched:
    """What became of a phrase that is not in the file: its nearest likeness beside a gap."""
    best: tuple[float, int, Sequence[tuple[str, int, int, int, int]], int] | None = None
    for gap in gaps:
        start, end = max(0, gap.start - NEAR), min(len(text.low), gap.end + NEAR)
        matcher = SequenceMatcher(None, wanted, text.low[start : min(end, start + 600)], autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        share = sum(block.size for block in blocks) / max(1, len(wanted))
        if blocks and (best is None or share > best[0]):
            best = (share, start, matcher.get_opcodes(), start + blocks[0].b)
    if best is None or best[0] < HALF:
        line = text.line(gaps[0].start) if gaps else 1
        return Touched(term, line, b" ".join(wanted).decode(), "", True)
    share, start, codes, at = best
    inner = [code for i, code in enumerate(codes) if code[0] != "equal" and not (code[0] == "insert" and i in (0, len(codes) - 1))]
    was = " ... ".join(b" ".join(wanted[i:j]).decode() for _, i, j, _, _ in inner if i < j)
    now = " ... ".join(
        b" ".join(text.low[start + k : start + min(m, k + SHOWN)]).decode() for tag, i, j, k, m in _clipped(inner, len(wanted)) if k < m
    )
    return Touched(term, text.line(at), was, now)


def _clipped(codes: Sequence[tuple[str, int, int, int, int]], length: int) -> Iterator[tuple[str, int, int, int, int]]:
    """The edits of a phrase, at whose ends no more words of the file are taken than words of the phrase are missing."""
    for tag, i, j, k, m in codes:
        if tag == "replace" and i == 0:
            yield tag, i, j, max(k, m - (j - i)), m
        elif tag == "replace" and j == length:
            yield tag, i, j, k, min(m, k + (j - i))
        else:
            yield tag, i, j, k, m


def _paragraph(paragraphs: Sequence[Paragraph], line: int) -> Paragraph | None:
    """The paragraph in which a line stands."""
    place = bisect_right([paragraph.line for paragraph in paragraphs], line)
    return paragraphs[place - 1] if place else None


def _citing(terms: Sequence[Term], paragraph: Paragraph | None, documents: set[str]) -> list[Term]:
    """The terms that cite a paragraph, or the section it belongs to."""
    if paragraph is None:
        return []
    found = []
    for term in terms:
        for place in term.at:
            path = tuple(place.section.split(".")) if place.section and place.section != "preamble" else ()
            if place.document not in documents:
                continue
            if place.section:
                inside = paragraph.path[: len(path)] == path if path else not paragraph.path
                fits = inside and place.paragraph in (None, paragraph.in_section)
            else:
                fits = place.paragraph in (None, paragraph.number)
            if fits and term not in found:
                found.append(term)
    return found
