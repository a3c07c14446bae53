"""Our verdicts beside those of authorities: every difference is argued, no argument outlives its difference, nothing is made to fit."""

from __future__ import annotations

import ast
import re
import sys

import pytest

from checker.model import Verdict
from tests.conftest import IDS, ROOT, RULESETS, SHELF

sys.path.insert(0, str(ROOT / "tools"))
import agreement

VERDICTS = [*agreement.verdicts("osi"), *agreement.verdicts("fsf")]
FACTS = agreement.facts()
CASES = {agreement.key(case): case for case in (*VERDICTS, *FACTS)}
ENTRIES = {(one.authority, one.license, one.about): one for one in agreement.entries()}


def test_there_is_something_to_compare() -> None:
    assert len([case for case in VERDICTS if case.authority == "osi"]) >= 46
    assert len([case for case in VERDICTS if case.authority == "fsf"]) >= 29
    assert len(FACTS) >= 36 * len(agreement.FACTS)
    assert {case.theirs for case in VERDICTS} == {case.theirs for case in FACTS} == {"yes", "no"}


@pytest.mark.parametrize("case", VERDICTS, ids=lambda case: f"{case.authority}-{case.name}")
def test_what_an_authority_accepts_does_not_fail_without_an_argument(case: agreement.Case) -> None:
    assert case.theirs == "no" or case.ours != Verdict.FAILS or agreement.key(case) in ENTRIES, f"{case.license} fails: argue it or mend it"


@pytest.mark.parametrize("key", [key for key, case in CASES.items() if not case.agrees], ids="-".join)
def test_every_difference_is_argued(key: tuple[str, str, str]) -> None:
    assert key in ENTRIES


@pytest.mark.parametrize("key", ENTRIES, ids="-".join)
def test_every_argument_is_needed(key: tuple[str, str, str]) -> None:
    assert key in CASES, "nothing of that name is compared"
    assert not CASES[key].agrees, "this entry is needed no more"
    assert len(ENTRIES[key].why) > 40
    assert "\n" not in ENTRIES[key].why


def test_a_license_that_an_authority_accepts_and_we_fail_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests above can fail: CC-BY-NC-4.0, called approved, is a difference that nobody has argued."""
    monkeypatch.setattr(agreement, "FLAGS", {"osi": ("osi_approved", "osd")})
    text = (agreement.DATA / "spdx_flags.csv").read_text(encoding="utf-8")
    changed = re.sub(r"^CC-BY-NC-4.0,false", "CC-BY-NC-4.0,true", text, flags=re.MULTILINE)
    assert changed != text

    class Data:
        def __truediv__(self, name: str) -> Data:
            return self

        def read_text(self, encoding: str) -> str:
            return changed

    monkeypatch.setattr(agreement, "DATA", Data())
    (case,) = (case for case in agreement.verdicts("osi") if case.name == "CC-BY-NC-4.0")
    assert (case.ours, case.agrees) == ("fails", False)
    assert agreement.key(case) not in ENTRIES


def test_nothing_reads_the_flags() -> None:
    """Neither the program nor its data speaks of them, and the package does not carry them."""
    words = ("spdx_flags", "choosealicense", "disagreements", "osi_approved", "fsf_libre", "isOsiApproved", "isFsfLibre", "docs/data")
    files = [path for path in (ROOT / "checker").rglob("*") if path.suffix in (".py", ".yaml") and "_stock" not in path.parts]
    files += [*(ROOT / "licenses").rglob("*.yaml"), ROOT / "hatch_build.py"]
    assert len(files) > len(IDS) + len(RULESETS)
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not [word for word in words if word in text], path
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wheel = pyproject.split("[tool.hatch.build.targets.wheel")[1]
    assert "docs" not in wheel.split("[tool.hatch.build.targets.sdist]")[0]


def test_no_rule_names_a_license_but_by_an_authority_s_acceptance() -> None:
    """Only `listed` may name licenses, always with its ground; the newer rule sets name none."""
    for name in RULESETS:
        for one in SHELF.rulebook.get(name).criteria:
            assert bool(one.listed) is bool(one.listed_source)
            assert name == "osd" or not one.listed


def test_tools_are_no_part_of_the_program() -> None:
    for path in (ROOT / "checker").rglob("*.py"):
        names = {node.module for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)}
        assert not names & {"agreement", "generate"}
