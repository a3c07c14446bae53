"""Look at the files of a project: what the cache knows of them, else what they hold, with more processes where there is much to read."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from checker.references import Note
from checker.scan import MAX_FILE, Content, read, stored
from checker.scancache import ScanCache
from checker.walk import Seen
from checker.words import Words

ENOUGH_FOR_TWO = 5_000_000  # of work, from which on more processes pay: about 0.15 s of one
ANEW = 5  # times as much, where they do not begin as copies of this one but load everything themselves
PART = 100  # files that a process is handed at once,
PART_OF_WORK = 1_000_000  # or so much work, so that a few large files are not all for one of them
SOURCE = (".py", ".pyi", ".h", ".hpp", ".c", ".cc", ".cpp", ".cuh")  # of which a byte is one of work: most of it names nothing
OTHER = 5  # of work is a byte of data, documentation, settings, notebooks
KNOWN = 4  # bytes of what the cache knows are one of work: to hash them takes a twentieth of reading, but they are not read by others then
GARBAGE = 100_000  # objects after which a process looks for circles: syntax trees have many objects and no circles
START: str | None = None  # how processes begin: as Python does on this system

_Found = tuple[
    int, tuple[str, Content | None]
]  # how many files there are so far; what one is kept under, and holds: None where the cache knows


def contents(
    files: Iterable[Seen],
    words: Words,
    cache: ScanCache,
    processes: int,
    progress: Callable[[int, int], None] | None,
    ahead: Callable[[Content], None] | None = None,
) -> Iterator[Content]:
    """What each file holds, in their order; what had to be read is put into the cache. Raises nothing.

    Where there are several processes, they read while `files` is still being walked through, and `ahead` is given what files hold
    while others are still read.
    """
    if processes < 2:
        whole = list(files)
        yield from _kept(((len(whole), _waiting(one, cache).looked(words)) for one in whole), cache, progress)
        return
    files = iter(files)
    first: list[_Waiting] = []
    work, enough = 0, ENOUGH_FOR_TWO * (1 if _copied() else ANEW)
    for one in files:
        waiting = _waiting(one, cache)
        first.append(waiting)
        work += _work(one) if waiting.data is not None else one.size // KNOWN
        if work >= enough:
            found = _in_order(first, _shared(chain((one.seen for one in first if one.data is not None), files), words, cache, processes))
            for content in _kept(found, cache, progress):
                if ahead is not None and content.references:
                    ahead(content)
                yield content
            return
    yield from _kept(((len(first), one.looked(words)) for one in first), cache, progress)


class _Waiting(NamedTuple):
    """A file with what it is kept under, "" where nothing is kept, and its content, None where that need not be read: `known`, or kept."""

    seen: Seen
    key: str
    data: bytes | None
    known: Content | None

    def looked(self, words: Words) -> tuple[str, Content | None]:
        """The key, and what the file holds; None for that where the cache knows. Raises nothing."""
        return self.key, self.known if self.data is None else read(self.seen.name, self.data, words)


def _waiting(one: Seen, cache: ScanCache) -> _Waiting:
    data = stored(one)
    if isinstance(data, Note):
        return _Waiting(one, "", None, Content(notes=(data,)))
    key = cache.key(one.name, one.size, data)
    return _Waiting(one, key, None if cache.knows(key) else data, None)


def _copied() -> bool:
    """Whether new processes begin as copies of this one. To ask multiprocessing would take longer than that matters."""
    return START == "fork" or (START is None and sys.platform == "linux" and sys.version_info < (3, 14))


def _work(one: Seen) -> int:
    """About how long it takes to read a file, as bytes of Python. Of a large one the head is read at most."""
    return 0 if one.size > MAX_FILE else one.size if one.name.endswith(SOURCE) else OTHER * one.size


def _kept(found: Iterable[_Found], cache: ScanCache, progress: Callable[[int, int], None] | None) -> Iterator[Content]:
    """The contents alone, those that were read put into the cache. `found`: how many files there are, and what was found in one."""
    for done, (total, (key, content)) in enumerate(found, 1):
        known = cache.get(key) if content is None else content
        assert known is not None
        if key and content is not None and not content.late:  # another time there may be time enough
            cache.put(key, content)
        yield known
        if progress is not None:
            progress(done, total)


def _in_order(first: list[_Waiting], others: Iterator[_Found]) -> Iterator[_Found]:
    """What the first files hold, those that others read among them, and what is left of the others."""
    known = sum(one.data is None for one in first)
    others = ((known + handed, looked) for handed, looked in others)
    for one in first:
        yield (len(first), (one.key, one.known)) if one.data is None else next(others)
    yield from others


def _shared(files: Iterator[Seen], words: Words, cache: ScanCache, processes: int) -> Iterator[_Found]:
    """What files hold, by several processes."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    handed = 0

    def parts() -> Iterator[list[Seen]]:
        nonlocal handed
        part: list[Seen] = []
        work = 0
        for one in files:
            part.append(one)
            work += _work(one)
            if len(part) == PART or work >= PART_OF_WORK:
                handed += len(part)
                yield part
                part, work = [], 0
        handed += len(part)
        yield part

    with ProcessPoolExecutor(processes, get_context(START), _share, (words, cache)) as pool:
        for looked in pool.map(_look_at, parts()):  # which hands out all parts before it waits for the first
            for one in looked:
                yield handed, one


_SHARED: list[tuple[Words, ScanCache]] = []


def _share(words: Words, cache: ScanCache) -> None:
    """What a process is given once, not with every part."""
    gc.set_threshold(GARBAGE)
    _SHARED.append((words, cache))


def _look_at(seen: list[Seen]) -> list[tuple[str, Content | None]]:
    words, cache = _SHARED[0]
    return [_waiting(one, cache).looked(words) for one in seen]
