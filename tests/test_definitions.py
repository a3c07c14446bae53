"""Every shipped definition: it loads, its names are its own, and it says what its texts say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker import source
from checker.catalogue import HEADER_BYTES
from checker.model import Kind
from checker.names import fold
from checker.shelf import Shelf
from checker.stock import Stock
from checker.texts.library import Library
from checker.texts.verify import verify
from tests.conftest import IDS, SHELF

CORE = [
    "llama-2-community",
    "llama-3-community",
    "llama-3.1-community",
    "llama-3.2-community",
    "llama-3.3-community",
    "llama-4-community",
    "gemma-terms-2024-04-01",
    "gemma-terms-2025-03-24",
    "openrail-m-creativeml",
    "bigscience-bloom-rail-1.0",
    "bigcode-openrail-m-v1",
    "deepseek-license-1.0",
    "qwen-license-2024-09-19",
    "qwen-research-2024-09-19",
    "mistral-mrl-0.1",
    "falcon-3-tii-2024-12",
    "stability-community-2024-07-05",
    "flux-1-dev-nc-1.1.1",
    "hunyuan3d-2.0-community",
    "kimi-k2-modified-mit",
    "nvidia-open-model-2025-10-24",
    "openmdw-1.0",
    "mit",
    "apache-2.0",
    "bsd-3-clause",
    "gpl-3.0",
    "agpl-3.0",
    "mpl-2.0",
    "cc-by-4.0",
    "cc-by-nc-4.0",
    "cc-by-nd-4.0",
]


def test_the_definitions_asked_for_are_there() -> None:
    assert set(CORE) <= set(IDS)


@pytest.mark.parametrize("id", IDS)
def test_loads_from_yaml_alone(id: str) -> None:
    """Parsed and checked afresh, whatever a stock holds."""
    catalogue = SHELF.catalogue
    fresh = type(catalogue)(catalogue.folder, catalogue.vocabulary, Stock())
    license = fresh.get(id)
    assert license.id == id
    # A policy beside another license grants nothing itself: what may be done is undecided there.
    assert license.unread or (license.terms and (license.of_kind(Kind.PERMISSION) or license.undecided))
    assert license.reviewed or license.unread


@pytest.mark.parametrize("id", IDS)
def test_agrees_with_its_texts(id: str, shelf: Shelf, library: Library) -> None:
    """Hashes fit, sections exist, phrases stand there, and no section that limits or obliges is left uncited."""
    license = shelf.catalogue.get(id)
    held = [text.name for text in license.texts if text.held]
    result = verify(license, library.lookup)
    assert not result.problems
    if len(result.missing) == len(held):
        pytest.skip(f"no text of {id} is on this machine")
    assert result.phrases >= 1
    assert result.documents == len(held) - len(result.missing)


@pytest.mark.parametrize("id", IDS)
def test_names_stand_in_the_first_bytes(id: str, shelf: Shelf) -> None:
    """The names read from the head of the file are those of the whole file."""
    license = shelf.catalogue.get(id)
    path = shelf.catalogue.folder / f"{id}.yaml"
    every = {fold(name) for name in (id, license.name, license.spdx, *license.names)} - {""}
    assert shelf.catalogue._names_of(id) == every
    head = path.read_bytes()[:HEADER_BYTES].decode("utf-8", "replace")
    assert re.search(r"^documents:", head, re.MULTILINE)


def test_no_name_answers_for_two_definitions(shelf: Shelf) -> None:
    owners: dict[str, set[str]] = {}
    for name, id in shelf.catalogue.names():
        owners.setdefault(name, set()).add(id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(("name", "id"), list(SHELF.catalogue.names()))
def test_every_name_finds_its_definition(name: str, id: str, shelf: Shelf) -> None:
    assert shelf.catalogue.find(name) == id
    assert shelf.catalogue.find(name.upper()) == id


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("llama2", "llama-2-community"),
        ("llama3", "llama-3-community"),
        ("llama3.1", "llama-3.1-community"),
        ("llama3.2", "llama-3.2-community"),
        ("llama3.3", "llama-3.3-community"),
        ("llama4", "llama-4-community"),
        ("gemma", "gemma-terms-2025-03-24"),
        ("creativeml-openrail-m", "openrail-m-creativeml"),
        ("bigscience-bloom-rail-1.0", "bigscience-bloom-rail-1.0"),
        ("bigcode-openrail-m", "bigcode-openrail-m-v1"),
        ("deepseek", "deepseek-license-1.0"),
        ("MIT", "mit"),
        ("Apache-2.0", "apache-2.0"),
        ("Apache License 2.0", "apache-2.0"),
        ("GPL-3.0-only", "gpl-3.0"),
        ("LicenseRef-scancode-llama-3.2-license-2024", "llama-3.2-community"),
        ("kimi-k2", "kimi-k2-modified-mit"),
        ("stability-community-2024-07", "stability-community-2024-07-05"),
    ],
)
def test_names_in_use_resolve(name: str, id: str, shelf: Shelf) -> None:
    assert shelf.catalogue.find(name) == id


@pytest.mark.parametrize("id", IDS)
def test_key_order_means_nothing(id: str, tmp_path: Path, shelf: Shelf) -> None:
    """A definition with the keys of every mapping turned round is the same license."""
    import yaml

    path = shelf.catalogue.folder / f"{id}.yaml"
    turned = tmp_path / f"{id}.yaml"
    turned.write_text(yaml.safe_dump(_turned(source.load(path).value), sort_keys=False, allow_unicode=True, width=10_000), encoding="utf-8")
    assert shelf.catalogue.load(turned) == shelf.catalogue.get(id)


def _turned(value: object) -> object:
    if isinstance(value, dict):
        documents = isinstance(value.get("license"), dict)  # the order of documents is the order of reading
        items = list(value.items()) if documents else list(reversed(value.items()))
        return {key: _turned(one) for key, one in items}
    return [_turned(one) for one in value] if isinstance(value, list) else value
