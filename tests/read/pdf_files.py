"""PDF files written by hand: pages of lines that stand where they are put."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

PAGE = b"/MediaBox [0 0 612 792] /Resources << /Font << /F1 4 0 R >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


@dataclass(frozen=True)
class Line:
    """A line of text: from the left, from the bottom and in a size that are given in points."""

    text: str
    x: float
    y: float
    size: float = 10


def lines(text: str, *, x: float = 72, top: float = 700, size: float = 10, leading: float = 12) -> list[Line]:
    """Return lines one below the other; a blank one leaves half a line free, a blank before a line indents it."""
    placed, y = [], top
    for line in text.split("\n"):
        if line.strip():
            placed.append(Line(line.strip(), x + (15 if line.startswith(" ") else 0), y, size))
        y -= leading if line.strip() else leading * 0.5
    return placed


def pdf(pages: Sequence[Sequence[Line]], title: str = "", created: str = "") -> bytes:
    """Return a PDF of such pages."""
    streams = [stream("\n".join(map(_drawn, page)).encode("cp1252")) for page in pages]
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        f"<< /Title ({_escaped(title)}) /CreationDate ({created}) /Author (user17) >>".encode("cp1252"),
        FONT,
        b"null",
    ]
    for number, content in enumerate(streams):
        objects.append(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (PAGE, 7 + 2 * number))
        objects.append(content)
    return file_of(objects, b"/Root 1 0 R /Info 3 0 R")


def one_page(content: bytes) -> bytes:
    """Return a PDF of one page with a content stream as it is."""
    return file_of([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R %s /Contents 5 0 R >>" % PAGE,
        FONT,
        content,
    ])  # fmt: skip


def file_of(objects: Sequence[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Return a PDF of objects, numbered from 1."""
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def packed(data: bytes, times: int = 1) -> bytes:
    """Return a stream that is packed once, or several times one over the other."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [%s]" % b" ".join([b"/FlateDecode"] * times))


def _drawn(line: Line) -> str:
    return f"BT /F1 {line.size} Tf {line.x} {line.y} Td ({_escaped(line.text)}) Tj ET"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
