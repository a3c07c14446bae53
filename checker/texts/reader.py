"""Read a license text that may come from anywhere: bounded, whatever its encoding; what is no text is said to be none."""

from __future__ import annotations

import codecs
from pathlib import Path

from checker.source import Problem, SourceError, read_bytes

MOST = 200_000  # bytes: several times the longest license there is
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_CONTROL = frozenset(chr(i) for i in range(32)) - frozenset("\t\n\r\f")


def read_text(path: Path, most: int = MOST) -> str:
    """The text of the file at `path`, of at most `most` bytes: UTF-8, UTF-16 with a mark, else Latin-1.

    Raises SourceError for what cannot be read, is larger, is not text or holds no words.
    """
    content = read_bytes(path, most)
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    controls = sum(sign in _CONTROL for sign in text)
    if controls > len(text) // 50:
        raise SourceError([Problem(str(path), 0, 0, "is not text")])
    text = "".join(sign for sign in text if sign not in _CONTROL) if controls else text
    if not any(sign.isalpha() for sign in text):
        raise SourceError([Problem(str(path), 0, 0, "holds no words")])
    return text
