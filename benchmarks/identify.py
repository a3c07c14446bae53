"""Measures `modelterms identify`: one file from cold beside the floor, and each further file; and ScanCode on the same files, where it is.

    python benchmarks/identify.py [--scancode PYTHON] [--licensee COMMAND] [--rounds N] FOLDER

FOLDER holds texts as *.txt. From cold: CPU time and peak memory of the whole process, interleaved with the floor (benchmarks/floor.py) and
with bare Python; the budget is 1.4 times the floor and 80 MB. Further files are measured in this process, after the first: as they are, and
with one number altered; the budgets are 1 and 3 ms. PYTHON is that of a virtual environment with scancode-toolkit: what it takes from cold
for one file and for each further one, and how many of the edited files it calls by the name it gives the file as it was. COMMAND is
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
import json, sys, time
started = time.perf_counter()
from scancode.api import get_licenses
names = json.load(sys.stdin)
out = []
for name in names:
    at = time.perf_counter()
    found = get_licenses(name)
    out.append((time.perf_counter() - at, found["detected_license_expression"]))
print(json.dumps(out))
"""


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scancode")
    parser.add_argument("--licensee")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    files = sorted(options.folder.glob("*.txt"))
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
            scancode(options.scancode, files, edited)
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


def scancode(python: str, files: list[Path], edited: list[Path]) -> None:
    """What ScanCode takes for the same files, and what it calls the edited ones."""
    started = time.perf_counter()
    ask(python, [files[0]])
    print(f"ScanCode, one file from cold: {time.perf_counter() - started:.1f} s")
    names = {path.name for path in edited}
    before = dict(zip([path.name for path in files], ask(python, files), strict=True))
    after = dict(zip([path.name for path in edited], ask(python, edited), strict=True))
    times = [seconds for seconds, _ in list(before.values())[1:]]
    print(f"ScanCode, each further file: median {statistics.median(times) * 1000:.0f} ms, mean {statistics.fmean(times) * 1000:.0f} ms")
    same = sum(after[name][1] == before[name][1] is not None for name in names)
    print(f"ScanCode calls {same} of {len(names)} edited files by the name it gives the original; modelterms: see above")


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


def ask(python: str, paths: list[Path]) -> list[tuple[float, str | None]]:
    """Seconds and license expression per file."""
    done = subprocess.run(
        [python, "-c", ASKED], input=json.dumps([str(path) for path in paths]), capture_output=True, text=True, check=True
    )
    return [(seconds, name) for seconds, name in json.loads(done.stdout.splitlines()[-1])]


if __name__ == "__main__":
    sys.exit(main())
