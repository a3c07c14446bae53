"""The detectors of a draft, as data: what in a sentence signals a term, and what negates it (`signals.yaml`).

A pattern is a chain of short expressions with gaps, or several with `|` between them: `(?:provide|give) .. copy|attach .. license`.
`..` stands for at most NEAR characters, `...` for at most FAR, within a sentence. The expressions have no quantifier but `?`, and a
chain is walked from left to right without ever going back, so that no text can make a match take long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from checker.source import Document, Problem, SourceError
from checker.texts.needed import branches, needed

NEAR, FAR = 60, 300
CONFIDENCE = ("sure", "likely", "doubtful")
KINDS = ("permission", "prohibition", "duty", "power")
SECTIONS = (
    "marks",
    "heads",
    "defaults",
    "vetoes",
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
KEYS = frozenset(("id", "kind", "says", "not", "in", "out", "confidence", "term", "take", "places", "covers", "of"))
_FORBIDDEN = re.compile(r"(?<!\\)[*+{]|(?<!\\)\((?!\?:)")
_NO = re.compile(r"(?<![\w\\-])(?:not|nor|no)(?=[|) ]|$)")
_ITEM = re.compile(r"(?<= )\((?:[a-z]|[ivx]{2,4}|\d{1,2})\) ")
FEWEST_ITEMS = 2  # one number in brackets is no list
MOST_CLAUSES = 5  # negated ones after which a signal is given up
_GAP = re.compile(r" ?(?<![.\\])(\.\.\.?)(?: |$)")


class Pattern(NamedTuple):
    """Compiled expressions, each with the characters that may lie between it and the one before."""

    steps: tuple[tuple[int, re.Pattern[str]], ...]
    needs: tuple[tuple[str, ...], ...] = ()  # of each of these one is in whatever matches

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of every match, each from another start. No step looks further than its gap."""
        for letters in self.needs:
            for one in letters:
                if one in text:
                    break
            else:
                return
        (_, first), *rest = self.steps
        for match in first.finditer(text):
            end = match.end()
            for gap, step in rest:
                # the expression may begin anywhere within the gap and end beyond it
                following = step.search(text, end, min(len(text), end + gap + 40))
                if following is None or following.start() - end > gap:
                    break
                end = following.end()
            else:
                yield match.start(), end


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

    def find(self, folded: str, context: frozenset[str]) -> tuple[int, int] | None:
        """The first match in a folded sentence that nothing negates, or None. What stands in another item of a list negates nothing."""
        if not self.within <= context or self.outside & context:
            return None
        negated = set[str]()
        for pattern in self.says:
            for span in pattern.find(folded):
                around = _clause(folded, span)
                if around in negated:
                    continue
                if not any(True for no in self.negates for _ in no.find(around)):
                    return span
                negated.add(around)
                if around == folded or len(negated) == MOST_CLAUSES:
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


def _clause(folded: str, span: tuple[int, int]) -> str:
    """What may negate a match: the items of a list that it touches (`you shall (i) ..., (ii) ...`), and what comes before the list."""
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


def compile_pattern(text: str) -> list[Pattern]:
    """Compile a pattern: chains with `|` between them. Raises ValueError for an expression that could repeat, or that is none."""
    if _FORBIDDEN.search(text):
        raise ValueError("no quantifier but `?` may stand in a pattern, and no group but (?:...)")
    return [_chain(one) for one in branches(text)]


def _chain(text: str) -> Pattern:
    parts = _GAP.split(text.strip())
    steps = [(0, _expression(parts[0]))]
    for gap, part in zip(parts[1::2], parts[2::2], strict=True):
        if part:
            steps.append((FAR if gap == "..." else NEAR, _expression(part)))
    needs = {letters for _, step in steps if (letters := needed(step.pattern))}
    return Pattern(tuple(steps), tuple(sorted(needs, key=len)))


def _expression(text: str) -> re.Pattern[str]:
    """Words match at their beginning: `terminat` finds `terminated`, `use` does not find `cause`.

    `no`, `nor` and `not` are whole words, and `not` finds `cannot` and `don't` too.
    """
    begins = "(?<![a-z])" if text[:1].isascii() else ""
    if _NO.search(text):
        begins = "(?:(?<![a-z])|(?<=can)(?=not)|(?=n't))" if "not" in text else begins
        text = _NO.sub(lambda match: r"(?:not\b|n't\b)" if match[0] == "not" else rf"{match[0]}\b", text)
    try:
        return re.compile(f"{begins}(?:{text})")
    except re.error as error:
        raise ValueError(f"'{text}' is no expression: {error}") from error


def compile_all(texts: str | Iterable[str]) -> tuple[Pattern, ...]:
    """Compile one pattern or several. Raises ValueError."""
    return tuple(chain for one in ([texts] if isinstance(texts, str) else texts) for chain in compile_pattern(one))


def build(values: Mapping[str, Any]) -> Signals:
    """Compile the values of `signals.yaml` (checked before)."""
    compiled = {name: compile_all(texts) for name, texts in values["thresholds"].items()}
    vetoes = {word: compile_all(texts) for word, texts in values["vetoes"].items()}
    return Signals(
        {name: compile_all(texts) for name, texts in values["marks"].items()},
        {name: compile_all(texts) for name, texts in values["heads"].items()},
        tuple(_vetoed(_signal(one, values["defaults"].get(one["kind"], ())), vetoes) for one in values["terms"]),
        tuple(_vetoed(_signal(_shorthand(word, one)), vetoes) for word, one in values["fields"].items()),
        tuple(_signal(_shorthand(word, one)) for word, one in values["qualified"].items()),
        tuple(_signal(one) for one in values["unless"]),
        tuple(_signal(one) for one in values["frame"]),
        compiled,
        tuple(_signal(one) for one in values["limits"]),
        {code: re.compile(rf"(?<![a-z])(?:{names})(?![a-z])") for code, names in values["places"].items()},
        # `commercial entity` is none in `non-commercial entity`
        {word: re.compile(rf"(?<![a-z-])(?:{names})") for word, names in values["parties"].items()},
    )


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
        for i, one in enumerate(values.get(name) or ()):
            problems += [document.problem((name, i, key), f"'{key}' is no key here") for key in one.keys() - KEYS]
            if one.get("kind") not in KINDS and name == "terms":
                problems.append(document.problem((name, i), f"one of {', '.join(KINDS)} was expected as kind"))
            if one.get("confidence", "likely") not in CONFIDENCE:
                problems.append(document.problem((name, i, "confidence"), f"one of {', '.join(CONFIDENCE)} was expected"))
    for where, text in patterns(values):
        try:
            compile_pattern(text)
        except ValueError as error:
            problems.append(document.problem(where, str(error)))
    if problems:
        raise SourceError(problems)


def patterns(values: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield (where, text) for every pattern of `signals.yaml`."""
    for name in ("marks", "heads", "vetoes", "thresholds", "fields", "qualified"):
        for word, one in (values.get(name) or {}).items():
            for key, texts in one.items() if isinstance(one, dict) else (("", one),):
                if key in ("", "says", "not"):
                    yield from (((name, word), text) for text in _list(texts))
    for name in LISTS:
        for i, one in enumerate(values.get(name) or ()):
            yield from (((name, i, key), text) for key in ("says", "not") for text in _list(one.get(key, ())))
