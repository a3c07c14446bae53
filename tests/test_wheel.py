"""The wheel, as a user gets it: built, installed in a fresh virtual environment outside the checkout, and used there."""

from __future__ import annotations

import ast
import base64
import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import IDS, OWN_LICENSE, ROOT, RULESETS, SHELF

BIN = "Scripts" if os.name == "nt" else "bin"
MOST_BYTES = 1_000_000  # what the wheel may weigh
SOURCES = ("checker", "licenses", "hatch_build.py", "pyproject.toml", "README.md", "LICENSE")

NOTHING_IS_PARSED = """
from checker import source
from checker.shelf import Shelf

def parse(content, name):
    raise AssertionError(f"{name} is not in the pack")

source.parse = parse
shelf = Shelf()
assert shelf.registry.entries.find("meta-llama/Llama-3.2-1B")
assert shelf.finder_words and shelf.signals and shelf.codes
print(*(len([kind.get(id) for id in kind.ids]) for kind in (shelf.catalogue, shelf.rulebook, shelf.families)))
"""

RUN = """
import runpy, sys
sys.path.insert(0, {path!r})
sys.argv = ["modelterms", "check", "zlib"]
runpy.run_module("checker", run_name="__main__")
"""


class Installed(NamedTuple):
    """A virtual environment with the wheel, and an empty folder to stand in."""

    environment: Path
    empty: Path

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment with a cache that is empty and cannot be written."""
        own = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "MODELTERMS_", "VIRTUAL_ENV"))}
        own["MODELTERMS_CACHE"] = str(self.environment / "pyvenv.cfg" / "cache")
        command = [str(self.environment / BIN / program), *arguments]
        return subprocess.run(command, cwd=self.empty, env=own, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)

    def json(self, *arguments: str, code: int = 0) -> Any:
        done = self.run("modelterms", *arguments, "--format", "json")
        assert (done.returncode, done.stderr) == (code, "")
        return json.loads(done.stdout)


def pip(python: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([python, "-m", "pip", "--no-input", *arguments], capture_output=True, text=True, timeout=300, check=False)


def needs(package: str, done: subprocess.CompletedProcess[str], folder: Path) -> None:
    """Fail with what pip said; skip where pip gets packages nowhere: from no index, no folder and no cache."""
    if done.returncode == 0:
        return
    if pip(sys.executable, "download", "--no-deps", "--retries", "0", "-d", str(folder), package).returncode:
        pytest.skip(f"pip reaches no index and has no wheel of {package}, so the wheel is not tested here")
    pytest.fail(f"{done.args}:\n{done.stdout}{done.stderr}")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    needs("hatchling", pip(sys.executable, "wheel", "--no-deps", "-w", str(folder), str(ROOT)), folder / "probe")
    return next(folder.glob("modelterms-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    needs("typer", pip(str(folder / "venv" / BIN / "python"), "install", str(wheel)), folder / "probe")
    (folder / "empty").mkdir()
    return Installed(folder / "venv", folder / "empty")


def test_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < MOST_BYTES


def test_its_description_is_the_beginning_of_readme(wheel: Path) -> None:
    """What an index shows: whole sections from the first line on, and where the rest is."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        description = archive.read(name).decode().partition("\n\n")[2]
    begin, _, rest = description.rstrip().rpartition("\n")
    before, _, after = (ROOT / "README.md").read_text(encoding="utf-8").partition(begin.rstrip())
    assert (before, after[:5]) == ("", "\n\n## ")
    assert rest.endswith("README.md in the source distribution.")


def test_bare_source_does_the_same_at_the_same_lines(wheel: Path) -> None:
    """The wheel's source has no comments, no types of functions, names and fields nor what is imported for them, and no docstrings;
    what is given to a decorator that may print it keeps its docstring, what speaks to Typer its types, and lines stay. Where no types are
    left, nothing says how they are read."""
    with zipfile.ZipFile(wheel) as archive:
        sources = [name for name in archive.namelist() if name.endswith(".py")]
        assert len(sources) > 100
        for name in sources:
            source = (ROOT / name).read_text(encoding="utf-8")
            before, after = ast.parse(source), ast.parse(archive.read(name))
            named = {node.id for node in ast.walk(before) if isinstance(node, ast.Name)}
            if ast.get_docstring(before):
                del before.body[0]
            for node in ast.walk(before):
                plain = isinstance(node, ast.FunctionDef | ast.ClassDef) and all(map(_helps_nobody, node.decorator_list))
                if plain and ast.get_docstring(node) and len(node.body) > 1:
                    del node.body[0]
                if isinstance(node, ast.FunctionDef) and "typer" not in source:
                    _without_types(node)
                if isinstance(node, ast.ClassDef) and "typer" not in source:
                    _with_plain_fields(node)
            if "typer" not in source:
                before.body = [_Names().visit(one) if isinstance(one, ast.AnnAssign) else one for one in before.body]
            before.body = [one for one in before.body if not (isinstance(one, ast.If) and not one.orelse and _is_for_checking(one))]
            used = {node.id for node in ast.walk(before) if isinstance(node, ast.Name)}
            for node in [one for one in before.body if isinstance(one, ast.ImportFrom) and one.module != "__future__"]:
                for_types = node.module in ("collections.abc", "typing")
                node.names = [one for one in node.names if (own := one.asname or one.name) in used or not (for_types or own in named)]
                if not node.names:
                    before.body.remove(node)
            types = [getattr(node, name, None) for node in ast.walk(before) for name in ("annotation", "returns")]
            if all(one is None or isinstance(one, ast.Constant) for one in types):
                before.body = [one for one in before.body if not (isinstance(one, ast.ImportFrom) and one.module == "__future__")]
            assert ast.dump(after) == ast.dump(before), name
            assert _lines(after) == _lines(before), name


def test_nothing_that_is_imported_was_left_out(wheel: Path) -> None:
    """What a module imports for its types alone is not there for others to import from it."""
    with zipfile.ZipFile(wheel) as archive:
        trees = {name: ast.parse(archive.read(name)) for name in archive.namelist() if name.endswith(".py")}
    modules = {name.removesuffix(".py").removesuffix("/__init__").replace("/", "."): tree for name, tree in trees.items()}
    bound = {name: _bound(tree) for name, tree in modules.items()}
    for name, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in bound:
                for one in node.names:
                    assert one.name in bound[node.module] or f"{node.module}.{one.name}" in bound, f"{name}: {node.module}.{one.name}"


def _bound(tree: ast.Module) -> set[str]:
    """The names that a module binds."""
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    found |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    return found | {
        one.asname or one.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom | ast.Import) for one in node.names
    }


def _helps_nobody(decorator: ast.expr) -> bool:
    names = {node.id for node in ast.walk(decorator) if isinstance(node, ast.Name)}
    return bool(names & {"property", "cached_property", "lru_cache", "cache", "contextmanager", "staticmethod", "classmethod"})


def _is_for_checking(node: ast.If) -> bool:
    return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


class _Names(ast.NodeTransformer):
    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        if node.value is None or node.lineno != node.annotation.end_lineno or not isinstance(node.target, ast.Name | ast.Attribute):
            return node
        return ast.copy_location(ast.Assign([node.target], node.value), node)


def _without_types(function: ast.FunctionDef) -> None:
    """Take the types out of the head of a function and off what it names, but those that stand on several lines."""
    _Names().visit(function)
    given = function.args
    for one in (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg):
        if one is not None and one.annotation is not None and one.lineno == one.annotation.end_lineno:
            one.annotation = None
    if function.returns is not None and function.returns.lineno == function.returns.end_lineno:
        function.returns = None


def _with_plain_fields(one: ast.ClassDef) -> None:
    """Give each field of a class the type `0`, but those with one on several lines."""
    for field in one.body:
        if isinstance(field, ast.AnnAssign) and field.lineno == field.annotation.end_lineno and "Var" not in ast.unparse(field.annotation):
            field.annotation = ast.copy_location(ast.Constant(0), field.annotation)


def _lines(tree: ast.Module) -> list[int]:
    return [node.lineno for node in ast.walk(tree) if hasattr(node, "lineno")]


def test_what_the_wheel_records_is_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        record = next(name for name in archive.namelist() if name.endswith(".dist-info/RECORD"))
        for name, digest, size in csv.reader(archive.read(record).decode().splitlines()):
            data = archive.read(name)
            if digest:
                found = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
                assert (digest, int(size)) == (f"sha256={found}", len(data)), name


def test_what_only_measures_is_not_in_it(wheel: Path) -> None:
    """What authorities say of licenses (docs/data) must not be there for a rule to read."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "checker/_stock/data.pack" in names
    assert "checker/texts/stored.py" in names
    assert "checker/texts/packing.py" not in names  # what writes the fingerprints
    assert not [name for name in names if name.endswith((".yaml", ".json"))]  # all data are in the pack, once
    assert not [name for name in names if "docs" in name or "data/" in name or "flags" in name or "choosealicense" in name]


def test_check_answers_from_an_empty_folder(installed: Installed) -> None:
    result = installed.json("check", "llama3.2", code=1)["results"][0]
    verdicts = {criterion["id"]: criterion["verdict"] for criterion in result["criteria"]}
    assert (result["license"], result["ruleset"], result["verdict"]) == ("llama-3.2-community", "osd", "fails")
    assert verdicts["OSD-5"] == verdicts["OSD-6"] == "fails"
    assert not list(installed.empty.iterdir())


def test_help_says_what_the_program_does(installed: Installed) -> None:
    """The help of a command is a docstring, and that of the program itself is a private function's."""
    assert "Read the fine print of AI-model licenses" in installed.run("modelterms", "--help").stdout
    assert "Hold licenses against rule sets" in installed.run("modelterms", "check", "--help").stdout


def test_list_shows_what_the_checkout_has(installed: Installed) -> None:
    assert {one["id"] for one in installed.json("list")["licenses"]} == set(IDS)


def test_data_comes_from_the_wheel(installed: Installed) -> None:
    ask = "import json, sys; from checker import shelf; print(json.dumps([sys.path, str(shelf.PACKAGE), str(shelf.shipped('licenses'))]))"
    path, package, licenses = json.loads(installed.run("python", "-c", ask).stdout)
    assert not any(Path(entry).resolve().is_relative_to(ROOT) for entry in path if entry)
    assert Path(package).is_relative_to(installed.environment.resolve())
    assert Path(licenses) == Path(package, "licenses")


def test_every_file_is_in_the_pack(installed: Installed) -> None:
    done = installed.run("python", "-c", NOTHING_IS_PARSED)
    assert (done.stdout.split(), done.stderr) == ([str(len(IDS)), str(len(RULESETS)), str(len(SHELF.families.ids))], "")


def test_the_pack_answers_to_every_name(installed: Installed) -> None:
    """Names and texts are looked up in tables that the build made: they must hold what the files say."""
    ask = (
        "import json; from checker.shelf import Shelf; c = Shelf().catalogue; "
        "print(json.dumps([sorted(c.names()), {t.sha256: c.by_text(t.sha256) for i in c.ids for t in c.get(i).texts if t.sha256}]))"
    )
    names, texts = json.loads(installed.run("python", "-c", ask).stdout)
    assert [tuple(one) for one in names] == sorted(SHELF.catalogue.names())
    assert texts == {sha: SHELF.catalogue.by_text(sha) for sha in texts}
    assert set(texts.values()) - {""} == set(SHELF.catalogue.texts().values())
    assert SHELF.catalogue.by_text("0" * 64) == SHELF.catalogue.by_text(next(iter(SHELF.catalogue.texts())) + "0" * 52) == ""


@pytest.mark.parametrize("project", sorted(path.name for path in (ROOT / "seeds" / "projects").iterdir()))
def test_an_audit_says_what_it_says_in_the_checkout(installed: Installed, project: str) -> None:
    """Verdicts are looked up that the build worked out."""
    asked = ("audit", str(ROOT / "seeds" / "projects" / project), "--no-cache", "--format", "json")
    here = subprocess.run([sys.executable, "-m", "checker", *asked], cwd=ROOT, capture_output=True, text=True)
    there = installed.run("python", "-m", "checker", *asked)
    assert (there.returncode, there.stdout) == (here.returncode, here.stdout)
    assert json.loads(there.stdout)["findings"]


def test_a_definition_of_ones_own_extends_one_in_the_pack(installed: Installed) -> None:
    own = installed.environment / "licenses"  # named like the program's own folder: still a file of the user
    own.mkdir()
    (own / "mit.yaml").write_text((ROOT / "licenses" / "isc.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert installed.json("check", str(own / "mit.yaml"))["results"][0]["license"] == "isc"
    assert installed.run("modelterms", "check", str(own / "none.yaml")).returncode == 2
    (own / "mine.yaml").write_text(OWN_LICENSE, encoding="utf-8")
    assert installed.json("check", str(own / "mine.yaml"), code=1)["results"][0]["license"] == "mine"


def test_a_damaged_pack_is_told(installed: Installed, tmp_path: Path) -> None:
    """A copy of the package with half a pack: a word and exit 2, no traceback."""
    shelf = installed.run("python", "-c", "from checker import shelf; print(shelf.PACKAGE)").stdout.strip()
    shutil.copytree(shelf, tmp_path / "checker")
    pack = tmp_path / "checker" / "_stock" / "data.pack"
    for content in (pack.read_bytes()[:20_000], b"", b"[]\n"):
        pack.write_bytes(content)
        done = installed.run("python", "-c", RUN.format(path=str(tmp_path)))
        assert done.returncode == 2
        assert "data.pack: is damaged: install modelterms again" in done.stderr


@pytest.mark.parametrize("arguments", [("check", "llama3.2", "--format", "table"), ("list",)], ids=" ".join)
def test_yaml_is_not_loaded(installed: Installed, arguments: Sequence[str]) -> None:
    done = installed.run("python", "-X", "importtime", "-m", "checker", *arguments)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "checker.catalogue" in loaded
    assert not loaded & {"yaml", "_yaml", "checker.schema", "checker.kinds", "hashlib"}


def test_a_broken_definition_fails_the_build(wheel: Path, tmp_path: Path) -> None:
    for name in SOURCES:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, tmp_path / name, ignore=shutil.ignore_patterns("_stock", "__pycache__"))
        else:
            shutil.copy(place, tmp_path)
    definition = tmp_path / "licenses" / "mit.yaml"
    lines = definition.read_text(encoding="utf-8").splitlines()
    definition.write_text("\n".join([*lines, "colour: blue", ""]), encoding="utf-8")
    done = pip(sys.executable, "wheel", "--no-deps", "-w", str(tmp_path / "wheel"), str(tmp_path))
    assert done.returncode
    assert f"mit.yaml:{len(lines) + 1}:1: 'colour' is no key here" in done.stdout + done.stderr
