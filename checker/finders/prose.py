"""Documentation: Markdown, reStructuredText, plain text, HTML. A model named there is spoken of, not used."""

from __future__ import annotations

from collections.abc import Iterator

from checker.finders import lines, script
from checker.references import Spot
from checker.words import Words

LAST = True
SUFFIXES = (
    ".md",
    ".mdx",
    ".markdown",
    ".rst",
    ".txt",
    ".html",
    ".htm",
    ".adoc",
    ".org",
    ".patch",
    ".diff",
    ".cursorrules",
    ".windsurfrules",
    ".clinerules",
    *(".prompty", ".prompt"),
    *(".ejs", ".hbs", ".twig", ".cshtml", ".liquid", ".njk"),
    ".tex",
)


def handles(name: str) -> bool:
    """Documentation."""
    return name.lower().removesuffix(".tpl").removesuffix(".j2").removesuffix(".tmpl").endswith(SUFFIXES)


def spots(text: str, words: Words) -> Iterator[Spot]:
    """The words that could be names."""
    if text.startswith("FROM ") and script.is_modelfile(text):
        yield from script.spots(text, words)
        return
    skip = 0
    if text.startswith("---\n") and (end := text.find("\n---", 4)) > 0:  # the front matter of a model card
        yield from lines.spots(text[:end], words, comment="#", indented=True)
        skip = text.count("\n", 0, end) + 1
    yield from (spot for spot in lines.spoken(text, words) if spot.line > skip)
