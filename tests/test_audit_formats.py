"""The report of an audit in every format: as it should look, valid for its reader, and harmless whatever a project holds."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from hypothesis import given, settings
from hypothesis import strategies as st
from spdx_python_model import v3_0_1 as spdx_model

from checker import formats, spdx
from checker.formats import github
from checker.formats import table as tables
from checker.page import NoReport, Page, Paragraph
from checker.pages.audit import page
from checker.report import READINGS, SEVERITIES, Base, Because, ModelUse, Place, Report, Result, Warned, findings_in_brief, models_in_brief
from tests import sample_report
from tests.conftest import SHELF
from tests.sample_report import CLEAN, HOSTILE_PATH, NOTHING, REPORT

GOLDEN = Path(__file__).parent / "golden"
GOLDENS = sorted(GOLDEN.glob("audit-*.txt"))
OF_AUDIT = tuple(name for name in formats.names() if name not in formats.general())
SAMPLES = {"full": REPORT, "clean": CLEAN, "nothing": NOTHING}
STEERS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render(name: str, report: Report = REPORT, width: int = 80) -> str:
    if name == "summary":
        return github.summary(page(report))
    return formats.renderer(name)(page(report), width, False)


# Goldens ---------------------------------------------------------------------------------------------------------------------


def golden(path: Path) -> str:
    """`audit-table-160.txt` is the table at 160 columns, `audit-table-80-clean.txt` that of another sample."""
    name, *rest = path.stem.removeprefix("audit-").split("-")
    width = next((int(word) for word in rest if word.isdigit()), 80)
    sample = next((SAMPLES[word] for word in rest if word in SAMPLES), REPORT)
    return render(name, sample, width)


@pytest.mark.parametrize("path", GOLDENS, ids=[path.stem for path in GOLDENS])
def test_prints_what_it_should(path: Path) -> None:
    printed = golden(path).encode("utf-8", "backslashreplace")
    if os.environ.get("MODELTERMS_UPDATE_GOLDEN"):
        path.write_bytes(printed)
    assert printed == path.read_bytes()


def test_every_format_has_a_golden() -> None:
    assert {path.stem.split("-")[1] for path in GOLDENS} == {*formats.names(), "summary"}


@pytest.mark.parametrize("name", formats.names())
def test_runs_are_identical_to_the_byte(name: str) -> None:
    assert render(name) == render(name)


@pytest.mark.parametrize("name", OF_AUDIT)
def test_a_page_without_a_report_is_refused_by_name(name: str) -> None:
    with pytest.raises(NoReport, match=f"--format {name}: only an audit"):
        formats.renderer(name)(Page({}, (Paragraph("x"),)), 80, False)


@pytest.mark.parametrize("name", [name for name in formats.names() if name != "table"])
@pytest.mark.parametrize("sample", ["clean", "nothing"])
def test_an_audit_without_findings_has_a_report_too(name: str, sample: str) -> None:
    printed = render(name, SAMPLES[sample])
    assert printed.endswith("\n") or name in ("concise", "jsonl")  # these print a line a finding


# What readers ask for --------------------------------------------------------------------------------------------------------


def no_constants(value: str) -> None:
    raise AssertionError(f"{value} is no JSON")


def parsed(text: str) -> Any:
    assert text.isascii()
    return json.loads(text, parse_constant=no_constants)


def is_sarif(text: str) -> None:
    """What code scanning asks for (https://docs.github.com/code-security/code-scanning, SARIF support); no package has the schema."""
    log = parsed(text)
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == sorted(set(ids))
    for rule in driver["rules"]:
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["help"]["markdown"]
        assert "helpUri" not in rule
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        assert set(result["partialFingerprints"]) == {"primaryLocationLineHash", "modelterms/v1"}
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            is_location(location["physicalLocation"])
        assert all(one["kind"] == "external" and one["justification"] for one in result.get("suppressions", ()))
    for one in run["invocations"][0]["toolExecutionNotifications"]:
        for location in one.get("locations", ()):  # what is of no file has none
            is_uri(location["physicalLocation"]["artifactLocation"]["uri"])


def is_location(location: dict[str, Any]) -> None:
    region = location["region"]
    assert location["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
    is_uri(location["artifactLocation"]["uri"])
    assert 1 <= region["startLine"] == region["endLine"]
    assert 1 <= region["startColumn"] < region["endColumn"]


def is_uri(uri: str) -> None:
    """A relative reference of RFC 3986, without a scheme before its first slash."""
    assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*", uri)


def is_junit(text: str) -> None:
    assert text.isascii()
    root = ElementTree.fromstring(text)
    [suite] = root
    cases = suite.findall("testcase")
    assert int(suite.attrib["tests"]) == len(cases)
    assert int(suite.attrib["failures"]) == sum(case.find("failure") is not None for case in cases)
    assert int(suite.attrib["skipped"]) == sum(case.find("skipped") is not None for case in cases)
    assert all(case.attrib["name"] and case.attrib["classname"] for case in cases)


def is_gitlab(text: str) -> None:
    issues = parsed(text)
    assert len({one["fingerprint"] for one in issues}) == len(issues)
    for one in issues:
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert one["location"]["path"]
        assert one["location"]["lines"]["begin"] >= 1


_RANGE = {"properties": {"start": {"required": ["line"], "properties": {"line": {"type": "integer", "minimum": 1}}}}}
_PLACE = {"required": ["path"], "properties": {"path": {"type": "string", "minLength": 1}, "range": _RANGE}}
RDJSON = {
    "required": ["source", "diagnostics"],
    "properties": {
        "diagnostics": {
            "items": {
                "required": ["message", "location", "severity", "code"],
                "properties": {
                    "message": {"type": "string"},
                    "location": _PLACE,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"required": ["value"]},
                    "related_locations": {"items": {"required": ["location"], "properties": {"location": _PLACE}}},
                },
            }
        }
    },
}


def is_rdjson(text: str) -> None:
    """reviewdog's proto/rdf/jsonschema, the part that is used."""
    jsonschema.validate(parsed(text), RDJSON)


COMMAND = re.compile(r"::(?:error|warning|notice)(?: (?:(?:file|line|col|title)=[^,:\n\r]*,?)+)?::[^\n\r]*")


def is_github(text: str) -> None:
    for line in text.splitlines():
        assert COMMAND.fullmatch(line) or not line.lstrip().startswith("::")


def is_jsonl(text: str) -> None:
    assert all(parsed(line)["schema"] == "modelterms/finding/1" for line in text.splitlines())


VALIDATOR = JsonStrictValidator(SchemaVersion.V1_6)


def is_cyclonedx(text: str) -> None:
    bill = parsed(text)
    assert VALIDATOR.validate_str(text) is None
    refs = [one["bom-ref"] for one in (*bill["components"], *bill.get("services", ()))]
    assert len(set(refs)) == len(refs)
    assert {one["ref"] for one in bill["dependencies"]} == {"project", *refs}


def is_spdx3(text: str) -> None:
    """Read by the classes made from SPDX's own model, which check types; what must be there is checked when it is written again."""
    parsed(text)
    objects = spdx_model.SHACLObjectSet()
    spdx_model.JSONLDDeserializer().read(io.BytesIO(text.encode()), objects)
    assert objects.link() == set()
    spdx_model.JSONLDSerializer().write(objects, io.BytesIO())


def is_markdown(text: str) -> None:
    assert text.count("<details>") == text.count("</details>")
    assert not re.search(r"(?<!\\)<(?!/?details>|/?summary>|!-- -->)", text)
    assert not re.search(r"@(?!<!-- -->)", text)
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def is_json(text: str) -> None:
    report = parsed(text)
    assert report["schema"] == "modelterms/audit/1"


def is_anything(text: str) -> None:
    """A text for people: the marks that steer are looked for everywhere."""


VALID: dict[str, Callable[[str], None]] = {
    "concise": is_anything,
    "cyclonedx": is_cyclonedx,
    "github": is_github,
    "gitlab": is_gitlab,
    "json": is_json,
    "jsonl": is_jsonl,
    "junit": is_junit,
    "markdown": is_markdown,
    "rdjson": is_rdjson,
    "sarif": is_sarif,
    "spdx3": is_spdx3,
    "summary": is_markdown,
    "table": is_anything,
}


def check(name: str, report: Report) -> None:
    """The format is valid, and nothing in it is obeyed by a terminal or a CI log that was not meant to be."""
    printed = render(name, report)
    VALID[name](printed)
    assert not STEERS.search(printed)
    assert "##[" not in printed
    assert "##vso[" not in printed
    if name != "github":
        assert not [line for line in printed.split("\n") if line.lstrip().startswith("::")]


def test_every_format_is_checked() -> None:
    assert set(VALID) == {*formats.names(), "summary"}


@pytest.mark.parametrize("name", VALID)
@pytest.mark.parametrize("sample", SAMPLES)
def test_samples_are_valid(name: str, sample: str) -> None:
    check(name, SAMPLES[sample])


def test_the_checks_can_fail() -> None:
    """What a validator lets through by accident it would let through always."""
    bad = render("cyclonedx").replace('"id": "MIT"', '"id": "Mitt"')
    assert VALIDATOR.validate_str(bad) is not None
    with pytest.raises(ValueError, match="modell"):
        is_spdx3(render("spdx3").replace('"software_primaryPurpose": "model"', '"software_primaryPurpose": "modell"'))
    with pytest.raises(ElementTree.ParseError):
        is_junit(render("junit").replace("&lt;", "<"))


# Any text in any place -------------------------------------------------------------------------------------------------------

TEXT = st.one_of(
    st.text(st.characters(codec=None), max_size=12),
    st.sampled_from(("", "::error::x", "\n::error::x", "##[group]", "##vso[x]", "@a", "](b)", "{0}", "]]>", "\x1b[2J", "\udcff", "a:b/c")),
)
SOME = st.lists(TEXT, max_size=2).map(tuple)
PLACE = st.builds(Place, TEXT, st.integers(1, 10**6), st.integers(1, 10**4), TEXT, st.just(""))
PLACES = st.lists(PLACE, max_size=3).map(tuple)
PAIRS = st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple)
MODEL = st.builds(
    ModelUse,
    model=TEXT,
    kind=st.one_of(TEXT, st.just("hf")),
    used=st.booleans(),
    places=PLACES,
    declared=st.none() | TEXT,
    licenses=SOME,
    how=TEXT,
    confidence=TEXT,
    where=TEXT,
    remark=TEXT,
    terms=TEXT | st.just("https://example.com/terms"),
    bases=st.lists(st.builds(Base, TEXT, SOME, TEXT, TEXT), max_size=2).map(tuple),
    verdicts=PAIRS,
    status=st.sampled_from(("fails", "unknown", "contested", "passes", "service")),
)
RESULT = st.builds(
    Result,
    code=TEXT,
    title=TEXT,
    severity=st.sampled_from(SEVERITIES),
    headline=TEXT,
    model=TEXT,
    licenses=SOME,
    places=PLACES,
    because=st.lists(st.builds(Because, TEXT, TEXT, TEXT), max_size=3).map(tuple),
    readings=st.lists(st.tuples(st.sampled_from(tuple(READINGS)), TEXT), max_size=2).map(tuple),
    why=TEXT,
    help=TEXT,
    fingerprint=st.text("0123456789abcdef", min_size=8, max_size=16),
    hidden=TEXT,
    basis=TEXT,
    source=TEXT,
)
REPORTS = st.builds(
    Report,
    root=TEXT,
    version=TEXT,
    rules=SOME,
    files=st.integers(0, 10**6),
    models=st.lists(MODEL, max_size=3, unique_by=lambda one: (one.model, one.kind)).map(tuple),
    results=st.lists(RESULT, max_size=3).map(tuple),
    warnings=st.lists(st.builds(Warned, TEXT, TEXT), max_size=2).map(tuple),
    spdx=PAIRS,
)


@pytest.mark.parametrize("name", VALID)
@settings(max_examples=60, deadline=None)
@given(report=REPORTS)
def test_no_text_breaks_a_format(name: str, report: Report) -> None:
    check(name, report)


# What the formats say --------------------------------------------------------------------------------------------------------


def test_paths_are_those_of_the_checkout() -> None:
    assert REPORT.path("src/app.py") == "services/chat/src/app.py"
    for root in (".", "", "./", "/tmp/x", "../x", "C:\\x"):
        assert REPORT._replace(root=root).path("src/app.py") == "src/app.py"


def test_a_sarif_path_is_the_path_once_decoded() -> None:
    results = json.loads(render("sarif"))["runs"][0]["results"]
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results}
    assert f"services/chat/{HOSTILE_PATH}" in {unquote(uri, errors="surrogateescape") for uri in uris}


def test_sarif_takes_github_s_hash_only_where_it_tells_findings_apart() -> None:
    results = json.loads(render("sarif"))["runs"][0]["results"]
    prints = [(one["ruleId"], one["partialFingerprints"]["primaryLocationLineHash"]) for one in results]
    assert prints[0] == ("OSD-5", "1a2b3c4d5e6f7a8b:1")
    twice = REPORT._replace(results=(*REPORT.results[:1], REPORT.results[0]._replace(model="other", fingerprint="f2")))
    results = json.loads(render("sarif", twice))["runs"][0]["results"]
    assert len({one["partialFingerprints"]["primaryLocationLineHash"] for one in results}) == 2


def test_hidden_findings_are_no_annotations_and_no_failures() -> None:
    hidden = REPORT._replace(results=REPORT.hidden)
    assert not re.search("^::error", render("github", hidden), re.MULTILINE)
    assert "<failure" not in render("junit", hidden)
    assert json.loads(render("gitlab", hidden)) == []
    assert all(one["suppressions"] for one in json.loads(render("sarif", hidden))["runs"][0]["results"])


def test_github_names_its_limit_where_it_is_passed() -> None:
    results = tuple(REPORT.results[0]._replace(places=(Place("a.py", line),)) for line in range(1, 12))
    assert "GitHub shows 10 annotations of each kind for a step; there are 11 errors" in render("github", REPORT._replace(results=results))
    assert "GitHub shows" not in render("github")


def test_a_comment_fits_a_pull_request() -> None:
    results = tuple(REPORT.results[0]._replace(places=(Place("a.py", line),), headline=f"{line} " + "x" * 100) for line in range(1, 500))
    comment = render("markdown", REPORT._replace(results=results))
    assert len(comment) < 65_536
    assert comment.rstrip().endswith("</details>")
    assert "The report goes on" in comment


def test_a_long_table_of_models_leaves_room_for_the_findings() -> None:
    """A comment on a project with 3,000 models had nothing but its head."""
    models = tuple(sample_report.model(f"acme/model-number-{i}", "unknown") for i in range(3000))
    comment = render("markdown", REPORT._replace(models=models))
    assert len(comment) < 65_536
    assert "acme/model-number-1 " in comment
    assert " more.*" in comment
    assert "limits who may use" in comment


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_what_is_said_of_several_models_alike_is_said_once(name: str) -> None:
    one = REPORT.results[0]
    results = tuple(one._replace(model=f"meta-llama/Llama-3.{i}", places=(Place(f"{i}.py", 1, 1, ""),)) for i in range(3))
    text = render(name, REPORT._replace(models=(), results=results))
    assert text.count("limits who may use") == 1
    assert "3 models: limits who may use" in text
    assert all(f"{i}.py:1:1" in text and f"meta-llama/Llama-3.{i}" in text for i in range(3))


def test_terms_of_service_are_named_once() -> None:
    services = tuple(sample_report.SERVICE._replace(model=name) for name in ("gpt-4o", "gpt-4o-mini", "gpt-5"))
    assert render("table", REPORT._replace(models=services, results=())).count("services-agreement") == 1


@pytest.mark.parametrize(
    ("word", "width", "lines"),
    [
        ("short", 10, ["short"]),
        ("src/deep/settings.yaml", 12, ["src/deep/", "settings.", "yaml"]),
        ("llama-3.2-community", 12, ["llama-3.2-", "community"]),
        ("a" * 25, 10, ["a" * 25]),
        ("a" * 25 + ".py", 10, ["a" * 10, "a" * 10, "aaaaa.py"]),  # what is left of a part that must be cut goes on with the next
        ("acme/" + "b" * 14, 10, ["acme/", "b" * 14]),
    ],
)
def test_a_long_name_is_broken_where_it_has_parts(word: str, width: int, lines: list[str]) -> None:
    assert tables._fold(word, width, *tables.BREAKS).split("\n") == lines


def test_services_are_no_unknown_licenses() -> None:
    assert [one.model for one in REPORT.services] == ["gpt-4o-mini"]
    bill = json.loads(render("cyclonedx"))
    assert [one["name"] for one in bill["services"]] == ["gpt-4o-mini"]
    assert "gpt-4o-mini" not in {one["name"] for one in bill["components"]}


def test_a_ruling_and_our_reading_stand_apart() -> None:
    for name in ("table", "markdown", "sarif", "junit", "github", "rdjson"):
        for line in render(name, width=400).splitlines():
            if name != "github" or "%0A" not in line:
                assert "an authority" not in line or "our reading" not in line


def test_counts_agree_with_the_words() -> None:
    assert models_in_brief(NOTHING) == "No model with a license of its own is in use."
    assert models_in_brief(CLEAN) == "1 model in use under 1 license: 1 passes."
    assert findings_in_brief(CLEAN) == "No findings."
    assert findings_in_brief(REPORT) == "6 errors, 1 warning, 1 note; 2 more findings hidden by exceptions or the baseline."


def test_every_spdx_id_of_a_definition_is_on_the_list() -> None:
    ids = [SHELF.catalogue.get(id).spdx for id in SHELF.catalogue.ids]
    assert not [id for id in ids if id and not id.startswith("LicenseRef-") and id.lower() not in spdx.listed()]


def test_a_bill_knows_licenses_by_their_spdx_ids() -> None:
    report = REPORT._replace(spdx=(("gpl-3.0", "GPL-3.0-only"), ("llama-3", "LicenseRef-scancode-llama")))
    assert spdx.license_id("gpl-3.0", report) == "GPL-3.0-only"
    assert spdx.license_id("apache-2.0", report) == "Apache-2.0"
    assert spdx.license_id("llama-3", report) == ""
    assert spdx.expression("llama-3", report) == "LicenseRef-scancode-llama"
    assert spdx.expression("my own (one)", report) == "LicenseRef-modelterms-my-own-one"


@pytest.mark.parametrize(
    ("model", "kind", "purl"),
    [
        ("meta-llama/Llama-3.2-3B", "hf", "pkg:huggingface/meta-llama/Llama-3.2-3B"),
        ("a/b@0123abc", "hf", "pkg:huggingface/a/b@0123abc"),
        ("a/b@refs/pr/1", "hf", "pkg:huggingface/a/b@refs%2Fpr%2F1"),
        ("a/b", "ollama", ""),
        ("a/b?x=y", "hf", ""),
        ("gpt2", "hf", ""),
    ],
)
def test_package_urls(model: str, kind: str, purl: str) -> None:
    assert spdx.package_url(model, kind) == purl
