"""The body of an HTTP answer as it went over the wire, to what it holds."""

from __future__ import annotations

import re

from verbale.errors import VerbaleError
from verbale.read.kinds import packing_of
from verbale.read.packed.budget import Budget
from verbale.read.packed.unpack import Packing, unpacked
from verbale.settings import Settings

_SIZE = re.compile(rb"(?:\r?\n)?([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.ASCII | re.IGNORECASE)
_MOST_CODINGS = 3  # one is usual; more than a few, laid over each other, only make bombs
_SIGNED: dict[str, Packing] = {"gzip": "gzip", "x-gzip": "gzip", "zstd": "zstd"}


def body_of(data: bytes, transfer: str, content: str, limit: int, settings: Settings) -> bytes:
    """Return what a body holds. Crawlers store it as it came, or decoded under the header that it came with.

    Args:
        data: The body as stored.
        transfer: The header ``Transfer-Encoding``, empty where there is none.
        content: The header ``Content-Encoding``, empty where there is none.
        limit: Most bytes that it may hold.
        settings: The limits.

    Raises:
        VerbaleError: V104, it holds more; V109, its encoding is not known; V111, it unpacks to too many times its size;
            V112, it is encoded too many times; V114, it is damaged.
    """
    if "chunked" in transfer.lower():
        data = _joined(data)
    codings = [coding for part in content.lower().split(",") if (coding := part.strip()) not in ("", "identity")]
    if len(codings) > _MOST_CODINGS:
        raise VerbaleError("V112", f"{len(codings)} content encodings")
    for coding in reversed(codings):
        packing = _packing(coding, data)
        if packing is not None:
            data = _unpacked(data, packing, limit, settings)
    return data


def media_type_of(header: str) -> tuple[str, str | None]:
    """Return the media type in small letters and the character encoding that a header ``Content-Type`` declares."""
    media_type, _, parameters = header.partition(";")
    charset = _CHARSET.search(parameters)
    return media_type.strip().lower(), charset[1] if charset else None


def _joined(data: bytes) -> bytes:
    """Return the chunks of a body joined; the body as it is, if it does not come in chunks."""
    chunks: list[bytes] = []
    start = 0
    while size := _SIZE.match(data, start):
        length = int(size[1], 16)
        if not length:
            return b"".join(chunks)
        chunks.append(data[size.end() : size.end() + length])
        start = size.end() + length
    return b"".join(chunks) if chunks and start >= len(data) else data


def _packing(coding: str, data: bytes) -> Packing | None:
    """Return how a body is packed; None if it was unpacked already.

    Raises:
        VerbaleError: V109, its encoding is not known.
    """
    if coding in _SIGNED:
        return _SIGNED[coding] if packing_of(data) == _SIGNED[coding] else None
    if coding not in ("deflate", "br"):
        raise VerbaleError("V109", "unknown content encoding")
    # These two have no signature: what begins as a page does is one.
    if data.lstrip()[:1] in (b"<", b"{", b"["):
        return None
    if coding == "br":
        return "brotli"
    # Servers disagree on whether deflated data has the header of zlib.
    return "zlib" if data[:1] == b"\x78" and int.from_bytes(data[:2], "big") % 31 == 0 else "deflate"


def _unpacked(data: bytes, packing: Packing, limit: int, settings: Settings) -> bytes:
    """Return what a packed body holds.

    Raises:
        VerbaleError: V104, it is more than the limit; V111 and V114 as for `unpacked`.
    """
    pieces, size = [], 0
    for piece in unpacked([data], packing, Budget(settings)):
        size += len(piece)
        if size > limit:
            raise VerbaleError("V104", f"the limit is {limit:,} bytes")
        pieces.append(piece)
    return b"".join(pieces)
