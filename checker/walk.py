"""The files of a project: bounded, without what git ignores, and never out of the tree."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.references import Note
from checker.tracked import Tracked

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

ALWAYS_SKIPPED = frozenset({".git", ".hg", ".svn"})
SKIPPED = frozenset(
    {"node_modules", "__pycache__", ".venv", "venv", ".tox", ".nox", ".mypy_cache", ".ruff_cache", ".pytest_cache", "site-packages"}
)
# Lists of packages with their hashes: long, and no model is named there.
LOCKS = frozenset(
    {"package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "poetry.lock", "uv.lock", "pdm.lock"}
    | {"composer.lock", "cargo.lock", "go.sum", "bun.lock"}
)
CACHED = "models--"  # begins the folder of a model in a Hugging Face cache
DEEPEST = 60  # folders within folders
MOST = 1_000_000  # files


class Seen(NamedTuple):
    """A file to read: where it is, and its name in reports (relative, with `/`, printable)."""

    path: Path
    name: str
    size: int


def walk(root: Path, wanted: Callable[[str], bool], exclude: tuple[str, ...], all_files: bool, notes: list[Note]) -> Iterator[Seen]:
    """Yield the files under `root` whose name is `wanted`, sorted. What cannot be looked at becomes one of `notes`.

    `exclude` are patterns as in .gitignore. `all_files` looks at what git ignores and at installed packages as well. What git tracks it
    does not ignore, whatever a pattern says. Raises nothing.
    """
    if not root.is_dir():
        yield Seen(root, printable(root.name), root.stat().st_size)
        return
    top = os.path.realpath(_whole(root))
    excluded = _spec(exclude) if exclude else None
    tracked = Tracked(root)
    todo: list[tuple[str, str, tuple[tuple[str, GitIgnoreSpec], ...]]] = [(str(root), "", ())]
    count = 0
    while todo:
        folder, prefix, ignored = todo.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            notes.append(Note(printable(prefix.rstrip("/") or "."), f"the folder cannot be read: {error.strerror}"))
            continue
        if not all_files and any(entry.name == ".gitignore" for entry in entries):
            own = _ignore_file(os.path.join(folder, ".gitignore"), prefix + ".gitignore", notes)
            ignored = (*ignored, (prefix, own)) if own is not None else ignored
        below = []
        for entry in entries:
            name = prefix + entry.name
            try:
                is_folder = entry.is_dir(follow_symlinks=False)
                linked = entry.is_symlink()
            except OSError:
                continue
            shown = printable(name)
            if not is_folder and (entry.name.lower() in LOCKS or not wanted(shown)):
                continue  # before it is asked whether git ignores it, which takes longer
            marked = name + "/" if is_folder else name
            if entry.name in ALWAYS_SKIPPED or (not all_files and is_folder and entry.name in SKIPPED):
                continue
            if excluded is not None and _matches(excluded, marked):
                continue
            if any(_matches(spec, marked[len(at) :]) for at, spec in ignored) and marked not in tracked:
                continue
            if is_folder:
                if prefix.count("/") < DEEPEST:
                    below.append((entry.path, name + "/", ignored))
                else:
                    notes.append(Note(printable(name), f"lies deeper than {DEEPEST} folders and is not looked at"))
                continue
            count += 1
            if count > MOST:
                notes.append(Note(".", f"more than {MOST} files; the rest is not looked at"))
                return
            if linked and not os.path.realpath(entry.path).startswith(top + os.sep):
                notes.append(Note(shown, "is a link out of the project and is not followed"))
                continue
            try:
                status = entry.stat()
            except OSError as error:
                notes.append(Note(shown, f"cannot be read: {error.strerror}"))
                continue
            if not stat.S_ISREG(status.st_mode):
                if not stat.S_ISDIR(status.st_mode):  # a link to a folder: what it holds is found where it is
                    notes.append(Note(shown, "is no regular file and is not read"))
                continue
            yield Seen(Path(entry.path), shown, status.st_size)
        todo += reversed(below)


def _whole(root: Path) -> Path:
    """The folder that links may lead to: `root`, or of a snapshot in a Hugging Face cache the model's folder, which has the files."""
    absolute = root.absolute()
    return next((one for one in (absolute, *absolute.parents) if one.name.startswith(CACHED)), root)


def printable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 as \\\\xNN. Raises nothing."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _ignore_file(path: str, name: str, notes: list[Note]) -> GitIgnoreSpec | None:
    try:
        with open(path, encoding="utf-8", errors="replace") as stream:
            return _spec(tuple(stream.read(1_000_000).splitlines()))
    except (OSError, ValueError) as error:
        notes.append(Note(printable(name), f"cannot be used: {error}"))
        return None


def _matches(spec: GitIgnoreSpec, name: str) -> bool:
    """Whether patterns mean a file, or a folder (with `/` at its end), of which the last that speaks of it decides, as in git."""
    if not spec.match_file(name) or not name.endswith("/"):
        return bool(spec.match_file(name))
    for pattern in reversed(list(spec.patterns)):  # to the library `!docs` says nothing of `docs/`, of which `*` does
        if pattern.include is not None and (pattern.match_file(name) or pattern.match_file(name[:-1])):
            return bool(pattern.include)
    return True


def _spec(lines: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)
