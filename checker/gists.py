"""The gists of terms: all that a term says, without its id, its place, its phrase and its note. Plain values, pure.

What a license allows rests on the gists alone, and licenses have many in common: one table has every gist once, and for each license the
numbers of its own. `choose` reads that table in place of the definitions. A wheel has it in place of what it tells: definitions stand
there without the gists of their terms.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Plain = Mapping[str, Any]

KINDS = ("permissions", "prohibitions", "duties", "powers")
_APART = frozenset(("id", "at", "phrase", "note"))
_BETWEEN = '],"licenses":{'
_FRAME = ("silent", "undecided", "unread", "draft")  # what else an answer rests on, beside the documents that are not held


def table(definitions: Iterable[Plain]) -> dict[str, Any]:
    """The table of checked `definitions`, inherited terms included.

    `terms` are the gists, those that most terms have first. `licenses` has by id the numbers of each kind, and the frame. A gist that a
    license has once more, in a second term, is numbered on by the length of the table: a number stands for one term of a license.
    """
    rows = [(one["id"], [[_written(term) for term in one.get(kind) or ()] for kind in KINDS], _frame(one)) for one in definitions]
    count = Counter(gist for _, kinds, _ in rows for gists in kinds for gist in gists)
    numbers = {gist: i for i, (gist, _) in enumerate(count.most_common())}
    licenses = {id: [*(_numbered(gists, numbers) for gists in kinds), frame] for id, kinds, frame in rows}
    return {"terms": [json.loads(gist) for gist in numbers], "licenses": licenses}


def _written(term: Plain) -> str:
    return json.dumps({key: value for key, value in term.items() if key not in _APART}, separators=(",", ":"))


def _numbered(gists: Iterable[str], numbers: Mapping[str, int]) -> list[int]:
    seen: Counter[str] = Counter()
    result = []
    for gist in gists:
        result.append(numbers[gist] + len(numbers) * seen[gist])
        seen[gist] += 1
    return result


def _frame(values: Plain) -> dict[str, Any]:
    missing = [one["title"] for one in values["documents"].values() if one["text"] != "held"]
    return {key: values[key] for key in _FRAME if values.get(key)} | ({"missing": missing} if missing else {})


def without(values: Plain, gists: Plain) -> Plain:
    """The definition `values` without what the table `gists` says of its terms; as it is where `Lines.joined` could not restore it."""
    if "extends" in values or values["id"] not in gists["licenses"]:
        return values  # of one that extends another, the table has all terms together
    bare = {key: [_bare(term) for term in value] if key in KINDS and value else value for key, value in values.items()}
    terms, numbers = gists["terms"], gists["licenses"][values["id"]]
    return bare if json.dumps(_joined(bare, numbers, lambda number: terms[number % len(terms)])) == json.dumps(values) else values


def _bare(term: Plain) -> Plain:
    """A term without its gist; with it where its keys stand in an order that `_whole` would not restore."""
    bare = {key: value for key, value in term.items() if key in _APART}
    first, *last = bare
    return bare if [first, *(key for key in term if key not in bare), *last] == list(term) else term


def _joined(values: Plain, row: Sequence[Any], gist: Callable[[int], Plain]) -> dict[str, Any]:
    result = dict(values)
    for kind, numbers in zip(KINDS, row, strict=False):
        if result.get(kind):
            result[kind] = [_whole(term, gist, number) for term, number in zip(result[kind], numbers, strict=True)]
    return result


def _whole(term: Plain, gist: Callable[[int], Plain], number: int) -> Plain:
    return {"id": term["id"], **gist(number), **term} if term.keys() <= _APART else term


def written(gists: Plain) -> bytes:
    """The table as JSON, with a line for each gist and for each license, of which `Lines` reads some."""
    terms = [json.dumps(gist, separators=(",", ":")) for gist in gists["terms"]]
    licenses = [f"{json.dumps(id)}:{json.dumps(row, separators=(',', ':'))}" for id, row in gists["licenses"].items()]
    return "\n".join(['{"terms":[', ",\n".join(terms), _BETWEEN, ",\n".join(licenses), "}}"]).encode()


class Lines:
    """A table as `written`, of which only what a definition needs is parsed: all of it takes 3 ms, with the room for it."""

    def __init__(self, body: bytes) -> None:
        """Raises ValueError where it is none."""
        self._body = body
        self._middle = body.index(f"\n{_BETWEEN}\n".encode())
        self._terms = body[body.index(b"\n") + 1 : self._middle].split(b"\n")
        self._terms[-1] += b","  # as the others
        self._parsed: dict[int, Plain] = {}

    def joined(self, values: Plain) -> Plain:
        """The definition whose values are those that `without` left, as it was. Raises ValueError where its lines are damaged."""
        head = f"\n{json.dumps(values['id'])}:".encode()
        start = self._body.find(head, self._middle)
        if start < 0 or "extends" in values:
            return values
        line = self._body[start + len(head) : self._body.index(b"\n", start + 1)]
        row = json.loads(line.removesuffix(b","))
        count = len(self._terms)
        self._parse({number % count for numbers in row[:-1] for number in numbers})
        return _joined(values, row, lambda number: self._parsed[number % count])

    def _parse(self, wanted: set[int]) -> None:
        new = list(wanted - self._parsed.keys())
        if new:  # all at once
            self._parsed.update(zip(new, json.loads(b"[%s]" % b"".join([self._terms[at] for at in new])[:-1]), strict=True))
