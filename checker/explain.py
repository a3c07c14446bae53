"""Find what a code means: a criterion, a rule set, a finding of an audit, a verdict, a word, or one term of a license."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.catalogue import UnknownLicense
from checker.model import RuleSet
from checker.page import Page
from checker.pages import explain as pages
from checker.pages.listing import SECTIONS
from checker.shelf import Shelf
from checker.vocabulary import Vocabulary


def explain(code: str, shelf: Shelf, own: Sequence[RuleSet] = ()) -> Page | list[str]:
    """The page for `code` (`OSD-5`, `osd`, `display-brand`, `contested`, `fine-tune`, `llama3.2/users-cap`), or near codes.

    Criteria of the rule sets `own` come first. Raises SourceError where a definition or rule set it needs is broken.
    """
    wanted = code.lower()
    rulesets = [*own, *map(shelf.rulebook.get, shelf.rulebook.ids)]
    criteria = {f"{ruleset.id}/{one.id}".lower(): (ruleset, one) for ruleset in rulesets for one in ruleset.criteria}
    for key, (ruleset, one) in criteria.items():
        if wanted in (key, one.id.lower()):
            return pages.criterion(one, ruleset, shelf.vocabulary)
    found = next((pages.ruleset(mine) for mine in own if wanted == mine.id), None) or _named(wanted, shelf)
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
            for held_term in held.terms:
                if held_term.id == term.lower():
                    return pages.term(held, held_term, shelf.vocabulary)
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
