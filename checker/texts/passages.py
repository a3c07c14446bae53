"""A license text as detectors read it: sentences, each with the place it stands at and what the list it is an item of says.

Words are kept as they stand, so that a match in the folded sentence can be quoted verbatim.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from checker.texts.han import one_form
from checker.texts.licensor import roles
from checker.texts.normalize import plain
from checker.texts.obliged import as_must
from checker.texts.outline import PREAMBLE, Paragraph, outline
from checker.texts.sentences import ABBREVIATED, LONGEST, RUN_IN, lowered, sentences

PHRASE_WORDS = 12
HEADING_WORDS = 9
SUBJECT = "subject"  # the mark of a sentence that names who may or may not
SUBJECT_FIRST = 12  # characters in which a sentence begins with its subject
SUBJECT_WITHIN = 40  # characters in which a sentence names its subject
BANS = frozenset(("ban",))  # the mark of a sentence that bans something
IMPERATIVE = "imperative"  # the mark of `Give credit.`
UNASKED = BANS | {"granting", "spared", "definition"}  # the marks of what asks for nothing
YOU_MUST = "you must"  # what an imperative is read with
OWN = frozenset(("aside", "theirs", "example"))  # marks that a sentence does not hand on
LIST, HEADING, BESIDE = "list", "heading", "heading beside"  # what may head a list
BELOW = 0.5  # what stands below a heading is that much deeper than it
TITLE = "title"  # the mark of a heading that only sums up the items below it
LONGEST_LEAD = 12  # characters of what heads a list, its last words: `you must`
SHORT = 90  # characters of a line that may be a heading
DEEPEST = 24  # open lists that count: nobody nests deeper
WRAPPED = 50  # characters of a line that was wrapped
PAGE, FILLED = 130, 85  # characters of a line as long as a page is wide, and of one that is full
WRAPPED_WIDE = 20  # the same in a script without spaces
HEADING_WIDE, TITLE_WIDE = 24, 12  # characters of a heading in such a script, and of one that may end with a full stop
CJK_PHRASE = 40  # characters of a phrase in a script without spaces
_COLON = re.compile(r"[:\uff1a][\"'*)]?$| [-\u2013\u2014]{1,2}$|\b(?:following|including|namely|notably|to|or|and|not|that)$")
_ANNOUNCED = re.compile(  # `You may not do the following.`, `Do not use it for`: a list without a colon
    r"\b(?:for|from)$|(?:\bthe following\b|\bas follows\b|\u4ee5\u4e0b|\u6b21\u306e|\u4e0b\u5217|\ub2e4\uc74c)[^.\u3002]{0,60}[.\u3002]$"
)
_FOLLOWING = re.compile(r"\bthe following\b|\bas follows\b|\u4ee5\u4e0b|\u4e0b\u5217")
_OBLIGES = re.compile(r"\b(?:must|shall|has to|have to|(?:is|are) required to|provided that|agrees? to)\b")
_ASKS = re.compile(r"(?:[a-z]{2,12} ){0,2}(?:requirements|conditions|obligations) ?:")
_INCLUDES = re.compile(
    r"(?:this|these|that|such [a-z ]{2,30}|prohibited [a-z ]{2,20}|examples?) (?:also |may |can )?(?:includ|compris|cover|are\b|mean)"
)
_GOES_ON = re.compile(r"[;:,\uff1b\uff1a]$|\b(?:or|and)$")
_NUMBERED_WIDE = re.compile(
    "[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,2}\u3001|\u7b2c.{1,3}\u6761"
)  # `1.`, `Article 1`
_NEW_PART = re.compile(r"[A-Z][A-Z ,&;/'-]{3,60}(?:[.:;] |[.:;]?$)")  # `EXPORT RESTRICTIONS. You must ...` without a number
_KIND = re.compile(
    r"^[^.:;]{0,70}\b(?:activities|uses?|practices|purposes|conduct|content|violations?|behaviou?r|applications) ?:$", re.IGNORECASE
)
_MARKDOWN = re.compile(r"\s*(#{1,6})[ \t]")  # a heading, and how deep it is
_COUNTED_PART = re.compile(r"(?:Clause|Title|Rule|Term|Condition) [0-9IVX]{1,4}\b")  # a part that the outline does not count
_BULLETS = re.compile(
    r"\n(?=[ \t]{0,12}(?:[-*+\u2022\u25cf\u25e6\u00b7\u25aa\u2705\u2713\u2714\u274c\u2717\u2718]|\ufe0f)[ \t])"
)  # what a citation counts as one paragraph
_BULLET = re.compile(r"\s*[-*\u2022\u25cf\u25e6\u00b7\u25aa] ")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


class Place(NamedTuple):
    """Where a sentence stands, as a citation writes it."""

    document: str
    section: str
    paragraph: int
    number: int

    def cited(self, count: int) -> str:
        """`license 2`, or `license 2 ¶3` where the section has several (`count`) paragraphs; `license ¶7` before the first section.

        What was put together from several paragraphs (`paragraph` 0) is cited by its section alone.
        """
        if self.section == PREAMBLE and self.paragraph:
            return f"{self.document} ¶{self.number}"
        return f"{self.document} {self.section}" + (f" ¶{self.paragraph}" if count > 1 and self.paragraph else "")


class Passage(NamedTuple):
    """A sentence: its place, its words, the same folded (lower case, one space), and whether what it lists is banned.

    `context` holds the marks that a list, a heading or the sentence before it gives: `ban`, `policy` ... `lead` is what heads the list
    that it is an item of (`if you share it, you must`), folded; "" for any other sentence.
    """

    place: Place
    words: tuple[str, ...]
    folded: str
    context: frozenset[str]
    lead: str = ""

    def phrase(self, start: int, end: int, most: int = PHRASE_WORDS) -> str:
        """At most `most` words around the characters `start` to `end` of the folded sentence, verbatim."""
        # a name may stand in the folded sentence under another word: its words are counted, not those that are quoted
        begins = list(accumulate((len(word) + 1 for word in self.folded.split(" ")), initial=0))
        first = bisect_right(begins, start) - 1
        last = max(first, bisect_right(begins, max(start, end - 1)) - 1)
        last = min(last, first + most - 1, len(self.words) - 1)
        spare = most - (last - first + 1)
        before = min(first, spare // 2)
        last = min(len(self.words) - 1, last + spare - before)
        words = self.words[first - before : last + 1]
        text = " ".join(words)
        if _WIDE.search(text) and len(text) > CJK_PHRASE:
            # a script without spaces: the words are those around the match, counted in characters
            offset = max(0, start - begins[first - before])
            from_ = max(0, min(offset - 8, len(text) - CJK_PHRASE))
            text = text[from_ : from_ + CJK_PHRASE]
        return text.strip()


Marks = Callable[[str], frozenset[str]]


def passages(text: str, document: str, marks: Marks, heads: Marks) -> tuple[list[Passage], dict[str, int]]:
    """The sentences of `text` in order, and how many paragraphs each section has.

    `marks` says which marks a folded sentence gives to the items of its list, `heads` which a folded heading gives to what stands
    below it. Pure; linear in the length of the text.
    """
    found: list[Passage] = []
    counts: dict[str, int] = {}
    # what heads a list: the path it holds for, its marks, its kind, how deep in headings of Markdown it stands, and its words
    opened: list[tuple[tuple[str, ...], frozenset[str], str, float, str]] = []
    deep = 0.0
    called = roles(text)
    joined = list(_joined(outline(text), counts))
    for i, (p, content) in enumerate(joined, 1):
        folded = one_form(content.lower())
        opened = [one for one in opened[-DEEPEST:] if p.path[: len(one[0])] == one[0]]
        if marked := _MARKDOWN.match(p.text):
            # `## Attribution` after a list under `## Prohibited uses` is no item of it, though it has no number; `### Weapons` may be
            opened = [one for one in opened if one[3] < len(marked[1])]
            deep = len(marked[1]) + BELOW
        below = joined[i][0].path if i < len(joined) else ()
        beside = _beside(p.path, below)
        deeper = below[: len(p.path)] == p.path != below
        colon = bool(_COLON.search(folded) or (deeper and _ANNOUNCED.search(folded[-80:])))
        heading = _is_heading(content) and not colon
        colon = colon or (deeper and not heading and content[-1:].isalnum())  # `The permission does not cover use` and its items
        counted = _COUNTED_PART.match(content) is not None
        if p.in_section > 1 and (counted or _NEW_PART.match(content)):
            # lists within a section, not one that is all of the text; a title in capitals ends what other titles head, too
            ended = (LIST, HEADING, BESIDE) if heading and (counted or content.isupper()) else (LIST,)
            opened = [one for one in opened if not one[0] or one[2] not in ended]
        if heading:
            given = heads(folded) | (marks(folded) & BANS if deeper else frozenset())  # `Nobody may use it for` and its items
            if beside is not None and p.in_section > 1 and (given or any(one[0] == beside and one[2] == BESIDE for one in opened)):
                opened = [one for one in opened if one[0] != beside or one[2] != BESIDE]
                opened.append((beside, given, BESIDE, deep, ""))
            elif given or not any(one[0] == p.path and one[2] == LIST for one in opened):  # else a short item of an unmarked list
                opened = [one for one in opened if one[0] != p.path]
                opened.append((p.path, given, HEADING, len(marked[1]) if marked else deep, ""))
        if p.in_section > 1 and not colon and content.endswith(".") and SUBJECT in marks(_first(folded)):
            opened = [one for one in opened if one[0] != p.path[:-1] or one[2] != LIST]  # `You are ...` after the last item is none
        inherited = frozenset().union(*(one[1] for one in opened))
        if (heading or _sums_up(content)) and below[: len(p.path)] == p.path and len(below) > len(p.path):
            inherited |= {TITLE}
        context = inherited
        lead = next((one[4] for one in reversed(opened) if one[2] == LIST), "")
        last = announced = ""
        for sentence in sentences(content):
            own = as_must(called.read(sentence, lowered(sentence)))
            goes_on = _GOES_ON.search(last) or (RUN_IN.match(own) and RUN_IN.match(last) and not last.endswith("."))
            said = context - OWN if goes_on else context & BANS if _INCLUDES.match(own) else frozenset()  # `This includes sharing:`
            mine = marks(own)
            context = inherited | said | mine
            place = Place(document, p.section, p.in_section, p.number)
            first = not last or own[:1].isdigit()
            item = first and SUBJECT not in marks(_first(own))
            asked = IMPERATIVE in (context if first else mine) and not context & UNASKED
            found.append(Passage(place, tuple(sentence.split(" ")), own, context, lead if item and lead else YOU_MUST if asked else ""))
            last = own
            announced = own if _FOLLOWING.search(own) and marks(own) & BANS and "definition" not in context else announced
        if announced and deeper and not colon and not heading:  # `You may not do the following. These are examples.` and its items
            colon, last = True, announced
        if colon:
            scope = beside if beside is not None and (marked or content.endswith((":", "\uff1a"))) else p.path
            opened = [one for one in opened if one[0] != scope or one[2] != LIST]
            own_marks = marks(last) | (heads(folded) if len(content) < SHORT else frozenset())
            # a line that has a subject of its own begins anew; `including:` goes on with what it is an item of
            opened.append(
                (
                    scope,
                    (own_marks if SUBJECT in own_marks else own_marks | context) - OWN - {TITLE},
                    LIST,
                    len(marked[1]) if marked else deep,
                    _lead(last, own_marks),
                )
            )
        elif not heading and not _is_item(content) and not _BULLET.match(p.text) and SUBJECT in marks(last[:SUBJECT_WITHIN]):
            opened = [one for one in opened if one[0] not in (p.path, p.path[:-1]) or one[2] != LIST]
    return found, counts


def _first(folded: str) -> str:
    """The words with which a sentence begins, whole: `state your` names nobody."""
    return folded[:SUBJECT_FIRST] + folded[SUBJECT_FIRST:].partition(" ")[0]


def _lead(heading: str, own: frozenset[str]) -> str:
    """The last words of what heads a list; of `must give attribution that has all of the following:` that somebody must."""
    last = heading[-LONGEST_LEAD:].rstrip(" :\uff1a-\u2013\u2014")
    asks = (last.endswith("following") and _OBLIGES.search(heading)) or _ASKS.fullmatch(heading)
    return YOU_MUST if asks and not own & UNASKED else last


def _beside(path: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...] | None:
    """The path that holds what comes after a line at `path`, where `below` goes on beside it and not under it.

    What heads nothing of its own heads that: `Prohibited uses` between two items, `You may not:` in a list whose numbers are garbled.
    """
    scope = below[:-1]
    return scope if below and below != path and len(below) <= len(path) and path[: len(scope)] == scope else None


def _joined(paragraphs: Sequence[Paragraph], counts: dict[str, int]) -> Iterator[tuple[Paragraph, str]]:
    """The paragraphs with their content; lines that a tool has torn apart are put together again, and cited by their section alone."""
    held: Paragraph | None = None
    content = last = ""
    # hardly a line is longer than a page is wide: the text was wrapped, though each line counts as a paragraph
    sizes = sorted(len(p.text) for p in paragraphs)
    wrapped = bool(sizes) and sizes[len(sizes) // 2] > FILLED and sizes[len(sizes) * 19 // 20] <= PAGE
    filled = FILLED if wrapped else LONGEST
    for p in paragraphs:
        counts[p.section] = counts.get(p.section, 0) + 1
        first, *items = _BULLETS.split(p.text)
        text = plain(first)
        titled = _MARKDOWN.match(p.text) or (held is not None and _MARKDOWN.match(held.text))
        if held is not None and p.path == held.path and len(content) < LONGEST and not titled and _is_torn(last, text, filled):
            content += text if _WIDE.match(text) else f" {text}"
            held, last = replace(held, in_section=0), text
        else:
            if held is not None:
                yield held, content
            held, content, last = p, text, text
        for item in items:  # each by itself
            yield held, content
            held, content = p, plain(item)
            last = f"{content};"  # nothing goes on from it
    if held is not None:
        yield held, content


def _is_torn(before: str, after: str, filled: int) -> bool:
    """True where a sentence goes on from one paragraph to the next. A line as long as `filled` ends where the page does."""
    if _WIDE.match(before[-1:]) and _WIDE.match(after):
        return len(before) >= WRAPPED_WIDE and not _NUMBERED_WIDE.match(after)
    if len(before) > filled and (before[-1:].isalnum() or ABBREVIATED.search(before[-12:])):
        return True
    if before[-1:].islower() or before[-1:] == ",":
        return after[:1].islower() or (len(before) > WRAPPED and not after[:1].isdigit() and before[-1:] == ",")
    # `..., (c)` at the end of a line that was wrapped, with what it numbers on the next
    return len(before) > WRAPPED and before[-1:] == ")" and after[:1].islower()


def _is_heading(content: str) -> bool:
    """True for a short line without a verb of obligation: a title of what stands below it."""
    if _WIDE.search(content) and (len(content) > HEADING_WIDE or len(content) <= TITLE_WIDE):
        return len(content) <= TITLE_WIDE and content[-1:] not in "\uff1b,;"
    return len(content) < SHORT and len(content.split()) <= HEADING_WORDS and not content.endswith((";", ",", ".", "\u3002", "\uff1b"))


def _sums_up(content: str) -> bool:
    """True for `Unlawful, harmful, or unethical activities:`, which names the kind of what stands below it and says nothing itself."""
    return bool(_KIND.search(content)) and len(content.split()) <= HEADING_WORDS


def _is_item(content: str) -> bool:
    return not content.endswith((".", "\u3002"))
