"""License files of a user: what each is, and where the terms of a license stand in it. Reads files; prints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from checker.catalogue import UnknownLicense
from checker.model import License, Term
from checker.shelf import Shelf
from checker.source import Problem, SourceError, read_bytes
from checker.texts.fold import MAX_BYTES, decode, words
from checker.texts.identify import identify
from checker.texts.locate import Copy, Located, locate, read_copy
from checker.texts.verdicts import Identity, Verdict

if TYPE_CHECKING:
    from checker.beside import Kept
    from checker.pages.identify import Case


def cases(shelf: Shelf, paths: Sequence[Path]) -> list[Case]:
    """What each file is. Raises SourceError for files that were named and cannot be read; one found in a folder is not known."""
    from checker.pages.identify import Case
    from checker.textfiles import text_files

    found, problems = [], []
    for path, named in text_files(paths):
        try:
            content = read_bytes(path, MAX_BYTES)
        except SourceError as error:
            problems += error.problems if named else []
            found.append(Case(str(path), Identity(Verdict.UNKNOWN, why=error.problems[0].message)))
            continue
        found.append(_case(shelf, str(path), content))
    if problems:
        raise SourceError(problems)
    return found


def kept(shelf: Shelf, root: Path, name: str) -> Kept:
    """What the license file `name` of the project at `root` is. Raises nothing: one that cannot be read is not known."""
    from checker.beside import Kept  # an audit's own; `identify` has no use for it
    from checker.pages.identify import in_words, said

    try:
        content = read_bytes(root / name, MAX_BYTES)
    except SourceError as error:
        return Kept(name, Verdict.UNKNOWN, what=error.problems[0].message)
    try:
        case = _case(shelf, name, content)
    except (ArithmeticError, LookupError, ValueError, RecursionError) as error:  # one file must not take the findings of all others with it
        return Kept(name, Verdict.UNKNOWN, what=f"it cannot be read: {type(error).__name__}")
    identity = case.identity
    whose = {id for part in identity.parts for id, document in part.names if document == "license"} & set(identity.named)
    license = whose.pop() if identity.verdict is Verdict.IS and len(whose) == 1 else ""
    if identity.verdict in (Verdict.IS, Verdict.CHANGED, Verdict.CONTAINS):
        return Kept(
            name, identity.verdict, identity.named or identity.ids, in_words(case), license, case.touched[0].line if case.touched else 1
        )
    return Kept(name, identity.verdict, (), f"like {said(identity)}" if identity.parts else "" if identity.words else identity.why)


def _case(shelf: Shelf, name: str, content: bytes) -> Case:
    from checker.pages.identify import Case

    identity = identify(content, shelf.prints)
    text, source = (words(content), decode(content)) if identity.verdict is Verdict.CHANGED else (None, None)
    if text is None or source is None:
        return Case(name, identity)
    from checker.texts.changes import changes, touched

    part = identity.parts[0]
    license = next(_definitions(shelf, identity.named), None)
    terms = touched(text, source, part, license) if license else []
    return Case(name, identity, license.id if license else "", tuple(terms), tuple(changes(text, source, part)))


def already(shelf: Shelf, path: Path) -> list[str]:
    """What to say of a text of which a draft is asked for, where a definition of it, or of the text it was made of, is there."""
    (case,) = cases(shelf, [path])
    ids = [license.id for license in _definitions(shelf, case.identity.named)]
    if not ids or case.identity.verdict not in (Verdict.IS, Verdict.CHANGED):
        return []
    named = " or ".join(ids)  # which of them, where several have the same text, their policies say
    if case.identity.verdict is Verdict.IS:
        return [f"{path} is {named}, whose definition is here already: `modelterms show {ids[0]}`"]
    return [f"{path} is, with changes, {named}: `modelterms identify` says which terms they touch"]


def _definitions(shelf: Shelf, ids: Iterable[str]) -> Iterator[License]:
    """Those of `ids` that have a definition."""
    for id in ids:
        with suppress(UnknownLicense):
            yield shelf.catalogue.get(id)


def copy_of(path: Path, shelf: Shelf) -> tuple[Copy, Identity]:
    """A user's copy and what it is. Raises SourceError where it cannot be read, or is no text."""
    content = read_bytes(path, MAX_BYTES)
    copy = read_copy(str(path), content)
    if copy is None:
        raise SourceError([Problem(str(path), 0, 0, "is no text")])
    return copy, identify(content, shelf.prints)


def about(identity: Identity, licenses: Sequence[License]) -> str:
    """What must be said of a copy beside clauses quoted from it: "" where it is the text of these licenses."""
    from checker.pages.identify import said

    if identity.verdict is Verdict.IS and {license.id for license in licenses} & set(identity.ids):
        return ""
    own = {license.id for license in licenses} & set(identity.ids)
    what = f"{identity.verdict.value} {said(identity)}" if identity.parts else "is not a known text"
    return f"this file {what}{'' if own else ', not the text of ' + ' or '.join(license.id for license in licenses)}"


def located(license: License, terms: Iterable[Term], copy: Copy, identity: Identity) -> list[tuple[str, Located]]:
    """Each of `terms` once, where it stands in `copy`. Of a copy that is known those of its documents alone: a license lacks no policy."""
    documents = _documents(license, identity) or {text.name for text in license.texts}
    every = {term.id: term for term in terms if any(place.document in documents for place in term.at)}
    return [(license.id, located_in(license, term, copy, identity)) for term in every.values()]


def located_in(license: License, term: Term, copy: Copy, identity: Identity) -> Located:
    """Where a term stands in `copy`; what that lacks since it is another document of the license has its place there."""
    found, documents = locate(term, copy), _documents(license, identity)
    if not found.missing or not documents or identity.verdict is not Verdict.IS:
        return found
    return found._replace(elsewhere=tuple(place for place in term.at if place.document not in documents))


def _documents(license: License, identity: Identity) -> set[str]:
    """Which documents of a license a copy is, edited or not; none where it is not known to be any."""
    if identity.verdict not in (Verdict.IS, Verdict.CHANGED):
        return set()
    return {document for part in identity.parts for id, document in part.names if id == license.id}
