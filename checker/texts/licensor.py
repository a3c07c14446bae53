"""Who grants and who receives, by the names that a text gives them: `Foo may end it` is read as `Licensor may end it`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple

MOST, FEWEST = 4, 3  # names of one text, and how often each stands in it
ROLES = 20  # words for the licensee that are counted
ACTS = 2  # things that only a licensor does
_AROUND = "\"'(),.;:*_\u201c\u201d"
LICENSOR, LICENSEE = "licensor", "licensee"
# what is a role already, or no name
_ROLES = (
    "licensor licensee you your we us our user users recipient author authors contributor contributors company agreement license licence "
    "model models software materials material work works party parties copyright holder owner the this that each any these such terms "
    "subject section article program data dataset weights output outputs service services api open source policy provider developer "
    "participant member customer subscriber researcher beneficiary adopter grantee client applicant institution deployer "
    "derivative derivatives "
    "contribution contributions content dataset court courts law laws party person persons "
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
# what only a licensor does: who does two of these things, or one of them twice, is one
_ACTS = re.compile(
    rf"(?P<name>{_NAME}),? (?:(?:hereby |also )?(?:permits?|concedes?|licenses?|retains?|reserves?|disclaims?|makes? no|claims? no|"
    r"gives? no)\b|"
    r"(?:does|do|shall|will|is|are|can) not (?:be )?(?:warrant|liable|guarantee|responsible|answerable)|"
    r"may,? (?:at any time,? |by |also |moreover |further |immediately )?"
    r"(?:terminate|suspend|revoke|withdraw|amend|change|make changes|audit|charge|put an end|cancel)\b)"
)
_DEFINED = (
    r"\((?:the |hereinafter |hereafter |each |a |collectively |referred to as "
    r"|called |,|an ){{0,3}}[\"\u201c*_]{{1,5}}(?P<name>{})[\"\u201d*_,]"
)
_ONE_GRANTS = re.compile(
    _DEFINED.format(
        "(?i:company|university|institute|provider|publisher|developer|owner|grantor|laboratory|foundation|consortium|centre|center|author)"
    )
)
_ONE_RECEIVES = re.compile(
    _DEFINED.format(
        "(?i:recipient|user|participant|member|customer|subscriber|researcher|beneficiary|adopter|grantee|client|applicant|institution|deployer)"
    )
    + r"|(?:^|[ \n])[\"\u201c*_]{1,5}(?P<other>(?i:recipient|user|participant|member|customer|adopter|grantee|researcher))"
    + r"[\"\u201d*_]{1,5} (?:means|shall mean|is|refers)\b"
)
_CONTENT = re.compile(
    r"\b(?:software|models?|weights|data|materials)\b[^()]{0,160}\((?:the |collectively,? ){0,2}[\"\u201c]Content[\"\u201d]\)"
)
_YOU = re.compile(r"\b(?:you|licensees?)\b", re.IGNORECASE)
_THE_USER = re.compile(r"\bthe (?:user|recipient)\b")


class Roles(NamedTuple):
    """The names of the licensor, in lower case; words for the licensee or the thing, as they are written, and what they are read as."""

    licensors: frozenset[tuple[str, ...]]
    words: Mapping[str, str]

    def read(self, sentence: str, lowered: str) -> str:
        """`lowered`, which is `sentence` in lower case, with the words for the two in the place of their names: as many words. Pure."""
        if self.words:
            words = lowered.split(" ")
            for i, (word, low) in enumerate(zip(sentence.split(" "), words, strict=True)):
                bare = word.strip(_AROUND).removesuffix("'s").removesuffix("\u2019s").removesuffix("s'")
                if bare in self.words:
                    words[i] = low.replace(bare.lower(), self.words[bare], 1)
            lowered = " ".join(words)
        return as_role(lowered, self.licensors)


def roles(text: str) -> Roles:
    """Who grants and who receives in `text`. A word such as `User` stands for the licensee where the text defines it so. Pure, linear."""
    licensors = names(text)
    flat = re.sub(r"\s+", " ", text.replace("**", ""))
    addressed = len(_YOU.findall(flat))
    if not re.search(r"\blicensors?\b", flat, re.IGNORECASE):
        licensors |= {(match["name"].lower(),) for match in _ONE_GRANTS.finditer(flat)}
    found = set[str]()
    called = dict.fromkeys(match["name"] or match["other"] for match in _ONE_RECEIVES.finditer(flat))  # each is counted once
    for name in islice((one for one in called if one[:1].isupper()), ROLES):
        if len(re.findall(rf"\b{name}\b", flat)) >= max(FEWEST, 2 * addressed):
            found |= {name, f"{name}s"}
    if not found and not addressed and len(_THE_USER.findall(flat)) >= FEWEST:
        found = {"user", "User", "recipient", "Recipient"}
    things = {"Content": "materials"} if _CONTENT.search(flat) else {}
    return Roles(licensors, dict.fromkeys(found, LICENSEE) | things)


def names(text: str) -> frozenset[tuple[str, ...]]:
    """The names that `text` gives its licensor, each as its words in lower case: who grants, and who is defined. Pure, linear."""
    flat = re.sub(r"\s+", " ", text.replace("**", ""))
    found = Counter[tuple[str, ...]]()
    acting = Counter[tuple[str, ...]]()
    for pattern in (_GRANTS, _CALLED, _WE, _ACTS):
        for match in pattern.finditer(flat):
            words = (match["name"] or match.groupdict().get("first") or "").lower().split()
            while words and words[0] in NO_NAMES:
                del words[0]
            if words and words[-1] not in NO_NAMES:
                (acting if pattern is _ACTS else found)[tuple(words)] += 1
    found.update({name: count for name, count in acting.items() if count >= ACTS})
    lowered = flat.lower()
    return frozenset([name for name, _ in found.most_common(MOST) if lowered.count(" ".join(name)) >= FEWEST])


def as_role(folded: str, called: frozenset[tuple[str, ...]]) -> str:
    """`folded` with the last word of every name in `called` replaced by `licensor`: as many words as before."""
    if not called or not any(name[-1] in folded for name in called):
        return folded
    words = folded.split(" ")
    bare = [word.strip(_AROUND).removesuffix("'s").removesuffix("\u2019s") for word in words]
    for name in called:
        for end in range(len(name) - 1, len(words)):
            if tuple(bare[end - len(name) + 1 : end + 1]) == name:
                words[end] = words[end].replace(name[-1], LICENSOR, 1)
    return " ".join(words)
