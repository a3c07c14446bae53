"""The commands as they were asked for: what they answer on real licenses, their exit codes, completion and questions."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from checker import formats
from checker.claims import Answer, build, judge_all
from checker.model import Verdict
from checker.source import load
from checker.texts.library import Library
from tests.conftest import IDS, ROOT, SHELF

LLAMAS = (
    "llama-2-community",
    "llama-3-community",
    "llama-3.1-community",
    "llama-3.2-community",
    "llama-3.3-community",
    "llama-4-community",
)
ENVIRONMENT = {**os.environ, "MODELTERMS_CACHE": "", "COLUMNS": "80"}


def run(*arguments: str, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "checker", *arguments]
    environment = ENVIRONMENT | {"PYTHONPATH": str(ROOT)} | more
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def checked() -> dict[str, dict[str, Any]]:
    """The criteria of every Llama and Gemma, by license and code."""
    done = run("check", "llama2", "llama3", "llama3.1", "llama3.2", "llama3.3", "llama4", "gemma", "--rules", "osd", "--format", "json")
    assert done.returncode == 1
    data = json.loads(done.stdout)
    assert data["schema"] == "modelterms/check/1"
    return {result["license"]: {one["id"]: one for one in result["criteria"]} for result in data["results"]}


@pytest.mark.parametrize("id", LLAMAS)
def test_every_llama_fails_on_who_and_on_fields(id: str, checked: dict[str, dict[str, Any]]) -> None:
    who, what = checked[id]["OSD-5"], checked[id]["OSD-6"]
    assert who["verdict"] == what["verdict"] == "fails"
    assert "users-cap" in {reason.get("term") for reason in who["reasons"]}
    bans = {reason["term"]: reason for reason in what["reasons"] if reason["kind"] == "prohibition"}
    banned = {term.id for term in SHELF.catalogue.get(id).terms if any("field" in clause for clause in term.when)}
    assert len(banned) > 25
    assert banned <= set(bans)
    assert all(bans[term]["at"] and bans[term]["phrase"] for term in banned)


@pytest.mark.parametrize("id", LLAMAS)
def test_only_the_newer_llamas_name_the_union(id: str, checked: dict[str, dict[str, Any]]) -> None:
    named = [reason for reason in checked[id]["OSD-5"]["reasons"] if reason.get("term") == "eu-multimodal"]
    assert bool(named) is (id in LLAMAS[3:])
    assert all(reason["at"].startswith("policy ") for reason in named)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "mit", "apache-2.0", "gpl-3.0", "--rules", "osd"], 0),
        (["check", "llama3.2"], 1),
        (["check", "kimi-k2"], 0),
        (["check", "kimi-k2", "--fail-on", "contested"], 1),
        (["check", "nvidia-open-model-license", "--rules", "eu-ai-act"], 1),
        (["check", "nvidia-open-model-license", "--rules", "eu-ai-act", "--fail-on", "fails"], 0),
        (["compare", "mit", "isc", "--diff"], 0),
        (["show", "gemma"], 0),
        (["list"], 0),
        (["explain", "OSD-5"], 0),
        ([], 0),
        (["--version"], 0),
        (["nonsense"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert bool(done.stdout) is (code != 2)


def test_no_baseline_is_written_of_a_change_alone(tmp_path: Path) -> None:
    """It would be empty, and let everything fail that a baseline is for."""
    done = run("audit", str(tmp_path), "--diff", "HEAD", "--write-baseline", str(tmp_path / "known.json"))
    assert done.returncode == 2
    assert "leave --diff out" in done.stderr
    assert not (tmp_path / "known.json").exists()


def test_kimi_is_contested_not_failed_on_its_badge() -> None:
    (result,) = json.loads(run("check", "kimi-k2", "--format", "json").stdout)["results"]
    assert result["verdict"] == Verdict.CONTESTED
    assert {one["id"] for one in result["criteria"] if one["verdict"] == "contested"} == {"OSD-3", "OSD-5", "OSD-6", "OSD-10"}
    for one in result["criteria"]:
        for reason in one["reasons"]:
            assert reason["term"] == "show-kimi-k2"
            assert set(reason["readings"]) == {"fails", "meets"}


def test_nc_fails_on_fields_and_openmdw_fails_nothing() -> None:
    results = json.loads(run("check", "cc-by-nc-4.0", "openmdw-1.0", "--format", "json").stdout)["results"]
    by = {result["license"]: {one["id"]: one["verdict"] for one in result["criteria"]} for result in results}
    assert by["cc-by-nc-4.0"]["OSD-6"] == "fails"
    assert "fails" not in by["openmdw-1.0"].values()


CLAIMS = {
    "separate-license": [Answer.SUPPORTED] * 6,
    "critical-infrastructure": [Answer.SUPPORTED] * 6,
    "controlled-substances": [Answer.SUPPORTED] * 6,
    "european-union": [Answer.CONTRADICTED] * 3 + [Answer.PARTLY] * 3,
    "training-data": [Answer.NOT_A_MATTER] * 6,
    "sign-agreement": [Answer.PARTLY] * 6,
    "not-open-source": [Answer.SUPPORTED] * 6,
}


def test_what_the_press_said() -> None:
    stated = build(load(ROOT / "seeds" / "claims" / "superintelligence-2025.yaml"), SHELF.vocabulary, SHELF.rulebook.has)
    found = judge_all(stated, [SHELF.catalogue.get(name) for name in stated.licenses], SHELF.vocabulary, SHELF.rulebook.criterion)
    assert {of[0].claim.id: [one.answer for one in of] for of in found} == CLAIMS
    assert all(one.matches for of in found for one in of if one.answer in (Answer.SUPPORTED, Answer.PARTLY))


def test_a_rule_set_of_one_s_own(tmp_path: Path) -> None:
    """The one that README shows."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    own = tmp_path / "acme.yaml"
    own.write_text(readme.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    done = run("check", "llama4", "mit", "--rules", str(own), "--format", "json")
    assert {(r["license"], r["verdict"]) for r in json.loads(done.stdout)["results"]} == {("llama-4-community", "fails"), ("mit", "meets")}


def test_a_definition_of_one_s_own(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    text = (ROOT / "licenses" / "mit.yaml").read_text(encoding="utf-8")
    own.write_text(text.replace("id: mit\n", "id: mine\n"), encoding="utf-8")
    assert run("check", str(own)).stdout.startswith("mine: osd: meets")


def test_a_license_does_not_differ_from_itself() -> None:
    done = run("compare", "llama3.2", "llama-3.2-community", "--diff")
    assert (done.returncode, done.stdout, done.stderr) == (0, "No difference in what is recorded.\n", "")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("llama-3", {id for id in IDS if id.startswith("llama-3")}), ("llama3.", {"llama3.1", "llama3.2", "llama3.3"}), ("nosuch", set())],
)
def test_the_shell_completes_licenses(typed: str, expected: set[str]) -> None:
    script = "import sys; sys.argv = ['modelterms']; from checker.cli import main; main()"
    environment = ENVIRONMENT | {"_MODELTERMS_COMPLETE": "complete_bash", "COMP_WORDS": f"modelterms check {typed}", "COMP_CWORD": "2"}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert set(done.stdout.split()) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("check mit --format ", {"concise", "json", "markdown", "table"}),
        ("audit --format s", {"sarif", "spdx3"}),
        ("can-i mit --do fi", {"fine-tune"}),
        ("choose --do run,fi", {"run,fine-tune"}),
        ("list f", {"families"}),
        ("list --field mil", {"military"}),
    ],
)
def test_the_shell_completes_words(typed: str, expected: set[str]) -> None:
    script = "import sys; sys.argv = ['modelterms']; from checker.cli import main; main()"
    place = str(len(f"modelterms {typed}x".split()) - 1)
    environment = ENVIRONMENT | {"_MODELTERMS_COMPLETE": "complete_bash", "COMP_WORDS": f"modelterms {typed}", "COMP_CWORD": place}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert set(done.stdout.split()) == expected


def test_audit_names_every_format_in_its_help() -> None:
    said = set(re.findall(r"[a-z0-9]+", run("audit", "--help").stdout))
    assert set(formats.names()) <= said


EXPLAINED = [
    ("fine-tune", "--do: fine-tune: fine-tune it (modify)"),
    ("commercial", "purpose: commercial: commercial purposes"),
    ("yes-if", "yes-if: Allowed as long as "),
    ("osd", "osd: The Open Source Definition"),
    ("depends", "depends: answer: A fact that was not stated decides"),  # a finding of an audit, too
    (
        "llama3.1/users-cap",
        "llama-3.1-community/users-cap: more than 700 million monthly active users (counted for the licensee and its affiliates, on the"
        " release date, in a month), unless received as part of an end user product made by another [license 2, license 1.b.ii]",
    ),
]


@pytest.mark.parametrize(("code", "said"), EXPLAINED)
def test_words_are_explained(code: str, said: str) -> None:
    done = run("explain", code)
    assert done.returncode == 0
    assert any(line.startswith(said) for line in done.stdout.splitlines())


def test_every_page_of_explain_says_what_it_is_about() -> None:
    kinds = {
        "license-file": "finding",
        "osd": "rules",
        "meets": "verdict",
        "no": "answer",
        "run": "act",
        "text": "choice",
        "host": "actions",
    }
    for code, kind in kinds.items():
        data = json.loads(run("explain", code, "--format", "json").stdout)
        assert (data["schema"], data["kind"], data["id"]) == ("modelterms/explain/1", kind, code)


def test_a_draft_of_a_text_that_is_known_says_so(library: Library, tmp_path: Path) -> None:
    text = library.lookup(SHELF.catalogue.get("apache-2.0"), "license")
    if text is None:
        pytest.skip("the text of apache-2.0 is not here")
    copy = tmp_path / "copy.txt"
    copy.write_text(text, encoding="utf-8")
    said = f"{copy} is apache-2.0, whose definition is here already: `modelterms show apache-2.0`"
    assert run("draft", str(copy)).stderr.splitlines()[-1] == said
    assert run("check", "--draft", str(copy)).stderr.splitlines() == [said]
    copy.write_text(text.replace("may not use this file", "may use this file", 1), encoding="utf-8")
    assert run("draft", str(copy)).stderr.splitlines()[-1].startswith(f"{copy} is, with changes, apache-2.0: ")


def test_the_file_s_name_tells_the_form_of_a_draft(tmp_path: Path) -> None:
    written = tmp_path / "draft.json"
    assert run("draft", "tests/texts/quokka-community.txt", "--output", str(written)).returncode == 0
    assert json.loads(written.read_text(encoding="utf-8"))["schema"] == "modelterms/draft/1"


def test_on_a_terminal_can_i_asks_for_what_decides() -> None:
    shown = on_a_terminal(["can-i", "llama3.1", "--do", "host", "--field", "general"], ["2M"])
    assert "How many monthly active users did your products or services have in June 2024?" in shown
    assert "yes (offer as a service)" in shown


def test_an_answer_that_is_none_is_asked_for_once_more() -> None:
    shown = on_a_terminal(["can-i", "llama3.1", "--do", "host", "--field", "general"], ["many", "2M"])
    assert "error: users-at-release: 'many' is no number" in shown
    assert shown.count("in June 2024?") == 2
    assert "yes (offer as a service)" in shown


def test_with_no_input_it_never_asks() -> None:
    shown = on_a_terminal(["can-i", "llama3.1", "--do", "host", "--field", "general", "--no-input"], [])
    assert "depends (offer as a service)" in shown


def on_a_terminal(arguments: list[str], answers: list[str]) -> str:
    """What a person sees who runs the command and types `answers`."""
    main, other = pty.openpty()
    environment = ENVIRONMENT | {"NO_COLOR": "1", "TERM": "xterm"}
    child = subprocess.Popen(
        [sys.executable, "-m", "checker", *arguments], cwd=ROOT, env=environment, stdin=other, stdout=other, stderr=other
    )
    os.close(other)
    os.write(main, "".join(f"{answer}\n" for answer in answers).encode())
    shown, until = b"", time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([main], [], [], 0.1)[0]:
            try:
                shown += os.read(main, 65536)
            except OSError:  # the other end is closed
                break
        elif child.poll() is not None:
            break
    child.wait(timeout=10)
    os.close(main)
    return shown.decode("utf-8", "replace")


ENDS = """
import atexit, sys, threading
sys.argv = ["modelterms", "check", {license!r}, "--format", "concise"]
atexit.register(print, "asked at the end")
{more}
from checker.__main__ import main
main()
"""


@pytest.mark.parametrize(("license", "code"), [("mit", 0), ("llama3.2", 1), ("nope", 2)])
@pytest.mark.parametrize(
    "more", ["", "threading.Timer(0.5, print, ['from a thread'], {'flush': True}).start()", "sys.settrace(lambda *a: None)"]
)
def test_a_process_ends_as_python_ends_it(license: str, code: int, more: str) -> None:
    """It is not taken apart, which nobody notices: what was to be done at the end is done, and nothing printed is lost."""
    script = ENDS.format(license=license, more=more)
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    usual = run("check", license, "--format", "concise")
    assert (done.returncode, done.stderr) == (code, usual.stderr)
    said = ["from a thread"] * ("Timer" in more) + ["asked at the end"]
    printed = done.stdout.splitlines()
    assert sorted(printed) == sorted(usual.stdout.splitlines() + said)  # on a busy machine the thread is done before the report is
    assert printed[-1] == said[-1]


@pytest.mark.parametrize(("format", "told"), [("concise", True), ("gitlab", True), ("table", False), ("sarif", False)])
def test_what_could_not_be_read_is_said_beside_a_report_that_does_not_say_it(tmp_path: Path, format: str, told: bool) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    for i in range(12):
        (tmp_path / f"out{i:02}.py").symlink_to("/dev/null")
    lines = run("audit", str(tmp_path), "--format", format).stderr.splitlines()
    assert lines[:1] == (["warning: out00.py: is a link out of the project and is not followed"] if told else [])
    in_brief = "audit: read 1 file; 12 not in full. No model with a license of its own is in use. No findings."
    assert lines[10:] == (["warning: and 2 more; --format table names all", in_brief] if told else [])


def test_an_audit_that_prints_nothing_in_a_pipe_says_how_it_stands(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('m = AutoModel.from_pretrained("BAAI/bge-m3")\n')
    done = run("audit", str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "audit: read 1 file. 1 model in use under 1 license: 1 passes. No findings.\n"
    (tmp_path / "a.py").write_text('m = AutoModel.from_pretrained("meta-llama/Llama-3.1-8B")\n')
    done = run("audit", str(tmp_path))
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 4)
    assert done.stderr == "audit: read 1 file. 1 model in use under 1 license: 1 fails. 3 errors, 1 warning.\n"


def test_init_writes_no_second_policy(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.modelterms]\nrules = []\n")
    done = run("init", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pyproject.toml: has a policy already" in done.stderr
    assert not (tmp_path / "modelterms.toml").exists()
    assert run("init", "--output", "other.toml", cwd=tmp_path).returncode == 0


def test_help_of_an_audit_names_its_formats_and_init_its_file() -> None:
    assert "cyclonedx" in run("audit", "--help").stdout
    assert "Write the policy there" in run("init", "--help").stdout
    assert "cyclonedx" not in run("check", "--help").stdout


def test_a_draft_has_no_publisher_that_is_called_not_known(tmp_path: Path) -> None:
    (tmp_path / "foobar.txt").write_text("Foobar License\n\nYou may use, copy and modify the Software.\n", encoding="utf-8")
    shown = run("check", "--draft", str(tmp_path / "foobar.txt"), "--format", "table").stdout
    assert "foobar" in shown
    assert "foobar, not known" not in shown


@pytest.mark.parametrize("command", ["show", "compare"])
def test_a_draft_is_called_one(tmp_path: Path, command: str) -> None:
    (tmp_path / "x.txt").write_text("You may use, copy and modify the Model. You may not sell it.\n")
    run("draft", str(tmp_path / "x.txt"), "--output", str(tmp_path / "x.yaml"))
    more = ("mit",) if command == "compare" else ()
    for format in ("concise", "table"):
        assert "this is a draft that no person has finished" in " ".join(
            run(command, str(tmp_path / "x.yaml"), *more, "--format", format).stdout.split()
        )
