"""Go, Rust, Java, Kotlin, Scala, Swift, C#, Dart: as JavaScript, but that the cases which a program tells apart are no models in use."""

from __future__ import annotations

from collections.abc import Iterator

from checker import later
from checker.finders import javascript
from checker.references import ASKED, COMPARED, KEY, VALUE, Spot
from checker.words import Words

SUFFIXES = (".go", ".rs", ".java", ".kt", ".scala", ".swift", ".cs", ".dart")
FAR = 60  # lines over which the alternatives of one case may go
_TOLD = frozenset({VALUE, KEY, COMPARED})
_STRINGS = r"""(?:(?:Some\(|Ok\()?(?:"[^"\n]*"|'[^'\n]*'|`[^`\n]*`)\)?\s{0,40}(?:[,|]|or\b)\s{0,40})*"""
_CASE = later.compile(rf"\bcase\s{{1,20}}{_STRINGS}(?:Some\(|Ok\()?\Z")
_ALTERNATIVE = later.compile(r"""(?:["']\)?\s{0,40}|^\s{0,200})\|\s{0,40}(?:Some\(|Ok\()?\Z|\bmatches!\([^"]{0,200}\Z""")
_ONLY = later.compile(rf"""\s{{0,200}}(?:\|\s{{0,40}})?{_STRINGS}(?:"[^"\n]*"|'[^'\n]*'|`[^`\n]*`)?\s{{0,40}}\Z""")
_FOLLOWED = later.compile(r"""\)?\s{0,40}(?:\|(?!\|)|=>|if\b[^=]{1,200}=>|or ")""")
_BRANCH = later.compile(r"""\s{0,40}(?:,\s{0,40}"[^"\n]*"\s{0,40})*->""")


def handles(name: str) -> bool:
    """Source of languages that match strings."""
    return name.endswith(SUFFIXES)


def spots(text: str, words: Words) -> Iterator[Spot]:
    """What stands in such a file; a name that is one of the cases, on one line or over several, is only asked for. Raises nothing."""
    rows: list[str] = []
    keyed, branching = "map!" in text, "when" in text  # Rust writes maps as it writes cases; `"x" -> y` is one of Kotlin's alone
    for spot in javascript.spots(text, words):
        if spot.nature in _TOLD and not spot.model:
            rows = rows or text.split("\n")
            if _case(rows, spot, keyed, branching):
                spot = spot._replace(nature=ASKED)
        yield spot


def _case(rows: list[str], spot: Spot, keyed: bool, branching: bool) -> bool:
    """Whether a string is a case, or one of the alternatives of one."""
    number, row = spot.line - 1, rows[spot.line - 1]
    before, after = row[: max(0, spot.column - 2)], row[spot.column + len(spot.text) :]
    if _CASE.search(before, max(0, len(before) - 500)) or _ALTERNATIVE.search(before, max(0, len(before) - 300)):
        return True
    if _FOLLOWED.match(after) and not (keyed and after.lstrip()[:2] == "=>"):
        return True
    if branching and _BRANCH.match(after):
        return True
    if not after.strip() and rows[number + 1 : number + 2] and rows[number + 1].lstrip()[:2] in ("| ", '|"'):
        return True
    if before.strip() and not _ONLY.fullmatch(before):
        return False
    for above in reversed(rows[max(0, number - FAR) : number]):  # `case "a",` and more below
        if above.rstrip()[-1:] not in (",", "|"):
            return False
        if "case " in above:
            return _CASE.search(above.rstrip()[:500]) is not None
        if not _ONLY.fullmatch(above[:500]):
            return False
        if above.rstrip()[-1:] == "|":
            return True
    return False
