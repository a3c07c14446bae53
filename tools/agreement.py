#!/usr/bin/env python3
"""Where our verdicts and those of authorities agree and differ: what docs/agreement.md shows and tests/test_agreement.py holds.

The facts of the authorities stand in docs/data/, which is no part of the package: they measure, and nothing is decided by them.
"""

from __future__ import annotations

import csv
import pathlib
import sys
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from checker import source
from checker.build import texts
from checker.conditions import Setting, evaluate
from checker.engine import check
from checker.model import ANY, Joint, Kind, License, Rule, Term, Verdict
from checker.shelf import Shelf

SHELF = Shelf()
DATA = ROOT / "docs" / "data"
FLAGS = {"osi": ("osi_approved", "osd"), "fsf": ("fsf_libre", "fsf")}  # authority -> its flag, and our rule set


class Case(NamedTuple):
    """One fact of an authority beside ours. `about`: what it is about, where an authority states several things of a license."""

    authority: str
    name: str
    license: str
    about: str
    theirs: str
    ours: str
    agrees: bool


class Entry(NamedTuple):
    """A known disagreement: whose fact on which license, and why we differ."""

    authority: str
    license: str
    about: str
    why: str


def held(name: str) -> License | None:
    """The definition that an SPDX id means; None where there is none, or several."""
    subject = SHELF.desk.named(name)
    return subject.license if subject is not None and subject.joint is Joint.ONE and not subject.license.unread else None


def verdicts(authority: str) -> list[Case]:
    """Every license for which the authority says yes or no, with our verdict.

    A yes agrees with everything but `fails`; a no with everything but `meets`, which only says that nothing recorded speaks against it.
    """
    flag, rules = FLAGS[authority]
    lines = [line for line in (DATA / "spdx_flags.csv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    cases = []
    for line in csv.DictReader(lines):
        license = held(line["id"])
        if license is not None and line[flag]:
            verdict = check(license, SHELF.rulebook.get(rules), SHELF.vocabulary, SHELF.rulebook.criterion).verdict
            yes = line[flag] == "true"
            agrees = verdict is not (Verdict.FAILS if yes else Verdict.MEETS)
            cases.append(Case(authority, line["id"], license.id, "", "yes" if yes else "no", verdict.value, agrees))
    return cases


def _permits(action: str, of: str = "") -> Callable[[License], bool]:
    def test(license: License) -> bool:
        rule = Rule("permits", {"action": action, **({"of": of} if of else {})})
        return evaluate(rule, Setting(license, SHELF.vocabulary, False, lambda name: [])).value is True

    return test


def _commercial(license: License) -> bool:
    """Nothing that is barred outright hangs on a purpose."""
    barred = [term for term in license.of_kind(Kind.PROHIBITION) if {ANY, "use", "distribute"} & set(term.words)]
    return _permits("use")(license) and not any("purpose" in clause for term in barred for clause in term.when)


def _barred(action: str) -> Callable[[License], bool]:
    return lambda license: any(action in term.words for term in license.of_kind(Kind.PROHIBITION))


def _owes(*duties: str, when: Callable[[Term], bool] = lambda term: True) -> Callable[[License], bool]:
    return lambda license: any(term.words[0] in duties and when(term) for term in license.of_kind(Kind.DUTY))


def _under_the_same(term: Term) -> bool:
    return "restrictions-kept" not in texts(term.details["under"])  # any license that keeps the restrictions will do there


# What choosealicense.com words, and what in a definition says the same. Liability and warranty are not recorded here.
FACTS: Mapping[str, tuple[tuple[str, ...], Callable[[License], bool]]] = {
    "commercial-use": (("permissions",), _commercial),
    "distribution": (("permissions",), _permits("distribute")),
    "modifications": (("permissions",), _permits("modify")),
    "private-use": (("permissions",), _permits("use")),
    "patent-use": (("permissions",), _permits("use-patents")),
    "patents withheld": (("limitations",), _barred("use-patents")),
    "marks withheld": (("limitations",), _barred("use-trademark")),
    "include-copyright": (("conditions",), _owes("retain-notices", "include-license", "attribute")),
    "document-changes": (("conditions",), _owes("state-changes")),
    "disclose-source": (("conditions",), _owes("disclose-source")),
    "network-use-disclose": (
        ("conditions",),
        _owes("disclose-source", when=lambda term: bool({"host", "use", "modify"} & set(texts(term.details.get("upon", ()))))),
    ),
    "same-license": (("conditions",), _owes("share-alike", when=_under_the_same)),
}
WORDS = {"patents withheld": "patent-use", "marks withheld": "trademark-use"}


def facts() -> list[Case]:
    """Every fact of choosealicense.com on a license that is held, beside ours."""
    cases = []
    for name, theirs in source.load(DATA / "choosealicense.yaml").value.items():
        license = held(name)
        for about, (lists, test) in FACTS.items() if license is not None else ():
            word = WORDS.get(about, about)
            # `same-license--file` and the like say how far the condition reaches, which a definition says in other words
            yes = any(one == word or one.startswith(f"{word}--") for key in lists for one in theirs[key])
            own = test(license)  # type: ignore[arg-type]
            cases.append(Case("choosealicense", name, license.id, about, _said(yes), _said(own), own is yes))  # type: ignore[union-attr]
    return cases


def _said(value: bool) -> str:
    return "yes" if value else "no"


def entries() -> list[Entry]:
    """The known disagreements."""
    found: list[Any] = source.load(DATA / "disagreements.yaml").value
    return [Entry(one["authority"], one["license"], one.get("about", ""), one["why"]) for one in found]


def key(case: Case) -> tuple[str, str, str]:
    """What an entry must name to be about `case`."""
    return case.authority, case.name, case.about


def report() -> str:
    """docs/agreement.md."""
    argued = {(one.authority, one.license, one.about): one.why for one in entries()}
    parts = [
        "# Agreement with authorities",
        "Generated by `tools/generate.py` from the definitions and [data](data). The facts of the authorities measure; no rule and no "
        "definition reads them. A verdict of ours is never made to fit: where it differs, the difference is argued below, and a test fails "
        "where an argument is missing or no longer needed. `contested` and `unknown` do not count as a difference.",
    ]
    for authority, title in (("osi", "OSI approval, against `osd`"), ("fsf", "FSF libre, against `fsf`")):
        cases = verdicts(authority)
        parts += [f"## {title}", _counts(cases), *_differences(cases, argued)]
    cases = facts()
    parts += ["## choosealicense.com, against the terms", _by_fact(cases), *_differences(cases, argued)]
    return "\n\n".join(parts) + "\n"


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in (header, tuple("---" for _ in header), *rows))


def _share(cases: list[Case]) -> str:
    agreeing = sum(case.agrees for case in cases)
    return f"{agreeing} of {len(cases)} ({100 * agreeing / len(cases):.1f} percent)" if cases else "none held"


def _counts(cases: list[Case]) -> str:
    """Their yes and no by our verdict."""
    words = [verdict.value for verdict in Verdict if verdict is not Verdict.NOT_APPLICABLE]
    rows = [
        (
            said,
            *(str(sum(case.ours == word and case.theirs == said for case in cases)) for word in words),
            _share([c for c in cases if c.theirs == said]),
        )
        for said in ("yes", "no")
    ]
    return _table(("they say", *(f"`{word}`" for word in words), "no difference"), rows)


def _by_fact(cases: list[Case]) -> str:
    rows = [(about, _share([case for case in cases if case.about == about])) for about in FACTS]
    return _table(("fact", "agreement"), [*rows, ("all", _share(cases))])


def _differences(cases: list[Case], argued: Mapping[tuple[str, str, str], str]) -> list[str]:
    rows = [
        (f"`{case.name}`", *([case.about] if case.about else []), case.theirs, case.ours, argued.get(key(case), "not argued yet"))
        for case in cases
        if not case.agrees
    ]
    if not rows:
        return ["No difference."]
    return [_table(("license", *(["fact"] if cases[0].about else []), "they say", "we say", "why"), rows)]


if __name__ == "__main__":
    sys.stdout.write(report())
