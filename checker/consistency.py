"""What must hold between the parts of a license definition, beyond the shape of each part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from checker.build import texts
from checker.kinds import cite
from checker.names import nearest
from checker.schema import FAMILY, LICENSE, TERM_LISTS, check_table
from checker.source import AT_KEY, Document, SourceError, Where
from checker.vocabulary import Vocabulary

Found = Iterator[tuple[Where, str]]
Values = Mapping[str, Any]

BEGINS_WORDS = 6


def check_license(document: Document, vocabulary: Vocabulary, inherited: Values | None = None) -> None:
    """Raise SourceError with everything that is wrong with the license definition in `document`.

    `inherited` are the values of the definition it extends, resolved; its terms are taken as given. None: they cannot be known.
    """
    found = list(check_table(LICENSE, document.value, (), vocabulary))
    if isinstance(document.value, dict):
        for check in CHECKS if inherited is not None else CHECKS_ALONE:
            found += check(document.value, vocabulary, inherited or {})
    if found:
        raise SourceError(document.problem(where, message) for where, message in found)


def check_family(document: Document, name: str, vocabulary: Vocabulary) -> None:
    """Raise SourceError with everything that is wrong with the family in `document`, the file `name`."""
    values = document.value if isinstance(document.value, dict) else {}
    found = list(check_table(FAMILY, document.value, (), vocabulary))
    if values.get("id", name) != name:
        found.append((("id",), f"the id must be the name of the file, '{name}'"))
    if values.get("kind") == "nothing" and values.get("members"):
        found.append((("members",), "what names no license has no members"))
    if values.get("kind") in ("family", "ambiguous") and not values.get("members"):
        found.append(((), "the key 'members' is missing: which definitions may be meant?"))
    if found:
        raise SourceError(document.problem(where, message) for where, message in found)


Kind = TypeVar("Kind")


def _every(raw: Any, kind: type[Kind]) -> list[tuple[int, Kind]]:
    """The members of a list that are of `kind`, numbered. What is of another shape, the check of shapes has named."""
    return [(i, one) for i, one in enumerate(raw) if isinstance(one, kind)] if isinstance(raw, list) else []


def _words_in(raw: Any) -> set[str]:
    return {one for _, one in _every(raw, str)}


def _mappings(raw: Any) -> dict[str, Values]:
    return {name: one for name, one in raw.items() if isinstance(one, dict)} if isinstance(raw, dict) else {}


def terms(values: Values) -> Iterator[tuple[Where, str, Values]]:
    """Yield (where, kind, term) for every term that is a mapping."""
    for key, kind in TERM_LISTS.items():
        for i, term in _every(values.get(key), dict):
            yield (key, i), kind, term


def _kept(values: Values, inherited: Values) -> Iterator[tuple[str, Values]]:
    """Yield (kind, term) for every inherited term that is neither dropped nor replaced."""
    gone = _words_in(values.get("drop")) | {str(term.get("id")) for _, _, term in terms(values)}
    yield from ((kind, term) for _, kind, term in terms(inherited) if term.get("id") not in gone)


def _ids(values: Values, vocabulary: Vocabulary, inherited: Values) -> Found:
    seen: set[str] = set()
    for where, _, term in terms(values):
        name = term.get("id")
        if isinstance(name, str) and name in seen:
            yield (*where, "id"), f"the term id '{name}' is taken by a term above"
        seen.add(str(name))
    known = {str(term.get("id")) for _, _, term in terms(inherited)}
    if values.get("drop") and "extends" not in values:
        yield ("drop",), "nothing can be dropped where nothing is inherited: the key 'extends' is missing"
        return
    for i, name in _every(values.get("drop"), str):
        if name not in known:
            yield ("drop", i), f"'{name}' is no term of '{values.get('extends')}'{nearest(name, sorted(known))}"


def _citations(values: Values, vocabulary: Vocabulary, inherited: Values) -> Found:
    declared = values.get("documents")
    if not isinstance(declared, dict):
        return
    documents = _mappings(declared)
    places: list[tuple[Where, Any]] = [(("boilerplate", i), one) for i, one in _every(values.get("boilerplate"), str)]
    places += [((key, "at"), values[key]["at"]) for key in ("owns", "law") if isinstance(values.get(key), dict) and "at" in values[key]]
    places += [(("defines", name, "at"), one.get("at")) for name, one in _mappings(values.get("defines")).items()]
    places += [((*where, key), term[key]) for where, _, term in terms(values) for key in ("at", "disputed_by") if key in term]
    places += [
        (("documents", name, "incorporated_by"), one["incorporated_by"]) for name, one in documents.items() if "incorporated_by" in one
    ]
    for where, raw in places:
        for i, one in enumerate(raw if isinstance(raw, list) else [raw]):
            citation = cite(one) if isinstance(one, str) else None
            here = (*where, i) if isinstance(raw, list) else where
            if citation and citation.document not in declared:
                yield here, f"'{citation.document}' is no document of this definition{nearest(citation.document, declared)}"
            elif citation and documents.get(citation.document, {}).get("text") == "not-held":
                yield here, f"the document '{citation.document}' is not held, so nothing can be cited from it"
    for _, term in _kept(values, inherited):
        for one in {place.document for place in map(cite, texts(term["at"])) if place} - declared.keys():
            yield ("extends",), f"the inherited term '{term['id']}' cites '{one}', which is no document here: drop or replace the term"


def _documents(values: Values, vocabulary: Vocabulary, inherited: Values) -> Found:
    documents = _mappings(values.get("documents"))
    if isinstance(values.get("documents"), dict) and "license" not in values["documents"]:
        yield ("documents",), "the document 'license' is missing"
    for name, one in documents.items():
        where = ("documents", name)
        if one.get("text") == "held" and "sha256" not in one:
            yield where, "a document that is held needs its sha256"
        if one.get("text") == "not-held" and "sha256" in one:
            yield (*where, "sha256"), "a document that is not held has no sha256"
        if name != "license" and "incorporated_by" not in one:
            yield where, "the clause that incorporates it is missing: incorporated_by"
    if values.get("unread") is True and any(one.get("text") == "held" for one in documents.values()):
        yield ("unread",), "a text that is held is not unread"


def _actions(values: Values, vocabulary: Vocabulary, inherited: Values) -> Found:
    if values.get("unread") is True:
        return
    granted: set[str] = set()
    barred: set[str] = set()
    outright: set[str] = set()  # what is barred in some cases alone may be undecided in the others: a policy that grants nothing
    for kind, term in (*((kind, term) for _, kind, term in terms(values)), *_kept(values, inherited)):
        if kind == "permission":
            of = texts(term.get("of", ()))  # what changed versions alone may be done with is still to be said of the thing itself
            granted |= {one for one in _words_in(term.get("actions")) if "derivative" not in of or vocabulary.granted_itself(one, of)}
        elif kind == "prohibition":
            barred |= _words_in(term.get("actions"))
            outright |= set() if "when" in term else _words_in(term.get("actions"))
    silent, undecided = _words_in(values.get("silent")), _words_in(values.get("undecided"))
    known = vocabulary.grants(granted) | barred | silent | undecided
    lost = [f"'{action}'" for action in sorted(vocabulary.sections["actions"]) if action not in known]
    if lost:
        said = f"the action {lost[0]} is" if len(lost) == 1 else f"the actions {', '.join(lost)} are"
        yield (
            ("silent",) if "silent" in values else (),
            f"{said} recorded nowhere: put {'it' if len(lost) == 1 else 'each'} under permissions or prohibitions, "
            "or into `silent` (read, and the text says nothing) or `undecided` (read, and it cannot be decided)",
        )
    for key in ("silent", "undecided"):
        for i, action in _every(values.get(key), str):
            if action in granted | (barred if key == "silent" else outright):
                yield (key, i), f"the action '{action}' cannot be in `{key}`: a term grants or bars it"
    for action in sorted(silent & undecided):
        yield ("undecided",), f"the action '{action}' is in `silent` and in `undecided`"


def _words(values: Values, vocabulary: Vocabulary, inherited: Values) -> Found:
    """A duty or power whose word needs certain keys, a threshold without `counted`, a notice that begins too long."""
    for where, kind, term in terms(values):
        section = {"duty": "duties", "power": "powers"}.get(kind)
        entry = vocabulary.sections[section].get(str(term.get(kind)), {}) if section else {}
        for key in entry.get("needs", ()):
            if key not in term:
                yield where, f"'{term[kind]}' needs the key '{key}'"
        if _has_threshold(term.get("when"), vocabulary) and "counted" not in term and kind != "power":
            yield where, "a threshold needs `counted`: whose number, when, over which time"
        for key in ("when", "unless") if kind == "permission" else ():
            if key in term:
                yield (*where, key, AT_KEY), "a permission carries no condition: write what limits it as a prohibition"
        notice = term.get("notice")
        if isinstance(notice, dict) and len(str(notice.get("begins")).split()) > BEGINS_WORDS:
            yield (*where, "notice", "begins"), f"at most {BEGINS_WORDS} words of a notice are quoted"
        if term.get("actions") == []:
            yield (*where, "actions"), "an empty list says nothing"
        if term.get("certainty") and "note" not in term:
            yield where, "a contested term needs a note that gives both readings"


def _has_threshold(condition: Any, vocabulary: Vocabulary) -> bool:
    clauses = condition if isinstance(condition, list) else [condition]
    constraints = vocabulary.sections["constraints"]
    return any(constraints.get(name, {}).get("value") in ("count", "money") for _, clause in _every(clauses, dict) for name in clause)


CHECKS: tuple[Callable[[Values, Vocabulary, Values], Found], ...] = (_ids, _citations, _documents, _actions, _words)
CHECKS_ALONE = (_citations, _documents, _words)
