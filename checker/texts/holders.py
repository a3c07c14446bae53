"""What names the holder of a copyright: statements of copyright, and the places of common texts where a holder's name stands. Pure.

Both differ from copy to copy and change nothing. What is taken for a name is narrow, so that nothing that binds anyone passes for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache

from checker import later
from checker.texts.fold import SPACES, Words

Cut = tuple[int, int, bytes]  # what is taken out of a text, from which byte to which, and what stands there instead
STATEMENT = 30  # words of a statement of copyright, at most
SMALL, RUN = 2, 8  # words of it in small letters that may be a name; words of one name
LINES = 3  # lines that one statement may have
NAME = 20  # words of a name in the text of a license
NAMES = 5  # words of a statement that has names alone

# A statement of copyright names years and holders. With one of these words it says more.
BINDING = frozenset(
    b"""above academic academics access according against agree agreed agreement allow allowed any anyone apply are as at attribution be
    before below between breach but can cannot clause commercial commercially comply condition conditions consent contact copies copy
    denied deny derivative distribute distributed distribution do does each educational evaluation everyone except excluded exclusive
    exclusively expire expires export fee forbid forbidden forbids for grant granted has have hereby however if is it its law lawful less
    license licensed licensee licenses licence licensing limit military million modify more must nobody never no non noncommercial
    nonprofit not notwithstanding obtain only or other ours patent pay per permission permit permitted person personal prior private
    prohibited provide provided purpose purposes redistribute redistribution refer require required restricted restriction restrictions
    revenue right royalty see sell separate shall should solely strictly students subject such terms that their this those to trial under
    unless until use used user users using valid via want warranty was we weapons where which who with within without written you
    your alone customer customers dollars due end ends euros exempt fees licensees monthly needs owe pays recipient recipients revocable
    void welcome withdrawn yearly \xe7\xa6\x81 \xe4\xb8\x8d \xe9\x9d\x9e \xe4\xbb\x85 \xe9\xa1\xbb""".split()
)
# In form a statement is who and when: names are written large.
_NEXT = frozenset(b"and or by c copyright der the zur".split())  # a name begins behind these, and behind a number
_ENDED = frozenset(b"advanced applied associated incorporated integrated limited reserved united".split())
_REACHED = later.compile(rb"[\w.+-]{1,80}(?:@| at )[\w-]{1,80}(?:\.[\w-]{1,80})+|(?:http|www\.)[^\s<>()]+")
_SPOKEN = later.compile(rb"([A-Za-z0-9\x80-\xff]+)([^A-Za-z0-9\x80-\xff]*)")
_STOP = later.compile(rb"[.!?;:]\W*\s|\s[-|]+\s")
_AFTER = later.compile(rb"(?i)\W*($|(all|some) |(portions|parts) |copyright|c\)|see |present|\d)")
_PART_OF = later.compile(
    rb"(?i)[^\n:;.!?]{0,80}\b(?:university|institute|lab|labs|laboratory|group|team)\b"
)  # behind a colon: Lab: X of Y University
_OF_RIGHTS = frozenset(
    b"""act claim claims complaints grant holder holders infringement infringements infringing in law laws material materials notice
    notices of owner owners ownership policy protected protection related right rights similar violation violations work works""".split()
)
_LINKS = frozenset(b"and at by c com copyright co de der edu email et gov http https inc io la lt net of org the von van www".split())
# In names: words that bind elsewhere.
_IN_NAMES = re.compile(
    rb"\b(?:and |or |and or )?its (?:affiliates|subsidiaries|licensors|contributors)\b|\band (?:many )?other (?:contributors|authors)\b|"
    rb"\bto present\b|\bsee (?:the )?(?:authors|contributors)(?: (?:file|txt|rst|md))*(?: for (?:details|more information))?$"
)
_YEARS = re.compile(rb"(?:19|20)\d\d")
_YEAR = rb"(?:(?:19|20)\d\d|y{4}|y{2}|x{4}|year|years|dates?|insert|name of)\b"
_BODY = (
    rb"(?:authors|contributors|developers|maintainers|inc|llc|ltd|limited|gmbh|corporation|foundation|company|project|team|affiliates)\b"
)
_MARK = re.compile(
    rb"(?:(?:portions|parts|modifications|original code) )?"
    rb"(?:copyright (?:(?:c|by|notice) )*"
    + _YEAR
    + rb"|copyright (?:c|by) (?:by )?\w|c (?:copyright )?(?:by )?"
    + _YEAR
    + rb"|c (?:\w{1,40} ){1,8}?"
    + _BODY
    + rb"|copyright (?!(?:holders?|owners?|of|in|and|or|notices?|laws?) )(?:the )?(?:\w{1,40} ){1,8}?"
    + _BODY
    + rb")"
)
BEGINS = frozenset(b"all c copyright modifications original parts portions some".split())  # what a statement of copyright may begin with
_RESERVED = re.compile(rb"\b(?:all|some) rights? (?:are )?reserved\b(?: (?:world ?wide|by the (?:author|authors)))?")
# What may stand between names in small letters: the words of these patterns, and a few more.
_BODIES = frozenset(re.findall(rb"(?<!\\)[a-z]+", _BODY)) | frozenset(b"co corp dr jr st labs confidential draft".split())
_PLAIN = (
    frozenset(re.findall(rb"(?<!\\)[a-z]+", _IN_NAMES.pattern + _MARK.pattern + _RESERVED.pattern))
    | _LINKS
    | _BODIES
    | frozenset(
        b"""al are author community consortium contributor current des design distributor el et fullname group groups here holder
        individual institute licensor maintainer organization owner owners patents present projects providers regents respective submitter
        then university zur""".split()
    )
)
# Searched for behind a line end before the text: a pattern that begins with a character is found much faster than one with `^`.
_LINE = re.compile(
    rb"\n *(?:(?:portions|parts|modifications|original +code) +)?(?:copyright|c|all +rights?|some +rights)\b[^\n]{0,400}$",
    re.IGNORECASE | re.MULTILINE,
)


def is_statement(marked: bytes) -> bool:
    """True where words, as they are written and with their signs, state a copyright and nothing else."""
    written = marked.translate(SPACES).split()
    low = _RESERVED.sub(b"", b" ".join(written).lower()).strip()
    if not low:
        return bool(written)
    rest = _IN_NAMES.sub(b"", low).split()
    if len(rest) > STATEMENT or not (_MARK.match(low) or _names_alone(written)):
        return False
    if any(word in BINDING and not (word == b"for" and _between_names(written)) for word in rest):
        return False
    return names_only(marked)


def names_only(marked: bytes) -> bool:
    """True where words are, in form, names, years, addresses and what links them: no sentence begins behind another."""
    text, run, small, begins = _REACHED.sub(b",", marked), 0, 0, True
    for match in _SPOKEN.finditer(text):
        word, low = match[1], match[1].lower()
        if low[:1].isdigit() or low in _NEXT:
            run, begins = 0, True
        elif len(low) > 1 and low not in _PLAIN:
            run += word.isascii()  # every ideograph is a word
            small += word[:1].islower()
            if (word[:1].islower() and not begins) or small > SMALL or run > RUN:
                return False
            if len(low) > 5 and low.endswith(b"ed") and low not in _ENDED:  # banned, excepted, superseded
                return False
            begins &= word[:1].islower()
        if (
            len(low) > 1
            and low not in _BODIES
            and low not in _NEXT
            and not low[:1].isdigit()
            and _STOP.search(match[2])
            and not _AFTER.match(text, match.end())
            and not (match[2][:1] == b":" and _PART_OF.match(text, match.end()))
        ):
            return False
        run *= b"," not in match[2]
    return True


def is_heading(marked: bytes, titles: Set[bytes]) -> bool:
    """True for a line that may head or foot every page: few names, or more with a word of the title or of a firm among them."""
    words = set(marked.translate(SPACES).lower().split())
    few = len(words) <= NAMES or not words.isdisjoint(titles | _BODIES)
    return few and BINDING.isdisjoint(words - titles) and names_only(marked.replace(b"-", b","))


def _names_alone(written: Sequence[bytes]) -> bool:
    """True for `Copyright` with a few names behind it and no year: words that are written large, none of which speaks of copyright."""
    first, *others = written
    names = [word for word in others if word.lower() not in _LINKS]
    return (
        first.lower() == b"copyright"
        and 1 < len(names) <= NAMES
        and all(word[:1].isupper() and word.lower() not in _OF_RIGHTS for word in names)
    )


def _between_names(written: Sequence[bytes]) -> bool:
    """True where each `for` stands between words that are written large: Corporation for National Research Initiatives."""
    places = [i for i, word in enumerate(written) if word.lower() == b"for"]
    return all(0 < i < len(written) - 1 and written[i - 1][:1].isupper() and written[i + 1][:1].isupper() for i in places)


# The places of the BSD, MIT and like texts in which SPDX's guidelines let a name vary: what stands before it, and behind.
# Before these what stands in every text that has such a place, and a word of it.
_SLOTS = (
    (b"not be used", b"used", rb"the names?(?: of)?", rb"(?:(?:may|must|shall|should) )?not be used (?:to endorse|in)"),
    (b"is provided", b"provided", rb"is provided", rb"as is"),
    (b"no event", b"liable", rb"no event (?:shall|will|does)", rb"be (?:held )?liable"),
    (b"no representation", b"representation", rb"written (?:prior )?permission", rb"makes? no representations?"),
    (b"disclaim", b"disclaim", rb"(?:permission|warranty)", rb"disclaims? (?:all|any) warrant(?:y|ies)"),
    (
        b"software developed by",
        b"developed",
        rb"software developed by",
        rb"(?:and its contributors|for use in|neither|\d neither|the name|\d the name)",
    ),
)
# The third clause of the BSD licenses, in the forms that SPDX takes for one: whose names may not be used.
_CLAUSES = (
    rb"(?:neither|none of) ((?:[^\s]{1,60} ){1,24}?(?:nor|and) (?:[^\s]{1,60} ){0,6}?contributors) may (?=be used to endorse or promote\b)",
    rb"the names? ((?:[^\s]{1,60} ){0,%d}?)may not (?=be used to endorse or promote\b)" % NAME,
)
REACH = 1000  # bytes on either side of a sign in which a slot is looked for
# Where the publisher of the GNU licenses was to be found when a copy was made. An address that is none of these is an edit.
_ADDRESSES = (
    rb"675 mass ave cambridge ma 02139(?: usa)?",
    rb"59 temple (?:place|pl) (?:suite 330 )?boston ma 02111(?: 1307)?(?: usa)?",
    rb"51 franklin st(?:reet)? fifth floor boston ma 02110(?: 1301)?(?: usa)?",
)
_SIGNS = (b"endorse", b"liable", b"advertising")
_NO_NAME = BINDING - frozenset(b"above any as for its or other their".split()) | frozenset(
    b"buyers clients consumer consumers public".split()
)
# With an article before it, what stands in such a place names who gives: `the recipient` is no name.
_ARTICLES = (b"a", b"all", b"an", b"any", b"the")
_HOLDER = b"holder "


def statements(text: Words) -> list[Cut]:
    """The lines of a text that are nothing but a statement of copyright, with those that it goes on in: from which byte to which."""
    found: list[Cut] = []
    cased, marked = text.cased, text.marked
    for line in _LINE.finditer(b"\n" + cased):
        start, end = line.start(), line.end() - 1
        if found and start < found[-1][1]:
            continue
        written = line[0].split()
        stated = end if is_statement(marked[start:end]) else 0
        if not stated and not (len(written) < 8 and written[0].lower() in (b"copyright", b"portions")):
            continue
        for _ in range(LINES - 1):
            stop = cased.find(b"\n", end + 1)
            more = cased[end : stop if stop >= 0 else len(cased)].split()
            if not more or not all(word[:1].isupper() or word in _LINKS or _YEARS.fullmatch(word) for word in more):
                break
            end = stop if stop >= 0 else len(cased)
            if not is_statement(marked[start:end]):
                break
            stated = end
        if stated:
            found.append((start, stated, b""))
    return found


def names(low: bytes, joined: bytes) -> list[Cut]:
    """The places of a text, given in lower case and with one blank between its words, where a name stands that may be another."""
    found = set[Cut]()
    if not any(sign in joined for sign in _SIGNS):
        return []
    for needed, sign, before, after in _SLOTS:
        for match in (
            () if needed not in joined else _beside(low, sign, rb"(%b) (|(?:[^\s]{1,60} ){1,%d}?)(?=%b\b)" % (before, NAME, after))
        ):
            if _is_name(match[2].split()):
                found.add((match.start(2), match.end(2), _HOLDER))
    for clause in _CLAUSES:
        for match in _beside(low, b"endorse", clause) if b"used to endorse or promote" in joined else ():
            if _is_name(match[1].split()):
                found.add((*match.span(), b"holder may not "))
    return list(found)


def _beside(low: bytes, sign: bytes, pattern: bytes) -> Iterator[re.Match[bytes]]:
    """Where a pattern stands beside a word that belongs to it."""
    at = low.find(sign)
    while at >= 0:
        yield from _pattern(pattern).finditer(low, max(0, at - REACH), at + REACH)
        at = low.find(sign, at + REACH // 2)


def _is_name(words: Sequence[bytes]) -> bool:
    gives = not words or words[0] not in _ARTICLES or any(word in _PLAIN for word in words if len(word) > 4)
    return gives and _NO_NAME.isdisjoint(words) and not any(map(bytes.isdigit, words))


@cache
def _pattern(words: bytes) -> re.Pattern[bytes]:
    """A pattern of words with white space between them, compiled when a text asks."""
    return re.compile(rb"\b" + words.replace(b" ", rb"\s+"))


def addresses(low: bytes) -> list[Cut]:
    """Addresses of the publisher of the GNU licenses in a text that is given in lower case."""
    if b" ma " not in low:
        return []
    return [(*match.span(), b"") for address in _ADDRESSES for match in _pattern(address + rb"\b").finditer(low)]
