"""Does a string, where it stands, name a model? Evidence is added up: what the string looks like, and what the place is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checker import later
from checker.addresses import ARCHIVES, SHARED, SURE, Hit, addresses, looks, weights
from checker.places import FOLDER, STRONGEST, WEAKLY, assigned, direct, is_path, itself, place_of, place_score, takes_any, trimmed
from checker.references import COMPARED, KEY, MENTIONED, OUTPUT, SAID, VALUE, Spot
from checker.shapes import bare, blank, copy, evident, hub, nothing_else, ollama, short, sized, vendor
from checker.words import Words

ENOUGH = 4  # of evidence; in prose and comments, where no place speaks for a string, only an address is enough
CLOSED = frozenset({"openai", "anthropic", "google"})  # what their services offer is not on the hub under the same name
MAX_NAME = 300  # characters of a name that is no address

_PROVIDED = later.compile(r"(?P<name>[\w./:-]{2,150})@(?!latest\b|next\b|main\b|default\b)[A-Za-z][\w-]{1,40}(?:@[\w-]{1,40})?")
_ANY = later.compile(r"(?![./])[\w./:@+-]{2,120}")
_MARKED = later.compile(r"[\d.-]")  # of Whisper's names those that are no words: `large-v2`, `medium.en`
_HERE = frozenset({"local", "models", "pretrained_models"})  # before the name of a model: whose copy it is
_WORKERS = later.compile(r"@[ch]f/[\w.-]{2,60}/[\w.-]{3,95}")
_QUOTED_HUB = later.compile(r"[\w.-]{2,60}/[\w.-]{2,95}")
_TOKENS = later.compile(r"[\s,;:/\"'=]+")  # between names that a library completes
_JOINED = later.compile(r"[/.,;]|--")
_LISTED = later.compile(r"[,;]")
NOTHING, PLACE, LIBRARY, NEVER_ONE = range(4)
# What it needs -> how much the best place of the kind says, the call it stands in, the library that the file speaks of, the names
# around it, and how much evidence is enough: alone, any, since other places may make a model of it.
_HELP: dict[int, tuple[int, dict[str, Any], str, tuple[str, ...], int]] = {
    NOTHING: (0, {}, "", (), 1),
    PLACE: (STRONGEST, {}, "", ("model",), ENOUGH),
    LIBRARY: (STRONGEST, {"kind": "ollama"}, "whisper", ("model",), ENOUGH),
}
ADDRESSED = (
    "hf.co/",
    "huggingface.co/",
    "hf-mirror.com/",
    "modelscope.cn/models/",
    "modelscope.ai/models/",
    "wisemodel.cn/models/",
    "ollama.com/",
    "ollama.ai/",
)


def recognize(spot: Spot, words: Words, context: str = "") -> list[Hit]:
    """The models that a string may name, each with its score; ENOUGH of it and it does.

    `context` names a library the file speaks of ("ollama", "whisper"). Raises nothing.
    """
    if spot.model:
        space, _, name = spot.model.rpartition(":")
        return [Hit(spot.text, name, space or ("hf" if "/" in name else "vendor"), 0, SURE)]
    if spot.nature in MENTIONED and not words.interest.search(spot.text):
        return []  # most words of running text
    spot = assigned(spot)
    text, start = trimmed(spot.text)
    if len(text) < 2 or (len(text) > MAX_NAME and "://" not in text):
        return []
    told = addresses(text, start, words)
    if not told and is_path(text, words):
        return []
    shared = SHARED.fullmatch(text) if "://" in text and not told and spot.nature not in MENTIONED else None
    if shared is not None and place_score(spot.slot, words) > 0:
        return [Hit(text, shared["what"], "url", start, ENOUGH)]
    if spot.nature in MENTIONED and not told:
        told = _spoken(text, start, spot, words, context)
    listed = [part.strip() for part in _LISTED.split(text)]
    several = text.split() if spot.nature == VALUE and any(" " in part for part in listed) else []
    if 1 < len(several) < 22 and all(possible(part, words) for part in several):
        listed = several
    if told or spot.nature in MENTIONED or any(" " in part for part in listed):
        return [hit for hit in told if not blank(hit.text, words)]
    plain = text.isalpha() or text.replace("_", "").isalpha()
    if plain and text not in words.plain and not any(name.endswith("()") or name.startswith("$") for name in spot.slot):
        return []  # a word like any other: only a call that takes every name could make it one
    place, call = place_of(spot, words)
    if (place < WEAKLY and not call) or (plain and not (text in words.plain or call.get("any") or words.vendor_begin(text))):
        return []
    named = [part for part in (listed if place >= 3 else [text]) if " " not in part and not blank(part, words)]
    found = [_named(part, start + text.find(part), place, call, words, context, spot) for part in named]
    return [hit for hit in found if hit is not None]


def recalled(spot: Spot, words: Words, context: Callable[[], str]) -> list[Hit]:
    """What `recognize` finds, kept for the next time a string stands in such a place: many do in more than one file.

    The list is not to be changed. `context` is asked for the library that the file speaks of only where that can matter. Raises nothing.
    """
    if not spot.model and needs(spot.text, words) == NEVER_ONE and not takes_any(spot.slot, words):
        return []  # most strings: nothing that stands around them would make a model of them, so that a weak reading is by chance
    key = spot[2:]  # without line and column
    known = words.recognized.get(key)
    if known is None:
        if _completed(spot.text, words):
            return recognize(spot, words, context())
        if len(words.recognized) > 20_000:
            words.recognized.clear()
        known = words.recognized[key] = recognize(spot, words)
    return known


def _completed(text: str, words: Words) -> bool:
    """Whether a library that completes names might know something in a string."""
    return "${" in text or not words.completed.isdisjoint(_TOKENS.split(text.lower()))  # `${NAME-default}`


def possible(text: str, words: Words) -> bool:
    """Whether a string would name a model if only the place said so; otherwise nobody need look at the place. Raises nothing."""
    return needs(text, words) < NEVER_ONE


def needs(text: str, words: Words) -> int:
    """What a string needs to name a model: NOTHING, a place that speaks for one (PLACE), a file that speaks of a library which completes
    names (LIBRARY), or more than there is (NEVER_ONE). Raises nothing."""
    known = words.seen.get(text)
    if known is None:
        if len(words.seen) > 50_000:
            words.seen.clear()
        known = words.seen[text] = _needs(text, words)
    return known


def _needs(text: str, words: Words) -> int:
    if not words.interest.search(text):  # what the readings below look for, at a fifth of their cost
        return NEVER_ONE
    text = assigned(Spot(1, 1, text)).text
    core, _ = trimmed(text)
    if len(core) < 2 or (len(core) > MAX_NAME and "://" not in core):
        return NEVER_ONE
    several = 0 < core.count(" ") < 21 and all(needs(part, words) < NEVER_ONE for part in core.split())  # `MODELS="llama3.2 mistral"`
    if " " in core and not several and not _JOINED.search(core):
        return NEVER_ONE  # words of a sentence: a name with a blank in it has a slash or an ending, or is one of several
    if addresses(core, 0, words):
        return NOTHING
    if several or SHARED.fullmatch(core) is not None:
        return PLACE
    if is_path(core, words):
        return NEVER_ONE
    parts_ = [part.strip() for part in _LISTED.split(core)]
    parts_ = [part for part in parts_ if _hopeful(part, words)]
    if not parts_:
        return NEVER_ONE
    if any(part.partition("/")[0] in words.organizations and _helped(part, NOTHING, words) for part in parts_):
        return NOTHING  # most that need nothing
    if _LISTED.search(core) and _helped(core, NOTHING, words):
        return NOTHING  # only a place that speaks for models parts a list
    return next((need for need in (LIBRARY, PLACE, NOTHING) if not any(_helped(part, need, words) for part in parts_)), -1) + 1


def _hopeful(part: str, words: Words) -> bool:
    """Whether any reading of a string can come to something: what each of them asks for first."""
    if (at := part.find("@")) > 0 and _hopeful(part[:at], words):
        return True
    if part.rpartition(".")[2].lower() in words.suffixes or "/" in part or "--" in part:
        return True
    if " " in part:
        return False
    if part in words.terse or ":" in part or part.startswith("ggml-") or part.partition(":")[0] in words.named:
        return True
    return bool(words.vendor_begin(part)) or looks(part, words)[0] > 0


def _helped(part: str, need: int, words: Words) -> bool:
    """Whether something names a model where it has what it needs."""
    place, call, context, slot, enough = _HELP[need]
    hit = _named(part, 0, place, call, words, context, Spot(1, 1, part, slot or (part,)))  # it may be named after itself
    return (
        hit is not None
        and (hit.score >= enough or hit.kind == "file" or (need > NOTHING and hit.kind == "name"))
        and not blank(part, words)
    )


def possibly_spoken(word: str, words: Words) -> bool:
    """Whether a word with a slash may name a model in running text, where only an address does or a known organization's name.

    Raises nothing.
    """
    if "." in word and (any(map(word.__contains__, ADDRESSED)) or ("://" in word and word.rpartition(".")[2].lower() in words.suffixes)):
        return True
    return "--" in word or not words.organizations.isdisjoint(word.split("/"))


def spoken_alone(word: str, words: Words) -> bool:
    """Whether a word without a slash names a model in running text, whatever stands around it. Raises nothing."""
    return needs(word, words) == NOTHING or sized(word, 0, words) is not None


def _spoken(text: str, start: int, spot: Spot, words: Words, context: str) -> list[Hit]:
    """The model that a word of running text names: one that nothing else is called, or one that stands as code does (`--model x`)."""
    if " " in text or not words.interest.search(text):
        return []
    hit = hub(text, start, 0, words)  # no place speaks for it: the name must speak for itself
    if hit is not None and hit.score >= SURE - any(map(str.isdigit, hit.model)) and hit.model[-1] not in "-_.":
        return [hit]
    known = words.short["whisper"] if context == "whisper" else words.told if context == "ollama" else ()
    if text in known and _MARKED.search(text):
        return [Hit(text, text, context, start, ENOUGH)]
    if hit is not None and _QUOTED_HUB.fullmatch(text) and sized(hit.model.partition("/")[2], start, words):
        return [hit._replace(score=ENOUGH)]
    place, call = place_of(spot, words) if spot.slot and spot.slot[-1] != SAID else (0, {})
    if place >= 3:
        if text.replace("_", "").isalpha() and text not in words.plain:
            return []
        hit = _named(text, start, place, {**call, "any": False}, words, context, spot)
    else:
        hit = _named(text, start, 0, {}, words, "", spot._replace(slot=()))
        if hit is None or hit.score < ENOUGH:
            hit = sized(text, start, words)
        elif hit.kind in words.vendor_kinds and not evident(hit.model, words, english=spot.nature != OUTPUT and not spot.slot):
            return []
    if hit is None or hit.score < ENOUGH or ("/" in hit.model and hit.kind == "hf" and not any(looks(hit.model, words))):
        return []
    if hit.kind == "name" and sized(text, start, words) is None:
        return []
    return [hit] if "/" not in hit.model or (place >= 3 and ":" not in text) else []  # `acme/whisper:latest` is an image


def _tagged(text: str, end: int, words: Words) -> bool:
    """Whether what looks like a way to a service is a library name of Ollama with its tag: `mistral:7b`, not `mistral:open-mistral-7b`."""
    return text[end - 1] == ":" and text[: end - 1] in words.ollama and words.ollama_tag.fullmatch(text, end) is not None


def _named(text: str, start: int, place: int, call: dict[str, Any], words: Words, context: str, spot: Spot) -> Hit | None:
    """The strongest reading of a string that is no address."""
    if text.startswith("ollama/ollama"):
        return None  # its image
    if text.startswith(("@cf/", "@hf/")) and _WORKERS.fullmatch(text):
        return Hit(text, text, "name", start, SURE)  # of Cloudflare
    if text.startswith("openai/") and words.route.match(text, 7):
        start, text = start + 7, text[7:]  # `openai/hf:01-ai/Yi-Coder-9B-Chat`: asked for as OpenAI's are
    routed = words.route.match(text) if ":" in text or "/" in text else None
    if routed is not None and _tagged(text, routed.end(), words):
        routed = None
    if routed is not None:
        ours = routed.group().startswith("ollama")
        said, told = ({**call, "kind": "ollama"}, max(place, 2) if place >= 0 else place) if ours else (call, place)
        if (inner := _named(text[routed.end() :].removeprefix("//"), start, told, said, words, context, spot)) is not None:
            return inner._replace(text=text)
        if text[routed.end() - 1] == "/" and not routed.group().startswith(("huggingface", "ollama")):
            return None  # `openrouter/auto`, `azure/my-deployment`: no repository of the hub
    provided = _PROVIDED.fullmatch(text) if "@" in text else None  # `gpt-4o@Azure`, `THUDM/chatglm2-6b@localhost@20002`: who serves it
    inner = _named(provided["name"], start, place, call, words, context, spot) if provided is not None else None
    if inner is not None and inner.kind != "file":
        return inner
    if place >= 0 and text.count("/") == 2 and text[0] not in "./~$":
        gate, owner, name = text.split("/")
        served = owner not in CLOSED and not CLOSED.isdisjoint(owner.split("-")) and words.vendor_begin(name)
        known = "." in gate or not words.organizations.isdisjoint((gate, owner))
        if not known and (
            served or (place >= 3 and sized(name, start, words))
        ):  # `acme/openai-main/gpt-4o`, `acme/meta/llama-3-8b-instruct`
            inner = _named(name, start, max(place, 1), call, words, context, spot)
            return inner._replace(text=text) if inner is not None else None
    context = context or ("whisper" if place > 0 and "whisper" in "".join(spot.slot[-2:]).lower() else "")  # `WHISPER_MODEL: base`
    readings = [
        weights(text, start, place, words),
        hub(text, start, place, words),
        vendor(text, start, place, words),
        ollama(text, start, place, call, words, context, spot.slot),
        short(text, start, place, call, words, context),
        copy(text, start, place, words),
    ]
    handled = spot.slot[-1:] != () and spot.slot[-1].startswith("$") and text.endswith(ARCHIVES)  # `tar xf x.tar.gz` of what was loaded
    found = [hit for hit in readings if hit is not None and not (handled and hit.kind == "file")]
    if call.get("kind") == "torchhub" and _QUOTED_HUB.fullmatch(text.partition(":")[0]):  # `owner/repository:branch` of GitHub
        return Hit(text, text.partition(":")[0], "torchhub", start, 5)
    if call.get("kind") == "ngc" or (call.get("kind") in ("replicate", "fal") and "/" in text and _ANY.fullmatch(text)):
        return Hit(text, text.partition(":")[0], str(call["kind"]), start, 5)  # `org/team/name:version` of NVIDIA's catalog
    if call.get("any") and not found and spot.nature != KEY and _ANY.fullmatch(text):
        found.append(Hit(text, text, str(call["kind"]), start, 5))
    if not found:
        whole = sized(text.removesuffix("/"), start, words)
        sure = whole or call or direct(spot.slot, words)
        found = [hit if sure else hit._replace(score=1) for hit in [bare(text, start, place, words)] if hit]
        plain = whole is not None and nothing_else(text, words) and words.objects.isdisjoint(name.lower() for name in spot.slot)
        if whole and place >= WEAKLY and plain and (place < 3 or not found):
            found = [whole._replace(score=ENOUGH)]  # no place says so, but the name does: `llama-3.1-8b-instruct`
        elif (place >= 3 or place == FOLDER) and text.count("/") == 1:
            folder, _, rest = text.partition("/")
            if folder in _HERE and sized(rest, start, words):
                found = [Hit(text, rest, "name", start, ENOUGH)]  # `local/qwen2.5-7b-instruct`
    if place >= 0 and all(hit.score < ENOUGH for hit in found) and itself(text, spot.slot):
        named = bare(text, start, 3, words)  # no place says so, but a constant has the same name: `LLAMA_3_2_70B = "llama-3.2-70b"`
        found += [named._replace(score=ENOUGH)] if named is not None and named.score >= ENOUGH else []
    if text.isalpha() and place < 2 and spot.slot and spot.slot[-1].startswith("$"):
        found = [hit for hit in found if hit.kind != "whisper"]  # words between two apostrophes look like a command: `its base of fans`
    if spot.nature in (KEY, COMPARED) and sized(text, start, words) is None:
        found = [hit._replace(score=hit.score - 1) if hit.kind in ("name", "ollama") else hit for hit in found]
    best = max(found, key=lambda hit: (hit.score, hit.kind == "watsonx"), default=None)
    if best is not None and best.kind == "hf":
        # `openai/gpt-4o`, and `openai-main/gpt-4o` of a gateway, are written like repositories of the hub and are none
        org = best.model.partition("/")[0]
        services = CLOSED.intersection(org.split("-")) or (CLOSED if org not in words.organizations else ())
        best = next((hit for hit in found if hit.kind in services and evident(hit.model, words, english=False)), best)
    return best
