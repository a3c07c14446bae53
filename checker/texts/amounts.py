"""Numbers in license texts, with their currency: `700 million`, `USD 20,000,000`, `one (1) million`, `RMB 1 billion`, `1\u4ebf`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
UNITS = {word: value for value, word in enumerate(_SMALL.split())}
TENS = {word: 10 * value for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
_POWERS = (
    (2, "hundred"),
    (3, "thousand thousands k"),
    (6, "million millions m mm mn mio"),
    (9, "billion billions bn b bln milliard milliards"),
    (12, "trillion trillions tn"),
    (5, "lakh lakhs"),
    (7, "crore crores"),
)
SCALES = {word: 10**power for power, words in _POWERS for word in words.split()}
WIDE_DIGITS = {
    "\u96f6": 0,
    "\u4e00": 1,
    "\u4e8c": 2,
    "\u4e24": 2,
    "\u4e09": 3,
    "\u56db": 4,
    "\u4e94": 5,
    "\u516d": 6,
    "\u4e03": 7,
    "\u516b": 8,
    "\u4e5d": 9,
}
WIDE_SMALL = {"\u5341": 10, "\u767e": 100, "\u5343": 1000}
WIDE_LARGE = {"\u4e07": 10**4, "\u842c": 10**4, "\ub9cc": 10**4, "\u4ebf": 10**8, "\u5104": 10**8, "\uc5b5": 10**8}
CURRENCIES = {
    "USD": r"usd|us\$|u\.s\. dollars?|us dollars?|united states dollars?|\$|dollars?|\u7f8e\u5143",
    "CNY": r"rmb|cny|renminbi|yuan|\u4eba\u6c11\u5e01|\u5143|\uffe5|\xa5",
    "EUR": r"eur|euros?|\u20ac|\u6b27\u5143",
    "GBP": r"gbp|pounds sterling|\xa3",
    "JPY": r"jpy|\u5186",
    "KRW": r"krw|\u20a9|\uc6d0|korean won",
    "CAD": r"cad|c\$|canadian dollars?",
    "AUD": r"aud|a\$|australian dollars?",
    "INR": r"inr|\u20b9|rupees?",
    "CHF": r"chf|swiss francs?",
    "SGD": r"sgd|s\$",
    "AED": r"aed|dirhams?",
    "NZD": r"nzd|nz\$|new zealand dollars?",
    "HKD": r"hkd|hk\$|hong kong dollars?",
    "TWD": r"twd|nt\$",
    "BRL": r"brl|r\$|brazilian reais",
    "SEK": r"sek|swedish kron(?:a|or)",
    "NOK": r"nok|norwegian kroner?",
    "DKK": r"dkk|danish kroner?",
    "ZAR": r"zar\b",
    "ILS": r"ils\b|nis\b|shekels?",
    "RUB": r"rub\b|rou?bles?|\u20bd",
    "PLN": r"pln\b|zloty",
    "CZK": r"czk\b",
    "MXN": r"mxn\b|mexican pesos?",
    "TRY": r"turkish lira|\u20ba",
    "THB": r"thb\b|baht",
    "VND": r"vnd\b|\u20ab",
    "IDR": r"idr\b|rupiah",
    "MYR": r"myr\b|ringgit",
    "SAR": r"sar\b|riyals?",
    "UAH": r"uah\b|hryvnias?",
}
LARGEST = 10**16
UNREAD = -1  # the value of what cannot be read surely
ABOUT = 28  # characters before a number in which a bracket opens that only says how much another comes to

_WORD = "|".join((*UNITS, *TENS, *(word for word in SCALES if len(word) > 3), "and", "a"))
_LARGE = r"[\u4e07\u842c\u4ebf\u5104\ub9cc\uc5b5]"
_SCALE_WORD = rf"(?:{'|'.join(sorted(SCALES, key=len, reverse=True))})(?![a-z])"
_SCALE = rf"{_SCALE_WORD}|[\u5341\u767e\u5343]?{_LARGE}|[\u767e\u5343]"
_GROUPS = r"\d{1,3}(?: \d{3}){1,4}(?![\d ]\d)|\d{1,3}(?:\.\d{3}){2,4}"  # `30 000 000` and `30.000.000`
_NUMBER = re.compile(
    rf"(?<![a-z0-9_.,])(?P<digits>{_GROUPS}|\d{{1,15}}(?:[,']\d{{3}}){{0,4}}(?:\.\d{{1,3}})?)[+)\"]{{0,2}}"
    rf"(?:[ -]?(?P<scale>{_SCALE}))?(?: (?P<more>{_SCALE_WORD}))?"
)
_WORDS = re.compile(rf"(?<![a-z])(?:{_WORD})(?:[ -](?:\([\d,]{{1,15}}\) )?(?:{_WORD})(?![a-z])){{0,7}}(?![a-z])")
_PART = re.compile(  # `half a billion`, `two and a half million`
    rf"(?<![\w.,-])(?:(?P<whole>{'|'.join(UNITS)}|\d{{1,3}}) and )?(?:an? |one[ -])?"
    rf"(?P<part>half|quarter)(?: of)?(?: an?| one)? (?P<scale>{_SCALE_WORD})"
)
# What makes a number one that cannot be read surely: `several million`, `5 x 10^7`, `fifty to sixty million`, `12 dozen`.
_ODD_BEFORE = re.compile(
    r"(?:\b(?:half|quarters?|thirds?|several|few|many|couple|dozens?|tens|hundreds|thousands|millions)(?: of)?(?: an?)?[ -]|"
    r"\d ?[\^/\u2044*x\xd7] ?|[\d\xbc-\xbe] |\bone (?:to|or) |<)$"
)
_ODD_AFTER = re.compile(
    rf"[+\")]{{0,2}}(?:[.,'\^/\u2044]\d|e\d| ?[x\xd7*] ?\d| \d| (?:and )?(?:an? )?(?:half|quarter)\b| (?:dozen|gross|score)s?\b|"
    rf" (?:and|of) {_SCALE_WORD}|-odd\b| \([a-z -]{{1,40}}\) {_SCALE_WORD})"
)
_RANGE = re.compile(rf" ?(?:-|\u2013|to|or|and)(?: more| fewer| less| even| so)? ?(?:(?:\d{{1,3}}|{_WORD})[ -]){{0,4}}(?:{_SCALE_WORD})")
_WIDE = re.compile(rf"[\u4e00\u4e8c\u4e24\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e\u5343]{{1,6}}{_LARGE}{{1,2}}")
_BEFORE = re.compile(rf"(?<![a-z])(?P<currency>{'|'.join(f'(?P<b{code}>{names})' for code, names in CURRENCIES.items())}) ?\(?$")
_AFTER = re.compile(rf" ?\)?(?P<currency>{'|'.join(f'(?P<a{code}>{names})' for code, names in CURRENCIES.items())})")
_ABOUT = re.compile(r"\((?:~|\u2248|=|approx[a-z]{0,9}\.?|about|ca\.|circa|roughly|around|currently|equivalent to) ?[^\d()]{0,8}$")


class Amount(NamedTuple):
    """A number in a text: where it stands, its value (0 where it cannot be read surely), and its currency (ISO 4217), if any."""

    start: int
    end: int
    value: int
    currency: str


def amounts(folded: str) -> Iterator[Amount]:
    """Yield the numbers in a folded sentence, in order, those written twice (`one (1) million`) once. Pure."""
    taken = odd = 0
    found = [*_digits(folded), *_in_words(folded), *_wide(folded), *_parts(folded)]
    for start, end, value in sorted(found, key=lambda one: (one[0], -one[1])):
        if start < taken or not value or value >= LARGEST or (taken and _ABOUT.search(folded, max(0, start - ABOUT), start)):
            continue
        taken = end
        scaled = re.search(_SCALE, folded[start:end])
        if between := None if scaled else _RANGE.match(folded, end):
            odd = between.end()
        unread = start < odd or _ODD_AFTER.match(folded, end) or _ODD_BEFORE.search(folded, max(0, start - ABOUT), start)
        yield Amount(start, end, 0 if unread or value < 0 else value, _currency(folded, start, end))


def _parts(folded: str) -> Iterator[tuple[int, int, int]]:
    for match in _PART.finditer(folded):
        whole = match["whole"] or "0"
        quarters = 4 * UNITS.get(whole, 0) if whole in UNITS else 4 * int(whole)
        yield match.start(), match.end(), (quarters + (2 if match["part"] == "half" else 1)) * SCALES[match["scale"]] // 4


def _digits(folded: str) -> Iterator[tuple[int, int, int]]:
    for match in _NUMBER.finditer(folded):
        plain = re.sub(r"[, ']", "", match["digits"])
        plain = plain.replace(".", "") if plain.count(".") > 1 else plain
        scale = SCALES.get(match["more"] or "", 1)
        for sign in [match["scale"]] if match["scale"] in SCALES else match["scale"] or "":
            scale *= SCALES.get(sign, WIDE_SMALL.get(sign, WIDE_LARGE.get(sign, 1)))
        whole, _, fraction = plain.partition(".")
        value = int(whole) * scale + (int(fraction) * scale // 10 ** len(fraction) if fraction else 0)
        # `100.000` may be either
        yield match.start(), match.end(), UNREAD if len(fraction) > 2 and scale == 1 else value


def _in_words(folded: str) -> Iterator[tuple[int, int, int]]:
    for match in _WORDS.finditer(folded):
        words = [word for word in re.split(r"[ -]", re.sub(r"\([\d,]{1,15}\) ", "", match[0])) if word != "and"]
        if (
            not words
            or all(word == "a" for word in words)
            or words == ["one"]
            or (words[0] == "a" and len(words) > 1 and words[1] not in SCALES)
        ):
            continue
        yield match.start(), match.end(), _value(words)


def _value(words: Sequence[str]) -> int:
    """What words say; `million` alone and `fifty sixty` say nothing."""
    total = group = 0
    least = LARGEST
    if SCALES.get(words[0], 0) > 100:
        return UNREAD
    for word in words:
        small = UNITS.get(word) or TENS.get(word)
        if small:
            if group % 100 and (group % 10 or group % 100 < 20 or small > 9):
                return UNREAD
            group += small
        elif word == "hundred":
            group = max(group, 1) * 100
        elif scale := SCALES.get(word):
            if scale < least:
                total, group, least = total + max(group, 1) * scale, 0, scale
            elif group:
                return UNREAD
            else:
                total *= scale  # `one thousand million`
    return total + group


def _wide(folded: str) -> Iterator[tuple[int, int, int]]:
    for match in _WIDE.finditer(folded):
        total = group = digit = 0
        for sign in match[0]:
            if sign in WIDE_DIGITS:
                digit = WIDE_DIGITS[sign]
            elif sign in WIDE_SMALL:
                group, digit = group + max(digit, 1) * WIDE_SMALL[sign], 0
            else:
                group += digit
                total, group, digit = (
                    (total + max(group, 1) * WIDE_LARGE[sign], 0, 0) if group or not total else (total * WIDE_LARGE[sign], 0, 0)
                )
        yield match.start(), match.end(), total + group + digit


def _currency(folded: str, start: int, end: int) -> str:
    before = _BEFORE.search(folded, max(0, start - 24), start)
    after = _AFTER.match(folded, end)
    for match in (before, after):
        if match:
            return next(code for code in CURRENCIES if match.groupdict().get(f"b{code}") or match.groupdict().get(f"a{code}"))
    return ""
