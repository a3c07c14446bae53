"""The conversation of `can-i` on a terminal: it asks for what is missing until the answer is there or nobody tells it more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import typer

import checker.cli.terminal as terminal
from checker.given import UsageError, with_answers
from checker.outcome import Outcome


def converse(run: Callable[[Mapping[str, Any]], Outcome], stated: Mapping[str, Any]) -> Outcome:
    """The outcome of `run` for the facts `stated` and those that are told. What cannot be understood is said, and asked for once more."""
    outcome = run(stated)
    while outcome.asks and (told := _ask(outcome.asks)):
        more = with_answers(stated, told)
        try:
            outcome, stated = run(more), more
        except UsageError as error:
            for message in error.messages:
                terminal.warn(f"error: {message}")
    return outcome


def _ask(questions: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Ask for facts that are missing; an empty answer leaves one unknown."""
    terminal.warn("The answer depends on facts that were not stated (an empty line leaves one open):")
    told = {key: str(typer.prompt(text, default="", show_default=False, err=True)).strip() for key, text in questions}
    return {key: value for key, value in told.items() if value}
