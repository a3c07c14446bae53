"""One module for each kind of file that can name a model, found by being here.

A module that finds names has `handles(name)` (whether it reads files of that name; folders play no part) and
`spots(text, words)`, which yields a Spot for each string that may be a name, with the place it stands in. One that reads what
metadata says of a license has `states(path)` and `stated(data, path)`, which yields Stated and Notes. A module whose name begins with an
underscore is a part of another one.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from types import ModuleType

# Endings of a file to be filled in, or copied: what it is, the one before says.
_SAMPLES = frozenset({"example", "sample", "template", "tmpl", "tpl", "dist", "copy", "default", "j2", "jinja", "erb", "tt"})


@lru_cache(maxsize=1)
def _modules() -> tuple[ModuleType, ...]:
    names = (info.name for info in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names if name[0] != "_")


@lru_cache(maxsize=1)
def finders() -> tuple[ModuleType, ...]:
    """Every finder, in the order of their names; the first that handles a file reads it."""
    found = [one for one in _modules() if hasattr(one, "handles")]
    return tuple(sorted(found, key=lambda one: (getattr(one, "LAST", False), one.__name__)))


def finder(path: str) -> ModuleType | None:
    """The finder for a file of this name, or None."""
    return _finder(path.rpartition("/")[2])


@lru_cache(maxsize=65536)
def _finder(name: str) -> ModuleType | None:
    found = next((one for one in finders() if one.handles(name)), None)
    stem, _, last = name.rpartition(".")
    return _finder(stem) if found is None and stem and last.lower() in _SAMPLES else found


def staters(path: str) -> tuple[ModuleType, ...]:
    """The modules that read metadata from a file of this name: `states(path)`, and `stated(data, path)`, which yields Stated and Notes.

    Only those that say so by `FOLDER`, a word that must stand in the path, look at the folders.
    """
    for folder in _folders():
        if folder in path:
            return _states(path)
    return _states(path.rpartition("/")[2])


@lru_cache(maxsize=65536)
def _states(path: str) -> tuple[ModuleType, ...]:
    return tuple(one for one in _staters() if one.states(path))


@lru_cache(maxsize=1)
def _folders() -> tuple[str, ...]:
    return tuple(one.FOLDER for one in _staters() if hasattr(one, "FOLDER"))


@lru_cache(maxsize=1)
def _staters() -> tuple[ModuleType, ...]:
    return tuple(one for one in _modules() if hasattr(one, "states"))
