"""Measures reading and validating every definition from cold beside what PyYAML's C loader alone needs for the same files.

    python benchmarks/catalogue.py [ROUNDS]

Every round starts both once, each in a process of its own that times its work alone: CPU time, without the start of Python and the
imports. The ratio is the median of the ratios within a round. Exits with 1 where the budget is passed.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 11
RATIO = 2.5  # the budget

LOADER = """
import sys, time, yaml
from pathlib import Path
files = sorted(Path(sys.argv[1], "licenses").glob("*.yaml"))
start = time.process_time()
for path in files:
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
print(time.process_time() - start)
"""
OURS = """
import sys, time, yaml
sys.path.insert(0, sys.argv[1])
from checker.consistency import check_license
from checker.shelf import Shelf
shelf = Shelf(cache=None, built=None)
shelf.vocabulary, shelf.catalogue.ids
start = time.process_time()
for id in shelf.catalogue.ids:
    shelf.catalogue.get(id)
print(time.process_time() - start)
"""


def main(rounds: int = ROUNDS) -> int:
    """Measure, print, and return the exit code."""
    found = [(measure(LOADER), measure(OURS)) for _ in range(rounds + 1)][1:]
    files = sorted((ROOT / "licenses").glob("*.yaml"))
    size = sum(path.stat().st_size for path in files)
    loader, ours = (statistics.median(times) * 1000 for times in zip(*found, strict=True))
    low, ratio, high = statistics.quantiles((own / bare for bare, own in found), n=4)
    print(f"{rounds} rounds, {len(files)} definitions of {size / 1000:.0f} kB, Python {sys.version.split()[0]}")
    print(f"PyYAML's C loader alone {loader:7.1f} ms")
    print(f"read, checked and built {ours:7.1f} ms, {ratio:.2f} times (quartiles {low:.2f} to {high:.2f})")
    print(f"budget ({RATIO} times): {'kept' if ratio <= RATIO else 'passed'}")
    return 0 if ratio <= RATIO else 1


def measure(script: str) -> float:
    """The seconds of CPU time that `script` says it took."""
    done = subprocess.run([sys.executable, "-c", script, str(ROOT)], capture_output=True, text=True, check=True)
    return float(done.stdout)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
