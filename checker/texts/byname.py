"""Licenses of others that a text takes in by their name: `the weights are licensed under CC BY-NC 4.0, except that ...`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from checker.texts.found import PLURAL, Cite, Found
from checker.texts.passages import Passage
from checker.texts.signals import CONFIDENCE

Known = Callable[[str], Mapping[str, Any] | None]  # a name -> the values of the definition that answers to it
_NAME = re.compile(
    r"\bcc[ -]?(?P<cc>by(?:[ -](?:nc|sa|nd)){0,2})[ -]v?(?P<version>\d\.\d)\b"
    r"|\bcreative commons (?P<words>attribution(?:[ -](?:non-?commercial|share-?alike|no-?deriv(?:ative)?s?)){0,2})[ -](?P<of>\d\.\d)\b"
    r"|creativecommons\.org/licenses/(?P<path>by[a-z-]{0,6})/(?P<at>\d\.\d)"
    r"|\b(?P<apache>apache)[ -](?:licen[cs]e,? )?(?:version )?2\.0\b|\b(?P<mit>mit)[ -]licen[cs]e\b"
    r"|\b(?P<gpl>[al]?gpl)(?:-| ?v)?(?P<v>\d(?:\.\d)?)\b"
)
NAMED_MOST = 3  # notes on licenses that are named alone
_SHORT = (("attribution", "by"), (r"non-?commercial", "nc"), (r"share-?alike", "sa"), (r"no-?deriv(?:ative)?s?", "nd"))
_UNDER = re.compile(  # what says, right before a name, that the terms of it hold
    r"(?:\b(?:is|are|been) (?!not\b|never\b)(?:[a-z]+ ){0,3}(?:under|by)|\bincorporates?|\bthe terms of|\bcompl(?:y|ies) with"
    r"|^(?:[\w(]{1,4}[.)] ?|[-*] )?(?:licen[cs]es?(?: of the model)?|(?:the )?(?:model )?(?:weights|checkpoints?|model)) ?:)[^;:]{0,60}$"
)
_OURS = re.compile(
    r"\b(?:models?|weights|checkpoints?|parameters|artifacts|materials?|work|repository|project|licen[cs]e|agreement|terms)\b|^this\b|^$"
)
_OTHERS = re.compile(
    r"\b(?:separately|which|that|based on|derived from|tuned from|trained (?:on|with|from)|upstream|third|original|base model|not|no)\b"
    r"|\b(?:encoder|backbone|components?|libraries|contributions|exceptions?|permission)\b"
    r"|^(?:(?!\b(?:models?|weights|checkpoints?)\b).)*\b(?:code|sdk|software|scripts?|data|datasets?|documentation|images?|texts?)\b"
)
_CHANGED = re.compile(r"\b(?:except|exceptions?|subject to|modif|unless|to the extent|instead|overrid|prevails?)")
_BESIDE = frozenset(("theirs", "example", "aside"))  # marks of what does not speak of the licensed model


class Taken(NamedTuple):
    """A license that a text takes in: the values of its definition, where the text says so, and how sure its terms are to hold."""

    name: str
    values: Mapping[str, Any]
    at: str
    confidence: str

    def called(self, document: str) -> str:
        """What a document of it is called among those of a draft: `license` by its id."""
        id = str(self.values["id"]).replace(".", "-")
        return id if document == "license" else f"{id}-{document}"

    def documents(self) -> dict[str, Any]:
        """Its documents, made part of the license by the text's own clause, or by one of its own."""
        held_as = self.values.get("spdx") or self.values["id"]
        return {
            self.called(name): {
                **one,
                "held_as": one.get("held_as", held_as),
                "incorporated_by": self._moved(one.get("incorporated_by", "")) or self.at,
            }
            for name, one in self.values["documents"].items()
        }

    def found(self) -> Iterator[Found]:
        """Its terms, each at its place in those documents."""
        for kind, plural in PLURAL.items():
            for term in self.values.get(plural) or ():
                moved = {key: self._moved(term[key]) for key in ("at", "disputed_by") if key in term}
                yield Found(kind, {**term, **moved, "id": f"{self.called('license')}-{term['id']}"}, self.confidence, "by-name")

    def _moved(self, places: Any) -> Any:
        if not isinstance(places, str):
            return [self._moved(one) for one in places]
        document, blank, rest = places.partition(" ")
        return f"{self.called(document)}{blank}{rest}" if document else ""


def nothing(name: str) -> None:
    """Where there is no catalogue, no name has a definition."""


def names(folded: str) -> Iterator[tuple[str, int]]:
    """The licenses that a folded sentence names, as a catalogue knows them, and where the name begins. Pure."""
    for match in _NAME.finditer(folded):
        words = match["words"] or ""
        for long, short in _SHORT:
            words = re.sub(long, short, words)
        kind = re.sub("[ -]", "-", match["cc"] or words or match["path"] or "")
        if kind:
            yield f"CC-{kind}-{match['version'] or match['of'] or match['at']}".upper(), match.start()
        else:
            yield "Apache-2.0" if match["apache"] else "MIT" if match["mit"] else f"{match['gpl']}-{match['v']}".upper(), match.start()


def taken_in(read: Sequence[Passage], cite: Cite, known: Known) -> Iterator[Taken]:
    """The licenses whose terms hold for the model by what the sentences say, each once, without those whose text stands there.

    Pure, where `known` is.
    """
    seen = set[str]()
    for passage in read:
        if passage.context & _BESIDE:
            continue
        for name, at in names(passage.folded):
            said = _UNDER.search(passage.folded[:at])
            subject = passage.folded[: said.start()] if said else ""
            if said is None or name in seen or not _OURS.search(subject) or _OTHERS.search(subject + said[0]):
                continue
            seen.add(name)
            values = known(name)
            if values is not None and not any(one.folded.startswith(_title(values)) for one in read):
                yield Taken(name, values, cite(passage), CONFIDENCE[bool(_CHANGED.search(passage.folded))])


def notes(read: Sequence[Passage], cite: Cite, taken: Sequence[Taken]) -> Iterator[str]:
    """What a person must look at: what is taken in, and licenses that are named beyond the title without their terms being said to hold."""
    for one in taken:
        yield f"it takes in {one.name} by name ({one.at}): its terms stand here as read in its own text; correct what this text changes"
    at = {name: cite(passage) for passage in reversed(read[1:]) for name, _ in names(passage.folded)}
    left = [(name, place) for name, place in reversed(at.items()) if name not in {one.name for one in taken}]
    for name, place in left[:NAMED_MOST]:
        yield f"it names {name} ({place}): what holds here by that name alone is not in this draft; see `modelterms show '{name}'`"


def _title(values: Mapping[str, Any]) -> str:
    return str(values["documents"]["license"]["title"]).lower()
