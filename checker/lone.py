"""Names told by their parts alone: a family with a version, a size, a kind. And those that are to be filled in and name nothing."""

from __future__ import annotations

import re

from checker import later
from checker.addresses import Hit
from checker.words import Words, parts, pieces

_BARE = later.compile(r"[A-Za-z][\w.+-]{0,95}(?::[\w.+-]{1,60})?")
_OTHER = later.compile(r"(?:Config|Settings|Params|Schema|Error)$|[\u3040-\u30ff]|[\u4e00-\u9fff]{7}")
_JOINS = later.compile(r"__|\.[A-Za-z]{3,}\.")  # what was measured, a setting: `gpt4__swe-bench-dev`, `langchain4j.gemini.base-url`
_PORT = later.compile(r":[1-9]\d{3,4}$")  # a host of that name
_MODULE = later.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+(?::\w+)?$")
_WHOLE = later.compile(
    r"(?:^|[-_.:])(?:\d+x)?\d+(?:\.\d+)?[bm](?=[-_]).*[-_](?:instruct|chat|it)(?![A-Za-z])|^[a-z\d.-]+-\d+[bm]-[a-z-]{4,}$"
    r"|[-_.:]\d+(?:\.\d+)?[bm][-_.](?:q\d\w{0,6}|gguf|awq|gptq|int[48]|fp16|bf16|fp8|[48]bit|base|hf)$",
    re.I,
)  # size and kind
# `gpt-oss-20b`, `Qwen3-8B`; but `Mistral-7B` is what people call several models.
_FAMILY_SIZE = later.compile(r"[A-Za-z][A-Za-z\d.]{1,30}(?:(?:-[A-Za-z\d.]{1,30}){1,2}-[\d.]{1,6}[Bb]|\d(?:\.\d)?-[\d.]{1,6}B)")
# What the names of no other things end with.
_KIND = later.compile(r"-(?:instruct|it)$|-q\d\w{0,6}-MLC$|-20\d\d-[01]\d-[0-3]\d$|\d[bm]-v\d(?:\.\d)?$", re.I)
_LONG = later.compile(r"[A-Za-z][A-Za-z\d.]{1,30}(?:-[A-Za-z\d.]{1,30}){3,5}-[\d.]{1,6}[Bb]")
BIG = later.compile(r"(?:^|[-_.:])(?:\d+x)?\d+(?:\.\d+)?[bm](?:$|[-_.:])|[-_](?:instruct|chat)\b", re.I)
_SIZE = later.compile(r"\d+(?:\.\d+)?[bm]|\d+x\d+b|\d+x|[ae]\d+b|v\d+(?:\.\d+)*|\d{3,4}|\d\.\d|q\d\w*|f16|f32|r1|patch\d+|[bl]\d+|\d+k")
_TIMM = later.compile(r"[a-z\d_]{2,60}_patch\d{1,2}[a-z\d_]{0,60}(?:\.\w{1,60})?")
_PACKED = later.compile(r"[-_.]q\d\w{0,6}$", re.I)
_LEADING = frozenset({"multilingual", "faster", "distil", "tiny", "meta"})  # before the name of a family
_PARTED = later.compile(
    r"[^_]*(?:-[^_]*(?:\d_\d[^_]*)?|_[vV]?\d+\.\d[^_]*)"
)  # `MiniCPM-V-2_6`, `openchat_3.5`, but `swin2b24_384` is an architecture
_SIZED = later.compile(
    r"[A-Za-z\d.]{2,30}(?:-(?:base|large|small|medium|tiny)(?:-[A-Za-z]{2,20}){1,4}|(?:-[A-Za-z]{2,20}){1,4}-(?:base|large|small))"
)
_MILD = frozenset({"example", "custom", "some"})  # which the name of a model may have as well
_WRITTEN = ("GPT-", "MiniMax-", "Claude-", "Gemini-", "Grok-")  # as people do, in running text


def looks(name: str, words: Words) -> tuple[int, int]:
    """How many pieces of a name are words of model families, and how many say size, kind or packing. Raises nothing."""
    family = trait = 0
    for piece in pieces(name):
        stem = piece.rstrip("0123456789.")
        if piece in words.families or (len(stem) > 1 and not words.families.isdisjoint((stem, stem.removesuffix("v")))):  # `GFPGANv1.4`
            family += 1
        elif piece in words.traits or _SIZE.fullmatch(piece):
            trait += 1
    return family, trait


def nothing_else(name: str, words: Words) -> bool:
    """Whether a name begins with a family, and all the rest of it is known to be part of such names. Raises nothing."""
    first, *rest = _led(_PACKED.sub("", name))
    known = words.made_of
    return _family(first, words) and all(
        part in known or _SIZE.fullmatch(part) or part.rstrip("0123456789.") in known or part.replace(".", "").isdigit() for part in rest
    )


def _led(name: str) -> list[str]:
    """The parts of a name from its family on: `multilingual-e5-base` is of E5. What says no more than that is whole: `faster-whisper`."""
    found = list(pieces(name))
    return found[1:] if len(found) > 2 and found[0] in _LEADING else found


def _family(piece: str, words: Words) -> bool:
    return piece in words.families or piece.rstrip("0123456789.") in words.families


def _versioned(name: str, words: Words) -> bool:
    """Whether a name is a family and a version and no more: `DeepSeek-R1`, `qwen3.5-plus`, `openchat_3.5`, not `llama3-pv`."""
    if not any(map(str.isdigit, name)) or not _PARTED.fullmatch(name):
        return False
    first, *rest = _led(name)
    known = words.made_of
    told = all(part in known or part in words.services or any(map(str.isdigit, part)) for part in rest)
    return told and _family(first, words)


def _telling(name: str, words: Words) -> bool:
    """Whether a name of a family and a trait has a number too, or nothing else, or the trait behind the family or last:
    `bge-large-zh-v1.5`, `FLUX.1-dev`, `whisper-small`, `bart-large-cnn`, `blip-image-captioning-base`."""
    if any(map(str.isdigit, name)) and name.partition("-")[0] not in words.traits and not _JOINS.search(name):
        return True
    return nothing_else(name, words) or (_SIZED.fullmatch(name) is not None and next(iter(pieces(name))) in words.families)


def called(name: str, words: Words) -> bool:
    """Whether something may be called so after the model that it is: its name begins with the family, and has a version or a size.

    Raises nothing.
    """
    hit = bare(name, 0, 3, words)
    return hit is not None and hit.score > 4 and _family(_led(name)[0], words) and any(map(str.isdigit, name))


def bare(text: str, start: int, place: int, words: Words) -> Hit | None:
    """A name of a known family without more to go by. Raises nothing."""
    if place >= 3 and "_patch" in text and _TIMM.fullmatch(text) and next(iter(pieces(text))) in words.families:
        return Hit(text, text, "timm", start, 2 + place)
    plain = text.removesuffix(".en")  # of Whisper
    if not _BARE.fullmatch(text) or ("." in plain and plain.rpartition(".")[2].isalpha()) or _MODULE.match(text) or _PORT.search(text):
        return None
    if (text.isupper() and "_" in text) or _OTHER.search(text):  # a variable of the environment, a class, a sentence
        return None
    family, trait = looks(text, words)
    told = place >= 3 and family > 0 and (_versioned(text, words) or (trait > 0 and "-" in text and _telling(text, words)))
    if not family or (family < 2 and not told and not BIG.search(text)):
        return Hit(text, text, "name", start, 1) if family and place >= 3 and "-" in text else None  # beside others of a list, perhaps
    return Hit(text, text, "name", start, 2 + place)


def sized(text: str, start: int, words: Words) -> Hit | None:
    """A name of a known family with its size, of which nothing else is called: `Llama-3.1-8B-Instruct`, `Qwen3-8B`. Raises nothing."""
    hit = bare(text, start, 2, words)
    if hit is not None and (_WHOLE.search(text) or _FAMILY_SIZE.fullmatch(text)):
        return hit
    if "-" not in text or not (_KIND.search(text) or (text[-1] in "bB" and _LONG.fullmatch(text))):
        return None
    hit = bare(text, start, 3, words)  # the end tells as a place would
    return hit._replace(score=4) if hit is not None and any(map(str.isdigit, text)) and nothing_else(text, words) else None


def evident(model: str, words: Words, english: bool) -> bool:
    """Whether a vendor's name shows by itself that it is one: a version, or no more than the vendors call it. Raises nothing.

    `english`: in running text people write `GPT-4` for what the service is asked for as `gpt-4`.
    """
    spelled = model == model.lower() or (english and model.startswith(_WRITTEN))
    return spelled and model[-1:] != "-" and (any(map(str.isdigit, model)) or model.endswith("-latest") or model.lower() in words.vendors)


def blank(text: str, words: Words) -> bool:
    """Whether a name is one to be filled in: `your-org/your-model`, `path/to/model.gguf`, `<model>`. Raises nothing."""
    found = words.blanks.intersection(parts(text.removeprefix("hf://").partition("/")[0]))
    if found and found <= _MILD and sum(looks(text, words)) > 2:
        found = found - _MILD  # `sd_xl_offset_example-lora_1.0.safetensors` is the name of one
    return bool(found) or any(mark in text for mark in ("<", "...", "%%", "path/to", "[", "your-", "your_", "/my-"))
