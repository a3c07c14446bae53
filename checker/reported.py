"""Reports of this program that lie in the project it looks at: what they name was found elsewhere, and is not found once more."""

from __future__ import annotations

from checker import later

HEAD = 1000  # bytes within which a report says whose it is
SAID = "is a report of modelterms: it is not read again (`exclude` spares this note)"
_OURS = later.compile(
    rb"""^\{\s*"schema":\s*"modelterms/"""  # json, jsonl
    rb"""|^\{\s*"source":\s*\{\s*"name":\s*"modelterms"\s*\}"""  # rdjson
    rb"""|"tools":\s*\{\s*"components":\s*\[\s*\{\s*"type":\s*"application",\s*"name":\s*"modelterms\""""  # cyclonedx
    rb"""|"https://spdx\.org/spdxdocs/modelterms-"""  # spdx3
    rb"""|^<\?xml[^>]{0,99}>\s*<testsuites name="modelterms\""""  # junit
)


def is_report(name: str, data: bytes) -> bool:
    """Whether a file is a report that an audit wrote, by its first bytes. Raises nothing."""
    return name.endswith((".json", ".jsonl", ".jsonld", ".xml")) and b"modelterms" in data[:HEAD] and _OURS.search(data[:HEAD]) is not None
