"""What stands around the name of a model in its own string: quotes, a default, a gateway before it, a provider behind. Pure."""

from __future__ import annotations

from checker import later
from checker.references import Spot
from checker.shapes import evident, sized
from checker.words import Words

CLOSED = frozenset({"openai", "anthropic", "google"})  # what their services offer is not on the hub under the same name

_DEFAULT = later.compile(r"\$\{[\w.*@]+(?::[-=]?|[-=])(?P<value>(?:[^${}]|\$\{\w{1,60}\}|\$\w){2,300})\}")
PROVIDED = later.compile(r"(?P<name>[\w./:-]{2,150})@(?!latest\b|next\b|main\b|default\b)[A-Za-z][\w-]{1,40}(?:@[\w-]{1,40})?")
_ASSIGNED = later.compile(r"-{0,2}(?P<name>[A-Z_a-z][\w.-]{1,60})=(?=[^=])")


def trimmed(text: str) -> tuple[str, int]:
    """The text without blanks and quotes around it, or the default of `${NAME:-default}`, and where that begins. Raises nothing."""
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


def gateway(text: str, place: int, words: Words) -> int:
    """Where the name begins behind that of a gateway: `acme/meta/llama-3.3-70b-instruct` where the place says model, and anywhere what
    has a service's name before it, `acme/openai-main/gpt-4o-mini`. 0 where there is none. Raises nothing."""
    gate, owner, name = text.split("/")
    if "." in gate or gate in words.organizations or owner in words.organizations:
        return 0
    if place >= 3 and sized(name, 0, words) is not None:
        return len(gate) + len(owner) + 2
    served = not CLOSED.isdisjoint(owner.split("-")) and owner not in CLOSED and words.vendor_begin(name)
    return len(gate) + len(owner) + 2 if served and evident(name, words, english=False) else 0
