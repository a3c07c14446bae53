"""SPDX expressions: what AND, OR, WITH and + come to, which member a verdict is from, and what cannot be read."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.ask import Act, weigh
from checker.asked import AmbiguousName, Desk, UnreadableName
from checker.can_i import Answer
from checker.catalogue import UnknownLicense
from checker.joint import judge
from checker.model import Joint, Result, Verdict
from checker.profile import read
from tests.conftest import ROOT, SHELF
from tests.test_commands import ENVIRONMENT, run

DESK: Desk = SHELF.desk
PROFILE = read({"field": "general", "purpose": "commercial", "changed": False}, SHELF.vocabulary)


def judged(text: str, rules: str = "osd") -> Result:
    return judge(DESK.subject(text), SHELF.rulebook.get(rules), SHELF.vocabulary, SHELF.rulebook.criterion)


def answer(text: str, action: str) -> Answer:
    return weigh(DESK.subject(text), [Act(action, action, (action,))], PROFILE, SHELF.vocabulary).answer


# Members with each verdict under osd: mit meets, kimi-k2 contested, h-research unknown, llama3.2 fails.
VERDICTS = {"mit": Verdict.MEETS, "kimi-k2": Verdict.CONTESTED, "h-research": Verdict.UNKNOWN, "llama3.2": Verdict.FAILS}


@pytest.mark.parametrize("one", VERDICTS)
@pytest.mark.parametrize("other", VERDICTS)
def test_and_takes_the_worse_and_or_the_better(one: str, other: str) -> None:
    verdicts = sorted((VERDICTS[one], VERDICTS[other]), key=lambda verdict: verdict.rank)
    assert judged(f"{one} AND {other}").verdict is verdicts[0]
    assert judged(f"{one} OR {other}").verdict is verdicts[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gpt-oss-usage-policy", "unknown"),
        ("Apache-2.0 AND gpt-oss-usage-policy", "yes"),  # the policy bars nothing, and the license grants
        ("Apache-2.0 AND salesforce-ai-aup", "unknown"),  # it names policies that nobody has read
        ("(Apache-2.0 OR MIT) AND gpt-oss-usage-policy", "yes"),
        ("c4ai-aup AND gpt-oss-usage-policy", "unknown"),  # neither grants
        ("Apache-2.0 AND gpt-oss-usage-policy OR c4ai-aup", "yes"),
    ],
)
def test_a_policy_that_grants_nothing_only_bars_beside_a_license(text: str, expected: str) -> None:
    assert answer(text, "use") == expected


@pytest.mark.parametrize(
    ("text", "verdict", "chosen"),
    [
        ("MIT", "meets", ""),
        ("(MIT)", "meets", ""),
        ("((MIT))", "meets", ""),
        ("MIT OR MIT", "meets", ""),
        ("MIT AND the MIT License", "meets", ""),
        ("mit or llama3.2", "meets", "mit"),
        ("llama3.2 OR MIT", "meets", "mit"),
        ("Llama 3.2 Community License Agreement OR the MIT License", "meets", "mit"),
        ("llama3.2 OR kimi-k2", "contested", "kimi-k2-modified-mit"),
        ("MIT AND llama3.2 OR apache-2.0", "meets", "apache-2.0"),
        ("MIT AND (llama3.2 OR apache-2.0)", "meets", ""),
        ("llama3.2 AND (MIT OR apache-2.0)", "fails", ""),
        ("gpl OR llama3.2", "meets", "gpl"),
        ("gpl AND bsd", "fails", ""),
        ("MIT OR Foo-1.0", "meets", "mit"),
        ("Foo-1.0 OR MIT", "meets", "mit"),
        ("MIT AND Foo-1.0", "unknown", ""),
        ("Apache-2.0 AND gpt-oss-usage-policy", "contested", ""),  # the policy asks to obey the law, and leaves the rest to the license
        ("Apache-2.0 AND salesforce-ai-aup", "fails", ""),
        ("c4ai-aup AND gpt-oss-usage-policy", "fails", ""),
        ("llama3.2 AND Foo-1.0", "fails", ""),
        ("llama3.2 OR Foo-1.0", "unknown", "Foo-1.0"),
        ("MIT AND other", "unknown", ""),
        ("MIT OR NOASSERTION", "meets", "mit"),
        ("MIT AND NONE", "unknown", ""),
        ("GPL-2.0+", "meets", "gpl-2.0"),
        ("GPL-2.0-or-later AND MIT", "meets", ""),
        ("GPL-3.0-or-later", "meets", ""),
        ("Apache-2.0+ OR llama3.2", "meets", "apache-2.0"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "unknown", ""),
        ("GPL-2.0-or-later WITH Classpath-exception-2.0 OR MIT", "meets", "mit"),
        ("llama3.2 WITH some-exception", "unknown", ""),
        ("gpl WITH Classpath-exception-2.0", "unknown", ""),
        ("Foo-1.0 WITH Classpath-exception-2.0 OR MIT", "meets", "mit"),
    ],
)
def test_what_an_expression_comes_to(text: str, verdict: str, chosen: str) -> None:
    result = judged(text)
    assert (result.verdict.value, result.chosen) == (verdict, chosen)


def test_or_is_chosen_whole_not_criterion_by_criterion() -> None:
    """Each of the two meets a criterion that the other fails; nobody may take the best of both."""
    both = judged("cc-by-nd-4.0 OR cc-by-nc-4.0")
    assert both.verdict is Verdict.FAILS
    (chosen,) = (part for part in both.parts if part.license.id == both.chosen)
    assert [one.verdict for one in both.criteria] == [one.verdict for one in chosen.criteria]


def test_the_member_that_gave_a_verdict_is_named() -> None:
    result = judged("MIT AND llama3.2 AND cc-by-nc-4.0")
    by = {one.criterion.id: one for one in result.criteria}
    assert by["OSD-5"].members == ("llama-3.2-community",)
    assert by["OSD-6"].members == ("llama-3.2-community", "cc-by-nc-4.0")
    assert {reason.license for reason in by["OSD-6"].reasons} == {"llama-3.2-community", "cc-by-nc-4.0"}
    assert by["OSD-8"].members == ("mit", "llama-3.2-community", "cc-by-nc-4.0")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("GPL-2.0+", ("gpl-2.0", "gpl-3.0")),
        ("gpl-2.0-or-later", ("gpl-2.0", "gpl-3.0")),
        ("GPL v2 or later", ("gpl-2.0", "gpl-3.0")),
        ("lgpl-2.1+", ("lgpl-2.1", "lgpl-3.0")),
        ("EPL-1.0+", ("epl-1.0", "epl-2.0")),
        ("openmdw-1.0+", ("openmdw-1.0", "openmdw-1.1")),
        ("cc-by-2.5+", ("cc-by-2.5", "cc-by-3.0", "cc-by-4.0")),
        ("agpl-3.0-or-later", ("agpl-3.0",)),
        ("mit-0+", ("mit-0",)),
    ],
)
def test_or_later_is_this_version_and_those_after_it_that_are_held(text: str, parts: tuple[str, ...]) -> None:
    subject = DESK.subject(text)
    assert tuple(license.id for license in subject.licenses) == parts
    assert subject.joint is (Joint.OR if len(parts) > 1 else Joint.ONE)


def test_an_exception_makes_unknown_what_it_may_change_and_nothing_else() -> None:
    plain, excepted = judged("gpl-2.0"), judged("GPL-2.0-only WITH Classpath-exception-2.0")
    before = {one.criterion.id: one.verdict for one in plain.criteria}
    after = {one.criterion.id: one.verdict for one in excepted.criteria}
    assert {code for code in after if after[code] is Verdict.UNKNOWN} == set(after) - {"OSD-2", "OSD-4"}
    assert before["OSD-2"] is after["OSD-2"] is Verdict.MEETS  # the grant itself is no exception's to take
    failing = judged("llama3.2 WITH some-exception")
    assert not any(one.verdict in (Verdict.FAILS, Verdict.CONTESTED) for one in failing.criteria)
    assert any("may lift this" in reason.summary for one in failing.criteria for reason in one.reasons)


@pytest.mark.parametrize(
    ("text", "action", "expected"),
    [
        ("MIT AND cc-by-nc-4.0", "sell", Answer.NO),
        ("MIT OR cc-by-nc-4.0", "sell", Answer.YES),
        ("h-research OR MIT", "sell", Answer.YES),
        ("h-research AND MIT", "sell", Answer.UNKNOWN),
        ("h-research AND cc-by-nd-4.0", "use", Answer.UNKNOWN),
        ("Foo-1.0 AND MIT", "use", Answer.UNKNOWN),
        ("cc-by-nc-4.0 WITH some-exception", "sell", Answer.UNKNOWN),
        ("MIT WITH some-exception", "sell", Answer.UNKNOWN),
        ("cc", "sell", Answer.NO),
        ("cc AND MIT", "sell", Answer.NO),
        ("cc OR MIT", "sell", Answer.YES),
    ],
)
def test_what_can_i_answers(text: str, action: str, expected: Answer) -> None:
    assert answer(text, action) is expected


def test_can_i_names_what_every_part_asks() -> None:
    done = run("can-i", "GPL-2.0-only AND Apache-2.0", "--do", "ship-weights", "--format", "json")
    (result,) = json.loads(done.stdout)["results"]
    assert (result["kind"], [one["license"] for one in result["members"]]) == ("and", ["gpl-2.0", "apache-2.0"])
    duties = {one["license"]: {duty["duty"] for duty in one["duties"]} for one in result["actions"]}
    assert {"disclose-source", "share-alike"} <= duties["gpl-2.0"]
    assert "include-license" in duties["apache-2.0"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("()", "cannot be read as an SPDX expression: an operand is missing"),
        ("MIT AND ()", "cannot be read as an SPDX expression: an operand is missing"),
        ("MIT AND", "cannot be read as an SPDX expression"),
        ("OR MIT", "cannot be read as an SPDX expression"),
        ("MIT OR OR BSD-3-Clause", "cannot be read as an SPDX expression"),
        ("(MIT AND ISC", "cannot be read as an SPDX expression"),
        ("MIT AND ISC)", "cannot be read as an SPDX expression"),
        ("MIT WITH", "cannot be read as an SPDX expression"),
        ("MIT WITH a WITH b", "cannot be read as an SPDX expression"),
        ("MIT OR ../../etc/passwd", "cannot be read as an SPDX expression"),
        ("MIT OR \x1b[31mred", "cannot be read as an SPDX expression"),
        ('BSD 3-clause "New" or "Revised" license', "cannot be read as an SPDX expression"),
        ("Foo-1.0 OR Bar-2.0", "'Foo-1.0 OR Bar-2.0' is no license: there is no definition of 'Foo-1.0'"),
        ("Foo-1.0 WITH Bar-2.0", "there is no definition of 'Foo-1.0'"),
        (" AND ".join(["MIT"] * 10_001), "has 80,003 characters, at most 1,000 are read"),
        ("(" * 10_000 + "MIT" + ")" * 10_000, "has 20,003 characters"),
        ("MIT AND (" * 10_000 + "MIT" + ")" * 10_000, "has 100,003 characters"),
    ],
    ids=lambda text: text[:40].replace("\x1b", "ESC"),
)
def test_what_cannot_be_read_is_said(text: str, said: str) -> None:
    with pytest.raises(UnreadableName) as caught:
        DESK.subject(text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        " AND ".join(["MIT"] * 124),
        "(" * 498 + "MIT" + ")" * 498,
        "mit or(bsd and(" * 55 + "mit" + ")" * 110,
        " or ".join(["cc", "bsd", "gpl", "openrail", "llama"] * 20),
    ],
    ids=["long", "parentheses", "nested", "families"],
)
def test_the_longest_that_are_read_are_answered(text: str) -> None:
    assert len(text) <= 1000
    assert judged(text).verdict in Verdict
    assert answer(text, "use") in Answer


def test_an_ambiguous_member_is_named() -> None:
    with pytest.raises(AmbiguousName):
        DESK.subject("MIT OR modified-mit")


@pytest.mark.parametrize("text", ["mitt", "apache 3", "GNU", "gpl-9.0+", "foo-or-later", "free-with-strings"])
def test_what_is_no_expression_is_an_unknown_name(text: str) -> None:
    with pytest.raises(UnknownLicense):
        DESK.subject(text)


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (["show", "MIT OR BSD-3-Clause"], 2, "is an expression, and show takes single licenses: name one or more of mit, bsd-3-clause"),
        (["compare", "MIT OR BSD-3-Clause", "isc"], 2, "is an expression, and compare takes single licenses"),
        (["can-i", "MIT OR ISC", "--do", "run", "--table", "users"], 2, "--table: 'MIT OR ISC' stands for several licenses"),
        (["check", "()", "MIT AND"], 2, "cannot be read as an SPDX expression"),
        (["choose", "--do", "run", "--instead-of", "MIT OR ISC"], 0, ""),
        (["show", "GPL-2.0-only WITH Classpath-exception-2.0"], 0, ""),
    ],
)
def test_every_command_takes_or_refuses_expressions_clearly(command: list[str], code: int, said: str) -> None:
    done = run(*command)
    assert (done.returncode, said in done.stderr) == (code, True)


@pytest.mark.parametrize(
    ("names", "loaded"),
    [(["MIT"], False), (["the MIT License", "Apache 2", "GPL-2.0+", "gpl", "other"], False), (["MIT OR ISC"], True)],
)
def test_the_library_is_loaded_for_expressions_alone(names: list[str], loaded: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "checker", "check", *names, "--fail-on", "fails"],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert ("license_expression" in done.stderr) is loaded


_SYMBOLS = st.sampled_from([*VERDICTS, "gpl", "Foo-1.0", "GPL-2.0+"])
_EXPRESSIONS: Any = st.recursive(
    _SYMBOLS, lambda inner: st.tuples(inner, st.sampled_from(["AND", "OR"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"), max_leaves=6
)


@settings(max_examples=40, deadline=None)
@given(_EXPRESSIONS, _EXPRESSIONS)
def test_and_never_betters_and_or_never_worsens(one: str, other: str) -> None:
    try:
        own = judged(one).verdict
    except (UnreadableName, UnknownLicense):
        return
    assert judged(f"{one} AND ({other})").verdict.rank <= own.rank
    assert judged(f"{one} OR ({other})").verdict.rank >= own.rank
