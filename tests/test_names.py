"""Names: every spelling in use finds its license, and no name finds two."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.catalogue import UnknownLicense
from checker.model import Joint
from checker.names import fold, normal
from tests.conftest import IDS, ROOT, SHELF
from tests.test_commands import run

TAGS = (ROOT / "tests" / "data" / "hf_license_tags.txt").read_text(encoding="utf-8").split()  # Hugging Face's list of `license:` values
OWN: dict[str, list[str]] = {}
for own_name, own_id in SHELF.catalogue.names():
    OWN.setdefault(own_id, []).append(own_name)


def test_the_list_of_tags_is_whole() -> None:
    assert len(TAGS) == len(set(TAGS)) == 83


@pytest.mark.parametrize("tag", TAGS)
def test_every_hugging_face_tag_resolves(tag: str) -> None:
    """To the one license that has the tag, to the family it names, or to none at all."""
    subject = SHELF.desk.subject(tag)
    assert tag in (subject.license.id, *subject.license.names) or subject.joint in (Joint.FAMILY, Joint.NOTHING)


@pytest.mark.parametrize("id", IDS)
def test_every_name_of_a_definition_finds_it_however_it_is_written(id: str) -> None:
    for name in OWN[id]:
        spellings = {name, name.upper(), name.title(), f"  {name} ", f"the {name}"}
        for spelling in spellings if "/" not in name else {name}:
            assert SHELF.desk.subject(spelling).license.id == id, spelling


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Apache License 2.0", "apache-2.0"),
        ("Apache License, Version 2.0", "apache-2.0"),
        ("Apache 2", "apache-2.0"),
        ("apache2.0", "apache-2.0"),
        ("APACHE v2", "apache-2.0"),
        ("Apache 2.0 <https://www.apache.org/licenses/LICENSE-2.0>", "apache-2.0"),
        ("License: Apache License Version 2.0", "apache-2.0"),
        ("the MIT License", "mit"),
        ("MIT license", "mit"),
        ("License: MIT", "mit"),
        ("Mit-Licence", "mit"),
        ("BSD 3-Clause", "bsd-3-clause"),
        ("3-clause BSD", "bsd-3-clause"),
        ("BSD 3 clause license", "bsd-3-clause"),
        ("GPLv3", "gpl-3.0"),
        ("GPL v3.0", "gpl-3.0"),
        ("GNU GPL 3.0", "gpl-3.0"),
        ("GNU GPL v2", "gpl-2.0"),
        ("GNU General Public License v3.0", "gpl-3.0"),
        ("GNU Lesser General Public License, version 2.1", "lgpl-2.1"),
        ("GNU AGPL v3", "agpl-3.0"),
        ("CC BY 4.0", "cc-by-4.0"),
        ("CC BY-NC-SA 3.0", "cc-by-nc-sa-3.0"),
        ("CC BY NC 4.0", "cc-by-nc-4.0"),
        ("Creative Commons Attribution Non Commercial Share Alike 4.0", "cc-by-nc-sa-4.0"),
        ("Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International", "cc-by-nc-nd-4.0"),
        ("Creative Commons Zero v1.0 Universal", "cc0-1.0"),
        ("Llama 3.1 Community", "llama-3.1-community"),
        ("Llama 3.1 Community License", "llama-3.1-community"),
        ("Meta Llama 3 Community License Agreement", "llama-3-community"),
        ("llama-2-community-license", "llama-2-community"),
        ("LLaMA2", "llama-2-community"),
        ("LLaMA 3.2", "llama-3.2-community"),
        ("Gemma Terms of Use", "gemma-terms-2025-03-24"),
        ("BigCode OpenRAIL-M v1", "bigcode-openrail-m-v1"),
        ("BigCode Open Rail-M", "bigcode-openrail-m-v1"),
        ("CreativeML OpenRAIL-M", "openrail-m-creativeml"),
        ("DeepSeek License Agreement", "deepseek-license-1.0"),
        ("NVIDIA Open Model License Agreement", "nvidia-open-model-2025-10-24"),
        ("NVIDIA Open Model Agreement", "nvidia-open-model-agreement-2026-04-02"),
        ("licenseref-scancode-llama-3.2-license-2024", "llama-3.2-community"),
        ("LicenseRef-scancode-gemma-tou-2025-03-24", "gemma-terms-2025-03-24"),
        ("MPL 2", "mpl-2.0"),
        ("zlib/libpng license", "zlib"),
        ("Creative Commons license family", "cc"),
        ("GNU General Public License", "gpl"),
        ("BSD license", "bsd"),
        ("OpenRAIL", "openrail"),
        ("Llama License", "llama"),
        ("mit-0", "mit-0"),
    ],
)
def test_common_spellings(name: str, id: str) -> None:
    assert SHELF.desk.subject(name).license.id == id


@pytest.mark.parametrize(
    "name",
    ["license", "the license", "version", "-", "1.0", "++", "apache 3", "licenses/mit", "mit/apache", "MIT\u202eX", "llama5", "\u00e9"],
)
def test_what_is_no_name_finds_nothing(name: str) -> None:
    assert SHELF.desk.named(name) is None


def test_no_name_answers_for_two_definitions() -> None:
    owners: dict[str, set[str]] = {}
    for name, id in SHELF.catalogue.names():
        owners.setdefault(normal(name), set()).add(id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}
    assert "" not in owners


def test_near_names_of_families_are_told_too() -> None:
    with pytest.raises(UnknownLicense) as caught:
        SHELF.desk.subject("openrial")
    assert "openrail" in caught.value.near


@given(st.text(max_size=60))
def test_no_text_breaks_a_name(text: str) -> None:
    assert normal(text) == normal(text.upper().lower()) or not text.isascii()
    assert normal(fold(text)) == normal(text)
    assert normal(normal(text)) == normal(text)


def test_names_are_the_same_from_the_command_line() -> None:
    data = json.loads(run("check", "the MIT License", "Apache 2", "GPLv3", "--format", "json").stdout)
    assert [one["license"] for one in data["results"]] == ["mit", "apache-2.0", "gpl-3.0"]
