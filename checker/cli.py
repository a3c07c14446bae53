"""The command line: the one place that prints, reads the environment or exits."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from checker import __version__
from checker.catalogue import UnknownLicense
from checker.page import Page
from checker.shelf import Shelf
from checker.source import SourceError

USAGE, FINDINGS, NOTHING = 2, 1, 3
FAIL_ON = ("fails", "unknown", "contested")
LISTS = ("licenses", "rules", "terms")
SUFFIX_FORMATS = {".json": "json", ".md": "markdown", ".markdown": "markdown"}

app = typer.Typer(
    name="modelterms",
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _complete_license(incomplete: str) -> list[str]:
    """Names of licenses that begin with what was typed."""
    wanted = incomplete.lower()
    catalogue = _shelf().catalogue
    return [id for id in catalogue.ids if id.startswith(wanted)] or sorted(
        {name for name, _ in catalogue.names() if name.startswith(wanted) and " " not in name}
    )


def _complete_rules(incomplete: str) -> list[str]:
    """Ids of rule sets that begin with what was typed."""
    return [id for id in _shelf().rulebook.ids if id.startswith(incomplete)]


def _complete_format(incomplete: str) -> list[str]:
    from checker import formats

    return [name for name in formats.names() if name.startswith(incomplete)]


Licenses = Annotated[
    list[str],
    typer.Argument(
        metavar="LICENSE...",
        help="An id, SPDX id, Hugging Face tag, or path to a definition.",
        autocompletion=_complete_license,
        show_default=False,
    ),
]
OneLicense = Annotated[
    str,
    typer.Argument(
        metavar="LICENSE",
        help="An id, SPDX id, Hugging Face tag, or path to a definition.",
        autocompletion=_complete_license,
        show_default=False,
    ),
]
Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="ID_OR_FILE",
        help="A rule set, or a path to one; may be repeated.  [default: osd]",
        autocompletion=_complete_rules,
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
        autocompletion=_complete_format,
        show_default=False,
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report there instead of printing it.", show_default=False)
]
FailOn = Annotated[
    str, typer.Option("--fail-on", metavar="VERDICT", help="The mildest verdict that makes the exit code 1: fails, unknown or contested.")
]


def _version(wanted: bool) -> None:
    if wanted:
        _print(f"modelterms {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)] = False,
) -> None:
    """Read the fine print of AI-model licenses: which terms a license has, whether it meets a definition of "open", and where it says so."""
    if context.invoked_subcommand is None:
        _print(context.get_help() + "\n")


@app.command()
def check(licenses: Licenses, rules: Rules = None, fail_on: FailOn = "unknown", format: Format = None, output: Output = None) -> None:
    """Hold licenses against rule sets: the verdict per criterion, with the section that causes it.

    Exit code 0 where nothing is found, 1 where a verdict is as bad as --fail-on, 2 for bad input.
    """
    with _errors():
        from checker.engine import check as run
        from checker.model import Verdict
        from checker.pages.check import page

        _one_of("--fail-on", fail_on, FAIL_ON)
        _format(format)
        shelf = _shelf()
        rulesets = [shelf.rulebook.get(name) for name in rules or ["osd"]]
        found = _all(shelf, licenses)
        results = [run(license, ruleset, shelf.vocabulary, shelf.rulebook.criterion) for license in found for ruleset in rulesets]
        _show(page(results), format, output)
        if any(result.verdict.rank <= Verdict(fail_on).rank for result in results):
            raise typer.Exit(FINDINGS)


@app.command()
def compare(
    licenses: Licenses,
    rules: Rules = None,
    diff: Annotated[bool, typer.Option("--diff", help="Only the rows in which the licenses differ.")] = False,
    format: Format = None,
    output: Output = None,
) -> None:
    """Set licenses side by side: what you may do, who is shut out, what you owe, what the licensor may do, the verdicts."""
    with _errors():
        from checker.compare import compare as run
        from checker.engine import check
        from checker.pages.compare import page

        _format(format)
        shelf = _shelf()
        rulesets = [shelf.rulebook.get(name) for name in rules or shelf.rulebook.ids]
        found = _all(shelf, licenses)
        results = {
            ruleset.id: [check(license, ruleset, shelf.vocabulary, shelf.rulebook.criterion) for license in found] for ruleset in rulesets
        }
        _show(page(found, run(found, results, shelf.vocabulary), diff), format, output)


@app.command()
def show(license: OneLicense, format: Format = None, output: Output = None) -> None:
    """Print a definition in words: every term with its section and phrase."""
    with _errors():
        from checker.pages.show import page

        _format(format)
        shelf = _shelf()
        _show(page(shelf.catalogue.get(license), shelf.vocabulary), format, output)


@app.command(name="list")
def list_(
    what: Annotated[str, typer.Argument(metavar="[licenses|rules|terms]", help="What to list.", show_default=False)] = "licenses",
    format: Format = None,
    output: Output = None,
) -> None:
    """List the licenses, the rule sets with their criteria, or the words of the vocabulary."""
    with _errors():
        from checker.pages import listing

        _one_of("what to list", what, LISTS)
        _format(format)
        shelf = _shelf()
        if what == "licenses":
            page = listing.licenses([shelf.catalogue.get(id) for id in shelf.catalogue.ids])
        elif what == "rules":
            page = listing.rules([shelf.rulebook.get(id) for id in shelf.rulebook.ids])
        else:
            page = listing.terms(shelf.vocabulary)
        _show(page, format, output)


@app.command()
def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE", help="A criterion (OSD-5), a word of the vocabulary, a verdict, or LICENSE/TERM.", show_default=False
        ),
    ],
    format: Format = None,
    output: Output = None,
) -> None:
    """Say what a criterion demands and on what ground, or what a word, a verdict or a term means."""
    with _errors():
        from checker.explain import explain as run

        _format(format)
        found = run(code, _shelf())
        if isinstance(found, list):
            _fail(f"there is nothing called '{code}'{_near(found)}")
        else:
            _show(found, format, output)


@app.command()
def claims(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A file of claims, such as seeds/claims/superintelligence-2025.yaml.", show_default=False)
    ],
    format: Format = None,
    output: Output = None,
) -> None:
    """Hold public claims about licenses against the definitions: supported, partly, contradicted, or not a matter of the license."""
    with _errors():
        from checker import source
        from checker.claims import build, judge_all
        from checker.pages.claims import page

        _format(format)
        shelf = _shelf()
        stated = build(source.load(file), shelf.vocabulary, shelf.rulebook.has)
        if not stated.claims or not stated.licenses:
            _warn(f"{file}: there is nothing to check")
            raise typer.Exit(NOTHING)
        found = _all(shelf, list(stated.licenses))
        _show(page(stated, judge_all(stated, found, shelf.vocabulary, shelf.rulebook.criterion), shelf.vocabulary), format, output)


def _shelf() -> Shelf:
    return Shelf(_cache())


def _cache() -> Path | None:
    """The folder for parsed definitions: $MODELTERMS_CACHE (empty: none), else the user's cache folder."""
    own = os.environ.get("MODELTERMS_CACHE")
    if own is not None:
        return Path(own) if own else None
    base = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "modelterms"
    except RuntimeError:  # no home folder
        return None


def _all(shelf: Shelf, names: list[str]) -> list[Any]:
    """Every license named; what is wrong with any of them is said together."""
    found, problems, unknown = [], [], []
    for name in names:
        try:
            found.append(shelf.catalogue.get(name))
        except UnknownLicense as missing:
            unknown.append(missing)
        except SourceError as broken:
            problems += broken.problems
    for one in unknown:
        _say_unknown(one)
    if problems:
        raise SourceError(problems)
    if unknown:
        raise typer.Exit(USAGE)
    return list({license.id: license for license in found}.values())


@contextmanager
def _errors() -> Iterator[None]:
    """Turn what is wrong with the input into messages and exit code 2."""
    try:
        yield
    except UnknownLicense as error:
        _say_unknown(error)
        raise typer.Exit(USAGE) from None
    except SourceError as error:
        for problem in error.problems:
            _warn(f"error: {problem}")
        raise typer.Exit(USAGE) from None


def _say_unknown(error: UnknownLicense) -> None:
    _warn(f"error: there is no license '{error.name}'{_near(error.near)}; `modelterms list` shows them all")


def _near(names: list[str]) -> str:
    return f"; did you mean {' or '.join(names)}?" if names else ""


def _fail(message: str) -> None:
    _warn(f"error: {message}")
    raise typer.Exit(USAGE)


def _one_of(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        from checker.kinds import nearest

        _fail(f"{name}: '{value}' is none of {', '.join(known)}{nearest(value, list(known))}")


def _format(name: str | None) -> None:
    if name is not None:
        from checker import formats

        _one_of("--format", name, formats.names())


def _show(page: Page, format: str | None, output: Path | None) -> None:
    """Render `page` and write it where it belongs."""
    from checker import formats

    terminal = output is None and sys.stdout.isatty()
    name = format or (SUFFIX_FORMATS.get(output.suffix) if output else None) or ("table" if terminal else "concise")
    text = formats.renderer(name)(page, _width(), terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")
    if output is None:
        _print(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        _fail(f"--output {output}: cannot be written: {error.strerror}")


def _width() -> int:
    """Columns: $COLUMNS, else the terminal's, else 80."""
    from shutil import get_terminal_size

    return max(get_terminal_size((80, 24)).columns, 40)


def _print(text: str) -> None:
    """Write to stdout. A reader that has gone (`| head`) is no error."""
    try:
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _warn(message: str) -> None:
    from checker.escape import visible

    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(visible(message).encode(encoding, "backslashreplace").decode(encoding) + "\n")


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
