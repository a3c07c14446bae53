"""The report of `show`: a definition in words, every term with its section and phrase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checker import wording
from checker.build import texts
from checker.model import Kind, License, Subject, Term, Text
from checker.page import Block, Cell, Facts, Grid, Heading, Page
from checker.pages.check import single
from checker.vocabulary import Vocabulary

SCHEMA = "modelterms/show/1"
TITLES = {Kind.PERMISSION: "You may", Kind.PROHIBITION: "You may not", Kind.DUTY: "You owe", Kind.POWER: "The licensor may"}


def page(license: License, vocabulary: Vocabulary) -> Page:
    """The page for one definition."""
    blocks: list[Block] = [Heading(license.name), Facts(tuple(_facts(license, vocabulary)))]
    for kind, title in TITLES.items():
        terms = license.of_kind(kind)
        if terms:
            rows = tuple(tuple(Cell(text, style) for text, style in _cells(term, vocabulary)) for term in terms)
            blocks.append(Grid(("term", "where", "what", "words"), rows, title=f"{title} ({len(terms)})"))
    lines = [
        f"{license.id}: {term.kind.value}: {term.id}: {wording.summary(term, vocabulary)} [{', '.join(map(str, term.at))}]"
        for term in license.terms
    ]
    if license.draft:
        lines = [f"{license.id}: {license.gap}", *lines]
    if license.unread:
        lines = [f"{license.id}: unread: nobody here has the text; every verdict is unknown"]
    return Page(_data(license, vocabulary), tuple(blocks), tuple(lines))


def joined(subject: Subject) -> Page:
    """The page for a name that is not one license: what it may mean."""
    own, names = (
        subject.license,
        tuple((Cell(one.id, "strong"), Cell(one.publisher), Cell(one.released), Cell(one.name)) for one in subject.licenses),
    )
    rows = [("id", Cell(own.id, "strong")), *(("note", Cell(note)) for note in own.notes)]
    rows.append(
        (
            "verdict",
            Cell("the worst among its members" if subject.parts else "unknown, whatever is asked", "" if subject.parts else "unknown"),
        )
    )
    blocks: list[Block] = [Heading(own.name), Facts(tuple(rows))]
    blocks += [Grid(("may mean", "publisher", "released", "name"), names)] if subject.parts else []
    data = {
        "schema": SCHEMA,
        "license": own.id,
        "kind": subject.joint.value,
        "name": own.name,
        "members": [one.id for one in subject.licenses] if subject.parts else [],
        "notes": list(own.notes),
    }
    meant = f"may mean {', '.join(data['members'])}" if subject.parts else "names no license; every verdict is unknown"
    return Page(data, tuple(blocks), (f"{own.id}: {subject.joint.value}: {meant}", *(f"{own.id}: note: {note}" for note in own.notes)))


def _cells(term: Term, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    yield term.id, "strong"
    yield ", ".join(map(str, term.at)), ""
    marks = " (contested)" if term.contested else ""
    yield wording.summary(term, vocabulary) + marks + (f" -- {term.note}" if term.note else ""), "contested" if term.contested else ""
    yield "; ".join(f'"{phrase}"' for phrase in term.phrase), "dim"


def _facts(license: License, vocabulary: Vocabulary) -> Iterator[tuple[str, Cell]]:
    facts = license.facts
    yield "id", Cell(license.id, "strong")
    if license.names:
        yield "also called", Cell(", ".join(license.names))
    if license.spdx:
        yield "SPDX", Cell(license.spdx)
    yield "publisher", Cell(license.publisher)
    if license.released:
        yield "released", Cell(license.released)
    for text in license.texts:
        yield "document", Cell(_document(text), "" if text.held else "unknown")
    if license.unread:
        yield "not read", Cell("nobody here has the text; every verdict is unknown", "unknown")
    if license.draft:
        yield "draft", Cell(license.gap, "unknown")
    for key in ("covers", "excludes"):
        if facts.get(key):
            yield key, Cell(wording.listing((vocabulary.label("assets", one) for one in texts(facts[key])), "and"))
    if "grant" in facts:
        yield "grant", Cell(", ".join(_frame(facts["grant"])))
    if "owns" in facts:
        yield (
            "owner",
            Cell(f"of derivatives: {facts['owns'].get('derivative', 'silent')}; of outputs: {facts['owns'].get('output', 'silent')}"),
        )
    if "law" in facts:
        yield "law", Cell(f"{_places(facts['law'].get('governs'))}; courts: {_places(facts['law'].get('courts'))}")
    if "recipients" in facts:
        yield "recipients", Cell(vocabulary.label("recipients", facts["recipients"]))
    if "later-versions" in facts:
        yield "later versions", Cell(vocabulary.label("later-versions", facts["later-versions"]))
    if license.silent:
        yield "silent on", Cell(", ".join(vocabulary.label("actions", one) for one in sorted(license.silent)))
    if license.undecided:
        yield "undecided", Cell(", ".join(vocabulary.label("actions", one) for one in sorted(license.undecided)), "unknown")
    for note in license.notes:
        yield "note", Cell(note)
    if license.reviewed:
        yield "reviewed", Cell(license.reviewed)


def _document(text: Text) -> str:
    version = {"fixed": "", "latest": ", whatever version is current", "unclear": ", version unclear"}[text.version]
    by = f", incorporated by {text.incorporated_by}" if text.incorporated_by else ""
    held = "" if text.held else " (not read: what it says is unknown here)"
    url = f" <{text.url}>" if text.url else ""
    return f"{text.name}: {text.title}{url}{version}{by}{held}"


def _frame(grant: Mapping[str, Any]) -> Iterator[str]:
    territory = grant.get("territory", "silent")
    if isinstance(territory, dict):
        word = "only in" if "only" in territory else "everywhere but"
        yield f"{word} {', '.join(texts(next(iter(territory.values()))))}"
    elif territory != "silent":
        yield territory
    yield from (f"{key}: {grant[key]}" for key in ("royalty", "term") if key in grant)
    for key in ("transferable", "exclusive", "revocable"):
        if isinstance(grant.get(key), bool):
            yield key if grant[key] else f"not {key}"


def _places(raw: Any) -> str:
    return ", ".join(texts(raw)) if raw else "silent"


def term_data(term: Term, vocabulary: Vocabulary) -> dict[str, Any]:
    """A term as JSON."""
    key = "actions" if term.kind in (Kind.PERMISSION, Kind.PROHIBITION) else term.kind.value
    data: dict[str, Any] = {
        "id": term.id,
        "kind": term.kind.value,
        key: list(term.words) if key == "actions" else term.words[0],
        "summary": wording.summary(term, vocabulary),
    }
    data |= {"at": single(tuple(map(str, term.at))), "phrase": single(term.phrase)}
    if term.of:
        data["of"] = list(term.of)
    for name, condition in (("when", term.when), ("unless", term.unless)):
        if condition:
            data[name] = [{one: _values(values) for one, values in clause.items()} for clause in condition]
    data |= dict(term.details)
    if term.contested:
        data["certainty"] = "contested"
    if term.note:
        data["note"] = term.note
    return data


def _values(values: Any) -> Any:
    if values.limit:
        return {values.limit.relation: values.limit.number, **({"currency": values.limit.currency} if values.limit.currency else {})}
    return {"other-than": list(values.words)} if values.other_than else list(values.words)


def _data(license: License, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "license": license.id,
        "name": license.name,
        "names": list(license.names),
        "spdx": license.spdx or None,
        "publisher": license.publisher,
        "released": license.released or None,
        "reviewed": license.reviewed or None,
        "unread": license.unread,
        "draft": license.draft,
        "complete": license.complete,
        "documents": [
            {
                "name": t.name,
                "title": t.title,
                "url": t.url or None,
                "held": t.held,
                "version": t.version,
                "sha256": t.sha256 or None,
                "incorporated_by": t.incorporated_by or None,
            }
            for t in license.texts
        ],
        **{
            key: license.facts[key]
            for key in ("covers", "excludes", "grant", "owns", "law", "recipients", "later-versions", "defines")
            if key in license.facts
        },
        "terms": [term_data(term, vocabulary) for term in license.terms],
        "silent": sorted(license.silent),
        "undecided": sorted(license.undecided),
        "notes": list(license.notes),
    }
