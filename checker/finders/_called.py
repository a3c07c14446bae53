"""What in a syntax tree of Python is called how: a callable, what is assigned to, what goes before a member of a list. Pure."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import TypeVar

from checker import later
from checker.places import place_score
from checker.references import VALUE, Spot
from checker.words import Words, parts

T = TypeVar("T")

_OF_DATA = later.compile(r"(?:^|_)(?:subsets?|splits?)$")  # what is said of a data set
_REPOSITORY_NAME = later.compile(
    r"(?P<owner>[A-Za-z\d][\w.-]{1,60})/(?=[\w.-]*[A-Z\d])[A-Za-z][\w.-]{2,80}(?<!\.json)(?<!\.txt)(?<!\.yaml)"
)
_OF_SPACE = later.compile(r"(?:restart|pause|duplicate|delete|add|set|get|request)_space(?:_[a-z]+)*")
_REPOSITORY = frozenset({"hf_repo", "repo", "repo_id", "path"})


def dotted(node: ast.AST) -> str:
    """The dotted name of a callable, as far as there is one."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        names.append(node.id)
    elif isinstance(node, ast.Call):
        names.append(dotted(node.func).rpartition(".")[2])
    elif isinstance(node, ast.Constant) and names:
        names.append("str")  # `", ".join()`
    return ".".join(reversed(names))


def ordered(before: list[str], words: Words) -> tuple[str, ...]:
    """The option, or the command, that goes before a member of a list: `["--model", "x"]`, `["ollama", "pull", "x"]`."""
    if before[-1].startswith("--") and "=" not in before[-1]:
        return (before[-1].lstrip("-"),)
    return next(((f"$ {' '.join(before[-n:])}",) for n in (3, 2) if tuple(before[-n:]) in words.commands), ())


def without_data(values: Sequence[T], names: Sequence[object]) -> Sequence[T]:
    """What is given under these names, without the repository of a data set: `hf_repo` beside `hf_subset`."""
    if not any(isinstance(name, str) and _OF_DATA.search(name) for name in names):
        return values
    return [value for value, name in zip(values, names, strict=True) if name not in _REPOSITORY]


def elsewhere(node: ast.Call, last: str) -> bool:
    """Whether a call, by the last part of its name and what it is given, is about a data set or a Space of the Hub, and about no model."""
    given = {one.arg or "": one.value for one in node.keywords}
    if getattr(given.get("repo_type"), "value", None) in ("dataset", "space") or _OF_SPACE.fullmatch(last):
        return True
    return last == "from_hub" and any(map(_OF_DATA.search, given))


def stored(node: ast.Call, words: Words) -> bool:
    """Whether a path is put together of where models lie and of the name of one: `os.path.join(MODELS_DIR, "owner/Name-1B")`."""
    if len(node.args) != 2 or words.strong.isdisjoint(parts("".join(target(node.args[0])[-1:]))):
        return False
    match = _REPOSITORY_NAME.fullmatch(str(getattr(node.args[1], "value", "")))
    return match is not None and words.strong.isdisjoint(parts(match["owner"])) and match["owner"].lower() not in words.folders


def target(node: ast.AST) -> tuple[str, ...]:
    """The names of what is assigned to or compared."""
    if isinstance(node, ast.Subscript):
        key = node.slice
        return (*target(node.value), key.value) if isinstance(key, ast.Constant) and isinstance(key.value, str) else target(node.value)
    if isinstance(node, ast.Call):
        return target(node.func)
    name = dotted(node)
    return (name.rpartition(".")[2],) if name else ()


def made(node: ast.Call, imports: Mapping[str, str]) -> str:
    """The whole name of the function that is called, also where a string says which of a package's: `models.__dict__["vgg16"]()`,
    `getattr(models, "vgg16")()`, `get_model("vgg16", weights=...)`; "" where that cannot be told. `imports`: name -> whole name."""
    func, chosen = node.func, None
    if isinstance(func, ast.Subscript):
        name, chosen = dotted(func.value).removesuffix(".__dict__"), func.slice
    elif isinstance(func, ast.Call) and len(func.args) > 1 and dotted(func.func) == "getattr":
        name, chosen = dotted(func.args[0]), func.args[1]
    else:
        name = dotted(func)
    first, _, rest = name.partition(".")
    name = f"{imports.get(first, '')}.{rest}".rstrip(".")
    if name.endswith(".get_model") and any(one.arg == "weights" for one in node.keywords):
        name = name.removesuffix(".get_model")
        chosen = next((one.value for one in node.keywords if one.arg == "name"), node.args[0] if node.args else None)
    if chosen is None:
        return name
    said = getattr(chosen, "value", None)
    return f"{name}.{said}" if isinstance(said, str) and said.isidentifier() else ""


def zoo_of(name: str) -> str:
    """The library whose models are made by functions of this name: `torchvision.models.resnet50`; "" for none."""
    last = name.rpartition(".")[2]
    if "torchvision.models" in name and "._" not in name and not last.startswith("get_") and last[:1].islower():
        return "torchvision"
    return "keras" if "keras.applications" in name and last[:1].isupper() else ""


def in_letters(line: str, column: int) -> int:
    """A column of Python's, which counts the bytes of UTF-8, in the letters of its line."""
    return column if line.isascii() else len(line.encode("utf-8", "replace")[: column - 1].decode("utf-8", "ignore")) + 1


def implied(node: ast.Call, name: str, imports: Mapping[str, str], words: Words) -> Spot | None:
    """The model that a constructor loads where none is named."""
    last = name.rpartition(".")[2]
    given = {keyword.arg for keyword in node.keywords} | {str(i) for i in range(len(node.args))}
    row = words.implicit.get(last) or words.implicit.get(".".join(name.split(".")[-2:]))
    root = imports.get(name.partition(".")[0], "")
    if not root and row and "*" in imports:
        root = row["from"][0]  # by way of a module that gives on all it has
    model = ""
    if row and not given.intersection(row["unless"]) and None not in given:
        if root.partition(".")[0] in row["from"]:
            model = row["model"]
    elif last == "pipeline" and root.startswith("transformers") and not given.intersection({"1", "model"}):
        task = node.args[0] if node.args else next((one.value for one in node.keywords if one.arg == "task"), None)
        model = words.tasks.get(str(getattr(task, "value", "")), "")
    elif (zoo := zoo_of(whole := made(node, imports))) and trained(node):
        last = whole.rpartition(".")[2]
        model = f"{zoo}:{last}"
    return Spot(node.lineno, node.col_offset + 1, f"{last}()", (f"{name}()",), VALUE, model) if model else None


def against(node: ast.BoolOp, words: Words) -> tuple[str, ...]:
    """What the first of alternatives is called, where that speaks against a model: `output_dir or "x"`."""
    name = target(node.values[0])
    return name if place_score(name, words) < 0 else ()


def trained(node: ast.Call) -> bool:
    """Whether what is made gets the weights that its makers trained."""
    given = next((one.value for one in node.keywords if one.arg in ("pretrained", "weights")), node.args[0] if node.args else None)
    return given is not None and (not isinstance(given, ast.Constant) or given.value not in (False, None))
