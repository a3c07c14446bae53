"""Broken definitions and rule sets: everything wrong with a file is said at once, each with its place and what was expected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import formats, source
from checker.build import build_license, build_ruleset
from checker.catalogue import Catalogue, inherit
from checker.compare import compare
from checker.consistency import check_license
from checker.engine import check
from checker.pages import check as check_page
from checker.pages import compare as compare_page
from checker.pages import show as show_page
from checker.rulebook import Rulebook
from checker.rules import check_ruleset
from checker.shelf import PACKAGE
from checker.source import SourceError
from checker.stock import Stock
from tests.conftest import SHELF

A, B = "a" * 64, "b" * 64
DEFINITION = f"""\
id: mine
name: Mine
publisher: Me
documents:
  license: {{title: Mine, text: held, version: fixed, sha256: {A}}}
  policy: {{title: Rules, text: not-held, version: latest, incorporated_by: license 3}}
permissions:
  - {{id: grant, actions: [use, reproduce, modify, distribute], at: license 1, phrase: "use and copy"}}
prohibitions:
  - id: cap
    actions: any
    when: {{monthly-active-users: {{above: 1000}}}}
    counted: {{as-of: now, of: licensee}}
    at: license 2
    phrase: "more than 1000 users"
  - {{id: fields, actions: [use], when: {{field: [military, nuclear]}}, at: license 2, phrase: "no war"}}
duties:
  - {{id: badge, duty: display-brand, text: Mine, where: [website], upon: [distribute], at: license 3, phrase: "show Mine"}}
powers:
  - {{id: breach, power: terminate-on-breach, automatic: true, at: license 4, phrase: "ends"}}
silent: [sublicense, transfer, improve-model, train-on-output, distill, benchmark, reverse-engineer, use-patents, use-trademark]
"""
RULES = """\
id: policy
title: Our policy
criteria:
  - id: P-1
    name: caps users
    title: No cap on users
    severity: error
    fails_when:
      prohibits: {when: [monthly-active-users]}
      basis: {kind: reading}
    why: We may grow.
    help: Choose another model.
  - id: P-2
    name: bars fields
    title: No banned fields
    severity: warning
    fails_when:
      any:
        - {prohibits: {when: {field: [military]}, ground: security}, basis: {kind: reading}}
        - {requires: {duty: [display-brand], where: [website]}, basis: {kind: reading}}
        - {not: {permits: {action: modify}}, basis: {kind: reading}}
        - {criterion: osd/OSD-5}
    why: We do not want to look.
    help: Ask legal.
"""
OPERATORS = "exactly one operator was expected (all, any, not, criterion, permits, prohibits, requires, empowers), not"
RECORDED = (
    "is recorded nowhere: put it under permissions or prohibitions, "
    "or into `silent` (read, and the text says nothing) or `undecided` (read, and it cannot be decided)"
)
CITE = "a citation was expected (such as 'license 1.b.iv' or 'policy ¶36'), not"
PLACE = "a place was expected (ISO 3166 such as DE or US-CA, or EU, EEA), not"
BASIS = "the basis is missing: what does this way of failing rest on (ruling, text or reading)?"
SHOWS = "; `modelterms list rules` shows those of the program"
ME = "publisher: Me\n"
FIELDS = "{field: [military, nuclear]}"
USERS = "monthly-active-users: {above: 1000}"

# name: what is replaced, by what, and the messages that must come of it, with line and column.
BROKEN: dict[str, tuple[str, str, list[str]]] = {
    "unknown key": (
        "publisher:",
        "publsher:",
        ["1:1: the key 'publisher' is missing: who publishes it", "3:1: 'publsher' is no key here (did you mean 'publisher'?)"],
    ),
    "unknown key of a term": ("upon:", "uppon:", ["18:68: 'uppon' is no key here (did you mean 'upon'?)"]),
    "unknown key with much below it": (ME, "publisher: Me\nzzz:\n  - a\n", ["4:1: 'zzz' is no key here"]),
    "very long key": (ME, f"publisher: Me\n{'z' * 900}: a\n", [f"4:1: '{'z' * 60}...' is no key here"]),
    "unknown action": ("[use, repro", "[use, repo", ["8:32: a word of `actions` was expected, not 'repoduce' (did you mean 'reproduce'?)"]),
    "unknown duty": ("-brand", "-brnd", ["18:23: a word of `duties` was expected, not 'display-brnd' (did you mean 'display-brand'?)"]),
    "unknown power": (
        "on-breach",
        "on-breech",
        ["20:25: a word of `powers` was expected, not 'terminate-on-breech' (did you mean 'terminate-on-breach'?)"],
    ),
    "unknown field": ("[mili", "[milli", ["16:49: a word for `field` was expected, not 'millitary' (did you mean 'military'?)"]),
    "unknown constraint": ("{field:", "{fields:", ["16:41: 'fields' is no constraint (did you mean 'field'?)"]),
    "unknown purpose": (
        FIELDS,
        "{purpose: [comercial]}",
        ["16:51: a word for `purpose` was expected, not 'comercial' (did you mean 'commercial'?)"],
    ),
    "unknown place": (FIELDS, "{established-in: [EU, Germany]}", [f"16:62: {PLACE} 'Germany'"]),
    "place in small letters": (FIELDS, "{used-in: eu}", [f"16:50: {PLACE} 'eu'"]),
    "code of no country": (FIELDS, "{established-in: [XX]}", [f"16:58: {PLACE} 'XX'"]),
    "NO is a place, and 12 is none": (FIELDS, "{used-in: [NO, 12]}", [f"16:55: {PLACE} the number 12"]),
    "unknown place of display": ("[website]", "[web]", ["18:58: a word of `where` was expected, not 'web' (did you mean 'website'?)"]),
    "unknown territory": (
        ME,
        ME + "grant: {territory: Europe}\n",
        ["4:20: worldwide, silent, {only: [places]} or {except: [places]} was expected, not 'Europe'"],
    ),
    "general as a field": (
        "[military, nuclear]",
        "[general]",
        ["16:49: a word for `field` was expected, not 'general' (which stands in the profile of a user alone)"],
    ),
    "term without at": (", at: license 4", "", ["20:5: the key 'at' is missing: where it stands: `<document> <section>[ ¶n]`"]),
    "term without phrase": (', phrase: "ends"', "", ["20:5: the key 'phrase' is missing: its words there, verbatim"]),
    "term without id": ("id: breach, ", "", ["20:5: the key 'id' is missing: name of the term, unique in the definition"]),
    "phrase of 13 words": ('"ends"', f'"{"a " * 13}"', ["20:86: the phrase has 13 words, at most 12 are quoted"]),
    "one long phrase among others": ('"ends"', f'[b, "{"a " * 20}"]', ["20:90: the phrase has 20 words, at most 12 are quoted"]),
    "citation of an undeclared document": (
        "license 4",
        "licence 4",
        ["20:67: 'licence' is no document of this definition (did you mean 'license'?)"],
    ),
    "citation of a document not held": (
        "license 4",
        "policy 1",
        ["20:67: the document 'policy' is not held, so nothing can be cited from it"],
    ),
    "citation in defines": (
        ME,
        ME + "defines: {commercial: {at: licence 1}}\n",
        ["4:28: 'licence' is no document of this definition (did you mean 'license'?)"],
    ),
    "citation in boilerplate": (ME, ME + "boilerplate: [license 9, rules 1]\n", ["4:26: 'rules' is no document of this definition"]),
    "malformed citation": ("license 4", "section 4 of the license", [f"20:67: {CITE} 'section 4 of the license'"]),
    "citation without a section": ("license 4", "license", [f"20:67: {CITE} 'license'"]),
    "citation that is a number": ("license 4", "[license 4, 5]", [f"20:79: {CITE} the number 5"]),
    "paragraph no text has": ("license 4", f"license ¶{'9' * 5000}", [f"20:67: {CITE} 'license ¶{'9' * 51}...'"]),
    "action recorded nowhere": ("sublicense, ", "", [f"21:9: the action 'sublicense' {RECORDED}"]),
    "actions recorded nowhere, without silent": (
        DEFINITION[DEFINITION.index("silent:") :],
        "undecided: [sublicense, improve-model, train-on-output, distill, benchmark, reverse-engineer, use-patents]\n",
        [f"1:1: the actions 'transfer', 'use-trademark' {RECORDED.replace('is', 'are', 1).replace('put it', 'put each')}"],
    ),
    "action granted and silent": (
        "silent: [",
        "silent: [modify, ",
        ["21:10: the action 'modify' cannot be in `silent`: a term grants or bars it"],
    ),
    "action barred and undecided": (
        "silent: [",
        "undecided: [use]\nsilent: [",
        ["21:13: the action 'use' cannot be in `undecided`: a term grants or bars it"],
    ),
    "action barred and silent": (
        "actions: [use], ",
        "actions: [use, distill], ",
        ["21:64: the action 'distill' cannot be in `silent`: a term grants or bars it"],
    ),
    "citations of no place": ("license 4", "[]", ["20:67: an empty list says nothing"]),
    "action silent and undecided": (
        "silent: [",
        "undecided: [transfer]\nsilent: [",
        ["21:12: the action 'transfer' is in `silent` and in `undecided`"],
    ),
    "duplicate term id": ("id: breach", "id: cap", ["20:10: the term id 'cap' is taken by a term above"]),
    "threshold without counted": (
        "    counted: {as-of: now, of: licensee}\n",
        "",
        ["10:5: a threshold needs `counted`: whose number, when, over which time"],
    ),
    "money without currency": (
        USERS,
        "annual-revenue: {above: 1000}",
        ["12:28: a sum of money needs its currency (ISO 4217, such as currency: USD)"],
    ),
    "money in no currency": (
        USERS,
        "annual-revenue: {above: 1000, currency: dollars}",
        ["12:28: a sum of money needs its currency (ISO 4217, such as currency: USD)"],
    ),
    "number with a currency": (
        "{above: 1000}",
        "{above: 1000, currency: USD}",
        ["12:48: one of above, at-least, below, at-most was expected, not 'currency'"],
    ),
    "two relations in one limit": (
        "{above: 1000}",
        "{above: 1000, below: 5000}",
        ["12:34: exactly one of above, at-least, below, at-most was expected, not above and below"],
    ),
    "limit without a relation": (
        "{above: 1000}",
        "{}",
        ["12:34: exactly one of above, at-least, below, at-most was expected, not nothing"],
    ),
    "limit below zero": ("above: 1000", "above: -5", ["12:42: a whole number, 0 or more, was expected, not the number -5"]),
    "limit with a fraction": ("above: 1000", "above: 1.5", ["12:42: a whole number, 0 or more, was expected, not '1.5'"]),
    "threshold that is a number": (
        "{above: 1000}",
        "1000",
        ["12:34: a threshold was expected (such as {above: 700000000}), not the number 1000"],
    ),
    "threshold on words": (FIELDS, "{field: {above: 3}}", ["16:48: a list of words, or {other-than: [words]}, was expected"]),
    "keys that a duty needs": (
        "text: Mine, where: [website], ",
        "",
        ["18:5: 'display-brand' needs the key 'text'", "18:5: 'display-brand' needs the key 'where'"],
    ),
    "key that a power needs": ("automatic: true, ", "", ["20:5: 'terminate-on-breach' needs the key 'automatic'"]),
    "month 13": (ME, ME + "released: 2024-13-01\n", ["4:11: a date was expected (such as 2024-09-25), not '2024-13-01'"]),
    "30 February": (ME, ME + "reviewed: 2024-02-30\n", ["4:11: there is no day 2024-02-30"]),
    "year without quotes": (
        ME,
        ME + "released: 2024\n",
        ["4:11: a date was expected (such as 2024-09-25), not the number 2024: put it in quotes"],
    ),
    "hash that is none": (A, "xyz", ["5:62: a SHA-256 was expected (such as 64 hexadecimal digits), not 'xyz'"]),
    "held without sha256": (f", sha256: {A}", "", ["5:12: a document that is held needs its sha256"]),
    "not held with sha256": ("not-held", f"not-held, sha256: {B}", ["6:50: a document that is not held has no sha256"]),
    "incorporated_by missing": (", incorporated_by: license 3", "", ["6:11: the clause that incorporates it is missing: incorporated_by"]),
    "no document license": (
        DEFINITION[DEFINITION.index("  license:") : DEFINITION.index("permissions")],
        f"  text: {{title: T, text: held, version: fixed, sha256: {A}, incorporated_by: text 1}}\n",
        [
            "5:3: the document 'license' is missing",
            *(f"{place}: 'license' is no document of this definition" for place in ("7:68", "13:9", "15:74", "17:92", "19:67")),
        ],
    ),
    "address that is none": (
        "{title: Mine",
        "{url: example.org, title: Mine",
        ["5:18: a URL was expected (such as https://example.org/license), not 'example.org'"],
    ),
    "extends what is not there": (ME, ME + "extends: mitt\n", ["4:10: there is no definition 'mitt' to extend (did you mean 'mit'?)"]),
    "extends what is not there, and more": (
        ME,
        ME + "extends: mitt\nzzz: 1\ndrop: [x]\n",
        ["4:10: there is no definition 'mitt' to extend (did you mean 'mit'?)", "5:1: 'zzz' is no key here"],
    ),
    "drop of an unknown term": (
        ME,
        ME + "extends: mit\ndrop: [copyright-notise]\n",
        ["5:8: 'copyright-notise' is no term of 'mit' (did you mean 'copyright-notice'?)"],
    ),
    "drop without extends": (
        ME,
        ME + "drop: [cap]\n",
        ["4:7: nothing can be dropped where nothing is inherited: the key 'extends' is missing"],
    ),
    "condition on a permission": (
        "modify, distribute], at",
        "modify, distribute], when: {purpose: [research]}, at",
        ["8:64: 'when' is no key here", "8:64: a permission carries no condition: write what limits it as a prohibition"],
    ),
    "condition that is empty": (FIELDS, "{}", ["16:40: constraints were expected (such as {field: [military]}), not an empty mapping"]),
    "condition without alternatives": (FIELDS, "[]", ["16:40: an empty list says nothing"]),
    "constraint without words": ("[military, nuclear]", "[]", ["16:48: an empty list says nothing"]),
    "prohibition of nothing": ("actions: [use], ", "actions: [], ", ["16:27: an empty list says nothing"]),
    "actions that are no list": ("actions: any", "actions: all", ["11:14: a list or `any` was expected, not 'all'"]),
    "contested without note": (
        "{id: breach",
        "{certainty: contested, id: breach",
        ["20:5: a contested term needs a note that gives both readings"],
    ),
    "notice that begins too long": (
        "text: Mine",
        f"notice: {{sha256: {B}, begins: a b c d e f g}}, text: Mine",
        ["18:129: at most 6 words of a notice are quoted"],
    ),
    "unread with held text": (ME, ME + "unread: true\n", ["4:9: a text that is held is not unread"]),
    "duration in words": (
        "automatic: true",
        "automatic: true, cure: 30 days",
        ["20:69: a duration was expected (such as P30D), not '30 days'"],
    ),
    "yes for true": ("automatic: true", "automatic: yes", ["20:57: true or false was expected, not 'yes'"]),
    "number for text": (ME, ME + "spdx: 12\n", ["4:7: text was expected, not the number 12: put it in quotes"]),
    "true for text": ("name: Mine", "name: true", ["2:7: text was expected, not true: put it in quotes"]),
    "nothing for text": ("name: Mine", "name:", ["2:6: text was expected, not nothing"]),
    "text for a list": (ME, ME + "tags: mine\n", ["4:7: a list was expected, not 'mine'"]),
    "id with spaces": ("id: mine", "id: My License", ["1:5: an id was expected (such as llama-3.2-community), not 'My License'"]),
    "terms that are no list": ("  - {id: breach", "  breach: {id: breach", ["20:3: a list was expected, not a mapping"]),
    "term that is no mapping": ("  - {id: breach", "  - none\n  - {id: breach", ["20:5: a mapping was expected, not 'none'"]),
    "documents that are no mapping": (
        DEFINITION[DEFINITION.index("  license:") : DEFINITION.index("permissions")],
        "  - license\n",
        ["5:3: a mapping was expected, not a list"],
    ),
    "nothing at all": (DEFINITION, "", ["a mapping was expected, not nothing"]),
    "a list": (DEFINITION, "- a\n", ["1:1: a mapping was expected, not a list"]),
    "much at once, with what cannot be read among it": (
        DEFINITION[DEFINITION.index("powers:") : DEFINITION.index("silent:")],
        "powers:\n  - {id: [x], power: {a: b}, automatic: 5, when: {shoe-size: 3}, at: licence 4, phrase: [1]}\n"
        "  - {id: cap, power: audit, at: license 5}\n",
        [
            "20:10: an id was expected (such as llama-3.2-community), not a list",
            "20:22: a word of `powers` was expected, not a mapping",
            "20:41: true or false was expected, not the number 5",
            "20:51: 'shoe-size' is no constraint",
            "20:70: 'licence' is no document of this definition (did you mean 'license'?)",
            "20:90: a phrase of the text was expected, not the number 1",
            "21:5: the key 'phrase' is missing: its words there, verbatim",
            "21:10: the term id 'cap' is taken by a term above",
        ],
    ),
}

BROKEN_RULES: dict[str, tuple[str, str, list[str]]] = {
    "unknown operator": ("      prohibits:", "      prohibit:", ["9:7: 'prohibit' is no operator (did you mean 'prohibits'?)"]),
    "two operators": ("      prohibits:", "      permits: {action: use}\n      prohibits:", [f"9:7: {OPERATORS} permits and prohibits"]),
    "no operator": ("      prohibits: {when: [monthly-active-users]}\n", "", [f"9:7: {OPERATORS} none"]),
    "not around prohibits": (
        "{not: {permits: {action: modify}}",
        "{not: {prohibits: {}}",
        ["21:17: `not` stands only around `permits`: a term that is absent proves nothing"],
    ),
    "missing basis": ("      basis: {kind: reading}\n", "", [f"9:7: {BASIS}"]),
    "missing basis of an alternative": ("[website]}, basis: {kind: reading}", "[website]}", [f"20:11: {BASIS}"]),
    "missing basis of not": ("modify}}, basis: {kind: reading}", "modify}}", [f"21:11: {BASIS}"]),
    "unknown basis": (
        "      basis: {kind: reading}",
        "      basis: {kind: opinion}",
        ["10:21: one of ruling, text, reading was expected, not 'opinion'"],
    ),
    "unknown criterion": ("osd/OSD-5", "osd/OSD-55", [f"22:23: there is no criterion 'osd/OSD-55'{SHOWS}"]),
    "unknown criterion of its own": (
        "osd/OSD-5",
        "policy/P-11",
        [f"22:23: there is no criterion 'policy/P-11' (did you mean 'policy/P-1'?){SHOWS}"],
    ),
    "unknown rule set": ("osd/OSD-5", "ods/OSD-5", [f"22:23: there is no criterion 'ods/OSD-5'{SHOWS}"]),
    "criterion without its rule set": (
        "osd/OSD-5",
        "OSD-5",
        ["22:23: a criterion of a rule set was expected (such as osd/OSD-5), not 'OSD-5'"],
    ),
    "criterion resting on itself": ("osd/OSD-5", "policy/P-2", ["13:5: the criterion 'policy/P-2' rests on itself"]),
    "bad filter key": ("duty: [dis", "duties: [dis", ["20:23: 'duties' is no key here (did you mean 'duty'?)"]),
    "bad filter word": (
        "-brand]",
        "-brnd]",
        ["20:30: a word of `duties` was expected, not 'display-brnd' (did you mean 'display-brand'?)"],
    ),
    "bad filter word of an attribute": ("[website]", "[sky]", ["20:54: a word of `where` was expected, not 'sky'"]),
    "bad constraint": (
        "[monthly-active-users]",
        "[monthly-users]",
        ["9:26: a word of `constraints` was expected, not 'monthly-users' (did you mean 'monthly-active-users'?)"],
    ),
    "bad field": ("[military]", "[militray]", ["19:39: a word for `field` was expected, not 'militray' (did you mean 'military'?)"]),
    "bad ground": (
        ": security",
        ": safty",
        ["19:59: one of ethics, law, licensor, open-ended, rights, safety, security was expected, not 'safty'"],
    ),
    "bad action": (": modify", ": change", ["21:36: a word of `actions` was expected, not 'change'"]),
    "permits nothing": ("action: modify", "of: code", ["21:27: the key 'action' is missing: the action"]),
    "filter that is nothing": ("{when: [monthly-active-users]}", "", ["9:17: a mapping was expected, not nothing"]),
    "duplicate criterion": ("id: P-2", "id: P-1", ["13:9: the id 'P-1' is taken by a criterion above"]),
    "criterion id that is none": ("id: P-2", "id: [P-2]", ["13:9: a criterion id was expected (such as OSD-5), not a list"]),
    "id of a shipped rule set": ("id: policy", "id: osaid", ["1:5: the id 'osaid' is taken by a rule set that comes with the program"]),
    "missing help": ("    help: Ask legal.\n", "", ["13:5: the key 'help' is missing: what to do next"]),
    "empty help": ("Ask legal.", "''", ["24:11: text was expected, not ''"]),
    "missing why": ("    why: We may grow.\n", "", ["4:5: the key 'why' is missing: what it demands, in one sentence"]),
    "missing condition": (
        RULES[RULES.index("    fails_when") : RULES.index("    why")],
        "",
        ["4:5: the key 'fails_when' is missing (or release: true, where a license alone cannot answer)"],
    ),
    "release with a condition": (
        "    why: We may",
        "    release: true\n    why: We may",
        ["11:14: a license alone cannot fail a demand on a release: take out release or fails_when"],
    ),
    "unknown severity": ("warning", "bad", ["16:15: one of error, warning was expected, not 'bad'"]),
    "listed without ground": ("    why: We may", "    listed: [MIT]\n    why: We may", ["11:13: the ground is missing: listed_source"]),
    "alternatives that are no list": (
        "      any:\n",
        "      any: 5\n      basis:\n",
        ["18:12: a list of conditions was expected, not the number 5", "20:9: a mapping was expected, not a list"],
    ),
    "no criteria": (RULES[RULES.index("criteria:") :], "criteria: []\n", ["3:11: an empty list says nothing"]),
    "version that is a number": (
        "title: Our policy",
        "title: Our policy\nversion: 2",
        ["3:10: text was expected, not the number 2: put it in quotes"],
    ),
    "a list": (RULES, "- a\n", ["1:1: a mapping was expected, not a list"]),
    "much at once": (
        RULES[RULES.index("  - id: P-2") :],
        "  - id: P-1\n    name: x\n    fails_when: {prohibits: {duty: pay}, baasis: 1}\n    severity: 5\n    title: ''\n",
        [
            "13:5: the key 'help' is missing: what to do next",
            "13:5: the key 'why' is missing: what it demands, in one sentence",
            "13:9: the id 'P-1' is taken by a criterion above",
            f"15:17: {BASIS}",
            "15:30: 'duty' is no key here",
            "15:42: 'baasis' is no operator",
            "16:15: one of error, warning was expected, not the number 5",
            "17:12: text was expected, not ''",
        ],
    ),
}


def edited(base: str, old: str, new: str) -> str:
    assert base.count(old) == 1, f"{old!r} stands {base.count(old)} times"
    return base.replace(old, new)


def problems(error: SourceError, path: Path) -> list[str]:
    return [str(problem).removeprefix(f"{path}:").strip() for problem in error.problems]


def load(text: str, path: Path) -> Any:
    path.write_text(text, encoding="utf-8")
    return SHELF.catalogue.load(path)


def load_rules(text: str, path: Path) -> Any:
    path.write_text(text, encoding="utf-8")
    return Rulebook(PACKAGE / "rulesets", SHELF.vocabulary, Stock()).get(str(path))


def test_what_the_tables_break_is_sound(tmp_path: Path) -> None:
    assert load(DEFINITION, tmp_path / "mine.yaml").id == "mine"
    assert load_rules(RULES, tmp_path / "policy.yaml").id == "policy"


@pytest.mark.parametrize("name", BROKEN)
def test_every_error_of_a_definition_is_named(name: str, tmp_path: Path) -> None:
    old, new, expected = BROKEN[name]
    path = tmp_path / "mine.yaml"
    with pytest.raises(SourceError) as caught:
        load(edited(DEFINITION, old, new), path)
    assert problems(caught.value, path) == expected


@pytest.mark.parametrize("name", BROKEN_RULES)
def test_every_error_of_a_rule_set_is_named(name: str, tmp_path: Path) -> None:
    old, new, expected = BROKEN_RULES[name]
    path = tmp_path / "policy.yaml"
    with pytest.raises(SourceError) as caught:
        load_rules(edited(RULES, old, new), path)
    assert problems(caught.value, path) == expected


# Definitions that extend each other.

CHILD = """\
id: {id}
name: {id}
publisher: Me
extends: {extends}
documents:
  license: {{title: Mine, text: held, version: fixed, sha256: {hash}}}
silent: [sublicense, transfer, improve-model, train-on-output, distill, benchmark, reverse-engineer, use-patents, use-trademark]
"""
PARENT = DEFINITION.replace("id: mine", "id: parent")


def folder(tmp_path: Path, stock: Stock | None = None, **files: str) -> Catalogue:
    (tmp_path / "licenses").mkdir(exist_ok=True)
    for name, text in files.items():
        (tmp_path / "licenses" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Catalogue(tmp_path / "licenses", SHELF.vocabulary, stock or Stock())


def child(id: str, extends: str, more: str = "") -> str:
    return CHILD.format(id=id, extends=extends, hash=A) + more


@pytest.mark.parametrize(
    ("files", "place", "message"),
    [
        ({"a": "a"}, "a.yaml:4:10", "a -> a"),
        ({"a": "b", "b": "a"}, "b.yaml:4:10", "a -> b -> a"),
        ({"a": "b", "b": "c", "c": "b"}, "c.yaml:4:10", "a -> b -> c -> b"),
    ],
)
def test_a_circle_is_named(files: dict[str, str], place: str, message: str, tmp_path: Path) -> None:
    catalogue = folder(tmp_path, **{id: child(id, extends) for id, extends in files.items()})
    with pytest.raises(SourceError) as caught:
        catalogue.get("a")
    assert str(caught.value) == f"{catalogue.folder}/{place}: the definitions extend each other in a circle: {message}"


def test_a_circle_is_named_where_the_parts_were_read_before_it_closed(tmp_path: Path) -> None:
    """An entry of the cache says that a file was sound when it was read, not that its parents are now."""
    stock = Stock((tmp_path / "cache",), tmp_path / "cache")
    folder(tmp_path, stock, a=child("a", "b"), b=child("b", "parent"), parent=PARENT).get("a")
    with pytest.raises(SourceError, match="in a circle: a -> b -> a"):
        folder(tmp_path, stock, b=child("b", "a")).get("a")


def test_a_file_of_ones_own_may_extend_its_namesake(tmp_path: Path) -> None:
    catalogue = folder(tmp_path, parent=PARENT)
    path = tmp_path / "parent.yaml"
    path.write_text(child("own", "parent"), encoding="utf-8")
    assert {term.id for term in catalogue.load(path).terms} == {"grant", "cap", "fields", "badge", "breach"}


def test_what_is_wrong_with_the_parent_is_named_even_where_the_child_was_read_first(tmp_path: Path) -> None:
    stock = Stock((tmp_path / "cache",), tmp_path / "cache")
    broken = PARENT.replace("id: breach", "id: cap")
    for id in ("a", "parent", "a"):
        with pytest.raises(SourceError) as caught:
            folder(tmp_path, stock, a=child("a", "parent"), parent=broken).get(id)
        assert str(caught.value) == f"{tmp_path}/licenses/parent.yaml:20:10: the term id 'cap' is taken by a term above"


def test_inherited_terms_cite_documents_that_are_there(tmp_path: Path) -> None:
    own = PARENT.replace("not-held", f"held, sha256: {B}").replace("at: license 4", "at: policy 4")
    catalogue = folder(tmp_path, parent=own, a=child("a", "parent"), b=child("b", "parent", "drop: [breach]\n"))
    with pytest.raises(SourceError) as caught:
        catalogue.get("a")
    assert problems(caught.value, catalogue.folder / "a.yaml") == [
        "4:10: the inherited term 'breach' cites 'policy', which is no document here: drop or replace the term"
    ]
    assert "breach" not in {term.id for term in catalogue.get("b").terms}


def test_the_id_is_the_name_of_the_file(tmp_path: Path) -> None:
    catalogue = folder(tmp_path, other=DEFINITION + "zzz: 1\n")
    with pytest.raises(SourceError) as caught:
        catalogue.get("other")
    assert problems(caught.value, catalogue.folder / "other.yaml") == [
        "1:5: the id must be the name of the file, 'other'",
        "22:1: 'zzz' is no key here",
    ]


# Rule sets that refer to each other.


def criterion(id: str, *references: str) -> str:
    condition = "any: [" + ", ".join(f"{{criterion: {one}}}" for one in references) + "]"
    if not references:
        condition = "prohibits: {}, basis: {kind: reading}"
    return f"  - {{id: {id}, name: n, title: t, severity: error, why: w, help: h, fails_when: {{{condition}}}}}\n"


def policy(criteria: Iterator[str] | list[str]) -> str:
    return "id: policy\ntitle: t\ncriteria:\n" + "".join(criteria)


def test_a_circle_of_criteria_is_named_at_each(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    with pytest.raises(SourceError) as caught:
        load_rules(policy([criterion("A", "policy/B"), criterion("B", "policy/C"), criterion("C", "policy/B"), criterion("D")]), path)
    assert problems(caught.value, path) == [
        "5:5: the criterion 'policy/B' rests on itself",
        "6:5: the criterion 'policy/C' rests on itself",
    ]


@pytest.mark.parametrize(
    ("length", "copies", "sound"), [(12, 1, True), (14, 1, False), (2000, 1, False), (7, 2, True), (12, 2, False), (30, 9, False)]
)
def test_references_do_not_multiply_the_work(length: int, copies: int, sound: bool, tmp_path: Path) -> None:
    """A chain of criteria, each of which names the next one or more times over."""
    path = tmp_path / "policy.yaml"
    text = policy([*(criterion(f"P{i}", *[f"policy/P{i + 1}"] * copies) for i in range(length)), criterion(f"P{length}")])
    if sound:
        ruleset = load_rules(text, path)
        own = {f"policy/{one.id}": one for one in ruleset.criteria}
        assert check(SHELF.catalogue.get("llama-3.2-community"), ruleset, SHELF.vocabulary, own.__getitem__).verdict == "fails"
        return
    with pytest.raises(SourceError, match="'policy/P0' rests on too many others"):
        load_rules(text, path)


def test_two_rule_sets_cannot_share_an_id(tmp_path: Path) -> None:
    rulebook = Rulebook(PACKAGE / "rulesets", SHELF.vocabulary, Stock())
    for name, text in {"a.yaml": RULES, "same.yaml": RULES, "b.yaml": RULES.replace("caps users", "other")}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert rulebook.get(str(tmp_path / "a.yaml")) == rulebook.get(str(tmp_path / "same.yaml"))
    with pytest.raises(SourceError, match=r"b\.yaml: the id 'policy' is that of another rule set named here"):
        rulebook.get(str(tmp_path / "b.yaml"))


# Properties: however a file is broken, the one exception comes of it; and what passes the checks can be shown.

PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-5, 10**6)
    | st.sampled_from(["x", "any", "general", "license 1", "policy", "P30D", "EU", "osd/OSD-5", ""])
)
KEYS = st.sampled_from(["a", "id", "above", "when", "other-than"])
ANYTHING = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6)


def places(value: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield where
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(one, (*where, key))


@st.composite
def mutated(draw: st.DrawFn, base: Any) -> Any:
    """`base` with one to three of its parts replaced, removed, or written a second time under another key."""
    value = json.loads(json.dumps(base))
    for _ in range(draw(st.integers(1, 3))):
        where = draw(st.sampled_from(list(places(value))))
        if not where:
            continue
        parent = value
        for key in where[:-1]:
            parent = parent[key]
        kind = draw(st.sampled_from(["replace", "remove", "borrow"]))
        if kind == "remove":
            del parent[where[-1]]
        elif kind == "replace":
            parent[where[-1]] = draw(ANYTHING)
        else:
            other = base
            for key in draw(st.sampled_from(list(places(base)))):
                other = other[key]
            parent[where[-1]] = json.loads(json.dumps(other))
    return value


PLAIN_DEFINITION = source.parse(DEFINITION.encode(), "mine.yaml").value
PLAIN_RULES = source.parse(RULES.encode(), "policy.yaml").value


@settings(max_examples=400, deadline=None)
@given(mutated(PLAIN_DEFINITION))
def test_a_definition_is_refused_or_can_be_shown(value: Any) -> None:
    document = source.parse(json.dumps(value).encode(), "mine.json")
    try:
        check_license(document, SHELF.vocabulary, {})
    except SourceError:
        return
    license = build_license(inherit(document.value, {}), SHELF.vocabulary)
    results = {id: [check(license, SHELF.rulebook.get(id), SHELF.vocabulary, SHELF.rulebook.criterion)] for id in SHELF.rulebook.ids}
    pages = [
        show_page.page(license, SHELF.vocabulary),
        check_page.page([one for of in results.values() for one in of]),
        compare_page.page([license], compare([license], results, SHELF.vocabulary), False),
    ]
    for page in pages:
        for name in formats.general():
            assert formats.renderer(name)(page, 80, False)


@settings(max_examples=400, deadline=None)
@given(mutated(PLAIN_RULES))
def test_a_rule_set_is_refused_or_can_be_applied(value: Any) -> None:
    document = source.parse(json.dumps(value).encode(), "policy.json")
    try:
        check_ruleset(document, SHELF.vocabulary, SHELF.rulebook.has)
    except SourceError:
        return
    ruleset = build_ruleset(document.value)
    own = {f"{ruleset.id}/{one.id}": one for one in ruleset.criteria}
    for id in ("mit", "llama-3.2-community", "nvidia-open-model-2025-10-24"):
        check(SHELF.catalogue.get(id), ruleset, SHELF.vocabulary, lambda name: own.get(name) or SHELF.rulebook.criterion(name))
