"""Models that constants of a library stand for, in languages whose libraries have some: `openai.GPT4oMini`, `ChatModel.GPT_4_1`. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from checker import later
from checker.references import VALUE, Spot
from checker.words import Words

_BEGINS = ("package ", "using ", "namespace ", "public class ", "import java")  # lines of Go, Java, Kotlin, Scala and C# alone
_TESTS = ("*testing.T", "@Test", "[Fact", "[Test")
_FIXED = {
    "AdaEmbeddingV2": "text-embedding-ada-002",
    "SmallEmbedding3": "text-embedding-3-small",
    "LargeEmbedding3": "text-embedding-3-large",
    "Whisper1": "whisper-1",
}
_NAME = (
    r"(?:G[Pp][Tt]_?\d|C(?:LAUDE|laude)_?[\dA-Z]|G(?:EMINI|emini)_?\d|MI(?:NI|XT)?STRAL_|T(?:EXT_EMBEDDING_|extEmbedding)|D(?:ALL_E_|allE)\d)\w{0,40}"
    rf"|{'|'.join(_FIXED)}"
)
_MEMBER = later.compile(rf"\.(?=[A-Z])(?:(?:Chat|Embedding|Image|CreateImage)?Model)?(?P<name>{_NAME})\b(?!\s{{0,9}}[=(])")
_GIVEN = later.compile(rf"\((?P<name>{_NAME})\)")
_SPEAKS = later.compile(r"\b(?:modelName|model|modelId|Model)$")
_TOKEN = later.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def constants(text: str, words: Words) -> Iterator[Spot]:
    """The constants of a text, each with the model that it stands for. Raises nothing."""
    if not any(text.startswith(begin) or f"\n{begin}" in text for begin in _BEGINS) or any(map(text.__contains__, _TESTS)):
        return
    for pattern in (_MEMBER, _GIVEN):
        number = at = 0
        for match in pattern.finditer(text):
            begin = match.start("name")
            if pattern is _GIVEN and not _SPEAKS.search(text, max(0, match.start() - 20), match.start()):
                continue
            model = _FIXED.get(match["name"]) or _spelled(match["name"])
            before = text[text.rfind("\n", 0, begin) + 1 : begin]
            if "//" in before or f"{match['name']} ->" in before or before.startswith(("import ", "using ")):
                continue
            vendor = words.vendors.get(words.vendor_begin(model), "")
            if not vendor or not (any(map(str.isdigit, model)) or model.endswith("-latest")):
                continue
            number += text.count("\n", at, begin)
            at = begin
            yield Spot(number + 1, begin - text.rfind("\n", 0, begin), match["name"], (), VALUE, f"{vendor}:{model}")


def _spelled(name: str) -> str:
    """The name of a model as its service has it, of a constant's: `GPT_4_O_MINI`, `GPT3Dot5Turbo`, `Claude3_5SonnetLatest`."""
    first, *rest = [str(token).lower() for token in _TOKEN.findall(name)]
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
