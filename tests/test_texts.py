"""Normalizing, sections and verification of texts. The texts here are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Citation, Kind, License, Term, Text
from checker.texts.normalize import digest, normalize
from checker.texts.outline import find, outline
from checker.texts.verify import _heading, verify

SAME = [
    ("line ends", "one\r\ntwo", "one\ntwo"),
    ("wrapping", "one two three", "one\n   two\n\n three"),
    ("quotes", "\u201cModel\u201d and licensor\u2019s", '"Model" and licensor\'s'),
    ("dashes", "a \u2014 b \u2013 c", "a - b - c"),
    ("ligatures", "o\ufb03ce \ufb01le", "office file"),
    ("case", "THE MODEL", "the model"),
    ("bold", "**The Model** and *you*", "The Model and you"),
    ("emphasis with underscores", "_The Model_", "The Model"),
    ("links", "see [the policy](https://example.org/a)", "see the policy"),
    ("bullets", "* one\n- two\n\u2022 three", "one\ntwo\nthree"),
    ("headings", "## Terms", "Terms"),
    ("escapes", r"1\. Terms \[dev\]", "1. Terms [dev]"),
    ("soft hyphens and marks", "mod\u00adel\ufeff", "model"),
    ("non-breaking space", "a\u00a0b", "a b"),
]
DIFFERENT = [
    ("a number", "700 million", "500 million"),
    ("a word", "may use", "may not use"),
    ("a name with an underscore", "snake_case", "snakecase"),
    ("a section number", "2. Terms", "3. Terms"),
]


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
def test_what_normalizing_takes_away(one: str, other: str) -> None:
    assert normalize(one) == normalize(other)
    assert digest(one) == digest(other)


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in DIFFERENT], ids=[case[0] for case in DIFFERENT])
def test_what_normalizing_keeps(one: str, other: str) -> None:
    assert normalize(one) != normalize(other)


@given(st.text(max_size=300))
def test_normalizing_never_raises_and_folds_white_space(text: str) -> None:
    result = normalize(text)
    assert "\n" not in result
    assert "  " not in result
    assert result == result.strip()


def sections(text: str) -> list[str]:
    return [p.section for p in outline(text)]


OUTLINES = [
    ("preamble and numbers", "Title\n\nBefore.\n\n1. One.\n\n2. Two.", ["preamble", "preamble", "1", "2"]),
    (
        "letters and romans",
        "1. One\n\na. First\n\nb. Second\n\ni. Deep\n\nii. Deeper\n\nc. Third\n\n2. Two",
        ["1", "1.a", "1.b", "1.b.i", "1.b.ii", "1.c", "2"],
    ),
    ("h before i", "1. One\n\n" + "\n\n".join(f"{c}. Item" for c in "abcdefghij"), ["1", *(f"1.{c}" for c in "abcdefghij")]),
    ("dotted", "3.1 Use\n\nYou may.\n\n3.2 Limits\n\nYou may not.", ["3.1", "3.1", "3.2", "3.2"]),
    ("sections that go on", "Section I: Before\n\n1. One.\n\nSection II: After\n\n2. Two.", ["I", "1", "II", "2"]),
    ("an attachment of its own", "9. Law\n\nAttachment A\n\n- first;\n- second", ["9", "Attachment-A", "Attachment-A.a", "Attachment-A.b"]),
    (
        "an exhibit with numbers of its own",
        "9. Law\n\nEXHIBIT A\n\nACCEPTABLE USE POLICY\n\n1. One;\n\n10. Ten;",
        ["9", "Exhibit-A", "Exhibit-A", "Exhibit-A.1", "Exhibit-A.10"],
    ),
    (
        "a policy appended",
        "1. One\n\n2. Two\n\nX Acceptable Use Policy\n\n1. Bad things:\n\na. Worse",
        ["1", "2", "Policy", "Policy.1", "Policy.1.a"],
    ),
    ("a policy alone", "Acceptable Use Policy\n\n1. Bad;\n2. Worse;", ["preamble", "1", "2"]),
    ("numbers that Markdown garbled", "1. One:\n    1. Sub;\n    8. Next.\n2. Two:\n    9. Sub.", ["1", "1.a", "1.b", "2", "2.a"]),
    ("nested numbers that are sound", "1. One:\n    1. Sub;\n    2. Next.\n2. Two:\n    1. Sub.", ["1", "1.1", "1.2", "2", "2.1"]),
    ("escaped and marked up numbers", "1\\. **One**.\n\n3**. Three**.", ["1", "3"]),
    ("a box", "* ------ *\n*  6. Disclaimer  *\n* ------ *\n\nText.", ["6", "6"]),
    (
        "a number that only begins a wrapped line",
        "The parties agree to section\n7.  This is prose that goes on\nand ends here.",
        ["preamble"],
    ),
    ("an address is no section", "51 Franklin Street, Fifth Floor\n\n0. This License.\n\n1. You may.", ["preamble", "0", "1"]),
    ("lists from zero", "1. One:\n    0. Sub;\n    1. Next.", ["1", "1.0", "1.1"]),
    ("a label given twice", "1. One\n\n2. Two\n\n1. Again", ["1", "2", "2.1"]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in OUTLINES], ids=[case[0] for case in OUTLINES])
def test_sections(text: str, expected: list[str]) -> None:
    assert sections(text) == expected


@given(st.text(alphabet="1aiv.() \n-*#ABsection", max_size=200))
def test_outlines_lose_no_words_and_every_paragraph_is_found(text: str) -> None:
    paragraphs = outline(text)
    for p in paragraphs:
        assert p in find(paragraphs, "", p.number)
        assert p in find(paragraphs, p.section, p.in_section)
    assert [p.number for p in paragraphs] == list(range(1, len(paragraphs) + 1))


def test_a_section_holds_its_subsections_and_a_paragraph_only_itself() -> None:
    paragraphs = outline("1. One\n\na. Sub\n\nMore of a.\n\n2. Two")
    assert [p.text for p in find(paragraphs, "1")] == ["1. One", "a. Sub", "More of a."]
    assert [p.text for p in find(paragraphs, "1.a", 2)] == ["More of a."]
    assert find(paragraphs, "7") == []


# --- verification

TEXT = (
    "A License\n\n1. Grant. You may use the model for any purpose you like, as long as you like, and tell others.\n\n"
    "2. Ban. You may not use the model in war or for the making of weapons of any kind, ever."
)
TERM = Term("ban", Kind.PROHIBITION, ("use",), (Citation("license", "2"),), ("may not use the model in war",))
GRANT = Term("grant", Kind.PERMISSION, ("use",), (Citation("license", "1"),), ("may use the model for any purpose",))
GOOD = License("x", "X", "Y", (Text("license", "A License", True, "fixed", sha256=digest(TEXT)),), (GRANT, TERM))


def problems(license: License, text: str | None = TEXT) -> list[str]:
    return list(verify(license, lambda _, name: text).problems)


def test_a_good_definition_verifies() -> None:
    assert problems(GOOD) == []
    assert verify(GOOD, lambda _, name: TEXT).phrases == 2


def test_a_text_that_is_not_here_is_counted_and_not_passed() -> None:
    result = verify(GOOD, lambda _, name: None)
    assert (result.missing, result.documents, result.phrases) == (("license",), 0, 0)


def test_a_phrase_may_stand_in_the_text_that_is_not_here() -> None:
    """Only where every text that a term cites is at hand does a phrase that is not found stand nowhere."""
    both = (Citation("license", "2"), Citation("policy", "1"))
    license = GOOD._replace(
        texts=(*GOOD.texts, Text("policy", "A Policy", True, "fixed")),
        terms=(GRANT, TERM._replace(at=both, phrase=("may not use the model in war", "nor in peace"))),
    )
    here = {"license": TEXT, "policy": "1. Ban. You may not use it in war nor in peace, whatever the weather is on that day."}
    assert not verify(license, lambda _, name: TEXT if name == "license" else None).problems
    assert verify(license, lambda _, name: TEXT if name == "license" else None).phrases == 2
    assert not [one for one in verify(license, lambda _, name: here[name]).problems if "phrase" in one]
    assert any("nor in peace" in one for one in verify(license, lambda _, name: TEXT).problems)


WRONG = [
    ("an edited text", GOOD, TEXT.replace("war", "wars"), "the text has the hash"),
    ("a phrase that is not there", GOOD._replace(terms=(GRANT, TERM._replace(phrase=("must not use",)))), TEXT, "it stands nowhere"),
    (
        "a phrase in another section",
        GOOD._replace(terms=(GRANT, TERM._replace(at=(Citation("license", "1"),)))),
        TEXT,
        "it stands at license 2",
    ),
    (
        "a section that is not there",
        GOOD._replace(terms=(GRANT, TERM._replace(at=(Citation("license", "9"),)))),
        TEXT,
        "there is no license 9",
    ),
    ("a section that nothing cites", GOOD._replace(terms=(GRANT,)), TEXT, "no term cites license 2"),
]


@pytest.mark.parametrize(("license", "text", "message"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_verification_finds(license: License, text: str, message: str) -> None:
    assert any(message in problem for problem in problems(license, text))


def test_a_section_named_as_boilerplate_needs_no_term() -> None:
    assert problems(GOOD._replace(terms=(GRANT,), facts={"boilerplate": ["license 2"]})) == []


def test_lists_deeper_than_any_are_no_error() -> None:
    """A list of another style in the place of the deepest one: a license file of 300 bytes ended an audit without a report."""
    text = "\n\n".join(["c. You may use it."] * 24 + ["7. You may not sell.", "c. You may use it.", "8. Law."])
    assert len(outline(text)) == 27
    for more in ("a. x", "(i) x", "1.1 x", "- x", "Section 3 x", "B. x"):
        assert outline(f"{text}\n\n{more}\n\n9. y\n\nd. z")


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Prohibited Uses", True),
        ("2. Redistribution and Use", True),
        ("(a) You must give every recipient a copy of this license.", False),
        ("3. Guns and illegal weapons (including weapon development)", False),
        ("a. Any of the following:", True),
        ("- Model weights;", True),
        ("a sentence that is no item and of few words", True),
    ],
)
def test_a_short_item_is_no_heading(text: str, heading: bool) -> None:
    assert _heading(text) is heading
