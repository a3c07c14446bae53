"""License files that lie beside a model, held against what else is said of its license. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from checker.collect import Named
from checker.policy import Clarify
from checker.resolve import Claim
from checker.tuples import NamedTuple

IS, CHANGED, CONTAINS = "is", "is, with changes", "contains"  # verdicts of `identify`


class Kept(NamedTuple):
    """A license file: what `identify` says of it, the licenses whose documents it holds, and in a few words what was changed, or what it
    is like. `license` is the one whose license text it is, word for word; "" for a policy, and for what several licenses share.
    """

    path: str
    verdict: str
    ids: tuple[str, ...] = ()
    what: str = ""
    license: str = ""
    line: int = 1


class Remark(NamedTuple):
    """What must be said of a license file: a code of codes.yaml, the sentence, the licenses, the file, and the hash of its words."""

    code: str
    headline: str
    licenses: tuple[str, ...]
    path: str
    line: int
    grave: bool = True  # as bad as an unknown license
    sha: str = ""


def kept_of(named: Named, by_text: Callable[[str], str], read: Callable[[str], Kept]) -> list[Kept]:
    """What each license file beside a model is; one whose words are those of a definition's text need not be read again."""
    found = []
    for path, sha in named.files:
        known = by_text(sha.removeprefix("sha256:"))
        found.append(Kept(path, IS, (known,), license=known) if known else read(path))
    return found


def claims_of(kept: Iterable[Kept]) -> list[Claim]:
    """What the files claim: a file that is one license's text names it. An edited one has lost the name."""
    return [Claim(one.license, "license-file", f"{one.path}:1") for one in kept if one.license]


def narrowed(claims: Iterable[Claim], ids: Collection[str], members: Callable[[str], frozenset[str]]) -> list[Claim]:
    """The claims; one that names a family means the member that is among `ids`. `members` gives what a family's name may mean."""
    found = []
    for claim in claims:
        own = members(claim.license).intersection(ids) if ids else frozenset[str]()
        found.append(claim._replace(license=next(iter(own))) if len(own) == 1 else claim)
    return found


def remarks(named: Named, kept: Sequence[Kept], ids_of: Callable[[str], frozenset[str]]) -> Iterator[Remark]:
    """What speaks against taking the model's metadata at its word. `ids_of` gives the definitions that a name may mean."""
    said = [claim for claim in named.claims if claim.how in ("card", "gguf")]
    meant = frozenset(id for claim in said for id in ids_of(claim.license))
    names = " and ".join(dict.fromkeys(claim.license for claim in said))
    hashes = {path: sha.removeprefix("sha256:") for path, sha in named.files}
    for one in kept:
        code, text, ids, grave = "edited-license", "", one.ids, True
        if one.verdict == IS and meant and not meant & set(one.ids):
            code, text = "license-file", f"its metadata say {names}, but {one.path} is {_either(one.ids)}"
        elif one.verdict == CHANGED:
            text = f"{one.path} is {_either(one.ids)} with changes: {one.what}"
        elif one.verdict == CONTAINS:
            text = f"{one.path} is {_either(one.ids)} and more: {one.what}"
        elif one.verdict != IS:
            like = f" ({one.what})" if one.what else ""
            code, text, ids, grave = "unknown-text", f"{one.path} is no license text that is known here{like}", (), not meant
        if text:
            yield Remark(code, text, ids, one.path, one.line, grave, hashes.get(one.path, ""))


def fits(row: Clarify, named: Named) -> bool:
    """Whether a clarification was made for the license file that lies beside the model: without either there is nothing to compare."""
    return not row.text or not named.files or any(sha.removeprefix("sha256:") == row.text for _, sha in named.files)


def _either(ids: Sequence[str]) -> str:
    return " or ".join(ids[:3]) or "a known text"
