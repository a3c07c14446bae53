"""Shipped YAML in a form that loads fast: plain values as JSON, each kept with the hash of the file it came from.

A stock is a folder of `<kind>-<name>.json`. The wheel carries one, made when it is built; a checkout fills one in the user's
cache. An entry counts only where its hash is that of the file's present content, so a stale answer is impossible, and
a damaged or missing entry only costs the time to parse.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from checker import source
from checker.source import Document

VERSION = 1  # of the form of entries; also changes with any change to what `source.parse` returns


class Stock:
    """Looks for entries in `folders`, in order; new ones go to `write_to`, if that can be written."""

    def __init__(self, folders: tuple[Path, ...] = (), write_to: Path | None = None) -> None:
        self.folders = folders
        self.write_to = write_to

    def values(self, path: Path, check: Callable[[Document], None]) -> Any:
        """The plain values of the YAML file at `path`, from an entry or freshly parsed and checked. Raises SourceError."""
        content = source.read_bytes(path)
        key = fingerprint(content)
        name = f"{path.parent.name}-{path.stem}.json"
        for folder in self.folders:
            entry = _read(folder / name)
            if entry.get("of") == key and entry.get("version") == VERSION:
                return entry["values"]
        document = source.parse(content, str(path))
        check(document)
        if self.write_to is not None:
            _write(self.write_to / name, {"version": VERSION, "of": key, "values": document.value})
        return document.value


def fingerprint(content: bytes) -> str:
    """A hash of `content` that is cheap to load and to compute. Raises nothing."""
    from hashlib import blake2b

    return blake2b(content, digest_size=16).hexdigest()


def _read(path: Path) -> dict[str, Any]:
    try:
        entry = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return entry if isinstance(entry, dict) else {}


def _write(path: Path, entry: dict[str, Any]) -> None:
    """Write an entry whole or not at all; a cache that cannot be written is not an error."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(entry, separators=(",", ":")), encoding="utf-8")
        os.replace(draft, path)
    except OSError:
        draft.unlink(missing_ok=True)
