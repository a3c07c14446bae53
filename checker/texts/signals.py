"""The detectors of a draft, as data: what in a sentence signals a term, and what negates it (`signals.yaml`).

Patterns are read by `chains.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from checker.source import Document, Problem, SourceError
from checker.texts.chains import CLASS, Pattern, compile_all, compile_pattern, spelled
from checker.texts.han import one_form

CONFIDENCE = ("sure", "likely", "doubtful")
KINDS = ("permission", "prohibition", "duty", "power")
SECTIONS = (
    "marks",
    "heads",
    "defaults",
    "vetoes",
    "acts",
    "terms",
    "fields",
    "qualified",
    "unless",
    "frame",
    "thresholds",
    "places",
    "parties",
    "limits",
)
MORE = {"marks", "heads", "terms", "fields", "thresholds", "limits", "places", "parties"}  # the sections to which `wordings.yaml` may add
LISTS = ("terms", "unless", "frame", "limits")
KEYS = frozenset(("id", "kind", "says", "not", "in", "out", "confidence", "term", "take", "places", "covers", "of", "last"))
ACTS = (
    "about",
    "thing",
    "between",
    "partly",
    "asked",
    "light",
    "needed",
    "theirs",
    "consent",
    "consented",
    "subject",
    "actor",
    "but",
    "narrow",
    "examples",
    "imperative",
    "before",
    "condition",
)  # what stands around a lead and its verbs
_ITEM = re.compile(r"(?:(?<= )|^)\((?:[a-z]|[ivx]{2,4}|\d{1,2})\) ")
_UNBOUNDED = re.compile(r"(?<!\\)[*+]|(?<!\\)\{\d*,\}")  # what could take long
FEWEST_ITEMS = 2  # one number in brackets is no list
MOST_CLAUSES = 5  # negated ones after which a signal is given up


class Signal(NamedTuple):
    """What signals one kind of term. `term` are its attributes, `take` what is read off the sentence beside them."""

    id: str
    kind: str
    says: tuple[Pattern, ...]
    negates: tuple[Pattern, ...]
    within: frozenset[str]  # marks that the context must have
    outside: frozenset[str]  # marks that it must not have
    confidence: str
    term: Mapping[str, Any]
    take: tuple[str, ...]
    covers: frozenset[str] = frozenset()  # fields that are only its examples where they are named after it in one sentence
    of: frozenset[str] = frozenset()  # the signals whose terms an `unless` may belong to
    last: bool = False  # asked only where no other signal has found its word in the sentence

    def find(self, folded: str, context: frozenset[str]) -> tuple[int, int] | None:
        """The first match in a folded sentence that nothing negates, or None. What stands in another item of a list negates nothing."""
        if not self.within <= context or self.outside & context:
            return None
        negated = set[str]()
        for pattern in self.says:
            for span in pattern.find(folded):
                around = clause(folded, span)
                if around in negated:
                    continue
                if not any(True for no in self.negates for _ in no.find(around)):
                    return span
                negated.add(around)
                if len(_items(folded)) < FEWEST_ITEMS or len(negated) == MOST_CLAUSES:
                    return None
        return None


class Signals(NamedTuple):
    """All of `signals.yaml`, compiled."""

    marks: Mapping[str, tuple[Pattern, ...]]
    heads: Mapping[str, tuple[Pattern, ...]]
    terms: tuple[Signal, ...]
    fields: tuple[Signal, ...]
    qualified: tuple[Signal, ...]
    unless: tuple[Signal, ...]
    frame: tuple[Signal, ...]
    thresholds: Mapping[str, tuple[Pattern, ...]]
    limits: tuple[Signal, ...]
    places: Mapping[str, re.Pattern[str]]
    parties: Mapping[str, re.Pattern[str]]
    acts: Mapping[str, re.Pattern[str]]  # `scan` finds leads and verbs, each in a group of its own; the others what stands around them


def clause(folded: str, span: tuple[int, int]) -> str:
    """What may negate a match: the items of a list it touches (`you shall (i) ..., (ii) ...`), and what comes before the list. Pure."""
    items = _items(folded)
    if len(items) < FEWEST_ITEMS:
        return folded
    first = max((at for at in items if at <= span[0]), default=0)
    last = min((at for at in items if at >= span[1]), default=len(folded))
    return folded[first:last] if not first else f"{folded[: items[0]]}{folded[first:last]}"


@lru_cache(maxsize=8)
def _items(folded: str) -> tuple[int, ...]:
    """Where the items of a list within a sentence begin."""
    return tuple(match.start() for match in _ITEM.finditer(folded))


def build(values: Mapping[str, Any]) -> Signals:
    """Compile the values of `signals.yaml` (checked before)."""
    values = spelled({name: one for name, one in values.items() if name != "classes"}, values.get("classes", {}))
    compiled = {name: compile_all(texts) for name, texts in values["thresholds"].items()}
    vetoes = {word: compile_all(texts) for word, texts in values["vetoes"].items()}
    return Signals(
        {name: compile_all(texts) for name, texts in values["marks"].items()},
        {name: compile_all(texts) for name, texts in values["heads"].items()},
        tuple(
            sorted((_vetoed(_signal(one, values["defaults"].get(one["kind"], ())), vetoes) for one in whole(values["terms"])), key=_last)
        ),
        tuple(_vetoed(_signal(_shorthand(word, one)), vetoes) for word, one in values["fields"].items()),
        tuple(_signal(_shorthand(word, one)) for word, one in values["qualified"].items()),
        tuple(_signal(one) for one in values["unless"]),
        tuple(_signal(one) for one in values["frame"]),
        compiled,
        tuple(_signal(one) for one in values["limits"]),
        {code: re.compile(rf"(?<![a-z])(?:{one_form(names)})(?![a-z])") for code, names in values["places"].items()},
        # `commercial entity` is none in `non-commercial entity`
        {word: re.compile(rf"(?<![a-z-])(?:{one_form(names)})") for word, names in values["parties"].items()},
        _acts(values["acts"]),
    )


def _acts(values: Mapping[str, Any]) -> Mapping[str, re.Pattern[str]]:
    """What is granted and barred: one expression with a group for each lead (`bar__to`), form of a verb (`use__base`) and what ends it."""
    groups = [(f"{what}__{form}", text) for what, forms in values["leads"].items() for form, text in forms.items()]
    groups += [(name, values[name]) for name in ("barred", "granted", "stop")]
    groups += [(f"{verb.replace('-', '_')}__{form}", text) for verb, forms in values["verbs"].items() for form, text in forms.items()]
    scan = "|".join(f"(?P<{name}>{text})" for name, text in groups)
    return {"scan": re.compile(rf"(?<![a-z-])(?:{scan})"), **{name: re.compile(values[name]) for name in ACTS}}


def joined(values: Mapping[str, Any], more: Mapping[str, Any]) -> Mapping[str, Any]:
    """`signals.yaml` with what `wordings.yaml` adds to it (both checked before): further entries, and further patterns of a word. Pure."""
    result = dict(values)
    for name, section in more.items():
        if name in LISTS:
            result[name] = [*values[name], *section]
            continue
        own = dict(values[name])
        for word, one in section.items():
            if name in ("places", "parties"):
                own[word] = "|".join(filter(None, (own.get(word, ""), one)))
                continue
            old, new = _shorthand(word, own.get(word, ())), _shorthand(word, one)
            own[word] = {**old, **new, **{key: [*_list(old.get(key, ())), *_list(new.get(key, ()))] for key in ("says", "not")}}
            if name not in ("fields", "qualified"):
                own[word] = own[word]["says"]
        result[name] = own
    return result


def whole(terms: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The entries of `terms`. One without a term finds that of the first entry with its id."""
    first: dict[str, dict[str, Any]] = {}
    for one in terms:
        said = first.setdefault(one["id"], {key: one[key] for key in ("kind", "term", "take") if key in one})
        yield one if "term" in one else {**said, **one}


def _last(signal: Signal) -> bool:
    return signal.last


def _vetoed(signal: Signal, vetoes: Mapping[str, tuple[Pattern, ...]]) -> Signal:
    """`signal` with what takes its term back: by the word of a duty or power, and for others by the id."""
    word = signal.term.get(signal.kind, signal.id)
    return signal._replace(negates=(*signal.negates, *vetoes.get(word, ()), *vetoes.get(signal.kind, ())))


def _shorthand(word: str, one: Any) -> Mapping[str, Any]:
    """A word with nothing but its patterns."""
    return {"id": word, "kind": "", **(one if isinstance(one, dict) else {"says": one})}


def _signal(one: Mapping[str, Any], outside: Sequence[str] = ()) -> Signal:
    return Signal(
        one["id"],
        one.get("kind", ""),
        compile_all(one["says"]),
        compile_all(one.get("not", ())),
        frozenset(_list(one.get("in", ()))),
        frozenset(_list(one.get("out", outside))),
        one.get("confidence", "likely"),
        one.get("term", {}),
        tuple(_list(one.get("take", ()))),
        frozenset(_list(one.get("covers", ()))),
        frozenset(_list(one.get("of", ()))),
        one.get("last", False),
    )


def _list(raw: Any) -> Sequence[str]:
    return [raw] if isinstance(raw, str) else list(raw)


def check_signals(document: Document) -> None:
    """Raise SourceError with everything that is wrong with `signals.yaml`."""
    problems: list[Problem] = []
    values = document.value if isinstance(document.value, dict) else {}
    for name in () if set(values) <= MORE else SECTIONS:
        if name not in values:
            problems.append(document.problem((), f"the section '{name}' is missing"))
    for name in LISTS:
        known = set[str]()  # the ids of the entries before: who has one of them need not say its kind
        for i, one in enumerate(values.get(name) or ()):
            problems += [document.problem((name, i, key), f"'{key}' is no key here") for key in one.keys() - KEYS]
            if name == "terms" and one.get("kind") not in KINDS and ("term" in one or one["id"] not in known):
                problems.append(document.problem((name, i), f"one of {', '.join(KINDS)} was expected as kind"))
            if one.get("confidence", "likely") not in CONFIDENCE:
                problems.append(document.problem((name, i, "confidence"), f"one of {', '.join(CONFIDENCE)} was expected"))
            known.add(one["id"])
    classes = values.get("classes") or {}
    for where, text in patterns(values):
        problems += [document.problem(where, f"there is no class '{name}'") for name in CLASS.findall(text) if name not in classes]
        try:
            compile_pattern(text)
        except ValueError as error:
            problems.append(document.problem(where, str(error)))
    for where, text in _expressions(values.get("acts") or {}, ("acts",)):
        if _UNBOUNDED.search(text):
            problems.append(document.problem(where, "no quantifier but `?` and `{,n}` may stand in an expression"))
        else:
            try:
                re.compile(text)
            except re.error as error:
                problems.append(document.problem(where, f"'{text[:40]}' is no expression: {error}"))
    if problems:
        raise SourceError(problems)


def _expressions(values: Mapping[str, Any], where: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield (where, text) for every expression of `acts`."""
    for name, one in values.items():
        yield from _expressions(one, (*where, name)) if isinstance(one, Mapping) else (((*where, name), one),)


def patterns(values: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield (where, text) for every pattern of `signals.yaml`."""
    for name in ("classes", "marks", "heads", "vetoes", "thresholds", "fields", "qualified"):
        for word, one in (values.get(name) or {}).items():
            for key, texts in one.items() if isinstance(one, dict) else (("", one),):
                if key in ("", "says", "not"):
                    yield from (((name, word), text) for text in _list(texts))
    for name in LISTS:
        for i, one in enumerate(values.get(name) or ()):
            yield from (((name, i, key), text) for key in ("says", "not") for text in _list(one.get(key, ())))
