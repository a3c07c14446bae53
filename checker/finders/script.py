"""Shell, Dockerfiles, Makefiles, PowerShell, Modelfiles, lists of links and checksums: commands, variables and options."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import ModuleType

from checker import finders, later
from checker.finders import lines, python
from checker.references import COMMENT, Spot
from checker.words import Words

SUFFIXES = (
    ".sh",
    ".bash",
    ".zsh",
    ".fish",
    ".ps1",
    ".bat",
    ".cmd",
    ".mk",
    ".dockerfile",
    ".def",
    ".slurm",
    ".sbatch",
    ".sha256",
    ".md5",
    ".sha256sum",
    ".service",
    ".modelfile",
)
NAMES = later.compile(
    r"(?:.*[._-])?(?:dockerfile|containerfile)(?:[._-].*)?|makefile|justfile|procfile|x?modelfile(?:[.-].*)?|requirements.*\.txt|\.(?:bash|zsh)(?:rc|env|_profile|_aliases)|\.z?profile|\.aliases|(?:links|urls|(?:[\w-]*[-_])?models|checksums)[\w-]*\.txt|(?:download|deploy|serve|launch|train|setup|install|bootstrap|entrypoint|start|run)(?:[_-][a-z]+){0,3}",
    re.I,
)
LONGEST = 2_000  # characters of a line in which `<<` is looked for
_DOCUMENT = later.compile(r"<<-?[ \t]{0,9}[\"'\\]?(?P<end>[A-Za-z_]\w{0,40})")
_WRITTEN = later.compile(r"(?:(?<![<>&\d])>{1,2}[ \t]{0,9}|\btee[ \t]{1,9}(?:-a[ \t]{1,9})?)[\"']?(?P<name>[\w./${}~-]{1,200})")
_PYTHON = later.compile(r"""python3?[ \t]{1,9}-c[ \t]{1,9}(?:'(?P<code>[^'\n]{1,2000})'|"(?P<other>[^"\n]{1,2000})")""")
_ALIAS = later.compile(r"""^[ \t]*alias[ \t]+(?:-[gs][ \t]+)?[\w.:-]{1,60}=(?P<mark>["'])(?P<command>[^\n]{1,1000})(?P=mark)""", re.M)
_RULE = later.compile(r"^[\w./%$(){} -]{1,200}::?[ \t][^\n=;\\]{1,2000}$(?=\n\t)", re.M)  # of a Makefile: what is made, of which files
_GIVEN = later.compile(r"""--[a-z-]{0,12}env-vars?[= ](?P<mark>["']?)[^\n]{1,4000}""")  # `--set-env-vars='A=b,MODEL=x'`
_PROGRAMS = (("python", "stdin.py"), ("node", "stdin.js"), ("kubectl", "stdin.yaml"), ("docker compose", "stdin.yaml"))
LARGEST_MODELFILE = 200_000  # characters: templates and messages make some long
_FROM = later.compile(r"^[ \t]*(?P<word>FROM|ADAPTER)[ \t]+(?P<model>\S+)[ \t]*$", re.I | re.M)  # nothing follows: Python's has an `import`


def handles(name: str) -> bool:
    """Scripts and what is read like one."""
    name = name.lower()
    return name.endswith(SUFFIXES) or NAMES.fullmatch(name) is not None


def spots(text: str, words: Words) -> Iterator[Spot]:
    """Words of commands with the option or command before them."""
    modelfile = is_modelfile(text)
    if text.startswith("#!") and "python" in text.partition("\n")[0]:
        yield from python.spots(text, words)
        return
    if "<<" in text:
        stored = text.split("\n")
        for first, last, reader in _documents(stored):
            for spot in reader.spots("\n".join(stored[first:last]), words):
                yield spot._replace(line=spot.line + first)
            stored[first:last] = [""] * (last - first)
        text = "\n".join(stored)
    for match in list(_PYTHON.finditer(text)):
        if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] == "_"):
            continue
        line, code = text.count("\n", 0, match.start()), match["code"] or match["other"]
        begin = match.end() - 1 - len(code)
        first = text.rfind("\n", 0, begin)
        said = text[first + 1 : begin].lstrip().startswith("#")
        for spot in python.spots(code.replace(";", "\n"), words):
            nature = COMMENT if said else spot.nature
            yield spot._replace(line=line + 1, column=max(1, begin - first), nature=nature)
        text = f"{text[:begin]}{' ' * len(code)}{text[begin + len(code) :]}"
    for sign, pattern, plain in _PLAINLY:
        text = pattern.sub(plain, text) if sign in text else text
    for spot in lines.spots(text, words, comment="REM " if text[:5].lower() == "@echo" else "#"):
        if spot.slot and spot.slot[-1].startswith("$ FROM") and not modelfile:
            continue  # an image, not a model
        yield spot
    if modelfile:
        line, at = 1, 0
        for match in _FROM.finditer(text):
            line += text.count("\n", at, match.start("model"))
            at = match.start("model")
            yield Spot(line, match.start("model") - text.rfind("\n", 0, match.start("model")), match["model"], ("ollama.create()", "#from"))


def _parted(given: re.Match[str]) -> str:
    """Variables that commas join, in the mark of their own or none, as words, letters in their places."""
    return given[0].replace(",", " ").replace(given["mark"] or " ", " ")


def _unquoted(alias: re.Match[str]) -> str:
    """An alias as the command that it stands for, letters in their places."""
    return f"{' ' * (alias.start('command') - alias.start())}{alias['command'].replace(chr(92) + chr(34), ' ' + chr(34))} "


# What is not read as it stands: a sign of it, the pattern, and what stands for it, each letter in its place.
_PLAINLY: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str] | str], ...] = (
    ("\n\t", _RULE, ""),
    ("alias ", _ALIAS, _unquoted),
    ("env-vars", _GIVEN, _parted),
    (",--", later.compile(",--"), " --"),  # `--args="train.py,--model=x,--seed=1"`
)


def _documents(stored: list[str]) -> Iterator[tuple[int, int, ModuleType]]:
    """The lines, from 0, of what a script hands to a file or a program with `<<`, and what reads such files."""
    done = 0
    for number, line in enumerate(stored):
        if number < done or "<<" not in line or (match := _DOCUMENT.search(line[:LONGEST])) is None:
            continue
        last = next((i for i in range(number + 1, len(stored)) if stored[i].strip() == match["end"]), -1)
        if last < 0:
            return  # what begins such a thing and does not end: no other one ends either
        done = last
        if (written := _WRITTEN.search(line[:LONGEST])) is not None:
            name = written["name"].rpartition("/")[2]
        else:
            name = next((name for program, name in _PROGRAMS if program in line), "")
        reader = finders.finder(name)
        if reader is not None and reader.__name__ != __name__:
            yield number + 1, last, reader


def is_modelfile(text: str) -> bool:
    """A Modelfile of Ollama: its first instruction takes a model, and none is a Dockerfile's."""
    if len(text) > LARGEST_MODELFILE or text.startswith("#!"):
        return False
    return bool(re.search(r"^[ \t]{0,40}(?:PARAMETER|TEMPLATE|SYSTEM|ADAPTER|MESSAGE)\b", text, re.M)) or (
        bool(_FROM.search(text)) and not re.search(r"^[ \t]{0,40}(?:RUN|COPY|CMD|ENTRYPOINT|WORKDIR|ENV|EXPOSE|ARG)\b", text, re.M | re.I)
    )
