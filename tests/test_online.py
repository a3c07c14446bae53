"""Asking the Hub, against a server on this machine that speaks the model-info call: good answers, refusals, garbage, slow and huge ones."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

import pytest

from checker import formats, policy, project
from checker.answers import DAYS, FAILURES, MOST_KEPT, Hub
from checker.online import MAX_BYTES, MODEL, MOST, NEVER, SERVER, Answer, ask, read
from checker.pages.audit import page
from checker.resolve import Claim, Evidence, resolve
from tests.conftest import SHELF

CARDS: dict[str, Any] = {
    "org/plain": {"cardData": {"license": "apache-2.0"}, "tags": ["license:apache-2.0"]},
    "org/named": {"cardData": {"license": "other", "license_name": "qwen-research"}},
    "org/several": {"cardData": {"license": ["mit", "apache-2.0", "mit"], "base_model": ["meta-llama/Meta-Llama-3-8B", "x/y"]}},
    "org/tags": {"tags": ["license:llama3", "base_model:a/b", "base_model:finetune:a/b", "pytorch"]},
    "org/other": {"cardData": {"license": "other"}},
    "org/none": {"cardData": None, "tags": None},
    "org/odd": {"cardData": {"license": 7, "license_name": {"x": "y"}, "base_model": [1, None, "a/b", ""]}, "tags": "license:mit"},
    "org/no": {"cardData": {"license": False}},
    "org/card-is-a-list": {"cardData": ["license"], "tags": [["license:mit"], 3]},
    "org/long": {"cardData": {"license": "x" * 10_000, "base_model": [f"a/{i}" for i in range(1000)]}},
    "speechlab/plain-7b": {"cardData": {"license": "apache-2.0"}},
    "gpt2": {"cardData": {"license": "mit"}},
}
BODIES = {
    "org/garbage": b"<html>not JSON</html>",
    "org/list": b"[]",
    "org/text": b'"x"',
    "org/empty": b"",
    "org/deep": b"[" * 200_000,
    "org/not-utf8": b"\xff\xfe{",
    "org/huge": b" " * (MAX_BYTES + 10),
}
STATUS = {"org/gated": 401, "speechlab/gated-7b": 401, "org/ask": 403, "org/often": 429, "org/broken": 500}


class Answering(BaseHTTPRequestHandler):
    """The model-info call."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.asked.append(path)
        model = path.removeprefix("/api/models/")
        if model == "org/moved":
            self.send_response(307)
            self.send_header("Location", "/api/models/org/plain")
            self.end_headers()
        elif model == "org/slow":
            time.sleep(20)
        elif model in ("org/drip", "org/drip-head"):
            self.drip(model)
        elif model in CARDS:
            self.answer(200, json.dumps({"id": model, **CARDS[model]}).encode())
        elif model in BODIES:
            self.answer(200, BODIES[model])
        else:
            self.answer(STATUS.get(model, 404), b'{"error": "no"}')

    def drip(self, model: str) -> None:
        """Send a byte now and then, so that no single wait is long."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: " if model == "org/drip-head" else b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
        for _ in range(200):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def hub() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture(autouse=True)
def _library() -> None:
    pytest.importorskip("huggingface_hub", reason="the extra `online` is not installed")


@pytest.mark.parametrize(
    ("model", "licenses", "bases"),
    [
        ("org/plain", ["apache-2.0"], ()),
        ("org/named", ["qwen-research"], ()),
        ("org/several", ["mit", "apache-2.0"], ("meta-llama/Meta-Llama-3-8B", "x/y")),
        ("org/tags", ["llama3"], ("a/b",)),
        ("org/other", ["other"], ()),
        ("org/none", [], ()),
        ("org/odd", ["mit"], ("a/b",)),
        ("org/no", [], ()),
        ("org/card-is-a-list", [], ()),
        ("org/long", [], tuple(f"a/{i}" for i in range(MOST))),
        ("org/moved", ["apache-2.0"], ()),
        ("gpt2", ["mit"], ()),
    ],
)
def test_answers(hub: str, model: str, licenses: list[str], bases: tuple[str, ...]) -> None:
    claims = tuple(Claim(license, "online", f"{hub}/{model}") for license in licenses)
    assert ask(model, hub + "/") == Answer(Evidence(claims, bases))


@pytest.mark.parametrize(
    ("model", "problem"),
    [
        ("org/missing", "is not there"),
        ("org/gated", "is gated, private or not there"),
        ("org/ask", "is gated: access must be asked for"),
        ("org/often", "was asked for too often"),
        ("org/broken", "the answer is 500"),
        ("org/garbage", "is not JSON"),
        ("org/empty", "is not JSON"),
        ("org/deep", "is not JSON"),
        ("org/not-utf8", "is not JSON"),
        ("org/list", "is not that of a model"),
        ("org/text", "is not that of a model"),
        ("org/huge", f"is larger than {MAX_BYTES:,} bytes"),
    ],
)
def test_what_is_no_answer_is_a_problem_in_words(hub: str, model: str, problem: str) -> None:
    found = ask(model, hub)
    assert found.evidence == Evidence()
    assert found.problem.startswith(f"{hub}/api/models/{model}: ")
    assert problem in found.problem


@pytest.mark.parametrize("model", ["org/slow", "org/drip", "org/drip-head"])
def test_a_slow_server_is_not_waited_for(hub: str, model: str) -> None:
    start = time.monotonic()
    found = ask(model, hub, seconds=1)
    assert time.monotonic() - start < 10
    assert found.evidence == Evidence()
    assert found.problem


def test_nobody_there_is_a_problem() -> None:
    found = ask("org/plain", "http://127.0.0.1:1", seconds=3)
    assert (found.evidence, found.problem != "") == (Evidence(), True)


@pytest.mark.parametrize("model", ["", "../../admin", "a/b/c", "org/..", "org/x?y=z", "org/x\n", "org/\x1b[31m", "a" * 500, "gpt-4o:free"])
def test_what_is_no_name_is_not_asked(hub: str, model: str) -> None:
    before = len(Answering.asked)
    assert ask(model, hub).problem == "not asked: this is no name of a model on the Hub"
    assert len(Answering.asked) == before


def test_offline_asks_nothing(hub: str) -> None:
    before = len(Answering.asked)
    found = ask("org/plain", hub, offline=True)
    assert (found.evidence, found.about) == (Evidence(), NEVER)
    assert "HF_HUB_OFFLINE" in found.problem
    assert len(Answering.asked) == before


def test_what_the_hub_says_counts_after_the_registry(hub: str) -> None:
    found = resolve("me/adapter", ask("org/several", hub).evidence, SHELF.registry)
    assert (found.licenses, found.how) == (("llama3", "mit", "apache-2.0"), "online")
    assert resolve("Qwen/Qwen2.5-3B", ask("org/plain", hub).evidence, SHELF.registry).how == "registry"


@pytest.mark.parametrize("values", [{}, {"cardData": {}}, {"tags": {}}, {"cardData": {"license": []}}])
def test_an_answer_without_a_license_claims_nothing(values: dict[str, Any]) -> None:
    assert read(values, "x") == Evidence()


@pytest.mark.parametrize(
    ("model", "about"),
    [
        ("org/missing", MODEL),
        ("org/gated", MODEL),
        ("org/often", SERVER),
        ("org/broken", SERVER),
        ("org/garbage", SERVER),
        ("org/huge", MODEL),
    ],
)
def test_a_problem_says_whom_it_is_about(hub: str, model: str, about: str) -> None:
    assert ask(model, hub).about == about


class Clock:
    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def test_an_answer_is_kept_for_a_week_and_no_longer(hub: str, tmp_path: Path) -> None:
    clock = Clock()
    first = Hub(hub, False, tmp_path, clock=clock)
    said = first.evidence("org/several")
    assert said == ask("org/several", hub).evidence
    first.save()
    before = len(Answering.asked)
    clock.now += DAYS * 86_400 - 1
    assert Hub(hub + "/", False, tmp_path, clock=clock).evidence("org/several") == said
    assert Hub(hub, True, tmp_path, clock=clock).evidence("org/several") == said, "what is kept needs no network"
    assert len(Answering.asked) == before
    assert not Hub("http://127.0.0.1:1", True, tmp_path, clock=clock).evidence("org/several").claims, "another Hub may say something else"
    for later in (2, -20 * 86_400):  # too old; from the future, as after a clock was set
        clock.now += later
        Hub(hub, False, tmp_path, clock=clock).evidence("org/several")
        before += 1
        assert len(Answering.asked) == before


@pytest.mark.parametrize("model", ["org/missing", "org/gated", "org/none", "org/no", "org/broken", "org/garbage"])
def test_that_there_is_no_answer_is_never_kept(hub: str, tmp_path: Path, model: str) -> None:
    for _ in range(2):
        before = len(Answering.asked)
        asking = Hub(hub, False, tmp_path)
        assert not asking.evidence(model).claims
        asking.save()
        assert len(Answering.asked) == before + 1
    assert not list(tmp_path.iterdir())


DAMAGED = [b"", b"[]", b"{", b"[" * 100_000, b'{"version": 1, "models": []}', b"\xff", b'{"version":1,"models":{"org/plain":[1]}}']


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_file_of_answers_counts_as_none(hub: str, tmp_path: Path, content: bytes) -> None:
    asking = Hub(hub, False, tmp_path)
    asking.evidence("org/plain")
    asking.save()
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(content)
    again = Hub(hub, False, tmp_path)
    assert again.evidence("org/plain").claims
    again.save()
    assert json.loads(kept.read_bytes())["models"].keys() == {"org/plain"}


def test_values_of_another_kind_are_not_believed(hub: str, tmp_path: Path) -> None:
    asking = Hub(hub, False, tmp_path)
    asking.evidence("org/plain")
    asking.save()
    (kept,) = tmp_path.iterdir()
    now = int(time.time())
    for row in (
        [now, ["mit"], [1]],
        [now, "mit", []],
        [now, ["x" * 1000], []],
        [now, ["mit"] * 1000, []],
        [str(now), ["mit"], []],
        {"a": 1},
    ):
        kept.write_text(json.dumps({"version": 1, "models": {"org/plain": row}}))
        assert [one.license for one in Hub(hub, False, tmp_path).evidence("org/plain").claims] == ["apache-2.0"]


def test_the_file_of_answers_is_bounded_and_need_not_be_written(tmp_path: Path) -> None:
    def says(model: str, endpoint: str, offline: bool) -> Answer:
        return Answer(Evidence((Claim("mit", "online", "x"),)))

    asking = Hub("http://x", False, tmp_path, says)
    for i in range(MOST_KEPT + 10):
        asking.evidence(f"org/{i}")
    asking.save()
    (kept,) = tmp_path.iterdir()
    assert len(json.loads(kept.read_bytes())["models"]) == MOST_KEPT
    nowhere = Hub("http://x", False, kept / "no-folder", says)
    nowhere.evidence("org/1")
    nowhere.save()
    kept_nothing = Hub("http://x", False, None, says)
    kept_nothing.evidence("org/1")
    kept_nothing.save()
    assert list(tmp_path.iterdir()) == [kept]


@pytest.mark.parametrize(("about", "asked"), [(SERVER, FAILURES), (NEVER, 1), (MODEL, 8)])
def test_a_hub_that_fails_is_left_alone(about: str, asked: int) -> None:
    calls = []

    def fails(model: str, endpoint: str, offline: bool) -> Answer:
        calls.append(model)
        return Answer(problem="it burns", about=about)

    asking = Hub("http://x", False, None, fails)
    for i in range(8):
        assert asking.evidence(f"org/{i}") == Evidence()
    assert len(calls) == asked
    left = [] if asked == 8 else [f"{8 - asked} more models not asked about"]
    assert asking.problems == ["it burns" if about == NEVER else f"org/{i}: it burns" for i in range(asked)] + left


def test_an_audit_asks_for_what_nobody_here_knows_and_says_who_did_not_answer(hub: str, tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    names = ["BAAI/bge-m3", "speechlab/plain-7b", "speechlab/missing-7b", "speechlab/gated-7b"]
    (tmp_path / "p/a.py").write_text("".join(f'm{i} = AutoModel.from_pretrained("{name}")\n' for i, name in enumerate(names)))
    (tmp_path / "p/m.safetensors").write_bytes(b"\x02" + bytes(7) + b"{}")
    want = project.Wanted(tmp_path / "p", policy.Policy(), cache=tmp_path / "cache", hub=(hub, False))
    before = len(Answering.asked)
    report = project.examine(SHELF, want)
    assert sorted(Answering.asked[before:]) == sorted(f"/api/models/{name}" for name in names[1:])
    assert {one.model: one.how for one in report.models}["speechlab/plain-7b"] == "online"
    said = sorted(one.message for one in report.warnings if not one.path)
    assert [one.split(": ")[1] for one in said] == ["speechlab/gated-7b", "speechlab/missing-7b"]
    again = project.examine(SHELF, want)
    assert again == report
    assert sorted(Answering.asked[before + 3 :]) == sorted(f"/api/models/{name}" for name in names[2:])
    project.examine(SHELF, want._replace(cache=None))
    assert len(Answering.asked) == before + 8
    assert not project.audited(SHELF, want, None, None, True).broken, "--strict is for files"
    for format in ("table", "sarif", "github", "junit", "markdown", "json"):
        assert "speechlab/missing-7b: " in formats.renderer(format)(page(report), 200, False).replace("\\", "")
