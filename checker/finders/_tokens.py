"""What a line consists of, in any language: keys, options, calls, strings, plain words, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker import later

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
