"""From references and statements to the models of a project, each once, with what is said of it. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase

from checker.companions import BESIDE
from checker.finders.headers import telling
from checker.policy import Clarify
from checker.references import Reference
from checker.report import Place
from checker.resolve import Claim
from checker.scan import Said, Scan, cached_model, in_tests
from checker.tuples import NamedTuple
from checker.words import pieces

KINDS_WITHOUT_LICENSE = ("url", "file")  # weights that no hub names
DATA = "huggingface.co/datasets/"  # weights that lie among data are those of one repository
# Kind of reference -> what the registry writes before names of that kind: a bare `base` is anything, `openai-whisper:base` is one.
SPACES = {
    "ollama": "ollama:",
    "timm": "timm/",
    "whisper": "openai-whisper:",
    "rembg": "rembg:",
    "clip": "clip:",
    "torchhub": "torchhub:",
    "torchaudio": "torchaudio:",
    "torchvision": "torchvision:",
    "open-mmlab": "open-mmlab:",
    "insightface": "insightface:",
    "piper": "piper:",
}
CHAIN = 20  # models that are followed from one; real chains have fewer than ten


class Named(NamedTuple):
    """One model of the project: where it is named, what is said of it, and the license files beside it with the hash of their words."""

    name: str
    kind: str
    places: list[tuple[Place, bool]]
    claims: list[Claim]
    bases: list[str]
    files: list[tuple[str, str]]


def models(found: Scan, canonical: Callable[[str], str], source: Callable[[str], str], origin: str = "", home: str = "") -> list[Named]:
    """The models of a project, each once: named in files, kept in folders, or listed in bills of materials.

    `canonical` knows names, `source` the model that a weights file or a copy comes from ("" where it does not); `origin` is the model
    that all of it is, where it is one of a cache; `home` is what a model is called that lies in the folder itself.
    """
    models: dict[str, Named] = {}

    def entry(name: str, kind: str) -> Named:
        return models.setdefault(name.lower(), Named(name, kind, [], [], [], []))

    homes = _homes(found.references, source) | _entries(found.references)
    for one in found.references:
        entry(meant(one, canonical, homes.get(one, "")), one.kind).places.append((Place(one.path, one.line, one.column, one.text), one.use))
    folders = {_folder(one.path) for one in found.said if one.stated.how in ("card", "gguf", "safetensors", "license-file")}
    for folder in sorted(folders):
        _kept(folder, found, entry, origin, home)
    described = {_folder(one.path) for one in found.said if one.stated.how == "card" and one.stated.licenses}
    for said in found.said:
        if said.stated.how == "file" and _folder(said.path) in described:
            continue  # it is of the model whose card lies beside it
        if said.stated.model:
            named = entry(canonical(said.stated.model) if said.stated.how != "file" else said.stated.model, said.stated.how)
            use = said.stated.how != "file" or not in_tests(said.path)
            named.places.append((Place(said.path, said.stated.line, said.stated.column, said.stated.model), use))
            named.claims.extend(_claims(said))
            named.bases.extend(said.stated.bases)
    _follow(models, canonical)
    return list(models.values())


def _follow(models: dict[str, Named], canonical: Callable[[str], str]) -> None:
    """Give each model what its bases were built on, as far as their own cards are here: the license of all of them may hold."""
    stated = {name: list(named.bases) for name, named in models.items() if named.bases}
    for name, named in models.items():
        seen = {name}
        todo = list(named.bases)
        while todo and len(seen) <= CHAIN:
            base = canonical(todo.pop(0)).lower()
            if base in seen:
                continue
            seen.add(base)
            more = [one for one in stated.get(base, ()) if one not in named.bases and canonical(one).lower() not in seen]
            named.bases.extend(more)
            todo += more


def _line(one: Reference) -> int:
    return one.line


def _homes(references: Sequence[Reference], source: Callable[[str], str]) -> dict[Reference, str]:
    """The repository that each weights file is named beside, unless `source` says that it is another model's by its name."""
    repositories: dict[str, list[Reference]] = {}
    for one in references:
        if one.kind == "hf" and one.use:
            repositories.setdefault(one.path, []).append(one)
    for rows in repositories.values():
        rows.sort(key=_line)
    homes = {one: one.home for one in references if one.home}
    for one in references:
        rows = repositories.get(one.path, []) if one.kind == "file" and not one.home else []
        first, last = bisect_left(rows, one.line - BESIDE, key=_line), bisect_right(rows, one.line + BESIDE, key=_line)
        if first < last:
            near = min(rows[first:last], key=lambda other: (abs(other.line - one.line), other.line))
            own = source(one.model)
            if near.line == one.line or own == source(near.model) != "" or (not own and _of(one.model, near.model)):
                homes[one] = near.model
    return homes


def _of(file: str, repository: str) -> bool:
    """Whether a weights file near a repository may well be its own: it is called what files of weights are, or has a word of its name."""
    own = telling(file.rpartition("/")[2].rpartition(".")[0])
    return not own or not own.isdisjoint(pieces(repository.rpartition("/")[2]))


def _entries(references: Sequence[Reference]) -> dict[Reference, str]:
    """The repository of each entry point of PyTorch Hub: `hub.load("owner/repository", "entry")`, in one line or the next few."""
    homes: dict[Reference, str] = {}
    last: Reference | None = None
    for one in references:  # sorted by file and line
        if one.kind != "torchhub":
            continue
        if "/" in one.model:
            last = one
        elif last is not None and last.path == one.path and one.line - last.line <= BESIDE:
            homes[one] = _full_name(last)
    return homes


def meant(one: Reference, canonical: Callable[[str], str], home: str = "") -> str:
    """What the model of a reference is called. `home` is the repository that it is a file of, where that is known. Raises nothing."""
    name = home or _full_name(one)
    kept = not home and one.kind in KINDS_WITHOUT_LICENSE and not name.startswith(DATA)
    return name if kept else canonical(name)


def _full_name(one: Reference) -> str:
    """A reference as the registry reads it: with its name space where that is not plain."""
    space = SPACES.get(one.kind)
    return f"{space}{one.model}" if space and not one.model.startswith(space) else one.model


def _kept(folder: str, found: Scan, entry: Callable[[str, str], Named], whole: str, home: str) -> None:
    """A model that lies in a folder of the project, with its card, license file and headers."""
    own = [one for one in found.said if _folder(one.path) == folder and not one.stated.model]
    origin = (whole or cached_model(own[0].path)) if own else ""
    weights = [one for one in own if one.stated.how in ("gguf", "safetensors")]
    cards = [one for one in own if one.stated.how == "card"]
    if not origin and not weights and not any(one.stated.bases or one.stated.licenses for one in cards):
        return  # a license file alone is that of the project
    named = entry(origin or (f"./{folder}" if folder else home or "."), "folder")
    for said in [*cards, *weights] or own[:1]:
        named.places.append(
            (Place(said.path, said.stated.line, said.stated.column, ", ".join(said.stated.licenses)), not in_tests(said.path))
        )
    for said in own:
        if said.stated.how == "license-file":
            named.files.extend((said.path, sha) for sha in said.stated.licenses)
            continue
        named.claims.extend(_claims(said))
        named.bases.extend(said.stated.bases)
    if not origin:
        adapters = [one for one in found.references if _folder(one.path) == folder and one.path.endswith("adapter_config.json")]
        named.bases.extend(one.model for one in adapters if one.model not in named.bases)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _claims(said: Said) -> list[Claim]:
    """What a statement says of the license, as the registry takes it."""
    how = "gguf" if said.stated.how == "safetensors" else "card" if said.stated.how == "sbom" else said.stated.how
    return [Claim(license, how, f"{said.path}:{said.stated.line}") for license in said.stated.licenses]


def clarified(named: Named, row: Clarify) -> bool:
    """Whether the project's own word `row` is about this model, by its name or by what a file of the project calls it."""
    called = (named.name, *(place.text for place, _ in named.places))
    return any(fnmatchcase(name.lower(), row.model.lower()) for name in called)
