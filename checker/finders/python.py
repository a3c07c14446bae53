"""Python: arguments, defaults, registries, class attributes, by the syntax tree; comments and docstrings as such.

In stages, since most of what a project installs names no model: strings that may be names are looked for first, then only the
functions, classes and statements around them are parsed.
"""

from __future__ import annotations

import ast
import re
import warnings
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress

from checker.finders import lines, tree
from checker.recognize import possible
from checker.references import COMMENT, PROSE, Spot
from checker.words import Words

NEAR = 400  # characters before a plain word in which something must speak of models
WHOLE = 2_500  # characters of source that is parsed at once: cutting it would cost more
RESORT = 200_000  # the same where a part cannot be parsed by itself
_PLAIN = re.compile(r"[A-Za-z_ ]*")
_COMMENT = re.compile(r"#[^\n/]*/[^\n]*")  # and _JOINED in it: as one pattern it goes back over every comment
_JOINED = re.compile(r"[\w.]/\w")
_SLASHED = re.compile(r"(?<![\w.:/-])[\w.:/-]+/[\w.:@/-]+")  # begins where a word does: from within, it would be tried at each letter
_HEADER = re.compile(r"(?P<indent>[ \t]*)(?:async\s+)?(?P<kind>def|class)\b")
_IMPORT = re.compile(r"^(?:from|import) [^\n(]*(?:\([^)]*\))?", re.M)


def handles(path: str) -> bool:
    """Python source, and stubs."""
    return path.endswith((".py", ".pyi", ".pyw"))


def spots(text: str, words: Words) -> Iterator[Spot]:
    """Strings with their place in the tree; where the text does not parse, line by line. Raises nothing."""
    hits = _hits(text, words)
    comments = [
        match
        for match in _COMMENT.finditer(text)
        if _JOINED.search(match.group()) and any(possible(name, words) for name in _SLASHED.findall(match.group()))
    ]
    if not hits and not comments and '"""' not in text:
        return
    stored = text.split("\n")
    code, prose = _told_apart(text, hits)
    prose |= _spoken(text, words)
    if code:
        yield from _code(text, stored, code, words)
    for number in sorted(prose - code):
        yield from lines.words_of(stored[number], number + 1, 1, (), PROSE)
    at = number = 0
    for match in comments:
        number += text.count("\n", at, match.start())
        at = match.start()
        line = stored[number]
        column = at - text.rfind("\n", 0, at)
        before = line[: column - 1]
        if not before.count('"') % 2 and not before.count("'") % 2:
            yield from lines.words_of(match.group()[1:], number + 1, column + 1, (), COMMENT)


def parsed(text: str, words: Words, imports: dict[str, str], first: int = 1) -> list[Spot]:
    """The strings of source that is parsed whole, its lines counted from `first`. Raises what ast.parse raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = ast.parse(text)
    walker = tree.Walker(words, text, imports)
    walker.statements(module.body, ())
    return [spot._replace(line=spot.line + first - 1) for spot in walker.found] if first != 1 else walker.found


def _hits(text: str, words: Words) -> list[int]:
    """Where strings begin that may be names, and calls that load a model nobody names or take any name."""
    found = []
    for match in words.quoted_interest.finditer(text):
        string = match.group()[1:]
        at = match.start()
        if possible(string, words) and (not _PLAIN.fullmatch(string) or _near(text, at, words)):
            found.append(at)
    if _loads(text, words):
        calls = (match.start() for match in words.called.finditer(text))
        found += [at for at in calls if not at or not (text[at - 1].isalnum() or text[at - 1] == "_")]
    return sorted(found)


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


def _told_apart(text: str, hits: list[int]) -> tuple[set[int], set[int]]:
    """The numbers, from 0, of the lines that hold hits in code, and in docstrings."""
    marks = sorted([*_starts(text, '"""'), *_starts(text, "'''")])
    code: set[int] = set()
    prose: set[int] = set()
    at = number = 0
    for hit in hits:
        number += text.count("\n", at, hit)
        at = hit
        inside = bisect_right(marks, hit)
        if inside % 2:
            opening = marks[inside - 1]
            before = text[text.rfind("\n", 0, opening) + 1 : opening].strip()
            (prose if before in ("", "r", "R") else code).add(number)
        else:
            code.add(number)
    return code, prose


def _spoken(text: str, words: Words) -> set[int]:
    """The numbers, from 0, of the lines in strings of three quotes that name something without quotation marks."""
    numbers: set[int] = set()
    at = number = 0
    quotes = list(_starts(text, '"""'))
    for opening, closing in zip(quotes[::2], quotes[1::2], strict=False):
        slash = text.find("/", opening, closing)
        while slash >= 0:  # line by line, those that have one
            end = text.find("\n", slash, closing)
            end = end if end >= 0 else closing
            for match in _SLASHED.finditer(text, max(opening, text.rfind("\n", opening, slash) + 1), end):
                if possible(match.group(), words):
                    number += text.count("\n", at, match.start())
                    at = match.start()
                    numbers.add(number)
            slash = text.find("/", end, closing)
    return numbers


def _starts(text: str, mark: str) -> Iterator[int]:
    """Where `mark` stands in a text, each letter counted once."""
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + len(mark))


def _code(text: str, stored: list[str], code: set[int], words: Words) -> Iterator[Spot]:
    """The strings of the parts of a file around the lines `code`."""
    imports: dict[str, str] = {}
    if len(text) <= WHOLE:
        try:
            yield from parsed(text, words, imports)
            return
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            yield from lines.spots(text, words, comment="#")
            return
    _import(text, words, imports)
    done = -1
    ends: dict[int, int] = {}
    for number in sorted(code):
        if number < done:
            continue
        first, last = _around(stored, number)
        if number < ends.get(first, 0):
            continue  # of a class that has been read; its methods are parts of their own
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


def _import(text: str, words: Words, imports: dict[str, str]) -> None:
    """Keep what a text imports, where that tells which model a call loads."""
    found = [match.group() for match in _IMPORT.finditer(text)] if _loads(text, words) else []
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
