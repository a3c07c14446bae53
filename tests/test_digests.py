"""The digest that is loaded without OpenSSL is that of everybody."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from checker.digests import sha256


@given(st.binary(max_size=300))
def test_it_is_sha256(content: bytes) -> None:
    assert sha256(content) == hashlib.sha256(content).hexdigest()
