"""CSV, TSV and their like: bytes to records, one by one, where one that is broken does not break the next."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from verbale.errors import VerbaleError
from verbale.read.table.dialects import EXCEL, Dialect, Spans, as_utf8, cells_of, fields_at, unquoted
from verbale.read.text import decode

_CHUNK = 1 << 18
# What may be read again in the search for the end of a broken record: so many times what has been read, and this more.
_EFFORT = 4
_LEAST_EFFORT = 1 << 18
_EXAMPLES = 1000  # records from which is learned what cells look like
_NUMBER = re.compile(rb"[-+\d.,:/TZ ]{1,40}")


@dataclass(frozen=True, slots=True)
class Record:
    """A row as written.

    Attributes:
        number: Its number in the file, from 1, with the row of names.
        raw: Its bytes without the line end; empty for one that is too long.
        cells: Its cells; None where it is broken.
        error: Why it is broken.
        sha256: Hash of the bytes of a broken one.
    """

    number: int
    raw: bytes
    cells: list[str] | None
    error: VerbaleError | None = None
    sha256: str = ""


def records_of(file: BinaryIO, dialect: Dialect, limit: int, charset: str | None = None) -> Iterator[Record]:
    """Yield the records of a file that are not blank; those that are broken, with the reason.

    A record whose quotation marks do not fit ends with its line, and lines are left out up to the next one from which
    a record with as many fields as the first can be read. Only the record in hand is in memory.

    Args:
        file: The file.
        dialect: How it is written.
        limit: The longest record, in bytes.
        charset: The encoding that it is said to be in; what is UTF-8 is read as that.
    """
    reader = _Reader(as_utf8(file), dialect, limit)
    width = 0
    for number, raw, spans, broken in reader.records():
        if broken is not None:
            yield Record(number, b"", None, broken[0], broken[1])
            continue
        if not raw.strip() or (number == 1 and EXCEL.fullmatch(raw)):
            continue
        error, cells = None, None
        try:
            cells = _cells(raw, spans, charset, dialect)
            width = width or len(cells)
            if len(cells) > width:
                raise VerbaleError("V114", f"{len(cells)} cells for {width} columns")
            if len(cells) < width and reader.at_end:
                raise VerbaleError("V114", f"the file ends in its cell {len(cells)}")
            reader.learn(cells)
        except VerbaleError as found:
            error, cells = found, None
        yield Record(number, raw, cells, error, hashlib.sha256(raw).hexdigest() if error else "")


class _Reader:
    """The records of a file as bytes, and what is broken among them."""

    def __init__(self, file: BinaryIO, dialect: Dialect, limit: int) -> None:
        self._file = file
        self._dialect = dialect
        self._limit = limit
        self._buffer = b""
        self._start = 0
        self._ended = False
        self._taken = 0
        self._again = 0
        self._shapes: list[set[str]] = []
        self._learned = 0

    @property
    def at_end(self) -> bool:
        """Whether nothing comes after the record that was yielded last, not even the end of its line."""
        return self._ended and self._start > len(self._buffer)

    def records(self) -> Iterator[tuple[int, bytes, Spans, tuple[VerbaleError, str] | None]]:
        """Yield number, bytes and fields of each record; with the reason and the hash for what is broken."""
        number = 0
        while self._more():
            number += 1
            if record := self._record():
                yield number, *record, None
                continue
            skipped = hashlib.sha256()
            too_long = self._skip_line(skipped)
            if not too_long:
                while self._more() and not self._begins_record():
                    self._skip_line(skipped)
            error = VerbaleError("V104", f"the limit is {self._limit:,} bytes") if too_long else None
            error = error or VerbaleError("V114", "its quotation marks do not fit")
            yield number, b"", [], (error, skipped.hexdigest())

    def _more(self) -> bool:
        """Tell whether there is another record, after reading on if need be."""
        if self._start >= len(self._buffer) and not self._ended:
            self._read()
        return self._start < len(self._buffer)

    def _read(self) -> None:
        """Read on; what has been yielded is let go."""
        data = self._file.read(max(_CHUNK, len(self._buffer) - self._start))
        self._taken += len(data)
        self._ended = not data
        self._buffer = self._buffer[self._start :] + data
        self._start = 0

    def learn(self, cells: list[str]) -> None:
        """Note what the cells of a good record look like, column by column; the first is that of the names."""
        self._learned += 1
        if not self._shapes:
            self._shapes = [set() for _ in cells]
            return
        if self._learned > _EXAMPLES:
            return
        for shapes, cell in zip(self._shapes, cells, strict=False):
            shapes.add(_shape(cell.encode()))

    def _record(self) -> tuple[bytes, Spans] | None:
        """Return the record in hand with its fields and step behind it, or None if it is broken or too long."""
        fields = self._fields(0)
        if fields is None:
            return None
        begin, end = self._start, fields[-1][1]
        raw = self._buffer[begin:end]
        if self._dialect.line_end == "\n":
            raw = raw.removesuffix(b"\r")
        self._start = end + 1
        return raw, [(start - begin, min(stop - begin, len(raw))) for start, stop in fields]

    def _fields(self, offset: int) -> Spans | None:
        """Return where the fields of the record so far behind the start are, after reading on as far as need be."""
        while True:
            fields = fields_at(self._buffer, self._start + offset, self._dialect, at_end=self._ended)
            if fields == "broken" or len(self._buffer) - self._start - offset > self._limit + _CHUNK:
                return None
            if not isinstance(fields, str):
                return fields if fields[-1][1] - self._start - offset <= self._limit else None
            self._read()

    def _begins_record(self) -> bool:
        """Tell whether a record like those before begins here.

        What follows a broken record are mostly lines of its own text, and some of them have as many commas. So its
        cells have to look like those before, and where these are all words, another record or the end has to follow.
        """
        if not self._shapes or self._again > _EFFORT * self._taken + _LEAST_EFFORT:
            return False
        fields = self._fields(0)
        if fields is not None and self._is_alike(fields):
            if any(shapes - {"nothing"} in ({"address"}, {"number"}) for shapes in self._shapes):
                return True
            behind = fields[-1][1] + 1 - self._start
            following = self._fields(behind)
            if self._start + behind >= len(self._buffer) or (following and len(following) == len(self._shapes)):
                return True
        self._again += (fields[-1][1] if fields else len(self._buffer)) - self._start
        return False

    def _is_alike(self, fields: Spans) -> bool:
        """Tell whether a record has as many cells as those before, and of the shapes that they had."""
        return len(fields) == len(self._shapes) and all(
            not shapes or _shape(self._buffer[start:end]) in (*shapes, "nothing")
            for shapes, (start, end) in zip(self._shapes, fields, strict=True)
        )

    def _skip_line(self, skipped: hashlib._Hash) -> bool:
        """Step behind the line at the start, and tell whether it is longer than the limit."""
        length = 0
        while True:
            end = self._buffer.find(self._dialect.line_end.encode(), self._start)
            stop = end if end >= 0 else len(self._buffer)
            skipped.update(self._buffer[self._start : stop])
            length += stop - self._start
            self._start = stop + 1 if end >= 0 else stop
            if end >= 0 or self._ended:
                return length > self._limit
            self._read()


def _shape(cell: bytes) -> str:
    """Return what a cell looks like: nothing, an address, a number or date, words, words after a blank."""
    bare = cell.strip(b'"')
    if not bare:
        return "nothing"
    if bare[:1].isspace():
        return "blank"
    if bare.startswith((b"http://", b"https://")):
        return "address"
    return "number" if _NUMBER.fullmatch(bare) else "words"


def _cells(raw: bytes, spans: Spans, charset: str | None, dialect: Dialect) -> list[str]:
    """Return the cells of a record.

    Raises:
        VerbaleError: V102 or V103, as for a text; V114, the quotation marks do not fit in its encoding.
    """
    try:
        return [unquoted(raw[start:end].decode(), dialect) for start, end in spans]
    except UnicodeDecodeError:
        # In some encodings a byte of a letter is that of a delimiter.
        return cells_of(decode(raw, charset), dialect)
