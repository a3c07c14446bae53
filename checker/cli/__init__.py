"""The command line: the one place that prints, reads the environment or exits."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from copy import copy
from pathlib import Path
from typing import Annotated, Any

import typer

import checker.cli.terminal as terminal
from checker import __version__, commands, options
from checker.cli.stating import Stating
from checker.given import stated_facts
from checker.outcome import Outcome
from checker.shelf import Shelf
from checker.source import SourceError

app = typer.Typer(
    name="modelterms",
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        terminal.write(f"modelterms {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)] = False,
) -> None:
    """Read the fine print of AI-model licenses: their terms, whether they meet a definition of "open", and where it says so."""
    if context.invoked_subcommand is None:
        terminal.write(context.get_help() + "\n")


@app.command()
def check(
    licenses: options.SomeLicenses = None,
    draft: options.DraftOf = None,
    rules: options.Rules = None,
    fail_on: options.FailOn = "unknown",
    text: options.Copy = None,
    format: options.Format = None,
    output: options.Output = None,
) -> None:
    """Hold licenses against rule sets: the verdict per criterion, with the section that causes it.

    Exit code 0 where nothing is found, 1 where a verdict is as bad as --fail-on, 2 for bad input.
    """
    terminal.run(lambda shelf: commands.check(shelf, licenses or [], rules or [], fail_on, text, draft or []), format, output)


@app.command()
def compare(
    licenses: options.Compared,
    rules: options.EveryRules = None,
    diff: options.Diff = False,
    format: options.Format = None,
    output: options.Output = None,
) -> None:
    """Set licenses side by side: what you may do, who is shut out, what you owe, what the licensor may do, the verdicts."""
    terminal.run(lambda shelf: commands.compare(shelf, licenses, rules or [], diff), format, output)


@app.command()
def show(license: options.OneLicense, text: options.Copy = None, format: options.Format = None, output: options.Output = None) -> None:
    """Print a definition in words: every term with its section and phrase."""
    terminal.run(lambda shelf: commands.show(shelf, license, text), format, output)


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
    terminal.run(lambda shelf: commands.list_(shelf, what, filters, fails or [], sort), format, output)


@app.command()
def explain(code: options.Code, rules: options.MoreRules = None, format: options.Format = None, output: options.Output = None) -> None:
    """Say what a criterion demands and on what ground, or what a word, a verdict or a term means."""
    terminal.run(lambda shelf: commands.explain(shelf, code, rules or []), format, output)


@app.command()
def claims(file: options.ClaimsFile, format: options.Format = None, output: options.Output = None) -> None:
    """Hold public claims about licenses against the definitions: supported, partly, contradicted, or not a matter of the license."""
    terminal.run(lambda shelf: commands.claims(shelf, file), format, output)


@app.command()
def verify(
    licenses: options.Some = None, texts: options.Texts = None, format: options.Format = None, output: options.Output = None
) -> None:
    """Hold definitions against the texts they were written from: hashes, sections, phrases, and places that nothing cites.

    Texts are looked for in --texts (by id, or `held_as`) and in the data of scancode-toolkit, where it is installed.
    Exit code 1 where anything is off, 3 where no text is here.
    """
    from checker import textwork

    terminal.run(lambda shelf: textwork.verify(shelf, licenses or [], texts or []), format, output)


@app.command()
def identify(files: options.TextFiles, format: options.Format = None, output: options.Output = None) -> None:
    """Say which license text a file is: that text and nothing more, the text with changes (which terms they touch), several, or none known.

    Copyright lines, titles and page numbers are no changes. How alike texts are never makes a file one of them. Exit code 0 where
    every file is a known text, 1 where one is not, 2 for bad input, 3 where there is no file.
    """
    from checker import textwork

    terminal.run(lambda shelf: textwork.identify(shelf, files), format, output)


@app.command()
def locate(term: options.OneTerm, file: options.TextFile, format: options.Format = None, output: options.Output = None) -> None:
    """Quote the clause of a term from your own copy of a license, with line numbers, its operative words in [[ ]].

    Exit code 0 where all its words are there, 1 where the copy lacks some, 2 for bad input.
    """
    from checker import textwork

    terminal.run(lambda shelf: textwork.locate(shelf, term, file), format, output)


@app.command()
def draft(files: options.DraftTexts, format: options.DraftFormat = None, output: options.Output = None) -> None:
    """Write a first definition of a license text: each term with its section, its words and how sure it is.

    The definition is YAML unless --format asks for a table, json or markdown. A person finishes it: what is not found is undecided, and
    until `draft: true` is taken out, no verdict on it is better than unknown.
    """
    from checker import textwork

    terminal.run(lambda shelf: textwork.draft(shelf, files), format or terminal.by_suffix(output) or "concise", output)


@app.command(name="can-i", cls=Stating)
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
    text: options.Copy = None,
    format: options.Format = None,
    output: options.Output = None,
) -> None:
    """Say whether you, with your users, country and field, may do something under a license: the answer, its section, what you owe.

    A fact that is not stated is unknown. Exit code 0 for yes and yes-if, 1 for the other answers, 2 for bad input.
    """

    def run(shelf: Shelf) -> Outcome:
        def answer(stated: Mapping[str, Any]) -> Outcome:
            return commands.can_i(shelf, licenses, do, stated, table, allow_depends, text)

        stated = stated_facts(profile, facts, fact or [])
        if no_input or output is not None or format not in (None, "table") or not (sys.stdin.isatty() and sys.stdout.isatty()):
            return answer(stated)
        return terminal.converse(answer, stated)

    terminal.run(run, format, output)


@app.command(cls=Stating)
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
    terminal.run(lambda shelf: commands.choose(shelf, do, stated_facts(profile, facts, fact or []), instead_of), format, output)


@app.command()
def audit(
    path: options.Project = Path("."),
    rules: options.AuditRules = None,
    fail_on: options.AuditFailOn = None,
    config: options.Config = None,
    no_config: options.NoConfig = False,
    all_files: options.AllFiles = False,
    diff: options.Since = None,
    baseline: options.Baseline = None,
    write_baseline: options.WriteBaseline = None,
    strict: options.Strict = False,
    online: options.Online = False,
    no_cache: options.NoCache = False,
    format: options.AuditFormat = None,
    output: options.Output = None,
) -> None:
    """Find the AI models that a project uses, the license of each, and what stands in the way.

    Nothing is downloaded, and without --online nobody is asked. Exit code 0 where nothing is in the way, 1 where something is,
    2 for bad input, 3 where no file is looked at.
    """

    def run(shelf: Shelf) -> Outcome:
        from checker import project

        policy = project.policy_of(path, config, no_config, rules or (), fail_on)
        want = project.Wanted(
            path,
            policy,
            all_files=all_files,
            since=diff,
            cache=None if no_cache else terminal.cache_folder(),
            processes=os.cpu_count() or 1,
            progress=terminal.progress(),
            hub=terminal.hub() if online else None,
            line_hashes=terminal.format_of(format, output) == "sarif",
        )
        return project.audited(shelf, want, baseline, write_baseline, strict)

    terminal.run(run, format, output, audits=True)


@app.command()
def init(output: options.PolicyFile = None) -> None:
    """Write a commented policy for `audit` to modelterms.toml, or to --output. A file that is there is left alone."""
    from checker.given import UsageError
    from checker.policy import OWN_FILE
    from checker.starter import begin

    try:
        path = begin(output)
    except UsageError as error:
        terminal.fail(*error.messages)
    except SourceError as error:
        terminal.fail(*map(str, error.problems))
    own = str(path) if path.name != OWN_FILE else ""  # another name is found by nobody
    terminal.write(f"{path}: written; `modelterms audit{f' --config {own}' if own else ''}` reads it\n")


def _only(command: str) -> typer.Typer:
    """The application with that one command: to build the options of all takes Typer 5 ms. With all of them where it is none."""
    found = [one for one in app.registered_commands if one.callback and command == (one.name or one.callback.__name__)]
    if not found:
        return app
    single = copy(app)
    single.registered_commands = found
    return single


def main() -> None:
    """Run the command line."""
    gc.freeze()  # what is loaded by now is no garbage: to look through it again and again, at exit too, takes 15 ms
    gc.set_threshold(50_000)  # nor, mostly, is what one command makes
    gc.enable()  # whoever started it may have turned it off
    try:
        _only(sys.argv[1] if len(sys.argv) > 1 else "")()
    except OSError as error:  # a full disk, say
        terminal.forget(1)
        terminal.warn(f"error: the output cannot be written: {error.strerror}")
        sys.exit(terminal.USAGE)
