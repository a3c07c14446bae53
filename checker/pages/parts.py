"""How reports speak of what stands for several licenses: a family, or an SPDX expression."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checker.model import Joint, Subject
from checker.page import Cell

PARTS = {Joint.FAMILY: "may mean", Joint.AND: "all of", Joint.OR: "one of"}  # what heads a list of the parts
COUNTED = {
    Joint.FAMILY: "a family: one of its members is meant, so that the worst of them counts",
    Joint.AND: "all of its parts bind, so that the worst of them counts",
    Joint.OR: "the user may choose among its parts, so that the best of them counts",
}


def said_of_parts(subject: Subject) -> Iterator[tuple[str, Cell]]:
    """The facts that stand below the heading."""
    yield "license", Cell(f"{subject.license.id}: {COUNTED[subject.joint]}")
    yield from (("note", Cell(note)) for note in subject.license.notes)


def parts_data(subject: Subject, members: Sequence[Any]) -> dict[str, Any]:
    """The same for machines: the kind (`family`, `and`, `or`) and the parts."""
    return {"kind": subject.joint.value, "members": list(members)}
