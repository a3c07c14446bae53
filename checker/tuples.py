"""`NamedTuple` as in `typing`, made in a third of the time: the program has some eighty of them, which every start pays for.

`typing` compiles the type of each field to an expression. Nobody here asks for it; the type checker reads the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from collections import namedtuple

    class _Maker(type):
        """Makes a named tuple of the fields and methods that stand in the body of a class."""

        def __new__(cls, name, bases, body):
            fields = body.get("__annotations__", {})
            given = [field in body for field in fields]
            if not fields or given != sorted(given):
                raise TypeError(f"{name}: fields were expected, those with a default last")
            made = namedtuple(name, fields, defaults=[body[field] for field in fields if field in body], module=body["__module__"])
            for key, value in body.items():
                if key not in fields:
                    setattr(made, key, value)
            return made

    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})
