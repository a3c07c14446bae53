"""The sentences of a paragraph, and the items of a list that stands in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from checker.texts.han import one_form

LONGEST = 4000  # characters of a sentence that are looked at: what is longer is no sentence, and is cut into pieces
_END = re.compile(
    r"(?:(?<=[.;!])|(?<=\?)(?! (?:No|Not|Never|Nope|Sorry)\b)) (?=[\"'(\[]?[A-Z0-9(\uac00-\ud7a3])|"  # `Can I sell it? No.` is one
    r"(?<=[\u3002\uff1b;])(?=[\u3040-\u9fff(\uff08])|(?<=[;:]) (?=\(?[a-z0-9]{1,4}[).] )"
    "|(?<=[a-z]) [-\u2013\u2014] (?=[Nn]othing )"
)
RUN_IN = re.compile(r"(?:^|(?<= ))\(?([a-z]|\d{1,2})\) (?=\S)")  # `a) ... b) ...` in one line
_NUMBER = re.compile(r"(\d{1,2})\. ")
ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|inc|ltd|co|corp|no|etc|vs|u\.s|sec|art|mr|dr)\.|\b[a-z]\.|^[\[(]?[\dA-Za-z.]{1,6}[.)\]])$", re.IGNORECASE
)


def sentences(content: str) -> Iterator[str]:
    """The sentences of a paragraph, none longer than LONGEST."""
    start = 0
    for match in _END.finditer(content):
        piece = content[start : match.start()]
        if ABBREVIATED.search(piece[-12:] if len(piece) > 12 else piece):
            continue
        number = _NUMBER.match(piece)
        begins = piece.rfind(f" {int(number[1]) + 1}.") if number else -1
        if begins >= len(piece) - 4 >= 0:  # `1. Sale 2. Rental`
            yield from _items(piece[:begins])
            start += begins + 1
            continue
        yield from _items(piece)
        start = match.end()
    yield from _items(content[start:])


def _items(piece: str) -> Iterator[str]:
    """The items of a list that stands in one line, each by itself: `a) to sell it b) to rent it`. What has a lead is one sentence."""
    begins, last = list[int](), ""
    for match in RUN_IN.finditer(piece):
        label = match[1]
        if not last and match.start():
            break
        if not last or (label.isdigit() == last.isdigit() and _number(label) == _number(last) + 1):
            begins.append(match.start())
            last = label
    for start, end in pairwise((*(begins or [0]), len(piece))):
        yield from _cut(piece[start:end])


def _number(label: str) -> int:
    return int(label) if label.isdigit() else ord(label)


def _cut(piece: str) -> Iterator[str]:
    for i in range(0, len(piece), LONGEST):
        if cut := piece[i : i + LONGEST].strip():
            yield cut


def lowered(sentence: str) -> str:
    """The sentence in lower case and one form of Han characters, every word as long as it was."""
    return one_form(" ".join(word.lower() if len(word.lower()) == len(word) else word for word in sentence.split(" ")))
