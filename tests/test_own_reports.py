"""Reports of this program that lie in a project: passed over where they are whole, read where anything else stands in the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from checker import commands, formats, policy, project
from checker.own_reports import is_own_report
from checker.pages.audit import page
from checker.report import Report
from checker.scan import read
from tests.conftest import SHELF
from tests.sample_report import CLEAN, NOTHING, REPORT
from tests.test_audit_formats import REPORTS

JSON = ("json", "jsonl", "rdjson", "sarif", "cyclonedx", "spdx3")
NAMES = {"junit": "r.xml", "jsonl": "r.jsonl", "cyclonedx": "r.cdx.json", "spdx3": "r.spdx.json"}
HIDDEN = "tiiuae/falcon-7b-instruct"


def written(format: str, report: Report = REPORT) -> str:
    return formats.renderer(format)(page(report), 80, False)


def named(name: str, text: str) -> set[str]:
    """The models that a file names."""
    content = read(name, text.encode(), SHELF.finder_words)
    return {one.model for one in content.references} | {one.stated.model for one in content.said}


@pytest.mark.parametrize("format", [*JSON, "junit"])
@pytest.mark.parametrize("report", [REPORT, CLEAN, NOTHING], ids=["full", "clean", "nothing"])
def test_a_whole_report_is_told(format: str, report: Report) -> None:
    text = written(format, report)
    for one in (text, text.rstrip("\n"), text.replace("\n", "\r\n")):
        if text:  # one finding a line: there is nothing of a report without any
            assert is_own_report(one.encode())
    assert not named(NAMES.get(format, "r.json"), text)


@pytest.mark.parametrize("format", JSON)
@settings(max_examples=60, deadline=None)
@given(report=REPORTS)
def test_any_report_is_told(format: str, report: Report) -> None:
    text = written(format, report)
    assert not text or is_own_report(text.encode())


def test_the_list_of_licenses_is_told() -> None:
    """It names licenses as their models are called, of which the audit made models."""
    text = formats.renderer("json")(commands.list_(SHELF, "licenses", {}, (), "id").page, 80, False)
    assert is_own_report(text.encode())


def test_a_baseline_is_read_like_any_file(tmp_path: Path) -> None:
    """It lies in the project for good: it was called a report that is not read, which `--strict` makes an error."""
    (tmp_path / "a.py").write_text('m = AutoModel.from_pretrained("meta-llama/Llama-3.2-1B")\n')
    base = tmp_path / "base.json"
    wanted = project.Wanted(tmp_path, policy.Policy())
    from checker.baseline import save_baseline

    save_baseline(base, project.examine(SHELF, wanted))
    after = project.examine(SHELF, wanted)
    assert not after.warnings
    assert {one.places[0].path for one in after.models} == {"a.py"}


def forged() -> Iterator[tuple[str, str, str]]:
    """A kind of hiding, a file, and what stands in it."""
    for format in (*JSON, "junit"):
        text, name = written(format), NAMES.get(format, "r.json")
        if format == "junit":
            yield "after", name, f"{text}<model>{HIDDEN}</model>\n"
            yield "in a comment", name, text.replace("  <testcase", f'  <!-- model="{HIDDEN}" -->\n  <testcase', 1)
            yield "in an attribute", name, text.replace("<testcase ", f'<testcase model="{HIDDEN}" ', 1)
            yield "again", name, text + text.replace("BAAI/bge-m3", HIDDEN)
            continue
        begin, whole = text[:40], json.loads(text.split("\n")[0] if format == "jsonl" else text)
        indent = None if format == "jsonl" else 2
        yield "after the end", name, f'{text}{{"model": "{HIDDEN}"}}\n'
        yield "in a key at the top", name, json.dumps({**whole, "model_id": HIDDEN}, indent=indent)
        first = next(key for key, value in whole.items() if isinstance(value, (dict, list)) and value)
        inner = whole[first]
        inner = {**inner, "model_id": HIDDEN} if isinstance(inner, dict) else [*inner, {"model_id": HIDDEN}]
        yield "in a key below", name, json.dumps({**whole, first: inner}, indent=indent)
        yield "in a comment", name, text.replace(",", f", // model_id: {HIDDEN}\n", 1)
        yield "in a key that stands twice", name, text.replace(f'"{first}"', f'"{first}": {{"model_id": "{HIDDEN}"}}, "{first}"', 1)
        yield "as YAML", "r.yaml", f'# {begin}\nmodel_id: "{HIDDEN}"\n'
    yield "as YAML after JSON", "r.yaml", written("jsonl") + f"---\nmodel_id: {HIDDEN}\n"
    yield "the beginning alone", "r.json", '{"schema": "modelterms/audit/1", "model_id": "' + HIDDEN + '"}'
    yield "Python", "r.py", '{"schema": "modelterms/audit/1"}\n' + f'm = AutoModel.from_pretrained("{HIDDEN}")\n'
    yield "Python below a bill", "r.py", '{"x": "https://spdx.org/spdxdocs/modelterms-"}\n' + f'm = AutoModel.from_pretrained("{HIDDEN}")\n'


@pytest.mark.parametrize(("how", "name", "text"), list(forged()))
def test_nobody_hides_a_model_in_a_report(how: str, name: str, text: str) -> None:
    """A file that began as a report was not read, whatever followed: the audit ended with 0."""
    assert not is_own_report(text.encode())
    assert HIDDEN in named(name, text), how


@pytest.mark.parametrize(
    "data",
    [
        b'{"schema": "modelterms/' + b"[" * 200_000,
        b'{\n  "schema": "modelterms/audit/1", "x": ' + b"9" * 9_000 + b"}",
        '{"schema": "modelterms/é"}'.encode(),
        b'{"schema": "modelterms/\xff"}',
        b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="modelterms"' + b"    a" * 500_000 + b"\n</testsuites>\n",
        b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="modelterms">\n' + b" " * 2_000_000 + b"<x>\n</testsuites>\n",
        b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="modelterms">\n' + b' "<' * 500_000 + b"\n</testsuites>\n",
    ],
)
def test_what_only_begins_so_is_soon_told(data: bytes) -> None:
    assert not is_own_report(data)


def test_a_report_of_another_program_is_none() -> None:
    """One of SARIF, say, that speaks of this program."""
    run = {"tool": {"driver": {"name": "other"}}, "results": [{"message": {"text": "modelterms"}, "rank": 1}]}
    log = {"$schema": "x", "version": "2.1.0", "runs": [run]}
    assert not is_own_report(json.dumps(log, indent=2).encode())
