"""One module for each kind of file that can name a model, found by being here.

A module has `handles(path)` (whether it reads files of that name; `path` is relative, with `/`) and `spots(text, words)`, which
yields a Spot for each string that may be a name, with the place it stands in.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from types import ModuleType


@lru_cache(maxsize=1)
def finders() -> tuple[ModuleType, ...]:
    """Every finder, in the order of their names; the first that handles a file reads it."""
    found = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    return tuple(sorted((one for one in found if hasattr(one, "handles")), key=lambda one: (getattr(one, "LAST", False), one.__name__)))


@lru_cache(maxsize=65536)
def finder(path: str) -> ModuleType | None:
    """The finder for a file of this name, or None."""
    return next((one for one in finders() if one.handles(path)), None)
