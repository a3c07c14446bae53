"""Which license text a file is: the exact text, an edited one, several, something like one, or none that is known. Pure.

A file *is* a text where its words are that text's and every other word is explained (explained.py); this is held by a hash of all its
words. How alike two texts are never makes a file one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checker.texts.align import Alignment, Gap, align
from checker.texts.bare import Bare, bare, lenient, odd_words
from checker.texts.candidates import MOST_SHORT, Own, candidates
from checker.texts.explained import explainer
from checker.texts.fold import MAX_BYTES, Words, words
from checker.texts.prints import TITLE_WORDS, Known, digest, digests, fits, struck
from checker.texts.stored import Prints
from checker.texts.verdicts import Identity, Part, Verdict, in_file, several, shared, touches, with_odd

SHARE, SCORE = 0.5, 0.6  # of text and file, and of both together, that agree where one is called an edited copy of the other
SHORT, AROUND = 250, 60  # words of a file that is looked through for short texts, and words around one
LIKE, FOUND = 0.2, 0.05  # the score of a text that a file is like, and how much of the longer of the two is word for word in both
SENTENCE = 40  # words beside a short text that may be a clause more
DROPPED = 0.5  # what a word that is gone counts beside one that was put in
PRESENT = 0.7  # of the pieces of a text that stands whole are seen to stand there; those that are often in a file are not all looked at
REWORDED = 3  # words more or fewer where others stand: with as many as before a word was altered, else a clause may be another
ROUNDS = 8  # known texts that one file can hold


def identify(content: bytes, prints: Prints) -> Identity:
    """What the file with this `content` is. Raises nothing; the time is bounded by the size, and a file over `MAX_BYTES` is not read."""
    if len(content) > MAX_BYTES:
        return Identity(Verdict.UNKNOWN, why=f"is larger than {MAX_BYTES:,} bytes, the most that is read")
    text = words(content)
    if text is None:
        return Identity(Verdict.UNKNOWN, why="is no text")
    if not text.low:
        return Identity(Verdict.UNKNOWN, why="holds no words")
    found = _signed(_found(text, prints, ROUNDS), text, prints)
    documents = {pair for part in found.parts for pair in part.names}
    complete = tuple(id for id in found.ids if prints.documents.get(id, set()) <= {document for one, document in documents if one == id})
    whose = complete or tuple(id for id in found.ids if (id, "license") in documents)  # not one that incorporates it
    return found._replace(named=_named(found, complete) if found.verdict is Verdict.CONTAINS else whose or found.ids)


def _named(found: Identity, complete: Sequence[str]) -> tuple[str, ...]:
    """The licenses of several texts: of each those that are all here, else those whose own text it is, else all that have it."""
    named: list[str] = []
    for part in found.parts:
        own = [id for id in part.ids if id in complete] or [id for id, document in part.names if document == "license"]
        named += own or part.ids
    return tuple(id for id in dict.fromkeys(named) if id in found.ids)


def _found(text: Words, prints: Prints, rounds: int) -> Identity:
    exact = _exact(text, prints)
    if exact:
        return exact
    own = bare(text)
    found = (_exact(own.words, prints) if own.words is not text else None) or _compared(own, prints)
    found = in_file(found, own, text)
    many = found.verdict is Verdict.CONTAINS and 2 * found.unexplained < found.words  # its odd numbers are those of the second text
    found = _leniently(text, own, found, prints) if own.odd and found.verdict is not Verdict.IS and not many else found
    if rounds and found.verdict in (Verdict.CHANGED, Verdict.CONTAINS, Verdict.LIKE):
        parts = several(found, text, lambda rest: _found(rest, prints, rounds - 1))
        found = (_around(text, parts) if parts else None) or found
    return found


def _signed(found: Identity, text: Words, prints: Prints) -> Identity:
    """What the file is by its signs as well: with others at its numbers, or with words struck out, it is a text with changes."""
    out = struck(text) if found.verdict is Verdict.IS else []
    if found.verdict is not Verdict.IS or not (
        out or any(not fits(text.between(part.start, part.end), part.names, prints.signs) for part in found.parts)
    ):
        return found
    why = "words struck out or hidden, or a link that leads elsewhere" if out else "the same words with other signs"
    return with_odd(found._replace(parts=found.parts[:1], why=why), out)


def _leniently(text: Words, own: Bare, found: Identity, prints: Prints) -> Identity:
    """What a file is of which lists do not count as they should, where that is more like a text than what was `found`."""
    odd, known = odd_words(text, own), found.parts[0].known if found.verdict is Verdict.CHANGED else None
    if known and not touches(found.parts[0].gaps, odd):
        return found
    loose = lenient(text, own)
    other = _beside(loose.words, Own(loose.words), [known], []) if known else _compared(loose, prints)
    if other.verdict not in (Verdict.IS, Verdict.CHANGED) or (known and other.parts[0].score <= found.parts[0].score):
        return found
    return with_odd(in_file(other, loose, text), odd)


def _compared(own: Bare, prints: Prints) -> Identity:
    found = _compare(own.words, Own(own.words), prints)
    if found.verdict in (Verdict.LIKE, Verdict.UNKNOWN) and len(own.words.low) > MOST_SHORT:  # nothing long is in it
        again = _compare(own.words, Own(own.words, True), prints)
        return again if again.verdict in (Verdict.IS, Verdict.CONTAINS) else found
    return found


def _exact(text: Words, prints: Prints) -> Identity | None:
    """The text that the file is, but for a title before it."""
    own = text.low
    for title, wanted in enumerate(digests(own, TITLE_WORDS)):
        fitting = [number for number, form in prints.strict(len(own) - title) if form == wanted]
        names = [pair for number in fitting for pair in prints.names(number)]
        titles = [one for number in fitting for one in prints.titles(number)]
        if names and explainer(text, _called(names), titles)(0, title):
            part = Part(tuple(sorted(set(names))), title, len(own), len(own) - title)
            return Identity(Verdict.IS, (part,), 0, len(own))
    return None


def _called(names: Sequence[tuple[str, str]]) -> list[str]:
    return [id for id, _ in names] + ["acceptable use policy"] * any(document not in ("", "license") for _, document in names)


def _compare(text: Words, own: Own, prints: Prints) -> Identity:
    near, complete = candidates(own, prints)
    whole = _wholes(text, own, complete, prints)
    if whole:
        found = _around(text, whole)
        if found:
            return found
    return _beside(text, own, near, whole)


def _beside(text: Words, own: Own, near: Sequence[Known], whole: Sequence[Part]) -> Identity:
    """What the file is when it is laid beside the texts that are nearest; some stand `whole` in it."""
    known, laying = _nearest(text, own, near)
    best = _part(text, known, laying) if known and laying else None
    if known and laying and best and best.score >= LIKE:
        if _is_exactly(text, laying, known) and not _unexplained(text, laying.gaps, best):
            return Identity(Verdict.IS, (best._replace(gaps=(), score=1.0),), 0, len(text.low))
        if best.score >= SCORE and laying.alike >= SHARE * max(known.length, len(text.low)):
            gaps = tuple(_unexplained(text, laying.gaps, best))
            return Identity(Verdict.CHANGED, (best._replace(gaps=gaps),), sum(gap.added for gap in gaps), len(text.low))
    if whole:
        rest = len(text.low) - sum(part.length for part in whole)
        if len(whole) == 1 and rest <= min(SENTENCE, 2 * whole[0].length):
            around = (Gap(0, whole[0].start, 0, 0, True), Gap(whole[0].end, len(text.low), whole[0].length, 0, True))
            gaps = tuple(_unexplained(text, around, whole[0]))
            score = 2 * whole[0].length / (whole[0].length + len(text.low))
            return Identity(Verdict.CHANGED, (whole[0]._replace(gaps=gaps, score=score),), sum(gap.added for gap in gaps), len(text.low))
        return Identity(Verdict.CONTAINS, tuple(whole), rest, len(text.low))
    alike = min(1.0, 2 * laying.near / (best.length + len(text.low))) if best and laying else 0.0  # without words that merely may be there
    if best and laying and alike >= LIKE and laying.matched >= FOUND * max(best.length, len(text.low)):
        return Identity(Verdict.LIKE, (best._replace(score=alike),), 0, len(text.low))
    return Identity(Verdict.UNKNOWN, words=len(text.low), why="is like no known text")


def _nearest(text: Words, own: Own, near: Sequence[Known]) -> tuple[Known, Alignment] | tuple[None, None]:
    """The text from which the file is least apart, and how it lies beside it. One that must be further apart is not laid beside it."""
    words, best, found = len(text.low), (float("inf"), tuple[tuple[str, str], ...]()), None
    for known in near:
        if _apart(words, known.length, min(words, known.length)) <= best[0]:
            laying = align(text.low, own.places(known), known)
            apart = (_apart(words, known.length, laying.near), known.names)
            if apart < best:
                best, found = apart, (known, laying)
    return _complete(text, own, near, *found) if found else (None, None)


def _complete(text: Words, own: Own, near: Sequence[Known], best: Known, laid: Alignment) -> tuple[Known, Alignment]:
    """The `best` text, or a shorter one that stands in the file whole and is no further from it but for words that are guessed at.

    What somebody put behind BSD's three clauses is not the clause on nuclear facilities of another text, edited.
    """
    words, found = len(text.low), (best, laid)
    if not any(gap.added + gap.removed > REWORDED for gap in laid.gaps if not gap.exact):
        return found  # a word or a number was altered
    least = _apart(words, best.length, laid.matched)
    for known in near:
        if known.length < best.length and _apart(words, known.length, known.length) < least:
            laying = align(text.low, own.places(known), known)
            if laying.matched == known.length:
                least, found = _apart(words, known.length, known.length), (known, laying)
    return found


def _wholes(text: Words, own: Own, near: Sequence[Known], prints: Prints) -> list[Part]:
    """The known texts that stand in the file whole, the longest first, none within another."""
    found: list[Part] = []
    for known in sorted(near, key=lambda known: (-known.length, known.names)):
        if known.length >= len(text.low):
            if known.length == len(text.low) and digest(text.low) == known.digest:
                return [Part(known.names, 0, known.length, known.length, titles=known.titles)]
            continue
        places = own.places(known)
        starts = Counter(mine[0] - start for start, _, key in known.pieces if key in places for mine in places[key][:ROUNDS])
        for start, count in starts.most_common(ROUNDS):
            if count < PRESENT * len(known.pieces) - 2:  # the first and the last run into what stands beside them
                break
            end = start + known.length
            free = all(end <= part.start or start >= part.end for part in found)
            if start >= 0 and end <= len(text.low) and free and digest(text.low[start:end]) == known.digest:
                found.append(Part(known.names, start, end, known.length, titles=known.titles))
    return sorted(found or _short(text, prints), key=lambda part: part.start)


def _short(text: Words, prints: Prints) -> list[Part]:
    """The text of a few words that stands whole in a file of not many more: it may have no piece of its own."""
    words = text.low
    if len(words) > SHORT:
        return []
    for length in range(len(words), max(len(words) - AROUND, 4), -1):
        for number, form in prints.strict(length):
            for start in range(len(words) - length + 1):
                if digest(words[start : start + length]) == form:
                    known = prints.get(number)
                    return [Part(known.names, start, start + length, length, titles=known.titles)]
    return []


def _around(text: Words, whole: Sequence[Part]) -> Identity | None:
    """What the file is where it holds known texts whole: *is*, where all else is explained; *contains*, where it holds several."""
    called = [part.names for part in whole]
    explained = explainer(text, _called([name for names in called for name in names]), [title for part in whole for title in part.titles])
    edges = [0, *(edge for part in whole for edge in (part.start, part.end)), len(text.low)]
    rest = sum(end - start for start, end in zip(edges[::2], edges[1::2], strict=True) if not explained(start, end))
    if not rest:
        return Identity(Verdict.IS if shared(whole) else Verdict.CONTAINS, tuple(whole), 0, len(text.low))
    if len(called) > 1 and not (len(set(called)) == 1 and rest < len(text.low) // 4):
        return Identity(Verdict.CONTAINS, tuple(whole), rest, len(text.low))
    return None


def _apart(words: int, length: int, near: float) -> float:
    """How far a file of so many words is from a text that has `near` of them: others count whole, words that it lacks half.

    A clause that was left out is more likely than words that were put in the place of a whole clause.
    """
    return words - near + DROPPED * (length - near)


def _part(text: Words, known: Known, laying: Alignment) -> Part:
    total = known.length + len(text.low)
    start = laying.gaps[0].end if laying.gaps else 0
    score = min(1.0, 2 * laying.alike / max(1, total))
    return Part(known.names, start, len(text.low), known.length, laying.gaps, score, known.titles, known)


def _is_exactly(text: Words, laying: Alignment, known: Known) -> bool:
    """True where the file without its insertions is the known text, word for word."""
    if not all(gap.exact for gap in laying.gaps):
        return False
    kept: list[bytes] = []
    at = 0
    for gap in laying.gaps:
        kept += text.low[at : gap.start]
        at = gap.end
    return digest(kept + text.low[at:]) == known.digest


def _unexplained(text: Words, gaps: Sequence[Gap], part: Part) -> list[Gap]:
    """The gaps that say something: not those whose words are explained. Which of several equal words was put in is open: both are tried."""
    explained = explainer(text, _called(part.names), part.titles)
    kept = []
    for gap in gaps:
        start, end = gap.start, gap.end
        fine = gap.exact and explained(start, end)
        for _ in range(3):
            if fine or not gap.exact or start == 0 or end == start or text.low[start - 1] != text.low[end - 1]:
                break
            start, end = start - 1, end - 1
            fine = explained(start, end)
        if not fine and (end > start or gap.length):
            kept.append(gap)
    return kept
