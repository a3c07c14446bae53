"""One reading of a string in one place: the first kind of name that it can be, with the evidence for that."""

from __future__ import annotations

from typing import Any

from checker import later
from checker.addresses import ARCHIVES, SURE, TRAINED, Hit, looks, weights
from checker.places import FOLDER, WEAKLY, called_after, direct, itself
from checker.references import ASKED, COMPARED, KEY, Spot
from checker.shapes import BIG, bare, called, evident, hub, nothing_else, ollama, short, sized, vendor
from checker.words import Words

MAX_NAME = 300  # characters of a name that is no address
ENOUGH = 4  # of evidence; in prose and comments, where no place speaks for a string, only an address is enough
CLOSED = frozenset({"openai", "anthropic", "google"})  # what their services offer is not on the hub under the same name
_PROVIDED = later.compile(r"(?P<name>[\w./:-]{2,150})@(?!latest\b|next\b|main\b|default\b)[A-Za-z][\w-]{1,40}(?:@[\w-]{1,40})?")
_ANY = later.compile(r"(?![./])[\w./:@+-]{2,120}")
_HERE = frozenset({"local", "models", "pretrained_models"})  # before the name of a model: whose copy it is
_PYTHON = ("os.", "sys.", "self.", "args.")  # a value in a command that runs a line of Python
_WORKERS = later.compile(r"@[ch]f/[\w.-]{2,60}/[\w.-]{3,95}")
_PART = later.compile(r"[\w.-]{2,60}/[\w.-]{2,95}::[\w./-]{1,150}")
_COPY = later.compile(
    r"(?:\.{0,2}/|[a-z][a-z\d]{1,9}://|(?:[\w.{}$-]{1,60}/){0,5}(?:models?|pretrained\w{0,20}|checkpoints?|ckpts?|weights|model[-_]\w{1,20})/)"
    r"(?:[\w.{}$ -]{1,100}/){0,9}(?P<name>[A-Za-z][\w.-]{2,95})/?"
)
_OF_TRAINING = later.compile(r"(?:^|/)(?:outputs?|out|runs|results)/")
QUOTED_HUB = later.compile(r"[\w.-]{2,60}/[\w.-]{2,95}")


def _tagged(text: str, end: int, words: Words) -> bool:
    """Whether what looks like a way to a service is a library name of Ollama with its tag: `mistral:7b`, not `mistral:open-mistral-7b`."""
    return text[end - 1] == ":" and text[: end - 1] in words.ollama and words.ollama_tag.fullmatch(text, end) is not None


def named(text: str, start: int, place: int, call: dict[str, Any], words: Words, context: str, spot: Spot) -> Hit | None:
    """The strongest reading of a string that is no address, or None.

    `start` is its column, `place` what its place says for a model (`places.place_score`), `call` what is known of the call it stands in,
    `context` the library that its file speaks of. Raises nothing.
    """
    if text.startswith("ollama/ollama"):
        return None  # its image
    if text.startswith(("@cf/", "@hf/")) and _WORKERS.fullmatch(text):
        return Hit(text, text, "name", start, SURE)  # of Cloudflare
    if "::" in text and _PART.fullmatch(text):  # `publisher/repository::file`
        inner = named(text.partition("::")[0], start, place, call, words, context, spot)
        return inner._replace(text=text) if inner is not None and inner.kind == "hf" else inner
    if text.startswith("openai/") and words.route.match(text, 7):
        start, text = start + 7, text[7:]  # `openai/hf:01-ai/Yi-Coder-9B-Chat`: asked for as OpenAI's are
    routed = words.route.match(text) if ":" in text or "/" in text else None
    if routed is not None and _tagged(text, routed.end(), words):
        routed = None
    if routed is not None:
        ours = routed.group().startswith("ollama")
        said, told = ({**call, "kind": "ollama"}, max(place, 2) if place >= 0 else place) if ours else (call, place)
        if (inner := named(text[routed.end() :].removeprefix("//"), start, told, said, words, context, spot)) is not None:
            return inner._replace(text=text)
        if text[routed.end() - 1] == "/" and not routed.group().startswith(("huggingface", "ollama")):
            return None  # `openrouter/auto`, `azure/my-deployment`: no repository of the hub
    provided = _PROVIDED.fullmatch(text) if "@" in text else None  # `gpt-4o@Azure`, `THUDM/chatglm2-6b@localhost@20002`: who serves it
    inner = named(provided["name"], start, place, call, words, context, spot) if provided is not None else None
    if inner is not None and inner.kind != "file":
        return inner
    if place >= 0 and text.count("/") == 2 and text[0] not in "./~$":
        gate, owner, name = text.split("/")
        served = owner not in CLOSED and not CLOSED.isdisjoint(owner.split("-")) and words.vendor_begin(name)
        known = "." in gate or not words.organizations.isdisjoint((gate, owner))
        if not known and (
            served or (place >= 3 and sized(name, start, words))
        ):  # `acme/openai-main/gpt-4o`, `acme/meta/llama-3-8b-instruct`
            inner = named(name, start, max(place, 1), call, words, context, spot)
            return inner._replace(text=text) if inner is not None else None
    if place > 0 and "whisper" in "".join(spot.slot[-2:]).lower():
        context = "whisper"  # `WHISPER_MODEL: base`, whatever else the file speaks of
    readings = [
        weights(text, start, place, words),
        None if text.startswith("github.com/") else hub(text, start, place, words),
        vendor(text, start, place, words),
        ollama(text, start, place, call, words, context, spot.slot),
        short(text, start, place, call, words, context),
        copy(text, start, place, words),
    ]
    handled = spot.slot[-1:] != () and spot.slot[-1].startswith("$") and text.endswith(ARCHIVES)  # `tar xf x.tar.gz` of what was loaded
    found = [hit for hit in readings if hit is not None and not (handled and hit.kind == "file")]
    if call.get("kind") == "torchhub" and QUOTED_HUB.fullmatch(text.partition(":")[0]):  # `owner/repository:branch` of GitHub
        return Hit(text, text.partition(":")[0], "torchhub", start, 5)
    if call.get("kind") == "ngc" or (call.get("kind") in ("replicate", "fal") and "/" in text and _ANY.fullmatch(text)):
        return Hit(text, text.partition(":")[0], str(call["kind"]), start, 5)  # `org/team/name:version` of NVIDIA's catalog
    if call.get("any") and not found and spot.nature != KEY and _ANY.fullmatch(text) and not text.startswith(_PYTHON):
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
        own = bare(text, start, 3, words)  # no place says so, but a constant has the same name: `LLAMA_3_2_70B = "llama-3.2-70b"`
        found += [own._replace(score=ENOUGH)] if own is not None and own.score >= ENOUGH else []
    if text.count("/") == 1 and place >= 0 and called_after(text, spot.slot) and any(looks(text.partition("/")[2], words)):
        found = [hit._replace(score=max(hit.score, ENOUGH)) if hit.kind == "hf" else hit for hit in found]
    if text.isalpha() and place < 2 and spot.slot and spot.slot[-1].startswith("$"):
        found = [hit for hit in found if hit.kind != "whisper"]  # words between two apostrophes look like a command: `its base of fans`
    if spot.nature in (KEY, COMPARED, ASKED) and sized(text, start, words) is None:
        found = [hit._replace(score=hit.score - 1) if hit.kind in ("name", "ollama") else hit for hit in found]
    best = max(found, key=lambda hit: (hit.score, hit.kind == "watsonx"), default=None)
    if best is not None and best.kind == "file":  # `black-forest-labs/FLUX.1-dev/ae.safetensors`: of a publisher that is known
        within = (hit for hit in found if hit.kind == "hf" and text.startswith(f"{hit.model}/"))
        own = next((hit for hit in within if hit.model.partition("/")[0] in words.organizations), None)
        best = own._replace(score=best.score) if own is not None else best
    if best is not None and best.kind == "hf":
        # `openai/gpt-4o`, and `openai-main/gpt-4o` of a gateway, are written like repositories of the hub and are none
        org = best.model.partition("/")[0]
        services = CLOSED.intersection(org.split("-")) or (CLOSED if org not in words.organizations else ())
        best = next((hit for hit in found if hit.kind in services and evident(hit.model, words, english=False)), best)
    return best


def copy(text: str, start: int, place: int, words: Words) -> Hit | None:
    """A folder or an address in a store that holds a copy of a model, by the name of it: `/models/Qwen3-8B`, `model\\chatglm3-6b`.

    Raises nothing.
    """
    stored = place >= 0 and "://" in text and not text.startswith("http")
    if not (place >= 2 or stored or place == FOLDER) or text.endswith("."):
        return None
    match = _COPY.fullmatch(text.replace("\\\\", "/").replace("\\", "/"))
    if match is None or TRAINED.search(match["name"]) or not all(looks(match["name"], words)):
        return None
    named = called(match["name"], words)
    if place < 3 and sized(match["name"], start, words) is None and not (place in (FOLDER, 2) and named):
        return None
    if _OF_TRAINING.search(text) or not (BIG.search(match["name"]) or named):
        return None
    return Hit(text, match["name"], "name", start, max(4, 2 + place))
