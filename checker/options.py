"""The arguments and options that commands share: their names, help and completion."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from checker import formats
from checker.shelf import Shelf

_LICENSE_HELP = "An id, SPDX id or expression, Hugging Face tag, name, family or path to a definition."


def complete_license(incomplete: str) -> list[str]:
    """Names of licenses that begin with what was typed: ids, else tags and other names."""
    wanted = incomplete.lower()
    catalogue = Shelf().catalogue
    ids = [id for id in catalogue.ids if id.startswith(wanted)]
    ids += [id for id in Shelf().families.ids if id.startswith(wanted)] if wanted else []
    return ids or sorted({name for name, _ in catalogue.names() if name.startswith(wanted) and " " not in name})


def complete_rules(incomplete: str) -> list[str]:
    """Ids of rule sets that begin with what was typed."""
    return [id for id in Shelf().rulebook.ids if id.startswith(incomplete)]


def complete_format(context: typer.Context, incomplete: str) -> list[str]:
    """Formats of the command that begin with what was typed."""
    return [name for name in (formats.names() if context.info_name == "audit" else formats.general()) if name.startswith(incomplete)]


def complete_act(incomplete: str) -> list[str]:
    """Acts that begin with what was typed; of a list, behind its last comma."""
    before, comma, typed = incomplete.rpartition(",")
    words = [*Shelf().vocabulary.words("plain_words"), *Shelf().vocabulary.words("actions")]
    return [f"{before}{comma}{word}" for word in words if word.startswith(typed)]


def complete_field(incomplete: str) -> list[str]:
    """Fields of use that begin with what was typed."""
    return [word for word in Shelf().vocabulary.words("fields") if word.startswith(incomplete)]


def complete_what(incomplete: str) -> list[str]:
    """What can be listed and begins with what was typed."""
    return [word for word in ("licenses", "families", "rules", "terms") if word.startswith(incomplete)]


def _ruleset(default: str, what: str = "A rule set, or a path to one") -> typer.models.OptionInfo:
    info: typer.models.OptionInfo = typer.Option(
        "--rules",
        "-r",
        metavar="ID_OR_FILE",
        help=f"{what}; may be repeated.  [default: {default}]",
        autocompletion=complete_rules,
        show_default=False,
    )
    return info


def _format(help: str) -> typer.models.OptionInfo:
    info: typer.models.OptionInfo = typer.Option(
        "--format", "-f", metavar="NAME", help=help, autocompletion=complete_format, show_default=False
    )
    return info


def _output(help: str) -> typer.models.OptionInfo:
    info: typer.models.OptionInfo = typer.Option("--output", "-o", metavar="FILE", help=help, show_default=False)
    return info


def _fact(
    option: str, metavar: str, help: str, *more: str, completion: Callable[[str], list[str]] | None = None
) -> typer.models.OptionInfo:
    """An option that states a fact of a profile, or what is wanted of a list."""
    info: typer.models.OptionInfo = typer.Option(option, *more, metavar=metavar, help=help, autocompletion=completion, show_default=False)
    return info


Licenses = Annotated[
    list[str], typer.Argument(metavar="LICENSE...", help=_LICENSE_HELP, autocompletion=complete_license, show_default=False)
]
Compared = Annotated[
    list[str],
    typer.Argument(
        metavar="LICENSE...", help=_LICENSE_HELP.replace(" or expression", ""), autocompletion=complete_license, show_default=False
    ),
]
OneLicense = Annotated[
    str,
    typer.Argument(
        metavar="LICENSE", help=_LICENSE_HELP.replace(" or expression", ""), autocompletion=complete_license, show_default=False
    ),
]
Rules = Annotated[list[str] | None, _ruleset("osd")]
EveryRules = Annotated[list[str] | None, _ruleset("all")]
MoreRules = Annotated[list[str] | None, _ruleset("the shipped ones alone")]
Format = Annotated[str | None, _format("table, concise, json or markdown.  [default: table on a terminal, else concise]")]
AuditFormat = Annotated[
    str | None,
    _format(
        "table, concise, json, jsonl, markdown, sarif, junit, github, gitlab, rdjson, cyclonedx or spdx3.  "
        "[default: table on a terminal, else concise]"
    ),
]
DraftFormat = Annotated[str | None, _format("table, json or markdown.  [default: the definition, as YAML]")]
Output = Annotated[Path | None, _output("Write the report there instead of printing it.")]
PolicyFile = Annotated[Path | None, _output("Write the policy there.  [default: modelterms.toml]")]
FailOn = Annotated[
    str, typer.Option("--fail-on", metavar="VERDICT", help="The mildest verdict that makes the exit code 1: fails, unknown or contested.")
]
Diff = Annotated[bool, typer.Option("--diff", help="Only the rows in which the licenses differ.")]
What = Annotated[
    str,
    typer.Argument(
        metavar="[licenses|families|rules|terms]",
        help="What to list.  [default: licenses]",
        autocompletion=complete_what,
        show_default=False,
    ),
]
Cap = Annotated[bool, typer.Option("--cap", help="Only licenses with a threshold: on users, revenue, funding, people employed.")]
Place = Annotated[str | None, _fact("--place", "PLACE", "Only those that treat a place apart (ISO 3166, EU, EEA).")]
Field = Annotated[str | None, _fact("--field", "WORD", "Only those that ban a field of use, such as military.", completion=complete_field)]
Publisher = Annotated[str | None, _fact("--publisher", "NAME", "Only those of a publisher, such as meta.")]
Fails = Annotated[
    list[str] | None,
    _fact("--fails", "ID_OR_FILE", "Only those that fail a rule set; may be repeated.", completion=complete_rules),
]
Sort = Annotated[str, typer.Option("--sort", metavar="COLUMN", help="id, publisher or released.")]
Code = Annotated[
    str,
    typer.Argument(metavar="CODE", help="A criterion (OSD-5), a word of the vocabulary, a verdict, or LICENSE/TERM.", show_default=False),
]
ClaimsFile = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A file of claims, such as seeds/claims/superintelligence-2025.yaml.", show_default=False),
]


Do = Annotated[
    list[str],
    _fact(
        "--do",
        "ACT,...",
        "What you want to do: run, fine-tune, host, embed, ship-weights, train-another ...",
        completion=complete_act,
    ),
]

# The options that state facts of a profile, by the name of the fact (`changed` apart: it has two forms).
_PLACES = "(ISO 3166, EU, EEA)"
FACTS: dict[str, Any] = {
    "users": _fact("--users", "N", "Monthly active users today, such as 800M."),
    "users-at-release": _fact("--users-at-release", "N", "Monthly active users in the month before the model's release."),
    "revenue": _fact(
        "--revenue", "MONEY", "Annual revenue, affiliates included: 2M, '2M EUR' (USD without a currency), or '2M EUR and 2.2M USD'."
    ),
    "monthly-revenue": _fact("--monthly-revenue", "MONEY", "Monthly revenue, of whom the license counts: your company, or the product."),
    "funding": _fact("--funding", "MONEY", "Funding raised."),
    "employees": _fact("--employees", "N", "People employed."),
    "based-in": _fact("--based-in", "PLACE,...", f"Domicile or principal place of business {_PLACES}."),
    "used-in": _fact("--used-in", "PLACE,...", "Where it runs and where those served are.  [default: --based-in]", "--serving"),
    "purpose": _fact("--purpose", "WORD,...", "commercial, non-commercial, research, evaluation, personal ..."),
    "field": _fact("--field", "WORD,...", "Fields of use, such as health; general: none of the banned ones.", completion=complete_field),
    "party": _fact("--party", "WORD,...", "individual, company, academic ...; not-WORD for what does not hold, such as not-competitor."),
    "modality": _fact("--modality", "WORD,...", "text, image, audio, video, multimodal, 3d."),
    "result": _fact(
        "--result", "WORD,...", "The model that comes of it: own-derivative, foundation, competing, distributed, language, other; not-WORD."
    ),
    "received": _fact("--received", "WORD", "direct, or in-product.  [default: direct]"),
}
_CHANGED = _fact("--changed/--unchanged", "", "Whether what you use or pass on is changed.")
_STRICT = typer.Option("--strict", help="Ask about every banned field that is left open.")


def takes_facts(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command that takes `facts` an option for each of them. What is not stated is not in `facts`."""
    signature = inspect.signature(command, eval_str=True)
    stated: dict[str, Any] = {name.replace("-", "_"): Annotated[str | None, option] for name, option in FACTS.items()}
    stated |= {"changed": Annotated[bool | None, _CHANGED], "strict": Annotated[bool | None, _STRICT]}

    @functools.wraps(command)
    def with_options(**arguments: Any) -> None:
        facts = {name.replace("_", "-"): arguments.pop(name) for name in stated}
        command(facts={name: value for name, value in facts.items() if value is not None}, **arguments)

    new = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind) for name, kind in stated.items()]
    own = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in signature.parameters.values() if one.name != "facts"]
    first = [one for one in own if one.default is inspect.Parameter.empty]
    parameters = [*first, *new, *(one for one in own if one not in first)]
    with_options.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    with_options.__annotations__ = {one.name: one.annotation for one in parameters}
    return with_options


Other = Annotated[
    list[str] | None,
    _fact("--fact", "KEY=VALUE", "Any other fact: event, channel, form, has, model, with-product, product-revenue, on; may be repeated."),
]
ProfileFile = Annotated[
    Path | None,
    _fact("--profile", "FILE", "A TOML file of facts.  [default: [tool.modelterms.profile] of ./pyproject.toml, if there is one]"),
]
Table = Annotated[str | None, _fact("--table", "FACT", "Print the answer over the whole range of users, revenue or monthly-revenue.")]
AllowDepends = Annotated[bool, typer.Option("--allow-depends", help="Exit with 0 where the answer depends on facts not stated.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Never ask, even on a terminal.")]
Some = Annotated[
    list[str] | None,
    typer.Argument(metavar="[LICENSE...]", help="Only these.  [default: all]", autocompletion=complete_license, show_default=False),
]
Texts = Annotated[
    list[Path] | None,
    typer.Option("--texts", metavar="DIR", help="A folder of texts, NAME.txt each; may be repeated.", show_default=False),
]
Copy = Annotated[
    Path | None,
    typer.Option("--text", metavar="FILE", help="Quote the clauses from your copy of the license, or of its policy.", show_default=False),
]
TextFiles = Annotated[list[Path], typer.Argument(metavar="FILE_OR_DIR...", help="License files, or folders of them.", show_default=False)]
TextFile = Annotated[Path, typer.Argument(metavar="FILE", help="Your copy of the license.", show_default=False)]
OneTerm = Annotated[
    str,
    typer.Argument(
        metavar="TERM",
        help="LICENSE/TERM, as in `show`; for TERM a word will do that one term alone says. Without LICENSE: of the license that FILE is.",
        show_default=False,
    ),
]
DraftTexts = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", help="A license text, then the texts of policies that belong to it.", show_default=False),
]
DraftOf = Annotated[
    list[Path] | None,
    typer.Option("--draft", metavar="FILE", help="Judge a draft of this license text on the spot; may be repeated.", show_default=False),
]
SomeLicenses = Annotated[
    list[str] | None, typer.Argument(metavar="LICENSE...", help=_LICENSE_HELP, autocompletion=complete_license, show_default=False)
]
Instead = Annotated[
    str | None,
    typer.Option(
        "--instead-of", metavar="LICENSE", help="Nearest to this license first.", autocompletion=complete_license, show_default=False
    ),
]
Project = Annotated[
    Path, typer.Argument(metavar="[PATH]", help="A project, a model folder, a cache of models, or one file.", show_default="here")
]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The policy.  [default: modelterms.toml or pyproject.toml of PATH]", show_default=False),
]
NoConfig = Annotated[bool, typer.Option("--no-config", help="Without the project's policy.")]
AuditRules = Annotated[list[str] | None, _ruleset("osd", "Rule set in place of the policy's")]
AuditFailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on", metavar="VERDICT", help="The mildest verdict that is an error, in place of the policy's.", show_default=False
    ),
]
AllFiles = Annotated[bool, typer.Option("--all-files", help="Also what git ignores, and installed packages.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 2 where a file could not be read in full.")]
Baseline = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="Only findings that are not in it fail.", show_default=False)
]
WriteBaseline = Annotated[
    Path | None, typer.Option("--write-baseline", metavar="FILE", help="Write the findings there are now.", show_default=False)
]
Since = Annotated[
    str | None,
    typer.Option("--diff", metavar="REV", help="Only models on lines that were added since a revision of git.", show_default=False),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Read every file and ask about every model anew, and keep nothing.")]
Online = Annotated[bool, typer.Option("--online", help="Ask the Hub about models nothing here knows (needs the extra `online`).")]
