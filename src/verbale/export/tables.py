"""Tables in CSV, JSONL and Parquet, each with a codebook that says what every column means.

The codebook is a Table Schema (Frictionless Standards, version 1), which many tools read.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Literal

TableFormat = Literal["csv", "jsonl", "parquet"]

#: Kinds of values as Table Schema names them.
_SCHEMA_TYPES = {"text": "string", "int": "integer", "float": "number", "bool": "boolean"}
#: With one of these at its beginning a spreadsheet takes a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str], path: Path, form: TableFormat) -> int:
    """Write a table and, beside it, its codebook (``NAME.codebook.json``); return how many rows.

    Args:
        rows: The rows, each with all columns.
        columns: The columns with the kind of their values: ``text``, ``int``, ``float`` or ``bool``.
        path: The file.
        form: ``csv`` (UTF-8 with a mark that spreadsheets need; a cell that would be a formula begins with ``'``),
            ``jsonl`` or ``parquet``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    table = list(rows)
    if form == "csv":
        path.write_bytes(_csv(table, list(columns)).encode("utf-8-sig"))
    elif form == "jsonl":
        lines = (json.dumps({name: row[name] for name in columns}, ensure_ascii=True) + "\n" for row in table)
        path.write_text("".join(lines), "utf-8", newline="")
    else:
        _write_parquet(table, columns, path)
    codebook = json.dumps(codebook_of(columns), ensure_ascii=False, indent=2) + "\n"
    path.with_name(f"{path.stem}.codebook.json").write_text(codebook, "utf-8")
    return len(table)


def codebook_of(columns: Mapping[str, str]) -> dict[str, Any]:
    """Return the Table Schema of columns of statements: name, type, meaning, and the values where they are few."""
    data = resources.files("verbale.codebook").joinpath("statement_columns.toml").read_text("utf-8")
    meanings = tomllib.loads(data)
    fields = []
    for name, kind in columns.items():
        field: dict[str, Any] = {"name": name, "type": _SCHEMA_TYPES[kind], "description": meanings[name]["meaning"]}
        values = meanings[name].get("values")
        if values:
            field["constraints"] = {"enum": list(values)}
            field["description"] += " " + "; ".join(f"{value}: {what}" for value, what in values.items()) + "."
        fields.append(field)
    return {"fields": fields, "primaryKey": "id", "missingValues": [""]}


def _csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Return rows as RFC 4180 wants them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[name]) for name in columns] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    """Return a value as a cell that no spreadsheet calculates."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _write_parquet(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], path: Path) -> None:
    import pyarrow as arrow
    from pyarrow import parquet

    kinds = {"text": arrow.string(), "int": arrow.int64(), "float": arrow.float64(), "bool": arrow.bool_()}
    schema = arrow.schema([(name, kinds[kind]) for name, kind in columns.items()])
    parquet.write_table(arrow.Table.from_pylist([dict(row) for row in rows], schema=schema), path)
