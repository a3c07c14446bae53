"""Ollama manifests: which model a store holds, and the license texts that come with it, by their digest."""

from __future__ import annotations

import json
from collections.abc import Iterator

from checker import later
from checker.references import Note, Stated

_MANIFEST = later.compile(r"(?:.*/)?manifests/(?P<host>[\w.-]+)/(?P<space>[\w.-]+)/(?P<name>[\w.-]+)/(?P<tag>[\w.-]+)")
FOLDER = "manifests/"
_DIGEST = later.compile(r"sha256:[0-9a-f]{64}")


def states(path: str) -> bool:
    """manifests/HOST/SPACE/NAME/TAG."""
    return _MANIFEST.fullmatch(path) is not None


def stated(data: bytes, path: str) -> Iterator[Stated | Note]:
    """The model, by its library name."""
    match = _MANIFEST.fullmatch(path)
    if match is None:
        return
    try:
        layers = json.loads(data)["layers"]
        digests = [str(layer["digest"]) for layer in layers]
    except (ValueError, RecursionError, KeyError, TypeError):
        yield Note(path, "is called like a manifest of Ollama and cannot be read as one")
        return
    if bad := next((digest for digest in digests if not _DIGEST.fullmatch(digest)), None):
        yield Note(path, f"the digest {bad[:80]!r} is none; it is not followed")
    name = match["name"] if match["space"] == "library" else f"{match['space']}/{match['name']}"
    yield Stated(1, 1, "ollama", (), (), f"ollama:{name}:{match['tag']}")
