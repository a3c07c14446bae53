"""What a string looks like: a name on a hub, of a vendor, of a library, of a known family and no more. Each reading has a score.

A reading takes the string, where it begins, and the score of its place; it returns None where the string is no such thing.
"""

from __future__ import annotations

import re
from typing import Any

from checker import later
from checker.addresses import SIZE, TRAINED, Hit, looks
from checker.places import direct, is_path
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
_KIND = later.compile(r"-(?:instruct|it)$|-q\d\w{0,6}-MLC$|-20\d\d-[01]\d-[0-3]\d$|\d[bm]-v\d(?:\.\d)?(?:-coreml)?$", re.I)
_LONG = later.compile(r"[A-Za-z][A-Za-z\d.]{1,30}(?:-[A-Za-z\d.]{1,30}){3,5}-[\d.]{1,6}[Bb]")
BIG = later.compile(r"(?:^|[-_.:])(?:\d+x)?\d+(?:\.\d+)?[bm](?:$|[-_.:])|[-_](?:instruct|chat)\b", re.I)
_TIMM = later.compile(r"[a-z\d_]{2,60}_patch\d{1,2}[a-z\d_]{0,60}(?:\.\w{1,60})?")
_PACKED = later.compile(r"[-_.]q\d\w{0,6}$", re.I)
_LEADING = frozenset({"multilingual", "faster", "distil", "tiny", "meta"})  # before the name of a family
# `MiniCPM-V-2_6`, `openchat_3.5`, but `swin2b24_384` is an architecture
_PARTED = later.compile(r"[^_]*(?:-[^_]*(?:\d_\d[^_]*)?|_[vV]?\d+\.\d[^_]*)")
_SIZED = later.compile(
    r"[A-Za-z\d.]{2,30}(?:-(?:base|large|small|medium|tiny)(?:-[A-Za-z]{2,20}){1,4}|(?:-[A-Za-z]{2,20}){1,4}-(?:base|large|small))"
)
_MILD = frozenset({"example", "custom", "some"})  # which the name of a model may have as well
_WRITTEN = ("GPT-", "MiniMax-", "Claude-", "Gemini-", "Grok-")  # as people do, in running text
_DASHED = later.compile(r"(?:^|/)(?P<org>[A-Za-z0-9][\w.]*(?:-[\w.]+)*)--(?P<name>[A-Za-z0-9][\w.-]*)/?$")
_NAME = later.compile(
    r"(?P<org>[A-Za-z0-9][\w.-]{0,95})/(?P<name>[A-Za-z0-9{][\w.+*{}-]{0,95})(?P<rest>[:@][\w.-]{1,60}(?:@[\w.-]{1,60})?|/[\w.*/@-]{0,120})?"
)
_HELD = later.compile(r"\{[^{}]*\}")
_STEP = later.compile(r"[a-z]{1,3}_0\d{4,}")  # what training leaves behind
_VENDORS = later.compile(r"[\w.:/@-]{3,90}")
_VOICE = later.compile(r"^[a-z]{2}_[A-Z]{2}-\w+-(?:x_low|low|medium|high)$")
_WAYS = later.compile(r"chat|completions?|embeddings|v\d")  # `openai/chat`: a part of a package
_PACKINGS = frozenset({"GGUF", "AWQ", "GPTQ", "EXL2", "MLX", "ONNX", "gguf", "awq", "gptq", "exl2"})
_WHISPER_ALONE = later.compile(r"^distil-|-v[23]|\.en$")
_TOLD = later.compile(r"\d|(?:-.*){3}")
_COMMON = frozenset({"coqui", "demucs", "funasr"})  # whose names are those of programs and kinds of work too


def _names(piece: str, words: Words) -> bool:
    """Whether a part of a path is the name of a model: a family, or size and kind with more around them."""
    family, trait = looks(piece, words)
    return family > 0 or (trait > 0 and "-" in piece)


def hub(text: str, start: int, place: int, words: Words) -> Hit | None:
    """A name with its organization, plain, in a path or in a cache folder. Raises nothing."""
    if ("--" not in text and "/" not in text) or text.startswith(("http:", "https:", "git+", "git@", "pvc:", "oci:", "docker:")):
        return None
    if (dashed := _DASHED.search(text)) and dashed["org"] in words.organizations:
        return Hit(dashed.group().strip("/"), f"{dashed['org']}/{dashed['name']}", "hf", start, 5)
    inner = text
    if text.startswith(("/", "./", "../", "~")) or text.count("/") > 1:
        pieces_ = text.strip("./~").split("/")
        for i in range(len(pieces_) - 1):
            folder = pieces_[i] in words.not_organizations or pieces_[i] == "huggingface"  # of the cache
            if pieces_[i + 1] in words.organizations and i + 2 < len(pieces_):
                continue  # `openai/meta-llama/Llama-3.3-70B-Instruct`: whose way of asking comes first
            if pieces_[i] in words.organizations and not folder and _names(pieces_[i + 1], words):
                inner = "/".join(pieces_[i : i + 2])
                break
        else:
            if text.startswith(("/", ".", "~")):
                return None
    match = _NAME.fullmatch(inner)
    if match is None or words.no_model(match["org"], match["name"]) or ("." in match["org"] and match["org"].rpartition(".")[2].isalpha()):
        return None
    org, name = match["org"], match["name"]
    if (_HELD.fullmatch(name) and words.families.isdisjoint(list(pieces(org))[-1:])) or _STEP.fullmatch(name):
        return None  # `f"sentence-transformers/{name}"`, `vocoder/g_00500000`
    path = text.count("/") < 2 or is_path(text, words)  # `openai/models/azure.ts`
    ends = {one.rpartition(".")[2].lower() for one in ((name, text) if path else (name,))}
    if ends & words.source_suffixes or _WAYS.fullmatch(name) or (org.isdecimal() and name.isalpha()) or not any(map(str.isalpha, name)):
        return None  # `30/second`, and `Mozilla/5.0`: a program and its version
    family, trait = looks(name, words)
    if (name[-1] == "-" and not match["rest"]) or (
        match["rest"] == "/" and not family and place < 3
    ):  # the beginning of names: `id.startswith("google/palm-2-")`
        return None
    doubled = org.lower() in words.families and name.lower().startswith(f"{org.lower()}-") and BIG.search(name)  # `gemma/gemma-2b`
    known = org in words.organizations or bool(doubled)
    if not (known or family) and org.count("_") > 1:
        return None  # `default_planning_request_adapters/ResolveFrames`: a module of a program
    file = not known and not match["rest"] and name.rpartition(".")[2].lower() in words.strong_suffixes | {"bin"}
    if file or name.lower() in words.folders or (not known and TRAINED.match(name)):
        return None  # `text_encoder/model.safetensors`, `assets/models`, `llama2-7b-mine/checkpoint-500`
    packed = not known and place >= 0 and name.rpartition("-")[2] in _PACKINGS  # `acme/thing-GGUF` is a copy on the Hub
    if name == "embedding" and (not known or org == "openai"):
        return None  # `retrieval/embedding` of an interface, but `pyannote/embedding`
    score = (3 if known or packed else 1) + (2 if family else 0) + (1 if trait else 0) + place
    if not known and not family and not trait and place < 3:  # nothing, unless the project names it as a model elsewhere
        return Hit(text, f"{org}/{name}", "hf", start, 1) if place >= 0 and not match["rest"] and inner == text else None
    if match["rest"] and match["rest"][0] == "/" and not known:
        score -= 2
    return Hit(text, f"{org}/{name}", "hf", start + text.find(inner), score)


def vendor(text: str, start: int, place: int, words: Words) -> Hit | None:
    """A name that a vendor's service answers to. Raises nothing."""
    core = text.rpartition("/")[2] if "/" in text else text
    deep = text.count("/") > 1  # a gateway has its own name and the service's before it: `acme/openai-main/gpt-4o`
    if deep and (not place or "://" in text or text[0] in "./~" or "." in text.partition("/")[0] or words.vendor_begin(text)):
        core = text
    if (terse := words.terse.get(text)) is not None:  # `o1`: a model among others, or where the place says so
        return Hit(text, text, terse, start, 4 + place if place >= 3 else 1)
    begin = words.vendor_begin(core)
    if deep and begin and core != text and not any(map(str.isdigit, core)):
        return None
    whole = core if begin else text
    begin = begin or words.vendor_begin(text)
    if not begin or "__" in core or not _VENDORS.fullmatch(text) or text.rpartition(".")[2].lower() in words.source_suffixes:
        return None
    if whole[-1] in "-/" or not core:
        return None  # what names begin with: `id.startswith("gemini-")`, and `claude-sonnet/` of folders
    if whole == text != core and "/" not in begin:
        return vendor(text.partition("/")[0], start, place, words)  # `GPT-4.x/4o`: one or the other
    if (formed := words.vendors[begin]) in words.formed:
        return Hit(text, core, formed, start, 4 + max(0, place)) if _VOICE.search(core) else None
    rest = whole[len(begin) :]
    if begin.endswith("/") and not rest[:1].isalnum():
        return None
    if rest and ((begin[-1].isalnum() and rest[0].isalpha()) or ("_" in text and text.isupper())):  # `GPT4O_MODEL_NAME`: a variable
        return None
    if begin[-1] == "-" and place < 3 and not any(map(str.isdigit, whole)) and not all(map(words.served, pieces(rest))):
        return None  # `gemini-api-key`, `sonar-project`
    return Hit(text, core, words.vendors[begin], start, 4 + max(0, min(place, 3)))


def ollama(text: str, start: int, place: int, call: dict[str, Any], words: Words, context: str, slot: tuple[str, ...]) -> Hit | None:
    """A library name of Ollama, with its tag. Raises nothing."""
    bare = text.removeprefix("ollama://").removeprefix("ollama/").removeprefix("ollama_chat/")
    name, colon, tag = bare.partition(":")
    if name != name.lower():
        return None
    if not colon and not call.get("kind") and not direct(slot, words):
        return Hit(text, bare, "ollama", start, 1) if words.ollama.get(name) else None
    distinct = words.ollama.get(name.rpartition("/")[2].lower())
    ours = call.get("kind") == "ollama" or context == "ollama"
    if distinct is None:
        if call.get("kind") == "ollama" and re.fullmatch(r"[\w./-]+(?::[\w.-]+)?", text) and any(looks(name, words)):
            return Hit(text, text, "ollama", start, 4)
        return None
    if ("/" in name and not ours) or (colon and not words.ollama_tag.fullmatch(tag)):
        return None
    return Hit(text, bare, "ollama", start, (4 if colon else 2 if distinct else 1) + (1 if ours else 0) + place)


def short(text: str, start: int, place: int, call: dict[str, Any], words: Words, context: str) -> Hit | None:
    """A short name that a library completes. Raises nothing."""
    if text.startswith("ggml-") and (place > 0 or any(map(str.isdigit, text))):
        core = _PACKED.sub("", text[5:])  # the file without its ending
        if core in words.short["whisper"]:
            return Hit(text, core, "whisper", start, 4 + max(place, 0))
    library = words.short_of.get(text) or (words.short_of.get(text.replace("-", "_")) if text.startswith("en-") else None)
    local = text.rpartition("/")[2]
    if not library and local != text and place >= 0 and _TOLD.search(local) and (library := words.short_of.get(local)):
        if library == "hf" and text.count("/") == 1 and text[0].isalnum() and text.partition("/")[0].lower() not in words.not_organizations:
            return Hit(text, text, library, start, 4 + place)  # somebody's model of that name
        return Hit(text, local, library, start, 4 + place)  # a copy of it: `./models/all-MiniLM-L6-v2`
    if place < 3 and ((library == "hf" and text.isalpha()) or (library in _COMMON and not any(map(str.isdigit, text)))):
        return None  # a key of the keyboard, `ctrl`; words that are called otherwise too: `xtts`, `fsmn-vad`
    if library:
        model = f"{text}.pth" if library == "realesrgan" else text  # the registry knows the file
        return Hit(text, model, library, start, 4 + max(place, 0))  # the name of a model wherever it stands
    for library in ("whisper", "rembg"):
        told = call.get("kind") == library or context == library or (library == "rembg" and place >= 2)
        if (
            library == "whisper"
            and not told
            and text in words.short[library]
            and (text[-3:] == ".en" or (place > 0 and _WHISPER_ALONE.search(text)))
        ):
            return Hit(text, text, library, start, 3 + max(place, 1))  # `model: large-v3`, `tiny.en`: nothing else is called so
        if text in words.short[library] and told:
            return Hit(
                text, text, library, start, (2 if re.search(r"[\d.-]", text) else 1) + place + (2 if call.get("kind") == library else 0)
            )
    return None


def nothing_else(name: str, words: Words) -> bool:
    """Whether a name begins with a family, and all the rest of it is known to be part of such names. Raises nothing."""
    first, *rest = _led(_PACKED.sub("", name))
    known = words.made_of
    return _family(first, words) and all(
        part in known or SIZE.fullmatch(part) or part.rstrip("0123456789.") in known or part.replace(".", "").isdigit() for part in rest
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
    found = words.blanks.intersection((*parts(first := text.removeprefix("hf://").partition("/")[0]), first.lower()))
    if found and found <= _MILD and sum(looks(text, words)) > 2:
        found = found - _MILD  # `sd_xl_offset_example-lora_1.0.safetensors` is the name of one
    return bool(found) or any(mark in text for mark in ("<", "...", "%%", "path/to", "[", "your-", "your_", "YOUR_", "/my-"))
