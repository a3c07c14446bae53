"""Where a text may name a model: searches that pass over all of it and seldom stop.

Most of what a project installs names nothing, so that this is where the time of an audit goes. Every pattern begins with one plain
character, which Python looks for at many times the speed of anything else; what stands around it is looked at afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_letters, digits
from typing import NamedTuple

from checker import later
from checker.beginnings import branches
from checker.needs import ADDRESSED, NEVER_ONE, NOTHING, needs, possible, possibly_spoken, spoken_alone
from checker.words import Words

BACK = 200  # characters before a slash in which the string that it stands in begins
LONGEST_ROUTE = 24  # characters of what goes before a name and a colon
LONGEST_HEAD = 60  # characters of a name before a number in it
NEAR_BACK = 80  # the same before two dashes, and before an ending of weights
MUCH = 10_000_000  # characters, from which on it pays to compile patterns that take longer to compile
# What is neither a slash nor stands before one: anything but letters, digits and .{}~:$@*_- (of the first 128 characters, of which Python
# looks up a set fast, and one of all letters slowly).
_NO_PATH = r"\x00- !\"#%&'()+,;<=>?\[\\\]^`|\x7f"
_TO_SLASH = rf"[^/{_NO_PATH}]{{0,{BACK - 1}}}+/(?=/?[\w{{.$])"
_SLASH = later.compile(_TO_SLASH)
_TO_SLASH_NOT = later.compile(r"[^/\n]*")
_JOINED = later.compile(r"/(?=\w)(?<=\w/)([\w.:@-]*)")
_SLASHED = later.compile(r"(?<![\w.:/-])[\w.:/-]+/[\w.:@/-]+")  # begins where a word does: from within, it would be tried at each letter
_NUMBERED = (re.compile(r"-(?=v?\d)(?<=[A-Za-z\d.][A-Za-z.][A-Za-z\d]-)"), re.compile(r":(?=\d{1,3}[bm.])(?<=[a-z\d]:)"))
_LAST = later.compile(r"[A-Za-z][\w.:-]*\Z")
_TAGGED = later.compile(r"[\w.:-]*")
_OPTION = later.compile(r"""--(?=[a-z])(?<=[\s"'`]--)""")
_COMMANDS = ('"model', "ollama ", "vllm serve", " download ", "model pull ")  # what lines.command asks for, in part
_BETWEEN = later.compile(r"/(?=[\w{])(?<=[\w.}]/)")
_DASHES = later.compile(r"--(?=\w)(?<=\w--)")
_WORDS = bytes(code if code < 128 and chr(code).isalnum() else 32 for code in range(256))  # everything else to blanks
_ALNUM = frozenset(ascii_letters + digits)  # not Chinese, which stands close to a name
_TOKENS = bytes(code if (code < 128 and chr(code).isalnum()) or code in b"-_.:/@+" else 32 for code in range(256))  # what a name may hold
_SIGNS = b"-_.:/@"  # around a word that stands alone
VERBS = "run|pull|serve|show|download"  # of commands, which the name of a model follows
_RUNNING = later.compile(rf"[\s\S]*?(?<![\w-])(?!(?:{VERBS}) )[a-z]{{1,20}}[,.;!?)]? \Z")  # what ends with a plain word
ALONE, HELPED = 1, 2  # of a word: it is a name wherever it stands, or where something says so
MOST_TOLD = 50_000  # words that are remembered
FEW = 5  # words joined with others that are looked for with each of them
_REST = later.compile(r"""[^"'`\n]*""")


class _Patterns(NamedTuple):
    """Made of the words, once."""

    endings: re.Pattern[str]  # of weights, before a quotation mark
    suffixes: re.Pattern[str]  # the same anywhere
    addressed: re.Pattern[str]  # the same in any case, or an address of models
    calls: re.Pattern[str]  # the parenthesis behind a callable that loads a model by any name, or without one


@lru_cache(maxsize=4)
def _patterns(words: Words) -> _Patterns:
    names = sorted(words.callables)
    of_length: dict[int, list[str]] = {}
    for name in names:
        of_length.setdefault(len(name), []).append(re.escape(name))
    behind = "|".join(rf"(?<=(?:{'|'.join(some)})\()" for some in of_length.values())
    length = min(4, *of_length)  # the last letters, each looked at alone first: most calls are told by that
    alone = "".join(f"[{re.escape(''.join(sorted({name[-i] for name in names})))}]" for i in range(length, 0, -1))
    last = "|".join(sorted({re.escape(name[-length:]) for name in names}))
    return _Patterns(
        re.compile(rf"""\.(?:{words.endings})["'`]"""),
        re.compile(rf"\.(?:{words.endings})\b"),
        re.compile(rf"\.(?i:{branches(words.suffixes, whole=True)})\b|{'|'.join(map(re.escape, ADDRESSED))}"),
        re.compile(rf"\((?<={alone}\()(?<=(?:{last})\()(?:{behind})"),
    )


class _Marked(NamedTuple):
    """Patterns for what names begin with behind a character, also where it stands behind a slash or a dash."""

    quoted: re.Pattern[str]
    dashes: re.Pattern[str]  # one before what names begin with, since some have another word first; or two between words
    told: bool  # whether what they find is a beginning; otherwise it is the first two letters of one


@lru_cache(maxsize=16)
def _marked(words: Words, mark: str, much: bool) -> _Marked:
    begins = words.begins if much else words.heads
    routes = f"|{branches(words.routes, whole=True)}:" if much else ""
    return _Marked(
        re.compile(rf"{mark}(?=[^{_NO_PATH}])(?:(?=[A-Za-z\d])(?:{begins}{routes})|{_TO_SLASH})"),
        re.compile(rf"-(?:(?=[A-Za-z])(?:{begins})|-(?=\w)(?<=\w--))"),
        much,
    )


def strings(text: str, words: Words, marks: str = "\"'") -> Iterator[tuple[int, str]]:
    """Where a string begins that may be a name, with its mark, and what it holds up to the next one. In no order; some of them twice.

    `marks` are the quotation marks of the language.
    """
    words.searched += len(text)
    much = words.searched > MUCH
    begins, routes = words.interest.match, words.route_pairs
    for mark in marks:
        patterns = _marked(words, mark, much)
        for match in patterns.quoted.finditer(text):
            begin = match.start()
            if (
                much
                or text[match.end() - 1] == "/"
                or begins(text, begin + 1)
                or (text[begin + 1 : begin + 3] in routes and _routed(text, begin + 1, words))
                or _SLASH.match(text, begin + 1)
            ):
                yield from _possible(text, begin, words)
    for match in patterns.dashes.finditer(text):
        at = match.start()
        if much or text[at + 1] == "-" or begins(text, at + 1):
            yield from _possible(text, _opening(text, at, marks), words)
    for match in _patterns(words).endings.finditer(text):
        yield from _possible(text, _opening(text, match.start(), marks), words)


def _routed(text: str, begin: int, words: Words) -> bool:
    """Whether a string begins with the name of a service and a colon."""
    colon = text.find(":", begin, begin + LONGEST_ROUTE)
    return colon >= 0 and text[begin:colon] in words.routes


def _opening(text: str, at: int, marks: str) -> int:
    """Where the string begins that a character stands in; -1 where it is in none, or a slash stands before it.

    `marks` are both plain quotation marks, and a third one where a language has it.
    """
    first = max(0, at - NEAR_BACK)
    begin, other = text.rfind('"', first, at), text.rfind("'", first, at)
    begin = begin if begin > other else other
    if len(marks) > 2 and (other := text.rfind(marks[2], first, at)) > begin:
        begin = other
    return begin if begin >= 0 and _TO_SLASH_NOT.fullmatch(text, begin + 1, at) else -1


def _possible(text: str, begin: int, words: Words) -> Iterator[tuple[int, str]]:
    if begin >= 0:
        string = _REST.match(text, begin + 1).group()  # type: ignore[union-attr]
        if possible(string, words):
            yield begin, string


def slashed(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Where words with a slash between them begin that may be a name in running text, each behind where its line begins."""
    organizations, (ends, shorter, shortest), suffixes = words.organizations, _last_letters(words), _patterns(words).addressed
    looked = end = -1  # of the line that was looked at last, and of the one that was read
    for match in _JOINED.finditer(text):
        at = match.start()
        if at < end:
            continue
        last = text[at - 5 : at] if at > 4 else text[:at]
        likely = last in ends or match[1] in organizations or last[-3:] in shorter or last[-2:] in shortest
        if not likely and at < looked:
            continue
        begin = text.rfind("\n", 0, at) + 1
        looked = text.find("\n", at)
        looked = looked if looked >= 0 else len(text)
        if likely or text.find("--", begin, looked) >= 0 or (text.find("://", begin, looked) >= 0 and suffixes.search(text, begin, looked)):
            end = looked
            for word in _SLASHED.finditer(text, begin, end):
                if possibly_spoken(word.group(), words):
                    yield begin, word.start()


@lru_cache(maxsize=4)
def _last_letters(words: Words) -> tuple[frozenset[str], ...]:
    """The last five letters of what tells a name before a slash, organizations and hosts of models; three of shorter ones, two of the
    shortest."""
    names = (*words.organizations, *(host[:-1] for host in ADDRESSED))
    return (
        frozenset(name[-5:] for name in names if len(name) > 4),
        frozenset(name[-3:] for name in names if 2 < len(name) < 5),
        frozenset(name for name in names if len(name) < 3),
    )


def numbered(text: str, words: Words, tagged: bool) -> Iterator[tuple[int, int]]:
    """Where words without a slash begin that may be a name with a number in it, in comments and docstrings, as `slashed` has them:
    `gpt-4o`, and names with a tag where `tagged` asks for them, `llama3.1:8b`."""
    for pattern in _NUMBERED if tagged else _NUMBERED[:1]:
        for match in pattern.finditer(text):
            at = match.start()
            begin = text.rfind(" ", max(0, at - LONGEST_HEAD), at) + 1
            if begin and (last := _LAST.search(text, begin, at)) is not None:
                begin = last.start()  # behind a quotation mark, a parenthesis, an equals sign
            if begin and words.interest.match(text, begin):
                line = text.rfind("\n", 0, at) + 1
                before = text[line:begin]
                if line < begin and ("#" in before or ('"' not in before and "'" not in before) or '"""' in before):
                    word = _TAGGED.match(text, begin).group().rstrip(".:-")  # type: ignore[union-attr]
                    if spoken_alone(word, words):
                        yield line, begin  # in any other string it has been found


def interesting(text: str, words: Words) -> dict[int, list[int]]:
    """The numbers, from 0, of the lines that hold something like a name, in their order, each with the columns, from 0, of its `places`."""
    found: dict[int, list[int]] = {}
    number = last = begin = 0
    for at in places(text, words):
        if passed := text.count("\n", last, at):
            number += passed
            begin = text.rfind("\n", 0, at) + 1
        last = at
        found.setdefault(number, []).append(at - begin)
    return found


def places(text: str, words: Words) -> list[int]:
    """Where something like a name begins or shows itself, in order: where `words.interest` finds something, but for words that are no
    name as they stand. To search all of a text would take ten times as long as to look where those of its different words begin that may
    begin a name."""
    found = [match.start() for pattern in (_BETWEEN, _DASHES, _patterns(words).suffixes) for match in pattern.finditer(text)]
    for sought, helped in _begun(text, words).items():
        end, length, within = 0, len(sought), sought[0].isalnum()
        while (at := text.find(sought, end)) >= 0:
            end = at + length
            if within and text[at - 1 : at] in _ALNUM:
                continue  # `ring` in `string`
            if helped and (text[end : end + 1] in _ALNUM or (text[at - 1 : at] == " " and _RUNNING.match(text, max(0, at - 30), at))):
                continue
            found.append(at)
    found.sort()
    return found


def _begun(text: str, words: Words) -> dict[str, bool]:
    """What to look for where a name may begin, and whether it is a name only where something says so: words that stand alone and others
    with what they are joined to. `philosophy` alone is none, `phi-2` is."""
    found: dict[bytes, bool] = {}
    joined: dict[bytes, list[bytes]] = {}  # word -> in what it stands
    known, plain = words.begun, words.plain_tokens
    if len(known) + len(plain) > MOST_TOLD:
        known.clear()
        plain.clear()
    for token in set(text.encode("utf-8", "replace").translate(_TOKENS).split()) - plain:
        told = known.get(token)
        if told is None:
            told = _told(token, words)
            if told == ():
                plain.add(token)  # most words
                continue
            known[token] = told
        if isinstance(told, int):
            found[token.strip(_SIGNS)] = told == HELPED
        else:
            for part in told:
                joined.setdefault(part, []).append(token)
    for part, tokens in joined.items():
        found.update(dict.fromkeys(tokens if len(tokens) < FEW else [part], False))
    return {sought.decode(): helped for sought, helped in found.items()}


def _told(token: bytes, words: Words) -> int | tuple[bytes, ...]:
    """ALONE or HELPED where a name may begin with a word that stands alone; else those of its words with which one may."""
    pairs, first, begins = words.pairs, words.first_parts, words.interest.match
    alone = token.strip(_SIGNS)
    if alone.isalpha():
        if alone[:2] not in pairs or not begins(word := alone.decode()):
            return ()
        need = needs(word, words)
        return ALONE if need == NOTHING else HELPED if need < NEVER_ONE else ()
    return tuple(
        part
        for part in token.translate(_WORDS).split()
        if part[:2] in pairs and (begins(part.decode()) or (part in first and begins(token.decode(), token.index(part))))
    )


def calls(text: str, words: Words) -> Iterator[int]:
    """Where a callable is called that loads a model by any name, or without one: the place of its first letter."""
    lengths: list[int] = []
    for match in _patterns(words).calls.finditer(text):
        end = match.start()
        lengths = lengths or sorted({len(name) for name in words.callables})
        for length in lengths:
            begin = end - length
            before = text[begin - 1 : begin]
            if begin >= 0 and text[begin:end] in words.callables and not (before.isalnum() or before == "_"):
                yield begin


def anything(text: str, words: Words, marks: str) -> bool:
    """Whether a text has a string, or a word with a slash, that may be a name, or a string that may be a command."""
    return (
        next(strings(text, words, marks), None) is not None
        or next(slashed(text, words), None) is not None
        or any(map(text.__contains__, _COMMANDS))
        or _OPTION.search(text) is not None
    )
