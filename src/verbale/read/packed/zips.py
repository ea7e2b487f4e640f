"""The members of a zip file, one by one: its list is never held in memory, and damage does not hide the rest."""

from __future__ import annotations

import io
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from verbale.errors import VerbaleError
from verbale.read.packed.budget import Budget
from verbale.read.packed.members import Member
from verbale.read.packed.unpack import CHUNK, Packing, Stream, pieces_of, unpacked

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_END64, _LOCATOR64, _DESCRIPTOR = b"PK\x06\x06", b"PK\x06\x07", b"PK\x07\x08"
_LONGEST_COMMENT = 0xFFFF
_WIDE = 0xFFFF_FFFF  # stands in place of a number that is in the zip64 field
_ENCRYPTED, _SIZES_BEHIND, _UTF8 = 1, 1 << 3, 1 << 11  # bits of a member's flags
_ENTRY = struct.Struct("<5xB2xHH4xIIIHHH4xII")  # of the list of members
_UNIX = 3  # the system on which a member was packed
_STORED, _DEFLATED = 0, 8
_PACKINGS: dict[int, Packing] = {_DEFLATED: "deflate", 12: "bzip2"}


class _Entry(NamedTuple):
    """What a zip file says of a member.

    Attributes:
        name: Its name.
        start: Where its header begins in the file.
        packed: How many bytes it takes there.
        size: How many bytes it unpacks to.
        method: How it is packed.
        flags: Its flags.
        crc: Checksum of what it unpacks to; None where it is not told.
        mode: Its kind and permissions on Unix; 0 where they are not told.
    """

    name: str
    start: int
    packed: int
    size: int
    method: int
    flags: int
    crc: int | None
    mode: int


def zip_members(file: BinaryIO, size: int, budget: Budget, most: int) -> Iterator[Member]:
    """Yield the members of a zip file, in the order of its list; where that is lost, in the order of the file.

    Args:
        file: The zip file.
        size: Its size, in bytes.
        budget: What its members may unpack to, together.
        most: How many members it may have.

    Raises:
        VerbaleError: V111, members share their bytes; V113, it has too many members; V114, it is damaged or cut off.
    """
    found = _find_list(file, size)
    if found is not None and found.number > most:
        raise VerbaleError("V113", f"{found.number:,} members, the limit is {most:,}")
    taken = 0
    for entry in _listed(file, found) if found is not None else _walked(file, size, budget):
        taken += entry.packed
        if taken > size:
            # Without this, a few kilobytes that thousands of members share would unpack to terabytes.
            raise VerbaleError("V111", "members share their bytes")
        if not entry.name.endswith("/"):
            yield _member(file, size, entry, budget)
    if found is None:
        raise VerbaleError("V114", "zip file, cut off")


def count_members(file: BinaryIO, size: int) -> int:
    """Return how many members a zip file says it has; 1 where it does not say.

    Args:
        file: The zip file.
        size: Its size, in bytes.
    """
    found = _find_list(file, size)
    return min(found.number, size // _ENTRY.size) if found is not None else 1


def _member(file: BinaryIO, size: int, entry: _Entry, budget: Budget) -> Member:
    """Return a member with its bytes, or with why it has none."""
    if stat.S_ISLNK(entry.mode):
        return Member(entry.name, entry.size, code="V109", detail="a link")
    if not entry.size and not entry.crc:
        return Member(entry.name, 0)
    if entry.flags & _ENCRYPTED:
        return Member(entry.name, entry.size, code="V115")
    if entry.method != _STORED and entry.method not in _PACKINGS:
        return Member(entry.name, entry.size, code="V109", detail=f"zip method {entry.method}")
    header = _read(file, entry.start, 30) if 0 <= entry.start < size else b""
    if header[:4] != _LOCAL or len(header) < 30:
        return Member(entry.name, entry.size, code="V114", detail="zip member")
    start = entry.start + 30 + sum(struct.unpack_from("<HH", header, 26))
    if start + entry.packed > size:
        return Member(entry.name, entry.size, code="V114", detail="zip member, cut off")
    whole = entry.method == _STORED and entry.packed == entry.size
    return Member(
        entry.name, entry.size, _pieces(file, start, entry, budget.part()), stored_at=start if whole else None
    )


def _pieces(file: BinaryIO, start: int, entry: _Entry, budget: Budget) -> Iterator[bytes]:
    """Yield the bytes of a member, and raise V114 at their end if they are not those that were packed."""
    packed = pieces_of(file, start, entry.packed)
    crc = 0
    for piece in packed if entry.method == _STORED else unpacked(packed, _PACKINGS[entry.method], budget):
        crc = zlib.crc32(piece, crc)
        yield piece
    if entry.crc is not None and crc != entry.crc:
        raise VerbaleError("V114", "zip member, checksum")


@dataclass(frozen=True, slots=True)
class _List:
    """Where a zip file's list of members is.

    Attributes:
        start: Where it begins.
        size: How many bytes it has.
        number: How many members it says it lists.
        shift: How many bytes were put before the file after it was made; programs that unpack themselves have some.
    """

    start: int
    size: int
    number: int
    shift: int


def _find_list(file: BinaryIO, size: int) -> _List | None:
    """Return where the list of members is, or None if there is none."""
    tail_start = max(0, size - 22 - _LONGEST_COMMENT)
    tail = _read(file, tail_start, size - tail_start)
    at = tail.rfind(_END, 0, max(0, len(tail) - 22 + 4))
    if at < 0:
        return None
    number, length, start = struct.unpack_from("<HII", tail, at + 10)
    end = tail_start + at
    locator = _read(file, end - 20, 20) if end >= 20 else b""
    if locator[:4] == _LOCATOR64 and len(locator) == 20:
        (at64,) = struct.unpack_from("<Q", locator, 8)
        # It may have been shifted: it is also looked for right before its locator.
        for place in (at64, end - 20 - 56):
            record = _read(file, place, 56) if 0 <= place < size else b""
            if record[:4] == _END64 and len(record) == 56:
                number, length, start = struct.unpack_from("<QQQ", record, 32)
                end = place
                break
    if length > end:
        return None
    shift = end - length - start
    if length and _read(file, end - length, 4) != _CENTRAL:
        return None
    return _List(end - length, length, number, shift)


def _listed(file: BinaryIO, found: _List) -> Iterator[_Entry]:
    """Yield the entries of the list of members."""
    central = io.BufferedReader(Stream(pieces_of(file, found.start, found.size)), CHUNK)
    while header := central.read(_ENTRY.size):
        if header[:4] != _CENTRAL or len(header) < _ENTRY.size:
            raise VerbaleError("V114", "zip list of members")
        system, flags, method, crc, packed, size, name_size, extra_size, comment_size, attributes, start = (
            _ENTRY.unpack(header)
        )
        rest = central.read(name_size + extra_size + comment_size)
        if extra_size:
            size, packed, start = _widened(rest[name_size : name_size + extra_size], size, packed, start)
        mode = attributes >> 16 if system == _UNIX else 0
        yield _Entry(_name(rest[:name_size], flags), start + found.shift, packed, size, method, flags, crc, mode)


def _walked(file: BinaryIO, size: int, budget: Budget) -> Iterator[_Entry]:
    """Yield the entries of a zip file whose list is lost, going from each member's header to the next."""
    start = 0
    while (header := _read(file, start, 30))[:4] == _LOCAL and len(header) == 30:
        flags, method = struct.unpack_from("<HH", header, 6)
        crc, packed, unpacked_size, name_size, extra_size = struct.unpack_from("<IIIHH", header, 14)
        rest = _read(file, start + 30, name_size + extra_size)
        unpacked_size, packed, _ = _widened(rest[name_size:], unpacked_size, packed, 0)
        data = start + 30 + name_size + extra_size
        checksum: int | None = crc
        behind = 0
        if flags & _SIZES_BEHIND and not packed:
            found = _deflated(file, data, budget.part()) if method == _DEFLATED else None
            if found is None:
                return
            (packed, unpacked_size), checksum = found, None
            # The sizes behind a member have four bytes or eight: what follows them tells.
            end = data + packed
            lengths = (16, 24) if _read(file, end, 4) == _DESCRIPTOR else (12, 20)
            behind = next((length for length in lengths if _read(file, end + length, 2) == b"PK"), lengths[0])
        if data + packed > size:
            return
        yield _Entry(_name(rest[:name_size], flags), start, packed, unpacked_size, method, flags, checksum, 0)
        start = data + packed + behind


def _deflated(file: BinaryIO, start: int, budget: Budget) -> tuple[int, int] | None:
    """Return how many bytes deflated data takes in a file, and how many it unpacks to; None if it does not end.

    Raises:
        VerbaleError: V111, it is more than the budget.
    """
    decompressor = zlib.decompressobj(-15)
    taken = size = 0
    for piece in pieces_of(file, start):
        budget.take(len(piece))
        taken += len(piece)
        try:
            while piece and not decompressor.eof:
                out = len(decompressor.decompress(piece, CHUNK))
                budget.unpack(out)
                size += out
                piece = decompressor.unconsumed_tail
        except zlib.error:
            return None
        if decompressor.eof:
            return taken - len(decompressor.unused_data), size
    return None


def _widened(extra: bytes, size: int, packed: int, start: int) -> tuple[int, int, int]:
    """Return the numbers of an entry, with those from the zip64 field among its extra ones that were too large."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            field = extra[at + 4 : at + 4 + length]
            numbers = iter(struct.unpack(f"<{len(field) // 8}Q", field[: len(field) // 8 * 8]))
            size, packed, start = (
                next(numbers, number) if number == _WIDE else number for number in (size, packed, start)
            )
        at += 4 + length
    return size, packed, start


def _name(name: bytes, flags: int) -> str:
    """Return a member's name as characters: UTF-8 where it says so or could be, else as the first zip programs did."""
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("utf-8" if flags & _UTF8 else "cp437", "replace")


def _read(file: BinaryIO, start: int, size: int) -> bytes:
    """Return a stretch of a file, which may turn out shorter."""
    file.seek(start)
    return file.read(size)
