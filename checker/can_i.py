"""May this user do this under this license? The answer, the terms that decide it, what to ask, what is owed (DESIGN.md section 4)."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence

from checker.build import texts
from checker.conditions import Setting, evaluate, granting
from checker.facts import YES, Fact, Truth, binds
from checker.model import ANY, UNREAD, Kind, License, Rule, Term
from checker.owed import Owed, bearing, duties
from checker.profile import Profile
from checker.tuples import NamedTuple
from checker.vocabulary import Vocabulary


class Answer(enum.StrEnum):
    """The answers, from worst to best."""

    NO = "no"
    NEEDS_LICENSE = "needs-license"
    UNKNOWN = "unknown"
    CONTESTED = "contested"
    DEPENDS = "depends"
    YES_IF = "yes-if"
    YES = "yes"

    @property
    def rank(self) -> int:
        """0 for the worst answer."""
        return list(Answer).index(self)


_TRUTHS = tuple(Truth)
ENDING = "terminate-on-event"  # a power that nobody has to use: what it names ends all rights
LAWFUL = "comply-with-law"
OWN_WILL_DO = frozenset(("as-permissive", "restrictions-kept"))  # what a duty to keep the license asks of terms of one's own
MANUALS = ("documentation",)
MARK, ORIGIN = "use-trademark", frozenset(("describing-origin",))  # to say where a thing comes from, nobody needs a right in its name
COMMERCE = frozenset({"commercial"})
OF_OUTPUTS = frozenset({"train-on-output", "distill"})  # acts on what a model puts out
REFUSED = (Answer.NO, Answer.NEEDS_LICENSE)  # what would be owed does not matter


class Weighed(NamedTuple):
    """A prohibition that reaches the action, and whether it binds this user; or a grant that turns on a fact."""

    term: Term
    fact: Fact


class Reply(NamedTuple):
    """The answer for one action. `deciding` are the terms it rests on; `gap` says why it is unknown or not granted where no term does.

    `grants` give the right to it, where the answer is not that there is none; where nothing does, nobody has it to give.
    """

    action: str
    answer: Answer
    deciding: tuple[Term, ...] = ()
    asks: tuple[str, ...] = ()
    open_bans: tuple[Term, ...] = ()
    provided: tuple[Term, ...] = ()
    duties: tuple[Owed, ...] = ()
    gap: tuple[str, ...] = ()
    weighed: tuple[Weighed, ...] = ()
    grants: tuple[Term, ...] = ()


def can_i(license: License, action: str, profile: Profile, vocabulary: Vocabulary, elsewhere: bool = False) -> Reply:
    """Answer for one action of the vocabulary. `elsewhere`: this one grants nothing, and another that binds as well does. Pure."""
    granted = granted_at_all(license, action, vocabulary)
    naming = action == MARK and frozenset(profile.words.get("purpose", ())) == ORIGIN
    if (elsewhere and granted.answer is Answer.UNKNOWN) or (naming and granted.answer is Answer.NO and not granted.deciding):
        granted = Reply(action, Answer.YES)
    own = () if profile.changed is False else if_changed(granted, license)
    doubtful = tuple(term for term in own if term.contested)
    granted = Reply(action, Answer.CONTESTED, doubtful) if doubtful else Reply(action, Answer.YES, own) if own else granted
    if granted.answer is Answer.NO:
        kept = (term for term, fact in _kept_terms(license, action, profile, vocabulary) if fact == YES)
        return granted._replace(deciding=granted.deciding or tuple(kept))
    asked = own if profile.changed is None else ()
    weighed = (
        *(Weighed(term, Fact(Truth.UNKNOWN, frozenset({"changed"}))) for term in asked),
        *(
            Weighed(term, bearing(term, profile, vocabulary))
            for term in reaching(license, action, vocabulary)
            if not naming or action in term.words
        ),
    )
    weighed = _special_first(weighed, profile, vocabulary) if profile.fields else weighed
    weighed = _offered_first(weighed, frozenset(profile.words.get("purpose", ())))
    reply = _settle(license, granted, weighed, _freed(license, action))
    if reply.answer in REFUSED:
        return reply  # most of a whole catalogue, of which duties and powers need not be built then
    besides = tuple(Weighed(term, fact) for term, fact in _besides(license, action, profile, vocabulary))
    if besides:
        reply = _settle(license, granted, (*weighed, *besides), _freed(license, action))
        if reply.answer in REFUSED:
            return reply
    grants = tuple(term for term in own or _granting(license, action, vocabulary) if term not in reply.deciding)
    return reply._replace(duties=tuple(duties(license, action, profile, vocabulary)), grants=grants)


def total(replies: Sequence[Reply]) -> Answer:
    """The answer for several acts together: the worst of theirs."""
    return min((reply.answer for reply in replies), key=lambda answer: answer.rank, default=Answer.YES)


def granted_at_all(license: License, action: str, vocabulary: Vocabulary) -> Reply:
    """The answer as far as the grant gives it: no, unknown, contested, or yes where nothing stands in the way of the right itself. Pure."""
    rule = Rule("permits", {"action": action})
    strict = evaluate(rule, Setting(license, vocabulary, True, _no_rules))
    if strict.value:
        return Reply(action, Answer.YES)  # the lenient reading only grants more
    lenient = evaluate(rule, Setting(license, vocabulary, False, _no_rules))
    terms = tuple(match.term for match in lenient.matches or strict.matches if match.term)
    if lenient.value is None or strict.value is None:
        return Reply(action, Answer.UNKNOWN, gap=lenient.doubts or strict.doubts)
    if not lenient.value:
        free_outside = not vocabulary.reserved(action) or all(term.unless and not term.when for term in terms)
        if terms and free_outside and all(term.conditional for term in terms):
            return Reply(action, Answer.YES)  # outside the condition nothing limits it; whether it binds is weighed with the other bans
        own = [term for term in terms if term.conditional]  # barred under a condition, and granted nowhere
        offered = bool(terms) and not own and all(term.details.get("remedy") for term in terms)
        gap = () if terms else (f"nothing grants the right to {vocabulary.label('actions', action)}, and the law reserves it",)
        return Reply(action, Answer.NEEDS_LICENSE if offered else Answer.NO, terms, gap=gap)
    return Reply(action, Answer.CONTESTED, terms)


def if_changed(granted: Reply, license: License) -> tuple[Term, ...]:
    """What grants an act that `granted` does not, of changed versions alone: to license those under terms of one's own."""
    barred = any(term.kind is Kind.PROHIBITION and (not term.of or "derivative" in term.of) for term in granted.deciding)
    if granted.action != "sublicense" or barred or license.unread or license.draft or granted.answer is Answer.YES:
        return ()
    own = [term for term in license.of_kind(Kind.PERMISSION) if granted.action in term.words and "derivative" in term.of]
    return () if any(term.conditional for term in own) else tuple(own)


def _special_first(weighed: tuple[Weighed, ...], profile: Profile, vocabulary: Vocabulary) -> tuple[Weighed, ...]:
    """Where a text names the very field, and bars it in some cases alone, its general words (`deception` beside `impersonation`) settle
    no more. Those on what the law forbids do: it forbids that anyway.
    """
    stated = frozenset(profile.fields or ())
    named = {truth: [_fields_of(term) & stated for term, fact in weighed if fact.truth is truth] for truth in (Truth.UNKNOWN, Truth.YES)}
    left = frozenset().union(*named[Truth.UNKNOWN]) - frozenset().union(*named[Truth.YES])
    if not left:
        return weighed

    def general(term: Term) -> bool:
        banned = {word: vocabulary.members(word) for word in _fields_of(term) if vocabulary.ground(word) != "law"}
        hit = frozenset(field for field in stated for members in banned.values() if field in members)
        return bool(hit) and hit <= left and hit.isdisjoint(_fields_of(term))

    asks = Fact(Truth.UNKNOWN, frozenset({"field"}))
    return tuple(one._replace(fact=asks) if one.fact.truth is Truth.YES and general(one.term) else one for one in weighed)


def _offered_first(weighed: tuple[Weighed, ...], stated: frozenset[str]) -> tuple[Weighed, ...]:
    """Where a license is offered for commerce, what allows some purposes alone adds nothing for who states commerce besides them."""
    if not stated >= COMMERCE:
        return weighed
    bound = [term for term, fact in weighed if fact.truth is Truth.YES]
    if len(bound) == 1 or not any(term.details.get("remedy") and _of_purpose(term, False) >= COMMERCE for term in bound):
        return weighed

    def covered(term: Term) -> bool:
        allowed = _of_purpose(term, True)
        return bool(allowed) and not term.details.get("remedy") and (stated == COMMERCE or not allowed.isdisjoint(stated))

    return tuple(one for one in weighed if one.fact.truth is not Truth.YES or not covered(one.term))


def _of_purpose(term: Term, other_than: bool) -> frozenset[str]:
    """The purposes that a ban names (`other_than`: that it allows alone), where it turns on nothing else."""
    clauses = [clause for clause in term.when if set(clause) == {"purpose"} and clause["purpose"].other_than is other_than]
    return frozenset(word for clause in clauses for word in clause["purpose"].words) if len(clauses) == len(term.when) else frozenset()


def _fields_of(term: Term) -> frozenset[str]:
    """The fields that a ban names."""
    return frozenset(word for clause in term.when if "field" in clause and not clause["field"].other_than for word in clause["field"].words)


def _besides(license: License, action: str, profile: Profile, vocabulary: Vocabulary) -> Iterator[tuple[Term, Fact]]:
    """What stands in the way and is no prohibition: what ends the license by itself, and duties that the act would breach."""
    yield from ((term, binds(term, profile, vocabulary)) for term in license.of_kind(Kind.POWER) if term.words[0] == ENDING and term.when)
    yield from _unlawful(license, action, profile, vocabulary)
    yield from _kept_terms(license, action, profile, vocabulary)


def _unlawful(license: License, action: str, profile: Profile, vocabulary: Vocabulary) -> Iterator[tuple[Term, Fact]]:
    """Duties to obey the law, where the user states what is or may be against it: whether that law is meant, nobody but he can say."""
    unlawful = vocabulary.members("unlawful")
    if any(field in unlawful or not vocabulary.near[field].isdisjoint(unlawful) for field in profile.fields or ()):
        for term in license.of_kind(Kind.DUTY):
            if term.words[0] == LAWFUL and vocabulary.limited_by(action, texts(term.details.get("upon", (ANY,)))):
                yield term, Fact(Truth.UNKNOWN, frozenset({"field"}))


def _kept_terms(license: License, action: str, profile: Profile, vocabulary: Vocabulary) -> Iterator[tuple[Term, Fact]]:
    """Duties to pass it on under the same license and no other, for who wants to license it on under other terms."""
    if action == "sublicense" and "own-terms" in profile.words.get("event", ()):
        for term in license.of_kind(Kind.DUTY):
            if term.words[0] == "share-alike" and "same" in (under := texts(term.details["under"])) and OWN_WILL_DO.isdisjoint(under):
                fact = bearing(term, profile, vocabulary)
                if term.of and "derivative" not in term.of and profile.changed is not False:  # of what was not changed
                    fact = Fact(Truth.NO) if profile.changed else Fact(Truth.UNKNOWN, fact.asks | {"changed"})
                yield term, fact


def _freed(license: License, action: str) -> bool:
    """Whether the license itself lets outputs be used so, whatever it bars the model from: then the two are at odds."""
    own = [term for term in license.of_kind(Kind.PERMISSION) if action in term.words and term.of == ("output",)]
    return action in OF_OUTPUTS and any(not term.contested and not term.conditional for term in own)


def _no_rules(name: str) -> list[Rule]:
    return []  # what is granted turns on no criterion


def reaching(license: License, action: str, vocabulary: Vocabulary) -> list[Term]:
    """The conditional prohibitions that reach the action; bans of output alone reach only acts that use the model. Pure."""
    limiting = vocabulary.limiting(action)
    found = [term for term in license.of_kind(Kind.PROHIBITION) if not limiting.isdisjoint(term.words)]
    return [term for term in found if _concerns(term, action, vocabulary) and (term.conditional or "derivative" in term.of)]


def _concerns(term: Term, action: str, vocabulary: Vocabulary) -> bool:
    if not term.of or any(not vocabulary.sections["assets"][asset].get("apart") for asset in term.of):
        return True
    # who runs a model, for others too, uses what it puts out
    return ("output" in term.of and vocabulary.limited_by(action, ("use",))) or ("hosted-service" in term.of and action == "host")


def _settle(license: License, granted: Reply, weighed: tuple[Weighed, ...], freed: bool = False) -> Reply:
    """Weigh what may stand in the way: what surely does first, then what nobody can know, then what is to be asked or is left open.

    Where outputs are `freed`, a ban that does not name them is no settled one.
    """
    terms: dict[Truth, list[Term]] = {truth: [] for truth in _TRUTHS}
    for term, fact in weighed:
        terms[fact.truth].append(term)
    sure, asked = terms[Truth.YES], terms[Truth.UNKNOWN]
    settled = [term for term in sure if not term.contested and not (freed and "output" not in term.of)]
    asks = tuple(sorted({key for _, fact in weighed if fact.truth is Truth.UNKNOWN for key in fact.asks})) if asked else ()
    bans, provided = tuple(terms[Truth.OPEN]), tuple(terms[Truth.PROVIDED])
    reply = Reply(granted.action, granted.answer, granted.deciding, asks, bans, provided, (), granted.gap, weighed)
    firm = [term for term in settled if not term.details.get("remedy")]
    if granted.answer is Answer.NEEDS_LICENSE:
        return reply._replace(answer=Answer.NO, deciding=tuple(firm)) if firm else reply
    if settled:
        return reply._replace(answer=Answer.NO if firm else Answer.NEEDS_LICENSE, deciding=tuple(firm or settled))
    unheld = [] if license.unread else [text for text in license.texts if not text.held]
    missing = tuple(f"'{text.title}' {UNREAD}" for text in unheld)
    missing = (license.gap,) if license.draft and not granted.gap else missing
    if granted.answer is Answer.UNKNOWN or missing:
        contested = (*granted.deciding, *sure)
        return reply._replace(answer=Answer.UNKNOWN, gap=(*granted.gap, *missing), deciding=contested)
    if granted.answer is Answer.CONTESTED or sure:
        return reply._replace(answer=Answer.CONTESTED, deciding=(*granted.deciding, *sure))
    if asked:
        return reply._replace(answer=Answer.DEPENDS, deciding=tuple(asked))
    if bans or provided:
        return reply._replace(answer=Answer.YES_IF, deciding=provided)
    return reply


def _granting(license: License, action: str, vocabulary: Vocabulary) -> list[Term]:
    """The settled grants of an action, as a reply names them: those of manuals alone only where there is no other."""
    found = [term for term in granting(license, action, vocabulary) if not term.contested]
    return [term for term in found if term.of != MANUALS] or found
