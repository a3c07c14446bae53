"""Names with stars in them: which of many patterns a name falls under. No regular expressions come from data.

The rule by which one pattern wins: an exact name before a glob; of two globs the one with more characters that are not stars;
then the one with fewer stars; then the one that sorts first. A star at the beginning stands for no slash and no colon, so that
a pattern of bare names does not catch those of a publisher or of a space.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_FOLDED = str.maketrans({".": "-", "_": "-", " ": "-"})
STEM = 3  # letters by which globs over bare names are kept apart


def fold(name: str) -> str:
    """A name as it is compared: lower case; dot, underscore and space as the hyphen that many places write for them."""
    return name.lower().translate(_FOLDED)


class Match(NamedTuple, Generic[T]):
    """What a name falls under: the pattern as it is written, what stands behind it, and what its stars stand for."""

    pattern: str
    value: T
    stars: tuple[str, ...] = ()


class _Glob(NamedTuple, Generic[T]):
    parts: tuple[str, ...]  # what stands between the stars
    pattern: str
    value: T

    def rank(self) -> tuple[int, int, str]:
        return -sum(map(len, self.parts)), len(self.parts), self.pattern


class Patterns(Generic[T]):
    """Patterns and what stands behind each. A pattern is a name in which `*` stands for anything, also for nothing."""

    def __init__(self) -> None:
        self._exact: dict[str, Match[T]] = {}
        self._globs: dict[str, list[_Glob[T]]] = {}

    def add(self, pattern: str, value: T) -> bool:
        """Take a pattern in; False where it is there already, whatever its spelling (the first one stays)."""
        folded = fold(pattern)
        if "*" not in folded:
            new = folded not in self._exact
            self._exact.setdefault(folded, Match(pattern, value))
            return new
        parts = tuple(folded.split("*"))
        rows = self._globs.setdefault(parts[0][:STEM], [])
        if any(row.parts == parts for row in rows):
            return False
        rows.append(_Glob(parts, pattern, value))
        return True

    def find(self, name: str) -> Match[T] | None:
        """The pattern that wins for `name`; None where it falls under none."""
        folded = fold(name)
        return self._exact.get(folded) or next(self._matches(folded), None)

    def all(self, name: str) -> Iterator[Match[T]]:
        """Every pattern that `name` falls under, the one that wins first."""
        folded = fold(name)
        if folded in self._exact:
            yield self._exact[folded]
        yield from self._matches(folded)

    def _matches(self, folded: str) -> Iterator[Match[T]]:
        found = []
        for length in range(STEM, -1, -1):
            if length > len(folded):
                continue
            for row in self._globs.get(folded[:length], ()):
                stars = _stars(row.parts, folded)
                if stars is not None:
                    found.append((row.rank(), Match(row.pattern, row.value, stars)))
        yield from (match for _, match in sorted(found, key=lambda pair: pair[0]))

    def __iter__(self) -> Iterator[tuple[str, T]]:
        yield from ((match.pattern, match.value) for match in self._exact.values())
        yield from ((row.pattern, row.value) for rows in self._globs.values() for row in rows)


def _apart(star: str) -> bool:
    """Whether what a star stands for holds what parts a publisher or a space from a name."""
    return "/" in star or ":" in star


def _stars(parts: tuple[str, ...], name: str) -> tuple[str, ...] | None:
    """What the stars between `parts` stand for in `name`, each as little as it can; None where it does not fit."""
    first, *middle, last = parts
    if len(name) < len(first) + len(last) or not (name.startswith(first) and name.endswith(last)):
        return None
    at, end = len(first), len(name) - len(last)
    stars: list[str] = []
    for part in middle:
        found = name.find(part, at, end)
        if found < 0 or (not first and not stars and _apart(name[:found])):
            return None
        stars.append(name[at:found])
        at = found + len(part)
    if not first and not stars and _apart(name[:end]):
        return None
    return (*stars, name[at:end])
