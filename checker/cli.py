"""The command line: the one place that prints, reads the environment or exits."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Annotated, Any

import typer

from checker import __version__, commands, options
from checker.commands import Outcome
from checker.given import UsageError, one_of, stated_facts
from checker.page import Page
from checker.shelf import Shelf
from checker.source import SourceError

FINDINGS, USAGE, NOTHING = 1, 2, 3
SUFFIX_FORMATS = {".json": "json", ".md": "markdown", ".markdown": "markdown"}

app = typer.Typer(
    name="modelterms",
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        _print(f"modelterms {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)] = False,
) -> None:
    """Read the fine print of AI-model licenses: their terms, whether they meet a definition of "open", and where it says so."""
    if context.invoked_subcommand is None:
        _print(context.get_help() + "\n")


@app.command()
def check(
    licenses: options.Licenses,
    rules: options.Rules = None,
    fail_on: options.FailOn = "unknown",
    format: options.Format = None,
    output: options.Output = None,
) -> None:
    """Hold licenses against rule sets: the verdict per criterion, with the section that causes it.

    Exit code 0 where nothing is found, 1 where a verdict is as bad as --fail-on, 2 for bad input.
    """
    _run(lambda shelf: commands.check(shelf, licenses, rules or [], fail_on), format, output)


@app.command()
def compare(
    licenses: options.Licenses,
    rules: options.Rules = None,
    diff: options.Diff = False,
    format: options.Format = None,
    output: options.Output = None,
) -> None:
    """Set licenses side by side: what you may do, who is shut out, what you owe, what the licensor may do, the verdicts."""
    _run(lambda shelf: commands.compare(shelf, licenses, rules or [], diff), format, output)


@app.command()
def show(license: options.OneLicense, format: options.Format = None, output: options.Output = None) -> None:
    """Print a definition in words: every term with its section and phrase."""
    _run(lambda shelf: commands.show(shelf, license), format, output)


@app.command(name="list")
def list_(
    what: options.What = "licenses",
    cap: options.Cap = False,
    place: options.Place = None,
    field: options.Field = None,
    publisher: options.Publisher = None,
    fails: options.Fails = None,
    sort: options.Sort = "id",
    format: options.Format = None,
    output: options.Output = None,
) -> None:
    """List the licenses with what stands out in each, the families, the rule sets with their criteria, or the words of the vocabulary.

    Filters are for licenses alone; where several are given, all of them must hold.
    """
    asked = {"cap": cap or None, "place": place, "field": field, "publisher": publisher}
    filters = {name: value for name, value in asked.items() if value is not None}
    _run(lambda shelf: commands.list_(shelf, what, filters, fails or [], sort), format, output)


@app.command()
def explain(code: options.Code, format: options.Format = None, output: options.Output = None) -> None:
    """Say what a criterion demands and on what ground, or what a word, a verdict or a term means."""
    _run(lambda shelf: commands.explain(shelf, code), format, output)


@app.command()
def claims(file: options.ClaimsFile, format: options.Format = None, output: options.Output = None) -> None:
    """Hold public claims about licenses against the definitions: supported, partly, contradicted, or not a matter of the license."""
    _run(lambda shelf: commands.claims(shelf, file), format, output)


@app.command()
def verify(
    licenses: options.Some = None, texts: options.Texts = None, format: options.Format = None, output: options.Output = None
) -> None:
    """Hold definitions against the texts they were written from: hashes, sections, phrases, and places that nothing cites.

    Texts are looked for in --texts (by id, or `held_as`) and in the data of scancode-toolkit, where it is installed.
    Exit code 1 where anything is off, 3 where no text is here.
    """
    _run(lambda shelf: commands.verify(shelf, licenses or [], texts or []), format, output)


@app.command(name="can-i")
@options.takes_facts
def can_i(
    licenses: options.Licenses,
    do: options.Do,
    facts: dict[str, Any],
    fact: options.Other = None,
    profile: options.ProfileFile = None,
    table: options.Table = None,
    allow_depends: options.AllowDepends = False,
    no_input: options.NoInput = False,
    format: options.Format = None,
    output: options.Output = None,
) -> None:
    """Say whether you, with your users, country and field, may do something under a license: the answer, its section, what you owe.

    A fact that is not stated is unknown. Exit code 0 for yes and yes-if, 1 for the other answers, 2 for bad input.
    """

    def run(shelf: Shelf) -> Outcome:
        stated = stated_facts(profile, facts, fact or [])
        outcome = commands.can_i(shelf, licenses, do, stated, table, allow_depends)
        talks = not no_input and output is None and format in (None, "table") and sys.stdin.isatty() and sys.stdout.isatty()
        while talks and outcome.asks and (told := _ask(outcome.asks)):
            stated |= told
            outcome = commands.can_i(shelf, licenses, do, stated, table, allow_depends)
        return outcome

    _run(run, format, output)


@app.command()
@options.takes_facts
def choose(
    do: options.Do,
    facts: dict[str, Any],
    fact: options.Other = None,
    profile: options.ProfileFile = None,
    instead_of: options.Instead = None,
    format: options.Format = None,
    output: options.Output = None,
) -> None:
    """List the licenses that allow what you want to do, those that ask least in return first.

    Exit code 0 where there is one, 1 where there is none, 2 for bad input.
    """
    _run(lambda shelf: commands.choose(shelf, do, stated_facts(profile, facts, fact or []), instead_of), format, output)


def _ask(questions: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Ask on the terminal for facts that are missing; an empty answer leaves one unknown."""
    _warn("The answer depends on facts that were not stated (an empty line leaves one open):")
    told = {key: str(typer.prompt(text, default="", show_default=False, err=True)).strip() for key, text in questions}
    return {key: value for key, value in told.items() if value}


def _run(command: Callable[[Shelf], Outcome], format: str | None, output: Path | None) -> None:
    """Run a command, show its page, and end with its exit code; what is wrong with the input becomes messages and exit code 2."""
    try:
        if format is not None:
            from checker import formats

            one_of("--format", format, formats.names())
        outcome = command(Shelf(_cache()))
        if outcome.empty:
            _warn("there is nothing to check")
            raise typer.Exit(NOTHING)
        _show(outcome.page, format, output)
    except UsageError as error:
        _fail(*error.messages)
    except SourceError as error:
        _fail(*map(str, error.problems))
    if outcome.found:
        raise typer.Exit(FINDINGS)


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


def _fail(*messages: str) -> None:
    for message in messages:
        _warn(f"error: {message}")
    raise typer.Exit(USAGE)


def _show(page: Page, format: str | None, output: Path | None) -> None:
    """Render `page` and write it where it belongs."""
    from checker import formats

    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    name = format or (SUFFIX_FORMATS.get(output.suffix) if output else None) or ("table" if terminal else "concise")
    color = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    text = formats.renderer(name)(page, _width(), color)
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

    return min(max(get_terminal_size((80, 24)).columns, 40), 1000)


def _print(text: str) -> None:
    """Write to stdout. A reader that has gone (`| head`) or never was there is no error."""
    if sys.stdout is None:
        return
    try:
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        _forget(1)


def _warn(message: str) -> None:
    from checker.escape import visible

    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    try:
        sys.stderr.write(visible(message).encode(encoding, "backslashreplace").decode(encoding) + "\n")
    except OSError:
        _forget(2)


def _forget(descriptor: int) -> None:
    """Let what cannot be written go: what is left in the buffer must not fail once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def _only(command: str) -> typer.Typer:
    """The application with that one command: to build the options of all nine takes Typer 5 ms. With all of them where it is none."""
    found = [one for one in app.registered_commands if one.callback and command == (one.name or one.callback.__name__)]
    if not found:
        return app
    single = copy(app)
    single.registered_commands = found
    return single


def main() -> None:
    """Run the command line."""
    gc.freeze()  # what is loaded by now is no garbage: to look through it again and again, at exit too, takes 15 ms
    try:
        _only(sys.argv[1] if len(sys.argv) > 1 else "")()
    except OSError as error:  # a full disk, say
        _forget(1)
        _warn(f"error: the output cannot be written: {error.strerror}")
        sys.exit(USAGE)


if __name__ == "__main__":
    main()
