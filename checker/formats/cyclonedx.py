"""CycloneDX 1.6: a bill of the models in use (ML-BOM), with what is declared of their licenses and what holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from checker.escape import json_text, shown, visible
from checker.page import Page
from checker.report import Base, ModelUse, Report
from checker.spdx import home, license_id, package_url, repository, terms

OF_AUDIT = True
SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
PROJECT = "project"


def render(page: Page, width: int, color: bool) -> str:
    """The bill. It has no timestamp, and a serial number made from the audit: the same audit, the same bytes."""
    report = page.audited("cyclonedx")
    refs = _refs(report)
    pairs = list(zip(refs, (*report.used, *report.services), strict=True))
    services = [_service(ref, one) for ref, one in pairs[len(report.used) :]]
    bill = {
        "$schema": SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json_text(page.data))}",
        "version": 1,
        "metadata": {
            "tools": {"components": [{"type": "application", "name": "modelterms", "version": report.version}]},
            "component": {"type": "application", "bom-ref": PROJECT, "name": report.name},
        },
        "components": [_component(ref, one, report) for ref, one in pairs[: len(report.used)]],
        **({"services": services} if services else {}),
        "dependencies": [{"ref": PROJECT, **({"dependsOn": refs} if refs else {})}, *({"ref": ref} for ref in refs)],
    }
    return json_text(shown(bill)) + "\n"


def _refs(report: Report) -> list[str]:
    """A reference for each model in use; what would be the same once it is visible gets a number."""
    seen: Counter[str] = Counter()
    refs = []
    for one in (*report.used, *report.services):
        ref = visible(f"{one.kind}:{one.model}")
        seen[ref] += 1
        refs.append(f"{ref}#{seen[ref]}" if seen[ref] > 1 else ref)
    return refs


def _component(ref: str, one: ModelUse, report: Report) -> dict[str, Any]:
    licenses = [*_licenses((one.declared,) if one.declared else (), "declared", report), *_licenses(one.licenses, "concluded", report)]
    return {
        "type": "machine-learning-model",
        "bom-ref": ref,
        **_named(one.model, one.kind),
        **({"licenses": licenses} if licenses else {}),
        **_purl(one.model, one.kind),
        **({"pedigree": _pedigree(one, report)} if one.built_on else {}),
        **_card(one),
        **({"evidence": _evidence(one, report)} if one.places else {}),
        "properties": list(_properties(one)),
    }


def _named(model: str, kind: str) -> dict[str, str]:
    owner, name, revision = repository(model, kind)
    return {"group": owner, "name": name, **({"version": revision} if revision else {})} if owner else {"name": model}


def _purl(model: str, kind: str) -> dict[str, str]:
    purl = package_url(model, kind)
    return {"purl": purl} if purl else {}


def _card(one: ModelUse) -> dict[str, Any]:
    """Where the model's card is. There is no `modelCard` here: what would stand in it, the audit has not read."""
    url = home(one.model, one.kind)
    return {"externalReferences": [{"type": "model-card", "url": url}]} if url else {}


def _licenses(ids: tuple[str, ...], acknowledgement: str, report: Report) -> Iterator[dict[str, Any]]:
    for id in dict.fromkeys(ids):
        known = license_id(id, report)
        yield {"license": {**({"id": known} if known else {"name": id}), "acknowledgement": acknowledgement}}


def _pedigree(one: ModelUse, report: Report) -> dict[str, Any]:
    relations = [f"{base.relation or 'built on'} {base.model}{f' ({base.how})' if base.how else ''}" for base in one.built_on]
    return {"ancestors": [_ancestor(base, report) for base in one.built_on], "notes": "; ".join(relations)}


def _ancestor(base: Base, report: Report) -> dict[str, Any]:
    licenses = list(_licenses(base.licenses, "concluded", report))
    return {
        "type": "machine-learning-model",
        **_named(base.model, "hf"),
        **({"licenses": licenses} if licenses else {}),
        **_purl(base.model, "hf"),
    }


def _evidence(one: ModelUse, report: Report) -> dict[str, Any]:
    return {"occurrences": [{"location": report.path(place.path), "line": place.line} for place in dict.fromkeys(one.places)]}


def _properties(one: ModelUse) -> Iterator[dict[str, str]]:
    said = {"status": one.status, "license:how": one.how, "license:confidence": one.confidence, "license:where": one.where}
    said |= {"license:remark": one.remark, **{f"verdict:{rules}": verdict for rules, verdict in one.verdicts}}
    yield from ({"name": f"modelterms:{name}", "value": value} for name, value in said.items() if value)


def _service(ref: str, one: ModelUse) -> dict[str, Any]:
    """A model that a vendor runs: what holds are its terms of service."""
    url = terms(one)
    return {
        "bom-ref": ref,
        "name": one.model,
        "x-trust-boundary": True,
        **({"externalReferences": [{"type": "license", "url": url, "comment": "The vendor's terms of service."}]} if url else {}),
        "properties": list(_properties(one)),
    }
