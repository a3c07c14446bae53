"""Recall and precision of the finders on labelled repositories.

Usage: finders.py REFERENCES.csv FILES.tsv CHECKOUTS [--misses] [--false] where CHECKOUTS holds a folder `owner__name` for each repository.
A reference is found where the same line yields a string that contains the labelled one or is contained in it. Rows marked as not to
be counted are neither hits nor misses. In files whose every reference is labelled, anything else that is found is false.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from checker.scan import scan
from checker.shelf import Shelf


def main(labels: str, files: str, checkouts: str, *options: str) -> int:
    rows = list(csv.DictReader(Path(labels).read_text(encoding="utf-8").splitlines()))
    listed = Path(files).read_text(encoding="utf-8").splitlines()
    exhaustive = {(row["repo"], row["file"]) for row in csv.DictReader(listed, delimiter="\t")}
    by_place = defaultdict(list)
    for row in rows:
        by_place[row["repo"], row["file"], int(row["line"])].append(row)
    hit: set[int] = set()
    words = Shelf().finder_words
    told = Counter()
    false = []
    found_count = Counter()
    for repo in sorted({repo for repo, _ in exhaustive}):
        for reference in scan(Path(checkouts, repo.replace("/", "__")), words).references:
            if (repo, reference.path) not in exhaustive:
                continue
            matches = [row for row in by_place[repo, reference.path, reference.line] if alike(row, reference)]
            counted = [row for row in matches if row["dontcare"] == "0"]
            for row in counted:
                hit.add(id(row))
            if matches and not counted:
                continue
            found_count["use" if reference.use else "mention"] += 1
            if counted:
                right = any((row["is_real_use"] == "1") == reference.use for row in counted)
                told["use" if reference.use else "mention", right] += 1
                if not right:
                    false.append((repo, reference, "told apart wrongly"))
            else:
                told["use" if reference.use else "mention", None] += 1
                false.append((repo, reference, "no model"))
    counted = [row for row in rows if row["dontcare"] == "0" and row["in_exhaustive"] == "1"]
    uses = [row for row in counted if row["is_real_use"] == "1"]
    kinds = defaultdict(lambda: [0, 0])
    for row in uses:
        kinds[row["kind"]][0] += id(row) in hit
        kinds[row["kind"]][1] += 1
    for kind, (got, all_) in sorted(kinds.items(), key=lambda item: item[1][0] - item[1][1]):
        print(f"{kind:28} {got:4} of {all_:4}  {got / all_:.2f}")
    models = defaultdict(bool)
    for row in uses:
        models[row["repo"], row["canonical_id"]] |= id(row) in hit
    mentions = [row for row in counted if row["is_real_use"] == "0"]
    named = sum(told[use, right] for use in ("use", "mention") for right in (True, False))
    for what, got, everything in (
        ("recall of uses", sum(id(row) in hit for row in uses), len(uses)),
        ("recall of models in use", sum(models.values()), len(models)),
        ("recall of mentions", sum(id(row) in hit for row in mentions), len(mentions)),
        ("precision: names a model", named, sum(found_count.values())),
        ("precision: is used, where it is said to be", told["use", True], found_count["use"]),
    ):
        print(f"{what:44} {got:5} of {everything:5}  {got / max(1, everything):.3f}")
    if "--misses" in options:
        for row in uses:
            if id(row) not in hit:
                print("MISS", row["repo"], f"{row['file']}:{row['line']}", row["kind"], repr(row["text"]), row["canonical_id"])
    if "--false" in options:
        for repo, reference, why in false:
            print("FALSE", why, repo, f"{reference.path}:{reference.line}", reference.kind, repr(reference.text), reference.use)
    return 0


def alike(row: dict[str, str], reference: object) -> bool:
    """Whether a labelled string and a found one are the same."""
    label, found = row["text"].strip(), reference.text.strip()  # type: ignore[attr-defined]
    return (
        label in found
        or found in label
        or row["canonical_id"].partition(":")[2] == reference.model
        or (found.endswith("()") and found[:-1] in label)
    )  # type: ignore[attr-defined]


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
