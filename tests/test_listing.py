"""What stands out in a license, and the lists that are filtered by it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.build import build_license
from checker.covers import fields
from checker.filters import FILTERS, FilterError, fitting
from checker.highlights import UNREAD, highlights, row
from checker.model import License, Verdict
from checker.shelf import Shelf
from tests.conftest import IDS, SHELF
from tests.test_commands import run

V = SHELF.vocabulary


def listed(*arguments: str) -> set[str]:
    done = run("list", "licenses", *arguments, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return {one["id"] for one in json.loads(done.stdout)["licenses"]}


SANCTIONED = "someone on a sanctions list or in an embargoed place"


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("llama-3.2-community", ("700M users at release", "EU multimodal shut out", "38 banned fields", '"Built with Llama" shown')),
        ("hunyuan3d-2.0-community", ("1M users at release", "EU, GB, KR shut out", "20 banned fields")),
        ("stability-community-2024-07-05", ("USD 1M revenue a year",)),
        ("qwen-license-2024-09-19", ("100M users", '"Built with Qwen" or "Improved using Qwen" shown')),
        ("kimi-k2-modified-mit", ('"Kimi K2" shown beyond 100M users or USD 20M revenue a month',)),
        ("apple-amlr", ("only for research or teaching and academic work",)),
        ("cc-by-nc-4.0", ("only for non-commercial purposes",)),
        ("cc-by-nc-nd-3.0", ("only for non-commercial purposes", "no changing")),
        ("gpl-3.0", ("share-alike", "source owed")),
        ("openmdw-1.1", ("ends on a suit over patents or copyright",)),
        ("ltx-2-community-2026-01-05", ("from USD 10M revenue a year", f"not for {SANCTIONED}", "27 banned fields")),  # nor to it
        ("h-research", (UNREAD,)),
        ("mit", ()),
        ("apache-2.0", ()),
    ],
)
def test_what_stands_out(id: str, expected: tuple[str, ...]) -> None:
    found = highlights(SHELF.catalogue.get(id), V)
    assert found[: len(expected)] == expected
    assert bool(found) is bool(expected)


def made(**terms: object) -> License:
    values = {
        "id": "x",
        "name": "X",
        "publisher": "X",
        "documents": {"license": {"title": "X", "text": "held", "version": "fixed"}},
        "permissions": [{"id": "grant", "actions": ["use", "reproduce", "modify", "distribute"], "at": "license 1", "phrase": "p"}],
        "silent": [],
    }
    return build_license({**values, **terms}, V)


def term(**more: object) -> dict[str, object]:
    return {"id": "t", "at": "license 2", "phrase": "p", **more}


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({}, ()),
        ({"prohibitions": [term(actions="any", when={"employees": {"at-least": 500}})]}, ("from 500 employees",)),
        ({"prohibitions": [term(actions="any", when={"funding": {"above": 5_000_000, "currency": "EUR"}})]}, ("EUR 5M funding",)),
        ({"prohibitions": [term(actions=["use"], when={"purpose": ["commercial"]})]}, ("not for commercial purposes",)),
        (
            {"prohibitions": [term(actions=["use"], when={"purpose": ["commercial"]}, remedy="a license")]},
            ("not for commercial purposes without a separate license",),
        ),
        (
            {"prohibitions": [term(actions=["use"], when={"purpose": ["commercial"]}, unless={"party": ["academic"]})]},
            ("not for commercial purposes, with exceptions",),
        ),
        ({"prohibitions": [term(actions=["use"], when={"used-in": {"other-than": ["CN"]}})]}, ("only CN",)),
        ({"prohibitions": [term(actions=["use"], when={"party": ["competitor"]})]}, ("not for a competitor of the licensor",)),
        ({"prohibitions": [term(actions=["use"], of="output", when={"purpose": ["commercial"]})]}, ()),
        ({"prohibitions": [term(actions=["use"], when={"field": ["military"]})]}, ("1 banned field",)),
        ({"prohibitions": [term(actions=["distribute"])]}, ("no redistribution",)),
        ({"prohibitions": [term(actions=["modify"])]}, ("no changing",)),
        ({"prohibitions": [term(actions=["host"])]}, ("no offering as a service",)),
        ({"prohibitions": [term(actions=["distill"])]}, ("no training of other models",)),
        ({"prohibitions": [term(actions=["use-patents"])]}, ("no patents",)),
        ({"duties": [term(duty="pay")]}, ("a fee",)),
        ({"duties": [term(duty="share-alike", under="same")]}, ("share-alike",)),
        ({"duties": [term(duty="share-alike", under=["restrictions-kept"])]}, ()),
        ({"powers": [term(power="revoke")]}, ("revocable",)),
        (
            {"powers": [term(power="terminate-on-event", when={"event": ["guardrail-bypass"]})]},
            ("ends on removal of a safety measure without an equal one",),
        ),
        (
            {"powers": [term(power="terminate-on-litigation", scope="patent", against="anyone", about="model", ends="patent-grant")]},
            (),
        ),
        (
            {
                "documents": {
                    "license": {"title": "X", "text": "held", "version": "fixed"},
                    "policy": {"title": "P", "text": "not-held", "version": "latest"},
                }
            },
            ("policy not read",),
        ),
    ],
)
def test_each_kind_of_term_is_told(terms: dict[str, object], expected: tuple[str, ...]) -> None:
    assert highlights(made(**terms), V) == expected


@pytest.mark.parametrize("id", IDS)
def test_the_shipped_list_is_that_of_the_definitions(id: str) -> None:
    """The one entry that a list is read from says what the definition says."""
    license = SHELF.catalogue.get(id)
    (found,) = (one for one in SHELF.rows if one["id"] == id)
    assert found == row(license, V)
    banned = {field for one in license.terms if one.kind.value == "prohibition" for field in fields(one)}
    assert any(text.startswith(f"{len(banned)} banned field") for text in found["stands_out"]) is bool(banned)


def test_a_list_is_never_stale(tmp_path: Path) -> None:
    licenses = tmp_path / "licenses"
    licenses.mkdir()
    text = (SHELF.catalogue.folder / "mit.yaml").read_text(encoding="utf-8")
    (licenses / "mit.yaml").write_text(text, encoding="utf-8")

    def publishers() -> list[str]:
        return [one["publisher"] for one in Shelf(cache=tmp_path / "cache", licenses=licenses, built=None).rows]

    assert publishers() == publishers() == ["Massachusetts Institute of Technology"]
    assert (tmp_path / "cache" / "rows.json").is_file()
    (licenses / "mit.yaml").write_text(text.replace("Massachusetts Institute of Technology", "Somebody"), encoding="utf-8")
    assert publishers() == ["Somebody"]
    (licenses / "isc.yaml").write_text((SHELF.catalogue.folder / "isc.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert publishers() == ["Internet Systems Consortium", "Somebody"]


def by(test: Callable[[License], bool]) -> set[str]:
    return {id for id in IDS if test(SHELF.catalogue.get(id))}


@pytest.mark.parametrize(
    ("arguments", "inside", "outside"),
    [
        (
            ["--cap"],
            {"llama-2-community", "stability-community-2024-07-05", "kimi-k2-modified-mit"},
            {"mit", "cc-by-nc-4.0", "gemma-terms-2025-03-24"},
        ),
        (["--place", "EU"], {"llama-3.2-community", "hunyuan3d-2.0-community"}, {"llama-3.1-community", "mit"}),
        (["--place", "de"], {"llama-3.2-community", "hunyuan3d-2.0-community"}, {"llama-3.1-community"}),
        (["--place", "KR"], {"hunyuan3d-2.0-community"}, {"llama-3.2-community"}),
        (["--place", "UK"], {"hunyuan3d-2.0-community"}, {"llama-3.2-community"}),
        (["--field", "military"], {"llama-3.2-community", "deepseek-license-1.0"}, {"mit", "stability-community-2024-07-05"}),
        (["--fails", "osd"], {"llama-2-community", "cc-by-nc-4.0"}, {"mit", "kimi-k2-modified-mit", "h-research"}),
        (["--publisher", "meta"], {"llama-2-community", "fair-noncommercial-research"}, {"bsd-3-clause-clear", "gemma-terms-2025-03-24"}),
        (["--publisher", "Black Forest Labs"], {"flux-1-dev-nc-1.1.1"}, {"mit"}),
    ],
    ids=lambda value: " ".join(value if isinstance(value, list) else sorted(value)),
)
def test_a_filter_keeps_what_it_is_for(arguments: list[str], inside: set[str], outside: set[str]) -> None:
    found = listed(*arguments)
    assert inside <= found
    assert not found & outside


def test_all_filters_must_hold() -> None:
    filters = (["--cap"], ["--place", "EU"], ["--field", "military"], ["--fails", "osd"], ["--publisher", "meta"])
    every = [listed(*one) for one in filters]
    assert (
        listed(*(word for one in filters for word in one))
        == set.intersection(*every)
        == {f"llama-{n}-community" for n in ("3.2", "3.3", "4")}
    )
    assert listed("--fails", "osd", "--fails", "eu-ai-act") == listed("--fails", "osd") & listed("--fails", "eu-ai-act")


def test_filters_agree_with_what_they_are_made_from() -> None:
    assert listed("--cap") == by(
        lambda license: any(values.limit for one in license.terms for clause in one.when for values in clause.values())
    )
    assert listed("--fails", "osaid") == {id for id in IDS if verdict(id, "osaid") is Verdict.FAILS}


def verdict(id: str, rules: str) -> Verdict:
    from checker.engine import check

    return check(SHELF.catalogue.get(id), SHELF.rulebook.get(rules), V, SHELF.rulebook.criterion).verdict


def test_every_filter_is_an_option() -> None:
    help = run("list", "--help").stdout
    assert all(f"--{name}" in help for name in FILTERS)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("place", "Europe", "no ISO 3166 code"), ("field", "militry", "did you mean 'military'"), ("field", "general", "no field of use;")],
)
def test_what_no_definition_can_hold_is_no_filter(name: str, value: str, said: str) -> None:
    with pytest.raises(FilterError, match=said):
        fitting({name: value}, V)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "rules", "--cap"], "only licenses can be filtered and sorted, not rules"),
        (["list", "families", "--sort", "publisher"], "only licenses can be filtered and sorted, not families"),
        (["list", "--sort", "size"], "--sort: 'size' is none of id, publisher, released"),
        (["list", "--place", "Atlantis"], "--place: 'Atlantis' is no ISO 3166 code, EU or EEA"),
        (["list", "--fails", "ods"], "rule set: there is no rule set 'ods'"),
        (["list", "--publisher", "microsft"], "--publisher: 'microsft' has no license here (did you mean 'Microsoft'?)"),
    ],
)
def test_wrong_filters_are_explained(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {said}")


@pytest.mark.parametrize("order", ["id", "publisher", "released"])
def test_lists_are_sorted(order: str) -> None:
    rows = json.loads(run("list", "--sort", order, "--format", "json").stdout)["licenses"]
    values = [(one[order] or "").lower() for one in rows]
    assert values == sorted(values)
    assert {one["id"] for one in rows} == set(IDS)


def test_nothing_found_is_said() -> None:
    done = run("list", "--publisher", "apache", "--cap", "--format", "table")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, f"0 of {len(IDS)} licenses: cap, publisher apache")
