"""What the commands about license texts do: identify, locate, draft, verify, and the clauses that others quote from a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.given import UsageError, licenses, one_of, subjects
from checker.model import License, Subject, Term
from checker.outcome import Outcome
from checker.page import Page
from checker.shelf import Shelf

if TYPE_CHECKING:
    from checker.texts.draft import Draft


def quoting(shelf: Shelf, page: Page, found: Sequence[License], wanted: Callable[[str, str], bool], text: Path) -> Page:
    """`page` with the clauses of the terms that are `wanted` (license, term), as the user's copy words them."""
    from checker.copies import about, copy_of, located
    from checker.pages.locate import with_copy

    copy, identity = copy_of(text, shelf)
    terms = [row for one in found for row in located(one, (term for term in one.terms if wanted(one.id, term.id)), copy, identity)]
    return with_copy(page, terms, copy, about(identity, found), shelf.vocabulary)


def drafted(shelf: Shelf, file: Path) -> Subject:
    """The draft of a license text as a license."""
    from checker.build import build_license

    values = _draft(shelf, [file]).values
    return Subject(str(file), build_license(values, shelf.vocabulary))


def draft(shelf: Shelf, files: Sequence[Path]) -> Outcome:
    """A first definition of a license text, and of the policies that belong to it."""
    from checker.copies import already
    from checker.pages.draft import page, summary

    drafted = _draft(shelf, files)
    return Outcome(page(drafted, ", ".join(file.name for file in files)), told=(*summary(drafted), *already(shelf, files[0])))


def _draft(shelf: Shelf, files: Sequence[Path]) -> Draft:
    """Read the texts: the license first, then its policies. Raises SourceError."""
    from checker.texts.draft import draft, names_of
    from checker.texts.library import read_text

    texts = {name: read_text(file) for name, file in zip(names_of(len(files)), files, strict=True)}
    return draft(files[0].stem, texts, shelf.signals, shelf.vocabulary, shelf.catalogue.values)


def identify(shelf: Shelf, paths: Sequence[Path]) -> Outcome:
    """Which license text each file is."""
    from checker.copies import cases
    from checker.pages.identify import page
    from checker.texts.verdicts import Verdict

    found = cases(shelf, paths)
    return Outcome(page(found, shelf.vocabulary), any(one.identity.verdict is not Verdict.IS for one in found), not found)


def locate(shelf: Shelf, term: str, path: Path) -> Outcome:
    """Where the words of a term stand in a user's copy."""
    from checker.copies import about, copy_of, located_in
    from checker.pages.locate import page

    copy, identity = copy_of(path, shelf)
    name, _, id = term.rpartition("/")
    if not name and not identity.named:
        raise UsageError([f"{path} is no known text: name the license as well, LICENSE/{term}"])
    license = licenses(shelf, [name or identity.named[0]], "locate")[0]
    found = located_in(license, _term(license, id), copy, identity)
    return Outcome(page(license.id, found, copy, about(identity, [license]), shelf.vocabulary), found.lacks)


def _term(license: License, id: str) -> Term:
    """The term of this id, or the only one that says this word of the vocabulary. Raises UsageError."""
    known = {one.id: one for one in license.terms}
    said = [one for one in license.terms if id in _words_of(one)]
    if id not in known and len(said) == 1:
        return said[0]
    if id not in known and said:
        raise UsageError([f"TERM: {license.id} says '{id}' in {', '.join(one.id for one in said)}: name one of them"])
    one_of("TERM", id, list(known))
    return known[id]


def _words_of(term: Term) -> set[str]:
    """The words of a term and of its conditions."""
    clauses = (*term.when, *term.unless)
    return {*term.words, *(word for clause in clauses for values in clause.values() for word in values.words)}


def verify(shelf: Shelf, names: Sequence[str], folders: Sequence[Path]) -> Outcome:
    """Definitions held against the texts they were written from."""
    from checker.pages.verify import page
    from checker.texts.library import Library
    from checker.texts.verify import verify as run

    missing = [str(folder) for folder in folders if not folder.is_dir()]
    if missing:
        raise UsageError([f"--texts {folder}: is not a folder" for folder in missing])
    library = Library.standard(*folders)
    found = [license for one in subjects(shelf, names or shelf.catalogue.ids) for license in one.licenses]
    results = [(license, run(license, library.lookup)) for license in found]
    empty = not any(result.documents for _, result in results)
    told = ("no text of these is here: name a folder of texts with --texts, or install scancode-toolkit",) if empty else ()
    return Outcome(page(results), any(result.problems for _, result in results), empty, told=told)
