"""What licenses have in common and where they part: rows of answers, the same question asked of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from checker import wording
from checker.build import texts
from checker.can_i import Answer as Told
from checker.can_i import granted_at_all, if_changed, reaching
from checker.conditions import granting
from checker.covers import fields
from checker.model import ANY, Kind, License, Result, Term, Values
from checker.vocabulary import Vocabulary

NONE = "-"
COVERED = frozenset({"parameters", "architecture", "code", "data", "documentation"})  # what a duty is about as a matter of course


@dataclass(frozen=True, slots=True)
class Answer:
    """What one license answers to a row's question: in words, from which terms. `unknown` where it cannot be told."""

    text: str
    terms: tuple[Term, ...] = ()
    style: str = ""
    short: str = ""  # at most ten characters, for a narrow table


@dataclass(frozen=True, slots=True)
class Row:
    """One question and the answer of each license, in their order."""

    group: str
    key: str
    label: str
    answers: tuple[Answer, ...]
    unread: tuple[int, ...] = ()  # which answers are those of licenses that nobody has read

    @property
    def differs(self) -> bool:
        """True where not every license that was read answers alike; where a clause stands does not count."""
        return len({answer.text for i, answer in enumerate(self.answers) if i not in self.unread}) > 1


GROUPS = ("you may", "shut out", "you owe", "the licensor may", "besides", "verdict")
TITLES = {
    "you may": "What you may do",
    "shut out": "Who and what is shut out",
    "you owe": "What you owe",
    "the licensor may": "What the licensor may do",
    "besides": "Whose it is, and whose law holds",
    "verdict": "Verdicts",
}
# What is recorded of the whole license: the key, what it is called, where it stands among the facts, the list its word is from.
FRAME = (
    ("owns-derivative", "derivatives belong to", ("owns", "derivative"), "owns-derivative"),
    ("owns-output", "outputs belong to", ("owns", "output"), "owns-output"),
    ("law", "law", ("law", "governs"), ""),
    ("courts", "courts", ("law", "courts"), ""),
)
SHORT = {"licensee": "yours", "licensor": "theirs", "no-claim": "free"}


def compare(licenses: Sequence[License], results: Mapping[str, Sequence[Result]], vocabulary: Vocabulary) -> tuple[Row, ...]:
    """Return the rows for `licenses`, grouped. `results` gives per rule set the results, in the order of `licenses`. Pure."""
    rows = [
        Row("you may", action, vocabulary.label("actions", action), tuple(_may(one, action, vocabulary) for one in licenses))
        for action in vocabulary.sections["actions"]
    ]
    rows += _limits(licenses, vocabulary)
    rows += _by_word("you owe", "duties", Kind.DUTY, licenses, vocabulary)
    rows += _by_word("the licensor may", "powers", Kind.POWER, licenses, vocabulary)
    rows += [
        Row("besides", key, label, tuple(_framed(one, where, section, vocabulary) for one in licenses))
        for key, label, where, section in FRAME
    ]
    rows += [
        Row("verdict", name, name, tuple(Answer(one.verdict.value, style=one.verdict.value) for one in of)) for name, of in results.items()
    ]
    unread = tuple(i for i, one in enumerate(licenses) if one.unread)
    return tuple(replace(row, unread=unread) for row in rows)


def _framed(license: License, where: tuple[str, str], section: str, vocabulary: Vocabulary) -> Answer:
    if license.unread:
        return Answer("unknown", style="unknown")
    words = texts(license.facts.get(where[0], {}).get(where[1], ()))
    said = wording.listing(vocabulary.label(section, word) if section else word for word in words)
    return Answer(said or NONE, short=", ".join(SHORT.get(word, word) for word in words))


def _may(license: License, action: str, vocabulary: Vocabulary) -> Answer:
    """What `can-i` says of the right itself: yes, limited, contested, of changed versions alone, no, not granted or unknown.

    `limited` is a limit on this act; limits on all use stand under "shut out".
    """
    if license.unread:
        return Answer("unknown", style="unknown")
    reply = granted_at_all(license, action, vocabulary)
    if reply.answer is Told.UNKNOWN:
        return Answer("unknown", style="unknown")
    if own := if_changed(reply, license):
        text = "contested, changed versions alone" if any(term.contested for term in own) else "changed versions alone"
        return Answer(text, own, "contested", "changed")
    if reply.answer is Told.CONTESTED:
        return Answer("contested", reply.deciding, "contested")
    if reply.answer is not Told.YES:
        return _refused("no", reply.deciding, vocabulary) if reply.deciding else Answer("not granted", style="contested", short="silent")
    grants = tuple(granting(license, action, vocabulary))
    limits = tuple(term for term in reaching(license, action, vocabulary) if not {ANY, "use"} & set(term.words))
    covered = set(texts(license.facts.get("covers", ())))
    if flat := tuple(term for term in limits if not term.conditional and covered and covered <= set(term.of)):
        return _refused("no", flat, vocabulary)
    if limits:
        said = _refused("limited", tuple(term for term in limits if not term.when), vocabulary)  # the others stand under "shut out"
        return replace(said, terms=grants + limits, style="contested")
    return Answer("yes", grants, "meets") if grants else Answer("not limited", style="meets", short="free")


def _refused(word: str, terms: tuple[Term, ...], vocabulary: Vocabulary) -> Answer:
    """`no`, or `limited`, with what tempers it: nothing where one of the terms is as plain as that."""
    told = [_apart(term, vocabulary) for term in terms]
    if not all(told):
        told = []
    short = "no*" if told and word == "no" else word  # `limited` says as much
    return Answer(", ".join([word, *dict.fromkeys(told)]), terms, "fails", short)


def _apart(term: Term, vocabulary: Vocabulary) -> str:
    """What sets terms of the same words and condition apart, but for what one reaches besides."""
    return ", ".join(([] if COVERED & set(term.of) else _beside(term, vocabulary)) + _tempered(term, vocabulary))


def _beside(term: Term, vocabulary: Vocabulary) -> list[str]:
    """What a term is about but for what all are about: of a ban that is about that too, outputs alone."""
    also = "also " if COVERED & set(term.of) else ""
    found = [one for one in term.of if one not in COVERED and (one == "output" or not also or term.kind is Kind.DUTY)]
    about = wording.listing((vocabulary.label("assets", one) for one in found), "and")
    return [f"{also}for {about}"] if found and term.kind is not Kind.POWER else []


def _tempered(term: Term, vocabulary: Vocabulary) -> list[str]:
    """How sure a term is, whom it spares, what is offered instead."""
    parts = ["contested"] * term.contested
    parts += [f"unless {wording.condition(term.unless, vocabulary)}"] if term.unless else []
    parts += ["unless licensed"] * ("remedy" in term.details)
    return parts + [f"mendable within {wording.days(time)}" for time in texts(term.details.get("cure", ()))]


def _star(terms: Iterable[Term], vocabulary: Vocabulary) -> str:
    return "*" * any(_tempered(term, vocabulary) for term in terms)


def _constraints(term: Term) -> tuple[str, ...]:
    return tuple(name for clause in term.when for name in clause)


def _limits(licenses: Sequence[License], vocabulary: Vocabulary) -> list[Row]:
    """One row a constraint that limits somebody, then the fields of use, then acts that are barred for a result."""
    rows = []
    shown: set[tuple[str, str]] = set()  # terms that a row before has told of: they need no second one
    for name, entry in vocabulary.sections["constraints"].items():
        if name == "field":
            continue
        answers = tuple(_limit(one, name, vocabulary) for one in licenses)
        told = {(one.id, term.id) for one, answer in zip(licenses, answers, strict=True) for term in answer.terms}
        if told - shown:
            shown |= told
            rows.append(Row("shut out", name, str(entry["label"]), answers))
    banned = tuple(_fields(one, vocabulary) for one in licenses)
    if any(answer.terms for answer in banned):
        rows.append(Row("shut out", "field", "banned fields", banned))
        rows += _grounds(licenses, vocabulary)
    return rows


def _limit(license: License, name: str, vocabulary: Vocabulary) -> Answer:
    found = [term for term in license.of_kind(Kind.PROHIBITION) if name in _constraints(term)]
    parts = [_in_short(term, name, vocabulary) for term in found]
    limits = [clause[name] for term in found for clause in term.when if name in clause]
    short = _limit_in_short(limits, license)
    short += _star(found, vocabulary) * (short != "limited")
    return Answer("; ".join(dict.fromkeys(parts)) or _absent(license), tuple(found), short=short)


def _limit_in_short(limits: Sequence[Values], license: License) -> str:
    if not limits:
        return "" if license.complete else "?"
    first = limits[0]
    if first.limit:
        sign = {"above": ">", "at-least": "\u2265", "below": "<", "at-most": "\u2264"}[first.limit.relation]
        return f"{sign}{first.limit.currency or ''}{wording.number(first.limit.number).replace(' million', 'M').replace(' billion', 'B')}"
    words = [word for values in limits for word in values.words]
    return "limited" if first.other_than or len(words[0]) > 3 else words[0] + (f" +{len(words) - 1}" if len(words) > 1 else "")


def _absent(license: License) -> str:
    return NONE if license.complete else "unknown"


def _in_short(term: Term, name: str, vocabulary: Vocabulary) -> str:
    """The limit by one constraint, with what else must hold for it."""
    clauses = []
    for clause in term.when:
        if name in clause:
            values = clause[name]
            head = wording.bare(name, values, vocabulary)
            rest = [wording.constraint(other, held, vocabulary) for other, held in clause.items() if other != name]
            clauses.append(", ".join([head, *rest]))
    counted = term.details.get("counted")
    tail = f" ({vocabulary.label('as-of', counted['as-of'])}, {vocabulary.label('whose', counted['of'])})" if counted else ""
    actions = (
        "" if ANY in term.words or "use" in term.words else f"{wording.listing(vocabulary.label('actions', one) for one in term.words)}: "
    )
    return ", ".join([actions + " or ".join(clauses) + tail, *_beside(term, vocabulary), *_tempered(term, vocabulary)])


def _fields(license: License, vocabulary: Vocabulary) -> Answer:
    found = tuple(term for term in license.of_kind(Kind.PROHIBITION) if fields(term))
    words = {field for term in found for field in fields(term)}
    also = next((f", {one}" for term in found for one in _beside(term, vocabulary) if one[0] == "a"), "")
    return Answer(
        f"{len(words)} fields in {len(found)} terms{also}" if found else _absent(license),
        found,
        short=str(len(words)) if found else "" if license.complete else "?",
    )


def _grounds(licenses: Sequence[License], vocabulary: Vocabulary) -> list[Row]:
    """The banned fields by what the bans protect, so that lists of thirty can be compared."""
    rows = []
    grounds = dict.fromkeys(str(entry["ground"]) for entry in vocabulary.sections["fields"].values() if "ground" in entry)
    for ground in grounds:
        answers = []
        for license in licenses:
            found = [
                term for term in license.of_kind(Kind.PROHIBITION) if any(vocabulary.ground(field) == ground for field in fields(term))
            ]
            words: dict[str, dict[str, None]] = {}
            for term in found:
                for field in fields(term):
                    if vocabulary.ground(field) == ground:
                        words.setdefault(vocabulary.label("fields", field), {})[_apart(term, vocabulary)] = None
            listed = [f"{word} ({'; '.join(told)})" if all(told) else word for word, told in sorted(words.items())]
            short = str(len(words)) + _star(found, vocabulary) if words else "" if license.complete else "?"
            answers.append(Answer(", ".join(listed) or _absent(license), tuple(found), short=short))
        if any(answer.terms for answer in answers):
            rows.append(Row("shut out", f"field:{ground}", f"  {ground}", tuple(answers)))
    return rows


def _by_word(group: str, section: str, kind: Kind, licenses: Sequence[License], vocabulary: Vocabulary) -> list[Row]:
    rows = []
    for word in vocabulary.sections[section]:
        answers = tuple(_terms(license, [term for term in license.of_kind(kind) if word in term.words], vocabulary) for license in licenses)
        if any(answer.terms for answer in answers):
            rows.append(Row(group, word, vocabulary.label(section, word), answers))
    return rows


def _terms(license: License, found: Sequence[Term], vocabulary: Vocabulary) -> Answer:
    short = (
        ("if ..." if all(term.when for term in found) else "yes") + _star(found, vocabulary) if found else "" if license.complete else "?"
    )
    return Answer("; ".join(dict.fromkeys(_point(term, vocabulary) for term in found)) or _absent(license), tuple(found), short=short)


def _point(term: Term, vocabulary: Vocabulary) -> str:
    """What sets one duty or power apart from others with the same word."""
    details = term.details
    parts: list[str] = [f'"{one}"' for one in texts(details.get("text", ()))]
    if "notice" in details:
        parts.append(f'"{details["notice"]["begins"]} ..."')
    parts += _beside(term, vocabulary)
    if term.words == ("terminate-on-litigation",):
        scope = wording.listing(vocabulary.label("scope", one) for one in texts(details["scope"]))
        against, ends = vocabulary.label("against", details["against"]), vocabulary.label("ends", details["ends"])
        about = wording.listing(vocabulary.label("about", one) for one in texts(details["about"]))
        parts.append(f"{scope}, against {against}, about {about}, ends {ends}")
    if "automatic" in details:
        parts.append("by itself" if details["automatic"] else "by notice")
    if "under" in details:
        parts.append(wording.listing(vocabulary.label("under", one) for one in texts(details["under"])))
    if term.kind is Kind.POWER and term.of:
        parts.append(wording.listing(wording.named(one, vocabulary) for one in term.of))
    if term.when:
        parts.append(wording.given(term.when, vocabulary))
    return ", ".join(parts + _tempered(term, vocabulary)) or "yes"


def labelled(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by group, in the order of GROUPS."""
    found: dict[str, list[Row]] = {group: [] for group in GROUPS}
    for row in rows:
        found[row.group].append(row)
    return {group: of for group, of in found.items() if of}
