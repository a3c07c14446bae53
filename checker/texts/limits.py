"""Who is shut out, and by which thresholds (a number, what it counts, which side of it), read off sentences for a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checker.texts.amounts import Amount, amounts
from checker.texts.chains import Pattern
from checker.texts.found import ELSEWHERE, Cite, Found, quoted
from checker.texts.passages import Passage
from checker.texts.signals import Signals
from checker.texts.turned import bars_below, binds, frees

IN_A_MONTH = {"annual-revenue": "monthly-revenue"}  # what is meant where the number counts a month
MONEY = ("annual-revenue", "monthly-revenue", "funding")
RELATIONS = ("at-most", "at-least", "below", "above")  # `not more than` is looked for before `more than`
OTHER_SIDE = {"below": "at-least", "at-most": "above"}  # what is granted below a number is shut out from it on
BEFORE, AFTER = 160, 120  # characters around a number in which stands what it counts
BESIDE, NUMBER = 24, "#"  # characters on either side of a number in which `at least` or `or more` stands, and how patterns write it
SMALLEST = 10  # numbers below it are sections, days and the like
FEW_AFTER = 20  # characters after such a number in which it is said that it is one of employees
MONTH_SOONER = 20  # characters by which a month may stand further from a number than what is earned in it
COMMERCE = "commerce"  # the mark of a sentence that grants commercial use
NO_COMMERCE = ({"purpose": ["commercial"]}, {"purpose": {"other-than": ["research"]}}, {"purpose": ["production"]})
_OR = re.compile(r"[a-z ,()]{0,24}\b(?:and/or|or|and|plus)\b[a-z ,]{0,40}")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_JOINED = re.compile(r"[\d;]|,? (?:or|and/or|and) (?!equivalent|the equivalent|its equivalent|(?:more|less|higher|above)(?! than))")
_UNCOUNTED = re.compile(
    r"[ )]?[ )]?(?:%|\uff05|percent|per cent|(?:(?:calendar|business|working) )?(?:days?|months?|hours?|weeks?|minutes?)\b)"
)
BRAND_WORDS = 6
SELLERS = {"model-service", "service-provider"}  # companies of one trade
PARTIES_AFTER = 160  # characters after a match in which those stand who are licensed
_NO_LONGER = re.compile(r"; | (?:if|provided|except|who|may|unless)\b")  # what ends a list of them
_EXAMPLES = re.compile(
    r"\b(?:such as|includ(?:es|ing)|e\.g\.|for example)(?!\w)"
)  # those named after it are no list of all who are licensed
# What is barred above a number is commerce alone: `If your revenue exceeds it, you may not use the model commercially`.
_NO_COMMERCE_ABOVE = re.compile(
    r"\b(?:not|no longer|never|without)\b[^.;]{0,80}\bcommercial(?:ly\b| purposes?\b| use\b)|^[^.;]{0,40}commercial(?:ly\b| use\b)"
)
PARTLY = "granting"  # the mark of a list in which a number limits one item


def caps(read: Sequence[Passage], signals: Signals, cite: Cite) -> Iterator[Found]:
    """Yield a term for every sentence with thresholds: a ban, or the duty to show a brand where the sentence speaks of showing one."""
    for i, passage in enumerate(read):
        if _has("no-cap", passage.folded, signals):
            continue
        clauses = {str(clause): (amount, clause) for amount in amounts(passage.folded) for clause in _clauses(amount, passage, signals)}
        if not clauses:
            continue
        near = [one for one in read[max(0, i - 1) : i + 2] if one.place[:2] == passage.place[:2]]
        around = " ".join(one.folded for one in near)
        for_commerce = {"purpose": ["commercial"]} if _NO_COMMERCE_ABOVE.search(passage.folded) else {}
        when = [clause | for_commerce for _, clause in clauses.values()]
        first, last = min(one.start for one, _ in clauses.values()), max(one.end for one, _ in clauses.values())
        values = {
            "when": when[0] if len(when) == 1 else when,
            "counted": {
                "as-of": "release" if _has("at-release", passage.folded, signals) else "now",
                "over": "month" if any(name.startswith("monthly") for clause in when for name in clause) else "year",
                "of": next((whose for whose in WHOSE if _has(WHOSE[whose], around, signals)), "licensee"),
            },
            "at": cite(passage),
            "phrase": passage.phrase(max(0, first - 20), min(last, first + 60)),
        }
        brand = next(quoted(" ".join(word for one in near for word in one.words), BRAND_WORDS), "")
        if brand and _has("display", around, signals):
            shown = {"id": "brand-above", "duty": "display-brand", "text": brand, "where": ["user-interface"], "upon": ["use"]}
            yield Found("duty", shown | values, "likely", "cap")
        else:
            name = next(iter(when[0]))
            sure = len(when) == 1 and binds(passage.folded) and PARTLY not in passage.context
            yield Found("prohibition", {"id": f"{name}-cap", "actions": "any", **values}, "sure" if sure else "likely", "cap")


WHOSE: Mapping[str, str] = {"licensee-and-affiliates": "affiliates", "product": "product"}


def uncounted(read: Sequence[Passage], signals: Signals, cite: Cite) -> Iterator[str]:
    """Yield what to look at: numbers that limit something the vocabulary has no word for, such as requests and devices."""
    for passage in read:
        for amount in amounts(passage.folded):
            after = passage.folded[amount.end : amount.end + 40]
            what = "" if amount.value else "a number that cannot be read surely"
            other = amount.value >= SMALLEST and _has("other-measure", _beside(amount, passage.folded), signals)
            if amount.value > 1 and (other or _has("other-unit", after, signals)) and not next(_clauses(amount, passage, signals), None):
                what = "a cap that the vocabulary has no word for"
            if what and _relation(passage.folded, amount, signals):
                yield f"{what}, at {cite(passage)}: '{passage.phrase(max(0, amount.start - 10), amount.end + 20)}'"


def persons(read: Sequence[Passage], signals: Signals, cite: Cite) -> Iterator[Found]:
    """Yield a ban for every sentence that says who is shut out, or who alone is licensed; who is named so in any of them is licensed."""
    hits = list[tuple[Passage, tuple[int, int]]]()
    licensed = dict[str, None]()
    for passage in read:
        for signal in signals.limits:
            if signal.kind != "who" or (span := signal.find(passage.folded, passage.context)) is None:
                continue
            if signal.term.get("party") == "only":
                named = "; ".join(passage.folded[slice(*one)] for one in spans(signal.says, passage.folded))
                words = [word for word, names in signals.parties.items() if names.search(named)]
                if not SELLERS.isdisjoint(words) and "company" in words:
                    words.remove("company")
                values = {"id": signal.id, "actions": "any", "when": {"party": words}, "at": cite(passage), "phrase": passage.phrase(*span)}
                yield from [Found("prohibition", values, signal.confidence, "person")] if words else []
                continue
            after = _NO_LONGER.split(passage.folded[span[1] : span[1] + PARTIES_AFTER], maxsplit=1)[0]
            named = _EXAMPLES.split(passage.folded[slice(*span)] + after, maxsplit=1)[0]
            words = [word for word, names in signals.parties.items() if names.search(named)]
            if words and "company" not in words:
                hits.append((passage, span))
                licensed |= dict.fromkeys(words)
    for passage, span in hits:
        values = {"id": "only-for", "actions": "any", "when": {"party": {ELSEWHERE: sorted(licensed)}}}
        yield Found("prohibition", {**values, "at": cite(passage), "phrase": passage.phrase(*span)}, "likely", "person")


def without_partial_bans(found: list[Found], read: Sequence[Passage], cite: Cite) -> tuple[list[Found], list[str]]:
    """`found` without bans on all commercial use where the text grants such use to those below a threshold, and what to look at then.

    `For research and non-commercial purposes` is one of two grants there, and no limit. A ban in so many words stays. Pure.
    """
    caps_ = [one.values for one in found if one.signal == "cap" and one.kind == "prohibition"]
    above = {place for values in caps_ if "purpose" in str(values["when"]) for place in _places_of(values)}
    found = [one for one in found if one.values.get("when") not in NO_COMMERCE or not set(_places_of(one.values)) <= above]
    if not caps_ or not any(COMMERCE in passage.context for passage in read):
        return found, []
    outright = {cite(passage) for passage in read if "ban" in passage.context and "definition" not in passage.context}
    kept, look = list[Found](), list[str]()
    for one in found:
        at = _places_of(one.values)
        if one.kind == "prohibition" and one.values.get("when") in NO_COMMERCE and not outright & set(at):
            look.append(f"commercial use seems to be limited for some only, at {at[0]}")
        else:
            kept.append(one)
    return kept, look


def _places_of(values: Mapping[str, Any]) -> Sequence[str]:
    at: str | list[str] = values["at"]
    return [at] if isinstance(at, str) else at


def marked(folded: str, patterns: Mapping[str, Sequence[Pattern]]) -> frozenset[str]:
    """The marks whose patterns find anything in a folded sentence."""
    return frozenset(name for name, some in patterns.items() if any(True for one in some for _ in one.find(folded)))


def _clauses(amount: Amount, passage: Passage, signals: Signals) -> Iterator[dict[str, Any]]:
    """The constraints that a number sets: `{annual-revenue: {above: 1000000, currency: USD}}`; none where it counts nothing of ours, two
    for `revenue or funding`."""
    relation = _relation(passage.folded, amount, signals) if _counts(amount, passage.folded, signals) else ""
    before = passage.folded[: amount.start]
    if not relation or (relation not in OTHER_SIDE and frees(passage.folded, before)):
        return  # `above 50 employees no license is needed` shuts nobody out
    for unit in _units(amount, passage.folded, signals):
        side = relation if bars_below(before) else OTHER_SIDE.get(relation, relation)
        limit: dict[str, Any] = {side: amount.value}
        if unit in MONEY:
            limit["currency"] = amount.currency
        yield {unit: limit}


def _counts(amount: Amount, folded: str, signals: Signals) -> bool:
    """False for the number of a section or of days, for a year and for a share: they count nobody. A handful may be of employees."""
    if not amount.value or _has("other-measure", _beside(amount, folded), signals):
        return False
    share = _UNCOUNTED.match(folded, amount.end) is not None
    few = amount.value < SMALLEST and not _has("unit:employees", folded[amount.end : amount.end + FEW_AFTER], signals)
    return not few and not share and not _YEAR.fullmatch(folded[amount.start : amount.end].strip("(+) "))


def _units(amount: Amount, folded: str, signals: Signals) -> list[str]:
    """What the number counts: the unit that stands nearest to it, and one joined to that. Money counts no people, and people no money."""
    before, after = folded[max(0, amount.start - BEFORE) : amount.start], folded[amount.end : amount.end + AFTER]
    found = []  # how far it stands from the number, what it is, and where on its side
    for name, patterns in signals.thresholds.items():
        unit = name.removeprefix("unit:")
        if unit != name and (unit in MONEY) == bool(amount.currency):
            found += [(len(before) - end, unit, (before, start, end)) for start, end in spans(patterns, before)]
            found += [(start, unit, (after, start, end)) for start, end in spans(patterns, after)]
    if not found:
        return []
    # who `earns 5 dollars a month` earns: the narrower unit is meant
    _, nearest, place = min(found, key=lambda one: one[0] - MONTH_SOONER * one[1].startswith("monthly"))
    joined = {unit for _, unit, other in found if unit != nearest and not unit.startswith("monthly") and _are_joined(place, other)}
    if _has("per-month", _beside(amount, folded), signals):
        return [IN_A_MONTH.get(nearest, nearest)]
    return [nearest, *sorted(joined)]


def _are_joined(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    """Whether two units stand on one side of a number with no more than `or` between them."""
    first, last = sorted((one, other), key=lambda place: place[1])
    return one[0] is other[0] and _OR.fullmatch(one[0], first[2], last[1]) is not None


def _beside(amount: Amount, folded: str) -> str:
    """What stands around a number up to the next number, or what is joined to it by `or` and `and`."""
    before, after = folded[max(0, amount.start - BEFORE) : amount.start], folded[amount.end : amount.end + AFTER]
    return _JOINED.split(before)[-1] + NUMBER + _JOINED.split(after, maxsplit=1)[0]


def spans(patterns: Sequence[Pattern], folded: str) -> Iterator[tuple[int, int]]:
    """Where any of the patterns matches."""
    for one in patterns:
        yield from one.find(folded)


def _relation(folded: str, amount: Amount, signals: Signals) -> str:
    before, after = folded[max(0, amount.start - 45) : amount.start], folded[amount.end : amount.end + 60]
    around = f"{before[-BESIDE:]}{NUMBER}{after[:BESIDE]}"
    for sides in ((("", before), ("-around", around)), (("-after", after),)):
        for name in RELATIONS:
            if any(True for suffix, side in sides for _ in spans(signals.thresholds.get(name + suffix, ()), side)):
                return name
    return ""


def _has(name: str, folded: str, signals: Signals) -> bool:
    return any(True for _ in spans(signals.thresholds[name], folded))
