"""Hold a license against a rule set: the verdict on each criterion, with the terms that cause it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from checker.build import texts
from checker.conditions import Match, Outcome, Setting, evaluate, fitting, joined
from checker.model import Criterion, CriterionResult, Kind, License, Reason, Result, Rule, RuleSet, Term, Verdict, worst
from checker.vocabulary import Vocabulary
from checker.wording import brief, summary

Rules = Callable[[str], Criterion]  # `osd/OSD-5` -> that criterion


def check(license: License, ruleset: RuleSet, vocabulary: Vocabulary, criterion: Rules) -> Result:
    """Return the verdict of `ruleset` on `license`. `criterion` finds criteria of other rule sets. Pure."""
    lenient, strict = (_setting(license, vocabulary, criterion, strict) for strict in (False, True))
    results = tuple(_decided(one, lenient, strict) for one in ruleset.criteria)
    return Result(license, ruleset, worst([one.verdict for one in results]), results)


def decide(criterion: Criterion, license: License, vocabulary: Vocabulary, others: Rules) -> CriterionResult:
    """Return the verdict on one criterion (DESIGN.md section 4).

    Two passes: the strict one counts contested terms and contested points against the license, the lenient one for it. Both
    fail: fails. Else, where either is unknown or a document has not been read: unknown. Else, where they differ: contested. Else: meets.
    """
    return _decided(criterion, *(_setting(license, vocabulary, others, strict) for strict in (False, True)))


def _setting(license: License, vocabulary: Vocabulary, others: Rules, strict: bool) -> Setting:
    return Setting(license, vocabulary, strict, lambda name: rules_of(others(name), strict))


def _decided(criterion: Criterion, lenient: Setting, strict: Setting) -> CriterionResult:
    """The verdict on one criterion, from the settings of the two passes."""
    license = lenient.license
    if criterion.release:
        return CriterionResult(criterion, Verdict.NOT_APPLICABLE)
    if criterion.listed and license.spdx in criterion.listed:
        reason = Reason("listed", f"{license.spdx} is accepted by name: {criterion.listed_source}")
        return CriterionResult(criterion, Verdict.MEETS, (reason,))
    mild = _fails(criterion, lenient)
    rule = criterion.fails_when
    alike = rule is not None and strict.settled and not _refers(rule)  # then the passes differ in contested points alone
    hard = mild if alike and criterion.contested_when is None else _fails(criterion, strict, {id(rule): mild} if alike else {})
    return CriterionResult(criterion, _verdict(hard, mild), tuple(_reasons(hard, mild, lenient.vocabulary, license, criterion)))


def _verdict(strict: Outcome, lenient: Outcome) -> Verdict:
    if strict.value and lenient.value:
        return Verdict.FAILS
    # A document nobody has read may hold what settles a contested point against the license: without this, finding one more
    # term would turn unknown into contested, which is better.
    if strict.value is None or lenient.value is None or strict.doubts:
        return Verdict.UNKNOWN
    return Verdict.CONTESTED if strict.value else Verdict.MEETS


def rules_of(criterion: Criterion, strict: bool) -> list[Rule]:
    """The rules whose truth means that `criterion` fails; contested points are counted in the strict pass alone."""
    return [rule for rule in (criterion.fails_when, criterion.contested_when if strict else None) if rule]


def _fails(criterion: Criterion, setting: Setting, known: Mapping[int, Outcome] | None = None) -> Outcome:
    """Whether the criterion fails; `known` are outcomes by the identity of their rule, which need not be worked out again."""
    rules = rules_of(criterion, setting.strict)
    return joined([(known or {}).get(id(rule)) or evaluate(rule, setting) for rule in rules])


def _refers(rule: Rule) -> bool:
    """True where the rule asks for another criterion, which may have contested points of its own."""
    return rule.operator == "criterion" or any(map(_refers, rule.parts))


def _reasons(strict: Outcome, lenient: Outcome, vocabulary: Vocabulary, license: License, criterion: Criterion) -> Iterable[Reason]:
    """Settled reasons first, in the order of the license, then those that only the strict pass counts; doubts where unknown."""
    settled = _distinct(lenient.matches)
    known = {_key(one) for one in settled}
    disputed = [match for match in _distinct(strict.matches) if _key(match) not in known]
    order = {term.id: i for i, term in enumerate(license.terms)} if settled or disputed else {}
    for group, contested in ((settled, False), (disputed, True)):
        for match in sorted(group, key=lambda match: order.get(match.term.id, -1) if match.term else -1):
            yield _reason(match, contested, vocabulary, criterion)
    if not strict.value or not lenient.value:
        for doubt in dict.fromkeys((*lenient.doubts, *strict.doubts)):
            yield Reason("unknown", doubt)


def _distinct(found: Iterable[Match]) -> list[Match]:
    """One match a term: the first, which the rule set names as the weightiest."""
    result: dict[str, Match] = {}
    for match in found:
        result.setdefault(_key(match), match)
    return list(result.values())


def _key(match: Match) -> str:
    return match.term.id if match.term else f"gap {match.gap}"


def _reason(match: Match, contested: bool, vocabulary: Vocabulary, criterion: Criterion) -> Reason:
    if match.term is None:
        label = vocabulary.label("actions", match.gap)
        return Reason("missing", f"nothing grants the right to {label}, and the law reserves it", basis=match.basis)
    reason = reason_of(asked(match.term, criterion, vocabulary), vocabulary)
    readings = match.readings or {}
    if contested and not readings and match.term.contested:
        readings = {"note": match.term.note}
    return reason._replace(basis=match.basis, readings=readings if contested else {}, contested=contested)


def asked(term: Term, criterion: Criterion, vocabulary: Vocabulary) -> Term:
    """A ban on several acts with those alone that the first rule names which it fits: of patents and marks kept, the patents."""
    rules = [part for rule in rules_of(criterion, True) for part in rule.parts if part.operator == "prohibits"]
    for rule in rules if len(term.words) > 1 and term.kind is Kind.PROHIBITION else ():
        if fitting((term,), rule.argument, vocabulary):
            own = tuple(word for word in term.words if word in texts(rule.argument.get("actions", term.words)))
            return term._replace(words=own) if 0 < len(own) < len(term.words) else term
    return term


def reason_of(term: Term, vocabulary: Vocabulary) -> Reason:
    """A term as a reason: its kind, words, places and phrases."""
    known = vocabulary.reasons.get(id(term))
    if known is None or known[0] is not term:
        at = tuple(map(str, term.at))
        lead = "whether you may " if term.kind is Kind.PERMISSION and term.contested else ""  # a right that speaks against a license
        lead = "the licensor may " if term.kind is Kind.POWER and vocabulary.at_will(term.words[0]) else lead
        whole, short = f"{lead}{summary(term, vocabulary)}", f"{lead}{brief(term, vocabulary)}"
        made = Reason(term.kind.value, whole, short, term.id, at, term.phrase, term.note)
        known = vocabulary.reasons[id(term)] = (term, made)
    reason: Reason = known[1]
    return reason
