"""The command ``verbale``."""

from __future__ import annotations

import sqlite3
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from verbale.cli import actor, actors, compare, copies, correct, documents, export, read, show, statements, trace
from verbale.cli.console import report
from verbale.errors import VerbaleError


class Commands(TyperGroup):
    """The commands, with one way to tell of errors: code and remedy on standard error, exit code 2."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except VerbaleError as error:
            report(error)
        except sqlite3.DatabaseError as error:
            report(VerbaleError("V206", type(error).__name__))
        raise typer.Exit(2)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    # Plain help starts three times as fast, and keeps the lines of the examples.
    rich_markup_mode=None,
    # A traceback with local variables would print articles.
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        from verbale import __version__

        print(f"verbale {__version__}")
        raise typer.Exit


@app.callback()
def commands(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Keep a sourced record of who said what, read from news.

    \b
    Start here:
      verbale read news/                  read a folder of articles into ./verbale.db
      verbale statements --speaker NATO   who said what
      verbale trace "black with white"    who said it, in which wordings, who copied whom
      verbale show doc-1a2b               one article with its statements
      verbale actors                      whom the articles name
      verbale correct --help              when it is wrong about them
      verbale export csv statements.csv   a table for other programs

    Every command has --help with examples and --json. The record is ./verbale.db, or the file in VERBALE_RECORD, or the
    one given with --record.

    Exit codes: 0 all went well, 1 some inputs were refused, 2 a mistake in the command or an error.
    """  # noqa: D301


app.command()(read.read)
app.command()(documents.documents)
app.command()(statements.statements)
app.command()(trace.trace)
app.command()(copies.copies)
app.command()(compare.compare)
app.command()(show.show)
app.command()(actors.actors)
app.command()(actor.actor)
app.add_typer(correct.app, name="correct")
app.command()(export.export)
app.command("import")(export.import_)


def main() -> None:
    """Run the command line."""
    app()
