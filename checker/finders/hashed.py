"""Languages with `#` comments beside Python: Elixir, R, Julia, Perl, Nix, and Lisps. Strings under their key, variable or call."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from checker import later
from checker.finders import lines, quick
from checker.references import COMMENT, MENTIONED, Spot
from checker.words import Words

SUFFIXES = (".ex", ".exs", ".r", ".jl", ".pl", ".pm", ".nim", ".cr", ".nix", ".gd", ".coffee", ".bzl", ".star", ".tcl", ".raku", ".cmake")
LISPS = (".el", ".clj", ".cljs", ".cljc", ".edn", ".lisp", ".scm", ".rkt")
_SET = later.compile(r"(\((?:setq(?:-default)?|def[a-z]*)\s+[^\s()\"]{1,80})[ \t]")
_KEYWORD = later.compile(r"[ \t]:([\w*-]{1,60})[ \t]")
_DOCUMENTED = later.compile(r'(?:@(?:module|type)?doc\s+(?:~[sS])?|\bdoc:\s*|^)"""', re.M)
_TAGGED = later.compile(r"""\{\s*:hf\s*,\s*["']$""")  # Bumblebee's `{:hf, "org/name"}`


def handles(name: str) -> bool:
    """Source of such languages."""
    return name.lower().endswith((*SUFFIXES, *LISPS))


def spots(text: str, words: Words) -> Iterator[Spot]:
    """Quoted strings with the names around them; what stands in documentation is spoken of. Raises nothing."""
    if text.lstrip()[:1] in ("(", ";"):  # a Lisp, whose symbols stand behind a mark that nothing closes; written here as others would
        plain = _KEYWORD.sub(r" \1: ", _SET.sub(r"\1=", text.replace("'", " ").replace("`", " ")))
        yield from lines.spots(plain, words, comment=";")
        return
    if not quick.anything(text, words, "\"'"):
        return
    stored = text.split("\n")
    spans = _documentation(text)
    for spot in lines.spots(text, words, comment="#"):
        before = stored[spot.line - 1][: max(0, spot.column - 1)]
        if spot.nature not in MENTIONED:
            if bisect_right(spans, spot.line) % 2:
                yield spot._replace(nature=COMMENT)
                continue
            if before[-1:] not in ("'", '"', "`"):
                continue  # a bare word is code
            if _TAGGED.search(before[-20:]):
                spot = spot._replace(slot=(*spot.slot, "hf"))
        yield spot


def _documentation(text: str) -> list[int]:
    """The lines at which documentation begins, and those behind it, one after the other."""
    found: list[int] = []
    at = line = counted = 0
    while (match := _DOCUMENTED.search(text, at)) is not None:
        end = text.find('"""', match.end())
        if end < 0:
            break
        line += text.count("\n", counted, match.start())
        found.append(line + 1)
        line += text.count("\n", match.start(), end)
        counted = end
        found.append(line + 2)
        at = end + 3
    return found
