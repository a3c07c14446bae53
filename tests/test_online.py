"""Asking the Hub, against a server on this machine that speaks the model-info call: good answers, refusals, garbage, slow and huge ones."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import urlsplit

import pytest

from checker.online import MAX_BYTES, MOST, Answer, ask, read
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
STATUS = {"org/gated": 401, "org/ask": 403, "org/often": 429, "org/broken": 500}


class Hub(BaseHTTPRequestHandler):
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
            time.sleep(5)
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
        for _ in range(50):
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
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
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
    assert time.monotonic() - start < 3
    assert found.evidence == Evidence()
    assert found.problem


def test_nobody_there_is_a_problem() -> None:
    found = ask("org/plain", "http://127.0.0.1:1", seconds=3)
    assert (found.evidence, found.problem != "") == (Evidence(), True)


@pytest.mark.parametrize("model", ["", "../../admin", "a/b/c", "org/..", "org/x?y=z", "org/x\n", "org/\x1b[31m", "a" * 500, "gpt-4o:free"])
def test_what_is_no_name_is_not_asked(hub: str, model: str) -> None:
    before = len(Hub.asked)
    assert ask(model, hub).problem == "not asked: this is no name of a model on the Hub"
    assert len(Hub.asked) == before


def test_offline_asks_nothing(hub: str) -> None:
    before = len(Hub.asked)
    assert ask("org/plain", hub, offline=True) == Answer(problem="not asked: offline")
    assert len(Hub.asked) == before


def test_what_the_hub_says_counts_after_the_registry(hub: str) -> None:
    found = resolve("me/adapter", ask("org/several", hub).evidence, SHELF.registry)
    assert (found.licenses, found.how) == (("llama3", "mit", "apache-2.0"), "online")
    assert resolve("Qwen/Qwen2.5-3B", ask("org/plain", hub).evidence, SHELF.registry).how == "registry"


@pytest.mark.parametrize("values", [{}, {"cardData": {}}, {"tags": {}}, {"cardData": {"license": []}}])
def test_an_answer_without_a_license_claims_nothing(values: dict[str, Any]) -> None:
    assert read(values, "x") == Evidence()
