"""What other projects' CI runs: the action and the hook are well-formed, and no input becomes part of a script."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker import formats
from checker.cli.terminal import by_suffix
from tests.conftest import ROOT

ACTION: Any = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = ACTION["runs"]["steps"]
RECIPES = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def test_the_action_runs_no_file_of_the_checkout() -> None:
    """`python -m` puts the folder it runs in first: a `pip.py` of a pull request was run with the token of the job."""
    runs = "\n".join(step.get("run", "") for step in ACTION["runs"]["steps"])
    assert runs.count(" -m ") == runs.count(" -I -m ") == 2


def test_the_action_is_a_composite_one_with_words_for_everything() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all(one["description"] for one in (*ACTION["inputs"].values(), *ACTION["outputs"].values()))
    assert set(ACTION["outputs"]) == {"sarif", "exit-code"}
    assert all(step["shell"] == "bash" for step in STEPS)


def test_no_input_is_written_into_a_script() -> None:
    assert not [step["name"] for step in STEPS if "${{" in step["run"]]
    used = {name for step in STEPS for value in step["env"].values() for name in re.findall(r"inputs\.([a-z-]+)", value)}
    assert used == set(ACTION["inputs"])


def test_the_hook_looks_at_the_whole_project() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("modelterms-audit", "python", False)
    assert hook["entry"] == "modelterms audit"


def test_recipes_are_yaml_and_name_formats_that_exist() -> None:
    for recipe in re.findall(r"```yaml\n(.*?)```", RECIPES, re.DOTALL):
        assert yaml.safe_load(recipe)
    assert set(re.findall(r"--format (\w+)", RECIPES)) <= set(formats.names())
    named = {name for row in re.findall(r"^\| (`[^|]+) \|", RECIPES, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    assert named == set(formats.names()) - {"table"}


FAKE = """#!/bin/sh
for arg; do printf '<%s>' "$arg"; done >>"$FAKE_LOG"; echo >>"$FAKE_LOG"
exit "$FAKE_CODE"
"""


@pytest.mark.skipif(os.name == "nt", reason="needs bash")
@pytest.mark.parametrize(
    ("code", "fail", "ends", "runs"), [(0, "true", 0, 2), (1, "true", 1, 2), (1, "false", 0, 2), (2, "false", 2, 1), (3, "true", 0, 1)]
)
def test_the_audit_step_runs_what_it_should(code: int, fail: str, ends: int, runs: int, tmp_path: Path) -> None:
    """With a stand-in for the program: what hostile inputs hold is handed on as it is, and no output but the two is set."""
    program = tmp_path / "bin" / "modelterms"
    program.parent.mkdir()
    program.write_text(FAKE, encoding="utf-8")
    program.chmod(0o755)
    hostile = "$(touch pwned) `touch pwned`; touch pwned #"
    inputs = {
        "MODELTERMS_HOME": str(tmp_path),
        "MODELTERMS_PATH": hostile,
        "MODELTERMS_ARGS": f"--rules=osd\n\n{hostile}\n",
        "MODELTERMS_SARIF": "out.sarif\nexit-code=0",
        "MODELTERMS_FAIL": fail,
        "FAKE_CODE": str(code),
        "FAKE_LOG": str(tmp_path / "log"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
    }
    assert set(STEPS[1]["env"]) <= set(inputs)
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]  # as the runner starts it
    done = subprocess.run([*shell, STEPS[1]["run"]], cwd=tmp_path, env={**os.environ, **inputs}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (ends, b"")
    assert not (tmp_path / "pwned").exists()
    begins = f"<audit><--rules=osd><{hostile}>"
    ran = [
        f"{begins}<--format><sarif><--output><out.sarif\nexit-code=0><--><{hostile}>\n",
        f"{begins}<--format><github><--><{hostile}>\n",
    ]
    assert (tmp_path / "log").read_text(encoding="utf-8") == "".join(ran[:runs])
    sarif = "sarif=out.sarifexit-code=0\n" if runs == 2 else ""
    assert (tmp_path / "output").read_text(encoding="utf-8") == f"{sarif}exit-code={code}\n"


@pytest.mark.skipif(os.name == "nt", reason="needs bash")
@pytest.mark.parametrize(
    ("args", "code"), [("--rules osd", 2), ("--strict\n--rules  osd\n", 2), ("--rules\nosd\n--strict \n--config=a b.toml", 0)]
)
def test_an_option_with_its_value_in_one_line_is_told(args: str, code: int, tmp_path: Path) -> None:
    """The program said of it: `No such option: --rules osd (Possible options: --rules)`."""
    program = tmp_path / "bin" / "modelterms"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    inputs = dict.fromkeys(STEPS[1]["env"], "x") | {"MODELTERMS_HOME": str(tmp_path), "MODELTERMS_ARGS": args}
    inputs["GITHUB_OUTPUT"] = str(tmp_path / "output")
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
    done = subprocess.run([*shell, STEPS[1]["run"]], cwd=tmp_path, env={**os.environ, **inputs}, capture_output=True, check=False)
    assert done.returncode == code
    assert done.stdout.startswith(b"::error::The input args takes one argument a line") is bool(code)
    assert f"exit-code={code}\n" in (tmp_path / "output").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.sarif", "sarif"),
        ("a.sarif.json", "sarif"),
        ("A.SARIF", "sarif"),
        ("b.cdx.json", "cyclonedx"),
        ("a.json", "json"),
        ("a.txt", None),
    ],
)
def test_the_ending_of_a_report_names_its_format(name: str, format: str | None) -> None:
    assert by_suffix(Path(name)) == format
