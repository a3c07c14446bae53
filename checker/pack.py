"""All parsed data of the program in one file, as the wheel carries it: no YAML stands beside it that it could be stale to.

The first line is an index (JSON): how long each entry is, in their order, the pairs of groups, and what the checks of the data rested on.
Entries are named as the stock names them; those that share most stand together: the wheel's own compression, which looks back 32 kB, then
finds their likeness (a fifth less than by name, a third of what files of their own would weigh).
"""

from __future__ import annotations

import json
import re
from binascii import a2b_base64, b2a_base64, hexlify, unhexlify
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from checker import later
from checker.gists import Lines, without, written
from checker.pairs import joined, learned, parted
from checker.source import Problem, SourceError

NAME = "data.pack"
SIGHT = 32_000  # bytes that the compression of a wheel looks back
GISTS = "gists"  # the entry with what all definitions say, which these stand here without (gists.py)
_DEFINITION = "licenses-"
_PAIRED = (_DEFINITION, "texts-")  # groups of entries that are packed in pairs: 11 kB less for 0.1 ms a definition, 8 ms a draft
_SIGNS = (*range(1, 9), 11, 12, *range(14, 21))  # of the 29 that JSON escapes
OFTEN = tuple(  # 16 kB less of all definitions, since what is short leaves room for what is likely
    zip(
        (bytes((code,)) for code in _SIGNS),
        (
            *(b'","', b"license ", b'"},{"id":"', b'":"', b'"],"phrase":["', b'":["', b'"],"', b'"}],"'),
            *(b"phrase", b" the ", b" and ", b"tion", b"license", b"or", b"er", b"in", b"at"),
        ),
        strict=True,
    )
)
MARK = b"~"  # before a hash in base64
_BEGUN = b'"' + MARK
_HEX = later.compile(rb'"([0-9a-f]{64})"')
_BASE64 = later.compile(rb'"~([\w+/]{43})"')


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
            ends = accumulate(length + 1 for length in index["entries"].values())
            places = {name: (end - length - 1, length) for (name, length), end in zip(index["entries"].items(), ends, strict=True)}
            tables = {group: a2b_base64(table) for group, table in index["pairs"].items()}
            return {"basis": str(index["basis"]), "entries": places, "pairs": tables}, len(line)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise self._damaged() from error

    @property
    def basis(self) -> bytes:
        """What the checks of the entries rested on (stock.py). Raises SourceError where the file is damaged."""
        basis: str = self._index[0]["basis"]
        return basis.encode()

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of the entries of a folder (`licenses`), sorted. Raises SourceError where the file is damaged."""
        return tuple(sorted(name[len(folder) + 1 :] for name in self._index[0]["entries"] if name.startswith(f"{folder}-")))

    def get(self, name: str) -> Any:
        """The values of the entry `name` (`licenses-mit`); None where there is none. Raises SourceError where the file is damaged."""
        try:
            body = self._body(name)
            values = None if body is None else json.loads(body)
            return self._gists.joined(values) if values is not None and name.startswith(_DEFINITION) and self._gists else values
        except (OSError, ValueError) as error:
            raise self._damaged() from error

    @cached_property
    def _gists(self) -> Lines | None:
        body = self._body(GISTS)
        return None if body is None else Lines(body)

    def _body(self, name: str) -> bytes | None:
        index, start = self._index
        if name not in index["entries"]:
            return None
        at, length = index["entries"][name]
        with open(self.path, "rb") as stream:
            stream.seek(start + at)
            body = stream.read(length)
        body = parted(body, next((table for group, table in index["pairs"].items() if name.startswith(group)), b""))
        return _hexed(_long(body, _often(name)))

    def _damaged(self) -> SourceError:
        return SourceError([Problem(str(self.path), 0, 0, "is damaged: install modelterms again")])


def packed(entries: Mapping[str, bytes], basis: bytes) -> bytes:
    """The content of a pack with `entries`, each the JSON of one file's values by its name. Raises nothing.

    Entries that share most stand beside each other: what a wheel is packed with sees what repeats within 32 kB and no further.
    """
    if GISTS in entries:
        gists = json.loads(entries[GISTS])
        entries = {name: _without(body, gists) if name.startswith(_DEFINITION) else body for name, body in entries.items()}
    entries = {name: _dense(json.loads(body)) for name, body in entries.items()}
    if GISTS in entries:
        entries[GISTS] = written(gists)
    entries = {name: _shortened(body) for name, body in entries.items()}
    order = _by_likeness(entries)
    entries = {name: _short(body, _often(name)) for name, body in entries.items()}
    tables = {group: learned([entries[name] for name in order if name.startswith(group)]) for group in _PAIRED}
    for group, table in tables.items():
        entries |= {name: joined(body, table) for name, body in entries.items() if name.startswith(group)}
    pairs = {group: b2a_base64(table, newline=False).decode() for group, table in tables.items()}
    index = {"basis": basis.decode(), "pairs": pairs, "entries": {name: len(entries[name]) for name in order}}
    return json.dumps(index, separators=(",", ":")).encode() + b"\n" + b"".join(entries[name] + b"\n" for name in order)


def _without(body: bytes, gists: Mapping[str, Any]) -> bytes:
    return _dense(without(json.loads(body), gists))


def _dense(values: Any) -> bytes:
    """JSON with every letter as it is: half of what escapes of other scripts take."""
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False).encode()


def _often(name: str) -> tuple[tuple[bytes, bytes], ...]:
    """What has a sign in an entry: in definitions all of it, in what is no JSON nothing."""
    return OFTEN if name.startswith(_DEFINITION) else () if name == GISTS else OFTEN[:1]


def _short(body: bytes, signs: tuple[tuple[bytes, bytes], ...]) -> bytes:
    """An entry with a sign of its own, which JSON has no other use for, for what stands in it again and again."""
    for code, often in signs:
        body = body.replace(often, code)
    return body


def _long(body: bytes, signs: tuple[tuple[bytes, bytes], ...]) -> bytes:
    for code, often in signs:
        body = body.replace(code, often)
    return body


def _shortened(body: bytes) -> bytes:
    """JSON with its SHA-256 in base64: what compresses text takes a quarter more room for their hex."""
    assert not _BASE64.search(body), "what looks like a shortened hash would come out as another"
    return _HEX.sub(lambda match: b'"%s%s"' % (MARK, b2a_base64(unhexlify(match[1]), newline=False)[:-1]), body)


def _hexed(body: bytes) -> bytes:
    return _BASE64.sub(lambda match: b'"%s"' % hexlify(a2b_base64(match[1] + b"=")), body) if _BEGUN in body else body


def _by_likeness(entries: Mapping[str, bytes]) -> list[str]:
    """The names, the longest first, each followed by the one that shares most text with those in sight of it, by its own length."""
    texts = {name: frozenset(re.findall(rb'"((?:[^"\\]|\\.){12,})"', body)) for name, body in entries.items()}
    left = sorted(entries, key=lambda name: (-len(entries[name]), name))
    order = left[:1]
    del left[:1]
    while left:
        ends = accumulate(len(entries[name]) for name in reversed(order))
        near = [name for name, end in zip(reversed(order), ends, strict=True) if end <= SIGHT or name == order[-1]]
        seen = frozenset[bytes]().union(*(texts[name] for name in near))
        order.append(max(left, key=lambda name: (sum(map(len, seen & texts[name])) / len(entries[name]), name)))
        left.remove(order[-1])
    return order
