"""The report of `explain`: a criterion, a rule set, a verdict or answer, a finding of an audit, a word, or one term of a license."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checker import wording
from checker.build import condition
from checker.model import Criterion, License, Rule, RuleSet, Term
from checker.page import Block, Cell, Facts, Grid, Heading, Page, Paragraph
from checker.pages.listing import SECTIONS
from checker.pages.show import term_data
from checker.report import BASES, READINGS
from checker.vocabulary import Vocabulary

SCHEMA = "modelterms/explain/1"
VERDICTS = {
    "fails": "Something the license records goes against the criterion, on every reading.",
    "unknown": "What is recorded does not decide it: a document has not been read, or an action is recorded nowhere. "
    "Unknown is never taken for allowed.",
    "contested": "It fails on one reading and holds on another, and no authority has settled which; both readings are printed.",
    "meets": "Nothing recorded goes against the criterion. It does not mean that an authority has approved the license.",
    "not-applicable": "The criterion asks for something that a license alone cannot show, such as what a release contains.",
}
ANSWERS = {  # of `can-i`, beside those that are verdicts too
    "yes": "Nothing recorded stands in the way; what is owed is listed.",
    "yes-if": "Allowed as long as the use stays out of the banned fields listed, or a figure at the release date was not past the cap.",
    "depends": "A fact that was not stated decides; the questions that settle it are listed.",
    "needs-license": "Not allowed under this license; the licensor offers a separate one.",
    "no": "Not allowed: a term forbids it to this user, or nothing grants a right that the law reserves.",
}


def criterion(one: Criterion, ruleset: RuleSet, vocabulary: Vocabulary) -> Page:
    """A criterion: what it demands, every way of failing it with its ground, contested points with both readings."""
    blocks: list[Block] = [Heading(f"{one.id}: {one.title}")]
    facts = [
        ("rules", Cell(f"{ruleset.title} {ruleset.version}".strip())),
        *([("source", Cell(ruleset.url))] if ruleset.url else []),
        ("demands", Cell(one.why)),
        ("finding", Cell(f"{one.severity}[{one.id}]: {one.name}")),
        ("help", Cell(one.help)),
    ]
    if one.release:
        facts.append(("verdict", Cell("not-applicable to a license alone: look at the release", "not-applicable")))
    if one.listed:
        facts.append(("accepted", Cell(f"{', '.join(one.listed)}: {one.listed_source}")))
    blocks.append(Facts(tuple(facts)))
    ways = list(_ways(one.fails_when, vocabulary))
    disputes = list(_ways(one.contested_when, vocabulary))
    for text, basis, _ in ways:
        blocks.append(Facts((("fails", Cell(f"when the license {text}", "fails")), ("rests on", Cell(basis)))))
    for text, basis, readings in disputes:
        blocks.append(
            Facts(
                (
                    ("contested", Cell(f"when the license {text}", "contested")),
                    ("rests on", Cell(basis)),
                    *((READINGS[name], Cell(reading)) for name, reading in readings.items()),
                )
            )
        )
    if one.examples:
        blocks.append(Facts(tuple((verdict, Cell(", ".join(ids), verdict)) for verdict, ids in one.examples.items())))
    data = {
        "schema": SCHEMA,
        "kind": "criterion",
        "id": f"{ruleset.id}/{one.id}",
        "title": one.title,
        "why": one.why,
        "help": one.help,
        "release": one.release,
        "fails_when": [{"when": text, "basis": basis} for text, basis, _ in ways],
        "contested_when": [{"when": text, "basis": basis, "readings": dict(readings)} for text, basis, readings in disputes],
        "examples": {verdict: list(ids) for verdict, ids in one.examples.items()},
    }
    lines = [
        f"{one.id}: {one.title}: {one.why}",
        *(f"{one.id}: fails when the license {text} ({basis})" for text, basis, _ in ways),
        *(line for dispute in disputes for line in _disputed(one.id, *dispute)),
    ]
    return Page(data, tuple(blocks), (*lines, f"{one.id}: help: {one.help}"))


def _disputed(id: str, text: str, basis: str, readings: Mapping[str, str]) -> Iterator[str]:
    """A contested point in lines: when it arises, then each reading."""
    yield f"{id}: contested when the license {text} ({basis})"
    yield from (f"{id}: {READINGS[name]}: {reading}" for name, reading in readings.items())


def _ways(rule: Rule | None, vocabulary: Vocabulary) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Each alternative of a rule: in words, with what it rests on and its readings."""
    if rule is None:
        return
    if rule.operator == "any":
        for part in rule.parts:
            yield from _ways(part, vocabulary)
        return
    basis = f"{BASES[rule.basis.kind]}{f' ({rule.basis.source})' if rule.basis.source else ''}" if rule.basis else "the criterion named"
    yield _in_words(rule, vocabulary), basis, rule.readings


_VERBS = {"prohibits": "limits", "requires": "demands that you", "empowers": "lets the licensor", "permits": "allows one to"}


def _in_words(rule: Rule, vocabulary: Vocabulary) -> str:
    if rule.operator == "all":
        return " and ".join(_in_words(part, vocabulary) for part in rule.parts)
    if rule.operator == "not":
        return _in_words(rule.parts[0], vocabulary).replace("allows one to", "does not allow one to", 1)
    if rule.operator == "criterion":
        return f"fails {rule.argument['id']}"
    parts = [_VERBS[rule.operator]]
    for key, value in rule.argument.items():
        parts.append(_asked(key, value, vocabulary))
    return " ".join(part for part in parts if part)


def _asked(key: str, value: Any, vocabulary: Vocabulary) -> str:
    """One part of a filter in words."""
    section = {
        "action": "actions",
        "actions": "actions",
        "duty": "duties",
        "power": "powers",
        "of": "assets",
        "where": "where",
        "how": "how",
        "scope": "scope",
        "about": "about",
    }.get(key)
    if key == "unconditional":
        return "without condition" if value else "under a condition"
    if key == "when":
        return f"by {_condition(value, vocabulary)}"
    if key == "ground":
        return f"to protect {_words(value, None, vocabulary)}"
    prefix = {"of": "(of ", "how": "by ", "against": "on a suit against ", "scope": "over ", "about": "about "}.get(key, "")
    return f"{prefix}{_words(value, section, vocabulary)}{')' if key == 'of' else ''}"


def _words(value: Any, section: str | None, vocabulary: Vocabulary) -> str:
    if isinstance(value, Mapping):
        return f"anything but {_words(value['other-than'], section, vocabulary)}"
    words = value if isinstance(value, list) else [value]
    return wording.listing(vocabulary.label(section, str(word)) if section else str(word) for word in words)


def _condition(value: Any, vocabulary: Vocabulary) -> str:
    """Constraints by name, or with the values asked for."""
    if not isinstance(value, Mapping):
        return wording.listing(vocabulary.label("constraints", str(name)) for name in (value if isinstance(value, list) else [value]))
    asked = condition(dict(value), vocabulary)
    return wording.listing(
        f"{vocabulary.label('constraints', name)} ({wording.bare(name, one, vocabulary)})" for name, one in asked[0].items()
    )


def code(name: str, row: Mapping[str, str]) -> Page:
    """A finding of an audit that no rule set has."""
    told = [(key, row[key]) for key in ("why", "help")] + [("answer", ANSWERS[one]) for one in (name,) if one in ANSWERS]
    lines = (f"{name}: {row['title']}", *(f"{name}: {key}: {text}" for key, text in told))
    data = {"schema": SCHEMA, "kind": "finding", "id": name, "code": name, **row, **({"answer": ANSWERS[name]} if name in ANSWERS else {})}
    return Page(data, (Heading(f"{name}: {row['title']}"), Facts(tuple((key, Cell(text)) for key, text in told))), lines)


def verdict(word: str) -> Page:
    """What a verdict means."""
    return _plain("verdict", word, VERDICTS[word])


def answer(word: str) -> Page:
    """What an answer of `can-i` means."""
    return _plain("answer", word, ANSWERS[word])


def _plain(kind: str, word: str, text: str) -> Page:
    data = {"schema": SCHEMA, "kind": kind, "id": word, "description": text}
    return Page(data, (Heading(word, verdict=""), Paragraph(text)), (f"{word}: {text}",))


def ruleset(one: RuleSet) -> Page:
    """A rule set: where it comes from, and its criteria."""
    facts = (
        ("version", Cell(one.version)),
        ("source", Cell(one.url)),
        ("more", Cell(f"modelterms explain {one.explained(one.criteria[0].id)}")),
    )
    rows = tuple((Cell(c.id, "strong"), Cell(c.title)) for c in one.criteria)
    data = {
        "schema": SCHEMA,
        "kind": "rules",
        "id": one.id,
        "title": one.title,
        "version": one.version,
        "url": one.url,
        "criteria": [{"id": c.id, "title": c.title} for c in one.criteria],
    }
    blocks = (Heading(f"{one.id}: {one.title}"), Facts(tuple(fact for fact in facts if fact[1].text)), Grid(("code", "title"), rows))
    return Page(data, blocks, (f"{one.id}: {one.title}", *(f"{one.id}/{c.id}: {c.title}" for c in one.criteria)))


def word(section: str, name: str, vocabulary: Vocabulary) -> Page:
    """What a word of the vocabulary means."""
    entry = vocabulary.words(section)[name]
    shown = {
        "label": "reads as",
        "description": "means",
        "odrl": "ODRL",
        "part_of": "part of",
        "implied_by": "implied by",
        "group": "group",
        "within": "also part of",
        "touches": "comes near",
        "ground": "protects",
        "reserved": "reserved by law",
        "value": "takes",
        "needs": "needs",
    }
    rows = [("section", Cell(f"{section}: {SECTIONS[section]}"))]
    rows += [
        (
            label,
            Cell(
                wording.listing(map(str, entry[key]), "or")
                if isinstance(entry[key], list)
                else {True: "yes", False: "no"}.get(entry[key], str(entry[key]))
            ),
        )
        for key, label in shown.items()
        if key in entry
    ]
    if "words" in entry:
        rows += [("which are", Cell(", ".join(entry["words"])))]
    members = vocabulary.members(name) - {name} if section == "fields" else frozenset()
    rows += [("takes in", Cell(", ".join(sorted(members))))] if members else []
    return Page(
        {"schema": SCHEMA, "kind": section, "id": name, **dict(entry)},
        (Heading(name), Facts(tuple(rows))),
        (f"{section}: {name}: {entry['description']}",),
    )


def choice(name: str, found: Mapping[str, str], vocabulary: Vocabulary) -> Page:
    """What a word means behind each constraint that takes it: `found` has its label by constraint."""
    rows = []
    for constraint, label in found.items():
        rows += [("stands for", Cell(label)), ("as a", Cell(f"{constraint}: {vocabulary.words('constraints')[constraint]['description']}"))]
    lines = tuple(f"{constraint}: {name}: {label}" for constraint, label in found.items())
    return Page({"schema": SCHEMA, "kind": "choice", "id": name, "constraints": dict(found)}, (Heading(name), Facts(tuple(rows))), lines)


def act(name: str, vocabulary: Vocabulary) -> Page:
    """What somebody wants to do (`--do`), and the actions it is taken to mean."""
    entry = vocabulary.words("plain_words")[name]
    rows = [("stands for", Cell(str(entry["label"])))]
    rows += [("means", Cell(f"{one}: {vocabulary.words('actions')[one]['description']}")) for one in entry["actions"]]
    line = f"--do: {name}: {entry['label']} ({', '.join(entry['actions'])})"
    return Page({"schema": SCHEMA, "kind": "act", "id": name, **dict(entry)}, (Heading(name), Facts(tuple(rows))), (line,))


def term(license: License, one: Term, vocabulary: Vocabulary) -> Page:
    """One term of a license."""
    summary = wording.summary(one, vocabulary)
    rows = [
        ("license", Cell(license.name)),
        ("where", Cell(", ".join(map(str, one.at)))),
        ("what", Cell(f"{one.kind.value}: {summary}")),
        *((("reading", Cell("contested: the text can be read in two ways", "contested")),) if one.contested else ()),
        *(("words", Cell(f'"{phrase}"')) for phrase in one.phrase),
    ]
    rows += [("note", Cell(one.note))] if one.note else []
    data = {"schema": SCHEMA, "kind": "term", "license": license.id, **term_data(one, vocabulary)}
    line = f"{license.id}/{one.id}: {'contested: ' if one.contested else ''}{summary} [{', '.join(map(str, one.at))}]"
    return Page(data, (Heading(f"{license.id}/{one.id}"), Facts(tuple(rows))), (line,))
