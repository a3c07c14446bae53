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
FULL = "您必须在您分发的任何衍生作品的源码形式中保留来自本作品源码形式的版权"  # a line of a sentence that goes on
CHINESE = [
    (
        "parts and their lists",
        "协议\n\n一、定义\n\n模型。\n\n二、许可\n\n1. 甲\n\n2. 乙\n\n三、其他",
        ["preamble", "1", "1", "2", "2.1", "2.2", "3"],
    ),
    ("numbers with their comma", "一、许可\n\n1、甲\n\n2、乙\n\n二、其他\n\n1、丙", ["1", "1.1", "1.2", "2", "2.1"]),
    ("lists on one line", "一、限制\n\n1、不得甲；2、不得乙；3、不得丙。\n\n二、其他", ["1", "1.1", "2"]),
    (
        "deeper lists",
        "二、许可\n\n2.您必须：\n\n（1）甲；\n\n（2）乙：\n\n① 丙；\n\n② 丁。\n\n三、其他",
        ["2", "2.2", "2.2.1", "2.2.2", "2.2.2.1", "2.2.2.2", "3"],
    ),
    ("brackets without a space", "3.1 条件:\n\n(1)甲;\n\n(2)乙;\n\n3.2 其他", ["3.1", "3.1.1", "3.1.2", "3.2"]),
    ("half a bracket", "一、定义\n\n1）甲；\n\n2）乙。", ["1", "1.1", "1.2"]),
    ("numerals in brackets", "（一）定义\n\n1. 甲\n\n2. 乙\n\n（二）许可\n\n1. 丙", ["1", "1.1", "1.2", "2", "2.1"]),
    ("numerals in a list", "1. 甲：\n\n（一）丙\n\n（二）丁\n\n2. 乙", ["1", "1.1", "1.2", "2"]),
    ("dotted numbers under a numeral", "一、定义\n\n1.1 甲\n\n二、许可\n\n2.1 乙\n\n2.2 丙", ["1", "1.1", "2", "2.1", "2.2"]),
    ("dotted numbers without a space", "6.知识产权\n\n6.1甲\n\n6.2乙\n\n7.免责", ["6", "6.1", "6.2", "7"]),
    ("wide digits", "１．定义\n\n１．１　甲\n\n２．许可\n\n（１）乙", ["1", "1.1", "2", "2.1"]),
    ("radicals in the place of numerals", "\u2f00、定义\n\n\u2f06、许可", ["1", "2"]),
    ("headings of Markdown", "# 协议\n\n## 1、定义\n\n- 甲\n- 乙\n\n## 2、许可\n\n- 丙", ["preamble", "1", "1.a", "1.b", "2", "2.a"]),
    (
        "articles go on from chapter to chapter",
        "第一章 总则\n\n第一条 目的\n\n第二章 许可\n\n第二条 许可\n\n（一）甲\n\n第十二条 其他",
        ["Chapter-1", "1", "Chapter-2", "2", "2.1", "12"],
    ),
    (
        "numerals above articles",
        "一、总则\n\n第一条 目的\n\n第二条 定义\n\n二、许可\n\n第三条 许可\n\n附件一\n\n一、名称",
        ["Section-1", "1", "2", "Section-2", "3", "Annex-1", "Annex-1.1"],
    ),
    ("numerals in articles", "第一条 许可\n\n一、甲\n\n二、乙\n\n第二条 其他\n\n一、丙", ["1", "1.1", "1.2", "2", "2.1"]),
    ("parts without articles", "第一部分：前言\n\n1. 定义\n\n第二部分：许可\n\n1. 甲\n\n2. 乙", ["1", "1.1", "2", "2.1", "2.2"]),
    ("articles of Japan", "第1条（定義）\n\n甲。\n\n第２条（許諾）\n\n1. 乙。", ["1", "1", "2", "2.1"]),
    (
        "annexes",
        "一、定义\n\n附件一：登记表\n\n一、名称\n\n附录 B 限制\n\n附则\n\n1. 甲",
        ["1", "Annex-1", "Annex-1.1", "Appendix-B", "Annex", "Annex.1"],
    ),
    ("high numerals", "九、甲\n\n十、乙\n\n二十一、丙\n\n一百零三、丁", ["9", "10", "21", "103"]),
    ("wrapped lines", f"一、定义\n1. {FULL}\n以及其他。\n2. 乙。\n二、许可\n（1）丙；\n（2）丁。", ["1", "1.1", "1.2", "2", "2.1", "2.2"]),
    (
        "a sentence that goes on with a number",
        f"一、许可\n\n{FULL}\n（1）声明以及标识。\n\n{FULL}\n第四条的规定。\n\n二、其他",
        ["1", "1", "1", "2"],
    ),
    ("a short heading after a line that does not end", f"一、用途：{FULL}\n\n二、用途：甲", ["1", "2"]),
    (
        "two languages side by side",
        "一、定义\n\nSection I Definitions\n\n1.1 甲\n\n1.1 One\n\n二、许可\n\nSection II Grant",
        ["1", "1", "1.1", "1.1", "2", "2"],
    ),
    (
        "an English text after the Chinese one",
        "一、定义\n\n1、甲。\n\nAgreement\n\nPreamble\n\n1. Terms\n\n（1）One\n\n(2) Two\n\n2. Grant\n\n3. Ban\n\n4. Law",
        ["1", "1.1", "preamble", "preamble", "1~2", "1~2.1", "1~2.2", "2", "3", "4"],
    ),
    ("a Chinese text after the English one", "1. Terms\n\na. Model\n\n2. Grant\n\n一、定义\n\n二、许可", ["1", "1.a", "2", "1~2", "2~2"]),
    ("English names in a Chinese list", "一、定义\n\n二、软件\n\n1. Apache 2.0\n\n2. MIT\n\n三、其他", ["1", "2", "2.1", "2.2", "3"]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in OUTLINES + CHINESE], ids=[case[0] for case in OUTLINES + CHINESE])
def test_sections(text: str, expected: list[str]) -> None:
    assert sections(text) == expected


@given(st.text(alphabet="1aiv.() \n-*#ABsection一十第条章、（）①附件", max_size=200))
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
