"""License files beside weights: a text that is a known one, word for word, names its license."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker import later
from checker.references import Note, Stated
from checker.texts.normalize import digest

_NAME = later.compile(r"(?:.*/)?(?:licen[cs]e|use_policy|acceptable_use_policy|usage_policy|copying)(?:[._-][\w.-]*)?", re.I)


def states(path: str) -> bool:
    """LICENSE and its like."""
    return _NAME.fullmatch(path) is not None


def stated(data: bytes, path: str) -> Iterator[Stated | Note]:
    """The hash of the normalized text, in place of a license: whose it is, the catalogue knows."""
    yield Stated(1, 1, "license-file", (f"sha256:{digest(data.decode('utf-8', 'replace'))}",))
