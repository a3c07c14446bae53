"""The data of the registry: every file is in form, every name is one that is known, no two entries say different things of one model."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from checker.catalogue import UnknownLicense
from checker.enroll import SECTIONS, check_registry, tables
from checker.naming import canonical
from checker.patterns import Patterns, fold, pack
from checker.shelf import PACKAGE
from checker.source import SourceError, load, parse
from tests.conftest import SHELF, TEXTS

FILES = sorted((PACKAGE / "registry").glob("*.yaml"))
REGISTRY = SHELF.registry
ENTRIES = sorted(REGISTRY.entries, key=lambda row: row[0])
NAMED = sorted({license for _, entry in ENTRIES for license in entry.licenses})
MOST_BYTES = 256_000  # what the sources may weigh together


def known(license: str) -> bool:
    """Whether a definition or a family answers to a license, or the registry lists it as one whose text has not been read."""
    try:
        return bool(SHELF.catalogue.find(license))
    except UnknownLicense:
        if SHELF.families.find(license):
            return True
        return license in REGISTRY.unread or license in INDEX or license in TAGS


def ids(path: Path, column: str) -> set[str]:
    """A column of a table beside the checkout; nothing where it is not there."""
    if not path.is_file():
        return set()
    with open(path, encoding="utf-8", newline="") as stream:
        return {row[column] for row in csv.DictReader(stream)}


INDEX = ids(TEXTS / "INDEX.csv", "id")
TAGS = ids(TEXTS.parent / "data" / "hf_license_tags.csv", "tag")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_are_in_form(path: Path) -> None:
    document = load(path)
    check_registry(document)
    assert document.value["about"]


def test_every_license_is_known() -> None:
    strange = [license for license in NAMED if not known(license) and license not in REGISTRY.lists["nothing"]]
    if strange and not INDEX:
        pytest.skip(f"the list of license texts is not on this machine; {len(strange)} licenses have no definition")
    assert strange == []


@pytest.mark.parametrize("license", NAMED)
def test_every_license_stands_on_the_ladder_or_is_taken_for_strict(license: str) -> None:
    """A license that nobody placed goes with what is built on a model: it can never make an answer laxer."""
    if license not in REGISTRY.lists["nothing"]:
        assert REGISTRY.step(license).follows or REGISTRY.steps.find(license)


@pytest.mark.parametrize("license", [license for _, license in REGISTRY.spellings])
def test_spellings_lead_to_a_name_that_stands_for_itself(license: str) -> None:
    assert REGISTRY.license_name(license) == license


def test_no_name_stands_twice() -> None:
    assert REGISTRY.lists["twice"] == []


def test_every_entry_says_where_it_is_from() -> None:
    values = [load(path).value for path in FILES]  # for those who read the files: an audit has no use for it
    assert [one["models"] for value in values for one in value.get("entries") or () if not (one.get("source") or value.get("source"))] == []


def test_bases_and_hints_are_models_of_the_registry() -> None:
    named = {base for _, entry in ENTRIES for base in entry.bases} | {base for _, base in REGISTRY.families}
    assert [one for one in sorted(named) if not REGISTRY.entries.find(canonical(one, REGISTRY))] == []


def test_files_are_those_of_models_of_the_registry() -> None:
    assert [model for _, model in REGISTRY.files if not REGISTRY.entries.find(canonical(model, REGISTRY))] == []


def test_no_model_is_built_on_itself() -> None:
    assert [pattern for pattern, entry in ENTRIES if any(fold(base) == fold(pattern) for base in entry.bases)] == []


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in REGISTRY.aliases])
def test_aliases_have_at_most_one_star_and_lead_somewhere(pattern: str) -> None:
    target = REGISTRY.aliases.find(pattern.replace("*", "x" * 9))
    assert pattern.count("*") <= 1
    assert target is not None
    assert target.value.count("*") <= pattern.count("*")


def test_sources_are_small() -> None:
    assert sum(path.stat().st_size for path in FILES) < MOST_BYTES


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "a mapping was expected"),
        ("entrys: []", "'entrys' is no section"),
        ("about: [x]", "text was expected"),
        ("entries: {}", "a list was expected"),
        ("entries: [x]", "a mapping was expected"),
        ("entries: [{license: mit}]", "the key 'models' is missing"),
        ("entries: [{license: mit, models: x}]", "a list of texts was expected"),
        ("entries: [{license: mit, models: [1]}]", "a list of texts was expected"),
        ("entries: [{license: 1, models: [x]}]", "text was expected"),
        ("entries: [{license: mit, models: [x], licence: mit}]", "'licence' is no key here"),
        ("aliases: [x]", "a mapping was expected"),
        ("aliases: {x: 1}", "text was expected"),
        ("files: {a/b: x}", "a list of texts was expected"),
        ("files: [x]", "a mapping was expected"),
        ("spellings: {mit: x}", "a list of texts was expected"),
        ("words: [1]", "text was expected"),
    ],
)
def test_what_is_not_in_form_is_an_error_with_its_place(text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        check_registry(parse(text.encode(), "x.yaml"))
    assert all(problem.line for problem in caught.value.problems)


def test_the_same_name_twice_is_found() -> None:
    entry = {"license": "mit", "models": ["a/B.1", "a/b-1"]}
    assert tables([("x", {"entries": [entry]})])["twice"] == ["a/b-1"]


def test_what_is_said_of_many_is_kept_once_and_has_the_shortest_number() -> None:
    rare = {"license": "mit", "models": ["a/b"]}
    often = [{"license": "apache-2.0", "models": [f"a/{name}"]} for name in "cd"]
    found = tables([("x", {"entries": [rare, *often]})])
    assert [entry[0] for entry in found["entries"]] == [["apache-2.0"], ["mit"]]
    assert dict(Patterns(found["models"], str)) == {"a/b": "1", "a/c": "0", "a/d": "0"}


def test_what_is_packed_comes_out_as_it_went_in() -> None:
    rows = [
        ("Org/A.1", "0"),
        ("Org/b*", "0"),
        ("org/c", "1"),
        ("Org/*", ""),
        ("x", ""),
        ("t0", "2"),
        ("t0*", "2"),
        ("Ör*", "3"),
        ("Org/A-1", "9"),
    ]
    packed, twice = pack(rows)
    assert twice == ["Org/A-1"]
    patterns = Patterns(packed, str)
    assert sorted(patterns) == sorted(rows[:-1])
    names = {"ORG/a_1": "0", "org/bb": "0", "org/c": "1", "org/d": "", "X": "", "t0": "2", "t0-1": "2", "ÖR": "3"}
    assert {name: found.value for name in names if (found := patterns.find(name))} == names


def test_a_line_says_only_what_the_one_above_it_does_not() -> None:
    assert pack([("Org/a", "0"), ("Org/b", "0"), ("org/c", "0"), ("org/d", "1")])[0] == "Org/a\t0\n/b\norg/c\n/d\t1"


def test_a_name_that_begins_with_a_slash_has_the_publisher_of_the_one_before_it() -> None:
    entry = {"license": "mit", "models": ["a/b", "/c*", "d/e", "f"]}
    assert {name for name, _ in Patterns(tables([("x", {"entries": [entry]})])["models"], str)} == {"a/b", "a/c*", "d/e", "f"}


def test_every_section_is_told_apart() -> None:
    assert len(set(SECTIONS.values())) == len(SECTIONS)


@pytest.mark.parametrize(
    ("name", "wins"),
    [
        ("org/model-7b", "org/model-7b"),
        ("ORG/Model.7b", "org/model-7b"),
        ("org/model-13b", "org/model-*"),
        ("org/model-13b-it", "org/model-*-it"),
        ("org/mode", "org/*"),
        ("other/x.tv_in1k", None),
        ("x.tv_in1k", "*.tv_in1k"),
        ("org/model-", "org/model-*"),
    ],
)
def test_the_pattern_that_says_most_wins(name: str, wins: str | None) -> None:
    patterns: Patterns[int] = Patterns()
    for number, pattern in enumerate(("org/*", "org/model-*", "org/model-7b", "org/model-*-it", "*.tv_in1k", "*")):
        if pattern != "*":
            assert patterns.add(pattern, number)
    found = patterns.find(name)
    assert (found.pattern if found else None) == wins


def test_stars_are_told() -> None:
    patterns: Patterns[int] = Patterns()
    patterns.add("a/*-x-*", 1)
    found = patterns.find("a/one-x-two")
    assert found is not None
    assert found.stars == ("one", "two")
