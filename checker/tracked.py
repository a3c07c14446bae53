"""Which files git keeps track of: what a pattern of .gitignore says does not concern them. Read from git's index; git is not run."""

from __future__ import annotations

import os
import stat
from functools import cached_property
from pathlib import Path

LARGEST = 100_000_000  # bytes of an index that is read
HIGHEST = 40  # folders above the root in which `.git` is looked for
_FIXED = 62  # bytes of an entry before its name: times, sizes, a hash of 20 bytes, flags
_EXTENDED, _LENGTH = 0x4000, 0x0FFF  # in the flags of an entry


class Tracked:
    """The files below a folder that git tracks; the index is read when it is first asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def __contains__(self, name: str) -> bool:
        """Whether a file of this name is tracked, or a folder (with `/` at its end) that holds one. Raises nothing."""
        files, folders = self._names
        return name[:-1] in folders if name.endswith("/") else name in files

    @cached_property
    def _names(self) -> tuple[frozenset[str], frozenset[str]]:
        files = _listed(self._root)
        folders: set[str] = set()
        for file in files:
            folder = file.rpartition("/")[0]
            while folder and folder not in folders:
                folders.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(files), frozenset(folders)


def _listed(root: Path) -> list[str]:
    """The names in the index of the repository that `root` belongs to, relative to `root`. Raises nothing."""
    above = root.absolute()
    for folder in (above, *above.parents[:HIGHEST]):
        index = folder / ".git" / "index"
        try:
            if not os.path.lexists(folder / ".git"):
                continue
            status = index.lstat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
                return []
            found = names(index.read_bytes())
        except OSError:
            return []
        prefix = "" if folder == above else above.relative_to(folder).as_posix() + "/"
        return [name[len(prefix) :] for name in found if name.startswith(prefix)]
    return []


def names(data: bytes) -> list[str]:
    """The names of the files in an index of git, versions 2 to 4; none where it is something else or cut off. Raises nothing."""
    if data[:4] != b"DIRC" or len(data) < 12:
        return []
    version, count = int.from_bytes(data[4:8], "big"), int.from_bytes(data[8:12], "big")
    found: list[str] = []
    at, name = 12, b""
    for _ in range(min(count, len(data) // _FIXED)):
        begin, flags = at, int.from_bytes(data[at + _FIXED - 2 : at + _FIXED], "big")
        at += _FIXED + (2 if flags & _EXTENDED else 0)
        if version == 4:  # a name says how much of the end of the last one it has not
            cut = data[at] & 0x7F if at < len(data) else 0
            while at < len(data) and data[at] & 0x80:
                at += 1
                cut = (cut + 1 << 7) | (data[at] & 0x7F if at < len(data) else 0)
            at += 1
            end = data.find(b"\0", at)
            name = name[: max(0, len(name) - cut)] + data[at:end]
            at = end + 1
        else:
            end = at + (flags & _LENGTH) if flags & _LENGTH < _LENGTH else data.find(b"\0", at)
            name = data[at:end]
            at = begin + (end - begin + 8) // 8 * 8
        if end < begin or end >= len(data):
            return []
        found.append(name.decode("utf-8", "surrogateescape"))
    return found
