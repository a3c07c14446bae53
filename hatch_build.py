"""Build hook of the wheel: checks the shipped YAML and lays its parsed form into the package, so that the program need not parse it.

A definition or rule set that is broken fails the build, with every place that is wrong.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Callable

    from checker.source import Problem


class StockHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fills `checker/_stock`: with a pack in the wheel, or for an editable one with entries in the checkout, which .gitignore keeps out."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the entries before anything is packed. Raises SystemExit with what is wrong with the data."""
        self._made = tempfile.TemporaryDirectory(prefix="modelterms-stock-")
        entries, pack = Path(self._made.name, "entries"), Path(self._made.name, "data.pack")
        pack.write_bytes(fill(Path(self.root), entries))
        if version == "editable":
            shutil.rmtree(Path(self.root, "checker", "_stock"), ignore_errors=True)
            shutil.copytree(entries, Path(self.root, "checker", "_stock"))
        else:
            build_data["force_include"][str(pack)] = "checker/_stock/data.pack"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what is in the wheel by now, and pack the wheel as densely as its format can be."""
        self._made.cleanup()
        if version == "standard":
            pack_densely(Path(artifact_path))


def pack_densely(wheel: Path) -> None:
    """Write the files of `wheel` anew with Zopfli, which takes seconds and saves 4 in 100; where it is not installed, leave them."""
    try:
        import zopfli
    except ImportError:
        return
    dense = wheel.with_suffix(".dense")
    with zipfile.ZipFile(wheel) as old, zopfli.ZipFile(dense, "w", zipfile.ZIP_DEFLATED, iterations=3) as new:
        for member in old.infolist():
            new.writestr(member, old.read(member), zipfile.ZIP_DEFLATED)
    dense.replace(wheel)


def fill(root: Path, folder: Path) -> bytes:
    """Write an entry for every YAML file of the checkout at `root` into the empty `folder`; return all as one pack. Raises SystemExit."""
    sys.path.insert(0, str(root))
    try:
        from checker.pack import packed
        from checker.shelf import Shelf
        from checker.stock import bodies

        shelf = Shelf(cache=folder, licenses=root / "licenses", built=None)
        problems = _problems(lambda: shelf.vocabulary) or {one for load in shelf.loads() for one in _problems(load)}
    finally:
        sys.path.remove(str(root))
    if problems:
        raise SystemExit("\n".join(f"error: {problem}" for problem in sorted(problems)))
    return packed(bodies(folder), shelf.basis)


def _problems(load: Callable[[], object]) -> set[Problem]:
    """What is wrong with a file."""
    from checker.source import SourceError

    try:
        load()
    except SourceError as error:
        return set(error.problems)
    return set()
