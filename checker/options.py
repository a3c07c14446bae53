"""The arguments and options that commands share: their names, help and completion."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from checker import formats
from checker.shelf import Shelf

_LICENSE_HELP = "An id, SPDX id, Hugging Face tag, or path to a definition."


def complete_license(incomplete: str) -> list[str]:
    """Names of licenses that begin with what was typed: ids, else tags and other names."""
    wanted = incomplete.lower()
    catalogue = Shelf().catalogue
    ids = [id for id in catalogue.ids if id.startswith(wanted)]
    return ids or sorted({name for name, _ in catalogue.names() if name.startswith(wanted) and " " not in name})


def complete_rules(incomplete: str) -> list[str]:
    """Ids of rule sets that begin with what was typed."""
    return [id for id in Shelf().rulebook.ids if id.startswith(incomplete)]


def complete_format(incomplete: str) -> list[str]:
    """Formats that begin with what was typed."""
    return [name for name in formats.names() if name.startswith(incomplete)]


Licenses = Annotated[
    list[str], typer.Argument(metavar="LICENSE...", help=_LICENSE_HELP, autocompletion=complete_license, show_default=False)
]
OneLicense = Annotated[str, typer.Argument(metavar="LICENSE", help=_LICENSE_HELP, autocompletion=complete_license, show_default=False)]
Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="ID_OR_FILE",
        help="A rule set, or a path to one; may be repeated.  [default: osd; for compare all]",
        autocompletion=complete_rules,
        show_default=False,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME",
        help="table, concise, json or markdown.  [default: table on a terminal, else concise]",
        autocompletion=complete_format,
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the report there instead of printing it.", show_default=False),
]
FailOn = Annotated[
    str, typer.Option("--fail-on", metavar="VERDICT", help="The mildest verdict that makes the exit code 1: fails, unknown or contested.")
]
Diff = Annotated[bool, typer.Option("--diff", help="Only the rows in which the licenses differ.")]
What = Annotated[str, typer.Argument(metavar="[licenses|rules|terms]", help="What to list.", show_default=False)]
Code = Annotated[
    str,
    typer.Argument(metavar="CODE", help="A criterion (OSD-5), a word of the vocabulary, a verdict, or LICENSE/TERM.", show_default=False),
]
ClaimsFile = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A file of claims, such as seeds/claims/superintelligence-2025.yaml.", show_default=False),
]


def _fact(option: str, metavar: str, help: str, *more: str) -> typer.models.OptionInfo:
    """An option that states a fact of a profile."""
    info: typer.models.OptionInfo = typer.Option(option, *more, metavar=metavar, help=help, show_default=False)
    return info


Do = Annotated[list[str], _fact("--do", "ACT,...", "What you want to do: run, fine-tune, host, embed, ship-weights, train-another ...")]
Users = Annotated[str | None, _fact("--users", "N", "Monthly active users today, such as 800M.")]
UsersAtRelease = Annotated[str | None, _fact("--users-at-release", "N", "Monthly active users in the month before the model's release.")]
Revenue = Annotated[str | None, _fact("--revenue", "MONEY", "Annual revenue, affiliates included: 2M, or 2M EUR (USD without a currency).")]
MonthlyRevenue = Annotated[str | None, _fact("--monthly-revenue", "MONEY", "Monthly revenue of the product.")]
Funding = Annotated[str | None, _fact("--funding", "MONEY", "Funding raised.")]
Employees = Annotated[str | None, _fact("--employees", "N", "People employed.")]
BasedIn = Annotated[str | None, _fact("--based-in", "PLACE,...", "Domicile or principal place of business (ISO 3166, EU, EEA).")]
UsedIn = Annotated[
    str | None, _fact("--used-in", "PLACE,...", "Where it runs and where those served are.  [default: --based-in]", "--serving")
]
Purpose = Annotated[str | None, _fact("--purpose", "WORD,...", "commercial, non-commercial, research, evaluation, personal ...")]
Field = Annotated[str | None, _fact("--field", "WORD,...", "Fields of use, such as health; general: none of the banned ones.")]
Party = Annotated[str | None, _fact("--party", "WORD,...", "individual, company, academic, government ...")]
Modality = Annotated[str | None, _fact("--modality", "WORD,...", "text, image, audio, video, multimodal, 3d.")]
ResultOf = Annotated[str | None, _fact("--result", "WORD,...", "The model that comes of it: own-derivative, foundation, competing, other.")]
Received = Annotated[str | None, _fact("--received", "WORD", "direct, or in-product.  [default: direct]")]
Changed = Annotated[bool | None, _fact("--changed/--unchanged", "", "Whether what you use or pass on is changed.")]
Other = Annotated[
    list[str] | None, _fact("--fact", "KEY=VALUE", "Any other fact: event, channel, form, has, model, with-product, on; may be repeated.")
]
ProfileFile = Annotated[
    Path | None,
    _fact("--profile", "FILE", "A TOML file of facts.  [default: [tool.modelterms.profile] of ./pyproject.toml, if there is one]"),
]
Strict = Annotated[bool, typer.Option("--strict", help="Ask about every banned field that is left open.")]
Table = Annotated[str | None, _fact("--table", "FACT", "Print the answer over the whole range of users, revenue or monthly-revenue.")]
AllowDepends = Annotated[bool, typer.Option("--allow-depends", help="Exit with 0 where the answer depends on facts not stated.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Never ask, even on a terminal.")]
Instead = Annotated[
    str | None,
    typer.Option(
        "--instead-of", metavar="LICENSE", help="Nearest to this license first.", autocompletion=complete_license, show_default=False
    ),
]
