"""Lines of which the end is not read, and that name a model there: an audit must say so. Pure."""

from __future__ import annotations

from itertools import islice

from checker import later
from checker.finders import quick
from checker.finders.lines import LONG
from checker.reading import MAX_NAME
from checker.recognize import recognize
from checker.references import Spot
from checker.words import Words

LIKELY = 5  # of evidence: more than is enough for a name in its place
CUT_WORDS = 1_000  # words of one line that are looked at
CUTS = 3  # lines of a file that are told
_WORD = later.compile(r"[\w./:@-]{1,150}")


def cut_lines(text: str, words: Words) -> list[int]:
    """The first few lines that name a model, beyond doubt, behind what of them is read."""
    stored = text.split("\n")
    if max(map(len, stored)) <= LONG:
        return []
    long = {number: [at for at in columns if at >= LONG][:CUT_WORDS] for number, columns in quick.interesting(text, words).items()}
    found = (number + 1 for number, columns in long.items() if any(_surely(stored[number], at, words) for at in columns))
    return list(islice(found, CUTS))


def _surely(line: str, at: int, words: Words) -> bool:
    """Whether the word around a place in a line names a model whatever stands around it."""
    start = at - next((i for i, character in enumerate(reversed(line[max(0, at - MAX_NAME) : at])) if _WORD.match(character) is None), 0)
    word = _WORD.match(line, start)
    return word is not None and any(hit.score >= LIKELY for hit in recognize(Spot(1, 1, word.group()), words))
