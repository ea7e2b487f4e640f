"""What the commands share: their options, their streams, and the form of JSON and errors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.clean import clean_line
from verbale.errors import VerbaleError

if TYPE_CHECKING:
    from rich.console import Console

    from verbale.store import Record

DEFAULT_RECORD = Path("verbale.db")

RecordOption = Annotated[
    Path,
    typer.Option("--record", metavar="PATH", envvar="VERBALE_RECORD", help="The record, one file."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON, in ASCII, instead of text for reading.")]
JsonLinesOption = Annotated[
    bool, typer.Option("--json", help="Write JSON lines, in ASCII: one object a line, instead of text for reading.")
]

AsFoundOption = Annotated[bool, typer.Option("--as-found", help="As it was found, without corrections.")]


def console(*, error: bool = False) -> Console:
    """Return a console on standard output or standard error; nothing printed to it is markup."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    _never_fail(stream)
    return Console(file=stream, markup=False, highlight=False, emoji=False)


def is_plain(target: Console) -> bool:
    """Tell whether a console shows no colours: a file, a pipe, NO_COLOR or a terminal without them."""
    return target.no_color or target.color_system is None


def write_json(form: object) -> None:
    """Write one JSON value as one line on standard output."""
    from verbale.store.forms import to_json

    print(to_json(form))


def open_to_query(path: Path) -> Record:
    """Return the record at a path, for reading only.

    Raises:
        VerbaleError: V201, V202, V203 or V206, it cannot be opened.
    """
    from verbale.store import Record

    return Record.open(path, read_only=True)


def report(error: VerbaleError) -> None:
    """Write what went wrong, and what to do, on standard error."""
    _never_fail(sys.stderr)
    print(f"Error {clean_line(str(error))}", file=sys.stderr)


def note(words: str) -> None:
    """Write a remark on standard error, where it is in nobody's way."""
    _never_fail(sys.stderr)
    print(clean_line(words), file=sys.stderr)


def _never_fail(stream: object) -> None:
    """Let a stream write question marks for what its encoding lacks, instead of ending the program."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
