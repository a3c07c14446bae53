"""Where a sentence turns round what words in it would say: `you need not`, `nothing prevents`, `whatever your revenue`. Pure, bounded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_CANNOT = r"\b(?:may|must|shall|will|can|should|do|does|is|are) ?not"
NEAR = 40  # characters before a match in which a word turns it round

# Who is above a number is free all the same; or so is everybody, whatever the number.
_FREE = re.compile(
    r"\bneeds? (?:no|not)\b|\b(?:is|are) (?:exempt|free (?:of any|from))|"
    r"\bno (?:further |separate |additional |other )?(?:licen[cs]e|permission|fee|payment|approval|royalt)[a-z]{0,4} [^.;,]{0,30}?\b"
    r"(?:need|requir|due|necess|payable)|"
    r"^(?!.*(?:\bnot?\b|n't|unless|only|provided|must|shall|requir|except|\bif\b|need|without|until|long as|separate|exceed|"
    r"approv|consent|subject to|upon))"
    r".*\b(?:may|can|welcome to|free to)\b"
)
_FREED = re.compile(
    r"\b(?:regardless|irrespective|whatever|no matter|even (?:if|when|where|above|over|with|beyond)|whether or not|not limited to|"
    r"(?:no|without(?: any)?) (?:upper )?(?:limit|cap|ceiling|threshold|restriction|maximum))\b"
    r"(?![^.;]{0,60}, (?:compan|you\b|any\b|entit|organi[sz]|those\b|whoever|licensee))[^.;]{0,120}$"  # `regardless of size, companies`
)
_BARS_BELOW = re.compile(  # `You may not use it if you have less than 10`
    rf"^(?!.{{0,400}}\b(?:unless|except|only|provided)\b)[^.;]{{0,200}}(?:{_CANNOT}|prohibited|forbidden)\b"
    r"[^.;]{0,160}\b(?:if|when|where|with|having)\b[^.;]{0,80}$"
)
# What a number does to those above it: without one of these it is hardly a bar; a fee alone is none.
_BINDS = re.compile(
    r"must|shall|\bneed|\bnot?\b|only|requ|obtain|contact|provided|unless|except|grant|licen|permi|allow|agree|free|\bcall|eligib|mean|[^\x00-\x7f]"
)
_FEE = re.compile(r"^(?!.*(?:must|shall|requir|obtain|request|agreement)).*\b(?:fees?|royalt(?:y|ies)|pays?|payable)\b")

_NOT = re.compile(r"(?:\b(?:not?|never|nor)|n't|cannot)(?: (?:be|an?|any|being|have|the))* $")

_CLAUSE, _CLAUSE_ENDS = re.compile(r"[.;:]|\b(?:but|however|though)\b"), re.compile(r"[.;:,]|\bbut\b")
_UNOWED = re.compile(
    r"\bneed(?:n't| not)\b|\b(?:do|does) not (?:have|need) to\b|\bchoose whether\b|"
    r"\bnot (?:be |been )?(?:required|obliged|obligated|bound|necessary|asked)\b|\bneither party\b(?!')|"
    r"\bwould be nice\b|\b(?:no|without(?: any)?) (?:duty|obligation|need|requirement)\b|"
    r"\bno\b[^.;:]{0,90} (?:is|are) (?:required|needed|necessary|due|owed|payable)\b|"
    r"\b(?:ownership|section|clause|status) (?:does|do|shall|will) not\b|"
    r"\b(?:at|in) (?:your|its|their) (?:sole |own )?(?:option|discretion)\b"
)
# The verb of a duty, barred: for duties that nobody bars in another sense.
_BARRED = re.compile(rf"{_CANNOT} (?:begin|start|display|show|cite|mention|pass|carry|bear)\b|\bneither (?:you|we)\b")
_AND_NOT = re.compile(r" and (?:you |they |it )?(?:must|shall|may|will|should)\b")  # what else is owed, or barred
_POSITIVE = frozenset(("name-prefix", "display-brand", "pass-on-restrictions", "credit-in-publications", "indemnify"))
_POWERLESS = re.compile(
    rf"(?:\bwaives?|{_CANNOT}|\bnever)(?:,? (?!we\b|licensor|you\b|may\b|shall\b|will\b|can\b|and\b|if\b)[a-z']{{1,14}}){{0,5}},? ?$|"
    r"\bno (?:(?:right|power|authority) (?:[a-z]{2,14} ){0,2})?$|\b(?:in|under) no (?:circumstances?|event|case)\b[^.;,]{0,20}$"
)
_WHO_CANNOT = re.compile(
    rf"(?:(?:we|licensor|it) (?:[a-z]{{2,12}} )?)?(?:waives?|{_CANNOT}|ha(?:s|ve) no right)\b(?!.{{0,60}}\b(?:and|or) (?:may|shall|will)\b)"
)
_WITHIN = re.compile(r"\b(?:unless(?! you\b)|other than|except(?! that))\b")  # before what is itself an exception
# Whom a lawsuit is against, and what else than patents it is about or ends.
_LICENSOR = re.compile(r"\b(?:against|su(?:e|es|ing)|accus(?:e|es|ing)) (?:any |the )?(?:us\b|licensors?\b)")
_ANYONE = re.compile(r"\bany(?:one|body| (?:[a-z]+ ){0,2}?(?:entit|person|part|contributor|licensee|individual|user))|\banother\b")
_BEYOND = re.compile(r"\bcopyrights? |\bany licen[cs]es? granted|\b(?:your|all) (?:rights|licen[cs]es)")
_IF = re.compile(r" ?(?:\W?\w{0,3}[.)] )?(?:if|where|when) ")  # a case of which something else is said
_UNBARRED = re.compile(
    r"\bnot (?:be |considered )?(?:prohibited|forbidden|banned|barred|restricted|excluded)\b(?! (?:to|from))|"
    r"\b(?:do|does|did) not (?:prohibit|forbid|ban|restrict|prevent|consider)|\b(?:was|were) (?:forbidden|prohibited|barred)|"
    r"\bno longer (?:so|forbid|prohibit|appl)|\bnot (?:obliged|obligated|required) to\b|"
    r"\b(?:not|never) (?:be )?(?:prevent|hinder|stop|restrict)(?:p?ed)? |"
    r"\w (?:is|are) not (?:(?:limited|restricted|confined) to|an? non-?commercial licen)"
)
_BARS = re.compile(rf"{_CANNOT} (?:be )?(?:us|deploy|appl|develop|creat|allow|permit|do\b)|prohibited|forbidden")
_EXCEPTED = re.compile(
    r"\b(?:except(?!ions?\b)|unless|other than|save (?:for|that|where)|apart from)\b"
    r"(?! (?:as|otherwise|required|permitted|expressly|to the extent|you|in accordance|under|for failure)\b|"
    r"[^;()]{0,90}\bderivat)|\bonly (?:where|when)\b"
)
_ALLOWS = re.compile(
    r"(?:\W?\w{0,3}[.)] )?(?:you|licensees?|users?) (?:may|can)\b(?!'t)(?!.{0,400}"
    r"(?:\bno[rt]?\b|n't|never|except|other than|unless|save|but|only|provided|prohibit))"
)
LAWSUIT = "terminate-on-litigation"
EXCEPTED_AFTER, OWED_AFTER = 120, 48  # characters after a match in which an exception stands, and in which it is no duty after all


def graded(kind: str, id: str, word: str, folded: str, span: tuple[int, int], confidence: str) -> str:
    """The confidence of a term that was found at `span`: "" where the sentence turns it round, and none is sure that has an exception."""
    begin = max((one.end() for one in _CLAUSE.finditer(folded, max(0, span[0] - 160), span[0])), default=max(0, span[0] - 160))
    ends = _CLAUSE_ENDS.search(folded, span[1], span[1] + OWED_AFTER)
    own = folded[begin : ends.start() if ends else span[1] + OWED_AFTER]
    excepted: object = _EXCEPTED.search(folded, span[kind == "prohibition"], span[1] + EXCEPTED_AFTER) or _WITHIN.search(
        folded, max(begin, span[0] - NEAR), span[0]
    )
    if kind == "duty" and (_UNOWED.search(own) or (word in _POSITIVE and _BARRED.search(_AND_NOT.split(own)[0]))):
        return ""
    if kind == "prohibition" and folded.startswith("non", span[0]) and denied(folded, span):
        return ""
    if kind == "prohibition" and (_unbarred(own) or (_IF.match(folded, begin) and _UNOWED.search(folded, begin))):
        return ""
    if word == LAWSUIT:
        excepted = excepted or (id.startswith("patent") and _BEYOND.search(folded))
    if kind == "power" and (_POWERLESS.search(folded, begin, span[0]) or _WHO_CANNOT.match(folded, span[0])):
        return "doubtful" if excepted else ""
    return "likely" if excepted and confidence == "sure" else confidence


def _unbarred(clause: str) -> bool:
    """Whether a clause takes a ban back, and has no other: `users who are not required to register may not use it for` is one."""
    back = _UNBARRED.search(clause)
    return back is not None and not _BARS.search(clause, 0, back.start()) and not _BARS.search(clause, back.end())


def allows(folded: str) -> bool:
    """Whether a sentence only says what may be done: `You may, however, use it for research`, though it stands in a list of bans."""
    return bool(_ALLOWS.match(folded))


def sued(term: Mapping[str, Any], folded: str) -> dict[str, Any]:
    """What a sentence on lawsuits says otherwise than `term`: that they are against the licensor alone, or not about outputs."""
    if "against" not in term or not folded.isascii():
        return {}
    whom = {"against": "licensor"} if _LICENSOR.search(folded) and not _ANYONE.search(folded) else {}
    return whom | ({} if re.search("output|result|generat", folded) else {"about": ["model"]})


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
