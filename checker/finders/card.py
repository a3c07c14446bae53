"""Model cards: the front matter of a README says the license and what the model was built on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from checker import later, source
from checker.references import Note, Stated
from checker.source import Document, Where

_WORD = r"(?P<word>[A-Za-z0-9](?:[A-Za-z0-9._/+-]|:(?=[A-Za-z0-9/]))*(?: [A-Za-z0-9](?:[A-Za-z0-9._/+-]|:(?=[A-Za-z0-9/]))*)*)"
_ENTRY = later.compile(rf"(?P<key>[A-Za-z_][A-Za-z0-9_-]*):(?: {_WORD})?")
_ITEM = later.compile(rf"(?P<indent> {{0,8}})- {_WORD}")
_NAMED_AGAIN = later.compile(r"uses a YAML (?:anchor|alias)")
_ANCHOR = later.compile(rb"(?<=: )&[\w-]{1,60} ")  # what names a value does not change it
_NO_WORDS = frozenset({"null", "true", "false"})  # are read as something else, and so are numbers
MOST_LINES, LONGEST_LINE = 1000, 400
KEYS = ("license", "license_name", "license_link", "base_model", "library_name", "pipeline_tag", "extra_gated_eu_disallowed")
# Of these what skills of agents, pages of documentation, data sets and Spaces have as well: alone it speaks of a model in a card alone.
_OF_ANYTHING = frozenset({"license", "license_name", "license_link"})
_CARDS = ("readme", "modelcard")  # how their names begin, without what parts words
_TEMPLATE = "template"  # in such a name: the card of what is still to be made
_OF_DATA = later.compile(rb"\s{0,9}#{1,3} (?:(?!model)[^\n]){0,60}?\bdata(?:[ -]?sets?)?[ -]card\b", re.I)  # a title
_OF_OTHERS = frozenset({"sdk", "app_file", "dataset_info", "size_categories", "task_categories", "annotations_creators", "configs"})


LONGEST = 200_000  # bytes of front matter that are read: a parser of YAML takes longer than twice as long for twice as much


def states(path: str) -> bool:
    """READMEs and other Markdown."""
    return path.lower().endswith(".md")


def stated(data: bytes, path: str) -> Iterator[Stated | Note]:
    """What the front matter says; a Note where it cannot be read. No front matter, or none of a model: nothing."""
    if not data.startswith(b"---"):
        return
    end = data.find(b"\n---", 3)
    if end < 0 or not any(key.encode() in data[:end] for key in KEYS):
        return
    front = data[data.index(b"\n") + 1 : end]
    if len(front) > LONGEST:
        yield Note(path, f"the front matter is longer than {LONGEST // 1000} kB and is not read")
        return
    try:
        document = _plain(front, path) or source.parse(front, path)
    except source.SourceError as error:
        yield Note(path, f"the front matter cannot be read: {error.problems[0].message}")
        if not _NAMED_AGAIN.search(error.problems[0].message):
            return
        document = _fields(front, path)
    titled = _OF_DATA.match(data, end + 4) is not None
    if not isinstance(document.value, dict) or not _of_a_model(document.value.keys(), path, titled):
        return
    values: dict[str, Any] = document.value
    licenses = _words(values.get("license"))
    names = _words(values.get("license_name"))
    line, column = document.marks.get(("license",), (1, 1))
    odd = values.get("license")
    if odd is not None and not isinstance(odd, str) and not licenses:
        yield Note(path, f"`license` is neither a name nor a list of names: {str(odd)[:60]!r}")
    if names and (not licenses or licenses == ("other",)):
        licenses = names
    yield Stated(line + 1, column, "card", licenses, _words(values.get("base_model")), "", "".join(_words(values.get("license_link"))[:1]))


def _of_a_model(keys: Collection[str], path: str, of_data: bool) -> bool:
    """Whether front matter with these keys is that of a model's card. `of_data`: the title under it is that of a data set."""
    stated = {key for key in KEYS if key in keys}
    name = path.rpartition("/")[2].rpartition(".")[0].lower()
    called = name.replace("_", "").replace("-", "").startswith(_CARDS) and _TEMPLATE not in name
    card = called and not of_data and _OF_OTHERS.isdisjoint(keys)
    return bool(stated) and (card or not stated <= _OF_ANYTHING)


def _plain(front: bytes, path: str) -> Document | None:
    """What plain front matter holds, words behind keys and lists of words; None for all else, which a parser of YAML must read.

    Most cards are no more than that, and to load the parser takes longer than to read a hundred of them.
    """
    values: dict[str, Any] = {}
    marks: dict[Where, tuple[int, int]] = {}
    key, indent = "", ""
    items: list[str] = []
    lines = front.decode("ascii", "replace").split("\n")
    if len(lines) > MOST_LINES:
        return None
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        if len(line) > LONGEST_LINE:
            return None
        if found := _ENTRY.fullmatch(line):
            key, items = found["key"], []
            word = found["word"]
            if key in values or word in _NO_WORDS or (word or "").isdecimal():
                return None
            values[key] = word
            marks[key,] = (number, found.start("word") + 1 if word else len(line) + 1)
        elif (found := _ITEM.fullmatch(line)) and key and (values[key] is None or items):
            word = found["word"]
            if word in _NO_WORDS or word.isdecimal() or (items and found["indent"] != indent):
                return None
            if not items:
                values[key], indent = items, found["indent"]
                marks[key,] = (number, len(indent) + 1)
            items.append(word)
        else:
            return None
    return Document(path, values, marks)


def _fields(front: bytes, path: str) -> Document:
    """Those of KEYS that are plain, each by itself, of front matter that names values to use them again: nothing is put in for a name."""
    values: dict[str, Any] = {}
    marks: dict[Where, tuple[int, int]] = {}
    lines = [_ANCHOR.sub(b"", line) for line in front.split(b"\n")]
    heads = [i for i, line in enumerate(lines) if line[:1].isalpha()]
    for start, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        key = lines[start].partition(b":")[0].decode("ascii", "replace")
        one = _plain(b"\n" * start + b"\n".join(lines[start:end]), path) if key in KEYS and start < MOST_LINES else None
        if one is not None and key not in values:
            values |= one.value
            marks |= one.marks
    return Document(path, values, marks)


def _words(value: Any) -> tuple[str, ...]:
    """A name, or a list of names; anything else names nothing."""
    items = value if isinstance(value, list) else [value]
    return tuple(item for item in items[:50] if isinstance(item, str) and 0 < len(item) < 300)
