"""What the registry knows under a name: an entry, an alias, or a model whose publisher is not told."""

from __future__ import annotations

from itertools import product

from checker import later
from checker.patterns import Match, fold
from checker.register import Entry, Registry

SIZES = frozenset({"tiny", "mini", "small", "base", "medium", "large", "xl", "xxl"})
ENDS = frozenset({"it", "instruct", "chat"})  # of the names of chat models
HOPS = 8  # aliases that are followed one after another
SURE = 6  # letters that tell a family as the beginning of a word; four of `deep*` begin the names of many
_SIZE = later.compile(r"(?:\d+x)?[aevlh]?\d+[bmkt]?|\d+[bmk]\d+|r\d+|\d+e|(?:patch|window)\d+|in2[12]k")  # 7b, 8x22b, a3b, e4b, v2, 0528
_TAG = later.compile(r"latest|[a-z]{0,3}\d\w{0,3}")  # q4, fp16, 20b


def find(id: str, registry: Registry) -> Match[Entry] | None:
    """The entry for a model; of `space:model:tag` the one for `space:model` where the tag has none of its own."""
    return registry.entries.find(id) or registry.entries.find(_shorter(id))


def known(id: str, registry: Registry) -> str:
    """`id` as it is spelled, where the registry names that very model; "" where it knows no more than a pattern."""
    entry = registry.entries.find(id)
    return entry.pattern if entry and not entry.stars else member(id, registry)


def member(id: str, registry: Registry) -> str:
    """`id` as it is spelled, where it is a member of a family that lists its own; else ""."""
    family = registry.members.find(id)
    members = product(*(group.split("|") for group in family.value.split(" "))) if family else ()
    star = "".join(family.stars) if family else ""
    found = next((one for one in map("".join, members) if fold(one) == star), None)
    return "" if family is None or found is None else family.pattern.replace("*", found) if len(family.stars) == 1 else id


def told(id: str, registry: Registry) -> str:
    """What may be said of a model that was found without its publisher: its id, where that is known or has nothing behind the name of its
    family but a size, a version and the end of a chat model; else the pattern of the family."""
    space, slash, part = id.partition("/")
    id = f"{space}{slash}{part.partition(':')[0]}"
    entry = registry.entries.find(id)
    if entry is None or ":" in space or (space == "timm" and ("-" not in id or "-" in entry.pattern)):
        return id
    if space in registry.lists["libraries"] and plain(entry.stars, registry):
        return id
    listed = registry.members.find(id)
    if (there := known(id, registry)) or entry.pattern.endswith("/*") or entry.value.file in registry.lists["derived"]:
        return there or entry.pattern
    if listed and weight(listed.pattern) >= weight(entry.pattern):
        return entry.pattern
    before = entry.pattern.partition("*")[0].rpartition("-")[2]  # `falcon-7b*` has its size already, `Qwen2-*` has none
    tokens = [token for star in entry.stars for token in star.split("-") if token]
    sized = any(token not in ENDS for token in tokens) or any(map(str.isdecimal, before))
    return id if sized and all(token in ENDS or token in SIZES or _SIZE.fullmatch(token) for token in tokens) else entry.pattern


def _shorter(name: str) -> str:
    """A name without its tag; "" where what stands behind its colon is none: `clip:xyz` is a model of a library."""
    shorter, _, tag = name.rpartition(":")
    return shorter if ":" in shorter or "/" in shorter or tag.isdecimal() else ""  # `openai.gpt-oss-20b-1:0`


def aliased(name: str, registry: Registry) -> str:
    """Follow the aliases from `name`; a star in what one stands for is what the star in its pattern stands for."""
    seen = {name}
    for _ in range(HOPS):
        whole = name if (found := registry.aliases.find(name)) else _shorter(name)
        found = found or registry.aliases.find(whole)
        entry = registry.entries.find(name)
        if found is None or (entry and weight(entry.pattern) >= weight(found.pattern)):
            break
        star = _as_written(whole, found.pattern) if found.stars else ""
        to = found.value.replace("*", star)
        tail = found.pattern.partition("*")[2]
        if tail and found.value.endswith(f"*{tail}"):
            to = to[: -len(tail)] + whole[-len(tail) :]  # `*_in1k` stands for `.in1k` too
        if to in seen or ("/" in star and ":" not in found.pattern):  # what stands behind a slash is a folder, no part of a model's name
            break
        seen.add(name := to)
    return name


def weight(pattern: str) -> float:
    """How much of a name a pattern holds: all of it, or so many characters."""
    return len(pattern) - pattern.count("*") if "*" in pattern else float("inf")


def followable(name: str, registry: Registry) -> bool:
    """Whether an alias for a name without a publisher may be taken: where it has a star, the id that it leads to must be one to be told."""
    found = registry.aliases.find(name)
    if found is None or not found.stars:
        return True
    to = aliased(name, registry)
    return find(to, registry) is not None and "*" not in told(to, registry)


def _as_written(name: str, pattern: str) -> str:
    """What the one star of `pattern` stands for, in the letters of `name`."""
    before, _, after = pattern.partition("*")
    return name[len(before) : len(name) - len(after)]


def named(part: str, registry: Registry, copied: bool = False) -> str | None:
    """The known model whose name is `part`, with or without its publisher before it.

    Where `copied`, the publisher makes nothing of his own: a family with a word that is its own may then have any member.
    """
    for mark in ("_-_", "_", "."):  # how copies of everybody's models write publisher/model
        publisher, _, rest = part.partition(mark)
        to = aliased(f"{publisher}/{rest}", registry)
        if rest and to.count("/") == 1 and find(to, registry):
            return to
    alias = registry.aliases.find(part)
    if alias and (followable(part, registry) or (plain(alias.stars, registry) and not whole(part, registry))):
        to = aliased(part, registry)
        return to if find(to, registry) else None
    if fold(part) in registry.ambiguous:
        return None
    matches = [one for one in registry.by_name.all(part) if _meant(one, part, registry, copied)]
    # of two models of one name, that of a publisher who copies others is the copy, and who makes something of it names it after it
    copies = {one.pattern for one in matches if registry.converters.issuperset(map(fold, one.value))}
    order = [_order(one, part, one.pattern in copies, registry) for one in matches]
    for _, match in sorted(zip(order, matches, strict=True), key=lambda pair: pair[0]):
        makers = [one for one in match.value if fold(one) not in registry.converters] or match.value
        ids = [f"{one}/{part}" for one in makers]
        if len({found.value.licenses for one in ids if (found := find(one, registry))}) == 1:
            return next(filter(None, (known(id, registry) for id in ids)), ids[0])
        return None
    for cut in [i for i, letter in enumerate(part) if letter in "-_."][:4]:
        if registry.publishes(part[:cut]):
            inner = named(part[cut + 1 :].lstrip("-_."), registry)
            if inner and fold(inner.partition("/")[0]) == fold(part[:cut]):
                return inner
            of = _of(part[:cut], part[cut + 1 :], registry)
            if of:
                return of
    return None


def whole(part: str, registry: Registry) -> bool:
    """Whether a model that the registry names has this whole name."""
    return fold(part) not in registry.ambiguous and any("*" not in one.pattern for one in registry.by_name.all(part))


def _of(publisher: str, part: str, registry: Registry) -> str | None:
    """The known model of a name that tells its publisher, as catalogs write it (`facebook-bart-large-cnn`)."""
    # Nobody else is meant, so that a star may stand for any word but one that says that something was made of the model.
    to = aliased(f"{publisher}/{part}", registry)
    found = find(to, registry) if ":" not in part else None  # `openai-whisper:huge` is no `openai/whisper` with a tag
    if found and not found.pattern.endswith("/*") and registry.made.isdisjoint("-".join(found.stars).split("-")):
        return to if "*" in found.pattern else found.pattern
    return None  # that a publisher has all its models under one license tells nothing of what a name means


def _own(match: Match[list[str]], registry: Registry) -> bool:
    """Whether a pattern holds a word that no other publisher's models have, and its stars none that says that it was worked on."""
    *words, last = match.pattern.partition("*")[0].split("-")  # the last may be the beginning of a longer word
    whole = [*words, last] if len(last) >= SURE else words
    named = any(len(word) > 3 and word not in registry.common and not _SIZE.fullmatch(word) for word in whole)
    worked = any(word in registry.made for star in match.stars for word in star.split("-"))
    return named and len(match.value) == 1 and not worked


def _listed(match: Match[list[str]], part: str, registry: Registry) -> bool:
    """Whether one of the publishers of a pattern is known to have a member of this name."""
    return any(member(f"{one}/{part}", registry) for one in match.value)


def _order(match: Match[list[str]], part: str, copied: bool, registry: Registry) -> tuple[bool, ...]:
    """What comes first of the models that a name may mean: a listed one, one that a library knows, one of this very name."""
    strange = not any(one in registry.lists["libraries"] for one in match.value)
    return not _listed(match, part, registry), strange, copied, bool(match.stars), registry.by_name.only_derived(match.pattern)


def _meant(match: Match[list[str]], part: str, registry: Registry, copied: bool) -> bool:
    """Whether a name alone means what a pattern stands for: `diffusion-*` of one publisher is not any `diffusion-3`."""
    word, _, rest = match.pattern.partition("-")
    clear = copied or rest != "*" or word not in registry.ambiguous
    return (clear and (plain(match.stars, registry) or _listed(match, part, registry))) or (copied and _own(match, registry))


def plain(stars: tuple[str, ...], registry: Registry, tagged: bool = False) -> bool:
    """Whether stars stand for sizes, dates, versions and words that every family uses, and for nothing else. What stands behind a colon may
    also be a quantization, or anything where the name is `tagged` by whoever serves it."""
    for star in stars:
        name, _, tag = star.partition(":")
        rest = [] if tagged else [token for token in tag.split("-") if token and not _TAG.fullmatch(token)]
        if any(token and token not in registry.words and not _SIZE.fullmatch(token) for token in (*name.split("-"), *rest)):
            return False
    return True
