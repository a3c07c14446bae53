#!/usr/bin/env python3
"""Write checker/texts/known.bin, the fingerprints of the known texts.

Usage: fingerprints.py [--check | --signs | --keep] FOLDER...

FOLDER holds texts as NAME.txt (see CONTRIBUTING); those of the development package scancode-toolkit are taken as well. Every held
document of a definition is in the file, and so are the texts of SPDX's list. With --check nothing is written, and the exit code is 1
where the file is out of date. Where the text of a document is not here, nothing is written: the exit code is 2; with --keep its
fingerprint stays what it is, and so does signs.bin. With --signs only signs.bin is written, the signs at the numbers of the documents,
whatever is here: those of a text that is not are held as unseen, and no sign in a copy of it is an edit.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from checker.shelf import Shelf
from checker.texts.bare import bare
from checker.texts.explained import explainer
from checker.texts.fold import Words, words
from checker.texts.library import Library, body
from checker.texts.packing import make, pack
from checker.texts.prints import ROW, Known, row, signs

FILE = ROOT / "checker" / "texts" / "known.bin"
SIGNS = FILE.with_name("signs.bin")
HOW = b"how to apply"
END = b"end of terms and conditions"  # how to apply the license follows: many copies leave it out


class Form(NamedTuple):
    """The words of a text without its title and its statements of copyright; `raw` has both."""

    title: tuple[bytes, ...]
    own: tuple[bytes, ...]
    raw: tuple[bytes, ...]


def forms(content: str) -> Iterator[Form]:
    """The words of a text; and once more those up to where its terms end."""
    text = words(content.encode())
    assert text is not None
    lines = bare(text).words.cased.lower().split(b"\n")
    filled = [i for i, line in enumerate(lines) if line.strip()]
    first = filled[0] if filled else 0
    titled = len(filled) > 3 and len(lines[first].split()) <= 12 and (first + 1 >= len(lines) or not lines[first + 1].strip())
    own = tuple(b"\n".join(lines[first + titled :]).split())
    title = tuple(lines[first].split()) if titled else ()
    yield Form(title, own, tuple(text.low))
    ends = [part.partition(END) for part in (b" ".join(own), text.joined)]
    if all(end and HOW in rest[:150] for _, end, rest in ends):  # what else follows may bind: the use restrictions of a RAIL do
        yield Form(title, *(tuple((part + end).split()) for part, end, _ in ends))
        yield Form(title, *(tuple(part.split()) for part, _, _ in ends))


def known(folders: list[Path]) -> tuple[list[Known], list[str]]:
    """The fingerprints of all texts that are here, and the documents that are not."""
    shelf, library = Shelf(), Library.standard(*folders)
    names: dict[tuple[bytes, ...], set[tuple[str, str]]] = {}
    variants: dict[tuple[bytes, ...], set[Form]] = {}
    missing = []
    ids: dict[str, str] = {}
    for license in map(shelf.catalogue.get, shelf.catalogue.ids):
        ids.setdefault(license.spdx, license.id)
        for document in license.texts:
            content = library.lookup(license, document.name) if document.held else None
            if content is not None:
                for form in forms(content):
                    variants.setdefault(form.own, set()).add(form)
                    names.setdefault(form.own, set()).add((license.id, document.name))
            elif document.held:
                missing.append(f"{license.id} {document.name}")
    defined = set(names)
    for path in sorted(library.scancode.glob("*.LICENSE")) if library.scancode else ():
        head = path.read_text(encoding="utf-8", errors="replace").split("\n---\n")[0]
        id = re.search(r"^spdx_license_key: (\S+)", head, re.MULTILINE)
        if id and not id[1].startswith("LicenseRef-"):
            own = ids.get(id[1], "")
            for form in forms(body(path)):
                variants.setdefault(form.own, set()).add(form)
                if form.own and form.own not in defined:
                    names.setdefault(form.own, set()).add((own, "license") if own else (id[1], ""))
    _share(names, variants)
    made = []
    for own, pairs in names.items():
        if own:
            # What is a title and the text alone is found by that: `identify` looks for a text behind what may be its title.
            raw = [form.raw for form in variants[own] if form.raw != form.title + own]
            made.append(make(pairs, own, _untold(pairs, [form.title for form in variants[own]]), raw))
    return made, missing


def _untold(names: Iterable[tuple[str, str]], titles: Iterable[tuple[bytes, ...]]) -> list[tuple[bytes, ...]]:
    """The titles that must be held: not those of which every word is one of the names that the text has."""
    called = [id for id, _ in names] + ["acceptable use policy"] * any(document not in ("", "license") for _, document in names)
    texts = ((title, b" ".join(title)) for title in titles)
    return [title for title, text in texts if not explainer(Words(text, text), called, ())(0, len(title))]


def _share(names: dict[tuple[bytes, ...], set[tuple[str, str]]], variants: dict[tuple[bytes, ...], set[Form]]) -> None:
    """Give texts that differ in their layout alone, by which the numbers of lists are told, each other's names."""
    same: dict[tuple[bytes, ...], list[tuple[bytes, ...]]] = {}
    for own in names:
        for form in variants[own]:
            same.setdefault(form.raw, []).append(own)
    for owns in same.values():
        every = set().union(*(names[own] for own in owns))
        for own in owns:
            names[own] |= every


def signed(folders: list[Path]) -> bytes:
    """The signs of every known text of a definition that has any, in each form of it that is here, under the first of its names."""
    shelf, library = Shelf(), Library.standard(*folders)
    ids = {license.spdx.lower(): license.id for license in map(shelf.catalogue.get, reversed(shelf.catalogue.ids))}
    seen: dict[tuple[str, str], list[list[bytes] | None]] = {}
    for license in map(shelf.catalogue.get, shelf.catalogue.ids):
        for document in license.texts:
            content = library.lookup(license, document.name) if document.held else None
            if content is not None:
                seen.setdefault((license.id, document.name), []).append(_signs(content))
    for id, path in library._scancode.items():
        if id in ids and not id.startswith("licenseref-"):
            seen.setdefault((ids[id], "license"), []).append(_signs(body(path)))
    rows = set()
    named = [[name for name in shelf.prints.names(number) if name[1]] for number in range(len(shelf.prints))]
    for names in filter(None, named):
        forms = [form for name in names for form in seen.get(name, [])] or [None]
        if any(forms) or None in forms:
            rows |= {row(names[0], form) for form in forms}
    firsts = {names[0] for names in named if names}
    if len({row(name, [])[:2] for name in firsts if any(row(name, [])[:2] == one[:2] for one in rows)}) < len(
        {name for name in firsts if any(row(name, [])[:2] == one[:2] for one in rows)}
    ):
        raise SystemExit("two texts have one key")
    return b"".join(sorted(rows))


def _signs(content: str) -> list[bytes]:
    text = words(content.encode())
    return signs(text.marked) if text else []


def _kept(found: list[Known], missing: list[str]) -> list[Known]:
    """The fingerprints that are held of the documents that are not here."""
    prints, here = Shelf().prints, {name for one in found for name in one.names}
    held = [prints.get(number) for number in range(len(prints))]
    return [one for one in held if here.isdisjoint(one.names) and any(" ".join(name) in missing for name in one.names)]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*", metavar="FOLDER")
    how = parser.add_mutually_exclusive_group()
    for option in ("--check", "--signs", "--keep"):
        how.add_argument(option, action="store_true")
    options = parser.parse_args(arguments)
    folders = options.folders
    held = signed(folders)
    print(f"{len(held) // ROW} numbers of signs")
    if options.signs:
        SIGNS.write_bytes(held)
        return 0
    found, missing = known(folders)
    content = pack(found)
    print(f"{len(found)} texts; {len(content):,} bytes")
    if missing:
        print("not here: " + ", ".join(missing))
        if not options.keep:
            return 2
        FILE.write_bytes(pack([*found, *_kept(found, missing)]))
        return 0
    if options.check:
        same = FILE.is_file() and FILE.read_bytes() == content and SIGNS.read_bytes() == held
        print("up to date" if same else "out of date")
        return 0 if same else 1
    FILE.write_bytes(content)
    SIGNS.write_bytes(held)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
