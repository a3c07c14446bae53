"""What people see, whole: each `golden/NAME.cmd` is run and must print `golden/NAME.out`.

The first line of a .cmd file may set the page (`# columns 160`); the others are arguments. With MODELTERMS_UPDATE_GOLDEN=1
the outputs are written anew.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(GOLDEN.glob("*.cmd"))


def run(case: Path, tmp_path: Path) -> str:
    lines = case.read_text(encoding="utf-8").splitlines()
    columns = next((line.split()[-1] for line in lines if line.startswith("# columns")), "80")
    command = [word for line in lines if not line.startswith("#") for word in shlex.split(line)]
    environment = {**os.environ, "COLUMNS": columns, "MODELTERMS_CACHE": str(tmp_path), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-m", "checker", *command], cwd=ROOT, env=environment, capture_output=True, check=False)
    return f"{done.stdout.decode()}{done.stderr.decode()}exit {done.returncode}\n"


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_prints_what_it_should(case: Path, tmp_path: Path) -> None:
    expected = case.with_suffix(".out")
    printed = run(case, tmp_path)
    if os.environ.get("MODELTERMS_UPDATE_GOLDEN"):
        expected.write_text(printed, encoding="utf-8")
    assert printed == expected.read_text(encoding="utf-8")


def test_every_output_has_its_command() -> None:
    assert CASES
    assert {path.stem for path in GOLDEN.glob("*.out")} == {path.stem for path in CASES}


def test_runs_are_identical_to_the_byte(tmp_path: Path) -> None:
    case = GOLDEN / "check-llama3.2-json.cmd"
    assert run(case, tmp_path / "a") == run(case, tmp_path / "b")
