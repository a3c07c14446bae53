"""Model cards: the front matter of a README says the license and what the model was built on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker import source
from checker.references import Note, Stated

KEYS = ("license", "license_name", "license_link", "base_model", "library_name", "pipeline_tag", "extra_gated_eu_disallowed")


def states(path: str) -> bool:
    """READMEs and other Markdown."""
    return path.lower().endswith(".md")


def stated(data: bytes, path: str) -> Iterator[Stated | Note]:
    """What the front matter says; a Note where it cannot be read. No front matter, or none of a model: nothing."""
    if not data.startswith(b"---"):
        return
    end = data.find(b"\n---", 3)
    if end < 0 or not any(key.encode() in data[:end] for key in KEYS):
        return
    try:
        document = source.parse(data[data.index(b"\n") + 1 : end], path)
    except source.SourceError as error:
        yield Note(path, f"the front matter cannot be read: {error.problems[0].message}")
        return
    if not isinstance(document.value, dict) or not any(key in document.value for key in KEYS):
        return
    values: dict[str, Any] = document.value
    licenses = _words(values.get("license"))
    names = _words(values.get("license_name"))
    line, column = document.marks.get(("license",), (1, 1))
    odd = values.get("license")
    if odd is not None and not isinstance(odd, str) and not licenses:
        yield Note(path, f"`license` is neither a name nor a list of names: {str(odd)[:60]!r}")
    if names and (not licenses or licenses == ("other",)):
        licenses = names
    yield Stated(line + 1, column, "card", licenses, _words(values.get("base_model")), "", "".join(_words(values.get("license_link"))[:1]))


def _words(value: Any) -> tuple[str, ...]:
    """A name, or a list of names; anything else names nothing."""
    items = value if isinstance(value, list) else [value]
    return tuple(item for item in items[:50] if isinstance(item, str) and 0 < len(item) < 300)
