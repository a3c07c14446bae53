"""A command whose options state facts: of one that is none it says which may be meant, of one that is missing what it takes."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand


class Stating(TyperCommand):
    """Says of `--country` that --based-in or --used-in is meant, where what Typer finds alike in its letters would lead astray, and of
    `--do` what may be done."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments that are left. Raises what Typer raises."""
        try:
            return super().parse_args(ctx, args)
        except Exception as error:  # NoSuchOption and MissingParameter, which have stood in several packages
            asked = getattr(error, "param", None)
            if asked is not None and not getattr(error, "message", "-"):
                error.message = getattr(asked, "help", None) or ""  # type: ignore[attr-defined]
            from checker.profile import meant, one_of_these

            facts = meant(str(getattr(error, "option_name", "")).lstrip("-"))
            if facts and hasattr(error, "possibilities") and hasattr(error, "message"):
                error.possibilities = []
                error.message = f"{error.message.rstrip('.')}; say {one_of_these(facts, '--')}"
            raise
