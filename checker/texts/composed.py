"""Unicode's normal forms, in time that grows with the length of a text."""

from __future__ import annotations

import re
from typing import Literal

LONGEST = 1000  # signs in a row that are no ASCII: marks that stand above one letter are put in order in the square of their number
_PARTS = rf"[\x00-\x7f]*[^\x00-\x7f]{{1,{LONGEST}}}|[\x00-\x7f]+"


def composed(form: Literal["NFC", "NFKC"], text: str) -> str:
    """A text in a normal form."""
    from unicodedata import normalize

    if len(text) - len(text.encode("ascii", "ignore")) <= LONGEST:
        return normalize(form, text)
    return "".join(normalize(form, part) for part in re.findall(_PARTS, text))
