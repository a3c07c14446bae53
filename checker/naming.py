"""What a name means: the model behind its spellings, the model that a conversion comes from, what a name hints at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker import later
from checker.ends import respelt, stripped, unchanged
from checker.patterns import Match, fold
from checker.register import WEIGHTS, Entry, Registry, is_file
from checker.tuples import NamedTuple

LONGEST = 400  # characters of a name that are looked at; the Hugging Face Hub allows 96
HOPS = 8  # aliases that are followed one after another
SURE = 6  # letters that tell a family as the beginning of a word; four of `deep*` begin the names of many
_REVISION = later.compile(r"[@#].*|(?<!drive\.google\.com/uc)\?.*|/(?:resolve|tree|blob|raw|versions)/.*", re.DOTALL)
_FILE = later.compile(r"\.(?:gguf|safetensors|bin|onnx|pt|pth|ckpt)$", re.IGNORECASE)
_BACKBONE = later.compile(r"[A-Za-z]+\d{0,3}")
_TAG = later.compile(r"(?:latest|cloud|instruct|text|chat|code|mini|medium)\b|[vqea]?\d")  # how the tags of Ollama's library begin
_BILLIONS = later.compile(r"\d+[bm](?=-)")
_SIZE = later.compile(r"(?:\d+x)?[aevlh]?\d+[bmkt]?|\d+[bmk]\d+|r\d+|\d+e|patch\d+")  # 7b, 8x22b, a3b, e4b, v2, 0528


class Name(NamedTuple):
    """A name as it was understood: the model, and the terms of the service that it is reached through ('' where there is none)."""

    id: str
    terms: str = ""
    service: bool = False  # the vendor's own model, whose weights are under no license


class Origin(NamedTuple):
    """The model that a conversion or copy comes from, and how it is one: `conversion`, `changed`, or `file` (a file has its name)."""

    id: str
    relation: str


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
    known = _followed(text, registry)
    if "/" not in text:
        # a family of weights may have members that are served alone: the narrower pattern tells (`glm-5*`, `glm-*-turbo*`)
        family = _weight(found.pattern.rpartition(":")[2]) if known and (found := find(known, registry)) else 0.0
        for provider in registry.providers.values():
            if (served := provider.names.find(text)) and (known is None or _weight(served.pattern) > family):
                return Name(f"{provider.key}:{text}", provider.terms, True)
        head, _, rest = text.partition("-")
        vendor = registry.providers.get(fold(head)) if known is None and "." not in head else None
        if vendor is not None and vendor.names.find(rest):
            return Name(f"{vendor.key}:{rest}", vendor.terms, True)  # `openai-text-embedding-3-small`
    return Name(_untagged(known or text), terms)


def find(id: str, registry: Registry) -> Match[Entry] | None:
    """The entry for a model; of `space:model:tag` the one for `space:model` where the tag has none of its own."""
    return registry.entries.find(id) or registry.entries.find(_shorter(id))


def _shorter(name: str) -> str:
    """A name without its tag; "" where what stands behind its colon is none: `clip:xyz` is a model of a library."""
    shorter, _, tag = name.rpartition(":")
    return shorter if ":" in shorter or "/" in shorter or tag.isdecimal() else ""  # `openai.gpt-oss-20b-1:0`


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
        return Origin(listed.value, "file")
    if publisher and not file and not is_conversion(id, registry):
        return None
    for one, changed in _sources(short, bare, registry):
        found = _model_named(one, registry, fold(publisher) in registry.converters)
        if file and found and found.startswith("timm/") and _BACKBONE.fullmatch(short):
            return None  # whoever trains one keeps it under its name: `vgg16.pth`
        if found and fold(found) != fold(id):
            return Origin(found, "changed" if changed else "file" if file else "conversion")
    known = _followed(short, registry) if file and short != bare else None  # a name of Ollama's library, say
    return Origin(known, "file") if known else None


def source_of(name: str, registry: Registry) -> str:
    """The model that `name` is, or that it is a copy of; "" where nothing here knows it, or it is a file of no telling name."""
    id = name if is_file(name) else canonical(name, registry)
    source = origin(id, registry)
    return fold(source.id) if source else "" if is_file(id) and find(id, registry) is None else fold(id)


def _sources(short: str, bare: str, registry: Registry) -> Iterator[tuple[str, bool]]:
    """What the source of a copy may be called, each with whether the copy was changed.

    Whoever changed a model often writes his own name before that of the model, as do those who convert the result.
    """
    for candidate in dict.fromkeys((short, bare)):
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
    found = _model_named(part, registry) if "/" in id else None
    return found if found and fold(found.rpartition("/")[2]) == fold(part) and fold(found) != fold(id) else None


def hint(id: str, registry: Registry) -> str | None:
    """A model that `id` was probably built on, by a part of its name alone: the one of that family and size, or the family's first."""
    name = id.rpartition("/")[2][:LONGEST]
    folded = f"-{fold(name)}-".replace(":", "-")
    part, base = next((one for one in registry.families if f"-{one[0]}-" in folded), ("", None))
    sized = _BILLIONS.search(folded, (at := folded.find(f"-{part}-")) + len(part))  # sizes of a family may be under other licenses
    return (base and sized and _model_named(name[at : sized.end() - 1], registry)) or base


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
        to = _alias(one, registry) if not bare or _followable(one, registry) else one
        if found := find(to, registry):
            return found.pattern if "*" not in found.pattern and fold(found.pattern) == fold(to) else to
        if to != one:
            return to
    return None


def _alias(name: str, registry: Registry) -> str:
    """Follow the aliases from `name`; a star in what one stands for is what the star in its pattern stands for."""
    seen = {name}
    for _ in range(HOPS):
        whole = name if (found := registry.aliases.find(name)) else _shorter(name)
        found = found or registry.aliases.find(whole)
        entry = registry.entries.find(name)
        if found is None or (entry and _weight(entry.pattern) >= _weight(found.pattern)):
            break
        star = _as_written(whole, found.pattern) if found.stars else ""
        to = found.value.replace("*", star)
        if to in seen or ("/" in star and ":" not in found.pattern):  # what stands behind a slash is a folder, no part of a model's name
            break
        seen.add(name := to)
    return name


def _weight(pattern: str) -> float:
    """How much of a name a pattern holds: all of it, or so many characters."""
    return len(pattern) - pattern.count("*") if "*" in pattern else float("inf")


def _followable(name: str, registry: Registry) -> bool:
    """Whether an alias for a name without a publisher may be taken: its star must stand for nothing that may be another model."""
    found = registry.aliases.find(name)
    return found is None or found.pattern.startswith("*") or _plain(found.stars, registry)


def _as_written(name: str, pattern: str) -> str:
    """What the one star of `pattern` stands for, in the letters of `name`."""
    before, _, after = pattern.partition("*")
    return name[len(before) : len(name) - len(after)]


def _untagged(text: str) -> str:
    """A Hub name without the tag that a router or Ollama puts behind it."""
    return text.partition(":")[0] if "/" in text.partition(":")[0] else text


def _model_named(part: str, registry: Registry, copied: bool = False) -> str | None:
    """The known model whose name is `part`, with or without its publisher before it.

    Where `copied`, the publisher makes nothing of his own: a family with a word that is its own may then have any member.
    """
    for mark in ("_-_", "_", "."):  # how copies of everybody's models write publisher/model
        publisher, _, rest = part.partition(mark)
        to = _alias(f"{publisher}/{rest}", registry)
        if rest and to.count("/") == 1 and find(to, registry):
            return to
    alias = registry.aliases.find(part)
    if alias and _plain(alias.stars, registry):
        to = _alias(part, registry)
        return to if find(to, registry) else None
    if fold(part) in registry.ambiguous:
        return None
    matches = [one for one in registry.by_name.all(part) if _meant(one, registry, copied)]
    # of two models of one name, that of a publisher who copies others is the copy, and who makes something of it names it after it
    copies = {one.pattern for one in matches if registry.converters.issuperset(map(fold, one.value))}
    order = [(one.pattern in copies, "*" in one.pattern, registry.by_name.only_derived(one.pattern)) for one in matches]
    for _, match in sorted(zip(order, matches, strict=True), key=lambda pair: pair[0]):
        found = [find(f"{one}/{part}", registry) for one in match.value]
        if len({one.value.licenses for one in found if one}) == 1:
            return f"{match.value[0]}/{part}" if match.stars else _spelt(f"{match.value[0]}/{part}", registry)
        return None
    for cut in [i for i, letter in enumerate(part) if letter in "-_."][:4]:
        if registry.publishes(part[:cut]):
            inner = _model_named(part[cut + 1 :].lstrip("-_."), registry)
            if inner and fold(inner.partition("/")[0]) == fold(part[:cut]):
                return inner
            told = _told(part[:cut], part[cut + 1 :], registry)
            if told:
                return told
    return None


def _told(publisher: str, part: str, registry: Registry) -> str | None:
    """The known model of a name that tells its publisher, as catalogs write it (`facebook-bart-large-cnn`)."""
    # Nobody else is meant, so that a star may stand for any word but one that says that something was made of the model.
    to = _alias(f"{publisher}/{part}", registry)
    found = find(to, registry) if ":" not in part else None  # `openai-whisper:huge` is no `openai/whisper` with a tag
    if found and not found.pattern.endswith("/*") and registry.made.isdisjoint("-".join(found.stars).split("-")):
        return to if "*" in found.pattern else found.pattern
    return None  # that a publisher has all its models under one license tells nothing of what a name means


def _spelt(id: str, registry: Registry) -> str:
    """The id of a known model as the registry spells it."""
    return found.pattern if (found := registry.entries.find(id)) and "*" not in found.pattern else id


def _own(match: Match[list[str]], registry: Registry) -> bool:
    """Whether a pattern holds a word that no other publisher's models have, and its stars none that says that it was worked on."""
    *words, last = match.pattern.partition("*")[0].split("-")  # the last may be the beginning of a longer word
    whole = [*words, last] if len(last) >= SURE else words
    named = any(len(word) > 3 and word not in registry.common and not _SIZE.fullmatch(word) for word in whole)
    worked = any(word in registry.made for star in match.stars for word in star.split("-"))
    return named and len(match.value) == 1 and not worked


def _meant(match: Match[list[str]], registry: Registry, copied: bool) -> bool:
    """Whether a name alone means what a pattern stands for: `diffusion-*` of one publisher is not any `diffusion-3`."""
    word, _, rest = match.pattern.partition("-")
    told = copied or rest != "*" or word not in registry.ambiguous
    return (told and _plain(match.stars, registry)) or (copied and _own(match, registry))


def _plain(stars: tuple[str, ...], registry: Registry) -> bool:
    """Whether stars stand for sizes, dates, versions and words that every family uses, and for nothing else."""
    return all(token in registry.words or _SIZE.fullmatch(token) for star in stars for token in star.split("-") if token)
