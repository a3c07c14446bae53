"""Ask the Hugging Face Hub, or a mirror of it, what license a model's card states. Only where the user wants that.

One call, `GET /api/models/{id}`, through the library `huggingface_hub` (the extra `online`), which knows proxies, certificates
and tokens. What comes back is read as from a stranger: bounded in time and size, and every value checked for its kind.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from checker import later
from checker.resolve import Claim, Evidence
from checker.tuples import NamedTuple

HUB = "https://huggingface.co"
SECONDS = 10.0
MAX_BYTES = 2_000_000
MOST = 50  # licenses or base models of one card that are read
DEEPEST = 10  # errors behind an error
LONGEST = 200  # characters of one of them

_ID = later.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}(?:/[A-Za-z0-9._-]{1,96})?")
_STATUS = {
    401: "is gated, private or not there",
    403: "is gated: access must be asked for",
    404: "is not there",
    429: "was asked for too often",
}
# What the Hub says beside a status, which stands for several things: 401 for what is gated, private or not there, and for a bad token.
_CODES = {"GatedRepo": "is gated: access must be asked for", "RepoNotFound": "is not there, or private"}
_MESSAGES = {
    "Invalid credentials in Authorization header": "the token of the Hub that is set here is not valid",
    "Access to this resource is disabled.": "was disabled by the Hub",
}
MODEL, SERVER, NEVER = "model", "server", "never"


class Trouble(NamedTuple):
    """Why there is no answer, in words, and whom it is about: this MODEL, the SERVER (perhaps later), or all asking (NEVER)."""

    said: str
    about: str = MODEL


class Answer(NamedTuple):
    """What the Hub says of a model; `problem` says in words why it says nothing, `about` whether it will say something of others.

    `model` is the name to which it has moved.
    """

    evidence: Evidence = Evidence()
    problem: str = ""
    about: str = ""
    model: str = ""


def ask(model: str, endpoint: str = HUB, offline: bool = False, seconds: float = SECONDS) -> Answer:
    """What the Hub at `endpoint` says of `model`, within `seconds`; nothing is asked where `offline`. Raises nothing.

    The caller hands in what HF_ENDPOINT and HF_HUB_OFFLINE say.
    """
    if offline:
        return Answer(problem="not asked: HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE says so", about=NEVER)
    if not is_name(model):
        return Answer(problem="not asked: this is no name of a model on the Hub", about=MODEL)
    url = f"{endpoint.rstrip('/')}/api/models/{model}"
    body = _within(seconds, lambda: _get(url, seconds))
    if isinstance(body, Trouble):
        return Answer(problem=f"{url}: {body.said}", about=body.about)
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        return Answer(problem=f"{url}: the answer is not JSON", about=SERVER)
    if not isinstance(values, dict):
        return Answer(problem=f"{url}: the answer is not that of a model", about=SERVER)
    new = _moved(model, values)
    return Answer(read(values, f"{endpoint.rstrip('/')}/{new or model}"), model=new)


def _moved(model: str, values: Mapping[str, Any]) -> str:
    """The name that the model has by now, where the Hub sent us on to another: a moved repository answers to its old one."""
    new = values.get("id")
    return new if isinstance(new, str) and is_name(new) and new.lower() != model.lower() else ""


def is_name(model: str) -> bool:
    """Whether a model of the Hub can have this name."""
    return _ID.fullmatch(model) is not None and ".." not in model


def read(values: Mapping[str, Any], where: str) -> Evidence:
    """The claims and base models in an answer of the model-info call: what the card says, else the tags made from it."""
    card = values.get("cardData")
    card = card if isinstance(card, dict) else {}
    tags = list(_texts(values.get("tags"), 10_000))
    licenses = list(_texts(card.get("license"))) or [tag[8:] for tag in tags if tag.startswith("license:")]
    if licenses in (["other"], []):
        licenses = list(_texts(card.get("license_name"))) or licenses
    bases = list(_texts(card.get("base_model"))) or [tag.rpartition(":")[2] for tag in tags if tag.startswith("base_model:")]
    return Evidence(tuple(Claim(one, "online", where) for one in dict.fromkeys(licenses)), tuple(dict.fromkeys(bases))[:MOST])


def _texts(value: Any, most: int = MOST) -> Iterator[str]:
    """The texts in a value that should be one or a list of them."""
    for one in (value if isinstance(value, list) else [value])[:most]:
        if isinstance(one, str) and 0 < len(one.strip()) <= LONGEST:
            yield one.strip()


def _within(seconds: float, call: Callable[[], bytes | Trouble]) -> bytes | Trouble:
    """The result of `call`, or that it took too long: a server that sends a byte now and then keeps every single wait short."""
    results: list[bytes | Trouble] = []
    thread = threading.Thread(target=lambda: results.append(call()), daemon=True)
    thread.start()
    thread.join(seconds)
    return results[0] if results else _late(seconds)


def _late(seconds: float) -> Trouble:
    return Trouble(f"no answer within {seconds:g} seconds", SERVER)


def _refused(status: int, headers: Mapping[str, str]) -> Trouble:
    """Why there is no answer, by what the Hub says beside the status, else by the status alone."""
    message = headers.get("X-Error-Message", "")
    said = _MESSAGES.get(message) or _CODES.get(headers.get("X-Error-Code", "")) or _STATUS.get(status, f"the answer is {status}")
    never = status == 401 and "credentials" in message  # every question is refused, also about what anybody may see
    return Trouble(said, NEVER if never else SERVER if status == 429 or status >= 500 else MODEL)


def _get(url: str, seconds: float) -> bytes | Trouble:
    """The body of the answer to a GET, or what went wrong."""
    try:
        from huggingface_hub.utils import build_hf_headers, get_session
    except ImportError:
        return Trouble("huggingface_hub is not installed: pip install 'modelterms[online]'", NEVER)
    end = time.monotonic() + seconds
    body = bytearray()
    try:
        parameters = {"expand": ["cardData", "tags"]}
        with get_session().stream("GET", url, headers=build_hf_headers(), params=parameters, timeout=seconds) as response:
            if response.status_code != 200:
                return _refused(response.status_code, response.headers)
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MAX_BYTES:
                    return Trouble(f"the answer is larger than {MAX_BYTES:,} bytes")
                if time.monotonic() > end:
                    return _late(seconds)
    except Exception as error:  # what the library and what it rests on raise differs from version to version
        return Trouble(f"cannot be reached: {_in_words(error)}", SERVER)
    return bytes(body)


def _in_words(error: BaseException) -> str:
    """What went wrong, as the system says it (`Connection refused`); else what the library calls it (`too many redirects`)."""
    cause: BaseException | None = error
    for _ in range(DEEPEST):
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror
        cause = cause and (cause.__cause__ or cause.__context__)
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", type(error).__name__).lower()
