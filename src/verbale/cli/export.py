"""``verbale export``: statements into the files of other tools; ``verbale import``: annotations back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from verbale.cli.console import DEFAULT_RECORD, AsFoundOption, JsonOption, RecordOption, note, open_to_query, write_json
from verbale.cli.filters import with_filters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verbale.export.attributions import Marked
    from verbale.store import Record, Statements

Format = Literal["csv", "jsonl", "parquet", "brat", "label-studio", "doccano", "inception"]
AnnotationFormat = Literal["brat", "label-studio", "doccano", "inception"]


@with_filters
def export(
    form: Annotated[Format, typer.Argument(metavar="FORMAT", help="The format; see below.", show_default=False)],
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="The file, or for brat and inception the folder.", show_default=False)
    ],
    *,
    as_found: AsFoundOption = False,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
    **filters: Any,
) -> None:
    """Write statements into the files of other tools.

    \b
    As a table, with OUT.codebook.json beside it, which tells what each column means (a Table Schema):
      csv           for spreadsheets: UTF-8; a cell that would be a formula begins with '
      jsonl         one statement a line
      parquet       for pandas, Polars, R, DuckDB
    For annotation, with all documents that have statements among those asked for:
      brat          a folder: texts, .ann files, annotation.conf
      label-studio  a JSON file of tasks with pre-annotations, and the labelling configuration (.xml)
      doccano       a JSONL file for a project with relations and overlapping spans
      inception     a folder: UIMA CAS XMI files and their type system

    Sources, cues and contents are labelled spans; a relation leads from each cue to its source and content. What was
    changed in the tool comes back with `verbale import`.

    \b
    Examples:
      verbale export csv statements.csv --about NATO --since 2022
      verbale export parquet all.parquet
      verbale export label-studio tasks.json --document doc-1a2b
    """  # noqa: D301
    from verbale.errors import VerbaleError

    with open_to_query(record) as opened:
        found = opened.statements(**filters, as_found=as_found)
        try:
            count = _write(opened, found, form, out)
        except OSError as error:
            raise VerbaleError("V501", out.name) from error
    if json:
        write_json({"format": form, "out": str(out), "statements": len(found), "written": count})
    else:
        note(f"{len(found):,} statements written to {out}.")


def _write(record: Record, found: Statements, form: Format, out: Path) -> int:
    """Write statements in a format; return how many rows or documents."""
    if form in ("csv", "jsonl", "parquet"):
        from verbale.export.tables import write_table
        from verbale.store.statements import COLUMNS

        return write_table(found.rows(), COLUMNS, out, form)
    documents = _marked(record, found)
    if form == "brat":
        from verbale.export.brat import write_brat

        return write_brat(documents, out)
    if form == "inception":
        from verbale.export.inception import write_inception

        return write_inception(documents, out)
    if form == "doccano":
        from verbale.export.doccano import write_doccano

        return write_doccano(documents, out)
    from verbale.export.label_studio import write_label_studio

    return write_label_studio(documents, out, f"verbale {', '.join(sorted({one.made_by for one in found}))}"[:200])


def _marked(record: Record, found: Statements) -> Iterator[Marked]:
    """Yield the documents of statements, by id, with the statements marked."""
    from verbale.export.attributions import mark

    by_document: dict[str, list[Any]] = {}
    for statement in found:
        by_document.setdefault(statement.document, []).append(statement)
    for id_ in sorted(by_document):
        yield mark(record.document(id_), sorted(by_document[id_], key=lambda one: (one.start, one.end, one.id)))


def import_(
    form: Annotated[AnnotationFormat, typer.Argument(metavar="FORMAT", help="The format.", show_default=False)],
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="What the tool exported: a file, or a folder.", show_default=False)
    ],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who annotated it: kept as what made the statements.")],
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """Bring back what was annotated in another tool, in place of the statements that were found.

    The documents have to be in the record, with the same text. In each of them the annotated statements take the place
    of all that were found; speakers, addressees, days and the rest are worked out for them as for any other.

    \b
    Formats: brat, label-studio, doccano, inception; as `verbale export` writes them and the tool exports them again.

    \b
    Example:
      verbale import label-studio export.json --by "A. Reader"
    """  # noqa: D301
    from verbale.export.adopting import adopt
    from verbale.store import Record

    with Record.open(record) as opened:
        adopted = adopt(opened, _read(form, path), by)
    if json:
        write_json({"documents": adopted.documents, "statements": adopted.statements, "made_by": adopted.made_by})
    else:
        note(f"{adopted.statements:,} statements in {adopted.documents:,} documents, made by {adopted.made_by}.")


def _read(form: AnnotationFormat, path: Path) -> Iterator[Marked]:
    """Yield the annotated documents of a tool's export.

    Raises:
        VerbaleError: V502, it is not such an export, or is not there.
    """
    from verbale.errors import VerbaleError

    if not path.exists():
        raise VerbaleError("V502", f"{path.name}: not there")
    if form == "brat":
        from verbale.export.brat import read_brat

        return read_brat(path)
    if form == "inception":
        from verbale.export.inception import read_inception

        return read_inception(path)
    if form == "doccano":
        from verbale.export.doccano import read_doccano

        return read_doccano(path)
    from verbale.export.label_studio import read_label_studio

    return read_label_studio(path)
