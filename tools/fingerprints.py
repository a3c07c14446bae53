#!/usr/bin/env python3
"""Write checker/texts/known.bin, the fingerprints of the known texts.

Usage: fingerprints.py [--check] FOLDER...

FOLDER holds texts as NAME.txt (see CONTRIBUTING); those of the development package scancode-toolkit are taken as well. Every held
document of a definition is in the file with all its pieces, and so are short texts of SPDX's list; the long ones with a few. With --check
nothing is written, and the exit code is 1 where the file is out of date. Where the text of a document is not here, nothing is written: the
exit code is 2.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from checker.shelf import Shelf
from checker.texts.explained import without_statements
from checker.texts.fold import words
from checker.texts.library import Library, body
from checker.texts.prints import Known, make, pack

FILE = ROOT / "checker" / "texts" / "known.bin"
HOW = b"how to apply"
SHORT = 300  # words
END = b"end of terms and conditions"  # how to apply the license follows: many copies leave it out


def forms(content: str) -> Iterator[tuple[tuple[bytes, ...], tuple[bytes, ...]]]:
    """Title and words of a text without statements of copyright; and once more the words up to where its terms end."""
    text = words(content.encode())
    assert text is not None
    lines = without_statements(text).cased.lower().split(b"\n")
    filled = [i for i, line in enumerate(lines) if line.strip()]
    first = filled[0] if filled else 0
    titled = len(filled) > 3 and len(lines[first].split()) <= 12 and (first + 1 >= len(lines) or not lines[first + 1].strip())
    own = tuple(b"\n".join(lines[first + titled :]).split())
    title = tuple(lines[first].split()) if titled else ()
    yield title, own
    joined = b" ".join(own)
    if END in joined and HOW in joined[joined.index(END) :][:150]:  # what else follows may bind: the use restrictions of a RAIL do
        yield title, tuple((joined[: joined.index(END)] + END).split())
        yield title, tuple(joined[: joined.index(END)].split())


def telling(content: str) -> bool:
    """Whether a text without a definition needs all its pieces: it is short, or re-wrapping runs statements of copyright into others."""
    joined = "\n\n".join(" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", content))
    own = next(forms(content))[1]
    return len(own) <= SHORT or own != next(forms(joined))[1]


def known(folders: list[Path]) -> tuple[list[Known], list[str]]:
    """The fingerprints of all texts that are here, and the documents that are not."""
    shelf, library = Shelf(), Library.standard(*folders)
    names: dict[tuple[bytes, ...], set[tuple[str, str]]] = {}
    titles: dict[tuple[bytes, ...], set[tuple[bytes, ...]]] = {}
    missing = []
    ids: dict[str, str] = {}
    for license in map(shelf.catalogue.get, shelf.catalogue.ids):
        ids.setdefault(license.spdx, license.id)
        for document in license.texts:
            content = library.lookup(license, document.name) if document.held else None
            if content is not None:
                for title, form in forms(content):
                    titles.setdefault(form, set()).add(title)
                    names.setdefault(form, set()).add((license.id, document.name))
            elif document.held:
                missing.append(f"{license.id} {document.name}")
    defined = set(names)
    whole = set(names)
    for path in sorted(library.scancode.glob("*.LICENSE")) if library.scancode else ():
        head = path.read_text(encoding="utf-8", errors="replace").split("\n---\n")[0]
        id = re.search(r"^spdx_license_key: (\S+)", head, re.MULTILINE)
        if id and not id[1].startswith("LicenseRef-"):
            own = ids.get(id[1], "")
            for title, form in forms(body(path)):
                titles.setdefault(form, set()).add(title)
                if form and form not in defined:
                    if telling(body(path)):
                        whole.add(form)
                    names.setdefault(form, set()).add((own, "license") if own else (id[1], ""))
    made = [
        make(pairs, form, form in whole or all(document for _, document in pairs), titles.get(form, ()))
        for form, pairs in names.items()
        if form
    ]
    return made, missing


def main(arguments: list[str]) -> int:
    found, missing = known([Path(one) for one in arguments if one != "--check"])
    content = pack(found)
    print(f"{len(found)} texts, {sum(one.whole for one in found)} of them with all their pieces; {len(content):,} bytes")
    if missing:
        print("not here: " + ", ".join(missing))
        return 2
    if "--check" in arguments:
        same = FILE.is_file() and FILE.read_bytes() == content
        print("up to date" if same else "out of date")
        return 0 if same else 1
    FILE.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
