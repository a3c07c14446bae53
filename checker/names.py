"""Names of licenses as they are compared: spellings that mean one license come out alike. And the word that a mistyped one is near to."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Words that tell nothing apart: `the MIT License`, `Apache License, Version 2.0`, `CC BY 4.0 International`.
# An agreement says nothing beside a license, but something alone: NVIDIA has an Open Model License Agreement and an Open Model Agreement.
_LICENSE = frozenset(("license", "licenses", "licence", "licences"))
_NOISE = _LICENSE | {"the", "version", "ver", "v", "only", "unported", "international", "universal"}

# Long forms and their short ones, longest first. They are replaced in what is left once noise is gone, and once more in the result.
_SHORT = {
    "gnu affero general public": "agpl",
    "affero general public": "agpl",
    "gnu lesser general public": "lgpl",
    "lesser general public": "lgpl",
    "gnu general public": "gpl",
    "general public": "gpl",
    "gnu free documentation": "gfdl",
    "free documentation": "gfdl",
    "gnu agpl": "agpl",
    "gnu lgpl": "lgpl",
    "gnu gpl": "gpl",
    "gnu fdl": "gfdl",
    "creative commons": "cc",
    "attribution": "by",
    "non commercial": "nc",
    "noncommercial": "nc",
    "share alike": "sa",
    "sharealike": "sa",
    "no derivatives": "nd",
    "noderivatives": "nd",
    "no derivs": "nd",
    "noderivs": "nd",
    "cc zero": "cc 0",
    "cc cc": "cc",
    "open rail": "openrail",
}
# Text, not compiled patterns: an id is found without them, and to compile them takes as long as to read a definition.
_ADDRESS = r"<[^<>]*>|https?://\S+"
_V = r"(?<=[a-z])v(?=[0-9])"  # gplv3
_TOKEN = r"[0-9]+(?:\.[0-9]+)*|[^\W\d_]+\+*"
_ZEROS = r"(?:\.0)+$"
_LONG = rf"\b(?:{'|'.join(_SHORT)})(?![a-z])"
LONGEST = 1000  # characters; what is longer is no name and no expression that anybody wrote by hand


def fold(name: str) -> str:
    """A name in lower case, white space folded, typographic variants as ASCII. Raises nothing."""
    return " ".join(name.lower().replace("\u2019", "'").split())


def without_address(name: str) -> str:
    """A name without the web addresses in it: `Apache 2.0 <https://...>`. Raises nothing."""
    return re.sub(_ADDRESS, " ", name)


def normal(name: str) -> str:
    """The form in which names are compared; "" where nothing of `name` tells a license. Raises nothing.

    `Apache License, Version 2.0`, `apache-2.0` and `Apache 2` come out alike, and so do `BSD 3-Clause` and `3-Clause BSD License`:
    case, punctuation, words such as "license", zeros at the end of a version and the order of words do not count.
    """
    text = re.sub(_V, " ", fold(without_address(name)))
    tokens = re.findall(_TOKEN, text)
    noise = _NOISE if _LICENSE.isdisjoint(tokens) else _NOISE | {"agreement"}
    words = " ".join(re.sub(_ZEROS, "", token) for token in tokens if token not in noise)
    for _ in range(2):
        words = re.sub(_LONG, lambda match: _SHORT[match[0]], words)
    return " ".join(sorted(words.split()))


def nearest(word: object, words: Iterable[object]) -> str:
    """` (did you mean 'x'?)`, or nothing where no known word is near."""
    from difflib import get_close_matches

    return meant(get_close_matches(str(word), [str(one) for one in words], n=1, cutoff=0.6))


def meant(near: Iterable[str]) -> str:
    """` (did you mean 'x' or 'y'?)`, or nothing where nothing is near."""
    quoted = " or ".join(f"'{name}'" for name in near)
    return f" (did you mean {quoted}?)" if quoted else ""
