"""Text read line by line: keys, values, options and quoted strings, whatever the language. What other finders build on.

Only lines that hold something like a name are read; the names around them are looked up backwards from there, when they are needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.finders import quick
from checker.recognize import possible
from checker.references import COMMENT, COMPARED, KEY, MENTIONED, OUTPUT, PROSE, SAID, VALUE, Spot
from checker.words import Words

LONG = 20_000  # characters of one line that are read
UP = 400  # lines that are looked through for the names around a value
DEEP = 4  # names around it that are kept
_NAME = r"[A-Za-z_$@][\w.$@/-]{0,80}"
_TOKEN = re.compile(
    rf"""(?P<keyed>\\?["'](?P<quotedkey>[^"'\n\\]{{1,120}})\\?["'](?=\s*(?::(?!:)|=>)))(?:\s*(?::|=>))
    |(?P<key>{_NAME})(?:\s*:(?=[\s"'`\[{{$]|$)|\s*(?:\?\?|\|\|)?=(?![=~>])|\s*=>)
    |(?P<flag>(?<![\w])--?[A-Za-z][\w-]*)(?:=|(?=\s|$))
    |(?P<call>{_NAME}(?:(?:::|->|\?\.){_NAME}){{0,5}}(?:::<[\w<>:, ]{{0,60}}>)?)\(
    |\\?"(?P<double>(?:[^"\\\n]|\\.){{0,2000}})\\?"|'(?P<single>(?:[^'\\\n]|\\.){{0,2000}})'|`(?P<back>[^`\n]{{0,2000}})`
    |(?P<bare>(?:\$\{{[^}}\n]{{0,300}}\}}|[^\s"'`,;{{}}\[\]()=<>|\\])+)
    |(?P<mark>[=!]==?|[,;{{}}\[\])<>|=\\])""",
    re.X,
)
_JOINT = re.compile(r"::<.*|::|->|\?\.")  # between the parts of what is called, in Rust, C++, PHP
_WORD = re.compile(r"[^\s\"'`<>()\[\]{},;|*“”‘’\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]{3,300}")  # Chinese has no blanks
_CODED = re.compile(r"""[\w"'-] ?[=:] ?["'`\w]|(?:^|[\s`"'])--?[a-z]|\w (?:run|pull|serve|show|download) """)
_ANNOUNCED = re.compile(
    r"""(?:[=:(]\s{0,9}["'`]?|[\[,]\s{0,9}["'`]|(?:^|\s)--?[A-Za-z][\w-]{0,40}[\s=]["'`]?|\b(?:run|pull|serve|show|download) )$"""
)
_BEFORE = frozenset("=:([ \t\"'`")
_TELLING = re.compile(r"[/\d=-]|\.en\b")  # what a name has and a plain word has not
_COMMAND = re.compile(
    r"""\\?"model|\s--[a-z]|^--[a-z]"""
    r"""|\b(?:ollama (?:run|pull|show)|vllm serve|(?:hf|huggingface-cli|spacy) download|model (?:pull|download-version)) """
)
_LONE_FLAG = re.compile(r"""--(?P<flag>[A-Za-z][\w-]*)["']?,?\s*\\?$""")
_OPEN_END = re.compile(r"""(?P<key>[A-Za-z_$][\w$.-]*)["']?\s*(?:(?:=|:|=>|\?\?|\|\||\+|\()\s*)$|(?:\?\?|\|\|)\s*$""")
_KEYED = re.compile(r"^(?:- )?[\w.-]+:\s+")
_PROSE = re.compile(r"(?:^|\s)(?:[^\W\d_]{2,}[,.:;!?'’]?\s+){3,}[^\W\d_]{2,}")
_YAML_KEY = re.compile(r"""^(?P<indent>[\s-]*?)(?P<key>["']?[\w.$/@-]+["']?)\s*:(?:\s|$)""")
_BRACKET = re.compile(r"[{\[()\]}]")
_OPENER = re.compile(
    r"""(?P<key>[A-Za-z_$][\w$.-]*|["'][^"'\n]{1,100}["'])\s*(?::\s*[\w<>\[\]|. ]{0,60})?(?P<sign>=>|[:=(]|\?\?=|)\s*(?:new\s+\w+)?$"""
)


def words_of(text: str, line: int, column: int, slot: tuple[str, ...], nature: str) -> Iterator[Spot]:
    """The words of running text that could be names, under the option, key or command before them where it is written as code is."""
    text = text[:LONG]
    said = (SAID,) if slot else ()
    coded = nature != OUTPUT and _CODED.search(text) is not None
    slots: dict[int, tuple[str, ...]] | None = None
    for match in _WORD.finditer(text):
        word, start = match.group().rstrip(".:!?\\"), match.start()
        if coded and start and text[start - 1] in _BEFORE and _ANNOUNCED.search(text, max(0, start - 50), start):
            if slots is None:
                slots = {spot.column: spot.slot for spot in _line(text, line, slot, "")}
            own = slots.get(start + 1, slot)
            if own != slot:
                yield Spot(line, column + start, word, own, nature)
                continue
        if _TELLING.search(word):  # further on in what a key or a command begins: a sentence
            yield Spot(line, column + start, word, said, nature)


def spots(text: str, words: Words, comment: str, indented: bool = False, numbers: Sequence[int] | None = None) -> Iterator[Spot]:
    """A Spot for every value on a line that holds something like a name. Raises nothing.

    `comment` begins a comment that ends with the line ("" where there are none); `indented` says that deeper lines belong to the
    key above them, as in YAML; `numbers` are the lines to read, from 0, where somebody knows better.
    """
    stored = text.split("\n")
    brackets: dict[int, list[int]] = {}
    indents: dict[int, _Indent | None] = {}
    for number in quick.interesting(text, words) if numbers is None else numbers:
        line = stored[number].rstrip("\r")[:LONG]
        cut = comment_at(line, comment)
        if cut >= 0:
            yield from words_of(line[cut + len(comment) :], number + 1, cut + len(comment) + 1, (), COMMENT)
            line = line[:cut]
        if not line.strip():
            continue
        if comment != "//" and _is_prose(line.strip()):
            yield from words_of(line, number + 1, 1, (), PROSE)
            continue
        whole = list(_line(line, number + 1, (), ""))
        if not any(
            spot.nature in MENTIONED or possible(spot.text, words) or (spot.slot and spot.slot[-1].startswith("$")) for spot in whole
        ):
            continue
        before = stored[number - 1].rstrip() if number else ""
        carried = ""
        if (flag := _LONE_FLAG.search(before)) is not None:
            carried = flag["flag"]
        elif not indented and (open_end := _OPEN_END.search(before[-200:])) is not None:
            carried = open_end["key"] or _key_of(before)
        around = _above(stored, number, indents) if indented else _outside(stored, number, brackets, comment)
        if not carried and not indented and line.lstrip()[:1] == "|":
            carried = _alternative_of(stored, number)
        if carried:
            yield from _line(line, number + 1, around, carried)
        else:  # as it was read without the names around it, under these
            yield from (spot._replace(slot=(*around, *spot.slot)) for spot in whole)


def _alternative_of(stored: list[str], number: int) -> str:
    """What a line that begins with `|` is an alternative of: the name before the first of them, as in `type Model =`."""
    for i in range(number - 1, max(-1, number - UP), -1):
        line = stored[i].strip()
        if line and not line.startswith(("|", "//", "*", "/*")):
            end = _OPEN_END.search(line[-200:])
            return (end["key"] if end is not None else "") or _key_of(line)
    return ""


def _key_of(line: str) -> str:
    """The first key of a line."""
    match = re.search(r"([A-Za-z_$][\w$.]*)\s*[:=]", line[:300])
    return match[1].rpartition(".")[2] if match else ""


_Indent = tuple[int, int, bool]  # of its first character, of what follows its dashes, and whether it has one


def _indent(line: str) -> _Indent | None:
    """How deep a line of YAML stands; None where it is empty or a comment."""
    body = line.lstrip()
    if not body or body[0] == "#":
        return None
    column = len(line) - len(body)
    return (column, len(line) - len(line.lstrip(" -")), True) if body.startswith("- ") else (column, column, False)


def _above(stored: list[str], number: int, indents: dict[int, _Indent | None]) -> tuple[str, ...]:
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
    return tuple(reversed(found))


def _outside(stored: list[str], number: int, brackets: dict[int, list[int]], comment: str) -> tuple[str, ...]:
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
                opener = _OPENER.search(line[max(0, at - 120) : at].rstrip())
                if character == "(":
                    call = re.search(r"([A-Za-z_$][\w$.]*)$", line[max(0, at - 100) : at])
                    found.append(f"{call[1]}()" if call else "")
                else:
                    found.append(opener["key"].strip("\"'").rpartition(".")[2] if opener else "")
                if len(found) == DEEP:
                    return tuple(filter(None, reversed(found)))
        if line[:1] not in " \t})]" and not closed and i < number - 1 and found:
            break
    return tuple(filter(None, reversed(found)))


def _is_prose(body: str) -> bool:
    """A line of running text: several plain words after another, and no option, assignment or command among them."""
    value = _KEYED.sub("", body, count=1)
    if value[:1] in "\"'[{|>&*$" or _COMMAND.search(value) or "=" in value or " | " in value or "$(" in value:
        return False
    return _PROSE.search(value[:2000]) is not None


def comment_at(line: str, comment: str) -> int:
    """Where a comment begins, from 0, -1 where there is none: not inside quotes, nor in the middle of a word or an address."""
    if not comment:
        return -1
    at = line.find(comment)
    while at >= 0:
        before = line[:at]
        if (not before or before[-1] in " \t;{}(),") and not (before.count('"') - before.count('\\"')) % 2 and not before.count("'") % 2:
            return at
        at = line.find(comment, at + 1)
    return -1


def _line(line: str, number: int, around: tuple[str, ...], carried: str) -> Iterator[Spot]:
    """The values of a line."""
    key, flag, compared = carried, "", False
    calls: list[tuple[str, str]] = []  # those that are open, each with the key that its result is for
    command: list[str] = []
    opened = -1  # where the last call began its arguments
    for token in _TOKEN.finditer(line):
        kind = "keyed" if token["quotedkey"] is not None else token.lastgroup or ""
        if kind in ("keyed", "key"):
            name = token["quotedkey"] if kind == "keyed" else token["key"]
            if kind == "keyed":
                yield Spot(number, token.start("quotedkey") + 1, name, around, KEY)
            key, flag = name.rpartition(".")[2] if kind == "key" else name, ""
            command.clear()
            continue
        if kind == "flag":
            flag = token["flag"].lstrip("-")
            command.append(token["flag"])
            continue
        if kind == "call":
            opened = token.end()
            calls.append((key, f"{_JOINT.sub('.', token['call'])}()"))
            key = ""
            continue
        word = token[kind]
        if kind == "mark":
            if word == ")" and calls:
                key = calls.pop()[0]
            elif word == ";":
                key = flag = ""
                command.clear()
            elif word == "{" and calls:
                key = ""
            compared = word in ("==", "===", "!=", "!==")
            continue
        start = token.start(kind) + 1
        said = f"$ {' '.join(command[-3:])}" if command else ""
        first = "#0" if token.start() == opened else ""
        slot = tuple(filter(None, (*around, *(calls[-1] if calls else ()), key, said, flag, first)))
        nature = COMPARED if compared or line[token.end() : token.end() + 4].lstrip().startswith(("==", "!=")) else VALUE
        compared = False
        command.append(word)
        if kind != "bare" and " " in word.strip():
            yield from _sentence(word, number, start, slot)
        elif kind != "bare" and word.startswith("--"):
            name, _, value = word.partition("=")
            flag = name.lstrip("-")
            command[-1] = name
            if value:
                yield Spot(number, start + len(name) + 1, value, (*slot, flag), VALUE)
                flag = ""
            continue
        else:
            yield Spot(number, start, word, slot, nature)
        flag = ""


def _sentence(text: str, number: int, start: int, slot: tuple[str, ...]) -> Iterator[Spot]:
    """A quoted string of several words: a command line, JSON, or prose."""
    if _COMMAND.search(text):
        inner = text.replace('\\"', '"')
        for i, part in enumerate(inner.split("\n")):
            for spot in _line(part, number + i, slot, ""):
                yield spot._replace(column=start + spot.column - 1)
    else:
        yield from words_of(text, number, start, slot, PROSE)
