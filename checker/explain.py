"""Find what a code means: a criterion, a rule set, a finding of an audit, a verdict, a word, or one term of a license."""

from __future__ import annotations

from collections.abc import Mapping

from checker.catalogue import UnknownLicense
from checker.page import Page
from checker.pages import explain as pages
from checker.pages.listing import SECTIONS
from checker.shelf import Shelf
from checker.vocabulary import Vocabulary


def explain(code: str, shelf: Shelf) -> Page | list[str]:
    """The page for `code` (`OSD-5`, `osd`, `display-brand`, `contested`, `fine-tune`, `llama3.2/users-cap`), or near codes.

    Raises SourceError where a definition or rule set it needs is broken.
    """
    wanted = code.lower()
    criteria = {
        f"{name}/{one.id}".lower(): (shelf.rulebook.get(name), one)
        for name in shelf.rulebook.ids
        for one in shelf.rulebook.get(name).criteria
    }
    for key, (ruleset, one) in criteria.items():
        if wanted in (key, one.id.lower()):
            return pages.criterion(one, ruleset, shelf.vocabulary)
    found = _named(wanted, shelf)
    if found:
        return found
    known = [
        *(one.id for _, one in criteria.values()),
        *pages.VERDICTS,
        *pages.ANSWERS,
        *shelf.codes,
        *(word for section in SECTIONS for word in shelf.vocabulary.words(section)),
        *shelf.vocabulary.words("plain_words"),
        *(word for words in _choices(shelf.vocabulary).values() for word in words),
    ]
    license, slash, term = code.rpartition("/")
    if slash:
        try:
            held = shelf.catalogue.get(license)
        except UnknownLicense:
            pass
        else:
            for own in held.terms:
                if own.id == term.lower():
                    return pages.term(held, own, shelf.vocabulary)
            known, wanted = [f"{held.id}/{one.id}" for one in held.terms], f"{held.id}/{term}"
    from difflib import get_close_matches

    table = {name.lower(): name for name in known}
    return [table[name] for name in get_close_matches(wanted, list(table), n=3, cutoff=0.5)]


def _named(wanted: str, shelf: Shelf) -> Page | None:
    """The page for a word that stands alone."""
    if wanted in shelf.rulebook.ids:
        return pages.ruleset(shelf.rulebook.get(wanted))
    if wanted in shelf.codes:
        return pages.code(wanted, shelf.codes[wanted])
    if wanted in pages.VERDICTS:
        return pages.verdict(wanted)
    if wanted in pages.ANSWERS:
        return pages.answer(wanted)
    for section in SECTIONS:
        if wanted in shelf.vocabulary.words(section):
            return pages.word(section, wanted, shelf.vocabulary)
    if wanted in shelf.vocabulary.words("plain_words"):
        return pages.act(wanted, shelf.vocabulary)
    choice = {constraint: words[wanted] for constraint, words in _choices(shelf.vocabulary).items() if wanted in words}
    return pages.choice(wanted, choice, shelf.vocabulary) if choice else None


def _choices(vocabulary: Vocabulary) -> Mapping[str, Mapping[str, str]]:
    """The words that conditions may take, with what they are called, by constraint."""
    return {name: entry["words"] for name, entry in vocabulary.words("constraints").items() if "words" in entry}
