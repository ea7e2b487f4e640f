"""Tables of articles: CSV, TSV, Parquet, and lists in JSON."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.errors import VerbaleError
from verbale.read.items import ReadItem, Refusal
from verbale.read.source import Source
from verbale.read.table.cells import address_in, day_first_in, is_ambiguous
from verbale.read.table.columns import Columns, columns_of, flattened, seen
from verbale.read.table.delimited import Record, records_of
from verbale.read.table.dialects import charset_of, dialect_of
from verbale.read.table.json_arrays import objects_of
from verbale.read.table.parquet import ParquetTable
from verbale.read.table.rows import article_from_row, canonical
from verbale.settings import Settings

_CUT = re.compile(r"\[\+?\d+ chars\]\s*\Z")  # as services end a text that they do not give whole
_CUT_LENGTH = 40
_ESCAPED = 12  # bytes of a character beyond the basic plane, as JSON may write it
_FEW_DATES = 200
_DATES = 10_000  # cells of a column that are looked at for the order of day and month

Found = Iterator[ReadItem | Refusal | Source]


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What a user wants of tables.

    Attributes:
        columns: The columns as the user names them; None takes what is recognised.
        fetching: Whether addresses are fetched: rows without a text are then sources of the type `kinds.ADDRESSES`.
    """

    columns: Columns | None = None
    fetching: bool = False


def read_table(source: Source, settings: Settings, options: TableOptions | None = None) -> Found:
    """Yield the articles of a table in any of the forms that are read.

    Args:
        source: The file.
        settings: The limits.
        options: What the user wants.
    """
    source.file.seek(0)
    head = source.file.read(64).lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if head.startswith(b"PAR1"):
        return read_parquet(source, settings, options)
    if head.startswith((b"{", b"[")):
        return read_json(source, settings, options)
    return read_delimited(source, settings, options)


def read_delimited(source: Source, settings: Settings, options: TableOptions | None = None) -> Found:
    """Yield the articles of a CSV or TSV file, one row at a time; its rows are numbered with that of the names as 1.

    Args:
        source: The file.
        settings: The limits.
        options: What the user wants.
    """
    return _counted(source, settings, _delimited(source, settings, options or TableOptions()))


def read_json(source: Source, settings: Settings, options: TableOptions | None = None) -> Found:
    """Yield the articles of a list in JSON, one at a time, or the one that is an object.

    Args:
        source: The file.
        settings: The limits.
        options: What the user wants.
    """
    return _counted(source, settings, _json(source, settings, options or TableOptions()))


def read_parquet(source: Source, settings: Settings, options: TableOptions | None = None) -> Found:
    """Yield the articles of a Parquet file, some rows at a time.

    Args:
        source: The file.
        settings: The limits.
        options: What the user wants.
    """
    return _counted(source, settings, _parquet(source, settings, options or TableOptions()))


def _counted(source: Source, settings: Settings, found: Found) -> Found:
    """Yield what was found up to the limit of records; where there is nothing, or only beginnings, a refusal too."""
    count = cut = 0
    try:
        for one in found:
            if count >= settings.max_records:
                raise VerbaleError("V113", f"the limit is {settings.max_records:,} rows")
            yield one
            count += 1
            cut += isinstance(one, ReadItem) and bool(_CUT.search(one.document.text[-_CUT_LENGTH:]))
        if not count:
            raise VerbaleError("V101", "no rows")
    except VerbaleError as error:
        yield Refusal(source.name, error.code, error.detail)
    except OSError as error:
        yield Refusal(source.name, "V106", type(error).__name__)
    if cut:
        yield Refusal(source.name, "V114", f"{cut:,} of its texts were cut off by the service they come from")


def _longest(settings: Settings) -> int:
    """Return the longest row in bytes: a page and a text that are not too long, as JSON may write them."""
    return min(settings.max_bytes, settings.max_page_bytes + _ESCAPED * settings.max_characters)


@dataclass(frozen=True, slots=True)
class _Header:
    """What the first line of a table says: its names, which of them hold what, and how its dates are written."""

    names: list[str]
    columns: dict[str, str]
    day_first: bool | None

    def row(self, cells: list[str]) -> dict[str, object]:
        """Return cells by name; of two columns of one name the first."""
        return dict(zip(reversed(self.names[: len(cells)]), reversed(cells), strict=False))


def _delimited(source: Source, settings: Settings, options: TableOptions) -> Found:
    """Yield the articles of a CSV or TSV file."""
    dialect, charset = dialect_of(source.file), charset_of(source.file, source.charset)
    header = _header(records_of(source.file, dialect, _longest(settings), charset), options)
    named = False
    for record in records_of(source.file, dialect, _longest(settings), charset):
        name = f"{source.name}:{record.number}"
        if record.cells is None:
            error = record.error or VerbaleError("V114")
            yield Refusal(name, error.code, error.detail, record.sha256)
        elif not named or header is None:
            named = True
        else:
            yield article_from_row(
                header.row(record.cells),
                name,
                settings,
                record.raw,
                header.columns,
                day_first=header.day_first,
                given=source.given,
                fetching=options.fetching,
                nesting=source.nesting,
            )


def _header(records: Iterator[Record], options: TableOptions) -> _Header | None:
    """Return what the first line of a CSV or TSV file says, or None if there is none.

    Raises:
        VerbaleError: V116, its columns are not understood.
    """
    cells = (record.cells for record in records if record.cells is not None)
    first = next(cells, None)
    if first is None:
        return None
    header = _Header([name.strip() for name in first], {}, None)
    columns = columns_of(header.names, options.columns)
    dates = (header.row(row).get(columns.get("published", "")) for row in cells)
    return _Header(header.names, columns, _day_first(dates) if "published" in columns else None)


def _json(source: Source, settings: Settings, options: TableOptions) -> Found:
    """Yield the articles of a list in JSON."""
    orders: dict[str, bool | None] = {}
    others = 0
    columns_seen = "none is an object"
    number = 0
    for raw, value in objects_of(source.file, _longest(settings)):
        number += 1
        row = _row(value)
        try:
            columns = columns_of(row, options.columns)
        except VerbaleError:
            columns_seen = columns_seen if others or not row else seen(row)
            others += 1
            continue
        column = columns.get("published", "")
        if column not in orders and is_ambiguous(row.get(column)):
            orders[column] = _order_in_json(source, settings, column)
        yield article_from_row(
            row,
            f"{source.name}:{number}",
            settings,
            raw,
            columns,
            day_first=orders.get(column),
            given=source.given,
            fetching=options.fetching,
            nesting=source.nesting,
        )
    if others:
        raise VerbaleError("V116", f"{others:,} of {number:,} values; {columns_seen}")


def _row(value: object) -> dict[str, object]:
    """Return a value of a list in JSON as a row: an object's fields, or an address alone."""
    if isinstance(value, dict):
        return flattened(value)
    return {"url": value} if address_in(value) else {}


def _order_in_json(source: Source, settings: Settings, column: str) -> bool | None:
    """Return whether the day comes first in a column; the file stands where it stood afterwards."""
    position = source.file.tell()
    rows = (_row(value) for _, value in objects_of(source.file, _longest(settings)))
    seen_dates: list[object] = []
    with contextlib.suppress(VerbaleError):  # what is wrong further on is refused when it is reached
        seen_dates.extend(row.get(column) for row in itertools.islice(rows, _DATES))
    source.file.seek(position)
    return day_first_in(seen_dates)


def _parquet(source: Source, settings: Settings, options: TableOptions) -> Found:
    """Yield the articles of a Parquet file."""
    table = ParquetTable(source.file, settings)
    columns = columns_of(table.names(), options.columns)
    column = columns.get("published")
    day_first = _day_first(flattened(row).get(column) for row in table.rows([column])) if column else None
    for number, cells in enumerate(table.rows(list(dict.fromkeys(columns.values()))), start=1):
        yield article_from_row(
            flattened(cells),
            f"{source.name}:{number}",
            settings,
            canonical(cells),
            columns,
            day_first=day_first,
            given=source.given,
            fetching=options.fetching,
            nesting=source.nesting,
        )


def _day_first(dates: Iterator[object]) -> bool | None:
    """Return whether the day comes first in a column of dates; more of it are looked at where the first do not tell."""
    first = list(itertools.islice(dates, _FEW_DATES))
    # A column without a slashed date among its first cells has none, or does not need them read in one order.
    if not any(is_ambiguous(date) for date in first):
        return day_first_in(first)
    return day_first_in(itertools.chain(first, itertools.islice(dates, _DATES)))
