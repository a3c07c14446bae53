"""The words by which names of models are told from other strings (`finders/words.yaml`), ready to ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from checker import later
from checker.beginnings import Interest, beginnings, branches, spelled
from checker.source import Document, SourceError
from checker.stock import fingerprint

_PARTS = later.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_PIECES = later.compile(r"[AEae]\d+(?:\.\d+)?[Bb](?![A-Za-z])|[A-Za-z]+\d*(?:\.\d+)?|\d+(?:\.\d+)?[A-Za-z]*")


SECTIONS = (
    *("places", "calls", "speaking_calls", "implicit", "tasks", "commands", "families", "traits", "cased", "weights", "vendors"),
    *("roots", "terse", "formed", "loaded", "constants", "ollama", "short", "routes", "services", "not_organizations", "data_sets"),
    *("blanks", "organizations", "javascript_tasks", "clients"),
)


def check_words(document: Document) -> None:
    """Raise SourceError where a section of the words is missing, or one is there that nothing reads."""
    found = set(document.value) if isinstance(document.value, dict) else set()
    problems = [document.problem((), f"the section '{name}' is missing") for name in SECTIONS if name not in found]
    problems += [document.problem((name,), f"no section is called '{name}'") for name in sorted(found - set(SECTIONS))]
    if problems:
        raise SourceError(problems)


def _some(about: str, *keys: str) -> cached_property[frozenset[str]]:
    """A property of Words: the words that stand under `keys`, in one string or a list; `about` says what they are."""

    def read(words: Words) -> frozenset[str]:
        found = words._values
        for key in keys:
            found = found[key]
        return frozenset(chain.from_iterable(map(spelled, found.split() if isinstance(found, str) else found)))

    read.__doc__ = about
    return cached_property(read)


class Words:
    """Sets and patterns made of the values of words.yaml, each on first use.

    `drawn` is what beginnings.py writes of them, which takes a while.
    """

    def __init__(self, values: Mapping[str, Any], drawn: Mapping[str, str]) -> None:
        self._values = values
        self._drawn = drawn
        self.seen: dict[str, int] = {}  # strings that were judged without their place (needs.needs)
        self.recognized: dict[tuple[object, ...], list[Any]] = {}  # and in it (recognize.recalled)
        self.begun: dict[bytes, int | tuple[bytes, ...]] = {}  # words, and with what in them a name may begin (finders/quick.py)
        self.plain_tokens: set[bytes] = set()  # those in which none may
        self.searched = 0  # characters in which they were looked for (finders/quick.py)
        places = values["places"]
        self.strong, self.not_last, self.neutral, self.negative, self.soft = (
            frozenset(places[kind].split()) for kind in ("strong", "not_last", "neutral", "negative", "soft")
        )

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all the words: what was found with others does not count."""
        return fingerprint(repr(self._values).encode())

    strange = _some("Words of a function in which names with a slash are those of something else.", "places", "strange")
    handing = _some("Callables that hand on what they are given to the name around them.", "places", "handing")
    objects = _some("Names around what something in a cluster is called.", "places", "objects")
    speaking_calls = _some("Words of callables whose arguments are said or handled as text, never loaded.", "speaking_calls")
    organizations = _some("Organizations that publish models.", "organizations")

    @cached_property
    def not_organizations(self) -> frozenset[str]:
        """First parts of a name with a slash that are no organization, or one that publishes data sets alone."""
        return frozenset(self._values["not_organizations"].split() + self._values["data_sets"]["publishers"].split())

    data_sets = _some("Data sets of the hub whose publishers have models too, in lower case.", "data_sets", "names")

    def no_model(self, org: str, name: str) -> bool:
        """Whether `org/name` is something else than a model of the hub: a path, a kind of media, a data set."""
        folder = org.endswith(("_models", "_model", "_outputs", "_output"))  # `output_models/finetuned-llama`
        return folder or org.lower() in self.not_organizations or f"{org}/{name}".lower() in self.data_sets

    def served(self, piece: str) -> bool:
        """Whether a word makes a name behind a vendor's: `gemini-pro`."""
        return piece in self.traits or piece in self.services or piece in self.families

    services = _some("Words of what services call their models, among the traits.", "services")

    families = _some("Words in a name that say which family it is of.", "families")
    traits = _some("Words in a name that say how big a model is or how it was made.", "traits")

    @cached_property
    def made_of(self) -> frozenset[str]:
        """Words that names of models are made of, but for those of services."""
        return self.families | self.traits

    strong_suffixes = _some("File endings that only weights have.", "weights", "strong")
    weak_suffixes = _some("File endings that weights have among others.", "weights", "weak")

    @cached_property
    def suffixes(self) -> frozenset[str]:
        """File endings that weights have, among others."""
        return self.strong_suffixes | self.weak_suffixes

    @cached_property
    def endings(self) -> str:
        """A pattern for them as they are written: in small letters, or in capitals those of weights alone (`Config.MODEL` is no file)."""
        return rf"{branches(self.suffixes, whole=True)}|(?=[A-Z]){branches(map(str.upper, self.strong_suffixes), whole=True)}"

    @cached_property
    def named(self) -> frozenset[str]:
        """Names that are known letter by letter: of a library, or completed by one."""
        names = {*self.ollama, *(name for some in self.short.values() for name in some)}
        return frozenset({*names, *(name.replace("_", "-") for name in names)})

    elsewhere = _some("Weak endings that an address of anything else may have.", "weights", "elsewhere")
    source_suffixes = _some("Endings of files that are no weights: `org/name.py` is a path.", "weights", "never")
    folders = _some("What folders of weights are called: no name of a model behind a slash.", "weights", "folders")
    generic_stems = _some("File names without ending that name no model.", "weights", "generic")
    blanks = _some("Words that show a name to be a blank to be filled in.", "blanks")

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
    def vendor_kinds(self) -> frozenset[str]:
        """The vendors, but for those whose names are told by their form."""
        return frozenset(self._values["vendors"]) - self.formed

    loaded = _some("Vendors whose names are of weights that one runs oneself.", "loaded")
    formed = _some("Vendors whose names are told by their form alone.", "formed")

    def table(self, section: str) -> Mapping[str, Any]:
        """A section as it is written. Raises KeyError."""
        return self._values[section]  # type: ignore[no-any-return]

    @cached_property
    def terse(self) -> Mapping[str, str]:
        """Vendors' names of two letters or so -> vendor."""
        return {name: vendor for vendor, names in self._values["terse"].items() for name in names}

    routes = _some("What goes before a name and a colon.", "routes", "colon")

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
    def told(self) -> frozenset[str]:
        """Library names of Ollama that tell the model: `llama3.2`, not `llama3`."""
        return frozenset(name for name, distinct in self.ollama.items() if distinct and not name.isalnum() and not self.vendor_begin(name))

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

    @property
    def begins(self) -> str:
        """A pattern for what names without a slash begin with. It takes 15 ms to compile."""
        return self.interest.begins

    @cached_property
    def pairs(self) -> frozenset[bytes]:
        """The first two letters of what names without a slash begin with."""
        return frozenset(pair.encode() for pair in self.interest.pairs)

    @cached_property
    def first_parts(self) -> frozenset[bytes]:
        """The first words of those beginnings that have several."""
        return self.interest.parts

    @cached_property
    def interest(self) -> Interest:
        """Finds what may be a name, fast: a slash between words, an ending of weights, or a beginning, after anything that is no letter."""
        return Interest(beginnings(self._values), self.endings)

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
        names = {*self.ollama, *self.terse, *(name for some in self.short.values() for name in some)}
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
        return {library: frozenset(chain.from_iterable(map(spelled, names.split()))) for library, names in self._values["short"].items()}

    @cached_property
    def completed(self) -> frozenset[str]:
        """Names that say more in a file that speaks of a library: of Ollama's, and short ones that mean other things too."""
        return frozenset({*self.ollama, *(name.lower() for library in ("whisper", "rembg") for name in self.short[library])})

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
