"""Measures what `can-i` costs beside `check`, and `choose` over the whole catalogue beside the floor, in one interleaved run.

    python benchmarks/can_i.py [ROUNDS]

Budgets: an answer of `can-i` costs no more than `check` (ratio of the medians of a round at most 1.05, for noise), `choose` at
most 1.8 times the floor. The program is laid out with the real catalogue twice, without any cache: as the wheel lays it out (one file
with all parsed data), and as an editable installation has it (YAML, and entries beside it). Exits with 1 where a budget is passed.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from startup import CHECK, FLOOR, PACK, ROOT, Case, Cost, measure, run, versions

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
        layouts = layout(folder)
        every = [Case(FLOOR.name, (str(FLOOR),), folder, code=0)]
        for what, place in layouts.items():
            every += [
                Case(f"check, {what}", ("-m", "checker", *CHECK), place),
                Case(f"can-i, {what}", ("-m", "checker", *CAN_I), place, code=0),
                Case(f"choose, {what}", ("-m", "checker", *WANTED), place, code=0),
            ]
        floor, *found = measure(every, rounds).values()
    definitions = len(list((ROOT / "licenses").glob("*.yaml")))
    print(f"{rounds} rounds, {definitions} definitions, Python {sys.version.split()[0]}, {os.cpu_count()} cores, {versions()}")
    kept = []
    for what, check, can_i, choose in zip(layouts, found[::3], found[1::3], found[2::3], strict=True):
        kept += [
            row(f"check beside the floor, {what}", check, floor, None),
            row(f"can-i beside check, {what}", can_i, check, SAME),
            row(f"choose beside the floor, {what}", choose, floor, CHOOSE),
        ]
    print(f"budgets: {'kept' if all(kept) else 'passed'}")
    return 0 if all(kept) else 1


def layout(folder: Path) -> dict[str, Path]:
    """The program with its definitions and what a build makes of them, in `folder`: as installed, and editable."""
    editable, wheel, cache = folder / "editable", folder / "wheel", folder / "cache"
    shutil.copytree(ROOT / "checker", editable / "checker", ignore=shutil.ignore_patterns("_stock", "__pycache__"))
    shutil.copytree(ROOT / "licenses", editable / "checker" / "licenses")
    run(Case("fill", ("-m", "checker", "list", "rules"), editable, str(cache), code=0))
    shutil.copytree(editable, wheel, ignore=shutil.ignore_patterns("*.yaml", "licenses"))
    (wheel / "checker" / "_stock").mkdir()
    run(Case("pack", ("-c", PACK, str(cache), str(wheel / "checker" / "_stock" / "data.pack")), editable, code=0))
    shutil.copytree(cache, editable / "checker" / "_stock")
    return {"as installed": wheel, "editable": editable}


def row(name: str, costs: Sequence[Cost], base: Sequence[Cost], budget: float | None) -> bool:
    """Print the line of a comparison; true where it keeps its budget."""
    low, ratio, high = statistics.quantiles((one.time / other.time for one, other in zip(costs, base, strict=True)), n=4)
    time = statistics.median(one.time for one in costs)
    print(f"{name:40}  {time:6.1f} ms  {ratio:5.2f}  {low:.2f} - {high:.2f}" + (f"  budget {budget}" if budget else ""))
    return budget is None or ratio <= budget


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
