"""Measures `audit`: a hard tree beside the mere reading of its bytes, an ordinary project beside the floor, a second run beside the first.

    python benchmarks/audit.py [TREE] [ROUNDS] [PROJECT...]

TREE is a large tree of Python, best a virtual environment with transformers, diffusers, sentence-transformers, langchain and what they
bring; without it, or with "", it is not measured. A PROJECT is any other, for which there is no budget. Everything is interleaved within
a round, and the medians of the ratios within a round are printed. Exits with 1 where a budget is passed.
"""

from __future__ import annotations

import compileall
import os
import resource
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FLOOR = Path(__file__).with_name("floor.py")
HARD, ORDINARY, AGAIN, MEGABYTES = 10.0, 2.0, 0.25, 250.0  # the budgets
FILES = 500
LARGEST = 40_000  # bytes of a module: projects seldom have larger ones
LEFT_OUT = frozenset({"site-packages", "test", "tests", "encodings", "__pycache__"})
READ = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from checker.scan import MAX_FILE, wanted
from checker.walk import walk
import time
files = [seen.path for seen in walk(Path(sys.argv[1]), wanted, (), True, []) if seen.size <= MAX_FILE]
for _ in range(2):  # the first time brings them into memory
    started = time.perf_counter()
    total = 0
    for path in files:
        with open(path, "rb") as stream:
            total += len(stream.read())
print(time.perf_counter() - started, len(files), total)
"""


PACK = """
import sys
from pathlib import Path
from checker.pack import packed
from checker.shelf import Shelf
from checker.stock import bodies

cache, target = map(Path, sys.argv[1:])
shelf = Shelf(cache, built=None)
for load in shelf.loads():
    load()
target.write_bytes(packed(bodies(cache), shelf.basis))
"""


class Cost(NamedTuple):
    """Seconds by the clock and of both processors, and megabytes at the peak of the largest process."""

    clock: float
    cpu: float
    memory: float


def run(*arguments: str, cache: str = "", package: Path = ROOT) -> Cost:
    """Start a Python program and wait for it. `package`: the folder that holds the program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    own = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "MODELTERMS_"))}
    environment = {**own, "MODELTERMS_CACHE": cache, "PYTHONPATH": str(package)}  # with compiled modules, as an installed program has them
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, *arguments], cwd=package, env=environment, **quiet)  # `-m` looks where it stands first
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in (0, 1) or (process.returncode and str(FLOOR) in arguments):
        raise SystemExit(f"{' '.join(arguments)}: exit code {process.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - started, cpu, used.ru_maxrss / 1024)


def installed(folder: Path) -> Path:
    """The program as a wheel installs it: all data in one file, its modules compiled."""
    package = folder / "installed"
    shutil.copytree(ROOT / "checker", package / "checker", ignore=shutil.ignore_patterns("_stock", "__pycache__", "*.yaml"))
    (package / "checker" / "_stock").mkdir()
    run("-c", PACK, str(folder / "entries"), str(package / "checker" / "_stock" / "data.pack"))
    compileall.compile_dir(package, quiet=1)
    return package


def reading(tree: str) -> float:
    """Seconds to read the candidate files once."""
    done = subprocess.run([sys.executable, "-c", READ, tree, str(ROOT)], capture_output=True, text=True, check=True)
    seconds, files, size = done.stdout.split()
    print(f"  read {files} files, {int(size) / 1e6:.0f} MB, in {float(seconds):.2f} s", flush=True)
    return float(seconds)


def ordinary(folder: Path) -> Path:
    """A project of 500 files: the samples, which name models, and modules of Python's own library, which name none, as most files do."""
    project = folder / "project"
    shutil.copytree(ROOT / "seeds" / "projects", project)
    library = Path(sysconfig.get_path("stdlib"))
    found = (path.relative_to(library) for path in sorted(library.rglob("*.py")))
    sources = [path for path in found if not LEFT_OUT.intersection(path.parts) and 0 < (library / path).stat().st_size <= LARGEST]
    have = sum(path.is_file() for path in project.rglob("*"))
    step = (len(sources) - 1) / (FILES - have)  # from all of it
    for path in (sources[int(i * step)] for i in range(FILES - have)):
        target = project / "package" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(library / path, target)
    return project


class Looks(NamedTuple):
    """CPU time of a first and a second look beside the floor, the same by the clock, and the first one's seconds and megabytes; medians."""

    first: float
    second: float
    first_clock: float
    second_clock: float
    seconds: float
    memory: float

    def __str__(self) -> str:
        return (
            f"first look {self.first:.2f} times the floor (by the clock {self.first_clock:.2f}, {self.seconds:.2f} s), "
            f"second {self.second:.2f} ({self.second_clock:.2f}), {self.memory:.0f} MB"
        )


def looks(project: Path, package: Path, cache: str, rounds: int) -> Looks:
    """Look at a project twice, a few times over, each time beside the floor."""
    found = []
    for _ in range(rounds):
        floor = run(str(FLOOR))
        shutil.rmtree(cache, ignore_errors=True)
        first, second = (run("-m", "checker", "audit", str(project), cache=cache, package=package) for _ in range(2))
        cpu = first.cpu / floor.cpu, second.cpu / floor.cpu
        clock = first.clock / floor.clock, second.clock / floor.clock
        found.append(Looks(*cpu, *clock, first.clock, first.memory))
    return Looks(*map(statistics.median, zip(*found, strict=True)))


def main(tree: str = "", rounds: str = "5", *projects: str) -> int:
    """Measure, print, and return the exit code."""
    kept = True
    tree = tree and str(Path(tree).resolve())
    with tempfile.TemporaryDirectory(prefix="modelterms-audit-") as name:
        project, package, cache = ordinary(Path(name)), installed(Path(name)), str(Path(name, "cache"))
        found = looks(project, package, cache, int(rounds))
        print(f"{FILES} files: {found} (budget {ORDINARY})", flush=True)
        kept &= found.second <= ORDINARY
        for one in projects:
            found = looks(Path(one).resolve(), package, cache, max(1, int(rounds) // 2))
            print(f"{Path(one).name}: {found}", flush=True)
        if tree:
            hard, quick, peak = [], [], []
            for _ in range(max(1, int(rounds) // 2)):
                shutil.rmtree(cache, ignore_errors=True)
                bare = reading(tree)
                first = run("-m", "checker", "audit", tree, "--all-files", cache=cache, package=package)
                second = run("-m", "checker", "audit", tree, "--all-files", cache=cache, package=package)
                print(f"  audit {first.clock:.2f} s ({first.cpu:.2f} s of processors), again {second.clock:.2f} s", flush=True)
                hard.append(first.clock / bare)
                quick.append(second.clock / first.clock)
                peak.append(first.memory)
            print(
                f"hard tree: {statistics.median(hard):.1f} times the reading (budget {HARD:g}), {max(peak):.0f} MB (budget {MEGABYTES:g})"
            )
            print(f"hard tree, second run: {statistics.median(quick):.2f} of the first (budget {AGAIN})")
            kept &= statistics.median(hard) <= HARD and statistics.median(quick) <= AGAIN and max(peak) <= MEGABYTES
    print("budgets kept" if kept else "budgets passed")
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
