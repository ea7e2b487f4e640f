"""Packed bytes to the bytes in them: bit by bit, and never more than a budget allows."""

from __future__ import annotations

import bz2
import io
import lzma
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Literal, Protocol, cast

from verbale.errors import VerbaleError
from verbale.read.packed.budget import Budget

Packing = Literal["gzip", "zlib", "deflate", "bzip2", "xz", "zstd", "lz4", "brotli"]

CHUNK = 1 << 16  # bytes that are handled at once
_IN_MEMORY = 1 << 22  # larger parts wait on the disk to be read
_OTHERS = frozenset({"zstd", "lz4", "brotli"})  # what the standard library cannot unpack
_WINDOW_BITS = {"gzip": 31, "zlib": 15, "deflate": -15}
# What an .xz file may ask of its reader: its own tool asks for 65 MiB at its strongest level.
_XZ_MEMORY = 80 << 20


class _Decompressor(Protocol):
    """What the standard library's decompressors have in common."""

    @property
    def needs_input(self) -> bool: ...
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Inflate:
    """The decompressor of `zlib` with the manners of the others."""

    def __init__(self, window_bits: int) -> None:
        self._inner = zlib.decompressobj(window_bits)
        self._needs_input = True

    @property
    def needs_input(self) -> bool:
        return self._needs_input

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        unpacked = self._inner.decompress(self._inner.unconsumed_tail + data, max_length)
        # A full buffer may have more behind it even when all the input is consumed.
        self._needs_input = len(unpacked) < max_length and not self._inner.unconsumed_tail
        return unpacked


def unpacked(chunks: Iterable[bytes], packing: Packing, budget: Budget) -> Iterator[bytes]:
    """Yield what packed bytes hold, in pieces.

    Args:
        chunks: The packed bytes, in pieces.
        packing: How they are packed.
        budget: What may come out; each piece is charged to it before it is yielded.

    Raises:
        VerbaleError: V111, it is more than the budget; V114, the bytes are damaged or cut off.
    """
    charged = _charged(chunks, budget)
    try:
        for piece in _unpack(charged, packing) if packing in _OTHERS else _decompress(charged, packing):
            budget.unpack(len(piece))
            yield piece
    except EOFError:
        raise VerbaleError("V114", f"{packing} data, cut off") from None
    except (OSError, zlib.error, lzma.LZMAError):
        raise VerbaleError("V114", f"{packing} data") from None


def _charged(chunks: Iterable[bytes], budget: Budget) -> Iterator[bytes]:
    """Yield pieces of packed bytes, each noted in the budget."""
    for chunk in chunks:
        budget.take(len(chunk))
        yield chunk


def _decompress(chunks: Iterator[bytes], packing: Packing) -> Iterator[bytes]:
    """Yield what the standard library unpacks: all the streams that stand one behind the other."""
    rest = next(chunks, b"")
    while rest:
        decompressor = _decompressor(packing)
        while not decompressor.eof:
            if decompressor.needs_input and not rest and not (rest := next(chunks, b"")):
                raise EOFError
            piece = decompressor.decompress(rest, CHUNK)
            rest = b""
            if piece:
                yield piece
        rest = decompressor.unused_data
        if packing in ("deflate", "zlib"):
            return
        while not (rest := rest.lstrip(b"\0")):  # some writers fill up the last block with zeros
            if not (rest := next(chunks, b"")):
                break


def _decompressor(packing: Packing) -> _Decompressor:
    """Return a fresh decompressor of the standard library."""
    if packing == "bzip2":
        return bz2.BZ2Decompressor()
    if packing == "xz":
        return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
    return _Inflate(_WINDOW_BITS[packing])


def _unpack(chunks: Iterator[bytes], packing: Packing) -> Iterator[bytes]:
    """Yield what FastWARC's readers unpack."""
    from fastwarc.stream_io import BrotliReader, Lz4Reader, WarcReader, ZstdReader

    readers: dict[str, Callable[[BinaryIO], WarcReader]] = {
        "zstd": ZstdReader, "lz4": Lz4Reader, "brotli": BrotliReader,
    }  # fmt: skip
    reader = readers[packing](cast(BinaryIO, Stream(chunks)))
    while piece := reader.read(CHUNK):
        yield piece


class Stream(io.RawIOBase):
    """Pieces of bytes as a file that is read once, from its beginning to its end, or to the error that ends it."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._error: VerbaleError | None = None
        self._rest = memoryview(b"")
        self._position = 0

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._position

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill a buffer as far as one piece goes; return how many bytes that was."""
        if self._error is not None:
            raise self._error
        if not self._rest:
            try:
                self._rest = memoryview(next(self._chunks, b""))
            except VerbaleError as error:
                self._error = error
                raise
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        self._position += size
        return size


def pieces_of(file: BinaryIO, start: int, size: int | None = None) -> Iterator[bytes]:
    """Yield the bytes of a stretch of a file, in pieces; others may read the file in between.

    Args:
        file: An open file.
        start: Where the stretch begins.
        size: How long it is, in bytes; None takes all to the end of the file.
    """
    while size is None or size > 0:
        file.seek(start)
        piece = file.read(CHUNK if size is None else min(CHUNK, size))
        if not piece:
            return
        start += len(piece)
        size = None if size is None else size - len(piece)
        yield piece


class Stretch(io.RawIOBase):
    """A stretch of a file as a file of its own; others may read the file in between.

    Args:
        file: An open file.
        start: Where the stretch begins.
        size: How long it is, in bytes.
    """

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file = file
        self._start = start
        self._size = size
        self._position = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that any place in it can be gone to."""
        return True

    def tell(self) -> int:
        """Return the place in it that is read next."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place in it and return that."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill a buffer as far as the stretch goes; return how many bytes that was."""
        self._file.seek(self._start + self._position)
        piece = self._file.read(max(0, min(len(buffer), self._size - self._position)))
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)


def spool(pieces: Iterable[bytes], limit: int) -> tuple[BinaryIO, int, VerbaleError | None]:
    """Return bytes as a file; what is large waits in a file without a name.

    Args:
        pieces: The bytes, in pieces.
        limit: Most bytes to take.

    Returns:
        The file at its beginning, the number of its bytes, and what broke the bytes off: what the pieces raised, or
        V104, there are more.
    """
    file = cast(BinaryIO, tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 the caller closes it
    size, error = 0, None
    try:
        for piece in pieces:
            size += len(piece)
            if size > limit:
                raise VerbaleError("V104", f"the limit is {limit:,} bytes")
            file.write(piece)
    except VerbaleError as caught:
        error = caught
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file, size, error
