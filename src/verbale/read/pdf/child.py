"""The lines of a PDF, taken from pdfium: a script that runs in a process of its own.

A PDF of four kilobytes can unpack to gigabytes, and one of seven can draw itself for hours, both inside one call of
pdfium that nothing in the same process could end. Here the operating system ends them, and nothing else is lost.
This file imports nothing of Verbale, which would cost more time than most PDFs take.

Called with a JSON object of the limits as its only argument and the PDF as its standard input; writes a JSON object.
"""

from __future__ import annotations

import collections
import contextlib
import ctypes
import functools
import importlib
import json
import math
import statistics
import sys
from collections.abc import Callable, Iterator
from typing import Any

_HYPHEN = 0x2  # what pdfium makes of a hyphen at the end of a line, joining both lines
_ASKEW = 0.1  # of a quarter turn: text turned by more is a watermark
_DIRECTIONS = 100  # characters of a page that are asked for their direction
_INITIAL = 1.8  # times the size of the other letters
_SAMPLES = 5  # characters of a line that are asked for their size

#: Words, left, right, baseline, size, and whether a hyphen ends it.
Line = tuple[str, float, float, float, float, bool]
Place = Callable[[float, float], tuple[float, float]]


def main() -> None:
    """Read the PDF and write what was found."""
    limits = json.loads(sys.argv[1])
    sys.path[:] = limits["path"]
    _limit(limits["memory"], limits["seconds"])
    data = sys.stdin.buffer.read()
    found = _read(importlib.import_module("pypdfium2_raw"), data, limits["pages"], limits["characters"])
    # Lone surrogates pass as escapes.
    sys.stdout.write(json.dumps(found, ensure_ascii=True))


def _limit(memory: int, seconds: int) -> None:
    """Let the operating system end this process when it takes more bytes or seconds of computing than these."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:  # Windows: the caller's clock is the only limit
        return
    for what, most in (("RLIMIT_AS", memory), ("RLIMIT_CPU", seconds), ("RLIMIT_CORE", 0)):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            _, hard = resource.getrlimit(getattr(resource, what))
            allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(getattr(resource, what), (allowed, hard))


def _read(pdfium: Any, data: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    """Return the lines of a PDF page by page, or the number of pdfium's error."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return {"error": pdfium.FPDF_GetLastError()}
    count = pdfium.FPDF_GetPageCount(document)
    pages: list[dict[str, Any] | None] = []
    characters = 0
    for number in range(min(count, most_pages)):
        page = pdfium.FPDF_LoadPage(document, number)
        text = pdfium.FPDFText_LoadPage(page) if page else None
        if not text:
            pages.append(None)
            continue
        height, lines = _lines(pdfium, page, text)
        pages.append({"height": height, "lines": lines})
        characters += sum(len(line[0]) for line in lines)
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
        if characters > most_characters:
            break
    return {"title": _title(pdfium, document), "count": count, "pages": pages}


def _title(pdfium: Any, document: Any) -> str:
    """Return the title in the PDF's own description of itself."""
    size = min(pdfium.FPDF_GetMetaText(document, b"Title", None, 0), 4096)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document, b"Title", buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").split("\0")[0]


def _lines(pdfium: Any, page: Any, text: Any) -> tuple[float, list[Line]]:
    """Return the height of a page and its lines in pdfium's order, without those in another direction than most."""
    count = pdfium.FPDFText_CountChars(text)
    turns = collections.Counter(_turn(pdfium, text, index) for index in range(0, count, max(1, count // _DIRECTIONS)))
    turn = max(turns, key=lambda turn: (turns[turn], -turn), default=0)
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    place = functools.partial(_turned, turn=turn, box=(box.left, box.bottom, box.right, box.top))
    height = box.right - box.left if turn in (1, 3) else box.top - box.bottom
    return height, list(_lines_in(pdfium, text, count, place, turn))


def _lines_in(pdfium: Any, text: Any, count: int, place: Place, turn: int) -> Iterator[Line]:
    """Yield the lines of a page in a direction."""
    characters: list[tuple[int, int]] = []  # index and code point
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        hyphen = code == _HYPHEN or pdfium.FPDFText_IsHyphen(text, index) == 1
        if hyphen or code in (0x0A, 0x0D):
            if hyphen:
                characters.append((index, 0x2D))
            yield from _line(pdfium, text, characters, place, turn, hyphen)
            characters = []
        else:
            characters.append((index, code))
    yield from _line(pdfium, text, characters, place, turn, hyphen=False)


def _line(
    pdfium: Any, page: Any, characters: list[tuple[int, int]], place: Place, turn: int, hyphen: bool
) -> Iterator[Line]:
    """Yield the line that these characters make, if it shows anything and stands in the page's direction."""
    words = "".join(chr(code) if code < sys.maxunicode else "\ufffd" for _, code in characters)
    inked = [index for (index, _), letter in zip(characters, words, strict=True) if not letter.isspace()]
    if not inked or _turn(pdfium, page, inked[0]) != turn:
        return
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(page, inked[0], x, y)
    left, baseline = place(x.value, y.value)
    sizes = [_size(pdfium, page, index) for index in inked[:: max(1, len(inked) // _SAMPLES)]]
    size = statistics.median(sizes)
    # A large initial stands apart from the word that it begins.
    if words[:1].isupper() and words[1:2] == " " and words[2:3].islower() and sizes[0] > _INITIAL * size:
        words = words[0] + words[2:]
    numbers = (left, _right(pdfium, page, inked[-1], place), baseline, size)
    if all(math.isfinite(number) for number in numbers):
        left, right, baseline, size = (round(number, 2) for number in numbers)
        yield words.strip(), left, right, baseline, size, hyphen


def _turn(pdfium: Any, page: Any, index: int) -> int:
    """Return in which direction a character stands: quarter turns with the clock, or -1 for any other."""
    turn = float(pdfium.FPDFText_GetCharAngle(page, index)) / (math.pi / 2)
    if not math.isfinite(turn) or abs(turn - round(turn)) > _ASKEW:
        return -1
    return round(turn) % 4


def _turned(x: float, y: float, turn: int, box: tuple[float, float, float, float]) -> tuple[float, float]:
    """Return where a point is from the left and the bottom of a page that is held so that its lines are level."""
    left, bottom, right, top = box
    return {1: (top - y, x - left), 2: (right - x, top - y), 3: (y - bottom, right - x)}.get(
        turn, (x - left, y - bottom)
    )


def _right(pdfium: Any, page: Any, index: int, place: Place) -> float:
    """Return where a character ends, in points from the left."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, index, box)
    return max(place(box.left, box.bottom)[0], place(box.right, box.top)[0])


def _size(pdfium: Any, page: Any, index: int) -> float:
    """Return the size in which a character is printed, in points."""
    matrix = pdfium.FS_MATRIX()
    scale = math.hypot(matrix.c, matrix.d) if pdfium.FPDFText_GetMatrix(page, index, matrix) else 1.0
    return float(pdfium.FPDFText_GetFontSize(page, index) * scale)


if __name__ == "__main__":
    main()
