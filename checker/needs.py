"""What a string needs to name a model, asked before anybody looks at its place."""

from __future__ import annotations

from typing import Any

from checker import later
from checker.addresses import SHARED, addresses, looks
from checker.places import STRONGEST, assigned, is_path, trimmed
from checker.reading import ENOUGH, MAX_NAME, named
from checker.references import Spot
from checker.shapes import blank, sized
from checker.words import Words

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
    hit = named(part, 0, place, call, words, context, Spot(1, 1, part, slot or (part,)))  # it may be named after itself
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
