"""Patterns for the beginnings of many names, written so that they fail early. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

# Families whose word begins many strings that name no model.
_MANY_THINGS = frozenset({"command", "stable", "sentence", "open", "instructor", "segmentation", "depth", "turbo", "playground"})


def written(values: Mapping[str, Any]) -> dict[str, str]:
    """The patterns that are written from many words: `beginnings`, for what a name without a slash begins with (a family, a vendor's name,
    a library name, a short name), and `heads`; the first two letters of these, and the first words of those that have several."""
    short = (name for names in values["short"].values() for name in names.split())
    vendors = (begin.lower() for names in values["vendors"].values() for begin in names)
    terse = (name for names in values["terse"].values() for name in names)
    plain = {*terse, *values["ollama"]["common"].split(), *values["ollama"]["distinct"].split(), *vendors, *short}
    families = {word for word in values["families"].split() if len(word) > 2} - _MANY_THINGS
    both = plain | families
    written = (*(word.upper() for word in families), *(word[:1].upper() + word[1:] for word in both))
    starts = {*both, *written, *values["cased"].split()}
    routes = values["routes"]["colon"].split()
    return {
        "beginnings": branches(starts),
        "heads": branches({start[:2] for start in (*starts, *routes)}),
        "pairs": " ".join(sorted({start[:2] for start in starts})),
        "parts": " ".join(sorted({match[1] for start in starts if (match := re.match(r"([A-Za-z0-9]+)[^A-Za-z0-9]", start))})),
    }


def branches(names: Iterable[str], whole: bool = False) -> str:
    """A pattern for the beginnings of these names, or the `whole` of them, that shares what they share, so that it fails early."""
    tree: dict[str, Any] = {}
    for name in names:
        node = tree
        for letter in name:
            if "" in node and not whole:
                break  # a shorter one begins it
            node = node.setdefault(letter, {})
        else:
            if not whole:
                node.clear()
            node[""] = {}
    return _of(tree)


def _of(node: Mapping[str, Any]) -> str:
    options = [re.escape(letter) + _of(below) for letter, below in sorted(node.items()) if letter]
    written = options[0] if len(options) == 1 else f"(?:{'|'.join(options)})" if options else ""
    return f"(?:{written})?" if "" in node and written else written
