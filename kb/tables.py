"""Reading the hand-made lists and writing the shipped tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

#: The shipped tables.
ACTORS = Path(__file__).parents[1] / "src" / "verbale" / "codebook" / "actors"

#: The hand-made lists, every row with the address at which it was found.
LISTS = Path(__file__).parent / "lists"

COLUMNS = {
    "actors": ("id", "kind", "name", "country", "parent", "from", "to", "source", "as_of"),
    "names": ("id", "name", "type", "from", "to", "source", "as_of"),
    "offices": ("id", "of", "kind", "titles", "source", "as_of"),
    "holders": ("office", "person", "start", "end", "source", "as_of"),
    "relations": ("subject", "relation", "object", "from", "to", "source", "as_of"),
    "places": ("id", "name", "country", "latitude", "longitude", "type", "source"),
}


def read_list(name: str) -> list[dict[str, str]]:
    """Return the rows of a hand-made list by column name; lines that begin with ``#`` are comments.

    Args:
        name: The list's file name without its ending.
    """
    return list(read_rows(LISTS / f"{name}.tsv"))


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a tab-separated table by column name; short rows end in empty cells."""
    lines = (line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#"))
    columns = next(lines).split("\t")
    for line in lines:
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise ValueError(f"{path.name}: more cells than columns in {line!r}")
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))


def read_csv(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a comma-separated file of a data set."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        yield from csv.DictReader(file)


def write_table(file: str, kind: str, rows: Iterable[Mapping[str, str]], about: str) -> int:
    """Write a shipped table, sorted and without repetition, and return the number of its rows.

    Args:
        file: The file's name without its ending.
        kind: Which table it is a part of: a key of ``COLUMNS``.
        rows: Cells by column; what a row lacks is left empty.
        about: What the comment at the head of the file says.
    """
    columns = COLUMNS[kind]
    lines = sorted({"\t".join(_cell(row.get(column, "")) for column in columns) for row in rows})
    text = "\n".join(["\t".join(columns), *(f"# {line}" for line in about.splitlines()), *lines]) + "\n"
    ACTORS.mkdir(parents=True, exist_ok=True)
    (ACTORS / f"{file}.tsv").write_text(text, "utf-8")
    return len(lines)


def _cell(value: str) -> str:
    """Return a cell in which nothing can be taken for a border."""
    return " ".join(value.split())
