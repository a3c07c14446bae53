"""SPDX 3.0.1 in JSON-LD: the models in use as AI packages, with the licenses declared and concluded, and what they descend from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from checker.escape import json_text, shown
from checker.page import Page
from checker.report import ModelUse, Report
from checker.spdx import expression, home, license_id, package_url, repository, terms

OF_AUDIT = True
CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
NO_ASSERTION = "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense"
CREATION = "_:creation"
CREATED = "1970-01-01T00:00:00Z"  # a time is required; this one says nothing, so that the same audit gives the same bytes
# Not `ai`: that profile asks for a supplier and a release date of every model, which nobody here knows.
PROFILES = ("core", "software", "simpleLicensing")


def render(page: Page, width: int, color: bool) -> str:
    """The document. Its ids are made from the audit: the same audit, the same bytes."""
    graph = _Graph(page.audited("spdx3"), f"https://spdx.org/spdxdocs/modelterms-{uuid5(NAMESPACE_URL, json_text(page.data))}")
    return json_text(shown({"@context": CONTEXT, "@graph": list(graph.all())})) + "\n"


class _Graph:
    """The elements of the document, numbered in the order they are made."""

    def __init__(self, report: Report, space: str) -> None:
        self.report = report
        self.space = space
        self.packages: dict[tuple[str, str], dict[str, Any]] = {}
        self.expressions: dict[str, dict[str, Any]] = {}
        self.relationships: list[dict[str, Any]] = []

    def all(self) -> Iterator[dict[str, Any]]:
        """Everything, the document first."""
        tool = {**self._element("SoftwareAgent", "tool"), "name": f"modelterms {self.report.version}"}
        project = {**self._element("software_Package", "project"), "name": self.report.name}
        used = (*self.report.used, *self.report.services)
        for one in used:
            self._package(one.model, one.kind)
        for one in used:
            self._model(one)
        if self.packages:
            uses = [self.packages[one.model, one.kind]["spdxId"] for one in used]
            self._relate(project["spdxId"], "dependsOn", *dict.fromkeys(uses))
        elements = [tool, project, *self.packages.values(), *self.expressions.values(), *self.relationships]
        yield {"type": "CreationInfo", "@id": CREATION, "specVersion": "3.0.1", "created": CREATED, "createdBy": [tool["spdxId"]]}
        yield {
            **self._element("SpdxDocument", "document"),
            "name": f"Models of {self.report.name}",
            "profileConformance": list(PROFILES),
            "rootElement": [project["spdxId"]],
            "element": [one["spdxId"] for one in elements],
        }
        yield from elements

    def _element(self, type: str, name: str) -> dict[str, Any]:
        return {"type": type, "spdxId": f"{self.space}#{name}", "creationInfo": CREATION}

    def _package(self, model: str, kind: str) -> dict[str, Any]:
        """The package of a model, made at the first asking."""
        if (model, kind) not in self.packages:
            owner, name, revision = repository(model, kind)
            self.packages[model, kind] = {
                **self._element("ai_AIPackage", f"model-{len(self.packages) + 1}"),
                "name": f"{owner}/{name}" if owner else model,
                "software_primaryPurpose": "model",
                **({"software_packageVersion": revision} if revision else {}),
                **({"software_packageUrl": package_url(model, kind), "software_downloadLocation": home(model, kind)} if owner else {}),
            }
        return self.packages[model, kind]

    def _model(self, one: ModelUse) -> None:
        package = self._package(one.model, one.kind)
        if said := "; ".join(_comments(one)):
            package["comment"] = said
        if url := terms(one):
            package["externalRef"] = [{"type": "ExternalRef", "externalRefType": "license", "locator": [url]}]
        self._relate(package["spdxId"], "hasDeclaredLicense", self._license((one.declared,) if one.declared else ()))
        self._relate(package["spdxId"], "hasConcludedLicense", self._license(one.licenses))
        bases = []
        for base in one.built_on:
            known = next((kind for model, kind in self.packages if model == base.model), "hf")
            new = (base.model, known) not in self.packages
            bases.append(self._package(base.model, known)["spdxId"])
            if new and base.licenses:
                self._relate(bases[-1], "hasConcludedLicense", self._license(base.licenses))
        if bases:
            self._relate(package["spdxId"], "descendantOf", *dict.fromkeys(bases))

    def _license(self, ids: tuple[str, ...]) -> str:
        """The element of an expression: all of the licenses hold. None: nothing is asserted."""
        if not ids:
            return NO_ASSERTION
        text = " AND ".join(dict.fromkeys(expression(id, self.report) for id in ids))
        words = [id for id in dict.fromkeys(ids) if not license_id(id, self.report)]
        key = "\0".join((text, *words))
        if key not in self.expressions:
            self.expressions[key] = {
                **self._element("simplelicensing_LicenseExpression", f"license-{len(self.expressions) + 1}"),
                **({"comment": f"In the words of the audit: {', '.join(words)}"} if words else {}),
                "simplelicensing_licenseExpression": text,
            }
        spdx_id: str = self.expressions[key]["spdxId"]
        return spdx_id

    def _relate(self, source: str, how: str, *targets: str) -> None:
        relationship = self._element("Relationship", f"relationship-{len(self.relationships) + 1}")
        self.relationships.append({**relationship, "from": source, "relationshipType": how, "to": list(targets)})


def _comments(one: ModelUse) -> Iterator[str]:
    if one.terms:
        yield "a service that its vendor runs under its own terms, without a license of the model"
    yield f"status: {one.status}"
    if one.how:
        yield f"license known from: {one.how}"
    if one.remark:
        yield one.remark
