"""License texts on this machine: any that somebody has, and a collection: folders of `<name>.txt`, and ScanCode's data files."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path

from checker.model import License
from checker.source import Problem, SourceError, read_bytes
from checker.texts.fold import as_written
from checker.texts.normalize import digest

MOST = 200_000  # bytes: several times the longest license there is
_CONTROLS = dict.fromkeys({*range(32)} - {*b"\t\n\r\f"})
_HEADER = re.compile(r"\A---\n(?P<head>.*?)\n---\n", re.DOTALL)
_SPDX = re.compile(r"^(?:spdx_license_key|key): (?P<id>\S+)", re.MULTILINE)


class Library:
    """Looks a document's text up by the name it is held under, or by its SPDX id."""

    def __init__(self, folders: tuple[Path, ...], scancode: Path | None) -> None:
        self.folders = folders
        self.scancode = scancode

    @classmethod
    def standard(cls, *folders: Path) -> Library:
        """Those of `folders` that exist, and the data of ScanCode where this Python has it."""
        import importlib.util

        spec = importlib.util.find_spec("licensedcode")
        data = Path(spec.origin).parent / "data" / "licenses" if spec and spec.origin else None
        return cls(tuple(folder for folder in folders if folder.is_dir()), data if data and data.is_dir() else None)

    def lookup(self, license: License, document: str) -> str | None:
        """The text of a document of `license`, or None where this machine does not have it.

        A ScanCode text counts only where it is the very text (its hash fits), or is the license under its SPDX id.
        """
        text = next(one for one in license.texts if one.name == document)
        name = text.held_as or license.id
        for folder in self.folders:
            path = folder / f"{name}.txt"
            if path.is_file():
                return as_written(path.read_bytes())
        key = text.held_as or (license.spdx or license.id if document == "license" else "")
        found = self._scancode.get(key.lower())
        if found:
            content = body(found)
            if not license.spdx.startswith("LicenseRef-") or digest(content) == text.sha256:
                return content
        return None

    @cached_property
    def _scancode(self) -> dict[str, Path]:
        result: dict[str, Path] = {}
        for path in sorted(self.scancode.glob("*.LICENSE")) if self.scancode else ():
            head = _HEADER.match(path.read_text(encoding="utf-8", errors="replace"))
            for match in _SPDX.finditer(head["head"] if head else ""):
                result.setdefault(match["id"].lower(), path)
        return result


def body(path: Path) -> str:
    """The text of a ScanCode data file, without its header."""
    content = path.read_text(encoding="utf-8", errors="replace")
    head = _HEADER.match(content)
    return content[head.end() :] if head else content


def read_text(path: Path, most: int = MOST) -> str:
    """The text of the file at `path`, of at most `most` bytes, in whatever encoding (fold.py), without control characters.

    Raises SourceError for what cannot be read, is larger, is not text or holds no words.
    """
    text = as_written(read_bytes(path, most))
    if text is None:
        raise SourceError([Problem(str(path), 0, 0, "is not text")])
    text = text.translate(_CONTROLS)
    if not any(map(str.isalpha, text)):
        raise SourceError([Problem(str(path), 0, 0, "holds no words")])
    return text
