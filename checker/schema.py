"""The readable table of what a license definition and a rule set may hold; everything else follows from it.

From these tables come the validation, the JSON Schema for editors and the reference in docs/definitions.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker import constraints, kinds
from checker.kinds import Found, ValueKind, several, shortened, shown, word
from checker.names import nearest
from checker.source import AT_KEY, Where
from checker.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table: what may stand behind it, whether it must be there, and what it means."""

    kind: ValueKind
    meaning: str
    required: bool = False


Table = Mapping[str, Key]


def nested(name: str, table: Table) -> ValueKind:
    """A mapping that is itself described by `table`."""
    return ValueKind(f"{name} (below)", lambda value, where, v: check_table(table, value, where, v), lambda v: table_schema(table, v))


def mapping_of(name: str, kind: ValueKind) -> ValueKind:
    """A mapping of free names to `kind`."""

    def check(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
        if not isinstance(value, dict):
            yield where, f"a mapping was expected, not {shown(value)}"
            return
        for key, one in value.items():
            yield from kinds.SLUG.check(key, (*where, key, AT_KEY), vocabulary)
            yield from kind.check(one, (*where, key), vocabulary)

    return ValueKind(name, check, lambda v: {"type": "object", "additionalProperties": kind.schema(v)})


DOCUMENT: Table = {
    "title": Key(kinds.TEXT, "What the document calls itself", required=True),
    "url": Key(kinds.URL, "Where it is published"),
    "text": Key(word("text"), "Whether we have read it", required=True),
    "version": Key(word("version"), "Whether the license takes this text or whatever stands at the address", required=True),
    "sha256": Key(kinds.SHA256, "Hash of the normalized text; required where it is held"),
    "held_as": Key(kinds.TEXT, "Name of the text in a collection of texts, where it is not the id of the license"),
    "incorporated_by": Key(kinds.CITATION, "The clause that makes it part of the license"),
}
GRANT: Table = {
    "territory": Key(constraints.TERRITORY, "Where the grant holds"),
    "royalty": Key(word("royalty"), "Whether it costs something"),
    "term": Key(word("term"), "How long it lasts"),
    "transferable": Key(kinds.BOOLEAN_OR_SILENT, "Whether the licensee may pass the license on"),
    "exclusive": Key(kinds.BOOLEAN_OR_SILENT, "Whether others are shut out"),
    "revocable": Key(kinds.BOOLEAN_OR_SILENT, "Whether the text calls it revocable (true) or irrevocable (false)"),
}
OWNS: Table = {
    "derivative": Key(word("owns-derivative"), "Who owns derivatives the licensee makes"),
    "output": Key(word("owns-output"), "Who owns outputs"),
    "at": Key(several(kinds.CITATION, bare=True), "Where it stands"),
}
LAW: Table = {
    "governs": Key(several(constraints.PLACE, other=("silent",)), "Whose law governs"),
    "courts": Key(several(constraints.PLACE, other=("silent",)), "Whose courts decide"),
    "at": Key(several(kinds.CITATION, bare=True), "Where it stands"),
}
COUNTED: Table = {
    "as-of": Key(word("as-of"), "When the number is taken", required=True),
    "over": Key(word("over"), "Over which time"),
    "of": Key(word("whose"), "Whose number it is", required=True),
}
NOTICE: Table = {
    "sha256": Key(kinds.SHA256, "Hash of the normalized notice", required=True),
    "begins": Key(kinds.TEXT, "Its first words, at most 6", required=True),
}
DEFINED: Table = {
    "includes": Key(several(kinds.TEXT), "What the license counts under the word"),
    "excludes": Key(several(kinds.TEXT), "What it does not"),
    "at": Key(several(kinds.CITATION, bare=True), "Where it stands", required=True),
}
TERM: Table = {
    "id": Key(kinds.SLUG, "Name of the term, unique in the definition", required=True),
    "at": Key(several(kinds.CITATION, bare=True), "Where it stands: `<document> <section>[ ¶n]`", required=True),
    "phrase": Key(several(kinds.PHRASE, bare=True), "Its words there, verbatim", required=True),
    "certainty": Key(word("certainty"), "`contested` where the text contradicts itself or authorities read it in two ways"),
    "disputed_by": Key(kinds.CITATION, "The place that speaks against it"),
    "note": Key(kinds.TEXT, "What a reader must know"),
}
_LIMITED: Table = {
    "of": Key(several(word("assets"), bare=True), "The assets it is about; without it, all that is covered"),
    "when": Key(constraints.CONDITION, "It binds only when this holds"),
    "unless": Key(constraints.CONDITION, "It does not bind when this holds"),
    "counted": Key(nested("counted", COUNTED), "How a threshold is counted"),
}
PERMISSION: Table = {
    **TERM,
    "actions": Key(several(word("actions")), "What may be done", required=True),
    "of": Key(several(word("assets"), bare=True), "The assets it is about; without it, all that is covered"),
}
PROHIBITION: Table = {
    **TERM,
    "actions": Key(several(word("actions"), other=("any",)), "What may not be done; `any` for everything", required=True),
    **_LIMITED,
    "qualified": Key(
        several(word("qualified"), bare=True),
        "Intent, consent or illegality as a condition of the ban; of several the words quoted tell whether all must hold",
    ),
    "remedy": Key(kinds.TEXT, "What the license offers instead, in our words"),
}
DUTY: Table = {
    **TERM,
    "duty": Key(word("duties"), "What is owed", required=True),
    **_LIMITED,
    "upon": Key(several(word("actions"), bare=True), "The acts that bring the duty about"),
    "text": Key(several(kinds.TEXT, bare=True), "The literal wording to show (a brand, a name), several where one may choose"),
    "where": Key(several(word("where"), bare=True), "Places, as alternatives"),
    "how": Key(several(word("how"), bare=True), "Ways to perform it, as alternatives"),
    "ways": Key(several(word("ways"), bare=True), "Ways to give the source, as alternatives"),
    "to": Key(several(word("to"), bare=True), "To whom it is owed"),
    "under": Key(several(word("under"), bare=True), "The license that derivatives must or may be under"),
    "notice": Key(nested("notice", NOTICE), "A fixed notice, by hash"),
    "qualified": Key(several(word("qualified"), bare=True), "What the duty depends on in the licensee's mind or in law"),
}
POWER: Table = {
    **TERM,
    "power": Key(word("powers"), "What the licensor may do", required=True),
    "of": Key(
        several(
            ValueKind(
                "a word of `terms` or `assets`",
                lambda value, where, v: _terms_or_assets(value, where, v),
                lambda v: {"enum": [*v.words("terms"), *v.words("assets")]},
            ),
            bare=True,
        ),
        "What it is about: for change-terms the license, the policy ...",
    ),
    "when": Key(constraints.CONDITION, "It may be used only when this holds"),
    "unless": Key(constraints.CONDITION, "It may not be used when this holds"),
    "scope": Key(several(word("scope"), bare=True), "What kind of claim triggers it"),
    "against": Key(word("against"), "Whom the lawsuit is against"),
    "about": Key(several(word("about"), bare=True), "What the lawsuit is about"),
    "ends": Key(word("ends"), "What ends"),
    "automatic": Key(kinds.BOOLEAN, "Whether rights end by themselves"),
    "cure": Key(kinds.DURATION, "Time to mend a breach"),
}
LICENSE: Table = {
    "id": Key(kinds.SLUG, "Name of the file without .yaml", required=True),
    "name": Key(kinds.TEXT, "What the license calls itself", required=True),
    "tags": Key(several(kinds.TEXT), "Hugging Face `license:` or `license_name:` values"),
    "aliases": Key(several(kinds.TEXT), "Other names in use"),
    "spdx": Key(kinds.TEXT, "SPDX id, else a LicenseRef-"),
    "publisher": Key(kinds.TEXT, "Who publishes it", required=True),
    "released": Key(kinds.DATE, "When it was released"),
    "extends": Key(kinds.SLUG, "A definition whose terms this one inherits"),
    "drop": Key(several(kinds.SLUG), "Inherited terms that do not stand here"),
    "unread": Key(kinds.BOOLEAN, "True where nobody here has the text: every verdict is unknown"),
    "draft": Key(kinds.BOOLEAN, "True until a person has finished what `draft` wrote: no verdict is better than unknown"),
    "documents": Key(
        mapping_of("mapping of name to document (below)", nested("document", DOCUMENT)),
        "Every document, the incorporated ones too",
        required=True,
    ),
    "covers": Key(several(word("assets")), "The assets the license is about"),
    "excludes": Key(several(word("assets")), "The assets the text leaves out"),
    "grant": Key(nested("grant", GRANT), "The frame of the grant"),
    "owns": Key(nested("owns", OWNS), "Who owns what comes of it"),
    "law": Key(nested("law", LAW), "Governing law and courts"),
    "recipients": Key(word("recipients"), "How a recipient gets rights"),
    "later-versions": Key(word("later-versions"), "Who may choose a later version of the license"),
    "defines": Key(
        mapping_of("mapping of word to definition (below)", nested("defined word", DEFINED)), "Words the license defines in its own way"
    ),
    "reviewed": Key(kinds.DATE, "When the definition was last held against the text"),
    "permissions": Key(several(nested("permission", PERMISSION)), "What is granted, without conditions"),
    "prohibitions": Key(several(nested("prohibition", PROHIBITION)), "What is cut out of the grant"),
    "duties": Key(several(nested("duty", DUTY)), "What the licensee owes"),
    "powers": Key(several(nested("power", POWER)), "What the licensor may do later"),
    "silent": Key(several(word("actions")), "Actions the text was read for and says nothing about"),
    "undecided": Key(several(word("actions")), "Actions on which the text was read and cannot be decided: unknown"),
    "boilerplate": Key(several(kinds.CITATION), "Sections read that neither limit nor oblige"),
    "notes": Key(several(kinds.TEXT), "Oddities of the text"),
}
FAMILY: Table = {
    "id": Key(kinds.SLUG, "Name of the file without .yaml", required=True),
    "name": Key(kinds.TEXT, "What it is called", required=True),
    "kind": Key(
        kinds.either("family", "ambiguous", "nothing"),
        "`family`: one of the members, nobody knows which; the worst verdict counts. `ambiguous`: one title over texts that have little "
        "in common; the answer is the list. `nothing`: it names no license, and every verdict is unknown",
        required=True,
    ),
    "note": Key(kinds.TEXT, "What a reader must know, in one sentence", required=True),
    "tags": Key(several(kinds.TEXT), "Hugging Face `license:` or `license_name:` values"),
    "aliases": Key(several(kinds.TEXT), "Other names in use"),
    "members": Key(several(kinds.TEXT), "Ids of definitions, or patterns over them (`gpl-*`)"),
    "missing": Key(several(kinds.TEXT), "Texts it may mean too, of which there is no definition: they are unknown members"),
}
TERM_LISTS: Mapping[str, str] = {"permissions": "permission", "prohibitions": "prohibition", "duties": "duty", "powers": "power"}


def check_table(table: Table, value: Any, where: Where, vocabulary: Vocabulary) -> Iterator[tuple[Where, str]]:
    """Yield (where, what was expected) for everything in `value` that does not fit `table`."""
    if not isinstance(value, dict):
        yield where, f"a mapping was expected, not {shown(value)}"
        return
    for key, one in value.items():
        if key not in table:
            yield (*where, key, AT_KEY), f"'{shortened(key)}' is no key here{nearest(key, table)}"
        else:
            yield from table[key].kind.check(one, (*where, key), vocabulary)
    for key, entry in table.items():
        if entry.required and key not in value:
            yield where, f"the key '{key}' is missing: {entry.meaning[0].lower()}{entry.meaning[1:]}"


def table_schema(table: Table, vocabulary: Vocabulary) -> Mapping[str, Any]:
    """The JSON Schema of `table`."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: {"description": entry.meaning, **entry.kind.schema(vocabulary)} for key, entry in table.items()},
        "required": [key for key, entry in table.items() if entry.required],
    }


def _terms_or_assets(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
    words = [*vocabulary.words("terms"), *vocabulary.words("assets")]
    if value not in words:
        yield where, f"a word of `terms` or `assets` was expected, not {shown(value)}{nearest(value, words)}"
