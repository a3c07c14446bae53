"""What a project has changed since a revision of git."""

from __future__ import annotations

import re
from pathlib import Path

from checker.given import UsageError

_HUNK = re.compile(r"@@ -\S+ \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")


def added(path: Path, revision: str) -> dict[str, set[int]]:
    """The lines that the working tree adds to a revision, by file. Raises UsageError where git cannot say."""
    if revision.startswith("-") or not revision.strip():
        raise UsageError([f"--diff: '{revision}' is no revision"])
    import subprocess  # 8 ms, which only --diff needs

    folder = path if path.is_dir() else path.parent
    command = [
        "git",
        "--no-optional-locks",
        "-C",
        str(folder),
        "-c",
        "core.quotePath=false",
        "-c",
        "core.fsmonitor=false",  # nothing that the repository's settings name is run
        "diff",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--relative",
        revision,
        "--",
        ".",
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=120)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError([f"--diff: git cannot be run: {error}"]) from error
    if done.returncode:
        raise UsageError([f"--diff: git says: {done.stderr.decode('utf-8', 'replace').strip()[:300]}"])
    found: dict[str, set[int]] = {}
    name = ""
    for line in done.stdout.decode("utf-8", "replace").split("\n"):
        if line.startswith("+++ "):
            name = line[4:].strip().strip('"').removeprefix("b/")
        elif match := _HUNK.match(line):
            first, count = int(match["first"]), int(match["count"] or 1)
            found.setdefault(name, set()).update(range(first, first + count))
    return found
