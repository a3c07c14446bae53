"""The bounded reader: whatever a file holds, it is either read as it stands or refused with a place and a reason."""

from __future__ import annotations

import json
import os
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.source import AT_KEY, MAX_BYTES, MAX_DEPTH, MAX_NODES, Document, Problem, SourceError, load, parse, read_bytes

LEVELS = f"is nested more than {MAX_DEPTH} levels deep"
WRITE_OUT = "which is not read here: write the value out"


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both parsers that PyYAML may come with: the one written in C is missing on some machines."""
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader")
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("this PyYAML was built without libyaml")
    return str(request.param)


def refused(content: bytes) -> list[str]:
    with pytest.raises(SourceError) as caught:
        parse(content, "f")
    return [str(problem) for problem in caught.value.problems]


# Files that are none, or too large.


def directory(path: Path) -> None:
    path.mkdir()


def fifo(path: Path) -> None:
    os.mkfifo(path)


def sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(100_000_000)


def one_byte_too_many(path: Path) -> None:
    path.write_bytes(b"#" * (MAX_BYTES + 1))


def circular(path: Path) -> None:
    path.symlink_to(path)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(path))


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


UNREADABLE: dict[Callable[[Path], None] | None, str] = {
    None: "cannot be read: No such file or directory",
    directory: "is a directory, a file was expected",
    fifo: "is not a regular file",
    device: "is not a regular file",
    listening: "cannot be read: No such device or address",
    circular: "cannot be read: Too many levels of symbolic links",
    sparse: "is larger than 1,000,000 bytes, the most that is read",
    one_byte_too_many: "is larger than 1,000,000 bytes, the most that is read",
}


@pytest.mark.skipif(os.name == "nt", reason="these kinds of file are POSIX")
@pytest.mark.parametrize("make", UNREADABLE, ids=lambda make: make.__name__ if make else "missing")
def test_what_is_no_file_of_ours_is_named(make: Callable[[Path], None] | None, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    if make:
        make(path)
    with pytest.raises(SourceError) as caught:
        load(path)
    assert str(caught.value) == f"{path}: {UNREADABLE[make]}"
    assert caught.value.problems == [Problem(str(path), 0, 0, UNREADABLE[make])]


def test_a_path_with_a_nul_is_named() -> None:
    with pytest.raises(SourceError, match="cannot be read: embedded null byte"):
        load(Path("a\0b"))


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: 1\n".ljust(MAX_BYTES, b"#"))
    assert load(path).value == {"a": 1}
    assert len(read_bytes(path, MAX_BYTES)) == MAX_BYTES


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="no file here that hides its length")
def test_a_file_that_hides_its_length_is_read_whole() -> None:
    path = Path("/proc/self/status")
    assert path.stat().st_size == 0
    assert read_bytes(path).startswith(b"Name:")
    with pytest.raises(SourceError, match="larger than 10 bytes"):
        read_bytes(path, 10)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this machine has no files without a size")
def test_a_file_that_does_not_tell_its_size_is_bounded_too() -> None:
    assert read_bytes(Path("/proc/self/status"))
    with pytest.raises(SourceError, match="is larger than 10 bytes"):
        read_bytes(Path("/proc/self/status"), 10)


@pytest.mark.parametrize("error", [ValueError, RecursionError, MemoryError, yaml.YAMLError])
def test_whatever_a_parser_raises_is_a_message(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("oh\nno")

    monkeypatch.setattr(yaml, "parse", fail)
    assert refused(b"a: 1") == [f"f: is not YAML: {'oh no' if error is yaml.YAMLError else error.__name__}"]


# Content that is refused, with its place, whichever parser reads it.

REFUSED = {
    "not UTF-8": (b"a: 1\nb: \xff\n", "f:2:4: is not UTF-8: byte 0xff"),
    "not UTF-8, after a letter of two bytes": ("ä: é ".encode() + b"\xc3(", "f:1:6: is not UTF-8: byte 0xc3"),
    "not UTF-8, after a byte order mark": (b"\xef\xbb\xbfab\ncd \x80", "f:2:4: is not UTF-8: byte 0x80"),
    "UTF-16": ("a: 1".encode("utf-16"), "f:1:1: is not UTF-8: byte 0xff"),
    "cut off inside a letter": (b"a: \xe2\x82", "f:1:4: is not UTF-8: byte 0xe2"),
    "NUL": (b"a: 1\nb: x\0y\n", "f:2:5: holds the character U+0000, which YAML does not allow"),
    "escape": (b"name: \x1b[31mred", "f:1:7: holds the character U+001B, which YAML does not allow"),
    "DEL in JSON": (b'{"a": "\x7f"}', "f:1:8: holds the character U+007F, which YAML does not allow"),
    "byte order mark inside": ("a: x\ufeff".encode(), "f:1:5: holds the character U+FEFF, which YAML does not allow"),
    "duplicate key": (b"a: 1\nb: 2\na: 3\n", "f:3:1: the key 'a' stands twice in one mapping"),
    "duplicate key, further in": (b"a:\n  - {b: 1, c: 2, b: 3}\n", "f:2:18: the key 'b' stands twice in one mapping"),
    "duplicate key, written in two ways": (b"a: 1\n'a': 2\n", "f:2:1: the key 'a' stands twice in one mapping"),
    "tag for Python": (
        b"a: !!python/object:os.system x\n",
        "f:1:4: uses the YAML tag tag:yaml.org,2002:python/object:os.system, which is not read here",
    ),
    "tag of one's own": (b"a: 1\nb: !secret {c: 1}\n", "f:2:4: uses the YAML tag !secret, which is not read here"),
    "tag on a key": (b"!!str a: 1\n", "f:1:1: uses the YAML tag tag:yaml.org,2002:str, which is not read here"),
    "tag on a list": (b"!!set [a]\n", "f:1:1: uses the YAML tag tag:yaml.org,2002:set, which is not read here"),
    "very long tag": (b"a: !" + b"t" * 300 + b" x\n", f"f:1:4: uses the YAML tag !{'t' * 59}, which is not read here"),
    "anchor": (b"a: &x [1]\n", f"f:1:4: uses a YAML anchor, {WRITE_OUT}"),
    "alias": (b"a: 1\nb: *x\n", f"f:2:4: uses a YAML alias, {WRITE_OUT}"),
    "alias as a key": (b"a: 1\n*x : 2\n", f"f:2:1: uses a YAML alias, {WRITE_OUT}"),
    "merge key": (b"a: {b: 1}\nc:\n  <<: *x\n", f"f:3:7: uses a YAML alias, {WRITE_OUT}"),
    "second document": (b"a: 1\n---\nb: 2\n", "f:2:1: holds a second document, one was expected"),
    "mapping as a key": (b"? {a: 1}\n: 2\n", "f:1:3: has a mapping or list as a key, a word was expected"),
    "list as a key": (b"a: 1\n? [b]\n: 2\n", "f:2:3: has a mapping or list as a key, a word was expected"),
    "text with a colon": (b"a: 1\nnote: either: or\n", "f:2:13: is not YAML: mapping values are not allowed"),
    "tab that indents": (b"a:\n\tb: 1\n", "f:2:1: is not YAML: a value cannot begin with a tab: indent with spaces"),
    "value that begins with @": (b"a: @b\n", "f:1:4: is not YAML: a value cannot begin with '@': put it in quotes"),
    "open quote": (b'a: "b\n', "f:2:1: is not YAML: found unexpected end of stream"),
    "open bracket": (b"a: [b\n", "f:2:1: is not YAML: "),
    "one level too deep": (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), f"f:1:{MAX_DEPTH + 1}: {LEVELS}"),
    "one level too deep, by indentation": (
        b"".join(b" " * i + b"a:\n" for i in range(MAX_DEPTH + 1)),
        f"f:{MAX_DEPTH + 1}:{MAX_DEPTH + 1}: {LEVELS}",
    ),
    "30,000 nested mappings": (b"{a: " * 30_000, f"f:1:{MAX_DEPTH * 4 + 1}: {LEVELS}"),
    "30,000 nested lists on one line": (b"- " * 30_000, f"f:1:{MAX_DEPTH * 2 + 1}: {LEVELS}"),
    "300 mappings as keys": (b"{" * 300, "f:1:2: has a mapping or list as a key, a word was expected"),
    "too many values": (b"- x\n" * (MAX_NODES + 1), f"f:{MAX_NODES}:3: holds more than 50,000 values"),
    "too many values in one line": (b"[" + b"," .join([b"1"] * MAX_NODES) + b"]", f"f:1:{2 * MAX_NODES}: holds more than 50,000 values"),
}  # fmt: skip


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_with_its_place(name: str) -> None:
    content, expected = REFUSED[name]
    (problem,) = refused(content)
    assert problem.startswith(expected) if "not YAML" in expected else problem == expected


@pytest.mark.usefixtures("parser")
def test_advice_is_given_for_text_with_a_colon() -> None:
    assert refused(b"a: b: c")[0].endswith(": text that holds ': ' must be in quotes")


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("bracket", [b"[", b"[[[[ ", b"\n["])
def test_30_000_nested_brackets(bracket: bytes) -> None:
    """libyaml looks ahead and may give up by itself, further on; the message is ours all the same."""
    (problem,) = refused(bracket * 30_000)
    assert re.fullmatch(rf"f:\d+:\d+: {LEVELS}", problem)


@pytest.mark.usefixtures("parser")
def test_30_000_nested_braces() -> None:
    (problem,) = refused(b"{" * 30_000)
    assert re.fullmatch(rf"f:1:\d+: ({LEVELS}|has a mapping or list as a key, a word was expected)", problem)


def test_an_alias_bomb_goes_off_at_its_first_anchor() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]", *(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12))]
    assert refused("\n".join(lines).encode()) == [f"f:1:5: uses a YAML anchor, {WRITE_OUT}"]


def test_every_duplicate_is_named_at_once_and_with_what_ends_the_reading() -> None:
    content = b"a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n---\nd: 1\n"
    assert refused(content) == [
        "f:2:1: the key 'a' stands twice in one mapping",
        "f:3:11: the key 'c' stands twice in one mapping",
        "f:4:1: the key 'a' stands twice in one mapping",
        "f:5:1: holds a second document, one was expected",
    ]


# Content that is read, by the rules of YAML 1.2.

SCALARS = {
    "NO": "NO",
    "no": "no",
    "yes": "yes",
    "on": "on",
    "off": "off",
    "y": "y",
    "3.10": "3.10",
    "012": "012",
    "0o14": "0o14",
    "0x1F": "0x1F",
    "1_000": "1_000",
    "12:30": "12:30",
    "1e3": "1e3",
    ".inf": ".inf",
    "2024-09-25": "2024-09-25",
    "2024-09-25T10:00:00Z": "2024-09-25T10:00:00Z",
    "True": "True",
    "NULL": "NULL",
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
    "0": 0,
    "-1": -1,
    "+7": 7,
    "700000000": 700_000_000,
    "9" * 18: int("9" * 18),
    "9" * 19: "9" * 19,
    "9" * 5000: "9" * 5000,
    "'true'": "true",
    '"12"': "12",
    "'~'": "~",
    "''": "",
    "! 12": "12",
    "! 'true'": "true",
    "|\n  12\n": "12\n",
    ">-\n  null\n": "null",
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", SCALARS, ids=lambda text: text[:20] or "nothing")
def test_scalars_are_read_by_yaml_1_2(text: str) -> None:
    value = parse(f"a: {text}\n".encode(), "f").value["a"]
    assert (value, type(value)) == (SCALARS[text], type(SCALARS[text]))


@pytest.mark.usefixtures("parser")
def test_keys_are_text_always() -> None:
    words = ["NO", "12", "true", "~", "null", "3.10"]
    assert parse("".join(f"{word}: x\n" for word in words).encode(), "f").value == dict.fromkeys(words, "x")


@pytest.mark.usefixtures("parser")
def test_every_value_and_key_has_its_place() -> None:
    document = parse("\ufeffa:\n  b: [x, {c: y}]\nd: ö\n".encode(), "f")
    places = {
        (): "f:1:1",
        ("a",): "f:2:3",
        ("a", AT_KEY): "f:1:1",
        ("a", "b"): "f:2:6",
        ("a", "b", 0): "f:2:7",
        ("a", "b", 1, "c"): "f:2:14",
        ("a", "b", 1, "c", AT_KEY): "f:2:11",
        ("d",): "f:3:4",
        ("a", "b", 9): "f:2:6",  # what is not there stands where the nearest thing around it does
        ("nothing", "here"): "f:1:1",
    }
    assert {where: str(document.problem(where, "x")) for where in places} == {where: f"{place}: x" for where, place in places.items()}


JSON_TEXTS = [
    '{"a":1,"b":[true,false,null],"c":{"d":"e"}}',
    r'{"a": "\/\u00e4\ud83d\ude00\n\ud83d\ude00", "b": []}',
    r'["\\ud83d\\ude00", "\\\ud83d\ude00"]',
    "[]",
    "{}",
    "  [ 1 ]\r\n",
]


@pytest.mark.parametrize("content", [b"", b"# only a comment\n", b"---\n...\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_nothing(content: bytes) -> None:
    document = parse(content, "f")
    assert document.value is None
    assert str(document.problem((), "x")).endswith("x")


def test_as_deep_and_as_many_as_allowed_is_read() -> None:
    assert parse(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, "f").value is not None
    assert len(parse(b"- x\n" * (MAX_NODES - 1), "f").value) == MAX_NODES - 1


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", JSON_TEXTS)
def test_json_is_read(text: str) -> None:
    assert parse(text.encode(), "f").value == json.loads(text)


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="the parser written in Python lets half a pair pass")
@pytest.mark.parametrize("text", [r'["\ud83d"]', r'["\ude00\ud83d"]', r'["\\ud83d\ude00"]'])
def test_half_a_pair_is_no_character(text: str) -> None:
    assert "Unicode" in refused(text.encode())[0]


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="the parser written in Python takes no tabs")
def test_json_may_be_indented_by_tabs() -> None:
    assert parse(b'{\n\t"a": [\n\t\t1\n\t]\n}\n', "f").value == {"a": [1]}


def test_a_problem_without_a_line_is_about_the_file() -> None:
    assert str(Problem("f", 0, 0, "x")) == "f: x"
    assert str(Document("f", None, {}).problem(("a",), "x")) == "f: x"


# Properties: no input gets past the one exception, and what JSON says is what is read.

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXT, inner, max_size=5),
    max_leaves=30,
)
PIECES = [
    "b: ",
    "- ",
    "\n",
    "\n  ",
    "\n    ",
    "&x ",
    "*x",
    "!t ",
    "!!str ",
    ">-\n",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "%TAG ! x\n",
    "\\u12",
    "<<: ",
]
YAMLISH = st.lists(st.sampled_from([*"ab~12 \t\r'\"#@`?:-[]{},%|\\\x85\u2028\ufeff\0é💥", *PIECES]), max_size=60).map("".join)


def outcome(content: bytes) -> Any:
    """What reading `content` comes to; everything but SourceError escapes."""
    try:
        return parse(content, "f").value
    except SourceError as error:
        return error


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("parser")
@given(content=st.binary(max_size=200) | YAMLISH.map(str.encode) | TEXT.map(str.encode))
def test_nothing_but_a_source_error_comes_of_any_content(content: bytes) -> None:
    result = outcome(content)
    if isinstance(result, SourceError):
        assert result.problems
        assert all(problem.message and problem.line >= 0 and problem.file == "f" for problem in result.problems)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("parser")
@given(value=st.lists(JSON, max_size=4) | st.dictionaries(TEXT, JSON, max_size=4), indent=st.sampled_from([None, 0, 2]))
def test_json_means_what_it_says(value: Any, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    assert parse(text.encode(), "f").value == json.loads(text)
