"""YAML files in a form that loads fast: plain values as JSON, each kept with the hash of the file it came from.

A stock is a folder of `<kind>-<name>.json`. The wheel carries one, made when it is built; a checkout fills one in the user's
cache. An entry is a line of hashes, then the values. It counts only where the first hash is that of the file's present
content (and of what its checks rest on) and the second that of the values, so a stale or altered answer is impossible, and
a damaged or missing entry only costs the time to parse.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from checker import source
from checker.source import Document

VERSION = 2  # of the form of entries; also changes with any change to what `source.parse` returns


class Stock:
    """Looks for entries in `folders`, in order; new ones go to `write_to`, if that can be written.

    `basis` stands for whatever the checks rest on beside the file: the vocabulary, the version of the program.
    """

    def __init__(self, folders: tuple[Path, ...] = (), write_to: Path | None = None, basis: bytes = b"") -> None:
        self.folders = folders
        self.write_to = write_to
        self.basis = basis

    def values(self, path: Path, check: Callable[[Document], None]) -> Any:
        """The plain values of the YAML file at `path`, from an entry or freshly parsed and checked. Raises SourceError."""
        content = source.read_bytes(path)
        key = fingerprint(b"%d %s\n%s" % (VERSION, self.basis, content))
        name = f"{path.parent.name}-{path.stem}.json"
        for folder in self.folders:
            body = _read(folder / name, key)
            if body is not None:
                return json.loads(body)
        document = source.parse(content, str(path))
        check(document)
        if self.write_to is not None:
            _write(self.write_to / name, key, json.dumps(document.value, separators=(",", ":")).encode())
        return document.value

    def derived(self, name: str, files: Sequence[Path], make: Callable[[], Any]) -> Any:
        """What `make` works out from `files`, as plain values: from an entry that was made from their present content, else anew.

        `files` must be everything that the values depend on beside the basis: data and, since it changes more often than the version,
        code. Raises SourceError for a file that cannot be read, and what `make` raises.
        """
        key = fingerprint(b"%d %s\n" % (VERSION, self.basis) + b"".join(fingerprint(source.read_bytes(path)).encode() for path in files))
        for folder in self.folders:
            body = _read(folder / f"{name}.json", key)
            if body is not None:
                return json.loads(body)
        values = make()
        if self.write_to is not None:
            _write(self.write_to / f"{name}.json", key, json.dumps(values, separators=(",", ":")).encode())
        return values


def fingerprint(content: bytes) -> str:
    """A hash of `content` that is cheap to load and to compute. Raises nothing."""
    try:
        from _blake2 import blake2b  # what hashlib hands on, without the 3 ms that it takes to load OpenSSL
    except ImportError:
        from hashlib import blake2b

    return blake2b(content, digest_size=16).hexdigest()


def _read(path: Path, key: str) -> bytes | None:
    """The values in the entry at `path`; None where they are not those of the file that `key` stands for."""
    try:
        hashes, _, body = source.read_bytes(path, 4 * source.MAX_BYTES).partition(b"\n")
    except source.SourceError:
        return None
    return body if hashes == f"{key} {fingerprint(body)}".encode() else None


def _write(path: Path, key: str, body: bytes) -> None:
    """Write an entry whole or not at all; a cache that cannot be written is not an error."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(f"{key} {fingerprint(body)}\n".encode() + body)
        os.replace(draft, path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
