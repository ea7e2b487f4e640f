"""The members of a tar file, in one pass over it."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from typing import BinaryIO

from verbale.errors import VerbaleError
from verbale.read.packed.members import Member
from verbale.read.packed.unpack import CHUNK

_BLOCK = 512
_LONGEST_HEADER = 1 << 20  # bytes of a header beside the header; names and times never come near
_FIELD = re.compile(rb"(?P<length>[0-9]{1,7}) (?P<key>[^=\n]{1,255})=")
_EXTENDED, _EXTENDED_MORE = 482, 504  # bytes of old sparse headers that tell that another one follows
_FILES = frozenset({tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE})
_NO_DATA = frozenset({
    tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE,
})  # fmt: skip
# Headers that tell of the next member, or of all of them, or where a link leads.
_NEXT = frozenset({tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME})
_OTHERS = frozenset({tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK})


def is_tar(head: bytes) -> bool:
    """Tell whether bytes begin as a tar file does: with a header whose checksum is right."""
    try:
        return _header(head[:_BLOCK]).name != ""
    except tarfile.HeaderError:
        return False


def tar_members(file: BinaryIO) -> Iterator[Member]:
    """Yield the members of a tar file. What of one was not taken when the next is asked for is passed over.

    The standard library takes a header beside the header into memory whatever its size, and keeps every member that it
    has passed; only its reading of a single block is used here.

    Args:
        file: The tar file; read once, from where it stands.

    Raises:
        VerbaleError: V111, a header is beyond all measure; V114, it is damaged or cut off.
    """
    name, size = "", None  # as a header beside the next header tells them
    while (block := file.read(_BLOCK)).strip(b"\0"):
        try:
            header = _header(block)
        except tarfile.HeaderError:
            raise VerbaleError("V114", "tar header") from None
        if header.type in _NEXT or header.type in _OTHERS:
            if header.size > _LONGEST_HEADER:
                raise VerbaleError("V111", "tar header")
            told = b"".join(_pieces(file, header.size))
            if header.type == tarfile.GNUTYPE_LONGNAME:
                name = _text(told.rstrip(b"\0"))
            elif header.type in _NEXT:
                name, size = _told(told, name)
            continue
        if header.type == tarfile.GNUTYPE_SPARSE and block[_EXTENDED]:
            while (more := file.read(_BLOCK)) and len(more) == _BLOCK and more[_EXTENDED_MORE]:
                pass
        length = 0 if header.type in _NO_DATA else header.size if size is None else size
        pieces = _pieces(file, length)
        if not header.isdir():
            yield _member(name or header.name, header.type, length, pieces)
        for _ in pieces:
            pass
        name, size = "", None
    if len(block) < _BLOCK:
        raise VerbaleError("V114", "tar file, cut off")


def _header(block: bytes) -> tarfile.TarInfo:
    """Return what a header says.

    Raises:
        tarfile.HeaderError: It is none.
    """
    header = tarfile.TarInfo.frombuf(block, "utf-8", "backslashreplace")
    if header.size < 0:
        raise tarfile.HeaderError("size")
    return header


def _member(name: str, kind: bytes, size: int, pieces: Iterator[bytes]) -> Member:
    """Return a member with its bytes, or with why they are not read."""
    if kind in _FILES:
        return Member(name, size, pieces)
    what = "a link" if kind in (tarfile.LNKTYPE, tarfile.SYMTYPE) else "not a regular file"
    return Member(name, size, code="V109", detail=what)


def _pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield the bytes of a member, and pass over what fills up its last block."""
    filling = -size % _BLOCK
    while size:
        piece = file.read(min(CHUNK, size))
        if not piece:
            raise VerbaleError("V114", "tar member, cut off")
        size -= len(piece)
        yield piece
    file.read(filling)


def _told(header: bytes, name: str) -> tuple[str, int | None]:
    """Return the name and the size that a POSIX header beside the header tells, or the name that is known already."""
    size, start = None, 0
    while field := _FIELD.match(header, start):
        end = start + int(field["length"])
        value = header[field.end() : end].removesuffix(b"\n")
        if field["key"] == b"path":
            name = _text(value)
        elif field["key"] == b"size" and value.isdigit() and len(value) < 20:
            size = int(value)
        if end <= field.end():
            break
        start = end
    return name, size


def _text(name: bytes) -> str:
    """Return a name as characters."""
    return name.decode("utf-8", "backslashreplace")
