"""What a text lets the licensee do and what it bars, read off sentences for a draft: `You may use and copy it, but not sell it`.

A lead (`you may`, `prohibited from`) says whether the verbs behind it are granted or barred, until something ends it. The item of a list
has its lead in what heads the list (`You may not:`); nouns have it behind them (`redistribution is forbidden`). What defines a word
(`"Distribute" means to sell or host it`) is granted or barred as the word is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from checker.texts.found import Cite, Found
from checker.texts.passages import YOU_MUST, Passage
from checker.texts.signals import Signals

GRANTED, BARRED = "permission", "prohibition"
LEADS = {"grant": GRANTED, "bar": BARRED, "no": BARRED}  # the groups of `scan` that are leads
BEHIND = {"granted": GRANTED, "barred": BARRED}  # and those that say it of nouns before them
LISTED = {"granting": GRANTED, "barring": BARRED, "ban": BARRED}  # the marks of what heads a list
BANS = frozenset(("usage", "barring"))  # marks under which an imperative lets do nothing
OWN = frozenset(("ban",))  # the mark among them that a sentence gives itself, too
SKIPPED = frozenset(("theirs", "spared", "definition", "ends"))  # marks of a sentence that grants and bars nothing
ASIDE = "aside"  # and of one that bars nothing
ITEM, PASSIVE, NONE = "", "be", "none"  # how a lead ends: that of a list, that of `may be used`, and `no` before nouns
NOTHING = "nothing"  # the form that no verb has: what another may not do
NOUNS = ("noun", "ing")  # forms of what stands behind `no` or `engage in`
FORM: Mapping[str, str | tuple[str, ...]] = {
    ITEM: ITEM,
    "colon": ITEM,
    NONE: NOUNS,
    "to": "base",
    "may": "base",
    "from": "ing",
    PASSIVE: "done",
}  # the form of the verbs behind a lead, by how it ends
WITHIN = {"to": 260, "may": 60, "from": 60, PASSIVE: 60, ITEM: 60, "colon": 60, NONE: 16}  # characters between a lead and its first verb
CHAIN = 90  # characters between one verb and the next
BEFORE = 160  # characters before `is prohibited` in which stands what is
LICENSEE = ("you ", "licensee", "user")  # how a lead begins that says who may
# Of whom or what another speaks, just before it, where it says nothing of what the licensee may do.
OF_OTHERS = {(GRANTED, PASSIVE): "subject", (BARRED, PASSIVE): "subject", (GRANTED, "may"): "actor", (BARRED, "may"): "actor"}
SUBJECT = 60  # characters before `may` in which it stands
JOINED = 16  # characters before a verb in which stands what joins it to others
RIGHTS = ("right", "permission", "freedom", "authori")  # how a lead begins of which something may be said as of a noun
SEVERAL = 3  # verbs of one lead: so many are no chance
EVERYTHING = ("use", "reproduce", "modify", "distribute")  # what `everything` is
WEAK = {GRANTED: "asked", BARRED: "partly"}  # what stands before nouns of which `is granted` or `is barred` says less
MODAL = frozenset(("must", "shall", "will", "should", "has to", "have to"))
FOR_GAIN = frozenset(("commercial", "for-profit"))
BY_PURPOSE = frozenset(("use", "improve-model", "train-on-output", "distill"))  # barred for some purposes, which others find

# The detectors of definitions -> the act that is granted or barred with what they found.
DEFINED = {"models-defined": "modify", "hosting-defined": "distribute", "sale-defined": "distribute", "sublicense-defined": "distribute"}
_FIRST = re.compile(r"(?:^|[:;])\W{0,3}(?:\(?[a-z0-9]{1,3}[.)] )?$")
# what says nothing more: `no right of sale is given`; and what shows that a verb shares the object of the next: `copies of, or`
_ENDS = re.compile(r"(?: of the [a-z]{4,12})?(?: (?:is|are|will be|shall be)(?: hereby)? [a-z]{4,12})?[ .;,]*")
_SHARED = re.compile(r"\b(?:of|from|on|to|upon),? (?:or |and )?(?:to |otherwise )?$|\b(?:that|which|you) ")
_FOR_PROFIT = re.compile(r"\b(?:for|in) (?:[a-z]+ ){0,3}(?:commercial|profit|value|money|gain)\b[^,.;]{0,24}")


class _Verb(NamedTuple):
    """An action, and where the word for it stands."""

    action: str
    start: int
    end: int


class _Run(NamedTuple):
    """The verbs of one lead: whether they are granted, where they begin and end, how the lead ends, and where their sentence goes on."""

    kind: str
    verbs: Sequence[_Verb]
    start: int
    end: int
    style: str
    until: int | None = None  # from where on it speaks of other verbs

    @property
    def actions(self) -> list[str]:
        """Each once."""
        return list(dict.fromkeys(verb.action for verb in self.verbs))


def acts(read: Sequence[Passage], signals: Signals, cite: Cite) -> Iterator[Found]:
    """Yield a permission for the verbs of every lead that grants, and a prohibition for each verb of one that bars."""
    for passage in read:
        if SKIPPED & passage.context:
            continue
        for run in _runs(passage, signals.acts):
            where = {"at": cite(passage), "phrase": passage.phrase(run.start, run.end)}
            if run.kind == GRANTED:
                if signals.acts["consent"].match(passage.folded, run.end) or signals.acts["consented"].search(passage.folded, 0, run.start):
                    continue
                sure = len(run.actions) >= SEVERAL or (run.actions == ["use"] and run.style != PASSIVE)
                yield Found(
                    run.kind, {"id": f"{run.actions[0]}-grant", "actions": run.actions, **where}, "sure" if sure else "likely", "act"
                )
            elif ASIDE not in passage.context:
                for part in _parts(run, passage.folded, signals.acts["thing"]):
                    for action in () if _partial(part, passage, signals.acts) else part.actions:
                        if action not in BY_PURPOSE:
                            yield Found(run.kind, {"id": f"no-{action}", "actions": [action], **where}, "likely", "act")


def _parts(run: _Run, text: str, thing: re.Pattern[str]) -> Iterator[_Run]:
    """A ban cut where verbs have an object of their own: `not copy or sell the model, nor use it for gain` is two."""
    first = 0
    for i, (verb, following) in enumerate(pairwise(run.verbs), 1):
        if thing.match(text, verb.start, following.start) and not _SHARED.search(text, verb.end, following.start):
            yield run._replace(verbs=run.verbs[first:i], end=verb.end, until=following.start)
            first = i
    yield run._replace(verbs=run.verbs[first:])


def _partial(run: _Run, passage: Passage, patterns: Mapping[str, re.Pattern[str]]) -> bool:
    """Whether a ban holds under a condition alone: for a purpose, in a place, for who does not agree. Use is never barred outright."""
    text = passage.folded
    last = run.verbs[-1].start
    derived = run.actions[0] == "modify" and "derivative" in text[last : run.end + JOINED]  # `create or use derivatives`
    if ("use" in run.actions and not derived) or patterns["before"].search(text, 0, run.start):
        return True
    near, end = max(0, run.start - BEFORE), len(text) if run.until is None else run.until
    if text.rfind("(", near, run.start) > text.rfind(")", near, run.start):  # what follows `(but not to sell it)` speaks of the rest
        end = text.find(")", run.end, run.end + BEFORE)
    if examples := patterns["examples"].search(text, run.end, end if end >= 0 else len(text)):
        end = examples.start()  # under whatever condition these are barred
    if set(run.actions) == {"sell"}:
        text = _FOR_PROFIT.sub(lambda match: " " * len(match[0]), text)  # whoever sells does it for profit
    if patterns["condition"].match(text, run.end, end if end >= 0 else len(text)):
        return True
    if run.style == NONE:
        return patterns["needed"].search(text, run.end) is not None
    if _ENDS.fullmatch(text, run.end) and (
        "barring" in passage.context if run.style == ITEM else not text.endswith(("which ", "which you "), 0, run.start)
    ):
        return False  # `Resale` in a list of bans
    return run.style != PASSIVE and not patterns["thing"].match(text, last, run.until or len(text))


def _runs(passage: Passage, patterns: Mapping[str, re.Pattern[str]]) -> Iterator[_Run]:
    """The leads of a sentence with their verbs."""
    reader = _Reader(passage, patterns)
    for match in patterns["scan"].finditer(passage.folded):
        what, _, form = (match.lastgroup or "").partition("__")
        if form == NONE and not reader.none(match):
            continue
        if what in LEADS:
            yield from reader.run()
            reader.lead(LEADS[what], form, match)
        elif what in BEHIND and not passage.folded.endswith(("that ", "which "), 0, match.start()):
            yield from reader.turned(match) if what == "barred" else reader.run()
            if reader.style != NONE or not reader.actions:  # `No sale is permitted.`
                yield from reader.named(BEHIND[what], match)
            reader.stop()
        elif what == "stop":
            if reader.style != ITEM or match.group() not in MODAL:  # `Redistributions must ...` in a list of bans is no item of it
                yield from reader.run()
            reader.stop()
        elif what not in BEHIND:
            reader.verb(what.replace("_", "-"), form, match)
    yield from reader.run()


class _Reader:
    """Reads a sentence from left to right: the lead that holds, and its verbs so far."""

    def __init__(self, passage: Passage, patterns: Mapping[str, re.Pattern[str]]) -> None:
        self.text, self.patterns = passage.folded, patterns
        given = (
            passage.context if passage.lead or passage.folded[:JOINED].isascii() else passage.context - OWN
        )  # verbs in Han begin anywhere
        self.kind = next((LISTED[mark] for mark in LISTED if mark in given), "")
        if passage.lead in ("", YOU_MUST) and not BANS & passage.context - OWN and patterns["imperative"].match(self.text):
            self.kind = GRANTED
        self.style, self.form = ITEM, FORM[ITEM]
        self.start = self.behind = self.end = 0  # of the lead, of what is behind it, of the last verb
        self.allowed = WITHIN[ITEM]  # the last character at which a verb of the lead may begin
        self.actions: list[_Verb] = []
        self.nouns: list[_Verb] = []

    def lead(self, kind: str, style: str, match: re.Match[str]) -> None:
        """A new lead holds; none, where it is the licensee who grants. `May never be given the right to` bars what follows."""
        if style == "to" and self.kind == BARRED and not self.actions and match.start() <= self.allowed and self.style != ITEM:
            kind = BARRED
        theirs = kind == GRANTED and self.patterns["theirs"].search(self.text, 0, match.end())
        of_others = "" if match.group().startswith(LICENSEE) else OF_OTHERS.get((kind, style))
        other = of_others and self.patterns[of_others].search(self.text, max(0, match.start() - SUBJECT), match.start())
        self.kind, self.style = "" if theirs or (other and kind == GRANTED) else kind, style
        self.form = NOTHING if other else FORM[style]
        self.start, self.behind, self.allowed = match.start(), match.end(), match.end() + WITHIN[style]
        self.actions, self.nouns = [], []

    def none(self, match: re.Match[str]) -> bool:
        """Whether `no` begins a sentence, or what comes after a colon. A second one goes on from the first."""
        return self.style != NONE and _FIRST.search(self.text, max(0, match.start() - JOINED), match.start()) is not None

    def stop(self) -> None:
        """No lead holds any longer."""
        self.kind, self.actions, self.nouns = "", [], []

    def verb(self, action: str, form: str, match: re.Match[str]) -> None:
        """A verb: of the lead that holds, or a noun of which something may be said."""
        if form == "noun" or ((not self.kind or self.style == ITEM) and (form == "ing" or self._begins(match))):
            self.nouns.append(_Verb(action, *match.span()))
        if not self.kind or match.start() > self.allowed or not self._fits(form, match) or not self._belongs(form, match):
            return
        if not self.actions and self.form == ITEM:
            self.form, self.start = ITEM if match.group() == "use" else NOUNS if form in NOUNS else form, match.start()
        if action == "everything" and self.patterns["but"].search(self.text, match.end()):
            return  # `anything other than hosting it`
        self.actions += [_Verb(one, *match.span()) for one in (EVERYTHING if action == "everything" else (action,))]
        self.end, self.allowed = match.end(), match.end() + CHAIN

    def run(self) -> Iterator[_Run]:
        """The lead with its verbs, where it has any."""
        if self.kind and self.actions:
            yield _Run(self.kind, self.actions, self.start, self.end, self.style)

    def turned(self, match: re.Match[str]) -> Iterator[_Run]:
        """The same before what bars it after all: `The right to sell it is reserved.`, `Can I sell it? No`."""
        asked = self.text.endswith("? ", 0, match.start())
        whole = not self.nouns and match.start() - self.end < SUBJECT and self.text.startswith(RIGHTS, self.start)
        for run in self.run():
            if run.kind == BARRED and run.style == ITEM and self.form == NOUNS:
                continue  # it is said of nouns, and read with what stands between
            yield run._replace(kind=BARRED, until=match.start()) if asked or whole else run

    def named(self, kind: str, match: re.Match[str]) -> Iterator[_Run]:
        """What is said of the nouns before: `redistribution and sale are prohibited`."""
        near = [one for one in self.nouns if match.start() - one.start <= BEFORE]
        weak = near and self.patterns[WEAK[kind]].search(self.text, max(0, near[0].start - SUBJECT), near[0].start)
        if weak and kind == BARRED and weak[0].strip() in FOR_GAIN:
            near = [one for one in near if one.action == "sell"]  # `commercial use or sale`: whoever sells does it for profit
            weak = None
        if near and not weak and not (kind == BARRED and self.patterns["narrow"].search(self.text, near[-1].end, match.start())):
            yield _Run(kind, near, near[0].start, match.end(), PASSIVE)

    def _fits(self, form: str, match: re.Match[str]) -> bool:
        """Whether a verb of that form may follow the lead. An item of a list begins with any but `used`."""
        if self.form == ITEM:
            return form in ("base", "ing", "noun")
        if form != "done" and self.kind == BARRED and not self.actions and self._light(match):
            self.form = NOUNS
        return form == self.form or ((self.style == "from" or self.form == NOUNS) and form in NOUNS)

    def _light(self, match: re.Match[str]) -> bool:
        """Whether a verb that says nothing by itself stands before a noun: `may not engage in redistribution`."""
        return self.patterns["light"].search(self.text, self.behind, match.start()) is not None

    def _begins(self, match: re.Match[str]) -> bool:
        """Whether a verb is the first word of the sentence, or goes on from one that is: `To sell or lease it is prohibited`."""
        return (
            bool(self.nouns)
            or self.text.endswith("| ", 0, match.start())
            or (match.start() <= BEFORE and self.patterns["between"].fullmatch(self.text, 0, match.start()) is not None)
        )

    def _belongs(self, form: str, match: re.Match[str]) -> bool:
        """Whether a verb is one of the lead's own and speaks of the thing itself, not of its notices, say."""
        if form in NOUNS and self.kind == BARRED and self.patterns["partly"].search(self.text, self.behind, match.start()):
            return False
        if self.text.endswith("others to ", 0, match.start()) or (
            form == "base" and self.kind == BARRED and self.text.endswith("for ", 0, match.start())
        ):
            return False  # `publish it for others to copy`, `make it available for download`
        if self.text[match.end() : match.end() + 1] == ":" or (
            "sublicen" not in match.group() and self.patterns["about"].match(self.text, match.end())
        ):
            return False  # `Redistribution: selling the weights ...`
        return (
            bool(self.actions)
            or self.style == "to"
            or (self.form == NOUNS and self.style != NONE)
            or self.patterns["between"].fullmatch(self.text, self.behind, match.start()) is not None
        )


def settled(found: Sequence[Found]) -> list[Found]:
    """`found` with what a definition lists barred where its word is. Pure."""
    said = {
        (one.kind, act) for one in found if one.signal not in DEFINED and "when" not in one.values for act in one.values.get("actions", ())
    }
    return [_barred(one) if (BARRED, act := DEFINED.get(one.signal)) in said and (GRANTED, act) not in said else one for one in found]


def _barred(one: Found) -> Found:
    """What a definition lists as a ban: of training on outputs where it speaks of these."""
    outputs = "output" in one.values["phrase"].lower()
    actions = [act for act in one.values["actions"] if outputs or act != "train-on-output"]
    return one._replace(kind=BARRED, values={**one.values, "actions": actions})
