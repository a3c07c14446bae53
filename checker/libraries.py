"""Which library that completes short names (`base`, `u2net`) a file speaks of. Pure."""

from __future__ import annotations

# Library that completes names -> what a file that speaks of it holds, in lower case: a pattern that ignores case takes twenty times
# as long. The first is what the others have in common, where there are several.
LIBRARIES = {"ollama": (b"ollama",), "whisper": (b"whisper",), "rembg": (b"bg", b"rembg", b"remove_bg", b"removebg")}


def library(text: str, name: str) -> str:
    """The library of LIBRARIES that the text of a file speaks of, or its name; "" for none. Raises nothing."""
    folded = text.encode("utf-8", "replace").lower()  # which takes a third of the time of the same for text
    said = (library for library, (common, *ways) in LIBRARIES.items() if library in name or _said(folded, common, ways))
    return next(said, "")


def _said(text: bytes, common: bytes, ways: list[bytes]) -> bool:
    return common in text and (not ways or any(way in text for way in ways))
