"""Policies as teams write them: said twice, in contradiction, for one model under one license, in several folders of one repository."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from checker import baseline, policy, project
from checker.given import UsageError
from checker.own_reports import is_baseline
from checker.report import ERROR, WARNING, Report
from checker.source import SourceError
from tests.conftest import ROOT, SHELF
from tests.test_audit import LLAMA, OPEN, TODAY, audited, codes, git
from tests.test_bad_input import Run, environment, run  # noqa: F401  (fixtures)

LATER = datetime.date(2027, 1, 1)
TUNED = 'm = AutoModel.from_pretrained("acme/support-bot")\n'


def exempt(**more: Any) -> dict[str, Any]:
    return {"reason": "cleared", "expires": LATER, **more}


# Rules ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rules", [["osd", "osd"], ["osd", "dfsg", "osd"]])
def test_rules_that_are_named_twice_are_asked_once(tmp_path: Path, rules: list[str]) -> None:
    """Every finding stood there twice, and the counts were doubled."""
    once, twice = (audited(tmp_path, {"a.py": LLAMA}, {"rules": one}) for one in (list(dict.fromkeys(rules)), rules))
    assert twice == once


def test_a_rule_set_by_two_names_is_one(tmp_path: Path, run: Run) -> None:  # noqa: F811
    own = (ROOT / "checker" / "rulesets" / "fsf.yaml").read_text(encoding="utf-8").replace("id: fsf\n", "id: own\n", 1)
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.py").write_text(LLAMA)
    for command in (["check", "llama3.2"], ["compare", "llama3.2", "mit"], ["audit", "src"]):
        args = [*command, "--format", "json", "-r", "own.yaml"]
        assert {**json.loads(run(*args, "-r", "./own.yaml").out), "rules": 0} == {**json.loads(run(*args).out), "rules": 0}


@pytest.mark.parametrize(("given", "errors"), [(None, 1), ("fails", 1), ("contested", 2)])
def test_fail_on_may_be_given_in_place_of_the_policy_s(tmp_path: Path, given: str | None, errors: int) -> None:
    (tmp_path / "modelterms.toml").write_text('rules = ["own.yaml"]\n')
    text = "\n".join(
        f"  - {{id: X-{i}, name: is bad, title: t, severity: error, why: w, help: h, {when}: {{any: [{{criterion: osd/OSD-{i}}}]}}}}"
        for i, when in ((5, "fails_when"), (9, "fails_when"))
    )
    (tmp_path / "own.yaml").write_text(f"id: teams\ntitle: Own\ncriteria:\n{text}\n")
    (tmp_path / "a.py").write_text(LLAMA)
    found = project.policy_of(tmp_path, None, False, (), given)
    report = project.examine(SHELF, project.Wanted(tmp_path, found, today=TODAY))
    assert report.count(ERROR) == errors


# Exceptions -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "hides"),
    [
        ({"model": "meta-llama/*", "license": "llama3.2"}, True),
        ({"model": "meta-llama/*", "license": "llama"}, True),
        ({"model": "meta-llama/*", "license": "llama3.1"}, False),
        ({"model": "google/*", "license": "llama3.2"}, False),
    ],
)
def test_an_exception_for_a_model_under_a_license(tmp_path: Path, entry: dict[str, str], hides: bool) -> None:
    """It holds while the model is under that license. The message was `either 'model' or 'license' was expected`, to who gave both."""
    report = audited(tmp_path, {"a.py": LLAMA}, {"exceptions": [exempt(**entry)]})
    assert bool(report.count(ERROR)) is not hides
    unused = [one for one in report.counted if one.code == "unused-exception"]
    assert [one.model for one in unused] == ([] if hides else [f"{entry['model']} under {entry['license']}"])


def test_an_exception_for_a_model_under_a_license_is_none_for_a_model_of_which_nobody_knows(tmp_path: Path) -> None:
    report = audited(tmp_path, {"a.py": TUNED}, {"exceptions": [exempt(model="acme/*", license="*")]})
    assert codes(report) == {"unknown-license", "unused-exception"}


def test_an_exception_for_a_model_under_a_license_may_be_pinned(tmp_path: Path) -> None:
    [license] = [text for text in SHELF.catalogue.get("llama-3.2-community").texts if text.name == "license"]
    for sha, expected in ((license.sha256, set()), ("0" * 64, {"stale-exception"})):
        entry = exempt(model="meta-llama/*", license="llama3.2", text=sha)
        report = audited(tmp_path, {"a.py": LLAMA}, {"exceptions": [entry]})
        assert codes(report) & {"stale-exception", "unused-exception"} == expected


@pytest.mark.parametrize(
    ("card", "license", "hides"),
    [
        ("mit AND llama3.2", "mit", False),
        ("mit AND llama3.2", "llama3.2", False),
        ("mit AND llama3.2", "llama3.2 AND mit", True),
        ("llama", "llama3.2", False),
        ("llama", "llama", True),
    ],
)
def test_an_exception_for_one_license_hides_nothing_of_another(tmp_path: Path, card: str, license: str, hides: bool) -> None:
    """An exception for MIT hid what is wrong with Llama where a card names both, and one for a member what may be wrong with a family."""
    files = {"m/README.md": f"---\nlicense: {card}\npipeline_tag: text-generation\n---\n"}
    report = audited(tmp_path, files, {"exceptions": [exempt(license=license)]})
    assert bool(report.count(ERROR)) is not hides


def test_a_conflict_of_licenses_is_hidden_by_an_exception_for_either(tmp_path: Path) -> None:
    card = "---\nlicense: mit\nbase_model: meta-llama/Meta-Llama-3-8B\n---\n"
    for license in ("mit", "llama3"):
        report = audited(tmp_path, {"m/README.md": card}, {"exceptions": [exempt(license=license)]})
        assert "license-conflict" in {one.code for one in report.hidden}


@pytest.mark.parametrize("by", [{"license": "llama3.2"}, {"model": "meta-llama/*"}])
def test_what_is_denied_is_hidden_by_name_alone(tmp_path: Path, by: dict[str, str]) -> None:
    """An exception without criteria hid it: `deny` names the licenses that never are accepted."""
    settings = {"rules": [], "deny": ["llama"]}
    report = audited(tmp_path, {"a.py": LLAMA}, {**settings, "exceptions": [exempt(**by)]})
    assert codes(report) == {"denied-license", "unused-exception"}
    assert any("denied-license is hidden only where its criteria name it" in one.headline for one in report.counted)
    named = audited(tmp_path, {"a.py": LLAMA}, {**settings, "exceptions": [exempt(**by, criteria=["denied-license"])]})
    assert not named.counted
    assert {one.status for one in named.models} == {"fails"}


# Lists ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"allow": ["llama"], "deny": ["llama"]}, "allow: 'llama' stands in `deny` too, and what is denied is never allowed"),
        ({"allow": ["Llama 3.1"], "deny": ["llama3.1"]}, "allow: 'Llama 3.1' stands in `deny` too (as 'llama3.1'), and"),
        ({"allow": ["mit", "llama3.1"], "deny": ["llama"]}, "allow: 'llama3.1' stands in `deny` too (as 'llama'), and"),
        ({"allow": ["cogvideox-license"], "deny": ["cogvideox-license"]}, "allow: 'cogvideox-license' stands in `deny` too, and"),
        ({"allow": ["unknown"]}, "allow: 'unknown' names no license; `unknown = \"warn\"` is for models whose license nobody knows"),
        ({"deny": ["unknown"]}, "deny: 'unknown' names no license; `unknown = \"fail\"` is for"),
        ({"deny": ["zzz*"]}, "deny: no license has an id like 'zzz*'"),
        ({"allow": ["mit*"], "deny": ["mit*"]}, "allow: 'mit*' stands in `deny` too"),
        ({"allow": ["no-such-license-1.0"]}, "allow: there is no license 'no-such-license-1.0'"),
    ],
)
def test_what_a_list_says_in_vain_is_an_error(tmp_path: Path, settings: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=r"modelterms\.toml: ") as caught:
        audited(tmp_path, {"a.py": OPEN}, settings)
    assert said in caught.value.messages[0]


@pytest.mark.parametrize(
    ("license", "settings", "found"),
    [
        ("llama3.1", {"deny": ["llama-3*"]}, {"denied-license"}),  # it denied Llama 3 alone
        ("llama3.1", {"allow": ["llama-3.*"]}, set()),
        ("mit", {"allow": ["apache-*"]}, {"not-allowed"}),
        ("cc-by-nc-2.5", {"deny": ["cc-by-nc"]}, {"denied-license", "unread-license"}),  # a member that nobody has read
        ("cc-by-nc-sa-2.5", {"deny": ["cc"]}, {"denied-license", "unread-license"}),
        ("cc-by-sa-2.5", {"deny": ["cc-by-nc"]}, {"unread-license"}),
        ("busl-1.1", {"deny": ["BUSL-1.1"]}, {"denied-license", "unread-license"}),
        ("busl-1.1", {"allow": ["BUSL-1.1"]}, set()),
        ("mit", {"deny": ["SSPL-1.0"]}, set()),
        ("gpl-2.0-or-later", {"allow": ["gpl-3.0"]}, set()),  # one may choose
        ("gpl-2.0-or-later", {"deny": ["gpl-2.0"]}, set()),
    ],
)
def test_lists_take_patterns_families_and_licenses_that_nobody_has_read(
    tmp_path: Path, license: str, settings: dict[str, Any], found: set[str]
) -> None:
    card = f"---\nlicense: {license}\n---\n# A model\n"
    assert codes(audited(tmp_path, {"README.md": card, "config.json": '{"model_type": "llama"}'}, {"rules": [], **settings})) == found


def test_an_empty_list_of_what_is_allowed_is_an_error(tmp_path: Path) -> None:
    """It let everything pass."""
    with pytest.raises(SourceError, match="allow: an empty list rules nothing out"):
        audited(tmp_path, {"a.py": OPEN}, {"allow": []})


def test_some_of_a_family_that_is_allowed_may_be_denied(tmp_path: Path) -> None:
    other = 'm = AutoModel.from_pretrained("meta-llama/Llama-2-7b-hf")\n'
    report = audited(tmp_path, {"a.py": LLAMA + other}, {"allow": ["llama"], "deny": ["llama2"]})
    assert {(one.model, one.code) for one in report.counted} == {("meta-llama/Llama-2-7b-hf", "denied-license")}


# Folders ----------------------------------------------------------------------------------------------------------------------

POLICIES = {
    "a/modelterms.toml": 'rules = ["osd"]\n',
    "b/pyproject.toml": "[tool.modelterms]\nrules = []\n",
    "c/pyproject.toml": '[project]\nname = "modelterms-like"\n',
    "d/modelterms.toml": "called = 'so'\n",
    "tests/e/modelterms.toml": "rules = []\n",
    "f/modelterms.toml": "rules = []\n",
}


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("cdt", ()),
        ("a", ("note: a/modelterms.toml lies below and is not used; an audit of its folder uses it",)),
        (
            "abcdtf",
            ("note: 3 policies lie below and are not used (a/modelterms.toml, b/pyproject.toml, f/modelterms.toml); an audit of their ",),
        ),
    ],
)
@pytest.mark.parametrize("own", [False, True])
def test_policies_below_are_named_and_not_used(tmp_path: Path, names: str, said: tuple[str, ...], own: bool) -> None:
    audited(tmp_path, {"x.py": LLAMA, **{name: text for name, text in POLICIES.items() if name[0] in names}})
    if own:
        (tmp_path / "modelterms.toml").write_text("rules = []\n")

    def told(config: Path | None, without: bool) -> tuple[str, ...]:
        found = project.policy_of(tmp_path, config, without)
        return project.audited(SHELF, project.Wanted(tmp_path, found, today=TODAY), None, None, False).told

    notes = told(None, False)
    assert len(notes) == len(said)
    assert all(note.startswith(begin) for note, begin in zip(notes, said, strict=True))
    assert not told(None, True)
    if own:
        assert not told(tmp_path / "modelterms.toml", False)


def test_a_file_that_cannot_be_read_has_the_path_that_findings_have(tmp_path: Path, run: Run) -> None:  # noqa: F811
    folder = tmp_path / "services" / "tts"
    folder.mkdir(parents=True)
    (folder / "a.py").write_text(LLAMA)
    (folder / "broken.py").symlink_to("nowhere")
    git(tmp_path, "init", "-q")
    for strict, begin in (([], "warning"), (["--strict"], "error")):
        done = run("audit", "services/tts", *strict)
        assert f"{begin}: services/tts/broken.py: cannot be read" in done.err
        assert done.out.startswith("services/tts/a.py:1:")


@pytest.mark.parametrize("revision", ["", " "])
def test_an_empty_revision_is_no_audit_of_everything(tmp_path: Path, run: Run, revision: str) -> None:  # noqa: F811
    """What a variable of a CI that is not set comes to."""
    (tmp_path / "a.py").write_text(LLAMA)
    git(tmp_path, "init", "-q")
    done = run("audit", "--diff", revision)
    assert (done.code, done.out, done.err) == (2, "", f"error: --diff: '{revision}' is no revision\n")


# Baselines --------------------------------------------------------------------------------------------------------------------

GONE = 'm = AutoModel.from_pretrained("google/gemma-2-2b")\n'
CARD = "---\nlicense: mit\nbase_model: meta-llama/Llama-3.2-1B\n---\n"


def saved(file: Path, report: Report) -> dict[str, Any]:
    baseline.save_baseline(file, report)
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def test_a_baseline_says_what_was_accepted(tmp_path: Path) -> None:
    """It held hashes alone, which nobody can review."""
    report = audited(tmp_path / "p", {"b.py": "x = 1\n" + LLAMA, "a.py": GONE})
    values = saved(tmp_path / "known.json", report)
    assert values["schema"] == "modelterms/baseline/2"
    rows = [(one["model"], one["code"], one["licenses"], one["path"]) for one in values["findings"]]
    assert rows == sorted(rows)
    assert ("meta-llama/Llama-3.2-1B", "OSD-5", ["llama-3.2-community"], "b.py") in rows
    assert {one["fingerprint"] for one in values["findings"]} == {one.fingerprint for one in report.results}
    assert len((tmp_path / "known.json").read_text().split("\n")) == len(rows) + 3


def test_a_baseline_stays_the_same_where_lines_move_and_in_a_checkout_of_another_name(tmp_path: Path) -> None:
    files = ({"a.py": LLAMA, "README.md": CARD}, {"a.py": "x = 1\n" + LLAMA, "README.md": CARD})
    one, two = (saved(tmp_path / f"{i}.json", audited(tmp_path / f"checkout{i}", those)) for i, those in enumerate(files))
    assert one == two
    assert "." in {finding["model"] for finding in one["findings"]}


def test_a_baseline_of_the_first_form_is_still_read(tmp_path: Path) -> None:
    report = audited(tmp_path / "p", {"a.py": LLAMA})
    file = tmp_path / "old.json"
    file.write_text(json.dumps({"schema": "modelterms/baseline/1", "findings": [one.fingerprint for one in report.results] + ["0" * 32]}))
    known = baseline.read_baseline(file)
    assert not baseline.against(report, known).counted
    count = len(report.results) + 1
    assert baseline.gone(report, known) == f"1 of {count} entries match nothing any more; --write-baseline writes it anew"


@pytest.mark.parametrize("text", ['{"findings": [{"code": "OSD-5"}]}', '{"findings": [null]}', "[" * 100_000, "", "{}"])
def test_what_is_no_baseline_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(SourceError, match="is no baseline"):
        baseline.read_baseline(tmp_path / "x.json")


def test_entries_of_a_baseline_that_match_nothing_any_more_are_told(tmp_path: Path) -> None:
    """As exceptions are. A change, or one file, has not all that they may match."""
    file = tmp_path / "known.json"
    count = len(saved(file, audited(tmp_path / "p", {"a.py": LLAMA, "b.py": GONE}))["findings"])
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    (tmp_path / "p" / "b.py").unlink()

    def told(path: Path, **more: Any) -> str:
        want = project.Wanted(path, policy.Policy(), today=TODAY, **more)
        return " ".join(project.audited(SHELF, want, file, None, False).told)

    assert f"of {count} entries match nothing any more (OSD-3 of google/gemma-2-2b, " in told(tmp_path / "p")
    assert "match nothing" not in told(tmp_path / "p" / "a.py")
    assert "match nothing" not in told(tmp_path / "p", since="HEAD")


def test_what_an_exception_hides_is_in_no_baseline(tmp_path: Path) -> None:
    """The day on which it ends would be none; what the old baseline hides is in the new one."""
    settings = {"exceptions": [exempt(model="meta-llama/*")]}
    report = audited(tmp_path / "p", {"a.py": LLAMA, "b.py": GONE}, settings)
    first = saved(tmp_path / "known.json", report)
    assert {one["model"] for one in first["findings"]} == {"google/gemma-2-2b"}
    assert saved(tmp_path / "again.json", baseline.against(report, baseline.read_baseline(tmp_path / "known.json"))) == first


def test_a_baseline_in_the_project_only_speaks_of_its_models(tmp_path: Path) -> None:
    """It lies there for good, and names models that may be gone by now. It is no report either, which is an error with `--strict`."""
    saved(tmp_path / "known.json", audited(tmp_path, {"a.py": LLAMA, "b.py": GONE}))
    (tmp_path / "b.py").unlink()
    report = audited(tmp_path, {})
    assert {one.model: one.used for one in report.models} == {"meta-llama/Llama-3.2-1B": True, "google/gemma-2-2b": False}
    assert not report.warnings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n]}", ']}{"model_id": "google/gemma-2-2b"}'),
        ('"path"', '"model_id": "google/gemma-2-2b", "path"'),
        ('"path": "a.py"', '"path": {"model_id": "google/gemma-2-2b"}'),
        ('["llama-3.2-community"]', '[{"model_id": "google/gemma-2-2b"}]'),
        ('"code"', '"model": "google/gemma-2-2b", "code"'),
        ('"findings"', '"model": "google/gemma-2-2b", "findings"'),
    ],
)
def test_nobody_hides_a_model_in_a_baseline(tmp_path: Path, old: str, new: str) -> None:
    file = tmp_path / "known.json"
    saved(file, audited(tmp_path, {"a.py": LLAMA}))
    file.write_text(file.read_text().replace(old, new, 1))
    assert not is_baseline(file.read_bytes())
    assert {one.model: one.used for one in audited(tmp_path, {}).models}["google/gemma-2-2b"]


# What has not been read -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "said", "fails"),
    [
        (
            "stabilityai/stablelm-2-zephyr-1_6b",
            "unknown: OSD-3, OSD-5, OSD-7, OSD-8, OSD-9, OSD-10: 'Stability AI Acceptable Use Policy' belongs",
            {"OSD-1", "OSD-6"},
        ),
        (
            "nvidia/NVIDIA-Nemotron-Nano-12B-v2",
            "unknown: OSD-1, OSD-5, OSD-7, OSD-8, OSD-9, OSD-10: 'NVIDIA Trustworthy AI terms' belongs",
            {"OSD-3", "OSD-6"},
        ),
    ],
)
def test_a_document_that_nobody_has_read_is_one_finding(tmp_path: Path, model: str, said: str, fails: set[str]) -> None:
    """It was one for each criterion, and each headline read like an accusation: `presumes a technology: '...' has not been read`."""
    files = {"a.py": f'm = AutoModel.from_pretrained("{model}")\n'}
    report = audited(tmp_path, files)
    [unread] = [one for one in report.results if "has not been read" in one.headline]
    assert (unread.code, unread.severity, unread.headline) == ("unread-document", ERROR, f"{said} to the license and has not been read")
    assert codes(report) == {"unread-document", *fails}
    lax = audited(tmp_path, files, {"unknown": "warn", "exceptions": [exempt(model=model, criteria=["unread-document"])]})
    assert codes(lax) == fails
    assert [one.severity for one in lax.hidden] == [WARNING]


def test_what_an_exception_to_a_license_may_lift_is_said_of_each_criterion(tmp_path: Path) -> None:
    """There the criterion fails unless the text that nobody has read says otherwise."""
    card = "---\nlicense: cc-by-nc-4.0 WITH Acme-exception-1.0\npipeline_tag: text-generation\n---\n"
    found = {one.code: one.headline for one in audited(tmp_path, {"m/README.md": card}).results}
    assert "has not been read, and may lift this" in found["OSD-6"]
    assert found["unread-document"].endswith(": 'acme-exception-1.0' belongs to the license and has not been read")
