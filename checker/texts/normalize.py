"""The normalized form of a license text: what stays the same when a tool re-wraps, re-quotes or marks up a copy."""

from __future__ import annotations

import re

from checker import later
from checker.digests import sha256
from checker.texts.fold import composed

_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)
_LIST_MARK = later.compile(r"^[ \t]*(?:>[ \t]?)*(?:[-*+\u2022\u25cf\u25e6\u00b7\u25aa][ \t]+)?(?:#{1,6}[ \t]+)?", re.MULTILINE)
_LINK = later.compile(r"\[([^\[\]\n]{1,300})\]\([^()\s]{1,1000}\)")
_EMPHASIS = later.compile(r"\*+|(?<![^\W_])_+|_+(?![^\W_])")
_ESCAPE = later.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~|])")


def normalize(text: str) -> str:
    """Return `text` in normalized form (DESIGN.md section 7).

    Unicode NFKC, typographic quotes and dashes as ASCII, bullets, Markdown emphasis, backslash escapes and link targets
    dropped, white space folded to one space, lower case.
    """
    return plain(text).lower()


def plain(text: str) -> str:
    """Return `text` normalized but for its case, so that words of it can be quoted."""
    text = composed("NFKC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_TYPOGRAPHY)
    text = _LIST_MARK.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _ESCAPE.sub(r"\1", text)
    text = _EMPHASIS.sub("", text)
    return " ".join(text.split())


def digest(text: str) -> str:
    """Return the hex SHA-256 of the normalized `text`: what `documents.*.sha256` and `notice.sha256` hold."""
    return sha256(normalize(text).encode())
