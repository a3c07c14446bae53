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
    **dict.fromkeys(("do not forget to", "we ask you to", "we ask that you", "you are asked to"), "and so you must"),
    **{
        f"{who} to": f"{who.split()[0]} you must"
        for who in ("licensee is", "licensees are", "user is", "users are", "recipient is", "recipients are")
    },
}
_WORDS = "|".join(sorted(SAID, key=len, reverse=True))
_SAID = re.compile(rf"(?<![a-z])(?<!not )(?<!n't )(?<!never )(?<!we )(?<!licensor )(?<!it )(?:{_WORDS})(?![a-z])(?! (?:not|the)\b)")


def as_must(folded: str) -> str:
    """A folded sentence with `must` for what else says it, as many words. What need not be done stays as it is. Pure, linear."""
    return _SAID.sub(lambda match: SAID[match[0]], folded)
