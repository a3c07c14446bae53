"""The table of cases, written from the license texts before the engine was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checker import source
from checker.can_i import Answer, can_i
from checker.profile import read
from tests.conftest import IDS, SHELF

CASES = Path(__file__).parent / "cases" / "can_i"
TABLE = [(path.stem, case) for path in sorted(CASES.glob("*.yaml")) for case in source.load(path).value["cases"]]


@pytest.mark.parametrize(("id", "case"), TABLE, ids=[f"{id}-{case['name']}" for id, case in TABLE])
def test_answers_as_the_text_does(id: str, case: dict[str, Any]) -> None:
    profile = read(case["profile"], SHELF.vocabulary)
    reply = can_i(SHELF.catalogue.get(id), case["do"], profile, SHELF.vocabulary)
    assert reply.answer.value == case["answer"], case["why"]
    assert set(case["by"]) <= {term.id for term in (*reply.deciding, *reply.open_bans)}
    if reply.answer is Answer.DEPENDS:
        assert list(reply.asks) == sorted(case["asks"])


def test_the_table_is_large_enough() -> None:
    assert len(TABLE) >= 120
    assert {id for id, _ in TABLE} <= set(IDS)
    for id in {id for id, _ in TABLE}:
        assert len({case["name"] for other, case in TABLE if other == id}) == sum(other == id for other, _ in TABLE)
