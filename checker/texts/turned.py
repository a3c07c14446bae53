"""Where a sentence turns round what words in it would say: `you need not`, `nothing prevents`, `whatever your revenue`. Pure, bounded."""

from __future__ import annotations

import re

NEAR = 40  # characters before a match in which a word turns it round

# Who is above a number is free all the same; or so is everybody, whatever the number.
_FREE = re.compile(
    r"\bneeds? (?:no|not)\b|\b(?:is|are) (?:exempt|free (?:of any|from))|"
    r"\bno (?:further |separate |additional |other )?(?:licen[cs]e|permission|fee|payment|approval|royalt)[a-z]{0,4} [^.;,]{0,30}?\b"
    r"(?:need|requir|due|necess|payable)"
)
_FREED = re.compile(
    r"\b(?:regardless|irrespective|whatever|no matter|even (?:if|when|where|above|over|with|beyond)|whether or not|not limited to|"
    r"(?:no|without(?: any)?) (?:upper )?(?:limit|cap|ceiling|threshold|restriction|maximum))\b[^.;]{0,120}$"
)
_BARS_BELOW = re.compile(  # `You may not use it if you have less than 10`
    r"^(?!.{0,400}\b(?:unless|except|only|provided)\b)[^.;]{0,200}\b(?:(?:may|must|shall|can|is|are) ?not|prohibited|forbidden)\b"
    r"[^.;]{0,160}\b(?:if|when|where|with|having)\b[^.;]{0,80}$"
)
# What a number does to those above it: without one of these it is hardly a bar; a fee alone is none.
_BINDS = re.compile(
    r"must|shall|\bneed|\bnot?\b|only|requir|request|obtain|contact|appl|provided|unless|except|limit|availab|grant|licen|prohibit|exclu|ceas|"
    r"terminat|free|permi|allow|eligib|exceed|agree|approv|consent|\bcall|authori|mean|[^\x00-\x7f]"
)
_FEE = re.compile(r"^(?!.*(?:must|shall|requir|obtain|request|agreement)).*\b(?:fees?|royalt(?:y|ies)|pays?|payable)\b")

_NOT = re.compile(r"(?:\b(?:not?|never|nor)|n't|cannot)(?: (?:be|an?|any|being|have|the))* $")


def denied(folded: str, span: tuple[int, int]) -> bool:
    """Whether `not` stands before a match: `not royalty-free`."""
    return bool(_NOT.search(folded, max(0, span[0] - NEAR), span[0]))


def frees(folded: str, before: str) -> bool:
    """Whether a sentence with a number, `before` which that stands, leaves free those who are above it."""
    return bool(_FREE.search(folded) or _FREED.search(before))


def bars_below(before: str) -> bool:
    """Whether those below a number are barred, and not those above."""
    return bool(_BARS_BELOW.search(before))


def binds(folded: str) -> bool:
    """Whether a sentence with a number says that more is asked of somebody than a fee."""
    return bool(_BINDS.search(folded)) and not _FEE.match(folded)
