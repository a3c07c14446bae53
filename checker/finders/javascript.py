"""JavaScript and TypeScript, and other languages with their kind of strings and comments: keys, arguments, unions, `??` and `||`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from checker import later
from checker.finders import _constants, comments, lines, quick
from checker.needs import possible
from checker.references import COMMENT, TESTED, VALUE, Spot
from checker.words import Words

SUFFIXES = (
    ".js",
    ".jsx",
    ".mjs",
    ".cjs",
    ".ts",
    ".tsx",
    ".mts",
    ".cts",
    ".svelte",
    ".vue",
    ".go",
    ".rs",
    ".java",
    ".kt",
    ".swift",
    ".cs",
    ".c",
    ".cc",
    ".cpp",
    ".h",
    ".hpp",
    ".rb",
    ".php",
    ".scala",
    ".dart",
    ".lua",
    *(".zig", ".fs", ".fsx", ".cu", ".cuh", ".mm", ".m", ".cxx", ".hh", ".hxx", ".gradle", ".kts", ".groovy", ".proto", ".gleam"),
    *(".bicep", ".bicepparam", ".jsonnet", ".libsonnet", ".cue", ".astro", ".razor", ".metal"),
    *(".qml", ".rake", ".hs", ".prisma"),
)
_BODY = r"[\w@./~$:{}*][^\"'`\n]{1,2000}"
_STRING = later.compile(  # every branch begins with a letter of its own, which makes the search twice as fast
    rf"""\"(?P<double> {{0,4}}{_BODY})["'`]|'(?P<single> {{0,4}}{_BODY})["'`]|`(?P<back>{_BODY})["'`]"""
    r"""|//[^\n]*|\n[ \t]*\*[^\n]*"""  # to the end, whatever it holds: a search within would begin anew at each mark
)
_WHOLE = ("# ", "-- ", "---")  # begin a line that is all comment, in Ruby and PHP, and in Lua
_JOINED = later.compile(r"[\w.]/\w")
_QUOTE = later.compile(r"""\\[\s\S]?|["'`]""")
_TELLS = later.compile(r"[\"'`]|-(?=v?\d)(?<=\w-)")  # of a comment that speaks of a model: `gpt-4o` too
_TESTS = later.compile(r"^#\[cfg\(test\)\]\s*(?:pub\s+)?mod\b|^#\[(?:tokio::)?test\b", re.M)
_LISTED = later.compile(r"%w[\[({](?P<words>[^\])}]{3,2000})[\])}]")
_LISTED_AS = later.compile(r"(?P<name>[A-Za-z_]\w{0,60})(?::|\s{0,9}=|\()\s{0,9}$")
_LISTED_WORD = later.compile(r"\S{3,120}")
_PIPELINE = later.compile(
    r"""pipeline(?:<[^<>()]{0,60}>)?\(\s{0,9}["'`](?P<task>[\w-]{3,60})["'`]\s{0,9}(?:\)|,\s{0,9}(?:\)|null\b|undefined\b))"""
)
_OLD_PACKAGE = "@xenova/transformers"  # up to 2.17
_MODULE = later.compile(r"\b(?:from|import|require\s?\()\s*$")
_MADE = later.compile(r"\bnew (?P<name>[A-Z]\w{2,60})\((?:\s*(?P<given>\{[^{}]{0,400}\})?\s*(?P<closed>\)))?")
_CHOSEN = later.compile(r"\b(?:model|modelName|modelId|deployment\w*|azure\w*)\b|\.\.\.", re.I)


def handles(name: str) -> bool:
    """Source of languages with `//` comments, minified files aside."""
    return name.endswith(SUFFIXES) and not name.endswith((".min.js", ".bundle.js", "searchindex.js"))


def spots(text: str, words: Words) -> Iterator[Spot]:
    """Strings under their key, variable or call; bare words are code, not names."""
    yield from _constants.spots(text, words)
    hub = "pipeline" in text and (_OLD_PACKAGE in text or "@huggingface/transformers" in text)
    chosen = list(_chosen(text, words)) if hub else []
    told = chosen or "langchain" in text or "%w" in text or quick.anything(text, words, "\"'`")
    if not told and next(quick.numbered(text, words, tagged=False), None) is None:
        return  # nor does a comment speak of one
    listed = list(_listed(text, words)) if "%w" in text else []
    numbers = _quoted(text, words)
    made = list(_implied(text, words)) if "langchain" in text else []
    made += chosen
    if not numbers and not made and not listed:
        return
    yield from listed
    blocks = comments.blocks(text)
    quoted = text.split("\n")
    tests = _TESTS.search(text)  # Rust keeps its tests at the end of what they test
    last = text.count("\n", 0, tests.start()) if tests else len(quoted)
    for spot in made:
        before = quoted[spot.line - 1][: spot.column - 1]
        yield spot._replace(model="", nature=COMMENT) if comments.inside(spot, blocks) or "//" in before else spot
    read, marks = 0, []  # of the line that was looked at last: in one that a program wrote there may be thousands of strings
    for spot in lines.spots(text, words, comment="//", numbers=numbers):
        if comments.inside(spot, blocks) or quoted[spot.line - 1].lstrip().startswith(_WHOLE):
            yield comments.spoken(spot)
            continue
        if spot.text[:1] == "." and _MODULE.search(quoted[spot.line - 1][: spot.column - 2]):
            continue  # `export * from "./pyannote/feature_extraction"`
        if spot.line != read:
            read, marks = spot.line, _marks(quoted[spot.line - 1])
        if (
            spot.nature == COMMENT
            or quoted[spot.line - 1][max(0, spot.column - 2) : spot.column - 1] in ("'", '"', "`")
            or bisect_left(marks, spot.column - 1) % 2
        ):
            yield spot._replace(nature=TESTED) if spot.line > last and spot.nature != COMMENT else spot


def _marks(line: str) -> list[int]:
    """Where strings begin and end in the part of a line that is read: with an odd number before it, a place is in one."""
    found: list[int] = []
    mark = ""
    for match in _QUOTE.finditer(line, 0, lines.LONG):
        character = match.group()
        if (not mark or character == mark) and character[0] != "\\":
            found.append(match.start())
            mark = "" if mark else character
    return found


def _listed(text: str, words: Words) -> Iterator[Spot]:
    """The words of Ruby's lists of words: `MODELS = %w[gpt-4o gpt-4o-mini].freeze`."""
    for match in _LISTED.finditer(text):
        named = _LISTED_AS.search(text, max(0, match.start() - 90), match.start())
        slot = (named["name"],) if named else ()
        for word in _LISTED_WORD.finditer(text, match.start("words"), match.end("words")):
            if possible(word.group(), words):
                at = word.start()
                said = "#" in text[text.rfind("\n", 0, at) + 1 : at]
                yield Spot(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), word.group(), slot, COMMENT if said else VALUE)


def _implied(text: str, words: Words) -> Iterator[Spot]:
    """Constructors of LangChain that load a model nobody names."""
    number = at = 0
    vendors: dict[str, bool] = {}  # of that name has the vendor's own package one, too
    for match in _MADE.finditer(text):
        row = words.implicit.get(match["name"])
        number += text.count("\n", at, match.start())
        at = match.start()
        if row is None or not any(root.startswith("langchain") for root in row["from"]) or _CHOSEN.search(match["given"] or ""):
            continue
        if not match["closed"] and row["unless"]:
            continue  # something is handed to it, which may be the model's name
        name = match["name"]
        if name not in vendors:
            vendors[name] = re.search(rf"\b{name}\b[^\n;]{{0,80}}[\"']openai[\"']", text) is not None
        if vendors[name]:
            continue
        column = at - text.rfind("\n", 0, at) + len("new ")
        yield Spot(number + 1, column, f"{match['name']}()", (f"{match['name']}()",), VALUE, str(row["model"]))


def _chosen(text: str, words: Words) -> Iterator[Spot]:
    """Pipelines of transformers.js for a task, without a model: it chooses one. Which, the package tells, and not its version."""
    rows = words.table("javascript_tasks")
    models = {**rows["now"], **(rows["before"] if _OLD_PACKAGE in text else {})}
    for match in _PIPELINE.finditer(text):
        at = match.start()
        task = match["task"].partition("_")[0]  # translation_en_to_fr
        model = models.get(rows["aliases"].get(task, task))
        if model and not (text[at - 1 : at].isalnum() or text[at - 1 : at] == "_"):
            yield Spot(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), "pipeline()", ("pipeline()",), VALUE, f"hf:{model}")


def _quoted(text: str, words: Words) -> list[int]:
    """The numbers, from 0, of the lines with a string, or a comment, that may hold a name."""
    numbers: list[int] = []
    number = at = 0
    for match in _STRING.finditer(text):
        string = match[match.lastgroup] if match.lastgroup else None
        if string is None:
            said = match.group()
            if not _JOINED.search(said, said.find("/") + 2 if said[0] == "/" else 0) and not (
                _TELLS.search(said) and words.interest.search(said)
            ):
                continue
        elif not possible(string, words) and not (" " in string and words.interest.search(string)):
            continue
        begin = match.start() + (text[match.start()] == "\n")
        number += text.count("\n", at, begin)
        at = begin
        if not numbers or numbers[-1] != number:
            numbers.append(number)
    return numbers
