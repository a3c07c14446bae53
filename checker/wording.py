"""Terms in plain English: what a report says of a term beside its section and phrase."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from checker.build import texts
from checker.model import ANY, Clause, Condition, Kind, Limit, Term, Values
from checker.vocabulary import Vocabulary

_RELATIONS = {"above": "more than", "at-least": "at least", "below": "less than", "at-most": "at most"}
_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"))


def number(value: int) -> str:
    """700000000 as `700 million`, 12345 as `12,345`."""
    for size, name in _SCALES:
        if value >= size and value * 10 % size == 0:
            return f"{value / size:g} {name}"
    return f"{value:,}"


def compact(value: Limit) -> str:
    """The number of a threshold, short: `700M`, `USD 1M`."""
    amount = number(value.number).replace(" million", "M").replace(" billion", "B")
    return f"{value.currency} {amount}" if value.currency else amount


def listing(parts: Iterable[str], last: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    words = list(parts)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def limit(name: str, value: Limit, vocabulary: Vocabulary) -> str:
    """`more than 700 million monthly active users`, `more than USD 1 million annual revenue`."""
    return f"{limit_value(value)} {vocabulary.label('constraints', name)}"


def limit_value(value: Limit) -> str:
    """`more than 700 million`, `more than USD 1 million`."""
    amount = f"{value.currency} {number(value.number)}" if value.currency else number(value.number)
    return f"{_RELATIONS[value.relation]} {amount}"


def _value_labels(name: str, words: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    kind = vocabulary.value_kind(name)
    if kind == "place":
        return [place(word, vocabulary) for word in words]
    if kind == "field":
        return [vocabulary.label("fields", word) for word in words]
    table: Mapping[str, Any] = vocabulary.constraint_words(name) or {}
    return [str(table.get(word, word)) for word in words]


def place(code: str, vocabulary: Vocabulary) -> str:
    """`the European Union` for `EU`; a country by its ISO code."""
    entry = vocabulary.sections["places"]["sets"].get(code)
    return str(entry["label"]) if entry else code


def bare(name: str, values: Values, vocabulary: Vocabulary) -> str:
    """The values of a constraint without its name: `the European Union`, `more than 1 million`."""
    if values.limit:
        return limit_value(values.limit)
    words = listing(_value_labels(name, values.words, vocabulary))
    return f"anything but {words}" if values.other_than else words


def constraint(name: str, values: Values, vocabulary: Vocabulary) -> str:
    """One constraint in words."""
    if values.limit:
        return limit(name, values.limit, vocabulary)
    words = bare(name, values, vocabulary)
    template = _CONSTRAINTS.get(name, "{label} {words}")
    return template.format(label=vocabulary.label("constraints", name), words=words)


_PREPOSITIONS = ("on ", "for ", "in ", "by ", "with ", "to ")
_CONSTRAINTS: Mapping[str, str] = {
    "established-in": "established in {words}",
    "used-in": "used in {words}",
    "purpose": "for {words}",
    "field": "{words}",
    "modality": "{words}",
    "party": "{words}",
    "recipient": "to {words}",
    "event": "on {words}",
    "received": "received {words}",
    "has": "it has {words}",
    "result": "to make {words}",
    "form": "in {words}",
    "channel": "by {words}",
    "with-product": "with {words}",
}


def clause(one: Clause, vocabulary: Vocabulary) -> str:
    """The constraints of a clause, which must all hold."""
    return ", ".join(constraint(name, values, vocabulary) for name, values in one.items())


def given(value: Condition, vocabulary: Vocabulary) -> str:
    """A condition after what it belongs to: `if more than ...`, but `on a breach`, `for research`."""
    words = condition(value, vocabulary)
    if any("field" in clause for clause in value):
        return f"where it is used for {words}"
    return words if words.startswith(_PREPOSITIONS) else f"if {words}"


def condition(value: Condition, vocabulary: Vocabulary) -> str:
    """Clauses of which any must hold."""
    return "; or ".join(clause(one, vocabulary) for one in value)


def summary(term: Term, vocabulary: Vocabulary) -> str:
    """A term in one line, without its section and phrase."""
    return _SUMMARIES[term.kind](term, vocabulary)


def brief(term: Term, vocabulary: Vocabulary) -> str:
    """The heart of a term in a few words: what it is about and under which condition, without counting, assets and exceptions."""
    return _BRIEFS[term.kind](term, vocabulary)


def _permission(term: Term, vocabulary: Vocabulary) -> str:
    return _permitted(term, vocabulary) + _of(term, vocabulary)


def _permitted(term: Term, vocabulary: Vocabulary) -> str:
    return listing((vocabulary.label("actions", word) for word in term.words), "and")


def _prohibition(term: Term, vocabulary: Vocabulary) -> str:
    return (
        _joined(_barred(term, vocabulary), term, vocabulary)
        + _of(term, vocabulary)
        + _counted(term, vocabulary)
        + _qualified(term, vocabulary)
        + _unless(term, vocabulary)
    )


def _prohibited(term: Term, vocabulary: Vocabulary) -> str:
    return _joined(_barred(term, vocabulary), term, vocabulary)


def _barred(term: Term, vocabulary: Vocabulary) -> str:
    """The acts that are barred; nothing where it is all use, which the condition then tells alone."""
    if ANY in term.words or "use" in term.words:
        return "" if term.when else "no rights at all" if ANY in term.words else "not to use it"
    return "not to " + listing(vocabulary.label("actions", word) for word in term.words)


def _joined(head: str, term: Term, vocabulary: Vocabulary) -> str:
    when = condition(term.when, vocabulary)
    return f"{head}: {when}" if head and when else head or when


def _duty(term: Term, vocabulary: Vocabulary) -> str:
    upon = texts(term.details.get("upon", ()))
    head = owed(term, vocabulary)
    head += f" when you {listing(vocabulary.label('actions', word) for word in upon)}" if upon else ""
    head += _of(term, vocabulary)
    head += ", in public" if "public" in texts(term.details.get("to", ())) and "the public" not in head else ""
    head += f", {given(term.when, vocabulary)}" if term.when else ""
    return head + _places(term, vocabulary) + _counted(term, vocabulary) + _qualified(term, vocabulary) + _unless(term, vocabulary)


def owed(term: Term, vocabulary: Vocabulary) -> str:
    """What a duty asks for, whenever it does."""
    if term.words == ("share-alike",):
        return f"pass it on under {listing(vocabulary.label('under', one) for one in texts(term.details['under']))}"
    if "notice" in term.details:
        return f'add the notice "{term.details["notice"]["begins"]} ..."'
    wording = listing(f'"{one}"' for one in texts(term.details.get("text", ())))
    to, label = texts(term.details.get("to", ())), vocabulary.label("duties", term.words[0])
    if to and "licensor" not in to:  # `indemnify the licensor` is owed to whom it says
        label = label.replace("the licensor", listing((vocabulary.label("to", one) for one in to), "and"))
    return label + (f" {wording}" if wording else "")


def _demanded(term: Term, vocabulary: Vocabulary) -> str:
    return owed(term, vocabulary) + (f", {given(term.when, vocabulary)}" if term.when else "")


def _power(term: Term, vocabulary: Vocabulary) -> str:
    head = _POWERS.get(term.words[0], _plain_power)(term, vocabulary)
    head += f", {given(term.when, vocabulary)}" if term.when else ""
    return head + _unless(term, vocabulary)


def _plain_power(term: Term, vocabulary: Vocabulary) -> str:
    about = listing((named(one, vocabulary) for one in term.of), "and")
    return vocabulary.label("powers", term.words[0]) + (f": {about}" if about else "")


def _lawsuit(term: Term, vocabulary: Vocabulary) -> str:
    details = term.details
    scope = listing(vocabulary.label("scope", one) for one in texts(details["scope"]))
    about = listing(vocabulary.label("about", one) for one in texts(details["about"]))
    against, ends = vocabulary.label("against", details["against"]), vocabulary.label("ends", details["ends"])
    return f"a lawsuit over {scope} against {against} about {about} ends {ends}"


def _breach(term: Term, vocabulary: Vocabulary) -> str:
    head = vocabulary.label("powers", term.words[0]) + (", by itself" if term.details.get("automatic") else "")
    if term.details.get("ends", "all") != "all":
        head = head.replace("the license", vocabulary.label("ends", term.details["ends"]))
    return head + (f" (mendable within {days(term.details['cure'])})" if "cure" in term.details else "")


def _taken_back(term: Term, vocabulary: Vocabulary) -> str:
    return "revoke" if term.when else vocabulary.label("powers", term.words[0])  # what needs a cause is not at will


_POWERS: Mapping[str, Callable[[Term, Vocabulary], str]] = {
    "terminate-on-litigation": _lawsuit,
    "terminate-on-breach": _breach,
    "revoke": _taken_back,
}


def named(word: str, vocabulary: Vocabulary) -> str:
    """What a power is about, in words: a document or an asset."""
    return vocabulary.label("terms" if word in vocabulary.words("terms") else "assets", word)


def days(duration: str) -> str:
    """`30 days` for `P30D`."""
    units = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}
    return f"{duration[1:-1]} {units[duration[-1]]}"


_SUMMARIES: Mapping[Kind, Callable[[Term, Vocabulary], str]] = {
    Kind.PERMISSION: _permission,
    Kind.PROHIBITION: _prohibition,
    Kind.DUTY: _duty,
    Kind.POWER: _power,
}


_BRIEFS: Mapping[Kind, Callable[[Term, Vocabulary], str]] = {
    Kind.PERMISSION: _permitted,
    Kind.PROHIBITION: _prohibited,
    Kind.DUTY: _demanded,
    Kind.POWER: _power,
}


def _of(term: Term, vocabulary: Vocabulary) -> str:
    return f" ({listing((vocabulary.label('assets', one) for one in term.of), 'and')})" if term.of else ""


def _counted(term: Term, vocabulary: Vocabulary) -> str:
    counted = term.details.get("counted")
    if not counted:
        return ""
    parts = [vocabulary.label("whose", counted["of"]), vocabulary.label("as-of", counted["as-of"])]
    parts += [vocabulary.label("over", counted["over"])] if "over" in counted else []
    return f" (counted for {', '.join(parts)})"


def qualified(term: Term, vocabulary: Vocabulary) -> str:
    """What qualifies a ban, without a word between: whether all of it must hold, or one is enough, the words of the text tell."""
    return "; ".join(vocabulary.label("qualified", one) for one in texts(term.details.get("qualified", ())))


def _qualified(term: Term, vocabulary: Vocabulary) -> str:
    return f", {words}" if (words := qualified(term, vocabulary)) else ""


def _unless(term: Term, vocabulary: Vocabulary) -> str:
    return f", unless {condition(term.unless, vocabulary)}" if term.unless else ""


def _places(term: Term, vocabulary: Vocabulary) -> str:
    words = texts(term.details.get("where", ()))
    return f", {listing(vocabulary.label('where', one) for one in words)}" if words else ""
