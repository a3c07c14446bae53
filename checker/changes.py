"""What a project has changed since a revision of git."""

from __future__ import annotations

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
    *("--src-prefix=a/", "--dst-prefix=b/"),
)


class Every(set[int]):
    """All lines of a file that is new."""

    def __contains__(self, line: object) -> bool:
        return True


def added(path: Path, revision: str) -> dict[str, set[int]]:
    """The lines that the working tree adds to a revision, by file; files that git does not know yet are new. Raises UsageError."""
    if revision.startswith("-") or not revision.strip():
        raise UsageError([f"--diff: '{revision}' is no revision"])
    folder = path if path.is_dir() else path.parent
    found = _hunks(_git(folder, "diff", *_OPTIONS, revision, "--", "."))
    for name in _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".").split("\0"):
        if name:
            found[name] = Every()
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


def _git(folder: Path, *arguments: str) -> str:
    """What git says. Nothing that the repository's settings name is run. Raises UsageError where it cannot say."""
    import subprocess  # 8 ms, which only --diff needs

    settings = ("-c", "core.quotePath=false", "-c", "core.fsmonitor=false")
    try:
        done = subprocess.run(["git", "--no-optional-locks", "-C", str(folder), *settings, *arguments], capture_output=True, timeout=120)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError([f"--diff: git cannot be run: {error}"]) from error
    if done.returncode:
        if repository(folder) is None:  # of which git says that it cannot access the revision
            raise UsageError([f"--diff: {folder} is in no git repository"])
        said = done.stderr.decode("utf-8", "replace").strip()[:300]
        missing = "; was it fetched? A checkout in CI often has one commit alone" if "revision" in said else ""
        raise UsageError([f"--diff: git says: {said}{missing}"])
    return done.stdout.decode("utf-8", "backslashreplace")
