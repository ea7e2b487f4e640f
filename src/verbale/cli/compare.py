"""``verbale compare``: two articles side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from verbale.cli.console import DEFAULT_RECORD, JsonOption, RecordOption, console, note, open_to_query, write_json
from verbale.errors import VerbaleError


def compare(
    first: Annotated[str, typer.Argument(metavar="DOC", help="A document's id; its beginning is enough.")],
    second: Annotated[str, typer.Argument(metavar="DOC", help="Another one.")],
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page there.")
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """Show two articles side by side, sentence by sentence, and tell whether one was made from the other.

    Sentences that are the same stand beside each other, with the words in brackets in which they differ; a dash stands
    where the other article has nothing. Below stands what they are to each other, and what speaks for it.

    \b
    Examples:
      verbale compare doc-1a2b doc-3c4d
      verbale compare 1a2b 3c4d --html compared.html
    """  # noqa: D301
    from verbale.cli.side_by_side import side_by_side
    from verbale.compare import compare as compared

    if json and html is not None:
        raise typer.BadParameter("--html and --json exclude each other.")
    with open_to_query(record) as opened:
        one, other = opened.document(first), opened.document(second)
    copy = compared(one, other)
    rows = side_by_side(one, other)
    if json:
        from verbale.store.comparison_forms import copy_form

        write_json(
            {
                "copy": copy_form(copy) if copy else None,
                "rows": [
                    {
                        "first": [row.first.start, row.first.end] if row.first else None,
                        "second": [row.second.start, row.second.end] if row.second else None,
                        "likeness": row.likeness,
                        "is_moved": row.is_moved,
                    }
                    for row in rows
                ],
            }
        )
        return
    from verbale.cli.render_comparison import comparison, page

    if html is not None:
        try:
            html.write_text(page(one, other, rows, copy), encoding="utf-8")
        except OSError as error:
            raise VerbaleError("V501", html.name) from error
        note(f"Wrote {html.name}.")
        return
    out = console()
    for part in comparison(one, other, rows, copy):
        out.print(part)
