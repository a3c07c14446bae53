"""YAML with what is wrapped in it (Helm, Kubernetes, compose, JSON5), JSON, TOML, INI, .env, Terraform: keys and values.

Line by line, not by a parser: templates are no YAML before they are filled in, and one broken line must not hide the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.finders import lines, prose
from checker.references import Spot
from checker.words import Words

INDENTED = (".yaml", ".yml", ".tpl", ".yaml.example", ".yml.example", ".yml.j2", ".yaml.j2", ".yaml.tmpl", ".cff")
HASHED = (".toml", ".ini", ".cfg", ".conf", ".env", ".properties", ".tf", ".tfvars", ".hcl", ".service", ".launch", ".xml")
SLASHED = (".json", ".jsonl", ".json5", ".jsonc", ".http", ".rest", ".ndjson", ".webmanifest")


def handles(path: str) -> bool:
    """Configuration of every kind."""
    name = path.rpartition("/")[2].lower()
    if prose.handles(path):
        return False  # README.md.tpl is documentation
    return name.endswith((*INDENTED, *HASHED, *SLASHED, "env.example", ".env.sample")) or name.startswith((".env", "env.", "values"))


def spots(text: str, words: Words) -> Iterator[Spot]:
    """Every value under its key."""
    if text.lstrip()[:1] in "{[" and '":' in text[:2000]:
        manifest = '"dependencies"' in text or '"devDependencies"' in text  # of a package: its name is no model's
        for spot in lines.spots(text, words, comment="//"):
            if not manifest or spot.slot != ("name",):
                yield spot
        return
    yield from lines.spots(text, words, comment="#", indented=True)
