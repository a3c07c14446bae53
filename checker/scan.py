"""From a project's files to the models they name and what metadata says of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from checker import later
from checker.addresses import SURE, Hit
from checker.clock import Late, bounded
from checker.companions import companions, home, homes, served
from checker.cut import LIKELY, cut_lines
from checker.finders import finder, headers, staters
from checker.finders.lines import LONG
from checker.libraries import library
from checker.own_reports import is_baseline, is_own_report
from checker.places import of_data
from checker.reading import ENOUGH
from checker.recognize import recalled
from checker.references import KEY, UNUSED, Note, Reference, Spot, Stated
from checker.walk import Seen, walk
from checker.words import Words, parts

MAX_FILE = 5_000_000  # bytes of a file that is read whole
MOST_SECONDS = 20.0  # by the clock, for one file; what has been found by then is kept
SMALL = 8_000  # bytes of a file that no search takes long for
HEAD = 1024  # bytes at the beginning of a file that tell whether it is text:
FEW = 50  # one in so many may be none
STUMBLES = (ValueError, RecursionError, MemoryError, LookupError, TypeError, ArithmeticError)
READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
WEAK = "weak"  # no reference by itself
_PAGES = frozenset({"docs", "doc", "documentation", "readme", "homepage", "website", "paper", "citation"})  # whose addresses are read
_MEASURES = (  # words of a table of what models cost and can, or how they are told apart, whose keys are none of those in use
    frozenset({"price", "prices", "pricing", "cost", "costs", "dimension", "dimensions", "dims", "rate", "rates", "score", "scores"})
    | {"length", "lengths", "description", "descriptions", "parser", "parsers", "prefix", "prefixes"}
)
_ASKING = frozenset({"startswith", "hasprefix", "endswith", "hassuffix"})  # calls that ask how a name begins or ends
_SHOWN = frozenset({"example", "examples"})  # keys of what may be written there
_TEST = later.compile(
    r"(?:^|[/._-])(?:tests?(?:[_-](?:resources|data|files|assets|cases|inputs))?|testing|fixtures|specs?|e2e|testdata|mocks?|cassettes?|vcr|__snapshots|__fixtures)(?:_{0,2}/|$)|(?-i:[a-z\d]Tests?)/"
    r"|(?:^|/)(?:test_[^/]*|tests?_\.[a-z]+|[^/]*(?:[_.-]tests?|\.spec|\.stories|(?-i:[a-z\d]Tests?))\.[a-z]+|[^/]*_spec\.(?:rb|lua|cr)|conftest\.py)$|^\.github/|(?:^|/)(?:\.gitlab-ci|mkdocs\.ya?ml$|vignettes/|readme\.[rq]md$)"
    r"|(?:^|/)(?:[\w-]*[_-])?(?:results|outputs?|runs)/(?:[^\n]*/)?[^/\n]*\.(?:jsonl?|csv|tsv)$"
    r"|(?:^|[/._-])(?:pric(?:es?|ing)|costs?|(?:token|model|context|rate)[._-]?limits?)\.(?:[cm]?[jt]s|py|sql|json|ya?ml|rb|go|php)$",
    re.I,
)
_TRANSLATED = later.compile(  # what a program says to people, in their languages
    r"(?:^|/)(?:i18n|l10n|locales?|translations?)/.*\.(?:json5?|ya?ml|toml|[cm]?[jt]s|properties|resx)$"
    r"|\.lproj/|/res/values[^/]*/strings|\.(?:po|pot|strings|xliff|xlf|arb)$",
    re.I,
)
_CACHED = later.compile(r"(?:^|/)models--(?P<org>[\w.]+(?:-[\w.]+)*)--(?P<name>[\w.-]+)(?=/|$)")


class Said(NamedTuple):
    """What metadata in a file says, with the file."""

    path: str
    stated: Stated


class Content(NamedTuple):
    """What one file holds: references (weak ones too), statements, notes. `late`: its time ran out before its end."""

    references: tuple[Reference, ...] = ()
    said: tuple[Said, ...] = ()
    notes: tuple[Note, ...] = ()
    late: bool = False


class Scan(NamedTuple):
    """What was found, sorted, and what could not be read."""

    references: tuple[Reference, ...]
    said: tuple[Said, ...]
    notes: tuple[Note, ...]
    files: int


def wanted(name: str) -> bool:
    """Whether a file of this name is read at all."""
    return finder(name) is not None or bool(staters(name))


def scan(root: Path, words: Words, exclude: tuple[str, ...] = (), all_files: bool = False) -> Scan:
    """Every reference and statement under `root`. Raises nothing: what goes wrong with a file is a note."""
    notes: list[Note] = []
    seen = list(walk(root, wanted, exclude, all_files, notes))
    return gathered([look(one, words) for one in seen], notes, len(seen))


def gathered(contents: Iterable[Content], notes: Iterable[Note], files: int) -> Scan:
    """The contents of all files together, weak readings settled."""
    found: list[Reference] = []
    said: list[Said] = []
    more = list(notes)
    for content in contents:
        found += content.references
        said += content.said
        more += content.notes
    return Scan(tuple(sorted(set(settled(found)))), tuple(sorted(said)), tuple(sorted(set(more))), files)


def settled(found: list[Reference]) -> list[Reference]:
    """Without the weak readings, except of names that are surely models elsewhere in the project."""
    high = [one for one in found if one.confidence == "high"]
    known = {one.text for one in high} | {one.model for one in high}
    known |= {one.model.rpartition("/")[2].rpartition(".")[0] for one in found if one.confidence != WEAK and one.kind in ("url", "file")}
    return [
        one._replace(confidence="low") if one.confidence == WEAK else one for one in found if one.confidence != WEAK or one.text in known
    ]


def look(seen: Seen, words: Words) -> Content:
    """What a file holds. Raises nothing."""
    data = stored(seen)
    return Content(notes=(data,)) if isinstance(data, Note) else read(seen.name, data, words)


def stored(seen: Seen) -> bytes | Note:
    """What is read of a file: of some its head alone. A Note where it cannot be read, or is too large. Raises nothing."""
    head = staters(seen.name) == (headers,)
    if seen.size > MAX_FILE and not head:
        return Note(seen.name, f"is larger than {MAX_FILE // 1_000_000} MB and is not read")
    try:
        opened = os.open(seen.path, READ)
        try:  # one call of the system reads it, and makes room for all it may get first
            return os.read(opened, min(headers.HEAD if head else MAX_FILE + 1, seen.size + 1))
        finally:
            os.close(opened)
    except OSError as error:
        return Note(seen.name, f"cannot be read: {error.strerror}")


def read(name: str, data: bytes, words: Words) -> Content:
    """What is in the content of a file. Raises nothing: whatever a reader trips over is a note on this file alone."""
    if is_own_report(data):
        return Content(notes=(Note(name, "is a report of modelterms: it is not read again (`exclude` spares this note)"),))
    said: list[Said] = []
    notes: list[Note] = []
    found: list[Reference] = []
    late = False
    try:
        with _clock(data):
            for module in staters(name):
                for one in module.stated(data, name):
                    notes.append(one) if isinstance(one, Note) else said.append(Said(name, one))
    except Late:
        late = True
    except STUMBLES as error:
        notes.append(Note(name, f"could not be read to its end: {type(error).__name__}"))
    try:
        found, over, cut = _references(name, data, words)
        late = late or over
        notes += [Note(name, f"line {line} is longer than {LONG:,} characters; what stands behind them was not read") for line in cut]
        parts = {one.stated.model.rpartition("/")[2] for one in said if one.stated.how == "sbom"}  # a bill has publishers apart
        found = [one for one in found if one.text not in parts]
        found = [one._replace(use=False) for one in found] if is_baseline(data) else found
    except STUMBLES as error:
        notes.append(Note(name, f"could not be read to its end: {type(error).__name__}"))
    if late:
        notes.append(Note(name, f"took more than {MOST_SECONDS:g} s and was not read to its end"))
    return Content(tuple(found), tuple(said), tuple(notes), late)


def references(name: str, data: bytes, words: Words) -> list[Reference]:
    """The references in the content of a file, weak ones too."""
    return _references(name, data, words)[0]


def _clock(data: bytes) -> AbstractContextManager[None]:
    """A bound for one file; small ones, which most are, need none."""
    return bounded(MOST_SECONDS) if len(data) > SMALL else nullcontext()


def _references(name: str, data: bytes, words: Words) -> tuple[list[Reference], bool, list[int]]:
    """The references in the content of a file, weak ones too, whether its time ran out, and the lines of which the end was not read."""
    module = finder(name)
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if module is None or (not wide and data.count(b"\0", 0, HEAD) * FEW > len(data[:HEAD])):
        return [], False, []
    text = data.decode("utf-16" if wide else "utf-8", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    context: str | None = None  # looked for once something asks for it: nothing does in most files

    def spoken_of() -> str:
        nonlocal context
        context = library(text, name) if context is None else context
        return context

    end, late = monotonic() + MOST_SECONDS, False
    seen: list[tuple[Spot, Hit]] = []
    cut: list[int] = []
    try:
        with _clock(data):
            for spot in module.spots(text, words):
                if not of_data(name, spot.slot, words):
                    seen += [(spot, hit) for hit in recalled(spot, words, spoken_of)]
                if monotonic() > end:
                    late = True
                    break
            cut = cut_lines(text, words) if len(text) > LONG and getattr(module, "BY_LINE", True) else []
    except Late:
        late = True
    if not seen:
        return [], late, cut
    test = in_tests(name)
    accepted = [(spot, hit) for spot, hit in seen if hit.score >= ENOUGH]
    weak = [(spot, hit) for spot, hit in seen if 1 <= hit.score < ENOUGH]
    beside = companions(accepted, weak)
    kept = {id(spot) for spot, _ in beside}
    at, asked = homes(accepted), served(text, {hit.kind for _, hit in accepted}, words)
    found = [
        _reference(name, spot, hit, test)._replace(home=home(spot, at) if hit.kind == "file" else "") for spot, hit in (*accepted, *beside)
    ]
    found += [_reference(name, spot, hit, test)._replace(confidence=WEAK) for spot, hit in weak if id(spot) not in kept]
    found = [one._replace(model=f"{asked[one.kind]}{one.model}") if one.kind in asked else one for one in found]
    return found, late, cut


def in_tests(name: str) -> bool:
    """Whether a file of this name belongs to tests or to what runs them, or is a translation: what stands there is not in use.

    Raises nothing.
    """
    return _TEST.search(name) is not None or _TRANSLATED.search(name) is not None


def _reference(name: str, spot: Spot, hit: Hit, test: bool) -> Reference:
    """A hit as a reference."""
    confidence = "high" if hit.score >= SURE else "medium" if hit.score >= LIKELY else "low"
    use = spot.nature not in UNUSED and not test
    measured = spot.nature == KEY and any(not _MEASURES.isdisjoint(parts(name)) for name in spot.slot)
    page = "://" in hit.text and any(not _PAGES.isdisjoint(parts(name)) for name in spot.slot[-1:])
    shown = not _SHOWN.isdisjoint(name.lower() for name in spot.slot[-1:])
    call = next((name for name in reversed(spot.slot) if name.endswith("()")), "")
    asked = "".join(parts(call.rpartition(".")[2])) in _ASKING
    use = use and not (measured or page or shown or asked)
    return Reference(name, spot.line, spot.column + max(0, hit.start), hit.text, hit.model, hit.kind, use, confidence)


def cached_model(name: str) -> str:
    """The model that a file of a Hugging Face cache belongs to: `models--org--name/...`; "" for any other file."""
    match = _CACHED.search(name)
    return f"{match['org']}/{match['name']}" if match else ""
