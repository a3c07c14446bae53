"""SHA-256 without OpenSSL, which takes 4 ms and 4 MB to load. Pure."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Any

# What hashlib hands on where there is no OpenSSL: from Python 3.12 on, and before. Last, for other Pythons, hashlib itself.
MODULES = ("_sha2", "_sha256", "hashlib")


def sha256(content: bytes) -> str:
    """The SHA-256 of `content` in hexadecimal digits. Raises nothing."""
    return str(_made()(content).hexdigest())


@lru_cache(maxsize=1)
def _made() -> Callable[[bytes], Any]:
    for name in MODULES:
        try:
            return import_module(name).sha256  # type: ignore[no-any-return]
        except ImportError:
            continue
    raise AssertionError("hashlib is part of Python")
