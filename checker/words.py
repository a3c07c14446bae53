"""The words by which names of models are told from other strings (`finders/words.yaml`), ready to ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from checker.beginnings import branches
from checker.source import Document, SourceError
from checker.stock import fingerprint

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_PIECES = re.compile(r"[A-Za-z]+\d*(?:\.\d+)?|\d+(?:\.\d+)?[A-Za-z]*")


SECTIONS = (
    *("places", "calls", "speaking_calls", "implicit", "tasks", "commands", "families", "traits", "cased", "weights", "vendors"),
    *("roots", "terse", "ollama", "short", "routes", "not_organizations", "data_sets", "blanks", "organizations"),
)


def check_words(document: Document) -> None:
    """Raise SourceError where a section of the words is missing, or one is there that nothing reads."""
    found = set(document.value) if isinstance(document.value, dict) else set()
    problems = [document.problem((), f"the section '{name}' is missing") for name in SECTIONS if name not in found]
    problems += [document.problem((name,), f"no section is called '{name}'") for name in sorted(found - set(SECTIONS))]
    if problems:
        raise SourceError(problems)


class Words:
    """Sets and patterns made of the values of words.yaml, each on first use.

    `drawn` is what beginnings.py writes of them, which takes a while.
    """

    def __init__(self, values: Mapping[str, Any], drawn: Mapping[str, str]) -> None:
        self._values = values
        self._drawn = drawn
        self.seen: dict[str, int] = {}  # strings that were judged without their place (recognize.needs)
        places = values["places"]
        self.strong, self.not_last, self.neutral, self.negative, self.soft = (
            frozenset(places[kind].split()) for kind in ("strong", "not_last", "neutral", "negative", "soft")
        )

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all the words: what was found with others does not count."""
        return fingerprint(repr(self._values).encode())

    @cached_property
    def strange(self) -> frozenset[str]:
        """Words of a function in which names with a slash are those of something else."""
        return frozenset(self._values["places"]["strange"].split())

    @cached_property
    def handing(self) -> frozenset[str]:
        """Callables that hand on what they are given to the name around them."""
        return frozenset(self._values["places"]["handing"].split())

    @cached_property
    def objects(self) -> frozenset[str]:
        """Names around what something in a cluster is called."""
        return frozenset(self._values["places"]["objects"].split())

    @cached_property
    def speaking_calls(self) -> frozenset[str]:
        """Words of callables whose arguments are said or handled as text, never loaded."""
        return frozenset(self._values["speaking_calls"].split())

    @cached_property
    def organizations(self) -> frozenset[str]:
        """Organizations that publish models."""
        return frozenset(self._values["organizations"].split())

    @cached_property
    def not_organizations(self) -> frozenset[str]:
        """First parts of a name with a slash that are no organization, or one that publishes data sets alone."""
        return frozenset(self._values["not_organizations"].split() + self._values["data_sets"]["publishers"].split())

    @cached_property
    def data_sets(self) -> frozenset[str]:
        """Data sets of the hub whose publishers have models too, in lower case."""
        return frozenset(self._values["data_sets"]["names"].split())

    def no_model(self, org: str, name: str) -> bool:
        """Whether `org/name` is something else than a model of the hub: a path, a kind of media, a data set."""
        return org.lower() in self.not_organizations or f"{org}/{name}".lower() in self.data_sets

    @cached_property
    def families(self) -> frozenset[str]:
        """Words in a name that say which family it is of."""
        return frozenset(self._values["families"].split())

    @cached_property
    def traits(self) -> frozenset[str]:
        """Words in a name that say how big a model is or how it was made."""
        return frozenset(self._values["traits"].split())

    @cached_property
    def strong_suffixes(self) -> frozenset[str]:
        """File endings that only weights have."""
        return frozenset(self._values["weights"]["strong"])

    @cached_property
    def weak_suffixes(self) -> frozenset[str]:
        """File endings that weights have among others."""
        return frozenset(self._values["weights"]["weak"])

    @cached_property
    def suffixes(self) -> frozenset[str]:
        """File endings that weights have, among others."""
        return self.strong_suffixes | self.weak_suffixes

    @cached_property
    def named(self) -> frozenset[str]:
        """Names that are known letter by letter: of a library, or completed by one."""
        names = {*self.ollama, *(name for some in self.short.values() for name in some)}
        return frozenset({*names, *(name.replace("_", "-") for name in names)})

    @cached_property
    def elsewhere(self) -> frozenset[str]:
        """Weak endings that an address of anything else may have."""
        return frozenset(self._values["weights"]["elsewhere"])

    @cached_property
    def source_suffixes(self) -> frozenset[str]:
        """Endings of files that are no weights: `org/name.py` is a path."""
        return frozenset(self._values["weights"]["never"].split())

    @cached_property
    def folders(self) -> frozenset[str]:
        """What folders of weights are called: no name of a model behind a slash."""
        return frozenset(self._values["weights"]["folders"].split())

    @cached_property
    def generic_stems(self) -> frozenset[str]:
        """File names without ending that name no model."""
        return frozenset(self._values["weights"]["generic"].split())

    @cached_property
    def blanks(self) -> frozenset[str]:
        """Words that show a name to be a blank to be filled in."""
        return frozenset(self._values["blanks"].split())

    @cached_property
    def calls(self) -> Mapping[str, Mapping[str, Any]]:
        """Callable -> which arguments name a model."""
        return {name: {**value, "args": frozenset(map(str, value["args"]))} for name, value in self._values["calls"].items()}

    @property
    def implicit(self) -> Mapping[str, Mapping[str, Any]]:
        """Constructor -> the model it loads where none is named."""
        return self._values["implicit"]  # type: ignore[no-any-return]

    @property
    def tasks(self) -> Mapping[str, str]:
        """Task of a Transformers pipeline -> the model it loads where none is named."""
        return self._values["tasks"]  # type: ignore[no-any-return]

    @cached_property
    def commands(self) -> Mapping[tuple[str, ...], str]:
        """Words of a command -> name space of what follows."""
        return {tuple(command.split()): kind for command, kind in self._values["commands"].items()}

    def vendor_begin(self, text: str) -> str:
        """The longest beginning of vendors' names that a text has, in lower case; "" for none."""
        folded = text[:60].lower()
        return next((begin for begin in self._vendors_by_head.get(folded[:2], ()) if folded.startswith(begin)), "")

    @cached_property
    def _vendors_by_head(self) -> Mapping[str, Sequence[str]]:
        """The first two letters -> the beginnings, the longest first."""
        by_head: dict[str, list[str]] = {}
        for begin in sorted(self.vendors, key=len, reverse=True):
            by_head.setdefault(begin[:2], []).append(begin)
        return by_head

    @cached_property
    def vendors(self) -> Mapping[str, str]:
        """Beginning of a name in lower case -> vendor."""
        return {begin.lower(): vendor for vendor, names in self._values["vendors"].items() for begin in names}

    @cached_property
    def terse(self) -> Mapping[str, str]:
        """Vendors' names of two letters or so -> vendor."""
        return {name: vendor for vendor, names in self._values["terse"].items() for name in names}

    @cached_property
    def routes(self) -> frozenset[str]:
        """What goes before a name and a colon."""
        return frozenset(self._values["routes"]["colon"].split())

    @cached_property
    def route_pairs(self) -> frozenset[str]:
        """The first two letters of these."""
        return frozenset(route[:2] for route in self.routes)

    @cached_property
    def route(self) -> re.Pattern[str]:
        """What programs that speak to many services put before a name: `openai:gpt-4o`, `groq/llama-3.1-8b-instant`."""
        routes = self._values["routes"]
        colons, slashes = (branches(routes[kind].split(), whole=True) for kind in ("colon", "slash"))
        return re.compile(rf"(?:{colons}):(?:(?:{'|'.join(routes['ways'].split())}):)?|(?:{slashes})/(?=.)")

    @cached_property
    def ollama(self) -> Mapping[str, bool]:
        """Library name of Ollama -> whether it means nothing else."""
        names = self._values["ollama"]
        return {**dict.fromkeys(names["common"].split(), False), **dict.fromkeys(names["distinct"].split(), True)}

    @cached_property
    def ollama_tag(self) -> re.Pattern[str]:
        """What a tag of a library name looks like."""
        return re.compile(self._values["ollama"]["tags"], re.I)

    @property
    def heads(self) -> str:
        """A pattern for the first two letters of what names without a slash begin with, and services before a colon.

        It is small, and soon compiled.
        """
        return self._drawn["heads"]

    @cached_property
    def pairs(self) -> frozenset[bytes]:
        """The first two letters of what names without a slash begin with."""
        return frozenset(self._drawn["pairs"].encode().split())

    @cached_property
    def first_parts(self) -> frozenset[bytes]:
        """The first words of those beginnings that have several."""
        return frozenset(self._drawn["parts"].encode().split())

    @cached_property
    def interest(self) -> re.Pattern[str]:
        """Finds what may be a name, fast: a slash between words, an ending of weights, or a beginning, after anything that is no letter."""
        endings = "|".join(sorted(self.suffixes))
        # A look at one character first, and what stands before a slash looked at after it: half the time of the plain way to write it.
        slashes = r"/(?=[\w{])(?<=[\w.}]/)|--(?=\w)(?<=\w--)"
        return re.compile(rf"(?=[/.A-Za-z-])(?:{slashes}|\.(?:{endings})\b|(?<![A-Za-z0-9])(?:{self._drawn['beginnings']}))")

    @cached_property
    def near(self) -> tuple[str, ...]:
        """Words that speak of models, in whatever they are part of; the commonest first."""
        longer = {word for word in self.strong if len(word) > 2}
        return ("model", *sorted(word for word in longer if not any(other in word for other in longer - {word})))

    @cached_property
    def speaking(self) -> tuple[str, ...]:
        """What a stretch of source holds, in lower case, in which a place speaks for a model: a word for one, or a call that takes one."""
        calls = {name.lower() for name, row in self.calls.items() if row["args"]}
        return (*self.near, "hf", *sorted(name for name in calls if not any(word in name for word in self.near)))

    @cached_property
    def plain(self) -> frozenset[str]:
        """Names without a digit, a hyphen or a slash."""
        names = {*self.ollama, *(name for some in self.short.values() for name in some)}
        return frozenset(name for name in names if name.replace("_", "").isalpha())

    @property
    def roots(self) -> Mapping[str, Sequence[str]]:
        """What a file imports where a call in it loads a model by any name, or without one -> what it must hold then."""
        return self._values["roots"]  # type: ignore[no-any-return]

    @cached_property
    def imported(self) -> re.Pattern[str]:
        """Finds one of the roots in a line that imports something."""
        return re.compile("|".join(sorted(self.roots, key=len, reverse=True)))

    @cached_property
    def callables(self) -> frozenset[str]:
        """What is called so loads a model by any name, or without one."""
        return frozenset({*self.implicit, "pipeline", *(name for name, row in self.calls.items() if row.get("any"))})

    @cached_property
    def short(self) -> Mapping[str, frozenset[str]]:
        """Library -> short names that it completes."""
        return {library: frozenset(names.split()) for library, names in self._values["short"].items()}

    @cached_property
    def short_of(self) -> Mapping[str, str]:
        """Short name that means nothing else -> library."""
        return {name: library for library, names in self.short.items() if library not in ("whisper", "rembg") for name in names}


@lru_cache(maxsize=32768)
def parts(name: str) -> tuple[str, ...]:
    """The words of an identifier in lower case: `EMBEDDING_MODEL_PREF`, `modelCard`, `--model-id`. Raises nothing."""
    return tuple(word.lower() for word in _PARTS.findall(name[:200]) if not word.isdigit())


def pieces(name: str) -> Iterable[str]:
    """The parts of a model's name in lower case: `Qwen2.5-7B-Instruct` is qwen2.5, 7b, instruct. Raises nothing."""
    return [piece.lower() for piece in _PIECES.findall(name[:200])]
