"""Measures what `check llama3.2`, `check MIT` and `list licenses` cost beside the floor: CPU time and memory, with 300 definitions.

    python benchmarks/startup.py [ROUNDS]

Every round starts the floor and each case once, so that whatever else the machine does falls on all of them. The ratio is the
median of the ratios within a round. Exits with 1 where a budget is passed.

The program is laid out in a temporary folder as the wheel lays it out (no YAML, one file with all parsed data), then with YAML and the
entries that an editable installation has, then with YAML alone. The case without entries and without a cache is the first run ever
in a checkout that nothing was built in: it must parse and check YAML, is printed to be known, and has no budget.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FLOOR = Path(__file__).with_name("floor.py")
CHECK = ("check", "llama3.2", "--format", "table")
PLAIN = ("check", "MIT", "--format", "table")
LIST = ("list", "licenses", "--format", "table")
PACK = """
import sys
from pathlib import Path
from checker.pack import packed
from checker.shelf import Shelf
from checker.stock import bodies

cache, target = map(Path, sys.argv[1:])
shelf = Shelf(cache, built=None)
shelf.prepare()
target.write_bytes(packed(bodies(cache), shelf.basis))
"""
DEFINITIONS = 300
ROUNDS = 25
RATIO, LIST_RATIO, MEGABYTES = 1.3, 1.5, 60.0  # the budgets


class Case(NamedTuple):
    """A program to start: its arguments after the interpreter, where, with which cache ("": none), and how it must end."""

    name: str
    arguments: tuple[str, ...]
    folder: Path
    cache: str = ""
    code: int = 1
    ratio: float | None = RATIO  # the budget; None: none


class Cost(NamedTuple):
    """User and system time in milliseconds, peak memory in megabytes."""

    time: float
    memory: float


def main(rounds: int = ROUNDS) -> int:
    """Measure, print, and return the exit code."""
    with tempfile.TemporaryDirectory(prefix="modelterms-startup-") as name:
        folder = Path(name)
        found = measure([Case(FLOOR.name, (str(FLOOR),), folder, code=0), *cases(folder)], rounds)
    print(f"{rounds} rounds, {DEFINITIONS} definitions, Python {sys.version.split()[0]}, {os.cpu_count()} cores, {versions()}")
    print(f"{'':28}  {'CPU ms':>6}  {'ratio':>5}  {'quartiles':>11}  {'MB':>5}")
    floor = next(iter(found.values()))
    kept = [row(case, costs, floor) for case, costs in found.items()]
    print(f"budgets ({RATIO} times the floor, a list {LIST_RATIO}; {MEGABYTES:g} MB): {'kept' if all(kept) else 'passed'}")
    return 0 if all(kept) else 1


def cases(folder: Path) -> list[Case]:
    """The ways to start the check, with everything they need laid out in `folder`."""
    plain, built, wheel, cache = folder / "plain", folder / "built", folder / "wheel", folder / "cache"
    shutil.copytree(ROOT / "checker", plain / "checker", ignore=shutil.ignore_patterns("_stock", "__pycache__"))
    definitions(plain / "checker" / "licenses")
    for what in ("licenses", "rules"):  # reading everything once fills the cache
        run(Case("fill", ("-m", "checker", "list", what), plain, str(cache), code=0))
    shutil.copytree(plain, built)
    shutil.copytree(cache, built / "checker" / "_stock")
    shutil.copytree(plain, wheel, ignore=shutil.ignore_patterns("*.yaml", "licenses"))
    (wheel / "checker" / "_stock").mkdir()
    run(Case("pack", ("-c", PACK, str(cache), str(wheel / "checker" / "_stock" / "data.pack")), plain, code=0))
    check = ("-m", "checker", *CHECK)
    return [
        Case("as installed, cache absent", check, wheel),
        Case("as installed, cache warm", check, wheel, str(cache)),
        Case("editable, cache absent", check, built),
        Case("nothing built, cache warm", check, plain, str(cache)),
        Case("nothing built, cache absent", check, plain, ratio=None),
        Case("check MIT, as installed", ("-m", "checker", *PLAIN), wheel, code=0),
        Case("list, as installed", ("-m", "checker", *LIST), wheel, code=0, ratio=LIST_RATIO),
        Case("list, cache warm", ("-m", "checker", *LIST), plain, str(cache), code=0, ratio=LIST_RATIO),
    ]


def definitions(folder: Path) -> None:
    """Fill `folder` with the shipped definitions and as many copies, under names of their own, as it takes."""
    folder.mkdir()
    shipped = sorted((ROOT / "licenses").glob("*.yaml"))
    for path in shipped:
        shutil.copy(path, folder)
    for i, path in enumerate(islice(cycle(shipped), max(DEFINITIONS - len(shipped), 0))):
        own = f"{path.stem}-copy-{i}"
        text = re.sub(r"^(?:tags|aliases|spdx): .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        text = re.sub(r"^(id|name): .*$", rf"\1: {own}", text, flags=re.MULTILINE)
        (folder / f"{own}.yaml").write_text(text, encoding="utf-8")


def measure(every: Sequence[Case], rounds: int) -> dict[Case, list[Cost]]:
    """The costs of every case in every round. Two rounds before do not count: they compile the modules."""
    found = [[run(case) for case in every] for _ in range(rounds + 2)][2:]
    return {case: [costs[i] for costs in found] for i, case in enumerate(every)}


def run(case: Case) -> Cost:
    """Start a case and wait for its end. Raises RuntimeError where it does not end as it must."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "MODELTERMS_"))}
    environment |= {"MODELTERMS_CACHE": case.cache, "COLUMNS": "80"}
    child = subprocess.Popen([sys.executable, *case.arguments], cwd=case.folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != case.code:
        raise RuntimeError(f"{case.name}: ended with {child.returncode}, not {case.code}")
    return Cost((usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024))


def row(case: Case, costs: Sequence[Cost], floor: Sequence[Cost]) -> bool:
    """Print the line of a case; true where it keeps the budgets."""
    time, memory = statistics.median(one.time for one in costs), max(one.memory for one in costs)
    low, ratio, high = statistics.quantiles((one.time / base.time for one, base in zip(costs, floor, strict=True)), n=4)
    note = "" if case.ratio else "  (no budget: parses YAML)"
    print(f"{case.name:28}  {time:6.1f}  {ratio:5.2f}  {low:.2f} - {high:.2f}  {memory:5.1f}{note}")
    return case.ratio is None or (ratio <= case.ratio and memory <= MEGABYTES)


def versions() -> str:
    """The dependencies measured with."""
    from importlib.metadata import version

    return ", ".join(f"{name} {version(name)}" for name in ("typer", "rich", "pyyaml"))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
