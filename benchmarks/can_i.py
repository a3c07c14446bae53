"""Measures what `can-i` costs beside `check`, and `choose` over the whole catalogue beside the floor, in one interleaved run.

    python benchmarks/can_i.py [ROUNDS]

Budgets: an answer of `can-i` costs no more than `check` (ratio of the medians of a round at most 1.05, for noise), `choose` at
most 1.8 times the floor. The program is laid out as the wheel lays it out, with the real catalogue. Exits with 1 where a budget
is passed.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from startup import CHECK, FLOOR, ROOT, Case, Cost, measure, run, versions

ROUNDS = 25
SAME, CHOOSE = 1.05, 1.8
CAN_I = ("can-i", "llama3.2", "--do", "host", "--users-at-release", "1M", "--based-in", "US", "--format", "table")
WANTED = (
    *("choose", "--do", "fine-tune,host", "--users", "800M", "--revenue", "2M"),
    *("--based-in", "DE", "--purpose", "commercial", "--format", "table"),
)


def main(rounds: int = ROUNDS) -> int:
    """Measure, print, and return the exit code."""
    with tempfile.TemporaryDirectory(prefix="modelterms-can-i-") as name:
        folder = Path(name)
        built = layout(folder)
        every = [
            Case(FLOOR.name, (str(FLOOR),), folder, code=0),
            Case("check llama3.2", ("-m", "checker", *CHECK), built),
            Case("can-i llama3.2", ("-m", "checker", *CAN_I), built, code=0),
            Case("choose", ("-m", "checker", *WANTED), built, code=0),
        ]
        floor, check, can_i, choose = measure(every, rounds).values()
    definitions = len(list((ROOT / "licenses").glob("*.yaml")))
    print(f"{rounds} rounds, {definitions} definitions, Python {sys.version.split()[0]}, {os.cpu_count()} cores, {versions()}")
    kept = [
        row("check beside the floor", check, floor, None),
        row("can-i beside check", can_i, check, SAME),
        row("choose beside the floor", choose, floor, CHOOSE),
    ]
    print(f"budgets: {'kept' if all(kept) else 'passed'}")
    return 0 if all(kept) else 1


def layout(folder: Path) -> Path:
    """The program with its definitions and the entries that the build makes, in `folder`."""
    built, cache = folder / "built", folder / "cache"
    shutil.copytree(ROOT / "checker", built / "checker", ignore=shutil.ignore_patterns("_stock", "__pycache__"))
    shutil.copytree(ROOT / "licenses", built / "checker" / "licenses")
    for what in ("licenses", "rules"):  # reading everything once fills the cache
        run(Case("fill", ("-m", "checker", "list", what), built, str(cache), code=0))
    shutil.copytree(cache, built / "checker" / "_stock")
    return built


def row(name: str, costs: Sequence[Cost], base: Sequence[Cost], budget: float | None) -> bool:
    """Print the line of a comparison; true where it keeps its budget."""
    low, ratio, high = statistics.quantiles((one.time / other.time for one, other in zip(costs, base, strict=True)), n=4)
    time = statistics.median(one.time for one in costs)
    print(f"{name:26}  {time:6.1f} ms  {ratio:5.2f}  {low:.2f} - {high:.2f}" + (f"  budget {budget}" if budget else ""))
    return budget is None or ratio <= budget


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
