"""Lisps: Emacs Lisp, Clojure, Scheme. Strings and symbols under the keyword or the form before them; `;` begins a comment."""

from __future__ import annotations

from collections.abc import Iterator

from checker import later
from checker.finders import lines
from checker.references import Spot
from checker.words import Words

_SET = later.compile(r"(\((?:setq(?:-default)?|def[a-z]*)\s+[^\s()\"]{1,80})[ \t]")
_KEYWORD = later.compile(r"[ \t]:([\w*-]{1,60})[ \t]")
SUFFIXES = (".el", ".clj", ".cljs", ".cljc", ".edn", ".lisp", ".scm", ".rkt", ".fnl")


def handles(name: str) -> bool:
    """Source of such languages."""
    return name.endswith(SUFFIXES)


def spots(text: str, words: Words) -> Iterator[Spot]:
    """A symbol is quoted by a mark that nothing closes: `'gpt-4o`. Raises nothing."""
    plain = _KEYWORD.sub(r" \1: ", _SET.sub(r"\1=", text.replace("'", " ").replace("`", " ")))  # as others write it, as long as before
    yield from lines.spots(plain, words, comment=";")
