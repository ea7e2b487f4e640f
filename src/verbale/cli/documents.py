"""``verbale documents``: what the record holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.clean import clean_line
from verbale.cli.console import DEFAULT_RECORD, JsonLinesOption, RecordOption, console, note, open_to_query, write_json

if TYPE_CHECKING:
    from verbale.store import Heading

_SHOWN = 50  # for reading; JSON has no limit unless one is given


def documents(
    search: Annotated[
        str | None, typer.Option(metavar="WORDS", help='Only with all these words, or "phrases", in title or text.')
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, help=f"At most so many; 0 for all. Default: {_SHOWN}, with --json all.")
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonLinesOption = False,
) -> None:
    """List the documents in the record, by date of publication; those without a date last.

    \b
    Examples:
      verbale documents
      verbale documents --search 'NATO "Asia-Pacific"'
      verbale documents --json | jq -r 'select(.statements == 0) | .id'
    """  # noqa: D301
    with open_to_query(record) as opened:
        found = opened.headings(search)
    shown = found[: limit or None] if limit is not None or json else found[:_SHOWN]
    if json:
        for heading in shown:
            write_json(_form(heading))
        return
    _show(shown)
    if len(shown) < len(found):
        note(f"{len(shown):,} of {len(found):,} documents; --limit 0 shows all.")


def _show(headings: tuple[Heading, ...]) -> None:
    """Print the documents as a table."""
    from rich.table import Table
    from rich.text import Text

    from verbale.store.forms import written_date

    if not headings:
        note("No documents.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("document", no_wrap=True)
    table.add_column("date", no_wrap=True)
    table.add_column("outlet", no_wrap=True, overflow="ellipsis", max_width=16)
    table.add_column("title", overflow="fold", ratio=1)
    table.add_column("statements", justify="right", no_wrap=True)
    for heading in headings:
        table.add_row(
            heading.id[:12],
            written_date(heading.published) or "",
            Text(clean_line(heading.outlet or "")),
            Text(clean_line(heading.title or "")),
            f"{heading.statements:,}",
        )
    console().print(table)


def _form(heading: Heading) -> dict[str, object]:
    """Return a document without its text as plain values."""
    from verbale.store.forms import date_form

    return {
        "id": heading.id,
        "title": heading.title,
        "outlet": heading.outlet,
        "url": heading.url,
        "published": date_form(heading.published),
        "statements": heading.statements,
    }
