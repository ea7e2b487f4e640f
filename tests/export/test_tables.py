from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from verbale.export.tables import codebook_of, write_table
from verbale.store.statements import COLUMNS


def row(**values: Any) -> dict[str, Any]:
    return {name: values.get(name) for name in COLUMNS}


ROWS = [
    row(id="say-1", content="=1+1", source='Ada "the Dam" Brunn', confidence=0.5, source_start=3, anonymous=False),
    row(id="say-2", content="𝒲e go,\nshe said\r", title="@home", about="Albia -1; Corvania +0.5"),
]


def test_csv_cells_are_never_formulas(tmp_path: Path) -> None:
    path = tmp_path / "new" / "statements.csv"
    assert write_table(ROWS, COLUMNS, path, "csv") == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["content"], first["source"], first["anonymous"]) == ("'=1+1", 'Ada "the Dam" Brunn', "false")
    assert (second["content"], second["title"], second["confidence"]) == ("𝒲e go,\nshe said\r", "'@home", "")
    assert not any(cell[:1] in "=+-@" for line in (first, second) for cell in line.values() if cell)


def test_jsonl_and_parquet_keep_everything(tmp_path: Path) -> None:
    import pyarrow.parquet as parquet

    write_table(ROWS, COLUMNS, tmp_path / "a.jsonl", "jsonl")
    write_table(ROWS, COLUMNS, tmp_path / "a.parquet", "parquet")
    assert [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()] == ROWS
    assert parquet.read_table(tmp_path / "a.parquet").to_pylist() == ROWS


def test_pandas_and_polars_read_the_csv(tmp_path: Path) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    write_table(ROWS, COLUMNS, tmp_path / "a.csv", "csv")
    assert list(pandas.read_csv(tmp_path / "a.csv").columns) == list(COLUMNS)
    assert polars.read_csv(tmp_path / "a.csv").columns == list(COLUMNS)


def test_every_column_is_explained(tmp_path: Path) -> None:
    write_table([], COLUMNS, tmp_path / "a.csv", "csv")
    book = json.loads((tmp_path / "a.codebook.json").read_text("utf-8"))
    assert book == codebook_of(COLUMNS)
    assert [field["name"] for field in book["fields"]] == list(COLUMNS)
    kind = next(field for field in book["fields"] if field["name"] == "kind")
    assert kind["constraints"] == {"enum": ["direct", "mixed", "indirect"]}
