"""GitHub's hash of a line, against what its own action computes."""

from __future__ import annotations

import pytest

from checker.line_hash import line_hashes

GREETING = ("e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1")
END = ("c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1")
LOREM = (*(f"a7f2ff13bc495cf2:{i}" for i in range(1, 7)), "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1")

# From the tests of github/codeql-action (src/fingerprints.test.ts).
KNOWN = {
    "": ("c129715d7a2bc9a3:1",),
    " a\nb\n  \t\tc\n d": ("271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"),
    " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n": (*GREETING, *END),
    " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r": (*GREETING, *END),
    " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n": (*GREETING, *END),
    " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n": (*GREETING, *END),
    "Lorem ipsum dolor sit amet.\n" * 10: (*LOREM, "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1"),
}


@pytest.mark.parametrize("text", KNOWN)
def test_is_the_one_that_github_computes(text: str) -> None:
    assert line_hashes(text) == list(KNOWN[text])


def test_any_text_has_a_hash_for_each_line() -> None:
    assert len(line_hashes("\U0001f600 \udc80\n\ud800")) == 2
