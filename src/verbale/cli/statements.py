"""``verbale statements``: who said what."""

from __future__ import annotations

from typing import Annotated

import typer

from verbale.cli.console import DEFAULT_RECORD, JsonLinesOption, RecordOption, console, note, open_to_query, write_json
from verbale.models import Act, Kind

_SHOWN = 50  # for reading; JSON has no limit unless one is given


def statements(
    speaker: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="By a speaker with this in the name or the source's words, or with this id."),
    ] = None,
    about: Annotated[
        str | None, typer.Option(metavar="WORDS", help="With these words, one after the other, in what is said.")
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="How it is quoted.")] = None,
    act: Annotated[Act | None, typer.Option(help="What the source does.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Published then or later: YYYY, YYYY-MM or YYYY-MM-DD.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Published then or earlier.")] = None,
    search: Annotated[
        str | None, typer.Option(metavar="WORDS", help='With all these words, or "phrases", in what is said.')
    ] = None,
    document: Annotated[
        str | None, typer.Option(metavar="ID", help="In this document; the id's beginning is enough.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, help=f"At most so many; 0 for all. Default: {_SHOWN}, with --json all.")
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonLinesOption = False,
) -> None:
    """List statements: who says what, with what words, in which document and where in its text.

    They come by date of publication, those without a date last. With --since or --until, documents whose date is not
    known are left out, and those known to the month or year only, unless all of it is within.

    The marks are [q] direct quotation, [i] indirect speech and [m] both. Numbers after a document's id are offsets in
    its text, in characters.

    \b
    Examples:
      verbale statements --speaker "foreign ministry"
      verbale statements --about "Asia-Pacific" --kind direct --since 2022-06
      verbale statements --search 'NATO "black with white"' --json
    """  # noqa: D301
    with open_to_query(record) as opened:
        found = opened.statements(speaker, about, kind, act, since, until, search, document)
    shown = found[: limit or None] if limit is not None or json else found[:_SHOWN]
    if json:
        from verbale.store.forms import published_form, statement_form

        for statement in shown:
            heading = found.headings[statement.document]
            write_json(
                statement_form(statement)
                | {
                    "published": published_form(heading.published),
                    "outlet": heading.outlet,
                    "title": heading.title,
                    "url": heading.url,
                }
            )
        return
    if not shown:
        note("No statements.")
        return
    from verbale.cli.render_terminal import statement_block
    from verbale.store.forms import written_date

    out = console()
    for statement in shown:
        date = written_date(found.headings[statement.document].published)
        out.print(statement_block(statement, out.width, lead=date or "no date"))
    if len(shown) < len(found):
        note(f"{len(shown):,} of {len(found):,} statements; --limit 0 shows all.")
