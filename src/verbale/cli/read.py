"""``verbale read``: articles into the record."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.clean import clean_line
from verbale.cli.console import DEFAULT_RECORD, JsonOption, RecordOption, console, note, write_json
from verbale.errors import CODES, VerbaleError

if TYPE_CHECKING:
    from verbale.read import Refusal
    from verbale.store.reading import Progress, ReadingSummary

_NAMES = 10  # refused inputs that are named for each reason; --json names all


def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders with all that is in them, or addresses.")
    ],
    record: RecordOption = DEFAULT_RECORD,
    columns: Annotated[
        str | None,
        typer.Option(metavar="KEY=NAME,…", help="Which column or JSON key holds what: text=Body,url=Link."),
    ] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Get addresses from the network.")] = False,
    workers: Annotated[int, typer.Option(min=1, max=256, help="How many processes analyse.")] = 1,
    json: JsonOption = False,
) -> None:
    """Read articles into the record, and tell what was found.

    What a file is, its content tells: plain text, saved web pages, feeds (RSS, Atom, JSON), WARC and WACZ, PDF, mails,
    tables (CSV, TSV, Parquet, JSON, JSONL), and zip, tar and compressed files of all these.

    JSONL is one article a line: an object with `text` or `html`, and where known `id`, `title`, `outlet`, `url`,
    `published` (YYYY, YYYY-MM, YYYY-MM-DD or an ISO date and time), `authors` (a string or a list) and `language`. The
    columns of other tables are recognised by their names, or named with --columns.

    Addresses, and files that list addresses, are read with --fetch only: politely, and what was fetched is kept in a
    folder beside the record.

    Every input ends as read, known (the record has it already) or refused with a reason. It may be stopped at any
    moment; the same command then goes on where it stopped.

    \b
    Examples:
      verbale read article.txt
      verbale read news/ more.jsonl --record asia.db
      verbale read crawl.warc.gz --workers 8 --json
      verbale read export.csv --columns text=Body,url=Link
      verbale read https://example.org/article --fetch
    """  # noqa: D301
    from verbale.read.table.columns import Columns
    from verbale.settings import Settings
    from verbale.store import Record

    try:
        settings = Settings.from_environment()
    except ValueError:
        raise VerbaleError("V305") from None
    named = dict(Columns.parse(columns).pairs) if columns else None
    with Record.open(record) as opened:
        try:
            with _progress(paths) as progress:
                summary = opened.read(
                    paths, progress=progress, settings=settings, workers=workers, columns=named, fetch=fetch
                )
        except KeyboardInterrupt:
            note("Stopped. What was read is in the record; the same command goes on from there.")
            raise typer.Exit(130) from None
    if json:
        write_json(_form(summary, record))
    else:
        _show(summary, record)
    if summary.refused:
        raise typer.Exit(1)


@contextmanager
def _progress(paths: list[str]) -> Iterator[Progress | None]:
    """Show a progress bar while inputs are read, if somebody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from verbale.read import count_inputs

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task("", total=count_inputs(paths))
        yield lambda _name, _outcome: bar.advance(task)


def _show(summary: ReadingSummary, record: Path) -> None:
    """Print what became of the inputs, and where to go from there."""
    from rich.table import Table
    from rich.text import Text

    out = console()
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column()
    rows = [(summary.read, "read"), (summary.known, "known already"), (len(summary.refused), "refused")]
    for number, words in rows:
        if number or words == "read":
            table.add_row(f"{number:,}", words)
    out.print(table)
    for code, refusals in _by_code(summary.refused):
        out.print()
        out.print(Text(f"{code}: {CODES[code].meaning}. {CODES[code].remedy}", "yellow"))
        for refusal in refusals[:_NAMES]:
            detail = f"  ({clean_line(refusal.detail)})" if refusal.detail else ""
            out.print(Text(f"  {clean_line(refusal.name)}{detail}"))
        if len(refusals) > _NAMES:
            out.print(Text(f"  and {len(refusals) - _NAMES:,} more; --json names all"))
    if summary.unread:
        languages = ", ".join(f"{language} {number:,}" for language, number in summary.unread.items())
        out.print()
        out.print(Text(f"Stored but not analysed, in languages that the model does not read: {languages}.", "yellow"))
    out.print()
    holds = f"{_count(summary.documents, 'document')} and {_count(summary.statements, 'statement')}"
    out.print(Text(f"{clean_line(str(record))} now has {holds} ({summary.seconds:.1f} s)."))
    if summary.statements:
        out.print(Text("Next: verbale statements --speaker NAME, or verbale documents."))


def _count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _by_code(refused: tuple[Refusal, ...]) -> list[tuple[str, list[Refusal]]]:
    """Return the refusals by their code."""
    ordered = sorted(refused, key=lambda refusal: refusal.code)
    return [(code, list(refusals)) for code, refusals in groupby(ordered, key=lambda refusal: refusal.code)]


def _form(summary: ReadingSummary, record: Path) -> dict[str, object]:
    """Return the summary as plain values."""
    return {
        "record": str(record),
        "read": summary.read,
        "known": summary.known,
        "unread": summary.unread,
        "refused": [
            {
                "name": refusal.name,
                "code": refusal.code,
                "detail": refusal.detail,
                "meaning": CODES[refusal.code].meaning,
                "remedy": CODES[refusal.code].remedy,
            }
            for refusal in summary.refused
        ],
        "documents": summary.documents,
        "statements": summary.statements,
        "seconds": round(summary.seconds, 3),
    }
