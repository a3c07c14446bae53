"""From a model to its license: what is said of it, what it was built on, and how each is known.

What is said counts in this order: the project's own clarification; metadata beside the weights (a card, a GGUF header, a
license file); the cache; the built-in registry; the Hub. The first that names a license is the answer. Then the models it was
built on are looked at: a license that goes with what is built on a model holds as well, whatever the model itself claims,
and the stricter one governs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from checker import later
from checker.called import find, known, told
from checker.naming import Name, canonical, hint, is_conversion, namesake, origin, understand
from checker.patterns import fold
from checker.register import Registry, is_file
from checker.tuples import NamedTuple

__all__ = ["Claim", "Evidence", "Link", "Resolution", "canonical", "resolve"]

RANKS = {"clarified": 0, "card": 1, "gguf": 1, "license-file": 1, "cache": 2, "registry": 3, "online": 4}
LAST = 5  # a claim that is known in some other way
MOST_LINKS = 500  # base models that are followed; real chains have fewer than ten
_SIZE = later.compile(r"(?i)(?<![a-z\d.])\d+(?:\.\d+)?b(?![a-z\d])")  # 7b, 2.7B
_LETTERS = later.compile(r"[a-z]+")
COPIES = ("conversion", "changed", "file")
DOUBTFUL = {"gguf"}  # whoever converts a model fills in what the header says


class Claim(NamedTuple):
    """Somebody's word on a model's license: `how` is a key of RANKS, `where` a file and line, or an address."""

    license: str
    how: str
    where: str


class Evidence(NamedTuple):
    """What was found beside a model: claims, and the base models that its metadata states."""

    claims: tuple[Claim, ...] = ()
    bases: tuple[str, ...] = ()


class Link(NamedTuple):
    """A model further up the chain: its licenses, how they are known, how it is related: `base`, `conversion`, `changed`, `file` (by the
    name of the file it is that model), `namesake` or `hint`.
    """

    model: str
    licenses: tuple[str, ...]
    how: str
    relation: str


class Resolution(NamedTuple):
    """The answer for one name. `licenses` hold together, the governing one first; none: not known."""

    model: str
    asked: str
    kind: str  # weights | service | unknown
    licenses: tuple[str, ...]
    declared: str | None
    how: str
    confidence: str  # high | medium | low
    chain: tuple[Link, ...]
    terms: str
    remark: str
    where: str = ""
    conflict: bool = False  # it is said to be under less than what it was built on, or than what the registry knows

    @property
    def alike(self) -> bool:
        """Whether it begins like a model that it may be built on: hardly a name of the project's own."""
        begin = [_LETTERS.match(model.rpartition("/")[2].lower()) for model in (self.model, *(link.model for link in self.chain))]
        return begin[0] is not None and any(one is not None and one[0] == begin[0][0] for one in begin[1:])


class _Said(NamedTuple):
    """What counts of what is said: the licenses that it names, its raw words, how and where."""

    licenses: tuple[str, ...]
    declared: str | None
    how: str
    where: str


Held = tuple[Link, bool, bool]  # a link, whether its license still binds, whether the model asked for is a copy of it
NOTHING_FOUND = Evidence()


def resolve(name: str, evidence: Evidence, registry: Registry) -> Resolution:
    """The license of the model called `name`, given what was found beside it. Pure; raises nothing."""
    bare = is_file(name) and "/" not in name
    meant = Name(name) if bare else understand(name, registry)  # an alias with a star is for the names of models
    said = _said(meant.id, evidence.claims, registry)
    chain, cut = _chain(meant.id, evidence.bases, registry)
    if said.how == "clarified":
        taken: list[str] = []  # the project has decided, knowing what it holds; the chain is shown, not weighed
    else:
        taken = _from_chain(said.licenses, chain, registry)
    licenses = _ordered([*said.licenses, *taken], registry)
    how, confidence = _known(said, chain, licenses)
    if how == "registry" and is_file(meant.id):  # what it holds was not looked at
        how, confidence = "file", "medium"
    conflicts = _conflicts(meant.id, said, chain, taken, registry)
    service = meant.service or (bool(meant.terms) and not evidence.claims)
    return Resolution(
        model=meant.id,
        asked=name,
        kind="service" if service else "weights" if licenses or chain else "unknown",
        licenses=licenses,
        declared=said.declared,
        how=how,
        confidence="low" if cut else confidence,
        chain=tuple(link for link, _, _ in chain),
        terms=meant.terms,
        remark=_remark(meant.id, said, chain, conflicts, cut, registry),
        where=said.where,
        conflict=bool(conflicts),
    )


def _said(id: str, claims: Iterable[Claim], registry: Registry) -> _Said:
    """The claims of the first rank that names a license, the registry's entry among them."""
    entry = find(id, registry)
    own = [] if entry is None else [Claim(license, "registry", entry.value.file) for license in entry.value.licenses]
    ranks: dict[int, list[Claim]] = {}
    for claim in (*claims, *own):
        ranks.setdefault(RANKS.get(claim.how, LAST), []).append(claim)
    first: str | None = None
    for rank in sorted(ranks):
        named = [(license, claim) for claim in ranks[rank] if (license := registry.license_name(claim.license))]
        if named:
            claim = named[0][1]
            return _Said(_ordered([license for license, _ in named], registry), first or claim.license, claim.how, claim.where)
        first = first or ranks[rank][0].license or None
    return _Said((), first, "", "")


def _chain(id: str, bases: Iterable[str], registry: Registry) -> tuple[list[Held], bool]:
    """The models that `id` was built on, nearest first, each with whether its license still binds; and whether there were too many.

    A publisher that licenses its own model anew is taken at its word: what binds is the chain above it.
    """
    found: list[Held] = []
    seen = {fold(id)}
    stated = "conversion" if is_conversion(id, registry) else "base"
    above = _above(id, registry)
    todo = deque([one for one in above if one[2] in COPIES])  # the source of a copy stays that, whatever else is stated
    todo.extend((id, base, stated) for base in bases)
    todo.extend(one for one in above if one[2] not in COPIES)
    copies = {fold(id)}
    while todo:
        below, base, relation = todo.popleft()
        model = canonical(base, registry)
        if fold(model) in seen:
            continue
        if len(found) >= MOST_LINKS:
            return found, True
        seen.add(fold(model))
        entry = find(model, registry)
        licenses = entry.value.licenses if entry else ()
        copied = relation in COPIES and fold(below) in copies
        if copied:
            copies.add(fold(model))
        own = relation == "base" and _publisher(below) == _publisher(model) != "" and find(below, registry) is not None
        found.append((Link(model, licenses, entry.value.file if entry else "", relation), not own, copied))
        if relation != "hint":
            todo.extend(_above(model, registry))
    return found, False


def _above(id: str, registry: Registry) -> list[tuple[str, str, str]]:
    """The models directly above `id` that the registry knows: stated, by conversion, or hinted at by the name alone."""
    entry = find(id, registry)
    if entry:
        return [(id, _of_size(id, base, registry), "base") for base in entry.value.bases]
    source = origin(id, registry)
    if source:
        copied = "/" in id and not is_file(id)  # whoever has the copy in his own name calls it what the model is called
        return [(id, source.id if copied or source.sure else told(source.id, registry), source.relation)]
    same = namesake(id, registry)
    if same:
        return [(id, told(same, registry), "namesake")]
    guess = hint(id, registry)
    return [(id, guess, "hint")] if guess else []


def _of_size(id: str, base: str, registry: Registry) -> str:
    """The base that an entry names, in the size of `id` where that is there under the same license: one entry stands for all sizes."""
    own, size = _SIZE.search(id), _SIZE.search(base)
    if own is None or size is None or own[0].lower() == size[0].lower():
        return base
    other = known(f"{base[: size.start()]}{own[0]}{base[size.end() :]}", registry)
    found, said = find(other, registry), find(base, registry)
    return other if found and said and found.value.licenses == said.value.licenses else base


def _publisher(id: str) -> str:
    return fold(id.partition("/")[0]) if "/" in id else ""


def _from_chain(said: tuple[str, ...], chain: list[Held], registry: Registry) -> list[str]:
    """The licenses of the chain that hold beside those `said`: what goes with derivatives; for want of a claim that of a copy's source."""
    taken: list[str] = []
    for link, binds, is_copy in chain:
        if link.relation == "hint" or not binds or (said and link.relation == "namesake"):
            continue  # a name by chance never stands against what is said
        copied = not said and is_copy
        taken += [one for one in link.licenses if (copied or registry.step(one).follows) and one not in said and one not in taken]
    return taken


def _ordered(licenses: Iterable[str], registry: Registry) -> tuple[str, ...]:
    """Each license once, the strictest first; those of one step in the order in which they came."""
    return tuple(sorted(dict.fromkeys(licenses), key=lambda one: -registry.step(one).height))


def _known(said: _Said, chain: list[Held], licenses: tuple[str, ...]) -> tuple[str, str]:
    """How the answer is known, and how sure it is."""
    if said.licenses:
        return said.how, "medium" if said.how in DOUBTFUL or said.how not in RANKS else "high"
    relations = {link.relation for link, _, _ in chain if link.licenses}
    for how in ("conversion", "file"):
        if licenses and how in relations:
            return how, "medium"
    return ("base" if licenses else "hint" if relations else ""), "low"


def _laxer(said: Iterable[str], known: tuple[str, ...], registry: Registry) -> bool:
    """Whether less is asked by what is said than by what is known: a file of the project must not acquit a model without a word."""
    return bool(known) and max(registry.step(one).height for one in said) < max(registry.step(one).height for one in known)


def _conflicts(id: str, said: _Said, chain: list[Held], taken: list[str], registry: Registry) -> list[str]:
    """Where what is said of a model asks less than what it was built on, or than the registry; never where the project clarified it."""
    if not said.licenses or said.how == "clarified":
        return []
    says = f"says {', '.join(said.licenses)}"
    found = [
        f"{says}; built on {link.model}, whose license ({', '.join(link.licenses)}) goes with it"
        for link, binds, _ in chain
        if binds and set(link.licenses) & set(taken)
    ]
    entry = find(id, registry)
    if said.how != "registry" and entry and _laxer(said.licenses, entry.value.licenses, registry):
        found.append(f"{says}; the registry says {', '.join(entry.value.licenses)}")
    return found


def _remark(id: str, said: _Said, chain: list[Held], conflicts: list[str], cut: bool, registry: Registry) -> str:
    """What a reader must know of the answer, in one line."""
    parts = []
    entry = find(id, registry)
    if entry and entry.value.remark:
        parts.append(entry.value.remark)
    for link, _, _ in chain:
        licenses = ", ".join(link.licenses)
        if link.relation == "hint":
            parts.append(f"by its name probably built on {link.model}" + (f" ({licenses})" if licenses else ""))
        elif "*" in link.model and link.relation in COPIES:
            parts.append(f"by {'the name of the file' if link.relation == 'file' else 'its name'} of the family {link.model}")
        elif link.relation == "conversion" and fold(link.model.rpartition("/")[2]) == fold(id):
            parts.append(f"by its name it is {link.model}")
        elif link.relation == "conversion":
            parts.append(f"a copy or conversion of {link.model}")
        elif link.relation == "file":
            parts.append(f"by the name of the file it is {link.model}")
            above = find(link.model, registry)
            parts += [above.value.remark] if above and above.value.remark else []
        elif link.relation == "namesake" and "*" in link.model:
            parts.append(
                f"by its name of the family {link.model}{f' ({licenses})' if licenses else ''}, so that it is probably made from it"
            )
        elif link.relation == "namesake":
            parts.append(
                f"has the name of {link.model}{f' ({licenses})' if licenses else ''}, so that it is probably a copy of it or made from it"
            )
        elif link.relation == "changed":
            parts.append(f"a changed copy of {link.model}, by its name")
        elif link.relation == "base" and said.how == "clarified" and set(link.licenses) - set(said.licenses):
            parts.append(f"clarified by the project; built on {link.model} ({licenses})")
    if said.how == "clarified" and entry and entry.value.licenses and not set(entry.value.licenses) <= set(said.licenses):
        parts.append(f"clarified by the project; the registry says {', '.join(entry.value.licenses)}")
    parts += conflicts
    if cut:
        parts.append(f"built on more than {MOST_LINKS} models, of which the rest were not followed")
    return "; ".join(parts)
