"""The terminal: what is printed and how, and what the environment says."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import typer

from checker.given import UsageError, one_of, with_answers
from checker.outcome import Outcome
from checker.page import NoReport, Page
from checker.shelf import Shelf
from checker.source import SourceError
from checker.stock import put

FINDINGS, USAGE, NOTHING = 1, 2, 3
UNREAD = 10  # lines on what could not be read, beside a report that does not name it
WHOLE_SUFFIXES = {".cdx.json": "cyclonedx", ".spdx.json": "spdx3", ".sarif.json": "sarif"}  # as those who read them expect
SUFFIX_FORMATS = {".sarif": "sarif", ".jsonl": "jsonl", ".json": "json", ".md": "markdown", ".markdown": "markdown", ".xml": "junit"}

PLAIN_SUFFIXES = ("", ".txt", ".log", ".out")  # these ask for none, and get what a pipe gets


def run(command: Callable[[Shelf], Outcome], format: str | None, output: Path | None, audits: bool = False) -> None:
    """Run a command, show its page, and end with its exit code; what is wrong with the input becomes messages and exit code 2."""
    from checker import formats

    try:
        if format is not None:
            if format not in formats.names():
                one_of("--format", format, formats.names() if audits else formats.general())
            if not audits and not formats.is_general(format):  # loads no other
                raise UsageError([f"--format: '{format}' shows audits alone; here there are {', '.join(formats.general())}"])
        elif output is not None and by_suffix(output) is None and output.suffix.lower() not in PLAIN_SUFFIXES:
            known = [end for end, name in SUFFIX_FORMATS.items() if audits or formats.is_general(name)]
            raise UsageError(
                [f"--output {output}: '{output.suffix}' names no format; there are {', '.join(known)}, or say it with --format"]
            )
        outcome = command(Shelf(cache_folder()))
        if outcome.empty:
            for line in (*outcome.told, *_in_brief(outcome.unread)):
                warn(line)
            if outcome.broken:
                fail(*outcome.broken)
            warn("there is nothing to check")
            raise typer.Exit(NOTHING)
        show(outcome.page, format, output)
        summarize(outcome.page, format)
        silent = formats.is_silent(format_of(format, output))
        for line in filter(None, (*outcome.told, *((*_in_brief(outcome.unread), outcome.brief) if silent else ()))):
            warn(line)
    except UsageError as error:
        fail(*error.messages)
    except SourceError as error:
        fail(*map(str, error.problems))
    except NoReport as error:
        fail(f"--output: {error}")
    if outcome.broken:
        fail(*outcome.broken)
    if outcome.found:
        raise typer.Exit(FINDINGS)


def _in_brief(unread: tuple[str, ...]) -> list[str]:
    """What could not be read, as far as a log should name it."""
    more = [f"warning: and {len(unread) - UNREAD} more; --format table names all"] if len(unread) > UNREAD else []
    return [*(f"warning: {one}" for one in unread[:UNREAD]), *more]


def cache_folder() -> Path | None:
    """The folder for parsed definitions: $MODELTERMS_CACHE (empty: none), else the user's cache folder."""
    own = os.environ.get("MODELTERMS_CACHE")
    if own is not None:
        return Path(own) if own else None
    base = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "modelterms"
    except RuntimeError:  # no home folder
        return None


def fail(*messages: str) -> None:
    """Say what is wrong and end with exit code 2."""
    for message in messages:
        warn(f"error: {message}")
    raise typer.Exit(USAGE)


def show(page: Page, format: str | None, output: Path | None) -> None:
    """Render `page` and write it where it belongs."""
    from checker import formats

    name = format_of(format, output)
    color = _is_terminal(output) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    text = formats.renderer(name)(page, _width(), color)
    if output is None:
        write(text)
        return
    try:
        put(output, text.encode("utf-8"))
    except OSError as error:
        fail(f"--output {output}: cannot be written: {error.strerror}")


def format_of(format: str | None, output: Path | None) -> str:
    """The format asked for; else what the name of the file says; else a table on a terminal, and lines in a pipe."""
    return format or by_suffix(output) or ("table" if _is_terminal(output) else "concise")


def by_suffix(output: Path | None) -> str | None:
    """The format that the name of a file asks for; None where it asks for none."""
    if output is None:
        return None
    whole = next((name for end, name in WHOLE_SUFFIXES.items() if output.name.lower().endswith(end)), None)
    return whole or SUFFIX_FORMATS.get(output.suffix.lower())


def summarize(page: Page, format: str | None) -> None:
    """Append what a run on GitHub shows of itself to $GITHUB_STEP_SUMMARY, where the format is made for that."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if format != "github" or not path:
        return
    from checker.formats.github import summary

    try:
        with open(path, "a", encoding="utf-8") as stream:
            stream.write(summary(page))
    except OSError as error:
        warn(f"warning: the step summary cannot be written: {error.strerror}")


def _is_terminal(output: Path | None) -> bool:
    return output is None and sys.stdout is not None and sys.stdout.isatty()


def _width() -> int:
    """Columns: $COLUMNS, else the terminal's, else 80."""
    from shutil import get_terminal_size

    return min(max(get_terminal_size((80, 24)).columns, 40), 1000)


def write(text: str) -> None:
    """Write to stdout. A reader that has gone (`| head`) or never was there is no error."""
    if sys.stdout is None:
        return
    try:
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        forget(1)


def warn(message: str) -> None:
    """Write a line to stderr, control characters made visible."""
    from checker.escape import visible

    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    try:
        sys.stderr.write(visible(message).encode(encoding, "backslashreplace").decode(encoding) + "\n")
    except OSError:
        forget(2)


def forget(descriptor: int) -> None:
    """Let what cannot be written go: what is left in the buffer must not fail once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def progress() -> Callable[[int, int], None] | None:
    """Shows on a terminal how far the reading has come; None where nobody looks."""
    stream = sys.stderr
    if stream is None or not stream.isatty() or os.environ.get("TERM") == "dumb":
        return None

    def tell(done: int, all: int) -> None:
        if all >= 500 and (done % 100 == 0 or done == all):
            stream.write("\r\x1b[K" if done == all else f"\r{done} of {all} files")
            stream.flush()

    return tell


def hub() -> tuple[str, bool]:
    """Where the Hub is ($HF_ENDPOINT) and whether it may be asked ($HF_HUB_OFFLINE, $TRANSFORMERS_OFFLINE)."""
    offline = any(os.environ.get(name, "").lower() in ("1", "true", "yes", "on") for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"))
    return os.environ.get("HF_ENDPOINT") or "https://huggingface.co", offline


def converse(run: Callable[[Mapping[str, Any]], Outcome], stated: Mapping[str, Any]) -> Outcome:
    """The outcome of `run` for the facts `stated` and those that are told. What cannot be understood is said, and asked for once more."""
    outcome = run(stated)
    while outcome.asks and (told := _ask(outcome.asks)):
        more = with_answers(stated, told)
        try:
            outcome, stated = run(more), more
        except UsageError as error:
            for message in error.messages:
                warn(f"error: {message}")
    return outcome


def _ask(questions: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Ask for facts that are missing; an empty answer leaves one unknown."""
    warn("The answer depends on facts that were not stated (an empty line leaves one open):")
    told = {}
    try:
        for key, text in questions:
            told[key] = str(typer.prompt(text, default="", show_default=False, err=True)).strip()
    except typer.Abort:
        warn("")  # nobody answers any more: the rest stays open
    return {key: value for key, value in told.items() if value}
