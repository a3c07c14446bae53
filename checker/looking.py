"""Look at the files of a project: what the cache knows of them, else what they hold, with more processes where there is much to read."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from checker.references import Note
from checker.scan import Content, read, stored
from checker.scancache import ScanCache
from checker.walk import Seen
from checker.words import Words

ENOUGH_FOR_TWO = 8_000_000  # bytes to read, from which on more processes pay
PART = 100  # files that a process is handed at once
GARBAGE = 100_000  # objects after which a process looks for circles: syntax trees have many objects and no circles
START: str | None = None  # how processes begin: as Python does on this system


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
    files = iter(files)
    first: list[Seen] = []
    if processes > 1:
        size = 0
        for one in files:
            first.append(one)
            size += one.size
            if size >= ENOUGH_FOR_TWO:
                for content in _kept(_shared(chain(first, files), words, cache, processes), cache, progress):
                    if ahead is not None and content.references:
                        ahead(content)
                    yield content
                return
    whole = [*first, *files]
    yield from _kept(((len(whole), look(one, words, cache)) for one in whole), cache, progress)


def _kept(
    found: Iterable[tuple[int, tuple[str, Content | None]]], cache: ScanCache, progress: Callable[[int, int], None] | None
) -> Iterator[Content]:
    """The contents alone, those that were read put into the cache. `found`: how many files there are, and what was found in one."""
    for done, (total, (key, content)) in enumerate(found, 1):
        known = cache.get(key) if content is None else content
        assert known is not None
        if key and content is not None and not content.late:  # another time there may be time enough
            cache.put(key, content)
        yield known
        if progress is not None:
            progress(done, total)


def look(one: Seen, words: Words, cache: ScanCache) -> tuple[str, Content | None]:
    """What a file is kept under, "" where nothing is kept, and what it holds; None for that where the cache knows. Raises nothing."""
    data = stored(one)
    if isinstance(data, Note):
        return "", Content(notes=(data,))
    key = cache.key(one.name, one.size, data)
    return (key, None) if cache.knows(key) else (key, read(one.name, data, words))


def _shared(files: Iterator[Seen], words: Words, cache: ScanCache, processes: int) -> Iterator[tuple[int, tuple[str, Content | None]]]:
    """The same by several processes."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    handed = 0

    def parts() -> Iterator[list[Seen]]:
        nonlocal handed
        while part := list(islice(files, PART)):
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
    return [look(one, words, cache) for one in seen]
