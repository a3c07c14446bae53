"""What a report says of a term: the words that a reader may be misled by."""

from __future__ import annotations

import pytest

from checker import wording
from checker.shelf import Shelf

SHELF = Shelf(cache=None)


@pytest.mark.parametrize(
    ("license", "term", "says"),
    [
        # Own terms that may not conflict are no duty to keep the license itself.
        (
            "gemma-terms-2025-03-24",
            "no-conflicting-terms",
            "pass it on under any license that keeps its restrictions when you distribute or offer as a service"
            " (derivatives and models trained on outputs)",
        ),
        (
            "cdla-sharing-1.0",
            "same-license",
            "pass it on under the same license or a later version of it when you distribute or offer as a service",
        ),
        (
            "flux-1-dev-nc-1.1.1",
            "label-output",
            "mark outputs when you use or distribute (outputs), on the output, where the law requires it",
        ),
        (
            "deepseek-license-1.0",
            "bind-recipients",
            "pass the restrictions on when you distribute, offer as a service or sublicense (parameters and derivatives), in an"
            " agreement with the recipient",
        ),
        ("mit", "permission-notice", "hand on a copy of the license when you copy or distribute, with the copies"),
        # A label fits all clauses that it is for.
        ("salesforce-ai-aup", "disclose-bots", "tell users of the terms or of the system when you use or offer as a service"),
        ("cdla-sharing-1.0", "assist", "assist the licensor or show compliance when you use or distribute"),
        (
            "cogagent-license",
            "third-party-access",
            "get the permissions and consents of others when you use, in the cases that the text names",
        ),
        (  # owed to whom the text names
            "epl-2.0",
            "commercial-indemnity",
            "indemnify contributors when you distribute (products that contain it), for commercial purposes",
        ),
        (
            "vim",
            "contact",
            "report to the public when you distribute (derivatives), unless on the choice of another of the ways that the license offers",
        ),
        ("cern-ohl-p-2.0", "patents-end-for-cause", "end the patent grant on breach"),  # and nothing else
        (
            "apache-2.0",
            "own-warranty",
            "indemnify for warranties of one's own when you distribute, on warranty or support that the licensee itself offers",
        ),
    ],
)
def test_terms_in_one_line(license: str, term: str, says: str) -> None:
    found = {one.id: one for one in SHELF.catalogue.get(license).terms}
    assert wording.summary(found[term], SHELF.vocabulary) == says
