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


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """The shipped data, without any cache on disk."""
    return SHELF


@pytest.fixture(scope="session")
def library() -> Library:
    """The license texts of this machine: a collection beside the checkout, if there is one, and the development package's."""
    return Library.standard(TEXTS)
