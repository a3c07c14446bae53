"""Files that may hold a license text: those named, and in a folder those whose name or suffix says so. Bounded."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from checker.source import Problem, SourceError

SUFFIXES = frozenset(("", ".txt", ".md", ".markdown", ".rst", ".html", ".htm", ".license", ".lic"))
MOST = 20_000  # files of one folder that are looked at
_LEFT_OUT = frozenset(("node_modules", "__pycache__", "site-packages"))


def text_files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Every file to look at, once, with whether it was named itself. Hidden folders and links to folders are left out.

    Raises SourceError for a folder with more than MOST of them.
    """
    seen: set[Path] = set()
    for path in paths:
        found = ((path, True),) if not path.is_dir() else ((one, False) for one in _within(path))
        for one, named in found:
            if one not in seen:
                seen.add(one)
                yield one, named


def _within(folder: Path) -> Iterator[Path]:
    count = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _LEFT_OUT)
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() in SUFFIXES and not name.startswith("."):
                count += 1
                if count > MOST:  # to look at a part of them without a word would pass for all
                    raise SourceError(
                        [Problem(str(folder), 0, 0, f"holds more than {MOST:,} files that may be texts: name a smaller folder")]
                    )
                yield Path(place, name)
