"""The operators of a rule set: pure functions from a license to true, false or unknown, in Kleene's three-valued logic.

Every operator takes one filter. `strict` counts what is contested against the license, the lenient pass for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from checker.build import texts
from checker.covers import covers, fields
from checker.model import Basis, Kind, License, Rule, Term, Values
from checker.tuples import NamedTuple
from checker.vocabulary import Vocabulary, build_values

Truth = bool | None
Test = Callable[[Term], bool]
OTHER_WAY = "other-way"  # the event that another of the ways which the license offers is taken
ALTERNATIVES = frozenset(("where", "how", "ways"))  # attributes that list alternatives: a filter must admit every one


class Match(NamedTuple):
    """A term that makes an operator true, or a `gap`: the action that is not granted. With what the rule rests on."""

    term: Term | None
    gap: str = ""
    basis: Basis | None = None
    readings: Mapping[str, str] | None = None


class Outcome(NamedTuple):
    """The value of a rule, the matches that make it true, and what is missing: where it is unknown, or where there may be more."""

    value: Truth
    matches: tuple[Match, ...] = ()
    doubts: tuple[str, ...] = ()


class Setting:
    """What rules are evaluated against. `resolve` gives the rules of another criterion (`osd/OSD-5`)."""

    def __init__(self, license: License, vocabulary: Vocabulary, strict: bool, resolve: Callable[[str], list[Rule]]) -> None:
        self.license = license
        self.vocabulary = vocabulary
        self.strict = strict
        self.resolve = resolve

    @cached_property
    def counted(self) -> Mapping[Kind, Sequence[Term]]:
        """The terms of each kind that count, in their order: the lenient pass leaves out the contested ones."""
        terms = {kind: self.license.of_kind(kind) for kind in Kind}
        if self.strict or self.settled:
            return terms
        return {kind: [term for term in of if not term.contested] for kind, of in terms.items()}

    @cached_property
    def settled(self) -> bool:
        """Whether no term is contested."""
        return not any(term.contested for term in self.license.terms)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Why a term that was not found may exist nevertheless."""
        return self.license.doubts


def evaluate(rule: Rule, setting: Setting) -> Outcome:
    """Return the outcome of `rule` for the license in `setting`. Pure."""
    outcome = OPERATORS[rule.operator](rule, setting)
    if rule.basis or rule.readings:
        outcome = Outcome(
            outcome.value,
            tuple(Match(m.term, m.gap, m.basis or rule.basis, m.readings or rule.readings or None) for m in outcome.matches),
            outcome.doubts,
        )
    return outcome


def _any(rule: Rule, setting: Setting) -> Outcome:
    return joined([evaluate(part, setting) for part in rule.parts])


def joined(parts: list[Outcome]) -> Outcome:
    """The outcome of several rules of which one is enough. Pure."""
    if any(part.value for part in parts):
        return Outcome(True, tuple(m for part in parts if part.value for m in part.matches), _doubts(parts))
    if any(part.value is None for part in parts):
        return Outcome(None, (), _doubts(parts))
    return Outcome(False)


def _all(rule: Rule, setting: Setting) -> Outcome:
    parts = [evaluate(part, setting) for part in rule.parts]
    if any(part.value is False for part in parts):
        return Outcome(False)
    if any(part.value is None for part in parts):
        return Outcome(None, (), _doubts(parts))
    return Outcome(True, tuple(m for part in parts for m in part.matches), _doubts(parts))


def _doubts(parts: list[Outcome]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(doubt for part in parts for doubt in part.doubts))


def _not_permits(rule: Rule, setting: Setting) -> Outcome:
    """`not` stands only around `permits` (the schema of rule sets holds that)."""
    outcome = _permits(rule.parts[0], setting)
    if outcome.value is None:
        return outcome
    return Outcome(not outcome.value, outcome.matches)


def _criterion(rule: Rule, setting: Setting) -> Outcome:
    return joined([evaluate(one, setting) for one in setting.resolve(rule.argument["id"])])


def _permits(rule: Rule, setting: Setting) -> Outcome:
    """True where the action is granted, or not limited at all, and no unconditional prohibition takes it away."""
    license, vocabulary = setting.license, setting.vocabulary
    action: str = rule.argument["action"]
    of = texts(rule.argument["of"]) if "of" in rule.argument else ()
    if license.unread:
        return Outcome(None, (), (license.gap,))
    limiting = vocabulary.limiting(action)
    barring = [t for t in license.of_kind(Kind.PROHIBITION) if not limiting.isdisjoint(t.words)]
    unconditional = [
        t for t in barring if not t.conditional and _reaches(t, action, of, vocabulary) and (setting.strict or not t.contested)
    ]
    if unconditional:
        return Outcome(False, tuple(Match(t) for t in unconditional))
    grants = granting(license, action, vocabulary, of)
    if license.draft:
        return Outcome(None, (), (license.gap,))
    if any(not t.contested or not setting.strict for t in grants):
        return Outcome(True)
    if grants:
        return Outcome(False, tuple(Match(t) for t in grants))
    if action in license.silent:
        return Outcome(False, (Match(None, gap=action),)) if vocabulary.reserved(action) else Outcome(True)
    own = [t for t in barring if action in t.words]
    if own and action not in license.undecided:
        outright = [t for t in own if not t.when]  # also one that spares somebody
        if vocabulary.reserved(action) and not outright and any(t.when for t in own):
            return Outcome(False, (Match(None, gap=action),))  # a ban in one case is not why it may not be done in the others
        return Outcome(False, tuple(Match(t) for t in outright or own))
    how = "cannot be decided from the text" if action in license.undecided else "is not recorded"
    return Outcome(None, (), (f"whether one may {vocabulary.label('actions', action)} {how}",))


def granting(license: License, action: str, vocabulary: Vocabulary, of: tuple[str, ...] = ()) -> list[Term]:
    """The permissions that give the right to `action` (a word of the vocabulary) on the assets `of`, contested ones too. Pure."""
    grants = license.of_kind(Kind.PERMISSION)
    return [term for term in grants if action in vocabulary.grants(term.words) and _reaches(term, action, of, vocabulary)]


def _reaches(term: Term, action: str, of: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """True where a grant or ban reaches the assets `of`; without them, the licensed thing (its weights) or what the act is done to."""
    if of:
        return _about(term, Values(of), vocabulary)
    if term.kind is Kind.PERMISSION:
        return vocabulary.granted_itself(action, term.of)
    return not term.of or not {"parameters", *vocabulary.sections["actions"].get(action, {}).get("about", ())}.isdisjoint(term.of)


def _terms(kind: Kind) -> Callable[[Rule, Setting], Outcome]:
    """The operator that asks for a term of `kind`. None found is false only where every document has been read."""

    def operator(rule: Rule, setting: Setting) -> Outcome:
        found = fitting(setting.counted[kind], rule.argument, setting.vocabulary)
        missing = setting.missing
        if found:
            return Outcome(True, tuple(map(Match, found)), missing)
        return Outcome(None, (), missing) if missing else Outcome(False)

    return operator


OPERATORS: Mapping[str, Callable[[Rule, Setting], Outcome]] = {
    "any": _any,
    "all": _all,
    "not": _not_permits,
    "criterion": _criterion,
    "permits": _permits,
    "prohibits": _terms(Kind.PROHIBITION),
    "requires": _terms(Kind.DUTY),
    "empowers": _terms(Kind.POWER),
}


def fitting(terms: Iterable[Term], wanted: Mapping[str, Any], vocabulary: Vocabulary) -> list[Term]:
    """The `terms` that fit every part of the filter `wanted`, in their order."""
    tests = vocabulary.tests.get(id(wanted))
    if tests is None or tests[0] is not wanted:
        made = [_TESTS[name](value, vocabulary) if name in _TESTS else _attribute(name, value) for name, value in wanted.items()]
        tests = vocabulary.tests[id(wanted)] = (wanted, made)
    found: Iterable[Term] = terms
    for test in tests[1]:
        if not found:
            break
        found = list(filter(test, found))
    return list(found)


def _reached(wanted: Any, vocabulary: Vocabulary) -> Test:
    """`action` asks what a term reaches (a ban on use reaches hosting), `actions` what it names itself."""
    limiting = frozenset().union(*map(vocabulary.limiting, texts(wanted)))
    return lambda term: not limiting.isdisjoint(term.words)


def _named(wanted: Any, vocabulary: Vocabulary) -> Test:
    values = build_values(wanted)
    words = frozenset(values.words)
    if values.other_than:
        return lambda term: not words.issuperset(term.words)
    return lambda term: not words.isdisjoint(term.words)


def _of(wanted: Any, vocabulary: Vocabulary) -> Test:
    values = build_values(wanted)
    return lambda term: _about(term, values, vocabulary)


def _when(wanted: Any, vocabulary: Vocabulary) -> Test:
    """The term's `when` names one of the constraints, with one of the values where values are given."""
    if not isinstance(wanted, Mapping):
        names = texts(wanted)
        return lambda term: term.when != () and any(name in clause for clause in term.when for name in names)
    values = {name: build_values(raw) for name, raw in wanted.items()}
    return lambda term: (
        term.when != ()
        and any(name in clause and covers(name, clause[name], one, vocabulary) for clause in term.when for name, one in values.items())
    )


def _ground(wanted: Any, vocabulary: Vocabulary) -> Test:
    grounds = texts(wanted)
    return lambda term: term.when != () and any(vocabulary.ground(field) in grounds for field in fields(term))


def _unconditional(wanted: Any, vocabulary: Vocabulary) -> Test:
    """Whether it always binds, or in some cases; what everybody may choose another way for does neither."""

    def test(term: Term) -> bool:
        sometimes = term.conditional or "cases" in texts(term.details.get("qualified", ()))
        events = {word for clause in term.unless if "event" in clause for word in clause["event"].words}
        return sometimes is not wanted and OTHER_WAY not in events

    return test


_TESTS: Mapping[str, Callable[[Any, Vocabulary], Test]] = {
    "action": _reached,
    "actions": _named,
    "duty": _named,
    "power": _named,
    "of": _of,
    "when": _when,
    "ground": _ground,
    "unconditional": _unconditional,
}


def _attribute(name: str, wanted: Any) -> Test:
    """The term has the attribute `name`, and it is what is wanted."""
    if isinstance(wanted, bool):
        return lambda term: term.details.get(name) is wanted
    values = build_values(wanted)
    if name in ALTERNATIVES:
        return lambda term: name in term.details and all(_admits(values, (one,)) for one in texts(term.details[name]))
    return lambda term: name in term.details and _admits(values, texts(term.details[name]))


def _admits(wanted: Values, words: tuple[str, ...]) -> bool:
    """True where one of `words` is wanted; with `other-than`, where one of them is not among those left out."""
    return any((word in wanted.words) is not wanted.other_than for word in words)


def _about(term: Term, wanted: Values, vocabulary: Vocabulary) -> bool:
    if term.of:
        return _admits(wanted, term.of)
    return wanted.other_than or any(not _apart(asset, vocabulary) for asset in wanted.words)


def _apart(asset: str, vocabulary: Vocabulary) -> bool:
    return bool(vocabulary.sections["assets"].get(asset, {}).get("apart"))
