"""Projects that want to do harm, or are broken: no file may raise, hang, write, or hide what another one holds."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from checker import formats, policy, project
from checker.clock import Late, bounded
from checker.pages.audit import page
from checker.report import Report
from checker.source import SourceError
from checker.stock import put
from tests.conftest import ROOT, SHELF

LLAMA = 'm = AutoModel.from_pretrained("meta-llama/Llama-3.2-1B")\n'
FOUND = "meta-llama/Llama-3.2-1B"
SECONDS = 20  # generous: what is guarded against never ends


def audited(folder: Path) -> Report:
    """The report; a sound file beside the harmful one must still be seen, and the whole must end."""
    (folder / "zz_sound.py").write_text(LLAMA)
    started = time.monotonic()
    report = project.examine(SHELF, project.Wanted(folder, policy.Policy()))
    assert time.monotonic() - started < SECONDS
    assert FOUND in {one.model for one in report.models}
    return report


def warned(report: Report) -> dict[str, str]:
    return {one.path: one.message for one in report.warnings}


CARDS = {
    "list": "license: [mit, apache-2.0]",
    "number": "license: 42",
    "no": "license: no",
    "bomb": "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nlicense: *c",
    "deep": "license: " + "[" * 5000,
    "tag": "license: !!python/object/apply:os.system ['echo x']",
    "mapping": "license: {a: b}",
}


@pytest.mark.parametrize("name", CARDS)
def test_cards(tmp_path: Path, name: str) -> None:
    (tmp_path / "README.md").write_text(f"---\n{CARDS[name]}\npipeline_tag: x\n---\n")
    report = audited(tmp_path)
    if name in ("list", "no"):
        assert not report.warnings
    else:
        assert "README.md" in warned(report)


BINARIES = {
    "keys.gguf": b"GGUF" + struct.pack("<IQQ", 3, 0, 1 << 60),
    "text.gguf": b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 1 << 62),
    "none.gguf": b"hello",
    "kind.gguf": b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 1) + b"a" + struct.pack("<I", 99),
    "long.safetensors": struct.pack("<Q", 1 << 20) + b"{}",
    "huge.safetensors": struct.pack("<Q", 1 << 62) + b"{}",
    "empty.safetensors": struct.pack("<Q", 0) + b"{}",
    "short.safetensors": b"\x01",
    "broken.safetensors": struct.pack("<Q", 40) + b'{"__metadata__":{"license":"mit"' + b" " * 8,
}


@pytest.mark.parametrize("name", BINARIES)
def test_headers(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BINARIES[name])
    assert name in warned(audited(tmp_path))


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    with open(tmp_path / "large.json", "wb") as stream:
        stream.truncate(1_000_000_000)
    assert "larger than" in warned(audited(tmp_path))["large.json"]


def test_one_line_of_fifty_megabytes(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"a": "' + "x" * 50_000_000 + '"}')
    assert "a.json" in warned(audited(tmp_path))


def test_one_line_just_below_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"model": "' + "a/b-" * 1_200_000 + '"}')
    audited(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    assert "no regular file" in warned(audited(tmp_path))["pipe.py"]


def test_a_link_to_a_folder_outside_is_told(tmp_path: Path) -> None:
    """Models are often kept elsewhere: that they were not looked at must be said. A link inside the project is no news."""
    (tmp_path / "p" / "own").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "p" / "models").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "p" / "alias").symlink_to("own", target_is_directory=True)
    (tmp_path / "p" / "nowhere").symlink_to("gone")
    assert [str(one) for one in audited(tmp_path / "p").warnings] == ["models: is a link out of the project and is not followed"]


def test_links_that_loop_or_lead_out(tmp_path: Path) -> None:
    inside = tmp_path / "p"
    inside.mkdir()
    (tmp_path / "secret.py").write_text('x = AutoModel.from_pretrained("google/gemma-2-2b")\n')
    (inside / "loop").symlink_to(inside, target_is_directory=True)
    (inside / "out.py").symlink_to(tmp_path / "secret.py")
    (inside / "dead.py").symlink_to(inside / "nowhere.py")
    (inside / "self.py").symlink_to(inside / "self.py")
    report = audited(inside)
    assert "google/gemma-2-2b" not in {one.model for one in report.models}
    assert "out of the project" in warned(report)["out.py"]
    assert {"dead.py", "self.py"} <= set(warned(report))


NAMES = ["\x1b[31mred.py", "::error::x.py", "##[group]x.py", "<script>.py", "a|b.py", "new\nline.py", "per%cent #1.py", "\u202etxt.py"]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_names_are_only_shown(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(LLAMA)
    report = audited(tmp_path)
    for each in formats.names():
        shown = formats.renderer(each)(page(report), 80, False)
        assert "\x1b[31m" not in shown
        assert "\u202e" not in shown
        allowed = each == "github"
        assert not [line for line in shown.splitlines() if line.lstrip().startswith(("::", "##["))] or allowed
        if each == "github":
            assert all(line.startswith(("::error ", "::warning ", "::notice ")) or not line.startswith("::") for line in shown.splitlines())


def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/\xff\xfe.py"
    try:
        with open(raw, "wb") as stream:
            stream.write(LLAMA.encode())
    except OSError:
        pytest.skip("this file system takes no such names")
    report = audited(tmp_path)
    assert "\\xff\\xfe.py" in {place.path for one in report.models for place in one.places}
    json.dumps(formats.renderer("json")(page(report), 80, False)).encode("ascii")


def test_a_model_whose_name_is_markup(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text('model: "meta-llama/Llama-3.2-1B<script>alert(1)</script>"\nllm: "a\\u001b[31mb/c-7b-chat"\n')
    report = audited(tmp_path)
    for each in ("markdown", "junit", "github", "table"):
        assert "<script>" not in formats.renderer(each)(page(report), 80, False)


def test_a_manifest_that_points_out(tmp_path: Path) -> None:
    path = tmp_path / "manifests/registry.ollama.ai/library/x/latest"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"layers": [{"digest": "sha256:../../../etc/passwd"}]}))
    assert "is none" in warned(audited(tmp_path))[path.relative_to(tmp_path).as_posix()]


PYTHON = {
    "syntax": "def f(:\n  x = AutoModel.from_pretrained('google/gemma-2-2b')\n",
    "nul": "x = 'google/gemma-2-2b'\0\n",
    "deep": "x = " + "(" * 5000 + "'google/gemma-2-2b'" + ")" * 5000 + "\n",
    "chain": "x = " + " + ".join(["'google/gemma-2-2b'"] * 3000) + "\n",
    "attributes": "x" + ".a" * 20000 + "('google/gemma-2-2b')\n",
    "quotes": '"' * 100_001 + "\n",
    "hash": "#" + "/a" * 200_000 + "\n",
    "backtrack": "'" + "a" * 50_000 + "/" * 50_000 + "\n",
}


@pytest.mark.parametrize("name", PYTHON)
def test_python_that_is_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.py").write_text(PYTHON[name])
    audited(tmp_path)


LINES = [
    "${" * 20_000,
    "[" * 50_000,
    "{" * 50_000 + '"model": "x/y-7b"',
    "--model " * 20_000,
    '"' + "\\" * 50_000,
    "a: " * 20_000,
    " " * 100_000 + "x/y",
    " /*" * 100_000 + '"model": "x/y-7b"',
    "# x\n" * 20_000 + "openapi",
    "/" * 100_000,
    "// " * 50_000,
    "\n" * 200_000,
    "FROM x\n" * 50_000,
    "# " * 50_000 + '"model": "x/y-7b"',
    "gpt-4o " + '\\"' * 9_000,
    "`hf: " * 20_000,
    "-" * 60_000 + "\n  model: x/y-7b",
    "new ChatOpenAI()\n" * 8_000 + "langchain",
    'gpt-4o": "' + '\\"a' * 6_000,
]


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.json5", "a.tf", "a.ts", "a.sh", "a.md", "a.ipynb", "Modelfile"])
@pytest.mark.parametrize("i", range(len(LINES)))
def test_lines_that_want_to_be_looked_at_for_ever(tmp_path: Path, name: str, i: int) -> None:
    (tmp_path / name).write_text((LINES[i] + "\n") * 5)
    audited(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ipynb", '{"cells": [{"cell_type": "code", "source": ["x = \'' + "# " * 200_000 + '"]}]}'),
    ],
)
def test_no_file_is_read_for_longer_than_its_time(tmp_path: Path, name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time was looked at between two findings alone: what found nothing had no end."""
    monkeypatch.setattr("checker.scan.MOST_SECONDS", 0.5)
    (tmp_path / name).write_text(text)
    started = time.monotonic()
    report = audited(tmp_path)
    assert time.monotonic() - started < SECONDS / 2
    assert "was not read to its end" in warned(report)[name]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sub/modelterms.toml", 'model = "meta-llama/Llama-2-7b-hf"\n'),
        ("sub/pyproject.toml", '[tool.modelterms]\nx = 1\n [tool.app]\nmodel = "meta-llama/Llama-2-7b-hf"\n'),
        ("pyproject.toml", '[tool.app]\nx = """\n[tool.modelterms]\n"""\nmodel = "meta-llama/Llama-2-7b-hf"\n'),
        ("pyproject.toml", '[tool.modelterms]\nrules = []\n [tool.app]\nmodel = "meta-llama/Llama-2-7b-hf"\n'),
        ("a.yaml", 'glob: " /*"\nmodel: meta-llama/Llama-2-7b-hf\nother: " */"\n'),
        ("a.ts", 'const g = " /*";\nconst model = "meta-llama/Llama-2-7b-hf";\nconst h = " */";\n'),
        ("a.py", '# \0\nm = AutoModel.from_pretrained("meta-llama/Llama-2-7b-hf")\n'),
    ],
)
def test_what_would_hide_a_model(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    report = project.examine(SHELF, project.Wanted(tmp_path, project.policy_of(tmp_path, None, False)))
    assert [one.model for one in report.models if one.used] == ["meta-llama/Llama-2-7b-hf"]


def test_a_file_in_utf16_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("model: meta-llama/Llama-2-7b-hf\n", encoding="utf-16")
    assert "meta-llama/Llama-2-7b-hf" in {one.model for one in audited(tmp_path).models}


def test_what_a_long_line_holds_behind_its_bound_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"x": "y " * 11_000, "model": "meta-llama/Llama-2-7b-hf"}))
    (tmp_path / "b.json").write_text(json.dumps({"x": "y " * 11_000, "words": "nothing-else here"}))
    assert {name: message[:32] for name, message in warned(audited(tmp_path)).items()} == {"a.json": "line 1 is longer than 20,000 cha"}


def test_a_policy_with_a_key_of_very_many_parts_is_not_read(tmp_path: Path) -> None:
    """80 kB took 26 s, and the time grows faster than with the square."""
    file = tmp_path / "modelterms.toml"
    file.write_text("a" + ".a" * 40_000 + " = 1\n")
    with pytest.raises(SourceError, match="dots"):
        policy.load(file)


def test_a_report_is_not_written_through_a_link(tmp_path: Path) -> None:
    """The action writes `modelterms.sarif` into the checkout, where a pull request may have put a link of that name."""
    other = tmp_path / "precious"
    other.write_text("precious")
    link = tmp_path / "modelterms.sarif"
    link.symlink_to(other)
    put(link, b"report")
    assert (other.read_text(), link.read_text(), link.is_symlink()) == ("precious", "report", False)
    (tmp_path / "old").write_text("x")
    (tmp_path / "old").chmod(0o640)
    put(tmp_path / "old", b"new")
    assert ((tmp_path / "old").read_text(), (tmp_path / "old").stat().st_mode & 0o777) == ("new", 0o640)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["modelterms.sarif", "old", "precious"]


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system refuses it to everybody but root, for whom it is refused here."""
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    real = os.scandir

    def scandir(path):  # type: ignore[no-untyped-def]
        if str(path) == str(closed):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    if os.access(closed, os.R_OK):
        monkeypatch.setattr(os, "scandir", scandir)
    try:
        assert "Permission denied" in warned(audited(tmp_path))["closed"]
    finally:
        closed.chmod(0o700)


NOBODY = 65534
# The first run is root's, and loads what another user may not be allowed to read: Python itself.
AS_NOBODY = """
import contextlib, io, os, sys
from checker.cli import main
sys.argv = ["modelterms", "audit", {project!r}, "--no-cache", "-f", "json"]
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main()
os.setgroups([])
os.setgid({nobody})
os.setuid({nobody})
main()
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
def test_an_expression_that_does_not_end_is_ended() -> None:
    started = time.monotonic()
    with pytest.raises(Late), bounded(0.2):
        re.search(r"(?:a|aa)+$", "a" * 60 + "b")
    assert time.monotonic() - started < SECONDS
    with bounded(5):
        pass


def test_a_user_without_permission_is_told_so() -> None:
    """As another user, in a process of its own: a folder, a file, a list of patterns and a policy that are not for him."""
    with TemporaryDirectory() as own:  # those of pytest are for its user alone
        Path(own).chmod(0o755)
        done = audited_by_nobody(Path(own) / "p")
    said = json.loads(done.stdout)
    assert {one["path"] for one in said["warnings"]} == {"closed", "b.py", ".gitignore"}
    assert all("Permission denied" in one["message"] for one in said["warnings"])
    assert [one["model"] for one in said["models"]] == [FOUND]
    assert done.returncode == 1


def audited_by_nobody(project_folder: Path) -> subprocess.CompletedProcess[bytes]:
    for name in ("closed/a.py", "b.py", ".gitignore", "zz.py"):
        (project_folder / name).parent.mkdir(parents=True, exist_ok=True)
        (project_folder / name).write_text(LLAMA)
    for name in ("closed", "b.py", ".gitignore"):
        (project_folder / name).chmod(0)
    code = AS_NOBODY.format(project=str(project_folder), nobody=NOBODY)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MODELTERMS_CACHE": ""}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=120, env=environment)


def test_a_file_that_vanishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.py").write_text(LLAMA)
    real = project.walk

    def walk(*arguments):  # type: ignore[no-untyped-def]
        for seen in real(*arguments):
            if seen.name == "a.py":
                Path(seen.path).unlink()
            yield seen

    monkeypatch.setattr(project, "walk", walk)
    assert "cannot be read" in warned(audited(tmp_path))["a.py"]


def test_deep_folders(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(80):
        folder = folder / "d"
    folder.mkdir(parents=True)
    (folder / "a.py").write_text(LLAMA)
    assert any("deeper" in message for message in warned(audited(tmp_path)).values())


def test_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(LLAMA)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    audited(tmp_path)
    (tmp_path / "zz_sound.py").unlink()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_headers_cut_anywhere_or_with_a_byte_changed() -> None:
    from checker.finders import headers
    from checker.references import Note, Stated

    def text(value: str) -> bytes:
        return struct.pack("<Q", len(value)) + value.encode()

    pairs = {"general.license": "mit", "general.base_model.0.name": "x", "general.base_model.0.repo_url": "https://huggingface.co/a/b"}
    gguf = b"GGUF" + struct.pack("<IQQ", 3, 0, 3) + b"".join(text(k) + struct.pack("<I", 8) + text(v) for k, v in pairs.items())
    body = json.dumps({"__metadata__": {"license": "mit", "base_model": "a/b"}, "w": {"dtype": "F32", "shape": [1]}}).encode()
    for whole, name in ((gguf, "a.gguf"), (struct.pack("<Q", len(body)) + body, "a.safetensors")):
        for end in range(len(whole) + 1):
            for data in (whole[:end], whole[:end] + b"\xff" + whole[end + 1 :], whole[:end] + b"\0" + whole[end + 1 :]):
                for one in headers.stated(data, name):
                    assert isinstance(one, Note | Stated)


def test_a_notebook_of_very_many_cells(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text('{"cells":[' + ",".join(["{}"] * 1_000_000) + "]}")
    audited(tmp_path)


def test_models_that_were_built_on_themselves(tmp_path: Path) -> None:
    for name, base in {"a": "acme/b", "b": "acme/a", "c": "acme/c"}.items():
        folder = tmp_path / f"models--acme--{name}"
        folder.mkdir()
        (folder / "README.md").write_text(f"---\nlicense: mit\nbase_model: {base}\n---\n")
        (folder / "adapter_config.json").write_text(json.dumps({"base_model_name_or_path": base}))
    assert {"acme/a", "acme/b", "acme/c"} <= {one.model for one in audited(tmp_path).models}


def test_a_path_with_a_newline(tmp_path: Path) -> None:
    folder = tmp_path / "a\n::error::b"
    folder.mkdir()
    (folder / "README.md").write_text("---\nlicense: mit\n---\n")
    report = audited(folder)
    for each in formats.names():
        shown = formats.renderer(each)(page(report), 80, False)
        assert not [line for line in shown.splitlines() if line.lstrip().startswith("::error::b")]
