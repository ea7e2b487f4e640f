"""``verbale copies``: which documents were made from which, and how many independent sources remain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.console import (
    DEFAULT_RECORD,
    JsonLinesOption,
    RecordOption,
    console,
    note,
    open_to_query,
    write_json,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from verbale.models.copy import Copy
    from verbale.store import Heading

_SHOWN = 50


def copies(
    document: Annotated[
        str | None, typer.Argument(metavar="[DOC]", help="Only copies of this document, and what it was made from.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, help=f"At most so many; 0 for all. Default: {_SHOWN}, with --json all.")
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonLinesOption = False,
) -> None:
    """List which documents were made from which: exact, near, excerpt, syndicated, spun, translated, summary.

    Each with the share of its words that was taken over, how sure it is that it is a copy, and what speaks for it. At
    the end stands how many independent sources remain when copies are collapsed to what they were made from.

    The first time after new articles were read, they are compared with the others, and the record is written to.

    \b
    Examples:
      verbale copies
      verbale copies doc-1a2b
      verbale compare doc-1a2b doc-3c4d
      verbale copies --json | jq 'select(.kind == "spun") | .document'
    """  # noqa: D301
    with open_to_query(record) as opened:
        found = opened.copies(document)
        headings = {heading.id: heading for heading in opened.headings()}
        asked = opened.document(document).id if document is not None else None
    shown = found[: limit or None] if limit is not None or json else found[:_SHOWN]
    if json:
        from verbale.store.comparison_forms import copy_form

        for copy in shown:
            write_json(copy_form(copy))
        return
    _show(shown, headings)
    if len(shown) < len(found):
        note(f"{len(shown):,} of {len(found):,} copies; --limit 0 shows all.")
    if asked is None:
        note(_counted(headings, found))
    elif not found:
        note("It is no copy of another document, and no other is a copy of it.")


def _show(shown: Sequence[Copy], headings: Mapping[str, Heading]) -> None:
    """Print copies as blocks of a few lines."""
    from rich.padding import Padding
    from rich.text import Text

    from verbale.cli.clean import clean_line
    from verbale.cli.render_utterance import document_line

    out = console()
    for copy in shown:
        made = "made from" if copy.basis != "none" else "same as, or made into,"
        out.print(
            Text(f"{copy.kind}", "bold").append(
                f"  {copy.overlap:.0%} of its words, confidence {copy.confidence:.2f}", "dim"
            )
        )
        for lead, id_ in (("", copy.document), (f"{made} ", copy.of)):
            line = f"{lead}{document_line(id_, headings)}  {clean_line(headings[id_].title or '')}"
            out.print(Padding(Text(line.rstrip()), (0, 0, 0, 4)))
        out.print(Padding(Text("; ".join(copy.evidence), "dim"), (0, 0, 0, 4)))


def _counted(headings: Mapping[str, Heading], found: Sequence[Copy]) -> str:
    """Return how many independent sources the documents of a record are."""
    from verbale.compare import independent_sources

    sources = len(independent_sources(headings.keys(), found))
    counts = (len(headings), "document", "documents"), (len(found), "copy", "copies"), (sources, "source", "sources")
    documents, copies, left = (f"{number:,} {one if number == 1 else many}" for number, one, many in counts)
    return f"{documents}, {copies}, {left.replace(' ', ' independent ')}."
