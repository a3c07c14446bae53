"""Audit: from files and a policy to findings. Every code is reached, every setting changes what it should."""

from __future__ import annotations

import datetime
import json
import multiprocessing
import struct
import subprocess
from pathlib import Path
from typing import Any

import pytest

from checker import commands, policy, project, scan, tracked
from checker.given import UsageError
from checker.report import ERROR, WARNING, Report
from checker.source import SourceError
from tests.conftest import ROOT, SHELF

TODAY = datetime.date(2026, 11, 24)
LLAMA = 'm = AutoModel.from_pretrained("meta-llama/Llama-3.2-1B")\n'
OPEN = 'm = AutoModel.from_pretrained("BAAI/bge-m3")\n'
UNKNOWN = 'm = AutoModel.from_pretrained("acme-nobody/secret-7b-chat")\n'


def audited(folder: Path, files: dict[str, str | bytes], settings: dict[str, Any] | None = None, **more: Any) -> Report:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    own = policy.read(settings or {}, "modelterms.toml")
    return project.examine(SHELF, project.Wanted(folder, own, today=TODAY, **more))


def codes(report: Report, severity: str | None = None) -> set[str]:
    return {one.code for one in report.counted if severity in (None, one.severity)}


def status(report: Report) -> dict[str, str]:
    return {one.model: one.status for one in report.models}


def test_an_open_model_passes(tmp_path: Path) -> None:
    report = audited(tmp_path, {"a.py": OPEN})
    assert status(report) == {"BAAI/bge-m3": "passes"}
    assert not report.results


def test_a_community_license_fails_with_its_sections(tmp_path: Path) -> None:
    report = audited(tmp_path, {"a.py": LLAMA})
    assert status(report) == {"meta-llama/Llama-3.2-1B": "fails"}
    cap = next(one for one in report.results if one.code == "OSD-5")
    assert cap.severity == ERROR
    assert cap.because[0].at.startswith("license 2")
    assert (cap.places[0].path, cap.places[0].line) == ("a.py", 1)
    assert cap.help
    assert cap.why


@pytest.mark.parametrize(("setting", "severity"), [("fail", ERROR), ("warn", WARNING)])
def test_unknown_is_never_a_pass(tmp_path: Path, setting: str, severity: str) -> None:
    report = audited(tmp_path, {"a.py": UNKNOWN}, {"unknown": setting})
    assert status(report) == {"acme-nobody/secret-7b-chat": "unknown"}
    assert [(one.code, one.severity) for one in report.results] == [("unknown-license", severity)]


def test_a_license_nobody_has_read_is_unknown(tmp_path: Path) -> None:
    report = audited(tmp_path, {"m/README.md": "---\nlicense: acme-special-terms\nlibrary_name: x\n---\n", "m/adapter_config.json": "{}"})
    assert codes(report) <= {"unread-license", "unknown-license"}
    assert codes(report)


def test_a_card_is_no_reason_to_open_a_file(tmp_path: Path) -> None:
    own = tmp_path / "evil.yaml"
    own.write_text((ROOT / "licenses" / "mit.yaml").read_text(encoding="utf-8"))
    report = audited(tmp_path, {"m/README.md": f"---\nlicense: {own}\npipeline_tag: x\n---\n"})
    assert set(status(report).values()) == {"unknown"}


def test_a_laxer_card_does_not_free_what_is_built_on_llama(tmp_path: Path) -> None:
    card = "---\nlicense: mit\nbase_model: meta-llama/Meta-Llama-3-8B\n---\n"
    report = audited(tmp_path, {"adapter/README.md": card, "adapter/adapter_config.json": "{}"})
    own = next(one for one in report.models if one.model == "./adapter")
    assert own.licenses[0] == "llama-3-community"
    assert "mit" in own.licenses
    assert "license-conflict" in codes(report)
    assert "says mit" in own.remark


def test_a_service_is_no_unknown_license(tmp_path: Path) -> None:
    report = audited(tmp_path, {"a.py": 'client.create(model="gpt-4o")\n'})
    assert [one.status for one in report.models] == ["service"]
    assert not report.results


def test_what_is_only_spoken_of_does_not_count(tmp_path: Path) -> None:
    report = audited(tmp_path, {"README.md": "See https://huggingface.co/meta-llama/Llama-3.2-1B\n"})
    assert [one.used for one in report.models] == [False]
    assert not report.results


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"allow": ["llama3.2"]}, set()),
        ({"allow": ["llama"]}, set()),
        ({"allow": ["apache-2.0"]}, {"not-allowed"}),
        ({"allow": ["mit"], "deny": ["llama3.2"]}, {"denied-license", "not-allowed"}),
    ],
)
def test_lists(tmp_path: Path, settings: dict[str, Any], expected: set[str]) -> None:
    assert codes(audited(tmp_path, {"a.py": LLAMA}, settings), ERROR) == expected


def test_rules_and_lists_together(tmp_path: Path) -> None:
    report = audited(tmp_path, {"a.py": LLAMA + OPEN}, {"allow": ["llama3.2"], "rules": ["osd"]})
    assert not codes(report)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({"users": 1000, "based-in": ["US"], "field": ["general"], "users-at-release": 1000}, set()),
        ({"users-at-release": 800_000_000, "based-in": ["US"], "field": ["general"]}, {"not-permitted"}),
        ({"based-in": ["US"], "field": ["general"]}, {"depends"}),
    ],
)
def test_profile(tmp_path: Path, profile: dict[str, Any], expected: set[str]) -> None:
    settings = {"allow": ["none-of-these", "mit"], "rules": [], "do": ["run"], "profile": profile}
    settings.pop("allow")
    report = audited(tmp_path, {"a.py": LLAMA}, settings)
    assert codes(report) & {"not-permitted", "depends"} == expected


def test_an_exception_hides_and_says_why(tmp_path: Path) -> None:
    entry = {"model": "meta-llama/*", "reason": "cleared", "expires": datetime.date(2027, 1, 1)}
    report = audited(tmp_path, {"a.py": LLAMA}, {"exceptions": [entry]})
    assert not report.counted
    assert {one.hidden for one in report.results} == {"exception until 2027-01-01: cleared"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"expires": datetime.date(2026, 1, 1)}, "expired-exception"),
        ({"model": "acme/*"}, "unused-exception"),
        ({"text": "0" * 64}, "stale-exception"),
        ({"criteria": ["OSD-2"]}, "unused-exception"),
    ],
)
def test_exceptions_that_do_not_hold_are_findings(tmp_path: Path, change: dict[str, Any], code: str) -> None:
    entry = {"model": "meta-llama/*", "reason": "cleared", "expires": datetime.date(2027, 1, 1), **change}
    report = audited(tmp_path, {"a.py": LLAMA}, {"exceptions": [entry]})
    assert code in codes(report)
    assert "OSD-5" in codes(report)


def test_an_exception_pinned_to_the_text_that_is_held(tmp_path: Path) -> None:
    sha = next(text.sha256 for text in SHELF.catalogue.get("llama-3.2-community").texts if text.name == "license")
    entry = {"license": "llama-3.2-community", "reason": "r", "expires": datetime.date(2027, 1, 1), "text": sha}
    assert not audited(tmp_path, {"a.py": LLAMA}, {"exceptions": [entry]}).counted


def test_clarify_is_the_projects_word(tmp_path: Path) -> None:
    row = {"model": "acme-nobody/*", "license": "apache-2.0", "reason": "asked"}
    report = audited(tmp_path, {"a.py": UNKNOWN}, {"clarify": [row]})
    assert status(report) == {"acme-nobody/secret-7b-chat": "passes"}
    assert report.models[0].how == "clarified"


def test_fail_on_decides_what_is_an_error(tmp_path: Path) -> None:
    contested = 'm = AutoModel.from_pretrained("meta-llama/Llama-3.2-1B")\n'
    lax = audited(tmp_path, {"a.py": contested}, {"fail-on": "fails"})
    strict = audited(tmp_path, {"a.py": contested}, {"fail-on": "contested"})
    assert codes(strict, ERROR) > codes(lax, ERROR)
    assert codes(strict) == codes(lax)


def test_baseline_hides_what_was_known(tmp_path: Path) -> None:
    report = audited(tmp_path / "p", {"a.py": LLAMA})
    file = tmp_path / "baseline.json"
    project.save_baseline(file, report)
    later = audited(tmp_path / "p", {"b.py": LLAMA, "c.py": 'm = AutoModel.from_pretrained("google/gemma-2-2b")\n'})
    counted = project.against(later, project.read_baseline(file)).counted
    assert {one.model for one in counted} == {"google/gemma-2-2b"}


def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text('{"findings": [1]}')
    with pytest.raises(SourceError, match="is no baseline"):
        project.read_baseline(file)


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True, capture_output=True)


def test_diff_sees_only_what_was_added(tmp_path: Path) -> None:
    audited(tmp_path, {"a.py": LLAMA})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    report = audited(tmp_path, {"a.py": LLAMA + 'x = AutoModel.from_pretrained("google/gemma-2-2b")\n'}, since="HEAD")
    assert {one.model for one in report.models} == {"google/gemma-2-2b"}


def test_diff_runs_nothing_that_the_repository_names(tmp_path: Path) -> None:
    audited(tmp_path, {"a.py": OPEN, ".gitattributes": "*.py diff=evil\n"})
    mark = tmp_path.parent / "was-run"
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    for key in ("diff.evil.textconv", "diff.evil.command", "core.fsmonitor"):
        git(tmp_path, "config", key, f"sh -c 'touch {mark}; cat' ")
    report = audited(tmp_path, {"a.py": OPEN + LLAMA}, since="HEAD")
    assert {one.model for one in report.models} == {"meta-llama/Llama-3.2-1B"}
    assert not mark.exists()


@pytest.mark.parametrize("revision", ["--output=x", "", "no-such-revision"])
def test_a_revision_that_is_none_is_an_error(tmp_path: Path, revision: str) -> None:
    git(tmp_path, "init", "-q")
    if not revision:
        revision = " "
    with pytest.raises(UsageError, match="--diff"):
        audited(tmp_path, {"a.py": LLAMA}, since=revision)


def test_gitignore_and_exclude_and_all_files(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        ".gitignore": "out/\n*.tmp.py\n!keep.tmp.py\n",
        "out/a.py": LLAMA,
        "keep.tmp.py": OPEN,
        "docs/b.py": UNKNOWN,
    }
    assert set(status(audited(tmp_path, files, {"exclude": ["docs/"]}))) == {"BAAI/bge-m3"}
    assert "meta-llama/Llama-3.2-1B" in status(audited(tmp_path, files, all_files=True))


def test_a_folder_is_ignored_as_git_does_it(tmp_path: Path) -> None:
    ignore = "*\n!*.py\n!app\n!kept/\n"  # everything but these: the pattern that speaks last of a folder decides
    report = audited(tmp_path, {".gitignore": ignore, "app/a.py": LLAMA, "kept/b.py": OPEN, "other/c.py": UNKNOWN})
    assert set(status(report)) == {"meta-llama/Llama-3.2-1B", "BAAI/bge-m3"}


@pytest.mark.parametrize("version", ["2", "4"])
def test_what_git_tracks_is_not_ignored(tmp_path: Path, version: str) -> None:
    files: dict[str, str | bytes] = {
        ".gitignore": "out/\n*.env\n",
        "out/deep/a.py": LLAMA,
        "out/deep/b.py": UNKNOWN,
        "x.env": "MODEL=BAAI/bge-m3",
    }
    audited(tmp_path, files)
    git(tmp_path, "init", "-q")
    git(tmp_path, "update-index", "--add", f"--index-version={version}", "out/deep/a.py", "x.env")
    assert set(status(audited(tmp_path, files))) == {"meta-llama/Llama-3.2-1B", "BAAI/bge-m3"}
    assert set(status(audited(tmp_path, files, {"exclude": ["out/"]}))) == {"BAAI/bge-m3"}


def test_an_index_that_is_none_lists_no_files(tmp_path: Path) -> None:
    audited(tmp_path, {"a.py": LLAMA, "b.py": OPEN})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    data = (tmp_path / ".git/index").read_bytes()
    assert tracked.names(data) == ["a.py", "b.py"]
    for broken in (
        b"",
        b"DIRC",
        data[:60],
        data[:80],
        b"GGUF" + data[4:],
        data[:8] + b"\xff" * 4 + data[12:90],
        data[:4] + b"\0\0\0\x04" + b"\xff" * 400,
    ):
        assert set(tracked.names(broken)) <= {"a.py"}


def gguf(pairs: dict[str, str]) -> bytes:
    def text(value: str) -> bytes:
        return struct.pack("<Q", len(value.encode())) + value.encode()

    body = b"".join(text(key) + struct.pack("<I", 8) + text(value) for key, value in pairs.items())
    return b"GGUF" + struct.pack("<IQQ", 3, 0, len(pairs)) + body


def test_a_gguf_header_states_license_and_base(tmp_path: Path) -> None:
    header = gguf({
        "general.license": "mit",
        "general.base_model.0.name": "Llama 3.2 1B",
        "general.base_model.0.repo_url": "https://huggingface.co/meta-llama/Llama-3.2-1B",
    })  # fmt: skip
    report = audited(tmp_path, {"models/x.gguf": header})
    own = next(one for one in report.models if one.model == "./models")
    assert own.licenses[0] == "llama-3.2-community"


def test_a_hugging_face_cache_is_a_list_of_models(tmp_path: Path) -> None:
    card = b"---\nlicense: gemma\nbase_model: google/gemma-2-2b\n---\n"
    report = audited(tmp_path, {"models--acme--tuned/snapshots/abc/README.md": card})
    assert "acme/tuned" in status(report)


def test_an_ollama_store_is_one_too(tmp_path: Path) -> None:
    manifest = json.dumps({"layers": [{"mediaType": "x", "digest": "sha256:" + "0" * 64}]})
    report = audited(tmp_path, {"manifests/registry.ollama.ai/library/llama3.2/3b": manifest})
    assert set(status(report).values()) == {"fails"}


def test_a_bill_of_materials_states_models(tmp_path: Path) -> None:
    bom = {
        "components": [
            {"type": "machine-learning-model", "name": "gemma-2-2b", "purl": "pkg:huggingface/google/gemma-2-2b", "licenses": []}
        ]
    }
    assert set(status(audited(tmp_path, {"bom.json": json.dumps(bom)}))) == {"google/gemma-2-2b"}


def test_a_second_look_gives_the_same_and_a_change_is_seen(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = audited(tmp_path / "p", {"a.py": LLAMA, "b.py": OPEN}, cache=cache)
    assert list(cache.iterdir())
    assert audited(tmp_path / "p", {}, cache=cache) == first
    changed = audited(tmp_path / "p", {"b.py": UNKNOWN}, cache=cache)
    assert "acme-nobody/secret-7b-chat" in status(changed)
    assert "BAAI/bge-m3" not in status(changed)
    for file in cache.iterdir():
        file.write_text('{"basis": 1')
    assert status(audited(tmp_path / "p", {}, cache=cache)) == status(changed)


def test_a_file_has_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found by then counts, the file is named, and nothing of it is kept: another time there may be time enough."""
    files: dict[str, str | bytes] = {"a.py": LLAMA + OPEN, "b.py": UNKNOWN}
    with monkeypatch.context() as patched:
        patched.setattr(scan, "MOST_SECONDS", -1.0)
        report = audited(tmp_path / "p", files, cache=tmp_path / "cache")
    assert set(status(report)) == {"meta-llama/Llama-3.2-1B", "acme-nobody/secret-7b-chat"}
    assert [one.path for one in report.warnings] == ["a.py", "b.py"]
    assert "was not read to its end" in report.warnings[0].message
    again = audited(tmp_path / "p", {}, cache=tmp_path / "cache")
    assert "BAAI/bge-m3" in status(again)
    assert not again.warnings


@pytest.mark.parametrize("inside", ["hub", "hub/models--acme--thing", "hub/models--acme--thing/snapshots/abc"])
def test_a_snapshot_of_a_cache_is_its_model(inside: str, tmp_path: Path) -> None:
    """Its files are links to blobs beside it, wherever in the cache one begins; a link that leads further is not followed."""
    home = tmp_path / "hub" / "models--acme--thing"
    (home / "blobs").mkdir(parents=True)
    (home / "blobs" / "1").write_text("---\nlicense: mit\n---\n")
    (home / "snapshots" / "abc").mkdir(parents=True)
    (home / "snapshots" / "abc" / "README.md").symlink_to("../../blobs/1")
    (tmp_path / "secret.md").write_text(f"See {LLAMA}")
    (home / "snapshots" / "abc" / "far.md").symlink_to(tmp_path / "secret.md")
    report = audited(tmp_path / inside, {})
    assert [(one.model, one.licenses) for one in report.models] == [("acme/thing", ("mit",))]
    assert [one.message for one in report.warnings] == ["is a link out of the project and is not followed"]


def test_a_project_of_which_nothing_can_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "README.md").symlink_to("/dev/null")
    want = project.Wanted(tmp_path / "p", policy.Policy())
    outcome = project.audited(SHELF, want, None, None, strict=False)
    assert outcome.empty
    assert outcome.told == ("README.md: is a link out of the project and is not followed",)
    assert project.audited(SHELF, want, None, None, strict=True).broken == outcome.told


@pytest.mark.parametrize("start", multiprocessing.get_all_start_methods())
def test_two_processes_give_what_one_gives(start: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However processes begin on a system: a new one may inherit nothing."""
    monkeypatch.setattr(project, "ENOUGH_FOR_TWO", 2)
    monkeypatch.setattr(project, "PART", 2)
    monkeypatch.setattr(project, "START", start)
    files: dict[str, str | bytes] = {f"f{i}.py": (LLAMA, OPEN, UNKNOWN)[i % 3] for i in range(9)}
    assert audited(tmp_path, files, processes=2) == audited(tmp_path, files)


def test_every_code_is_explained() -> None:
    for code, row in SHELF.codes.items():
        assert set(row) == {"title", "why", "help"}, code
        page = commands.explain(SHELF, code).page
        assert row["help"] in json.dumps(page.data, ensure_ascii=False)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"rule": ["osd"]}, "rule: no such setting"),
        ({"rules": "x", "unknown": "maybe"}, "none of fail, warn"),
        ({"allow": [1]}, "a list of names"),
        ({"exceptions": [{"model": "x"}]}, "'reason' is missing"),
        ({"exceptions": [{"model": "x", "license": "y", "reason": "r", "expires": "2027-01-01"}]}, "either 'model' or 'license'"),
        ({"exceptions": [{"model": "x", "reason": "r", "expires": "soon"}]}, "a day was expected"),
        ({"clarify": {"model": "x"}}, "tables in double brackets"),
        ({"clarify": [{"model": "x", "license": "mit", "reason": "r", "text": "zz"}]}, "64 digits"),
        ({"profile": 1}, "a table of facts"),
    ],
)
def test_what_is_wrong_with_a_policy_is_said(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        policy.read(settings, "modelterms.toml")


def test_the_policy_of_a_project_is_found(tmp_path: Path) -> None:
    assert policy.find(tmp_path) is None
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert policy.find(tmp_path) is None
    (tmp_path / "pyproject.toml").write_text('[tool.modelterms]\nrules = ["dfsg"]\n')
    found = policy.find(tmp_path)
    assert found is not None
    assert policy.load(found).rules == ("dfsg",)
    (tmp_path / "modelterms.toml").write_text('rules = ["osd"]\n')
    with pytest.raises(SourceError, match="keep one"):
        policy.find(tmp_path)


def test_the_template_is_a_policy(tmp_path: Path) -> None:
    file = tmp_path / "modelterms.toml"
    file.write_text(policy.TEMPLATE)
    assert policy.load(file) == policy.Policy(str(file), rules=("osd",))
    live = "\n".join(line.removeprefix("# ") if " = " in line or line.startswith("# [") else line for line in policy.TEMPLATE.splitlines())
    file.write_text(live)
    assert policy.load(file).exceptions
