"""Bad input on the command line: each command is run as people run it. None may ever print a traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checker import formats
from checker.shelf import Shelf
from tests.conftest import ROOT, RULESETS
from tests.test_definition_errors import DEFINITION, RULES

FORMATS = formats.general()
POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX alone has these")
INHERITED = ("PATH", "SYSTEMROOT", "TMP", "TEMP", "VIRTUAL_ENV", "LD_LIBRARY_PATH")


class Done:
    """What a run came to. `out` and `err` are text, whatever bytes they were."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code, self.out, self.err = code, out.decode(), err.decode()
        assert "Traceback" not in self.err + self.out
        assert "Exception ignored" not in self.err


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment without what the machine or the person at it has set."""
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "MODELTERMS_CACHE": str(tmp_path / "cache"), "HOME": str(tmp_path)}


Run = Callable[..., Done]


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Run:
    """Run the program in `tmp_path`; keywords are set in its environment."""

    def run(*args: str, **more: str) -> Done:
        command = [sys.executable, "-m", "checker", *args]
        done = subprocess.run(command, cwd=tmp_path, env=environment | more, capture_output=True, check=False, stdin=subprocess.DEVNULL)
        return Done(done.returncode, done.stdout, done.stderr)

    return run


# What is not there, and what is misspelled.

UNKNOWN = {
    "license": (["check", "lama-3.2-comunity"], "there is no license 'lama-3.2-comunity' (did you mean 'llama-3.2-community' or "),
    "license like none": (["show", "zzzzzz"], "there is no license 'zzzzzz'; `modelterms list` shows them all"),
    "license without a name": (["show", "%%"], "there is no license '%%'; `modelterms list` shows them all"),
    "ambiguous license": (
        ["check", "modified-mit"],
        "'modified-mit' is the title of several licenses: name the one that is meant: kimi-k2-",
    ),
    "endless license": (["check", "x" * 1001], f"'{'x' * 60}...' is no name of a license: it has 1,001 characters, at most 1,000 are read"),
    "rule set": (
        ["check", "mit", "--rules", "ods"],
        "rule set: there is no rule set 'ods' (did you mean 'osd'?); there are dfsg, eu-ai-act, fsf, open-definition, osaid, osd, or ",
    ),
    "audit's format": (
        ["check", "mit", "--format", "sarif"],
        "--format: 'sarif' shows audits alone; here there are concise, json, markdown, table",
    ),
    "format": (["check", "mit", "--format", "jsn"], "--format: 'jsn' is none of concise, json, markdown, table (did you mean 'json'?)"),
    "verdict": (
        ["check", "mit", "--fail-on", "unkown"],
        "--fail-on: 'unkown' is none of fails, unknown, contested (did you mean 'unknown'?)",
    ),
    "list": (["list", "licences"], "list: 'licences' is none of licenses, families, rules, terms (did you mean 'licenses'?)"),
    "beginning": (["check", "yi-license"], "there is no license 'yi-license' (did you mean 'yi-license-2.1-2023-11-23' or 'yi-license-1."),
    "model": (
        ["check", "meta-llama/Llama-3.1-8B"],
        "'meta-llama/Llama-3.1-8B' is neither a file nor the name of a license; as a model it is under llama3.1 (",
    ),
    "model nobody knows": (
        ["can-i", "some/thing", "--do", "use"],
        "'some/thing' is neither a file nor the name of a license (`modelterms audit`",
    ),
    "two with a slash": (
        ["check", "MIT/Apache-2.0"],
        "'MIT/Apache-2.0' is no license: write 'MIT OR Apache-2.0' where one may choose, and ",
    ),
    "two with a comma": (
        ["check", "MIT, Apache-2.0"],
        "'MIT, Apache-2.0' is no license: write 'MIT OR Apache-2.0' where one may choose, and ",
    ),
    "license explained": (["explain", "llama3.2"], "'llama3.2' is the name of a license: `modelterms show` prints its terms, "),
    "family explained": (["explain", "sam-license"], "'sam-license' is the name of a license: "),
    "code": (["explain", "OSD5"], "there is nothing called 'OSD5' (did you mean 'OSD-5' or "),
    "code like none": (["explain", "%%%"], "there is nothing called '%%%'"),
    "term": (
        ["explain", "llama-3.2-community/users-cup"],
        "there is nothing called 'llama-3.2-community/users-cup' (did you mean 'llama-3.2-community/users-cap'",
    ),
    "claims": (["claims", "no.yaml"], "no.yaml: cannot be read: No such file or directory"),
    "definition": (["compare", "mit", "no.yaml"], "no.yaml: cannot be read: No such file or directory"),
    "rules": (["check", "mit", "--rules", "no/x"], "no/x: cannot be read: No such file or directory"),
    "service": (
        ["check", "gpt-4"],
        "'gpt-4' is no license but a model that its vendor runs, whose terms of service are not recorded here: OpenAI Services Agreement (",
    ),
    "license that sounds like a service": (["check", "gemini-terms"], "there is no license 'gemini-terms' (did you mean 'gemma-terms-"),
    "ending of --output": (
        ["check", "mit", "-o", "report.html"],
        "--output report.html: '.html' names no format; there are .json, .md, .markdown, or say it with --format",
    ),
    "ending of an audit's --output": (["audit", "-o", "x.foo"], "--output x.foo: '.foo' names no format; there are .sarif, .jsonl, "),
    "audit's verdict": (["audit", "--fail-on", "bad"], "--fail-on: 'bad' is none of fails, unknown, contested"),
    "folder of --output": (["check", "mit", "-o", "no/report.md"], "--output no/report.md: cannot be written: No such file or directory"),
    "file of --output": (["list", "rules", "-o", "."], "--output .: cannot be written: Is a directory"),
}


@pytest.mark.parametrize("name", ["LICENSE", "./LICENSE"])
def test_a_text_in_place_of_a_definition_is_told(name: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("You may use it: for all that we know.\n", encoding="utf-8")
    done = run("check", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {name} is a file and no definition: `modelterms identify` says which license text it is, ")


@pytest.mark.parametrize("command", ["can-i llama4 --do host", "choose --do host"])
@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--country=DE", "No such option: --country; say --based-in (your seat) or --used-in (where it runs and where those served are)"),
        ("--place=DE", "No such option: --place; say --based-in "),  # Typer named --fact and --profile
        ("--mau=5", "No such option: --mau; say --users (active in a month, today) or --users-at-release "),
        ("--user=5", "No such option: --user (Possible options: --serving, --used-in, --users)"),
        ("--zzz", "No such option: --zzz"),
    ],
)
def test_an_option_that_means_one_of_several_names_them(command: str, option: str, said: str, run: Run) -> None:
    done = run(*command.split(), option)
    assert (done.code, done.out) == (2, "")
    assert f"Error: {said}" in done.err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("can-i llama4 --field health", "Missing option '--do'. What you want to do: run, fine-tune, "),
        ("choose", "Missing option '--do'. What you want to do: run, fine-tune, "),
        ("can-i", "Missing argument 'LICENSE...'. An id, SPDX id or expression, "),
    ],
)
def test_what_is_missing_says_what_it_takes(command: str, said: str, run: Run) -> None:
    done = run(*command.split())
    assert (done.code, done.out) == (2, "")
    assert f"Error: {said}" in done.err


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_unknown_is_said_with_what_is_near(name: str, run: Run) -> None:
    args, message = UNKNOWN[name]
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {message}")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("args", [["chek"], ["compare"], ["check", "mit", "--frmat", "json"], ["show", "mit", "gemma"], ["--nope"]])
def test_wrong_usage_is_explained(args: list[str], run: Run) -> None:
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    assert "error:" in done.err.lower()


def test_all_that_is_wrong_is_said_together(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("id: x\n", encoding="utf-8")
    done = run("check", "mitt", "mit", "bad.yaml", "gema")
    assert done.code == 2
    starts = [line[:45] for line in done.err.splitlines()]
    assert starts[0].startswith("error: there is no license 'mitt'")
    assert starts[1].startswith("error: there is no license 'gema'")
    assert len(starts) > 4
    assert all(line.startswith("error: bad.yaml:1:1: ") for line in starts[2:])


def test_two_definitions_with_one_id_are_told_apart(run: Run, tmp_path: Path) -> None:
    """One of them must not silently stand for both."""
    (tmp_path / "own.yaml").write_text(DEFINITION.replace("id: mine", "id: mit"), encoding="utf-8")
    done = run("compare", "mit", "own.yaml")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: own.yaml: the id 'mit' is that of another definition named here: give it one of its own\n"
    assert run("check", "mit", "MIT", "mit").out == run("check", "mit").out


# Files of one's own that cannot be read. The definition and the rule set are named in the same way.


def missing(path: Path) -> None:
    pass


def directory(path: Path) -> None:
    path.mkdir()


def fifo(path: Path) -> None:
    os.mkfifo(path)


def huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(100_000_000)


def latin(path: Path) -> None:
    path.write_bytes("id: x\nname: Café\n".encode("latin-1"))


def nested(path: Path) -> None:
    path.write_bytes(b"[" * 30_000)


def bomb(path: Path) -> None:
    path.write_text("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", encoding="utf-8")


def doubled(path: Path) -> None:
    path.write_text("id: a\nid: b\n", encoding="utf-8")


def empty(path: Path) -> None:
    path.write_bytes(b"")


FILES = {
    missing: ": cannot be read: No such file or directory",
    directory: ": is a directory, a file was expected",
    fifo: ": is not a regular file",
    huge: ": is larger than 1,000,000 bytes, the most that is read",
    latin: ":2:10: is not UTF-8: byte 0xe9",
    nested: r":1:\d+: is nested more than 32 levels deep",
    bomb: ":1:4: uses a YAML anchor, which is not read here: write the value out",
    doubled: ":2:1: the key 'id' stands twice in one mapping",
    empty: ": a mapping was expected, not nothing",
}
COMMANDS = {
    "check": ["check", "{}"],
    "compare": ["compare", "mit", "{}"],
    "show": ["show", "{}"],
    "explain": ["explain", "{}/grant"],
    "rules": ["check", "mit", "--rules", "{}"],
    "claims": ["claims", "{}"],
}


@POSIX
@pytest.mark.parametrize("make", FILES, ids=lambda make: make.__name__)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_file_that_cannot_be_read_is_named(name: str, make: Callable[[Path], None], run: Run, tmp_path: Path) -> None:
    make(tmp_path / "x.yaml")
    done = run(*(arg.replace("{}", "./x.yaml") for arg in COMMANDS[name]))
    assert (done.code, done.out) == (2, "")
    assert re.fullmatch(f"error: x.yaml{FILES[make]}\n", done.err)


@pytest.mark.parametrize(
    ("content", "args", "expected"),
    [
        (
            DEFINITION.replace("publisher", "publsher").replace("at: license 4, ", "").replace("sublicense, ", "").replace("cap", "badge"),
            ["check", "x.yaml"],
            [
                "1:1: the key 'publisher'",
                "3:1: 'publsher'",
                "18:10: the term id 'badge'",
                "20:5: the key 'at'",
                "21:9: the action 'sublicense'",
            ],
        ),
        (
            RULES.replace("warning", "bad").replace("osd/OSD-5", "osd/X").replace("    help: Ask legal.\n", ""),
            ["check", "mit", "--rules", "x.yaml"],
            ["13:5: the key 'help'", "16:15: one of error, warning", "22:23: there is no criterion 'osd/X'"],
        ),
        (
            "id: c\ntitle: t\nlicenses: [mit]\nclaims:\n  - {id: a, claim: b, about: licence}\n  - {id: a b, about: license, zzz: 1}\n",
            ["claims", "x.yaml"],
            [
                "5:30: one of license, release",
                "6:5: a claim about a license",
                "6:5: the key 'claim'",
                "6:10: an id was expected",
                "6:31: 'zzz'",
            ],
        ),
    ],
    ids=["definition", "rule set", "claims"],
)
def test_every_error_of_a_file_is_printed(content: str, args: list[str], expected: list[str], run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(content, encoding="utf-8")
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    lines = done.err.splitlines()
    assert len(lines) == len(expected)
    for line, start in zip(lines, expected, strict=True):
        assert line.startswith(f"error: x.yaml:{start}")


def test_a_file_with_thousands_of_errors_is_answered_soon(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("".join(f"publisherr{i}: 1\n" for i in range(20_000)), encoding="utf-8")
    done = run("show", "x.yaml")
    assert done.code == 2
    assert done.err.count("\n") > 20_000


# Where the output goes.


@POSIX
@pytest.mark.parametrize(
    "args", [["list", "terms", "-f", "json"], ["check", "llama-3.2-community"], ["check", "mit", "-f", "table"], ["--help"], ["--version"]]
)
def test_a_reader_that_has_gone_is_no_error(args: list[str], environment: dict[str, str]) -> None:
    """`| head -1`, at its worst: the pipe is closed before anything is written."""
    command = [sys.executable, "-m", "checker", *args]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    err = process.stderr.read()
    assert (process.wait(), err) in ((0, b""), (1, b""))
    process.stderr.close()


@POSIX
@pytest.mark.parametrize(
    ("line", "code", "out", "err"),
    [
        ("list terms | head -1", 0, "actions: use: Run the model or software for oneself or within one's organization.\n", ""),
        ("check mit >&-", 0, "", ""),
        ("check nope 2>&-", 2, "", ""),
        ("check nope >&- 2>&-", 2, "", ""),
        ("check mit > /dev/full", 2, "", "error: the output cannot be written: No space left on device\n"),
        ("check mit -o /dev/full", 2, "", "error: --output /dev/full: cannot be written: No space left on device\n"),
        ("check nope 2> /dev/full", 2, "", ""),
        ("--help > /dev/full", 2, "", "error: the output cannot be written: No space left on device\n"),
        ("--version >&-", 0, "", ""),
    ],
)
def test_wherever_the_output_goes(line: str, code: int, out: str, err: str, environment: dict[str, str]) -> None:
    if "/dev/full" in line and not Path("/dev/full").exists():
        pytest.skip("this machine has no /dev/full")
    done = subprocess.run(["/bin/sh", "-c", f'"$0" -m checker {line}', sys.executable], env=environment, capture_output=True, check=False)
    assert vars(Done(done.returncode, done.stdout, done.stderr)) == {"code": code, "out": out, "err": err}


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_in_a_file_is_the_report_printed(format: str, run: Run, tmp_path: Path) -> None:
    printed = run("check", "gemma", "--format", format)
    done = run("check", "gemma", "--format", format, "--output", "report")
    assert (done.code, done.out, done.err) == (printed.code, "", "")
    assert (tmp_path / "report").read_text(encoding="utf-8") == printed.out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("format", FORMATS)
def test_an_output_that_is_not_utf_8_loses_nothing(encoding: str, format: str, environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(
        DEFINITION.replace("name: Mine", "name: Mïne ¶ 漢").replace("license 4", "license ¶4"), encoding="utf-8"
    )
    more = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for args, name in ((["show", "x.yaml", "--format", format], "stdout"), (["show", "漢¶.yaml"], "stderr")):
        done = subprocess.run(
            [sys.executable, "-m", "checker", *args], cwd=tmp_path, env=environment | more, capture_output=True, check=False
        )
        text = getattr(done, name).decode(encoding)
        assert "Traceback" not in done.stderr.decode(encoding)
        if name == "stderr":
            assert done.returncode == 2
            assert r"\u6f22" in text
        elif format == "json":
            assert json.loads(text)["name"] == "Mïne ¶ 漢"
        elif format != "concise":
            assert "Mïne ¶ 漢".encode(encoding, "backslashreplace").decode(encoding).replace("\\", "") in text.replace("\\", "")


# Names from strangers.

LOUD = (
    r"\e[31mred\a \u202egnp.exe [bold]loud[/bold] [link=https://evil.example]here[/link] ::error::boom ##[error]x ##vso[task.y]z"
    r" :skull: <b>a & b</b> | `c` # _d_ \r\nsecond \e]8;;https://evil.example\e\\ \x9b1m \u2066 \u200b"
)
PLAIN = json.loads('"' + LOUD.replace(r"\e", r"\u001b").replace(r"\a", r"\u0007").replace(r"\x9b", r"\u009b") + '"')
HOSTILE = f"""\
id: hostile
name: "{LOUD}"
publisher: "::error file=a::b {LOUD}"
tags: ["::warning::tag", "{LOUD}"]
spdx: "{LOUD}"
documents:
  license: {{title: "{LOUD}", url: "https://x.example/\\u202e\\e[2J", text: held, version: fixed, sha256: {"a" * 64}}}
  policy: {{title: "::error::policy {LOUD}", text: not-held, version: latest, incorporated_by: license 3}}
permissions:
  - {{id: grant, actions: [use, reproduce, modify, distribute], at: license 1, phrase: "::error::use \\e[2J [red]"}}
prohibitions:
  - id: cap
    actions: any
    when: {{monthly-active-users: {{above: 1000}}}}
    counted: {{as-of: now, of: licensee}}
    at: "license \\e[31m::error::2"
    phrase: "##[error]users [bold]"
    note: "::error::note {LOUD}"
    remedy: "::stop-commands::x {LOUD}"
  - {{id: product, actions: [use], when: {{with-product: ["{LOUD}"], model: "::error::m"}}, at: license 2, phrase: "x"}}
duties:
  - {{id: badge, duty: display-brand, text: "{LOUD}", where: [website], upon: [distribute], at: license 3, phrase: "[link=x]"}}
powers:
  - {{id: breach, power: terminate-on-breach, automatic: true, at: license 4, phrase: "ends"}}
silent: [sublicense, transfer, improve-model, train-on-output, distill, benchmark, reverse-engineer, use-patents, use-trademark]
notes: ["::error::note {LOUD}", "\\e[31m"]
"""
HOSTILE_RULES = f"""\
id: policy
title: "{LOUD}"
version: "::error::1"
criteria:
  - id: P-1
    name: "::error::n {LOUD}"
    title: "{LOUD}"
    severity: error
    fails_when: {{prohibits: {{}}, basis: {{kind: ruling, source: "{LOUD}"}}}}
    contested_when: {{requires: {{}}, basis: {{kind: reading}}, readings: {{fails: "{LOUD}", meets: "::error::m"}}}}
    why: "{LOUD}"
    help: "::error::h {LOUD}"
"""
HOSTILE_CLAIMS = f"""\
id: c
title: "{LOUD}"
licenses: [./hostile.yaml]
claims:
  - {{id: a, claim: "::error::c {LOUD}", about: license, note: "{LOUD}", partly: "{LOUD}", supported_when: {{prohibits: {{}}}}}}
"""
SHOWN = {
    "show": ["show", "hostile.yaml"],
    "check": ["check", "hostile.yaml", "mit", "--rules", "osd", "--rules", "policy.yaml"],
    "compare": ["compare", "hostile.yaml", "mit"],
    "explain": ["explain", "./hostile.yaml/cap"],
    "claims": ["claims", "claims.yaml"],
    "can-i": ["can-i", "hostile.yaml", "--do", "host", "--users", "2000"],
}
STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(tmp_path: Path) -> None:
    for name, text in {"hostile": HOSTILE, "policy": HOSTILE_RULES, "claims": HOSTILE_CLAIMS}.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")


def commands_for_a_log(text: str) -> list[str]:
    """The lines that GitHub (`::x` at their beginning, `##[` anywhere) or Azure (`##vso[`) would obey."""
    return [line for line in text.split("\n") if line.strip().startswith("::") or "##[" in line or "##vso[" in line]


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize(("format", "columns"), [*((name, "77") for name in FORMATS), ("table", "40"), ("table", "160")])
@pytest.mark.parametrize("name", SHOWN)
def test_names_from_strangers_are_shown_and_do_nothing(name: str, format: str, columns: str, run: Run) -> None:
    done = run(*SHOWN[name], "--format", format, COLUMNS=columns)
    assert (done.code, done.err) in ((0, ""), (1, ""))
    assert not STEERS.search(done.out)
    assert not commands_for_a_log(done.out)
    assert (r"\u001b" if format == "json" else r"\x1b") in done.out  # the name is there, and what it would do is written out
    assert format != "json" or done.out.isascii()
    if format == "markdown":
        assert not re.search(r"(?<!\\)[\[`<|](?=bold|link|b>|c`)", done.out)


@pytest.mark.usefixtures("hostile")
def test_the_text_itself_stands_in_the_report(run: Run) -> None:
    """Nothing is dropped: what steers is written out, markup stays as it was typed."""
    shown = run("show", "hostile.yaml", "--format", "table", COLUMNS="400").out
    assert r"\x1b[31mred\x07 \u202egnp.exe [bold]loud[/bold]" in shown
    assert "[link=https://evil.example]here[/link]" in shown
    assert json.loads(run("show", "hostile.yaml", "--format", "json").out)["name"] == PLAIN
    assert ":skull: <b>a & b</b> | `c` # _d_ \\x0d\\x0asecond" in re.sub(r"\s+", " ", shown)


ERRORS = {
    "key": 'id: x\n"%s": 1\n',
    "word": 'id: x\nsilent: ["%s"]\n',
    "id": 'id: "%s"\n',
    "document": 'id: x\ndocuments: {"%s": {text: held}}\n',
    "duplicate": '"%s": 1\n"%s": 2\n',
    "tag": "a: !%%1B%%5B31m%%0A::error::x y\n",
    "parent": 'id: x\nextends: "%s"\n',
}


@pytest.mark.parametrize("name", ERRORS)
def test_error_messages_do_nothing_either(name: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(ERRORS[name].replace("%s", LOUD.partition(" :skull:")[0]).replace("%%", "%"), encoding="utf-8")
    done = run("show", "x.yaml")
    assert (done.code, done.out) == (2, "")
    assert all(line.startswith("error: x.yaml:") for line in done.err.splitlines())
    assert r"\x1b[31m" in done.err
    assert not STEERS.search(done.err)
    assert not commands_for_a_log(done.err)


@POSIX
@pytest.mark.parametrize(
    "args",
    [["show", "{}"], ["check", "mit", "--rules", "{}"], ["explain", "{}"], ["list", "{}"], ["check", "mit", "-f", "{}"], ["claims", "{}"]],
)
def test_arguments_do_nothing_either(args: list[str], run: Run) -> None:
    done = run(*(arg.replace("{}", "\x1b[31m::error::\u202e##[x]\n::error::y") for arg in args))
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert done.err.count("\n") == 1
    assert not STEERS.search(done.err.rstrip("\n"))
    assert not commands_for_a_log(done.err)


# Terminals.


def on_a_terminal(args: list[str], environment: dict[str, str], cwd: Path) -> str:
    """What the program writes to a terminal."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "checker", *args]
    with subprocess.Popen(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs):
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not part:
                break
            parts.append(part)
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


@POSIX
@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize(
    ("more", "colored"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
    ],
)
def test_color_comes_from_us_and_only_where_it_is_wanted(
    more: dict[str, str], colored: bool, environment: dict[str, str], tmp_path: Path
) -> None:
    text = on_a_terminal(SHOWN["check"], environment | more | {"COLUMNS": "90"}, tmp_path)
    assert "error[OSD-5]" in re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert ("\x1b[" in text) is colored
    assert not STEERS.search(re.sub(r"\x1b\[[0-9;]*m", "", text))  # but for colors, no escape is left: no links, no titles
    assert not commands_for_a_log(text)


@pytest.mark.parametrize("columns", ["20", "1", "0", "-5", "many", "99999999"])
@pytest.mark.parametrize("name", ["show", "check", "compare", "explain", "list"])
def test_any_width_will_do(name: str, columns: str, run: Run) -> None:
    args = {"explain": ["llama-3.2-community/users-cap"], "list": ["rules"]}.get(name, ["llama-3.2-community"])
    done = run(name, *args, "--format", "table", COLUMNS=columns)
    assert done.err == ""
    assert len(done.out) > 200


# The cache: whatever stands in its place, the answers are the same.

ASKED = ["check", "llama-3.2-community", "./x.yaml", "--rules", "osd", "--rules", "osaid"]


def a_file(path: Path) -> None:
    path.write_text("x", encoding="utf-8")


def a_folder_without_rights(path: Path) -> None:
    path.mkdir(mode=0o500)


def a_folder_without_any_rights(path: Path) -> None:
    path.mkdir(mode=0)


def a_link_to_nowhere(path: Path) -> None:
    path.symlink_to("/nowhere/at/all")


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def below_a_file(path: Path) -> None:
    path.symlink_to("/dev/null/cache")


def on_proc(path: Path) -> None:
    path.symlink_to("/proc/self")


@POSIX
@pytest.mark.parametrize(
    "make",
    [a_file, a_folder_without_rights, a_folder_without_any_rights, a_link_to_nowhere, a_link_to_itself, below_a_file, on_proc],
    ids=lambda make: make.__name__,
)
def test_a_cache_that_cannot_be_written_is_no_error(make: Callable[[Path], None], run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(DEFINITION, encoding="utf-8")
    expected = run(*ASKED, MODELTERMS_CACHE="")
    make(tmp_path / "cache")
    for _ in range(2):
        assert vars(run(*ASKED)) == vars(expected)
    for place in ("/dev/null/x", "x" * 5000, "cache/../x.yaml"):
        assert vars(run(*ASKED, MODELTERMS_CACHE=place)) == vars(expected)


def test_no_home_is_no_error(run: Run, environment: dict[str, str]) -> None:
    for name in ("MODELTERMS_CACHE", "HOME"):
        del environment[name]
    assert run("check", "mit").out == "mit: osd: meets\n"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def other_bytes(path: Path) -> None:
    path.write_bytes(b"\xff\x00" * 100)


def other_json(path: Path) -> None:
    path.write_text("[1, 2]", encoding="utf-8")


def nested_json(path: Path) -> None:
    path.write_text("[" * 100_000, encoding="utf-8")


def values_gone(path: Path) -> None:
    path.write_bytes(path.read_bytes().partition(b"\n")[0])


def values_altered(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Meta", b"Beta").replace(b"monthly-active-users", b"employees").replace(b"Mine", b"Main"))


def values_null(path: Path) -> None:
    path.write_bytes(path.read_bytes().partition(b"\n")[0] + b"\nnull")


def in_its_place_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def in_its_place_a_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGE = [
    cut,
    emptied,
    other_bytes,
    other_json,
    nested_json,
    values_gone,
    values_altered,
    values_null,
    in_its_place_a_folder,
    in_its_place_a_fifo,
]


@POSIX
@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_a_damaged_cache_costs_time_alone(damage: Callable[[Path], None], run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(DEFINITION, encoding="utf-8")
    expected = run(*ASKED)
    entries = list((tmp_path / "cache").iterdir())
    assert entries  # of the user's own definition, and of what comes with the program where the build made no entries
    for entry in entries:
        damage(entry)
    for _ in range(2):
        assert vars(run(*ASKED)) == vars(expected)


@POSIX
@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_what_a_damaged_entry_held_is_parsed_again(damage: Callable[[Path], None], tmp_path: Path) -> None:
    """The entries of the words, of definitions and of rule sets, in a program in which nothing was built."""
    sound = Shelf(tmp_path, built=None)
    expected = (sound.catalogue.get("mit"), sound.catalogue.get("kimi-k2"), sound.rulebook.get("osd"), sound.vocabulary.sections)
    entries = list(tmp_path.iterdir())
    assert len(entries) == 4
    for entry in entries:
        damage(entry)
    again = Shelf(tmp_path, built=None)
    assert (again.catalogue.get("mit"), again.catalogue.get("kimi-k2"), again.rulebook.get("osd"), again.vocabulary.sections) == expected


def test_a_file_that_has_changed_is_read_again(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    for users in (1000, 2000, 1000):
        path.write_text(DEFINITION.replace("above: 1000", f"above: {users}"), encoding="utf-8")
        assert f"more than {users:,} monthly active users" in run("show", "x.yaml").out
    path.write_text(DEFINITION.replace("above: 1000", "abov: 1000"), encoding="utf-8")
    assert run("show", "x.yaml").code == 2


def test_what_was_sound_under_other_words_is_checked_again(tmp_path: Path) -> None:
    """An entry counts for the vocabulary and the version of the program it was made with."""
    from checker.stock import Stock

    path = tmp_path / "x.yaml"
    path.write_text("a: 1\n", encoding="utf-8")
    checked: list[Any] = []
    for basis in (b"1", b"1", b"2", b"2", b"1"):
        stock = Stock((tmp_path / "cache",), tmp_path / "cache", basis)
        assert stock.values(path, checked.append) == {"a": 1}
    assert len(checked) == 3


PROFILES = {
    "tool = 5": "p.toml: 'tool' is no fact of a profile",
    "tool = {modelterms = 5}": "p.toml: 'tool' is no fact of a profile",
    "tool = {modelterms = {profile = 5}}": "p.toml: tool.modelterms.profile: a table of facts was expected",
    "users = [1]": "p.toml: users: a number was expected",
    "users = 1979-05-27": "p.toml: users: a number was expected",
    "users = inf": "p.toml: users: 'inf' is no number",
    "users = -5": "p.toml: users: '-5' is negative",
    "based-in = [['DE']]": "p.toml: based-in: '['DE']' is no country",
    "field = {x = [1]}": "p.toml: field: '{'x': [1]}' is no field of use",
    '"\\u202e::error::" = 1': "p.toml: '\\u202e::error::' is no fact of a profile",
    "x = ": "p.toml: is not TOML: ",
    "x = " + "[" * 30_000: "p.toml: is not TOML: ",
}


@pytest.mark.parametrize("text", PROFILES, ids=lambda text: text[:20])
def test_a_profile_that_cannot_be_used_is_named(text: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(text, encoding="utf-8")
    done = run("can-i", "mit", "--do", "host", "--profile", "p.toml")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {PROFILES[text]}")


@pytest.mark.parametrize("text", ["", "x", "tool = 5", "[tool]\nmodelterms = 5", "[project]\nname = 'x'"])
def test_a_project_without_a_profile_is_no_error(text: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    done = run("can-i", "mit", "--do", "host")
    assert (done.code, done.out, done.err) == (0, "mit: host (host): yes: granted [license ¶1]\n", "")


# Files that may be anything: commands that read them, on the worst that the tests above know.


def every_bad_file() -> Iterator[tuple[str, str]]:
    yield from ((name, text.replace("%s", "x")) for name, text in ERRORS.items())
    yield "rules", RULES
    yield "definition", DEFINITION
    yield "claims", HOSTILE_CLAIMS


@pytest.mark.parametrize(("name", "text"), list(every_bad_file()), ids=[name for name, _ in every_bad_file()])
def test_one_kind_of_file_in_place_of_another(name: str, text: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    for kind, args in {
        "definition": ["show", "x.yaml"],
        "rules": ["check", "mit", "--rules", "x.yaml"],
        "claims": ["claims", "x.yaml"],
    }.items():
        if kind != name:
            assert run(*args).code == 2


def test_the_shipped_rule_sets_are_those_the_messages_name() -> None:
    assert RULESETS == ("dfsg", "eu-ai-act", "fsf", "open-definition", "osaid", "osd")
