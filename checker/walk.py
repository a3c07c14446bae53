"""The files of a project: bounded, without what git ignores, and never out of the tree."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from checker.ignored import Rules, Work, read
from checker.references import Note
from checker.tracked import Tracked, repository
from checker.tuples import NamedTuple

ALWAYS_SKIPPED = frozenset({".git", ".hg", ".svn"})
SKIPPED = frozenset(
    {"node_modules", "__pycache__", ".venv", "venv", ".tox", ".nox", ".mypy_cache", ".ruff_cache", ".pytest_cache", "site-packages"}
)
# Lists of packages, most of them with hashes, and of the words of a tokenizer: what stands there under an owner is no model.
LISTS = frozenset(
    {"package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "poetry.lock", "uv.lock", "pdm.lock"}
    | {"composer.json", "composer.lock", "cargo.toml", "cargo.lock", "go.mod", "go.sum", "bun.lock"}
    | {"tokenizer.json", "vocab.json", "added_tokens.json"}
)
CACHED = "models--"  # begins the folder of a model in a Hugging Face cache
NO_MODELS = ("datasets--", "spaces--")  # begin the folders of what else lies there
DEEPEST = 60  # folders within folders
MOST = 1_000_000  # files


Patterns = tuple[tuple[int, str, Rules], ...]  # the nearest first: how much of a name to cut off, what to put before it, the rules


class Seen(NamedTuple):
    """A file to read: where it is, and its name in reports (relative, with `/`, printable)."""

    path: str
    name: str
    size: int


def walk(
    root: Path, wanted: Callable[[str], bool], exclude: tuple[str, ...], all_files: bool, notes: list[Note], base: str = ""
) -> Iterator[Seen]:
    """Yield the files under `root` whose name is `wanted`, sorted. What cannot be looked at becomes one of `notes`.

    `exclude` are patterns as in .gitignore. `all_files` looks at what git ignores and at installed packages as well. Raises nothing.
    """
    # `base` is what `root` is called in the folder of the policy, with `/` at its end: the patterns are read from there. Where they
    # exclude `root` itself none of them holds, for it was asked for.
    if not root.is_dir():
        status, name = root.stat(), printable(root.name)
        if not stat.S_ISREG(status.st_mode):
            notes.append(Note(name, "is no regular file and is not read"))
        elif not wanted(name):
            notes.append(Note(name, "is of a kind in which no models are looked for"))
        else:
            yield Seen(str(root), name, status.st_size)
        return
    top = os.path.realpath(_whole(root))
    work, tracked = Work(), Tracked(root, notes)
    excluded = Rules(exclude, work) if exclude else None
    parts = base.split("/")[:-1]
    if excluded is not None and any(excluded.verdict("/".join(parts[:end]), True) for end in range(1, len(parts) + 1)):
        excluded = None
    # Of each folder: its path, its name from the root, the patterns that hold in it, whether git ignores all but what it tracks.
    todo: list[tuple[str, str, Patterns, bool]] = [(str(root), "", () if all_files else _above(root, work, notes), False)]
    count = 0
    while todo:
        folder, prefix, ignored, closed = todo.pop()
        try:
            entries = sorted(os.scandir(folder), key=_name)
        except OSError as error:
            notes.append(Note(printable(prefix.rstrip("/") or "."), f"the folder cannot be read: {error.strerror}"))
            continue
        if not all_files and any(entry.name == ".gitignore" for entry in entries):
            own = read(os.path.join(folder, ".gitignore"), printable(prefix + ".gitignore"), work, notes)
            ignored = ((len(prefix), "", own), *ignored) if own is not None else ignored
        below = []
        for entry in entries:
            name = prefix + entry.name
            try:
                is_folder = entry.is_dir(follow_symlinks=False)
                linked = entry.is_symlink()
            except OSError:
                continue
            shown = printable(name)
            named = wanted(shown) or (linked and os.path.isdir(entry.path))
            if not is_folder and (entry.name.lower() in LISTS or not named):
                continue  # before it is asked whether git ignores it, which takes longer
            if is_folder and entry.name.startswith(NO_MODELS):
                continue
            if entry.name in ALWAYS_SKIPPED or (not all_files and is_folder and entry.name in SKIPPED):
                continue
            if excluded is not None and excluded.verdict(base + name, is_folder):
                continue
            out = closed or _ignores(ignored, name, is_folder)
            if out and not tracked.holds(name, is_folder):
                continue
            if is_folder:
                if prefix.count("/") < DEEPEST:
                    below.append((entry.path, name + "/", ignored, out))
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
            yield Seen(entry.path, shown, status.st_size)
        todo += reversed(below)
    if work.left < 0:
        notes.append(Note(".gitignore", "holding its patterns against the files takes too long; they were used for a part of the files"))


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _whole(root: Path) -> Path:
    """The folder that links may lead to: `root`, or of a snapshot in a Hugging Face cache the model's folder, which has the files."""
    absolute = root.absolute()
    return next((one for one in (absolute, *absolute.parents) if one.name.startswith(CACHED)), root)


def printable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 as \\\\xNN. Raises nothing."""
    if name.isascii() and os.sep == "/":
        return name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _ignores(ignored: Patterns, name: str, folder: bool) -> bool:
    """Whether git leaves out what is called `name` from the root: the nearest file of patterns that says something decides."""
    for cut, before, rules in ignored:
        verdict = rules.verdict(before + name[cut:], folder)
        if verdict is not None:
            return verdict
    return False


def _above(root: Path, work: Work, notes: list[Note]) -> Patterns:
    """The patterns that hold in `root` from outside: of the folders above it in its repository, and of the repository's own list.

    None where they ignore the root itself: it was asked for.
    """
    found = repository(root)
    if found is None:
        return ()
    parts = found.prefix.split("/")[:-1]
    places = [(found.own / "info" / "exclude", 0)] + [(found.top.joinpath(*parts[:i], ".gitignore"), i) for i in range(len(parts))]
    read_here = [(depth, read(str(path), printable(os.path.relpath(path, root)), work, notes)) for path, depth in places]
    rows = [(depth, rules) for depth, rules in reversed(read_here) if rules is not None]
    for end in range(1, len(parts) + 1):
        held = tuple((0, _path(parts[i : end - 1]), rules) for i, rules in rows if i < end)
        if _ignores(held, parts[end - 1], True):
            return ()
    return tuple((0, _path(parts[i:]), rules) for i, rules in rows)


def _path(parts: list[str]) -> str:
    return "".join(f"{part}/" for part in parts)
