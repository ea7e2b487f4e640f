"""Parquet: the rows of a file, some at a time, and only of the columns that are asked for."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from verbale.errors import VerbaleError
from verbale.settings import Settings

_ROWS = 64  # rows in hand at once
_AHEAD = 1 << 20  # bytes read ahead in each column; without a number a column is read whole
_LONGEST_DESCRIPTION = 1 << 26  # bytes, or entries, of what the file says of itself
_HARMLESS = 1 << 20  # bytes; below it no ratio is looked at
_DEEPEST = 2  # fields within fields that can be columns


class ParquetTable:
    """A Parquet file whose columns can be read.

    Args:
        file: The file.
        settings: The limits.

    Raises:
        VerbaleError: V109, pyarrow is not installed; V114, it is damaged; V115, it is encrypted.
    """

    def __init__(self, file: BinaryIO, settings: Settings) -> None:
        try:
            import pyarrow.parquet
        except ImportError:
            raise VerbaleError("V109", "Parquet; install verbale[tables]") from None
        self._arrow: Any = pyarrow
        self._settings = settings
        file.seek(0)
        with self._refusing():
            self._file: Any = pyarrow.parquet.ParquetFile(
                file,
                buffer_size=_AHEAD,
                pre_buffer=False,
                thrift_string_size_limit=_LONGEST_DESCRIPTION,
                thrift_container_size_limit=_LONGEST_DESCRIPTION,
            )
            self._schema = self._file.schema_arrow

    def names(self) -> list[str]:
        """Return the names of the columns, with ``a.b`` for the field b inside a."""
        found: list[str] = []
        waiting = [("", field, 0) for field in reversed(list(self._schema))]
        while waiting:
            before, field, depth = waiting.pop()
            found.append(before + field.name)
            if self._arrow.types.is_struct(field.type) and depth < _DEEPEST:
                waiting += [(f"{before}{field.name}.", inner, depth + 1) for inner in reversed(list(field.type))]
        return list(dict.fromkeys(found))

    def rows(self, columns: Sequence[str]) -> Iterator[Mapping[str, object]]:
        """Yield the rows with these columns only.

        Args:
            columns: Names of columns or of fields in them.

        Raises:
            VerbaleError: V111, a column unpacks to too much; V114, the file is damaged from here on.
        """
        wanted = list(columns)
        for group in range(self._file.num_row_groups):
            with self._refusing():
                self._check(group, wanted)
                batches = self._file.iter_batches(_ROWS, row_groups=[group], columns=wanted, use_threads=False)
            while True:
                with self._refusing():
                    batch = next(batches, None)
                if batch is None:
                    break
                yield from self._read(batch)

    def _read(self, batch: Any) -> Iterator[Mapping[str, object]]:
        """Yield the rows of a batch; a string that is not UTF-8 has U+FFFD where it breaks."""
        with self._refusing():
            try:
                rows = batch.to_pylist()
            except UnicodeDecodeError:
                columns = [self._mended(column) for column in batch.columns]
                rows = [dict(zip(batch.schema.names, cells, strict=True)) for cells in zip(*columns, strict=True)]
        yield from rows

    def _mended(self, column: Any) -> list[object]:
        """Return the cells of a column, strings as far as they can be decoded."""
        if self._arrow.types.is_string(column.type):
            column = column.cast(self._arrow.binary())
        elif self._arrow.types.is_large_string(column.type):
            column = column.cast(self._arrow.large_binary())
        return [cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell for cell in column.to_pylist()]

    def _check(self, group: int, wanted: Sequence[str]) -> None:
        """Refuse a row group of which a wanted column unpacks to too much, as the file says itself."""
        described = self._file.metadata.row_group(group)
        for number in range(described.num_columns):
            chunk = described.column(number)
            if not any(chunk.path_in_schema == name or chunk.path_in_schema.startswith(f"{name}.") for name in wanted):
                continue
            size = chunk.total_uncompressed_size
            if size > self._settings.max_unpacked_bytes:
                raise VerbaleError("V111", f"the limit is {self._settings.max_unpacked_bytes:,} bytes")
            if size > max(_HARMLESS, self._settings.max_ratio * chunk.total_compressed_size):
                raise VerbaleError("V111", f"the limit is {self._settings.max_ratio:,} times its size")

    @contextlib.contextmanager
    def _refusing(self) -> Iterator[None]:
        """Turn what pyarrow raises into a refusal."""
        try:
            yield
        except VerbaleError:
            raise
        except (self._arrow.ArrowException, OSError, ValueError, LookupError, TypeError, OverflowError) as error:
            code = "V115" if "ncrypt" in str(error) else "V114"
            raise VerbaleError(code, "Parquet") from None
        except MemoryError:
            raise VerbaleError("V111", "Parquet") from None
