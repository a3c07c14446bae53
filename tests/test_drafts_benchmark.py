"""How `benchmarks/drafts.py` cuts the definitions into parts: what is fresh changes nothing for the others."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from tests.conftest import SHELF

FILE = Path(__file__).resolve().parent.parent / "benchmarks" / "drafts.py"
SPEC = importlib.util.spec_from_file_location("drafts_benchmark", FILE)
assert SPEC is not None
assert SPEC.loader is not None
drafts = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(drafts)

TEXTS = {
    drafts.DEVELOPMENT: "a license of the family that begins the first part and says a thing or two of itself alone",
    **{f"license-{i}": " ".join(f"word{i * 20 + k}" for k in range(20)) for i in range(12)},
}


def test_what_is_fresh_stands_apart() -> None:
    cut = drafts.sides(TEXTS, frozenset())
    assert set(cut.values()) == set(drafts.PARTS)
    newcomers = {"newcomer": TEXTS["license-3"], "stranger": "words of which none stands in any other of the texts that are cut here"}
    assert drafts.sides({**TEXTS, **newcomers}, frozenset(newcomers)) == cut | dict.fromkeys(newcomers, drafts.FRESH)


def test_what_was_fresh_stays_apart() -> None:
    cut = drafts.sides(TEXTS, frozenset())
    newcomers = {"newcomer": TEXTS["license-3"], "stranger": "words of which none stands in any other of the texts that are cut here"}
    apart = drafts.sides({**TEXTS, **newcomers}, frozenset({"stranger"}), frozenset({"newcomer"}))
    assert apart == cut | {"newcomer": drafts.READ, "stranger": drafts.FRESH}


def test_the_file_of_fresh_ids() -> None:
    assert drafts.fresh_ids("# a comment\none\n\n two  # because\n") == {"one", "two"}
    named = drafts.fresh_ids(drafts.FRESH_IDS.read_text(encoding="utf-8"))
    assert named <= set(SHELF.catalogue.ids)
    read = drafts.fresh_ids(drafts.READ_IDS.read_text(encoding="utf-8"))
    assert read <= set(SHELF.catalogue.ids)
    assert not read & named
