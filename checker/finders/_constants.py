"""Constants that SDKs of Go, Java, Kotlin, Scala and C# have for models: `openai.GPT4oMini`, `ChatModel.GPT_4_1`, `.modelName(GPT_4_O)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checker import later
from checker.references import VALUE, Spot
from checker.words import Words

_TYPE = later.compile(r"(\w{1,60})\.\w{0,40}$")
_PIECE = later.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def spots(text: str, words: Words) -> Iterator[Spot]:
    """The constants of a text, each with the model that it stands for. Raises nothing."""
    rows = words.table("constants")
    declared = tuple(rows["declared"])
    if not text.startswith(declared) and not any(f"\n{begin}" in text for begin in declared):
        return
    if any(map(text.__contains__, rows["tests"])):
        return  # a test asks for one of many
    member, handed, taker = _patterns(words)
    for pattern in (member, handed):
        number = at = 0
        for match in pattern.finditer(text):
            begin = match.start("name")
            if pattern is handed and not taker.search(text, max(0, match.start() - 20), match.start()):
                continue
            model = rows["spelled"].get(match["name"]) or _spelled(match["name"])
            before = text[text.rfind("\n", 0, begin) + 1 : begin]
            if pattern is member and _own(text, before):
                continue
            if "//" in before or f"{match['name']} ->" in before or before.startswith(("import ", "using ")):
                continue
            vendor = words.vendors.get(words.vendor_begin(model), "")
            if not vendor or not (any(map(str.isdigit, model)) or model.endswith("-latest")):
                continue
            number += text.count("\n", at, begin)
            at = begin
            yield Spot(number + 1, begin - text.rfind("\n", 0, begin), match["name"], (), VALUE, f"{vendor}:{model}")


def _own(text: str, before: str) -> bool:
    """Whether a constant is of a type that the project made itself, by what stands before it: `AcmeModelEnum.`."""
    match = _TYPE.search(before)
    return match is not None and (
        match[1].endswith("Enum") or re.search(rf"\b(?:enum|class|interface|object) {match[1]}\b", text) is not None
    )


@lru_cache(maxsize=1)
def _patterns(words: Words) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A constant behind its type or package, one that is handed over, and what it is handed to. The first two begin with one letter."""
    rows = words.table("constants")
    begins = "|".join(f"{letter}(?:{rest})" for letter, rest in rows["begins"].items())
    name = rf"(?P<name>(?:{begins})\w{{0,40}}|{'|'.join(rows['spelled'])})"
    types, takers = (rows[key].replace(" ", "|") for key in ("types", "takers"))
    member = rf"\.(?=[A-Z])(?:(?:{types})?Model)?{name}\b(?!\s{{0,9}}[=(])"
    return re.compile(member), re.compile(rf"\({name}\)"), re.compile(rf"\b(?:{takers})$")


def _spelled(name: str) -> str:
    """The name of a model as its service has it, of a constant's: `GPT_4_O_MINI`, `GPT3Dot5Turbo`, `Claude3_5SonnetLatest`."""
    first, *rest = [str(token).lower() for token in _PIECE.findall(name)]
    point = "-" if first == "claude" else "."
    said = first
    before = ""
    for token in rest:
        if token == "dot":
            continue
        short = len(token) == 1 and token.isdigit() and len(before) == 1 and before.isdigit()
        if len(token) == 2 and token.isdigit() and before == "" and first in ("gpt", "claude", "gemini"):
            said, before = f"{said}-{token[0]}{point}{token[1]}", token
            continue
        said = f"{said}{point if short else '' if token == 'o' and before.isdigit() else '-'}{token}"
        before = token
    return said
