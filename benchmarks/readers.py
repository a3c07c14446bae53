#!/usr/bin/env python3
"""How far two readers of one license agree, counted as `drafts.py` counts a draft: what a draft could reach at best. Usage: readers.py

Of the licenses in `read-last.txt` and `fresh.txt`: the definition as it was first committed, before the two readings were compared, and the
second reading, which stays as it was first written. Needs the history of the repository. A second reading is words alone, without the
clause that holds them together; the definitions are taken apart into the same words here, so that a purpose counts beside other
conditions too, and a ban on making other models is known by `result` or by an action without condition.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent / "tools")]
import second_reading
from drafts import CAPS, FRESH, FRESH_IDS, GROUPS, HEADER, MARKS, READ, READ_IDS, TRAINING, Fact, barred, fresh_ids, row
from left_out import counted

from checker import source
from checker.shelf import Shelf

EXCEPT = "other-than "


def like_drafts(words: Iterable[tuple[str, str]]) -> Iterator[Fact]:
    """The facts of a reading, as they are counted of a draft."""
    fields = Shelf().vocabulary.sections["fields"]
    for kind, word in words:
        if kind in ("duty", "power"):
            yield kind, word
        if kind == "field":
            yield "field group", str(fields[word].get("group", word)) if word in fields else word
        name, _, value = word.partition(" ")
        if (kind == "prohibition" and word in TRAINING) or (kind == "limit" and name == "result"):
            yield "output training", "yes"
        if kind != "limit":
            continue
        excepted, values = value.startswith(EXCEPT), value.removeprefix(EXCEPT).split()
        if name in CAPS:
            yield "cap", f"{name} {value.replace(', currency', '')}"
        if name in MARKS:
            yield from (("place", f"{name} {'not ' * excepted}{one}") for one in values)
        if name in ("party", "recipient"):
            yield from (("person", f"{'not ' * excepted}{one}") for one in values)
        if name == "purpose":
            yield from (("purpose", one) for one in barred(values, excepted))


def first_committed(id: str) -> str:
    """The text of the definition as it was first committed."""

    def git(*arguments: str) -> str:
        return subprocess.run(("git", *arguments), capture_output=True, check=True, text=True, cwd=second_reading.ROOT).stdout

    path = f"licenses/{id}.yaml"
    return git("show", f"{git('log', '--reverse', '--format=%H', '--', path).split()[0]}:{path}")


def main() -> None:
    named = {part: sorted(fresh_ids(file.read_text(encoding="utf-8"))) for part, file in ((READ, READ_IDS), (FRESH, FRESH_IDS))}
    for part, ids in (*named.items(), ("both", [id for some in named.values() for id in some])):
        sums: dict[str, Counter[str]] = {"right": Counter(), "missed": Counter(), "extra": Counter()}
        for id in ids:
            first = second_reading.facts(source.parse(first_committed(id).encode(), id).value)
            counted(like_drafts(first), like_drafts(second_reading.second(id).facts), sums)
        print(f"\n{part}: {len(ids)} licenses, the second reader held against the first; the other way round: precision\n{HEADER}")
        kinds = [kind for group in list(GROUPS)[:2] for kind in GROUPS[group]]
        for name, of in [*((kind, (kind,)) for kind in kinds), *((name.upper(), GROUPS[name]) for name in list(GROUPS)[:2])]:
            print(row(name, *(sum(sums[key][kind] for kind in of) for key in ("right", "missed", "extra"))))


if __name__ == "__main__":
    main()
