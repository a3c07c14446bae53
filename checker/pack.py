"""All parsed data of the program in one file, as the wheel carries it: no YAML stands beside it that it could be stale to.

The first line is an index (JSON): where each entry begins and how long it is, and what the checks of the data rested on. Entries are named
as the stock names them and follow each other by name, so that versions of one family stand together: the wheel's own compression, which
looks back 32 kB, then finds their likeness (a third of what files of their own would weigh).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from checker.source import Problem, SourceError

NAME = "data.pack"


class Pack:
    """Reads the pack at `path`, entry by entry. It stands for every data file under `home`, the folder of the package."""

    def __init__(self, path: Path, home: Path) -> None:
        self.path = path
        self.home = home
        self._prefix = f"{home}/".replace("\\", "/")

    def covers(self, path: Path) -> bool:
        """True where `path` would be a data file of the program itself, not one of a user. Raises nothing."""
        return path.as_posix().startswith(self._prefix)

    @cached_property
    def _index(self) -> tuple[Mapping[str, Any], int]:
        try:
            with open(self.path, "rb") as stream:
                line = stream.readline()
            index = json.loads(line)
            return {"basis": str(index["basis"]), "entries": dict(index["entries"])}, len(line)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise self._damaged() from error

    @property
    def basis(self) -> bytes:
        """What the checks of the entries rested on (stock.py). Raises SourceError where the file is damaged."""
        basis: str = self._index[0]["basis"]
        return basis.encode()

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of the entries of a folder (`licenses`), sorted. Raises SourceError where the file is damaged."""
        return tuple(name[len(folder) + 1 :] for name in self._index[0]["entries"] if name.startswith(f"{folder}-"))

    def get(self, name: str) -> Any:
        """The values of the entry `name` (`licenses-mit`); None where there is none. Raises SourceError where the file is damaged."""
        index, start = self._index
        if name not in index["entries"]:
            return None
        at, length = index["entries"][name]
        try:
            with open(self.path, "rb") as stream:
                stream.seek(start + at)
                return json.loads(stream.read(length))
        except (OSError, ValueError) as error:
            raise self._damaged() from error

    def _damaged(self) -> SourceError:
        return SourceError([Problem(str(self.path), 0, 0, "is damaged: install modelterms again")])


def packed(entries: Mapping[str, bytes], basis: bytes) -> bytes:
    """The content of a pack with `entries`, each the JSON of one file's values by its name. Raises nothing."""
    places, bodies, at = {}, [], 0
    for name, body in sorted(entries.items()):
        places[name] = (at, len(body))
        bodies.append(body + b"\n")
        at += len(body) + 1
    index = {"basis": basis.decode(), "entries": places}
    return json.dumps(index, separators=(",", ":")).encode() + b"\n" + b"".join(bodies)
