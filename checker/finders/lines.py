"""Text read line by line: keys, values, options and quoted strings, whatever the language. What other finders build on.

Only lines that hold something like a name are read; the names around them are looked up backwards from there, when they are needed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from checker import later
from checker.finders import _around, quick
from checker.finders._kind import LONGEST_STRING, command, comment_at, is_prose, says_model, tokens
from checker.needs import possible
from checker.places import direct, speaks, takes_any
from checker.references import COMMENT, COMPARED, KEY, OUTPUT, PROSE, SAID, VALUE, Spot
from checker.words import Words

LONG = _around.LONG  # characters of one line that are read
SHORT = 400  # characters of a line of running text whose words are kept; of a longer one only what is around a place of a name is read
BACK = 300  # characters of a page before a word, and behind it, in which options and keys are looked for
_JOINT = later.compile(r"::<.*|::|->|\?\.")  # between the parts of what is called, in Rust, C++, PHP
_WORD = later.compile(r"[^\t-\r\x1c- \"'`<>()\[\]{},;|*]{3,300}")
_WORD_OF_ANY = later.compile(  # Chinese, Japanese and Korean have no blanks around a name
    r"[^\s\"'`<>()\[\]{},;|*“”‘’\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]{3,300}"
)
_CODED = tuple(  # each begins with what is looked for fast
    map(
        later.compile,
        (
            r"""[=:](?= ?["'`\w])(?:(?<=[\w"'-].)|(?<=[\w"'-] .)|(?<=[\w"'-]:=)|(?<=[\w"'-] :=))""",
            r"""-(?<![^\s`"']-)-?[a-z]""",
            rf""" (?=(?:{quick.VERBS}) )(?<=\w )""",
        ),
    )
)
_ANNOUNCED = later.compile(
    rf"""(?:[=:(]\s{{0,9}}["'`]?|[\[,]\s{{0,9}}["'`]|(?:^|\s)--?[A-Za-z][\w-]{{0,40}}[\s=]["'`]?|\b(?:{quick.VERBS}) )$"""
)
_BEFORE = frozenset("=:([ \t\"'`")
_TELLING = later.compile(r"[/\d=-]|\.en\b")  # what a name has and a plain word has not
_OBJECT = later.compile(r"""\s*(?:\[\s*)?\{\s*\\?"\w""")  # JSON that is handed on as one string
_TYPES = frozenset({"string", "String", "str", "null", "undefined", "nil", "text"})  # what stands between a name and its value
_ASKED = frozenset(
    {"get", "getOption", "getOrDefault", "getenv", "env", "option", "fetch", "config", "getProperty", "GetValue"}
    | {"String", "StringVar", "StringP", "StringVarP"}
)
_SEVERAL = later.compile(r"(?i:models?(?:_?(?:list|names))?)$")
_NAMES = later.compile(r"(?=\S{0,100}[\d/:-])[\w./:-]{2,100}(?: {1,3}[\w./:-]{2,100}){1,20}")  # between blanks
_IDENTIFIER = later.compile(r"-{0,2}[A-Za-z_][\w.-]{1,60}")
_GIVEN = frozenset({"defau", "value"})  # begin what an attribute calls a default: `default_value_t`
_SHOWN = frozenset({"usage", "usagetext", "example", "examples", "help", "description", "synopsis", "hint", "epilog"})
_ECHOING = ("$ echo", "$ printf", "$ write-host")
_HANDED = later.compile(r"[>|]")  # what is echoed goes to a file or a program
_LONE_FLAG = later.compile(r"""--(?P<flag>[A-Za-z][\w-]*)["']?,?\s*\\?$""")
_NAMED_KEY = later.compile(r"\s{0,80}(?P<name>[A-Za-z@][\w.@]{0,60}[-/][\w.@:/-]{1,90}):(?:\s|$)")  # `gpt-4o:`, a name as a key of YAML


def spoken(text: str, words: Words, nature: str = PROSE) -> Iterator[Spot]:
    """The words of running text that could be names, line by line."""
    stored = text.split("\n")
    for number, columns in quick.interesting(text, words).items():
        yield from words_of(stored[number], number + 1, 1, (), nature, words, columns)


def words_of(
    text: str, line: int, column: int, slot: tuple[str, ...], nature: str, words: Words, places: Sequence[int] | None = None
) -> Iterator[Spot]:
    """The words of a line that could be names, under the option, key or command before them where it is written as code is.

    `places` are those of quick.places in `text`, where somebody knows them.
    """
    if places is None and len(text) < SHORT:
        found = _words_in(text, slot, nature, words)
    else:
        text = text[:LONG]
        found = _named_in(text, _around_places(text, quick.places(text, words) if places is None else places), slot, nature, words)
    for start, word, own in found:
        yield Spot(line, column + start, word, own, nature)


@lru_cache(maxsize=4096)
def _words_in(text: str, slot: tuple[str, ...], nature: str, words: Words) -> list[tuple[int, str, tuple[str, ...]]]:
    """What `_named_in` finds in a whole text. Kept, as many lines stand in more than one file."""
    return _named_in(text, [(0, len(text))], slot, nature, words)


def _around_places(text: str, places: Sequence[int]) -> list[tuple[int, int]]:
    """The parts of a text, from a blank to the next one, in which a name may begin."""
    found: list[tuple[int, int]] = []
    for place in places:
        if place >= (found[-1][1] if found else 0) and place < len(text):
            end = text.find(" ", place)
            found.append((text.rfind(" ", 0, place) + 1, end if end >= 0 else len(text)))
    return found


def _named_in(
    text: str, parts: list[tuple[int, int]], slot: tuple[str, ...], nature: str, words: Words
) -> list[tuple[int, str, tuple[str, ...]]]:
    """Where the words of `words_of` begin in these parts of a text, from 0, and under what each stands."""
    found = []
    said = (SAID,) if slot else ()
    coded = nature != OUTPUT and any(pattern.search(text) for pattern in _CODED)
    slots: dict[int, tuple[str, ...]] = {}
    read = -1  # up to where they are known
    pattern = _WORD if text.isascii() else _WORD_OF_ANY
    for match in chain.from_iterable(pattern.finditer(text, *part) for part in parts):
        word, start = match.group().rstrip(".:!?\\"), match.start()
        if coded and start and text[start - 1] in _BEFORE and _ANNOUNCED.search(text, max(0, start - 50), start):
            if start >= read:
                begin, read = (0, len(text)) if len(text) < SHORT else (text.rfind(" ", 0, max(0, start - BACK)) + 1, start + BACK)
                slots.update((begin + spot.column, spot.slot) for spot in _line(text[begin:read], 1, slot, "", words))
            own = slots.get(start + 1, slot)
            if own != slot:
                found.append((start, word, own))
                continue
        if _TELLING.search(word):  # further on in what a key or a command begins: a sentence
            found.append((start, word, said))
    return found


def spots(text: str, words: Words, comment: str, indented: bool = False, numbers: Sequence[int] | None = None) -> Iterator[Spot]:
    """A Spot for every value on a line that holds something like a name. Raises nothing.

    `comment` begins a comment that ends with the line ("" where there are none); `indented` says that deeper lines belong to the
    key above them, as in YAML; `numbers` are the lines to read, from 0, where somebody knows better.
    """
    stored = text.split("\n")
    brackets: dict[int, list[int]] = {}
    indents: dict[int, _around.Indent | None] = {}
    places: Mapping[int, Sequence[int] | None] = quick.interesting(text, words) if numbers is None else dict.fromkeys(numbers)
    for number, columns in places.items():
        line = stored[number].rstrip("\r")[:LONG]
        cut = comment_at(line, comment)
        if cut >= 0:
            begin = cut + len(comment)
            yield from words_of(line[begin:], number + 1, begin + 1, (), COMMENT, words, _between(columns, begin, len(line)))
            line, columns = line[:cut], _between(columns, 0, cut)
        if not line.strip():
            continue
        if comment != "//" and is_prose(line.strip()):
            yield from words_of(line, number + 1, 1, (), PROSE, words, columns)
            continue
        whole = list(_line(line, number + 1, (), "", words, columns))
        keyed = _NAMED_KEY.match(line) if indented else None
        if keyed is not None and (any(map(str.isdigit, keyed["name"])) or words.vendor_begin(keyed["name"])):
            whole.append(Spot(number + 1, keyed.start("name") + 1, keyed["name"], (), KEY))
        if not any(possible(spot.text, words) or takes_any(spot.slot, words) for spot in whole):
            continue
        carried, before = "", stored[number - 1].rstrip() if number else ""
        if (flag := _LONE_FLAG.search(before)) is not None:
            carried = flag["flag"]
        elif not indented and (open_end := _around.OPEN_END.search(before[-200:])) is not None:
            carried = open_end["key"] or _around.key_of(before)
        around = _around.above(stored, number, indents) if indented else _around.outside(stored, number, brackets, comment)
        if keyed is not None and whole[-1].nature == KEY and not direct(around, words) and not says_model(keyed["name"], words):
            whole.pop()  # what the keys are, the one above must say: `models:`
        if name := _around.named(stored, number):
            around = (*around, name)
        mark = line.lstrip()[:1]
        if not carried and not indented and mark == "|":
            carried = _around.alternative_of(stored, number)
        if comment == "//" and mark and mark in "#@[" and (named := _around.declared(stored, number)):
            own = (
                tuple(name for name in spot.slot if not name.endswith("()") and name[:1] != "#" and name[:5] not in _GIVEN)
                for spot in whole
            )
            yield from (spot._replace(slot=(*around, named, *names)) for spot, names in zip(whole, own, strict=True))
        elif around and around[-1].startswith(_around.MEMBERS):
            around = (*around[:-1], around[-1].removeprefix(_around.MEMBERS))
            yield from (spot._replace(slot=around) for spot in whole)
        elif carried:
            yield from _line(line, number + 1, around, carried, words, columns)
        else:  # as it was read without the names around it, under these
            yield from (spot._replace(slot=(*around, *spot.slot)) for spot in whole)


def _between(columns: Sequence[int] | None, begin: int, end: int) -> list[int] | None:
    """Those of the columns of a line that are in a part of it, as columns of that part."""
    return None if columns is None else [at - begin for at in columns[bisect_left(columns, begin) : bisect_left(columns, end)]]


def _line(
    line: str, number: int, around: tuple[str, ...], carried: str, words: Words, columns: Sequence[int] | None = None
) -> Iterator[Spot]:
    """The values of a line. `columns` are those at which names may begin, from 0, where they are known."""
    key, flag, compared = carried, "", False
    calls: list[tuple[str, str]] = []  # those that are open, each with the key that its result is for
    braces: list[tuple[int, str]] = []  # those that are open: in how many calls, and the key before each
    command: list[str] = []
    opened, named = -1, ""  # where the last call began its arguments; what an attribute `name` said
    for token in tokens(line):
        kind = "keyed" if token["quotedkey"] is not None else token.lastgroup or ""
        if kind in ("keyed", "key"):
            name = token["quotedkey"] if kind == "keyed" else token["key"].lstrip("$@")
            if kind == "keyed":
                yield Spot(number, token.start("quotedkey") + 1, name, around, KEY)
            if kind == "key" and name in _TYPES and (key or command):
                name = key or command[-1]  # `model: string = "x"`, `var model string = "x"`
            key, flag = name.rpartition(".")[2] if kind == "key" else name, ""
            command.clear()
            continue
        if kind == "flag":
            flag = token["flag"].lstrip("-")
            command.append(token["flag"])
            continue
        if kind == "call":
            opened = token.end()
            calls.append((key, f"{_JOINT.sub('.', token['call']).lstrip('$@.')}()"))
            key = ""
            continue
        if kind == "tag":
            key = token["tag"]
            continue
        word = token[kind]
        if kind == "mark":
            if word == ")" and calls:
                key = calls.pop()[0]
            elif word == ";":
                key = flag = ""
                command.clear()
            elif word == "{":
                braces.append((len(calls), key))
                key = ""
            elif word == "}" and braces:
                key = braces.pop()[1]
            compared = word in ("==", "===", "!=", "!==")
            continue
        start = token.start(kind) + 1
        if kind == "page" and len(word) > LONGEST_STRING and not _OBJECT.match(word):
            yield from words_of(word, number, start, (*around, key), PROSE, words, _between(columns, start - 1, token.end()))
            continue
        said = f"$ {' '.join(command[-3:])}" if command else ""
        first = "#0" if token.start() == opened else ""
        outer, inner = ([name for deep, name in braces if (deep == len(calls)) is here] for here in (False, True))
        slot = tuple(filter(None, (*around, *outer, *(calls[-1] if calls else ()), *inner, key, said, flag, first)))
        nature = COMPARED if compared or line[token.end() : token.end() + 4].lstrip().startswith(("==", "!=")) else VALUE
        compared = False
        if kind != "bare" and _IDENTIFIER.fullmatch(word):
            if key in ("name", "key") and not calls:
                named = word  # `<property name="model" value="x"/>`
            elif calls and not key and calls[-1][1][:-2].rpartition(".")[2] in _ASKED and line[token.end() :].lstrip()[:1] == ",":
                key = word  # `getOrDefault("MODEL", "x")`: what follows is its value
        elif named and key in ("value", "default"):
            slot = (*slot[:-1], named, key)
        command.append(word)
        if key in ("name", "model") and any("/api/pull" in name for name in around):
            slot = ("ollama.pull()", "model")  # `curl localhost:11434/api/pull -d '{"name": "x"}'`
        if kind != "bare" and _NAMES.fullmatch(word) and _SEVERAL.search(key):
            yield Spot(number, start, word, slot, nature)  # `MODELS="llama3.2 mistral"`
        elif kind != "bare" and (" " in word.strip() or _OBJECT.match(word)):
            within = _between(columns, start - 1, token.end())
            handed = said.lower().startswith(_ECHOING) and _HANDED.search(line, token.end()) is not None
            if within != []:
                yield from _sentence(
                    word, number, start, tuple("$" if name == said else name for name in slot) if handed else slot, words, within
                )
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


def _said(slot: tuple[str, ...], words: Words) -> bool:
    """Whether what stands there is shown to people, a command in it too: `print("run: ollama pull x")`, `Usage: "x --model y"`."""
    calls = any(name.endswith("()") and speaks(name, words) for name in slot[-3:])
    return calls or any(name.lower() in _SHOWN for name in slot[-1:]) or any(name.lower().startswith(_ECHOING) for name in slot[-2:])


def _sentence(text: str, number: int, start: int, slot: tuple[str, ...], words: Words, places: Sequence[int] | None) -> Iterator[Spot]:
    """A quoted string of several words: what a package is installed from (`name @ address`), a command line, JSON, or prose."""
    if (at := text.find(" @ http") + 3) > 2 and " " not in text[at:]:
        yield Spot(number, start + at, text[at:], slot, VALUE)
    elif (command(text) and not _said(slot, words)) or _OBJECT.match(text):
        inner = text.replace('\\"', '"')
        for i, part in enumerate(inner.split("\n")):
            for spot in _line(part, number + i, slot, "", words):
                yield spot._replace(column=start + spot.column - 1)
    else:
        yield from words_of(text, number, start, slot, PROSE, words, places)
