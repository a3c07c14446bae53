"""Copies of models in folders and stores, told by the name of what lies there."""

from __future__ import annotations

from checker import later
from checker.addresses import TRAINED, Hit, looks
from checker.places import FOLDER
from checker.shapes import BIG, called, sized
from checker.words import Words

_COPY = later.compile(
    r"(?:\.{0,2}/|[a-z][a-z\d]{1,9}://|(?:[\w.{}$-]{1,60}/){0,5}(?:models?|pretrained\w{0,20}|checkpoints?|ckpts?|weights|model[-_]\w{1,20})/)"
    r"(?:[\w.{}$ -]{1,100}/){0,9}(?P<name>[A-Za-z][\w.-]{2,95})/?"
)
_OF_TRAINING = later.compile(r"(?:^|/)(?:outputs?|out|runs|results)/")


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
