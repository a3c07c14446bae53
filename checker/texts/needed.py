"""Which letters a text must hold for an expression to match: a look with `in` that spares most searches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

SHORTEST = 2  # letters that are worth a look
MOST_LOOKS = 60  # as many looks cost what a search costs
_MARKS = frozenset("\\[]()|?.^$")


class _Piece(NamedTuple):
    """One part of an expression: the letters of which one must be there, or none; whether it is a single letter."""

    letters: frozenset[str]
    plain: bool


def needed(expression: str) -> tuple[str, ...]:
    """Pieces of text of which one is in every text that the expression matches; empty where nothing can be said.

    The expression has no quantifier but `?` and no groups but `(?:...)`, `(?<...)`, `(?=...)`, `(?!...)`. Pure.
    """
    found = _one_of(expression)
    # what is found wherever a shorter piece is found needs no look
    kept = [one for one in found if not any(other != one and other in one for other in found)]
    return tuple(sorted(kept)) if len(kept) <= MOST_LOOKS else ()


def _one_of(expression: str) -> frozenset[str]:
    result = frozenset[str]()
    for branch in branches(expression):
        best = _best(branch)
        if not best:
            return frozenset()
        result |= best
    return result


def _best(branch: str) -> frozenset[str]:
    """The letters that tell most of what stands one after the other in `branch`."""
    best, run = frozenset[str](), ""
    for piece in (*_pieces(branch), _Piece(frozenset(), False)):
        if piece.plain:
            run += next(iter(piece.letters))
            continue
        best = max((best, frozenset((run,)) if len(run) >= SHORTEST else frozenset(), piece.letters), key=_worth)
        run = ""
    return best


def _worth(letters: frozenset[str]) -> tuple[bool, int, int]:
    """Longer pieces are rarer, and fewer are looked for sooner."""
    return bool(letters), min(6, min(map(len, letters), default=0)), -len(letters)


def branches(expression: str) -> Iterator[str]:
    """What `|` outside of groups and sets keeps apart. Pure."""
    start = 0
    for at, sign, depth in _signs(expression, 0):
        if sign == "|" and not depth:
            yield expression[start:at]
            start = at + 1
    yield expression[start:]


def _pieces(branch: str) -> Iterator[_Piece]:
    at = 0
    while at < len(branch):
        sign, begin = branch[at], at
        if sign == "\\":
            at += 2
            one = branch[begin + 1]
            piece = _Piece(frozenset(), False) if one.isalnum() else _Piece(frozenset((one,)), True)
        elif sign == "[":
            at = _end_of_set(branch, at) + 1
            piece = _Piece(frozenset(), False)
        elif sign == "(":
            at = _end_of_group(branch, at)
            inner = branch[begin + 3 : at - 1] if branch.startswith("(?:", begin) else ""
            piece = _Piece(_one_of(inner) if inner else frozenset(), False)
        else:
            at += 1
            piece = _Piece(frozenset(), False) if sign in _MARKS else _Piece(frozenset((sign,)), True)
        if branch[at : at + 1] == "?":
            at += 1
            piece = _Piece(frozenset(), False)
        yield piece


def _end_of_set(text: str, at: int) -> int:
    """Where the `]` of the set stands that begins at `at`."""
    at += 2
    while at < len(text) and text[at] != "]":
        at += 2 if text[at] == "\\" else 1
    return at


def _end_of_group(text: str, at: int) -> int:
    """The first place after the group that begins at `at`."""
    return next((i + 1 for i, sign, depth in _signs(text, at) if sign == ")" and not depth), len(text))


def _signs(text: str, at: int) -> Iterator[tuple[int, str, int]]:
    """Every sign from `at` on that is not escaped and in no set, with its place and the groups that are open behind it."""
    depth = 0
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign == "[":
            at = _end_of_set(text, at)
        else:
            depth += (sign == "(") - (sign == ")")
            yield at, sign, depth
        at += 1
