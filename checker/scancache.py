"""What files held, kept by the hash of their content: a second look at an unchanged project need not read them again.

One file for each project in the user's cache folder; safe to delete. An entry is found only by the hash of content and name, and counts
only for the words and the program by which it was found, so a stale answer is impossible; a file that does not have the hash in its
first line is damaged and counts as none.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from checker import __version__
from checker.references import Note, Reference, Stated
from checker.scan import Content, Said
from checker.source import SourceError, read_bytes
from checker.stock import fingerprint, write_whole

VERSION = 3
MOST_BYTES = 50_000_000


class ScanCache:
    """The contents of a project's files as last seen. `folder` None: nothing is kept."""

    def __init__(self, folder: Path | None, root: Path, basis: str) -> None:
        name = f"audit-{fingerprint(os.fsencode(os.path.abspath(root)))}.json"
        self._path = folder / name if folder is not None else None
        self._basis = f"{VERSION} {basis} {_program()}" if folder is not None else ""
        self._old = self._load()
        self._new: dict[str, Any] = {}

    def key(self, name: str, size: int, data: bytes) -> str:
        """What a file is kept under: its name, size in bytes and content, never its date, which a checkout sets anew."""
        return fingerprint(b"%s\0%d\0" % (name.encode("utf-8", "replace"), size), data) if self._path is not None else ""

    def knows(self, key: str) -> bool:
        """Whether a file of this content has been seen, and what it held can be told."""
        return key in self._old and _content(self._old[key]) is not None

    def get(self, key: str) -> Content | None:
        """What a file of this content held; None where that is not known."""
        content = _content(self._old[key]) if key in self._old else None
        if content is not None:
            self._new[key] = self._old[key]
        return content

    def put(self, key: str, content: Content) -> None:
        """Keep what a file held."""
        found = [content.references, content.said, content.notes]
        self._new[key] = found if any(found) else []

    def save(self) -> None:
        """Write what was seen this time, whole or not at all; a folder that cannot be written is no error."""
        if self._path is None or self._new.keys() == self._old.keys():
            return
        body = json.dumps(self._new, separators=(",", ":")).encode("ascii")
        write_whole(self._path, f"{self._basis} {fingerprint(body)}\n".encode() + body)

    def _load(self) -> dict[str, Any]:
        if self._path is None:
            return {}
        try:
            head, _, body = read_bytes(self._path, MOST_BYTES).partition(b"\n")
            files = json.loads(body) if head == f"{self._basis} {fingerprint(body)}".encode() else {}
        except (SourceError, ValueError, RecursionError):
            return {}
        return files if isinstance(files, dict) else {}


def _program() -> str:
    """What stands for the code that finds names: the program's version, and how long and how old its modules are."""
    here = Path(__file__).parent
    found = [__version__]
    for folder in (here, here / "finders", here / "texts"):
        with suppress(OSError), os.scandir(folder) as entries:  # the program may be no folder of files
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    found.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    return fingerprint("\n".join(found).encode())


def _content(values: Any) -> Content | None:
    """What was kept of a file; None where it is damaged. Most files held nothing, and are kept as an empty list."""
    if values == []:
        return _NOTHING
    try:
        return Content(
            tuple(Reference(*one) for one in values[0]),
            tuple(Said(path, Stated(*_tuples(stated))) for path, stated in values[1]),
            tuple(Note(*one) for one in values[2]),
        )
    except (TypeError, ValueError, IndexError, KeyError):
        return None


_NOTHING = Content()


def _tuples(values: list[Any]) -> list[Any]:
    return [tuple(value) if isinstance(value, list) else value for value in values]
