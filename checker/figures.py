"""Numbers and sums of money as people write them: 800M, 1.5 million, `2M EUR and 2.2M USD`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from checker import later
from checker.tuples import NamedTuple

MOST = 10**18  # beyond any count of people or money
_NUMBER = later.compile(
    r"(?P<digits>[0-9][0-9_,]*(?:\.[0-9]+)?(?:[eE][0-9]{1,2})?)\s*(?P<scale>[kKmMbB]|bn|million|billion|thousand)?", re.ASCII
)
_SCALES = {"": 1, "k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "b": 10**9, "bn": 10**9, "billion": 10**9}
_AND = later.compile(r"\s+and\s+|\s*;\s*")
_CURRENCY = later.compile(r"[A-Z]{3}")


class Money(NamedTuple):
    """An amount in whole units of `currency` (ISO 4217)."""

    amount: int
    currency: str


def number(raw: Any) -> int:
    """A whole number: 800, 800M, 800_000_000, 1e9, 1.5 million. Raises ValueError with what was expected."""
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise ValueError(f"a number was expected (such as 800M), not {raw!r}")
    text = str(raw).strip()
    match = _NUMBER.fullmatch(text)
    if text.startswith("-"):
        raise ValueError(f"'{text}' is negative")
    if not match:
        raise ValueError(f"'{text}' is no number (write 800, 800M, 800_000_000 or 1e9)")
    digits, _, exponent = match["digits"].lower().replace("_", "").replace(",", "").partition("e")
    whole, _, part = digits.partition(".")
    factor: int = 10 ** int(exponent or 0) * _SCALES[(match["scale"] or "").lower()]
    value, rest = divmod(int(whole + part) * factor, 10 ** len(part))
    if rest:
        raise ValueError(f"'{text}' is not a whole number")
    if value > MOST:
        raise ValueError(f"'{text}' is no number of this world (at most {MOST:.0e})")
    return int(value)


def sums(raw: Any) -> tuple[Money, ...]:
    """Sums of money, one in each currency: 2M, `2M EUR`, `2M EUR and 2.2M USD`, or a list. USD without a currency. Raises ValueError."""
    parts = raw if isinstance(raw, (list, tuple)) else _AND.split(raw) if isinstance(raw, str) else [raw]
    found = {money.currency: money for money in map(_sum, parts)}
    if len(found) < len(parts) or not found:
        raise ValueError("one sum in each currency was expected")
    return tuple(found.values())


def _sum(raw: Any) -> Money:
    if isinstance(raw, Mapping):
        if set(raw) - {"amount", "currency"} or "amount" not in raw:
            raise ValueError("an amount and a currency were expected")
        return Money(number(raw["amount"]), _currency(raw.get("currency", "USD")))
    text = str(raw).strip() if not isinstance(raw, bool) else repr(raw)
    parts = text.split()
    if len(parts) > 1 and parts[-1].isalpha() and parts[-1].lower() not in _SCALES:
        return Money(number(" ".join(parts[:-1])), _currency(parts[-1]))
    if len(parts) > 1 and parts[0].isalpha():
        return Money(number(" ".join(parts[1:])), _currency(parts[0]))
    return Money(number(text), "USD")


def _currency(raw: Any) -> str:
    text = str(raw).upper()
    if not _CURRENCY.fullmatch(text):
        raise ValueError(f"'{raw}' is no currency (ISO 4217, such as EUR)")
    return text
