"""Tell the reports of this program by their whole form: what they name was found elsewhere, and is not found once more. Pure.

A beginning alone would let anybody hide a model behind it. What cannot be told is no report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from checker import later
from checker.escape import json_text

BASELINE = "modelterms/baseline/2"
ENTRY = ("code", "model", "licenses", "path", "fingerprint")  # the keys of a finding in it, in their order
_HEAD = 1000  # bytes in which a report says whose it is
# The keys at the top, in their order; of a bill without services, and of a finding that is not contested, some are not there.
_TOPS = (
    "schema version root rules policy since summary models findings warnings",
    "schema code title severity headline model licenses places because terms why readings explained basis help fingerprint hidden",
    "schema kind licenses",
    "source diagnostics",
    "$schema version runs",
    "$schema bomFormat specVersion serialNumber version metadata components services dependencies",
    "@context @graph",
)
_OPTIONAL = frozenset({"services", "readings", "explained"})
# Below each key that holds more: the keys there, of all formats. A finding alone is a finding of the audit.
_BELOW = """
summary: contested errors fails files hidden licenses mentioned models notes passes services text unknown warnings
models: bases confidence declared how kind licenses model places remark status terms used verdicts where
findings: basis because code explained fingerprint headline help hidden licenses model places readings severity terms title why
verdicts: rules verdict
places: column line path text
bases: how licenses model relation
because: at license phrase
basis: kind source
readings: fails meets note
warnings: message path
source: name
diagnostics: code location message related_locations severity
related_locations: location message
location: path range
range: start
start: line
code: value
runs: columnKind invocations originalUriBaseIds results tool
tool: driver
driver: name rules version
rules: defaultConfiguration fullDescription help id properties shortDescription
shortDescription: text
fullDescription: text
help: markdown text
defaultConfiguration: level
invocations: executionSuccessful toolExecutionNotifications
toolExecutionNotifications: level locations message
message: text
locations: physicalLocation
physicalLocation: artifactLocation region
artifactLocation: uri uriBaseId
region: endColumn endLine startColumn startLine
originalUriBaseIds: %SRCROOT%
%SRCROOT%: description
description: text
results: level locations message partialFingerprints properties relatedLocations ruleId ruleIndex suppressions
partialFingerprints: modelterms/v1 primaryLocationLineHash
relatedLocations: id message physicalLocation
suppressions: justification kind status
properties: licenses model name precision problem.severity sections tags value
metadata: component tools
tools: components
component: bom-ref name type
components: bom-ref evidence externalReferences group licenses name pedigree properties purl type version
licenses: id license name names publisher released spdx stands_out unread
license: acknowledgement id name
externalReferences: comment type url
evidence: occurrences
occurrences: line location
pedigree: ancestors notes
ancestors: group licenses name purl type
services: bom-ref externalReferences name properties x-trust-boundary
dependencies: dependsOn ref
@graph: @id comment created createdBy creationInfo element externalRef from name profileConformance relationshipType rootElement
@graph: simplelicensing_licenseExpression software_downloadLocation software_packageUrl software_packageVersion software_primaryPurpose
@graph: spdxId specVersion to type
externalRef: externalRefType locator type
"""
_QUOTED = later.compile('"[^"<>]*"')
_LINE = later.compile(  # of a JUnit report, without what stands in quotes
    '[^<>"]*| *<(?:[?]xml version="" encoding=""[?]|testsuites? name="" tests="" failures="" errors="" skipped="" time=""'
    '|testcase classname="" name=""(?: file="" line="")? time=""|skipped message=""/|failure type="" message=""'
    "|/?system-(?:out|err)|/(?:testsuites?|testcase|failure))>"
)
_END = "\n</testsuites>"


def is_own_report(data: bytes) -> bool:
    """Whether the content of a file is, to its end, a report of this program that names models. Raises nothing."""
    if not data.startswith((b"{", b"<?xml")) or b"modelterms" not in data[:_HEAD]:
        return False
    try:
        text = data.decode("ascii").replace("\r\n", "\n").removesuffix("\n")
        if text[0] == "<":
            return text.find(_END) == len(text) - len(_END) and all(map(_LINE.fullmatch, _QUOTED.sub('""', text).split("\n")))
        if text[1] == '"':  # one finding a line
            return all(_is_form(line, None) for line in text.split("\n"))
        return _is_form(text, 2)
    except (ValueError, RecursionError, MemoryError, IndexError):  # no ASCII, no JSON, or not to be told
        return False


def baseline_text(findings: Iterable[Mapping[str, Any]]) -> str:
    """A baseline as it is written: one finding a line, so that a change of it can be reviewed."""
    rows = ",\n".join(json_text(one, None) for one in findings)
    return f'{{"schema": "{BASELINE}", "findings": [\n{rows}\n]}}\n'


def is_baseline(data: bytes) -> bool:
    """Whether the content of a file is, to its end, a baseline: it names models that the project uses elsewhere. Raises nothing."""
    if not data.startswith(b'{"schema": "modelterms/baseline/'):
        return False
    import json

    try:
        text = data.decode("ascii").replace("\r\n", "\n")
        findings = json.loads(text)["findings"]
        return all(map(_is_entry, findings)) and baseline_text(findings) == text
    except (ValueError, TypeError, KeyError, RecursionError, MemoryError):
        return False


def _is_entry(one: Any) -> bool:
    """Whether it is a finding of a baseline: so many keys, under each a text, but under one a list of them."""
    if not isinstance(one, dict) or tuple(one) != ENTRY or not isinstance(one["licenses"], list):
        return False
    return all(isinstance(value, str) for key, value in one.items() if key != "licenses") and all(map(str.isprintable, one["licenses"]))


def _is_form(text: str, indent: int | None) -> bool:
    """Whether a text is JSON written by this program to the last character, which leaves no room for a comment or a key twice."""
    import json

    document = json.loads(text)
    if not isinstance(document, dict) or json_text(document, indent) != text:
        return False
    below: dict[str, list[str]] = {}
    for row in _BELOW.split("\n"):
        key, _, keys = row.partition(": ")
        below.setdefault(key, []).extend(keys.split())
    tops = [top.split() for top in _TOPS]
    given = list(document)
    return any(given == [key for key in top if key in document or key not in _OPTIONAL] for top in tops) and all(
        _is_known(value, key, below) for key, value in document.items()
    )


def _is_known(value: Any, key: str, below: dict[str, list[str]]) -> bool:
    """Whether what stands under a key holds no key that is written nowhere below it."""
    if isinstance(value, list):
        return all(_is_known(one, key, below) for one in value)
    if isinstance(value, dict):
        return all(name in below.get(key, ()) and _is_known(one, name, below) for name, one in value.items())
    return True
