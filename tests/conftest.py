"""What the tests share: the shipped data, loaded once, and the texts where this machine has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.shelf import Shelf
from checker.texts.library import Library

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT.parent / "shared" / "license-texts"
SHELF = Shelf()
IDS = SHELF.catalogue.ids
RULESETS = SHELF.rulebook.ids

# A definition of the user's own, on top of one of ours: written as `mine.yaml`.
OWN_LICENSE = """
id: mine
name: MIT, as we hand it on
extends: mit
publisher: Us
documents:
  license: {title: MIT, url: "https://example.org", text: held, version: fixed,
    sha256: 0000000000000000000000000000000000000000000000000000000000000000}
silent: [benchmark, distill, improve-model, reverse-engineer, train-on-output, transfer, use-patents, use-trademark]
reviewed: 2026-11-29
prohibitions:
  - {id: military, actions: [use], when: [{field: [military]}], at: license 1, phrase: "no military"}
"""


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """The shipped data, without any cache on disk."""
    return SHELF


@pytest.fixture(scope="session")
def library() -> Library:
    """The license texts of this machine: a collection beside the checkout, if there is one, and the development package's."""
    return Library.standard(TEXTS)
