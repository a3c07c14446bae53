"""Licenses and models in the words of others: ids of the SPDX License List, and package URLs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from checker import later
from checker.report import ModelUse, Report

HUB = "https://huggingface.co/"
_NOT_IDSTRING = later.compile(r"[^A-Za-z0-9.-]+")
_REPOSITORY = later.compile(r"(?P<owner>[A-Za-z0-9][\w.-]*)/(?P<name>[A-Za-z0-9][\w.-]*)", re.ASCII)
_TERMS = later.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?")


@lru_cache(maxsize=1)
def listed() -> Mapping[str, str]:
    """The ids of the SPDX License List by their lower-case form: SPDX compares them so."""
    lines = (Path(__file__).parent / "spdx-ids.txt").read_text(encoding="ascii").split()
    return {line.lower(): line for line in lines}


def license_id(license: str, report: Report) -> str:
    """The id of the SPDX License List for one of ours, or for raw words that are such an id; empty where it has none."""
    return listed().get(dict(report.spdx).get(license.lower(), license).lower(), "")


def expression(license: str, report: Report) -> str:
    """An SPDX license expression for one of ours, or for raw words: an id of the list, else a LicenseRef."""
    if known := license_id(license, report):
        return known
    ref = dict(report.spdx).get(license.lower(), "")
    if re.fullmatch(r"LicenseRef-[A-Za-z0-9.-]+", ref):
        return ref
    return f"LicenseRef-modelterms-{_NOT_IDSTRING.sub('-', license).strip('-') or 'unnamed'}"


def repository(model: str, kind: str) -> tuple[str, str, str]:
    """Owner, name and revision of a model on the Hugging Face hub; three empty words for any other."""
    name, _, revision = model.partition("@")
    match = _REPOSITORY.fullmatch(name) if kind == "hf" else None
    return (match["owner"], match["name"], revision) if match else ("", "", "")


def package_url(model: str, kind: str) -> str:
    """The package URL of a model on the Hugging Face hub; empty for any other, as no other has a type of its own."""
    owner, name, revision = repository(model, kind)
    return f"pkg:huggingface/{owner}/{name}{f'@{quote(revision, safe=str())}' if revision else ''}" if owner else ""


def home(model: str, kind: str) -> str:
    """The page of a model on the Hugging Face hub; empty for any other."""
    owner, name, _ = repository(model, kind)
    return f"{HUB}{owner}/{name}" if owner else ""


def terms(one: ModelUse) -> str:
    """The address of a vendor's terms, if it is a plain one of the web."""
    return one.terms if _TERMS.fullmatch(one.terms) else ""
