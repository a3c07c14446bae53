"""Every AI license was read a second time, the readings are in order, and their comparison counts right."""

from __future__ import annotations

import csv
import sys

import pytest

from checker import source
from tests.conftest import IDS, ROOT, SHELF, TEXTS

sys.path.insert(0, str(ROOT / "tools"))
import second_reading
from second_reading import KINDS, Table, facts, tables

READINGS = {one.id: one for one in second_reading.seconds()}
DATA = source.load(second_reading.DATA).value
ANSWERS = {"first", "second", "both possible"}


def ai_licenses() -> set[str]:
    """Definitions of texts that the collection of AI licenses lists; where that is not at hand, those without an SPDX id of their own."""
    index = TEXTS / "INDEX.csv"
    if index.is_file():
        with index.open(encoding="utf-8") as lines:
            return {row["id"] for row in csv.DictReader(lines)} & set(IDS)
    held = {id: SHELF.catalogue.get(id) for id in IDS}
    return {id for id, one in held.items() if not one.unread and (one.spdx or "LicenseRef-").startswith("LicenseRef-")}


def test_every_ai_license_has_a_second_reading() -> None:
    assert ai_licenses() - READINGS.keys() == DATA["without"].keys()
    assert set(IDS) >= READINGS.keys()


def test_one_without_extends_one_with() -> None:
    assert all(source.load(ROOT / "licenses" / f"{id}.yaml").value["extends"] in READINGS for id in DATA["without"])


@pytest.mark.parametrize("id", READINGS)
def test_a_second_reading_holds_words_of_the_vocabulary(id: str) -> None:
    vocabulary = SHELF.vocabulary
    known = {"permission": "actions", "field": "fields", "duty": "duties", "power": "powers"}
    for kind, word in READINGS[id].facts:
        assert kind not in known or word in vocabulary.words(known[kind]), word
        assert kind != "limit" or word.split()[0] in vocabulary.words("constraints"), word
    assert all(len(line) == 5 and line[3] in ANSWERS for line in READINGS[id].settled)


def test_the_readers_are_those_of_the_counts() -> None:
    assert {one.reader for one in READINGS.values()} == {row["reader"] for row in DATA["readers"]}


def test_facts_of_a_definition() -> None:
    assert facts(
        {
            "grant": {"territory": {"except": ["KR", "EU"]}, "revocable": False},
            "permissions": [{"actions": ["use"]}],
            "prohibitions": [
                {"actions": "any"},
                {"actions": ["use"], "when": {"field": ["military"]}},
                {"actions": ["use"], "when": [{"purpose": ["commercial"]}, {"purpose": {"other-than": ["research", "personal"]}}]},
            ],
            "duties": [{"duty": "attribute"}],
            "powers": [{"power": "audit"}],
        }
    ) == {
        ("grant", "territory except EU KR"),
        ("grant", "revocable false"),
        ("permission", "use"),
        ("prohibition", "any"),
        ("field", "military"),
        ("limit", "purpose commercial"),
        ("limit", "purpose other-than personal research"),
        ("duty", "attribute"),
        ("power", "audit"),
    }


def test_kappa_against_a_worked_example() -> None:
    table = Table(20, 5, 10, 15)
    assert table.agreement == pytest.approx(0.7)
    assert table.kappa == pytest.approx(0.4)
    assert Table(0, 0, 0, 9).kappa == 1


def test_cells_are_licenses_by_words() -> None:
    one, other = frozenset({("duty", "audit"), ("duty", "pay")}), frozenset({("duty", "pay")})
    assert tables([(one, other), (other, other)])["duty"] == Table(2, 1, 0, 1)
    assert list(tables([])) == list(KINDS)
