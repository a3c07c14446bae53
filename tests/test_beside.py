"""License files beside a model: what they are, held against the card."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path
from typing import Any

import pytest

from checker.beside import CHANGED, CONTAINS, IS, Kept, claims_of, fits, narrowed, remarks
from checker.collect import Named
from checker.policy import Clarify
from checker.report import ERROR, WARNING, Report
from checker.resolve import Claim
from checker.texts.library import Library
from checker.texts.normalize import digest
from tests.conftest import SHELF, TEXTS
from tests.test_audit import audited, codes

LIBRARY = Library.standard(TEXTS)
LLAMA = {"llama3.1": frozenset({"llama-3.1-community"}), "mit": frozenset({"mit"}), "other": frozenset()}


def text(id: str) -> str:
    """A text of the development package; the test skips where that is not installed."""
    found = LIBRARY.lookup(SHELF.catalogue.get(id), "license")
    if found is None:
        pytest.skip(f"no text of {id} here")
    return found


def model(card: str, license: str, name: str = "m/LICENSE") -> dict[str, str | bytes]:
    return {"m/README.md": f"---\nlicense: {card}\nlibrary_name: x\n---\n", "m/model.gguf": b"GGUF", name: license}


def named(*claims: str) -> Named:
    return Named("./m", "folder", [], [Claim(one, "card", "m/README.md:2") for one in claims], [], [("m/LICENSE", "sha256:" + "a" * 64)])


@pytest.mark.parametrize(
    ("kept", "cards", "code", "grave"),
    [
        (Kept("m/LICENSE", IS, ("mit",), license="mit"), ["mit"], None, True),
        (Kept("m/LICENSE", IS, ("mit",), license="mit"), [], None, True),
        (Kept("m/LICENSE", IS, ("mit",), license="mit"), ["other"], None, True),
        (Kept("m/LICENSE", IS, ("mit",), license="mit"), ["llama3.1"], "license-file", True),
        (Kept("m/LICENSE", CHANGED, ("mit",), "2 words added"), ["mit"], "edited-license", True),
        (Kept("m/LICENSE", CONTAINS, ("mit",), "20 words"), ["mit"], "edited-license", True),
        (Kept("m/LICENSE", "is like", (), "like mit"), ["mit"], "unknown-text", False),
        (Kept("m/LICENSE", "not known"), [], "unknown-text", True),
    ],
)
def test_what_is_said_of_a_license_file(kept: Kept, cards: list[str], code: str | None, grave: bool) -> None:
    found = list(remarks(named(*cards), [kept], lambda name: LLAMA[name]))
    assert [(one.code, one.grave) for one in found] == ([(code, grave)] if code else [])


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ([Kept("m/LICENSE", IS, ("exaone-1.1-nc",), license="exaone-1.1-nc")], ["exaone-1.1-nc", "mit"]),
        ([Kept("m/LICENSE", IS, ("mit",), license="mit")], ["exaone", "mit"]),
        ([Kept("m/LICENSE", CHANGED, ("exaone-1.1-nc",), "2 words added")], ["exaone", "mit"]),
        ([Kept(f"m/{id}", IS, (id,), license=id) for id in ("exaone-1.1-nc", "exaone-1.2-nc")], ["exaone", "mit"]),
        ([], ["exaone", "mit"]),
    ],
)
def test_a_family_means_the_member_whose_text_lies_there(kept: list[Kept], expected: list[str]) -> None:
    members = {"exaone": frozenset({"exaone-1.0-nc", "exaone-1.1-nc", "exaone-1.2-nc"}), "mit": frozenset[str]()}
    beside = {one.license for one in kept if one.license}
    claims = narrowed([Claim("exaone", "card", "m/README.md:2"), Claim("mit", "gguf", "m/a.gguf")], beside, members.__getitem__)
    assert [claim.license for claim in claims] == expected


def test_a_card_that_names_a_family_is_read_by_the_text_beside_it(tmp_path: Path) -> None:
    report = audited(tmp_path, model("bsd", text("bsd-3-clause")))
    (found,) = report.models
    assert found.licenses == ("bsd-3-clause",)


def test_a_card_that_names_a_title_of_several_texts_is_read_by_the_text_beside_it(tmp_path: Path) -> None:
    """Every publisher's modified MIT is called so; that of the file is meant, and is no other than the card's."""
    report = audited(tmp_path, model("other\nlicense_name: modified-mit\nlicense_link: LICENSE", text("kimi-k2-modified-mit")))
    assert [one.licenses for one in report.models] == [("kimi-k2-modified-mit",)]
    assert codes(report, ERROR) == set()
    report = audited(tmp_path, model("other\nlicense_name: modified-mit\nlicense_link: LICENSE", text("gpl-3.0")))
    assert "license-file" in codes(report, ERROR)


def test_only_a_whole_text_claims_a_license() -> None:
    kept = [Kept("a", IS, ("mit",), license="mit"), Kept("b", CHANGED, ("isc",)), Kept("c", IS, ("x", "y"))]
    assert [claim.license for claim in claims_of(kept)] == ["mit"]


@pytest.mark.parametrize(("pinned", "fitting"), [("", True), ("a" * 64, True), ("b" * 64, False)])
def test_a_clarification_is_pinned_to_the_file(pinned: str, fitting: bool) -> None:
    assert fits(Clarify("*", "mit", "read", pinned), named()) is fitting


def report(folder: Path, card: str, license: str, settings: dict[str, Any] | None = None) -> Report:
    return audited(folder, model(card, license), settings)


def test_the_text_that_belongs_to_the_card_is_no_finding(tmp_path: Path) -> None:
    found = report(tmp_path, "mit", "Copyright (c) 2024 Somebody\n\n" + text("mit"))
    assert not found.results
    assert [one.licenses for one in found.models] == [("mit",)]


def test_another_text_contradicts_the_card(tmp_path: Path) -> None:
    found = report(tmp_path, "apache-2.0", text("gpl-3.0"))
    finding = next(one for one in found.results if one.code == "license-file")
    assert (finding.severity, finding.places[0].path) == (ERROR, "m/LICENSE")
    assert "its metadata say apache-2.0, but m/LICENSE is gpl-3.0" in finding.headline
    assert set(found.models[0].licenses) == {"apache-2.0", "gpl-3.0"}  # nobody says which is meant: both count


def test_an_edited_text_has_lost_its_name(tmp_path: Path) -> None:
    edited = text("mit").replace("without restriction", "with restriction")
    assert edited != text("mit")
    found = report(tmp_path, "mit", edited)
    finding = next(one for one in found.results if one.code == "edited-license")
    assert finding.severity == ERROR
    assert "m/LICENSE is mit with changes" in finding.headline
    assert codes(report(tmp_path, "mit", edited, {"unknown": "warn"}), WARNING) == {"edited-license"}


def test_mit_and_a_clause_more_is_not_mit(tmp_path: Path) -> None:
    clause = (
        "If the Software is used for a product with more than 100 million users, its name must be displayed on the screen of the product."
    )
    found = report(tmp_path, "mit", text("mit") + "\n" + clause)
    assert "edited-license" in codes(found, ERROR)


def test_an_edited_text_alone_names_no_license(tmp_path: Path) -> None:
    edited = text("mit").replace("without restriction", "with restriction")
    found = audited(tmp_path, {"m/model.gguf": struct.pack("<4sIQQ", b"GGUF", 3, 0, 0), "m/LICENSE": edited})
    assert found.models[0].licenses == ()
    assert codes(found, ERROR) == {"unknown-license", "edited-license"}


def test_a_text_nobody_knows_is_told(tmp_path: Path) -> None:
    words = "You may look at the weights on Tuesdays, and must whistle while you do. The whistle is yours, the weights stay ours for good."
    found = report(tmp_path, "mit", words)
    assert [one.code for one in found.results] == ["unknown-text"]
    assert found.results[0].headline == "m/LICENSE is no license text that is known here"  # and not: (is like no known text)
    assert found.results[0].severity == WARNING
    assert found.results[0].help.endswith(f'Its hash: text = "{digest(words)}"')  # what a clarification wants; nothing else says it


def test_a_clarification_for_another_text_does_not_count(tmp_path: Path) -> None:
    words = "You may look at the weights on Tuesdays, and must whistle while you do."
    row = {"model": "./m", "license": "mit", "reason": "read it", "text": digest(words)}
    good = report(tmp_path / "a", "other", words, {"clarify": [row]})
    assert [one.how for one in good.models] == ["clarified"]
    assert not good.results
    other = report(tmp_path / "b", "other", words + " And sing.", {"clarify": [row]})
    assert "stale-exception" in codes(other, ERROR)
    assert [one.how for one in other.models] != ["clarified"]


def test_a_clarification_that_matches_nothing_is_told(tmp_path: Path) -> None:
    row = {"model": "acme/none", "license": "mit", "reason": "read it", "text": hashlib.sha256(b"x").hexdigest()}
    found = audited(tmp_path, {"a.py": "x = 1\n"}, {"clarify": [row]})
    assert [(one.code, one.severity) for one in found.results] == [("unused-exception", WARNING)]
