"""What a text defines an act or a thing by: `"Distribute" means to sell or host it` grants or bars these as it grants or bars the word. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from checker.texts.found import Found

# The detectors of definitions -> the act that is granted or barred with what they found.
BY = {"models-defined": "modify", "hosting-defined": "distribute", "sale-defined": "distribute", "sublicense-defined": "distribute"}


def settled(found: Sequence[Found]) -> list[Found]:
    """`found` with what a definition lists barred where its word is."""
    acts = {kind: {act for one in found if one.kind == kind and _whole(one) for act in one.values["actions"]} for kind in ("permission", "prohibition")}
    result = []
    for one in found:
        act = BY.get(one.signal)
        if act in acts["prohibition"] - acts["permission"]:
            own = "output" in one.values["phrase"].lower()
            actions = [word for word in one.values["actions"] if own or word != "train-on-output"]
            one = one._replace(kind="prohibition", values={**one.values, "actions": actions})
        result.append(one)
    return result


def _whole(one: Found) -> bool:
    """Whether a term is of the thing itself, under no condition."""
    return one.signal not in BY and "when" not in one.values and isinstance(one.values["actions"], list)
