"""Asking the Hub, against a server on this machine that speaks the model-info call: good answers, refusals, garbage, slow and huge ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

import pytest

from checker import formats, policy, project
from checker.answers import DAYS, FAILURES, MOST_KEPT, Hub
from checker.online import MAX_BYTES, MODEL, MOST, NEVER, SERVER, Answer, _in_words, ask, read
from checker.pages.audit import page
from checker.resolve import Claim, Evidence, resolve
from tests.conftest import ROOT, SHELF

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
    "openai-community/gpt2": {"cardData": {"license": "mit"}},
    "org/case": {"id": "ORG/Case", "cardData": {"license": "mit"}},
    "speechlab/renamed-7b": {"cardData": {"license": "mit"}},
    "org/strange-id": {"id": "../../x", "cardData": {"license": "mit"}},
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
STATUS = {
    "org/gated": 401,
    "speechlab/gated-7b": 401,
    "org/ask": 403,
    "org/often": 429,
    "org/broken": 500,
    "org/bad-gateway": 502,
    "org/busy": 503,
    "org/late": 504,
    "org/gone": 410,
}
# What the Hub itself says beside a status.
SAID = {
    "org/private": (401, {"X-Error-Code": "RepoNotFound", "X-Error-Message": "Invalid username or password."}),
    "org/gated-repo": (403, {"X-Error-Code": "GatedRepo", "X-Error-Message": "Access to model org/gated-repo is restricted."}),
    "org/disabled": (403, {"X-Error-Message": "Access to this resource is disabled."}),
    "org/bad-token": (401, {"X-Error-Message": "Invalid credentials in Authorization header"}),
}
MOVED = {  # each the address that it is sent on to
    "org/moved": "/api/models/org/plain",
    "gpt-two": "/api/models/openai-community/gpt2",
    "org/moved-to-nowhere": "/api/models/org/missing",
    "org/moved-to-gated": "/api/models/org/gated-repo",
    "org/circle": "/api/models/org/circle",
    "org/to-a-file": "file:///etc/passwd",
}


class Answering(BaseHTTPRequestHandler):
    """The model-info call."""

    asked: ClassVar[list[str]] = []
    tokens: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.asked.append(path)
        self.tokens.append(self.headers.get("Authorization"))
        model = path.removeprefix("/api/models/")
        if model in MOVED:
            self.answer(307, b"", {"Location": MOVED[model]})
        elif model in SAID:
            self.answer(SAID[model][0], b'{"error": "no"}', SAID[model][1])
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

    def answer(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture(scope="module")
def hub() -> Iterator[str]:
    with serving(Answering) as address:
        yield address


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
        ("org/strange-id", ["mit"], ()),
        ("org/case", ["mit"], ()),  # the same name
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
        ("org/bad-gateway", "the answer is 502"),
        ("org/busy", "the answer is 503"),
        ("org/late", "the answer is 504"),
        ("org/gone", "the answer is 410"),
        ("org/private", "is not there, or private"),
        ("org/gated-repo", "is gated: access must be asked for"),
        ("org/disabled", "was disabled by the Hub"),
        ("org/bad-token", "the token of the Hub that is set here is not valid"),
        ("org/moved-to-nowhere", "is not there"),
        ("org/moved-to-gated", "is gated: access must be asked for"),
        ("org/circle", "cannot be reached: too many redirects"),
        ("org/to-a-file", "cannot be reached: "),
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


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("x"), "runtime error"),
        (ConnectionRefusedError(111, "Connection refused"), "Connection refused"),
        (type("ReadTimeout", (Exception,), {})(), "read timeout"),
    ],
)
@pytest.mark.parametrize("wrapped", [False, True])
def test_what_keeps_the_hub_from_answering_is_said_in_words(error: Exception, said: str, wrapped: bool) -> None:
    """It was the name of a class: `cannot be reached: ConnectError`. What it rests on says more."""
    outer = type("ConnectError", (Exception,), {})("[Errno 111]")
    outer.__cause__ = error
    expected = "connect error" if wrapped and not isinstance(error, OSError) else said
    assert _in_words(outer if wrapped else error) == expected


@pytest.mark.parametrize(("old", "new", "license"), [("org/moved", "org/plain", "apache-2.0"), ("gpt-two", "openai-community/gpt2", "mit")])
def test_a_moved_repository_is_named_as_it_is_now(hub: str, old: str, new: str, license: str) -> None:
    assert ask(old, hub) == Answer(Evidence((Claim(license, "online", f"{hub}/{new}"),)), model=new)


def test_an_audit_names_what_a_model_has_moved_to(hub: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MOVED, "speechlab/old-7b", "/api/models/speechlab/renamed-7b")
    (tmp_path / "p").mkdir()
    (tmp_path / "p/a.py").write_text('m = AutoModel.from_pretrained("speechlab/old-7b")\n')
    want = project.Wanted(tmp_path / "p", policy.Policy(), cache=tmp_path / "cache", hub=(hub, False))
    report = project.examine(SHELF, want)
    (found,) = report.models
    assert (found.model, found.licenses, found.how, found.where) == (
        "speechlab/renamed-7b",
        ("mit",),
        "online",
        f"{hub}/speechlab/renamed-7b",
    )
    assert found.remark == "moved: speechlab/old-7b is its old name"
    assert project.examine(SHELF, want) == report, "what is kept knows of the move too"


class Elsewhere(Answering):
    """Another server, to which the Hub sends somebody on."""

    tokens: ClassVar[list[str | None]] = []


def test_a_token_goes_to_the_hub_alone(hub: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_" + "a" * 34)
    with serving(Elsewhere) as other:
        monkeypatch.setitem(MOVED, "org/elsewhere", f"{other}/api/models/org/plain")
        assert ask("org/elsewhere", hub).evidence.claims
    assert Answering.tokens[-1] == "Bearer hf_" + "a" * 34
    assert Elsewhere.tokens == [None]


class Proxy(BaseHTTPRequestHandler):
    """Answers whatever it is asked to fetch."""

    fetched: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.fetched.append(self.path)
        body = b'{"cardData": {"license": "mit"}}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(("excepted", "licenses", "fetched"), [("", ["mit"], 1), ("hub.invalid", [], 0)])
def test_proxies_are_used_as_the_environment_says(excepted: str, licenses: list[str], fetched: int) -> None:
    """In a process of its own: the library keeps its client, and with it the proxies."""
    code = "from checker.online import ask; print([one.license for one in ask('org/x', 'http://hub.invalid', seconds=20).evidence.claims])"
    Proxy.fetched.clear()
    with serving(Proxy) as address:
        own = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        env = {**own, "HTTP_PROXY": address, "NO_PROXY": excepted, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == str(licenses)
    assert len(Proxy.fetched) == fetched
    assert all(one.startswith("http://hub.invalid/api/models/org/x") for one in Proxy.fetched)


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
        ("org/busy", SERVER),
        ("org/private", MODEL),
        ("org/gated-repo", MODEL),
        ("org/disabled", MODEL),
        ("org/bad-token", NEVER),
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
        [now, ["mit"], [1], []],
        [now, "mit", [], []],
        [now, ["x" * 1000], [], []],
        [now, ["mit"] * 1000, [], []],
        [str(now), ["mit"], [], []],
        [now, ["mit"], []],
        [now, ["mit"], [], [7]],
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
