"""What git leaves out and what it keeps: patterns held against git itself, its index in every version, and hostile ones of both."""

from __future__ import annotations

import os
import random
import re
import shutil
import struct
import subprocess
import time
from pathlib import Path

import pytest

from checker.ignored import MOST_BYTES, Rules, Work
from checker.references import Note
from checker.tracked import Tracked
from checker.walk import walk

GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="git is not installed")
SECONDS = 20  # generous: what is guarded against takes hours


def git(folder: Path, *arguments: str) -> bytes:
    whole = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.excludesFile=", *arguments]
    return subprocess.run(whole, check=True, capture_output=True).stdout


def put(folder: Path, *names: str, text: str = "") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def names(root: Path, **more: object) -> tuple[set[str], dict[str, str]]:
    """The files of a walk, .gitignore files left out, and what it noted."""
    notes: list[Note] = []
    seen = walk(root, lambda name: True, more.get("exclude", ()), bool(more.get("all_files")), notes)  # type: ignore[arg-type]
    return {one.name for one in seen if not one.name.endswith(".gitignore")}, {note.path: note.message for note in notes}


@pytest.mark.parametrize(
    ("patterns", "path", "folder", "expected"),
    [
        ("a", "a", False, True),
        ("a", "x/a", False, True),
        ("/a", "x/a", False, None),
        ("a/b", "x/a/b", False, None),
        ("a/", "a", False, None),
        ("a/", "a", True, True),
        ("*.py", "x/y.py", False, True),
        ("*.py\n!keep.py", "x/keep.py", False, False),
        ("!keep.py\n*.py", "x/keep.py", False, True),
        ("a/**/b", "a/b", False, True),
        ("a/**/b", "a/x/y/b", False, True),
        ("a/**", "a", True, None),
        ("a/**", "a/x", False, True),
        ("**/a", "x/y/a", False, True),
        ("a*b", "a/b", False, None),
        ("x/a*b", "x/a/b", False, None),
        ("a?c", "abc", False, True),
        ("[a-c]x", "bx", False, True),
        ("[!a-c]x", "bx", False, None),
        ("[]a]x", "]x", False, True),
        ("[[:digit:]]x", "7x", False, True),
        ("\\#a", "#a", False, True),
        ("#a", "#a", False, None),
        ("\\!a", "!a", False, True),
        ("a ", "a", False, True),
        ("a\\ ", "a ", False, True),
        ("a\r", "a", False, True),
        ("*a*b*c", "xaybzc", False, True),
        ("*ab*ab", "ab", False, None),
        ("[", "[", False, None),
        ("\\", "\\", False, None),
        ("!", "!", False, None),
        ("/", "a", True, None),
        ("*.\x0b.py", "a.\x0b.py", False, True),
    ],
)
def test_patterns(patterns: str, path: str, folder: bool, expected: bool | None) -> None:
    assert Rules(patterns.split("\n"), Work()).verdict(path, folder) is expected


PIECES = ["a", "b", ".py", "*", "**", "/", "?", "[ab]", "[!a]", "\\*", "!", "#", " ", "[[:alpha:]]", "[", "]", "foo"]
PIECES += ["/**/", "**/", "/**", "*."]
PARTS = ["a", "b", "ab", "foo", "out", "a.py", "foo.py", "*", "a b", "#a", "!b", "[", "a]", "x.b.py"]


@needs_git
@pytest.mark.parametrize("seed", range(12))
def test_patterns_made_up_are_read_as_git_reads_them(tmp_path: Path, seed: int) -> None:
    rnd = random.Random(seed)
    paths = sorted({"/".join(rnd.choice(PARTS) for _ in range(rnd.randint(1, 4))) for _ in range(60)})
    paths = [path for path in paths if not any(other.startswith(path + "/") for other in paths)]
    put(tmp_path, *paths)
    git(tmp_path, "init", "-q")
    for _ in range(8):
        lines = ["".join(rnd.choice(PIECES) for _ in range(rnd.randint(1, 5))) for _ in range(rnd.randint(1, 6))]
        # `a**/` is read by some versions of git as `**/`: its pages say that two stars in a word are one
        lines = [line for line in lines if not re.search(r"[^/*]\*\*+(/|$)", line.lstrip("!"))]
        (tmp_path / ".gitignore").write_text("\n".join(lines))
        theirs = {name.decode() for name in git(tmp_path, "ls-files", "-o", "--exclude-standard", "-z").split(b"\0") if name}
        assert names(tmp_path)[0] == theirs - {".gitignore"}, lines


@needs_git
def test_nearer_files_decide_and_so_do_those_above_the_root(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    put(tmp_path, "services/chat/out/a.py", "services/chat/b.log", "services/chat/keep.log", "services/chat/c.py", "services/chat/own.txt")
    (tmp_path / ".gitignore").write_text("/services/chat/out/\n*.log\n")
    (tmp_path / ".git/info").mkdir(exist_ok=True)
    (tmp_path / ".git/info/exclude").write_text("own.txt\n")
    (tmp_path / "services/chat/.gitignore").write_text("!keep.log\n")
    assert names(tmp_path / "services/chat") == ({"c.py", "keep.log"}, {})
    assert names(tmp_path)[0] == {"services/chat/c.py", "services/chat/keep.log"}
    (tmp_path / "services/.gitignore").write_text("chat/\n")
    assert names(tmp_path / "services/chat")[0] >= {"c.py", "out/a.py"}, "a folder that is asked for is looked at, ignored or not"
    assert names(tmp_path / "services/chat/out")[0] == {"a.py"}


@needs_git
@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_what_git_tracks_is_looked_at_though_a_pattern_matches_it(tmp_path: Path, version: str) -> None:
    git(tmp_path, "init", "-q")
    put(tmp_path, "out/deep/kept.py", "out/deep/left.py", "a.log.py", "b.log.py", "out/later.py", "name with blank.log.py")
    (tmp_path / ".gitignore").write_text("out/\n*.log.py\n")
    git(tmp_path, "add", "-f", "out/deep/kept.py", "a.log.py", "name with blank.log.py", ".gitignore")
    if version == "3":
        git(tmp_path, "add", "-f", "-N", "out/later.py")  # an extended entry
    git(tmp_path, "update-index", "--index-version", version)
    assert (tmp_path / ".git/index").read_bytes()[7] == int(version)
    expected = {"out/deep/kept.py", "a.log.py", "name with blank.log.py"} | ({"out/later.py"} if version == "3" else set())
    assert names(tmp_path) == (expected, {})
    assert names(tmp_path / "out")[0] == {name.removeprefix("out/") for name in expected if name.startswith("out/")} | {
        "deep/left.py",
        "later.py",
    }, "the root itself is ignored, so that these patterns do not hold"
    assert "out/deep/left.py" in names(tmp_path, all_files=True)[0]
    assert "out/deep/kept.py" not in names(tmp_path, exclude=("out/",))[0], "the project's own list is no matter of git's"


@needs_git
def test_the_index_of_another_working_tree_and_of_one_that_is_split(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    git(one, "init", "-q")
    put(one, "out/kept.py")
    (one / ".gitignore").write_text("out/\n")
    git(one, "add", "-f", "out/kept.py", ".gitignore")
    git(one, "commit", "-q", "-m", "x")
    git(one, "worktree", "add", "-q", str(two))
    assert (two / ".git").is_file()
    assert names(two)[0] == {"out/kept.py"}
    git(one, "update-index", "--split-index")
    assert list((one / ".git").glob("sharedindex.*"))
    assert names(one)[0] == {"out/kept.py"}


@needs_git
def test_an_index_with_other_hashes(tmp_path: Path) -> None:
    try:
        git(tmp_path, "init", "-q", "--object-format=sha256")
    except subprocess.CalledProcessError:
        pytest.skip("this git knows no SHA-256")
    put(tmp_path, *(f"out/{i}{'x' * i}.py" for i in range(20)))
    (tmp_path / ".gitignore").write_text("out/\n")
    git(tmp_path, "add", "-f", "out")
    for version in "24":
        git(tmp_path, "update-index", "--index-version", version)
        assert names(tmp_path)[0] == {f"out/{i}{'x' * i}.py" for i in range(20)}


@needs_git
def test_the_index_is_read_only_where_a_pattern_matched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(tmp_path, "init", "-q")
    put(tmp_path, "a.py", "b.py")
    (tmp_path / ".gitignore").write_text("out/\n")
    (tmp_path / ".git/index").write_bytes(b"no index")
    assert names(tmp_path) == ({"a.py", "b.py"}, {})


def index(entries: list[bytes], count: int | None = None, version: int = 2) -> bytes:
    body = b""
    for name in entries:
        entry = bytes(60) + struct.pack(">H", min(len(name), 0xFFF)) + name
        body += entry + bytes(8 - len(entry) % 8)
    return b"DIRC" + struct.pack(">II", version, len(entries) if count is None else count) + body + bytes(20)


INDEXES = {
    "none": b"hello",
    "empty": b"",
    "short": b"DIRC",
    "version": index([], version=9),
    "claims": index([b"a.log"], count=0xFFFFFFFF),
    "unending": b"DIRC" + struct.pack(">II", 2, 1) + bytes(62) + b"x" * 10_000,
    "growing": b"DIRC" + struct.pack(">II", 4, 3000) + (bytes(60) + struct.pack(">H", 0xFFF) + b"\0" + b"x" * 4900 + b"\0") * 3000,
    "offset": b"DIRC" + struct.pack(">II", 4, 1) + bytes(62) + b"\xff" * 20,
    "links": index([])[:-20] + b"link" + struct.pack(">I", 20) + b"/../../../../../etc/" + bytes(20),
    "extensions": index([])[:-20] + (b"none" + bytes(4)) * 100_000 + bytes(20),
}


@pytest.mark.parametrize("name", INDEXES)
def test_an_index_that_is_none(tmp_path: Path, name: str) -> None:
    put(tmp_path, "a.py", "x.log")
    (tmp_path / ".gitignore").write_text("*.log\n")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/index").write_bytes(INDEXES[name])
    started = time.monotonic()
    seen, notes = names(tmp_path)
    assert time.monotonic() - started < SECONDS
    assert seen == {"a.py"}
    assert set(notes) == (set() if name == "extensions" else {".git/index"})


def test_an_index_cut_anywhere(tmp_path: Path) -> None:
    whole = index([b"a.log", b"b/c.log"])
    (tmp_path / ".git").mkdir()
    for end in range(len(whole)):
        (tmp_path / ".git/index").write_bytes(whole[:end])
        Tracked(tmp_path, []).holds("a.log", False)
    (tmp_path / ".git/index").write_bytes(whole)
    tracked = Tracked(tmp_path, [])
    assert [tracked.holds(*one) for one in (("a.log", False), ("b", True), ("b", False), ("b/c.log", False), ("b/c", True))] == [
        True,
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("pointer", [b"gitdir: nowhere", b"gitdir: " + b"x" * 6000, b"hello", b"gitdir: a\0b", b"\xff\xfe", b""])
def test_a_git_file_that_points_nowhere(tmp_path: Path, pointer: bytes) -> None:
    put(tmp_path, "a.py", "x.log")
    (tmp_path / ".gitignore").write_text("*.log\n")
    (tmp_path / ".git").write_bytes(pointer)
    assert names(tmp_path)[0] == {"a.py"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
@pytest.mark.parametrize("which", [".gitignore", ".git/index", ".git"])
def test_pipes_are_not_waited_for(tmp_path: Path, which: str) -> None:
    put(tmp_path, "a.py", "x.log")
    if which != ".gitignore":
        (tmp_path / ".gitignore").write_text("*.log\n")
    (tmp_path / which).parent.mkdir(exist_ok=True)
    os.mkfifo(tmp_path / which)
    seen, notes = names(tmp_path)
    assert "a.py" in seen
    assert which in notes or which == ".git"


def test_a_link_in_place_of_a_list_of_patterns_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "p/a.py")
    put(tmp_path, "secret", text="*.py\n")
    (tmp_path / "p/.gitignore").symlink_to(tmp_path / "secret")
    seen, notes = names(tmp_path / "p")
    assert seen == {"a.py"}
    assert "link" in notes[".gitignore"]


HOSTILE = {
    "stars": "*a" * 400 + "b",
    "classes": "*[ab]" * 150 + "c",
    "folders": "**/a/" * 100 + "b",
    "brackets": ("[" * 999 + "\n") * 900,
    "open": ("[a" * 400 + "\n") * 1000,
    "many": "\n".join(f"*x{i}*.py" for i in range(50_000)),
    "long": "a" * 900_000,
    "large": "*.log\n" * 2_000_000,
    "bytes": "\udcff*\n\x00\n\u2028*.py",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_patterns_that_want_to_be_matched_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("checker.ignored.MOST_WORK", 300_000)
    put(tmp_path, *(f"{'a/' * i}{'a' * 200}{i}.py" for i in range(30)))
    (tmp_path / ".gitignore").write_bytes(HOSTILE[name].encode("utf-8", "surrogateescape"))
    started = time.monotonic()
    seen, notes = names(tmp_path)
    assert time.monotonic() - started < SECONDS
    assert len(seen) == 30
    assert (len(HOSTILE[name]) > MOST_BYTES or name == "many") == bool(notes)
