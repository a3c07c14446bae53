"""What says of itself where weights are: addresses of the Hub and of other stores, files anywhere, folders of a cache. Each has a score."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker import later
from checker.words import Words, pieces

SURE = 6  # of evidence: nothing else is meant
FILE = later.compile(r"(?:.*[/\\])?(?P<stem>[^/\\]{1,150})\.(?P<suffix>[A-Za-z0-9]{1,12})")
_HUB = later.compile(
    r"(?:https?://|(?<![\w.-]))(?:www\.|api-inference\.)?"
    r"(?:(?:huggingface\.co|hf\.co|hf-mirror\.com)/(?:api/models/|models/)?|(?:modelscope\.(?:cn|ai)|wisemodel\.cn)/(?:api/v1/)?models/|modelscope\.(?:cn|ai)/(?=[\w.-]{1,96}/[\w.-]{1,96}\.git\b))"
    r"(?!(?:datasets|spaces|docs|production|hf-inference|blog|papers|collections|join|settings|login|tasks|learn|models|organizations|new|pricing|api|chat|posts|inference|hub|course|front|assets|cli|transformers|repos|oauth|support|avatars|enterprise)\b)"
    r"(?P<org>[A-Za-z0-9][\w.-]{0,95})/(?P<name>[A-Za-z0-9][\w.-]{0,95}\w)"
)
_REVISIONS = frozenset({"resolve", "tree", "blob", "raw"})  # behind a repository: `huggingface.co/gpt2/resolve/main` has no publisher
_SCHEME = later.compile(
    r"(?:pvc\+hf://[\w.-]{1,96}/|(?:hf|huggingface)://(?:models?/)?)(?!(?:datasets|spaces|buckets)/)(?P<org>[A-Za-z0-9][\w.-]{0,95})/(?P<name>[A-Za-z0-9][\w.-]{0,95})"
)
_FOLDER = later.compile(r"(?<![A-Za-z0-9_])models--(?P<org>[A-Za-z0-9][\w.]*(?:-[\w.]+)*)--(?P<name>[A-Za-z0-9][\w.-]*)")
# Each with what it cannot do without, which is looked for at a tenth of its cost: most strings with a slash are paths.
_REPOSITORIES = (((".co", ".cn/", ".ai/"), _HUB), (("://",), _SCHEME), (("models--",), _FOLDER))
_URL = later.compile(r"(?P<scheme>https?)://(?P<host>[\w.-]{1,100})(?P<path>/[^\s\"'<>`)\]}|]{0,400})")
_ARN = later.compile(
    r"arn:aws[\w-]*:bedrock:[^:\s]{0,60}:[^:\s]{0,60}:(?:foundation-model|inference-profile)/(?P<name>[a-z0-9][\w.:-]{2,90}\w)"
)
_ZOO = later.compile(r"(?P<zoo>torchvision|open-mmlab)://(?P<name>[a-z][\w/-]{2,90})$")  # weights that a library knows by name
_GARDEN = later.compile(
    r"(?:^|/)publishers/(?P<publisher>[a-z][\w-]{1,60})/models/(?P<name>[a-z0-9][\w.-]{1,90})(?:@(?P<version>[\w.-]{1,90}))?"
)
_GITHUB = later.compile(r"/(?P<org>[\w.-]+)/(?P<name>[\w.-]+)/(?:releases/download|raw|blob|media|resolve)/")
_NIM = later.compile(
    r"(?:^|//)nvcr\.io/nim/(?P<name>[a-z][\w-]{1,60}/[a-z0-9][\w.-]{1,90})(?::[\w.-]{1,60})?$"
)  # an image of NVIDIA's, one for each model
_REPLICATE = later.compile(r"(?P<name>[a-z0-9][\w-]{0,60}/[a-z0-9][\w.-]{1,90}):[0-9a-f]{64}$")  # no image has a tag of 64 digits
_IMAGE = later.compile(  # an image that holds a model, of AIKit's or with the size as its tag
    r"(?:^|//)ghcr\.io/[\w.-]{1,60}/(?P<kit>aikit/(?:applesilicon/)?)?(?P<name>[a-z][a-z\d.-]{1,40})(?P<tag>:\d{1,3}(?:x\d{1,3})?(?:\.\d)?b)?(?:-\w+)?$"
)
_HASHED = later.compile(r"-[0-9a-f]{8}$")  # how torch.hub names what it loads
_VARIANT = later.compile(r"[-_.](?:fp16|bf16|fp32|fp8|f16|int8|non_ema|ema)$")  # of a file that is there in more than one precision
_SHARD = later.compile(r"[-_.]?\d{1,5}[-_]of[-_]\d{1,5}$|[._-]\d{1,5}$")  # one of the parts of a file
ARCHIVES = (".bz2", ".gz", ".xz", ".zip", ".7z")
_BILLIONS = later.compile(r"\d+(?:\.\d+)?[bm]")
_PACKAGE = later.compile(r"(?:com|org|io|net|dev)\.[a-z][\w-]*(?:\.\w+)*$")  # of Java: `com.k2fsa.sherpa.onnx`
_YOLO = later.compile(r"yolov?\d{1,2}[nsmlx]?")
_YOLO_SIZE = later.compile(r"yolov?\d{1,2}[nsmlx][-_.]")
_OWN = frozenset({"ae", "s3fd", "rmvpe", "fcpe", "lid.176"})  # names of files so short that nothing in them tells
# What training leaves behind, but `ace_step_1.5`.
TRAINED = later.compile(r"(?:epoch|step|iter|checkpoint|ckpt|fold|seed|part)s?[-_=.]?\d(?!\.\d)")
SIZE = later.compile(r"\d+(?:\.\d+)?[bm]|\d+x\d+b|\d+x|[ae]\d+b|v\d+(?:\.\d+)*|\d{3,4}|\d\.\d|q\d\w*|f16|f32|r1|patch\d+|[bl]\d+|\d+k")
_HUBS = {  # Hosts of services that have the name of a model in the way to it -> where, and its name space.
    "ai.api.nvidia.com": (later.compile(r"/v1/[a-z-]+/(?P<name>[a-z][\w-]+/[\w.-]+)"), "nvidia"),
    "build.nvidia.com": (later.compile(r"/(?P<name>[a-z][\w-]+/[\w.-]+)"), "nvidia"),
    "api.replicate.com": (later.compile(r"/v1/models/(?P<name>[\w-]+/[\w.-]+)"), "replicate"),
    "router.huggingface.co": (later.compile(r"/hf-inference/models/(?P<name>[\w.-]+/[\w.-]+)"), "hf"),
    "api-inference.huggingface.co": (later.compile(r"/models/(?P<name>[A-Za-z][\w.-]{1,90})(?=/?$)"), "hf"),
    "openaipublic.blob.core.windows.net": (later.compile(r"/(?P<name>gpt-2)/models(?=/?$)"), "hf"),
    "tfhub.dev": (later.compile(r"/(?P<name>[\w-]+/[\w./-]+)"), "tfhub"),
    "github.com": (later.compile(r"/explosion/spacy-models/releases/download/(?P<name>[a-z_]+)-\d"), "spacy"),
}
SHARED = later.compile(  # a file that somebody shares, under no name: what it is, the name around it says
    r"https?://(?P<what>heibox\.[\w.-]{3,60}/f/[0-9a-f]{8,40}|drive\.google\.com/(?:uc\?[\w=&;]{0,60}id=|file/d/)[\w-]{15,60})[\w/?=&.;-]{0,80}"
)
_SERVED = later.compile(  # by services of a vendor: Gemini's, and what is called after its model on Azure
    r"/(?:models|openai/deployments)/(?P<name>[a-z][\w.-]{2,90})(?=[:/?\s\"'`]|$)"
)
_OLLAMA_PAGE = later.compile(r"(?:https?://)?(?:www\.)?ollama\.(?:com|ai)/library/(?P<name>[\w.-]+(?::[\w.-]+)?)")


_ARCHIVE = later.compile(  # of no program
    r"(?!.{0,100}\b(?:linux|darwin|macos|win\w*|x64|amd64|arm64|bin|src)\b)(?P<stem>[\w.+-]{3,120}?)(?P<h5>\.h5)?(?:\.tar)?\.(?:gz|bz2|xz|zip|7z)"
)
_SHELF = later.compile(r"[/_-](?:models?|checkpoints?|ckpts?|weights|pretrained)/")  # a folder, a release, a repository
_TOKENS = later.compile(r"tokeni[sz]er|spm|sentencepiece|spiece|bpe|unigram|vocab")
_ELSE = later.compile(r"data|corpus|sample|example|demo|code|config|vocab")  # in the name of what lies there too


class Hit(NamedTuple):
    """A model named in a string: what it is called there, its name space, from which character, and how strong the evidence is."""

    text: str
    model: str
    kind: str
    start: int
    score: int


def addresses(text: str, start: int, words: Words) -> list[Hit]:
    """What says of itself where weights are: addresses and cache folders. Raises nothing."""
    found = []
    if "/" not in text and "--" not in text:
        return []
    for parts, pattern in _REPOSITORIES:
        for match in pattern.finditer(text) if any(map(text.__contains__, parts)) else ():
            name = match["name"].rstrip(".,;:)").removesuffix(".git")
            if name and match["org"] not in ("docs", "datasets", "spaces"):
                model = match["org"] if name in _REVISIONS else f"{match['org']}/{name}"
                found.append(Hit(match.group(), model, "hf", start + match.start(), SURE))
        if found:
            return found
    if text.startswith("arn:"):
        return [Hit(match.group(), match["name"], "bedrock", start + match.start(), SURE) for match in _ARN.finditer(text)]
    if "://" in text and (known := _ZOO.match(text)) is not None:
        return [Hit(text, known["name"], known["zoo"], start, SURE)]
    if text[-65:-64] == ":" and (known := _REPLICATE.match(text)) is not None:
        return [Hit(text, known["name"], "replicate", start, SURE)]
    if "nvcr.io/" in text and (known := _NIM.match(text)) is not None:
        return [Hit(text, known["name"], "nvidia", start, SURE)]
    if (
        "ghcr.io/" in text
        and (known := _IMAGE.search(text)) is not None
        and known["name"] in words.ollama
        and (known["kit"] or known["tag"])
    ):
        return [Hit(text, f"{known['name']}{known['tag'] or ''}", "ollama", start, SURE)]
    for match in _GARDEN.finditer(text) if "publishers/" in text else ():  # Vertex AI: a version that is a name of its own is the model's
        version = match["version"] or ""
        name = version if "-" in version and any(map(str.isalpha, version)) else match["name"]
        found.append(Hit(match.group(), name, "google", start + match.start(), SURE))
    for match in _OLLAMA_PAGE.finditer(text) if "ollama." in text else ():
        found.append(Hit(match.group(), match["name"], "ollama", start + match.start(), SURE))
    for match in _URL.finditer(text) if "://" in text else ():
        if (service := _served(match, words)) is not None:
            found.append(service._replace(start=start + match.start()))
            continue
        path, _, query = match["path"].partition("#")[0].partition("?")
        file = FILE.fullmatch(_unpacked(path, words)) or FILE.fullmatch(query.rpartition("=")[2])  # `/files?path=model.onnx`
        suffix = file["suffix"].lower() if file is not None else ""
        weights = suffix in words.suffixes and (suffix not in words.elsewhere or _released(match["host"], path, suffix))
        if not weights and not packed(path.rpartition("/")[2], words) and not _stored(match["host"], path):
            continue
        if match["host"] == "github.com" and path.count("/") < 3:
            continue  # a repository of that name
        github = (
            _GITHUB.match(path) if match["host"] in ("github.com", "raw.githubusercontent.com", "media.githubusercontent.com") else None
        )
        name = f"github.com/{github['org']}/{github['name']}" if github else f"{match['host']}{path}"
        found.append(Hit(match.group(), name, "url", start + match.start(), SURE))
    return found


def _served(address: re.Match[str], words: Words) -> Hit | None:
    """The model that the address of a service ends with, or has in it."""
    host, path = address["host"], address["path"]
    pattern, kind = _HUBS.get(host, (None, ""))
    if pattern is not None and (match := pattern.match(path)) is not None:
        if host.startswith("build.") and words.families.isdisjoint(pieces(match["name"].rpartition("/")[2])):
            return None  # a page on something else
        return Hit(address.group(), match["name"], kind, 0, SURE)
    if host.endswith(("googleapis.com", "azure.com", "microsoft.com")) and (match := _SERVED.search(path)) is not None:
        kind = words.vendors.get(words.vendor_begin(match["name"]), "")
        if kind and (any(map(str.isdigit, match["name"])) or all(map(words.served, pieces(match["name"])))):
            return Hit(address.group(), match["name"], kind, 0, SURE)
    return None


def packed(name: str, words: Words) -> bool:
    """Whether a packed file holds a model by its name: `fast-bge-base-en-v1.5.tar.gz`, `buffalo_l.zip`, `x.h5.zip`. Raises nothing."""
    match = _ARCHIVE.fullmatch(name)
    found = set(pieces(name))
    named = not words.families.isdisjoint(found) and not (words.traits.isdisjoint(found) and not any(map(_BILLIONS.fullmatch, found)))
    sized = named or _YOLO_SIZE.match(name) is not None
    return match is not None and (sized or match["stem"] in words.short_of or match["h5"] is not None)


def _unpacked(path: str, words: Words) -> str:
    """The way to a file without what says that it is packed, where the rest tells weights: `encoder.onnx.gz`."""
    inner, _, suffix = path.rpartition(".")
    packed = f".{suffix}" in ARCHIVES and inner.rpartition(".")[2].lower() in words.strong_suffixes
    return inner if packed or suffix == "tar" else path


def _released(host: str, path: str, suffix: str) -> bool:
    """Whether a file `x.model` is one of weights: a project has it among its own, and it is none of a tokenizer."""
    return suffix == "model" and host == "github.com" and _GITHUB.match(path) is not None and _TOKENS.search(path.lower()) is None


def _stored(host: str, path: str) -> bool:
    """Whether a file holds a model by where it lies: a packed one in `/releases/download/asr-models/`, one without an ending there in a
    repository `x-checkpoints`."""
    folder, _, name = path.rpartition("/")
    if host == "github.com" and "/releases/download/" not in folder:
        return False  # `/tensorflow/models/archive/main.zip`
    plain = host == "github.com" and name != "" and "." not in name
    return (
        _SHELF.search(f"{folder}/") is not None and _ELSE.search(name.lower()) is None and (plain or _ARCHIVE.fullmatch(name) is not None)
    )


_BLANK = later.compile(r"\{[^{}]*\}")  # a name that is filled in: `{MODEL_CACHE}.tar`
_PRECISION = later.compile(r"[-_.](?:fp16|fp32|bf16|int8)(?![a-z\d])", re.I)  # of numbers: only weights have one


def weights(text: str, start: int, place: int, words: Words) -> Hit | None:
    """A file of weights. Raises nothing."""
    match = FILE.fullmatch(text)
    if (
        match is None or "?" in text or _BLANK.fullmatch(match["stem"]) or (text[0] == "." and text[1:2].isalpha())
    ):  # an address with a query; `.Values.model` of a template
        return None
    if "-packages/" in text and text.endswith(".pth"):
        return None  # Python's own list of paths
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
    if stem == text[: match.start("suffix") - 1] and _PACKAGE.match(stem):
        return None
    plain = _VARIANT.sub("", _SHARD.sub("", stem.lower()).removesuffix("-*-of-*"))
    common = plain in words.generic_stems or (TRAINED.search(plain) is not None and suffix != "caffemodel")  # `pose_iter_440000`
    if not plain.strip("*"):
        return None  # `*.onnx`
    generic = common or (len(plain) < 3 and plain != "ae") or "{" in stem or "*" in stem
    place = max(place, 0) if _HASHED.search(stem) else place
    family, trait = looks(text[: match.start("stem")] if common else text, words)  # `diffusion_pytorch_model` names no family
    family = 0 if "{" in stem and family < 2 and not trait else family  # `opt_{step}.pth` is none of OPT
    family = (
        family
        or 2 * (plain in _OWN or stem in _OWN)
        or 2 * (stem.startswith("ggml-") and stem[5:].partition("-q")[0] in words.short["whisper"])
    )
    own = strong and not family and not generic and place >= 0 and (plain in _OWN or _told_apart(plain, words))
    weak_but_told = not strong and not family and not generic and place >= 3 and (_told_apart(plain, words) or _PRECISION.search(stem))
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


def _told_apart(stem: str, words: Words) -> bool:
    """Whether the name of a file is one of its own, of several parts: `groundingdino_swint_ogc`, not `epoch_1`."""
    telling = [part for part in re.split(r"[^a-z]+", stem) if len(part) > 2 and part not in words.generic_stems]
    return len(telling) > 1 or (len(telling) == 1 and len(telling[0]) > 3 and any(character.isdigit() for character in stem))


def looks(name: str, words: Words) -> tuple[int, int]:
    """How many pieces of a name are words of model families, and how many say size, kind or packing. Raises nothing."""
    family = trait = 0
    for piece in pieces(name):
        stem = piece.rstrip("0123456789.")
        if piece in words.families or (len(stem) > 1 and not words.families.isdisjoint((stem, stem.removesuffix("v")))):  # `GFPGANv1.4`
            family += 1
        elif piece in words.traits or SIZE.fullmatch(piece):
            trait += 1
    return family, trait
