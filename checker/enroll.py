"""From the files of the registry to the tables that `checker.register` asks: in form, in order, each name once.

A file is found by being there and may hold any of the sections of `SECTIONS`. Nothing in it is code: names, globs, license names.
The tables are plain values, made once for a state of the files; an audit loads nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from checker.patterns import fold, pack
from checker.source import AT_KEY, Document, SourceError, Where

SECTIONS: Mapping[str, str] = {
    "about": "what the file is about",
    "source": "where its entries are from, unless one names its own",
    "derived": "whether its models are made from those of others, whose publishers come first where a name is looked for",
    "nameless": "whether its patterns, and the names of copies, are found with their publisher alone: everybody's models are called so",
    "entries": "models and their license; a name that begins with a slash has the publisher of the one before it",
    "members": "patterns of models, and what of them is there: for each star's parts what may stand, with | between, one choice of each",
    "aliases": "other names of models, each with the name it stands for",
    "files": "models and the names of their weights files, with an ending where that tells",
    "providers": "vendors whose models are reached by name alone, with their terms",
    "hosts": "services that run models of others, with their terms",
    "spaces": "collections whose names are written without a publisher, in the order in which a bare name is looked for",
    "addresses": "what stands before a name when it is written as an address",
    "libraries": "publishers whose models a library of theirs knows without the publisher",
    "converters": "publishers of conversions and copies of models of others",
    "suffixes": "ends of a name that say how weights were converted",
    "prefixes": "beginnings of a name that say the same",
    "words": "parts of a name that every family uses",
    "changes": "parts of a name that say that a model was changed",
    "made": "parts of a name that say that something was made of a model",
    "ambiguous": "names of models that much else is called by, and words before `-*`: they are found with their publisher alone",
    "modalities": "models, and what kind of data each takes or gives, where its license asks for that",
    "families": "parts of a name that hint at what a model was built on, each with that model",
    "ladder": "steps of licenses, from those that ask least to those that forbid most",
    "spellings": "licenses and other ways to write their names",
    "nothing": "what stands for a license and names none",
    "unread": "licenses that are known by their name alone, each with its title",
}
ENTRY = {"license": (str, list), "models": list, "base": (str, list), "source": str, "remark": str}
PROVIDER = {"prefixes": list, "terms": str, "names": list, "closed": bool}
HOST = {"prefixes": list, "terms": str}
STEP = {"step": str, "follows": bool, "licenses": list}
_SHAPES: Mapping[str, Any] = {"entries": ENTRY, "providers": PROVIDER, "hosts": HOST, "ladder": STEP}
_NEEDED = {
    "entries": ("license", "models"),
    "providers": ("prefixes", "terms"),
    "hosts": ("prefixes", "terms"),
    "ladder": ("step", "licenses"),
}
_MAPPINGS = ("members", "aliases", "files", "modalities", "families", "spellings", "unread")
_OF_LISTS = ("files", "spellings")
_LISTS = ("spaces", "libraries", "addresses", "converters", "suffixes", "prefixes", "words", "changes", "made", "ambiguous", "nothing")
_LONGEST_FIRST = ("suffixes", "prefixes")  # the longest end of a name is taken off first
_AS_WRITTEN = ("spaces", "addresses", "nothing")


def tables(files: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, Any]:
    """The tables of all files: (name, values) as `check_registry` accepts them, in the order in which they count.

    `twice` names the patterns that say something of what another already did; the first one stays.
    """
    read = list(files)
    entries, rows = _entries(read)
    steps = [one for _, values in read for one in values.get("ladder") or ()]
    spellings, files = ([pair for _, values in read for pair in (values.get(key) or {}).items()] for key in ("spellings", "files"))
    found: dict[str, Any] = {"entries": entries, "steps": [[one["step"], one.get("follows", False)] for one in steps], "twice": []}
    for key, pairs in {
        "models": rows,
        "aliases": [pair for _, values in read for pair in (values.get("aliases") or {}).items()],
        "members": [pair for _, values in read for pair in (values.get("members") or {}).items()],
        "files": [(one, model) for model, names in files for one in names],
        "modalities": [pair for _, values in read for pair in (values.get("modalities") or {}).items()],
        "ladder": [(pattern, str(i)) for i, one in enumerate(steps) for pattern in one["licenses"]],
        "spellings": [(one, license) for license, spelt in spellings for one in spelt],
    }.items():
        found[key], twice = pack(pairs)
        found["twice"] += twice
    found["nameless"] = [f"registry/{name}" for name, values in read if values.get("nameless")]
    found["derived"] = [f"registry/{name}" for name, values in read if values.get("derived")]
    vendors = [one for _, values in read for one in values.get("providers") or ()]
    for one in vendors:
        names, twice = pack((pattern, "") for pattern in one.get("names") or ())
        found["twice"] += twice
        prefixes = one["prefixes"]
        found.setdefault("providers", []).append([list(map(fold, prefixes)), prefixes[0], one["terms"], names, one.get("closed", False)])
    hosts = [one for _, values in read for one in values.get("hosts") or ()]
    found["hosts"] = {fold(prefix): one["terms"] for one in hosts for prefix in one["prefixes"]}
    hints = [(fold(part), base) for _, values in read for part, base in (values.get("families") or {}).items()]
    found["families"] = sorted(hints, key=lambda pair: -len(pair[0]))
    found["unread"] = {id: title for _, values in read for id, title in (values.get("unread") or {}).items()}
    for key in _LISTS:
        every = [one if key in _AS_WRITTEN else fold(one) for _, values in read for one in values.get(key) or ()]
        found[key] = sorted(every, key=lambda one: -len(one)) if key in _LONGEST_FIRST else every
    return found


def _entries(files: list[tuple[str, Mapping[str, Any]]]) -> tuple[list[list[Any]], list[tuple[str, str]]]:
    """What is said of models, each saying once, and every pattern with the number of its own. Few letters stand for the sayings of many."""
    nothing = {one for _, values in files for one in values.get("nothing") or ()}
    said: dict[str, list[Any]] = {}
    patterns: list[tuple[str, str]] = []
    for name, values in files:
        for one in values.get("entries") or ():
            licenses = [license for license in _several(one["license"]) if license not in nothing]
            entry = [licenses, _several(one.get("base")), one.get("remark", ""), f"registry/{name}"]
            patterns += [(pattern, repr(entry)) for pattern in _whole(one["models"])]
            said[repr(entry)] = entry
    number = {key: str(i) for i, (key, _) in enumerate(Counter(key for _, key in patterns).most_common())}
    return [said[key] for key in number], [(pattern, number[key]) for pattern, key in patterns]


def _whole(names: Iterable[str]) -> Iterator[str]:
    """Names with their publisher: one that begins with a slash has that of the name before it."""
    publisher = ""
    for name in names:
        if not name.startswith("/"):
            publisher = name.partition("/")[0]
        yield f"{publisher}{name}" if name.startswith("/") else name


def _several(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else value


def check_registry(document: Document) -> None:
    """Raise SourceError with everything in a file of the registry that has not the form it needs."""
    problems = [document.problem(where, message) for where, message in _wrong(document.value)]
    if problems:
        raise SourceError(problems)


def _wrong(values: Any) -> Iterator[tuple[Where, str]]:
    if not isinstance(values, dict):
        yield (), "a mapping was expected"
        return
    for key, value in values.items():
        if key not in SECTIONS:
            yield (key, AT_KEY), f"'{key}' is no section; there are {', '.join(SECTIONS)}"
        elif key in ("about", "source"):
            if not isinstance(value, str):
                yield (key,), "text was expected"
        elif key in ("derived", "nameless"):
            if not isinstance(value, bool):
                yield (key,), "true or false was expected"
        elif key in _MAPPINGS:
            yield from _wrong_mapping(key, value)
        elif not isinstance(value, list):
            yield (key,), "a list was expected"
        elif key in _SHAPES:
            for i, one in enumerate(value):
                yield from _wrong_row((key, i), one, _SHAPES[key], _NEEDED[key])
        else:
            yield from (((key, i), "text was expected") for i, one in enumerate(value) if not isinstance(one, str))


def _wrong_mapping(key: str, value: Any) -> Iterator[tuple[Where, str]]:
    if not isinstance(value, dict):
        yield (key,), "a mapping was expected"
        return
    for name, one in value.items():
        if not (_texts(one) if key in _OF_LISTS else isinstance(one, str)):
            yield (key, name), "a list of texts was expected" if key in _OF_LISTS else "text was expected"


def _wrong_row(where: Where, row: Any, shape: Mapping[str, Any], needed: Iterable[str]) -> Iterator[tuple[Where, str]]:
    if not isinstance(row, dict):
        yield where, "a mapping was expected"
        return
    for key, value in row.items():
        if key not in shape:
            yield (*where, key, AT_KEY), f"'{key}' is no key here; there are {', '.join(shape)}"
        elif not isinstance(value, shape[key]) or (isinstance(value, list) and not _texts(value)):
            yield (*where, key), "a list of texts was expected" if shape[key] is list else "text was expected"
    yield from ((where, f"the key '{key}' is missing") for key in needed if key not in row)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one.isprintable() and one for one in value)
