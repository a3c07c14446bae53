"""The verdicts that an audit asks for, as a wheel keeps them: of every definition, worked out when the wheel is built. Pure.

A row is a letter for each criterion, and for each that is not simply met what the first of its reasons rests on (with both readings, where
it is contested), with as many reasons as an audit names, the weightiest first: the place of a term in its definition, or in words what is
missing; then how many there are, where there are more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from checker.engine import asked, reason_of
from checker.model import Basis, CriterionResult, License, Reason, Result, RuleSet, Verdict, worst
from checker.vocabulary import Vocabulary

KEPT = "osd"  # the rule set that holds where a project names none
NAMED = 3  # reasons that an audit names
_LETTERS = dict(zip(Verdict, "fucmn", strict=True))
_VERDICTS = {letter: verdict for verdict, letter in _LETTERS.items()}
Readings = Mapping[str, str]
_MET = (Verdict.MEETS, Verdict.NOT_APPLICABLE)


def weighed(result: Result) -> Result:
    """`result` with the weightiest reasons first."""
    return result._replace(criteria=tuple(one._replace(reasons=_sorted(one), terms=_terms(one.reasons)) for one in result.criteria))


def _sorted(one: CriterionResult) -> tuple[Reason, ...]:
    """What others settled before our own readings, then contested points; doubts last, or first where a doubt decides."""
    doubtful = one.verdict is Verdict.UNKNOWN

    def weight(reason: Reason) -> tuple[bool, ...]:
        return (reason.kind == "unknown") != doubtful, reason.contested, reason.basis is not None and reason.basis.kind == "reading"

    return tuple(sorted(one.reasons, key=weight))


def _terms(reasons: Iterable[Reason]) -> int:
    return sum(bool(reason.at) for reason in reasons)


def written(results: Iterable[Result]) -> dict[str, Any]:
    """The rows of `results`, which are of one rule set, in their order, and what their reasons rest on, as plain values."""
    bases: dict[tuple[Any, ...], int] = {}
    rows: list[list[Any]] = []
    for result in map(weighed, results):
        places = {term.id: i for i, term in enumerate(result.license.terms)}
        letters = "".join(_LETTERS[one.verdict] for one in result.criteria)
        readings = list(_readings(result.ruleset))
        rows.append([letters, *(_reasons(one, places, bases, readings) for one in result.criteria if one.verdict not in _MET)])
    return {"bases": list(map(list, bases)), "rows": rows}


def _readings(ruleset: RuleSet) -> Iterator[Readings]:
    """The readings of all rules, in their order: a row has those of a contested point by their number."""
    todo = [rule for one in ruleset.criteria for rule in (one.fails_when, one.contested_when) if rule]
    while todo:
        rule = todo.pop()
        todo.extend(rule.parts)
        if rule.readings:
            yield rule.readings


def _reasons(one: CriterionResult, places: Mapping[str, int], bases: dict[tuple[Any, ...], int], readings: Sequence[Readings]) -> list[Any]:
    reasons = one.reasons
    basis = reasons[0].basis if reasons else None
    both = [readings.index(reasons[0].readings)] if one.verdict is Verdict.CONTESTED and reasons[0].readings in readings else []
    at = bases.setdefault((basis.kind, basis.source, *both), len(bases)) if basis else -1
    more = [str(_terms(reasons))] if len(reasons) > NAMED else []
    return [at, *(places[one.term] if one.term else [one.kind, one.summary] for one in reasons[:NAMED]), *more]


def read(kept: Mapping[str, Any], at: int, license: License, ruleset: RuleSet, vocabulary: Vocabulary) -> Result:
    """What `check` says of a license whose row is the one `at`, with the reasons that an audit names."""
    letters, *rest = kept["rows"][at]
    readings = list(_readings(ruleset))
    bases = [(Basis(*basis[:2]), readings[basis[2]] if basis[2:] else {}) for basis in kept["bases"]]
    criteria = tuple(_criteria(letters, iter(rest), bases, license, ruleset, vocabulary))
    return Result(license, ruleset, worst([one.verdict for one in criteria]), criteria)


def _criteria(
    letters: str, rest: Iterator[list[Any]], bases: list[tuple[Basis, Readings]], license: License, ruleset: RuleSet, vocabulary: Vocabulary
) -> Iterator[CriterionResult]:
    for criterion, letter in zip(ruleset.criteria, letters, strict=True):
        verdict = _VERDICTS[letter]
        if verdict in _MET:
            yield CriterionResult(criterion, verdict)
            continue
        at, *found = next(rest)
        terms = int(found.pop()) if isinstance(found[-1], str) else 0
        reasons = [
            reason_of(asked(license.terms[one], criterion, vocabulary), vocabulary) if isinstance(one, int) else Reason(*one)
            for one in found
        ]
        own = tuple(one._replace(basis=None) for one in reasons)
        if own and at >= 0:
            basis, readings = bases[at]
            disputed = readings or ({"note": own[0].note} if verdict is Verdict.CONTESTED else {})
            own = (own[0]._replace(basis=basis, readings=disputed), *own[1:])
        yield CriterionResult(criterion, verdict, own, terms=terms or _terms(own))
