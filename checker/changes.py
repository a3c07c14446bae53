"""What a project has changed since a revision of git."""

from __future__ import annotations

import os
from pathlib import Path

from checker import later
from checker.given import UsageError
from checker.tracked import repository

_HUNK = later.compile(r"@@ -\d+(?:,(?P<taken>\d+))? \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")
_ESCAPE = later.compile(r"\\([abfnrtv\"\\]|[0-7]{3})")
_ESCAPED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", '"': '"', "\\": "\\"}
# Whatever the settings and attributes of the repository say: they may come with the change that is looked at.
_OPTIONS = (
    *("--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv", "--text", "--relative"),
    *("--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules=dirty"),
)


# Nothing is fetched, since the address of a repository may be a command, and nobody is asked.
ALONE = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


class Every(set[int]):
    """All lines of a file that is new."""

    def __contains__(self, line: object) -> bool:
        return True


class Added(dict[str, set[int]]):
    """The lines that are new, by file. All that lies in `folders` is."""

    folders: tuple[str, ...] = ()

    def of(self, name: str) -> set[int]:
        """The new lines of a file."""
        return Every() if self.folders and name.startswith(self.folders) else self.get(name, set())

    def touches(self, name: str) -> bool:
        """Whether anything in a file is new."""
        return name in self or (bool(self.folders) and name.startswith(self.folders))


def added(path: Path, revision: str) -> Added:
    """The lines that the working tree adds to where it parted from a revision, by file; files that git does not know yet are new.
    Raises UsageError."""
    if revision.startswith("-") or not revision.strip():
        raise UsageError([f"--diff: '{revision}' is no revision"])
    folder = path if path.is_dir() else path.parent
    # What the other branch did since is no part of the change; where no commit is common to both, or a range is named, git compares that.
    base = _git(folder, "merge-base", revision, "HEAD", must=False).strip()
    found = Added(_hunks(_git(folder, "diff", *_OPTIONS, base or revision, "--", ".")))
    for name in _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".").split("\0"):
        if name:
            found[name] = Every()
    # Of a repository within this one git names no more than the folder.
    found.folders = tuple(f"{name.rstrip('/')}/" for name in found if (folder / name).is_dir())
    return found


def _hunks(text: str) -> dict[str, set[int]]:
    """The lines that a diff adds, by file. What stands in a hunk is counted, not read: an added line may look like a header."""
    found: dict[str, set[int]] = {}
    name, left = "", 0
    for line in text.split("\n"):
        if left:
            left -= not line.startswith("\\")  # that there is no newline at the end of the file
        elif line.startswith("+++ "):
            name = _unquoted(line[4:].rstrip("\t\r")).removeprefix("b/")
        elif match := _HUNK.match(line):
            first, count = int(match["first"]), int(match["count"] or 1)
            left = count + int(match["taken"] or 1)
            found.setdefault(name, set()).update(range(first, first + count))
    return found


def _unquoted(name: str) -> str:
    """A name as git writes it: in quotes where it has control characters, quotes or backslashes."""
    if not (name.startswith('"') and name.endswith('"')):
        return name
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1]) or chr(int(match[1], 8)), name[1:-1])


def _filters(folder: Path) -> list[str]:
    """Settings under which git runs no filter that the repository's own settings name: a file's lines are compared as they are."""
    names = {
        name.rpartition(".")[0] for name in _run(folder, "config", "--name-only", "-z", "--get-regexp", r"^filter\.").split("\0") if name
    }
    if any("=" in name for name in names):  # `-c` ends a name at the first of them
        raise UsageError([f"--diff: {folder}: the settings of the repository name a filter that cannot be shut off"])
    return [
        argument
        for name in sorted(names)
        for key in ("clean=", "smudge=", "process=", "required=false")
        for argument in ("-c", f"{name}.{key}")
    ]


def _git(folder: Path, *arguments: str, must: bool = True) -> str:
    """What git says. Nothing that the repository's settings name is run. Raises UsageError where it cannot say and `must`."""
    for key, value in ALONE.items():
        os.putenv(key, value)  # set, not read: it holds for git and for what git starts
    return _run(folder, *_filters(folder), *arguments, must=must)


def _run(folder: Path, *arguments: str, must: bool = False) -> str:
    import subprocess  # 8 ms, which only --diff needs

    settings = ("-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
    try:
        done = subprocess.run(["git", "--no-optional-locks", "-C", str(folder), *settings, *arguments], capture_output=True, timeout=120)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError([f"--diff: git cannot be run: {error}"]) from error
    if done.returncode and must:
        if repository(folder) is None:  # of which git says that it cannot access the revision
            raise UsageError([f"--diff: {folder} is in no git repository"])
        said = done.stderr.decode("utf-8", "replace").strip()[:300]
        missing = "; was it fetched? A checkout in CI often has one commit alone" if "revision" in said else ""
        raise UsageError([f"--diff: git says: {said}{missing}"])
    return done.stdout.decode("utf-8", "backslashreplace")
