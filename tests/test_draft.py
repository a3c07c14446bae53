"""Drafts: numbers, sentences, what a made-up license yields, and what must hold of every draft. The texts here are made up."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.build import build_license, texts
from checker.consistency import check_license
from checker.engine import check
from checker.model import License, Verdict
from checker.source import Document, SourceError, load, parse
from checker.texts.amounts import amounts
from checker.texts.chains import compile_pattern, spelled
from checker.texts.draft import Draft, draft
from checker.texts.draftfile import lines
from checker.texts.library import MOST, Library, read_text
from checker.texts.limits import caps
from checker.texts.passages import PHRASE_WORDS, Passage, Place
from checker.texts.signals import KINDS, check_signals, joined, patterns, whole
from checker.texts.verify import verify
from tests.conftest import IDS, ROOT, RULESETS, SHELF

MADE_UP = Path(__file__).parent / "texts" / "quokka-community.txt"
VOCABULARY = SHELF.vocabulary
SIGNALS = load(ROOT / "checker" / "texts" / "signals.yaml")
WORDINGS = load(ROOT / "checker" / "texts" / "wordings.yaml")
SLOW = 30  # seconds that no input may take, on a busy machine


def drafted(text: str) -> Draft:
    return draft("made-up", {"license": text}, SHELF.signals, VOCABULARY)


def as_license(one: Draft) -> License:
    return build_license(one.values, VOCABULARY)


def said(one: Draft) -> set[tuple[Any, ...]]:
    """What a draft says, short: kind, word, condition."""
    found = set()
    for term in one.found:
        word = term.values.get("duty") or term.values.get("power") or str(term.values["actions"])
        found.add((term.kind, word, str(term.values.get("when", ""))))
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Quokka terms\n\n1. The weights are released under CC BY-NC-SA 4.0 and may be used by researchers.\n", "CC-BY-NC-SA-4.0"),
        ("Quokka terms\n\n1. Code in src is under Apache-2.0.\n\n2. Weights may not be sold.\n", "Apache-2.0"),
        ("Terms beside GPL-3.0\n\n1. Weights may not be sold.\n", ""),  # a title says no more than what they are called
        ("Quokka terms\n\n1. Weights may not be sold. See section 3.0 for CC.\n", ""),
    ],
)
def test_a_license_that_is_only_named_is_to_be_looked_at(text: str, name: str) -> None:
    named = [one for one in drafted(text).look if one.startswith("it names ")]
    assert [f"modelterms show '{name}'" in one for one in named] == [True] * bool(name)


BY_NAME = [  # sentence, license, how sure its terms are to hold
    ("The weights are released under CC BY-NC-SA 4.0.", "cc-by-nc-sa-4.0", "sure"),
    ("This model and associated code are released under the [CC-BY-NC-ND 4.0](https://creativecommons.org/).", "cc-by-nc-nd-4.0", "sure"),
    ("Model weights: CC-BY-4.0", "cc-by-4.0", "sure"),
    ("License: Apache License, Version 2.0", "apache-2.0", "sure"),
    ("Use of the model must comply with Apache 2.0 and these terms.", "apache-2.0", "sure"),
    (
        "The checkpoints are licensed under the Creative Commons Attribution-NonCommercial 4.0 License subject to these exceptions.",
        "cc-by-nc-4.0",
        "likely",
    ),
    ("This agreement incorporates the CC BY-SA 4.0 terms except as modified here.", "cc-by-sa-4.0", "likely"),
    ("The source code accompanying the weights is licensed under the Apache License 2.0.", "", ""),
    ("The model is based on Quux, which is licensed under the MIT License.", "", ""),
    ("The weights are not licensed under Apache-2.0.", "", ""),
    ("The weights are NOT covered by the MIT License of the code.", "", ""),
    ("The encoder of the model is licensed separately under the Apache License 2.0.", "", ""),
    ("The model was trained on Quuxdata, and is provided with its CC BY 4.0 notice.", "", ""),
    ("Training data: CC BY-NC 4.0", "", ""),
    ("Change License: Apache License, Version 2.0", "", ""),  # what it comes under in some years
    ("This exception is an additional permission under the terms of GPL-3.0.", "", ""),
    ("The weights are under CC BY-NC 9.9.", "", ""),  # which nobody has read
]


@pytest.mark.parametrize(("sentence", "id", "confidence"), BY_NAME)
def test_terms_of_a_license_taken_in_by_name_stand_in_the_draft(sentence: str, id: str, confidence: str) -> None:
    text = f"Quokka terms\n\n1. Weights may not be sold.\n\n2. {sentence}\n"
    one = draft("made-up", {"license": text}, SHELF.signals, VOCABULARY, SHELF.catalogue.values)
    named = [found for found in one.found if found.signal == "by-name"]
    assert {found.confidence for found in named} == ({confidence} if id else set())
    if not id:
        assert list(one.values["documents"]) == ["license"]
        return
    document = id.replace(".", "-")
    read = SHELF.catalogue.get(id)
    assert len(named) == len(read.terms)
    assert one.values["documents"][document]["sha256"] == read.texts[0].sha256
    assert one.values["documents"][document]["incorporated_by"] == "license 2"
    assert all(str(place).startswith(document) for found in named for place in texts(found.values["at"]))
    assert any(note.startswith("it takes in ") for note in one.look)
    check_license(Document("draft.yaml", one.values), VOCABULARY, {})


@pytest.mark.parametrize("name", ["LGPL-3.0", "LGPL-2.1", "AGPL-3.0", "GPL-2.0", "GPL-3.0", "CC BY 3.0", "CC BY-ND 4.0", "MIT License"])
def test_every_document_of_a_license_taken_in_by_name_is_one_of_the_draft(name: str) -> None:
    one = draft(
        "made-up",
        {"license": f"Quokka terms\n\n1. The model is licensed under {name}.\n"},
        SHELF.signals,
        VOCABULARY,
        SHELF.catalogue.values,
    )
    read = SHELF.catalogue.get(name)
    assert len([found for found in one.found if found.signal == "by-name"]) == len(read.terms)
    assert len(one.values["documents"]) == 1 + len(read.texts)
    check_license(Document("draft.yaml", one.values), VOCABULARY, {})


def test_a_license_whose_text_stands_there_is_not_taken_in_by_name() -> None:
    text = (
        "Quokka terms\n\n1. The weights are released under CC BY-NC-SA 4.0.\n\n"
        "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International Public License\n\nSection 1. Definitions.\n"
    )
    one = draft("made-up", {"license": text}, SHELF.signals, VOCABULARY, SHELF.catalogue.values)
    assert not [found for found in one.found if found.signal == "by-name"]


# --- numbers

AMOUNTS = [
    ("more than 700 million users", 700_000_000, ""),
    ("usd 20 million or equivalent", 20_000_000, "USD"),
    ("rmb 1 billion", 1_000_000_000, "CNY"),
    ("$1,000,000 in revenue", 1_000_000, "USD"),
    ("one million us dollars", 1_000_000, "USD"),
    ("one (1) million users", 1_000_000, ""),
    ("two hundred and fifty thousand users", 250_000, ""),
    ("1.5 million euros", 1_500_000, "EUR"),
    ("\u8d85\u8fc71\u4ebf\u7528\u6237", 100_000_000, ""),
    ("\u4e00\u4ebf\u5143\u4eba\u6c11\u5e01", 100_000_000, "CNY"),
    ("100\u4e07\u7f8e\u5143", 1_000_000, "USD"),
    ("\u4e09\u5343\u4e07\u7528\u6237", 30_000_000, ""),
    ("10k requests", 10_000, ""),
]


@pytest.mark.parametrize(("text", "value", "currency"), AMOUNTS, ids=[case[0] for case in AMOUNTS])
def test_numbers_are_read(text: str, value: int, currency: str) -> None:
    assert [(one.value, one.currency) for one in amounts(text)] == [(value, currency)]


NO_AMOUNTS = ["a license and a copy", "version 2.0.1.3 of", "", "one or more of them"]


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_what_is_no_number(text: str) -> None:
    assert not [one for one in amounts(text) if one.value > 3]


CAPS: list[tuple[str, dict[str, Any]]] = [
    ("if you have more than 100 million monthly active users", {"monthly-active-users": {"above": 100_000_000}}),
    ("greater than or equal to 5 million monthly active users", {"monthly-active-users": {"at-least": 5_000_000}}),
    ("annual revenue of less than usd 10 million is free", {"annual-revenue": {"at-least": 10_000_000, "currency": "USD"}}),
    ("annual revenue not exceeding $2,000,000", {"annual-revenue": {"above": 2_000_000, "currency": "USD"}}),
    ("monthly revenue exceeds 20 million us dollars", {"monthly-revenue": {"above": 20_000_000, "currency": "USD"}}),
    ("more than 500 employees", {"employees": {"above": 500}}),
    ("\u6708\u6d3b\u8dc3\u7528\u6237\u8d85\u8fc71\u4ebf", {"monthly-active-users": {"above": 100_000_000}}),
    ("\u5e74\u6536\u5165\u8d85\u8fc7100\u4e07\u5143\u4eba\u6c11\u5e01", {"annual-revenue": {"above": 1_000_000, "currency": "CNY"}}),
]


@pytest.mark.parametrize(("text", "when"), CAPS, ids=[case[0] for case in CAPS])
def test_caps_have_their_unit_and_their_side(text: str, when: dict[str, Any]) -> None:
    passage = Passage(Place("license", "1", 1, 1), tuple(text.split(" ")), text, frozenset())
    assert [one.values["when"] for one in caps([passage], SHELF.signals, lambda _: "license 1")] == [when]


# --- the detectors are data

REPEATING = ["provide .* copy", "a+", "(?:a|b){3}", "(a)", "(?P<x>a)", "(?=a)", "[", "(?:a"]


@pytest.mark.parametrize("pattern", REPEATING)
def test_no_pattern_may_repeat_or_be_broken(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"no quantifier|no expression"):
        compile_pattern(pattern)


def test_what_comes_after_an_ampersand_may_stand_before() -> None:
    (pattern,) = compile_pattern("claims & hold .. harmless".replace(" .. ", "[a-z ]?[a-z ]?[a-z ]?[a-z ]?") + " & (?:you|user)")
    for text in ("you hold us harmless from claims", "from claims of others you hold us harmless"):
        assert list(pattern.find(text)) == [(text.index("claims"), text.index("claims") + 6)]
    assert not list(pattern.find("claims of others"))
    assert not list(pattern.find(f"you hold us harmless {'and so on ' * 20} claims"))
    with pytest.raises(ValueError, match="no gaps"):
        compile_pattern("claims & hold .. harmless")


def test_a_class_stands_for_its_words() -> None:
    assert spelled({"says": ["<give> .. copy"], "in": "ban"}, {"give": "give|hand"}) == {"says": ["(?:give|hand) .. copy"], "in": "ban"}
    unknown = parse((ROOT / "checker" / "texts" / "signals.yaml").read_bytes().replace(b"<third> &", b"<fourth> &", 1), "signals.yaml")
    with pytest.raises(SourceError, match="there is no class 'fourth'"):
        check_signals(unknown)


def test_every_pattern_of_the_data_is_bounded() -> None:
    found = list(patterns(SIGNALS.value))
    assert len(found) > 200
    for _, text in found:
        compile_pattern(text)
    check_signals(SIGNALS)
    check_signals(WORDINGS)


def test_a_class_that_may_repeat_is_tried_once() -> None:
    """`[a-z ]?` twenty times over is tried in every way in which letters can be some of twenty: hours, where nothing follows."""
    (pattern,) = compile_pattern('"[a-z][a-z ]?[a-z ]?[a-z ]?[a-z ]?" means')
    assert [step.pattern for _, step in pattern.steps] == ['(?<![a-z])(?:"[a-z][a-z ]{0,4}" means)']
    assert list(pattern.find('the "abcde" means'))
    assert not list(pattern.find('the "abcdef" means'))
    steps = [step.pattern for _, text in patterns(SIGNALS.value) for one in compile_pattern(text) for _, step in one.steps]
    assert not [step for step in steps if re.search(r"(\[[^\]]+\])\?\1\?", step)]


def test_broken_detectors_are_named_with_their_place() -> None:
    broken = parse((ROOT / "checker" / "texts" / "signals.yaml").read_bytes().replace(b"watermark", b"water.*mark", 1), "signals.yaml")
    with pytest.raises(SourceError, match=r"signals\.yaml:\d+:\d+: no quantifier"):
        check_signals(broken)


def test_an_entry_without_a_term_has_that_of_the_first_with_its_id() -> None:
    first = {"id": "thanks", "kind": "duty", "term": {"duty": "attribute"}, "take": ["text"], "in": ["ban"], "says": "thank"}
    assert list(whole([first, {"id": "thanks", "says": "praise"}])) == [
        first,
        {"id": "thanks", "kind": "duty", "term": {"duty": "attribute"}, "take": ["text"], "says": "praise"},
    ]
    text = (ROOT / "checker" / "texts" / "signals.yaml").read_bytes()
    unknown = parse(text.replace(b"{id: accept, last", b"{id: acept, last", 1), "signals.yaml")
    with pytest.raises(SourceError, match="was expected as kind"):
        check_signals(unknown)


def test_detectors_speak_the_vocabulary() -> None:
    values = joined(SIGNALS.value, WORDINGS.value)
    for one in whole(values["terms"]):
        term, kind = one["term"], one["kind"]
        assert kind in KINDS
        words = {"duty": "duties", "power": "powers"}
        for word in [term[kind]] if kind in words else term["actions"] if term["actions"] != "any" else []:
            assert word in VOCABULARY.words(words.get(kind, "actions")), one["id"]
        for name, value in term.get("when", {}).items():
            known = VOCABULARY.constraint_words(name)
            listed = value["other-than"] if isinstance(value, dict) else value
            assert known is None or set(listed) <= known.keys(), one["id"]
        marks = {*one.get("in", []), *one.get("out", [])}
        assert marks <= values["marks"].keys(), one["id"]
    assert values["fields"].keys() <= VOCABULARY.words("fields").keys()
    covered = {word for one in values["fields"].values() if isinstance(one, dict) for word in one.get("covers", ())}
    assert covered <= VOCABULARY.words("fields").keys()
    assert values["qualified"].keys() <= VOCABULARY.words("qualified").keys()
    ids = {one["id"] for one in values["terms"]}
    for one in values["unless"]:
        assert set(one["of"]) <= ids, one["id"]
        assert all(set(words) <= (VOCABULARY.constraint_words(name) or {}).keys() for name, words in one["term"].items()), one["id"]
    assert {one["id"] for one in values["limits"] if one.get("kind") == "where"} <= VOCABULARY.words("where").keys()
    sets = VOCABULARY.sections["places"]
    assert all(code in sets["sets"] or code.partition("-")[0] in sets["countries"] for code in values["places"])


# --- a text never seen

MEANT = [
    ("permission", "['use', 'reproduce', 'modify', 'distribute']", ""),
    ("prohibition", "any", "{'monthly-active-users': {'above': 250000000}}"),
    ("prohibition", "any", "{'used-in': ['EU', 'GB']}"),
    ("prohibition", "['transfer']", ""),
    ("prohibition", "['use']", "{'field': ['military', 'weapons']}"),
    ("prohibition", "['use']", "{'field': ['harassment', 'defamation']}"),
    ("prohibition", "['improve-model', 'train-on-output', 'distill']", "{'result': {'other-than': ['own-derivative']}}"),
    ("duty", "include-license", ""),
    ("duty", "retain-notices", ""),
    ("duty", "display-brand", ""),
    ("duty", "name-prefix", ""),
    ("duty", "accept", ""),
    ("duty", "delete-on-end", "{'event': ['termination']}"),
    ("power", "terminate-on-breach", ""),
    ("power", "terminate-on-litigation", ""),
    ("power", "change-terms", ""),
]


@pytest.fixture(scope="module")
def quokka() -> Draft:
    return drafted(MADE_UP.read_text(encoding="utf-8"))


@pytest.mark.parametrize("term", MEANT, ids=["-".join(filter(None, (case[0], case[1]))) for case in MEANT])
def test_a_made_up_license_yields_its_terms(quokka: Draft, term: tuple[str, str, str]) -> None:
    assert term in said(quokka)


def test_wording_places_and_law_are_read_off(quokka: Draft) -> None:
    by_word = {one.values.get("duty"): one.values for one in quokka.found if one.kind == "duty"}
    assert by_word["display-brand"]["text"] == "Made with Quokka"
    assert by_word["display-brand"]["where"] == ["website", "user-interface"]
    assert by_word["name-prefix"]["text"] == "Quokka"
    assert by_word["display-brand"]["at"] == "license 3.c"
    assert quokka.values["law"]["governs"] == quokka.values["law"]["courts"] == ["US-CA"]


def test_a_cap_without_a_word_is_told(quokka: Draft) -> None:
    assert any("license 8" in note and "requests" in note for note in quokka.look)


def test_what_is_not_found_is_undecided_and_never_silent(quokka: Draft) -> None:
    assert "silent" not in quokka.values
    assert {"benchmark", "sublicense", "reverse-engineer"} <= set(quokka.values["undecided"])
    empty = drafted("Nothing of the kind stands here.")
    assert empty.found == ()
    assert set(empty.values["undecided"]) == set(VOCABULARY.sections["actions"])


NEGATED = [
    ("No trademark license is granted.", "permission"),
    ("You may not modify the weights.", "permission"),
    ("The Software may utilize components of third parties.", "permission"),
    ("Our services may also use models that others provide.", "permission"),
    ("You will not permit, assist or cause anyone to use, reproduce, modify or distribute the Model for war.", "permission"),
    ("Licensee must never allow other persons the right to copy, adapt or publish it.", "permission"),
    ("Nothing here obliges you to pay.", "duty"),
    ("The licensor shall not be liable for military use.", "prohibition"),
]


@pytest.mark.parametrize(("text", "kind"), NEGATED, ids=[case[0] for case in NEGATED])
def test_what_is_negated_is_not_found(text: str, kind: str) -> None:
    assert [one for one in drafted(text).found if one.kind == kind] == []


# --- what must hold of every draft


def holds(text: str) -> None:
    one = drafted(text)
    written = "\n".join(lines(one, "a text"))
    read = parse(written.encode(), "draft.yaml")
    assert read.value == json.loads(json.dumps(one.values))
    check_license(Document("draft.yaml", one.values), VOCABULARY, {})
    license = as_license(one)
    problems = [problem for problem in verify(license, lambda _, name: text).problems if "no term cites" not in problem]
    assert problems == []
    for term in license.terms:
        assert all(0 < len(phrase.split()) <= PHRASE_WORDS for phrase in term.phrase)
    for id in RULESETS:
        result = check(license, SHELF.rulebook.get(id), VOCABULARY, SHELF.rulebook.criterion)
        assert {each.verdict for each in result.criteria} <= {Verdict.FAILS, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE}


SENTENCES = MADE_UP.read_text(encoding="utf-8").split(". ")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES) | st.text(max_size=40), min_size=1, max_size=12).map(". ".join))
def test_every_draft_is_accepted_verified_and_never_better_than_unknown(text: str) -> None:
    holds(f"Words {text}")


@pytest.mark.parametrize("id", [id for id in IDS if id.startswith(("llama-3", "gemma", "cc-by-4", "gpl-3", "hunyuan3d", "360", "acml"))])
def test_drafts_of_real_texts_are_accepted_and_verified(id: str, library: Library) -> None:
    license = SHELF.catalogue.get(id)
    text = library.lookup(license, "license")
    if text is None:
        pytest.skip(f"no text of {id} is on this machine")
    holds(text)


def test_terms_that_are_not_sure_decide_nothing() -> None:
    one = drafted("You will not use it for military purposes.")
    (term,) = one.found
    assert term.confidence != "sure"
    osd = check(as_license(one), SHELF.rulebook.get("osd"), VOCABULARY, SHELF.rulebook.criterion)
    assert osd.verdict is Verdict.UNKNOWN


HOSTILE = {
    "thousands of repeats of a phrase": "you shall not use the model to train another model. " * 3_800,
    "one line without a space": "a" * MOST,
    "one line of a first step": "provide " * (MOST // 8),
    "first steps and second steps": "not use copy license " * (MOST // 21),
    "quotation marks": '"' * MOST,
    "definitions of one who receives": '"User" means the person that receives the model. ' * (MOST // 49),
    "amounts of nothing": "$ 5 " * (MOST // 4),
    "words behind one quotation mark": "This includes the following: \"a' " * (MOST // 33),
    "brackets": "[(" * (MOST // 2),
    "numbers": "one million " * (MOST // 12),
    "digits": "9" * MOST,
    "digits and commas": "1," * (MOST // 2),
    "list marks": "a. not use:\n" * (MOST // 12),
    "lines of one word": "use\n" * (MOST // 4),
    "Chinese": "\u4e0d\u5f97\u4f7f\u7528\u6a21\u578b" * (MOST // 18),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_input_takes_long(name: str) -> None:
    began = time.process_time()
    drafted(HOSTILE[name])
    assert time.process_time() - began < SLOW


# --- files and commands


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "checker", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


BAD_FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "holds no words"),
    "only signs": (b"--- *** 123", "holds no words"),
    "binary": (bytes(range(256)) * 40, "is not text"),
    "too large": (b"word " * (MOST // 4), "is larger than"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_files_are_named(name: str, tmp_path: Path) -> None:
    content, message = BAD_FILES[name]
    (tmp_path / "text").write_bytes(content)
    with pytest.raises(SourceError, match=message):
        read_text(tmp_path / "text")
    for arguments in (("draft", str(tmp_path / "text")), ("check", "--draft", str(tmp_path / "text"))):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert message in done.stderr


@pytest.mark.parametrize("path", ["does-not-exist.txt", "tests"])
def test_what_is_no_file_is_named(path: str) -> None:
    done = run("draft", path)
    assert done.returncode == 2
    assert path in done.stderr


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "latin-1"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings(encoding: str, tmp_path: Path) -> None:
    text = "You may use the caf\xe9 model.\r\nDo not war."
    (tmp_path / "text").write_bytes(text.encode(encoding))
    assert read_text(tmp_path / "text") == text


def test_typographic_quotes_of_windows_are_read_as_such(tmp_path: Path) -> None:
    """As `identify` and `locate` read them."""
    (tmp_path / "text").write_bytes("You must display \u201cBuilt with Quokka\u201d.".encode("cp1252"))
    assert read_text(tmp_path / "text") == "You must display \u201cBuilt with Quokka\u201d."


def test_a_draft_can_be_saved_and_checked(tmp_path: Path) -> None:
    saved = tmp_path / "quokka.yaml"
    done = run("draft", str(MADE_UP), "--output", str(saved))
    assert done.returncode == 0, done.stderr
    assert "not sure" in done.stderr
    checked = run("check", str(saved), "--format", "json")
    assert checked.returncode == 1, checked.stderr
    (result,) = json.loads(checked.stdout)["results"]
    assert result["draft"] is True
    assert result["verdict"] == "fails"


def test_the_policy_of_a_license_is_read_with_it(tmp_path: Path) -> None:
    policy = tmp_path / "policy.txt"
    policy.write_text("Acceptable Use Policy\n\nYou will not use it:\n\n1. to spread malware; or\n\n2. for fraud.\n")
    done = run("draft", str(MADE_UP), str(policy), "--format", "json")
    definition = json.loads(done.stdout)["definition"]
    assert definition["documents"]["policy"]["title"] == "Acceptable Use Policy"
    assert [one["at"] for one in definition["prohibitions"] if str(one["at"]).startswith("policy")] == ["policy 1", "policy 2"]


@pytest.mark.parametrize("format", ["table", "concise", "json", "markdown"])
def test_check_marks_a_draft_in_every_format(format: str) -> None:
    done = run("check", "--draft", str(MADE_UP), "--format", format)
    assert done.returncode == 1, done.stderr
    assert "draft" in done.stdout
    assert " meets" not in done.stdout.replace("0 meets", "")


def test_check_needs_a_license_or_a_text() -> None:
    done = run("check")
    assert done.returncode == 2
    assert "--draft" in done.stderr


@pytest.mark.parametrize("format", ["table", "json", "markdown"])
def test_a_draft_in_other_formats(format: str) -> None:
    done = run("draft", str(MADE_UP), "--format", format)
    assert done.returncode == 0, done.stderr
    assert "Made with Quokka" in done.stdout or format != "json"
    assert "display-brand" in done.stdout


@pytest.mark.parametrize(
    ("text", "automatic"),
    [
        ("We may terminate this Agreement if you are in breach of any term. Upon termination you shall immediately cease all use.", False),
        ("The licensor may end and terminate this license immediately if you breach it.", False),
        ("This license terminates immediately upon your breach of any term.", True),
        ("Your rights under this license will terminate automatically if you fail to comply with it.", True),
    ],
)
def test_an_end_on_breach_is_one_of_two_kinds(text: str, automatic: bool) -> None:
    found = drafted(text).found
    assert [one.values["automatic"] for one in found if one.values.get("power") == "terminate-on-breach" and one.confidence == "sure"] == [
        automatic
    ]
