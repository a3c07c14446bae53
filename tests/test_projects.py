"""The sample projects, audited: what every format shows of them is what stands in tests/golden/projects."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from checker import formats, project
from checker.page import Page
from tests.conftest import ROOT, SHELF

SAMPLES = sorted(path.name for path in (ROOT / "seeds" / "projects").iterdir() if path.is_dir())
GOLDEN = ROOT / "tests" / "golden" / "projects"
CASES = [(sample, name) for sample in SAMPLES for name in formats.names()]


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@cache
def page(sample: str) -> Page:
    path = Path("seeds/projects") / sample
    want = project.Wanted(path, project.policy_of(path, None, False), line_hashes=True)
    return project.audited(SHELF, want, None, None, False).page


@pytest.mark.parametrize(("sample", "name"), CASES, ids=["-".join(case) for case in CASES])
def test_report(sample: str, name: str) -> None:
    shown = formats.renderer(name)(page(sample), 100, False)
    path = GOLDEN / f"{sample}.{name}"
    if os.environ.get("MODELTERMS_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", SAMPLES)
def test_two_runs_are_the_same(sample: str) -> None:
    before = page(sample)
    page.cache_clear()
    assert page(sample) == before


def test_every_golden_has_its_project_and_format() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{sample}.{name}" for sample, name in CASES}
    assert len(SAMPLES) == 4
