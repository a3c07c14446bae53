"""That somebody must do something, said in one way in place of many: `be sure to keep it` is read as `and you must keep it`."""

from __future__ import annotations

import re

# What is said -> what it is read as, of as many words: a match in the one is quoted from the other.
SAID = {
    **dict.fromkeys(
        (
            "remember to",
            "has to",
            "have to",
            "need to",
            "needs to",
            "undertake to",
            "undertakes to",
            "covenants to",
            "promise to",
            "promises to",
        ),
        "you must",
    ),
    **dict.fromkeys(("mandatory", "compulsory", "obligatory"), "required"),
    **dict.fromkeys(("be sure to", "make sure to", "don't forget to", "you are to"), "and you must"),
    **dict.fromkeys(("do not forget to", "we ask you to", "we ask that you", "you are asked to", "shall not fail to"), "and so you must"),
    **dict.fromkeys(("is to be", "are to be"), "so must be"),
    **dict.fromkeys(("see to it that", "sees to it that"), "and make sure that"),
    **dict.fromkeys(("takes care that", "procures that", "procure that"), "must ensure that"),
    **{
        f"{who} to": f"{who.split()[0]} you must"
        for who in ("licensee is", "licensees are", "user is", "users are", "recipient is", "recipients are")
    },
}
_WORDS = "|".join(sorted(SAID, key=len, reverse=True))
_SAID = re.compile(rf"(?<![a-z])(?<!not )(?<!n't )(?<!never )(?<!we )(?<!licensor )(?<!it )(?:{_WORDS})(?![a-z])(?! (?:not|the)\b)")

# `The Licensee deletes it`, `Whoever shares it names the author`: a rule in the plain present, by what only a duty is.
_DOES = (
    "adheres|attaches|bears|binds|carries|ceases|certifies|cites|complies|credits|deletes|destroys|discloses|displays|ensures|erases|"
    "indemnifies|indicates|informs|keeps|labels|leaves|marks|mentions|names|notifies|observes|obtains|omits|passes|pays|preserves|procures|"
    "provides|publishes|refrains|reimburses|renders|reports|reproduces|respects|retains|returns|secures|sends|shows|states|submits|"
    "supplies|tells|warns"
)
_PLAIN = re.compile(
    r"(?:^|(?<=[,;:] ))(?:\(?[\da-z]{1,3}[.)] )?(?:(?:on|upon|at|after|before|prior|in|by|within) [^,.;]{3,60}?,? )?"
    r"(?:(?:the |an? |each |any )?(?:licensee|user|recipient|distributor|operator|manufacturer|contributor)(?: also| then)?|"
    r"(?:whoever|(?:any|every)(?:one|body| person) who) [a-z]+ [^,.;]{3,80}?|every [^,.;]{3,60}?) "
    rf"(?P<does>{_DOES})(?= )"
)


def as_must(folded: str) -> str:
    """A folded sentence with `must` for what else says it, as many words. What need not be done stays as it is. Pure, linear."""
    folded = _SAID.sub(lambda match: SAID[match[0]], folded)
    return _PLAIN.sub(lambda match: f"{match[0][: -len(match['does'])]}must-{_base(match['does'])}", folded)


def _base(does: str) -> str:
    """The verb itself: `supply` of `supplies`."""
    return f"{does[:-3]}y" if does.endswith("ies") else does[:-2] if does.endswith(("sses", "shes", "ches")) else does[:-1]
