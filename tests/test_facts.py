"""Facts that are easy to get wrong, each checked at the text when it was written down here."""

from __future__ import annotations

import pytest

from checker.model import Kind, License, Limit, Term
from checker.shelf import Shelf
from tests.conftest import SHELF

LLAMAS = {name: SHELF.catalogue.get(name) for name in ("llama2", "llama3", "llama3.1", "llama3.2", "llama3.3", "llama4")}


def term(license: License, constraint: str, kind: Kind = Kind.PROHIBITION) -> list[Term]:
    return [one for one in license.of_kind(kind) if any(constraint in clause for clause in one.when)]


def duties(license: License, word: str) -> list[Term]:
    return [one for one in license.of_kind(Kind.DUTY) if one.words == (word,)]


@pytest.mark.parametrize("license", LLAMAS.values(), ids=LLAMAS)
def test_metas_cap_counts_once_before_the_release(license: License) -> None:
    (cap,) = term(license, "monthly-active-users")
    (clause,) = cap.when
    assert clause["monthly-active-users"].limit == Limit("above", 700_000_000)
    assert cap.details["counted"] == {"as-of": "release", "over": "month", "of": "licensee-and-affiliates"}
    assert [c["received"].words for c in cap.unless] == [("in-product",)]
    assert str(cap.at[0]) == "license 2"


@pytest.mark.parametrize("name", ["llama3.2", "llama3.3", "llama4"])
def test_the_eu_clause_stands_in_the_policy_and_binds_multimodal_models(name: str) -> None:
    (clause,) = term(LLAMAS[name], "established-in")
    assert {place.document for place in clause.at} == {"policy"}
    assert clause.when[0]["established-in"].words == ("EU",)
    assert clause.when[0]["modality"].words == ("multimodal",)
    assert [c["received"].words for c in clause.unless] == [("in-product",)]


@pytest.mark.parametrize("name", ["llama2", "llama3", "llama3.1"])
def test_earlier_llamas_have_no_eu_clause(name: str) -> None:
    assert not term(LLAMAS[name], "established-in")
    assert not term(LLAMAS[name], "used-in")


@pytest.mark.parametrize(
    ("name", "barred"),
    [("llama2", True), ("llama3", True), ("llama3.1", False), ("llama3.2", False), ("llama3.3", False), ("llama4", False)],
)
def test_training_other_models_on_outputs(name: str, barred: bool) -> None:
    own = [one for one in LLAMAS[name].of_kind(Kind.PROHIBITION) if {"improve-model", "train-on-output"} & set(one.words)]
    assert bool(own) is barred
    if barred:
        assert str(own[0].at[0]) == "license 1.b.v"
    else:
        (prefix,) = duties(LLAMAS[name], "name-prefix")
        assert prefix.details["text"] == "Llama"
        assert "trained-on-output" in prefix.of


def test_kimis_thresholds_bring_a_display_duty_and_take_no_right(shelf: Shelf) -> None:
    kimi = shelf.catalogue.get("kimi-k2")
    assert not kimi.of_kind(Kind.PROHIBITION)
    (badge,) = duties(kimi, "display-brand")
    assert badge.details["text"] == "Kimi K2"
    limits = {name: values.limit for clause in badge.when for name, values in clause.items() if values.limit}
    assert limits == {"monthly-active-users": Limit("above", 100_000_000), "monthly-revenue": Limit("above", 20_000_000, "USD")}
    assert badge.details["counted"]["of"] == "product"


def test_stabilitys_revenue_counts_affiliates(shelf: Shelf) -> None:
    caps = term(shelf.catalogue.get("stability-community"), "annual-revenue")
    assert caps
    for cap in caps:
        assert cap.details["counted"] == {"as-of": "any-time", "over": "year", "of": "licensee-and-affiliates"}
        assert {values.limit for clause in cap.when for name, values in clause.items() if name == "annual-revenue"} == {
            # section III ends the licenses above the sum; the introduction promises free access below it alone
            Limit("at-least" if cap.id == "revenue-at-the-number" else "above", 1_000_000, "USD")
        }
    assert [cap.contested for cap in caps if cap.id == "revenue-at-the-number"] == [True]


def test_hunyuan_ends_at_a_border(shelf: Shelf) -> None:
    hunyuan = shelf.catalogue.get("hunyuan3d-2.0-community")
    borders = term(hunyuan, "used-in")
    assert borders
    assert {place for one in borders for clause in one.when for place in clause["used-in"].words} >= {"EU", "GB", "KR"}
    assert not term(hunyuan, "established-in")
    (cap,) = term(hunyuan, "monthly-active-users")
    assert cap.when[0]["monthly-active-users"].limit == Limit("above", 1_000_000)


def test_qwens_cap_is_commercial_and_a_product_s(shelf: Shelf) -> None:
    (cap,) = term(shelf.catalogue.get("qwen-license-2024-09-19"), "monthly-active-users")
    assert cap.when[0]["monthly-active-users"].limit == Limit("above", 100_000_000)
    assert cap.when[0]["purpose"].words == ("commercial",)


@pytest.mark.parametrize(
    ("name", "ends", "against"),
    [
        ("apache-2.0", "patent-grant", "anyone"),
        ("mpl-2.0", "all", "anyone"),
        ("openmdw-1.0", "all", "anyone"),
        ("openrail-m-creativeml", "patent-grant", "anyone"),
        ("llama3.1", "all", "anyone"),
        ("stability-community", "all", "licensor"),
    ],
)
def test_what_a_lawsuit_ends(name: str, ends: str, against: str, shelf: Shelf) -> None:
    found = [one for one in shelf.catalogue.get(name).of_kind(Kind.POWER) if one.words == ("terminate-on-litigation",)]
    assert {(one.details["ends"], one.details["against"]) for one in found} == {(ends, against)}


@pytest.mark.parametrize("name", ["llama3.1", "gemma", "falcon-3-tii-2024-12", "hunyuan3d-2.0-community"])
def test_a_policy_that_changes_is_a_power(name: str, shelf: Shelf) -> None:
    powers = [one for one in shelf.catalogue.get(name).of_kind(Kind.POWER) if one.words == ("change-terms",)]
    assert any("policy" in one.of for one in powers)
