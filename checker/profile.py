"""What a user states of themselves: users, revenue, places, purpose, field. What is left out is unknown, never zero."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from checker import later
from checker.figures import Money, number, sums
from checker.names import nearest
from checker.tuples import NamedTuple
from checker.vocabulary import Vocabulary

COUNTS = ("users", "users-at-release", "employees")
SUMS = ("revenue", "monthly-revenue", "product-revenue", "funding")
PLACES = ("based-in", "used-in")
DENIED = "not-"  # before a word that does not hold
WORDS = ("purpose", "party", "recipient", "modality", "result", "channel", "form", "has", "event")  # words of the constraint of that name
KEYS = (*COUNTS, *SUMS, *PLACES, *WORDS, "field", "model", "with-product", "received", "changed", "strict", "on")
# What others call a fact, and which facts may be meant, each with what it says.
_SEAT = (("based-in", "your seat"), ("used-in", "where it runs and where those served are"))
_USERS = (("users", "active in a month, today"), ("users-at-release", "in the month before the model's release"))
_MONEY = (
    ("revenue", "a year"),
    ("monthly-revenue", "a month, of the product"),
    ("product-revenue", "a year, of the product"),
    ("funding", "raised"),
)
_USE = (("purpose", "commercial, research ..."), ("field", "health, military ..."))
_MEANT = {
    "country countries place places location region state seat jurisdiction territory domicile headquarters": _SEAT,
    "mau monthly-users active-users customers user-count": _USERS,
    "income turnover sales money annual-revenue": _MONEY,
    "use uses use-case usage industry sector domain application": _USE,
}

_SIDES = {"commercial": "non-commercial", "non-commercial": "commercial"}  # who denies one is on the other
_FORMS = {"modified": True, "unmodified": False}  # what says the same as `changed`
_DAY = later.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


class ProfileError(Exception):
    """A profile that cannot be used. `problems` says everything that is wrong with it."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


class Profile(NamedTuple):
    """Stated facts. A key that is missing is unknown. `assumed` names the facts that were taken for granted."""

    counts: Mapping[str, int] = {}
    sums: Mapping[str, tuple[Money, ...]] = {}  # of each, once in every currency that was stated
    places: Mapping[str, frozenset[str]] = {}
    words: Mapping[str, tuple[str, ...]] = {}
    denied: Mapping[str, frozenset[str]] = {}  # the words of which the user states that they do not hold: `not-competitor`
    fields: tuple[str, ...] | None = None
    changed: bool | None = None
    strict: bool = False
    on: str = ""  # the day (ISO 8601) whose membership of the EU and EEA counts; empty: today's
    assumed: tuple[tuple[str, str], ...] = ()
    called: Mapping[str, str] = {}

    def name(self, key: str) -> str:
        """How the user wrote `key`: `--users`, `me.toml: users`."""
        return self.called.get(key, key)


def read(stated: Mapping[str, Any], vocabulary: Vocabulary, called: Mapping[str, str] | None = None) -> Profile:
    """Build a Profile from stated values: text as typed on a command line, or the values of a TOML or YAML file.

    Raises ProfileError with everything that is wrong, by what keys are `called` where they were written. Money without a currency is USD.
    """
    names = {key: (called or {}).get(key, key) for key in (*KEYS, *stated)}
    problems = [f"{_before(key, names[key])}'{key}' is no fact of a profile{_near(key)}" for key in stated if key not in KEYS]
    found: dict[str, Any] = {}
    for key, raw in stated.items():
        if key in KEYS and raw is not None:
            try:
                found[key] = _READERS[key](key, raw, vocabulary)
            except ValueError as error:
                problems.append(f"{names[key]}: {error}")
    problems += _contradictions(found, names)
    if problems:
        raise ProfileError(problems)
    return _assume(_profile(found))._replace(called=called or {})


def meant(word: str) -> tuple[tuple[str, str], ...]:
    """The facts that somebody may mean by another name for them, each with what it says; none where that is not known. Pure."""
    return next((facts for names, facts in _MEANT.items() if word in names.split()), ())


def _near(word: str) -> str:
    return f": say {one_of_these(meant(word))}" if meant(word) else nearest(word, list(KEYS))


def one_of_these(facts: Iterable[tuple[str, str]], before: str = "") -> str:
    """`users (today) or users-at-release (...)`, for a message; `before` stands before each name. Pure."""
    return " or ".join(f"{before}{key} ({says})" for key, says in facts)


def _before(key: str, name: str) -> str:
    """What stands before `key` in its name: where it was written (`--fact: `, `me.toml: `)."""
    place = name.removesuffix(key).rstrip(" :")
    return f"{place}: " if place else ""


def _profile(found: Mapping[str, Any]) -> Profile:
    if "purpose" in found:
        found = {**found, "purpose": tuple(dict.fromkeys((*found["purpose"], *_sided(found["purpose"]))))}
    return Profile(
        counts={key: found[key] for key in COUNTS if key in found},
        sums={key: found[key] for key in SUMS if key in found},
        places={key: found[key] for key in PLACES if key in found},
        words={key: words for key in (*WORDS, "model", "with-product", "received") if (words := _stated(key, found))},
        denied={key: denied for key in WORDS if (denied := _denied(found.get(key, ())))},
        fields=found.get("field"),
        changed=found.get("changed", next(_changed(found.get("form", ())), None)),
        strict=found.get("strict", False),
        on=found.get("on", ""),
    )


def excluded(profile: Profile) -> frozenset[str]:
    """The purpose that a stated one excludes: `commercial` where it is non-commercial. Pure."""
    return frozenset(_SIDES[word] for word in profile.words.get("purpose", ()) if word in _SIDES)


def _sided(purposes: Iterable[str]) -> Iterator[str]:
    """The side that somebody is on who denies the other one."""
    yield from (other for word, other in _SIDES.items() if f"{DENIED}{word}" in purposes)


def _stated(key: str, found: Mapping[str, Any]) -> tuple[str, ...]:
    words = tuple(word for word in found.get(key, ()) if key not in WORDS or not word.startswith(DENIED))
    if key == "form" and not _FORMS.keys() & set(words) and "changed" in found:
        words = (*words, next(form for form, changed in _FORMS.items() if changed is found["changed"]))
    return words


def _changed(forms: Iterable[str]) -> Iterator[bool]:
    """What forms say of a change: `modified` and `not-unmodified` that there was one."""
    for form in forms:
        if (word := form.removeprefix(DENIED)) in _FORMS:
            yield _FORMS[word] is not form.startswith(DENIED)


def _denied(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.removeprefix(DENIED) for word in words if word.startswith(DENIED))


def _assume(profile: Profile) -> Profile:
    """Add what is taken for granted where nothing is said: received directly, used where one is based."""
    assumed = []
    if "received" not in profile.words:
        assumed.append(("received", "direct"))
        profile = profile._replace(words={**profile.words, "received": ("direct",)})
    if "used-in" not in profile.places and "based-in" in profile.places:
        assumed.append(("used-in", ", ".join(sorted(profile.places["based-in"]))))
        profile = profile._replace(places={**profile.places, "used-in": profile.places["based-in"]})
    return profile._replace(assumed=tuple(assumed))


def assuming(profile: Profile, actions: Collection[str]) -> Profile:
    """`profile` with what goes without saying of who does that, whatever else he does: who modifies has changed it. Pure."""
    if "modify" in actions and profile.changed is None:
        form = (*profile.words.get("form", ()), "modified")
        words = {**profile.words, "form": form}
        profile = profile._replace(changed=True, words=words, assumed=(*profile.assumed, ("changed", "yes")))
    return profile


def acting(profile: Profile, brings: Iterable[tuple[str, str]]) -> Profile:
    """`profile` with what one act brings along, as the vocabulary has it, and no other: who sells does that for commerce. Pure."""
    for key, word in brings:
        stated = profile.words.get(key, ())
        settled = word in stated or word in profile.denied.get(key, ()) or (word in _SIDES and not _SIDES.keys().isdisjoint(stated))
        if not settled:
            profile = profile._replace(words={**profile.words, key: (*stated, word)})
    return profile


def _contradictions(found: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    purposes = set(found.get("purpose", ()))
    if {"commercial", "non-commercial"} <= purposes:
        yield f"{names['purpose']}: commercial and non-commercial exclude each other"
    for key in WORDS:
        for word in sorted(_denied(found.get(key, ())).intersection(found.get(key, ()))):
            yield f"{names[key]}: {word} and {DENIED}{word} exclude each other"
    for word in found.get("form", ()):
        if found.get("changed") not in (None, *_changed((word,))) and any(True for _ in _changed((word,))):
            yield f"{names['form']}: '{word}' contradicts {names['changed']}"
    fields = found.get("field") or ()
    if "general" in fields and len(fields) > 1:
        others = ", ".join(one for one in fields if one != "general")
        yield f"{names['field']}: 'general' says that no banned field applies, but {others} is stated too"
    for part, whole in (("monthly-revenue", "revenue"), ("product-revenue", "revenue")):
        pairs = ((one, other) for one in found.get(part, ()) for other in found.get(whole, ()))
        if any(one.currency == other.currency and one.amount > other.amount for one, other in pairs):
            yield f"{names[part]}: a part cannot bring more than the whole year ({names[whole]})"


def _count(key: str, raw: Any, vocabulary: Vocabulary) -> int:
    return number(raw)


def _sums(key: str, raw: Any, vocabulary: Vocabulary) -> tuple[Money, ...]:
    return sums(raw)


def _listed(raw: Any) -> list[str]:
    parts = raw if isinstance(raw, (list, tuple)) else str(raw).split(",")
    return [str(part).strip() for part in parts if str(part).strip()]


def _place(key: str, raw: Any, vocabulary: Vocabulary) -> frozenset[str]:
    sets = vocabulary.sections["places"]["sets"]
    countries = vocabulary.sections["places"]["countries"]
    result = set()
    for one in _listed(raw):
        code = vocabulary.place(one.upper())
        if code not in sets and code.partition("-")[0] not in countries:
            raise ValueError(
                f"'{one}' is no country (ISO 3166-1, such as DE) and none of {', '.join(sets)}{nearest(code, [*sets, *countries])}"
            )
        result.add(code if code in sets else code.partition("-")[0])
    if not result:
        raise ValueError("a place was expected")
    return frozenset(result)


def _words(key: str, raw: Any, vocabulary: Vocabulary) -> tuple[str, ...]:
    known = vocabulary.constraint_words(key) or {}  # names of models and products are free
    words = _listed(raw)
    for one in words:
        denied = DENIED if key in WORDS and one.startswith(DENIED) else ""
        if known and one.removeprefix(denied) not in known:
            meant = nearest(one, [denied + word for word in known])  # never the contrary of what was written
            raise ValueError(f"'{one}' is no {vocabulary.label('constraints', key)}{meant}; there are {', '.join(known)}")
    several = vocabulary.several(key)  # what two words make together
    kinds = {one for one in words if not one.startswith(DENIED)} - {several}
    return tuple(dict.fromkeys((*words, several) if several and len(kinds) > 1 else words))


def _fields(key: str, raw: Any, vocabulary: Vocabulary) -> tuple[str, ...]:
    known = vocabulary.sections["fields"]
    words = _listed(raw)
    for one in words:
        if one not in known:
            raise ValueError(f"'{one}' is no field of use{nearest(one, list(known))}; `modelterms list terms` shows them")
    return tuple(dict.fromkeys(words))


def _flag(key: str, raw: Any, vocabulary: Vocabulary) -> bool:
    if not isinstance(raw, bool):
        raise ValueError(f"true or false was expected, not {raw!r}")
    return raw


def _day(key: str, raw: Any, vocabulary: Vocabulary) -> str:
    if not _DAY.fullmatch(str(raw)):
        raise ValueError(f"'{raw}' is no day (such as 2026-01-31)")
    return str(raw)


_READERS: Mapping[str, Callable[[str, Any, Vocabulary], Any]] = {
    **dict.fromkeys(COUNTS, _count),
    **dict.fromkeys(SUMS, _sums),
    **dict.fromkeys(PLACES, _place),
    **dict.fromkeys((*WORDS, "model", "with-product", "received"), _words),
    "field": _fields,
    "changed": _flag,
    "strict": _flag,
    "on": _day,
}
