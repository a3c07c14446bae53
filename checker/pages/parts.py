"""How reports speak of what stands for several licenses: a family, or an SPDX expression."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checker.model import Joint, License, Subject
from checker.page import Cell

PARTS = {Joint.FAMILY: "may mean", Joint.AND: "all of", Joint.OR: "one of"}  # what heads a list of the parts
COUNTED = {
    Joint.FAMILY: "a family: one of its members is meant, so that the worst of them counts",
    Joint.AND: "all of its parts bind, so that the worst of them counts",
    Joint.OR: "the user may choose among its parts, so that the best of them counts",
}


def said_of_parts(stand_in: License, joint: Joint) -> Iterator[tuple[str, Cell]]:
    """The facts that stand below the heading, which is the name of what stands for several licenses."""
    name = "" if stand_in.id == stand_in.name else f"{stand_in.id}: "
    yield "license", Cell(name + COUNTED[joint])
    yield from (("note", Cell(note)) for note in stand_in.notes)


def parts_data(subject: Subject, members: Sequence[Any]) -> dict[str, Any]:
    """The same for machines: the kind (`family`, `and`, `or`) and the parts."""
    return {"kind": subject.joint.value, "members": list(members)}
