"""Policies that grant nothing: beside a license that grants, they only bar. Pure."""

from __future__ import annotations

from checker.model import Kind, License, Subject


def grants(subject: Subject) -> bool:
    """Whether a license of what a user named grants anything."""
    return bool(subject.license.of_kind(Kind.PERMISSION)) if subject.single else any(map(grants, subject.parts))


def only_bars(license: License) -> bool:
    """Whether a text was read to its end and grants nothing, so that what it leaves undecided may be granted elsewhere."""
    return not (license.unread or license.draft or license.of_kind(Kind.PERMISSION)) and all(text.held for text in license.texts)
