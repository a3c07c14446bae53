"""A command whose options state facts: what others call a fact is no option, and the answer says which options it may mean."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand


class Stating(TyperCommand):
    """Says of `--country` that --based-in or --used-in is meant; what Typer finds alike in its letters would lead astray."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments that are left. Raises what Typer raises."""
        try:
            return super().parse_args(ctx, args)
        except Exception as error:  # NoSuchOption, which has stood in several packages
            from checker.profile import meant, one_of_these

            facts = meant(str(getattr(error, "option_name", "")).lstrip("-"))
            if facts and hasattr(error, "possibilities") and hasattr(error, "message"):
                error.possibilities = []
                error.message = f"{error.message.rstrip('.')}; say {one_of_these(facts, '--')}"
            raise
