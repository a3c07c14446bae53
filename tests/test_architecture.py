"""The house keeps its shape: imports run downwards, only the command line touches the outside, modules stay short."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = {
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path
    for path in sorted((ROOT / "checker").rglob("*.py"))
}

# From the ground up. A module imports only from lower lines; those of one line do not know each other, unless the line is a chain.
LAYERS = [
    {"checker", "checker.digests", "checker.gists", "checker.later", "checker.lazy", "checker.pairs", "checker.tuples", "checker.clock"},
    {"checker.texts", "checker.texts.markup"},
    {"checker.texts.fold"},
    {
        *(
            "checker.model",
            "checker.source",
            "checker.references",
            "checker.escape",
            "checker.names",
            "checker.filenames",
            "checker.patterns",
        ),
        *("checker.texts.normalize", "checker.pages", "checker.figures"),
    },
    {
        "checker.bars",
        "checker.ignored",
        "checker.tracked",
        "checker.textfiles",
        "checker.pack",
        "checker.texts.prints",
        "checker.texts.holders",
        "checker.texts.lists",
        "checker.texts.numerals",
    },
    {"checker.texts.explained", "checker.texts.bare", "checker.texts.align", "checker.texts.stored"},
    {"checker.texts.candidates", "checker.texts.verdicts", "checker.texts.packing"},
    {"checker.texts.identify"},
    {
        *("checker.texts.marks", "checker.texts.licensor", "checker.texts.amounts", "checker.texts.needed"),
        "checker.texts.han",
        "checker.texts.tongue",
        *("checker.texts.obliged", "checker.texts.turned"),
        *("checker.stock", "checker.vocabulary", "checker.expressions", "checker.line_hash", "checker.report"),
        *("checker.register", "checker.beginnings", "checker.own_reports"),
    },
    {
        "checker.texts.chains",
        *("checker.ends", "checker.page", "checker.covers"),
        "checker.spdx",
        "checker.kinds",
        "checker.build",
        "checker.texts.outline",
        "checker.texts.sentences",
        "checker.texts.library",
        "checker.words",
    },
    {
        "checker.constraints",
        "checker.places",
        "checker.libraries",
        "checker.addresses",
        "checker.texts.changes",
        "checker.texts.locate",
        "checker.texts.passages",
        "checker.texts.signals",
    },
    {
        "checker.texts.found",
        "checker.schema",
        "checker.wording",
        "checker.texts.verify",
        "checker.conditions",
        "checker.shapes",
    },
    {
        "checker.texts.limits",
        "checker.texts.byname",
        "checker.texts.acts",
        "checker.texts.fields",
        "checker.consistency",
        "checker.rules",
        "checker.engine",
        "checker.formats",
    },
    {"checker.texts.spots"},
    {
        *("checker.texts.draft", "checker.catalogue", "checker.families", "checker.rulebook", "checker.claims"),
        *("checker.profile", "checker.joint", "checker.verdicts", "checker.reading"),
    },
    {
        *("checker.texts.draftfile", "checker.facts", "checker.asked", "checker.highlights", "checker.filters", "checker.enroll"),
        *("checker.policy", "checker.walk", "checker.needs", "checker.companions"),
    },
    {"checker.called", "checker.owed"},
    {"checker.can_i", "checker.naming", "checker.recognize", "checker.finders", "checker.finders.*"},
    {"checker.cut"},
    {"checker.ask", "checker.compare", "checker.resolve", "checker.scan"},
    {"checker.online", "checker.scancache", "checker.collect"},
    {"checker.looking"},
    {"checker.beside", "checker.answers"},
    {"checker.shelf", "checker.findings"},
    {"checker.audit"},
    {"checker.pages.*", "checker.formats.*"},
    {"checker.copies"},
    {"checker.explain", "checker.given"},
    {"checker.bench"},
    {"checker.outcome", "checker.changes", "checker.baseline", "checker.starter"},
    {"checker.project", "checker.textwork"},
    {"checker.options", "checker.commands"},
    {"checker.cli", "checker.cli.*"},
    {"checker.__main__"},
]
LINES = 300


def layer(name: str) -> int:
    for i, names in enumerate(LAYERS):
        if name in names:
            return i
    package = name.rpartition(".")[0] + ".*"
    for i, names in enumerate(LAYERS):
        if package in names:
            return i
    raise AssertionError(f"{name} stands in no layer: say where it belongs")


def imports(path: Path) -> set[str]:
    """The modules of ours that a file imports, lazily or not."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "checker":
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names if f"{node.module}.{alias.name}" in MODULES}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "checker"}
    return {name for name in found if name in MODULES}


@pytest.mark.parametrize("name", MODULES)
def test_imports_run_downwards(name: str) -> None:
    for other in imports(MODULES[name]) - {"checker"}:
        same_package = other.rpartition(".")[0] == name.rpartition(".")[0] != "checker" and name.split(".")[1] in (
            "pages",
            "finders",
            "cli",
        )
        assert layer(other) < layer(name) or same_package or other == name.rpartition(".")[0] or name == other.rpartition(".")[0], (
            f"{name} imports {other}"
        )


@pytest.mark.parametrize("name", MODULES)
def test_there_are_no_circles(name: str) -> None:
    seen, todo = set(), [name]
    while todo:
        for other in imports(MODULES[todo.pop()]):
            assert other != name, f"{name} imports itself by way of others"
            if other not in seen:
                seen.add(other)
                todo.append(other)


def outside(tree: ast.AST) -> set[str]:
    """What in a module prints, reads the environment or ends the program."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "input", "exit", "quit"):
            found.add(node.func.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            pair = (node.value.id, node.attr)
            if pair in {
                ("os", "environ"),
                ("os", "getenv"),
                ("sys", "exit"),
                ("os", "_exit"),
                ("sys", "argv"),
                ("sys", "stdout"),
                ("sys", "stderr"),
                ("Path", "home"),
            }:
                found.add(".".join(pair))
        if isinstance(node, ast.Name) and node.id == "SystemExit":
            found.add("SystemExit")
        if isinstance(node, ast.ImportFrom) and node.module in ("os", "sys"):
            found |= {
                f"{node.module}.{alias.name}"
                for alias in node.names
                if alias.name in ("environ", "getenv", "exit", "stdout", "stderr", "argv")
            }
    return found


@pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith(("checker.cli", "checker.__main__"))])
def test_only_the_command_line_touches_the_outside(name: str) -> None:
    assert outside(ast.parse(MODULES[name].read_text(encoding="utf-8"))) == set()


def test_the_command_line_does_touch_it() -> None:
    """The check above can fail: it finds in the terminal what it must not find elsewhere."""
    assert {"os.environ", "sys.stdout", "sys.stderr"} <= outside(ast.parse(MODULES["checker.cli.terminal"].read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", MODULES)
def test_modules_are_read_in_one_sitting(name: str) -> None:
    assert len(MODULES[name].read_text(encoding="utf-8").splitlines()) <= LINES


def test_formats_do_not_know_each_other() -> None:
    for name in MODULES:
        if name.startswith("checker.formats."):
            assert not {other for other in imports(MODULES[name]) if other.startswith("checker.formats")}
