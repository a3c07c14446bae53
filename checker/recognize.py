"""Does a string, where it stands, name a model? Evidence is added up: what the string looks like, and what the place is called."""

from __future__ import annotations

from collections.abc import Callable

from checker import later
from checker.addresses import SHARED, SURE, Hit, addresses, looks
from checker.needs import NEVER_ONE, needs, possible
from checker.places import WEAKLY, assigned, is_path, place_of, place_score, takes_any, trimmed
from checker.reading import ENOUGH, MAX_NAME, QUOTED_HUB, named
from checker.references import KEY, MENTIONED, OUTPUT, SAID, VALUE, Spot
from checker.shapes import blank, evident, hub, sized
from checker.words import Words

_MARKED = later.compile(r"[\d.-]")  # of Whisper's names those that are no words: `large-v2`, `medium.en`
_LISTED = later.compile(r"[,;]")
_TOKENS = later.compile(r"[\s,;:/\"'=]+")  # between names that a library completes


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
    if place < 0 and spot.nature == KEY and "/" in text and text.partition("/")[0] in words.organizations:
        place = 0  # `PROMPTS = {"BAAI/bge-m3": "..."}`: what the values are is said, not what the keys are
    if (place < WEAKLY and not call) or (plain and not (text in words.plain or call.get("any") or words.vendor_begin(text))):
        return []
    parts = [part for part in (listed if place >= 3 else [text]) if " " not in part and not blank(part, words)]
    found = [named(part, start + text.find(part), place, call, words, context, spot) for part in parts]
    return [hit for hit in found if hit is not None]


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
    if hit is not None and QUOTED_HUB.fullmatch(text) and sized(hit.model.partition("/")[2], start, words):
        return [hit._replace(score=ENOUGH)]
    place, call = place_of(spot, words) if spot.slot and spot.slot[-1] != SAID else (0, {})
    if place >= 3:
        if text.replace("_", "").isalpha() and text not in words.plain:
            return []
        hit = named(text, start, place, {**call, "any": False}, words, context, spot)
    else:
        hit = named(text, start, 0, {}, words, "", spot._replace(slot=()))
        if hit is None or hit.score < ENOUGH:
            hit = sized(text, start, words)
        elif hit.kind in words.vendor_kinds and not evident(hit.model, words, english=spot.nature != OUTPUT and not spot.slot):
            return []
    if hit is None or hit.score < ENOUGH or ("/" in hit.model and hit.kind == "hf" and not any(looks(hit.model, words))):
        return []
    if hit.kind == "name" and sized(text, start, words) is None:
        return []
    return [hit] if "/" not in hit.model or (place >= 3 and ":" not in text) else []  # `acme/whisper:latest` is an image


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
