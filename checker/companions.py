"""What stands beside a name in its file: weaker readings that it carries, the repository of a file, the vendor that is asked. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from checker.addresses import Hit
from checker.reading import ENOUGH
from checker.references import VALUE, Spot
from checker.words import Words

BESIDE = 8  # lines within which a weights file belongs to the repository that is named


def companions(accepted: list[tuple[Spot, Hit]], others: list[tuple[Spot, Hit]]) -> list[tuple[Spot, Hit]]:
    """Weaker readings that stand beside surer ones: a weights file beside its repository, one member of a list of models."""
    listed = Counter((spot.slot, hit.kind) for spot, hit in others if hit.kind == "ollama" and spot.slot)
    files = {(spot.slot[:-1], spot.line // 8 + near) for spot, hit in accepted if hit.kind in ("hf", "file", "url") for near in (-1, 0, 1)}
    members = Counter((_list_of(spot), hit.kind) for spot, hit in accepted)
    unsure = Counter(_place(spot) for spot, hit in others if hit.kind == "hf" and hit.score == 1)  # nothing but two words and a slash
    sure = Counter(_place(spot) for spot, hit in accepted if hit.kind == "hf")
    alike = Counter(_place(spot) for spot, hit in accepted if hit.kind != "file")
    files_alike = Counter(_place(spot) for spot, hit in accepted if hit.kind == "file" and spot.nature == VALUE)
    found = []
    for spot, hit in others:
        beside = hit.kind == "file" and (spot.slot[:-1], spot.line // 8) in files
        place = _place(spot)
        if hit.kind != "hf" or hit.score > 1:
            member = members[_list_of(spot), hit.kind] >= 3 and bool(spot.slot)
        else:
            member = len(place) > 1 and sure[place] >= max(4, 3 * unsure[place])
        among = spot.slot and hit.kind in ("name", "ollama") and (alike[_place(spot)] >= 3 or files_alike[_place(spot)] >= 3)
        if beside or member or among or listed[spot.slot, hit.kind] >= 3:
            found.append((spot, hit._replace(score=ENOUGH)))
    lists = {spot.slot for spot, hit in found if hit.kind == "file" and spot.slot}  # of files one of which stands beside its repository
    have = {id(spot) for spot, _ in found}
    found += [(spot, hit) for spot, hit in others if hit.kind == "file" and hit.score == 3 and spot.slot in lists and id(spot) not in have]
    return found


def homes(accepted: list[tuple[Spot, Hit]]) -> dict[tuple[str, ...], list[tuple[int, str]]]:
    """The repositories that are named in each call or object, with their lines."""
    homes: dict[tuple[str, ...], list[tuple[int, str]]] = {}
    for spot, hit in accepted:
        if hit.kind == "hf" and len(spot.slot) > 1:
            homes.setdefault(spot.slot[:-1], []).append((spot.line, hit.model))
    return homes


def home(spot: Spot, homes: dict[tuple[str, ...], list[tuple[int, str]]]) -> str:
    """The repository of a file that the call or object around it names, the nearest; "" where there is none."""
    near = [one for one in homes.get(spot.slot[:-1], ()) if abs(one[0] - spot.line) <= BESIDE]
    return min(near, key=lambda one: abs(one[0] - spot.line))[1] if near else ""


def served(text: str, kinds: Iterable[str], words: Words) -> dict[str, str]:
    """Vendor -> what its service is called, of those that a file asks themselves: under the same name there are weights, too."""
    rows = words.table("clients")
    asked = {kind: rows[kind] for kind in kinds if kind in rows}
    if not asked or "ollama" in text.lower():
        return {}
    return {kind: row["prefix"] for kind, row in asked.items() if any(said in text for said in row["says"])}


def _place(spot: Spot) -> tuple[str, ...]:
    """What the members of one list, or the keys of one object, have in common: the names around them, without words that went before."""
    return (*(name for name in spot.slot if not name.startswith("$")), spot.nature)


def _list_of(spot: Spot) -> tuple[str, ...]:
    """The list, or the object, that a string is a member of."""
    return spot.slot[:-1] if spot.slot and not spot.slot[-1].startswith("#") else spot.slot
