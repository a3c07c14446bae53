"""Letters that a text must hold for an expression to match."""

from __future__ import annotations

import pytest

from checker.texts.chains import compile_pattern
from checker.texts.needed import needed

CASES: list[tuple[str, tuple[str, ...]]] = [
    ("provide", ("provide",)),
    ("(?:provide|give)s?", ("give", "provide")),
    (r"(?<![a-z])(?:trade ?mark)", ("trade",)),
    (r"licen[cs]e", ("licen",)),
    (r"(?:not\b|n't\b)", ("n't", "not")),
    (r"u\.s\.a?", ("u.s.",)),
    ("a?b?", ()),
    ("(?:word|[0-9])", ()),
    ("(?:terms|terms of use)", ("terms",)),
    (r"[^\]a]copy", ("copy",)),
]


@pytest.mark.parametrize(("expression", "letters"), CASES)
def test_letters_that_are_needed(expression: str, letters: tuple[str, ...]) -> None:
    assert needed(expression) == letters


MATCHING = [
    ("may not .. (?:sell|rent)", "you may not ever rent it"),
    ("not .. use", "you can't use it"),
    ("(?:提供|附上) .. 副本", "应提供本协议副本"),
    ("(?:a|an) .. word", "an odd word"),
]


@pytest.mark.parametrize(("pattern", "text"), MATCHING)
def test_a_look_for_letters_hides_no_match(pattern: str, text: str) -> None:
    (chain,) = compile_pattern(pattern)
    assert list(chain.find(text)) == list(chain._replace(needs=()).find(text)) != []
