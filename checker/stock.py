"""YAML files in a form that loads fast: plain values as JSON, each kept with the hash of the file it came from.

A stock is a folder of `<kind>-<name>.json`. An editable installation has one, made when it is built; a checkout fills one in the
user's cache. An entry is a line of hashes, then the values. It counts only where the first hash is that of the file's present
content (and of what its checks rest on) and the second that of the values, so a stale or altered answer is impossible, and
a damaged or missing entry only costs the time to parse. The wheel carries the values alone, in a pack (pack.py).
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from checker import source
from checker.pack import Pack
from checker.source import Document

VERSION = 2  # of the form of entries; also changes with any change to what `source.parse` returns


class Stock:
    """Looks for entries in `folders`, in order; new ones go to `write_to`, if that can be written.

    `basis` stands for whatever the checks rest on beside the file: the vocabulary, the version of the program. `pack` holds the
    program's own data where these are no files.
    """

    def __init__(self, folders: tuple[Path, ...] = (), write_to: Path | None = None, basis: bytes = b"", pack: Pack | None = None) -> None:
        self.folders = folders
        self.write_to = write_to
        self.basis = basis
        self.pack = pack

    def names(self, folder: Path) -> tuple[str, ...]:
        """The names of the YAML files in `folder`, without the ending, sorted. Raises FileNotFoundError, SourceError for a damaged pack."""
        if self.pack and self.pack.covers(folder):
            return self.pack.names(folder.name)
        return tuple(sorted(name[:-5] for name in os.listdir(folder) if name.endswith(".yaml")))

    def kept(self, name: str, folder: Path) -> Any:
        """What was worked out from the files of `folder` when the wheel was built; None where that must be done anew."""
        return self.pack.get(name) if self.pack and self.pack.covers(folder) else None

    def values(self, path: Path, check: Callable[[Document], None]) -> Any:
        """The plain values of the YAML file at `path`, from an entry or freshly parsed and checked. Raises SourceError."""
        if self.pack and self.pack.covers(path) and (values := self.pack.get(f"{path.parent.name}-{path.stem}")) is not None:
            return values
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
        if files and (values := self.kept(name, files[0])) is not None:
            return values
        key = fingerprint(b"%d %s\n" % (VERSION, self.basis) + b"".join(fingerprint(source.read_bytes(path)).encode() for path in files))
        for folder in self.folders:
            body = _read(folder / f"{name}.json", key)
            if body is not None:
                return json.loads(body)
        values = make()
        if self.write_to is not None:
            _write(self.write_to / f"{name}.json", key, json.dumps(values, separators=(",", ":")).encode())
        return values


def fingerprint(*content: bytes) -> str:
    """A hash of `content`, all its parts as one, that is cheap to load and to compute. Raises nothing."""
    try:
        from _blake2 import blake2b  # what hashlib hands on, without the 3 ms that it takes to load OpenSSL
    except ImportError:
        from hashlib import blake2b

    hashed = blake2b(digest_size=16)
    for part in content:
        hashed.update(part)
    return hashed.hexdigest()


def bodies(folder: Path) -> dict[str, bytes]:
    """The values of all entries in the folder of a stock, as JSON, by name. Raises OSError."""
    return {path.stem: path.read_bytes().partition(b"\n")[2] for path in folder.glob("*.json")}


def _read(path: Path, key: str) -> bytes | None:
    """The values in the entry at `path`; None where they are not those of the file that `key` stands for."""
    try:
        hashes, _, body = source.read_bytes(path, 4 * source.MAX_BYTES).partition(b"\n")
    except source.SourceError:
        return None
    return body if hashes == f"{key} {fingerprint(body)}".encode() else None


def _write(path: Path, key: str, body: bytes) -> None:
    """Write an entry."""
    write_whole(path, f"{key} {fingerprint(body)}\n".encode() + body)


def write_whole(path: Path, body: bytes) -> None:
    """Write a file of the user's cache whole or not at all. Raises nothing: a cache that cannot be written is not an error."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(body)
        os.replace(draft, path)
    except OSError:
        with suppress(OSError):
            draft.unlink()


def put(path: Path, body: bytes) -> None:
    """Write what the user wants in a file, whole or not at all. Raises OSError.

    A link that lies there is replaced, not followed: it may have come with the project and lead anywhere. What is no file (`/dev/stdout`,
    a pipe) is written to.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        path.write_bytes(body)
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with open(draft, "xb") as stream:
            stream.write(body)
        if mode is not None and not path.is_symlink():
            draft.chmod(stat.S_IMODE(mode))
        os.replace(draft, path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        if mode is None or path.is_symlink():
            raise
        path.write_bytes(body)  # in a folder that takes no new files


def read_kept(path: Path, limit: int) -> dict[str, Any]:
    """The JSON object in a file of the user's cache of at most `limit` bytes. Raises nothing: a damaged file counts as an empty one."""
    try:
        with open(path, "rb") as stream:
            data = stream.read(limit + 1)
        values = json.loads(data) if len(data) <= limit else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
