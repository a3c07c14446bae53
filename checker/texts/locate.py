"""Where the words of a term stand in someone's own copy of a license. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from checker.model import Citation, Term
from checker.texts.fold import Words, decode, offset, words
from checker.texts.outline import Paragraph, find, outline

LINES = 60  # of a clause that is quoted; a text without paragraphs would be quoted whole
BEFORE, AFTER = "[[", "]]"  # around the operative words


class Copy(NamedTuple):
    """A user's copy: its name, its words, and its lines as they are."""

    name: str
    text: Words
    lines: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


class Place(NamedTuple):
    """A phrase in a copy: the first and last line of its clause, those lines with the phrase marked, and the lines of the phrase itself."""

    phrase: str
    first: int
    last: int
    lines: tuple[str, ...]
    from_line: int
    to_line: int
    section: str


class Located(NamedTuple):
    """A term in a copy: the places of its phrases, and the phrases that are not there. `elsewhere`: where else the term stands, if the copy
    is known to be another document of the license, word for word, so that it lacks none."""

    term: Term
    places: tuple[Place, ...]
    missing: tuple[str, ...]
    elsewhere: tuple[Citation, ...] = ()

    @property
    def lacks(self) -> bool:
        """Whether the copy lacks words that a copy of this document must have, or has none of the term."""
        return bool(self.missing) and not (self.elsewhere and self.places)


def read_copy(name: str, content: bytes) -> Copy | None:
    """The copy with this `content`; None where it is no text."""
    text, source = words(content), decode(content)
    if text is None or source is None:
        return None
    return Copy(name, text, tuple(source.split("\n")), tuple(outline(source)))


def locate(term: Term, copy: Copy) -> Located:
    """Where the phrases of `term` stand in `copy`, in the order of the copy: in the sections that it cites, else everywhere."""
    places: list[Place] = []
    missing = []
    cited = {paragraph.line for at in term.at for paragraph in find(copy.paragraphs, at.section, at.paragraph)}
    for phrase in term.phrase:
        found = list(_find(phrase, copy))
        own = [span for span in found if (paragraph := _paragraph(copy, span[0])) and paragraph.line in cited]
        places += [_place(phrase, *span, copy) for span in own or found]
        if not found:
            missing.append(phrase)
    return Located(term, tuple(sorted(places, key=lambda place: (place.from_line, place.phrase))), tuple(missing))


def _find(phrase: str, copy: Copy) -> Iterator[tuple[int, int]]:
    """The first and last word of each place at which a phrase stands, at most ten."""
    wanted = words(phrase.encode())
    if wanted is None or not wanted.low:
        return
    whole, needle, at = b" " + copy.text.joined + b" ", b" " + wanted.joined + b" ", -1
    for _ in range(10):
        at = whole.find(needle, at + 1)
        if at < 0:
            return
        first = whole.count(b" ", 0, at)
        yield first, first + len(wanted.low) - 1


def _paragraph(copy: Copy, word: int) -> Paragraph | None:
    """The paragraph in which a word stands."""
    at = bisect_right([paragraph.line for paragraph in copy.paragraphs], copy.text.line(word)) - 1
    return copy.paragraphs[at] if at >= 0 else None


def _place(phrase: str, first: int, last: int, copy: Copy) -> Place:
    begin, end = copy.text.line(first), copy.text.line(last)
    paragraph = _paragraph(copy, first)
    start = paragraph.line if paragraph else begin
    stop = max(end, start + (paragraph.text.count("\n") if paragraph else 0))
    if stop - start >= LINES:
        start, stop = max(start, begin - 3), min(stop, end + 3)
    lines = list(copy.lines[start - 1 : stop])
    _mark(lines, begin - start, end - start, copy.text, first, last)
    return Place(phrase, start, stop, tuple(lines), begin, end, f"{paragraph.section} ¶{paragraph.in_section}" if paragraph else "")


def _mark(lines: list[str], begin: int, end: int, text: Words, first: int, last: int) -> None:
    """Put marks around words `first` to `last`, on lines `begin` to `end`; where a line is not as its words are, around all of it."""
    before = offset(lines[begin], text, first, False)
    after = offset(lines[end], text, last, True)
    if begin == end and after < before:
        before, after = 0, len(lines[end])
    lines[end] = lines[end][:after] + AFTER + lines[end][after:]
    lines[begin] = lines[begin][:before] + BEFORE + lines[begin][before:]
