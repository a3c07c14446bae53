"""Named tuples that are made fast do what those of `typing` do."""

from __future__ import annotations

import pickle
import typing

import pytest

from checker.model import Term
from checker.report import Place
from checker.tuples import NamedTuple


class Own(NamedTuple):
    """What it is."""

    name: str
    count: int = 3
    more: tuple[str, ...] = ()

    @property
    def twice(self) -> int:
        """Twice the count."""
        return self.count * 2

    def __str__(self) -> str:
        return f"<{self.name}>"


class Typed(typing.NamedTuple):
    """What it is."""

    name: str
    count: int = 3
    more: tuple[str, ...] = ()


def test_it_is_the_tuple_that_typing_makes() -> None:
    own, typed = Own("a", more=("b",)), Typed("a", more=("b",))
    assert own == typed == ("a", 3, ("b",))
    assert (own._fields, own._asdict(), own._field_defaults) == (typed._fields, typed._asdict(), typed._field_defaults)
    assert repr(own).removeprefix("Own") == repr(typed).removeprefix("Typed")
    assert (own.twice, str(own), Own.__doc__, Own.__module__) == (6, "<a>", Typed.__doc__, __name__)
    assert Own.__qualname__ == "Own"
    assert own._replace(count=4) == Own("a", 4, ("b",))
    with pytest.raises(TypeError):
        Own()  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        own.other = 1  # type: ignore[attr-defined]


def test_it_can_be_handed_to_another_process() -> None:
    place = Place("a.py", 3)
    assert pickle.loads(pickle.dumps(place)) == place
    assert type(pickle.loads(pickle.dumps(place))) is Place
    assert Term.__module__ == "checker.model"


def test_a_field_without_a_default_stands_before_those_with_one() -> None:
    body = {"__module__": __name__, "__annotations__": {"a": "int", "b": "int"}, "a": 1}
    with pytest.raises(TypeError, match="those with a default last"):
        type(NamedTuple)("Wrong", (NamedTuple,), body)
