"""What a command hands back: a page, and what the exit code depends on."""

from __future__ import annotations

from checker.page import Page
from checker.tuples import NamedTuple


class Outcome(NamedTuple):
    """A page, whether something on it makes the exit code 1, and whether there was anything to look at."""

    page: Page
    found: bool = False
    empty: bool = False
    asks: tuple[tuple[str, str], ...] = ()  # facts that are missing, with the question
    broken: tuple[str, ...] = ()  # what could not be read and must be, after all has been shown
    told: tuple[str, ...] = ()  # what is said beside the report
    unread: tuple[str, ...] = ()  # what could not be read: said beside a report that does not say it
    brief: str = ""  # all of it in a line: said beside one that may say nothing
