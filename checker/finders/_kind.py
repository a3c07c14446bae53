"""What a line of text is, or a part of it: a comment, a command, running text; what it consists of, in any language. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker import later
from checker.words import Words

_IMITATED = ("tts-", "whisper-", "dall-e")  # begin names of a vendor's services that other programs answer to
_COMMAND = later.compile(
    r"""\\?"model|\s--[a-z]|^--[a-z]|\brepo_id ?="""
    r"""|\b(?:ollama (?:run|pull|show)|vllm serve|(?:hf|huggingface-cli|spacy) download|model (?:pull|download-version)) """
)
_COMMAND_PARTS = (
    '"model',
    "--",
    "repo_id",
    "ollama ",
    "vllm serve ",
    "download ",
    "model pull ",
    "download-version ",
)  # one of which it has
_KEYED = later.compile(r"^(?:- )?[\w.-]+:\s+")
_PROSE = later.compile(r"(?:^|\s)(?:[^\W\d_]{2,}[,.:;!?'’]?\s+){3,}[^\W\d_]{2,}")
LONGEST_STRING = 2000  # characters of a quoted string that is read as one
_NAME = r"[A-Za-z_$@][\w.$@/-]{0,80}"
_TOKENS = rf"""(?P<keyed>\\?["'](?P<quotedkey>[^"'\n\\]{{1,120}})\\?["'](?=\s*(?::(?!:)|=>)))(?:\s*(?::|=>))
    |(?P<key>{_NAME})(?:::[A-Z][\w{{}}]{{0,40}}\s*=(?![=~>])|\s*[?!]?:(?=[\s"'`\[{{$]|$)|\s*(?:\?\?|\|\||[?:+]|\{{\s*(?:get|init)\b[^{{}}\n]{{0,40}}\}}\s*)?=(?![=~>])|\s*=>|\s*<-(?=\s*[\w"']))
    |(?P<flag>(?<![\w])--?[A-Za-z][\w-]*)(?:=|(?=\s|$))
    |(?P<call>\.?{_NAME}(?:(?:::|->|\?\.){_NAME}){{0,5}}(?:::<[\w<>:, ]{{0,60}}>)?)\(
    |\\?"(?P<double>(?:[^"\\\n]++|\\.){{0,2000}})\\?"|'(?P<single>(?:[^'\\\n]++|\\.){{0,2000}})'|`(?P<back>[^`\n]{{0,2000}})`
    |(?P<bare>(?:[^\s"'`,;{{}}\[\]()=<>|\\$]++|\$\{{{{1,2}}[^{{}}\n]{{0,200}}(?:\$\{{[^{{}}\n]{{0,200}}\}}[^{{}}\n]{{0,50}})?\}}|\$)+)
    |<(?P<tag>{_NAME})>
    |(?P<mark>[=!]==?|[,;{{}}\[\])<>|=\\])"""
_TOKEN = later.compile(_TOKENS, re.X)
# A string of a long line under a key of JSON, if it is long itself: a report, a page. Its words are running text, wherever quotes stand.
_PAGE = later.compile(rf"""(?:(?<=":)|(?<=":\s))"(?P<page>(?:[^"\\\n]++|\\.)*+)"?|{_TOKENS}""", re.X)


def command(text: str) -> bool:
    """Whether a text holds a command that names a model, an option, or JSON with a model, or is one that fetches a file."""
    if text.startswith(("wget ", "curl ")) and "|" not in text:
        return True
    return any(map(text.__contains__, _COMMAND_PARTS)) and _COMMAND.search(text) is not None


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


def is_prose(body: str) -> bool:
    """A line of running text: several plain words after another, and no option, assignment or command among them."""
    value = _KEYED.sub("", body, count=1)
    if value[:1] in "\"'[{|>&*$" or command(value) or "=" in value or " | " in value or "$(" in value:
        return False
    return _PROSE.search(value[:2000]) is not None


def says_model(key: str, words: Words) -> bool:
    """Whether a key of YAML names a vendor's model whatever stands above it; not those that others answer to in his place (`tts-1`)."""
    return bool(words.vendor_begin(key)) and not key.startswith(_IMITATED)


def tokens(line: str) -> Iterator[re.Match[str]]:
    """What a line consists of. A string that is too long ends at the last escaped mark before that; without one it is none."""
    pattern, at = _TOKEN if len(line) <= LONGEST_STRING else _PAGE, 0
    while (token := pattern.search(line, at)) is not None:
        begin, at = token.span()
        if at - begin > LONGEST_STRING + 2 and token.lastgroup in ("double", "single"):
            token = _TOKEN.match(line, begin, begin + LONGEST_STRING + 2)
            at = token.end() if token is not None else begin + 1
        if token is not None:
            yield token
