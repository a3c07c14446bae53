"""Find what a code means: a criterion, a finding of an audit, a verdict, a word of the vocabulary, or one term of a license."""

from __future__ import annotations

from checker.catalogue import UnknownLicense
from checker.page import Page
from checker.pages import explain as pages
from checker.pages.listing import SECTIONS
from checker.shelf import Shelf


def explain(code: str, shelf: Shelf) -> Page | list[str]:
    """The page for `code` (`OSD-5`, `osd/OSD-5`, `display-brand`, `contested`, `llama3.2/users-cap`), or near codes.

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
    if wanted in shelf.codes:
        return pages.code(wanted, shelf.codes[wanted])
    if wanted in pages.VERDICTS:
        return pages.verdict(wanted)
    for section in SECTIONS:
        if wanted in shelf.vocabulary.words(section):
            return pages.word(section, wanted, shelf.vocabulary)
    known = [
        *(one.id for _, one in criteria.values()),
        *pages.VERDICTS,
        *shelf.codes,
        *(word for section in SECTIONS for word in shelf.vocabulary.words(section)),
    ]
    license, slash, term = code.rpartition("/")
    if slash:
        try:
            found = shelf.catalogue.get(license)
        except UnknownLicense:
            pass
        else:
            for own in found.terms:
                if own.id == term.lower():
                    return pages.term(found, own, shelf.vocabulary)
            known, wanted = [f"{found.id}/{one.id}" for one in found.terms], f"{found.id}/{term}"
    from difflib import get_close_matches

    table = {name.lower(): name for name in known}
    return [table[name] for name in get_close_matches(wanted, list(table), n=3, cutoff=0.5)]
