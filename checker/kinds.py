"""The kinds of value a file of ours may hold: each checks a value and describes itself to the JSON Schema and the docs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker import later
from checker.model import Citation
from checker.names import nearest
from checker.source import Where
from checker.vocabulary import Vocabulary

Found = Iterator[tuple[Where, str]]  # problems: where, and what was expected
Check = Callable[[Any, Where, Vocabulary], Found]

PHRASE_WORDS = 12

_SLUG = later.compile(r"[a-z0-9]+(?:[.+-]{1,2}[a-z0-9]+)*\+?")
_DATE = later.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?|[0-9]{4}")
_CITATION = later.compile(r"(?P<document>[a-z][a-z0-9-]*)(?: (?P<section>[^\s¶]+))?(?: ¶(?P<paragraph>[1-9][0-9]{0,5}))?")


@dataclass(frozen=True, slots=True)
class ValueKind:
    """A kind of value: how it is checked, its JSON Schema, and what it is called in messages and docs."""

    name: str
    check: Check
    schema: Callable[[Vocabulary], Mapping[str, Any]]


def cite(text: str) -> Citation | None:
    """Read `license 1.b ¶2`; None where it is not a citation."""
    match = _CITATION.fullmatch(text)
    if not match or not (match["section"] or match["paragraph"]):
        return None
    return Citation(match["document"], match["section"] or "", int(match["paragraph"]) if match["paragraph"] else None)


def matching(name: str, pattern: re.Pattern[str], example: str) -> ValueKind:
    """Text that fits `pattern`; `example` shows one."""

    def check(value: Any, where: Where, _: Vocabulary) -> Found:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            yield where, f"{name} was expected (such as {example}), not {shown(value)}{_in_quotes(value)}"

    return ValueKind(name, check, lambda _: {"type": "string", "pattern": f"^(?:{pattern.pattern})$"})


def shown(value: Any) -> str:
    """A value as messages show it, short."""
    if isinstance(value, (dict, list)):
        kind = "mapping" if isinstance(value, dict) else "list"
        return f"a {kind}" if value else f"an empty {kind}"
    if value is None or isinstance(value, bool):
        return {None: "nothing", True: "true", False: "false"}[value]
    return f"the number {value}" if isinstance(value, int) else f"'{shortened(value)}'"


def shortened(text: object) -> str:
    """The beginning of a text that may be very long, as messages show it."""
    return f"{str(text)[:60]}..." if len(str(text)) > 63 else str(text)


def _in_quotes(value: Any) -> str:
    return ": put it in quotes" if isinstance(value, int) else ""


def _text(value: Any, where: Where, _: Vocabulary) -> Found:
    if not isinstance(value, str) or not value.strip():
        yield where, f"text was expected, not {shown(value)}{_in_quotes(value)}"


def _boolean(value: Any, where: Where, _: Vocabulary) -> Found:
    if not isinstance(value, bool):
        yield where, f"true or false was expected, not {shown(value)}"


def _boolean_or_silent(value: Any, where: Where, _: Vocabulary) -> Found:
    if not isinstance(value, bool) and value != "silent":
        yield where, f"true, false or silent was expected, not {shown(value)}"


def _citation(value: Any, where: Where, _: Vocabulary) -> Found:
    if not isinstance(value, str) or cite(value) is None:
        yield where, f"a citation was expected (such as 'license 1.b.iv' or 'policy ¶36'), not {shown(value)}"


def _phrase(value: Any, where: Where, _: Vocabulary) -> Found:
    if not isinstance(value, str) or not value.strip():
        yield where, f"a phrase of the text was expected, not {shown(value)}"
    elif len(value.split()) > PHRASE_WORDS:
        yield where, f"the phrase has {len(value.split())} words, at most {PHRASE_WORDS} are quoted"


TEXT = ValueKind("text", _text, lambda _: {"type": "string", "minLength": 1})
BOOLEAN = ValueKind("true or false", _boolean, lambda _: {"type": "boolean"})
BOOLEAN_OR_SILENT = ValueKind("true, false or silent", _boolean_or_silent, lambda _: {"enum": [True, False, "silent"]})


def _date(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
    problems = list(_DATE_TEXT.check(value, where, vocabulary))
    if not problems and value.count("-") == 2:
        from datetime import date

        try:
            date.fromisoformat(value)
        except ValueError:
            problems = [(where, f"there is no day {value}")]
    yield from problems


SLUG = matching("an id", _SLUG, "llama-3.2-community")
_DATE_TEXT = matching("a date", _DATE, "2024-09-25")
DATE = ValueKind(_DATE_TEXT.name, _date, _DATE_TEXT.schema)
URL = matching("a URL", later.compile(r"https?://\S+"), "https://example.org/license")
SHA256 = matching("a SHA-256", re.compile(r"[0-9a-f]{64}"), "64 hexadecimal digits")
DURATION = matching("a duration", later.compile(r"P[0-9]{1,4}[YMWD]"), "P30D")
CODE = matching("a criterion id", later.compile(r"[A-Za-z][A-Za-z0-9.]*(?:-[A-Za-z0-9.]+)*"), "OSD-5")
CITATION = ValueKind(
    "a citation",
    _citation,
    lambda _: {
        "type": "string",
        "pattern": f"^(?:{_CITATION.pattern.replace('?P', '?')})$".replace("?<document>", "")
        .replace("?<section>", "")
        .replace("?<paragraph>", ""),
    },
)
PHRASE = ValueKind(f"a phrase of at most {PHRASE_WORDS} words", _phrase, lambda _: {"type": "string", "minLength": 1})


def word(section: str, extra: tuple[str, ...] = ()) -> ValueKind:
    """A word of the vocabulary's `section`, or one of `extra`."""

    def check(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
        words = vocabulary.words(section)
        if not isinstance(value, str) or (value not in words and value not in extra):
            yield where, f"a word of `{section}` was expected, not {shown(value)}{nearest(value, [*words, *extra])}"

    return ValueKind(f"a word of `{section}`", check, lambda v: {"enum": [*v.words(section), *extra]})


def either(*texts: str) -> ValueKind:
    """One of a few fixed words."""

    def check(value: Any, where: Where, _: Vocabulary) -> Found:
        if value not in texts:
            yield where, f"one of {', '.join(texts)} was expected, not {shown(value)}"

    return ValueKind(" or ".join(f"`{text}`" for text in texts), check, lambda _: {"enum": list(texts)})


def several(kind: ValueKind, bare: bool = False, other: tuple[str, ...] = ()) -> ValueKind:
    """A list of `kind`; with `bare` also a single one; with `other` also one of those words in place of a list."""

    def check(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
        if isinstance(value, str) and value in other:
            return
        if isinstance(value, list):
            if not value and bare:
                yield where, "an empty list says nothing"
            for i, one in enumerate(value):
                yield from kind.check(one, (*where, i), vocabulary)
        elif bare:
            yield from kind.check(value, where, vocabulary)
        else:
            yield where, f"a list{''.join(f' or `{word}`' for word in other)} was expected, not {shown(value)}"

    def schema(vocabulary: Vocabulary) -> Mapping[str, Any]:
        one = kind.schema(vocabulary)
        options = [{"type": "array", "items": one}, *([one] if bare else []), *({"const": text} for text in other)]
        return options[0] if len(options) == 1 else {"anyOf": options}

    name = f"list of {kind.name}" + (f", or {kind.name}" if bare else "") + "".join(f", or `{text}`" for text in other)
    return ValueKind(name, check, schema)
