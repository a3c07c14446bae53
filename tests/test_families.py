"""Names that stand for several licenses, or for none: what each may mean, and the worst of it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from checker import source
from checker.asked import AmbiguousName
from checker.engine import check
from checker.families import Families, Family
from checker.joint import judge
from checker.model import Joint, Result, Verdict, worst
from checker.names import normal
from checker.source import SourceError
from checker.stock import Stock
from tests.conftest import IDS, ROOT, RULESETS, SHELF
from tests.test_commands import run

EVERY = {id: SHELF.families.get(id) for id in SHELF.families.ids}
FAMILIES = [id for id, family in EVERY.items() if family.kind == "family"]
NOTHING = [id for id, family in EVERY.items() if family.kind == "nothing"]
AMBIGUOUS = [id for id, family in EVERY.items() if family.kind == "ambiguous"]
ONE_HELD = {"agpl", "cc-by-nd", "falcon-llm-license", "gfdl"}  # families of which one member is held


def judged(name: str, rules: str) -> Result:
    return judge(SHELF.desk.subject(name), SHELF.rulebook.get(rules), SHELF.vocabulary, SHELF.rulebook.criterion)


def test_the_families_asked_for_are_there() -> None:
    assert {"gpl", "lgpl", "agpl", "bsd", "cc", "openrail", "gfdl", "cc-by", "cc-by-nc", "llama"} <= set(FAMILIES)
    assert {"other", "unknown", "none"} <= set(NOTHING)


@pytest.mark.parametrize(
    ("tag", "members"),
    [
        ("tencent-hunyuan-community", {"hunyuan-dit-community", "hunyuan-video-community", "hunyuan3d-2.0-community"}),
        ("exaone", {"exaone-1.1-nc", "exaone-1.2-nc"}),
        ("openrail++", {"openrail-pp-m-creativeml-2022-11-24", "openrail-pp-m-marigold", "openrail-pp-m-sdxl-2023-07-26"}),
        ("flux-1-dev-non-commercial-license", {"flux-1-dev-nc-1.0-2024-08-01", "flux-1-dev-nc-1.1", "flux-1-dev-nc-1.1.1"}),
        ("falcon-llm-license", {"falcon-3-tii-2024-12", "the Falcon LLM license of later models"}),
    ],
)
def test_a_tag_of_several_texts_is_none_of_them(tag: str, members: set[str]) -> None:
    """On the Hub one name stands for texts that differ: to answer with one of them is wrong for the models of the others."""
    found = SHELF.desk.subject(tag)
    assert found.joint is Joint.FAMILY
    assert members <= {one.id for one in found.licenses}


@pytest.mark.parametrize("id", EVERY)
def test_fits_the_json_schema(id: str) -> None:
    schema = json.loads((ROOT / "docs" / "family.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(source.load(SHELF.families.folder / f"{id}.yaml").value, schema, jsonschema.Draft202012Validator)


@pytest.mark.parametrize("id", [*FAMILIES, *AMBIGUOUS])
def test_every_pattern_finds_members(id: str) -> None:
    family = EVERY[id]
    for pattern in family.members:
        assert family._replace(members=(pattern,)).among(IDS), pattern
    assert len(family.among(IDS)) > 1 or id in ONE_HELD


@pytest.mark.parametrize("id", FAMILIES)
def test_what_is_called_missing_is_missing(id: str) -> None:
    assert [name for name in EVERY[id].missing if SHELF.desk.named(name)] == []


@pytest.mark.parametrize("rules", RULESETS)
@pytest.mark.parametrize("id", FAMILIES)
def test_the_worst_member_counts_criterion_by_criterion(id: str, rules: str) -> None:
    result = judged(id, rules)
    ruleset = SHELF.rulebook.get(rules)
    members = {
        one: check(SHELF.catalogue.get(one), ruleset, SHELF.vocabulary, SHELF.rulebook.criterion).criteria for one in EVERY[id].among(IDS)
    }
    assert [part.license.id for part in result.parts] == [*members, *EVERY[id].missing]
    for i, one in enumerate(result.criteria):
        own = {name: criteria[i].verdict for name, criteria in members.items()}
        own |= dict.fromkeys(EVERY[id].missing, Verdict.NOT_APPLICABLE if one.criterion.release else Verdict.UNKNOWN)
        assert one.verdict is worst(list(own.values()))
        assert set(one.members) == {name for name, verdict in own.items() if verdict is one.verdict}
        assert {reason.license for reason in one.reasons} <= set(one.members)
    assert result.verdict is worst([one.verdict for one in result.criteria])


@pytest.mark.parametrize("rules", RULESETS)
@pytest.mark.parametrize("id", NOTHING)
def test_what_names_no_license_is_unknown(id: str, rules: str) -> None:
    assert SHELF.desk.subject(id).joint is Joint.NOTHING
    assert {one.verdict for one in judged(id, rules).criteria} <= {Verdict.UNKNOWN, Verdict.NOT_APPLICABLE}


@pytest.mark.parametrize("name", ["", "  ", "none", "NONE", "NOASSERTION", "other", "Unknown", "unlicensed", "custom"])
@pytest.mark.parametrize("command", [("check",), ("can-i", "--do", "run")], ids=["check", "can-i"])
def test_no_license_never_passes(name: str, command: tuple[str, ...]) -> None:
    done = run(command[0], name, *command[1:], "--format", "json")
    (result,) = json.loads(done.stdout)["results"]
    assert (done.returncode, result.get("verdict") or result["answer"]) == (1, "unknown")


def test_unlicensed_is_not_the_unlicense() -> None:
    assert SHELF.desk.subject("unlicense").license.id == "unlicense"
    assert SHELF.desk.subject("unlicensed").license.id == "none"


@pytest.mark.parametrize("id", AMBIGUOUS)
def test_an_ambiguous_name_is_answered_with_the_list(id: str) -> None:
    with pytest.raises(AmbiguousName) as caught:
        SHELF.desk.subject(id)
    assert caught.value.members == EVERY[id].among(IDS)
    for command in (["check", id], ["show", id], ["compare", id, "mit"], ["can-i", id, "--do", "run"]):
        done = run(*command)
        assert done.returncode == 2
        assert all(member in done.stderr for member in caught.value.members)


def test_no_family_has_a_name_of_a_definition_or_of_another_family() -> None:
    taken: dict[str, str] = {normal(name): id for name, id in SHELF.catalogue.names()}
    for id in EVERY:
        for name in {name for name, own in SHELF.families.names() if own == id}:
            assert taken.setdefault(normal(name), id) == id, name


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["check", "gpl"], "gpl: may mean: gpl-2.0: meets, gpl-3.0: meets"),
        (["show", "gpl"], "gpl: family: may mean gpl-2.0, gpl-3.0"),
        (["compare", "gpl", "mit", "--rules", "osd"], "gpl: a family, it may mean gpl-2.0, gpl-3.0; the worst of them counts: osd: meets"),
        (["can-i", "gpl", "--do", "run"], "gpl: may mean: gpl-2.0: yes, gpl-3.0: yes"),
        (["choose", "--do", "run", "--instead-of", "gpl"], "lgpl-2.1: yes"),
        (["list", "families"], "gpl: family: GNU General Public License family: gpl-2.0, gpl-3.0"),
    ],
)
def test_every_command_says_what_it_may_mean(command: list[str], said: str) -> None:
    assert said in run(*command).stdout


@pytest.mark.parametrize("names", [("llama", "gemma"), ("cc", "gemma", "mit")])
def test_a_comparison_of_many_fits_the_page(names: tuple[str, ...]) -> None:
    """What does not fit beside the others stands below them, under its own numbers."""
    lines = run("compare", *names, "--format", "table").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    numbers = [number for line in lines if line.startswith(" " * 24 + "  [") for number in line.split()]
    columns = int(lines[0].split()[0])
    assert numbers[:columns] == [f"[{i}]" for i in range(1, columns + 1)]


def test_a_member_that_nobody_has_read_makes_no_difference() -> None:
    shown = json.loads(run("compare", "openrail", "gemma", "--diff", "--format", "json").stdout)["rows"]
    assert "sublicense" in {row["key"] for row in shown}
    assert "reproduce" not in {row["key"] for row in shown}


def test_claims_take_single_licenses(tmp_path: Path) -> None:
    claims = tmp_path / "claims.yaml"
    text = (ROOT / "seeds" / "claims" / "superintelligence-2025.yaml").read_text(encoding="utf-8")
    claims.write_text(text.replace("llama-4-community", "gpl"), encoding="utf-8")
    done = run("claims", str(claims))
    assert done.returncode == 2
    assert "'gpl' is the name of a family, and claims takes single licenses: name one or more of gpl-2.0, gpl-3.0" in done.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id: y\nname: Y\nkind: family\nnote: n\nmembers: [mit]\n", "x.yaml:1:5: the id must be the name of the file, 'x'"),
        ("id: x\nname: X\nkind: family\nnote: n\n", "x.yaml:1:1: the key 'members' is missing: which definitions may be meant?"),
        ("id: x\nname: X\nkind: nothing\nnote: n\nmembers: [mit]\n", "x.yaml:5:10: what names no license has no members"),
        ("id: x\nname: X\nkind: clan\nnote: n\nmembers: [mit]\n", "x.yaml:3:7: one of family, ambiguous, nothing was expected, not 'clan'"),
        ("- x\n", "x.yaml:1:1: a mapping was expected, not a list"),
    ],
)
def test_a_broken_family_is_named_with_its_place(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        Families(tmp_path, SHELF.vocabulary, Stock()).get("x")
    assert [str(problem) for problem in caught.value.problems] == [f"{tmp_path}/{message}"]


def test_members_are_found_by_being_there() -> None:
    family = Family("x", "X", "family", (), "", ("gpl-[0-9]*", "mit"))
    assert family.among(["gpl-2.0", "gpl-9.0", "lgpl-2.1", "mit", "mit-0"]) == ("gpl-2.0", "gpl-9.0", "mit")
