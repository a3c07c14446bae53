"""Sequences whose members are made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Generic, TypeVar, overload

G = TypeVar("G", bound=Hashable)
T = TypeVar("T")


class Made(Sequence[T], Generic[G, T]):
    """Members in groups, each made once: by its place, with those of its group, or with all.

    `rows` are what they are made from, by group; `make` makes one from its row and the name of its group.
    """

    def __init__(self, rows: Mapping[G, Sequence[Any]], make: Callable[[Any, G], T]) -> None:
        self._rows = rows
        self._make = make
        self._single: dict[tuple[G, int], T] = {}  # made by place, before their group was
        self._groups: dict[G, tuple[T, ...]] = {}

    def group(self, name: G) -> tuple[T, ...]:
        """The members of a group, in their order; none where there is no such group. Raises what `make` raises."""
        found = self._groups.get(name)
        if found is None:
            rows, make = self._rows.get(name, ()), self._make
            members = [self._one(name, i) for i in range(len(rows))] if self._single else [make(row, name) for row in rows]
            found = self._groups[name] = tuple(members)
        return found

    def _every(self) -> tuple[T, ...]:
        return tuple(chain.from_iterable(map(self.group, self._rows)))

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        if not isinstance(at, int) or at < 0:
            return self._every()[at]
        for name, rows in self._rows.items():
            if at < len(rows):
                return self._one(name, at)
            at -= len(rows)
        raise IndexError("there is no such member")

    def _one(self, name: G, at: int) -> T:
        if name in self._groups:
            return self._groups[name][at]
        if (name, at) not in self._single:
            self._single[name, at] = self._make(self._rows[name][at], name)
        return self._single[name, at]

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))

    def __iter__(self) -> Iterator[T]:
        return iter(self._every())

    def __eq__(self, other: object) -> bool:
        return self._every() == (other._every() if isinstance(other, Made) else other)

    __hash__ = None  # type: ignore[assignment]  # as what holds mappings

    def __repr__(self) -> str:
        return repr(self._every())
