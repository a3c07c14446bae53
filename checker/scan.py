"""Walk a project and find every model that its files name."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from checker import source
from checker.finders import finder
from checker.recognize import ENOUGH, SURE, Hit, recognize
from checker.references import MENTIONED, Note, Reference, Spot
from checker.words import Words

MAX_FILE = 5_000_000
WEAK = "weak"  # no reference by itself
SKIPPED = frozenset(
    {".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
)
LOCKS = frozenset(
    "package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml poetry.lock uv.lock pdm.lock composer.lock cargo.lock go.sum bun.lock".split()
)
_TEST = re.compile(
    r"(?:^|/)(?:tests?|testing|__tests__|spec|specs|e2e)(?:/|$)|(?:^|/)(?:test_[^/]*|[^/]*(?:_test|\.test|\.spec)\.[a-z]+|conftest\.py)$|^\.github/|(?:^|/)\.gitlab-ci",
    re.I,
)
_LIBRARIES = {
    "ollama": re.compile(rb"ollama", re.I),
    "whisper": re.compile(rb"whisper", re.I),
    "rembg": re.compile(rb"rembg|remove_?bg", re.I),
}


class Scan(NamedTuple):
    """What was found, sorted, and what could not be read."""

    references: tuple[Reference, ...]
    notes: tuple[Note, ...]
    files: int


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of the package."""
    return Words(source.parse(source.read_bytes(Path(__file__).parent / "finders" / "words.yaml"), "words.yaml").value)


def scan(root: Path, all_files: bool = False) -> Scan:
    """Every reference under `root`."""
    found: list[Reference] = []
    notes: list[Note] = []
    count = 0
    for path, name in _walk(root):
        count += 1
        try:
            data = source.read_bytes(path, MAX_FILE)
        except source.SourceError as error:
            notes.append(Note(name, str(error.problems[0].message)))
            continue
        found += read(name, data)
    return Scan(tuple(sorted(set(settled(found)))), tuple(notes), count)


def settled(found: list[Reference]) -> list[Reference]:
    """Without the weak readings, except of names that are surely models elsewhere in the project."""
    known = {one.text for one in found if one.confidence == "high"} | {one.model for one in found if one.confidence == "high"}
    known |= {one.model.rpartition("/")[2].rpartition(".")[0] for one in found if one.confidence != WEAK and one.kind in ("url", "file")}
    return [
        one._replace(confidence="low") if one.confidence == WEAK else one for one in found if one.confidence != WEAK or one.text in known
    ]


def _walk(root: Path) -> Iterator[tuple[Path, str]]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(one for one in folders if one not in SKIPPED)
        for file in sorted(files):
            path = Path(folder, file)
            name = path.relative_to(root).as_posix()
            if file.lower() not in LOCKS and finder(name) is not None:
                yield path, name


def read(name: str, data: bytes) -> list[Reference]:
    """The references in the content of a file."""
    module = finder(name)
    if module is None:
        return []
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    context = next((library for library, pattern in _LIBRARIES.items() if pattern.search(data) or library in name), "")
    test = _TEST.search(name) is not None
    seen = [(spot, hit) for spot in module.spots(text, words()) for hit in recognize(spot, words(), context)]
    accepted = [(spot, hit) for spot, hit in seen if hit.score >= ENOUGH]
    weak = [(spot, hit) for spot, hit in seen if hit.score < ENOUGH]
    beside = _companions(accepted, weak)
    accepted += beside
    kept = {id(spot) for spot, _ in beside}
    return [_reference(name, spot, hit, test) for spot, hit in accepted] + [
        _reference(name, spot, hit, test)._replace(confidence=WEAK) for spot, hit in weak if hit.score >= 1 and id(spot) not in kept
    ]


def _companions(accepted: list[tuple[Spot, Hit]], others: list[tuple[Spot, Hit]]) -> list[tuple[Spot, Hit]]:
    """Weaker readings that stand beside surer ones: a weights file beside its repository, one member of a list of models."""
    listed = Counter((spot.slot, hit.kind) for spot, hit in others if hit.kind == "ollama" and spot.slot)
    files = {(spot.slot[:-1], spot.line // 8 + near) for spot, hit in accepted if hit.kind in ("hf", "file", "url") for near in (-1, 0, 1)}
    members = Counter(
        (spot.slot[:-1] if spot.slot and not spot.slot[-1].startswith("#") else spot.slot, hit.kind) for spot, hit in accepted
    )
    found = []
    for spot, hit in others:
        if hit.kind == "file" and (spot.slot[:-1], spot.line // 8) in files:
            found.append((spot, hit._replace(score=ENOUGH)))
        elif (
            members[spot.slot[:-1] if spot.slot and not spot.slot[-1].startswith("#") else spot.slot, hit.kind] >= 3
            and hit.score >= 1
            and spot.slot
        ):
            found.append((spot, hit._replace(score=ENOUGH)))
        elif listed[spot.slot, hit.kind] >= 3:
            found.append((spot, hit._replace(score=ENOUGH)))
    return found


def _reference(name: str, spot: Spot, hit: Hit, test: bool) -> Reference:
    """A hit as a reference."""
    confidence = "high" if hit.score >= SURE else "medium" if hit.score >= 5 else "low"
    return Reference(
        name,
        spot.line,
        spot.column + max(0, hit.start),
        hit.text,
        hit.model,
        hit.kind,
        spot.nature not in MENTIONED and not test,
        confidence,
    )
