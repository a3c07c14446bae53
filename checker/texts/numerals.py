"""The marks of Chinese texts: `第三条`, `一、`, `（一）`, `1、`, `（1）`, `①`, `附件一`, in whatever width. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# What stands above what, whichever comes first in a text. The numbers of lists (`1.`, `(1)`, `①`) stand below all of these.
RANKS = {"chapter": 0, "part of a chapter": 1, "article": 2, "numeral": 3, "(numeral)": 4}
HEAD = 16  # characters in which a line says its number
FULL = 60  # bytes of a line that may go on with the sentence of the one before: twenty characters
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NUMERAL = "[〇零一二两三四五六七八九十百]{1,5}"
_KINDS = {"章": "Chapter", "编": "Book", "篇": "Book", "部分": "Part", "节": "Section", "条": ""}
_ANNEXES = {"件": "Annex", "录": "Appendix", "表": "Schedule", "则": "Annex"}
_NO_NAME = r"(?![的所至到和与及或中规约项款之以内外第、，,;；。])"  # a title may follow; `第三条的规定` goes on with a sentence
_NTH = re.compile(rf"第 ?(?P<label>{_NUMERAL}|\d{{1,3}}) ?(?P<kind>部分|[章编篇节条]){_NO_NAME}")
_ANNEX = re.compile(rf"附(?P<kind>[件录表则]) ?(?P<label>{_NUMERAL}|\d{{1,2}}|[A-Z](?![A-Za-z]))? ?(?::|《|\(|$|(?<= )\S){_NO_NAME}")
_PLAIN = re.compile(rf"(?P<label>{_NUMERAL}) ?[、.](?!$)")
_BRACKETED = re.compile(rf"\( ?(?P<label>{_NUMERAL}|\d{{1,2}}) ?\)")
_COUNTED = re.compile(r"(?P<label>\d{1,3}) ?(?P<end>[、)])")
_CIRCLED = re.compile("[\u2460-\u2473]")
_WIDE = re.compile("[\u3400-\u9fff]")
_WRITTEN = re.compile("[\u3001-\u3011\u3400-\u9fff\uff0c\uff1a\uff1b]")  # with the punctuation, but for brackets: `（1）One`
_ENDED = re.compile(r"[.;:,!?。；：，！？、”\"》）)】\]][*_\s]*$")
_FORMS = str.maketrans("條節編篇錄則兩", "条节编篇录则两")


class Numeral(NamedTuple):
    """How a line is numbered: its style (one of RANKS, of the lists of marks.py, or `annex`) and its label in digits."""

    style: str
    label: str


def plain(line: str) -> str:
    """`line` with the digits, brackets and numerals that it begins with as they are written elsewhere: `１．` as `1.`."""
    head = line[:HEAD]
    return line if head.isascii() else unicodedata.normalize("NFKC", head).translate(_FORMS) + line[HEAD:]


def numeral(line: str) -> Numeral | None:
    """How a line of a Chinese text is numbered, or of one that uses its signs; None where it is not."""
    if line[:HEAD].isascii():
        return None
    if _CIRCLED.match(line):
        return Numeral("circled", plain(line[0]))
    line = plain(line)
    if nth := _NTH.match(line):
        word, label = _KINDS[nth["kind"]], _digits(nth["label"])
        return Numeral("part of a chapter" if word == "Section" else "chapter", f"{word}-{label}") if word else Numeral("article", label)
    if annex := _ANNEX.match(line):
        label = _digits(annex["label"] or "")
        return Numeral("annex", _ANNEXES[annex["kind"]] + (f"-{label}" if label else ""))
    for style, pattern in (("numeral", _PLAIN), ("number", _COUNTED), ("(number)", _BRACKETED)):
        if found := pattern.match(line):
            if style == "(number)" and not found["label"].isdigit():
                style = "(numeral)"
            return Numeral(style + ")" * (style == "number" and found["end"] == ")"), _digits(found["label"]))
    return None


def goes_on(before: str) -> bool:
    """Whether the line `before` is full and ends no part of a sentence, so that what begins the next line is no number of its own."""
    return len(before.encode()) >= FULL and not _ENDED.search(before)


def is_heading(style: str, line: str) -> bool:
    """Whether a line of that style is a heading by its length: no sentence goes on in it, whatever the line before ends with."""
    return (style in RANKS or style == "annex") and len(line.encode()) < 2 * FULL and not line.rstrip(" *_").endswith(("。", "；", "，"))


def wide(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return _WIDE.search(text) is not None


def is_chinese(text: str) -> bool:
    """Whether a text is in Chinese, rather than one with a Chinese name."""
    return len(_WRITTEN.findall(text)) * 4 > len(text)


def _digits(label: str) -> str:
    """`二十一` as `21`; anything else as it is."""
    if not label or label.isascii():
        return label
    value = digit = 0
    for sign in label:
        if sign in "十百":
            value += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = (0 if value else digit * 10) + _DIGITS[sign]
    return str(value + digit)
