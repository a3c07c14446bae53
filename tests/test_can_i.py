"""can-i and choose: what they were asked to show, how a profile is read, and what must always hold."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import ask
from checker.can_i import REFUSED, Answer, can_i, granted_at_all, total
from checker.compare import compare
from checker.figures import Money, number
from checker.given import UsageError, question, stated_facts, with_answers
from checker.model import Kind, License
from checker.pages.resting import free
from checker.pages.turning import counted_in, missing, questions, turning_points
from checker.profile import KEYS, Profile, ProfileError, acting, read
from tests.conftest import IDS, ROOT, SHELF

V = SHELF.vocabulary
ACTIONS = list(V.sections["actions"])


def reply(license: str, do: str, **facts: Any) -> Any:
    return can_i(SHELF.catalogue.get(license), do, read({key.replace("_", "-"): value for key, value in facts.items()}, V), V)


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MODELTERMS_CACHE": "", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


# --- what the issue asked to be shown


def test_llama4_in_the_union_is_no_by_the_policy() -> None:
    found = reply("llama4", "modify", modality="multimodal", based_in="DE")
    assert found.answer is Answer.NO
    assert {place.document for term in found.deciding for place in term.at} == {"policy"}


def test_llama4_in_the_states_is_yes_if_with_its_duties() -> None:
    found = reply("llama4", "modify", modality="multimodal", based_in="US", users_at_release="1M")
    assert found.answer is Answer.YES_IF
    assert {"name-prefix", "display-brand", "retain-notices", "include-license"} <= {owed.term.words[0] for owed in found.duties}
    assert [owed.term.details["text"] for owed in found.duties if owed.term.words == ("display-brand",)] == ["Built with Llama"]


def test_kimi_over_its_threshold_is_yes_with_the_badge() -> None:
    found = reply("kimi-k2-modified-mit", "host", users="150M")
    assert found.answer is Answer.YES
    (badge,) = [owed for owed in found.duties if owed.term.words == ("display-brand",)]
    assert badge.now
    assert not badge.sure  # the purpose was not stated


def test_kimi_under_its_threshold_owes_no_badge() -> None:
    found = reply("kimi-k2-modified-mit", "host", users="100M", monthly_revenue="20M")
    assert not [owed for owed in found.duties if owed.term.words == ("display-brand",)]


def test_stability_over_its_revenue_needs_a_license() -> None:
    assert reply("stability-community-2024-07-05", "host", purpose="commercial", revenue="2M").answer is Answer.NEEDS_LICENSE


def test_hunyuan_stops_at_the_border() -> None:
    assert reply("hunyuan3d-2.0-community", "use", used_in="KR").answer is Answer.NO


def test_llama31_without_users_depends_on_exactly_that() -> None:
    found = reply("llama3.1", "host")
    assert found.answer is Answer.DEPENDS
    assert missing(found) == ["users-at-release"]


@pytest.mark.parametrize(
    ("license", "do", "facts", "asked"),
    [
        # A fact that was stated and does not settle it is not asked for in the same words once more.
        (
            "cc-by-nc-4.0",
            "use",
            {"purpose": "research"},
            "Beside research, is it for non-commercial purposes, too (write not-WORD where not)?  [--purpose; turns on non-commercial]"
            " [license 2.a.1.a, license 2.a.1.b, license 4.a]",
        ),
        (  # the words are part of the question, and those that are settled by now are not
            "grok-2-community-2025-11-04",
            "improve-model",
            {"result": "distributed,not-language"},
            "Beside distributed, is the model that comes out of it a derivative of this model or a foundation model, too"
            " (write not-WORD where not)?  [--result; turns on own-derivative, foundation] [license 2.b.i]",
        ),
        (  # what a mark is used for says nothing of the model
            "ai-pubs-openrail-m-modified-datalab",
            "use",
            {"purpose": "required-display", "party": "individual,not-competitor", "revenue": "1B", "funding": "0"},
            "Beside required-display, is it for personal use or research, too (write not-WORD where not)?  [--purpose; turns on personal,"
            " research] [license Attachment-A ¶3, license Attachment-A.2.a, license Attachment-A.2.c ¶2]",
        ),
        (
            "creativeml-openrail-m",
            "use",
            {"field": "health"},
            "Is what you do in health also automated decisions about people or medical advice, of the kind that is banned there"
            ' (without a human in control; with an adverse effect: "fully automated decision making that adversely impacts"'
            ' / without a human in control: "modifies a binding, enforceable obligation" --'
            " The second half of the same item: obligations, with no adverse effect needed /"
            ' "provide medical advice and medical results interpretation")? If so, the answer is no; if not, leave that field out.'
            "  [--field; turns on automated-decisions, medical-advice] [license Attachment-A.f, license 6, license Attachment-A.j]",
        ),
        (  # what no option can state is asked without one
            "emotivoice-user-agreement",
            "use",
            {"party": "minor"},
            "Is yours a case in which that ban holds (without consent:"
            ' "\u5f81\u5f97\u6cd5\u5b9a\u76d1\u62a4\u4eba\u7684\u540c\u610f\u540e\u4f7f\u7528\u672c\u670d\u52a1";'
            ' "with the consent of your legal guardian" -- Under 18 years; who is younger is to read the agreement with a guardian'
            " and to have consent)? If so, the answer is no. [license 3.2, license 3~2.2]",
        ),
        (  # of the fields that are stated, only those that come near a ban
            "llama-3.3-community",
            "use",
            {"field": ["biology", "finance"], "users_at_release": "0", "based_in": "US"},
            "Is what you do in finance also unlicensed practice of a profession, of the kind that is banned there"
            ' (without the license it needs: "unauthorized or unlicensed practice'
            ' of any profession")? If so, the answer is no; if not, leave that field out.'
            "  [--field; turns on unlicensed-profession] [policy 1.4]",
        ),
        (
            "apache-2.0",
            "use-trademark",
            {},
            "For which purpose (commercial, non-commercial, research, evaluation, personal ...)?"
            "  [--purpose; turns on describing-origin, required-display] [license 6]",
        ),
        (
            "llama4",
            "use",
            {"users_at_release": "1M", "based_in": "FR"},
            "What kind of model is it (text, image, audio, video, multimodal, 3d)?  [--modality; turns on multimodal] [policy 6 ¶2]",
        ),
    ],
)
def test_questions_say_what_they_turn_on(license: str, do: str, facts: dict[str, Any], asked: str) -> None:
    profile = read({key.replace("_", "-"): value for key, value in facts.items()}, V)
    found = SHELF.catalogue.get(license)
    assert [str(one) for one in questions(can_i(found, do, profile, V), found, profile, V)] == [asked]


def test_many_words_of_a_question_are_counted() -> None:
    profile = read({"strict": True}, V)
    found = SHELF.catalogue.get("creativeml-openrail-m")
    (one,) = questions(can_i(found, "use", profile, V), found, profile, V)
    assert len(one.words) > 8
    assert f" and {len(one.words) - 8} more] [license 5, license Attachment-A.a, " in str(one)
    assert str(one).endswith(f" and {len(one.at) - 8} more]")


def test_an_answer_stands_beside_the_purpose_that_was_stated() -> None:
    assert with_answers({"purpose": ["research"], "users": 1}, {"purpose": "non-commercial", "users": "2"}) == {
        "purpose": "research,non-commercial",
        "users": "2",
    }
    assert with_answers({}, {"purpose": "commercial"}) == {"purpose": "commercial"}


@pytest.mark.parametrize(
    ("based", "serving", "hunyuan", "llama4"), [("US", "DE", Answer.NO, Answer.YES), ("DE", "US", Answer.YES, Answer.NO)]
)
def test_a_border_is_no_seat(based: str, serving: str, hunyuan: Answer, llama4: Answer) -> None:
    facts = {"based_in": based, "used_in": serving, "field": "general", "users_at_release": "1000", "modality": "multimodal"}
    assert reply("hunyuan3d-2.0-community", "use", **facts).answer is hunyuan
    assert reply("llama4", "use", **facts).answer is llama4


def test_end_users_of_a_product_are_spared() -> None:
    facts = {"based_in": "DE", "modality": "multimodal", "field": "general", "users_at_release": "1000"}
    assert reply("llama4", "use", **facts).answer is Answer.NO
    assert reply("llama4", "use", received="in-product", **facts).answer is Answer.YES


@pytest.mark.parametrize(
    ("license", "do", "facts", "answer"),
    [
        # who runs a model uses what it puts out: a ban on that alone is none on the model, and yet binds
        ("alphafold3-output-terms", "use", {"party": "academic", "purpose": "non-commercial", "field": "deception"}, Answer.NO),
        ("alphafold3-output-terms", "use", {"party": "company", "purpose": "commercial", "field": "general"}, Answer.NO),
        ("alphafold3-output-terms", "use", {"party": "academic", "purpose": "non-commercial", "field": "general"}, Answer.YES),
        ("sarashina-nc-2.0", "host", {"party": "academic", "purpose": "research", "field": "deception"}, Answer.NO),
    ],
)
def test_bans_on_outputs_bind_who_runs_the_model(license: str, do: str, facts: dict[str, Any], answer: Answer) -> None:
    assert reply(license, do, **facts).answer is answer


@pytest.mark.parametrize(("day", "answer"), [("2020-01-30", Answer.NO), ("2020-01-31", Answer.YES), ("", Answer.YES)])
def test_membership_has_its_date(day: str, answer: Answer) -> None:
    facts = {"based_in": "UK", "modality": "multimodal", "field": "general", "users_at_release": "1", **({"on": day} if day else {})}
    assert reply("llama4", "use", **facts).answer is answer


def test_a_release_cap_is_counted_the_month_before() -> None:
    assert counted_in(SHELF.catalogue.get("llama3.1")) == "June 2024"
    assert counted_in(SHELF.catalogue.get("llama3.1")._replace(released="2025-01-21")) == "December 2024"
    assert counted_in(SHELF.catalogue.get("llama3.1")._replace(released="")) == "the month before the release"


@pytest.mark.parametrize(
    ("license", "facts", "said"),
    [
        (
            "llama3.1",
            {"users_at_release": "800M"},
            "(counted in June 2024, the licensee and its affiliates) [license 2, license 1.b.ii]: you state 800 million, past it",
        ),
        ("llama3.1", {"users": "2M"}, "you state 2 million today, not past it today"),
        ("llama3.1", {"users": "800M"}, "you state 800 million today, which does not settle it"),
        ("llama3.1", {}, "you state no number"),
        ("stability-community", {"revenue": "1M", "purpose": "commercial"}, "you state USD 1 million, not past it"),
        (
            "llama4",
            {"based_in": "DE,CH", "modality": "multimodal"},
            "established in the European Union [policy 6 ¶2]: CH is not, DE is shut out",
        ),
        ("hunyuan3d-2.0-community", {"used_in": "KR"}, "KR is shut out"),
        ("llama4", {"based_in": "FR,US"}, "FR is shut out in case of multimodal models alone, US is not"),
        ("llama4", {"based_in": "FR", "modality": "text"}, "FR is shut out in case of multimodal models alone"),
        ("llama4", {"based_in": "FR", "modality": "multimodal", "received": "in-product"}, "FR is spared"),
    ],
)
def test_turning_points(license: str, facts: dict[str, Any], said: str) -> None:
    profile = read({key.replace("_", "-"): value for key, value in facts.items()}, V)
    found = can_i(SHELF.catalogue.get(license), "host", profile, V)
    assert any(said in text for text in turning_points(found.weighed, SHELF.catalogue.get(license), profile, V))


# --- reading a profile

NUMBERS = [
    ("800", 800),
    ("800M", 800_000_000),
    ("800_000_000", 800_000_000),
    ("800,000,000", 800_000_000),
    ("1e9", 10**9),
    ("1.5 million", 1_500_000),
    ("2k", 2000),
    ("0", 0),
    (7, 7),
]
NOT_NUMBERS = ["-1", "NaN", "inf", "many", "", "1.5", "0x10", "1e999", "٣", "800 M M", True, None, [1]]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers(text: Any, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_what_is_no_number(text: Any) -> None:
    with pytest.raises(ValueError, match=r"number|negative"):
        number(text)


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("2M", Money(2_000_000, "USD")),
        ("2M EUR", Money(2_000_000, "EUR")),
        ("EUR 2M", Money(2_000_000, "EUR")),
        ("2 million", Money(2_000_000, "USD")),
        ({"amount": 5, "currency": "CNY"}, Money(5, "CNY")),
    ],
)
def test_money(text: Any, money: Money) -> None:
    assert read({"revenue": text}, V).sums["revenue"] == (money,)


BAD = [
    ({"users": "-5"}, "users: '-5' is negative"),
    ({"users": "NaN"}, "users: 'NaN' is no number"),
    ({"based-in": "XX"}, "based-in: 'XX' is no country"),
    ({"based-in": "Germany"}, "based-in: 'Germany' is no country"),
    ({"revenue": "2M EURO"}, "revenue: 'EURO' is no currency"),
    ({"field": "militry"}, "did you mean 'military'?"),
    ({"purpose": "comercial"}, "did you mean 'commercial'?"),
    ({"purpose": "commercial,non-commercial"}, "commercial and non-commercial exclude each other"),
    ({"field": "general,military"}, "'general' says that no banned field applies, but military is stated too"),
    ({"revenue": "1M", "monthly-revenue": "2M"}, "a part cannot bring more than the whole year"),
    ({"revenue": "1M", "product-revenue": "2M"}, "a part cannot bring more than the whole year"),
    ({"revenue": "1M EUR and 2M EUR"}, "one sum in each currency was expected"),
    ({"party": "not-compny"}, "(did you mean 'not-company'?)"),
    ({"party": "company,not-company"}, "company and not-company exclude each other"),
    ({"form": "unmodified", "changed": True}, "'unmodified' contradicts changed"),
    ({"received": "not-direct"}, "'not-direct' is no received"),
    ({"user": "1"}, "'user' is no fact of a profile (did you mean 'users'?)"),
    (
        {"country": "DE"},
        "'country' is no fact of a profile: say based-in (your seat) or used-in (where it runs and where those served are)",
    ),
    ({"on": "yesterday"}, "on: 'yesterday' is no day"),
]


@pytest.mark.parametrize(("facts", "message"), BAD, ids=[message for _, message in BAD])
def test_a_profile_that_cannot_be_used(facts: dict[str, Any], message: str) -> None:
    with pytest.raises(ProfileError) as caught:
        read(facts, V)
    assert message in str(caught.value)


def test_what_goes_without_saying_of_who_does_it() -> None:
    """Apple's research license let copies be sold for research; and who fine-tunes was asked whether it was changed."""
    stated, wanted = question(SHELF, ["sell,host,relicense"], {"purpose": "research"})
    replies = dict(ask.answer(SHELF.catalogue.get("apple-amlr"), wanted, stated, V))
    assert [reply.answer for act in wanted[:2] for reply in replies[act]] == [Answer.NO, Answer.DEPENDS]  # hosting may be non-commercial
    assert [acting(stated, act.brings).words.get("event") for act in wanted] == [None, None, ("own-terms",)]
    with pytest.raises(UsageError, match="to sell is a commercial purpose"):  # who denies one side is on the other
        question(SHELF, ["sell"], {"purpose": "not-commercial"})
    with pytest.raises(
        UsageError, match="to sell is a commercial purpose, and purpose says otherwise: state commercial, or leave purpose out"
    ):
        question(SHELF, ["sell"], {"purpose": "research,non-commercial"})
    stated, _ = question(SHELF, ["fine-tune"], {})
    assert (stated.changed, stated.words["form"]) == (True, ("modified",))
    assert question(SHELF, ["fine-tune"], {"changed": False})[0].changed is False


def test_everything_wrong_is_said_at_once() -> None:
    with pytest.raises(ProfileError) as caught:
        read({"users": "-5", "based-in": "XX", "user": 1}, V)
    assert len(caught.value.problems) == 3


def test_errors_call_a_fact_what_the_user_wrote(tmp_path: Path) -> None:
    """`users: ...` was said to who had written `--users`, a profile of his own, or the setting of a policy."""
    file = tmp_path / "me.toml"
    file.write_text('revenue = "2M EURO"\nuser = 1\npurpose = ["commercial", "non-commercial"]\n', encoding="utf-8")
    facts = stated_facts(file, {"users": "-5", "field": None}, ["event=never", "evnt=x"])
    with pytest.raises(UsageError) as caught:
        question(SHELF, ["run"], facts)
    assert [message.partition(" is n")[0] for message in caught.value.messages] == [
        f"{file}: 'user'",
        "--fact: 'evnt'",
        f"{file}: revenue: 'EURO'",
        "--users: '-5'",
        "--fact event: 'never'",
        f"{file}: purpose: commercial and non-commercial exclude each other",
    ]


def test_unlike_currencies_are_not_compared() -> None:
    """An audit with one license that counts CNY ended without a report, and no value did for two licenses."""
    stated = {"purpose": "commercial", "users": "0", "revenue": "2M USD"}
    found = reply("bilibili-model-ula-2025", "use", **stated)
    assert missing(found) == ["revenue"]
    asked = str(questions(found, SHELF.catalogue.get("bilibili-model-ula-2025"), read(stated, V), V)[0])
    assert "in the currency of the license" in asked
    assert reply("lfm-open-license-1.0", "host", purpose="commercial", revenue="12M EUR").answer is Answer.DEPENDS
    for both in ("12M EUR and 13M USD", ["12M EUR", "13M USD"]):
        assert reply("lfm-open-license-1.0", "host", purpose="commercial", revenue=both).answer is Answer.NO


# What a lawyer's questions brought to light: (license, act, facts, answer).
LEFT_OPEN = [
    ("kimi-k3-license", "host", {"revenue": "30M", "purpose": "commercial,not-internal", "party": "company"}, "depends"),
    ("kimi-k3-license", "host", {"revenue": "30M", "purpose": "commercial", "party": "company,not-model-service"}, "yes"),
    ("sam-license-2025-11", "use", {"purpose": "research", "field": "general", "party": "individual"}, "yes-if"),
    ("sam-license-2025-11", "use", {"purpose": "research", "field": "general", "party": "individual,not-sanctioned"}, "yes"),
    ("sam-license-2025-11", "use", {"purpose": "research", "field": "general", "party": "individual,sanctioned"}, "no"),
    ("emotivoice-user-agreement", "use", {"party": "individual", "purpose": "non-commercial", "field": "general"}, "depends"),
    ("exaone-1.2-nc", "train-on-output", {"result": "foundation", "purpose": "research,non-commercial", "field": "general"}, "depends"),
    ("llama2", "train-on-output", {"result": "foundation,language", "users_at_release": "1M", "field": "general"}, "no"),
    (
        "llama2",
        "train-on-output",
        {"result": "foundation", "users_at_release": "1M", "field": "general"},
        "depends",
    ),  # an image model may be
    ("llama2", "train-on-output", {"result": "foundation,not-language", "users_at_release": "1M", "field": "general"}, "yes"),
    # Research and hobby are not always outside production.
    ("mistral-mnpl-0.1", "host", {"purpose": "research,non-commercial", "party": "individual"}, "yes-if"),
    ("mistral-mnpl-0.1", "host", {"purpose": "research,non-commercial", "party": "individual", "strict": True}, "depends"),
    ("mistral-mnpl-0.1", "host", {"purpose": "research,non-commercial,not-production", "party": "individual"}, "yes"),
    ("mistral-mnpl-0.1", "host", {"purpose": "research,non-commercial,production", "party": "individual"}, "needs-license"),
    # Hardly anybody is an affiliate of the licensor, and none is asked whether he is.
    ("nvidia-source-code-license-stylegan3", "use", {"purpose": "commercial"}, "no"),
    ("nvidia-source-code-license-stylegan3", "use", {"purpose": "commercial", "party": "company,affiliate"}, "yes"),
    # What a second lawyer read in the texts.
    ("yayi2-commercial", "use", {"purpose": "research,non-commercial"}, "no"),  # both grants are for business
    ("yayi2-commercial", "train-on-output", {"purpose": "commercial", "field": "general", "result": "competing"}, "no"),
    ("yayi2-commercial", "use", {"purpose": "commercial", "field": "military", "changed": False}, "no"),  # products are named
    ("coqui-cpml-1.0.0", "use-patents", {"purpose": "non-commercial", "changed": True}, "no"),
    ("coqui-cpml-1.0.0", "use-patents", {"purpose": "non-commercial", "changed": False}, "yes-if"),
    ("modelgo-mg-by-nd-2.0", "distill", {"result": "distributed"}, "depends"),  # some such models alone: which, the text says
    ("acml-1.0", "use", {"party": "organized-crime", "field": "general"}, "no"),
    ("ltx-2.x-community-2026-08-11", "distribute", {"revenue": "10M", "purpose": "research,non-commercial"}, "needs-license"),
    ("microsoft-research-license-terms", "host", {"purpose": "research,non-commercial", "channel": "embedded", "field": "general"}, "yes"),
    ("kimi-k3-license", "use", {"revenue": "21M", "purpose": "commercial,internal", "party": "model-service"}, "yes"),
    (
        "kimi-k3-license",
        "host",
        {"revenue": "21M", "purpose": "commercial,internal", "party": "model-service", "with_product": "none"},
        "needs-license",  # what gives others its outputs is not internal
    ),
    ("yolo-nas-license", "use", {"purpose": "commercial"}, "needs-license"),  # nobody has an agreement without saying so
    ("yolo-nas-license", "use", {"purpose": "commercial", "event": "agreement"}, "unknown"),
    ("coral-model-license", "use", {"field": "biometrics"}, "no"),
    # Outputs are what these terms are about; that no company may get them is no reason to refuse a university.
    ("alphafold3-output-terms", "distribute", {"purpose": "research,non-commercial", "party": "academic", "field": "general"}, "depends"),
    (
        "alphafold3-output-terms",
        "distribute",
        {"purpose": "research,non-commercial", "party": "academic", "recipient": "academic"},
        "yes-if",
    ),
    # What was said of one event says nothing of others.
    ("gpl-3.0", "distribute", {"event": "own-terms", "field": "general", "received": "direct"}, "yes-if"),
    # What is non-commercial and no more has a purpose that was not stated.
    ("qwen-research-2024-09-19", "use", {"purpose": "non-commercial"}, "depends"),
    ("qwen-research-2024-09-19", "use", {"purpose": "non-commercial,personal"}, "needs-license"),
    ("mistral-mnpl-0.1", "use", {"purpose": "non-commercial"}, "depends"),
    # Who bars the weights bars the model, whatever else he grants; a grant of code and data is none of it.
    ("microsoft-research-license-terms", "modify", {"purpose": "research,non-commercial"}, "contested"),
    ("helpingai-license-3.0", "host", {"purpose": "research,non-commercial", "changed": False}, "no"),
    ("helpingai-license-3.0", "distribute", {"purpose": "research,non-commercial", "changed": False}, "needs-license"),
    # A ban that spares one way of doing it is what stands in the way of the others, and leaves that one free.
    ("alphafold3-weights-terms", "distribute", {"purpose": "research,non-commercial", "party": "academic", "channel": "download"}, "no"),
    ("yayi2-commercial", "distribute", {"purpose": "commercial", "channel": "embedded"}, "yes-if"),
    # What ends the license by itself; a field that is an event, too.
    ("nvidia-open-model-2025-10-24", "use", {"field": "guardrail-bypass"}, "no"),
    ("nvidia-open-model-2025-10-24", "use", {"event": "guardrail-bypass"}, "no"),
    ("coral-model-license", "use", {"field": "general"}, "yes-if"),
    # A duty to obey the law, where what is stated may be against it.
    ("apple-amlr", "use", {"purpose": "research,non-commercial", "field": "crime"}, "depends"),
    ("apple-amlr", "use", {"purpose": "research,non-commercial", "field": "health"}, "yes"),
    # A derivative that is also given to others, or competes, is one still; what excludes none of those spared leaves it open.
    (
        "hunyuan-image-2.1-community",
        "distill",
        {"users_at_release": "1", "used_in": "US", "result": "own-derivative,distributed"},
        "yes-if",
    ),
    ("hunyuan-image-2.1-community", "distill", {"users_at_release": "1", "used_in": "US", "result": "distributed"}, "depends"),
    ("hunyuan-image-2.1-community", "distill", {"users_at_release": "1", "used_in": "US", "result": "foundation"}, "no"),
    # What a mark is used for is no purpose of the model; what is academic is often research.
    ("seamless-licensing-agreement", "use-trademark", {"purpose": "describing-origin"}, "yes"),
    # To say where a thing comes from needs no right in its name, unless the text bars it outright.
    ("flux-1-dev-nc-1.0-2024-08-01", "use-trademark", {"purpose": "describing-origin", "party": "academic"}, "yes"),
    ("apple-ascl-corenet", "use-trademark", {"purpose": "describing-origin"}, "yes"),
    ("gemma", "use-trademark", {"purpose": "describing-origin"}, "no"),
    # Parts of the Union with country codes of their own.
    ("hunyuan-image-3.0-community", "use", {"used_in": "GP", "users_at_release": "1", "field": "general"}, "no"),
    ("hunyuan-image-3.0-community", "use", {"used_in": "NC", "users_at_release": "1", "field": "general"}, "yes"),
    # What is decided by machine may be decided there; a duty to obey the law is asked about like a ban on what is unlawful.
    ("hunyuan-a13b-community", "use", {"field": "critical-infrastructure", "used_in": "US", "users_at_release": "1"}, "depends"),
    ("visualglm-6b-license", "use", {"purpose": "research,not-commercial", "field": "weapons"}, "depends"),
    ("opencoder-license", "use", {"field": "privacy"}, "depends"),
    # What a text bars in some cases alone, its general words bar no further; what the law forbids is forbidden anyway.
    ("gemma", "use", {"field": "impersonation"}, "depends"),
    ("gemma", "use", {"field": "fraud"}, "no"),
    # No license but this one, whichever later version or named one the text lets in besides.
    ("eupl-1.2", "sublicense", {"changed": True, "event": "own-terms"}, "no"),
    ("cecill-2.1", "sublicense", {"changed": True, "event": "own-terms"}, "no"),
    ("epl-2.0", "sublicense", {"form": "source", "event": "own-terms"}, "no"),
    ("fair-ai-public-1.0", "sublicense", {"changed": True, "event": "own-terms"}, "yes"),
    ("opt-175b-license", "use", {"purpose": "academic,non-commercial"}, "depends"),
    ("opt-175b-license", "use", {"purpose": "personal,non-commercial"}, "no"),
    # Synthetic media may deceive and need not; what says its own qualifier leaves nothing to ask.
    ("rail-m-parkiet", "use", {"field": "synthetic-media"}, "depends"),
    ("llama-2-community", "use", {"field": "unlicensed-profession", "users_at_release": "1"}, "no"),
    ("llama-2-community", "use", {"field": "medical-advice", "users_at_release": "1"}, "depends"),
    # Who denies one side is on the other.
    ("acml-nc-1.0", "use", {"purpose": "research,not-commercial"}, "yes-if"),
    ("cc-by-nc-4.0", "use", {"purpose": "not-commercial"}, "yes"),
    # The work itself goes on under its own license and no other, changed versions may not.
    ("nvidia-license-eagle-embodied", "sublicense", {"purpose": "research,not-commercial", "changed": False, "event": "own-terms"}, "no"),
    ("nvidia-license-eagle-embodied", "sublicense", {"purpose": "research,not-commercial", "changed": True, "event": "own-terms"}, "yes"),
    ("nvidia-license-eagle-embodied", "sublicense", {"purpose": "research,not-commercial", "event": "own-terms"}, "depends"),
    ("nvidia-license-eagle-embodied", "sublicense", {"purpose": "research,not-commercial", "changed": False}, "yes"),
    # What the law forbids anyway is banned by whoever bans what is unlawful; what it may forbid is asked about.
    ("falcon-3-tii-2024-12", "use", {"field": "trafficking"}, "no"),
    ("falcon-3-tii-2024-12", "use", {"field": "controlled-substances"}, "depends"),
    ("hunyuan-large-community", "use", {"field": "self-harm", "users_at_release": "0", "based_in": "CN"}, "no"),
    ("nanbeige-license", "use", {"purpose": "research"}, "unknown"),  # it was no: within the house it is allowed
    ("nanbeige-license", "use", {"purpose": "commercial,internal", "party": "company,not-service-provider"}, "needs-license"),
    ("llama4", "use", {"based_in": "EEA", "modality": "multimodal", "users_at_release": "1M"}, "depends"),
    ("llama4", "use", {"based_in": "NO", "modality": "multimodal", "users_at_release": "1M"}, "yes-if"),
    ("llama4", "use", {"based_in": "EU", "modality": "multimodal", "users_at_release": "1M"}, "no"),
]


@pytest.mark.parametrize(("license", "do", "facts", "answer"), LEFT_OPEN, ids=[f"{row[0]}-{i}" for i, row in enumerate(LEFT_OPEN)])
def test_a_word_that_was_stated_denies_no_other_but_its_contraries(license: str, do: str, facts: dict[str, Any], answer: str) -> None:
    """A company may be a competitor, research may be within the house, the EEA is more than the Union."""
    assert reply(license, do, **facts).answer == answer


@pytest.mark.parametrize(
    ("license", "do", "duty", "changed", "unchanged"),
    [
        ("apache-2.0", "distribute", "state-changes", True, None),
        ("gpl-3.0", "distribute", "state-changes", True, None),
        ("gemma", "distribute", "state-changes", True, None),
        ("agpl-3.0", "host", "disclose-source", True, None),
        ("qwen-license-2024-09-19", "host", "display-brand", True, None),
        ("mit", "distribute", "retain-notices", True, True),
        ("cc-by-4.0", "distribute", "state-changes", True, None),
        ("openatom-model-1.0", "distribute", "state-changes", True, None),
    ],
)
def test_what_is_owed_turns_on_whether_it_was_changed(
    license: str, do: str, duty: str, changed: bool | None, unchanged: bool | None
) -> None:
    """None: not owed, as against perhaps (False)."""
    for stated, expected in ((True, changed), (False, unchanged), (None, False if changed is not unchanged else changed)):
        found = reply(license, do, users="1M", purpose="commercial", **({} if stated is None else {"changed": stated}))
        sure = [owed.sure for owed in found.duties if owed.term.words == (duty,) and owed.now]
        assert (any(sure) if sure else None) is expected, stated


@pytest.mark.parametrize(("place", "codes"), [("UK", {"GB"}), ("EL", {"GR"}), ("de", {"DE"}), ("US-CA", {"US"}), ("EU,CH", {"EU", "CH"})])
def test_places(place: str, codes: set[str]) -> None:
    assert read({"based-in": place}, V).places["based-in"] == codes


def test_what_is_assumed_is_said() -> None:
    assert dict(read({"based-in": "DE"}, V).assumed) == {"received": "direct", "used-in": "DE"}
    assert dict(read({"based-in": "DE", "used-in": "US", "received": "in-product"}, V).assumed) == {}


@pytest.mark.parametrize("word", V.words("plain_words"))
def test_plain_words_mean_actions(word: str) -> None:
    (act,) = ask.acts([word], V)
    assert act.actions
    assert set(act.actions) <= set(ACTIONS)


@pytest.mark.parametrize("constraint", list(V.sections["constraints"]))
def test_every_constraint_can_be_asked_for(constraint: str) -> None:
    """Each constraint is answered by a fact that has a question and an option."""
    from checker.facts import KEYS

    keys = ["users", "users-at-release"] if constraint == "monthly-active-users" else [KEYS.get(constraint, constraint)]
    assert set(keys) <= set(V.words("facts"))


# --- what must always hold

FACTS = {
    "users": st.sampled_from([0, 999_999, 1_000_000, 100_000_001, 700_000_001]),
    "users-at-release": st.sampled_from([0, 1_000_001, 700_000_000, 700_000_001]),
    "revenue": st.sampled_from([{"amount": 0}, {"amount": 1_000_000}, {"amount": 1_000_001}]),
    "based-in": st.sampled_from([["DE"], ["US"], ["KR"], ["GB", "US"]]),
    "used-in": st.sampled_from([["DE"], ["US"], ["KR"]]),
    "purpose": st.sampled_from(
        [["commercial"], ["non-commercial", "personal"], ["research", "non-commercial"], ["evaluation", "commercial"]]
    ),
    "party": st.sampled_from([["individual"], ["company"], ["academic"], ["sanctioned"]]),
    "modality": st.sampled_from([["text"], ["multimodal"]]),
    "result": st.sampled_from([["own-derivative"], ["competing"], ["foundation"], ["other"]]),
    "field": st.sampled_from([["general"], ["military"], ["privacy"], ["health"], ["discrimination"]]),
    "changed": st.booleans(),
}
# The facts above state dollars; what counts another currency asks for that one.
DOLLARS = [id for id in IDS if not re.search(r"currency: (?!USD)", (ROOT / "licenses" / f"{id}.yaml").read_text(encoding="utf-8"))]
SETTLED = (Answer.YES, Answer.NO)
COMPLETED = {"received": ["direct"]}


@settings(max_examples=300, deadline=None)
@given(
    id=st.sampled_from(DOLLARS),
    action=st.sampled_from(ACTIONS),
    facts=st.fixed_dictionaries({}, optional=FACTS),
    key=st.sampled_from(list(FACTS)),
    data=st.data(),
)
def test_adding_a_fact_never_turns_a_settled_answer(id: str, action: str, facts: dict[str, Any], key: str, data: st.DataObject) -> None:
    """What is assumed counts as stated: the seat stands for where it is used until that is said.

    Who states a field that may be against the law is asked about a duty to obey it, which before went along with the yes.
    """
    if key in facts or (key == "used-in" and "based-in" in facts):
        return
    license = SHELF.catalogue.get(id)
    before = can_i(license, action, read({**facts, **COMPLETED}, V), V).answer
    after = can_i(license, action, read({**facts, **COMPLETED, key: data.draw(FACTS[key])}, V), V).answer
    lawful = any(term.words[0] == "comply-with-law" for term in license.of_kind(Kind.DUTY))
    if before in SETTLED:
        assert after is before or (before is Answer.YES and key == "field" and lawful and after is Answer.DEPENDS)


@settings(max_examples=200, deadline=None)
@given(
    id=st.sampled_from(DOLLARS),
    action=st.sampled_from(ACTIONS),
    facts=st.fixed_dictionaries({}, optional=FACTS),
    more=st.integers(0, 2 * 10**9),
    key=st.sampled_from(["users", "users-at-release", "revenue"]),
)
def test_more_users_or_revenue_never_turn_no_into_yes(id: str, action: str, facts: dict[str, Any], more: int, key: str) -> None:
    license = SHELF.catalogue.get(id)
    base = read({**facts, "users": 1000, "users-at-release": 1000, "revenue": {"amount": 1000}}, V)
    grown = (
        base._replace(sums={"revenue": (Money(1000 + more, "USD"),)})
        if key == "revenue"
        else base._replace(counts={**base.counts, key: 1000 + more})
    )
    if can_i(license, action, base, V).answer in (Answer.NO, Answer.NEEDS_LICENSE):
        assert can_i(license, action, grown, V).answer in (Answer.NO, Answer.NEEDS_LICENSE)


@settings(max_examples=200, deadline=None)
@given(id=st.sampled_from(DOLLARS), action=st.sampled_from(ACTIONS), facts=st.fixed_dictionaries({}, optional=FACTS))
def test_without_prohibitions_nothing_granted_is_refused(id: str, action: str, facts: dict[str, Any]) -> None:
    """Nor without what ends the license by itself, or a duty that the act would breach."""
    license = SHELF.catalogue.get(id)
    free = license._replace(terms=tuple(term for term in license.terms if term.kind is Kind.PERMISSION))
    granted = {word for term in free.of_kind(Kind.PERMISSION) if not (term.of or term.contested) for word in V.grants(term.words)}
    if action in granted:
        assert can_i(free, action, read(facts, V), V).answer not in (Answer.NO, Answer.NEEDS_LICENSE, Answer.DEPENDS)


@settings(max_examples=100, deadline=None)
@given(
    id=st.sampled_from(DOLLARS),
    actions=st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=4),
    facts=st.fixed_dictionaries({}, optional=FACTS),
)
def test_several_acts_are_as_bad_as_the_worst(id: str, actions: list[str], facts: dict[str, Any]) -> None:
    replies = [can_i(SHELF.catalogue.get(id), action, read(facts, V), V) for action in actions]
    assert total(replies) is min((one.answer for one in replies), key=lambda answer: answer.rank)


@pytest.mark.parametrize("id", IDS)
def test_an_unread_license_is_unknown(id: str) -> None:
    nobody: License = SHELF.catalogue.get(id)._replace(unread=True)
    assert can_i(nobody, "use", Profile(), V).answer is Answer.UNKNOWN


@pytest.mark.parametrize("id", IDS)
def test_strict_leaves_no_field_open(id: str) -> None:
    for action in ("use", "distribute"):
        found = can_i(SHELF.catalogue.get(id), action, read({"strict": True}, V), V)
        assert not found.open_bans


# --- ranges and choices


def test_the_answer_over_a_range_turns_at_the_number() -> None:
    license = SHELF.catalogue.get("llama3.1")
    profile = read({"field": "general"}, V)
    table = ask.ranges(license, ask.acts(["host"], V), profile, "users", V)
    assert table == [
        ("up to 700 million users at the release of the model", Answer.YES, ()),
        ("above 700 million users at the release of the model", Answer.NEEDS_LICENSE, ()),
    ]


def test_a_license_without_a_threshold_has_one_range() -> None:
    assert ask.ranges(SHELF.catalogue.get("mit"), ask.acts(["host"], V), read({}, V), "users", V) == [("any users", Answer.YES, ())]


def test_a_range_names_what_is_due_in_it_alone() -> None:
    profile = read({"purpose": "commercial", "monthly-revenue": {"amount": 1_000_000}}, V)
    low, high = ask.ranges(SHELF.catalogue.get("kimi-k2.5-modified-mit"), ask.acts(["host"], V), profile, "users", V)
    assert (low.text, low.answer, low.duties) == ("up to 100 million users", Answer.YES, ())
    assert (high.text, high.answer) == ("above 100 million users", Answer.YES)
    assert [term.words for term in high.duties] == [("display-brand",)]


@pytest.mark.parametrize(
    ("license", "action", "facts", "key", "expected"),
    [
        ("llama4", "host", {"based_in": "DE", "modality": "multimodal"}, "users", ["any users at the release of the model: no"]),
        (
            "llama-3.1-community",
            "use",
            {"field": "general"},
            "users",
            [
                "up to 700 million users at the release of the model: yes",
                "above 700 million users at the release of the model: needs-license",
            ],
        ),
    ],
)
def test_ranges_with_one_answer_are_one(license: str, action: str, facts: dict[str, Any], key: str, expected: list[str]) -> None:
    profile = read({name.replace("_", "-"): value for name, value in facts.items()}, V)
    found = ask.ranges(SHELF.catalogue.get(SHELF.desk.subject(license).license.id), ask.acts([action], V), profile, key, V)
    assert [f"{one.text}: {one.answer.value}" for one in found] == expected


def test_choose_counts_what_falls_due() -> None:
    found = {
        one.license.id: one
        for one in ask.choose([SHELF.catalogue.get(id) for id in ("mit", "gpl-3.0")], ask.acts(["use"], V), read({}, V), V)
    }
    assert found["mit"].duties == 0  # its notices go along with copies
    assert found["gpl-3.0"].duties < len(reply("gpl-3.0", "use").duties)


def test_choose_gives_what_answers_yes_and_tells_what_depends() -> None:
    profile = read({"based-in": "DE", "modality": "multimodal", "users-at-release": "800M", "purpose": "commercial"}, V)
    wanted = ask.acts(["fine-tune,host"], V)
    found = ask.choose([SHELF.catalogue.get(id) for id in IDS], wanted, profile, V)
    chosen = {choice.license.id for choice in found if choice.allowed}
    waiting = {choice.license.id: choice.asks for choice in found if choice.answer is Answer.DEPENDS}
    assert {"mit", "apache-2.0"} <= chosen
    assert not chosen & {"llama-4-community", "cc-by-nc-4.0", "flux-1-dev-nc-1.1.1", "stability-community-2024-07-05"}
    for id in IDS:
        replies = [one for _, of in ask.answer(SHELF.catalogue.get(id), wanted, profile, V) for one in of]
        assert (id in chosen) is (total(replies) in (Answer.YES, Answer.YES_IF))
        assert (id in waiting) is (total(replies) is Answer.DEPENDS)
        assert (id in {one.license.id for one in found}) is (total(replies) not in REFUSED)
    assert waiting["ai-pubs-openrail-m-modified-datalab"] == ("funding", "party", "revenue")
    assert [choice.open_bans for choice in found if choice.answer is Answer.YES] == [0] * sum(
        choice.answer is Answer.YES for choice in found
    )


def test_the_nearest_license_comes_first() -> None:
    done = run(
        "choose",
        "--do",
        "host",
        "--field",
        "general",
        "--users-at-release",
        "1M",
        "--based-in",
        "US",
        "--instead-of",
        "llama4",
        "--format",
        "json",
    )
    results = [one["license"] for one in json.loads(done.stdout)["results"]]
    assert "llama-4-community" not in results
    assert results[0] in ("llama-3.3-community", "llama-3.2-community")
    assert results.index("llama-3.3-community") < results.index("mit")


# --- the command line


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["mit", "--do", "host"], 0),
        (["llama4", "--do", "fine-tune", "--based-in", "US", "--users-at-release", "1M"], 0),
        (["llama3.1", "--do", "host"], 1),
        (["llama3.1", "--do", "host", "--allow-depends"], 0),
        (["hunyuan3d-2.0-community", "--do", "run", "--serving", "KR"], 1),
        (["mit", "--do", "hots"], 2),
        (["mit", "--do", "host", "--users", "-3"], 2),
        (["mit", "--do", "host", "--table", "weather"], 2),
        (["mit", "--do", "host", "--fact", "event"], 2),
        (["mitt", "--do", "host"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    done = run("can-i", *arguments)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert bool(done.stderr) is (code == 2)


def test_a_profile_file_and_the_command_line_over_it(tmp_path: Path) -> None:
    profile = tmp_path / "us.toml"
    profile.write_text('users-at-release = "800M"\nbased-in = "US"\nfield = ["general"]\n', encoding="utf-8")
    assert "needs-license" in run("can-i", "llama3.1", "--do", "host", "--profile", str(profile)).stdout
    assert ": yes" in run("can-i", "llama3.1", "--do", "host", "--profile", str(profile), "--users-at-release", "1M").stdout


@pytest.mark.parametrize(
    "head",
    [
        "[tool.modelterms.profile]",
        '[ tool . "modelterms" . profile ]',
        r'[tool."model\u0074erms".profile]',
        r'[tool."\U0000006dodelterms".profile]',
    ],
)
def test_the_project_s_own_profile_is_used(head: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(f'{head}\nusers-at-release = 1000\nfield = "general"\n', encoding="utf-8")
    assert (
        run("can-i", "llama3.1", "--do", "host", cwd=tmp_path).stdout.splitlines()[0]
        == "llama-3.1-community: host (host): yes: granted [license 1.a]"
    )


def test_a_broken_profile_file_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "p.toml"
    broken.write_text("users = = 3", encoding="utf-8")
    done = run("can-i", "mit", "--do", "host", "--profile", str(broken))
    assert done.returncode == 2
    assert "is not TOML" in done.stderr


def test_json_has_everything(tmp_path: Path) -> None:
    data = json.loads(
        run("can-i", "llama4", "--do", "fine-tune", "--based-in", "US", "--users-at-release", "1M", "--format", "json").stdout
    )
    assert data["schema"] == "modelterms/can-i/1"
    (action,) = data["results"][0]["actions"]
    assert action["asked"] == "fine-tune"
    assert action["action"] == "modify"
    assert action["answer"] == "yes-if"
    assert action["turning_points"][0]["above"] == 700_000_000
    assert {"military"} <= {field for one in action["stay_out_of"] for field in one["fields"]}
    assert data["profile"]["assumed"] == {"received": "direct", "used-in": "US", "changed": "yes"}
    assert {one["at"] for one in data["results"][0]["powers"]} == {"license 6", "license 5.c", "policy ¶2"}


def test_what_a_report_asks_for_can_be_said() -> None:
    """The option that a question names is there: one of its own, or `--fact KEY=` with a key that a profile has."""
    known = set(re.findall(r"--[a-z-]+", run("can-i", "--help").stdout))
    for key, row in V.words("facts").items():
        assert row["option"] in known or (row["option"] == f"--fact {key}=" and key in KEYS), key


def _weighed(id: str, act: str, **words: tuple[str, ...]) -> Answer:
    license = SHELF.catalogue.get(id)
    return can_i(license, act, Profile(words=words), V).answer


@pytest.mark.parametrize(
    ("id", "act", "words", "answer"),
    [
        # 2.b bans general and large language models alone, 4 sets no limits to outputs: of those the two are at odds
        ("grok-2-community-2025-11-04", "train-on-output", {"result": ("other",)}, Answer.DEPENDS),
        ("grok-2-community-2025-11-04", "train-on-output", {"result": ("foundation",)}, Answer.CONTESTED),
        ("grok-2-community-2025-11-04", "improve-model", {"result": ("foundation",)}, Answer.NO),
        # outputs for any purpose, the model for none of commerce
        ("flux-nc-2.1", "train-on-output", {"purpose": ("commercial",), "result": ("other",)}, Answer.CONTESTED),
        ("flux-nc-2.1", "use", {"purpose": ("commercial",)}, Answer.NEEDS_LICENSE),
        ("opencoder-license", "use-patents", {}, Answer.CONTESTED),
    ],
)
def test_what_is_granted_of_outputs_is_at_odds_with_bans_on_the_model(
    id: str, act: str, words: dict[str, tuple[str, ...]], answer: Answer
) -> None:
    assert _weighed(id, act, **words) is answer


@pytest.mark.parametrize(("changed", "answer"), [(True, Answer.YES), (None, Answer.DEPENDS), (False, Answer.NO)])
def test_own_terms_for_changed_versions_turn_on_the_change(changed: bool | None, answer: Answer) -> None:
    license = SHELF.catalogue.get("olmoearth-artifact-license")
    reply = can_i(license, "sublicense", Profile(changed=changed), V)
    assert reply.answer is answer
    assert {str(place) for term in reply.deciding for place in term.at} == (set() if changed is False else {"license 3.3.c"})


@pytest.mark.parametrize(
    ("id", "act", "changed", "answer"),
    [
        ("databricks-open-model", "sublicense", False, Answer.CONTESTED),  # its words take in the model itself
        ("arc-state-nc", "sublicense", False, Answer.NO),  # the ban on sublicensing is about the original
        ("hunyuan3d-2.1-community", "sublicense", False, Answer.NO),
        ("nanbeige-license", "benchmark", None, Answer.UNKNOWN),  # its Chinese text was not read, and not that nothing is recorded
    ],
)
def test_what_changed_versions_may_says_nothing_of_the_original(id: str, act: str, changed: bool | None, answer: Answer) -> None:
    said = can_i(SHELF.catalogue.get(id), act, Profile(changed=changed), V)
    assert said.answer is answer
    assert not any("not recorded" in gap for gap in said.gap)


@pytest.mark.parametrize("id", ["arc-state-nc", "mistral-mnpl-0.1"])
def test_a_ban_on_sublicensing_the_original_leaves_changed_versions(id: str) -> None:
    found = SHELF.catalogue.get(id)
    profile = read({"changed": True, "purpose": "research", "party": "not-company"}, V)
    assert [term.id for term in can_i(found, "sublicense", profile, V).grants or can_i(found, "sublicense", profile, V).deciding] == [
        "own-terms"
    ]


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("changed", [True, None])
def test_what_depends_says_on_what_and_asks_for_it(id: str, changed: bool | None) -> None:
    """Own terms for changed versions came out as `depends`, with no question, so that nobody could settle it."""
    license, profile = SHELF.catalogue.get(id), Profile(changed=changed)
    for action in V.words("actions"):
        reply = can_i(license, action, profile, V)
        if reply.answer is Answer.DEPENDS:
            assert reply.deciding
            assert set(reply.asks) == set(missing(reply)) == {one.key for one in questions(reply, license, profile, V)} != set()


@pytest.mark.parametrize("id", IDS)
def test_whoever_may_is_told_which_section_lets_him(id: str) -> None:
    """A plain yes named no section; only where the law reserves the act to nobody may there be none."""
    license = SHELF.catalogue.get(id)
    for action in V.words("actions"):
        reply = can_i(license, action, Profile(changed=True), V)
        rests = [*reply.grants, *(term for term in reply.deciding if term.kind is Kind.PERMISSION)]
        if reply.answer in (Answer.YES, Answer.YES_IF, Answer.DEPENDS):
            assert rests or not V.reserved(action) or any(action in one.term.words for one in reply.weighed)
        assert not (reply.grants and reply.answer in REFUSED)
        assert all(term.at and action in V.grants(term.words) for term in reply.grants)


@pytest.mark.parametrize(
    ("license", "do", "form", "line"),
    [
        ("mit", "distribute", "concise", "mit: distribute (distribute): yes: granted [license ¶1]"),
        ("cc-by-nc-4.0", "use", "table", "[--purpose; turns on non-commercial] [license 2.a.1.a, license 2.a.1.b, license 4.a]"),
        ("cc-by-nc-4.0", "use", "table", "copy, modify and distribute [license 2.a.1 ¶1,"),
    ],
)
def test_an_answer_names_the_section_of_its_grant_and_of_its_questions(license: str, do: str, form: str, line: str) -> None:
    said = run("can-i", license, "--do", do, "-f", form).stdout
    assert " ".join(line.split()) in " ".join(said.split())


@pytest.mark.parametrize(
    ("users", "changed", "answer", "asks"),
    [
        (10**9, None, Answer.NEEDS_LICENSE, ("changed",)),
        (10**9, True, Answer.NEEDS_LICENSE, ()),
        (1, None, Answer.DEPENDS, ("changed",)),
        (1, True, Answer.YES, ()),
        (None, True, Answer.DEPENDS, ("users",)),
    ],
)
def test_an_own_grant_hides_no_ban(users: int | None, changed: bool | None, answer: Answer, asks: tuple[str, ...]) -> None:
    """Who is past a cap was told that it depends on whether the model was changed."""
    own = SHELF.catalogue.get("olmoearth-artifact-license")
    cap = next(term for term in SHELF.catalogue.get("llama-3.1-community").terms if term.id == "users-cap")
    cap = cap._replace(details={key: value for key, value in cap.details.items() if key != "counted"})
    profile = read(
        {"received": "direct", **({} if users is None else {"users": users}), **({} if changed is None else {"changed": changed})}, V
    )
    reply = can_i(own._replace(terms=(*own.terms, cap)), "sublicense", profile, V)
    assert (reply.answer, reply.asks) == (answer, asks)


@pytest.mark.parametrize(
    ("license", "do", "facts", "duty", "due"),
    [
        # what is owed for outputs, or for models trained on them, by who hands on the model
        ("modelgo-mg-by-nc-2.0", "distribute", {"changed": False}, "dataset-notice", "later"),
        ("modelgo-mg-by-nc-2.0", "distribute", {"changed": False}, "say-extracted", "later"),
        ("hunyuan3d-2.0-community", "use", {"users_at_release": 1, "used_in": "US"}, "label-output", "now"),
        # what is owed for a product, which it may or may not be put into
        ("bsd-4-clause", "distribute", {}, "advertising", "perhaps"),
        ("acml-1.0", "distribute", {"changed": True}, "public-effort", "perhaps"),
        # who sets terms of his own owes what is said of these
        ("databricks-open-model", "sublicense", {"changed": True, "users_at_release": 1}, "own-terms-agree", "now"),
        ("gemma", "sublicense", {"changed": True}, "no-conflicting-terms", "now"),
        ("telechat-community", "distribute", {"purpose": "non-commercial", "changed": True}, "badge-in-communities", "later"),
        (
            "telechat-community",
            "distribute",
            {"purpose": "non-commercial", "changed": True, "event": "open-release"},
            "badge-in-communities",
            "now",
        ),
        (
            "telechat-community",
            "distribute",
            {"purpose": "non-commercial", "changed": True, "event": "request"},
            "badge-in-communities",
            "later",
        ),
        (
            "nvidia-license-oneway-nc-eagle",
            "sublicense",
            {"purpose": "research,non-commercial", "changed": True, "event": "own-terms"},
            "pass-on-limit",
            "now",
        ),
        # a product may have several things at once, and an API is a network
        ("apache-2.0", "distribute", {"changed": True, "has": "user-interface"}, "notice-file", "perhaps"),
        ("gpl-3.0", "distribute", {"changed": True, "form": "object", "has": "notice-file"}, "installation", "perhaps"),
        ("eupl-1.2", "host", {"changed": True, "channel": "api"}, "information-online", "perhaps"),
        # a model trained on outputs that is given to others
        ("llama4", "train-on-output", {"users_at_release": 1, "based_in": "US", "result": "distributed"}, "name-prefix", "now"),
        ("llama4", "train-on-output", {"users_at_release": 1, "based_in": "US", "result": "not-distributed"}, "name-prefix", "none"),
        ("apple-amlr", "train-on-output", {"purpose": "research,non-commercial", "changed": False}, "no-endorsement", "perhaps"),
        # who shows a mark because he must, uses it
        ("llama4", "distribute", {"users_at_release": 1, "based_in": "US"}, "brand-rules", "now"),
        ("llama4", "use", {"users_at_release": 1, "based_in": "US"}, "brand-rules", "later"),
        ("hunyuan-ocr-community", "use", {"users_at_release": 1, "used_in": "US"}, "name-provider", "perhaps"),
        ("hunyuan-ocr-community", "host", {"users_at_release": 1, "used_in": "US"}, "name-provider", "now"),
        ("coqui-cpml-1.0.0", "host", {"purpose": "non-commercial"}, "copy-of-terms", "now"),
        ("sdxl-0.9-research", "distribute", {"purpose": "research,non-commercial"}, "documentation", "now"),
        # a model made with outputs is no changed version, and the acts in between are none either
        ("ai-pubs-openrail-m-modified-datalab", "use", {"changed": False}, "state-changes", "none"),
        ("llama3.2", "train-on-output", {"changed": False, "users_at_release": 1}, "name-prefix", "later"),
        # the license counts the revenue of the product
        ("minimax-m2-modified-mit", "use", {"users": 1000, "revenue": "5B", "purpose": "commercial"}, "show-minimax-m2", "perhaps"),
        ("minimax-m2-modified-mit", "use", {"users": 1000, "revenue": "20M", "purpose": "commercial"}, "show-minimax-m2", "later"),
        (
            "kimi-k2-modified-mit",
            "host",
            {"users": 100_000_000, "monthly_revenue": "20M", "purpose": "commercial"},
            "show-kimi-k2",
            "later",
        ),
        (
            "kimi-k2-modified-mit",
            "host",
            {"users": 100_000_000, "monthly_revenue": "20M", "purpose": "non-commercial"},
            "show-kimi-k2",
            "none",
        ),
        ("minimax-m2-modified-mit", "use", {"users": 1, "product_revenue": "31M", "purpose": "commercial"}, "show-minimax-m2", "now"),
        # to host is one way to distribute there
        ("hunyuan-large-community", "host", {"users_at_release": 1, "based_in": "CN"}, "tell-users", "now"),
        ("cc-by-4.0", "distribute", {"changed": False}, "keep-earlier-marks", "now"),
        # only where the notices were taken off
        ("alphafold3-output-terms", "distribute", {"purpose": "research,non-commercial", "party": "academic"}, "copy-of-terms", "perhaps"),
        (
            "alphafold3-output-terms",
            "distribute",
            {"purpose": "research,non-commercial", "party": "academic", "changed": False},
            "notice",
            "none",
        ),
        # nobody has to hand anything in
        ("microsoft-research-license-terms", "use", {"purpose": "research,non-commercial"}, "modifications-to-microsoft", "later"),
        ("fair-ai-public-1.0-sd", "distribute", {}, "give-up-claims", "now"),
        ("fair-ai-public-1.0-sd", "use", {}, "no-technical-measures", "none"),
        # a product that takes it in unchanged may be based on it
        ("gpl-3.0", "distribute", {"changed": False, "channel": "embedded"}, "same-license", "perhaps"),
        ("gpl-3.0", "distribute", {"changed": False}, "same-license", "none"),
        # an exception for those who hand it to their contractors alone is told with what is owed
        ("gpl-3.0", "distribute", {"changed": True}, "same-license", "now"),
        ("gpl-3.0", "distribute", {"changed": True, "channel": "private"}, "same-license", "none"),
        # another model, trained on outputs, may be a derivative, and is one where that is said
        ("openrail-m-creativeml", "train-on-output", {"result": "distributed"}, "include-license", "perhaps"),
        ("openrail-m-creativeml", "train-on-output", {"result": "own-derivative,distributed"}, "include-license", "now"),
        ("openrail-m-creativeml", "train-on-output", {"result": "other,not-own-derivative,distributed"}, "include-license", "later"),
        # who runs it in the house offers nothing to others
        ("hy-embodied-community", "use", {"purpose": "internal", "used_in": "US"}, "disclose-provider", "none"),
        ("hy-embodied-community", "use", {"used_in": "US"}, "disclose-provider", "perhaps"),
        # a paper is no ranking
        ("skywork-community", "benchmark", {"changed": True}, "label-on-leaderboards", "later"),
    ],
)
def test_when_a_duty_falls_due(license: str, do: str, facts: dict[str, Any], duty: str, due: str) -> None:
    owed = {one.term.id: one for one in reply(license, do, **facts).duties}
    assert owed or due == "none"
    one = owed.get(duty) or next((one for one in owed.values() if one.term.words == (duty,)), None)
    assert ("none" if one is None else "later" if not one.now else "now" if one.sure else "perhaps") == due


def test_the_order_of_acts_changes_nothing() -> None:
    """Of two acts that a duty fell due with the last one told whether that was sure."""

    def owed(acts: str) -> set[str]:
        table = run("can-i", "acml-1.0", "--do", acts, "--unchanged", "-f", "table").stdout
        return {line for line in table.splitlines() if line.startswith(("you owe", "may owe", "later"))}

    assert owed("api,ship-weights") == owed("ship-weights,api") != set()


@pytest.mark.parametrize(
    ("ask", "lines"),
    [
        (("carsidock-license", "--do", "run", "--purpose", "research"), ["[--purpose; turns on commercial] [license 6.2 ¶2]"]),
        (
            ("kimi-k3-license", "--do", "run", "--party", "not-model-service", "--revenue", "1B", "--purpose", "commercial"),
            ["you state USD 1 billion, past it, but you are spared"],
        ),
        (
            ("apache-2.0", "--do", "use-trademark", "--purpose", "describing-origin"),
            ["granted as an exception: not to use the licensor's names and marks"],
        ),
        (
            ("exaone-1.1-nc", "--do", "fine-tune", "--purpose", "research,non-commercial"),
            [
                "not yours derivatives belong to the licensor [license 4.1, license 4.2]",
                "licensor may revoke at will [license 7.1, license 2.1]",
            ],
        ),
        (("cc-by-4.0", "--do", "ship-weights"), ["a link is enough.)"]),
        (("llama3.2", "--do", "ship-weights"), ['add the notice "Llama 3.2 is licensed under the ..."']),
        (
            ("ltx-2.x-community-2026-08-11", "--do", "ship-weights", "--changed", "--revenue", "1M", "--purpose", "commercial"),
            [
                "'Acceptable Use Policy' belongs to the license and has not been read",
                "you owe pass it on under the same license",
                "stay out of",
            ],
        ),
        (
            ("databricks-open-model", "--do", "train-another", "--result", "own-derivative", "--users-at-release", "1"),
            ["granted beside a ban that does not reach you: not to make or improve a model"],
        ),
        (("openmdw-1.0", "--do", "relicense"), ["whether one may sublicense cannot be decided from the text"]),
        (
            ("nvidia-open-model-2025-10-24", "--do", "run"),
            ["'NVIDIA Trustworthy AI terms' belongs to the license and has not been read [license ¶20]: https://"],
        ),
        (  # an act of two parts tells what either rests on
            ("alphafold3-weights-terms", "--do", "ship-weights"),
            ["[--party; turns on", "[--purpose; turns on", "[--fact channel=; turns on private]", "[--fact recipient=; turns on company]"],
        ),
        (("cogvlm-license", "--do", "ship-weights", "--purpose", "commercial"), ["ship-weights contested (copy and distribute)", "tell "]),
        (
            ("biomedgpt-aup", "--do", "ship-weights"),
            ["whether one may distribute cannot be decided from the text"],
        ),
        (
            ("ltxv-open-weights-2025-04-17", "--do", "run", "--purpose", "commercial", "--revenue", "10M"),
            ["contested (use)", "; offered: a paid commercial license from the licensor"],
        ),
        (
            ("rail-m-parkiet", "--do", "run", "--field", "spam"),
            ["in spam also unlawful use, of the kind", "[--field; turns on unlawful] ["],
        ),
        (
            ("stable-beluga-nc-community", "--do", "run", "--purpose", "research,non-commercial"),
            ["as long as it is not for: production use ["],
        ),
        (("microsoft-research-license-terms", "--do", "run", "--purpose", "research"), ["licensor may revoke, on a law or court order"]),
        (
            ("stability-community-2024-07-05", "--do", "run", "--purpose", "research", "--revenue", "50M"),
            [
                ", for commercial purposes [license III ¶3]: you state USD 50 million",
                ", contested [license III ¶3]: you state USD 50 million",
            ],
        ),
        (
            ("flux-dev-nc-2.0", "--do", "run", "--purpose", "personal,not-commercial"),
            ["as long as it is not for: production use [", "as long as this is not you: someone on a sanctions list"],
        ),
        (
            ("llama4", "--do", "run", "--based-in", "DE", "--modality", "multimodal", "--received", "in-product"),
            ["the licensee and its affiliates) [license 2, license 1.b.ii]: you are spared"],
        ),
        (("llama3.2", "--do", "host,run", "--users-at-release", "1"), ["granted as for host [license 1.a]"]),
        (  # what is contested may be refused besides
            ("visualglm-6b-license", "--do", "fine-tune"),
            ["fine-tune contested (modify)", "tell For which purpose", "[--purpose; turns on research, commercial]"],
        ),
        (
            ("apache-2.0", "--do", "use-patents"),
            ["beware a lawsuit over patents against anyone about the model or contributions ends the patent grant [license 3]"],
        ),
        (
            ("gpl-3.0", "--do", "run"),
            [
                "licensor may end the license on breach [license 8 ¶3]",
                "it ends on breach, by itself (mendable within 30 days) [license 8 ¶2,",
            ],
        ),
    ],
)
def test_what_an_answer_says(ask: tuple[str, ...], lines: list[str]) -> None:
    said = " ".join(run("can-i", *ask, "--no-input", "-f", "table").stdout.split())
    for line in lines:
        assert line in said


@pytest.mark.parametrize(
    ("ask", "form", "line", "times"),
    [
        # who reads lines owes no less than who reads the table, whether or not the answer is settled
        (("ltx-2-community-2026-01-05", "--do", "ship-weights"), "concise", "owes: accept the agreement", 1),
        (("ltx-2-community-2026-01-05", "--do", "ship-weights"), "concise", "unless someone on a sanctions list", 3),
        (("ltx-2-community-2026-01-05", "--do", "ship-weights"), "concise", "licensor may: end the license on breach [license 13 ¶1]\n", 1),
        (("visualglm-6b-license", "--do", "distribute"), "concise", "owes: hand on a copy of the license", 1),
        (("cc-by-nc-4.0", "--do", "ship-weights"), "concise", "owes: hand on a copy of the license", 1),
        # nothing of what goes along with an act that is refused in part
        (("gemma", "--do", "ship-weights", "--field", "fraud"), "concise", "owes: ", 0),
        (("gemma", "--do", "ship-weights", "--field", "fraud"), "concise", "licensor may: ", 0),
        # once for both parts of an act, with all that either asks for, and once for two sections
        (("research-only-rail-ams-franca", "--do", "ship-weights", "--purpose", "academic"), "table", "tell          Beside", 1),
        (("ai-pubs-openrail-m-modified-datalab", "--do", "host"), "table", "claim no endorsement [license 7, license 10]", 1),
        (("ai-pubs-openrail-m-modified-datalab", "--do", "host"), "concise", "claim no endorsement [license 7, license 10]", 1),
        # a ban settles what nothing grants
        (("salesforce-ai-aup", "--do", "run", "--field", "weapons"), "table", "cannot be decided", 0),
        (("salesforce-ai-aup", "--do", "run", "--field", "weapons"), "concise", "cannot be decided", 0),
        (("salesforce-ai-aup", "--do", "run", "--field", "weapons"), "json", "cannot be decided", 0),
        (("salesforce-ai-aup", "--do", "run", "--field", "general"), "table", "cannot be decided", 1),
    ],
)
def test_how_often_it_is_said(ask: tuple[str, ...], form: str, line: str, times: int) -> None:
    assert run("can-i", *ask, "--no-input", "-f", form).stdout.count(line) == times


def test_nothing_is_owed_with_an_act_that_is_refused_in_part() -> None:
    """Copying alone is free there: its duties stood below the refusal of handing on."""
    asked = ("can-i", "gemma", "--no-input", "-f", "table", "--field", "fraud", "--do")
    assert "you owe" not in run(*asked, "ship-weights").stdout
    assert "you owe" in run(*asked, "reproduce").stdout


def test_a_cap_on_another_model_is_nothing_to_turn_on() -> None:
    assert "turns on" in run("can-i", "cogvlm-license", "--do", "run", "--purpose", "academic", "-f", "table").stdout
    said = run("can-i", "cogvlm-license", "--do", "run", "--purpose", "academic", "--fact", "model=other", "-f", "table").stdout
    assert "turns on" not in said


@pytest.mark.parametrize("id", IDS)
def test_marks_are_never_said_to_be_free(id: str) -> None:
    """The law reserves them: 91 licenses were said to leave them to everybody. What it leaves to everybody is told as that."""
    for purpose in (None, "describing-origin", "required-display"):
        profile = read({"purpose": purpose} if purpose else {}, V)
        assert not free(can_i(SHELF.catalogue.get(id), "use-trademark", profile, V), V)
    assert free(can_i(SHELF.catalogue.get("llama-3.1-community"), "benchmark", Profile(), V), V)


def test_a_profile_is_given_back_whole() -> None:
    told = json.loads(
        run("can-i", "mit", "--do", "run", "--party", "company,not-competitor", "--fact", "on=2024-01-01", "-f", "json").stdout
    )
    assert (told["profile"]["party"], told["profile"]["on"]) == (["company", "not-competitor"], "2024-01-01")


@pytest.mark.parametrize(
    ("form", "changed"), [("modified", True), ("not-modified", False), ("unmodified", False), ("not-unmodified", True)]
)
def test_a_form_says_whether_it_was_changed(form: str, changed: bool) -> None:
    assert read({"form": form}, V).changed is changed
    with pytest.raises(ProfileError, match="contradicts"):
        read({"form": form, "changed": not changed}, V)


def test_what_is_owed_for_a_change_is_due_once_it_was_changed() -> None:
    license = SHELF.catalogue.get("aquila-license")
    for changed in (True, None):
        owed = {one.term.words[0]: one.now for one in can_i(license, "distribute", Profile(changed=changed), V).duties}
        assert owed["state-changes"] is (changed is True)


@pytest.mark.parametrize(
    ("id", "field", "answer"),
    [
        ("yi-license-1.0-2023-11-04", "privacy", Answer.DEPENDS),  # others' right to privacy may not be infringed
        ("yi-license-1.0-2023-11-04", "infringement", Answer.NO),
        ("rail-source-1.0", "biometrics", Answer.DEPENDS),  # for predicting crime alone
        ("rail-source-1.0", "predictive-policing", Answer.NO),
        ("chameleon-research-license", "automated-decisions", Answer.DEPENDS),  # on four matters
    ],
)
def test_a_field_that_is_barred_in_some_cases_asks(id: str, field: str, answer: Answer) -> None:
    profile = Profile(words={"purpose": ("research", "non-commercial")}, fields=(field,))
    assert can_i(SHELF.catalogue.get(id), "use", profile, V).answer is answer


@pytest.mark.parametrize("id", IDS)
def test_compare_says_of_rights_what_can_i_says(id: str) -> None:
    """A table of its own called acts free that can-i refuses, and the other way round: 222 rows."""
    license = SHELF.catalogue.get(id)
    for row in compare([license], {}, V):
        if row.group == "you may":
            told = can_i(license, row.key, Profile(), V).answer
            said = row.answers[0].text
            said = "no" if said.startswith("no, ") else said  # with what tempers it
            if granted_at_all(license, row.key, V).answer in REFUSED:
                assert said in ("no", "not granted", "changed versions alone", "contested, changed versions alone")
            if said in ("no", "not granted"):
                assert told in REFUSED or told is Answer.UNKNOWN
            if said in ("yes", "not limited"):
                assert told is not Answer.CONTESTED or any(one.term.contested for one in can_i(license, row.key, Profile(), V).weighed)
            if said == "changed versions alone":
                assert can_i(license, row.key, Profile(changed=False), V).answer in (*REFUSED, Answer.CONTESTED, Answer.UNKNOWN)


@pytest.mark.parametrize(
    ("license", "act", "said"),
    [
        ("hunyuanworld-1.0-community", "train-on-output", "limited"),  # 5.b bars bettering other models
        ("gemma-terms-2025-03-24", "sublicense", "changed versions alone"),
        ("llama-3-community", "train-on-output", "limited"),  # of language models alone
        ("sv3d-nc-community-2024", "host", "no, unless licensed"),
        ("chatglm-6b-license", "modify", "contested"),
        ("llama-3.1-community", "use", "yes"),
        ("llama-3.1-community", "benchmark", "not limited"),
        ("llama-3.1-community", "sublicense", "not granted"),
    ],
)
def test_what_compare_says_of_an_act(license: str, act: str, said: str) -> None:
    (row,) = [one for one in compare([SHELF.catalogue.get(license)], {}, V) if one.group == "you may" and one.key == act]
    assert row.answers[0].text == said


def test_nothing_to_tell_apart_is_said_in_lines_too() -> None:
    assert run("compare", "dinov3-license", "dinov3-license-2025-08-14", "--diff").stdout == "No difference in what is recorded.\n"


def test_choose_names_what_is_contested_or_unknown() -> None:
    """They were in no line, so that whoever read the list took them for refused."""
    asked = ("choose", "--do", "host", "--purpose", "commercial", "--users-at-release", "2M", "--based-in", "US", "--field", "general")
    told = json.loads(run(*asked, "-f", "json").stdout)
    assert "minicpm-model-license" in told["contested"]
    assert "nvidia-open-model-2025-04-28" in told["unknown"]
    lines = run(*asked, "-f", "concise").stdout.splitlines()
    assert "minicpm-model-license: contested: `can-i` says why" in lines
