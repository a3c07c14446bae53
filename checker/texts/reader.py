"""Read a license text that may come from anywhere: bounded, whatever its encoding; what is no text is said to be none."""

from __future__ import annotations

from pathlib import Path

from checker.source import Problem, SourceError, read_bytes
from checker.texts.fold import as_written

MOST = 200_000  # bytes: several times the longest license there is
_CONTROLS = dict.fromkeys({*range(32)} - {*b"\t\n\r\f"})


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
