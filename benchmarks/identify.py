"""Measures `modelterms identify`: one file from cold beside the floor, and each further file; and others on the same files, where they are.

    python benchmarks/identify.py [--scancode PYTHON] [--askalono PYTHON] [--licensee COMMAND] [--rounds N] [--files N] FOLDER

FOLDER holds texts as *.txt; `--files` takes no more than N of them, spread evenly. From cold: CPU time and peak memory of the whole
process, interleaved with the floor (benchmarks/floor.py) and with bare Python; the budget is 1.4 times the floor and 80 MB. Further files
are measured in this process, after the first: as they are, and with one number altered; the budgets are 1 and 3 ms. PYTHON is that of a
virtual environment with scancode-toolkit, or with pyaskalono: CPU time from cold until one file is answered and for each further one, file
by file in turn with `identify`, and how many of the edited files it calls by the name it gives the file as it was. COMMAND is
licensee (https://github.com/licensee/licensee), which looks at one folder a run: how long that takes, and the same count.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))
from startup import FLOOR, Case, run
from texts import other_number

from checker.shelf import Shelf
from checker.texts.identify import identify
from checker.texts.verdicts import Verdict

RATIO, MEGABYTES, EXACT, EDITED = 1.4, 80.0, 1.0, 3.0
ASKED = """
import json, os, sys, time
out = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what a tool prints is no answer
{name}
for line in sys.stdin:
    started = time.process_time()
    found = name(line.rstrip("\\n"))
    now = time.process_time()
    print(json.dumps([now - started, now, found]), file=out, flush=True)
"""
SCANCODE = """
from scancode.api import get_licenses
name = lambda path: get_licenses(path)["detected_license_expression"]
"""
ASKALONO = """
import askalono
def name(path):
    found = askalono.identify(open(path, encoding="utf-8", errors="replace").read())
    return found.name if found.score >= 0.8 else None  # what its own command takes for a match
"""


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scancode")
    parser.add_argument("--askalono")
    parser.add_argument("--licensee")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--files", type=int, default=10**6)
    options = parser.parse_args()
    files = sorted(options.folder.glob("*.txt"))
    files = files[:: max(1, -(-len(files) // options.files))]
    good = cold(next(path for path in files if altered(path) is not None), options.rounds)
    with tempfile.TemporaryDirectory(prefix="modelterms-identify-") as name:
        edited = []
        for path in files:
            text = altered(path)
            if text is not None:
                edited.append(Path(name, path.name))
                edited[-1].write_text(text, encoding="utf-8")
        good &= further(files, edited)
        if options.scancode:
            other("ScanCode", options.scancode, SCANCODE, files, edited)
        if options.askalono:
            other("askalono", options.askalono, ASKALONO, files, edited)
        if options.licensee:
            licensee(options.licensee, files, edited)
    print(f"budgets: {'kept' if good else 'passed'}")
    return 0 if good else 1


def altered(path: Path) -> str | None:
    """The text with one number altered; None where it has none."""
    return other_number(path.read_text(encoding="utf-8", errors="replace"), random.Random(path.name))


def cold(path: Path, rounds: int) -> bool:
    """One file from cold, the known text and an edited copy alike."""
    with tempfile.TemporaryDirectory(prefix="modelterms-identify-") as name:
        folder = Path(name)
        text = path.read_text(encoding="utf-8", errors="replace")
        (folder / "known.txt").write_text(text, encoding="utf-8")
        (folder / "edited.txt").write_text(altered(path) or "", encoding="utf-8")
        os.symlink(ROOT / "checker", folder / "checker")
        os.symlink(ROOT / "licenses", folder / "licenses")
        cache = str(folder / "cache")
        command = ("-m", "checker", "identify", "--format", "table")
        cases = [
            Case("bare Python", ("-c", "pass"), folder, code=0),
            Case(FLOOR.name, (str(FLOOR),), folder, code=0),
            Case("identify, a known text", (*command, "known.txt"), folder, cache, code=0),
            Case("identify, an edited one", (*command, "edited.txt"), folder, cache, code=1),
        ]
        found = [[run(case) for case in cases] for _ in range(rounds + 2)][2:]
    good = True
    print(f"{rounds} rounds, Python {sys.version.split()[0]}, {os.cpu_count()} cores; {path.name}")
    print(f"{'from cold':28}  {'CPU ms':>6}  {'x floor':>7}  {'MB':>5}")
    for i, case in enumerate(cases):
        ratio = statistics.median(row[i].time / row[1].time for row in found)
        memory = max(row[i].memory for row in found)
        print(f"{case.name:28}  {statistics.median(row[i].time for row in found):6.1f}  {ratio:7.2f}  {memory:5.1f}")
        good &= ratio <= RATIO and memory <= MEGABYTES
    return good


def further(files: list[Path], edited: list[Path]) -> bool:
    """Each further file: reading it and saying what it is."""
    prints = Shelf().prints
    good = True
    print(f"{'each further file':28}  {'files':>6}  {'median':>7}  {'mean':>6}  {'90 %':>6} CPU ms")
    for name, paths, budget in (("known texts", files, EXACT), ("one number altered", edited, EDITED)):
        identify(edited[0].read_bytes(), prints)
        times, right = [], 0
        for path in paths:
            started = time.process_time()
            found = identify(path.read_bytes(), prints)
            times.append((time.process_time() - started) * 1000)
            right += found.verdict is (Verdict.IS if paths is files else Verdict.CHANGED)
        high = statistics.quantiles(times, n=10)[-1]
        print(f"{name:28}  {len(paths):6}  {statistics.median(times):7.2f}  {statistics.fmean(times):6.2f}  {high:6.2f}     right: {right}")
        good &= statistics.median(times) <= budget
    return good


def other(title: str, python: str, name: str, files: list[Path], edited: list[Path]) -> None:
    """What another tool takes for the same files, each asked in turn with ours, and what it calls the edited ones."""
    prints = Shelf().prints
    process = subprocess.Popen([python, "-c", ASKED.format(name=name)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin
    assert process.stdout
    ours, theirs, cold = [], [], 0.0
    said: dict[Path, str | None] = {}
    for path in (files[0], *files, *edited):
        started = time.process_time()
        identify(path.read_bytes(), prints)
        ours.append((time.process_time() - started) * 1000)
        process.stdin.write(f"{path}\n")
        process.stdin.flush()
        seconds, now, said[path] = json.loads(process.stdout.readline())
        cold = cold or now
        theirs.append(seconds * 1000)
    process.stdin.close()
    process.wait()
    print(f"{title}, one file from cold: {cold:.1f} s CPU")
    middle = len(files) + 1
    for of, some in (("the files", slice(1, middle)), ("the edited ones", slice(middle, None))):
        mine, its = statistics.median(ours[some]), statistics.median(theirs[some])
        print(f"{title}, {of}: median {its:.1f} ms CPU, mean {statistics.fmean(theirs[some]):.1f}; modelterms in turn with it {mine:.2f}")
    before = {path.name: said[path] for path in files}
    same = sum(said[path] is not None and said[path] == before[path.name] for path in edited)
    named = sum(before[path.name] is not None for path in edited)
    print(f"{title} names {sum(one is not None for one in before.values())} of {len(files)} files")
    print(f"{title} calls {same} of {len(edited)} edited files ({named} of which it names) by the name it gives the original")


def licensee(command: str, files: list[Path], edited: list[Path]) -> None:
    """What licensee, which knows the licenses of choosealicense.com, takes for each of the same files, and what it calls the edited."""
    times: list[float] = []

    def name(path: Path) -> str | None:
        with tempfile.TemporaryDirectory(prefix="modelterms-identify-") as folder:
            Path(folder, "LICENSE").write_bytes(path.read_bytes())
            started = time.perf_counter()
            done = subprocess.run([command, "detect", "--json", folder], capture_output=True, text=True, check=False)
            times.append(time.perf_counter() - started)
        found = json.loads(done.stdout or "{}").get("matched_files") or [{}]
        said = found[0].get("matched_license")
        return None if said in (None, "NOASSERTION") else said

    before = {path.name: name(path) for path in files}
    after = {path.name: name(path) for path in edited}
    known = sum(said is not None for said in before.values())
    same = [one for one, said in after.items() if said is not None and said == before[one]]
    asked = sum(before[one] is not None for one in after)
    print(f"licensee, each file from cold: median {statistics.median(times) * 1000:.0f} ms by the clock; it names {known} of {len(before)}")
    print(f"licensee calls {len(same)} of {asked} edited files by the name it gives the original: {', '.join(sorted(same)[:12])}")


if __name__ == "__main__":
    sys.exit(main())
