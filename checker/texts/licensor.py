"""Who grants: the names by which a text calls its licensor, so that detectors read `Foo may end it` as they read `Licensor may end it`."""

from __future__ import annotations

import re
from collections import Counter

MOST, FEWEST = 4, 3  # names of one text, and how often each stands in it
LICENSOR = "licensor"
# what is a role already, or no name
_ROLES = (
    "licensor licensee you your we us our user users recipient author authors contributor contributors company agreement license licence "
    "model models software materials material work works party parties copyright holder owner the this that each any these such terms "
    "subject section article program data dataset weights output outputs service services api open source policy provider developer "
    "university institute institution it they he she everyone nobody who which permission and or"
)
NO_NAMES = frozenset(_ROLES.split())
_NAME = r"\b[a-z]?[A-Z][\w&-]{1,30}(?: [A-Z][\w&-]{1,30}){0,2}"
_GRANTS = re.compile(
    rf"(?P<name>{_NAME})(?: \([^()]{{1,60}}\))?,? (?:hereby )?grants? (?:to )?(?:the )?"
    r"(?:[Yy]ou|[Ll]icensee|[Uu]sers?|[Rr]ecipient|LICENSEE|YOU)\b"
)
_CALLED = re.compile(
    r"\b(?:Inc|Ltd|LTD|LLC|Limited|Corp|Corporation|corporation|GmbH|AG|Company|University|Institute|Foundation|Labs?|Laboratory|e\.V|S\.A)\b"
    r"[.,]{0,2} ?\((?:the |hereinafter |hereafter |collectively |referred to as |called |,){0,3}[\"\u201c*_]{1,5}"
    rf"(?P<name>{_NAME})[\"\u201d*_]"
)
_WE = re.compile(
    rf"[\"\u201c](?:[Ww]e|[Uu]s|[Oo]ur)[\"\u201d],?(?: or| and)? [\"\u201c](?P<name>{_NAME})[\"\u201d]|"
    rf"[\"\u201c](?P<first>{_NAME})[\"\u201d],?(?: or| and)? [\"\u201c](?:[Ww]e|[Uu]s)[\"\u201d]"
)


def names(text: str) -> frozenset[tuple[str, ...]]:
    """The names that `text` gives its licensor, each as its words in lower case: who grants, and who is defined. Pure, linear."""
    flat = re.sub(r"\s+", " ", text.replace("**", ""))
    found = Counter[tuple[str, ...]]()
    for pattern in (_GRANTS, _CALLED, _WE):
        for match in pattern.finditer(flat):
            words = (match["name"] or match.groupdict().get("first") or "").lower().split()
            while words and words[0] in NO_NAMES:
                del words[0]
            if words and words[-1] not in NO_NAMES:
                found[tuple(words)] += 1
    lowered = flat.lower()
    return frozenset([name for name, _ in found.most_common(MOST) if lowered.count(" ".join(name)) >= FEWEST])


def as_role(folded: str, called: frozenset[tuple[str, ...]]) -> str:
    """`folded` with the last word of every name in `called` replaced by `licensor`: as many words as before."""
    if not called or not any(name[-1] in folded for name in called):
        return folded
    words = folded.split(" ")
    bare = [word.strip("\"'(),.;:*_\u201c\u201d").removesuffix("'s").removesuffix("\u2019s") for word in words]
    for name in called:
        for end in range(len(name) - 1, len(words)):
            if tuple(bare[end - len(name) + 1 : end + 1]) == name:
                words[end] = words[end].replace(name[-1], LICENSOR, 1)
    return " ".join(words)
