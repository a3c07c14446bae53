"""The names around a line of text: keys above it, brackets that are open, what it goes on with. Looked up backwards from the line."""

from __future__ import annotations

import re

from checker import later

UP = 400  # lines that are looked through for the names around a value
DEEP = 4  # names around it that are kept
_YAML_KEY = later.compile(r"""^(?P<indent>[\s-]*?)(?P<key>["']?[\w.$/@][\w.$/@-]*["']?)\s*:(?:\s|$)""")
_BRACKET = later.compile(r"[{\[()\]}]")
_OPENER = later.compile(
    r"""(?P<key>[A-Za-z_$][\w$.-]*|["'][^"'\n]{1,100}["'])\s*(?::\s*[\w<>\[\]|., ]{0,60})?(?P<sign>=>|[:=(]|\?\?=|)\s*"""
    r"""(?:new\s+\w+|(?:map\[[\w.]{1,40}\]|\[\])[\w.*\[\]]{1,60})?$"""
)
OPEN_END = later.compile(r"""(?P<key>[A-Za-z_$][\w$.-]*)["']?\s*(?:(?:=|:|=>|\?\?|\|\||\+|\()\s*)$|(?:\?\?|\|\|)\s*$""")
MEMBERS = "enum "  # before the name of an enumeration: what its members are called says nothing
_TELLS = later.compile(
    r"\b(?P<kind>enum|class|struct|switch|match|when)\b(?:\s+class\b)?[\s(]{1,5}(?P<name>[A-Za-z_$][\w$.]{0,80})[^{}\"'`]{0,80}$"
)
_CALLED = later.compile(r"(?:(?P<call>[A-Za-z_$][\w$.]{0,80})|(?P<array>[A-Za-z_]\w{0,80})=)$")
_VALUED = later.compile(r"""\s{0,80}(?:-\s{1,9})?(?P<key>["']?(?:value|default|defaultValue)["']?\s{0,9}:)""")
_NAMED = later.compile(
    r"""\s{0,80}(?:-\s{1,9})?(?P<key>["']?(?:name|key)["']?\s{0,9}:)\s{0,9}["']?(?P<name>[A-Za-z_][\w.-]{1,80})["']?,?\s*$"""
)
_SETTING = later.compile(r"""\s{0,20}[\w."'-]{1,80}\s*=""")
_SECTION = later.compile(r"\[{1,2}(?P<name>[\w .\"'-]{1,100})\]{1,2}\s*(?:[#;].*)?$")
_ATTRIBUTE = later.compile(r"\s*(?:#\[|@[A-Z]\w{0,60}\(|\[[A-Z]\w{0,60}\()")
_DECLARED = later.compile(r"(?:[\w<>?\[\]., ]{0,100}\s|\*{0,2})(?P<name>[A-Za-z_$]\w{0,80})\s*(?:\(\s*\)|[:;=,{]|$)")
LONG = 20_000  # characters of one line that are read


def named(stored: list[str], number: int) -> str:
    """What a `value:` is the value of: the `name:` beside it, as in the environment of a container; "" for none."""
    own = _VALUED.match(stored[number])
    if own is None:
        return ""
    for i in (number - 1, number + 1, number - 2, number - 3, number - 4):
        if 0 <= i < len(stored) and (match := _NAMED.match(stored[i])) is not None and match.start("key") == own.start("key"):
            return match["name"]
    return ""


def declared(stored: list[str], number: int) -> str:
    """What the attribute or annotation that a line begins with is one of: the name that the next lines declare; "" for none."""
    if not _ATTRIBUTE.match(stored[number]):
        return ""
    for line in stored[number + 1 : number + 6]:
        body = line.strip()
        if body and not _ATTRIBUTE.match(line) and not body.startswith(("//", "*", "/*")):
            match = _DECLARED.match(body)
            return match["name"] if match else ""
    return ""


def alternative_of(stored: list[str], number: int) -> str:
    """What a line that begins with `|` is an alternative of: the name before the first of them, as in `type Model =`."""
    for i in range(number - 1, max(-1, number - UP), -1):
        line = stored[i].strip()
        if line and not line.startswith(("|", "//", "*", "/*")):
            end = OPEN_END.search(line[-200:])
            return (end["key"] if end is not None else "") or key_of(line)
    return ""


def key_of(line: str) -> str:
    """The first key of a line."""
    match = re.search(r"([A-Za-z_$][\w$.]*)\s*[:=]", line[:300])
    return match[1].rpartition(".")[2] if match else ""


Indent = tuple[int, int, bool]  # of its first character, of what follows its dashes, and whether it has one


def _indent(line: str) -> Indent | None:
    """How deep a line of YAML stands; None where it is empty or a comment."""
    body = line.lstrip()
    if not body or body[0] == "#":
        return None
    column = len(line) - len(body)
    return (column, len(line) - len(line.lstrip(" -")), True) if body.startswith("- ") else (column, column, False)


def above(stored: list[str], number: int, indents: dict[int, Indent | None]) -> tuple[str, ...]:
    """The keys that a line of YAML belongs to, the outermost first. `indents` keeps how deep lines stand."""
    column, level, dashed = _indent(stored[number]) or (len(stored[number]) - len(stored[number].lstrip()), 0, False)
    depth = level if dashed and _YAML_KEY.match(stored[number]) else column
    found: list[str] = []
    for i in range(number - 1, max(-1, number - UP), -1):
        if i not in indents:
            indents[i] = _indent(stored[i])
        indent = indents[i]
        if indent is None:
            continue
        # A list may stand as deep as its key: `args:` and `- x` in one column. What follows a dash stands deeper: it is no list's key.
        first, inner, listed = indent
        if (inner < depth or (dashed and first == column and not listed)) and (match := _YAML_KEY.match(stored[i])):
            found.append(match["key"].strip("\"'"))
            column, depth, dashed = indent
            if len(found) == DEEP or not depth:
                break
        elif listed and first < depth:
            column, depth, dashed = first, first, True
    return tuple(reversed(found)) or _section(stored, number)


def _section(stored: list[str], number: int) -> tuple[str, ...]:
    """The section of TOML or INI that a line belongs to: `[models]`, `[[model]]`, `[tool.app.model]`."""
    if not _SETTING.match(stored[number]):
        return ()
    for i in range(number - 1, max(-1, number - UP), -1):
        if stored[i][:1] == "[" and (match := _SECTION.match(stored[i])):
            return (match["name"].rpartition(".")[2].strip("\"' "),)
    return ()


def outside(stored: list[str], number: int, brackets: dict[int, list[int]], comment: str) -> tuple[str, ...]:
    """The names of the brackets that are open where a line begins, the outermost first.

    `brackets` keeps where in each line they stand: lines far down look at the same ones above.
    """
    found: list[str] = []
    closed = read = 0
    for i in range(number - 1, max(-1, number - UP), -1):
        places = brackets.get(i)
        if places is None:
            line = stored[i][:LONG]
            if comment and line.lstrip().startswith(comment):
                line = ""  # what it opens, nothing closes: `:-(`
            places = brackets[i] = [match.start() for match in _BRACKET.finditer(line)] if _BRACKET.search(line) else []
        if not places:
            continue
        line = stored[i][:LONG]
        read += len(line)
        if read > 4 * LONG:
            break
        for at in reversed(places):
            character = line[at]
            if character in "}])":
                closed += 1
            else:
                if closed:
                    closed -= 1
                    continue
                before = line[max(0, at - 120) : at].rstrip()
                if character == "(":
                    call = _CALLED.search(line, max(0, at - 100), at)
                    found.append((f"{call['call']}()" if call["call"] else call["array"]) if call else "")
                elif character == "{" and (told := _TELLS.search(before)) is not None:
                    name = told["name"].rpartition(".")[2]
                    found.append("" if name in ("self", "this", "true") else f"{MEMBERS if told['kind'] == 'enum' else ''}{name}")
                else:
                    opener = _OPENER.search(before)
                    found.append(opener["key"].strip("\"'").rpartition(".")[2] if opener else "")
                if len(found) == DEEP:
                    return tuple(filter(None, reversed(found)))
        if line[:1] not in " \t})]" and not closed and i < number - 1 and found:
            break
    return tuple(filter(None, reversed(found)))
