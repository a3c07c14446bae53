"""What a name means: the model behind its spellings, the model that a conversion comes from, what a name hints at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker import later
from checker.called import HOPS, aliased, find, followable, known, named, plain, told, weight, whole
from checker.ends import respelt, stages, stripped, unchanged
from checker.patterns import Match, fold
from checker.register import WEIGHTS, Entry, Registry, is_file
from checker.tuples import NamedTuple

LONGEST = 400  # characters of a name that are looked at; the Hugging Face Hub allows 96
_REVISION = later.compile(r"[@#].*|(?<!drive\.google\.com/uc)\?.*|/(?:resolve|tree|blob|raw|versions)/.*", re.DOTALL)
_FILE = later.compile(r"\.(?:gguf|safetensors|bin|onnx|pt|pth|ckpt)$", re.IGNORECASE)
_BACKBONE = later.compile(r"[A-Za-z]+\d{0,3}")
_TAG = later.compile(r"(?:latest|cloud|instruct|text|chat|code|mini|medium)\b|[vqea]?\d")  # how the tags of Ollama's library begin
_BILLIONS = later.compile(r"\d+[bm](?=-)")


class Name(NamedTuple):
    """A name as it was understood: the model, and the terms of the service that it is reached through ('' where there is none)."""

    id: str
    terms: str = ""
    service: bool = False  # the vendor's own model, whose weights are under no license


class Origin(NamedTuple):
    """The model that a conversion or copy comes from, and how it is one: `conversion`, `changed`, or `file` (a file has its name)."""

    id: str
    relation: str
    sure: bool = False  # whether the registry says it of that very name


def canonical(name: str, registry: Registry) -> str:
    """The id of the model that `name` means: `publisher/model` on the Hub, `space:model` elsewhere; `name` where it is not known."""
    return understand(name, registry).id


def understand(name: str, registry: Registry) -> Name:
    """Follow addresses, hosts, vendors and aliases to the model that `name` means. Raises nothing."""
    text, terms = _address(name.strip()[:LONGEST], registry), ""
    for _ in range(HOPS):
        head, rest = _head(text)
        if head in registry.lists["spaces"] and _address(rest, registry) != rest:  # Ollama runs files of the Hub by their address
            head, rest = _head(text := _address(rest, registry))
        if head in registry.providers and rest:
            provider, own = registry.providers[head], registry.entries.find(text)  # of what it serves a vendor may give one away
            tagged = (
                text[-len(rest) - 1] == "/" or _TAG.match(rest) is not None
            )  # `mistral:7b` is Ollama's, `mistral:codestral` the vendor's
            here = provider.names.find(rest) or (provider.closed and not (tagged and _followed(text, registry)))
            if here and (own is None or "*" in own.pattern):
                return Name(f"{provider.key}:{rest}", provider.terms, True)
        if head not in registry.hosts or not rest or find(text, registry):  # a host may publish models of its own
            break
        terms, text = registry.hosts[head], _address(rest, registry)
    model = _followed(text, registry)
    if "/" not in text:
        # a family of weights may have members that are served alone: the narrower pattern tells (`glm-5*`, `glm-*-turbo*`)
        family = weight(found.pattern.rpartition(":")[2]) if model and (found := find(model, registry)) else 0.0
        weights = any(whole(one, registry) for one in stages(text, registry))  # called like services: `tts-1.6b-en_fr`
        for provider in registry.providers.values():
            if (served := provider.names.find(text)) and (model is None or weight(served.pattern) > family):
                if served.stars and weights:
                    break
                return Name(f"{provider.key}:{text}", provider.terms, True)
        head, _, rest = text.partition("-")
        vendor = registry.providers.get(fold(head)) if model is None and "." not in head else None
        if vendor is not None and vendor.names.find(rest) and not weights:
            return Name(f"{vendor.key}:{rest}", vendor.terms, True)  # `openai-text-embedding-3-small`
    return Name(_untagged(model or text), terms)


def origin(id: str, registry: Registry) -> Origin | None:
    """The model that `id` is a conversion or a copy of, by its publisher, the ends of its name and the models that are known.

    What a star of the known model's pattern stands for must be sizes and words of `words`: any other word may name a model of
    somebody else.
    """
    publisher, _, part = id.rpartition("/")
    file = is_file(id)
    bare = WEIGHTS.sub("", part) if file else _FILE.sub("", part)
    short = stripped(bare, registry)
    if file and (listed := next(filter(None, (registry.files.find(one) for one in (part, bare, short))), None)):
        return Origin(listed.value, "file", True)
    if publisher and not file and not is_conversion(id, registry):
        return None
    for one, changed in _sources(short, bare, registry):
        found = named(one, registry, fold(publisher) in registry.converters)
        if file and found and found.startswith("timm/") and _BACKBONE.fullmatch(short):
            return None  # whoever trains one keeps it under its name: `vgg16.pth`
        if found and fold(found) != fold(id):
            alias = registry.aliases.find(one)
            return Origin(found, "changed" if changed else "file" if file else "conversion", alias is not None and not alias.stars)
    model = _followed(short, registry) if file and short != bare else None  # a name of Ollama's library, say
    return Origin(model, "file") if model else None


def source_of(name: str, registry: Registry) -> str:
    """The model that `name` is, or that it is a copy of; "" where nothing here knows it, or it is a file of no telling name."""
    id = name if is_file(name) else canonical(name, registry)
    source = origin(id, registry)
    return fold(source.id) if source else "" if is_file(id) and find(id, registry) is None else fold(id)


def _sources(short: str, bare: str, registry: Registry) -> Iterator[tuple[str, bool]]:
    """What the source of a copy may be called, each with whether the copy was changed.

    Whoever changed a model often writes his own name before that of the model, as do those who convert the result.
    """
    exact = [one for one in stages(bare, registry) if whole(one, registry)]  # some are called like that: `PixArt-XL-2-1024-MS`
    for candidate in dict.fromkeys((*exact, short, bare)):
        yield candidate, False
        for one in filter(None, (candidate, candidate.partition("_")[2])):
            original = unchanged(one, registry)
            if original != one:
                yield original, True
                yield stripped(original, registry), True
    for one in respelt(short):
        yield one, False


def is_conversion(id: str, registry: Registry) -> bool:
    """Whether `id` says by its publisher or its ends that it is a copy of a model of somebody else."""
    publisher, _, part = id.rpartition("/")
    short = stripped(bare := _FILE.sub("", part), registry)
    return fold(publisher) in registry.converters or short != bare or unchanged(short, registry) != short


def namesake(id: str, registry: Registry) -> str | None:
    """The known model of another publisher whose whole name `id` has: a copy of it, or made from it, or a chance."""
    part = id.rpartition("/")[2]
    found = named(part, registry) if "/" in id else None
    return found if found and fold(found.rpartition("/")[2]) == fold(part) and fold(found) != fold(id) else None


def hint(id: str, registry: Registry) -> str | None:
    """A model that `id` was probably built on, by a part of its name alone: the one of that family and size, or the family's first."""
    name = id.rpartition("/")[2][:LONGEST]
    folded = f"-{fold(name)}-".replace(":", "-")
    part, base = next((one for one in registry.families if f"-{one[0]}-" in folded), ("", None))
    sized = _BILLIONS.search(folded, (at := folded.find(f"-{part}-")) + len(part))  # sizes of a family may be under other licenses
    of_size = base and sized and named(name[at : sized.end() - 1], registry)
    return base if not of_size or "*" in (said := told(of_size, registry)) else said


def _address(text: str, registry: Registry) -> str:
    """A name without what makes it an address, a folder of a cache or a revision."""
    for prefix in registry.lists["addresses"]:
        if text.lower().startswith(prefix):
            text = _REVISION.sub("", text[len(prefix) :]).strip("/")
            if text.count("/") > 1 and "tfhub" not in prefix:  # there a version stands behind a further slash
                text = "/".join(text.split("/")[: 3 if text.startswith("datasets/") else 2])
            break
    if text.startswith("models--") and text.count("--") >= 2:
        text = "/".join(text.split("--")[1:3])
    named = "@" in text and (found := registry.aliases.find(text)) and "@" in found.pattern  # `clip:ViT-L/14@336px`: no revision
    return text if named else _REVISION.sub("", text).strip("/") or text


def _head(text: str) -> tuple[str, str]:
    """What stands before the first slash or colon, folded, and the rest."""
    match = re.match(r"([^/:]*)[/:](.*)", text, re.DOTALL)
    return (fold(match[1]), match[2]) if match else ("", text)


def _followed(text: str, registry: Registry) -> str | None:
    """The model that `text` means where the registry knows it, by itself, in a space or without its tag."""
    tried, bare = [text], "/" not in text and ":" not in text
    if "/" not in text and ":" not in text.partition(":")[2]:
        tried += [f"{space}:{text}" for space in registry.lists["spaces"]]
    for one in tried:
        to = aliased(one, registry) if not bare or followable(one, registry) else one
        if found := find(to, registry):
            if one != text and not _of_space(found, text, registry):
                continue
            spelt = known(to, registry)  # the Hub knows no difference of case
            return spelt if spelt and (not found.stars or spelt.lower() != to.lower()) and fold(spelt) == fold(to) else to
        if to != one:
            return to
    hub = named(text, registry) if bare else None
    return hub if hub and hub.partition("/")[0] in registry.lists["libraries"] else None


def _of_space(found: Match[Entry], text: str, registry: Registry) -> bool:
    """Whether a name that does not say so may be one of the space: no more is added to a pattern than what every family adds, and the Hub
    has no model of that very name (`bge-m3`)."""
    hub = named(text, registry) if ":" not in text else None
    return plain(found.stars, registry, True) and not (hub and "*" not in told(hub, registry))


def _untagged(text: str) -> str:
    """A Hub name without the tag that a router or Ollama puts behind it."""
    return text.partition(":")[0] if "/" in text.partition(":")[0] else text
