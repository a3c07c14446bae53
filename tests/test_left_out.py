"""What `drafts.py --leave-family-out` leaves out: the patterns and words that are right in one family alone."""

from __future__ import annotations

import sys

import pytest

from tests.conftest import ROOT, SHELF

sys.path.insert(0, str(ROOT / "benchmarks"))
import drafts
from left_out import Watch, counted, left_out, once, taught, traced

from checker.texts.chains import compile_pattern

KESTREL = "You must credit Kestrel when you share the weights.\n\nYou shall indemnify us against all claims."
TEXTS = {"one": KESTREL, "two": KESTREL, "other": "The user must give credit to the authors.\n\nThe user shall tell nobody."}
FAMILY = {"one": "one", "two": "one", "other": "other"}


def test_every_pattern_can_be_written_again() -> None:
    watch = Watch(SHELF.signals, SHELF.vocabulary, drafts.facts)
    assert len(watch.patterns) > 1000
    for one in watch.patterns.values():
        assert one.without({(id(one.pattern), 1, 10**6)}) == one.pattern


@pytest.mark.parametrize(
    ("pattern", "text", "used", "without"),
    [
        ("(?:use|wield) .. (?:swords?|axes)", "you may wield an axes", {(0, 0), (1, 2), (2, 2)}, "you may use swords"),
        ("(?:old |new )?weights", "the new weights", {(0, 0), (1, 2)}, "the weights"),
        ("claims & (?:hold|held) & (?:us|them)", "you held us free of claims", {(0, 0), (2, 2), (3, 1)}, "claims that hold them"),
    ],
)
def test_the_words_a_match_uses(pattern: str, text: str, used: set[tuple[int, int]], without: str) -> None:
    (one,) = (traced(chain) for chain in compile_pattern(pattern))
    ((start, _),) = one.pattern.find(text)
    units = one.used(text, start)
    assert {unit[1:] for unit in units} == used
    left = one.without({unit for unit in units if unit[1]})
    assert left is not None
    assert not any(left.find(text)) or without == "the weights"
    assert any(left.find(without))
    assert one.without(units) is None


def test_a_group_that_must_match_needs_a_word() -> None:
    (one,) = (traced(chain) for chain in compile_pattern("(?:use|wield) swords"))
    assert one.without({(id(one.pattern), 1, 1), (id(one.pattern), 1, 2)}) is None


def test_what_one_family_alone_has_taught_is_left_out() -> None:
    want = {id: {("duty", "attribute")} | ({("duty", "indemnify")} if id != "other" else set()) for id in TEXTS}
    watch = Watch(SHELF.signals, SHELF.vocabulary, drafts.facts)
    texts = {id: {"license": text} for id, text in TEXTS.items()}
    drafted = dict(taught(watch, texts, FAMILY, want))
    assert ("duty", "indemnify") in drafted["one"] & drafted["two"]
    without = dict(left_out(watch, texts, FAMILY, "patterns"))
    assert ("duty", "indemnify") not in without["one"] | without["two"]


def test_what_licenses_of_a_family_share_counts_once() -> None:
    credit, pay = ("duty", "attribute"), ("duty", "pay")
    weight = once(FAMILY, {"one": {credit, pay}, "two": {credit}, "other": {credit}})
    assert weight == {"one": {credit: 0.5, pay: 1}, "two": {credit: 0.5}, "other": {credit: 1}}
    sums = {name: drafts.Counter() for name in ("right", "missed", "extra")}
    counted({credit}, {credit, pay}, sums, weight["one"])
    assert [sums[name]["duty"] for name in sums] == [0.5, 0, 1]


def test_readings_are_counted_as_drafts_are() -> None:
    import readers

    words = [
        ("limit", "annual-revenue at-least 1000000, currency USD"),
        ("limit", "purpose other-than academic research"),
        ("limit", "party other-than academic"),
        ("limit", "used-in EU"),
        ("limit", "result competing"),
        ("field", "medical-advice"),
        ("duty", "pay"),
        ("permission", "use"),
    ]
    assert set(readers.like_drafts(words)) == {
        ("cap", "annual-revenue at-least 1000000 USD"),
        ("purpose", "commercial"),
        ("person", "not academic"),
        ("place", "used-in EU"),
        ("output training", "yes"),
        ("field group", "unlicensed-profession"),
        ("duty", "pay"),
    }
