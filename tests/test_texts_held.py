"""Every license text that is known has its definition: no text is left lying."""

from __future__ import annotations

import csv

import pytest

from tests.conftest import IDS, SHELF, TEXTS

INDEX = TEXTS / "INDEX.csv"
ROWS = [row["id"] for row in csv.DictReader(INDEX.read_text(encoding="utf-8").splitlines())] if INDEX.is_file() else []
HELD = {text.held_as for id in IDS for text in SHELF.catalogue.get(id).texts if text.held_as} | set(IDS)


@pytest.mark.skipif(not ROWS, reason="the collection of texts is not beside this checkout")
@pytest.mark.parametrize("id", ROWS or [""])
def test_is_a_definition_or_a_document_of_one(id: str) -> None:
    assert id in HELD
