"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import checker
from checker import later

MODULES = sorted(found.name for found in pkgutil.walk_packages(checker.__path__, "checker.") if not found.name.endswith("__main__"))


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_can_be_compiled(name: str) -> None:
    for value in vars(importlib.import_module(name)).values():
        for one in value if isinstance(value, tuple) else (value,):
            if type(one) is later._Later:
                assert re.compile(one.pattern, one.flags & ~re.UNICODE).groups == one.groups


def test_a_pattern_does_what_re_does() -> None:
    made = later.compile(r"(?P<letter>[a-c])\d", re.I)
    assert made.search("x B1 c2")["letter"] == "B"  # type: ignore[index]
    assert [match.group() for match in made.finditer("x B1 c2")] == ["B1", "c2"]
    assert made.findall("x B1 c2") == ["B", "c"]
    assert made.sub("-", "a1 b2") == "- -"
    assert made.match("a1", 1) is None
    assert made.fullmatch("a1") is not None
    assert made.flags == re.compile("", re.I).flags
    assert later.compile(rb"\d").search(b"a1") is not None
    with pytest.raises(AttributeError):
        made.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_a_mistake_is_raised_where_it_is_first_asked() -> None:
    with pytest.raises(re.error):
        later.compile("(").search("x")
