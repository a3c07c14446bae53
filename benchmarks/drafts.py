#!/usr/bin/env python3
"""How good drafts are: every definition's texts are drafted and held against the definition. Usage: drafts.py --texts DIR [options]

What counts as found, per license and once each: a threshold (what is counted, which side, the number), a place, a person, a purpose that
is shut out, a ban on using outputs to make other models, a group of banned fields, the word of a duty or a power, a granted action.
Families of like texts stand whole in one part. The detectors were first written looking at the misses of `development` alone. What was
held out then has been cut twice more by the same rule: `looked at`, `looked at later` and `looked at last` are those whose misses have
been read since, in this order. `fresh` are the definitions that `fresh.txt` names: they came after the detectors were written, take no
part in the cut of the others, and their misses are listed only where `--misses-of-fresh` asks for them. `read last` are those of
`read-last.txt`, which were fresh until their misses were read: they stay out of the cut, so that the other parts are what they were.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from checker.model import Kind, License
from checker.shelf import Shelf
from checker.texts.draft import draft
from checker.texts.found import PLURAL
from checker.texts.library import Library
from checker.texts.normalize import normalize
from checker.vocabulary import Vocabulary

PARTS = ("development", "looked at", "looked at later", "looked at last")
READ, FRESH, ALL = "read last", "fresh", "all"  # what was fresh, what nobody looked at, and the sum of all parts
READ_IDS, FRESH_IDS = (Path(__file__).with_name(name) for name in ("read-last.txt", "fresh.txt"))
DEVELOPMENT = "llama-3.2-community"  # the example of docs/definitions.md: its family is in the development half
ALIKE = 0.2  # share of common runs of eight words from which two texts are one family
RUN = 8
GROUPS = {
    "limits": ("cap", "place", "person", "purpose", "output training", "field group"),
    "duties and powers": ("duty", "power"),
    "grants": ("permission", "ban on an action"),
}
TRAINING = {"improve-model", "train-on-output", "distill"}
MARKS = ("established-in", "used-in")
CAPS = ("monthly-active-users", "annual-revenue", "monthly-revenue", "funding", "employees")

HEADER = f"{'kind':20} {'recall':>7} {'precision':>10} {'right':>6} {'missed':>7} {'extra':>6}"
Fact = tuple[str, str]  # kind, what


def facts(license: License, vocabulary: Vocabulary) -> dict[Fact, tuple[str, ...]]:
    """What a definition or draft says, as facts that can be compared, each with the places it cites."""
    found: dict[Fact, tuple[str, ...]] = {}
    for term in license.terms:
        for fact in _facts(term, vocabulary):
            found[fact] = (*found.get(fact, ()), *(str(place) for place in term.at))
    return found


def _facts(term, vocabulary: Vocabulary) -> Iterator[Fact]:  # type: ignore[no-untyped-def]
    if term.kind is Kind.DUTY:
        yield from (("duty", word) for word in term.words)
    if term.kind is Kind.POWER:
        yield from (("power", word) for word in term.words)
    if term.kind is Kind.PERMISSION:
        yield from (("permission", word) for word in term.words)
    for clause in term.when:
        for name, values in clause.items():
            if name in CAPS and values.limit:
                yield "cap", f"{name} {values.limit.relation} {values.limit.number} {values.limit.currency or ''}".strip()
    if term.kind is not Kind.PROHIBITION:
        return
    if set(term.words) & TRAINING:
        yield "output training", "yes"
    if not term.when:
        yield from (("ban on an action", word) for word in term.words)
    for clause in term.when:
        for name, values in clause.items():
            if name in MARKS:
                yield from (("place", f"{name} {'not ' if values.other_than else ''}{word}") for word in values.words)
            if name in ("party", "recipient"):
                yield from (("person", f"{'not ' if values.other_than else ''}{word}") for word in values.words)
            if name == "purpose" and set(clause) == {"purpose"}:
                yield from (("purpose", word) for word in barred(values.words, values.other_than))
            if name == "field":
                table = vocabulary.sections["fields"]
                yield from (("field group", str(table[word].get("group", word))) for word in values.words)
                yield from (("field word", word) for word in values.words)
                yield from (("field ground", vocabulary.ground(word) or "sector") for word in values.words)


def barred(words: Collection[str], other_than: bool) -> Iterator[str]:
    """The purposes that `purpose: words` shuts out. Who may only do research may not do business, however it is said."""
    for word in ("commercial", "production"):
        if (word in words) is not other_than and (word == "commercial" or not other_than):
            yield word


def fresh_ids(text: str) -> frozenset[str]:
    """The ids that a file like `fresh.txt` names, one a line; `#` begins a comment."""
    return frozenset(id for line in text.splitlines() if (id := line.partition("#")[0].strip()))


def families(texts: Mapping[str, str]) -> dict[str, str]:
    """Every license -> the first of its family: the licenses whose texts share many runs of words, directly or through others."""
    runs = {}
    for id, text in texts.items():
        words = normalize(text).split()
        runs[id] = {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
    head = {id: id for id in texts}

    def root(id: str) -> str:
        while head[id] != id:
            id = head[id]
        return id

    ids = sorted(texts)
    for i, one in enumerate(ids):
        for other in ids[:i]:
            if len(runs[one] & runs[other]) > ALIKE * len(runs[one] | runs[other]):
                first, second = sorted((root(one), root(other)))
                head[second] = first
    return {id: root(id) for id in ids}


def parts(of: dict[str, str]) -> dict[str, str]:
    """License -> its part: two halves, the second cut in two halves again, and the second of these once more."""
    members = defaultdict(list)
    for id, first in of.items():
        members[first].append(id)
    rest, begun, sides = list(members), [of[DEVELOPMENT]], {}
    for part in PARTS[:-1]:
        sides[part], rest = _halves({head: members[head] for head in rest}, begun)
        begun = []
    sides[PARTS[-1]] = rest
    return {id: side for side, heads in sides.items() for head in heads for id in members[head]}


def sides(texts: Mapping[str, str], fresh: frozenset[str], read: frozenset[str] = frozenset()) -> dict[str, str]:
    """License -> its part. What is or was fresh stands apart, whatever it is like, so that it changes nothing for the others."""
    cut = parts(families({id: text for id, text in texts.items() if id not in fresh | read}))
    return cut | {id: READ for id in texts if id in read} | {id: FRESH for id in texts if id in fresh}


def _halves(members: Mapping[str, Sequence[str]], begun: list[str]) -> tuple[list[str], list[str]]:
    """The families in two halves: the largest first, each to the half that has fewer licenses. `begun` stands in the first."""
    halves = (begun, list[str]())
    for head in sorted(members.keys() - set(begun), key=lambda head: (-len(members[head]), head)):
        min(halves, key=lambda half: sum(len(members[one]) for one in half)).append(head)
    return halves


def known(*folders: Path) -> tuple[Shelf, dict[str, dict[str, str]]]:
    """The definitions, and the documents of all whose texts are in `folders`."""
    shelf, library, texts = Shelf(), Library.standard(*folders), dict[str, dict[str, str]]()
    for id in shelf.catalogue.ids:
        license = shelf.catalogue.get(id)
        held = {text.name: library.lookup(license, text.name) for text in license.texts if text.held}
        if held and all(held.values()):
            texts[id] = {name: text for name, text in held.items() if text}
    return shelf, texts


def leave_family_out(folders: Sequence[Path], misses: Sequence[str] | None = None) -> None:
    """Print how good drafts are of families whose own wordings are left out, and with `misses` what is missed then alone."""
    from left_out import SIZES, Watch, counted, left_out, once, taught

    shelf, texts = known(*folders)
    fresh = fresh_ids(FRESH_IDS.read_text(encoding="utf-8"))
    texts = {id: held for id, held in texts.items() if id not in fresh}
    family = families({id: "\n".join(held.values()) for id, held in texts.items()})
    kinds = [kind for group in ("limits", "duties and powers") for kind in GROUPS[group]]
    watch = Watch(shelf.signals, shelf.vocabulary, facts)
    want = {id: {one for one in facts(shelf.catalogue.get(id), shelf.vocabulary) if one[0] in kinds} for id in texts}
    got = {"all": dict(taught(watch, texts, family, want))}
    got |= {size: dict(left_out(watch, texts, family, size)) for size in SIZES}
    print(f"{len(texts)} licenses in {len(set(family.values()))} families; without what was right in the family drafted alone")
    for size, drafted in got.items():
        found = {id: {one for one in drafted[id] if one[0] in kinds} for id in texts}
        weight = once(family, {id: want[id] | found[id] for id in texts})
        sums, heads = ({name: Counter[str]() for name in ("right", "missed", "extra")} for _ in range(2))
        for id in texts:
            counted(want[id], found[id], sums)
            counted(want[id], found[id], heads, weight[id])
            for kind, what in sorted(want[id] & got["all"][id] - drafted[id]) if misses is not None else ():
                if not misses or kind in misses:
                    print(f"{kind}: missed without {size}: {what}: {id} (family of {family[id]})")
        print(f"\nnothing left out\n{HEADER}" if size == "all" else f"\n{size} left out\n{HEADER}")
        for name, of in [*((kind, (kind,)) for kind in kinds), *((name.upper(), GROUPS[name]) for name in list(GROUPS)[:2])]:
            print(row(name, *(sum(sums[key][kind] for kind in of) for key in sums)))
        print("what licenses of one family share counted once")
        for name in list(GROUPS)[:2]:
            print(row(name.upper(), *(round(sum(heads[key][kind] for kind in GROUPS[name])) for key in heads)))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--part", choices=(*PARTS, READ, FRESH), help="draft this part alone")
    parser.add_argument("--misses", nargs="*", help="list the misses of these kinds (all without one), but none of what is fresh")
    parser.add_argument("--misses-of-fresh", action="store_true", help="list those of what is fresh: it is so no longer then")
    parser.add_argument("--leave-family-out", action="store_true", help="each family without what may have been written for it alone")
    arguments = parser.parse_args()
    if arguments.leave_family_out:
        leave_family_out([arguments.texts], arguments.misses)
        return
    shelf, texts = known(arguments.texts)
    vocabulary = shelf.vocabulary
    read, fresh = (fresh_ids(file.read_text(encoding="utf-8")) for file in (READ_IDS, FRESH_IDS))
    side_of = sides({id: "\n".join(held.values()) for id, held in texts.items()}, fresh, read)
    from checker.build import build_license

    right, extra, missed = Counter(), Counter(), Counter()
    graded: Counter[tuple[str, str, bool]] = Counter()
    lines, placed, took = [], Counter(), 0.0
    for id, held in texts.items():
        if arguments.part and side_of[id] != arguments.part:
            continue
        began = time.perf_counter()
        drafted = draft(id, held, shelf.signals, vocabulary, shelf.catalogue.values)
        took += time.perf_counter() - began
        want, got = facts(shelf.catalogue.get(id), vocabulary), facts(build_license(drafted.values, vocabulary), vocabulary)
        side = side_of[id]
        for fact in want.keys() | got.keys():
            kind = fact[0]
            counter = right if fact in want and fact in got else missed if fact in want else extra
            counter[side, kind] += 1
            if counter is right:
                placed[side, kind] += bool({place.split(" ¶")[0] for place in want[fact]} & {place.split(" ¶")[0] for place in got[fact]})
            elif arguments.misses_of_fresh if side == FRESH else arguments.misses is not None:
                lines.append(
                    (kind, "missed" if counter is missed else "extra", fact[1], id, ", ".join(want.get(fact, got.get(fact, ()))[:3]))
                )
        for one in drafted.found:
            alone = build_license(
                {
                    **drafted.values,
                    **{key: [] for key in ("permissions", "prohibitions", "duties", "powers")},
                    PLURAL[one.kind]: [one.values],
                },
                vocabulary,
            )
            graded.update(
                (side, one.confidence, fact in want)
                for fact in facts(alone, vocabulary)
                if not fact[0].startswith("field ") or fact[0] == "field group"
            )
    for kind, what, name, id, place in sorted(lines):
        if not arguments.misses or kind in arguments.misses:
            print(f"{kind}: {what} {name}: {id}: {place}")
    shown = [part for part in (*PARTS, READ, FRESH) if arguments.part in (None, part) and part in side_of.values()]
    if not arguments.part:
        for counter in (right, extra, missed, placed):
            counter.update(Counter({(ALL, kind): n for kind, n in _summed(counter).items()}))
        graded.update(Counter({(ALL, *of): n for of, n in _summed(graded).items()}))
        shown.append(ALL)
    for side in shown:
        ids = [id for id in side_of if side in (ALL, side_of[id])]
        print(f"\n{side}: {len(ids)} licenses")
        print(f"{HEADER} {'same section':>13}")
        kinds = [kind for group in GROUPS.values() for kind in group] + ["field word", "field ground"]
        for kind in kinds:
            print(row(kind, right[side, kind], missed[side, kind], extra[side, kind], placed[side, kind]))
        for group, of in GROUPS.items():
            sums = [sum(counter[side, kind] for kind in of) for counter in (right, missed, extra, placed)]
            print(row(group.upper(), *sums))
        for grade in ("sure", "likely", "doubtful"):
            good, bad = graded[side, grade, True], graded[side, grade, False]
            print(f"{grade}: {good} of {good + bad} facts stand in the definition ({good / max(1, good + bad):.2f})")
    drafted = sum(1 for id in texts if not arguments.part or side_of[id] == arguments.part)
    print(f"\n{took / max(1, drafted) * 1000:.0f} ms a license")


def _summed(counter: Mapping[tuple[Any, ...], int]) -> Counter[Any]:
    """The counts of all parts together: by kind, or by grade and whether it was right."""
    sums: Counter[Any] = Counter()
    for (_, *of), n in counter.items():
        sums[of[0] if len(of) == 1 else tuple(of)] += n
    return sums


def row(kind: str, right: int, missed: int, extra: int, placed: int | None = None) -> str:
    recall, precision = right / max(1, right + missed), right / max(1, right + extra)
    row = f"{kind:20} {recall:7.3f} {precision:10.3f} {right:6} {missed:7} {extra:6}"
    return row if placed is None else f"{row} {placed / max(1, right):13.2f}"


if __name__ == "__main__":
    main()
