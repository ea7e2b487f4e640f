"""``verbale show``: one article with its statements."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verbale.cli.console import (
    DEFAULT_RECORD,
    AsFoundOption,
    JsonOption,
    RecordOption,
    console,
    is_plain,
    note,
    open_to_query,
    write_json,
)
from verbale.errors import VerbaleError

if TYPE_CHECKING:
    from verbale.store import StoredAnalysis


def show(
    document: Annotated[str, typer.Argument(metavar="DOC", help="The document's id; its beginning is enough.")],
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="With --html: where to write the page.", show_default=False)
    ] = None,
    html: Annotated[
        bool, typer.Option("--html", help="Write one self-contained page, to FILE or to the output.")
    ] = False,
    original: Annotated[
        bool, typer.Option("--original", help="Write the bytes that it was read from, to FILE or to the output.")
    ] = False,
    as_found: AsFoundOption = False,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """Show an article with its statements: source, cue and content in its text, and a numbered list with details.

    Where there are no colours, brackets with a number and a letter stand for them: [1s source], [1c cue], and for the
    content [1q direct], [1i indirect] or [1m mixed]. What is no part of the report (captions, links, readers' comments)
    has its role before it: ‹caption›, ‹comment by NAME›.

    The list has of each statement, where they are known, the kind of act, on whose behalf, to whom, about whom with the
    stance from -1 (against) to 1 (for), through what, by whom it was carried, and when it was said. What was corrected
    is shown as corrected. Of a text that looks rewritten or translated by a machine it says so, with the words that
    show it.

    \b
    Examples:
      verbale show doc-1a2b
      verbale show 1a2b --html article.html
      verbale show 1a2b page.html --original
      verbale show 1a2b --json | jq '.statements[].speaker'
    """  # noqa: D301
    if json + html + original > 1:
        raise typer.BadParameter("--html, --original and --json exclude each other.")
    if file is not None and not (html or original):
        raise typer.BadParameter("FILE goes with --html or --original.")
    with open_to_query(record) as opened:
        stored = opened.analysis(document, as_found=as_found)
        if original:
            _write_original(opened.original(stored.document), file)
            return
    if json:
        _write_json(stored)
    elif html:
        _write_page(stored, file)
    else:
        from verbale.cli.render_terminal import article

        out = console()
        for part in article(stored, out.width, marked=is_plain(out)):
            out.print(part)


def _write_original(data: bytes | None, file: Path | None) -> None:
    """Write the bytes that a document was read from to a file, or to standard output."""
    if data is None:
        raise VerbaleError("V208")
    _write(data, file)


def _write_json(stored: StoredAnalysis) -> None:
    """Write the document and what was found in it as one JSON object."""
    from verbale.store.forms import damage_form, document_form, mention_form, segment_forms, statement_form, time_form

    write_json(
        document_form(stored.document)
        | {
            "segments": segment_forms(stored.document),
            "mentions": [mention_form(stored.document.id, mention) for mention in stored.mentions],
            "statements": [statement_form(statement) for statement in stored.statements],
            "times": [time_form(stored.document.id, time) for time in stored.times],
            "damage": damage_form(stored.document.id, stored.damage),
            "names": dict(stored.names),
        }
    )


def _write_page(stored: StoredAnalysis, file: Path | None) -> None:
    """Write the page to a file, or to standard output."""
    from verbale.cli.render_html import page

    _write(page(stored).encode(), file)


def _write(data: bytes, file: Path | None) -> None:
    """Write bytes to a file, or to standard output."""
    if file is None:
        typer.echo(data, nl=False)
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be written: {type(error).__name__}.") from error
    note(f"Wrote {file}.")
