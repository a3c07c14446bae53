"""What a rule set file may hold: its table, and the check that its conditions make sense."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from checker import constraints, kinds
from checker.kinds import Found, ValueKind, either, several, shortened, shown, word
from checker.model import Verdict
from checker.names import nearest
from checker.schema import DUTY, POWER, PROHIBITION, Key, Table, check_table, nested
from checker.source import AT_KEY, Document, SourceError, Where
from checker.vocabulary import Vocabulary

BASIS: Table = {
    "kind": Key(
        either("ruling", "text", "reading"), "An authority's ruling, the text of the definition, or a reading of ours", required=True
    ),
    "source": Key(kinds.TEXT, "Where the authority says so"),
}
READINGS: Table = {
    "fails": Key(kinds.TEXT, "The reading that counts it against the license", required=True),
    "meets": Key(kinds.TEXT, "The reading that does not", required=True),
}
EXAMPLES: Table = {verdict.value: Key(several(kinds.SLUG), f"Definitions with the verdict {verdict.value}") for verdict in Verdict}


def _rule_schema(_: Vocabulary) -> dict[str, Any]:
    return {"type": "object"}


RULE = ValueKind("a condition (below)", lambda value, where, v: check_rule(value, where, v), _rule_schema)
CRITERION: Table = {
    "id": Key(kinds.CODE, "Its code, as in `error[OSD-5]`", required=True),
    "name": Key(kinds.TEXT, "The defect, as a finding says it", required=True),
    "title": Key(kinds.TEXT, "What the definition calls it", required=True),
    "severity": Key(either("error", "warning"), "How a failure is shown", required=True),
    "fails_when": Key(RULE, "The license fails when this is true"),
    "contested_when": Key(RULE, "It is contested whether the license fails when this is true"),
    "release": Key(kinds.BOOLEAN, "True for a demand on a release, which a license alone cannot answer"),
    "listed": Key(several(kinds.TEXT), "SPDX ids that an authority accepts in spite of it"),
    "listed_source": Key(kinds.TEXT, "On what ground"),
    "why": Key(kinds.TEXT, "What it demands, in one sentence", required=True),
    "help": Key(kinds.TEXT, "What to do next", required=True),
    "examples": Key(nested("examples", EXAMPLES), "Definitions by verdict, run as tests"),
}
RULESET: Table = {
    "id": Key(kinds.SLUG, "Name of the file without .yaml", required=True),
    "title": Key(kinds.TEXT, "What it is called", required=True),
    "version": Key(kinds.TEXT, "Its version"),
    "url": Key(kinds.URL, "Where it is published"),
    "summary": Key(kinds.TEXT, "What it asks, in our words"),
    "criteria": Key(several(nested("criterion", CRITERION)), "Its criteria", required=True),
}

_JOINTS = ("all", "any", "not", "criterion")
_FILTERS: dict[str, Table] = {"prohibits": PROHIBITION, "requires": DUTY, "empowers": POWER}
_NOT_FILTERS = frozenset(
    (
        "id",
        "at",
        "phrase",
        "note",
        "certainty",
        "disputed_by",
        "actions",
        "unless",
        "counted",
        "remedy",
        "notice",
        "duty",
        "power",
        "of",
        "when",
    )
)
WEIGHT, LINKS = 500, 12  # how many criteria one may rest on, and how many in a row
OPERATORS = (*_JOINTS, "permits", *_FILTERS)


def check_ruleset(document: Document, vocabulary: Vocabulary, known: Callable[[str], bool], taken: Iterable[str] = ()) -> None:
    """Raise SourceError with everything wrong in the rule set. `known` says whether another set's criterion exists; `taken` are ids."""
    found = list(check_table(RULESET, document.value, (), vocabulary))
    if isinstance(document.value, dict):
        found += _criteria(document.value, known)
        if document.value.get("id") in list(taken):
            found.append((("id",), f"the id '{document.value['id']}' is taken by a rule set that comes with the program"))
    if found:
        raise SourceError(document.problem(where, message) for where, message in found)


def check_rule(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
    """Yield what is wrong with one condition: exactly one operator, a filter that knows its words, a sound basis."""
    if not isinstance(value, dict):
        yield where, f"a condition was expected, not {shown(value)}"
        return
    operators = [key for key in value if key in OPERATORS]
    for key in value:
        if key not in (*OPERATORS, "basis", "readings"):
            yield (*where, key, AT_KEY), f"'{shortened(key)}' is no operator{nearest(key, list(OPERATORS))}"
    if len(operators) != 1:
        if operators or value.keys() <= {"basis", "readings"}:
            yield where, f"exactly one operator was expected ({', '.join(OPERATORS)}), not {' and '.join(operators) or 'none'}"
        return
    for key, table in (("basis", BASIS), ("readings", READINGS)):
        if key in value:
            yield from check_table(table, value[key], (*where, key), vocabulary)
    yield from _ARGUMENTS[operators[0]](value[operators[0]], (*where, operators[0]), vocabulary)


def _parts(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
    if not isinstance(value, list) or not value:
        yield where, f"a list of conditions was expected, not {shown(value)}"
        return
    for i, one in enumerate(value):
        yield from check_rule(one, (*where, i), vocabulary)


def _negated(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
    if not isinstance(value, dict) or list(value) != ["permits"]:
        yield where, "`not` stands only around `permits`: a term that is absent proves nothing"
        return
    yield from _permits(value["permits"], (*where, "permits"), vocabulary)


def _permits(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
    table = {"action": Key(word("actions"), "The action", required=True), "of": Key(several(word("assets"), bare=True), "The assets")}
    yield from check_table(table, value, where, vocabulary)


def _reference(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
    if not isinstance(value, str) or value.count("/") != 1:
        yield where, f"a criterion of a rule set was expected (such as osd/OSD-5), not {shown(value)}"


def _filter(operator: str) -> Callable[[Any, Where, Vocabulary], Found]:
    def check(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
        yield from check_table(_filter_table(operator, vocabulary), value, where, vocabulary)

    return check


def _filter_table(operator: str, vocabulary: Vocabulary) -> Table:
    """What a filter may ask: the common questions, and the attributes that terms of this kind have."""
    common: dict[str, Key] = {
        "of": Key(_wanted(_either_word("terms", "assets") if operator == "empowers" else word("assets")), "The assets"),
        "when": Key(ValueKind("constraints, or a condition", _wanted_when, _rule_schema), "What it depends on"),
        "unconditional": Key(kinds.BOOLEAN, "Whether it always binds"),
        "ground": Key(
            several(either(*sorted({entry["ground"] for entry in vocabulary.sections["fields"].values() if "ground" in entry})), bare=True),
            "What the ban protects",
        ),
    }
    if operator == "prohibits":
        common["action"] = Key(several(word("actions"), bare=True), "The actions it reaches")
        common["actions"] = Key(several(word("actions"), bare=True, other=("any",)), "The actions it names itself")
    elif operator == "requires":
        common["duty"] = Key(_wanted(word("duties")), "The duties")
    else:
        common["power"] = Key(_wanted(word("powers")), "The powers")
    attributes = {
        name: Key(_wanted(key.kind) if "word of" in key.kind.name else key.kind, key.meaning)
        for name, key in _FILTERS[operator].items()
        if name not in _NOT_FILTERS
    }
    return {**common, **attributes}


def _either_word(*sections: str) -> ValueKind:
    def check(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
        words = [one for section in sections for one in vocabulary.words(section)]
        if value not in words:
            yield where, f"a word of {' or '.join(sections)} was expected, not {shown(value)}{nearest(value, words)}"

    return ValueKind(f"a word of {' or '.join(sections)}", check, _rule_schema)


def _wanted(kind: ValueKind) -> ValueKind:
    """`kind`, a list of it, or {other-than: ...}."""
    plain = kind if kind.name.startswith("list of") else several(kind, bare=True)

    def check(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
        if isinstance(value, dict) and set(value) == {"other-than"}:
            yield from plain.check(value["other-than"], (*where, "other-than"), vocabulary)
        else:
            yield from plain.check(value, where, vocabulary)

    return ValueKind(kind.name, check, _rule_schema)


def _wanted_when(value: Any, where: Where, vocabulary: Vocabulary) -> Found:
    if isinstance(value, dict):
        yield from constraints.CONDITION.check(value, where, vocabulary)
    else:
        yield from several(word("constraints"), bare=True).check(value, where, vocabulary)


_ARGUMENTS: dict[str, Callable[[Any, Where, Vocabulary], Found]] = {
    "all": _parts,
    "any": _parts,
    "not": _negated,
    "criterion": _reference,
    "permits": _permits,
    **{operator: _filter(operator) for operator in _FILTERS},
}


def _criteria(values: dict[str, Any], known: Callable[[str], bool]) -> Iterator[tuple[Where, str]]:
    listed = values.get("criteria")
    if listed == []:
        yield ("criteria",), "an empty list says nothing"
    criteria = [(i, one) for i, one in enumerate(listed) if isinstance(one, dict)] if isinstance(listed, list) else []
    own = {f"{values.get('id')}/{one.get('id')}": i for i, one in criteria}
    seen: set[str] = set()
    edges: dict[str, list[str]] = {}
    for i, one in criteria:
        where: Where = ("criteria", i)
        if isinstance(one.get("id"), str) and one["id"] in seen:
            yield (*where, "id"), f"the id '{one['id']}' is taken by a criterion above"
        seen.add(str(one.get("id")))
        if not one.get("release") and "fails_when" not in one:
            yield where, "the key 'fails_when' is missing (or release: true, where a license alone cannot answer)"
        if one.get("release") is True and "fails_when" in one:
            yield (*where, "release"), "a license alone cannot fail a demand on a release: take out release or fails_when"
        if one.get("listed") and "listed_source" not in one:
            yield (*where, "listed"), "the ground is missing: listed_source"
        for key in ("fails_when", "contested_when"):
            yield from _unfounded(one.get(key), (*where, key))
            for place, name in references(one.get(key), (*where, key)):
                edges.setdefault(f"{values.get('id')}/{one.get('id')}", []).append(name)
                if name.count("/") == 1 and name not in own and not known(name):
                    yield (
                        place,
                        f"there is no criterion '{name}'{nearest(name, list(own))}; `modelterms list rules` shows those of the program",
                    )
    circular = [name for name in own if name in _reached(name, edges)]
    for name in circular:
        yield ("criteria", own[name]), f"the criterion '{name}' rests on itself"
    for name, i in own.items() if not circular else ():
        if _weight(name, edges) > WEIGHT:
            yield ("criteria", i), f"the criterion '{name}' rests on too many others (at most {WEIGHT}, {LINKS} in a row)"


def _unfounded(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    """Yield the ways of failing that do not say what they rest on."""
    if not isinstance(value, dict):
        return
    for key in ("any", "all"):
        for i, one in enumerate(value[key] if isinstance(value.get(key), list) else ()):
            yield from _unfounded(one, (*where, key, i))
    if any(key in value for key in (*_FILTERS, "permits", "not")) and "basis" not in value:
        yield where, "the basis is missing: what does this way of failing rest on (ruling, text or reading)?"


def references(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    """Yield the (place, name) of every criterion that a condition refers to."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key == "criterion" and isinstance(one, str):
                yield (*where, key), one
            else:
                yield from references(one, (*where, key))
    elif isinstance(value, list):
        for i, one in enumerate(value):
            yield from references(one, (*where, i))


def _weight(name: str, edges: dict[str, list[str]], links: int = 0) -> int:
    """How many criteria must be evaluated for one that rests on no circle; more than WEIGHT is as good as endless."""
    total = 1
    for other in edges.get(name, ()):
        total += _weight(other, edges, links + 1) if links < LINKS else WEIGHT
        if total > WEIGHT:
            break
    return total


def _reached(start: str, edges: dict[str, list[str]]) -> set[str]:
    """The criteria that `start` rests on, directly or by way of others."""
    found: set[str] = set()
    todo = [start]
    while todo:
        new = set(edges.get(todo.pop(), ())) - found
        found |= new
        todo += new
    return found
