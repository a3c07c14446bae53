"""What a project has changed since a revision of git."""

from __future__ import annotations

import re
from pathlib import Path

from checker.given import UsageError

_HUNK = re.compile(r"@@ -\S+ \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")


class Every(set[int]):
    """All lines of a file that is new."""

    def __contains__(self, line: object) -> bool:
        return True


def added(path: Path, revision: str) -> dict[str, set[int]]:
    """The lines that the working tree adds to a revision, by file; files that git does not know yet are new. Raises UsageError."""
    if revision.startswith("-") or not revision.strip():
        raise UsageError([f"--diff: '{revision}' is no revision"])
    folder = path if path.is_dir() else path.parent
    options = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--relative")
    found: dict[str, set[int]] = {}
    name = ""
    for line in _git(folder, "diff", *options, revision, "--", ".").split("\n"):
        if line.startswith("+++ "):
            name = line[4:].strip().strip('"').removeprefix("b/")
        elif match := _HUNK.match(line):
            first, count = int(match["first"]), int(match["count"] or 1)
            found.setdefault(name, set()).update(range(first, first + count))
    for name in _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".").split("\0"):
        if name:
            found[name] = Every()
    return found


def _git(folder: Path, *arguments: str) -> str:
    """What git says. Nothing that the repository's settings name is run. Raises UsageError where it cannot say."""
    import subprocess  # 8 ms, which only --diff needs

    settings = ("-c", "core.quotePath=false", "-c", "core.fsmonitor=false")
    try:
        done = subprocess.run(["git", "--no-optional-locks", "-C", str(folder), *settings, *arguments], capture_output=True, timeout=120)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError([f"--diff: git cannot be run: {error}"]) from error
    if done.returncode:
        raise UsageError([f"--diff: git says: {done.stderr.decode('utf-8', 'replace').strip()[:300]}"])
    return done.stdout.decode("utf-8", "replace")
