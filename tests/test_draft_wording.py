"""What drafts read off sentences made up for it (`texts/wording.yaml`), and off passages whose layout matters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.source import load
from checker.texts.draft import draft
from checker.texts.found import Found
from checker.texts.licensor import as_role, names
from tests.conftest import SHELF

CASES: list[dict[str, Any]] = load(Path(__file__).parent / "texts" / "wording.yaml").value
COUNTED = ("monthly-active-users", "annual-revenue", "monthly-revenue", "funding", "employees")
SIDES = ("above", "at-least", "below", "at-most")


def facts(text: str, confidence: str = "") -> set[str]:
    """What a draft of `text` says, a few words a fact; only what has `confidence`, if given."""
    drafted = draft("made-up", {"license": text}, SHELF.signals, SHELF.vocabulary)
    frame = {f"{part} {name} {value}" for part in ("law", "grant") for name, value in drafted.values.get(part, {}).items() if name != "at"}
    return {fact for one in drafted.found if confidence in ("", one.confidence) for fact in _facts(one)} | frame


def _facts(one: Found) -> Iterator[str]:
    values = one.values
    if one.kind in ("duty", "power"):
        yield f"{one.kind} {values[one.kind]}"
    when = values.get("when", {})
    for clause in when if isinstance(when, list) else [when]:
        for name, value in clause.items():
            if name in COUNTED:
                side = next(side for side in SIDES if side in value)
                yield f"cap {name} {side} {value[side]} {value.get('currency', '')}".strip()
                continue
            if name == "purpose" and len(clause) > 1:
                continue  # of a cap: no ban on commerce
            words = value["other-than"] if isinstance(value, dict) else value
            yield from (f"{KINDS.get(name, name)} {'not ' if isinstance(value, dict) else ''}{word}" for word in words)
    if one.kind == "permission":
        yield from (f"permission {action}" for action in values["actions"])
    if one.kind == "prohibition" and not when:
        yield from (f"ban {action}" for action in values["actions"])
    if "train-on-output" in values.get("actions", ()) and one.kind == "prohibition":
        yield "output training"
    for about in values.get("unless", {}).values():
        yield from (f"unless {word}" for word in about)
    yield from (f"qualified {word}" for word in values.get("qualified", ()))


KINDS = {"party": "person", "used-in": "place used-in", "established-in": "place established-in"}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_what_a_sentence_says(case: dict[str, Any]) -> None:
    found = facts(case["text"])
    assert (set(case.get("says", ())) | set(case.get("unsure", ()))) - found == set()
    assert set(case.get("never", ())) & found == set()
    assert set(case.get("unsure", ())) & facts(case["text"], "sure") == set()


WAYS: dict[str, list[str]] = load(Path(__file__).parent / "texts" / "ways.yaml").value
BARRED = {"military use": "military", "mass surveillance": "surveillance", "the spread of disinformation": "disinformation"}
ASKED = {
    "include a copy of this license": "include-license",
    "keep all copyright notices": "retain-notices",
    "give credit to the authors": "attribute",
    "comply with all applicable laws": "comply-with-law",
    "pass the same restrictions on to recipients": "pass-on-restrictions",
}


@pytest.mark.parametrize("way", WAYS["bans"])
def test_ways_of_barring(way: str) -> None:
    for what, word in BARRED.items():
        text = way.format(n=what, n2="weapons development", N=what[0].upper() + what[1:])
        assert f"field {word}" in facts(text), text


@pytest.mark.parametrize("way", WAYS["obligations"])
def test_ways_of_asking(way: str) -> None:
    for what, word in ASKED.items():
        text = way.format(v=what, V=what[0].upper() + what[1:])
        assert f"duty {word}" in facts(text), text


@pytest.mark.parametrize("text", ["You do not need to give credit to the authors.", "We have to comply with all applicable laws."])
def test_what_need_not_be_done_is_no_duty(text: str) -> None:
    assert not any(fact.startswith("duty") for fact in facts(text))


LAYOUTS: list[tuple[str, str, list[str], list[str]]] = [
    (
        "who grants is the licensor, by whatever name",
        "Subject to this agreement, Quokka Labs hereby grants you a license to use the Model.\n\n"
        "Quokka Labs may cancel this license at any time.\n\nYou must inform Quokka Labs of your findings.\n\n"
        "You hereby grant Quokka Labs a license to any improvements.",
        ["power revoke", "duty report", "duty grant-back"],
        [],
    ),
    (
        "a name in brackets after that of a company is the licensor's",
        'This is an agreement between you and Wombat Inc. ("Wombat").\n\nA copy of each paper must be sent to Wombat.\n\n'
        "Patent claims may not be raised against Wombat.\n\nWombat shall provide you with its improvements.",
        ["duty report", "duty no-patent-suit"],
        ["duty grant-back"],
    ),
    (
        "who receives is the licensee, by whatever word the text defines",
        'Foo University ("UNIVERSITY") licenses the Model to the undersigned ("RECIPIENT").\n\n'
        "RECIPIENT shall hold UNIVERSITY harmless.\n\n"
        "RECIPIENT grants UNIVERSITY a right to use its modifications.\n\nUNIVERSITY may cancel this license at any time.",
        ["duty indemnify", "duty grant-back", "power revoke"],
        [],
    ),
    (
        "a lead without a colon heads the items below it",
        "Section 9. The permission which is given here does not cover use of the Model\n\n(1) to spread malware;\n\n(2) for spam.",
        ["field malware", "field spam"],
        [],
    ),
    (
        "lines that fill a page are one paragraph, whatever the next begins with",
        "\n".join(
            (
                "1. Prohibited uses. The licensor, whose offices are in a small town by the sea, prohibits that the Model be used",
                "(a) to spy on people in their homes, (b) in ways that break what a statute says on privacy, such as the General",
                "Data Rules of a country, or in ways that break any other statute that holds where you live or where the users of",
                "what you offer live, (c) to engage in, promote, incite or facilitate the bullying, abuse or harassment of people,",
                "whoever they may be, and wherever they may be, which is to be read in the widest sense that these words can have.",
            )
        ),
        ["field harassment"],
        [],
    ),
    (
        "a short title in a script without spaces may end with a full stop",
        "3.使用限制。\n\na. 传播谣言;\n\nb. 歧视他人。",
        ["field disinformation", "field discrimination"],
        [],
    ),
    (
        "a numbered clause ends the list before it",
        "1. Licence\n\nYou may not use the Model:\n\n(a) to send spam;\n\n"
        "Clause 6: Model\n\nIt was trained without regard to weapons or child abuse.",
        ["field spam"],
        ["field weapons", "field minors"],
    ),
    (
        "a definition of banned use bans what it names",
        '1. "Excluded Use" means any use of the Model (i) for spam, or (ii) in weapons.\n\n'
        "2. You shall not put the Model to an Excluded Use.",
        ["field spam", "field weapons"],
        [],
    ),
    (
        "what is asked for under a heading that says so is no duty",
        "## Nice to do\n\n- Cite us in your papers.",
        [],
        ["duty credit-in-publications"],
    ),
    (
        "items of a list that stand in one line are read one by one",
        "You may not:\n\na) reverse engineer the Model b) use it to train competing models c) use it to harm other people",
        ["output training", "field harm", "ban reverse-engineer"],
        [],
    ),
    (
        "what a lead and brackets make one sentence stays one",
        "You shall (a) not use the Model for spam, (b) keep all notices, and (c) comply with the law.",
        ["field spam", "duty retain-notices", "duty comply-with-law"],
        [],
    ),
    (
        "a line that only mentions the licensor does not end a list",
        "You may not:\n\nInterfere with our systems, or with what we offer.\n\nUse Output to develop models that compete with Quokka.",
        ["output training"],
        [],
    ),
    (
        "two bans in one paragraph are two",
        "Restrictions\n\n1. No high-risk use. Do not use it in high-risk activities. "
        "Do not use it in high-risk work that involves weapons.",
        ["field high-risk-systems", "field weapons"],
        [],
    ),
    (
        "a sentence wrapped before what a letter numbers",
        "1.1 Prohibited. The licensor prohibits the use of the model (a) for surveillance in private places of all kinds, (b)\n"
        "for collecting biometric information without consent, and (c) for activities with a risk of death or bodily harm to anyone.\n"
        "1.2 This line is as long as the others are, so that the text is not taken for one that was wrapped at eighty signs.",
        ["field surveillance", "field biometrics", "field bodily-harm"],
        [],
    ),
    (
        "a heading sums up its items and bans nothing itself",
        "Acceptable use\n\nYou may not use it for any of these:\n\n1. Health and safety\n\n1.1. Harassing people\n\n1.2. Spreading spam",
        ["field harassment", "field spam"],
        ["field health"],
    ),
    (
        "items of a list that is banned as a whole",
        "You may not:\n\na. impose terms that restrict the rights granted here;\n\nb. use our name to promote your products;\n\n"
        "c. decompile the software;\n\nd. challenge the validity of our rights;\n\ne. misrepresent the origin of the model.",
        ["duty no-further-restrictions", "duty no-endorsement", "ban reverse-engineer", "duty no-contest", "duty true-origin"],
        [],
    ),
    (
        "what one sentence speaks of besides is not handed on to the list below it",
        "1. Liability. The licensor bears no liability. You may not use it in these ways:\n\n(a) For weaponry or warfare.",
        ["field weapons", "field military"],
        [],
    ),
    (
        "a Chinese sentence torn in two",
        "1. \u8bb8\u53ef\u9650\u5236\n\n"
        "\u60a8\u4e0d\u5f97\u4e3a\u4e86\u672c\u534f\u8bae\u4ee5\u5916\u7684\u4efb\u4f55\u76ee\u7684"
        "\u4f7f\u7528\u672c\u6a21\u578b\u53d1\u9001\u5783\n\n\u573e\u90ae\u4ef6\u7ed9\u4ed6\u4eba\u3002",
        ["field spam"],
        [],
    ),
    (
        "a list whose items stand beside the line that bans them",
        "Appendix A\n\n1. Use-based restrictions\n\nYou agree not to use the Model:\n\n"
        "   6. To spread malware;\n   7. To impersonate others;\n   8. For surveillance.",
        ["field malware", "field impersonation", "field surveillance"],
        [],
    ),
    (
        "an unnumbered heading between two items holds for those after it, until the next",
        "- Use means to run the model.\n\n## Prohibited uses\n\n- Spam, and whatever is like it.\n- Gambling, and what is like it.\n\n"
        "## What you may do\n\n- Medical advice, and all else that is useful.",
        ["field spam", "field illegal-goods"],
        ["field medical-advice"],
    ),
    (
        "a part that begins in capitals ends the list before it",
        "2. Scope. You may not:\n\na) use it to spread malware; or\n\nb) share it with others.\n\n"
        "EXPORT RESTRICTIONS. More on export restrictions and privacy stands on our site.",
        ["field malware"],
        ["field export-control", "field privacy"],
    ),
    (
        "a notice in one item of a list says nothing of the next",
        'You shall: (i) give them a copy of this license, (ii) keep this notice in a "Notice" file, and '
        '(iii) prominently display "Powered by Foo" on your website.',
        ["duty display-brand", "duty include-license"],
        [],
    ),
    (
        "a wording stands in the paragraph after the one that announces it",
        "6.1 You shall state prominently in any public statement about a derivative the following statement:\n\n"
        '"[name of the derivative] is built using Foo technology from the Foo Technology Institute of Freedonia".',
        ["duty display-brand"],
        [],
    ),
    (
        "a title in capitals ends what another heads",
        "1. License\n\nRESTRICTIONS\n\nYou may not use it to send spam.\n\nDISCLAIMERS\n\n"
        "The Model may lead to discrimination or death; mind your privacy rights.",
        ["field spam"],
        ["field discrimination", "field bodily-harm", "field privacy"],
    ),
    (
        "what is encouraged is no duty",
        'You are encouraged to: (i) publish a blog post; (ii) mark your products with "Powered by Foo".',
        [],
        ["duty display-brand"],
    ),
    (
        "a heading of Markdown ends a list under one of its level, though its paragraphs have no number",
        "## Prohibited uses\n\nYou may not use it for:\n\n- Spam of every kind.\n- Surveillance of people.\n\n## Enforcement\n\n"
        "We work with law enforcement and the military where there is reason to.",
        ["field spam", "field surveillance"],
        ["field law-enforcement", "field military"],
    ),
    (
        "a deeper heading of Markdown ends no list",
        "## Prohibited uses\n\nYou may not use it for:\n\n### Safety\n\n- Weapons of any kind.\n\n### Society\n\n- Spam of any kind.",
        ["field weapons", "field spam"],
        [],
    ),
    (
        "a line that only names the kind of its items bans nothing itself",
        "You may not use it in these ways:\n\n1) Unethical activities:\n   a. Harassing people.\n   b. Spreading malware.",
        ["field harassment", "field malware"],
        ["field social-ethics"],
    ),
    (
        "what frees from a ban is not banned",
        "You may not use it for money unless you meet the following requirements:\n\n"
        "i. You are a union of workers.\n\nii. All employment of yours is fair.",
        [],
        ["field employment"],
    ),
    (
        "a Japanese heading of Markdown is not torn off the line before it",
        "# \u898f\u7d04\n\n"
        "1. \u3053\u306e\u30e2\u30c7\u30eb\u3092\u5e83\u304f\u5229\u7528\u3059\u308b\u3053\u3068\u304c\u3067\u304d\u307e\u3059\n\n"
        "## \u7981\u6b62\u4e8b\u9805\n\n"
        "- \u516c\u5e8f\u826f\u4fd7\u306b\u53cd\u3059\u308b\u884c\u70ba",
        ["field social-ethics"],
        [],
    ),
    (
        "a defined term in brackets defines nothing",
        'You must meet the following (the "Requirements"), including these:\n\n(a) retain all proprietary notices;\n\n'
        "(b) include the text of this Agreement.",
        ["duty retain-notices", "duty include-license"],
        [],
    ),
]


@pytest.mark.parametrize(("text", "says", "never"), [case[1:] for case in LAYOUTS], ids=[case[0] for case in LAYOUTS])
def test_what_the_layout_says(text: str, says: list[str], never: list[str]) -> None:
    found = facts(text)
    assert set(says) - found == set()
    assert set(never) & found == set()


LEADS = [
    "The following is strictly forbidden:",
    "Usages proscribed",
    "You can't:",
    "Please don't:",
    "Negative covenants",
    "Prohibited matters",
    "Excluded uses",
    "Limits on behavior",
    "At no time may the Model serve for any of these ends:",
    "Off the table:",
    "You may use it for any purpose other than:",
    "No person shall use it for \u2014",
    "Forbidden:",
    "Restrictions",
    "Red lines",
    "What you may not do",
    "You undertake to abstain from",
    "The rights granted do not extend to:",
    "It is a breach of this license to do any of the following:",
    "The following uses are outside the scope of this license:",
    "You may use the Model for any purpose except:",
    "We don't allow people to use the Model for",
    "You may not do any of the following.",
    "\u4f7f\u7528\u9650\u5236",
    "\u6b21\u306e\u76ee\u7684\u3067\u306e\u5229\u7528\u3092\u7981\u6b62\u3057\u307e\u3059\u3002",
    "\ub2e4\uc74c \uc6a9\ub3c4\ub85c \uc0ac\uc6a9\ud560 \uc218 \uc5c6\uc2b5\ub2c8\ub2e4:",
]
NO_LEADS = [
    "What we tested before release:",
    "We wrote filters against:",
    "Permitted uses:",
    "You may use the Model for:",
    "Intended use",
    "Our filters block:",
    "We tested the Model for:",
]
ITEMS = "\n\n(a) Spam and mass mailings;\n\n(b) Development of weapons;\n\n(c) Harassment of people."
BANNED = {"field spam", "field weapons", "field harassment"}


@pytest.mark.parametrize("lead", LEADS)
def test_what_bans_a_list(lead: str) -> None:
    assert facts(f"1. Foo License\n\n{lead}{ITEMS}") >= BANNED


@pytest.mark.parametrize("lead", NO_LEADS)
def test_what_bans_no_list(lead: str) -> None:
    assert not facts(f"1. Foo License\n\n{lead}{ITEMS}") & BANNED


NAMES: list[tuple[str, set[str]]] = [
    ("Tern Ltd grants you a license. Tern Ltd may end it. Ask Tern Ltd.", {"tern ltd"}),
    ('Plover Corporation ("Plover") hereby grants You a license. Plover owns it. Plover may end it.', {"plover"}),
    ('When we say "we", "us" or "Dunlin", we mean the group. Dunlin may end it. Ask Dunlin. Dunlin sells.', {"dunlin"}),
    ("Licensor grants you a license. Licensor may end it. Licensor owns it.", set()),
    ("Each Contributor hereby grants You a license. Each Contributor may end it. Contributor.", set()),
    ('Foo Inc. (the "Company") made this. The Company may end it. The Company owns it.', set()),
    ("Rail Inc. grants you a license once, and is named no more.", set()),
]


@pytest.mark.parametrize(("text", "wanted"), NAMES, ids=[text[:30] for text, _ in NAMES])
def test_the_names_of_the_licensor(text: str, wanted: set[str]) -> None:
    assert {" ".join(name) for name in names(text)} == wanted


def test_a_name_keeps_its_place() -> None:
    """Phrases are cut from the words of the text by those of the folded sentence: there must be as many."""
    folded = "you shall tell sb intuitions' staff, or (sb intuitions), or intuitions"
    assert as_role(folded, frozenset({("sb", "intuitions")})) == "you shall tell sb licensor' staff, or (sb licensor), or intuitions"


TONGUES = [
    ("Sous réserve des termes de cette licence, le titulaire vous accorde le droit d'utiliser et de modifier les poids. " * 3, "French"),
    (
        "Sie dürfen das Modell nicht für die Überwachung von Personen verwenden, und die Weitergabe ist mit der Lizenz zu versehen. " * 3,
        "German",
    ),
    ("Sie dürfen das Modell nicht für militärische Zwecke verwenden. Eine kommerzielle Nutzung ist untersagt.", "German"),
    ("MIT License (MIT) https://opensource.org/licenses/mit-license.php mit", ""),
    ("Você não pode usar os pesos do modelo para a vigilância de pessoas ou em serviços que não sejam gratuitos. " * 4, "Portuguese"),
    ("Вы не вправе использовать модель в военных целях.", "Cyrillic"),
    ("모델을 판매할 수 없습니다.", "know little of"),
    ("You may use the Model, but not sell it, nor any part of the weights (fair use of the works of others is not affected).", ""),
    ("本模型仅供学术研究使用。", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), TONGUES, ids=[expected or text[:20] for text, expected in TONGUES])
def test_a_draft_says_where_it_does_not_know_the_language(text: str, expected: str) -> None:
    notes = draft("made-up", {"license": text}, SHELF.signals, SHELF.vocabulary).look
    assert any("which the detectors" in note for note in notes) == bool(expected)
    assert any(expected in note for note in notes) or not expected


SUITS = [
    ("If you file a lawsuit against us over intellectual property in the Model, your license terminates.", "licensor", ["model"]),
    ("If you file a lawsuit against any person over intellectual property in outputs, your license ends.", "anyone", ["model", "output"]),
]


@pytest.mark.parametrize(("text", "against", "about"), SUITS, ids=[case[1] for case in SUITS])
def test_whom_a_lawsuit_is_against(text: str, against: str, about: list[str]) -> None:
    [found] = draft("made-up", {"license": text}, SHELF.signals, SHELF.vocabulary).found
    assert (found.values["against"], found.values["about"]) == (against, about)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Ask us if more than several million people use it each month.", "a number that cannot be read surely"),
        ("Ask us if your quarterly revenue exceeds 4 million euros.", "a cap that the vocabulary has no word for"),
    ],
)
def test_a_number_that_sets_no_cap_is_told(text: str, note: str) -> None:
    drafted = draft("made-up", {"license": text}, SHELF.signals, SHELF.vocabulary)
    assert [one for one in drafted.look if one.startswith(note)]
    assert not any(fact.startswith("cap") for fact in facts(text))


def test_what_a_ban_asks_for_is_sure() -> None:
    """`Unless you` makes no exception of what follows: it is asked for."""
    assert "duty include-license" in facts("You must not redistribute the weights unless you include a copy of this license.", "sure")
