"""How a table is written: its delimiter, its quotation marks, its line ends, its encoding."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO, Literal, cast

from verbale.codebook.columns import recognised
from verbale.errors import VerbaleError
from verbale.read.legacy import detected_encodings

_CHUNK = 1 << 18
_SAMPLE = 1 << 18
_SAMPLE_RECORDS = 200
_DELIMITERS = ",;\t|"
_OPENING = re.compile(rb' *+"')
#: The line in which Excel notes the delimiter before the first.
EXCEL = re.compile(rb'"?sep=([!#-/:-@\[\]-`{-~\t])"?\r?(?:\n|\Z)', re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip

#: Where fields begin and end.
Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Dialect:
    r"""How a table is written.

    Attributes:
        delimiter: What stands between two fields; None where there is one field.
        quoted: Whether a field may stand in double quotes, with those in it doubled.
        escaped: Whether a backslash takes the meaning from the character after it, as in MySQL's exports.
        line_end: What ends a record: ``\n`` (or ``\r\n``), or ``\r``.
    """

    delimiter: str | None
    quoted: bool = True
    escaped: bool = False
    line_end: Literal["\n", "\r"] = "\n"

    @cached_property
    def stops(self) -> re.Pattern[bytes]:
        """What runs up to the end of a field that is not quoted."""
        delimiter = re.escape(self.delimiter or "")
        if self.escaped:
            return re.compile(rf"(?:[^{delimiter}{self.line_end}\\]++|\\.|\\)*+".encode(), re.DOTALL)
        return re.compile(f"[^{delimiter}{self.line_end}]*+".encode())

    @cached_property
    def quotation(self) -> re.Pattern[bytes]:
        """A quoted field."""
        inside = rb'(?:[^"\\]++|\\.|"")*+' if self.escaped else rb'(?:[^"]++|"")*+'
        return re.compile(rb' *+"' + inside + rb'" *+', re.DOTALL)


def dialect_of(file: BinaryIO) -> Dialect:
    """Return how a table is written: the way in which its first records have the most, and equally many, fields.

    Args:
        file: The file; it is at its beginning afterwards.
    """
    file.seek(0)
    sample = as_utf8(file).read(_SAMPLE)
    file.seek(0)
    whole = len(sample) < _SAMPLE
    line_end: Literal["\n", "\r"] = "\r" if b"\r" in sample and b"\n" not in sample else "\n"
    excel = EXCEL.match(sample)
    delimiters = excel[1].decode("latin-1") if excel else _DELIMITERS
    candidates = [
        Dialect(delimiter, quoted, escaped, line_end)
        for delimiter in delimiters
        for quoted, escaped in ((True, False), (True, True), (False, False))
        if quoted or delimiter == "\t"
    ]
    body = sample[excel.end() :] if excel else sample
    best = max(candidates, key=lambda candidate: _fit(body, candidate, whole))
    if _fit(body, best, whole)[0]:
        return best
    # One column. A text that begins with a quotation is no quoted field.
    alone = Dialect(None, line_end=line_end)
    return alone if all(_widths(body, alone, whole)[0]) else Dialect(None, quoted=False, line_end=line_end)


def cells_of(text: str, dialect: Dialect) -> list[str]:
    """Return the cells of a record.

    Raises:
        VerbaleError: V114, its quotation marks do not fit.
    """
    data = text.encode()
    ends = fields_at(data, 0, dialect, at_end=True)
    if not isinstance(ends, list) or ends[-1][1] < len(data):
        raise VerbaleError("V114", "its quotation marks do not fit")
    return [unquoted(data[start:end].decode(), dialect) for start, end in ends]


def fields_at(data: bytes, start: int, dialect: Dialect, *, at_end: bool) -> Spans | Literal["more", "broken"]:
    """Return where each field of the record at an offset begins and ends.

    Args:
        data: Bytes in an encoding in which ASCII stands for itself.
        start: Where the record begins.
        dialect: How it is written.
        at_end: Whether nothing comes after the data; else ``more`` is returned where the record does not end in them.
    """
    delimiter, line_end = (dialect.delimiter or "").encode(), dialect.line_end.encode()
    found: Spans = []
    quotation, stops = dialect.quotation, dialect.stops
    position = start
    while True:
        match = quotation.match(data, position) if dialect.quoted else None
        if match is None:
            if dialect.quoted and _OPENING.match(data, position):
                return "broken" if at_end else "more"
            match = stops.match(data, position)
        if match is None:
            return "broken"
        end = match.end()
        if end == len(data) and not at_end:
            return "more"
        found.append((position, end))
        if end == len(data):
            return found
        after = data[end : end + 1]
        if after == b"\r" and line_end == b"\n":
            if end + 1 == len(data) and not at_end:
                return "more"
            if data[end + 1 : end + 2] in (b"\n", b""):
                return [*found[:-1], (position, end + 1)]
        if after == line_end:
            return found
        if not delimiter or after != delimiter:
            return "broken"
        position = end + 1


def unquoted(field: str, dialect: Dialect) -> str:
    """Return what a field says."""
    bare = field.strip(" ")
    if dialect.quoted and len(bare) > 1 and bare[0] == bare[-1] == '"':
        field = bare[1:-1].replace('""', '"')
    return re.sub(r"\\(.)", r"\1", field, flags=re.DOTALL) if dialect.escaped else field


def charset_of(file: BinaryIO, declared: str | None = None) -> str | None:
    """Return the encoding of a table that is not in Unicode, told from its first lines together, or None.

    Args:
        file: The file; it is at its beginning afterwards.
        declared: The encoding that is declared for it.
    """
    sample = as_utf8(file).read(_SAMPLE)
    file.seek(0)
    try:
        sample[: sample.rfind(b"\n") + 1].decode()
    except UnicodeDecodeError:
        return declared or next(detected_encodings(sample), None)
    return declared


def as_utf8(file: BinaryIO) -> BinaryIO:
    """Return a file from its beginning, without a byte order mark, and in UTF-8 if it is in UTF-16 or UTF-32."""
    file.seek(0)
    head = file.read(4)
    file.seek(0)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return cast(BinaryIO, io.BufferedReader(_Transcoded(file, encoding)))
    if head.startswith(codecs.BOM_UTF8):
        file.seek(len(codecs.BOM_UTF8))
    return file


class _Transcoded(io.RawIOBase):
    """A file in another Unicode encoding, read as UTF-8; what is broken in it becomes U+FFFD."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while not self._waiting:
            data = self._file.read(_CHUNK)
            self._waiting = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        taken = self._waiting[: len(buffer)]
        buffer[: len(taken)] = taken
        self._waiting = self._waiting[len(taken) :]
        return len(taken)


def _fit(sample: bytes, dialect: Dialect, whole: bool) -> tuple[bool, int, float, int, bool]:
    """Return how well a dialect fits a sample; more is better.

    Whether there are two columns at least, how many of them have known names, the share of the records that are as
    wide as the first, the width, and whether it is the simplest dialect.
    """
    widths, names = _widths(sample, dialect, whole)
    if not widths or widths[0] < 2:
        return False, 0, 0.0, 0, False
    alike = sum(width == widths[0] for width in widths) / len(widths)
    return True, len(recognised(names)), round(alike, 2), widths[0], dialect.quoted and not dialect.escaped


def _widths(sample: bytes, dialect: Dialect, whole: bool) -> tuple[list[int], list[str]]:
    """Return how many fields the first records of a sample have, 0 for broken ones, and the cells of the first."""
    widths: list[int] = []
    names: list[str] = []
    position = 0
    while position < len(sample) and len(widths) < _SAMPLE_RECORDS:
        fields = fields_at(sample, position, dialect, at_end=whole)
        if fields == "more":
            break
        if isinstance(fields, str):
            widths.append(0)
            position = (sample.find(dialect.line_end.encode(), position) + 1) or len(sample)
            continue
        if not widths:
            names = [unquoted(sample[start:end].decode("utf-8", "replace"), dialect) for start, end in fields]
        if sample[fields[0][0] : fields[-1][1]].strip():
            widths.append(len(fields))
        position = fields[-1][1] + 1
    return widths, names
