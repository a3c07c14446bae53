"""What an audit found, as plain data: models, findings and warnings. Formats read it; nothing here knows how it came about."""

from __future__ import annotations

from posixpath import normpath

from checker.model import place_in_words
from checker.tuples import NamedTuple

ERROR, WARNING, NOTE = "error", "warning", "note"
SEVERITIES = (ERROR, WARNING, NOTE)
STATUSES = ("fails", "unknown", "contested", "passes")  # of models with a license; `service` is the status of those without
SERVICE = "service"
OF_POLICY = frozenset({"expired-exception", "unused-exception", "stale-exception"})  # what is wrong with the policy's own entries
PLACES = 3  # sections, or licenses, that one line names
READINGS = {"fails": "against", "meets": "for", "note": "note"}  # the two readings of a contested point, or a term's note on both
BASES = {
    "ruling": "an authority's ruling",
    "text": "the text of the definition",
    "reading": "our reading",
    "policy": "the policy of the audit",
}


class Place(NamedTuple):
    """A place in a file of the project: path relative to the report's root, with `/`; line and column from 1; the words that stand there.

    `line_hash` is GitHub's hash of the line (checker/line_hash.py), where the file was at hand.
    """

    path: str
    line: int = 1
    column: int = 1
    text: str = ""
    line_hash: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


BY_CHANCE = frozenset({"hint", "namesake"})  # of a link to another model: nobody says that it is one


class Base(NamedTuple):
    """A model that another was built on: its name, its licenses, how the two are related, how that is known."""

    model: str
    licenses: tuple[str, ...] = ()
    relation: str = ""
    how: str = ""


class ModelUse(NamedTuple):
    """A model that the project names. `status` is the worst of what is held against it: fails, unknown, contested, passes or service.

    `declared` is what was said of its license in raw words, `licenses` the ids that hold (the governing one first; none: unknown),
    `how` and `where` say how that is known, `verdicts` are (rule set, verdict) pairs, `terms` the address of a vendor's terms where
    the model is a service without a license of its own. `used` is false where it is only spoken of.
    """

    model: str
    kind: str
    used: bool
    places: tuple[Place, ...]
    declared: str | None
    licenses: tuple[str, ...]
    how: str
    confidence: str
    where: str
    remark: str
    terms: str
    bases: tuple[Base, ...]
    verdicts: tuple[tuple[str, str], ...]
    status: str

    @property
    def built_on(self) -> tuple[Base, ...]:
        """The bases that somebody says it has; what its name suggests is no fact for a bill, nor is a family a model."""
        return tuple(base for base in self.bases if base.relation not in BY_CHANCE and "*" not in base.model)


class Because(NamedTuple):
    """The section of a license that a finding rests on."""

    license: str
    at: str
    phrase: str = ""

    def __str__(self) -> str:
        if not self.at:
            return self.license
        places = [place_in_words(place) for place in self.at.split(", ")]
        more = f" and {counted(len(places) - PLACES, 'more section')}" if len(places) > PLACES else ""
        return f"{self.license}, {', '.join(places[:PLACES]) if more else ' and '.join(places)}{more}"


class Result(NamedTuple):
    """One finding. `code` is explained by `modelterms explain CODE`; `help` says what to do; `fingerprint` stays the same while the
    model, the license and the code do, wherever the line moves. `hidden` says why it does not count: an exception, the baseline.
    `basis` is a word of BASES and says whose judgment it is, `source` where that can be read.
    `readings` are those of a contested finding, by the keys of READINGS. `explained` is what `explain` is asked for it where that is
    more than its code, `disputed` the term whose note the readings are.
    """

    code: str
    title: str
    severity: str
    headline: str
    model: str
    licenses: tuple[str, ...]
    places: tuple[Place, ...]
    because: tuple[Because, ...]
    why: str
    help: str
    fingerprint: str
    hidden: str = ""
    basis: str = ""
    source: str = ""
    terms: int = 0  # how many it rests on; `because` are the sections of the weightiest
    readings: tuple[tuple[str, str], ...] = ()
    explained: str = ""
    disputed: str = ""

    @property
    def more(self) -> int:
        """How many terms it rests on beside those whose sections it gives."""
        return max(self.terms - len(self.because), 0)

    @property
    def place(self) -> Place:
        """The first place; the project as a whole where there is none."""
        return self.places[0] if self.places else Place(".")

    @property
    def about(self) -> str:
        """What the finding is about: the model, the first section that it rests on, and where the readings are of one that is contested."""
        others = max(self.terms, len(self.because)) - 1
        more = f" and {counted(others, 'more term')}" if others > 0 else ""
        under = " and ".join(self.licenses) if len(self.licenses) <= PLACES else ""  # one of many, as the headline says
        ground = f"{self.because[0]}{more}" if self.because else under
        found = ", ".join(part for part in (self.model, ground) if part)
        return f"{found}; two readings: modelterms explain {self.disputed or self.explained or self.code}" if self.readings else found

    @property
    def message(self) -> str:
        """The finding in one line."""
        return f"{self.headline} ({self.about})" if self.about else self.headline

    @property
    def told(self) -> str:
        """The finding in one line that stands at its first place: with how many more there are."""
        return f"{self.message}; {counted(len(self.places) - 1, 'more place')}" if len(self.places) > 1 else self.message

    @property
    def ground(self) -> str:
        """Whose judgment it is; nothing where that was not said."""
        said = BASES.get(self.basis, self.basis)
        return f"{said} ({self.source})" if said and self.source else said

    @property
    def sides(self) -> tuple[tuple[str, str], ...]:
        """The readings of a contested finding in full, each with its label."""
        return tuple((READINGS[name], text) for name, text in self.readings)

    @property
    def details(self) -> tuple[tuple[str, str], ...]:
        """What belongs to the message where there is room: both readings, whose judgment it is, what to do; each with its label."""
        return tuple(row for row in (*self.sides, ("basis", self.ground), ("help", self.help)) if row[1])

    @property
    def sentences(self) -> str:
        """The message and its details as running text."""
        said = [text if label == "help" else f"{label.capitalize()}: {text.rstrip('.')}." for label, text in self.details]
        return " ".join((f"{self.message}.", *said))


class Warned(NamedTuple):
    """A file that could not be read as it should; without a path, something else that was not answered."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class Report(NamedTuple):
    """A whole audit, sorted. `counted` are the findings that count (not hidden).

    `root` is the folder as it was given; places are relative to it. `called` is that folder's name.
    `spdx` pairs ids of licenses with their SPDX ids.
    """

    root: str
    version: str
    rules: tuple[str, ...]
    files: int
    models: tuple[ModelUse, ...]
    results: tuple[Result, ...]
    warnings: tuple[Warned, ...]
    spdx: tuple[tuple[str, str], ...] = ()
    called: str = ""
    policy: str = ""  # the file of the project's policy, relative to the root too; "": none was read
    below: tuple[str, ...] = ()  # policies that lie below the root, and are not used
    since: str = ""  # the revision of git after which models were added that alone were looked at; "": all

    @property
    def counted(self) -> tuple[Result, ...]:
        """The findings that count."""
        return tuple(one for one in self.results if not one.hidden)

    @property
    def hidden(self) -> tuple[Result, ...]:
        """The findings that do not count."""
        return tuple(one for one in self.results if one.hidden)

    @property
    def used(self) -> tuple[ModelUse, ...]:
        """The models in use that have a license, known or not."""
        return tuple(one for one in self.models if one.used and one.status != SERVICE)

    @property
    def services(self) -> tuple[ModelUse, ...]:
        """The models in use that a vendor runs: terms of service hold, not a license."""
        return tuple(one for one in self.models if one.used and one.status == SERVICE)

    @property
    def mentioned(self) -> tuple[ModelUse, ...]:
        """The models that are only spoken of."""
        return tuple(one for one in self.models if not one.used)

    @property
    def licenses(self) -> tuple[str, ...]:
        """The licenses of the models in use, sorted."""
        return tuple(sorted({id for one in self.used for id in one.licenses}))

    @property
    def name(self) -> str:
        """What to call the project: the name of its folder."""
        name = self.called or self.root.replace("\\", "/").rstrip("/").rpartition("/")[2]
        return "project" if name in ("", ".", "..") else name

    def count(self, severity: str) -> int:
        """How many findings of this severity count."""
        return sum(one.severity == severity for one in self.counted)

    def path(self, path: str) -> str:
        """The path of a file as seen from where the audit was started, which in CI is the checkout: what an annotation needs.

        A root that is absolute, or lies outside, has no such path: then the one relative to the root stands.
        """
        path = path or "."
        root = self.root.replace("\\", "/").removeprefix("./").rstrip("/")
        outside = not root or root == "." or self.root.startswith(("/", "\\")) or ":" in root or ".." in root.split("/")
        if not outside and path.startswith("../"):  # a policy that lies above what is looked at
            return normpath(f"{root}/{path}")
        return path if outside else root if path == "." else f"{root}/{path}"

    def at(self, place: Place) -> str:
        """`file:line:column` of a place, as seen from where the audit was started; just the file for the project as a whole."""
        path = self.path(place.path)
        return path if place.path == "." else str(place._replace(path=path))


def counted(number: int, word: str) -> str:
    """`1 model`, `2 models`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def tally(report: Report) -> str:
    """How the models in use stand: `2 fail, 1 unknown, 3 pass`; nothing where there is none."""
    words = {"fails": ("fails", "fail"), "passes": ("passes", "pass")}
    found = [(sum(one.status == status for one in report.used), status) for status in STATUSES]
    return ", ".join(f"{number} {words.get(status, (status, status))[number != 1]}" for number, status in found if number)


def files_in_brief(report: Report) -> str:
    """How many files were read, and of how many not all."""
    less = len({one.path for one in report.warnings if one.path})
    return counted(report.files, "file") + (f"; {less} not in full" if less else "")


def models_in_brief(report: Report) -> str:
    """One sentence on the models."""
    if not report.used:
        said = "No model with a license of its own is in use"
    else:
        licenses = f" under {counted(len(report.licenses), 'license')}" if report.licenses else ""
        said = f"{counted(len(report.used), 'model')} in use{licenses}: {tally(report)}"
    more = [f"{counted(len(report.services), 'service')} under a vendor's terms"] if report.services else []
    more += [f"{counted(len(report.mentioned), 'model')} only mentioned"] if report.mentioned else []
    return "; ".join((said, *more)) + "."


def findings_in_brief(report: Report) -> str:
    """One sentence on the findings."""
    counts = ", ".join(counted(number, severity) for severity in SEVERITIES if (number := report.count(severity)))
    what = counted(len(report.hidden), "more finding" if counts else "finding")
    hidden = f"; {what} hidden by exceptions or the baseline" if report.hidden else ""
    return f"{counts or 'No findings'}{hidden}."
