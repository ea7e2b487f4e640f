"""``verbale statements``: who said what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

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
from verbale.cli.filters import with_filters

if TYPE_CHECKING:
    from verbale.models import Statement
    from verbale.store import Statements

_SHOWN = 50  # for reading; JSON has no limit unless one is given


@with_filters
def statements(
    *,
    limit: Annotated[
        int | None, typer.Option(min=0, help=f"At most so many; 0 for all. Default: {_SHOWN}, with --json all.")
    ] = None,
    as_found: AsFoundOption = False,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonLinesOption = False,
    **filters: Any,
) -> None:
    """List statements: who says what, for whom, to whom, about whom, with what words, and where in which document.

    All conditions have to be met. An ACTOR is an id, a name ("China", "NATO"), or a part of a name where nobody is
    called so. --about finds whom a statement speaks of, and --search the words in it.

    They come by date of publication, those without a date last. With --since or --until, those whose date is not known
    are left out, and those known to the month or year only, unless all of it is within. --dated-by said compares the
    day on which it was said, as far as the text tells.

    The marks are [q] direct quotation, [i] indirect speech and [m] both. After what is said come, where they are known,
    the kind of act, on whose behalf, to whom, about whom with the stance from -1 (against) to 1 (for), through what, by
    whom it was carried, and when it was said. Numbers after a document's id are offsets in its text, in characters.

    \b
    Examples:
      verbale statements --speaker "foreign ministry"
      verbale statements --about NATO --stance negative --on-behalf-of China
      verbale statements --cue-class deny --top-level --since 2022-06
      verbale statements --modality negated
      verbale statements --search 'NATO "black with white"' --json
    """  # noqa: D301
    with open_to_query(record) as opened:
        found = opened.statements(**filters, as_found=as_found)
    shown = found[: limit or None] if limit is not None or json else found[:_SHOWN]
    if json:
        for statement in shown:
            write_json(_form(statement, found))
        return
    if not shown:
        note("No statements.")
        return
    _show(shown)
    if len(shown) < len(found):
        note(f"{len(shown):,} of {len(found):,} statements; --limit 0 shows all.")


def _show(shown: Statements) -> None:
    """Print statements as blocks of a few lines."""
    from verbale.cli.render_terminal import statement_block
    from verbale.store.forms import written_date

    out = console()
    for statement in shown:
        date = written_date(shown.headings[statement.document].published)
        out.print(statement_block(statement, out.width, lead=date or "no date", names=shown.names))


def _form(statement: Statement, found: Statements) -> dict[str, object]:
    """Return a statement as plain values, with the names of its actors and what is known of its document."""
    from verbale.store.forms import date_form, statement_form
    from verbale.store.who import actors_of

    heading = found.headings[statement.document]
    return statement_form(statement) | {
        "names": {id_: found.names[id_] for id_ in actors_of(statement) if id_ in found.names},
        "published": date_form(heading.published),
        "outlet": heading.outlet,
        "title": heading.title,
        "url": heading.url,
    }
