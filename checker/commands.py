"""What each command does, as a function from its arguments to a page and whether it found something. Nothing is printed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from checker import given
from checker.given import UsageError, licenses, one_of, question, single, subjects
from checker.model import Joint, License, Subject
from checker.names import meant
from checker.outcome import Outcome
from checker.page import Page
from checker.shelf import Shelf

COLUMNS = 40  # of a comparison


def check(
    shelf: Shelf, names: Sequence[str], rules: Sequence[str], fail_on: str, text: Path | None = None, texts: Sequence[Path] = ()
) -> Outcome:
    """Hold licenses, and drafts of `texts`, against rule sets; with `text`, the clauses a verdict rests on are quoted from it."""
    from checker.joint import judge
    from checker.model import Verdict
    from checker.pages.check import page

    one_of("--fail-on", fail_on, [verdict.value for verdict in (Verdict.FAILS, Verdict.UNKNOWN, Verdict.CONTESTED)])
    rulesets = shelf.rulebook.each(rules or ["osd"])
    if not (names or texts):
        raise UsageError(["name a license, or a text with --draft"])
    found = [*subjects(shelf, names), *_drafts(shelf, texts)]
    results = [judge(one, ruleset, shelf.vocabulary, shelf.rulebook.criterion) for one in found for ruleset in rulesets]
    shown = page(results)
    if text is not None:
        told = {
            (reason.license or result.license.id, reason.term) for result in results for one in result.criteria for reason in one.reasons
        }
        shown = _quoting(shelf, shown, [license for one in found for license in one.licenses], lambda *term: term in told, text)
    known = tuple(line for path in texts for line in _already(shelf, path))
    return Outcome(shown, any(result.verdict.rank <= Verdict(fail_on).rank for result in results), told=known)


def _already(shelf: Shelf, text: Path) -> list[str]:
    from checker.copies import already

    return already(shelf, text)


def _drafts(shelf: Shelf, texts: Sequence[Path]) -> list[Subject]:
    if not texts:
        return []
    from checker.textwork import drafted  # 1 ms that only a text needs

    return [drafted(shelf, path) for path in texts]


def _quoting(shelf: Shelf, page: Page, found: Sequence[License], wanted: Callable[[str, str], bool], text: Path) -> Page:
    from checker.textwork import quoting

    return quoting(shelf, page, found, wanted, text)


def compare(shelf: Shelf, names: Sequence[str], rules: Sequence[str], diff: bool) -> Outcome:
    """Set licenses side by side; a family stands for its members."""
    from checker.compare import compare as run
    from checker.engine import check as judge_one
    from checker.joint import judge
    from checker.pages.compare import page

    rulesets = shelf.rulebook.each(rules or shelf.rulebook.ids)
    asked = subjects(shelf, names)
    families = [one for one in asked if one.joint is Joint.FAMILY]
    single((one for one in asked if one.joint is not Joint.FAMILY), "compare")
    found = list({license.id: license for one in asked for license in one.licenses}.values())
    if len(found) > COLUMNS:
        raise UsageError([f"compare sets at most {COLUMNS} licenses side by side, not {len(found)}: {', '.join(one.id for one in found)}"])
    criterion = shelf.rulebook.criterion
    results = {one.id: [judge_one(license, one, shelf.vocabulary, criterion) for license in found] for one in rulesets}
    worst = [(one, [judge(one, ruleset, shelf.vocabulary, criterion) for ruleset in rulesets]) for one in families]
    return Outcome(page(found, run(found, results, shelf.vocabulary), diff, worst))


def show(shelf: Shelf, name: str, text: Path | None = None) -> Outcome:
    """A definition in words, or what a name that is not one license may mean; with `text`, every clause as that copy words it."""
    from checker.pages.show import joined, page

    (found,) = subjects(shelf, [name])
    if found.joint in (Joint.FAMILY, Joint.NOTHING):
        return Outcome(joined(found))
    license = licenses(shelf, [name], "show")[0]
    shown = page(license, shelf.vocabulary)
    return Outcome(shown if text is None else _quoting(shelf, shown, [license], lambda *term: True, text))


def list_(shelf: Shelf, what: str, filters: Mapping[str, Any], fails: Sequence[str], order: str) -> Outcome:
    """The licenses (those that pass all `filters`), the families, the rule sets or the words there are."""
    from checker.pages import listing

    one_of("list", what, tuple(LISTS))
    one_of("--sort", order, tuple(ORDERS))
    if what != "licenses" and (filters or fails or order != "id"):
        raise UsageError([f"only licenses can be filtered and sorted, not {what}"])
    if what == "licenses":
        return Outcome(_licenses(shelf, filters, fails, order))
    return Outcome(LISTS[what](shelf, listing))


def _licenses(shelf: Shelf, filters: Mapping[str, Any], fails: Sequence[str], order: str) -> Page:
    from checker.pages.listing import licenses as page

    rows = shelf.rows
    if filters or fails:
        from checker.engine import check as judge
        from checker.filters import FilterError, fitting, publishes
        from checker.model import Verdict

        try:
            fits = fitting(filters, shelf.vocabulary)
        except FilterError as error:
            raise UsageError([str(error)]) from error
        wanted = filters.get("publisher")
        if wanted is not None and not any(publishes(row["publisher"], wanted) for row in rows):
            from checker.names import nearest

            raise UsageError([f"--publisher: '{wanted}' has no license here{nearest(wanted, [row['publisher'] for row in rows])}"])
        rulesets = shelf.rulebook.each(fails)
        found = [license for license in map(shelf.catalogue.get, shelf.catalogue.ids) if fits(license)]
        for ruleset in rulesets:
            criterion = shelf.rulebook.criterion
            found = [one for one in found if judge(one, ruleset, shelf.vocabulary, criterion).verdict is Verdict.FAILS]
        kept = {license.id for license in found}
        rows = [row for row in rows if row["id"] in kept]
    named = [name if value is True else f"{name} {value}" for name, value in filters.items()]
    return page(
        sorted(rows, key=ORDERS[order]),
        len(shelf.rows),
        [*named, *(f"fails {name}" for name in dict.fromkeys(fails))],
        order == "publisher",
    )


ORDERS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "id": lambda row: row["id"],
    "publisher": lambda row: (row["publisher"].lower(), row["id"]),
    "released": lambda row: (row["released"] or "", row["id"]),
}
LISTS: Mapping[str, Any] = {
    "licenses": None,
    "families": lambda shelf, listing: listing.families(
        [(one, one.among(shelf.catalogue.ids)) for one in map(shelf.families.get, shelf.families.ids)]
    ),
    "rules": lambda shelf, listing: listing.rules([shelf.rulebook.get(id) for id in shelf.rulebook.ids]),
    "terms": lambda shelf, listing: listing.terms(shelf.vocabulary),
}


def explain(shelf: Shelf, code: str, rules: Sequence[str] = ()) -> Outcome:
    """What a code means; `rules` are files of rule sets whose criteria are known too."""
    from checker.explain import explain as run

    found = run(code, shelf, [shelf.rulebook.get(name) for name in rules])
    if isinstance(found, list):
        if shelf.catalogue.lookup(code) or shelf.families.find(code):
            raise UsageError([f"'{code}' is the name of a license: `modelterms show` prints its terms, `explain LICENSE/TERM` one of them"])
        raise UsageError([f"there is nothing called '{code}'{meant(found)}"])
    return Outcome(found)


def claims(shelf: Shelf, file: Path) -> Outcome:
    """Public claims held against the definitions."""
    from checker import source
    from checker.claims import build, judge_all
    from checker.pages.claims import page

    stated = build(source.load(file), shelf.vocabulary, shelf.rulebook.has)
    found = licenses(shelf, stated.licenses, "claims")
    findings = judge_all(stated, found, shelf.vocabulary, shelf.rulebook.criterion)
    return Outcome(page(stated, findings, shelf.vocabulary), empty=not (stated.claims and stated.licenses))


def can_i(
    shelf: Shelf,
    names: Sequence[str],
    do: Sequence[str],
    facts: Mapping[str, Any],
    table: str | None,
    allow_depends: bool,
    text: Path | None = None,
) -> Outcome:
    """May this user do this under these licenses? With `text`, the clauses that decide it and what is owed are quoted from that copy."""
    from checker import ask
    from checker.can_i import Answer
    from checker.pages.can_i import Case, page
    from checker.pages.turning import questions, whole

    if table is not None:
        one_of("--table", table, tuple(ask.RANGES))
    stated, wanted = question(shelf, do, facts)
    cases = []
    for subject in subjects(shelf, names):
        weighed = ask.weigh(subject, wanted, stated, shelf.vocabulary)
        if table and not subject.single:
            raise UsageError([f"--table: '{subject.text}' stands for several licenses: {given.members(subject)}"])
        ranges = ask.ranges(subject.license, wanted, stated, table, shelf.vocabulary) if table else ()
        cases.append(Case(weighed, tuple(ranges)))
    good = (Answer.YES, Answer.YES_IF, *((Answer.DEPENDS,) if allow_depends else ()))
    every = [one for case in cases for one in case.weighed.asked]
    replies = [(one.license, reply) for one in every for reply in one.replies]
    asks = {one.key: str(one) for of in every for one in questions(whole(of.replies), of.license, stated, shelf.vocabulary)}
    shown = page(cases, stated, shelf.vocabulary)
    if text is not None:
        told = {
            (license.id, term.id)
            for license, reply in replies
            for term in (*reply.deciding, *reply.open_bans, *(owed.term for owed in reply.duties if owed.now))
        }
        shown = _quoting(shelf, shown, list({license.id: license for license, _ in replies}.values()), lambda *term: term in told, text)
    return Outcome(shown, any(case.weighed.answer not in good for case in cases), asks=tuple(asks.items()))


def choose(shelf: Shelf, do: Sequence[str], facts: Mapping[str, Any], instead_of: str | None) -> Outcome:
    """Which licenses allow what is wanted?"""
    from checker import ask
    from checker.pages.choose import page

    stated, wanted = question(shelf, do, facts)
    every = shelf.gists
    found = ask.choose(every, wanted, stated, shelf.vocabulary)
    refused = subjects(shelf, [instead_of])[0] if instead_of else None
    if refused is not None:
        found = sorted(found, key=lambda choice: (min(ask.distance(choice.license, one) for one in refused.licenses), choice.license.id))
        found = [choice for choice in found if choice.license.id not in {one.id for one in refused.licenses}]
    shown = page(found, wanted, every, refused, shelf.vocabulary)
    return Outcome(shown, found=not any(choice.allowed for choice in found))
