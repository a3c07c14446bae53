"""Audit: from files and a policy to findings. Every code is reached, every setting changes what it should."""

from __future__ import annotations

import datetime
import json
import multiprocessing
import os
import struct
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from checker import baseline, commands, formats, looking, policy, project, scan, scancache
from checker.explain import explain
from checker.given import UsageError
from checker.page import Page
from checker.pages.audit import page
from checker.report import ERROR, WARNING, Because, Report
from checker.source import SourceError
from checker.starter import TEMPLATE
from checker.walk import walk
from tests.conftest import ROOT, SHELF

TODAY = datetime.date(2026, 11, 24)
LLAMA = 'm = AutoModel.from_pretrained("meta-llama/Llama-3.2-1B")\n'
OPEN = 'm = AutoModel.from_pretrained("BAAI/bge-m3")\n'
OUR = """id: our-lawyers
title: What we may ship
criteria:
  - id: OUR-1
    name: limits our users
    title: No cap on users or revenue
    severity: error
    fails_when: {any: [{prohibits: {when: [monthly-active-users, annual-revenue]}, basis: {kind: text}}]}
    why: We do not count users for a licensor.
    help: Ask the legal team for a separate license.
"""
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


@pytest.mark.parametrize(
    ("code", "model", "expected"),
    [
        ('import whisper\nm = whisper.load_model("base")\n', "openai-whisper:base", "passes"),
        ('from rembg import new_session\ns = new_session("u2net")\n', "rembg:u2net", "passes"),
        (
            'm = torch.hub.load("rwightman/gen-efficientnet-pytorch", "tf_efficientnet_lite3")\n',
            "torchhub:rwightman/gen-efficientnet-pytorch",
            "passes",
        ),
        ('m = torch.hub.load("isl-org/MiDaS", "DPT_Large")\n', "github.com/isl-org/MiDaS", "passes"),
        ('m = torch.hub.load("ultralytics/yolov5", "yolov5s")\n', "torchhub:ultralytics/yolov5", "passes"),
        ('llm = Ollama(model="mistral:7b")\n', "ollama:mistral:7b", "passes"),
    ],
)
def test_a_bare_name_is_read_in_the_space_of_its_library(tmp_path: Path, code: str, model: str, expected: str) -> None:
    assert status(audited(tmp_path, {"a.py": code})).get(model) == expected


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
    report = audited(tmp_path, {"a.py": LLAMA}, settings)
    assert codes(report, ERROR) == expected
    assert set(status(report).values()) == {"fails" if expected else "passes"}  # whatever `osd` says of it: a list decides here
    assert report.rules == ()


@pytest.mark.parametrize(
    ("settings", "expected", "rules"),
    [
        ({}, "fails", ("osd",)),
        ({"rules": []}, "passes", ()),
        ({"rules": [], "deny": ["llama"]}, "fails", ()),
        ({"rules": ["osd"], "allow": ["llama"]}, "passes", ("osd",)),
        ({"rules": [], "do": ["run"]}, "unknown", ()),
        ({"rules": [], "do": ["run"], "profile": {"users-at-release": "800M"}}, "fails", ()),
    ],
)
def test_the_status_of_a_model_is_the_worst_of_what_is_held_against_it(
    tmp_path: Path, settings: dict[str, Any], expected: str, rules: tuple[str, ...]
) -> None:
    report = audited(tmp_path, {"a.py": LLAMA}, settings)
    assert set(status(report).values()) == {expected}
    assert report.rules == rules


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


def test_the_answer_for_a_profile_says_what_it_turns_on(tmp_path: Path) -> None:
    settings = {"rules": [], "do": ["run", "host"], "profile": {"based-in": ["US"], "field": ["general"]}}
    depends = next(one for one in audited(tmp_path, {"a.py": LLAMA}, settings).results if one.code == "depends")
    assert depends.headline.startswith("whether llama-3.2-community lets this profile do it (run, host) depends on")
    assert "users-at-release" in depends.headline


def test_a_stated_field_that_leaves_a_ban_open_is_told_which(tmp_path: Path) -> None:
    """It said that the profile does not state its field, which it does."""
    settings = {"rules": [], "do": ["run"], "profile": {"based-in": ["US"], "field": ["health"], "purpose": ["commercial"]}}
    (found,) = audited(tmp_path, {"a.py": 'm = AutoModel.from_pretrained("CompVis/stable-diffusion-v1-4")\n'}, settings).results
    assert found.headline.endswith("what it does not state: field (automated-decisions, medical-advice)")


@pytest.mark.parametrize(
    ("model", "do", "severity", "words"),
    [
        ("nvidia/NVIDIA-Nemotron-Nano-12B-v2", "run", ERROR, "do it (run) is unknown: 'NVIDIA Trustworthy AI terms' belongs"),
        ("stabilityai/stable-diffusion-3.5-large", "host", ERROR, "without a separate license: host"),
    ],
)
def test_no_is_said_where_the_answer_is_no(tmp_path: Path, model: str, do: str, severity: str, words: str) -> None:
    """An unknown or contested answer, and one that a separate license would change, passed for a plain no."""
    settings = {"rules": [], "do": [do], "profile": {"revenue": "2M", "based-in": ["US"], "field": ["general"], "purpose": ["commercial"]}}
    report = audited(tmp_path, {"a.py": f'm = AutoModel.from_pretrained("{model}")\n'}, settings)
    assert [(one.severity, words in one.headline) for one in report.results] == [(severity, True)]


def test_sums_in_unlike_currencies_leave_one_model_open(tmp_path: Path) -> None:
    """They ended the audit: one model among thousands whose license counts another currency, and there was no report."""
    settings = {"rules": [], "do": ["host"], "profile": {"revenue": "2M EUR", "purpose": ["commercial"]}}
    report = audited(tmp_path, {"a.py": 'm = AutoModel.from_pretrained("LiquidAI/LFM2-1.2B")\n'}, settings)
    assert [(one.code, "revenue" in one.headline) for one in report.results] == [("depends", True)]


def test_the_weightiest_ground_comes_first(tmp_path: Path) -> None:
    """What an authority ruled, before our own reading; where a doubt decides, the doubt. And how many terms there are in all."""
    found = {one.code: one for one in audited(tmp_path, {"a.py": LLAMA}).results}
    assert found["OSD-3"].basis == "ruling"
    assert "Built with Llama" in found["OSD-3"].headline
    assert found["OSD-6"].terms > 30
    assert f"and {found['OSD-6'].terms - 1} more terms)" in found["OSD-6"].message
    assert len(found["OSD-6"].because) == 3
    unread = audited(
        tmp_path / "b", {"a.py": 'm = AutoModel.from_pretrained("nvidia/NVIDIA-Nemotron-Nano-12B-v2")\n'}, {"rules": ["eu-ai-act"]}
    )
    assert all("has not been read" in one.headline for one in unread.results)


@pytest.mark.parametrize("license", ["llama-3.2-community", "llama3.2", "llama", "Llama 3.2 Community License Agreement", "LLAMA-3.2*"])
def test_an_exception_knows_a_license_by_every_name(tmp_path: Path, license: str) -> None:
    entry = {"license": license, "reason": "cleared", "expires": datetime.date(2027, 1, 1)}
    assert not audited(tmp_path, {"a.py": LLAMA}, {"exceptions": [entry]}).counted


def test_an_exception_for_a_code_that_is_none_says_so(tmp_path: Path) -> None:
    entry = {"model": "meta-llama/*", "criteria": ["OSD-99", "osd-5"], "reason": "cleared", "expires": datetime.date(2027, 1, 1)}
    assert "OSD-5" not in codes(audited(tmp_path, {"a.py": LLAMA}, {"exceptions": [entry]}))  # in small letters too
    report = audited(tmp_path, {"a.py": LLAMA}, {"exceptions": [entry | {"criteria": ["OSD-99"]}]})
    assert "the exception matches no finding; OSD-99 is no code of an audit under these rule sets" in {
        one.headline for one in report.counted
    }


def test_an_exception_hides_nothing_that_is_wrong_with_the_policy(tmp_path: Path) -> None:
    rows = [{"model": "acme/gone", "license": "mit", "reason": "asked"}]
    entry = {"model": "*", "reason": "cleared", "expires": datetime.date(2027, 1, 1)}
    assert codes(audited(tmp_path, {"a.py": LLAMA}, {"clarify": rows, "exceptions": [entry]})) == {"unused-exception"}


def test_what_only_a_name_says_is_a_warning_that_says_why(tmp_path: Path) -> None:
    report = audited(tmp_path, {"a.py": 'm = YOLO("our_own_thing.pt")\n'})
    assert [(one.severity, one.headline) for one in report.results] == [
        (WARNING, "nothing says which license applies; perhaps the file is one of the project's own")
    ]


def test_a_policy_elsewhere_says_where_it_is_and_means_its_own_folder(tmp_path: Path) -> None:
    """Its findings point at it, `exclude` is read from its folder, and so are rule sets of the project's own."""
    text = 'rules = ["own.yaml"]\nexclude = ["/app/docs/"]\n[[exceptions]]\nmodel = "x/y"\nreason = "r"\nexpires = 2027-01-01\n'
    own = (ROOT / "checker" / "rulesets" / "osd.yaml").read_text(encoding="utf-8").replace("id: osd\n", "id: own\n", 1)
    files = {"policy/modelterms.toml": text, "policy/own.yaml": own, "policy/app/a.py": LLAMA, "policy/app/docs/b.py": UNKNOWN}
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    app = tmp_path / "policy" / "app"
    found = project.policy_of(app, tmp_path / "policy" / "modelterms.toml", False)
    report = project.examine(SHELF, project.Wanted(app, found, today=TODAY))
    assert set(status(report)) == {"meta-llama/Llama-3.2-1B"}
    assert report.rules == ("own.yaml",) or report.rules[0].endswith("own.yaml")
    assert [one.place.path for one in report.results if one.code == "unused-exception"] == ["../modelterms.toml"]
    assert report._replace(root="services/app").path("../modelterms.toml") == "services/modelterms.toml"


def test_a_policy_above_is_named_and_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    audited(tmp_path, {"modelterms.toml": 'deny = ["llama"]', "services/chat/a.py": OPEN})
    git(tmp_path, "init", "-q")
    monkeypatch.chdir(tmp_path)
    folder = Path("services/chat")
    told = project.audited(SHELF, project.Wanted(folder, project.policy_of(folder, None, False), today=TODAY), None, None, False).told
    assert told == ("note: modelterms.toml lies above and is not used; --config modelterms.toml would use it",)
    for given in (project.policy_of(folder, None, True), project.policy_of(folder, Path("modelterms.toml"), False)):
        assert project.audited(SHELF, project.Wanted(folder, given, today=TODAY), None, None, False).told == ()


def test_the_words_of_a_tokenizer_are_no_models(tmp_path: Path) -> None:
    words = '{"model": {"vocab": {"ctrl": 1, "gpt2": 2}}, "name": "gpt2"}'
    assert not status(audited(tmp_path, {"bert/tokenizer.json": words, "bert/vocab.json": words, "bert/a.py": "x = 1\n"}))


def test_packages_of_php_are_no_models(tmp_path: Path) -> None:
    packages = '{"name": "acme/llm-chat", "require": {"google/gemini-php": "^1.0", "deepseek-ai/deepseek-php": "1.0"}}'
    assert status(audited(tmp_path, {"other.json": packages}))
    (tmp_path / "other.json").unlink()
    assert not status(audited(tmp_path, {"composer.json": packages}))
    features = '[features]\nfull = ["some-integrations/ollama"]\n'
    assert not status(audited(tmp_path, {"composer.json": packages, "Cargo.toml": features}))


def test_data_sets_of_a_cache_are_no_models(tmp_path: Path) -> None:
    card = "---\nlicense: cc-by-4.0\n---\n"
    files: dict[str, str | bytes] = {f"hub/{kind}--acme--x/snapshots/a/README.md": card for kind in ("models", "datasets", "spaces")}
    assert set(status(audited(tmp_path, files))) == {"acme/x"}


@pytest.mark.parametrize(
    ("source", "model", "state"),
    [
        ('voice = PiperVoice.load("en_US-ryan-low.onnx")\nvoice = "en_US-ryan-low"\n', "piper:en_US-ryan-low", "unknown"),  # weights
        ('model = "glm-4.9-31b"\n', "glm-4.9-31b", "unknown"),  # a size: Z.ai gives such away
        ('model = "glm-4.9-nitro"\n', "glm-4.9-nitro", "unknown"),  # called like what Z.ai gives away
        ('model = "glm-4-plus"\n', "zai:glm-4-plus", "service"),
        ('model = "ministral-3-acme"\n', "ministral-3-acme", "unknown"),
        ('model = "command-r-acme"\n', "command-r-acme", "unknown"),
    ],
)
def test_what_a_vendor_gives_away_is_no_service_for_want_of_a_license(source: str, model: str, state: str, tmp_path: Path) -> None:
    assert status(audited(tmp_path, {"a.py": source}))[model] == state


def test_a_name_like_that_of_a_family_is_hardly_the_projects_own(tmp_path: Path) -> None:
    """Nobody knows its license: an error, and no mere warning as for a name that says nothing."""
    names = ("bge-small-acme", "llama3.1-acme", "gpt-oss-20b-acme-ft", "falcon-7b-adapter", "nemo-diarization")  # NeMo is a program
    report = audited(tmp_path, {"run.sh": "".join(f"python infer.py --model {name}\n" for name in names)})
    assert {one.model: one.severity for one in report.results} == dict.fromkeys(names[:3], "error") | dict.fromkeys(names[3:], "warning")


def test_a_family_is_no_model_of_a_bill_and_a_license_has_one_name(tmp_path: Path) -> None:
    report = audited(tmp_path, {"run.sh": "python infer.py --model gemma-2-2b-instruct\npython infer.py --model gemma-2-2b-it\n"})
    bases = {one.model: (one.licenses, [base.licenses for base in one.bases], len(one.built_on)) for one in report.models}
    (license,) = bases["gemma-2-2b-it"][0]
    assert bases == {"gemma-2-2b-instruct": ((license,), [(license,)], 0), "gemma-2-2b-it": ((license,), [(license,)], 1)}


def test_what_is_known_of_whose_a_file_is_makes_it_none_of_the_projects_own(tmp_path: Path) -> None:
    """A file that is known by its name to be under no license is an error, and the finding says what is known."""
    report = audited(tmp_path, {"a.py": 'model = load_model("inswapper_128.onnx")\nother = load_model("acme-swapper.onnx")\n'})
    found = {one.model: (one.severity, one.headline) for one in report.results}
    severity, headline = found["inswapper_128.onnx"]
    assert severity == "error"
    assert "deepinsight/insightface" in headline
    assert "not commercial" in headline
    assert found["acme-swapper.onnx"][0] == "warning"
    assert "one of the project's own" in found["acme-swapper.onnx"][1]


FRONT_OF_OTHERS = {  # file -> keys beside its license
    "skills/pdf/SKILL.md": "name: pdf\ndescription: Reads pages.",
    ".claude/agents/reviewer.md": "name: reviewer\nmodel: sonnet",
    "docs/index.md": "title: Start",
    "space/README.md": "title: Demo\nsdk: gradio\napp_file: app.py",
    "data/README.md": "task_categories: [text-generation]\nsize_categories: [1K<n<10K]",
}


@pytest.mark.parametrize(("path", "keys"), FRONT_OF_OTHERS.items())
def test_a_license_in_front_of_what_is_no_card_makes_no_model(path: str, keys: str, tmp_path: Path) -> None:
    """Skills of agents, pages, data sets and Spaces say their license as model cards do."""
    front = f"---\nlicense: mit\n{keys}\n---\n# It\n"
    assert not [name for name in status(audited(tmp_path, {path: front})) if name.startswith(".")]


@pytest.mark.parametrize(
    ("path", "title", "found"),
    [
        ("m/README.md", "# Dataset Card for Quokka Talks", False),
        ("m/README.md", "# Quokka Data Card", False),
        ("m/README-template.md", "# It", False),
        ("m/README.md", "# Model and data card of Quokka", True),
        ("m/README.md", "# Quokka, with its data cards", True),
    ],
)
def test_a_data_set_and_a_template_say_so(path: str, title: str, found: bool, tmp_path: Path) -> None:
    assert ("./m" in status(audited(tmp_path, {path: f"---\nlicense: mit\n---\n\n{title}\n"}))) is found


@pytest.mark.parametrize("name", ["README.md", "Readme.md", "README_zh.md", "MODEL_CARD.md", "model-card.md"])
def test_a_license_alone_makes_a_card_of_a_readme(name: str, tmp_path: Path) -> None:
    assert status(audited(tmp_path, {f"m/{name}": "---\nlicense: mit\n---\n"})) == {"./m": "passes"}


@pytest.mark.parametrize("key", ["base_model: acme/x-7b", "pipeline_tag: text-generation", "library_name: peft"])
def test_what_only_models_have_makes_a_card_of_any_page(key: str, tmp_path: Path) -> None:
    assert "./m" in status(audited(tmp_path, {"m/about.md": f"---\nlicense: mit\n{key}\n---\n"}))


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
    assert report.models[0].remark == ""


def test_a_name_of_several_licenses_is_told_as_that(tmp_path: Path) -> None:
    """The sections of one of them stood there as if it were the model's, and all of them as if all held."""
    row = {"model": "acme-nobody/*", "license": "openrail", "reason": "its card"}
    report = audited(tmp_path, {"a.py": UNKNOWN}, {"clarify": [row], "do": ["run"]})
    assert {one.headline.partition("; 'openrail' may mean any of ")[2][-9:] for one in report.results} == {" licenses"}
    assert all(len(one.message) < 400 for one in report.results)


def test_a_license_whose_text_nobody_has_is_one_finding(tmp_path: Path) -> None:
    unread = next(id for id in SHELF.catalogue.ids if SHELF.catalogue.get(id).unread)
    row = {"model": "acme-nobody/*", "license": unread, "reason": "its card"}
    report = audited(tmp_path, {"a.py": UNKNOWN}, {"clarify": [row]})
    assert [one.code for one in report.results] == ["unread-license"]
    assert set(status(report).values()) == {"unknown"}
    assert not audited(tmp_path, {"a.py": UNKNOWN}, {"clarify": [row], "allow": [unread]}).results


def test_a_clarification_against_the_registry_is_told(tmp_path: Path) -> None:
    row = {"model": "meta-llama/*", "license": "mit", "reason": "wishful"}
    [model] = audited(tmp_path, {"a.py": LLAMA}, {"clarify": [row]}).models
    assert (model.licenses, model.remark) == (("mit",), "clarified by the project; the registry says llama3.2")


@pytest.mark.parametrize(
    ("code", "clarified", "name"),
    [
        ('m = AutoModel.from_pretrained("briaai/RMBG-1.4")\n', None, "bria-rmbg-1.4-license"),
        (UNKNOWN, "Acme Proprietary 1", "acme proprietary 1"),
    ],
)
def test_a_license_nobody_has_read_may_stand_on_the_lists(tmp_path: Path, code: str, clarified: str | None, name: str) -> None:
    """`Read its text; then accept it with allow`, the finding said, and `allow` knew no such license."""
    rows = {"clarify": [{"model": "acme-nobody/*", "license": clarified, "reason": "ours"}]} if clarified else {}
    assert codes(audited(tmp_path, {"a.py": code}, rows)) == {"unread-license"}
    accepted = audited(tmp_path, {}, {**rows, "allow": [name], "rules": ["osd"]})
    assert (codes(accepted), set(status(accepted).values())) == (set(), {"passes"})
    denied = audited(tmp_path, {}, {**rows, "deny": [clarified or name]})
    assert "denied-license" in codes(denied)
    with pytest.raises(UsageError, match="allow: there is no license 'acme proprietary 2'"):
        audited(tmp_path, {}, {**rows, "allow": ["acme proprietary 2"]})


@pytest.mark.parametrize("format", formats.names())
def test_reports_that_lie_in_the_project_bring_no_models_along(tmp_path: Path, format: str) -> None:
    """What was only spoken of was in use by the next audit, by the report of the one before; with a bill of materials errors were more."""
    before = audited(tmp_path, {"a.py": LLAMA + UNKNOWN, "README.md": "Once we had `mistralai/Mistral-7B-Instruct-v0.3`.\n"})
    ending = {"junit": "xml", "cyclonedx": "cdx.json", "spdx3": "spdx.json", "markdown": "md"}.get(format, "json")
    ending = "txt" if format in ("concise", "table", "github") else format if format in ("sarif", "jsonl") else ending
    (tmp_path / f"report.{ending}").write_text(formats.renderer(format)(page(before), 80, False), encoding="utf-8")
    after = audited(tmp_path, {})
    used = {one.model for one in before.used}
    assert {one.model for one in after.used} == used
    assert {one.model for one in after.mentioned if one.model in used or "mistralai" in one.model} == {"mistralai/Mistral-7B-Instruct-v0.3"}
    assert codes(after, ERROR) == codes(before, ERROR)
    assert all("is a report of modelterms" in one.message for one in after.warnings)


def test_a_bill_that_has_publishers_apart_names_each_model_once(tmp_path: Path) -> None:
    rows = [
        {"type": "machine-learning-model", "group": "google", "name": "gemma-2-2b-it"},
        {"type": "machine-learning-model", "name": "gpt2"},
    ]
    report = audited(tmp_path, {"bom.cdx.json": json.dumps({"bomFormat": "CycloneDX", "components": rows}, indent=1)})
    assert {one.model for one in report.models} == {"google/gemma-2-2b-it", "openai-community/gpt2"}


def test_only_what_begins_as_a_report_is_one(tmp_path: Path) -> None:
    hiding = {
        "a.py": '# "schema": "modelterms/audit/1"\n' + LLAMA,
        "b.json": '{"x": {"schema": "modelterms/audit/1"}, "model": "google/gemma-7b"}',
    }
    report = audited(tmp_path, hiding)
    assert {one.model for one in report.used} == {"meta-llama/Llama-3.2-1B", "google/gemma-7b"}


def test_fail_on_decides_what_is_an_error(tmp_path: Path) -> None:
    contested = 'm = AutoModel.from_pretrained("meta-llama/Llama-3.2-1B")\n'
    lax = audited(tmp_path, {"a.py": contested}, {"fail-on": "fails"})
    strict = audited(tmp_path, {"a.py": contested}, {"fail-on": "contested"})
    assert codes(strict, ERROR) > codes(lax, ERROR)
    assert codes(strict) == codes(lax)


def test_a_contested_finding_gives_both_readings_and_says_where_they_are(tmp_path: Path) -> None:
    """A reader was told that something is contested, and neither between what nor where to read it."""
    report = audited(tmp_path, {"a.py": LLAMA, "b.py": 'm = AutoModel.from_pretrained("THUDM/cogvlm2-llama3-chat-19B")\n'})
    of_rule = next(one for one in report.results if one.code == "OSD-9" and one.licenses == ("llama-3.2-community",))
    assert dict(of_rule.sides).keys() == {"against", "for"}
    assert of_rule.message.endswith("; two readings: modelterms explain OSD-9)")
    assert all(text.rstrip(".") in of_rule.sentences for _, text in of_rule.sides)
    assert all(not one.readings for one in report.results if "contested" not in one.headline)
    rights = next(one for one in report.results if one.code == "OSD-4")
    assert rights.headline == "contested: forbids sharing modified source: whether you may modify and distribute"
    readings = {one.licenses: explain(one.disputed or one.explained, SHELF) for one in report.results if one.readings}
    assert len(readings) > 1
    assert all(isinstance(one, Page) for one in readings.values())


def test_a_criterion_of_ones_own_is_explained_where_the_report_says_so(tmp_path: Path) -> None:
    """`modelterms explain ACME-1` found nothing."""
    (tmp_path / "our.yaml").write_text(OUR, encoding="utf-8")
    path = str(tmp_path / "our.yaml")
    own = policy.read({"rules": [path]}, "modelterms.toml")
    (tmp_path / "p").mkdir()
    (tmp_path / "p/a.py").write_text(LLAMA)
    (found,) = project.examine(SHELF, project.Wanted(tmp_path / "p", own, today=TODAY)).results
    assert found.explained == f"OUR-1 --rules {path}"
    page = commands.explain(SHELF, "OUR-1", [path]).page
    assert page.data["id"] == "our-lawyers/OUR-1"
    assert commands.explain(SHELF, "our-lawyers", [path]).page.data["kind"] == "rules"
    with pytest.raises(UsageError, match="there is nothing called 'OUR-1'"):
        commands.explain(SHELF, "OUR-1")


@pytest.mark.parametrize(
    ("said", "base", "licenses"),
    [
        ("openrail++", "stabilityai/stable-diffusion-xl-base-1.0", ("openrail-pp-m-sdxl-2023-07-26",)),
        ("openrail++", "stabilityai/stable-diffusion-2-1", ("openrail-pp-m-creativeml-2022-11-24",)),
        ("flux-1-dev-non-commercial-license", "black-forest-labs/FLUX.1-dev", ("flux-1-dev-nc-1.1.1",)),
        ("falcon-llm-license", "tiiuae/Falcon3-7B-Base", ("falcon-3-tii-2024-12",)),
        ("falcon-llm-license", "tiiuae/falcon-11B", ("falcon-llm-license", "falcon-2-11b-tii-1.0")),
        ("exaone", "LGAI-EXAONE/EXAONE-3.5-2.4B-Instruct", ("exaone-1.1-nc",)),
        ("openrail++", "latent-consistency/lcm-lora-sdxl", ("openrail++",)),
    ],
)
def test_a_card_that_names_a_family_is_read_by_what_its_model_was_built_on(
    tmp_path: Path, said: str, base: str, licenses: tuple[str, ...]
) -> None:
    """`says exaone; built on ..., whose license (exaone-1.1-nc) goes with it` was a conflict, of one text with its own name."""
    card = f"---\nlicense: other\nlicense_name: {said}\nbase_model: {base}\n---\n"
    report = audited(tmp_path, {"m/README.md": card, "m/adapter_config.json": "{}"})
    own = next(one for one in report.models if one.model == "./m")
    assert (own.licenses, own.declared) == (licenses, said)
    assert ("license-conflict" in codes(report)) is (len(licenses) > 1)
    assert any(f"'{said}' may mean any of" in one.headline for one in report.results) is (said in licenses)


def test_a_doubt_that_many_criteria_share_is_said_once(tmp_path: Path) -> None:
    code = 'm = AutoModel.from_pretrained("lllyasviel/sd-controlnet-canny")\n'
    found = audited(tmp_path, {"a.py": code}, {"rules": ["osd", "eu-ai-act"], "unknown": "warn"}).results
    [doubt] = [one for one in found if "there is no definition of" in one.headline]
    assert (doubt.code, doubt.severity) == ("unread-license", WARNING)
    assert doubt.headline.startswith("unknown: OSD-1, OSD-2, OSD-3, OSD-4, OSD-7, OSD-8, OSD-9, OSD-10, EU-license, EU-access, ")
    assert doubt.headline.endswith("; 'openrail' may mean any of 12 licenses")
    assert {one.code for one in found} == {"unread-license", "OSD-5", "OSD-6"}
    exempt = {"license": "openrail", "criteria": ["unread-license"], "reason": "read", "expires": "2999-01-01"}
    hidden = audited(tmp_path, {"a.py": code}, {"unknown": "fail", "exceptions": [exempt]}).hidden
    assert [one.code for one in hidden] == ["unread-license"]


def test_a_contested_answer_for_a_profile_gives_the_note_of_the_term(tmp_path: Path) -> None:
    code = 'm = AutoModel.from_pretrained("THUDM/cogvlm2-llama3-chat-19B")\n'
    settings = {"rules": [], "do": ["fine-tune"], "profile": {"based-in": ["US"], "field": ["general"], "purpose": ["research"]}}
    [found] = [one for one in audited(tmp_path, {"a.py": code}, settings).results if "contested" in one.headline]
    [(label, note)] = found.sides
    page = explain(found.disputed, SHELF)
    assert label == "note"
    assert isinstance(page, Page)
    assert page.data["note"] == note


def test_baseline_hides_what_was_known(tmp_path: Path) -> None:
    report = audited(tmp_path / "p", {"a.py": LLAMA})
    file = tmp_path / "baseline.json"
    baseline.save_baseline(file, report)
    later = audited(tmp_path / "p", {"b.py": LLAMA, "c.py": 'm = AutoModel.from_pretrained("google/gemma-2-2b")\n'})
    counted = baseline.against(later, baseline.read_baseline(file)).counted
    assert {one.model for one in counted} == {"google/gemma-2-2b"}


def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text('{"findings": [1]}')
    with pytest.raises(SourceError, match="is no baseline"):
        baseline.read_baseline(file)


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True, capture_output=True)


def committed(folder: Path) -> None:
    """All that `folder` holds, as the first commit of a repository."""
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")


def test_diff_sees_only_what_was_added(tmp_path: Path) -> None:
    audited(tmp_path, {"a.py": LLAMA})
    committed(tmp_path)
    report = audited(tmp_path, {"a.py": LLAMA + 'x = AutoModel.from_pretrained("google/gemma-2-2b")\n'}, since="HEAD")
    assert {one.model for one in report.models} == {"google/gemma-2-2b"}
    assert audited(tmp_path, {"a.py": LLAMA + "# nothing\n"}, since="HEAD").since == "HEAD"


@pytest.mark.parametrize("related", [True, False], ids=["moved on", "nothing in common"])
def test_diff_begins_where_the_other_branch_was_left(tmp_path: Path, related: bool) -> None:
    """A model that was taken out there since is none that this change adds; where no commit is common to both, what stands there counts."""
    audited(tmp_path, {"a.py": LLAMA, "b.py": OPEN})
    committed(tmp_path)
    git(tmp_path, "branch", "change")
    if not related:
        git(tmp_path, "checkout", "-q", "--orphan", "other")
    (tmp_path / "a.py").write_text("")
    git(tmp_path, "commit", "-qam", "taken out")
    git(tmp_path, "branch", "-f", "main")
    git(tmp_path, "checkout", "-q", "change")
    report = audited(tmp_path, {"b.py": OPEN + 'x = AutoModel.from_pretrained("google/gemma-2-2b")\n'}, since="main")
    assert ("meta-llama/Llama-3.2-1B" in {one.model for one in report.models}) is not related
    assert "google/gemma-2-2b" in {one.model for one in report.models}


def test_a_revision_that_was_not_fetched_is_told_so(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    with pytest.raises(UsageError, match="was it fetched"):
        audited(tmp_path, {"a.py": LLAMA}, since="origin/main")


def test_a_folder_without_a_repository_is_told_so(tmp_path: Path) -> None:
    """Git said of it that it could not access the revision."""
    with pytest.raises(UsageError, match=r"^--diff: .* is in no git repository$"):
        audited(tmp_path, {"a.py": LLAMA}, since="HEAD")


def test_a_headline_says_whose_a_power_is(tmp_path: Path) -> None:
    """`limits who may use: restrict use remotely` left open who would."""
    report = audited(tmp_path, {"a.py": 'm = AutoModel.from_pretrained("google/gemma-2-2b-it")\n'})
    of_rule = next(one for one in report.results if one.code == "OSD-5")
    assert of_rule.headline == "limits who may use: the licensor may restrict use remotely, on a breach of the license"


def test_diff_runs_nothing_that_the_repository_names(tmp_path: Path) -> None:
    audited(tmp_path, {"a.py": OPEN, ".gitattributes": "*.py diff=evil filter=evil\n"})
    mark = tmp_path.parent / "was-run"
    committed(tmp_path)
    for key in ("diff.evil.textconv", "diff.evil.command", "core.fsmonitor", "filter.evil.clean", "filter.evil.process"):
        git(tmp_path, "config", key, f"sh -c 'touch {mark}; cat' ")
    report = audited(tmp_path, {"a.py": OPEN + LLAMA}, since="HEAD")
    assert {one.model for one in report.models} == {"meta-llama/Llama-3.2-1B"}
    assert not mark.exists()


def test_diff_refuses_a_filter_that_it_cannot_shut_off(tmp_path: Path) -> None:
    audited(tmp_path, {"a.py": OPEN})
    committed(tmp_path)
    with (tmp_path / ".git" / "config").open("a") as stream:
        stream.write('[filter "a=b"]\n\tclean = touch x\n')
    with pytest.raises(UsageError, match="filter"):
        audited(tmp_path, {"a.py": OPEN + LLAMA}, since="HEAD")


def test_diff_fetches_nothing(tmp_path: Path) -> None:
    """The address of a repository may be a command, and a missing object is fetched from it."""
    audited(tmp_path, {"a.py": OPEN})
    mark = tmp_path.parent / "was-fetched"
    committed(tmp_path)
    settings = {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": f"ext::sh -c touch% {mark}",
        "remote.origin.promisor": "true",
        "protocol.ext.allow": "always",
    }
    for key, value in settings.items():
        git(tmp_path, "config", key, value)
    name = subprocess.run(["git", "-C", str(tmp_path), "rev-parse", "HEAD:a.py"], capture_output=True, text=True, check=True).stdout.strip()
    (tmp_path / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with suppress(UsageError):
        audited(tmp_path, {"a.py": OPEN + LLAMA}, since="HEAD")
    assert not mark.exists()


def test_diff_sees_the_models_of_a_repository_within(tmp_path: Path) -> None:
    audited(tmp_path, {"a.py": OPEN})
    committed(tmp_path)
    (tmp_path / "lib").mkdir()
    git(tmp_path / "lib", "init", "-q")
    report = audited(tmp_path, {"lib/b.py": LLAMA}, since="HEAD")
    assert {one.model for one in report.models} == {"meta-llama/Llama-3.2-1B"}


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


CARD = "---\nlicense: mit\nbase_model: meta-llama/Meta-Llama-3-8B\n---\n"


@pytest.mark.parametrize("given", ["", ".", "../my-lora", "{here}", "{here}/", "README.md"])
def test_a_model_folder_audited_from_within_has_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    folder = tmp_path / "my-lora"
    folder.mkdir()
    (folder / "README.md").write_text(CARD)
    monkeypatch.chdir(folder)
    report = project.examine(SHELF, project.Wanted(Path(given.format(here=folder)), policy.Policy(), today=TODAY))
    assert set(status(report)) == {"./my-lora", "meta-llama/Meta-Llama-3-8B"}
    assert report.name == "my-lora"
    assert {"./my-lora"} <= {one.model for one in report.results}


def test_what_lies_in_the_root_is_known_again_in_a_checkout_of_another_name(tmp_path: Path) -> None:
    """In the baseline as in the policy, where it may be called `.`; a star in the name of a folder is a star."""
    settings = {"clarify": [{"model": ".", "license": "apache-2.0", "reason": "x"}], "exceptions": []}
    one, two = (audited(tmp_path / name, {"README.md": CARD}) for name in ("a", "b"))
    assert {result.fingerprint for result in one.results} == {result.fingerprint for result in two.results}
    assert "unused-exception" not in codes(audited(tmp_path / "m[1]*", {"README.md": CARD}, settings))
    assert "unused-exception" in codes(audited(tmp_path / "none", {"a.py": OPEN}, settings))


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


def test_what_another_program_found_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version may find more in the same file."""
    looked: list[str] = []
    monkeypatch.setattr(looking, "read", lambda name, data, words: looked.append(name) or scan.read(name, data, words))
    own = {"cache": tmp_path / "cache"}
    first = audited(tmp_path / "p", {"a.py": LLAMA}, **own)
    assert audited(tmp_path / "p", {}, **own) == first
    assert looked == ["a.py"]
    monkeypatch.setattr(scancache, "__version__", "1000.0")
    assert audited(tmp_path / "p", {}, **own) == first
    assert looked == ["a.py", "a.py"]


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
    assert outcome.unread == ("README.md: is a link out of the project and is not followed",)
    assert project.audited(SHELF, want, None, None, strict=True).broken == outcome.unread


@pytest.mark.parametrize(("name", "message"), [("thing.xyz", "of a kind in which no models"), ("pipe.py", "no regular file")])
def test_a_file_that_is_not_looked_at_is_nothing_to_check_and_says_why(tmp_path: Path, name: str, message: str) -> None:
    if name == "pipe.py":
        os.mkfifo(tmp_path / name)
    else:
        (tmp_path / name).write_text("x")
    outcome = project.audited(SHELF, project.Wanted(tmp_path / name, policy.Policy()), None, None, strict=False)
    assert outcome.empty
    assert message in outcome.unread[0]


@pytest.mark.parametrize("start", multiprocessing.get_all_start_methods())
def test_two_processes_give_what_one_gives(start: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However processes begin on a system: a new one may inherit nothing."""
    monkeypatch.setattr(looking, "ENOUGH_FOR_TWO", 2)
    monkeypatch.setattr(looking, "PART", 2)
    monkeypatch.setattr(looking, "START", start)
    files: dict[str, str | bytes] = {f"f{i}.py": (LLAMA, OPEN, UNKNOWN)[i % 3] for i in range(9)}
    assert audited(tmp_path, files, processes=2) == audited(tmp_path, files)


@pytest.mark.parametrize("known", [0, 1, 5, 9])
@pytest.mark.parametrize("enough", [1, 300, 10**9])
def test_what_is_known_is_put_in_its_place(known: int, enough: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some files the cache knows, some are read here and some by others: all come in their order."""
    for i in range(9):
        (tmp_path / f"f{i}.py").write_text((LLAMA, OPEN, UNKNOWN)[i % 3] + f"# {i}\n")
    files = list(walk(tmp_path, scan.wanted, (), True, []))
    words = SHELF.finder_words
    expected = [scan.look(one, words) for one in files]
    cache = scancache.ScanCache(tmp_path / "cache", tmp_path, "basis")
    for kept in (files[:known], files[:known][::-1]):
        list(looking.contents(kept, words, cache, 1, None))
    cache.save()
    monkeypatch.setattr(looking, "ENOUGH_FOR_TWO", enough)
    monkeypatch.setattr(looking, "PART_OF_WORK", 100)
    done: list[tuple[int, int]] = []
    again = scancache.ScanCache(tmp_path / "cache", tmp_path, "basis")
    assert list(looking.contents(files, words, again, 2, lambda *counts: done.append(counts))) == expected
    assert [one for one, _ in done] == list(range(1, 10))
    assert done[-1] == (9, 9)


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
        ({"exceptions": [{"reason": "r", "expires": "2027-01-01"}]}, "a 'model', a 'license', or both"),
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
    file.write_text(TEMPLATE)
    assert policy.load(file) == policy.Policy(str(file), rules=("osd",))
    live = "\n".join(line.removeprefix("# ") if " = " in line or line.startswith("# [") else line for line in TEMPLATE.splitlines())
    file.write_text(live)
    assert policy.load(file).exceptions


POLICY = """# what we decided
rules = ["osd"]

[[exceptions]]
model = "meta-llama/*"
reason = "old"
expires = 2025-01-31

[[clarify]]
model = "acme-nobody/other-7b"
license = "apache-2.0"
reason = "x"

  [[exceptions]]
model = "google/gemma-2-2b"
reason = "new"
expires = 2099-01-31
"""


@pytest.mark.parametrize("shared", [False, True])
def test_the_policy_speaks_of_models_and_uses_none(tmp_path: Path, shared: bool) -> None:
    """An exception matched the name in itself, so that none was ever unused, and every model in it was one of the project."""
    text = POLICY.replace("[[", "[[tool.modelterms.").replace("rules", "[tool.modelterms]\nrules") if shared else POLICY
    name = "pyproject.toml" if shared else "modelterms.toml"
    rest = '\n[tool.acme]\nmodel = "BAAI/bge-m3"\n' if shared else ""
    for file, content in {
        name: text + rest,
        "a.py": LLAMA,
        "sub/modelterms.toml": 'rules = ["osd"]\n[[clarify]]\nmodel = "gpt2"\nlicense = "mit"\nreason = "x"\n',
    }.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(content)
    report = project.examine(SHELF, project.Wanted(tmp_path, project.policy_of(tmp_path, None, False), today=TODAY))
    assert set(status(report)) == {"meta-llama/Llama-3.2-1B"} | ({"BAAI/bge-m3"} if shared else set())
    rows = [one for one in report.results if one.place.path == name]
    said = {(one.code, one.model, one.place.path, text.split("\n")[one.place.line - 1].strip()[:9]) for one in rows}
    head = "[[tool.mo" if shared else ""
    assert said == {
        ("expired-exception", "meta-llama/*", name, head or "[[excepti"),
        ("unused-exception", "acme-nobody/other-7b", name, head or "[[clarify"),
        ("unused-exception", "google/gemma-2-2b", name, head or "[[excepti"),
    }
    assert len({one.place.line for one in rows}) == 3


@pytest.mark.parametrize(("license", "meant"), [("apach-2.0", " (did you mean 'apache-2.0'?)"), ("acme-2.0", "")])
def test_a_slip_in_a_clarification_is_told(tmp_path: Path, license: str, meant: str) -> None:
    """It was `a license nobody here has read`, which sent the reader to a text that there is none of."""
    rows = [{"model": "acme/thing-7b", "license": license, "reason": "asked"}]
    report = audited(tmp_path, {"a.py": 'm = AutoModel.from_pretrained("acme/thing-7b")\n'}, {"clarify": rows})
    assert [one.headline for one in report.results] == [f"it is under '{license}', a license nobody here has read{meant}"]


def test_entries_of_the_policy_are_not_unused_because_one_file_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "modelterms.toml").write_text(POLICY)
    (tmp_path / "a.py").write_text(OPEN)
    file = tmp_path / "a.py"
    report = project.examine(SHELF, project.Wanted(file, project.policy_of(file, None, False), today=TODAY))
    assert codes(report) == {"expired-exception"}


def test_a_policy_of_another_name_uses_none_either(tmp_path: Path) -> None:
    (tmp_path / "licenses.toml").write_text(POLICY)
    report = audited(tmp_path, {"a.py": OPEN})
    assert len(report.models) > 1, "some other file, which happens to name models"
    report = project.examine(SHELF, project.Wanted(tmp_path, project.policy_of(tmp_path, tmp_path / "licenses.toml", False), today=TODAY))
    assert set(status(report)) == {"BAAI/bge-m3"}


def test_a_weights_file_beside_a_repository_belongs_to_it_unless_its_name_says_otherwise(tmp_path: Path) -> None:
    text = """
model: coqui/XTTS-v2
weights: models/sd_xl_base_1.0.safetensors
voice: voices/alloy_special.pth
repo: TheBloke/Llama-2-7B-GGUF
file: llama-2-7b.Q4_K_M.gguf
"""
    found = status(audited(tmp_path, {"config.yaml": text}))
    # A voice that nobody knows was taken for a part of the model, and came under its license.
    assert set(found) == {"coqui/XTTS-v2", "sd_xl_base_1.0.safetensors", "TheBloke/Llama-2-7B-GGUF", "alloy_special.pth"}


def test_a_file_with_a_name_of_its_own_does_not_come_under_the_license_of_its_neighbor(tmp_path: Path) -> None:
    """FLUX.1-Fill-dev passed as Whisper, one line below it."""
    near = 'm = AutoModel.from_pretrained("openai/whisper-tiny")\n'
    for other, model in (
        ('s = "black-forest-labs/FLUX.1-Fill-dev::flux1-fill-dev.safetensors"\n', "black-forest-labs/FLUX.1-Fill-dev"),
        ('s = "black-forest-labs/FLUX.1-Fill-dev/flux1-fill-dev.safetensors"\n', "black-forest-labs/FLUX.1-Fill-dev"),
        ('ckpt = "juggernautXL_v8Rundiffusion.safetensors"\n', "juggernautXL_v8Rundiffusion.safetensors"),
    ):
        assert set(status(audited(tmp_path, {"a.py": near + other}))) == {"openai/whisper-tiny", model}
    own = 'p = hf_hub_download(\n    repo_id="openai/whisper-tiny",\n    filename="anything_at_all.safetensors",\n)\n'
    assert set(status(audited(tmp_path, {"a.py": own}))) == {"openai/whisper-tiny"}


def test_what_is_multimodal_the_registry_knows(tmp_path: Path) -> None:
    """One modality of the profile was asked for all models, so that either Llama 4 passed in the Union or Llama 3.2 3B failed there."""
    settings = {"rules": [], "do": ["host"], "profile": {"based-in": ["DE"], "users-at-release": "1M", "field": ["general"]}}
    names = ("Llama-4-Scout-17B-16E-Instruct", "Llama-3.2-11B-Vision-Instruct", "Llama-3.2-3B-Instruct", "Llama-3.3-70B-Instruct")
    text = "".join(f'm = AutoModel.from_pretrained("meta-llama/{name}")\n' for name in names)
    report = audited(tmp_path, {"a.py": text}, settings)
    assert status(report) == dict(zip((f"meta-llama/{name}" for name in names), ("fails", "fails", "passes", "passes"), strict=True))


def test_what_depends_on_a_fact_that_is_not_stated_fails_like_what_is_unknown(tmp_path: Path) -> None:
    settings = {"rules": [], "do": ["host"], "profile": {"purpose": ["commercial"]}}
    text = 'm = AutoModel.from_pretrained("LiquidAI/LFM2-1.2B")\n'
    for unknown, severity in (("fail", ERROR), ("warn", WARNING)):
        report = audited(tmp_path, {"a.py": text}, {**settings, "unknown": unknown})
        assert [(one.code, one.severity) for one in report.results] == [("depends", severity)]


def test_a_file_of_the_project_does_not_acquit_a_model_without_a_word(tmp_path: Path) -> None:
    """A forged bill of materials, and a forged folder of the cache, made Llama 2 pass with no finding."""
    forged = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
        {"type": "machine-learning-model", "name": "meta-llama/Llama-2-7b-hf", "licenses": [{"license": {"id": "MIT"}}]}]}  # fmt: skip
    use = 'm = AutoModel.from_pretrained("meta-llama/Llama-2-7b-hf")\n'
    card = "models--meta-llama--Llama-2-7b-hf/snapshots/x/README.md"
    for name, text in (("bom.json", json.dumps(forged)), (card, "---\nlicense: mit\npipeline_tag: text-generation\n---\n")):
        found = {one.code for one in audited(tmp_path / name[:3], {"a.py": use, name: text}).results}
        assert "license-conflict" in found


def test_a_weights_file_beside_its_repository_is_no_second_model_under_the_repository_s_new_name(tmp_path: Path) -> None:
    code = 'm = AutoModel.from_pretrained("runwayml/stable-diffusion-v1-5")\nf = load_file("v1-5-pruned-emaonly.safetensors")\n'
    assert [one.model for one in audited(tmp_path, {"a.py": code}).models] == ["stable-diffusion-v1-5/stable-diffusion-v1-5"]


def test_what_is_wrong_with_the_policy_is_in_no_baseline(tmp_path: Path) -> None:
    """Else an exception that ran out once would never run out again."""
    old = {"exceptions": [{"model": "meta-llama/*", "reason": "x", "expires": "2025-01-31"}]}
    report = audited(tmp_path, {"a.py": LLAMA}, old)
    assert "expired-exception" in codes(report)
    baseline.save_baseline(tmp_path / "b.json", report)
    left = baseline.against(report, {*baseline.read_baseline(tmp_path / "b.json"), *(one.fingerprint for one in report.results)})
    assert codes(left) == {"expired-exception"}


def test_a_change_is_not_asked_about_the_policy_and_new_files_are_a_change(tmp_path: Path) -> None:
    settings = {
        "exceptions": [{"model": "nobody/*", "reason": "x", "expires": "2099-01-31"}],
        "clarify": [{"model": "a/b", "license": "mit", "reason": "x"}],
    }
    (tmp_path / "a.py").write_text(OPEN)
    (tmp_path / ".gitignore").write_text("ignored.py\n")
    committed(tmp_path)
    assert not audited(tmp_path, {}, settings, since="HEAD").results
    report = audited(tmp_path, {"new file.py": LLAMA, "ignored.py": UNKNOWN}, settings, since="HEAD")
    assert set(status(report)) == {"meta-llama/Llama-3.2-1B"}
    assert codes(report)


def test_several_sections_are_named_alike() -> None:
    assert str(Because("x", "license 2, license ¶3")) == "x, license section 2 and license paragraph 3"
    assert (
        str(Because("x", "license 2, license 3, license 4, license 5"))
        == "x, license section 2, license section 3, license section 4 and 1 more section"
    )


HIDING = {  # what a change may bring along to keep its models from being seen
    "a header": {"a.py": OPEN + "++ b/other.py\n" + LLAMA},
    "lines like hunks": {"a.py": OPEN + "++ b/other.py\n" + OPEN + "@@ -1 +99 @@\n" + LLAMA},
    "binary": {"a.py": OPEN + LLAMA, ".gitattributes": "* binary\n"},
    "no diff": {"a.py": OPEN + LLAMA, ".gitattributes": "*.py -diff\n"},
    "a quoted name": {'b "c"\n\u00e9\t\x01.py': LLAMA},
    "no newline": {"a.py": (OPEN + "x = 1\n" + LLAMA).rstrip("\n")},
    "blanks": {" b .py": LLAMA},
}


@pytest.mark.parametrize("staged", [False, True])
@pytest.mark.parametrize("case", HIDING)
def test_diff_sees_what_a_change_would_hide(tmp_path: Path, case: str, staged: bool) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.py").write_text(OPEN + "x = 1")
    for key, value in {"diff.mnemonicPrefix": "true", "diff.noprefix": "true", "diff.context": "9", "color.ui": "always"}.items():
        git(tmp_path, "config", key, value)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    for name, text in HIDING[case].items():
        (tmp_path / name).write_text(text)
    if staged:
        git(tmp_path, "add", ".")
    assert "meta-llama/Llama-3.2-1B" in status(audited(tmp_path, {}, since="HEAD"))


def test_a_line_that_looks_like_the_header_of_another_file_is_a_line(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.py").write_text("x = 1\n" * 40)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    (tmp_path / "a.py").write_text("++ b/other.py\n" + "x = 1\n" * 20 + LLAMA + "x = 1\n" * 20)
    assert "meta-llama/Llama-3.2-1B" in status(audited(tmp_path, {}, since="HEAD"))


def test_a_policy_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    """A pyproject.toml that is broken may be somebody else's; one that holds a policy is not."""
    file = tmp_path / "pyproject.toml"
    file.write_text("[tool.acme]\nx = [1,,]\n")
    assert policy.find(tmp_path) is None
    file.write_text("[tool.acme]\nx = [1,,]\n[tool.modelterms]\ndeny = ['llama3']\n")
    with pytest.raises(SourceError, match="is not TOML"):
        policy.find(tmp_path)
    file.write_text("x = " + "[" * 20_000 + "\n[tool.modelterms]\n")
    with pytest.raises(SourceError, match="is not TOML"):
        policy.find(tmp_path)
    file.write_text("# x\n" * 400_000)
    with pytest.raises(SourceError, match="larger than"):
        policy.find(tmp_path)


@pytest.mark.parametrize("name", ["modelterms.toml", "pyproject.toml"])
def test_a_policy_may_be_a_link_inside_its_repository_only(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.toml").write_text("[tool.modelterms]\nfail-on = 'token 1234'\n")
    project_folder = tmp_path / "repository" / "service"
    project_folder.mkdir(parents=True)
    (project_folder / name).symlink_to(tmp_path / "secret.toml")
    with pytest.raises(SourceError, match="is a link out of the project") as caught:
        policy.find(project_folder)
    assert "1234" not in str(caught.value)
    (project_folder / name).unlink()
    (tmp_path / "repository" / ".git").mkdir()
    (tmp_path / "repository" / "shared.toml").write_text("[tool.modelterms]\n")
    (project_folder / name).symlink_to("../shared.toml")
    assert policy.find(project_folder) == project_folder / name


def test_a_chain_of_cards_is_followed(tmp_path: Path) -> None:
    """The license of a model goes with what is built on what is built on it, wherever the cards in between lie."""
    cards = {
        "models--acme--one/README.md": "---\nlicense: mit\nbase_model: acme/two\n---\n",
        "models--acme--two/README.md": "---\nlicense: mit\nbase_model: acme/three\n---\n",
        "models--acme--three/README.md": "---\nlicense: mit\nbase_model: [meta-llama/Meta-Llama-3-8B, acme/one, acme/three]\n---\n",
    }
    report = audited(tmp_path, cards)
    for name in ("one", "two", "three"):
        own = next(one for one in report.models if one.model == f"acme/{name}")
        assert own.licenses == ("llama-3-community", "mit"), name
        assert "acme/" + name not in [base.model for base in own.bases]
    assert "license-conflict" in codes(report)


def test_a_long_chain_of_cards_has_its_bound(tmp_path: Path) -> None:
    cards = {f"models--acme--m{i}/README.md": f"---\nlicense: mit\nbase_model: acme/m{i + 1}\n---\n" for i in range(300)}
    report = audited(tmp_path, cards)
    assert len(report.models) == 301
    assert max(len(one.bases) for one in report.models) < 30


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('allow = ["mitt"]', "modelterms.toml: allow: there is no license 'mitt'"),
        ('deny = ["mitt"]', "modelterms.toml: deny: there is no license 'mitt'"),
        ('do = ["fly"]', "modelterms.toml: do: 'fly' is no act"),
        ('do = ["run"]\n[profile]\nusers = "many"', "modelterms.toml: profile: users: 'many' is no number"),
        ('[profile]\nusers = "many"', "modelterms.toml: profile: users: 'many' is no number"),
        ('rules = ["osdx"]', "modelterms.toml: rules: there is no rule set 'osdx'"),
    ],
)
def test_a_wrong_name_in_the_policy_says_where_it_stands(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "modelterms.toml").write_text(text)
    with pytest.raises(UsageError) as caught:
        project.examine(SHELF, project.Wanted(tmp_path, project.policy_of(tmp_path, None, False), today=TODAY))
    assert message in caught.value.messages[0]


def test_a_path_that_is_not_there_is_said_before_anything_of_the_policy(tmp_path: Path) -> None:
    (tmp_path / "modelterms.toml").write_text("nonsense = 1")
    with pytest.raises(UsageError, match="no such file or folder"):
        project.policy_of(tmp_path / "nope", None, False)


def test_what_a_file_asks_a_vendor_itself_is_a_service(tmp_path: Path) -> None:
    """`command-r` of Cohere's own client was judged by the license of the weights, as a model of Ollama."""
    served = {
        "a.py": 'import cohere\nco = cohere.Client("key")\nr = co.chat(model="command-r", message="hi")\n',
        "b.py": 'requests.post("https://api.jina.ai/v1/embeddings", json={"model": "jina-embeddings-v3"})\n',
        "c.py": 'c = OpenAI(base_url="https://api.deepseek.com")\nc.chat(model="deepseek-coder")\n',
    }
    assert set(status(audited(tmp_path / "a", served)).values()) == {"service"}
    weights = {name: f"import ollama\n{text}" for name, text in served.items()}
    assert "service" not in status(audited(tmp_path / "b", weights)).values()


def test_a_clarification_takes_the_name_that_a_file_has(tmp_path: Path) -> None:
    rows = [{"model": "meta-llama/Meta-Llama-3.1-8B-Instruct", "license": "mit", "reason": "asked"}]
    text = 'm = AutoModel.from_pretrained("meta-llama/Meta-Llama-3.1-8B-Instruct")\n'
    report = audited(tmp_path, {"a.py": text}, {"clarify": rows})
    assert [(one.model, one.licenses) for one in report.models] == [("meta-llama/Llama-3.1-8B-Instruct", ("mit",))]
    assert "unused-exception" not in codes(report)


def test_a_profile_of_which_nothing_is_asked_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(LLAMA)
    asked = {"profile": {"based-in": ["DE"]}, "rules": []}
    for more, words in ((asked, "nothing was asked"), ({**asked, "do": ["host"]}, "modelterms can-i llama-3.2-community --do host")):
        want = project.Wanted(tmp_path, policy.read(more, "modelterms.toml"), today=TODAY)
        assert words in " ".join(project.audited(SHELF, want, None, None, False).told)
