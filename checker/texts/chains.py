"""Patterns of the detectors: chains of short expressions with gaps between them, and classes of words.

A pattern is a chain, or several with `|` between them: `(?:provide|give) .. copy|attach .. license`. `..` stands for at most NEAR
characters, `...` for at most FAR, within a sentence. What comes after ` & ` may stand on either side of the first expression, AROUND
characters away at most. `<name>` is any word of a class. The expressions have no quantifier but `?`, and a chain is walked from left to
right without ever going back, so that no text can make a match take long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from checker.texts.han import one_form
from checker.texts.needed import branches, needed

NEAR, FAR, AROUND = 60, 300, 160
CLASS = re.compile("<([a-z-]+)>")  # a class of words, in a pattern
_FORBIDDEN = re.compile(r"(?<!\\)[*+{]|(?<!\\)\((?!\?:)")
_AGAIN = re.compile(r"(\[[^\]]+\])\?(?:\1\?)+")  # a class of letters that may stand there several times
_NO = re.compile(r"(?<![\w\\-])(?:not|nor|no)(?=[|) ]|$)")
_GAP = re.compile(r" ?(?<![.\\])(\.\.\.?)(?: |$)")


class Pattern(NamedTuple):
    """Compiled expressions, each with the characters that may lie between it and the one before (on either side of the first: below 0)."""

    steps: tuple[tuple[int, re.Pattern[str]], ...]
    needs: tuple[tuple[str, ...], ...] = ()  # of each of these one is in whatever matches

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of every match, each from another start. No step looks further than its gap."""
        for letters in self.needs:
            for one in letters:
                if one in text:
                    break
            else:
                return
        (_, first), *rest = self.steps
        for match in first.finditer(text):
            end = match.end()
            for gap, step in rest:
                if gap < 0:
                    if step.search(text, max(0, match.start() + gap), min(len(text), match.end() - gap)):
                        continue
                    break
                # the expression may begin anywhere within the gap and end beyond it
                following = step.search(text, end, min(len(text), end + gap + 40))
                if following is None or following.start() - end > gap:
                    break
                end = following.end()
            else:
                yield match.start(), end


def compile_pattern(text: str) -> list[Pattern]:
    """Compile a pattern: chains with `|` between them. Raises ValueError for an expression that could repeat, or that is none."""
    if _FORBIDDEN.search(text):
        raise ValueError("no quantifier but `?` may stand in a pattern, and no group but (?:...)")
    return [_chain(one) for one in branches(one_form(text))]


def _chain(text: str) -> Pattern:
    text, *around = text.strip().split(" & ")
    if any(_GAP.search(part) for part in around):
        raise ValueError("what comes after ` & ` has no gaps")
    parts = _GAP.split(text)
    written = [(0, _expression(parts[0]))]
    for gap, part in zip(parts[1::2], parts[2::2], strict=True):
        if part:
            written.append((FAR if gap == "..." else NEAR, _expression(part)))
    written += [(-AROUND, _expression(part)) for part in around]
    needs = {letters for _, step in written if (letters := needed(step))}
    return Pattern(tuple((gap, _compiled(step)) for gap, step in written), tuple(sorted(needs, key=len)))


def _compiled(text: str) -> re.Pattern[str]:
    """An expression, compiled. Raises ValueError where it is none.

    `[a-z]?[a-z]?[a-z]?` is tried in every way in which so many letters can be some of three, and of twenty for hours: it is one class, so
    many times.
    """
    try:
        return re.compile(_AGAIN.sub(lambda match: f"{match[1]}{{0,{len(match[0]) // (len(match[1]) + 1)}}}", text))
    except re.error as error:
        raise ValueError(f"'{text}' is no expression: {error}") from error


def _expression(text: str) -> str:
    """Words match at their beginning: `terminat` finds `terminated`, `use` does not find `cause`.

    `no`, `nor` and `not` are whole words, and `not` finds `cannot` and `don't` too.
    """
    begins = "(?<![a-z])" if text[:1].isascii() else ""
    if _NO.search(text):
        begins = "(?:(?<![a-z])|(?<=can)(?=not)|(?=n't))" if "not" in text else begins
        text = _NO.sub(lambda match: r"(?:not\b|n't\b)" if match[0] == "not" else rf"{match[0]}\b", text)
    return f"{begins}(?:{text})"


def compile_all(texts: str | Iterable[str]) -> tuple[Pattern, ...]:
    """Compile one pattern or several. Raises ValueError."""
    return tuple(chain for one in ([texts] if isinstance(texts, str) else texts) for chain in compile_pattern(one))


def spelled(raw: Any, classes: Mapping[str, str]) -> Any:
    """`raw` with the words of every class in place of its name. Pure."""
    if isinstance(raw, str):
        return CLASS.sub(lambda match: f"(?:{classes[match[1]]})", raw) if "<" in raw else raw
    if isinstance(raw, Mapping):
        return {key: spelled(one, classes) for key, one in raw.items()}
    return [spelled(one, classes) for one in raw] if isinstance(raw, list | tuple) else raw
