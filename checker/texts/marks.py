"""Paragraphs of a license text and the numbers, letters and bullets they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.texts.numerals import goes_on, is_heading, numeral, plain, wide

_WRAPPED_WIDTH = 110
_TAB = 8
_PART = re.compile(
    r"(?P<word>section|article|chapter|attachment|exhibit|appendix|annex|schedule|part)[ \t]+(?P<label>[ivxl]{1,6}|\d{1,3}|[a-z])\b[ \t]*(?P<rest>[:.\-\u2013\u2014]|$|.{0,80}$)",  # noqa: E501
    re.IGNORECASE,
)
_BARE_PART = re.compile(r"(?P<word>attachment|exhibit|appendix|annex)[ \t]*(?:[:.]|$)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:section[ \t]+|article[ \t]+)?(?P<label>\d{1,3}(?:\.\d{1,3}){0,4})(?P<end>[.):]?)(?=[ \t]|$|(?<=[.):])\S|(?:(?<=\.\d)|(?<=\.\d\d))(?:[\u3400-\u9fff]|(?-i:[A-Z][a-z]{2})))",  # noqa: E501
    re.IGNORECASE,
)
_LETTERED = re.compile(r"\(?(?P<label>[a-z]|[ivx]{2,5}|[A-Z]|[IVX]{2,5})(?P<end>[.)])(?=[ \t\u201c\"*]|$)")
_PARENTHESIZED_NUMBER = re.compile(r"\((?P<label>\d{1,2})\)(?=[ \t]|$)")
_POLICY_TITLE = re.compile(r"(?:[\w.\-]+[ \t]+){0,6}(?:acceptable|prohibited)[ \t]+use[ \t]+policy[ \t]*$", re.IGNORECASE)
_TITLE = re.compile(r"[\s.):*_]*(?P<title>[A-Z][^.:;\n]{2,60})(?:[.:*]|\n|$)")
_MARKED_UP = re.compile(r"\A(\(?[0-9A-Za-z]{1,4})(?:\\|\*\*|__)+(?=[.)])")
_RULE = re.compile(r"[\s*=\-_]{5,}$")
_BOXED = re.compile(r"[ \t]*\*(?P<text>[ \t].*)\*[ \t]*$")
_ENDS = re.compile(r"(?:[.;:,\"\u201d]|\band|\bor|\bthan|[A-Z]{3,})[*_\s]*$")
_BULLET = re.compile(r"[-*+\u2022\u25cf\u25e6\u00b7\u25aa](?=[ \t])")
_DECORATION = re.compile(r"(?:>[ \t]?|#{1,6}[ \t]+|\*{1,3}(?=\S)|_{2}(?=\S)|\\(?=[\d(]))+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number or bullet at the start of a line."""

    # part (goes on with the numbers of the document) | annex (has its own) | dotted | number | number) | (number) | letter | roman |
    # LETTER | ROMAN | bullet | circled | one of Chinese texts (numerals.py), which stand above lists
    style: str
    label: str
    indent: int
    titled: bool = False  # a short title follows: `4. Redistribution. You may ...`
    chinese: bool = False  # known by the signs of Chinese texts alone


def blocks(text: str) -> Iterator[tuple[int, Mark | None, str]]:
    """Yield (line, mark, text) per paragraph: a blank line or a mark begins one; in unwrapped text every line does."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    filled = [len(line) for line in lines if line.strip()]
    wrapped = sum(n > _WRAPPED_WIDTH for n in filled) <= len(filled) // 20
    start, mark, body, before, blank = 0, None, list[str](), "", True
    for number, line in enumerate(lines, 1):
        boxed = _BOXED.match(line)
        line = boxed["text"].strip() if boxed else line
        if not line.strip() or _RULE.match(line):
            if body:
                yield start, mark, "\n".join(body)
            body, blank = [], True
            continue
        found = _mark(line, first=not start)
        if found and found.chinese and goes_on(before) and not (blank and is_heading(found.style, line)):
            found = None  # a line that only happens to begin with a number
        elif found and not found.chinese and body and wrapped and (found.style == "(number)" or not _is_ended(body[-1])):
            found = None
        if body and (found or not wrapped):
            yield start, mark, "\n".join(body)
            body = []
        if not body:
            start, mark = number, found
        body.append(line)
        before, blank = line, False
    if body:
        yield start, mark, "\n".join(body)


def _mark(line: str, first: bool = False) -> Mark | None:
    line = line.replace("\xa0", " ").replace("\u3000", " ").expandtabs(_TAB)
    stripped = line.lstrip(" \ufeff")
    indent = len(line) - len(stripped)
    bullet = _BULLET.match(stripped)
    decoration = None if bullet else _DECORATION.match(stripped)
    body = stripped[decoration.end() :] if decoration else stripped
    body = _MARKED_UP.sub(r"\1", body, count=1)
    body = plain(body) if body[:1].isdecimal() and not body[:1].isascii() else body
    if bullet:
        return Mark("bullet", "", indent)
    part = _PART.match(body)
    if part and len(body) < 120 and not _is_sentence(body, part):
        word, label = part["word"].lower(), part["label"]
        if word in ("section", "article", "chapter", "part"):
            return Mark("part", label.upper() if not label.isdigit() else label, indent)
        return Mark("annex", f"{word.capitalize()}-{label.upper()}", indent)
    bare = _BARE_PART.match(body)
    if bare and len(body) < 120:
        return Mark("annex", bare["word"].capitalize(), indent)
    if not first and _POLICY_TITLE.match(body):
        return Mark("annex", "Policy", indent)
    number = _NUMBERED.match(body)
    if number and (number["end"] or "." in number["label"] or decoration or _is_heading(body[number.end() :])):
        style = "dotted" if "." in number["label"] else "number)" if number["end"] == ")" else "number"
        return Mark(style, number["label"], indent, _is_titled(body[number.end() :]))
    bracketed = _PARENTHESIZED_NUMBER.match(body)
    if bracketed:
        return Mark("(number)", bracketed["label"], indent)
    letter = _LETTERED.match(body)
    if letter and (letter["end"] == ")" or letter["label"].islower() or len(letter["label"]) > 1 or letter["label"] in "ABCDEFGHIJKLMNOPV"):
        return Mark(_letter_style(letter["label"]), letter["label"], indent)
    other = numeral(body)
    return Mark(other.style, other.label, indent, chinese=True) if other else None


def _is_ended(line: str) -> bool:
    return not goes_on(line) if wide(line) else _ENDS.search(line) is not None


def _is_sentence(body: str, part: re.Match[str]) -> bool:
    """True where `Section 3 shall survive ...` begins a sentence rather than names a heading."""
    rest = body[part.end("label") :].strip()
    return bool(rest) and (rest[0] in ",;()" or rest[0].islower())


def _is_heading(rest: str) -> bool:
    rest = rest.strip()
    return 0 < len(rest) < 80 and rest[0].isupper() and "," not in rest and not rest.endswith((".", ";"))


def _is_titled(rest: str) -> bool:
    title = _TITLE.match(rest)
    return title is not None and len(title["title"].split()) <= 7


def _letter_style(label: str) -> str:
    base = "roman" if len(label) > 1 else "letter"
    return base if label.islower() else base.upper()
