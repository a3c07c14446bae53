"""The vocabulary as the program asks it: which words there are, what they are called, what follows from what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

from checker.model import ANY, Limit, Values

Word = Mapping[str, Any]


class Vocabulary:
    """`vocabulary.yaml`, as plain values by section."""

    def __init__(self, sections: Mapping[str, Mapping[str, Word]]) -> None:
        self.sections = sections
        self._granted: dict[tuple[str, ...], frozenset[str]] = {}
        # What conditions.py makes of a filter, by the identity of the filter, which is kept with it so that no other can take its place.
        self.tests: dict[int, tuple[Mapping[str, Any], list[Callable[[Any], bool]]]] = {}
        self.reasons: dict[int, tuple[Any, Any]] = {}  # what engine.py says of a term, in the same way: it is one for several criteria

    def words(self, section: str) -> Mapping[str, Word]:
        """The words of `section` (`actions`, `fields` ... or a list of `values` such as `where`). Raises KeyError."""
        return self.sections[section] if section in self.sections else self.sections["values"][section]

    def label(self, section: str, word: str) -> str:
        """What `word` is called inside a sentence; the word itself where it is not in the vocabulary."""
        entry = self.words(section).get(word)
        if entry is None:
            return word
        return entry if isinstance(entry, str) else str(entry.get("label", word))

    @cached_property
    def _wholes(self) -> Mapping[str, frozenset[str]]:
        """Per action: the action, everything it is part of, and the word for any action."""
        actions = self.sections["actions"]
        result = {}
        for action in actions:
            chain, current = {action, ANY}, action
            while (whole := actions[current].get("part_of")) and whole not in chain:
                chain.add(whole)
                current = whole
            result[action] = frozenset(chain)
        return result

    def limiting(self, action: str) -> frozenset[str]:
        """What a term that limits `action` is about: the action itself, what it is part of, or any action."""
        return self._wholes.get(action) or frozenset((action, ANY))

    def limited_by(self, action: str, by: Iterable[str]) -> bool:
        """True where a term about the actions `by` limits `action`."""
        return not self.limiting(action).isdisjoint(by)

    def grants(self, actions: Iterable[str]) -> frozenset[str]:
        """The actions that a grant of `actions` gives, with what it implies."""
        key = tuple(actions)
        given = self._granted.get(key)
        if given is None:  # asked again and again of one grant: for each action, by each rule
            named, table = frozenset(key), self.sections["actions"]
            given = named | {word for word, entry in table.items() if not named.isdisjoint(entry.get("implied_by", ()))}
            self._granted[key] = given
        return given

    def granted_itself(self, action: str, of: Collection[str]) -> bool:
        """Whether a grant of `action` on the assets `of` (none: all) is one of the licensed thing itself, or of what the act is done to.

        A grant for changed versions alone is not.
        """
        assets = self.sections["assets"]
        if not of or not set(of).isdisjoint(self.sections["actions"].get(action, {}).get("about", ())):
            return True
        return any(asset != "derivative" and not assets.get(asset, {}).get("apart") for asset in of)

    def reserved(self, action: str) -> bool:
        """True where the law reserves `action` to the right holder, so that silence grants nothing."""
        return bool(self.sections["actions"].get(action, {}).get("reserved", True))

    def goes_along(self, duty: str, action: str) -> bool:
        """True where `duty`, owed upon distribution, is owed with `action` too: who licenses it on sets the terms of recipients."""
        return action in self.sections["duties"].get(duty, {}).get("along", ())

    def spreads(self, duty: str) -> bool:
        """True where `duty` may reach a larger work that takes the thing in, changed or not."""
        return bool(self.sections["duties"].get(duty, {}).get("spreads", False))

    def at_will(self, power: str) -> bool:
        """True where it is the licensor's choice whether he uses `power`."""
        return bool(self.sections["powers"].get(power, {}).get("at_will", False))

    def ground(self, field: str) -> str | None:
        """What a ban on `field` protects; None for an ordinary sector."""
        ground = self.sections["fields"].get(field, {}).get("ground")
        return str(ground) if ground else None

    @cached_property
    def _members(self) -> Mapping[str, frozenset[str]]:
        """Per field: the field and everything that is part of it, or of a part of it."""
        table = self.sections["fields"]
        parts: dict[str, set[str]] = {}
        for word, entry in table.items():
            for whole in (*((entry["group"],) if "group" in entry else ()), *entry.get("within", ())):
                parts.setdefault(whole, set()).add(word)
        result = {}
        for word in table:
            members, todo = {word}, [word]
            while todo:
                more = parts.get(todo.pop(), frozenset[str]()) - members
                members |= more
                todo += more
            result[word] = frozenset(members)
        return result

    def members(self, field: str) -> frozenset[str]:
        """The field and, where it is a group, its members."""
        return self._members.get(field, frozenset((field,)))

    def said(self, field: str) -> frozenset[str]:
        """What may qualify a ban on `field` and is part of that word already."""
        return frozenset(self.sections["fields"].get(field, {}).get("says", ()))

    @cached_property
    def near(self) -> Mapping[str, frozenset[str]]:
        """What each field comes near: those it touches and, where it is a group, its members but itself."""
        table = self.sections["fields"]
        return {word: (self.members(word) - {word}) | frozenset(entry.get("touches", ())) for word, entry in table.items()}

    def place(self, code: str) -> str:
        """`code` without its alias: `GB` for `UK`."""
        return str(self.sections["places"]["aliases"].get(code, code))

    def countries(self, places: Iterable[str], on: str = "9999-12-31") -> frozenset[str]:
        """The ISO codes that `places` stand for, sets with the members they have on the day `on` (ISO 8601)."""
        sets = self.sections["places"]["sets"]
        result: set[str] = set()
        for place in places:
            entry = sets.get(place)
            if entry is None:
                result.add(self.place(place))
                continue
            result |= self.countries(entry.get("includes", ()), on)
            result |= {code for code, dates in entry["members"].items() if dates[0] <= on and (len(dates) == 1 or on < dates[1])}
        return frozenset(result)

    @cached_property
    def value_kinds(self) -> Mapping[str, str]:
        """What stands behind each constraint: count, money, place, field, words or name."""
        return {name: str(entry["value"]) for name, entry in self.sections["constraints"].items()}

    def value_kind(self, constraint: str) -> str:
        """What stands behind `constraint`: count, money, place, field, words or name."""
        return self.value_kinds[constraint]

    def constraint_words(self, constraint: str) -> Mapping[str, Word] | None:
        """The words a constraint may take; None where they are not listed."""
        entry = self.sections["constraints"][constraint]
        kind = entry["value"]
        return {"words": entry.get("words"), "field": self.sections["fields"]}.get(kind)

    def settled(self, constraint: str, word: str) -> frozenset[str]:
        """The words of `constraint` of which who states `word` has said whether they hold: all, unless `apart` lists what excludes what."""
        entry = self.sections["constraints"][constraint]
        known = entry.get("apart", (entry.get("words", ()),))
        return frozenset({word}.union(*(group for group in known if word in group)))

    def rare(self, constraint: str, words: Collection[str]) -> bool:
        """Whether all `words` of `constraint` are what hardly anybody is: somebody on a sanctions list."""
        return set(self.sections["constraints"][constraint].get("rare", ())).issuperset(words)

    def several(self, constraint: str) -> str:
        """The word of `constraint` that two others make together (text and images: multimodal); "" where there is none."""
        return str(self.sections["constraints"].get(constraint, {}).get("several", ""))

    def left_open(self, constraint: str, stated: Iterable[str]) -> frozenset[str]:
        """The words of `constraint` of which who states `stated` has not said whether they hold: a company may be a competitor."""
        words = frozenset(self.sections["constraints"][constraint].get("words", ()))
        return words.difference(*(self.settled(constraint, word) for word in stated))


def build_values(raw: Any) -> Values:
    """Turn what stands behind a constraint in a definition into Values (shape checked before)."""
    if isinstance(raw, dict):
        if "other-than" in raw:
            return Values(words=_texts(raw["other-than"]), other_than=True)
        relation = next(key for key in raw if key != "currency")
        return Values(limit=Limit(relation, raw[relation], raw.get("currency")))
    return Values(words=_texts(raw))


def _texts(raw: Any) -> tuple[str, ...]:
    return tuple(map(str, raw)) if isinstance(raw, list) else (str(raw),)
