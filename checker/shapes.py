"""What a string looks like: an address, a weights file, a name on a hub, of a vendor, of a library. Each reading has a score.

A reading takes the string, where it begins, and the score of its place; it returns None where the string is no such thing.
"""

from __future__ import annotations

import re
from typing import Any

from checker import later
from checker.addresses import FILE, Hit, packed
from checker.lone import BIG, called, looks, sized
from checker.places import FOLDER, direct
from checker.words import Words, pieces

_COPY = later.compile(
    r"(?:\.{0,2}/|[a-z][a-z\d]{1,9}://|(?:[\w.{}$-]{1,60}/){0,5}(?:models?|pretrained\w{0,20}|checkpoints?|ckpts?|weights|model[-_]\w{1,20})/)"
    r"(?:[\w.{}$ -]{1,100}/){0,9}(?P<name>[A-Za-z][\w.-]{2,95})/?"
)
_OF_TRAINING = later.compile(r"(?:^|/)(?:outputs?|out|runs|results)/")
_DASHED = later.compile(r"(?:^|/)(?P<org>[A-Za-z0-9][\w.]*(?:-[\w.]+)*)--(?P<name>[A-Za-z0-9][\w.-]*)/?$")
_NAME = later.compile(
    r"(?P<org>[A-Za-z0-9][\w.-]{0,95})/(?P<name>[A-Za-z0-9{][\w.+*{}-]{0,95})(?P<rest>[:@][\w.-]{1,60}(?:@[\w.-]{1,60})?|/[\w.*/-]{0,120})?"
)
_VENDORS = later.compile(r"[\w.:/@-]{3,90}")
_HASHED = later.compile(r"-[0-9a-f]{8}$")  # how torch.hub names what it loads
_VOICE = later.compile(r"^[a-z]{2}_[A-Z]{2}-\w+-(?:x_low|low|medium|high)$")
_WAYS = later.compile(r"chat|completions?|embeddings|v\d")  # `openai/chat`: a part of a package
_VARIANT = later.compile(r"[-_.](?:fp16|bf16|fp32|fp8|f16|int8|non_ema|ema)$")  # of a file that is there in more than one precision
_SHARD = later.compile(r"[-_.]?\d{1,5}[-_]of[-_]\d{1,5}$|[._-]\d{1,5}$")  # one of the parts of a file
_PACKINGS = frozenset({"GGUF", "AWQ", "GPTQ", "EXL2", "MLX", "ONNX", "gguf", "awq", "gptq", "exl2"})
ARCHIVES = (".bz2", ".gz", ".xz", ".zip", ".7z")
_QUANTIZED = later.compile(r"-q\d\w{0,6}$")
_YOLO = later.compile(r"yolov?\d{1,2}[nsmlx]?")
_OWN = frozenset({"ae", "s3fd"})  # names of files so short that nothing in them tells
_WHISPER_ALONE = later.compile(r"^distil-|-v[23]|\.en$")
_COMMON = frozenset({"coqui", "demucs", "funasr"})  # whose names are those of programs and kinds of work too
_TRAINED = later.compile(r"(?:epoch|step|iter|checkpoint|ckpt|fold|seed|part)s?[-_=.]?\d")  # what training leaves behind


def weights(text: str, start: int, place: int, words: Words) -> Hit | None:
    """A file of weights. Raises nothing."""
    match = FILE.fullmatch(text)
    if match is None or "?" in text or (text[0] == "." and text[1:2].isalpha()):  # an address with a query; `.Values.model` of a template
        return None
    if ("://github.com/" in text and text.count("/") < 5) or match["stem"][0] in "_-":  # a repository; the end of a name
        return None
    suffix, stem = match["suffix"].lower(), match["stem"]
    strong = suffix in words.strong_suffixes
    if text.endswith(ARCHIVES) and place >= 0 and packed(text, words):
        return Hit(text, text.replace("\\", "/").rpartition("/")[2], "file", start, 4 + min(place, 2))
    if not strong and suffix not in words.weak_suffixes:
        return None
    if suffix == "model" and ("tokenizer" in stem.lower() or stem.replace(".", "").replace("_", "").isalpha()):
        return None  # `args.model`
    plain = _VARIANT.sub("", _SHARD.sub("", stem.lower()).removesuffix("-*-of-*"))
    common = plain in words.generic_stems or (_TRAINED.search(plain) is not None and suffix != "caffemodel")  # `pose_iter_440000`
    generic = common or (len(plain) < 3 and plain != "ae") or "{" in stem
    place = max(place, 0) if _HASHED.search(stem) else place
    family, trait = looks(text[: match.start("stem")] if common else text, words)  # `diffusion_pytorch_model` names no family
    family = family or 2 * (stem.startswith("ggml-") and stem[5:].partition("-q")[0] in words.short["whisper"])
    own = strong and not family and not generic and place >= 0 and (plain in _OWN or _told_apart(plain, words))
    weak_but_told = not strong and not family and not generic and place >= 3 and _told_apart(plain, words)
    versioned = not strong and place >= 0 and suffix not in words.elsewhere and _numbered(plain, words)
    score = (
        (4 if own else 3 if strong else 1)
        + (0 if generic or not trait or (strong and family) else 1)
        + (0 if not family else 2 if family == 1 else 3)
        + (1 if weak_but_told or (versioned and not common) else 0)
        + min(place, 2)
        - (3 if generic and not family else 0)
    )
    return Hit(text, text.replace("\\", "/").rpartition("/")[2], "file", start, max(score, 1) if strong else score)


def _numbered(stem: str, words: Words) -> bool:
    """Whether one of the parts of a name is a family with its version: `yolov8n`, `face_yolov8m`."""
    return any((piece in words.families and piece[-1].isdigit()) or _YOLO.fullmatch(piece) for piece in pieces(stem))


def _names(piece: str, words: Words) -> bool:
    """Whether a part of a path is the name of a model: a family, or size and kind with more around them."""
    family, trait = looks(piece, words)
    return family > 0 or (trait > 0 and "-" in piece)


def _told_apart(stem: str, words: Words) -> bool:
    """Whether the name of a file is one of its own, of several parts: `groundingdino_swint_ogc`, not `epoch_1`."""
    telling = [part for part in re.split(r"[^a-z]+", stem) if len(part) > 2 and part not in words.generic_stems]
    return len(telling) > 1 or (len(telling) == 1 and len(telling[0]) > 3 and any(character.isdigit() for character in stem))


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
    ends = {name.rpartition(".")[2].lower(), text.rpartition(".")[2].lower()}  # `openai/models/azure.ts`
    if ends & words.source_suffixes or _WAYS.fullmatch(name) or not any(map(str.isalpha, name)):  # `Mozilla/5.0`: a program and its version
        return None
    family, trait = looks(name, words)
    if (name[-1] == "-" and not match["rest"]) or (
        match["rest"] == "/" and not family and place < 3
    ):  # the beginning of names: `id.startswith("google/palm-2-")`
        return None
    doubled = org.lower() in words.families and name.lower().startswith(f"{org.lower()}-") and BIG.search(name)  # `gemma/gemma-2b`
    known = org in words.organizations or bool(doubled)
    file = not known and not match["rest"] and name.rpartition(".")[2].lower() in words.strong_suffixes | {"bin"}
    if file or name.lower() in words.folders or (not known and _TRAINED.match(name)):
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
    if not begin or not _VENDORS.fullmatch(text) or text.rpartition(".")[2].lower() in words.source_suffixes:
        return None
    if whole[-1] in "-/" or not core:
        return None  # what names begin with: `id.startswith("gemini-")`, and `claude-sonnet/` of folders
    if whole == text != core and "/" not in begin:
        return vendor(text.partition("/")[0], start, place, words)  # `GPT-4.x/4o`: one or the other
    if words.vendors[begin] == "piper":
        return Hit(text, core, "piper", start, 4 + max(0, place)) if _VOICE.search(core) else None
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


def copy(text: str, start: int, place: int, words: Words) -> Hit | None:
    """A folder or an address in a store that holds a copy of a model, by the name of it: `/models/Qwen3-8B`. Raises nothing."""
    stored = place >= 0 and "://" in text and not text.startswith("http")
    match = _COPY.fullmatch(text) if (place >= 3 or stored or place == FOLDER) and not text.endswith(".") else None
    if (
        match is not None
        and place < 3
        and sized(match["name"], start, words) is None
        and not (place == FOLDER and called(match["name"], words))
    ):
        return None
    if match is None or _TRAINED.search(match["name"]) or not all(looks(match["name"], words)):
        return None
    if _OF_TRAINING.search(text) or not (BIG.search(match["name"]) or called(match["name"], words)):
        return None
    return Hit(text, match["name"], "name", start, max(4, 2 + place))


def short(text: str, start: int, place: int, call: dict[str, Any], words: Words, context: str) -> Hit | None:
    """A short name that a library completes. Raises nothing."""
    if text.startswith("ggml-") and (place > 0 or any(map(str.isdigit, text))):
        core = _QUANTIZED.sub("", text[5:])  # the file without its ending
        if core in words.short["whisper"]:
            return Hit(text, core, "whisper", start, 4 + max(place, 0))
    library = words.short_of.get(text) or (words.short_of.get(text.replace("-", "_")) if text.startswith("en-") else None)
    local = text.rpartition("/")[2]
    if not library and local != text and place >= 0 and any(map(str.isdigit, local)) and (library := words.short_of.get(local)):
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
