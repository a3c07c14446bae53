"""SPDX license expressions as a tree. Loaded only for what is no plain name: the library takes 20 ms to import."""

from __future__ import annotations

from typing import Any

from checker.model import Joint
from checker.tuples import NamedTuple


class Node(NamedTuple):
    """A symbol (with what follows WITH), or the parts that AND or OR joins."""

    joint: Joint
    symbol: str = ""
    exception: str = ""
    parts: tuple[Node, ...] = ()


class ExpressionError(Exception):
    """The text is no expression. The message says why."""


def parse(text: str) -> Node:
    """Read an SPDX expression; AND binds closer than OR, operators may be in lower case. Raises ExpressionError.

    Recursive: the caller bounds the length of `text`, and with it the depth.
    """
    from license_expression import Licensing

    try:
        return _node(Licensing().parse(text))
    except Exception as error:  # the library raises IndexError for `()`, and errors of its own and of boolean.py for other texts
        why = " ".join(str(error).split()) if type(error).__module__.startswith(("license_expression", "boolean")) else ""
        raise ExpressionError(why or "an operand is missing") from error


def _node(tree: Any) -> Node:
    """A node of the library as one of ours."""
    if hasattr(tree, "exception_symbol"):
        return Node(Joint.ONE, str(tree.license_symbol.key), str(tree.exception_symbol.key))
    if hasattr(tree, "key"):
        return Node(Joint.ONE, str(tree.key))
    joint = {" AND ": Joint.AND, " OR ": Joint.OR}[str(tree.operator)]
    return Node(joint, parts=tuple(dict.fromkeys(_node(one) for one in tree.args)))
