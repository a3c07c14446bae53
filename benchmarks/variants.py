"""Measures identification on texts that are not among the known ones: those of ScanCode's rules and licenses, where scancode-toolkit is.

    python benchmarks/variants.py [--misses]

A rule that is a license text (`is_license_text`) is a copy as it was found somewhere, with the expression that a person gave it. Counted
are rules of one license that is known here, by what is answered: *is* or *is, with changes* under that name, under another, or less. Then
the texts of ScanCode's licenses that are not on SPDX's list and not known here: none may be called a known one. A word-for-word copy is
right all the same, so that every *is* is printed to be looked at.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from checker.shelf import Shelf
from checker.texts.identify import identify
from checker.texts.library import Library, body
from checker.texts.verdicts import Identity, Verdict


def field(path: Path, name: str) -> str:
    """A field of the header of a data file."""
    head = path.read_text(encoding="utf-8", errors="replace").split("\n---\n")[0]
    found = re.search(rf"^{name}: (.+)$", head, re.MULTILINE)
    return found[1].strip().strip("'\"") if found else ""


def rules(folder: Path) -> Iterator[tuple[Path, str]]:
    """The rules that are license texts, with the key of their one license."""
    for path in sorted(folder.glob("*.RULE")):
        key = field(path, "license_expression")
        if field(path, "is_license_text") == "yes" and re.fullmatch(r"[\w.+-]+", key):
            yield path, key


def main(arguments: Sequence[str]) -> int:
    shelf, library = Shelf(), Library.standard()
    if library.scancode is None:
        print("scancode-toolkit is not here")
        return 2
    prints, misses = shelf.prints, list[str]()
    ids = {license.spdx: license.id for license in map(shelf.catalogue.get, shelf.catalogue.ids)}
    names = {id for number in range(len(prints)) for id, _ in prints.names(number)}
    known = {}
    for path in sorted(library.scancode.glob("*.LICENSE")):
        spdx = field(path, "spdx_license_key")
        known[path.stem] = {name for name in (spdx, ids.get(spdx, ""), path.stem) if name in names}
    counts: Counter[str] = Counter()
    for path, key in rules(library.scancode.parent / "rules"):
        if known.get(key):
            found = identify(body(path).encode(), prints)
            answer = _answer(found, known[key])
            counts[answer] += 1
            misses.append(f"rule {path.name}: {key}: {answer}: {found.verdict.value} {found.ids[:4]} {found.unexplained} of {found.words}")
    total = sum(counts.values())
    print(f"{total} rules that are the text of one license known here")
    for answer, count in sorted(counts.items()):
        print(f"{answer:40}  {count:5}  {count / total:.4f}")
    others: Counter[str] = Counter()
    for path in sorted(library.scancode.glob("*.LICENSE")):
        if not known[path.stem] and body(path).strip():
            found = identify(body(path).encode(), prints)
            others[found.verdict.value] += 1
            misses.append(f"license {path.name}: {found.verdict.value} {found.ids[:4]} {found.unexplained} of {found.words}")
    print(f"{sum(others.values())} texts of licenses not known here")
    for answer, count in sorted(others.items()):
        print(f"{answer:40}  {count:5}")
    if "--misses" in arguments:
        print("\n".join(misses))
    return 0


def _answer(found: Identity, wanted: set[str]) -> str:
    if found.verdict in (Verdict.IS, Verdict.CHANGED):
        return f"{found.verdict.value}: {'that one' if wanted & set(found.ids) else 'another'}"
    return f"{found.verdict.value}{': that one' if wanted & set(found.ids) else ''}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
