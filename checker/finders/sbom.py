"""Bills of materials: models in CycloneDX (machine-learning-model) and SPDX 3 (AIPackage) documents, with the license they state."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from checker import later
from checker.references import Note, Stated

_NAME = later.compile(r"(?:.*/)?(?:[\w.-]*(?:\.cdx|\.spdx|[_-]?s?bom|mlbom)\.json(?:ld)?)", re.I)
_PURL = later.compile(r"pkg:huggingface/(?P<model>[^@?#]+)")
MOST = 100_000


def states(path: str) -> bool:
    """bom.json, *.cdx.json, *.spdx.json and their like."""
    return _NAME.fullmatch(path) is not None


def stated(data: bytes, path: str) -> Iterator[Stated | Note]:
    """One Stated for each model."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        yield Note(path, f"is no JSON: {str(error)[:80]}")
        return
    if not isinstance(document, dict):
        return
    text = data.decode("utf-8", "replace")
    for entry in _entries(document):
        model = _model(entry)
        if model:
            at = text.find(json.dumps(str(entry.get("name", ""))))
            line = text.count("\n", 0, at) + 1 if at >= 0 else 1
            yield Stated(line, 1, "sbom", _licenses(entry), _bases(entry), model)


def _entries(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    graph = document.get("@graph")
    for one in [*_list(document.get("components")), *_list(graph)][:MOST]:
        if isinstance(one, dict) and (
            one.get("type") == "machine-learning-model" or str(one.get("type", one.get("@type", ""))).endswith("AIPackage")
        ):
            yield one


def _model(entry: dict[str, Any]) -> str:
    purl = _PURL.match(str(entry.get("purl") or entry.get("software_packageUrl") or ""))
    if purl:
        from urllib.parse import unquote

        return unquote(purl["model"])
    name, group = entry.get("name"), entry.get("group") or entry.get("publisher")
    if not isinstance(name, str):
        return ""
    return f"{group}/{name}" if isinstance(group, str) and "/" not in name and " " not in group else name


def _licenses(entry: dict[str, Any]) -> tuple[str, ...]:
    found = []
    for one in _list(entry.get("licenses")):
        if isinstance(one, dict):
            license = one.get("license") if isinstance(one.get("license"), dict) else {}
            found += [value for value in (license.get("id"), license.get("name"), one.get("expression")) if isinstance(value, str)]  # type: ignore[union-attr]
    return tuple(found[:20])


def _bases(entry: dict[str, Any]) -> tuple[str, ...]:
    pedigree = entry.get("pedigree")
    ancestors = _list(pedigree.get("ancestors")) if isinstance(pedigree, dict) else []
    return tuple(filter(None, (_model(one) for one in ancestors[:50] if isinstance(one, dict))))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
