"""Audit: weights that lie in a project, lists that take an OR, bills without guesses, what a change of a license file brings."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from checker import formats
from checker.finders.headers import telling
from checker.pages.audit import page
from checker.report import ERROR
from tests.test_audit import audited, codes, status

POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 438012345\n"
BINARY = bytes(range(256)) * 8


def test_a_pointer_of_git_lfs_is_the_weights_it_stands_for(tmp_path: Path) -> None:
    report = audited(tmp_path, {"m/model.safetensors": POINTER, "llama-2-7b-chat.Q4_K_M.gguf": POINTER, "m/config.json": "{}"})
    assert status(report) == {"./m": "unknown", "llama-2-7b-chat.Q4_K_M.gguf": "fails"}
    assert [one.message[:26] for one in report.warnings] == ["is a pointer of Git LFS: t"] * 2


@pytest.mark.parametrize("name", ["inswapper_128.onnx", "m/pytorch_model.bin", "net.tflite", "a.ckpt", "b.pth", "c.pt"])
def test_weights_of_any_kind_are_seen(tmp_path: Path, name: str) -> None:
    assert codes(audited(tmp_path, {name: BINARY})) == {"unknown-license"}


def test_weights_are_told_by_their_name(tmp_path: Path) -> None:
    report = audited(tmp_path, {"yolov8n.pt": BINARY, "deep/tests/yolov8s.pt": BINARY})
    assert [(one.model, one.licenses, one.used) for one in report.models] == [
        ("yolov8n.pt", ("agpl-3.0",), True),
        ("yolov8s.pt", ("agpl-3.0",), False),
    ]


def test_a_name_of_many_digits_takes_no_time(tmp_path: Path) -> None:
    assert list(status(audited(tmp_path, {"1" * 200 + "a.onnx": BINARY})).values()) == ["unknown"]


@pytest.mark.parametrize(
    ("stem", "parts"),
    [
        ("pytorch_model-00001-of-00002", set()),
        ("consolidated.00", set()),
        ("vae_decoder_fp16", set()),
        ("inswapper_128", {"inswapper"}),
        ("best-yolov8n", {"yolov8", "n"}),
    ],
)
def test_what_tells_of_which_model_weights_are(tmp_path: Path, stem: str, parts: set[str]) -> None:
    assert telling(stem) == parts
    model = f"{stem}.onnx" if parts else "./m"
    assert list(status(audited(tmp_path, {f"m/{stem}.onnx": BINARY}))) == [model]


def test_weights_beside_a_card_are_of_its_model(tmp_path: Path) -> None:
    report = audited(tmp_path, {"m/README.md": "---\nlicense: mit\n---\n", "m/net_g.pth": BINARY})
    assert status(report) == {"./m": "passes"}


def test_a_list_of_paths_is_no_weights(tmp_path: Path) -> None:
    text = "RUN echo /opt/x > /usr/local/lib/python3.12/site-packages/jetson_utils.pth\n"
    assert not audited(tmp_path, {"x.pth": "/opt/x\n", "Dockerfile": f"FROM a\n{text}"}).models


def test_names_of_weights_that_one_runs_are_no_services(tmp_path: Path) -> None:
    assert status(audited(tmp_path, {"a.py": 'tts = TTS("tts_models/deu/fairseq/vits")\n'})) == {"tts_models/deu/fairseq/vits": "unknown"}


@pytest.mark.parametrize("name", ["us.meta.llama3-2-11b-instruct-v1:0", "ollama/llama3.2-vision", "ollama/llama4"])
def test_models_that_see_are_multimodal_under_any_name(tmp_path: Path, name: str) -> None:
    settings = {"rules": [], "do": ["run"], "profile": {"based-in": ["DE"], "users": 1000, "users-at-release": 1000}}
    assert "not-permitted" in codes(audited(tmp_path, {"a.py": f'model = "{name}"\n'}, settings))


@pytest.mark.parametrize(
    ("name", "licenses"),
    [
        ("ollama/falcon:180b", ("falcon-180b-tii-license",)),
        ("hfl/Qwen2.5-VL-3B-Instruct-GPTQ-Int4", ("qwen-research-2024-09-19",)),
        ("openvla/openvla-7b", ("llama-2-community", "mit")),
        ("skt/A.X-4.0", ("qwen-license-2024-09-19",)),
    ],
)
def test_a_laxer_pattern_does_not_hide_a_stricter_license(tmp_path: Path, name: str, licenses: tuple[str, ...]) -> None:
    (one,) = audited(tmp_path, {"a.py": f'model = "{name}"\n'}).models
    assert one.licenses == licenses


def test_a_file_of_another_version_is_not_taken_for_an_open_one(tmp_path: Path) -> None:
    report = audited(tmp_path, {"a.yaml": "model: depth-anything2-large-f32.gguf\n"})
    assert [one.licenses for one in report.models] == [()]


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"rules": [], "allow": ["mit"]}, ""),
        ({"rules": [], "allow": ["apache-2.0"]}, "not-allowed"),
        ({"rules": [], "deny": ["gpl-3.0"]}, ""),
        ({"rules": [], "deny": ["gpl-3.0", "mit"]}, "denied-license"),
    ],
)
def test_of_an_or_the_lists_take_what_one_may_choose(tmp_path: Path, settings: dict[str, object], code: str) -> None:
    report = audited(tmp_path, {"m/README.md": "---\nlicense: MIT OR GPL-3.0-only\n---\n", "m/net.pth": BINARY}, settings)
    assert codes(report, ERROR) == ({code} if code else set())


def test_a_license_that_nobody_read_is_not_on_the_list(tmp_path: Path) -> None:
    settings = {"rules": [], "allow": ["mit"], "unknown": "warn"}
    assert codes(audited(tmp_path, {"a.py": 'A.from_pretrained("briaai/RMBG-1.4")\n'}, settings), ERROR) == {"not-allowed"}


@pytest.mark.parametrize("format", ["cyclonedx", "spdx3"])
def test_a_bill_has_no_guesses(tmp_path: Path, format: str) -> None:
    report = audited(tmp_path, {"l3/README.md": "---\nlicense: apache-2.0\n---\n", "l3/config.json": '{"model_type": "bert"}'})
    assert [base.relation for base in report.models[0].bases] == ["hint"]
    bill = formats.renderer(format)(page(report), 80, False)
    assert "pedigree" not in bill
    assert "descendantOf" not in bill


def test_a_change_sees_a_license_file_that_changed(tmp_path: Path) -> None:
    files = {"m/README.md": "---\nlicense: apache-2.0\n---\n", "m/LICENSE": "You may use it.\n"}
    audited(tmp_path, files)
    git = ["git", "-c", "user.email=a@b.c", "-c", "user.name=a"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "a"]):
        subprocess.run([*git, *words], cwd=tmp_path, check=True)
    changed = audited(tmp_path, {"m/LICENSE": "You may not use it. " * 50}, since="HEAD")
    assert [one.model for one in changed.models] == ["./m"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.go", 'import (\n\t"github.com/mudler/cogito/clients"\n)\n'),
        ("Dockerfile", "FROM a\nRUN python -c \"from faster_whisper import WhisperModel; WhisperModel(os.environ['WHISPER_MODEL'])\"\n"),
    ],
)
def test_what_is_no_model(tmp_path: Path, name: str, text: str) -> None:
    assert not json.loads(formats.renderer("json")(page(audited(tmp_path, {name: text})), 80, False))["models"]
