"""What finders hand on: strings with the place they stand in, and what metadata beside weights says of a license."""

from __future__ import annotations

from checker.tuples import NamedTuple

VALUE, KEY, COMPARED, COMMENT, PROSE, OUTPUT, TESTED, ASKED = "value", "key", "compared", "comment", "prose", "output", "tested", "asked"
MENTIONED = frozenset({COMMENT, PROSE, OUTPUT})  # in these a name is spoken of, not used
UNUSED = MENTIONED | {TESTED, ASKED}  # and in these read as a value, though nothing is loaded by it
SAID = "#said"  # ends the slot of a word of running text: what is around the text speaks for no word of it


class Spot(NamedTuple):
    """A string in a file: line and column from 1, and where it stands.

    `slot` are the names around it, the outermost first: keys, variables, calls with `()`, arguments (`#0` is the first).
    `nature` is VALUE, KEY, COMPARED, COMMENT, PROSE, OUTPUT, TESTED: a value in a test that stands in the source, or ASKED: one of the
    cases that a program tells apart.
    `model`, where it is set, is what a call without a name loads.
    """

    line: int
    column: int
    text: str
    slot: tuple[str, ...] = ()
    nature: str = VALUE
    model: str = ""


class Stated(NamedTuple):
    """What metadata says about the model in its folder, or about `model`: licenses, and the models it was made from."""

    line: int
    column: int
    how: str  # card, gguf, license-file, cache, sbom
    licenses: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    model: str = ""
    link: str = ""


class Reference(NamedTuple):
    """A model that a file names. `model` is its canonical name, `kind` the name space it is of (hf, ollama, url, vendor, ...).

    `use` is false for what is only spoken of: documentation, comments, tests. `confidence` is high, medium or low. `home` is the repository
    that is named in the same call or object as a file.
    """

    path: str
    line: int
    column: int
    text: str
    model: str
    kind: str
    use: bool
    confidence: str
    home: str = ""


class Note(NamedTuple):
    """A file that could not be read as it should, and why. It never ends an audit."""

    path: str
    message: str
