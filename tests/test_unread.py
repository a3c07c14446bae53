"""Licenses whose text nobody here has: every answer is unknown, and every command says why."""

from __future__ import annotations

import json

import pytest

from checker.ask import Act, weigh
from checker.can_i import Answer
from checker.engine import check
from checker.model import Verdict
from checker.profile import Profile
from tests.conftest import IDS, RULESETS, SHELF
from tests.test_commands import run

UNREAD = [id for id in IDS if SHELF.catalogue.get(id).unread]
SAID = "nobody here has"


def test_the_stubs_asked_for_are_there() -> None:
    assert {"h-research", "intel-research"} <= set(UNREAD)


@pytest.mark.parametrize("id", UNREAD)
def test_nothing_is_recorded(id: str) -> None:
    license = SHELF.catalogue.get(id)
    assert (license.terms, license.silent, license.undecided, license.complete) == ((), frozenset(), frozenset(), False)
    assert not any(text.held for text in license.texts)


@pytest.mark.parametrize("rules", RULESETS)
@pytest.mark.parametrize("id", UNREAD)
def test_every_verdict_is_unknown(id: str, rules: str) -> None:
    result = check(SHELF.catalogue.get(id), SHELF.rulebook.get(rules), SHELF.vocabulary, SHELF.rulebook.criterion)
    assert result.verdict is Verdict.UNKNOWN
    assert {one.verdict for one in result.criteria} <= {Verdict.UNKNOWN, Verdict.NOT_APPLICABLE}


@pytest.mark.parametrize("action", SHELF.vocabulary.words("actions"))
@pytest.mark.parametrize("id", UNREAD)
def test_can_i_never_answers_yes(id: str, action: str) -> None:
    wanted = [Act(action, action, (action,))]
    for profile in (Profile(), Profile(fields=("general",), changed=False)):
        assert weigh(SHELF.desk.subject(id), wanted, profile, SHELF.vocabulary).answer is Answer.UNKNOWN


@pytest.mark.parametrize("format", ["table", "concise", "markdown"])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["check", "ID"], 1),
        (["show", "ID"], 0),
        (["compare", "ID", "mit"], 0),
        (["can-i", "ID", "--do", "run"], 1),
        (["list", "licenses"], 0),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
@pytest.mark.parametrize("id", UNREAD)
def test_every_command_says_so(id: str, command: list[str], code: int, format: str) -> None:
    done = run(*(id if word == "ID" else word for word in command), "--format", format, COLUMNS="200")
    assert done.returncode == code
    assert any(SAID in line.lower() for line in done.stdout.splitlines())


def test_choose_never_offers_one_and_names_them() -> None:
    data = json.loads(run("choose", "--do", "run", "--format", "json").stdout)
    assert data["unread"] == UNREAD
    assert not {one["license"] for one in data["results"]} & set(UNREAD)
    assert (
        "Nobody here has read the text of h-research, intel-research"
        in run("choose", "--do", "run", "--format", "table", COLUMNS="200").stdout
    )


def test_a_check_that_fails_on_fails_alone_lets_unknown_pass() -> None:
    assert run("check", "h-research", "--fail-on", "fails").returncode == 0
