"""Python: arguments, defaults, registries, class attributes, by the syntax tree; comments and docstrings as such.

In stages, since most of what a project installs names no model: strings that may be names are looked for first, then only the
functions, classes and statements around them are parsed.
"""

from __future__ import annotations

import re
import warnings
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress

from checker import later
from checker.finders import _kind, lines, quick
from checker.libraries import library
from checker.needs import LIBRARY, NOTHING, needs
from checker.references import COMMENT, PROSE, Spot
from checker.words import Words

NEAR = 400  # characters before a plain word in which something must speak of models
AFTER = 4  # lines, that of a string counted in, in which the names around it still stand: `"x" in model`
WHOLE = 2_500  # characters of source that is parsed at once: cutting it would cost more
SHORT = 5_000  # the same of a file without any name whose comments are searched for one: few long ones have one there alone
HEAD = 5_000  # the same in which a file says which libraries it imports
RESORT = 200_000  # the same where a part cannot be parsed by itself
_TRAINED = (  # weights that a library has for what it makes
    later.compile(r"\(\s{0,80}(?:pretrained|weights)\s?=|\(\s{0,80}[\w.]{0,80}_Weights\b"),
    later.compile(r"weights\s?=\s?[\"']imagenet"),
)
_ZOOS = ("torchvision", "keras.applications")
_PULLED = later.compile(r"(?:ollama (?:run|pull)|demucs(?:\.separate)? -n) (?=\S)")
_FETCHED = later.compile(r"""["'](?:wget|curl) """)
_PLAIN = later.compile(r"[A-Za-z_ ]*")
_HEADER = later.compile(r"(?P<indent>[ \t]*)(?:async\s+)?(?P<kind>def|class)\b")
_IMPORT = later.compile(r"^(?:from|import) [^\n(]*(?:\([^)]*\))?", re.M)


BY_LINE = False  # what a line holds is read to its end


def handles(name: str) -> bool:
    """Python source, and stubs."""
    return name.endswith((".py", ".pyi", ".pyw"))


def spots(text: str, words: Words) -> Iterator[Spot]:
    """Strings with their place in the tree; where the text does not parse, line by line. Raises nothing."""
    hits, calls = _hits(text, words)
    slashed = list(quick.slashed(text, words))
    if hits or slashed or len(text) <= SHORT:
        slashed += quick.numbered(text, words, tagged=bool(hits) and "ollama" in text)
    if not hits and not slashed:
        return
    end = max([*hits, *(word for _, word in slashed)])
    quotes = list(_starts(text, '"""', end))
    code, prose = _told_apart(text, hits, quotes) if hits else ({}, set())
    comments, spoken, said = _spoken(text, slashed, quotes) if slashed else (set(), set(), set())
    if not code and not prose and not comments and not spoken and not said:
        return
    stored = text.split("\n")
    # words in a string of several: a command, or something that is said
    code |= {number: True for number in said if _kind.command(stored[number]) or _FETCHED.search(stored[number])}
    if code:
        yield from _code(text, stored, code, words, calls)
    for number in sorted((prose | spoken) - code.keys()):
        yield from lines.words_of(stored[number], number + 1, 1, (), PROSE, words)
    for number in sorted(said - code.keys() - prose - spoken):
        if '"' in stored[number] or "'" in stored[number]:
            yield from lines.words_of(stored[number], number + 1, 1, (), PROSE, words)
    for number in sorted(comments):
        line = stored[number]
        column = line.index("#")
        before = line[:column]
        if not before.count('"') % 2 and not before.count("'") % 2:
            yield from lines.words_of(line[column + 1 :], number + 1, column + 2, (), COMMENT, words)


def parsed(text: str, words: Words, imports: dict[str, str], first: int = 1) -> list[Spot]:
    """The strings of source that is parsed whole, its lines counted from `first`. Raises what ast.parse raises."""
    import ast  # 2 ms, which an audit whose files are all known need not wait for

    from checker.finders import _tree

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = ast.parse(text)
    walker = _tree.Walker(words, text, imports)
    walker.statements(module.body, ())
    return [spot._replace(line=spot.line + first - 1) for spot in walker.found] if first != 1 else walker.found


def _hits(text: str, words: Words) -> tuple[dict[int, bool], bool]:
    """Where strings begin that may be names, each with whether it needs no word of its place for that, and calls that load a model nobody
    names or take any name; and whether there are such calls."""
    found = quick.strings(text, words)
    needed = {at: needs(string, words) for at, string in found if not _PLAIN.fullmatch(string) or _near(text, at, words)}
    if LIBRARY in needed.values() and not library(text, ""):
        needed = {at: need for at, need in needed.items() if need != LIBRARY}
    hits = {at: need == NOTHING for at, need in needed.items()}
    if "ollama " in text or "demucs" in text:
        hits |= {match.start(): True for match in _PULLED.finditer(text) if text[match.end()] != "{"}
    calls = dict.fromkeys(quick.calls(text, words), True)
    if calls and not _loads(text, words):
        calls = {}
    if any(text.find(library, 0, HEAD) >= 0 for library in _ZOOS):
        calls |= {match.start(): True for pattern in _TRAINED for match in pattern.finditer(text)}
    return hits | calls, bool(calls)


def _loads(text: str, words: Words) -> bool:
    """Whether a text speaks of a library of which a call loads a model by any name, or without one."""
    if len(text) <= WHOLE:  # perhaps a part of a file that imports it elsewhere
        return any(root in text for found in words.roots.values() for root in found)
    asked: set[str] = set()
    at = text.find("import")
    while at >= 0:
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        for match in words.imported.finditer(text, text.rfind("\n", 0, at) + 1, end):
            if match.group() not in asked:
                asked.add(match.group())
                if any(root in text for root in words.roots[match.group()]):
                    return True
        at = text.find("import", end)
    return False


def _near(text: str, at: int, words: Words) -> bool:
    """Whether something before a plain word speaks of models."""
    before = text[max(0, at - NEAR) : at].lower()
    return any(word in before for word in words.near)


def _told_apart(text: str, hits: dict[int, bool], quotes: list[int]) -> tuple[dict[int, bool], set[int]]:
    """The numbers, from 0, of the lines that hold hits in code, with whether one needs no word of its place, and of those in docstrings."""
    marks = sorted([*quotes, *_starts(text, "'''", max(hits))])
    code: dict[int, bool] = {}
    prose: set[int] = set()
    at = number = 0
    for hit in sorted(hits):
        number += text.count("\n", at, hit)
        at = hit
        inside = bisect_right(marks, hit)
        opening = marks[inside - 1] if inside % 2 else 0
        if inside % 2 and text[text.rfind("\n", 0, opening) + 1 : opening].strip() in ("", "r", "R"):
            prose.add(number)
        else:
            code[number] = code.get(number, False) or hits[hit]
    return code, prose


def _spoken(text: str, slashed: list[tuple[int, int]], quotes: list[int]) -> tuple[set[int], set[int], set[int]]:
    """The numbers, from 0, of the lines in which a name of `slashed` stands in a comment, in a string of three quotes, and elsewhere."""
    comments: set[int] = set()
    spoken: set[int] = set()
    said: set[int] = set()
    at = number = 0
    for begin, word in sorted(slashed):
        number += text.count("\n", at, begin)
        at = begin
        if text.find("#", begin, word) >= 0:
            comments.add(number)
        inside = bisect_right(quotes, word)
        if inside % 2 and (inside < len(quotes) or text.find('"""', quotes[-1] + 3) >= 0):
            spoken.add(number)
        elif number not in comments:
            said.add(number)
    return comments, spoken, said


def _starts(text: str, mark: str, end: int) -> Iterator[int]:
    """Where `mark` begins in a text before `end`, each letter counted once."""
    end += len(mark) - 1
    at = text.find(mark, 0, end)
    while at >= 0:
        yield at
        at = text.find(mark, at + len(mark), end)


def _code(text: str, stored: list[str], code: dict[int, bool], words: Words, calls: bool) -> Iterator[Spot]:
    """The strings of the parts of a file around the lines `code`."""
    imports: dict[str, str] = {}
    if len(text) <= WHOLE:
        if not any(code.values()) and not _speaks(stored, words):
            return
        try:
            yield from parsed(text, words, imports)
            return
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            yield from lines.spots(text, words, comment="#")
            return
    if calls:
        _import(text, words, imports)
    done = -1
    ends: dict[int, int] = {}
    for number in sorted(code):
        if number < done:
            continue
        first, last = _around(stored, number)
        if number < ends.get(first, 0):
            continue  # of a class that has been read; its methods are parts of their own
        if not code[number] and not _speaks(stored[first : number + AFTER], words):
            continue
        ends[first] = last
        part = _without_methods(stored[first:last])
        indent = len(part[0]) - len(part[0].lstrip())
        source = "\n".join(["if 1:", *part] if indent else part)
        try:
            yield from parsed(source, words, imports, first if indent else first + 1)
            done = last if "class" not in part[0] else number + 1  # methods of a class are parts of their own
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            whole = _parsed_whole(text, words, imports) if len(text) <= RESORT else []
            if whole:
                yield from whole
                return
            yield from (spot._replace(line=number + 1) for spot in lines.spots(stored[number], words, comment="#"))


def _speaks(stored: list[str], words: Words) -> bool:
    """Whether lines of source say a word for which a place speaks for a model, or a library that completes names."""
    source = "\n".join(stored).lower()
    return any(word in source for word in words.speaking)


def _import(text: str, words: Words, imports: dict[str, str]) -> None:
    """Keep what a text imports, where that tells which model a call loads."""
    found = [match.group() for match in _IMPORT.finditer(text)]
    try:
        parsed("\n".join(found), words, imports)
    except (SyntaxError, ValueError):
        for source in found:
            with suppress(SyntaxError, ValueError):
                parsed(source, words, imports)


def _parsed_whole(text: str, words: Words, imports: dict[str, str]) -> list[Spot]:
    """The strings of a file of which a part could not be parsed by itself; none where the whole cannot be either."""
    try:
        return parsed(text, words, imports)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _without_methods(part: list[str]) -> list[str]:
    """A class without the bodies of its methods, which are parts of their own; anything else as it is. Lines keep their places."""
    header = _HEADER.match(part[0])
    if header is None or header["kind"] != "class":
        return part
    kept: list[str] = []
    skipping = -1
    for line in part:
        level = len(line) - len(line.lstrip()) if line.strip() else 10_000
        if 0 <= skipping < level or (skipping == level and line.lstrip()[0] in ")]}"):
            kept.append("")
            continue
        own = _HEADER.match(line)
        skipping = level if own is not None and own["kind"] == "def" else -1
        kept.append("" if skipping >= 0 or line.lstrip().startswith("@") else line)
    return [*kept, f"{header['indent']}    pass"]


def _around(stored: list[str], number: int) -> tuple[int, int]:
    """The lines, from 0, of the function around a line, or of the class, or of the statement."""
    own = stored[number].lstrip()
    depth = len(stored[number]) - len(own) or 1
    first = number
    if _HEADER.match(stored[number]) is None and not own.startswith("@"):
        for i in range(number - 1, -1, -1):
            line = stored[i]
            if not line.strip() or line[0] == "#":
                continue
            level = len(line) - len(line.lstrip())
            if level < depth and line.lstrip()[0] not in ")]}":
                depth, first = level, i
                if _HEADER.match(line) or not level or line.lstrip()[0] == "@":
                    break
    level = len(stored[first]) - len(stored[first].lstrip())
    decorated = stored[first].lstrip().startswith("@")  # then what it decorates belongs to it
    last = first + 1 if decorated else number + 1
    while last < len(stored):
        line = stored[last]
        if line.strip() and len(line) - len(line.lstrip()) <= level and line.lstrip()[0] not in ")]}\"'#":
            if not decorated:
                break
            decorated = line.lstrip().startswith("@")
        last += 1
    return first, max(last, number + 1)
