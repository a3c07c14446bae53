"""Measures identification over every known text that is here, under what tools do to texts and under edits.

    python benchmarks/texts.py [--misses] [--drafts] FOLDER...

FOLDER holds texts as NAME.txt; those of the development package scancode-toolkit are taken as well. Every held document of a definition
is a case, and so is every other text of SPDX's list. Of each kind of perturbation the share is printed that comes out right: a text that is
not edited must be found to *be* its license; an edited one must not, must still be found to be that license *with changes*, and of an
altered number in the words that a definition quotes the term must be named. Exits with 1 where a wanted figure is not met. With `--drafts`
what `drafts.py --leave-family-out` prints comes after it (with `--misses` too, the list of what is missed): some four minutes.
"""

from __future__ import annotations

import random
import re
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from checker.model import License
from checker.shelf import Shelf
from checker.texts.changes import touched
from checker.texts.fold import decode, words
from checker.texts.identify import identify
from checker.texts.library import Library, body
from checker.texts.verdicts import Verdict


class Case(NamedTuple):
    """A known text with the ids that may be answered, and its definition where it has one."""

    name: str
    content: str
    ids: frozenset[str]
    license: License | None


def paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")) if part.strip()]


def rewrapped(text: str, width: int) -> str:
    return "\n\n".join(
        textwrap.fill(" ".join(part.split()), width, break_on_hyphens=False, break_long_words=False) for part in paragraphs(text)
    )


def hyphenated(text: str) -> str:
    """As a PDF gives it: narrow lines, words broken at their ends, ligatures, a header and a number on each page."""
    lines = []
    for line in rewrapped(text, 60).split("\n"):
        head, blank, last = line.rpartition(" ")
        if blank and len(last) > 6 and last.isalpha():
            lines += [f"{head} {last[:4]}-", last[4:]]
        else:
            lines.append(line)
    paged: list[str] = []
    for i, line in enumerate(lines):
        paged.append(line)
        if i % 40 == 39 and not line.endswith("-"):
            paged += [f"Page {i // 40 + 1} of {len(lines) // 40 + 1}", "\f"]
    return "\n".join(paged).replace("ffi", "\ufb03").replace("fi", "\ufb01").replace("fl", "\ufb02")


def html(text: str) -> str:
    from html import escape

    body = "\n".join(f"<p>{escape(part)}</p>" for part in paragraphs(text))
    return (
        f"<!DOCTYPE html>\n<html><head><title>License</title><style>p {{margin: 1em}}</style></head>\n<body class='x'>{body}</body></html>"
    )


def markdown(text: str) -> str:
    parts = paragraphs(text)
    bold = [re.sub(r"\A(\s*)(\w+)(?= )", r"\1**\2**", part) for part in parts[1:]]
    return "\n\n".join([f"# {parts[0].strip()}", *("> " + part.replace("\n", "\n> ") for part in bold)])


def prefixed(prefix: str) -> Callable[[str], str]:
    return lambda text: "\n".join(f"{prefix} {line}" for line in text.replace("\r\n", "\n").split("\n"))


def typographic(text: str) -> str:
    text = re.sub(r'"([^"\n]*)"', "\u201c\\1\u201d", text).replace("'", "\u2019")
    return text.replace(" - ", " \u2014 ").replace("  ", "\u00a0 ")


UTF8: Callable[[str], bytes] = str.encode
SAME: dict[str, Callable[[str], bytes]] = {
    "as it is": UTF8,
    "wrapped at 72": lambda text: UTF8(rewrapped(text, 72)),
    "wrapped at 40": lambda text: UTF8(rewrapped(text, 40)),
    "a line per paragraph": lambda text: UTF8(rewrapped(text, 10**6)),
    "all on one line": lambda text: UTF8(" ".join(text.split())),
    "Markdown": lambda text: UTF8(markdown(text)),
    "HTML": lambda text: UTF8(html(text)),
    "comment //": lambda text: UTF8(prefixed("//")(text)),
    "comment #": lambda text: UTF8(prefixed("#")(text)),
    "comment in a box": lambda text: UTF8(f"/*\n{prefixed(' *')(text)}\n */"),
    "comment --": lambda text: UTF8(prefixed("--")(text)),
    "typographic quotes": lambda text: UTF8(typographic(text)),
    "upper case": lambda text: UTF8(text.upper() if text.isascii() else text),
    "CRLF": lambda text: UTF8(text.replace("\r\n", "\n").replace("\n", "\r\n")),
    "CR": lambda text: UTF8(text.replace("\r\n", "\n").replace("\n", "\r")),
    "BOM": lambda text: b"\xef\xbb\xbf" + UTF8(text),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "copyright line before it": lambda text: UTF8(
        f"Copyright (c) 2019-2026 Example Labs, Inc. and contributors. All rights reserved.\n\n{text}"
    ),
    "copyright line, one line": lambda text: UTF8(f"Copyright (c) 2024 Example Labs, Inc. {' '.join(text.split())}"),
    "header and footer": lambda text: UTF8(f"Page 1 of 2\n\n{text}\n\nhttps://example.org/LICENSE\nPrinted on 12/11/2025\n"),
    "PDF": lambda text: UTF8(hyphenated(text)),
}

WANTED = ("as it is", "CRLF", "CR", "BOM", "UTF-16", "UTF-16 without a mark")  # of untouched texts all must be found

NUMBERS = re.compile(r"(?<![\w.,])\d[\d,]*(?![\w.]*\d)")


def other_number(text: str, pick: random.Random) -> str | None:
    """One number altered, anywhere but in a statement of copyright."""
    found = [match for match in NUMBERS.finditer(text) if not re.search(r"copyright|\(c\)|\u00a9", _line_of(text, match.start()), re.I)]
    if not found:
        return None
    match = pick.choice(found)
    return text[: match.start()] + str(int(match[0].replace(",", "")) + pick.choice((1, 7, 300))) + text[match.end() :]


def _line_of(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1]


def without_clause(text: str, pick: random.Random) -> str | None:
    parts = paragraphs(text)
    long = [i for i, part in enumerate(parts) if i and len(part.split()) > 12 and "copyright" not in part.lower()[:60]]
    if len(long) < 3:
        return None
    gone = pick.choice(long)
    return "\n\n".join(part for i, part in enumerate(parts) if i != gone)


CLAUSE = "The Model may not be used by anyone who is established in Ruritania or who serves more than 400 million persons a month."


def with_clause(text: str, pick: random.Random) -> str | None:
    parts = paragraphs(text)
    parts.insert(pick.randint(1, len(parts)), CLAUSE)
    return "\n\n".join(parts)


def other_word(text: str, pick: random.Random) -> str | None:
    found = list(re.finditer(r"\b(may|shall|must|any|not|worldwide|only)\b", text))
    if not found:
        return None
    match = pick.choice(found)
    return text[: match.start()] + "hardly" + text[match.end() :]


EDITS: dict[str, Callable[[str, random.Random], str | None]] = {
    "a number altered": other_number,
    "a clause dropped": without_clause,
    "a clause added": with_clause,
    "a word altered": other_word,
}


def cases(folders: Sequence[Path]) -> Iterator[Case]:
    """Every known text that is here."""
    shelf, library = Shelf(), Library.standard(*folders)
    texts: dict[bytes, list[tuple[str, str, str, License | None]]] = {}
    ids = {}
    for license in map(shelf.catalogue.get, shelf.catalogue.ids):
        ids.setdefault(license.spdx, license.id)
        for document in license.texts:
            content = library.lookup(license, document.name) if document.held else None
            if content is not None:
                texts.setdefault(_core(content), []).append((f"{license.id} {document.name}", content, license.id, license))
    for path in sorted(library.scancode.glob("*.LICENSE")) if library.scancode else ():
        head = path.read_text(encoding="utf-8", errors="replace").split("\n---\n")[0]
        id = re.search(r"^spdx_license_key: (\S+)", head, re.MULTILINE)
        if id and not id[1].startswith("LicenseRef-") and body(path).strip():
            texts.setdefault(_core(body(path)), []).append((id[1], body(path), ids.get(id[1], id[1]), None))
    for same in texts.values():
        yield Case(same[0][0], same[0][1], frozenset(id for _, _, id, _ in same), same[0][3])


def _core(content: str) -> bytes:
    text = words(content.encode())
    return text.joined if text else b""


def quoted_numbers(case: Case) -> Iterator[tuple[str, str]]:
    """Edits of numbers that the definition quotes: (text, id of the term)."""
    for term in case.license.terms if case.license else ():
        for phrase in term.phrase:
            match = re.search(r"(?<![\w.,])\d+(?:,\d{3})*(?![\w.]*\d)", phrase)
            place = case.content.find(phrase)
            if match and place >= 0:
                at = place + match.start()
                number = str(int(match[0].replace(",", "")) + 13)
                yield case.content[:at] + number + case.content[at + len(match[0]) :], term.id


def main(arguments: Sequence[str]) -> int:
    prints = Shelf().prints
    folders = [Path(one) for one in arguments if not one.startswith("--")]
    known = list(cases(folders))
    print(f"{len(known)} texts, {sum(case.license is not None for case in known)} of them of definitions; {len(prints)} fingerprints")
    defined = sum(case.license is not None for case in known)
    misses: list[str] = []
    good = True
    print(f"{'not edited':28}  {'is':>5}  {'of':>5}  share   of those with a definition")
    for name, perturb in SAME.items():
        right = ours = 0
        for case in known:
            found = identify(perturb(case.content), prints)
            if found.verdict is Verdict.IS and case.ids & set(found.ids):
                right += 1
                ours += case.license is not None
            else:
                misses.append(f"{name}: {case.name}: {found.verdict.value} {found.ids[:3]} {found.unexplained}")
        good &= right == len(known) or name not in WANTED
        print(f"{name:28}  {right:5}  {len(known):5}  {right / len(known):.4f}  {ours:5}  {defined:5}  {ours / defined:.4f}")
    print(f"{'edited':28}  {'changed':>5}  {'of':>5}  share   of those with a definition; passed as untouched")
    for name, edit in EDITS.items():
        right = passed = count = ours = all_ours = 0
        for case in known:
            edited = edit(case.content, random.Random(case.name))
            if edited is None or _core(edited) == _core(case.content):
                continue
            count += 1
            all_ours += case.license is not None
            found = identify(edited.encode(), prints)
            untouched = found.verdict is Verdict.IS and bool(case.ids & set(found.ids))
            passed += untouched
            misses += [f"{name}: PASSED: {case.name}"] * untouched
            if found.verdict is Verdict.CHANGED and case.ids & set(found.ids):
                right += 1
                ours += case.license is not None
            else:
                misses.append(f"{name}: {case.name}: {found.verdict.value} {found.ids[:3]} {found.unexplained}")
        good &= not passed
        shares = f"{right / max(count, 1):.4f}  {ours:5}  {all_ours:5}  {ours / max(all_ours, 1):.4f}"
        print(f"{name:28}  {right:5}  {count:5}  {shares}  {passed}")
    named = count = 0
    for case in known:
        for edited, term in quoted_numbers(case):
            count += 1
            found = identify(edited.encode(), prints)
            text, source = words(edited.encode()), decode(edited.encode())
            assert case.license
            assert text
            assert source
            terms = touched(text, source, found.parts[0], case.license) if found.verdict is Verdict.CHANGED else []
            if term in [one.term.id for one in terms]:
                named += 1
            else:
                misses.append(f"number quoted: {case.name}: {term}: {found.verdict.value} {found.ids[:3]}")
    print(f"{'altered numbers named':28}  {named:5}  {count:5}  {named / max(count, 1):.4f}")
    good &= named >= 0.99 * count
    if "--misses" in arguments:
        print("\n".join(misses))
    print(f"wanted figures: {'met' if good else 'not met'}")
    if "--drafts" in arguments:
        from drafts import leave_family_out

        leave_family_out(folders, [] if "--misses" in arguments else None)
    else:
        print("drafts, leaving one family out: --drafts")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
