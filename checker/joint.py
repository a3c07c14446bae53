"""The verdict on what consists of several licenses: a family, or an SPDX expression. Each is judged alone, then they are joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.bars import grants, only_bars
from checker.engine import Rules, check
from checker.model import CriterionResult, Joint, License, Reason, Result, RuleSet, Subject, Verdict, worst
from checker.vocabulary import Vocabulary

Known = Callable[[License, RuleSet], Result | None]  # a verdict that was worked out before; None where it must be
SOFTENED = (Verdict.FAILS, Verdict.CONTESTED)


def judge(subject: Subject, ruleset: RuleSet, vocabulary: Vocabulary, criterion: Rules, known: Known | None = None) -> Result:
    """The verdict of `ruleset` on `subject`. `criterion` finds criteria of other rule sets, `known` the verdict on a license. Pure.

    Parts that all bind (AND), or of which one is meant (a family), are as bad as the worst of them, criterion by criterion; of those
    the user may choose among (OR) the best counts, whole: nobody can take one criterion from one license and the next from another.
    """
    if subject.single:
        kept = known(subject.license, ruleset) if known else None
        result = (kept or check(subject.license, ruleset, vocabulary, criterion))._replace(joint=subject.joint)
        return _doubted(result, subject.exception) if subject.exception else result
    parts = tuple(judge(part, ruleset, vocabulary, criterion, known) for part in subject.parts)
    join = _best if subject.joint is Joint.OR else _worst
    return join(subject, ruleset, parts)


def _worst(subject: Subject, ruleset: RuleSet, parts: Sequence[Result]) -> Result:
    """Criterion by criterion the worst verdict, with the parts it comes from; all their reasons where all bind, else the first's.

    What a policy leaves undecided that only bars, a license beside it grants or does not.
    """
    criteria = []
    granted = subject.joint is Joint.AND and grants(subject)
    barring = [part for part, one in zip(parts, subject.parts, strict=True) if granted and one.single and only_bars(one.license)]
    for i, criterion in enumerate(ruleset.criteria):
        counted = [part for part in parts if part not in barring or part.criteria[i].verdict is not Verdict.UNKNOWN]
        verdict = worst([part.criteria[i].verdict for part in counted]) if counted else Verdict.UNKNOWN
        source = [part for part in counted if part.criteria[i].verdict is verdict]
        shown = source if subject.joint is Joint.AND else source[:1]
        members = tuple(dict.fromkeys(member for part in source for member in _members(part, part.criteria[i])))
        reasons = tuple(reason for part in shown for reason in _tagged(part, part.criteria[i]))
        criteria.append(CriterionResult(criterion, verdict, reasons, members, sum(part.criteria[i].terms for part in shown)))
    verdict = worst([one.verdict for one in criteria])
    return Result(subject.license, ruleset, verdict, tuple(criteria), subject.joint, tuple(parts))


def _best(subject: Subject, ruleset: RuleSet, parts: Sequence[Result]) -> Result:
    """The best of the parts: by its verdict, then by how many criteria it meets, then the first."""
    best = min(parts, key=lambda part: (-part.verdict.rank, -sum(one.verdict is Verdict.MEETS for one in part.criteria)))
    criteria = tuple(one._replace(reasons=_tagged(best, one), members=_members(best, one)) for one in best.criteria)
    return Result(subject.license, ruleset, best.verdict, criteria, subject.joint, tuple(parts), chosen=best.license.id)


def _members(part: Result, one: CriterionResult) -> tuple[str, ...]:
    return one.members or (part.license.id,)


def _tagged(part: Result, one: CriterionResult) -> tuple[Reason, ...]:
    return tuple(reason if reason.license else reason._replace(license=part.license.id) for reason in one.reasons)


def _doubted(result: Result, exception: str) -> Result:
    """The verdict on a license with an exception nobody has read: what speaks against the license may be what the exception lifts."""
    doubt = Reason("unknown", f"'{exception}' has not been read, and may lift this")
    criteria = tuple(
        one._replace(verdict=Verdict.UNKNOWN, reasons=(*one.reasons, doubt)) if one.verdict in SOFTENED else one for one in result.criteria
    )
    return result._replace(criteria=criteria, verdict=worst([one.verdict for one in criteria]))
