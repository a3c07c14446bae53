"""What a line of text is, or a part of it: a comment, a command, running text."""

from __future__ import annotations

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
