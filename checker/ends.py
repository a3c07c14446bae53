"""The ends, beginnings and words of a name that say that it is that of a copy, and the other spellings of one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker import later
from checker.patterns import fold
from checker.register import Registry

_BITS = later.compile(  # 4.0bpw-h6, and what a program fills in, folded
    r"(?<=.)-(?:(?:\d{1,2}-)?\d{1,2}bpw(?:-h\d)?|\{[a-z-]{0,30}(?:quant|bit|precision|dtype|format)[a-z-]{0,30}\})$"
)
_VERSION = later.compile(r"(?<=[A-Za-z]{3})-?(?=\d[\d.]{0,9}[-_ ])")  # between a word and a number, with more behind it: not `resnet50`


def stages(part: str, registry: Registry) -> Iterator[str]:
    """A name, and what is left of it each time that an end or a beginning is taken off which says how weights were converted."""
    while True:
        yield part
        folded = fold(part)
        bits = _BITS.search(folded)
        if len(folded) != len(part) or not (bits or folded.endswith(registry.suffixes) or folded.startswith(registry.prefixes)):
            return
        end = bits[0] if bits else next((one for one in registry.suffixes if folded.endswith(one) and len(one) < len(folded)), "")
        start = next((one for one in registry.prefixes if folded.startswith(one) and len(one) < len(folded)), "")
        if not end and not start:
            return
        part = part[: len(part) - len(end)] if end else part[len(start) :]


def stripped(part: str, registry: Registry) -> str:
    """A name without the ends and beginnings that say how weights were converted."""
    *_, last = stages(part, registry)
    return last


def unchanged(part: str, registry: Registry) -> str:
    """A name without the words that say that a model was changed."""
    tokens = re.split(r"([-_. ])", part)
    kept = "".join("" if fold(token) in registry.changes else token for token in tokens)
    return re.sub(r"[-_. ]{2,}", "-", kept).strip("-_. ") or part


def respelt(part: str) -> Iterator[str]:
    """A name with the first number joined to the word before it, or parted from it: `Qwen-2.5-7B` is Qwen2.5-7B, `GLM4-9B` GLM-4-9B; and
    one without the end that says that it is in the form of transformers."""
    if part[-3:].lower() in ("-hf", "_hf"):
        yield part[:-3]
    if (found := _VERSION.search(part)) is not None:
        yield f"{part[: found.start()]}{'' if found[0] else '-'}{part[found.end() :]}"
