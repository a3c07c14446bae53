"""The beginnings of many names, written so that a look for them is soon made ready and fails early. Pure."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

# Families whose word begins many strings that name no model.
_MANY_THINGS = frozenset({"command", "stable", "sentence", "open", "instructor", "segmentation", "depth", "turbo", "playground"})


_SIGNS = r"/(?=[\w{])(?<=[\w.}]/)|--(?=\w)(?<=\w--)"  # what stands before a slash looked at after it: half the time of the plain way
_FIRST = frozenset("/.-")  # characters of these
_LETTERS = frozenset(string.ascii_letters + string.digits)
_WORD = re.compile("[A-Za-z0-9]+")


class Interest:
    """Finds what may be a name, fast: a slash between words, an ending of weights, or a beginning, after anything that is no letter.

    One pattern for all would take a tenth less, but a dozen milliseconds to compile, which no project is worth. `endings` is a pattern.
    """

    def __init__(self, beginnings: Iterable[str], endings: str) -> None:
        of_pair: dict[str, list[str]] = {}
        for start in beginnings:
            of_pair.setdefault(start[:2], []).append(start)
        self._of_pair = {pair: tuple(some) for pair, some in of_pair.items()}
        self._sign = re.compile(rf"{_SIGNS}|\.(?:{endings})\b")

    def match(self, text: str, at: int = 0) -> bool:
        """Whether what may be a name begins, or shows itself, at this place. Raises nothing."""
        some = self._of_pair.get(text[at : at + 2])
        if some is None:
            return text[at : at + 1] in _FIRST and self._sign.match(text, at) is not None
        return text.startswith(some, at) and (at == 0 or text[at - 1] not in _LETTERS)

    @cached_property
    def begins(self) -> str:
        """A pattern for the beginnings. It takes 5 ms to write and 15 to compile."""
        return branches(start for some in self._of_pair.values() for start in some)

    @cached_property
    def parts(self) -> frozenset[bytes]:
        """The first words of those beginnings that have several."""
        starts = ((start, _WORD.match(start)) for some in self._of_pair.values() for start in some)
        return frozenset(start[: word.end()].encode() for start, word in starts if word is not None and word.end() < len(start))

    @property
    def pairs(self) -> Iterable[str]:
        """The first two letters of the beginnings."""
        return self._of_pair

    def search(self, text: str) -> bool:
        """Whether there is such a place anywhere. Raises nothing."""
        if ("/" in text or "." in text or "--" in text) and self._sign.search(text):
            return True
        of_pair = self._of_pair
        for word in _WORD.finditer(text):
            at = word.start()
            some = of_pair.get(text[at : at + 2])
            if some is not None and text.startswith(some, at):
                return True
        return False


def spelled(name: str) -> list[str]:
    """The names that one with braces stands for, as in a shell: `a{b,c}` is `ab` and `ac`."""
    head, brace, rest = name.partition("{")
    if not brace:
        return [name]
    choices, _, tail = rest.partition("}")
    return [f"{head}{one}{end}" for one in choices.split(",") for end in spelled(tail)]


def beginnings(values: Mapping[str, Any]) -> set[str]:
    """What a name without a slash begins with, of the values of words.yaml: a family, a vendor's name, a library name, a short name."""
    short = (name for names in values["short"].values() for some in names.split() for name in spelled(some))
    vendors = {form for names in values["vendors"].values() for begin in names for form in (begin, begin.lower())}
    terse = (name for names in values["terse"].values() for name in names)
    plain = {*terse, *values["ollama"]["common"].split(), *values["ollama"]["distinct"].split(), *vendors, *short}
    families = {word for word in values["families"].split() if len(word) > 2} - _MANY_THINGS
    both = plain | families
    return {*both, *(word.upper() for word in families), *(word[:1].upper() + word[1:] for word in both), *values["cased"].split()}


def written(values: Mapping[str, Any]) -> dict[str, str]:
    """What is worked out of these words beforehand: `heads`, a pattern for the first two letters of beginnings and services."""
    starts = beginnings(values)
    routes = values["routes"]["colon"].split()
    return {"heads": branches({start[:2] for start in (*starts, *routes)})}


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
    last = [re.escape(letter) for letter, below in sorted(node.items()) if letter and below.keys() <= {""}]
    options = [re.escape(letter) + _of(below) for letter, below in sorted(node.items()) if letter and below.keys() - {""}]
    if last:
        options.append(last[0] if len(last) == 1 else f"[{''.join(last)}]")  # the same to the compiler in the end, and sooner
    written = options[0] if len(options) == 1 else f"(?:{'|'.join(options)})" if options else ""
    return f"(?:{written})?" if "" in node and written else written
