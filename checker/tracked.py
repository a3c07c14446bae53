"""What git says of a folder beyond the .gitignore files in it: which files it keeps whatever they say, and the files above it.

A file that git tracks is part of the project, also where .gitignore matches it. The index is read, never git run: an audit of a
stranger's project must not start what its settings name. Only where .gitignore matched something is the index looked at at all.
"""

from __future__ import annotations

import os
import stat
import struct
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from checker import later
from checker.references import Note
from checker.source import SourceError, read_bytes
from checker.tuples import NamedTuple

MOST_BYTES = 50_000_000  # of an index: some 500,000 files
MOST_EXTENSIONS = 50
LONGEST = 5_000  # bytes of a name
_FIXED = 40  # bytes of an entry before the hash of its content
_HASHES = (20, 32)  # SHA-1 and SHA-256: nothing in an index says which
_EXTENDED = 0x4000
_POINTER = later.compile(rb"gitdir: ([^\0\r\n]{1,4000})\s*")


class Repository(NamedTuple):
    """Where git keeps what it knows of a folder: the top of the working tree, git's own folder, and the folder's name from the top."""

    top: Path
    own: Path
    prefix: str


class Tracked:
    """The files of a folder that git tracks. Nothing is read before it is asked."""

    def __init__(self, root: Path, notes: list[Note]) -> None:
        self._root = root
        self._notes = notes

    def holds(self, name: str, folder: bool) -> bool:
        """Whether git tracks the file `name` (from the root, with `/`), or something in the folder of that name. Raises nothing."""
        known, prefix = self._known
        if not known:
            return False
        wanted = os.fsencode(f"{prefix}{name}/" if folder else f"{prefix}{name}")
        at = bisect_left(known, wanted)
        return at < len(known) and (known[at].startswith(wanted) if folder else known[at] == wanted)

    @cached_property
    def _known(self) -> tuple[list[bytes], str]:
        found = repository(self._root)
        if found is None:
            return [], ""
        if not os.path.lexists(found.own / "index"):
            return [], ""  # nothing was added yet
        try:
            return sorted(_names(found.own / "index", found.own)), found.prefix
        except (SourceError, ValueError, struct.error) as error:
            why = error.problems[0].message if isinstance(error, SourceError) else "is damaged, or of a version that is not known"
            self._notes.append(Note(".git/index", f"{why}; a file that git tracks is not looked at where .gitignore matches it"))
            return [], ""


def repository(root: Path) -> Repository | None:
    """The repository that a folder belongs to; None where there is none. Raises nothing."""
    absolute = root.absolute()
    for top in (absolute, *absolute.parents):
        own = top / ".git"
        try:
            mode = own.stat().st_mode
            if stat.S_ISREG(mode):  # of a second working tree, or of a submodule
                with open(own, "rb") as stream:
                    match = _POINTER.fullmatch(stream.read(5000))
                if match is None:
                    return None
                own = top / os.fsdecode(match[1].strip())
            elif not stat.S_ISDIR(mode):
                return None
        except (OSError, ValueError):
            continue
        below = absolute.relative_to(top).as_posix()
        return Repository(top, own, "" if below == "." else f"{below}/")
    return None


def _names(path: Path, own: Path, base: bool = True) -> Iterator[bytes]:
    """The names in an index. Raises SourceError, ValueError, struct.error."""
    data = read_bytes(path, MOST_BYTES)
    mark, version, count = struct.unpack_from(">4sII", data)
    if mark != b"DIRC" or version not in (2, 3, 4):
        raise ValueError("no index")
    for size in _HASHES:
        try:
            names, at = _entries(data, version, count, size)
            break
        except (ValueError, struct.error):
            if size == _HASHES[-1]:
                raise
    yield from names
    for _ in range(MOST_EXTENSIONS):  # one may name an index that this one stands on
        if not base or at + 8 > len(data) - size:
            break
        kind, length = struct.unpack_from(">4sI", data, at)
        if kind == b"link":
            yield from _names(own / f"sharedindex.{data[at + 8 : at + 8 + size].hex()}", own, base=False)
        at += 8 + length


def _entries(data: bytes, version: int, count: int, size: int) -> tuple[list[bytes], int]:
    """The names of the entries, and where they end. `size` is that of a hash in bytes."""
    names: list[bytes] = []
    name, at = b"", 12
    for _ in range(count):
        (flags,) = struct.unpack_from(">H", data, at + _FIXED + size)
        begin = at + _FIXED + size + (4 if flags & _EXTENDED and version > 2 else 2)
        cut = 0
        if version == 4:
            cut, begin = _number(data, begin)
        end = data.find(b"\0", begin, begin + LONGEST)
        name = (name[: len(name) - cut] if version == 4 and cut <= len(name) else b"") + data[begin:end]
        if end < 0 or len(name) > LONGEST or flags & 0xFFF not in (0xFFF, len(name)):
            raise ValueError("an entry has no name")
        at = end + 1 if version == 4 else at + (end - at + 8) // 8 * 8
        names.append(name)
    return names, at


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of as many bytes as it needs, as git writes offsets, and where it ends."""
    value = -1
    for end, byte in enumerate(data[at : at + 5], at + 1):
        value = (value + 1) << 7 | byte & 0x7F
        if byte < 0x80:
            return value, end
    raise ValueError("a number without an end")
