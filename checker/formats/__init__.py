"""Output formats: one module each, found by being there. A format is a function `render(page, width, color) -> str`.

A format that shows the report of an audit and nothing else says so with `OF_AUDIT = True`, one that holds findings alone by
`SILENT = True`: what could not be read, and how it all stands, is said beside it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module

from checker.page import Page

Render = Callable[[Page, int, bool], str]


def names() -> tuple[str, ...]:
    """The formats there are, sorted."""
    found = os.listdir(os.path.dirname(__file__))
    return tuple(sorted(name[:-3] for name in found if name.endswith(".py") and not name.startswith("_")))


def general() -> tuple[str, ...]:
    """The formats that every command has, sorted: not those that only an audit has."""
    return tuple(filter(is_general, names()))


def is_general(name: str) -> bool:
    """Whether every command has the format `name`. Raises ModuleNotFoundError for one that is not there."""
    return not getattr(import_module(f"checker.formats.{name}"), "OF_AUDIT", False)


def is_silent(name: str) -> bool:
    """Whether the format `name` holds findings alone, and may be empty. Raises ModuleNotFoundError for one that is not there."""
    return getattr(import_module(f"checker.formats.{name}"), "SILENT", False)


def renderer(name: str) -> Render:
    """The function that renders the format `name`. Raises ModuleNotFoundError for one that is not there."""
    render: Render = import_module(f"checker.formats.{name}").render
    return render
