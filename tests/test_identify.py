"""Which text a file is. The texts here are made up, but for those of the development package, without which a test skips visibly."""

from __future__ import annotations

import runpy
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.commands import can_i as can_i_command
from checker.commands import check as check_command
from checker.commands import show as show_command
from checker.given import UsageError
from checker.model import Citation, Kind, License, Term
from checker.shelf import Shelf
from checker.source import SourceError
from checker.texts.align import align
from checker.texts.bare import bare
from checker.texts.changes import changes, touched
from checker.texts.explained import explainer
from checker.texts.fold import MAX_BYTES, decode, words
from checker.texts.holders import is_statement
from checker.texts.identify import identify
from checker.texts.library import Library
from checker.texts.locate import locate, read_copy
from checker.texts.normalize import normalize
from checker.texts.packing import make, pack
from checker.texts.prints import MOST_WORDS, TELLING, Known, digest, digests, keys, row, signs
from checker.texts.stored import MAGIC, SCANS, Prints
from checker.texts.verdicts import Verdict
from checker.textwork import identify as command
from checker.textwork import locate as locate_command
from tests.conftest import ROOT, TEXTS

TITLE = "Blue Model License\n\n"
BODY = (
    "Copyright (c) 2025 Blue Labs\n\n"
    "1. Grant. You may use the model for any purpose you like, as long as you like, in the places where the law allows it.\n\n"
    "2. Cap. If you serve more than 700 million monthly active users, you must ask the licensor for a separate license first.\n\n"
    "3. Ban. You may not use the model in war, or for the making of non-lethal or lethal weapons of any kind, or the like.\n\n"
    "4. End. If you breach the terms of this license, the licensor may end it with notice in the way the law provides.\n"
)
TEXT = TITLE + BODY
OTHER = (
    "Red License\n\n1. The red thing is yours to keep.\n\n2. The red thing comes with the promise that the paint is dry and the lid is on."
)
CAP = Term("cap", Kind.PROHIBITION, ("use",), (Citation("license", "2"),), ("more than 700 million monthly active users",))
BAN = Term("ban", Kind.PROHIBITION, ("use",), (Citation("license", "3"),), ("may not use the model in war",))
END = Term("end", Kind.POWER, ("terminate",), (Citation("license", "4"),), ("may end it with notice",))
BLUE = License("blue", "Blue Model License", "Blue", (), (CAP, BAN, END))


def known(name: str, text: str, whole: bool = True) -> object:
    title, _, body = text.partition("\n\n")
    own = words(body.encode())
    head = words(title.encode())
    assert own
    assert head
    return make([(name, "license" if whole else "")], bare(own).words.low, [head.low], [own.low])


PRINTS = Prints(pack([known("blue", TEXT), known("red", OTHER)]))  # type: ignore[list-item]


def verdict(text: str | bytes) -> tuple[str, tuple[str, ...]]:
    found = identify(text if isinstance(text, bytes) else text.encode(), PRINTS)
    return found.verdict.value, found.ids if found.verdict is not Verdict.LIKE else ()


PAGED = TEXT.replace("2. C", "Blue Labs - Model Hub\np. 2\n\n2. C")
SAME = {
    "as it is": TEXT,
    "without its title": BODY,
    "another copyright line": TEXT.replace("2025 Blue Labs", "2019-2026 Green Research Institute, Inc. All rights reserved."),
    "no copyright line": TEXT.replace("Copyright (c) 2025 Blue Labs\n\n", ""),
    "on one line": " ".join(TEXT.split()),
    "a word per line": "\n".join(TEXT.split()),
    "comments": "\n".join(f" * {line}" for line in TEXT.split("\n")),
    "HTML": "<html><head><title>x</title></head><body><p>" + TEXT.replace("\n\n", "</p><p class='a'>") + "</p></body></html>",
    "Markdown": "# " + TEXT.replace("1. Grant.", "**1. Grant.**").replace("the law", "[the law](https://example.org/law)"),
    "broken words": TEXT.replace("separate", "sepa-\nrate").replace("non-lethal", "non-\nlethal"),
    "broken words, lines apart": TEXT.replace("separate", "sepa-\n\nrate"),
    "typographic marks": TEXT.replace(" - ", " \u2014 ").replace("first", "\ufb01rst"),
    "a link that is sent on": TEXT.replace("the law", "[the law](https://www.google.com/url?q=https://example.org/law)"),
    "a page with scripts": "<html><head><script>var x = 1</script><title>the blue one</title></head><body><p class='a b c d e f'>"
    + TEXT
    + "</p><!-- end --></body></html>",
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16 without a mark": TEXT.encode("utf-16-be"),
    "BOM": b"\xef\xbb\xbf" + TEXT.encode(),
    "CRLF": TEXT.replace("\n", "\r\n"),
    "CR": TEXT.replace("\n", "\r"),
    "words broken by a soft hyphen": TEXT.replace("separate", "sepa\u00ad\nrate"),
    "words broken as a browser copies them from a PDF": TEXT.replace("non-lethal", "non\x02lethal").replace("separate", "sepa\x02\nrate"),
    "escaped hyphens": TEXT.replace("non-lethal", r"non\-lethal"),
    "entities without a tag": TEXT.replace("in war", "in&nbsp;war").replace("the model", "the &quot;model&quot;"),
    "one bad byte": TEXT.replace("the model", "\u201cthe model\u201d")
    .replace("Blue Labs", "Bl\u00fc")
    .encode()
    .replace(b"2025", b"2025 J\xf6rg"),
    **{
        f"numbers of lines, {form}": "\n".join(form.format(i + 1, line) for i, line in enumerate(TEXT.replace(" ", "\n", 40).split("\n")))
        for form in ("{:6}\t{}", "{}: {}", "{:3} | {}", "{} {}")
    },
    "pages": TEXT.replace("2. Cap.", "Page 1 of 2\n\f\n2. Cap."),
    "holders over several lines": TEXT.replace("2025 Blue Labs", "2019, 2025\n   The Regents of Blue Hills,\n   Department of Paint"),
    "holders that say where more stand": TEXT.replace("2025 Blue Labs", "2019-present the Blue developers (see AUTHORS file)"),
    "a holder called Will": TEXT.replace("Blue Labs", "Will Blue, Corporation for National Paint Initiatives, or its affiliates"),
    "a holder without a year": TEXT.replace("(c) 2025 Blue Labs", "The Blue Authors"),
    "letters in place of numbers": TEXT.replace("1. G", "(a) G").replace("2. C", "(b) C").replace("3. B", "(c) B").replace("4. E", "(d) E"),
    "bullets in place of numbers": TEXT.replace("1. G", "* G").replace("2. C", "* C").replace("3. B", "* B").replace("4. E", "* E"),
    "its identifier": TEXT.replace("1. Grant", "SPDX-License-Identifier: blue\n\n1. Grant"),
    "the address of a license": f"https://www.example.org/licenses/LICENSE-2.0.txt\n\n{TEXT}",
    "a header on every page": f"Blue Labs - Model Hub\np. 1\n\n{PAGED}\nBlue Labs - Model Hub\np. 3",
    "a date and an address around it": f"Printed on 2025-11-24\n\n{TEXT}\nhttps://example.org/license\n",
    "entities by name": TEXT.replace("the model", "&ldquo;the&nbsp;model&rdquo;").replace(" - ", " &#x2014; "),
    "numbers at the ends of pages": TEXT.replace("like, as", "like,\n\n- 7 -\n\fas").replace("monthly active", "monthly\n8\n\factive"),
    "two blanks at the end of a line": TEXT.replace("non-lethal", "non-  \nlethal"),
    "a link with a title": TEXT.replace("the law", '[the law](<https://example.org/law> "The law")'),
}
PAGE = "<!DOCTYPE html>\n<html><head><title>x</title><style>p {{margin: 1em}}</style></head><body>{}</body></html>"
PAGES = {
    "white": f"<!DOCTYPE html><html><body bgcolor='#FFFFFF' text=black><p>{TEXT}</p></body></html>",
    "white on black": f"<html><body style='color: #fff; background: #111'>{TEXT}</body></html>",
    "something empty that is hidden": PAGE.format(f"<div style='display:none'> <br> <img src=x></div><p>{TEXT}</p><s></s>"),
    "an empty class that is hidden": PAGE.replace("1em}}", "1em}}.x,.y{{display:none}}").format(f"<div class='z x'></div><p>{TEXT}</p>"),
    "another class that is hidden": PAGE.replace("1em}}", "1em}}.x{{display:none}} p.y{{color:#fff}}").format(f"<p class=z>{TEXT}</p>"),
    "lines that break": PAGE.format(TEXT.replace("\n\n", "<br><br>").replace("\n", "<br>")),
    "words of several parts": PAGE.format(TEXT.replace("separate", "sepa</span><span class=b>rate").replace("war", "<b>w</b>ar")),
    "a sign within an attribute": PAGE.format(f"<p class='[&>b]:mt-2' data-x=\"{'a' * 5000}\">{TEXT}</p>"),
    "a title of many words": PAGE.replace("<title>x", "<title>The license of the blue model by them").format(TEXT),
    "comments before it": f"<!--[if lt IE 7]><html class=old><![endif]--><!-- x <b> --><html><body>{TEXT}</body></html>",
    "a head with attributes": PAGE.replace("<head>", "<head lang=en>").format(TEXT),
    "a style that writes a sign": PAGE.replace("1em}}", "1em}} li::before {{content: '- '}}").format(TEXT),
    "as Word saves it": "<html><head><style><!-- p {x: y} --></style></head><body lang=EN-US>"
    + "".join(
        f"<p class=MsoNormal><![if !x]><span style='mso-list:Ignore'></span><![endif]>{one}<o:p></o:p></p>" for one in TEXT.split("\n\n")
    )
    + "</body></html>",
}
EDITED = {
    "a number": TEXT.replace("700", "500"),
    "a word": TEXT.replace("may not", "may"),
    "a clause more": TEXT.replace("4. End.", "You owe the licensor a cake each year.\n\n4. End."),
    "a clause less": TEXT.replace(
        "3. Ban. You may not use the model in war, or for the making of non-lethal or lethal weapons of any kind, or the like.\n\n", ""
    ),
    "a clause behind it": f"{TEXT}\nNo use by firms.\n",
    "a clause in the copyright line": TEXT.replace("Blue Labs", "Blue Labs, no commercial use permitted"),
    "a number among words": TEXT.replace("the model in war", "the 4 model in war"),
    "words of its name within it": TEXT.replace("use the model for", "use the blue model for"),
    "a holder who binds": TEXT.replace("2025 Blue Labs", "2025 Blue Labs, academics exclusively"),
    "a sentence that goes on from a copyright line": TEXT.replace("Blue Labs\n", "Blue Labs\nno firm shall touch it\n"),
    "a sentence in small letters on a copyright line": TEXT.replace("Blue Labs", "blue sky after rain on green hills near town halls"),
    "a clause in a header": f"Blue Model License - for members only\n\n{TEXT}",
    "a clause in a line that comes again": TEXT.replace("2. Cap", "No firms.\n\n2. Cap").replace("3. B", "No firms.\n\n3. B")
    + "No firms.\n",
    **{
        f"a line that comes again: {line}": f"{line}\n\n{PAGED.replace('Blue Labs - Model Hub', line)}\n{line}\n"
        for line in (
            "Shops shut out, ten coins each month",
            "Void - Superseded",
            "Shops Excluded",
            "Blue License. Shops Elsewhere.",
            "Terms End In 2030",
        )
    },
    "a clause with a bullet": TEXT.replace("4. End.", "* No use by firms.\n\n4. End."),
    "a clause in a comment that is no markup": TEXT.replace("4. End.", "<!-- No use by firms. -->\n\n4. End."),
    "a clause in a comment beside a tag": TEXT.replace("4. End.", "<br>\n<!-- No use by firms. -->\n\n4. End."),
    "a clause before its title": f"No use by firms.\n\n{TEXT}",
    "a clause behind an address": f"{TEXT}\nhttps://example.org/license - no commercial use\n",
    "a sentence behind an address": f"{TEXT}\nhttps://example.org/license see the other file for what firms owe\n",
    "a clause in an identifier": TEXT.replace("1. Grant", "SPDX-License-Identifier: blue-for-members\n\n1. Grant"),
    "not": TEXT.replace("may end it", "may not end it"),
    "numbers at the ends of pages that do not go on": TEXT.replace("like, as", "like,\n\n7\n\fas").replace(
        "monthly act", "monthly\n9\n\fact"
    ),
    "a number at the end of one page": TEXT.replace("monthly active", "monthly\n\n500\n\factive"),
    "one number of its list": TEXT.replace("3. Ban", "5. Ban"),
    "the last number of its list": TEXT.replace("4. End", "5. End"),
    "a number that begins a line": TEXT.replace("more than 700", "more than\n500"),
    "a number of a list that is none": TEXT.replace("the model in war", "the model in\n\n1. war"),
    "line numbers that do not go on": "\n".join(
        f"{i + i // 25} {line}" for i, line in enumerate(TEXT.replace(" ", "\n", 40).split("\n"), 1)
    ),
    "another title": TEXT.replace("Blue Model License", "Blue Model License for Members"),
    "another version in its title": TEXT.replace("Blue Model License", "Blue Model License 7"),
}
HIDDEN = {
    "Markdown strike": TEXT.replace("not", "~~not~~"),
    "HTML strike": TEXT.replace("not", "<s>not</s>"),
    "HTML deletion": TEXT.replace("not", "<del>not</del>"),
    "a line through": TEXT.replace("not", '<span style="text-decoration:line-through">not</span>'),
    "no display": TEXT.replace("not", "<span style='display: none'>not</span>"),
    "no visibility": TEXT.replace("not", '<span style="visibility:hidden">not</span>'),
    "white": TEXT.replace("not", '<font color="white">not</font>'),
    "white, not of white": TEXT.replace("not", '<font style="color:#fff;background:#fff">not</font>'),
    "hidden": TEXT.replace("not", '<span hidden="">not</span>'),
    "not opaque": TEXT.replace("not", '<span style="opacity: 0">not</span>'),
    "of no size": TEXT.replace("not", '<span style="font-size:0">not</span>'),
    "moved away": TEXT.replace("not", '<span style="position:absolute; left:-9999px">not</span>'),
    "hidden behind what is empty": TEXT.replace("not", "<div style='display:none'><div></div>not</div>"),
    "a class that is hidden": PAGE.replace("1em}}", "1em}}.x,.y{{display:none}}").format(TEXT.replace("not", '<i class="z y">not</i>')),
    "an element that is hidden": PAGE.replace("1em}}", "1em}} p i{{visibility:hidden}}").format(TEXT.replace("not", "<i>not</i>")),
    "an id that is white": PAGE.replace("1em}}", "1em}} #x{{color:white}}").format(TEXT.replace("not", "<i id=x>not</i>")),
    "a sentence that a style writes": PAGE.replace("1em}}", "1em}} p::after {{content: 'Whoever sells this owes us a cake'}}").format(TEXT),
    "a sentence that a script writes": PAGE.format(f"{TEXT}<script>document.write('Whoever sells this owes us a cake');</script>"),
    "words of a head": PAGE.format(f"{TEXT}<head>No sale; ever.</head>"),
    "words turned round": TEXT.replace("may not use", "may \u202eton\u202c use").replace("ton", "not"),
    "an overlay": TEXT.replace("not", "not\u0338"),
    "an overlay of a circle": TEXT.replace("not", "not\u20e0"),
    "backspaces": TEXT.replace("not", "not\b\b\b"),
    "an attribute": f'{TEXT}<p class=x note="Whoever sells this owes us a cake each and every year"></p>',
    "a comment": PAGE.format(f"<p>{TEXT}</p><!-- Whoever sells this owes us a cake each year -->"),
    "a style": PAGE.format(f"<p>{TEXT}</p><style>Whoever sells this owes us a cake each year.</style>"),
    "a head": PAGE.format(f"<p>{TEXT}</p><head>Whoever sells this owes us a cake each year.</head>"),
    "a comment in no page": f"<!doctype html>\n<!-- No sale. -->\n{TEXT}",
    "a link to elsewhere": TEXT.replace("the law", "[https://example.org/law](https://example.com/law)"),
    "an HTML link to elsewhere": TEXT.replace("the law", '<a href="https://example.com">www.example.org</a>'),
    "an HTML link to elsewhere, in bold": TEXT.replace("the law", '<a href="https://example.com"><b>www.example.org</b></a>'),
    "a link to elsewhere by a name": TEXT.replace("the law", "[https://example.org/law](https://example.org@example.com/law)"),
    "a link to the same site that names another": TEXT.replace("the law", "[https://example.org/law](/law/www.example.org)"),
    "words in the title of a link": f'{TEXT}\n[https://example.org](https://example.org "Whoever sells this owes us a cake")\n',
    "words in a link": f"{TEXT}\n[Blue Model License](No-sale-without-a-cake,-see-elsewhere)\n",
}
OTHERS = {
    "a title alone": ("Blue Model License\n", "not known", ()),
    "a real title on another text": (
        TITLE + "All you can eat, every day of the week, for the price of one. Bring friends.",
        "not known",
        (),
    ),
    "two texts": (f"{TEXT}\n\n{OTHER}", "contains", ("blue", "red")),
    "a text in a long one": (f"{' '.join(f'word{i}' for i in range(900))}\n\n{TEXT}", "contains", ("blue",)),
    "a part of a text": ("\n\n".join(TEXT.split("\n\n")[2:4]), "is like", ()),
    "nothing": ("", "not known", ()),
    "white space": (" \n\n\t", "not known", ()),
    "another language": ("\u672c\u6a21\u578b\u7684\u4f7f\u7528\u8005\u4e0d\u5f97", "not known", ()),
    "bytes": (bytes(range(256)) * 40, "not known", ()),
    "mixed encodings": (b"\xff\xfe" + TEXT.encode() + b"\xe9\x80", "not known", ()),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_what_tools_do_to_a_text_does_not_change_it(text: str | bytes) -> None:
    assert verdict(text) == ("is", ("blue",))


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_what_a_page_is_made_of_does_not_change_it(text: str) -> None:
    assert verdict(text) == ("is", ("blue",))


@pytest.mark.parametrize("text", EDITED.values(), ids=EDITED)
def test_an_edited_text_loses_its_name(text: str) -> None:
    assert verdict(text) == ("is, with changes", ("blue",))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://www.example.org/law", True),
        ("https://l.workplace.com/l.php?u=https%3A%2F%2Fexample.org%2Flaw", True),
        ("https://example.com/?u=https://example.org/law", False),
        ("./law", False),
    ],
)
def test_a_link_leads_where_it_shows(target: str, expected: bool) -> None:
    prints = Prints(pack([known("linked", TEXT.replace("the law", "http://example.org/law"))]))  # type: ignore[list-item]
    for form in ("[http://example.org/law]({})", '<a class="x" href="{}">http://example.org/law</a>'):
        text = TEXT.replace("the law", form.format(target))
        assert (identify(text.encode(), prints).verdict is Verdict.IS) is expected


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_what_a_reader_does_not_see_is_not_as_if_it_were_there(text: str) -> None:
    assert verdict(text)[0] != "is"


GOLD = (
    "Gold License\n\nPay $5,000 for each million, or 40% of them.\n\n\u2713 To dig is fine.\n\n\u2717 To sell is not.\n\n"
    "That is all that the owner asks."
)
GOLDEN = Prints(pack([known("gold", GOLD)]), row(("gold", "license"), signs(words(GOLD.encode()).marked)))  # type: ignore[list-item, union-attr]
SAME_SIGNS = {
    "as it is": GOLD,
    "wrapped": GOLD.replace(" ", "\n"),
    "a page": PAGE.format(f"<p>{GOLD}</p>"),
    "escapes": GOLD.replace(".", r"\.").replace("$", r"\$").replace("%", r"\%"),
    "other ticks": GOLD.replace("\u2713", "\u2705").replace("\u2717", "\u274c"),
    "wide signs": GOLD.replace("$", "\uff04").replace("%", "\uff05"),
}
OTHER_SIGNS = {
    "another currency": GOLD.replace("$", "\u00a5"),
    "a rare currency": GOLD.replace("$", "\u20bf"),
    "no currency": GOLD.replace("$", ""),
    "a point in place of a comma": GOLD.replace("5,000", "5.000"),
    "no separator": GOLD.replace("5,000", "5 000"),
    "a point before a number": GOLD.replace("40%", ".40%"),
    "a minus": GOLD.replace("40%", "-40%"),
    "a long minus": GOLD.replace("40%", "\u221240%"),
    "no percent": GOLD.replace("40%", "40"),
    "above": GOLD.replace("40%", "\u226540%"),
    "below": GOLD.replace("or 40%", "or < 40%"),
    "ticks and crosses exchanged": GOLD.replace("\u2713", "?").replace("\u2717", "\u2713").replace("?", "\u2717"),
}


@pytest.mark.parametrize("text", SAME_SIGNS.values(), ids=SAME_SIGNS)
def test_the_same_signs_in_another_form(text: str) -> None:
    assert identify(text.encode(), GOLDEN).verdict is Verdict.IS


@pytest.mark.parametrize("text", OTHER_SIGNS.values(), ids=OTHER_SIGNS)
def test_other_signs_are_changes(text: str) -> None:
    found = identify(text.encode(), GOLDEN)
    assert (found.verdict, found.why) == (Verdict.CHANGED, "the same words with other signs")


def test_the_signs_of_a_text_that_was_not_here_say_nothing() -> None:
    text = known("gold", GOLD)
    for held, expected in ((row(("gold", "license"), None), Verdict.IS), (b"", Verdict.CHANGED)):
        assert identify(GOLD.replace("$", "").encode(), Prints(pack([text]), held)).verdict is expected  # type: ignore[list-item]


def test_the_term_is_named_of_which_the_signs_are_others() -> None:
    text = GOLD.replace("$5", "\u00a55").encode()
    pay = Term("pay", Kind.DUTY, ("pay",), (Citation("license", "", 1),), ("Pay $5,000 for each",))
    dig = Term("dig", Kind.DUTY, ("dig",), (Citation("license", "", 2),), ("To dig is fine",))
    found, read = identify(text, GOLDEN), words(text)
    assert read
    license = License("gold", "Gold License", "Gold", (), (pay, dig))
    assert [(one.term.id, one.was, one.now) for one in touched(read, decode(text) or "", found.parts[0], license)] == [("pay", "", "")]


@pytest.mark.parametrize(("text", "expected", "ids"), OTHERS.values(), ids=OTHERS)
def test_other_files(text: str | bytes, expected: str, ids: tuple[str, ...]) -> None:
    assert verdict(text) == (expected, ids)


@given(st.integers(0, len(TEXT.split()) - 1), st.sampled_from(["never", "41", "any", "Blue", "2025", "license", "the"]))
def test_one_word_more_or_another_is_never_the_text(place: int, word: str) -> None:
    """Anywhere behind the title, the copyright line and the first word of the terms, whatever the word."""
    listed = TEXT.replace("Copyright (c) 2025 Blue Labs\n\n", "").split(" ")
    place = 4 + place % (len(listed) - 5)
    for edited in ([*listed[:place], word, *listed[place:]], [*listed[:place], word, *listed[place + 1 :]]):
        if words(" ".join(edited).encode()).low != words(" ".join(listed).encode()).low:  # type: ignore[union-attr]
            assert verdict(" ".join(edited))[0] != "is"


@given(st.binary(max_size=3000))
def test_whatever_a_file_holds_there_is_an_answer(content: bytes) -> None:
    assert identify(content, PRINTS).verdict in Verdict


STATEMENTS = [
    ("Copyright (c) 2024 Example Labs, Inc.", True),
    ("Copyright <year> <copyright holders>", True),
    ("\u00a9 2019-2024 J. Doe and contributors. All rights reserved.", True),
    ("Copyright (C) 2007 Free Software Foundation, Inc. <https://fsf.org/>", True),
    ("Portions Copyright 1999 Some Body", True),
    ("Copyright (c) 2024 Example. No commercial use.", False),
    ("Copyright (c) 2024 Example, for research only", False),
    ("Copyright J\u00f6rn Zaefferer", True),
    ("Copyright Max van der Berg", True),
    ("Copyright infringement", False),
    ("Copyright Infringement", False),
    ("Copyright Infringement Claims", False),
    ("Copyright Notice Jane Doe", False),
    ("Copyright and Similar Rights", False),  # a word that is defined
    ("Copyright Weapons Makers Excluded", False),
    ("Copyright for Members", False),
    ("Copyright Blue Sky After Rain On Green Hills", False),
    ("c. Promoting violence", False),
    ("Copyright License", False),
    ("Copyright (c) 2024 free use", False),
    ("Copyright (c) 2024 Example Labs, Inc. All rights reserved.", True),
    ("Copyright (c) 2024 jane doe <jane@doe.example>", True),
    ("Copyright (c) 2019 - 2024 Example GmbH & Co. KG and its affiliates", True),
    ("COPYRIGHT (C) 2004 UNIVERSITY OF BLUE HILLS", True),
    ("Copyright (c) 2024 Example. Shops shut out.", False),
    ("Copyright (c) 2024 Example. Shops Elsewhere.", False),
    ("Copyright (c) 2024 Example Inc. Shops barred, Schools welcome", False),
    ("Copyright (c) 2024 Example, shops outside", False),
    ("Copyright (c) 2024 Example - Shops Elsewhere", False),
    ("Copyright (c) 2024 Blue Lab: Model Group of Hill University", True),
    ("Copyright (c) 2024 Example: Shops Elsewhere", False),
    ("Copyright (c) 2024 Example: University Use Excluded", False),
    ("Copyright (c) 2024 Example, Shops Excepted", False),
    ("COPYRIGHT (C) 2024 EXAMPLE. SHOPS ELSEWHERE. GUARDS HERE.", False),
    ("Copyright (c) 2024 One Two Three Four Five Six Seven Eight Nine", False),
    ("Copyright (c) 2024 \u6f14\u793a\u516c\u53f8\uff0c\u7981\u6b62\u5546\u7528", False),
]


@pytest.mark.parametrize(("line", "expected"), STATEMENTS, ids=[line for line, _ in STATEMENTS])
def test_statements_of_copyright(line: str, expected: bool) -> None:
    text = words(line.encode())
    assert text
    assert is_statement(text.marked) is expected


SLOT = "Green License\n\nTake it.\n\nIN NO EVENT SHALL {} BE LIABLE FOR WHAT YOU DO WITH THE GREEN THING OR WHAT IT DOES TO YOU."
GREEN = Prints(pack([known("green", SLOT.format("THE AUTHORS OR COPYRIGHT HOLDERS"))]))  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("THE AUTHORS OR COPYRIGHT HOLDERS", True),
        ("BLUE LABS INC", True),
        ("THE REGENTS OR CONTRIBUTORS", True),
        ("THE RECIPIENT", False),
        ("RECIPIENTS", False),
        ("THE LICENSEE OR USER", False),
        ("THE PAINTER", False),
        ("THE AUTHORS OR CUSTOMERS", False),
    ],
)
def test_the_place_of_those_who_give_takes_nobody_else(named: str, expected: bool) -> None:
    assert (identify(SLOT.format(named).encode(), GREEN).verdict is Verdict.IS) is expected


@pytest.mark.parametrize(("one", "other"), [("llama-3.1-community", "minicpm-model-license"), ("databricks-open-model", "llama-3.2-aup")])
def test_two_whole_texts_are_both_named(shelf: Shelf, one: str, other: str) -> None:
    if not all((TEXTS / f"{name}.txt").is_file() for name in (one, other)):
        pytest.skip("the texts are not here")
    first, second = ((TEXTS / f"{name}.txt").read_bytes() for name in (one, other))
    for content in (first + b"\n\n" + second, second + b"\n\n" + first):
        found = identify(content, shelf.prints)
        assert (found.verdict, len(found.parts)) == (Verdict.CONTAINS, 2)
    assert identify(first + b"\n\nNo use by firms.\n\n", shelf.prints).verdict is Verdict.CHANGED


def test_two_texts_are_both_named_where_the_numbers_of_one_go_on_with_no_list_of_the_other() -> None:
    late = (
        "Late License\n\n7. The seventh rule is that the lid is shut.\n\n8. The eighth rule is that the pot is clean and the fire is out."
    )
    prints = Prints(pack([known("blue", TEXT), known("late", late)]))  # type: ignore[list-item]
    found = identify(f"{TEXT}\n\n{late}".encode(), prints)
    assert (found.verdict, found.ids) == (Verdict.CONTAINS, ("blue", "late"))


@pytest.mark.parametrize(("sign", "same"), [(":", True), ("", False), (",", False)])
def test_a_list_begins_behind_a_colon_whatever_the_word_before_it(sign: str, same: bool) -> None:
    """`conditions` and a number on the next line may be a sentence that goes on; with a colon it is done."""
    lists = [
        f"Keep it on these conditions{sign}\n\n{one} the lid is shut; and\n\n{two} it is dry." for one, two in (("(a)", "(b)"), ("*", "*"))
    ]
    one, two = (bare(text).words.low for text in map(words, map(str.encode, lists)) if text)
    assert (one == two) is same


def test_a_word_that_is_a_letter_begins_no_list_of_another_text() -> None:
    """`a copy` at the beginning of a line, before a text whose first item follows a word behind which a number is none of a list."""
    first = "Gray License\n\nTo anybody who gets\na copy of the gray thing: keep it, and the brush that came with it as a gift."
    second = (
        "Pink License\n\n1. Take it under these conditions:\n\n(a) the lid is shut when you go to bed;\n\n(b) the pot is clean;\n\n"
        "(c) the fire is out.\n\n2. That is all that the pink painter asks.\n\n3. The law of the hills applies to this."
    )
    prints = Prints(pack([known("gray", first), known("pink", second)]))  # type: ignore[list-item]
    for content in (f"{first}\n\n{second}", f"{second}\n\n{first}"):
        found = identify(content.encode(), prints)
        assert (found.verdict, sorted(found.ids), found.unexplained) == (Verdict.CONTAINS, ["gray", "pink"], 0)


def test_all_texts_of_a_file_are_named() -> None:
    """However many are like one of them, and whichever is found first; an edited one among them is not."""
    texts = {
        f"text-{i}": f"Text {i}\n\n"
        + "\n\n".join(f"{j}. Rule {i} of the {i * j} things is that you keep the lid {j} shut." for j in range(1, 9))
        for i in range(1, 6)
    }
    prints = Prints(pack([known("blue", TEXT), *(known(*one) for one in texts.items())]))  # type: ignore[list-item]
    for order in (range(1, 6), range(5, 0, -1)):
        every = [texts[f"text-{i}"] for i in order]
        found = identify("\n\n".join([TEXT, *every]).encode(), prints)
        assert (found.verdict, set(found.ids), found.unexplained) == (Verdict.CONTAINS, {"blue", *texts}, 0)
        edited = identify("\n\n".join([TEXT.replace("700", "500"), *every]).encode(), prints)
        assert edited.verdict is not Verdict.IS
        assert edited.unexplained or edited.verdict is not Verdict.CONTAINS


CALLED = [
    ("MIT No Attribution", "mit-0", True),
    ("MIT No Attribution", "mit", False),
    ("BSD Zero Clause License", "0bsd", True),
    ("New BSD License", "bsd-3-clause", True),
    ("Simplified BSD License", "bsd-2-clause", True),
    ("Expat License", "mit", True),
    ("Software License Agreement (BSD License)", "bsd-3-clause", True),
    ("Creative Commons BY 4.0", "cc-by-4.0", True),
    ("Creative Commons BY-NC 4.0", "cc-by-4.0", False),
    ("Creative Commons MIT License", "mit", False),
    ("Modified MIT License", "mit", False),
    ("MIT License for Members", "mit", False),
]


@pytest.mark.parametrize(("title", "name", "expected"), CALLED, ids=[f"{title} {name}" for title, name, _ in CALLED])
def test_titles_that_common_texts_go_by(title: str, name: str, expected: bool) -> None:
    text = words(title.encode())
    assert text
    assert explainer(text, [name], [])(0, len(text.low)) is expected


TOUCHED = [
    ("700", "500", "cap", "700", "500"),
    ("million monthly", "billion monthly", "cap", "million", "billion"),
    ("than 700", "than about the 700", "cap", "", "about the"),
    ("may not use", "may use", "ban", "not", ""),
    ("of non-lethal or lethal weapons", "of lethal weapons", "ban", "", ""),
    ("with notice in", "in", "end", "with notice", ""),
]


@pytest.mark.parametrize(("old", "new", "term", "was", "now"), TOUCHED)
def test_the_terms_that_an_edit_touches(old: str, new: str, term: str, was: str, now: str) -> None:
    content = TEXT.replace(old, new).encode()
    found, text, source = identify(content, PRINTS), words(content), decode(content)
    assert text
    assert source
    assert [(one.term.id, one.was, one.now) for one in touched(text, source, found.parts[0], BLUE)] == [(term, was, now)]


def test_the_words_of_the_places_are_those_that_were_added() -> None:
    """A statement of copyright among them is none."""
    content = "What came first\n\nCopyright (c) 2020 Some Body\n\nhere is another thing\n\n" + BODY
    found, text = identify(content.encode(), PRINTS), words(content.encode())
    assert text
    (part,) = found.parts
    assert (found.unexplained, part.added, sum(one.words for one in changes(text, content, part))) == (7, 7, 7)


@pytest.mark.parametrize(
    ("put_in", "now"),
    [
        ("but not version 2.5 of the\n   model's RAIL-M", "but not version 2.5 of the model's RAIL-M"),
        ("\u4f46 \u4e0d\u5f97 here", "\u4f46 \u4e0d\u5f97 here"),
        ("but <b>not</b> a-b here", "but not ab here"),
        ("but not&nbsp;here", "but not here"),
    ],
)
def test_what_stands_there_now_is_shown_as_the_file_has_it(put_in: str, now: str) -> None:
    """But for what no line holds as it is read."""
    content = TEXT.replace("any purpose you like", f"any purpose you like {put_in}")
    found, text = identify(content.encode(), PRINTS), words(content.encode())
    assert text
    assert [one.now for one in changes(text, content, found.parts[0])] == [now]


def test_words_that_are_gone_are_told_where_most_is_missing() -> None:
    """Not at the first edit of the file, which may be elsewhere."""
    content = TEXT.replace("as long as you like", "as long as you please").partition("4. End.")[0]
    found, text = identify(content.encode(), PRINTS), words(content.encode())
    assert text
    (one,) = (term for term in touched(text, content, found.parts[0], BLUE) if term.gone)
    assert (one.term.id, content.split("\n")[one.line - 1][:7]) == ("end", "3. Ban.")


def test_a_paragraph_that_was_put_in_touches_no_other() -> None:
    """What cites a section is touched by a clause more in it; what cites a paragraph is not, however the paragraphs count now."""
    grant = Term("grant", Kind.PERMISSION, ("use",), (Citation("license", "", 1),), ("You may use the model",))
    for put_in, expected in (("This copy came to us from the house next door.\n\n" + TEXT, []), (EDITED["a clause more"], ["ban"])):
        found, text = identify(put_in.encode(), PRINTS), words(put_in.encode())
        assert text
        license = BLUE._replace(terms=(grant, *BLUE.terms))
        assert [one.term.id for one in touched(text, put_in, found.parts[0], license)] == expected


def test_a_term_is_located_in_a_copy() -> None:
    copy = read_copy("copy", TEXT.replace("monthly active", "monthly\n   active").encode())
    assert copy
    (place,) = locate(CAP, copy).places
    assert (place.section, place.from_line, place.to_line, place.first) == ("2 \u00b61", 7, 8, 7)
    assert "[[more than 700 million monthly" in place.lines[0]
    assert "   active users]]" in place.lines[1]


def test_a_term_is_quoted_from_the_sections_that_it_cites() -> None:
    """Not from another in which the same words stand; from any, where none of those has them."""
    copy = read_copy("copy", f"{TEXT}\n5. More. Nor may you make lists of more than 700 million monthly active users.\n".encode())
    assert copy
    for section, expected in (("2", ["2 \u00b61"]), ("5", ["5 \u00b61"]), ("4", ["2 \u00b61", "5 \u00b61"])):
        found = locate(CAP._replace(at=(Citation("license", section),)), copy)
        assert [place.section for place in found.places] == expected


def test_a_copy_that_lacks_the_words_says_so() -> None:
    copy = read_copy("copy", TEXT.replace("700", "500").encode())
    assert copy
    assert (locate(CAP, copy).places, locate(CAP, copy).missing) == ((), CAP.phrase)


def test_a_word_is_marked_where_its_line_has_other_signs() -> None:
    copy = read_copy("copy", TEXT.replace("monthly", "month\u00adly").replace("more than", "more, than").encode())
    assert copy
    (place,) = locate(CAP, copy).places
    assert "[[more, than 700 million month\u00adly active users]]" in place.lines[0]


def seconds(work: Callable[[bytes], object], content: bytes) -> float:
    """The least of three tries."""
    tries = []
    for _ in range(3):
        started = time.process_time()
        work(content)
        tries.append(time.process_time() - started)
    return min(tries)


def located(content: bytes) -> None:
    copy = read_copy("copy", content)
    assert copy
    locate(CAP, copy)


GROWING = {
    "addresses": ("</p><a ", "href=", ""),
    "addresses of links that show one": ("</p><a href=", "a.", ">www.example.org</a>"),
    "links that show addresses": ("</p><a href=x>", "www.", "</a>"),
    "letters of a comment": ("<html><!--", "a", "--></html>"),
    "quotes of a comment": ("<html><!--", "'", "--></html>"),
    "quotes of a tag": ("</p><p a=", "'", ">"),
    "blanks of a tag": ("</p><p a=", "a ' ", ">"),
    "hidden elements": ("</p>", "<s>", ""),
    "comments that do not end": ("", "<!-->", "<html></html>"),
    "rules of a style": ("<html><style>", ".a,", "{display:none}</style></html>"),
    "ends of pages": ("a\n", "1\n \n", "\f"),
    "blanks at the ends of pages": ("a\n", " ", "\f"),
    "marks above a letter": ("a", "\u0315\u0300", ""),
    "a letter with marks": ("", "\u0300", "\u0315" * 9000),
    "a link within a link": ("[www.example.org", "](a)", ""),
}


@pytest.mark.parametrize(("before", "often", "behind"), GROWING.values(), ids=GROWING)
def test_the_time_grows_with_the_length(before: str, often: str, behind: str) -> None:
    """Four times as much takes less than ten times as long, where the square takes sixteen times."""
    few, many = (f"{before}{often * (size // len(often))}{behind}".encode() for size in (8_000, 32_000))
    assert seconds(words, many) < 10 * seconds(words, few) + 0.01
    assert (
        seconds(lambda content: normalize(content.decode()), many) < 10 * seconds(lambda content: normalize(content.decode()), few) + 0.01
    )


def test_a_phrase_behind_a_long_word_is_found_in_time_that_grows_with_it() -> None:
    few, many = (b"a" * size + b"\xc2\xadb 2. If you serve more than 700 million monthly active users\n" for size in (8_000, 32_000))
    assert seconds(located, many) < 10 * seconds(located, few) + 0.01


CONTROLLED = TEXT.replace("the law", "\x01" * 12 + "the law")


def test_a_text_with_control_characters_is_read_alike_everywhere(shelf: Shelf, tmp_path: Path) -> None:
    for content in (CONTROLLED, CONTROLLED.replace("like", "\u00e9")):
        assert (words(content.encode()), decode(content.encode())) == (None, None)
    (tmp_path / "LICENSE").write_text(CONTROLLED)
    (one,) = command(shelf, [tmp_path / "LICENSE"]).page.data["files"]
    assert (one["verdict"], one["why"]) == ("not known", "is no text")


def test_an_entity_of_thousands_of_digits_is_none() -> None:
    assert words(b"a &quot; &#" + b"9" * 5000 + b";") is not None
    assert words(b"<p>a &#" + b"9" * 5000 + b";</p>") is not None


BOUNDED = {
    "one long line": b"the model " * 190_000,
    "a phrase repeated": TEXT.encode() * 3000,
    "no spaces": b"a" * (MAX_BYTES - 1),
    "tags never closed": b"<p <a <div " * 150_000,
    "links never closed": b"[a](b" * 300_000,
    "comments never closed": b"<html><!-- <script" * 100_000,
    "digits": b"1 " + b"1" * 100_000 + b"\n1" * 900_000,
    "signs": b"1,000.000'000 $-5%~~a " * 80_000,
    "anchors never closed": b"<p><a href=" * 150_000,
    "an anchor never closed": b"</p><a " + b"href=" * 300_000,
    "a comment of one word": b"<html><!--" + b"a" * 1_900_000 + b"--></html>",
    "hyphens": b"a-\n" * 600_000,
    "ideographs": "\u7684\u6a21".encode() * 300_000,
    "too large": b"x " * MAX_BYTES,
}


@pytest.mark.parametrize("content", BOUNDED.values(), ids=BOUNDED)
def test_the_time_is_bounded(content: bytes) -> None:
    started = time.perf_counter()
    assert identify(content, PRINTS).verdict is not Verdict.IS
    assert time.perf_counter() - started < 20


def test_a_named_file_that_cannot_be_read_is_an_error_and_one_in_a_folder_is_not_known(shelf: Shelf, tmp_path: Path) -> None:
    large = tmp_path / "LICENSE"
    with large.open("wb") as stream:
        stream.truncate(100_000_000)
    with pytest.raises(SourceError, match="is larger than"):
        command(shelf, [large])
    with pytest.raises(SourceError, match="cannot be read"):
        command(shelf, [tmp_path / "missing"])
    outcome = command(shelf, [tmp_path])
    assert outcome.found
    assert "is larger than" in outcome.page.data["files"][0]["why"]


def test_a_folder_without_files_is_nothing_to_check(shelf: Shelf, tmp_path: Path) -> None:
    assert command(shelf, [tmp_path]).empty


def test_a_folder_of_5000_files(shelf: Shelf, tmp_path: Path) -> None:
    for i in range(5000):
        (tmp_path / f"{i}.txt").write_text(f"note {i}")
    started = time.perf_counter()
    assert len(command(shelf, [tmp_path]).page.data["files"]) == 5000
    assert time.perf_counter() - started < 30


def test_a_term_that_there_is_not(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text(TEXT)
    with pytest.raises(UsageError, match="name the license as well"):
        locate_command(shelf, "users-cap", tmp_path / "LICENSE")
    with pytest.raises(UsageError, match="is none of"):
        locate_command(shelf, "mit/users-cap", tmp_path / "LICENSE")


@pytest.mark.parametrize(
    ("text", "term", "told", "code"),
    [
        ("llama-3.2-community", "obey-policy", 'does not have the words "will not use, or allow others to use", which stand in policy', 0),
        ("llama-3.2-community", "military", "which stand in policy section 2.a", 1),  # a word that one term says
        ("llama-3.2-aup", "military", "[[Military, warfare, nuclear", 0),
        ("llama-3.2-aup", "users-cap", "which stand in license section 2", 1),
        ("llama-3.2-community", "users-cap", "[[greater than 700 million monthly active users]]", 0),
    ],
)
def test_a_license_lacks_no_words_of_its_policy(shelf: Shelf, text: str, term: str, told: str, code: int) -> None:
    path = TEXTS / f"{text}.txt"
    if not path.is_file():
        pytest.skip("the text is not here")
    outcome = locate_command(shelf, f"llama-3.2-community/{term}", path)
    assert any(told in line for line in outcome.page.lines), outcome.page.lines
    assert outcome.found == bool(code)


def test_an_edited_license_lacks_words(shelf: Shelf, tmp_path: Path) -> None:
    path = TEXTS / "llama-3.2-community.txt"
    if not path.is_file():
        pytest.skip("the text is not here")
    (tmp_path / "LICENSE").write_text(path.read_text(encoding="utf-8").replace("700 million", "600 million"), encoding="utf-8")
    outcome = locate_command(shelf, "llama-3.2-community/users-cap", tmp_path / "LICENSE")
    assert outcome.found
    assert any('lacks the words "greater than 700 million' in line for line in outcome.page.lines)


def test_a_word_that_several_terms_say(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text(TEXT)
    with pytest.raises(UsageError, match=r"says 'use' in grant, .* name one of them"):
        locate_command(shelf, "llama3.2/use", tmp_path / "LICENSE")


def test_the_file_of_fingerprints_is_read_as_it_was_written(shelf: Shelf) -> None:
    again = Prints(pack(shelf.prints.get(number) for number in range(len(shelf.prints))))
    assert [again.get(number) for number in range(len(again))] == [shelf.prints.get(number) for number in range(len(shelf.prints))]
    with pytest.raises(ValueError, match="is no file of fingerprints"):
        Prints(b"PK" + MAGIC)


def made(*texts: str) -> list[Known]:
    return [make([(f"text-{i}", "")], text.encode().split()) for i, text in enumerate(texts)]


LONG_PIECE = " ".join(f"word{i}" for i in range(300))
STORED = {
    "nothing": [],
    "one piece": made("one"),
    "an odd number of pieces": made("a b the c d the e f"),
    "the same pieces once more": made("a b the c d the e f the g", "x the c d the e f the y"),
    "one of the same pieces between others": made("a b the c d the e f the g", "x the c d the y the z"),
    "a piece of many words": made(f"{LONG_PIECE} the {LONG_PIECE}", "a " * 255 + "the b", "a " * 254 + "the b"),
    "titles and other forms": [
        make([("a", "license"), ("b", "policy")], [b"one", b"two"], [[b"title"], [b"other", b"title"]], [[b"a", b"one", b"two"]]),
        make([("c", "")], [b"three"], raw=[[b"3"] * 9]),
    ],
    "a text that is longer than it is written": [make([("a", "")], [b"one", b"holder", b"two"], raw=[[b"one", b"two"]])],
}


@pytest.mark.parametrize("known", STORED.values(), ids=STORED)
def test_fingerprints_are_read_as_they_were_written(known: list[Known]) -> None:
    prints = Prints(pack(known))
    assert [prints.get(number) for number in range(len(prints))] == sorted(known, key=lambda one: (one.names, one.digest))
    telling = {piece.key for one in known for piece in one.pieces if piece.length > TELLING}
    shared = [{piece.key: piece.length for piece in prints.get(number).pieces if piece.key in telling} for number in range(len(prints))]
    wanted = [sum(lengths.values()) for lengths in shared]
    assert [prints.shared(telling) for _ in range(SCANS + 2)] == [wanted] * (SCANS + 2)  # looked for, and in the index


def test_a_damaged_file_of_fingerprints_is_told() -> None:
    content = pack(made("a b the c d the e f"))
    for size in range(len(MAGIC), len(content)):
        with pytest.raises(ValueError, match="is damaged"):
            Prints(content[:size]).get(0)


def test_a_piece_that_is_too_long_is_no_piece() -> None:
    with pytest.raises(ValueError, match="is too long"):
        pack(made("a " * MOST_WORDS + "b"))


def test_hashes_without_the_first_words() -> None:
    text = [b"%d" % i for i in range(20)]
    assert digests(text, 15) == [digest(text[i:]) for i in range(16)]
    assert digests(text[:2], 15) == [digest(text[:2]), digest(text[1:2])]
    assert digests([], 15) == [digest([])]
    assert digest([b"a", b"b"]) != digest([b"b", b"a"])


def test_the_first_piece_is_looked_for_where_it_must_stand_before_it_is_anywhere_else() -> None:
    """Other words with its hash may stand before it."""
    first, *rest = text = b"one two three four five".split()
    wanted = keys([b" ".join(text)])
    other = next(word for word in (b"x%d" % i for i in range(10**6)) if word != first and keys([b" ".join([word, *rest])]) == wanted)
    gaps = align([other, *rest, b"more", *text], {}, make([("a", "")], text)).gaps
    assert [(gap.start, gap.end, gap.exact) for gap in gaps if gap.start < gap.end] == [(0, 6, True)]


def test_a_file_in_which_hardly_anything_of_a_text_stands_is_not_like_it() -> None:
    """A piece that is there by chance makes no file like a text, be they of the same length."""
    other, known = " ".join(f"else{i}" for i in range(100)), Prints(pack(made(f"keep your thing the {'x ' * 99}end")))
    assert identify(f"keep your thing the {other}".encode(), known).verdict is Verdict.UNKNOWN
    assert identify(f"keep your thing the {'x ' * 5}{other}".encode(), known).verdict is Verdict.UNKNOWN
    some = OTHER.lower().split()
    long = [some[(3 * i + i * i // 7) % len(some)] for i in range(200)]
    few = " ".join(long[:30]) + " " + " ".join(f"else{i}" for i in range(170))
    assert identify(few.encode(), Prints(pack(made(" ".join(long))))).verdict is Verdict.UNKNOWN
    more = Prints(pack(made(f"keep your thing and hold your thing the {'x ' * 99}end")))
    assert identify(f"keep your thing and hold your thing the {other}".encode(), more).verdict is Verdict.LIKE


def test_an_edited_text_is_that_of_its_own_license_not_of_one_that_incorporates_it() -> None:
    text = words(TEXT.partition("\n\n")[2].encode())
    assert text
    both = make([("a-model", "blue"), ("blue", "license")], bare(text).words.low, [], [text.low])
    prints = Prints(pack([both, make([("a-model", "license"), ("blue", "policy")], b"another text of a few words".split())]))
    for content in (BODY, BODY.replace("700", "500")):
        assert identify(content.encode(), prints).named == ("blue",)


# --- real texts, where they are here


def held(library: Library, shelf: Shelf, id: str, document: str = "license") -> str:
    content = library.lookup(shelf.catalogue.get(id), document)
    if content is None:
        pytest.skip(f"the text of {id} is not here")
    return content


def test_an_edited_community_license_is_not_a_sibling_and_names_the_term(shelf: Shelf, library: Library, tmp_path: Path) -> None:
    """The edited text is nearer to the original than the genuine next version is, and is all the same neither."""
    edited = held(library, shelf, "llama-3.1-community").replace("700 million", "600 million")
    path = tmp_path / "LICENSE"
    path.write_text(edited, encoding="utf-8")
    outcome = command(shelf, [path])
    (file,) = outcome.page.data["files"]
    assert (file["verdict"], file["licenses"], outcome.found) == ("is, with changes", ["llama-3.1-community"], True)
    assert [(one["term"], one["was"], one["now"], one["at"][0]) for one in file["terms"]] == [("users-cap", "700", "600", "license 2")]
    assert (file["added"], file["removed"]) == (1, 1)
    genuine = identify(held(library, shelf, "llama-3.2-community").encode(), shelf.prints)
    assert (genuine.verdict, genuine.named) == (Verdict.IS, ("llama-3.2-community",))


def test_a_known_text_with_a_clause_more_is_not_that_text(shelf: Shelf, library: Library) -> None:
    plain = held(library, shelf, "mit")
    assert identify(plain.encode(), shelf.prints).named == ("mit",)
    modified = identify(f"{plain}\n\nShow our name on the first screen where you serve more than 5 million people.".encode(), shelf.prints)
    assert (modified.verdict, "mit" in modified.ids) == (Verdict.CHANGED, True)
    kimi = identify(held(library, shelf, "kimi-k2-modified-mit").encode(), shelf.prints)
    assert (kimi.verdict, kimi.named) == (Verdict.IS, ("kimi-k2-modified-mit",))


def test_the_notice_of_apache_filled_in_behind_its_terms_is_no_change(shelf: Shelf, library: Library) -> None:
    """Many copies have it in place of the appendix that says how to apply the license."""
    text = held(library, shelf, "apache-2.0")
    terms, _, appendix = text.partition("END OF TERMS AND CONDITIONS")
    notice = appendix[appendix.rindex("Licensed under the") :]
    copy = f"{terms}END OF TERMS AND CONDITIONS\n\n   Copyright 2020- Blue Labs LLC\n\n   {notice}"
    assert "apache-2.0" in identify(copy.encode(), shelf.prints).ids
    assert identify(copy.encode(), shelf.prints).verdict is Verdict.IS
    assert (
        identify(copy.replace("you may not use this file", "firms may not use this file").encode(), shelf.prints).verdict is Verdict.CHANGED
    )


def test_a_clause_more_is_not_the_clause_of_a_longer_text_edited(shelf: Shelf, library: Library) -> None:
    """What stands behind BSD's three clauses need not be the clause on nuclear facilities that another text has there."""
    text = held(library, shelf, "bsd-3-clause")
    clause = "In the event that you want to sell the paint in this tin, or a mixture of it, ask the painters of the house next door first."
    found = identify(f"{text}\n\n{clause} They will be glad of all to tell you.\n".encode(), shelf.prints)
    assert (found.verdict, found.ids) == (Verdict.CHANGED, ("bsd-3-clause",))


def test_license_and_policy_in_one_file_are_the_license(shelf: Shelf, library: Library) -> None:
    both = "\n\n".join(held(library, shelf, "llama-3.1-community", document) for document in ("license", "policy"))
    found = identify(both.encode(), shelf.prints)
    assert (found.verdict, found.named) == (Verdict.IS, ("llama-3.1-community",))


def test_clauses_are_quoted_from_the_users_copy(shelf: Shelf, library: Library, tmp_path: Path) -> None:
    path = tmp_path / "LICENSE"
    path.write_text(held(library, shelf, "llama-3.1-community"), encoding="utf-8")
    pages = [
        check_command(shelf, ["llama3.1"], [], "unknown", path).page,
        show_command(shelf, "llama3.1", path).page,
        can_i_command(shelf, ["llama3.1"], ["run"], {"users-at-release": "800M"}, None, False, path).page,
    ]
    for page in pages:
        (cap,) = [one for one in page.data["copy"]["terms"] if one["term"] == "users-cap"]
        assert page.data["copy"]["note"] is None
        assert not cap["missing"]
        assert any("[[greater than 700 million monthly active users]]" in line for place in cap["places"] for line in place["clause"])


def test_a_copy_of_another_license_is_named(shelf: Shelf, library: Library, tmp_path: Path) -> None:
    path = tmp_path / "LICENSE"
    path.write_text(held(library, shelf, "llama-3.2-community"), encoding="utf-8")
    note = check_command(shelf, ["llama3.1"], [], "unknown", path).page.data["copy"]["note"]
    assert note == "this file is llama-3.2-community, not the text of llama-3.1-community"


def test_the_fingerprints_are_those_of_the_texts() -> None:
    """To the byte. Where this fails, run tools/fingerprints.py."""
    found = runpy.run_path(str(ROOT / "tools" / "fingerprints.py"))
    known, missing = found["known"]([TEXTS])
    if missing:
        pytest.skip(f"{len(missing)} texts are not here")
    assert pack(known) == found["FILE"].read_bytes()
    assert found["signed"]([TEXTS]) == found["SIGNS"].read_bytes()
    assert pack(reversed(known)) == pack(known)


def test_every_text_of_a_definition_that_is_here_is_identified(shelf: Shelf, library: Library) -> None:
    missed, count = [], 0
    for license in map(shelf.catalogue.get, shelf.catalogue.ids):
        for document in license.texts:
            content = library.lookup(license, document.name) if document.held else None
            if content is not None:
                count += 1
                found = identify(content.encode(), shelf.prints)
                if found.verdict is not Verdict.IS or license.id not in found.ids:
                    missed.append((license.id, document.name, found.verdict.value, found.ids))
    if not count:
        pytest.skip("no license text is here")
    assert missed == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("llama-2-community", "license"), ("mit", "license")),  # both are documents of CogVLM, which has a text of its own
        (("llama-3.1-community", "license"), ("apache-2.0", "license")),  # the first has a policy, which is not here
        (("llama-3-community", "policy"), ("mit", "license")),
    ],
)
def test_two_texts_are_those_of_their_own_licenses(
    shelf: Shelf, library: Library, tmp_path: Path, first: tuple[str, str], second: tuple[str, str]
) -> None:
    texts = [held(library, shelf, *one) for one in (first, second)]
    (tmp_path / "LICENSE").write_text("\n\n".join(texts), encoding="utf-8")
    (one,) = command(shelf, [tmp_path / "LICENSE"]).page.data["files"]
    assert one["verdict"] == "contains"
    assert {first[0], second[0]} <= set(one["licenses"])
    assert "cogvlm-license" not in one["licenses"]
