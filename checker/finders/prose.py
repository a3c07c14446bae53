"""Documentation: Markdown, reStructuredText, plain text, HTML. A model named there is spoken of, not used."""

from __future__ import annotations

from collections.abc import Iterator

from checker import later
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

_OPTION = later.compile(r"""<(?:select\b(?P<select>[^<>]{0,400})>|option\b[^<>]{0,200}?\bvalue=["'](?P<value>[^"'<>\s]{2,120})["'])""")
_CALLED = later.compile(r"""\b(?:id|name)=["'](?P<name>[^"'<>]{1,60})["']""")


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
    choices = {(spot.line, spot.column): spot for spot in _choices(text)} if "<option" in text else {}
    yield from choices.values()
    yield from (spot for spot in lines.spoken(text, words) if spot.line > skip and (spot.line, spot.column) not in choices)


def _choices(text: str) -> Iterator[Spot]:
    """What a form of a page lets one choose, under the name of what is chosen: `<select id="model"><option value="x">`."""
    line, at = 1, 0
    named = ""
    for match in _OPTION.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        if match["select"] is not None:
            called = _CALLED.search(match["select"])
            named = called["name"] if called else ""
        elif named:
            begin = match.start("value")
            yield Spot(line + text.count("\n", at, begin), begin - text.rfind("\n", 0, begin), match["value"], (named,))
