"""Go, Rust, Java, Kotlin, Scala, Swift, C#, Dart: as JavaScript, but that the cases which a program tells apart are no models in use."""

from __future__ import annotations

from collections.abc import Iterator

from checker import later
from checker.finders import javascript
from checker.references import ASKED, COMPARED, KEY, VALUE, Spot
from checker.words import Words

FAR = 60  # lines over which the alternatives of one case may go
NEAR = 500  # characters before and behind a string that are looked at
# What stands before and behind a string in its line, in which other strings are a mark each.
_STRING = later.compile(r"""\"[^"\n]*"|'[^'\n]*'|`[^`\n]*`""")
_CASE = later.compile(r"""\bcase\b(?:[\s",|(]|or\b|Some\b|Ok\b)*\Z""")
_ONLY = later.compile(r"""[\s",|()]*\Z""")
_BEFORE = later.compile(r"""(?:\bmatches!\([^"]*|(?:"\)?|^)\s*\|\s*(?:Some\()?)\Z""")
_BEHIND = later.compile(r"""\)?\s*(?:\|(?!\|)|=>|if\b[^=]*=>|or ")""")
_BRANCH = later.compile(r"""[\s",]*->""")


def handles(name: str) -> bool:
    """Source of languages that match strings."""
    return name.endswith((".go", ".rs", ".java", ".kt", ".scala", ".swift", ".cs", ".dart"))


def spots(text: str, words: Words) -> Iterator[Spot]:
    """What stands in such a file; a name that is one of the cases, on one line or over several, is only asked for. Raises nothing."""
    rows: list[str] = []
    keyed, branching = "map!" in text, "when" in text  # Rust writes maps as it writes cases; `"x" -> y` is one of Kotlin's alone
    for spot in javascript.spots(text, words):
        if spot.nature in (VALUE, KEY, COMPARED) and not spot.model:
            rows = rows or text.split("\n")
            if _case(rows, spot, keyed, branching):
                spot = spot._replace(nature=ASKED)
        yield spot


def _case(rows: list[str], spot: Spot, keyed: bool, branching: bool) -> bool:
    """Whether a string is a case, or one of the alternatives of one."""
    number, begin, end = spot.line - 1, max(0, spot.column - 2), spot.column + len(spot.text)
    before = _STRING.sub('"', rows[number][max(0, begin - NEAR) : begin])
    behind = _STRING.sub('"', rows[number][end : end + NEAR])
    if _CASE.search(before) or _BEFORE.search(before) or (branching and _BRANCH.match(behind)):
        return True
    if _BEHIND.match(behind):
        return not (keyed and behind.lstrip()[:2] == "=>")
    if not behind.strip() and any(below.lstrip()[:1] == "|" for below in rows[number + 1 : number + 2]):
        return True
    for above in reversed(rows[max(0, number - FAR) : number] if _ONLY.match(before) else ()):  # `case "a",` and more below
        above = _STRING.sub('"', above[:NEAR]).rstrip()
        if above[-1:] not in (",", "|"):
            return False
        if above[-1] == "|" or not _ONLY.match(above):
            return above[-1] == "|" or _CASE.search(above) is not None
    return False
