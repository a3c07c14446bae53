"""The engine: three-valued operators, two passes, and what must always hold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.build import condition
from checker.compare import compare
from checker.conditions import Setting, evaluate
from checker.engine import check, decide
from checker.model import Citation, Criterion, Kind, License, Rule, Term, Text, Verdict, worst
from checker.pages.compare import page
from tests.conftest import IDS, RULESETS, SHELF

V = SHELF.vocabulary
HELD = Text("license", "A License", True, "fixed")
NOT_HELD = Text("policy", "A Policy", False, "latest")


def make(
    id: str,
    kind: Kind,
    *words: str,
    when: object = None,
    unless: object = None,
    of: Sequence[str] = (),
    contested: bool = False,
    **details: object,
) -> Term:
    return Term(
        id,
        kind,
        words,
        (Citation("license", "1"),),
        ("some words",),
        tuple(of),
        condition(when, V),
        condition(unless, V),
        contested,
        "both readings" if contested else "",
        details,
    )


GRANT = make("grant", Kind.PERMISSION, "use", "reproduce", "modify", "distribute")
CAP = make("cap", Kind.PROHIBITION, "any", when={"monthly-active-users": {"above": 5}})


def license(*terms: Term, texts: tuple[Text, ...] = (HELD,), **kwargs: object) -> License:
    return License("x", "X", "Somebody", texts, terms, **kwargs)  # type: ignore[arg-type]


def rule(operator: str, **argument: object) -> Rule:
    return Rule(operator, argument)


def value(one: Rule, of: License, strict: bool = True) -> bool | None:
    return evaluate(one, Setting(of, V, strict, lambda name: [])).value


def criterion(**kwargs: object) -> Criterion:
    return Criterion("X-1", "limits", "A criterion", "error", "why", "help", **kwargs)  # type: ignore[arg-type]


def verdict(of: License, **kwargs: object) -> Verdict:
    return decide(criterion(**kwargs), of, V, SHELF.rulebook.criterion).verdict


# --- permits

PERMITS = [
    ("granted by name", license(GRANT), "modify", True),
    ("implied by distribute", license(GRANT), "sell", True),
    ("implied by use", license(make("g", Kind.PERMISSION, "use")), "host", True),
    ("never implied", license(make("g", Kind.PERMISSION, "use")), "modify", None),
    ("recorded nowhere", license(), "benchmark", None),
    ("silent and reserved by law", license(silent=frozenset(("use-patents",))), "use-patents", False),
    ("silent and not reserved", license(silent=frozenset(("benchmark",))), "benchmark", True),
    ("undecided", license(GRANT, undecided=frozenset(("sublicense",))), "sublicense", None),
    ("barred without condition", license(GRANT, make("no", Kind.PROHIBITION, "distribute")), "distribute", False),
    ("barred under a condition", license(GRANT, CAP), "distribute", True),
    ("the whole is barred", license(GRANT, make("no", Kind.PROHIBITION, "use")), "host", False),
    ("a part is barred", license(GRANT, make("no", Kind.PROHIBITION, "host")), "use", True),
    ("barred with an exception", license(GRANT, make("no", Kind.PROHIBITION, "sell", unless={"purpose": ["research"]})), "sell", True),
    (
        "not granted, barred under a condition",
        license(make("no", Kind.PROHIBITION, "transfer", when={"event": ["breach"]})),
        "transfer",
        False,
    ),
    ("nobody has the text", license(GRANT, unread=True), "use", None),
]


@pytest.mark.parametrize(("of", "action", "expected"), [case[1:] for case in PERMITS], ids=[case[0] for case in PERMITS])
def test_permits(of: License, action: str, expected: bool | None) -> None:
    assert value(rule("permits", action=action), of) is expected


def test_a_ban_on_derivatives_leaves_the_thing_itself_alone() -> None:
    nd = license(GRANT, make("nd", Kind.PROHIBITION, "distribute", of=["derivative"]))
    assert value(rule("permits", action="distribute"), nd) is True
    assert value(rule("permits", action="distribute", of="derivative"), nd) is False


def test_a_right_in_derivatives_alone_is_no_right_in_the_thing() -> None:
    some = license(make("g", Kind.PERMISSION, "sublicense", of=["derivative"]))
    assert value(rule("permits", action="sublicense"), some) is None
    assert value(rule("permits", action="sublicense", of="derivative"), some) is True


def test_a_contested_permission_counts_in_the_lenient_pass_alone() -> None:
    maybe = license(make("g", Kind.PERMISSION, "modify", contested=True))
    assert value(rule("permits", action="modify"), maybe, strict=True) is False
    assert value(rule("permits", action="modify"), maybe, strict=False) is True


# --- prohibits, requires, empowers

WEAPONS = make("w", Kind.PROHIBITION, "use", when={"field": ["weapons", "spam"]})
BADGE = make("b", Kind.DUTY, "display-brand", where=["user-interface", "website"], text="X")
SUIT = make("s", Kind.POWER, "terminate-on-litigation", scope=["any-ip"], against="anyone", about=["model", "output"], ends="all")
FILTERS = [
    ("any term", "prohibits", {}, CAP, True),
    ("any action matches every action", "prohibits", {"action": "benchmark"}, CAP, True),
    ("a limit on use reaches its parts", "prohibits", {"action": "host"}, WEAPONS, True),
    ("but not distribution", "prohibits", {"action": "distribute"}, WEAPONS, False),
    ("named itself", "prohibits", {"actions": "host"}, WEAPONS, False),
    ("by constraint", "prohibits", {"when": ["annual-revenue", "monthly-active-users"]}, CAP, True),
    ("by another constraint", "prohibits", {"when": ["annual-revenue"]}, CAP, False),
    ("by its very number", "prohibits", {"when": {"monthly-active-users": {"above": 5}}}, CAP, True),
    ("by another number", "prohibits", {"when": {"monthly-active-users": {"above": 6}}}, CAP, False),
    ("a ban on a group bans its members", "prohibits", {"when": {"field": ["biological-chemical-weapons"]}}, WEAPONS, True),
    (
        "a ban on a member is none on the group",
        "prohibits",
        {"when": {"field": ["weapons"]}},
        make("m", Kind.PROHIBITION, "use", when={"field": ["biological-chemical-weapons"]}),
        False,
    ),
    ("another field than", "prohibits", {"when": {"field": {"other-than": ["weapons"]}}}, WEAPONS, True),
    ("no other field than", "prohibits", {"when": {"field": {"other-than": ["weapons", "spam"]}}}, WEAPONS, False),
    ("by ground", "prohibits", {"ground": ["ethics"]}, WEAPONS, True),
    ("by another ground", "prohibits", {"ground": ["licensor"]}, WEAPONS, False),
    ("unconditional", "prohibits", {"unconditional": True}, CAP, False),
    ("conditional", "prohibits", {"unconditional": False}, CAP, True),
    (
        "in cases alone it does not always bind",
        "requires",
        {"duty": "report", "unconditional": True},
        make("r", Kind.DUTY, "report", qualified=["cases"]),
        False,
    ),
    (
        "and binds in some",
        "requires",
        {"duty": "report", "unconditional": False},
        make("r", Kind.DUTY, "report", qualified=["cases"]),
        True,
    ),
    (
        "what one may choose another way for binds in no case",
        "requires",
        {"duty": "report", "unconditional": False},
        make("r", Kind.DUTY, "report", unless={"event": ["other-way"]}),
        False,
    ),
    ("a place in a set", "prohibits", {"when": {"used-in": ["DE"]}}, make("eu", Kind.PROHIBITION, "any", when={"used-in": ["EU"]}), True),
    (
        "a place outside it",
        "prohibits",
        {"when": {"used-in": ["CH"]}},
        make("eu", Kind.PROHIBITION, "any", when={"used-in": ["EU"]}),
        False,
    ),
    (
        "purpose other than",
        "prohibits",
        {"when": {"purpose": ["commercial"]}},
        make("nc", Kind.PROHIBITION, "any", when={"purpose": {"other-than": ["research"]}}),
        True,
    ),
    (
        "the purpose spared",
        "prohibits",
        {"when": {"purpose": ["research"]}},
        make("nc", Kind.PROHIBITION, "any", when={"purpose": {"other-than": ["research"]}}),
        False,
    ),
    ("every alternative must lie in the filter", "requires", {"duty": "display-brand", "where": ["user-interface"]}, BADGE, False),
    ("all alternatives lie in it", "requires", {"duty": "display-brand", "where": ["user-interface", "website", "blog"]}, BADGE, True),
    ("an attribute the term lacks", "requires", {"how": ["click"]}, BADGE, False),
    ("scope", "empowers", {"scope": ["patent"]}, SUIT, False),
    ("one of about", "empowers", {"about": ["output"]}, SUIT, True),
    ("against", "empowers", {"against": "licensor"}, SUIT, False),
    ("a term without assets speaks of what is licensed", "prohibits", {"of": ["derivative"]}, CAP, True),
    ("but not of outputs", "prohibits", {"of": ["output"]}, CAP, False),
    ("of anything but", "requires", {"of": {"other-than": ["feedback"]}}, make("f", Kind.DUTY, "grant-back", of=["feedback"]), False),
]


@pytest.mark.parametrize(("operator", "argument", "term", "expected"), [case[1:] for case in FILTERS], ids=[case[0] for case in FILTERS])
def test_filters(operator: str, argument: dict[str, object], term: Term, expected: bool) -> None:
    assert value(Rule(operator, argument), license(GRANT, term)) is expected


@pytest.mark.parametrize("operator", ["prohibits", "requires", "empowers"])
def test_nothing_found_is_no_only_where_every_document_was_read(operator: str) -> None:
    assert value(rule(operator), license(GRANT)) is False
    assert value(rule(operator), license(GRANT, texts=(HELD, NOT_HELD))) is None
    assert value(rule(operator), license(GRANT, unread=True)) is None


def test_a_term_found_counts_though_a_document_is_missing() -> None:
    assert value(rule("prohibits"), license(GRANT, CAP, texts=(HELD, NOT_HELD))) is True


# --- Kleene

T, F, U = Rule("permits", {"action": "use"}), Rule("permits", {"action": "use-patents"}), Rule("permits", {"action": "benchmark"})
WORLD = license(GRANT, silent=frozenset(("use-patents",)))
TRUTHS = {True: T, False: F, None: U}


@pytest.mark.parametrize("a", TRUTHS)
@pytest.mark.parametrize("b", TRUTHS)
def test_any_and_all_are_kleenes(a: bool | None, b: bool | None) -> None:
    order = {False: 0, None: 1, True: 2}
    assert value(Rule("any", parts=(TRUTHS[a], TRUTHS[b])), WORLD) is max(a, b, key=lambda x: order[x])
    assert value(Rule("all", parts=(TRUTHS[a], TRUTHS[b])), WORLD) is min(a, b, key=lambda x: order[x])


@pytest.mark.parametrize(("inner", "expected"), [(T, False), (F, True), (U, None)])
def test_not(inner: Rule, expected: bool | None) -> None:
    assert value(Rule("not", parts=(inner,)), WORLD) is expected


# --- the two passes

LIMITS = rule("prohibits", when=["monthly-active-users"])


def test_fails_on_every_reading() -> None:
    assert verdict(license(GRANT, CAP), fails_when=LIMITS) is Verdict.FAILS


def test_contested_where_only_the_strict_reading_fails() -> None:
    assert verdict(license(GRANT, CAP._replace(contested=True)), fails_when=LIMITS) is Verdict.CONTESTED
    assert verdict(license(GRANT, CAP), fails_when=rule("requires"), contested_when=LIMITS) is Verdict.CONTESTED


def test_unknown_wins_over_contested() -> None:
    contested = license(GRANT, CAP._replace(contested=True), texts=(HELD, NOT_HELD))
    assert verdict(contested, fails_when=LIMITS) is Verdict.UNKNOWN


def test_meets_as_recorded() -> None:
    assert verdict(license(GRANT), fails_when=LIMITS) is Verdict.MEETS


def test_a_release_question_is_not_applicable_to_a_license() -> None:
    assert verdict(license(GRANT, CAP), release=True) is Verdict.NOT_APPLICABLE


def test_listed_is_by_spdx_id_and_says_so() -> None:
    one = criterion(fails_when=LIMITS, listed=("X-1.0",), listed_source="approved in 2007")
    result = decide(one, license(GRANT, CAP, spdx="X-1.0"), V, SHELF.rulebook.criterion)
    assert result.verdict is Verdict.MEETS
    assert [reason.kind for reason in result.reasons] == ["listed"]
    assert "approved in 2007" in result.reasons[0].summary
    assert decide(one, license(GRANT, CAP, spdx="X-2.0"), V, SHELF.rulebook.criterion).verdict is Verdict.FAILS


def test_another_criterion_is_asked_with_its_contested_points() -> None:
    other = criterion(fails_when=rule("requires"), contested_when=LIMITS)
    one = criterion(fails_when=Rule("criterion", {"id": "set/X-1"}))
    assert decide(one, license(GRANT, CAP), V, lambda name: other).verdict is Verdict.CONTESTED


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([Verdict.MEETS, Verdict.CONTESTED], Verdict.CONTESTED),
        ([Verdict.CONTESTED, Verdict.UNKNOWN], Verdict.UNKNOWN),
        ([Verdict.UNKNOWN, Verdict.FAILS, Verdict.MEETS], Verdict.FAILS),
        ([Verdict.NOT_APPLICABLE, Verdict.MEETS], Verdict.MEETS),
        ([Verdict.NOT_APPLICABLE], Verdict.NOT_APPLICABLE),
        ([], Verdict.NOT_APPLICABLE),
    ],
)
def test_a_rule_set_is_as_bad_as_its_worst_criterion(verdicts: list[Verdict], expected: Verdict) -> None:
    assert worst(verdicts) is expected


# --- the shipped rule sets on the shipped definitions

EXAMPLES = [
    (name, one.id, verdict, id)
    for name in RULESETS
    for one in SHELF.rulebook.get(name).criteria
    for verdict, ids in one.examples.items()
    for id in ids
]


@pytest.mark.parametrize(("ruleset", "code", "expected", "id"), EXAMPLES, ids=["-".join(example[1:]) for example in EXAMPLES])
def test_examples_of_criteria(ruleset: str, code: str, expected: str, id: str) -> None:
    found = check(SHELF.catalogue.get(id), SHELF.rulebook.get(ruleset), V, SHELF.rulebook.criterion)
    assert {one.criterion.id: one.verdict.value for one in found.criteria}[code] == expected


@pytest.mark.parametrize("name", RULESETS)
def test_every_criterion_says_what_to_do_and_has_an_example(name: str) -> None:
    for one in SHELF.rulebook.get(name).criteria:
        assert one.help
        assert one.why
        assert one.release or one.examples


@pytest.mark.parametrize("name", RULESETS)
@pytest.mark.parametrize("id", IDS)
def test_every_verdict_is_argued(name: str, id: str) -> None:
    """What fails or is contested points at a term with its section, or at the missing right; each reason says what it rests on."""
    for one in check(SHELF.catalogue.get(id), SHELF.rulebook.get(name), V, SHELF.rulebook.criterion).criteria:
        if one.verdict in (Verdict.FAILS, Verdict.CONTESTED):
            assert one.reasons
        if one.verdict is Verdict.UNKNOWN:
            assert any(reason.kind == "unknown" for reason in one.reasons)
        for reason in one.reasons:
            assert reason.summary
            assert reason.kind in ("unknown", "listed") or reason.basis is not None
            assert reason.kind in ("unknown", "listed", "missing") or (reason.at and reason.phrase)
            assert not reason.contested or reason.readings


# --- what must always hold

CONDITIONS = st.sampled_from(
    [
        None,
        {"monthly-active-users": {"above": 700}},
        {"annual-revenue": {"above": 1, "currency": "USD"}},
        {"used-in": ["EU"]},
        {"established-in": ["CN"]},
        {"purpose": {"other-than": ["research"]}},
        {"field": ["military", "unlawful"]},
        {"field": ["unlawful"]},
        {"field": ["guardrail-bypass"]},
        [{"party": ["competitor"]}, {"with-product": ["x"]}],
    ]
)
ACTIONS = st.lists(st.sampled_from([*V.sections["actions"], "any"]), min_size=1, max_size=3, unique=True).map(
    lambda words: ["any"] if "any" in words else words
)
OF = st.sampled_from([(), ("derivative",), ("output",), ("code",)])


@st.composite
def prohibitions(draw: st.DrawFn) -> Term:
    return make(
        "new-one",
        Kind.PROHIBITION,
        *draw(ACTIONS),
        when=draw(CONDITIONS),
        unless=draw(st.sampled_from([None, {"received": ["in-product"]}])),
        of=draw(OF),
        contested=draw(st.booleans()),
    )


@pytest.mark.parametrize("name", RULESETS)
@settings(max_examples=60, deadline=None)
@given(id=st.sampled_from(IDS), new=prohibitions())
def test_adding_a_prohibition_never_improves_a_verdict(name: str, id: str, new: Term) -> None:
    before = SHELF.catalogue.get(id)
    after = before._replace(terms=(*before.terms, new))
    ruleset = SHELF.rulebook.get(name)
    for one, other in zip(
        check(before, ruleset, V, SHELF.rulebook.criterion).criteria,
        check(after, ruleset, V, SHELF.rulebook.criterion).criteria,
        strict=True,
    ):
        assert other.verdict.rank <= one.verdict.rank, one.criterion.id


@pytest.mark.parametrize("name", RULESETS)
@settings(max_examples=60, deadline=None)
@given(id=st.sampled_from(IDS), data=st.data(), held=st.booleans())
def test_dropping_a_term_never_turns_unknown_into_meets(name: str, id: str, data: st.DataObject, held: bool) -> None:
    before = SHELF.catalogue.get(id)
    if not held:
        before = before._replace(texts=(*before.texts, NOT_HELD))
    dropped = data.draw(st.sampled_from(before.terms)) if before.terms else None
    after = before._replace(terms=tuple(term for term in before.terms if term is not dropped))
    ruleset = SHELF.rulebook.get(name)
    for one, other in zip(
        check(before, ruleset, V, SHELF.rulebook.criterion).criteria,
        check(after, ruleset, V, SHELF.rulebook.criterion).criteria,
        strict=True,
    ):
        assert not (one.verdict is Verdict.UNKNOWN and other.verdict is Verdict.MEETS), one.criterion.id


@pytest.mark.parametrize("name", RULESETS)
def test_nothing_recorded_meets_nothing(name: str) -> None:
    """An empty definition, and one whose text nobody has, are unknown wherever the rule set asks the license anything."""
    for nobody in (license(texts=(NOT_HELD,)), license(unread=True)):
        for one in check(nobody, SHELF.rulebook.get(name), V, SHELF.rulebook.criterion).criteria:
            assert one.verdict in (Verdict.UNKNOWN, Verdict.NOT_APPLICABLE)


@pytest.mark.parametrize("id", IDS)
def test_compare_finds_no_difference_between_a_license_and_itself(id: str) -> None:
    one = SHELF.catalogue.get(id)
    results = {name: [check(one, SHELF.rulebook.get(name), V, SHELF.rulebook.criterion)] * 2 for name in RULESETS}
    rows = compare([one, one], results, V)
    assert rows
    assert [row for row in rows if row.differs] == []


@settings(max_examples=40, deadline=None)
@given(a=st.sampled_from(IDS), b=st.sampled_from(IDS))
def test_compare_is_the_same_either_way_round(a: str, b: str) -> None:
    both = [SHELF.catalogue.get(a), SHELF.catalogue.get(b)]
    one, other = ({row.key: row.answers for row in compare(pair, {}, V)} for pair in (both, both[::-1]))
    assert {key: answers[::-1] for key, answers in one.items()} == other


@pytest.mark.parametrize(
    "id",
    [
        *("ai2-model-license-tulu", "deepfloyd-if-license", "llama-1-license", "llama-1-license-scancode"),
        *("opt-175b-license", "sdxl-0.9-research", "seer-license"),
    ],
)
def test_research_licenses_that_speak_of_changed_copies_let_them_be_handed_on(id: str) -> None:
    """Bans of uses were told as a ban on sharing modified source."""
    found = {
        one.criterion.id: one.verdict
        for one in check(SHELF.catalogue.get(id), SHELF.rulebook.get("osd"), V, SHELF.rulebook.criterion).criteria
    }
    assert found["OSD-4"] is Verdict.MEETS


def test_compare_says_whose_outputs_are() -> None:
    """EXAONE 1.1 claims them, 1.2 does not, and no row differed for it."""
    pair = [SHELF.catalogue.get("exaone-1.1-nc"), SHELF.catalogue.get("exaone-1.2-nc")]
    rows = {row.key: [answer.text for answer in row.answers] for row in compare(pair, {}, V) if row.group == "besides"}
    assert rows["owns-output"] == ["the licensor", "no claim by the licensor"]
    assert rows["law"] == ["KR", "KR"]


@pytest.mark.parametrize(
    ("pair", "key", "said"),
    [
        (("openbmb-gml-attribution-commercial-auth", "openbmb-gml-attribution-noncommercial"), "purpose", "unless licensed"),
        (("flux-1-dev-nc-1.0-2024-08-01", "flux-1-dev-nc-1.1"), "purpose", "production use, for outputs, contested"),
        (("flux-1-dev-nc-1.1.1", "flux-1-dev-nc-1.1"), "result", "competes with the licensor's, for outputs"),
        (("flux-1-dev-nc-1.1", "flux-1-dev-nc-1.1.1"), "result", "competes with the licensor's, also for outputs"),
        (("cc-by-4.0", "cc-by-3.0"), "terminate-on-breach", "by itself, mendable within 30 days"),
        (("ltxv-open-weights-2025-05-05", "ltx-2-community-2026-01-05"), "annual-revenue", "(at present, the licensee), contested"),
        (("c4ai-aup", "cc-by-nc-4.0"), "purpose", "contested"),
        (("llama-3.2-community", "llama-3.1-community"), "established-in", "unless received as part of an end user product"),
        (("k-exaone-license", "exaone-1.2-nc"), "revoke", "contested"),
        (("chameleon-research-license", "llama-1-license"), "use-trademark", "unless for telling where the thing comes from"),
        (("gemma-terms-2025-03-24", "llama-3.1-community"), "field:rights", "automated decisions about people (contested)"),
    ],
)
def test_compare_tells_what_tempers_a_term(pair: tuple[str, str], key: str, said: str) -> None:
    """Of two that part in nothing else, none was told, and `--diff` said that nothing differs."""
    (row,) = [one for one in compare([SHELF.catalogue.get(id) for id in pair], {}, V) if one.key == key]
    assert row.differs
    assert said in row.answers[0].text
    assert said not in row.answers[1].text


def tempers(term: Term) -> tuple[object, ...]:
    return term.unless, term.contested, term.details.get("cure"), "remedy" in term.details, term.of == ("output",)


@pytest.mark.parametrize(("id", "other"), list(pairwise(IDS)))
def test_what_tempers_a_term_is_a_difference(id: str, other: str) -> None:
    """Of neighbors, which share most of their terms."""
    one, two = SHELF.catalogue.get(id), SHELF.catalogue.get(other)
    rows = [row for row in compare([one, two], {}, V) if row.differs]
    theirs = {(term.id, term.kind): term for term in two.terms if term.kind is not Kind.PERMISSION}
    for term in one.terms:
        like = theirs.get((term.id, term.kind), term)
        if tempers(term) != tempers(like):
            assert any(term in row.answers[0].terms or like in row.answers[1].terms for row in rows), term.id


def test_what_nobody_has_read_is_no_difference() -> None:
    """Beside a family with such a member every row was one."""
    read, nobody = SHELF.catalogue.get("mit"), license(unread=True)
    assert not [row for row in compare([read, read, nobody], {}, V) if row.differs]
    said = page([read, nobody], compare([read, nobody], {}, V), True).lines
    assert said[-1] == f"No difference in what is recorded: nothing is, of {nobody.id}."


@pytest.mark.parametrize(
    ("license", "criterion", "said"),
    [
        ("cc0-1.0", "OSD-7", {"not to use the licensor's patents"}),  # nor its marks: no defect
        ("modelgo-mg-by-nd-2.0", "OSD-3", {"not to distribute or offer as a service"}),
        ("yayi2-commercial", "OSD-6", {"not to offer as a service"}),
    ],
)
def test_of_a_ban_the_acts_are_told_that_the_rule_asks_for(license: str, criterion: str, said: set[str]) -> None:
    result = check(SHELF.catalogue.get(license), SHELF.rulebook.get("osd"), SHELF.vocabulary, SHELF.rulebook.criterion)
    (found,) = [one for one in result.criteria if one.criterion.id == criterion]
    assert said <= {reason.brief for reason in found.reasons}
