"""What findings say: of one model, with its places, the sections of its license, and whose judgment it is. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from checker.beside import Remark
from checker.digests import sha256
from checker.model import CriterionResult, Result, Verdict
from checker.report import ERROR, WARNING, Because, Place
from checker.report import Result as Finding
from checker.tuples import NamedTuple

SHOWN = 3  # reasons that a finding gives with their sections; how many there are it says


class About(NamedTuple):
    """The model (or the entry of the policy) that findings are about, and where it stands.

    `codes` are the texts of codes.yaml, `home` what a model is called that lies in the audited folder itself.
    """

    model: str
    places: tuple[Place, ...]
    codes: Mapping[str, Mapping[str, str]]
    home: str = ""

    def finding(
        self, code: str, severity: str, headline: str, licenses: tuple[str, ...] = (), because: tuple[Because, ...] = ()
    ) -> Finding:
        """A finding of the audit's own."""
        row = self.codes[code]
        return self._finding(code, severity, headline, licenses)._replace(
            title=row["title"], why=row["why"], help=row["help"], because=because, terms=len(because), basis="policy"
        )

    def _finding(self, code: str, severity: str, headline: str, licenses: tuple[str, ...]) -> Finding:
        """A finding without its texts. Its fingerprint outlives a move to another line, or file, and another name of the checkout."""
        named = "." if self.model == self.home else self.model
        mark = sha256("\n".join((code, named, *licenses)).encode("utf-8", "replace"))[:32]
        return Finding(code, code, severity, headline, self.model, licenses, self.places, (), "", "", mark)

    def beside(self, note: Remark, severe: bool) -> Finding:
        """What is said of a license file, at the file; an error where it is grave and that is `severe` to the project."""
        severity = ERROR if note.grave and severe else WARNING
        found = self._replace(places=(Place(note.path, note.line),)).finding(note.code, severity, note.headline, note.licenses)
        return found._replace(help=f'{found.help} Its hash: text = "{note.sha}"') if note.sha else found

    def criterion(self, one: CriterionResult, severity: str, licenses: tuple[str, ...], result: Result, doubt: str = "") -> Finding:
        """A criterion that a license does not simply meet, its reasons the weightiest first. `doubt` is what is not sure of the license."""
        own = one.criterion
        decides = one.verdict is Verdict.UNKNOWN  # then a doubt is what must be said
        reasons = sorted(one.reasons, key=lambda reason: decides and reason.kind != "unknown")
        said = f"{own.name}: {reasons[0].brief or reasons[0].summary}" if reasons else own.title
        because = tuple(
            Because(reason.license or result.license.id, ", ".join(reason.at), reason.phrase[0] if reason.phrase else "")
            for reason in reasons
            if reason.at
        )
        basis = reasons[0].basis if reasons else None
        return self._finding(own.id, severity, f"{_said(one.verdict)}{said}{doubt}", licenses)._replace(
            title=own.title,
            why=own.why,
            help=own.help,
            because=because[:SHOWN],
            terms=max(one.terms, len(because)),
            basis=basis.kind if basis else "reading",
            source=basis.source if basis else "",
        )


def _said(verdict: Verdict) -> str:
    return "" if verdict is Verdict.FAILS else f"{verdict.value}: "
