"""What `choose` reads in place of the definitions: the gists of their terms say what the definitions say, and are never old."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import ask, commands, gists, pairs, stock
from checker.can_i import Reply, can_i
from checker.conditions import Setting, evaluate
from checker.lazy import Made
from checker.model import Kind, License, Rule, Term
from checker.pack import GISTS, Pack, packed
from checker.profile import ProfileError, read
from checker.shelf import Shelf
from checker.source import SourceError, load
from tests.conftest import IDS, OWN_LICENSE, ROOT, SHELF

V = SHELF.vocabulary
WHOLE = [SHELF.catalogue.get(id) for id in IDS]
ACTIONS = list(V.sections["actions"])
WORDS = ("purpose", "party", "modality", "result", "channel", "form", "has", "event")
NUMBERS = st.sampled_from([0, 999, 1_000_000, 100_000_001, 700_000_000, 700_000_001])
PLACES = st.lists(st.sampled_from(["DE", "US", "CN", "KR", "GB", "EU", "EEA"]), min_size=1, max_size=2)
SUMS = st.builds(
    lambda amount, currency: {"amount": amount, "currency": currency},
    st.sampled_from([0, 1_000_000, 1_000_001, 100_000_000]),
    st.sampled_from(["USD", "EUR", "CNY"]),
)
FACTS: Mapping[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("users", "users-at-release", "employees"), NUMBERS),
    **dict.fromkeys(("revenue", "funding"), SUMS),
    **dict.fromkeys(("based-in", "used-in"), PLACES),
    **{key: st.lists(st.sampled_from(list(V.constraint_words(key) or {})), min_size=1, max_size=2) for key in WORDS},
    "field": st.sampled_from(list(V.sections["fields"])).map(lambda one: [one]),
    "received": st.sampled_from([["direct"], ["in-product"]]),
    "changed": st.booleans(),
    "strict": st.booleans(),
    "on": st.sampled_from(["2020-01-30", "2026-11-29"]),
}
STATED = st.fixed_dictionaries({}, optional=FACTS)


def profile(facts: Mapping[str, Any]) -> Any:
    try:
        return read(facts, V)
    except ProfileError:  # commercial and non-commercial, say
        return read({key: value for key, value in facts.items() if key not in ("purpose", "form")}, V)


def shape(reply: Reply, license: License) -> tuple[Any, ...]:
    """A reply, with the places of its terms in the definition for the terms."""
    at = {term.id: i for i, term in enumerate(license.terms)}
    return (
        *(reply.action, reply.answer, reply.asks, reply.gap),
        *([at[term.id] for term in terms] for terms in (reply.deciding, reply.open_bans, reply.provided)),
        [(at[owed.term.id], owed.now, owed.sure) for owed in reply.duties],
        [(at[one.term.id], one.fact) for one in reply.weighed],
    )


# --- they answer as the definitions do


@settings(max_examples=40, deadline=None)
@given(facts=STATED, actions=st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=3))
def test_choose_gives_the_same_from_gists_as_from_definitions(facts: Mapping[str, Any], actions: list[str]) -> None:
    wanted, stated = ask.acts(actions, V), profile(facts)
    found, expected = ([(one.license.id, *one[1:]) for one in ask.choose(every, wanted, stated, V)] for every in (SHELF.gists, WHOLE))
    assert found == expected


@settings(max_examples=300, deadline=None)
@given(at=st.integers(0, len(IDS) - 1), facts=STATED, action=st.sampled_from(ACTIONS))
def test_a_gist_answers_as_its_definition(at: int, facts: Mapping[str, Any], action: str) -> None:
    stated = profile(facts)
    answers = []
    for license in (SHELF.gists[at], WHOLE[at]):
        try:
            answers.append(shape(can_i(license, action, stated, V), license))
        except ProfileError as error:  # a currency that cannot be compared
            answers.append((str(error),))
    assert answers[0] == answers[1]


def test_gists_are_all_that_terms_say() -> None:
    assert [one.id for one in SHELF.gists] == list(IDS)
    for gist, whole in zip(SHELF.gists, WHOLE, strict=True):
        bare = [term._replace(id="", at=(), phrase=(), note="") for term in whole.terms]
        assert [term._replace(id="") for term in gist.terms] == bare
        assert len({term.id for term in gist.terms}) == len(bare), "two terms that say the same are two"
        assert (gist.silent, gist.undecided, gist.unread, gist.draft) == (whole.silent, whole.undecided, whole.unread, whole.draft)
        assert [text.title for text in gist.texts] == [text.title for text in whole.texts if not text.held]


def test_what_is_nearest_is_told_from_gists() -> None:
    for id in ("mit", "llama-3.2-community", "gpl-3.0"):
        whole = SHELF.catalogue.get(id)
        assert [ask.distance(gist, whole) for gist in SHELF.gists] == [ask.distance(one, whole) for one in WHOLE]


def test_what_the_strict_reading_grants_the_lenient_grants() -> None:
    for license in WHOLE:
        for action in ACTIONS:
            rule = Rule("permits", {"action": action})
            strict, lenient = (evaluate(rule, Setting(license, V, strict, lambda name: [])) for strict in (True, False))
            assert lenient.value or not strict.value, (license.id, action)


# --- they are never old


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with two definitions, of which one extends the other."""
    folder = tmp_path / "licenses"
    folder.mkdir()
    shutil.copy(ROOT / "licenses" / "mit.yaml", folder)
    (folder / "mine.yaml").write_text(OWN_LICENSE, encoding="utf-8")
    return folder


def chosen(shelf: Shelf, **facts: Any) -> list[str]:
    return [row["license"] for row in commands.choose(shelf, ["run"], facts, None).page.data["results"]]


def test_a_definition_that_has_changed_is_read_again(own: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert chosen(Shelf(cache, own, built=None), field="military") == ["mit"]
    assert (cache / "gists.json").is_file()
    path = own / "mine.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[military]", "[spam]"), encoding="utf-8")
    assert chosen(Shelf(cache, own, built=None), field="military") == ["mit", "mine"]
    path.write_text(text.replace("[military]", "[militarry]"), encoding="utf-8")
    with pytest.raises(SourceError, match="militarry"):
        chosen(Shelf(cache, own, built=None), field="military")
    path.unlink()
    assert chosen(Shelf(cache, own, built=None)) == ["mit"]


def test_a_base_that_has_changed_is_read_again(own: Path, tmp_path: Path) -> None:
    assert chosen(Shelf(tmp_path, own, built=None), field="general") == ["mine", "mit"]
    text = (own / "mit.yaml").read_text(encoding="utf-8")
    ban = '\n  - {id: none, actions: [use], at: license ¶1, phrase: "no use"}\n'
    (own / "mit.yaml").write_text(text.replace("prohibitions: []", f"prohibitions:{ban}"), encoding="utf-8")
    assert chosen(Shelf(tmp_path, own, built=None), field="general") == []


def test_a_damaged_entry_is_made_anew(own: Path, tmp_path: Path) -> None:
    assert chosen(Shelf(tmp_path, own, built=None), field="military") == ["mit"]
    entry = tmp_path / "gists.json"
    entry.write_bytes(entry.read_bytes().replace(b"military", b"spamming"))
    assert chosen(Shelf(tmp_path, own, built=None), field="military") == ["mit"]


# --- the pack


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The entries that a build makes of definitions and of their gists."""
    folder = tmp_path_factory.mktemp("entries")
    shelf = Shelf(folder, built=None)
    assert shelf.gists
    return {name: body for name, body in stock.bodies(folder).items() if name == GISTS or name.startswith("licenses-")}


def test_a_definition_comes_out_of_a_pack_as_it_went_in(entries: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "data.pack"
    path.write_bytes(packed(entries, b"1"))
    pack = Pack(path, tmp_path)
    for name, body in entries.items():
        assert json.dumps(pack.get(name), separators=(",", ":")).encode() == body, name
    assert path.stat().st_size < 0.95 * sum(map(len, entries.values()))


def test_few_terms_stand_in_a_pack_with_their_gist(entries: dict[str, bytes]) -> None:
    table = json.loads(entries[GISTS])
    terms = bare = 0
    for name in entries.keys() - {GISTS}:
        values = gists.without(json.loads(entries[name]), table)
        for term in (term for kind in gists.KINDS for term in values.get(kind) or ()):
            terms += 1
            bare += set(term) <= {"id", "at", "phrase", "note"}
    assert bare > 0.97 * terms


def test_a_pack_without_gists_has_whole_definitions(entries: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "data.pack"
    path.write_bytes(packed({"licenses-mit": entries["licenses-mit"]}, b"1"))
    assert Pack(path, tmp_path).get("licenses-mit") == json.loads(entries["licenses-mit"])


def test_what_stands_in_definitions_again_and_again_is_packed_as_a_sign(entries: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "data.pack"
    path.write_bytes(packed(entries, b"1"))
    assert re.search(rb"[\x01-\x08]", path.read_bytes())
    pack = Pack(path, tmp_path)
    ids = [name for name in entries if name.startswith("licenses-")]
    assert all(pack.get(id) == json.loads(entries[id]) for id in ids)
    odd = json.dumps({"id": "a", "note": '\x01\x02\n\t\u00e9 "license " ~'}).encode()  # signs of this kind are escapes in JSON
    path.write_bytes(packed({"licenses-a": odd}, b"1"))
    assert Pack(path, tmp_path).get("licenses-a") == json.loads(odd)


def test_hashes_are_packed_shorter_and_come_back(entries: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "data.pack"
    path.write_bytes(packed(entries, b"1"))
    assert not re.search(rb'"[0-9a-f]{64}"', path.read_bytes())
    pack = Pack(path, tmp_path)
    for name, body in entries.items():
        if name.startswith("licenses-") and b"sha256" in body:
            assert pack.get(name) == json.loads(body)
    with pytest.raises(AssertionError):  # what would come out as a hash
        packed({"licenses-a": json.dumps({"id": "~" + "A" * 43}).encode()}, b"1")


PARTS = st.lists(st.sampled_from([b"ab", b"aaa", b"xyz", bytes(range(70)), b"\xff\x00"])).map(b"".join)


@given(st.lists(PARTS | st.binary(), max_size=4))
def test_pairs_come_back_as_what_they_stand_for(texts: list[bytes]) -> None:
    table = pairs.learned(texts)
    assert [pairs.parted(pairs.joined(text, table), table) for text in texts] == texts


def test_pairs_are_learned_from_what_stands_there_most() -> None:
    table = pairs.learned([b"the cat", b"the theme"])
    assert table[1:3] == b"th"  # four times
    assert len(pairs.joined(b"the theme", table)) < 6


def test_what_a_draft_is_made_of_is_packed_in_pairs(tmp_path: Path) -> None:
    """Patterns of all letters, as `texts/signals.yaml` has them, come out of a pack as they went in, and take half the room."""
    path = tmp_path / "data.pack"
    for stem in ("signals", "wordings"):
        body = json.dumps(load(ROOT / "checker" / "texts" / f"{stem}.yaml").value).encode()
        path.write_bytes(packed({f"texts-{stem}": body}, b"1"))
        assert Pack(path, tmp_path).get(f"texts-{stem}") == json.loads(body)
        assert path.stat().st_size < 0.75 * len(body)


DOCUMENTS = {"license": {"title": "T", "text": "held"}}
TERMS = [
    {"id": "a", "actions": ["use"], "when": {"field": ["military"]}, "at": "license 1", "phrase": "x"},
    {"id": "b", "actions": ["use"], "when": {"field": ["military"]}, "at": "license 2", "phrase": "y", "note": "n"},
    {"actions": ["use"], "id": "c", "at": "license 3", "phrase": "z"},
    {"id": "d", "at": "license 4", "actions": ["use"], "phrase": "z"},
    {"id": "e", "phrase": "z", "at": "license 4", "actions": ["use"]},
]


@pytest.mark.parametrize("terms", [TERMS[:1], TERMS[:2], TERMS, TERMS[::-1], [*TERMS, *TERMS]])
def test_terms_in_any_order_of_keys_are_restored(terms: list[dict[str, Any]]) -> None:
    values = {"id": "l", "documents": DOCUMENTS, "prohibitions": terms, "duties": None}
    table = gists.table([values])
    lines = gists.Lines(gists.written(table))
    assert json.loads(gists.written(table)) == table
    assert json.dumps(lines.joined(gists.without(values, table))) == json.dumps(values)
    numbers = table["licenses"]["l"][1]
    assert len(set(numbers)) == len(terms)


def test_definitions_that_a_table_does_not_have_stay_whole() -> None:
    table = gists.table([{"id": "l", "documents": DOCUMENTS, "prohibitions": TERMS[:1]}])
    for values in ({"id": "m", "prohibitions": TERMS[:1]}, {"id": "l", "extends": "k", "prohibitions": TERMS[:1]}):
        assert gists.without(values, table) == values
        assert gists.Lines(gists.written(table)).joined(values) == values


def test_a_table_that_is_none_is_told() -> None:
    with pytest.raises(ValueError, match="not found"):
        gists.Lines(b"{}")


# --- sequences made when they are asked for


def made() -> tuple[Made[str, list[str]], list[str]]:
    done: list[str] = []

    def make(row: str, group: str) -> list[str]:
        done.append(row)
        return [row, group]

    return Made({"x": "ab", "y": "", "z": "cd"}, make), done


def test_members_are_made_once_and_only_when_asked_for() -> None:
    members, done = made()
    assert len(members) == 4
    assert members[2] == ["c", "z"]
    assert done == ["c"]
    assert members.group("x") == (["a", "x"], ["b", "x"])
    assert done == ["c", "a", "b"]
    one = members[2]
    assert list(members) == [["a", "x"], ["b", "x"], ["c", "z"], ["d", "z"]]
    assert members.group("z")[0] is one is members[2] is members[-2]
    assert done == ["c", "a", "b", "d"]
    assert members[1:3] == (["b", "x"], ["c", "z"])
    assert members.group("y") == members.group("nowhere") == ()


def test_members_are_compared_as_a_tuple_of_them() -> None:
    members, other = made()[0], made()[0]
    assert members == other == tuple(other)
    assert members != tuple(other)[1:]
    assert repr(members) == repr(tuple(other))
    for at in (4, -5):
        with pytest.raises(IndexError):
            members[at]


def test_a_license_gives_its_terms_by_kind() -> None:
    license = SHELF.catalogue.get("llama-3.2-community")
    plain: License = license._replace(terms=tuple(license.terms))
    for kind in Kind:
        found: tuple[Term, ...] = license.of_kind(kind)
        assert found == plain.of_kind(kind)
        assert {term.kind for term in found} == {kind}
