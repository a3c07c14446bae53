"""Verdicts that a wheel keeps: they are those of the engine, as far as an audit shows them."""

from __future__ import annotations

import json

import pytest

from checker import verdicts
from checker.engine import check
from checker.joint import judge
from checker.model import License, Result, RuleSet
from checker.shelf import Shelf
from tests.conftest import IDS, SHELF

RULES = SHELF.rulebook.get(verdicts.KEPT)


def checked(license: License, ruleset: RuleSet = RULES) -> Result:
    return verdicts.weighed(check(license, ruleset, SHELF.vocabulary, SHELF.rulebook.criterion))


@pytest.fixture(scope="module")
def kept() -> object:
    """What a wheel has: once written and read as JSON."""
    return json.loads(json.dumps(verdicts.written(checked(SHELF.catalogue.get(id)) for id in IDS)))


@pytest.mark.parametrize("id", IDS)
def test_what_is_kept_is_what_the_engine_says(id: str, kept: dict[str, object]) -> None:
    license = SHELF.catalogue.get(id)
    want, got = checked(license), verdicts.read(kept, IDS.index(id), license, RULES, SHELF.vocabulary)
    assert (got.license, got.ruleset, got.verdict) == (want.license, want.ruleset, want.verdict)
    for mine, theirs in zip(got.criteria, want.criteria, strict=True):
        assert (mine.criterion, mine.verdict, mine.members) == (theirs.criterion, theirs.verdict, theirs.members)
        if theirs.verdict in ("fails", "unknown", "contested"):
            named = theirs.reasons[: verdicts.NAMED]
            assert mine.terms == theirs.terms
            assert [one[:7] for one in mine.reasons] == [one[:7] for one in named]
            assert [one.basis for one in mine.reasons[:1]] == [one.basis for one in named[:1]]
        if theirs.verdict == "contested":
            assert mine.reasons[0].readings == theirs.reasons[0].readings != {}


def test_only_shipped_definitions_under_the_kept_rules_are_known(kept: dict[str, object]) -> None:
    license = SHELF.catalogue.get("mit")
    shelf = Shelf(built=None)
    assert shelf.known_verdict(license, RULES) is None  # no wheel
    shelf.__dict__["_verdicts"] = kept
    own = shelf.catalogue.get("mit")
    assert shelf.known_verdict(own, RULES) == verdicts.read(kept, IDS.index("mit"), own, RULES, SHELF.vocabulary)
    assert shelf.known_verdict(own._replace(id="of-mine"), RULES) is None
    assert shelf.known_verdict(own._replace(terms=()), RULES) is None  # of that name, and another one
    assert shelf.known_verdict(own, SHELF.rulebook.get("fsf")) is None


@pytest.mark.parametrize("name", ["llama", "mit OR llama3.2", "mit AND llama3.2", "gpl-2.0 WITH something", "openrail", "gemma AND nobody"])
def test_joined_licenses_come_out_alike(name: str, kept: dict[str, object]) -> None:
    def known(license: License, ruleset: RuleSet) -> Result | None:
        return verdicts.read(kept, IDS.index(license.id), license, ruleset, SHELF.vocabulary) if license.id in IDS else None

    subject = SHELF.desk.subject(name)
    want = judge(subject, RULES, SHELF.vocabulary, SHELF.rulebook.criterion, checked)
    got = judge(subject, RULES, SHELF.vocabulary, SHELF.rulebook.criterion, known)
    assert (got.verdict, got.chosen, got.joint) == (want.verdict, want.chosen, want.joint)
    for mine, theirs in zip(got.criteria, want.criteria, strict=True):
        assert (mine.verdict, mine.members) == (theirs.verdict, theirs.members)
        if theirs.verdict in ("fails", "unknown", "contested"):
            named = (mine.reasons[: verdicts.NAMED], theirs.reasons[: verdicts.NAMED])
            assert [(one[:7], one.license) for one in named[0]] == [(one[:7], one.license) for one in named[1]]
