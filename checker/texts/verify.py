"""Hold a definition against the texts it was written from: hashes, sections, phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from checker.build import citation, texts
from checker.model import Citation, License
from checker.texts.normalize import digest, normalize
from checker.texts.outline import Paragraph, find, outline

HEADING_WORDS = 12
_ITEM = re.compile(r"\s*(?:[-*\u2022\u00b7]|\(?[a-z\divx]{1,4}[.)])\s+(?P<rest>\S.*)", re.S | re.I)
_PLAIN = re.compile(r"\b[a-z][\w'-]{3,}")  # words of a sentence: those of a title are in capitals
Lookup = Callable[[License, str], str | None]  # (license, document name) -> text, or None where it is not here


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked of one definition and what is wrong with it."""

    documents: int
    missing: tuple[str, ...]  # documents whose text is not here
    phrases: int
    problems: tuple[str, ...]


def verify(license: License, lookup: Lookup) -> Verified:
    """Check every held document of `license` that `lookup` has. A document that is not here is counted, never passed."""
    outlines: dict[str, list[Paragraph]] = {}
    missing, problems = list[str](), list[str]()
    for text in license.texts:
        if not text.held:
            continue
        content = lookup(license, text.name)
        if content is None:
            missing.append(text.name)
            continue
        if digest(content) != text.sha256:
            problems.append(f"{text.name}: the text has the hash {digest(content)}, the definition says {text.sha256 or 'nothing'}")
        outlines[text.name] = outline(content)
    count = 0
    for name, places, phrases in _quoted(license):
        elsewhere = any(place.document in missing for place in places)  # a phrase may then stand in a text this machine does not have
        places = tuple(place for place in places if place.document not in missing)
        found = {place: find(outlines.get(place.document, []), place.section, place.paragraph) for place in places}
        problems += [f"{name}: there is no {place}" for place, paragraphs in found.items() if not paragraphs]
        if not places:
            continue
        for phrase in phrases:
            stands = any(_stands(phrase, paragraphs) for paragraphs in found.values())
            count += stands or not elsewhere
            if not stands and not elsewhere:
                problems.append(
                    f"{name}: the phrase '{phrase}' does not stand at {', '.join(map(str, places))}{_elsewhere(phrase, outlines)}"
                )
    problems += _uncited(license, outlines)
    return Verified(len(outlines), tuple(missing), count, tuple(problems))


def _uncited(license: License, outlines: Mapping[str, list[Paragraph]]) -> Iterator[str]:
    """Places that no term cites and `boilerplate` does not name. A bare heading needs no mention."""
    cited = [place for term in license.terms for place in term.at]
    cited += [citation(text.incorporated_by) for text in license.texts if text.incorporated_by]
    for fact in ("owns", "law"):
        cited += [citation(place) for place in texts(license.facts.get(fact, {}).get("at", ()))]
    cited += [citation(place) for word in license.facts.get("defines", {}).values() for place in texts(word["at"])]
    cited += [citation(place) for place in license.facts.get("boilerplate", ())]
    for name, paragraphs in outlines.items():
        covered = {p.number for place in cited if place.document == name for p in find(paragraphs, place.section, place.paragraph)}
        for p in paragraphs:
            if p.number not in covered and not _heading(p.text):
                yield f"no term cites {name} {p.section} ¶{p.in_section} (¶{p.number}): cover it or name it in boilerplate"


def _heading(text: str) -> bool:
    """Whether a paragraph is short and no item of a list that says something by itself."""
    if len(text.split()) > HEADING_WORDS:
        return False
    item = _ITEM.fullmatch(text.strip())
    if item is None or item["rest"].endswith(":"):
        return True
    return len(_PLAIN.findall(item["rest"])) < (2 if item["rest"][-1] in ";.," else 3)


def _quoted(license: License) -> Iterator[tuple[str, tuple[Citation, ...], tuple[str, ...]]]:
    for term in license.terms:
        yield term.id, term.at, term.phrase


def _stands(phrase: str, paragraphs: list[Paragraph]) -> bool:
    wanted = normalize(phrase)
    return any(wanted in normalize(p.text) for p in paragraphs) or wanted in normalize("\n".join(p.text for p in paragraphs))


def _elsewhere(phrase: str, outlines: Mapping[str, list[Paragraph]]) -> str:
    places = [
        f"{name} {p.section} ¶{p.in_section} (¶{p.number})"
        for name, paragraphs in outlines.items()
        for p in paragraphs
        if _stands(phrase, [p])
    ]
    return f"; it stands at {', '.join(places[:3])}" if places else "; it stands nowhere"
