"""Does a string, where it stands, name a model? Evidence is added up: what the string looks like, and what the place is called."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.references import COMPARED, KEY, MENTIONED, Spot
from checker.words import Words, parts, pieces

ENOUGH = 4  # of evidence; in prose and comments, where no place speaks for a string, more is asked
SURE = 6
MAX_NAME = 300
WEAKLY = -2  # a place that says something about a model, which the name itself may outweigh; below, nothing does

_HUB = re.compile(
    r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com)/(?:api/models/|models/)?"
    r"(?!(?:datasets|spaces|docs|production|hf-inference|blog|papers|collections|join|settings|login|tasks|learn|models|organizations|new|pricing|api|chat|posts|inference|hub|course|front|assets)\b)"
    r"(?P<org>[A-Za-z0-9][\w.-]{0,95})/(?P<name>[A-Za-z0-9][\w.-]{0,95}\w)"
)
_SCHEME = re.compile(r"(?:hf|huggingface)://(?:models?/)?(?P<org>[A-Za-z0-9][\w.-]{0,95})/(?P<name>[A-Za-z0-9][\w.-]{0,95})")
_FOLDER = re.compile(r"models--(?P<org>[A-Za-z0-9][\w.]*(?:-[\w.]+)*)--(?P<name>[A-Za-z0-9][\w.-]*)")
_DASHED = re.compile(r"(?:^|/)(?P<org>[A-Za-z0-9][\w.]*(?:-[\w.]+)*)--(?P<name>[A-Za-z0-9][\w.-]*)/?$")
_URL = re.compile(r"(?P<scheme>https?)://(?P<host>[\w.-]{1,100})(?P<path>/[^\s\"'<>`)\]}|]{0,400})")
_GITHUB = re.compile(r"/(?P<org>[\w.-]+)/(?P<name>[\w.-]+)/(?:releases/download|raw|blob|media|resolve)/")
_OLLAMA_PAGE = re.compile(r"(?:https?://)?(?:www\.)?ollama\.(?:com|ai)/library/(?P<name>[\w.-]+(?::[\w.-]+)?)")
_NAME = re.compile(r"(?P<org>[A-Za-z0-9][\w.-]{0,95})/(?P<name>[A-Za-z0-9{][\w.+*{}-]{0,95})(?P<rest>[:@][\w.-]{1,60}|/[\w.*/-]{1,120})?")
_BARE = re.compile(r"[A-Za-z][\w.+-]{0,95}(?::[\w.+-]{1,60})?")
_DEFAULT = re.compile(r"\$\{\w+:?[-=]?(?P<value>[^${}]{2,300})\}")
_ASSIGNED = re.compile(r"(?P<name>[A-Z_a-z][\w.-]{1,60})=(?=[^=])")
_FILE = re.compile(r"(?:.*[/\\])?(?P<stem>[^/\\]{1,150})\.(?P<suffix>[A-Za-z0-9]{1,12})")
_BIG = re.compile(r"(?:^|[-_.:])(?:\d+x)?\d+(?:\.\d+)?[bm](?:$|[-_.:])|[-_](?:instruct|chat)\b", re.I)
_SIZE = re.compile(r"\d+(?:\.\d+)?[bm]|\d+x\d+b|a\d+b|e\d+b|v\d+(?:\.\d+)*|\d{3,4}|\d\.\d|q\d\w*|patch\d+|b\d+|l\d+|\d+k")


class Hit(NamedTuple):
    """A model named in a string: what it is called there, its name space, from which character, and how strong the evidence is."""

    text: str
    model: str
    kind: str
    start: int
    score: int


def recognize(spot: Spot, words: Words, context: str = "") -> list[Hit]:
    """The models that a string may name, each with its score; ENOUGH of it and it does.

    `context` names a library the file speaks of ("ollama", "whisper"). Raises nothing.
    """
    if spot.model:
        return [Hit(spot.text, spot.model, "hf" if "/" in spot.model else "vendor", 0, SURE)]
    spot = assigned(spot)
    text, start = _trimmed(spot.text)
    if len(text) < 2 or (len(text) > MAX_NAME and "://" not in text):
        return []
    addresses = _addresses(text, start, words)
    if addresses or spot.nature in MENTIONED or " " in text:
        return [hit for hit in addresses if not blank(hit.text, words)]
    place, call = _place(spot, words)
    if place < WEAKLY and not call:
        return []
    found = []
    for part in text.split(",") if "," in text and place >= 3 else [text]:
        hit = _named(part.strip(), start + text.find(part), place, call, words, context, spot)
        if hit and not blank(part, words):
            found.append(hit)
    return found


def possible(text: str, words: Words) -> bool:
    """Whether a string would name a model if only the place said so: what finders need not look at the place of otherwise. Raises nothing."""
    known = words.seen.get(text)
    if known is None:
        if len(words.seen) > 50_000:
            words.seen.clear()
        known = words.seen[text] = _possible(text, words)
    return known


def _possible(text: str, words: Words) -> bool:
    text = assigned(Spot(1, 1, text)).text
    core, _ = _trimmed(text)
    if len(core) < 2 or (len(core) > MAX_NAME and "://" not in core):
        return False
    if _addresses(core, 0, words):
        return True
    best: dict[str, object] = {"kind": "ollama"}
    spot = Spot(1, 1, core, ("model",))
    for part in core.split(",") if "," in core else [core]:
        hit = _named(part.strip(), 0, 4, best, words, "whisper", spot)
        if hit is not None and (hit.score >= ENOUGH or hit.kind == "file") and not blank(part, words):
            return True
    return False


def blank(text: str, words: Words) -> bool:
    """Whether a name is one to be filled in: `your-org/your-model`, `path/to/model.gguf`, `<model>`. Raises nothing."""
    return not words.blanks.isdisjoint(parts(text.partition("/")[0])) or any(
        mark in text for mark in ("<", "...", "path/to", "[", "your-", "your_", "/my-")
    )


def place_score(slot: tuple[str, ...], words: Words) -> int:
    """How much the place speaks for a model: 3 where it is called one, 0 where it says nothing, below 0 where it is something else.

    The innermost name decides; one that says nothing (`name`, `default`, a language code in a registry) hands on to the one around it,
    which then counts for less.
    """
    most = 3
    for name in reversed(slot):
        if name.startswith(("#", "$")):
            continue
        found = parts(name)
        if name.endswith("()"):
            if not words.speaking_calls.isdisjoint(found):
                return -5
            if not words.strong.isdisjoint(found):
                return min(most, 2)
            continue
        if not found:
            most = min(most, 2)
            continue
        last = found[-1]
        strong = not words.strong.isdisjoint(found)
        if strong and (last not in words.not_last or last in words.strong):
            return most
        if strong and last in words.not_last:
            return 1 if last in ("size", "url", "default", "key", "arch") else WEAKLY
        if last in words.negative or (last in words.neutral and not words.negative.isdisjoint(found)):
            return -5 if most == 3 else 0
        if not all(word in words.neutral for word in found):
            most = min(most, 2)
        elif last in ("name", "id"):
            most = min(most, 3)
    return 0


def direct(slot: tuple[str, ...], words: Words) -> bool:
    """Whether the innermost name itself says model: an alias that a project gives stands under a mere `name`."""
    for name in reversed(slot):
        if name.startswith(("#", "$")):
            continue
        found = parts(name)
        if name.endswith("()") or found in (("default",), ("value",), ("choices",), ("options",), ("items",)):
            continue
        return not words.strong.isdisjoint(found)
    return False


def _trimmed(text: str) -> tuple[str, int]:
    """The text without blanks and quotes around it, or the default of `${NAME:-default}`, and where that begins."""
    shift = 0
    while match := _DEFAULT.search(text):
        shift += match.start("value") if text == match.group() else 0
        whole = text[: match.start()] + match["value"] + text[match.end() :]
        shift += match.start("value") - match.start() if text != match.group() and not match.start() else 0
        text = whole
    cut = text.strip("\"' \t\r\n,;")
    return cut, shift + text.find(cut)


def assigned(spot: Spot) -> Spot:
    """`MODEL=x` in one string, as lists of environment variables have it: the value under its name. Raises nothing."""
    match = _ASSIGNED.match(spot.text)
    if match is None:
        return spot
    return spot._replace(text=spot.text[match.end() :], column=spot.column + match.end(), slot=(*spot.slot, match["name"]))


def _addresses(text: str, start: int, words: Words) -> list[Hit]:
    """What says of itself where weights are: addresses and cache folders."""
    found = []
    if "/" not in text and "--" not in text:
        return []
    for pattern in (_HUB, _SCHEME, _FOLDER):
        for match in pattern.finditer(text):
            name = match["name"].rstrip(".,;:)").removesuffix(".git")
            if name and match["org"] not in ("docs", "datasets", "spaces"):
                found.append(Hit(match.group(), f"{match['org']}/{name}", "hf", start + match.start(), SURE))
        if found:
            return found
    for match in _OLLAMA_PAGE.finditer(text):
        found.append(Hit(match.group(), match["name"], "ollama", start + match.start(), SURE))
    for match in _URL.finditer(text):
        path = match["path"].partition("?")[0].partition("#")[0]
        file = _FILE.fullmatch(path)
        if (
            file is None
            or file["suffix"].lower() not in words.strong_suffixes | words.weak_suffixes
            or file["suffix"].lower() in ("model", "params", "tar", "pkl", "joblib", "task", "engine", "weights")
        ):
            continue
        github = (
            _GITHUB.match(path) if match["host"] in ("github.com", "raw.githubusercontent.com", "media.githubusercontent.com") else None
        )
        name = f"github.com/{github['org']}/{github['name']}" if github else f"{match['host']}{path}"
        found.append(Hit(match.group(), name, "url", start + match.start(), SURE))
    return found


def _place(spot: Spot, words: Words) -> tuple[int, dict[str, object]]:
    """The score of the place, and the row of a known callable where the string is an argument of it."""
    for i in range(len(spot.slot) - 1, -1, -1):
        name = spot.slot[i]
        if name.startswith("$"):
            said = tuple(name.split()[1:])
            for length in (3, 2):
                kind = words.commands.get(said[-length:])
                if kind is not None:
                    return (4, {"kind": kind, "any": kind == "ollama"}) if kind else (-5, {})
        if name.endswith("()"):
            argument = spot.slot[i + 1].lstrip("#") if i + 1 < len(spot.slot) else ""
            dotted = name[:-2].split(".")
            for row in filter(None, (words.calls.get(".".join(dotted[-2:])), words.calls.get(dotted[-1]))):
                if argument in row["args"]:
                    return 4, dict(row)
            break
    return place_score(spot.slot, words), {}


def _named(text: str, start: int, place: int, call: dict[str, object], words: Words, context: str, spot: Spot) -> Hit | None:
    """The strongest reading of a string that is no address."""
    readings = [
        _weights(text, start, place, words),
        _hub(text, start, place, words),
        _vendor(text, start, place, words),
        _ollama(text, start, place, call, words, context, spot.slot),
        _short(text, start, place, call, words, context),
    ]
    found = [hit for hit in readings if hit is not None]
    if call.get("any") and not found and re.fullmatch(r"[\w./:@+-]{2,120}", text) and not text.startswith((".", "/")):
        found.append(Hit(text, text, str(call["kind"]), start, 5))
    if not found:
        found = [hit for hit in [_bare(text, start, place, words)] if hit and direct(spot.slot, words)]
    if spot.nature in (KEY, COMPARED):
        found = [hit._replace(score=hit.score - 1) if hit.kind in ("name", "ollama", "file") else hit for hit in found]
    return max(found, key=lambda hit: hit.score, default=None)


def looks(name: str, words: Words) -> tuple[int, int]:
    """How many pieces of a name are words of model families, and how many say size, kind or packing. Raises nothing."""
    family = trait = 0
    for piece in pieces(name):
        stem = piece.rstrip("0123456789.")
        if piece in words.families or (stem in words.families and len(stem) > 1):
            family += 1
        elif piece in words.traits or _SIZE.fullmatch(piece):
            trait += 1
    return family, trait


def _weights(text: str, start: int, place: int, words: Words) -> Hit | None:
    match = _FILE.fullmatch(text)
    if match is None:
        return None
    suffix, stem = match["suffix"].lower(), match["stem"]
    strong = suffix in words.strong_suffixes
    if not strong and suffix not in words.weak_suffixes:
        return None
    family, trait = looks(text, words)
    generic = stem.lower() in words.generic_stems or (len(stem) < 3 and stem != "ae") or "{" in stem
    score = (
        (3 if strong else 1)
        + (0 if generic or family or not trait else 1)
        + (2 if family else 0)
        + min(place, 2)
        - (3 if generic and not family else 0)
    )
    return Hit(text, text.replace("\\", "/").rpartition("/")[2], "file", start, score)


def _hub(text: str, start: int, place: int, words: Words) -> Hit | None:
    if "--" not in text and "/" not in text or text.startswith(("http:", "https:", "git+", "git@", "pvc:", "oci:", "docker:")):
        return None
    if (dashed := _DASHED.search(text)) and dashed["org"] in words.organizations:
        return Hit(dashed.group().strip("/"), f"{dashed['org']}/{dashed['name']}", "hf", start, 5)
    inner = text
    if text.startswith(("/", "./", "../", "~")) or text.count("/") > 1:
        pieces_ = text.strip("./~").split("/")
        for i in range(len(pieces_) - 1):
            if pieces_[i] in words.organizations and pieces_[i] not in words.not_organizations and any(looks(pieces_[i + 1], words)):
                inner = "/".join(pieces_[i : i + 2])
                break
        else:
            if text.startswith(("/", ".", "~")):
                return None
    match = _NAME.fullmatch(inner)
    if (
        match is None
        or match["org"].lower() in words.not_organizations
        or "." in match["org"]
        and match["org"].rpartition(".")[2].isalpha()
    ):
        return None
    org, name = match["org"], match["name"]
    suffix = name.rpartition(".")[2].lower()
    if suffix in (
        "py",
        "js",
        "ts",
        "tsx",
        "jsx",
        "json",
        "yaml",
        "yml",
        "md",
        "txt",
        "html",
        "css",
        "png",
        "jpg",
        "jpeg",
        "svg",
        "sh",
        "csv",
        "pdf",
        "toml",
        "wav",
        "mp3",
        "mp4",
        "gif",
        "ipynb",
        "cpp",
        "h",
        "go",
        "svelte",
        "vue",
        "jsonl",
        "zip",
        "gz",
    ):
        return None
    family, trait = looks(name, words)
    known = org in words.organizations
    score = (3 if known else 1) + (2 if family else 0) + (1 if trait else 0) + place
    if not known and not family and not trait and place < 3:
        return None
    if match["rest"] and match["rest"][0] == "/" and not known:
        score -= 2
    return Hit(text, f"{org}/{name}", "hf", start + text.find(inner), score)


def _vendor(text: str, start: int, place: int, words: Words) -> Hit | None:
    pattern, begins = words.vendor
    core = text.rpartition("/")[2] if text.count("/") == 1 else text
    match = pattern.match(core) or pattern.match(text)
    if match is None or not re.fullmatch(r"[\w.:/@-]{3,90}", text) or re.search(r"\.(?:py|js|ts|md|json|ya?ml|html|png)$", text):
        return None
    rest = core[match.end() :]
    if rest and match.group()[-1].isalnum() and rest[0].isalpha():
        return None
    return Hit(text, core, begins[match.group().lower()], start, 4 + min(place, 3))


def _ollama(text: str, start: int, place: int, call: dict[str, object], words: Words, context: str, slot: tuple[str, ...]) -> Hit | None:
    bare = text.removeprefix("ollama/").removeprefix("ollama_chat/")
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
    if "/" in name and not ours:
        return None
    if colon and not words.ollama_tag.fullmatch(tag):
        return None
    return Hit(text, bare, "ollama", start, (4 if colon else 2 if distinct else 1) + (1 if ours else 0) + place)


def _short(text: str, start: int, place: int, call: dict[str, object], words: Words, context: str) -> Hit | None:
    library = words.short_of.get(text) or (words.short_of.get(text.replace("-", "_")) if text.startswith("en-") else None)
    if library:
        return Hit(text, text, library, start, 4 + place)
    for library in ("whisper", "rembg"):
        if text in words.short[library] and (call.get("kind") == library or context == library):
            return Hit(
                text, text, library, start, (2 if re.search(r"[\d.-]", text) else 1) + place + (2 if call.get("kind") == library else 0)
            )
    return None


def _bare(text: str, start: int, place: int, words: Words) -> Hit | None:
    if not _BARE.fullmatch(text) or "." in text and text.rpartition(".")[2].isalpha():
        return None
    family, _ = looks(text, words)
    if not family or (family < 2 and not _BIG.search(text)):
        return None
    return Hit(text, text, "name", start, 2 + place)
