"""Names with stars in them: which of many patterns a name falls under. No regular expressions come from data.

The rule by which one pattern wins: an exact name before a glob; of two globs the one with more characters that are not stars;
then the one with fewer stars; then the one that sorts first. A star at the beginning stands for no slash and no colon, so that
a pattern of bare names does not catch those of a publisher or of a space.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_FOLDED = str.maketrans({".": "-", "_": "-", " ": "-"})
MOST_FOUND = 20_000  # answers that are kept
STEM = 3  # letters by which patterns are kept in groups
APART = "\n\n"  # what stands between packed groups


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """A name as it is compared: lower case; dot, underscore and space as the hyphen that many places write for them."""
    return name.lower().translate(_FOLDED)


def stem_of(folded: str) -> str:
    """The letters by which a folded pattern is kept."""
    return folded.partition("*")[0][:STEM]


def name_of(pattern: str) -> str:
    """What stands after the publisher in a pattern, if that can be looked for without the publisher; else ''."""
    publisher, _, part = pattern.partition("/")
    return "" if part.startswith("*") or "*" in publisher or ":" in publisher else part


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


class _Group(NamedTuple, Generic[T]):
    """The patterns that begin with the same letters."""

    exact: dict[str, Match[T]]
    globs: list[_Glob[T]]

    def add(self, folded: str, pattern: str, value: T) -> bool:
        if "*" not in folded:
            new = folded not in self.exact
            self.exact.setdefault(folded, Match(pattern, value))
            return new
        parts = tuple(folded.split("*"))
        if any(row.parts == parts for row in self.globs):
            return False
        self.globs.append(_Glob(parts, pattern, value))
        return True


class Patterns(Generic[T]):
    """Patterns and what stands behind each. A pattern is a name in which `*` stands for anything, also for nothing.

    They are kept in groups by their first letters. Those that come `packed` (as `pack` writes them) are looked at when a name with these
    letters is asked for, not before: few of thousands ever are. `value` turns the text behind a packed pattern into what it stands for.
    """

    def __init__(self, packed: str = "", value: Callable[[str], T] | None = None) -> None:
        self._text = packed
        self._value = value
        self._groups: dict[str, _Group[T]] = {}
        self._found: dict[str, Match[T] | None] = {}  # a model's name is asked about once for itself, and again for each copy of it

    @cached_property
    def packed(self) -> dict[str, tuple[str, str]]:
        """The packed groups by their first letters: their lines as they are written, and as they are compared."""
        if not self._text:
            return {}
        below = self._text.lower().replace(".", "-").replace("_", "-").replace(" ", "-")  # `fold`, faster for a long text
        groups = zip(self._text.split(APART), below.split(APART), strict=True)
        return {stem if (stem := pair[1][:STEM]).isalnum() else stem_of(pair[1].partition("\t")[0]): pair for pair in groups}

    def add(self, pattern: str, value: T) -> bool:
        """Take a pattern in; False where it is there already, whatever its spelling (the first one stays)."""
        self._found.clear()
        folded = fold(pattern)
        stem = stem_of(folded)
        group = self._group(stem)
        if group is None:
            group = self._groups[stem] = _Group({}, [])
        return group.add(folded, pattern, value)

    def find(self, name: str) -> Match[T] | None:
        """The pattern that wins for `name`; None where it falls under none."""
        folded = fold(name)
        if folded in self._found:
            return self._found[folded]
        group = self._group(folded[:STEM])
        exact = group.exact.get(folded) if group is not None else None
        if len(self._found) > MOST_FOUND:
            self._found.clear()
        found = self._found[folded] = exact or next(iter(self._matches(folded)), None)
        return found

    def all(self, name: str) -> Iterator[Match[T]]:
        """Every pattern that `name` falls under, the one that wins first."""
        folded = fold(name)
        group = self._group(folded[:STEM])
        if group is not None and folded in group.exact:
            yield group.exact[folded]
        yield from self._matches(folded)

    def _matches(self, folded: str) -> list[Match[T]]:
        found = []
        for length in range(min(STEM, len(folded)), -1, -1):
            group = self._group(folded[:length])
            for row in group.globs if group is not None else ():
                if folded.startswith(row.parts[0]) and folded.endswith(row.parts[-1]):
                    stars = _stars(row.parts, folded)
                    if stars is not None:
                        found.append((row.rank(), Match(row.pattern, row.value, stars)))
        return [match for _, match in sorted(found, key=lambda pair: pair[0])] if len(found) > 1 else [match for _, match in found]

    def _group(self, stem: str) -> _Group[T] | None:
        """The group of `stem`, unpacked; None where there is none."""
        group = self._groups.get(stem)
        if group is None and self._value is not None and stem in self.packed:
            group = self._groups[stem] = _Group({}, [])
            values: dict[str, T] = {}  # most have the same few
            lines, below = self.packed[stem]
            publisher = low = ""
            for line, folded in zip(lines.split("\n"), below.split("\n"), strict=True):
                pattern, tab, text = line.partition("\t")
                if tab:
                    folded = folded.partition("\t")[0]
                    value = values[text] if text in values else values.setdefault(text, self._value(text))
                if pattern[:1] == "/":
                    pattern, folded = publisher + pattern, low + folded
                else:
                    publisher, low = pattern.partition("/")[0], folded.partition("/")[0]
                if "*" in folded:  # none is there twice: `pack` took care of it
                    group.globs.append(_Glob(tuple(folded.split("*")), pattern, value))
                else:
                    group.exact[folded] = Match(pattern, value)
        return group

    def rows(self, stem: str) -> list[tuple[str, T]]:
        """The patterns of the group that begins with the letters `stem`, with what stands behind each."""
        group = self._group(stem)
        if group is None:
            return []
        return [(match.pattern, match.value) for match in group.exact.values()] + [(glob.pattern, glob.value) for glob in group.globs]

    def __iter__(self) -> Iterator[tuple[str, T]]:
        for stem in {**self.packed, **self._groups}:
            yield from self.rows(stem)


def pack(rows: Iterable[tuple[str, str]]) -> tuple[str, list[str]]:
    """Patterns with the text behind each in the form that `Patterns` unpacks, and those that are there twice (the first one stays).

    Neither a pattern nor a text holds a tab or a line end. A line without a tab has the text of the one above it; one that begins with a
    slash has its publisher.
    """
    packed: dict[str, list[tuple[str, str]]] = {}
    seen: set[str] = set()
    twice = []
    for pattern, text in rows:
        folded = fold(pattern)
        if folded in seen:
            twice.append(pattern)
            continue
        seen.add(folded)
        packed.setdefault(stem_of(folded), []).append((pattern, text))
    return APART.join("\n".join(_lines(sorted(group, key=_together))) for group in packed.values()), twice


def _together(row: tuple[str, str]) -> tuple[str, str]:
    """What stands together in a group, so that it is said once: a publisher's patterns, those with the same text behind them."""
    return row[0].partition("/")[0].lower(), row[1]


def _lines(group: list[tuple[str, str]]) -> Iterator[str]:
    """The lines of a group, none of which says again what the one above it says."""
    above, said = "", None
    for pattern, text in group:
        publisher, slash, rest = pattern.partition("/")
        short = f"/{rest}" if slash and publisher == above else pattern
        yield short if text == said else f"{short}\t{text}"
        above, said = publisher, text


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
