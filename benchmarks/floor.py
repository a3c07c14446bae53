"""The smallest program on the same dependencies: a Typer application with one command that prints a one-cell Rich table."""

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def main() -> None:
    """Print the table."""
    table = Table("cell")
    table.add_row("value")
    Console().print(table)


if __name__ == "__main__":
    app()
