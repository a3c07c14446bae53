"""What must hold between the parts of a license definition, beyond the shape of each part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from checker.kinds import cite, nearest
from checker.schema import LICENSE, TERM_LISTS, check_table
from checker.source import Document, SourceError, Where
from checker.vocabulary import Vocabulary

Found = Iterator[tuple[Where, str]]
Values = Mapping[str, Any]

BEGINS_WORDS = 6


def check_license(document: Document, vocabulary: Vocabulary, inherited: Values | None = None) -> None:
    """Raise SourceError with everything that is wrong with the license definition in `document`.

    `inherited` are the values of the definition it extends, resolved; its terms are taken as given.
    """
    found = list(check_table(LICENSE, document.value, (), vocabulary))
    if isinstance(document.value, dict):
        for check in CHECKS:
            found += _guarded(check, document.value, vocabulary, inherited or {})
    if found:
        raise SourceError(document.problem(where, message) for where, message in found)


def _guarded(check: Callable[[Values, Vocabulary, Values], Found], values: Values, vocabulary: Vocabulary, inherited: Values) -> Found:
    """Run a check on values whose shape may already be known to be wrong: what it cannot read, the shape check has named."""
    try:
        yield from check(values, vocabulary, inherited)
    except (TypeError, AttributeError, KeyError):
        return


def terms(values: Values) -> Iterator[tuple[Where, str, Values]]:
    """Yield (where, kind, term) for every term that is a mapping."""
    for key, kind in TERM_LISTS.items():
        listed = values.get(key)
        for i, term in enumerate(listed if isinstance(listed, list) else []):
            if isinstance(term, dict):
                yield (key, i), kind, term


def _ids(values: Values, vocabulary: Vocabulary, inherited: Values) -> Found:
    seen: set[str] = set()
    for where, _, term in terms(values):
        name = term.get("id")
        if name in seen:
            yield (*where, "id"), f"the term id '{name}' is taken"
        seen.add(str(name))
    known = {str(term.get("id")) for _, _, term in terms(inherited)}
    for i, name in enumerate(values.get("drop") or []):
        if name not in known:
            yield ("drop", i), f"'{name}' is no term of '{values.get('extends')}'{nearest(name, sorted(known))}"
    if values.get("drop") and not values.get("extends"):
        yield ("drop",), "nothing is inherited, so nothing can be dropped"


def _citations(values: Values, vocabulary: Vocabulary, inherited: Values) -> Found:
    documents = values.get("documents") or {}
    places: list[tuple[Where, Any]] = [(("boilerplate", i), one) for i, one in enumerate(values.get("boilerplate") or [])]
    places += [((key, "at"), values[key]["at"]) for key in ("owns", "law") if isinstance(values.get(key), dict) and "at" in values[key]]
    places += [((*where, key), term[key]) for where, _, term in terms(values) for key in ("at", "disputed_by") if key in term]
    places += [
        (("documents", name, "incorporated_by"), one["incorporated_by"]) for name, one in documents.items() if "incorporated_by" in one
    ]
    for where, raw in places:
        for i, one in enumerate(raw if isinstance(raw, list) else [raw]):
            citation = cite(one) if isinstance(one, str) else None
            here = (*where, i) if isinstance(raw, list) else where
            if citation and citation.document not in documents:
                yield here, f"'{citation.document}' is no document of this definition{nearest(citation.document, documents)}"
            elif citation and documents[citation.document].get("text") != "held":
                yield here, f"the document '{citation.document}' is not held, so nothing can be cited from it"


def _documents(values: Values, vocabulary: Vocabulary, inherited: Values) -> Found:
    documents = values.get("documents") or {}
    if "license" not in documents:
        yield ("documents",), "the document 'license' is missing"
    for name, one in documents.items():
        where = ("documents", name)
        if one.get("text") == "held" and "sha256" not in one:
            yield where, "a document that is held needs its sha256"
        if one.get("text") == "not-held" and "sha256" in one:
            yield (*where, "sha256"), "a document that is not held has no sha256"
        if name != "license" and "incorporated_by" not in one:
            yield where, "the clause that incorporates it is missing: incorporated_by"
    if values.get("unread") and any(one.get("text") == "held" for one in documents.values()):
        yield ("unread",), "a text that is held is not unread"


def _actions(values: Values, vocabulary: Vocabulary, inherited: Values) -> Found:
    if values.get("unread"):
        return
    granted: set[str] = set()
    barred: set[str] = set()
    dropped = set(values.get("drop") or ())
    own = {term.get("id") for _, _, term in terms(values)}
    for source in (values, inherited):
        for _, kind, term in terms(source):
            if source is inherited and (term.get("id") in dropped or term.get("id") in own):
                continue
            actions = term.get("actions")
            if kind == "permission" and isinstance(actions, list):
                granted |= set(actions)
            elif kind == "prohibition" and isinstance(actions, list):
                barred |= set(actions)
    silent, undecided = set(values.get("silent") or ()), set(values.get("undecided") or ())
    known = vocabulary.grants(granted) | barred | silent | undecided
    for action in vocabulary.sections["actions"]:
        if action not in known:
            yield (
                ("silent",) if "silent" in values else (),
                f"the action '{action}' is recorded nowhere: put it under permissions or prohibitions, or into `silent` (read, and the text says nothing) "
                "or `undecided` (read, and it cannot be decided)",
            )
    for key in ("silent", "undecided"):
        for i, action in enumerate(values.get(key) or ()):
            if action in granted | barred:
                yield (key, i), f"the action '{action}' is recorded in a term too"
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
        if "notice" in term and len(str(term["notice"].get("begins")).split()) > BEGINS_WORDS:
            yield (*where, "notice", "begins"), f"at most {BEGINS_WORDS} words of a notice are quoted"
        if term.get("certainty") and "note" not in term:
            yield where, "a contested term needs a note that gives both readings"


def _has_threshold(condition: Any, vocabulary: Vocabulary) -> bool:
    clauses = condition if isinstance(condition, list) else [condition] if condition else []
    return any(vocabulary.value_kind(name) in ("count", "money") for clause in clauses for name in clause)


CHECKS: tuple[Callable[[Values, Vocabulary, Values], Found], ...] = (_ids, _citations, _documents, _actions, _words)
