"""In which language a text is, where that is one that the detectors of a draft do not know, or know little of."""

from __future__ import annotations

import re
from collections import Counter

KNOWN = "English"
# Words that a language cannot do without. Some are shared, hence MORE.
WORDS = {
    KNOWN: "the of and to in or is are any this that by for with not may you your as be",
    "French": "le les des du et est une dans pour par sur vous qui que aux ou cette ne pas",
    "German": "der die das und ist ein eine nicht mit von zu den im oder sie werden für auf des dem",
    "Spanish": "el los las del y es una por con para que en su o se al no esta como",
    "Portuguese": "os as do da dos das e é uma por com para que em não ou ao seu no na",
    "Italian": "il lo gli della del e è una per con che di non dei alla nel o si le",
    "Dutch": "de het een en van is niet voor met op aan te of zijn worden deze dat in",
    "Polish": "i w na z do nie się jest oraz lub przez od dla tego że nie",
    "Turkish": "ve bir bu için ile veya olarak olan da de ya değil",
    "Vietnamese": "và của các không được cho với này trong hoặc là có",
}
SCRIPTS = {  # of which the letters alone tell
    "Russian or another language in Cyrillic script": (0x400, 0x4FF),
    "Arabic or another language in its script": (0x600, 0x6FF),
    "Hebrew": (0x590, 0x5FF),
    "Thai": (0xE00, 0xE7F),
    "Hindi or another language in its script": (0x900, 0x97F),
    "Korean": (0xAC00, 0xD7A3),
    "Japanese": (0x3040, 0x30FF),
}
LITTLE = frozenset(("Korean", "Japanese"))  # of these something is known
FEWEST = 20  # words that must tell
MORE = 1.3  # times as many as tell of English: words are shared
# Of a short text: words, how many times as many as of English, which part of all, and how many different ones (`mit` is a license).
FEW, MUCH_MORE, PART, KINDS = 5, 4, 0.15, 3
SHARE = 0.2  # of the letters that are of a script
_WORD = re.compile(r"[^\W\d_]+")
_TELLING = {name: frozenset(words.split()) for name, words in WORDS.items()}


def unread(text: str) -> str:
    """The language of `text` where it is none that is read well, or "". Pure, linear."""
    letters = [ord(sign) for sign in text if sign.isalpha()]
    for name, (first, last) in SCRIPTS.items():
        if sum(first <= letter <= last for letter in letters) > SHARE * max(1, len(letters)):
            return name
    counts = Counter(_WORD.findall(text.lower()))
    told = {name: sum(counts[word] for word in words) for name, words in _TELLING.items()}
    best = max(told, key=lambda name: told[name])
    kinds = sum(word in counts for word in _TELLING[best])
    clear = told[best] >= FEWEST and told[best] > MORE * told[KNOWN]
    short = kinds >= KINDS and told[best] >= FEW and told[best] > max(MUCH_MORE * told[KNOWN], PART * sum(counts.values()))
    return best if best != KNOWN and (clear or short) else ""


def warning(text: str) -> str:
    """What a person must know of a draft of such a text; "" for any other."""
    name = unread(text)
    if not name:
        return ""
    known = "know little of" if name in LITTLE else "do not know"
    return f"the text seems to be in {name}, which the detectors {known}: read all of it, most is not found"
