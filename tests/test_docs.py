"""What docs and README show of the program is what the program says; README's two lines are there."""

from __future__ import annotations

import json
import re
import sys

import jsonschema
import pytest

from checker import source
from tests.conftest import IDS, ROOT, RULESETS, SHELF

sys.path.insert(0, str(ROOT / "tools"))
import generate

README = (ROOT / "README.md").read_text(encoding="utf-8")
WANTED = generate.wanted()


@pytest.mark.parametrize("path", WANTED, ids=[path.name for path in WANTED])
def test_generated_files_are_up_to_date(path: object) -> None:
    assert path.read_text(encoding="utf-8") == WANTED[path], "run tools/generate.py"  # type: ignore[attr-defined,index]


def test_readme_is_not_empty_where_it_is_generated() -> None:
    blocks = re.findall(r"<!-- generated: ([a-z-]+) -->\n(.*?)\n<!-- end -->", README, re.DOTALL)
    assert {name for name, _ in blocks} == set(generate.BLOCKS)
    assert all(len(text.strip()) > 20 for _, text in blocks)


def test_readme_s_two_lines_come_first() -> None:
    head = README.split("<!-- generated")[0]
    lines = re.findall(r"```sh\n(.*?)\n```", head, re.DOTALL)
    assert len(lines) == 2
    assert all("\n" not in line and line.startswith("python3 -m venv") for line in lines)


@pytest.mark.parametrize("id", IDS)
def test_definitions_fit_the_json_schema(id: str) -> None:
    schema = json.loads((ROOT / "docs" / "license.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(source.load(SHELF.catalogue.folder / f"{id}.yaml").value, schema, jsonschema.Draft202012Validator)


@pytest.mark.parametrize("name", RULESETS)
def test_rule_sets_fit_the_json_schema(name: str) -> None:
    schema = json.loads((ROOT / "docs" / "ruleset.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(source.load(SHELF.rulebook.folder / f"{name}.yaml").value, schema, jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "change",
    [{"unknown": 1}, {"released": "soon"}, {"covers": ["everything"]}, {"silent": ["dancing"]}, {"documents": {"license": {"title": "x"}}}],
)
def test_the_json_schema_refuses_what_the_program_refuses(change: dict[str, object]) -> None:
    schema = json.loads((ROOT / "docs" / "license.schema.json").read_text(encoding="utf-8"))
    good = source.load(SHELF.catalogue.folder / "mit.yaml").value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**good, **change}, schema, jsonschema.Draft202012Validator)


def test_links_between_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
