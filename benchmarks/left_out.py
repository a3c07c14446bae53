"""Drafts with what may have been written for a family of licenses left out: `drafts.py --leave-family-out`.

The detectors are written by hand, with all families but the fresh ones read, so that there is nothing to train again. What can be left
out is what only one family has taught: whatever finds a right term in the texts of one family and in no other may have been written for
it, and is taken out when this family is drafted. The same holds for what takes false terms back. Two sizes are tried: whole *patterns*
(chains between `|`), and *words* (also every alternative inside a group, so that `(?:use|wield)` loses `wield` where only one family has
it). The first says too much of what a new text may expect, as a pattern that two families need keeps all its words; what reads layout is in
neither.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from checker.build import build_license
from checker.texts.chains import Pattern
from checker.texts.draft import draft
from checker.texts.found import PLURAL
from checker.texts.needed import branches
from checker.texts.passages import BANS
from checker.texts.signals import Signal, Signals, clause
from checker.vocabulary import Vocabulary

Fact = tuple[str, str]
Unit = tuple[int, int, int]  # what can be left out: a pattern (its id, 0, 0), or an alternative in one of its steps (counted from 1)
SIZES = ("patterns", "words")
TAG = "#"  # between the name of a mark and the pattern that gave it
EMPTY = {"id": "x", "name": "x", "publisher": "x", "draft": True, "undecided": []}


class Part(NamedTuple):
    """A piece of an expression: text, or the alternatives of a group, each with its number."""

    text: str
    options: tuple[tuple[int, tuple[Part, ...]], ...] = ()


class Traced(NamedTuple):
    """A pattern in which every alternative can be told from the others."""

    pattern: Pattern
    parsed: tuple[tuple[Part, ...], ...]
    marked: tuple[re.Pattern[str], ...]

    def used(self, text: str, start: int) -> set[Unit]:
        """The alternatives that the match has which begins at `start`."""
        own = id(self.pattern)
        units, at, last, begin, end = {(own, 0, 0)}, start, len(text), start, start
        for i, ((gap, _), step) in enumerate(zip(self.pattern.steps, self.marked, strict=True), 1):
            if gap < 0:
                match = step.search(text, max(0, begin + gap), min(last, end - gap))
            else:
                match = step.search(text, at, min(last, at + gap + 40) if i > 1 else last)
            if match is None:
                break
            units |= {(own, i, n) for n in range(1, step.groups + 1) if match[n] is not None}
            at = match.end()
            end = at if i == 1 else end
        return units

    def without(self, gone: set[Unit]) -> Pattern | None:
        """The pattern without these alternatives; None where nothing can match any more."""
        own = id(self.pattern)
        if (own, 0, 0) in gone:
            return None
        if not any(unit[0] == own for unit in gone):
            return self.pattern
        written = [_written(parts, {n for o, s, n in gone if (o, s) == (own, i)}) for i, parts in enumerate(self.parsed, 1)]
        if any(one is None for one in written):
            return None
        steps = tuple((gap, re.compile(one)) for (gap, _), one in zip(self.pattern.steps, written, strict=True) if one is not None)
        return self.pattern._replace(steps=steps)


def traced(pattern: Pattern) -> Traced:
    """Take `pattern` apart. Its alternatives are counted from 1 in each step."""
    parsed = tuple(tuple(_parsed(step.pattern, iter(range(1, 10**6)))) for _, step in pattern.steps)
    return Traced(pattern, parsed, tuple(re.compile(_written(parts, set(), "(") or "") for parts in parsed))


def _parsed(text: str, numbers: Iterator[int]) -> Iterator[Part]:
    at = begin = 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text[at] == "[":
            at = text.index("]", at + 2) + 1
        elif text[at] == "(":
            end = _closing(text, at)
            inner = list(branches(text[at + 3 : end])) if text.startswith("(?:", at) else []
            if inner:
                yield Part(text[begin:at])
                options = tuple((next(numbers) if len(inner) > 1 else 0, tuple(_parsed(one, numbers))) for one in inner)
                begin = end + 1 + (text[end + 1 : end + 2] == "?")
                yield Part("?" if begin > end + 1 else "", options)
            at = end + 1
        else:
            at += 1
    yield Part(text[begin:])


def _closing(text: str, at: int) -> int:
    depth = 0
    while True:
        if text[at] == "[":
            at = text.index("]", at + 2)
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at
        at += 1 + (text[at] == "\\")


def _written(parts: Sequence[Part], gone: set[int], opens: str = "") -> str | None:
    """The expression again, without the alternatives in `gone`; None where a group that must match has none left."""
    result = ""
    for part in parts:
        if not part.options:
            result += part.text
            continue
        kept = [(n, _written(inner, gone, opens)) for n, inner in part.options if n not in gone]
        texts = [f"({one})" if opens and n else one for n, one in kept if one is not None]
        if texts:
            result += f"(?:{'|'.join(texts)}){part.text}"
        elif not part.text:
            return None
    return result


class Watch:
    """Which units find a right term, or take back a false one, in which family."""

    def __init__(self, signals: Signals, vocabulary: Vocabulary, facts: Any) -> None:
        self.vocabulary, self.facts = vocabulary, facts
        self.right: defaultdict[Unit, set[str]] = defaultdict(set)
        self.family, self.want = "", frozenset[Fact]()
        self.patterns: dict[int, Traced] = {}
        self.needed = BANS.union(*(one.within for one in (*signals.terms, *signals.limits)))
        self.known: dict[int, tuple[frozenset[Fact], frozenset[str]]] = {}
        self.signals = signals
        everyone = (*signals.terms, *signals.fields, *signals.limits)
        named = [some for name in ("marks", "heads", "thresholds") for some in getattr(signals, name).values()]
        for pattern in (*(p for one in everyone for p in (*one.says, *one.negates)), *(p for some in named for p in some)):
            self.patterns[id(pattern)] = traced(pattern)

    def watched(self) -> Signals:
        """The signals, each of which notes what it finds."""
        mapped = {name: self._marks(getattr(self.signals, name)) for name in ("marks", "heads")}
        counting = {name: (Counting(self, some),) for name, some in self.signals.thresholds.items()}
        return self._with(lambda one: Watching(self, one), {**mapped, "thresholds": counting})

    def without(self, gone: set[Unit]) -> Signals:
        """The signals without these units."""
        touched = {unit[0] for unit in gone}

        def some(patterns: Iterable[Pattern]) -> tuple[Pattern, ...]:
            cut = (self.patterns[id(one)].without(gone) if id(one) in touched else one for one in patterns)
            return tuple(one for one in cut if one is not None)

        mapped = {name: {key: some(of) for key, of in getattr(self.signals, name).items()} for name in ("marks", "heads", "thresholds")}
        return self._with(lambda one: one._replace(says=some(one.says), negates=some(one.negates)), mapped)

    def _with(self, change: Any, mapped: Mapping[str, Any]) -> Signals:
        lists = {name: tuple(map(change, getattr(self.signals, name))) for name in ("terms", "fields", "limits")}
        return self.signals._replace(**lists, **mapped, qualified=(), unless=(), frame=())

    def _marks(self, named: Mapping[str, tuple[Pattern, ...]]) -> dict[str, tuple[Any, ...]]:
        """Every pattern of a mark that is needed also gives a mark that names it, which lists and headings hand on as they do the other."""
        tags = {f"{name}{TAG}{id(one)}": (one,) for name, some in named.items() if name in self.needed for one in some}
        return {**named, **tags}

    def rights(self, signal: Signal) -> bool:
        """True where what `signal` says stands in the definition that is being drafted."""
        if id(signal) not in self.known:
            self.known[id(signal)] = self._says(signal)
        facts, kinds = self.known[id(signal)]
        return bool(facts & self.want) or any(kind in kinds for kind, _ in self.want)

    def _says(self, signal: Signal) -> tuple[frozenset[Fact], frozenset[str]]:
        if any(signal is one for one in self.signals.limits):
            return frozenset(), frozenset(("person",) if signal.kind == "who" else ("place",))
        if not signal.kind:
            group = str(self.vocabulary.sections["fields"][signal.id].get("group", signal.id))
            return frozenset((("field group", group),)), frozenset()
        values = {"id": "x", **signal.term, "at": "license 1", "phrase": "x"} | ({"text": "x"} if "text" in signal.take else {})
        plural = {key: [] for key in PLURAL.values()} | {PLURAL[signal.kind]: [values]}
        texts = {"license": {"title": "x", "text": "held", "version": "unclear", "sha256": "0" * 64}}
        return frozenset(self.facts(build_license({**EMPTY, "documents": texts, **plural}, self.vocabulary), self.vocabulary)), frozenset()

    def note(self, signal: Signal, folded: str, context: frozenset[str]) -> None:
        """Credit what finds `signal` in a sentence, if that is right, or what takes it back, if it is not."""
        right = None
        for pattern in signal.says:
            for span in pattern.find(folded):
                right = self.rights(signal) if right is None else right
                around = clause(folded, span)
                against = [no for no in signal.negates if any(True for _ in no.find(around))]
                if right and not against:
                    tags = {int(mark.partition(TAG)[2]) for mark in context if TAG in mark}
                    for unit in self.patterns[id(pattern)].used(folded, span[0]) | {(tag, 0, 0) for tag in tags}:
                        self.right[unit].add(self.family)
                elif not right:
                    for no in against:
                        self.right[id(no), 0, 0].add(self.family)


class Watching:
    """A signal that notes in which sentences which of its patterns are right."""

    last = False  # else those that are asked last would hardly be seen

    def __init__(self, watch: Watch, signal: Signal) -> None:
        self.watch, self.signal = watch, signal

    def __getattr__(self, name: str) -> Any:
        return getattr(self.signal, name)

    def find(self, folded: str, context: frozenset[str]) -> tuple[int, int] | None:
        """What `Signal.find` finds."""
        if not self.signal.within <= context or self.signal.outside & context:
            return None
        if self.signal.kind not in ("permission", "where"):
            self.watch.note(self.signal, folded, context)
        return self.signal.find(folded, context)


class Counting:
    """The patterns of numbers and what they count, which are right wherever the definition has a threshold."""

    def __init__(self, watch: Watch, patterns: Sequence[Pattern]) -> None:
        self.watch, self.patterns = watch, patterns

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """What any of the patterns finds."""
        found = [(span, one) for one in self.patterns for span in one.find(text)]
        if any(kind == "cap" for kind, _ in self.watch.want):
            for (start, _), one in found:
                for unit in self.watch.patterns[id(one)].used(text, start):
                    self.watch.right[unit].add(self.watch.family)
        return iter([span for span, _ in found])


def taught(
    watch: Watch, texts: Mapping[str, Mapping[str, str]], family: Mapping[str, str], want: Mapping[str, Iterable[Fact]]
) -> Iterator[tuple[str, frozenset[Fact]]]:
    """Draft every text once, note what was right where, and yield every license with the facts of its draft."""
    signals = watch.watched()
    for id, held in texts.items():
        watch.family, watch.want = family[id], frozenset(want[id])
        yield id, _drafted(watch, id, held, signals)


def left_out(
    watch: Watch, texts: Mapping[str, Mapping[str, str]], family: Mapping[str, str], size: str
) -> Iterator[tuple[str, frozenset[Fact]]]:
    """Yield every license with the facts of its draft, made without what was right in its family alone."""
    alone = defaultdict(set)
    for unit, heads in watch.right.items():
        if len(heads) == 1 and (size == SIZES[1] or not unit[1]):
            alone[next(iter(heads))].add(unit)
    signals = dict[str, Signals]()
    for id, held in sorted(texts.items(), key=lambda one: family[one[0]]):
        if family[id] not in signals:
            signals = {family[id]: watch.without(alone[family[id]])}
        yield id, _drafted(watch, id, held, signals[family[id]])


def _drafted(watch: Watch, id: str, held: Mapping[str, str], signals: Signals) -> frozenset[Fact]:
    return frozenset(watch.facts(build_license(draft(id, held, signals, watch.vocabulary).values, watch.vocabulary), watch.vocabulary))


def counted(
    want: Iterable[Fact], got: Iterable[Fact], into: Mapping[str, Counter[str]], weight: Mapping[Fact, float] | None = None
) -> None:
    """Add to the counters `right`, `missed` and `extra`, by kind; a fact that has a weight counts for that much."""
    want, got = set(want), set(got)
    for name, some in (("right", want & got), ("missed", want - got), ("extra", got - want)):
        for fact in some:
            into[name][fact[0]] += weight[fact] if weight else 1  # type: ignore[assignment]


def once(family: Mapping[str, str], held: Mapping[str, Iterable[Fact]]) -> dict[str, dict[Fact, float]]:
    """What each fact of each license counts for where those of one family that share it count together as one."""
    shared = Counter((family[id], fact) for id, facts in held.items() for fact in facts)
    return {id: {fact: 1 / shared[family[id], fact] for fact in facts} for id, facts in held.items()}
