"""``verbale actors``: whom the record names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.clean import clean_line
from verbale.cli.console import (
    DEFAULT_RECORD,
    AsFoundOption,
    JsonLinesOption,
    RecordOption,
    console,
    note,
    open_to_query,
    write_json,
)
from verbale.models.actor import ActorKind

if TYPE_CHECKING:
    from verbale.store import ActorSummary

_SHOWN = 50  # for reading; JSON has no limit unless one is given


def actors(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="An actor's id or name, or a part of a name.", show_default=False),
    ] = None,
    kind: Annotated[ActorKind | None, typer.Option(help="Of this kind only.", metavar="KIND")] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Of this country only: its ISO 3166 code of three letters.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Counting what was published then or later: YYYY, YYYY-MM …")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Counting what was published then or earlier.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, help=f"At most so many; 0 for all. Default: {_SHOWN}, with --json all.")
    ] = None,
    as_found: AsFoundOption = False,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonLinesOption = False,
) -> None:
    """List the actors that the record names, those with the most mentions and statements first.

    The columns count its names in texts, the statements that it makes itself (says) and that others make on its behalf
    (for), those addressed to it (to), those that speak of it (of), and the documents, with the months in which the
    first and the last were published. --json has ids and days, and how much an agency or outlet carried.

    Kinds are state, territory, organization, alliance, grouping, body, armed_force, parliament, party, armed_group,
    company, outlet, agency, person and region.

    \b
    Examples:
      verbale actors
      verbale actors --kind person --country CHN
      verbale actors --since 2022-06 --until 2022-07
      verbale actors "foreign ministry" --json
    """  # noqa: D301
    with open_to_query(record) as opened:
        found = opened.actors(name, kind=kind, country=country, since=since, until=until, as_found=as_found)
    shown = found[: limit or None] if limit is not None or json else found[:_SHOWN]
    if json:
        for one in shown:
            write_json(form(one))
        return
    if not shown:
        note("No actors.")
        return
    _show(shown)
    if len(shown) < len(found):
        note(f"{len(shown):,} of {len(found):,} actors; --limit 0 shows all.")


def _show(shown: tuple[ActorSummary, ...]) -> None:
    """Print actors as a table."""
    from rich.table import Table
    from rich.text import Text

    from verbale.store.forms import written_date

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    table.add_column("actor", overflow="fold", ratio=1)
    table.add_column("kind", no_wrap=True)
    for heading in ("names", "says", "for", "to", "of", "docs"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("published", no_wrap=True)
    for one in shown:
        kind = (one.kind or "?").replace("_", " ")
        counts = (one.mentions, one.statements, one.spoken_for, one.addressed, one.spoken_of, one.documents)
        table.add_row(
            Text(clean_line(one.name)),
            f"{kind}, {one.country}" if one.country and one.kind != "state" else kind,
            *(f"{count:,}" if count else "" for count in counts),
            "–".join(dict.fromkeys(month[:7] for day in (one.first, one.last) if (month := written_date(day)))),
        )
    console().print(table)


def form(one: ActorSummary) -> dict[str, object]:
    """Return an actor as plain values."""
    from verbale.store.forms import date_form

    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "country": one.country,
        "mentions": one.mentions,
        "statements": one.statements,
        "spoken_for": one.spoken_for,
        "addressed": one.addressed,
        "spoken_of": one.spoken_of,
        "carried": one.carried,
        "documents": one.documents,
        "first": date_form(one.first),
        "last": date_form(one.last),
    }
