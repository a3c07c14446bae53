"""YAML with what is wrapped in it (Helm, Kubernetes, compose, JSON5), JSON, TOML, INI, .env, Terraform: keys and values.

Line by line, not by a parser: templates are no YAML before they are filled in, and one broken line must not hide the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker import later
from checker.finders import _kind, comments, lines, prose
from checker.references import COMMENT, MENTIONED, TESTED, Spot
from checker.words import Words

INDENTED = (".yaml", ".yml", ".tpl", ".yaml.example", ".yml.example", ".yml.j2", ".yaml.j2", ".yaml.tmpl", ".cff", "_yaml")
_HCL = later.compile(r"^(?:variable|resource|data|module|provider|locals|terraform|output)\b[^\n{=]{0,200}\{", re.M)
_INTERFACE = later.compile(r"(?:#[^\n]{0,500}\n\s{0,20}){0,20}\s{0,20}(?:\{\s{0,20})?[\"']?(?:openapi|swagger)[\"']?\s{0,5}:")
_ANSWER = later.compile(r'"object"\s{0,5}:\s{0,5}"chat\.completion')
_RECORD = later.compile(r'"(?:answer\d?_id|review_id|reviewer_id|generation|prediction|response|completion|model_output)"\s?:')
RECORD = 100_000  # characters of the first of them
HEAD = 20_000  # characters in which Terraform has one of its blocks
LEADING = 50  # comments before what tells the kind of a file
HASHED = (
    ".toml",
    ".ini",
    ".cfg",
    ".conf",
    ".env",
    ".properties",
    ".tf",
    ".tfvars",
    ".hcl",
    ".service",
    ".launch",
    ".xml",
    ".csproj",
    ".pbxproj",
    ".pbtxt",
)
SLASHED = (".json", ".jsonl", ".json5", ".jsonc", ".http", ".rest", ".ndjson", ".webmanifest")


def handles(name: str) -> bool:
    """Configuration of every kind."""
    name = name.lower()
    if prose.handles(name):
        return False  # README.md.tpl is documentation
    return name.endswith((*INDENTED, *HASHED, *SLASHED, "env.example", ".env.sample")) or name.startswith((".env", "env.", "values"))


def spots(text: str, words: Words) -> Iterator[Spot]:
    """Every value under its key."""
    spans = comments.blocks(text, templated=not _is_json(text) and _HCL.search(text, 0, HEAD) is None)  # YAML, TOML and .env have none
    interface = _INTERFACE.match(text) is not None or _answers(text)
    for spot in _values(text, words):
        if spans and comments.inside(spot, spans):
            yield comments.spoken(spot)
        elif interface and spot.nature not in MENTIONED:
            yield spot._replace(nature=TESTED)  # an example of what others may send, or what came back: nothing is loaded
        else:
            yield spot


def _answers(text: str) -> bool:
    """Whether a file holds what models answered: an answer as services write it, or one record a line, each with an answer or a review."""
    if '"chat.completion' in text and _ANSWER.search(text) is not None:
        return _is_json(text)
    return text.startswith('{"') and text.find('\n{"', 0, RECORD) > 0 and _RECORD.search(text, 0, text.find("\n")) is not None


def _values(text: str, words: Words) -> Iterator[Spot]:
    if _is_json(text):
        manifest = any(key in text for key in ('"dependencies"', '"devDependencies"', '"components"'))  # whose names are no models'
        for spot in lines.spots(text, words, comment="//"):
            if not manifest or spot.slot != ("name",):
                yield spot
    elif _HCL.search(text, 0, HEAD):  # Terraform: blocks in braces, whose labels are names; comments of two kinds
        rows = text.split("\n")
        for spot in lines.spots(text, words, comment="#"):
            if spot.slot[-1:] == ("source",):
                continue  # of a module or a provider, which may be called `acme/huggingface/aws`
            at = _kind.comment_at(rows[spot.line - 1], "//")
            yield spot._replace(nature=COMMENT) if 0 <= at < spot.column else spot
    else:
        yield from lines.spots(text, words, comment="#", indented=True)


def _is_json(text: str) -> bool:
    """JSON of any kind, with comments before it and keys without quotes too; neither a template's `{{` nor a section of TOML."""
    at = 0
    for _ in range(LEADING):
        at += len(text) - at - len(text[at:].lstrip()) if text[at : at + 1].isspace() else 0
        end = text.find("\n", at) if text.startswith("//", at) else text.find("*/", at) + 1 if text.startswith("/*", at) else 0
        if end <= 0:
            break
        at = end + 1
    head = text[at : at + 2000]
    return (head[:1] == "{" and head[1:2] not in ("{", "%")) or (head[:1] == "[" and ('":' in head or head[1:].lstrip()[:1] == "{"))
