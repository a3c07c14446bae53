"""Build hook of the wheel: checks the shipped YAML and lays its parsed form into the package, so that the program need not parse it.

A definition or rule set that is broken fails the build, with every place that is wrong.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import io
import shutil
import sys
import tempfile
import tokenize
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from checker.source import Problem


FOR_TYPES = ("collections.abc", "typing")  # modules from which mostly types come
WITHOUT_HELP = frozenset({"property", "cached_property", "lru_cache", "cache", "contextmanager", "staticmethod", "classmethod"})


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
    """Write the files of `wheel` anew: source without what only its readers need, and with Zopfli where it is installed.

    Zopfli takes some fifteen seconds and saves 4 in 100.
    """
    try:
        from zopfli import ZipFile
    except ImportError:
        from zipfile import ZipFile
    dense, more = wheel.with_suffix(".dense"), {} if ZipFile is zipfile.ZipFile else {"iterations": 8, "block_splitting_max": 0}
    with zipfile.ZipFile(wheel) as old, ZipFile(dense, "w", zipfile.ZIP_DEFLATED, **more) as new:
        written: dict[str, str] = {}  # source -> its line in RECORD, which comes last
        for member in old.infolist():
            data = old.read(member)
            if member.filename.endswith(".py"):
                data = bare(data.decode()).encode()
                digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
                written[member.filename] = f"{member.filename},sha256={digest},{len(data)}"
            elif member.filename.endswith(".dist-info/RECORD"):
                data = "".join(f"{written.get(line.partition(',')[0], line)}\n" for line in data.decode().splitlines()).encode()
            new.writestr(member, data, zipfile.ZIP_DEFLATED)
    dense.replace(wheel)


def bare(source: str) -> str:
    """Python source without comments, docstrings and the types of functions, indented by one, every line of code where it was. Pure.

    What is left out is for those who read the repository, whose lines a traceback names; what is installed is a program, no library. What a
    decorator is given keeps its docstring, which the command line prints as help, but for those of `WITHOUT_HELP`. Typer reads types, so
    that they stay where it is spoken to.
    """
    lines = source.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            lines[token.start[0] - 1] = lines[token.start[0] - 1][: token.start[1]].rstrip()
    tree = ast.parse(source)
    if ast.get_docstring(tree):
        lines[: tree.body[0].end_lineno] = [""] * (tree.body[0].end_lineno or 0)
    for line, start, end, instead in () if "typer" in source else sorted(set(_types(tree, lines)), reverse=True):
        code = lines[line - 1].encode()
        lines[line - 1] = (code[:start] + instead + code[end:]).decode()
    for node in ast.walk(tree):
        plain = isinstance(node, ast.FunctionDef | ast.ClassDef) and all(_called(one) in WITHOUT_HELP for one in node.decorator_list)
        if plain and ast.get_docstring(node) and len(node.body) > 1:
            for i in range(node.body[0].lineno - 1, node.body[0].end_lineno or 0):
                lines[i] = ""
    for node in tree.body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and not node.orelse:
            lines[node.lineno - 1 : node.end_lineno] = [""] * ((node.end_lineno or 0) - node.lineno + 1)
    _without_idle_imports(lines, {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)})
    _set_in_by_one(lines)
    return "".join(f"{line}\n" for line in lines)


def _called(decorator: ast.expr) -> str:
    """The name of a decorator, with or without arguments."""
    return ast.unparse(decorator).partition("(")[0].rpartition(".")[2]


def _set_in_by_one(lines: list[str]) -> None:
    """Indent source by one blank for every four. What stands in a string of several lines stays as it is."""
    strings = [node for node in ast.walk(ast.parse("\n".join(lines))) if isinstance(node, ast.Constant | ast.JoinedStr)]
    kept = {number for node in strings for number in range(node.lineno, node.end_lineno or 0)}  # the lines behind the first, from 0
    for i, line in enumerate(lines):
        if i not in kept:
            bare = line.lstrip(" ")
            lines[i] = " " * ((len(line) - len(bare)) // 4) + bare


def _without_idle_imports(lines: list[str], named: set[str]) -> None:
    """Take out of source what it imports for types alone, with which it `named` them; and, where none is left, how types are read.

    What it never named is imported for others.
    """
    tree = ast.parse("\n".join(lines))
    types = [getattr(node, name, None) for node in ast.walk(tree) for name in ("annotation", "returns")]
    typed = any(one is not None and not isinstance(one, ast.Constant) for one in types)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == "__future__" and not typed:
            lines[node.lineno - 1] = ""
        elif isinstance(node, ast.ImportFrom):
            idle = {one for one in node.names if (own := one.asname or one.name) not in used and (own in named or node.module in FOR_TYPES)}
            kept = [one for one in node.names if one not in idle]
            if kept and node.lineno == node.end_lineno:
                lines[node.lineno - 1] = ast.unparse(ast.ImportFrom(node.module, kept, 0))
            for line in {one.lineno for one in idle} if kept and node.lineno < (node.end_lineno or 0) else ():
                lines[line - 1] = ""  # a name a line
            if not kept:
                lines[node.lineno - 1 : node.end_lineno] = [""] * ((node.end_lineno or 0) - node.lineno + 1)


def _types(tree: ast.Module, lines: list[str]) -> Iterator[tuple[int, int, int, bytes]]:
    """The types in the heads of functions, of what they and modules name, and of the fields of classes: a line, from 1, from which to which
    of its bytes, and what stands there instead: fields are told by having a type, if only `0`. Longer ones stay."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for one in node.body:
                if isinstance(one, ast.AnnAssign) and one.lineno == one.annotation.end_lineno and "Var" not in ast.unparse(one.annotation):
                    yield one.lineno, one.annotation.col_offset, one.annotation.end_col_offset or 0, b"0"
        if isinstance(node, ast.FunctionDef | ast.Module):
            for one in ast.walk(node) if isinstance(node, ast.FunctionDef) else node.body:
                named = isinstance(one, ast.AnnAssign) and one.value is not None and isinstance(one.target, ast.Name | ast.Attribute)
                if named and one.lineno == one.annotation.end_lineno:
                    yield one.lineno, one.target.end_col_offset or 0, one.annotation.end_col_offset or 0, b""
        if not isinstance(node, ast.FunctionDef):
            continue
        given = node.args
        for one in (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg):
            if one is not None and one.annotation is not None and one.lineno == one.annotation.end_lineno:
                yield one.lineno, one.col_offset + len(one.arg.encode()), one.annotation.end_col_offset or 0, b""
        if node.returns is not None and node.returns.lineno == node.returns.end_lineno:
            head = lines[node.returns.lineno - 1].encode()[: node.returns.col_offset]
            yield node.returns.lineno, len(head[: head.rindex(b"->")].rstrip()), node.returns.end_col_offset or 0, b""


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
