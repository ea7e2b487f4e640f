"""What stands at the top and bottom of pages and is no part of the article: running heads, page numbers, addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from verbale.read.pdf.lines import PdfLine, PdfPage

_ROWS = 3  # rows at either edge that are looked at
# Of the page's height: where what recurs is a running head, and where a page by itself may have its number.
_EDGE, _MARGIN = 0.15, 0.1
_SAME_HEIGHT = 4  # points: running heads stand at the same height on all pages
_SAME_ROW = 2.0  # points
# On how many pages a running head recurs, of short and of longer documents: left and right pages may differ, first
# pages have none, and chapters have their own.
_SHORT, _LEAST = 8, (2, 3)
_DIGITS = re.compile(r"\d+")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:page|p\.|seite|página|pagina|стр\.?|с\.)?[\W_]*(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:/|of|de|von|sur|di|из)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
# What browsers print in the margins: "30/06/2022, 10:05", "6/30/22, 10:05 AM".
_PRINTED_ON = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d\d(?:\s*[AP]M)?", re.IGNORECASE)


def without_margins(pages: Sequence[PdfPage], title: str) -> tuple[list[PdfPage], str | None]:
    """Return the pages without their running heads and page numbers, and the address that a browser printed on them.

    Args:
        pages: The pages, in order.
        title: The title that the PDF names for itself: browsers print it on each page.
    """
    running = _running(pages)
    address = None
    kept = []
    for page in pages:
        dropped: set[int] = set()
        for top in (True, False):
            for row in _rows(page, top):
                if not all(
                    _is_at(running.get(_key(line, top), []), line) or _is_margin(line, page, title) for line in row
                ):
                    break
                for line in row:
                    dropped.add(id(line))
                    found = _ADDRESS.search(line.text)
                    if found and address is None and "..." not in found[0] and "…" not in found[0]:
                        address = found[0]
        kept.append(PdfPage(page.height, tuple(line for line in page.lines if id(line) not in dropped)))
    # Pages of margins only are pages of something else.
    return (kept if any(page.lines for page in kept) else list(pages)), address


def _rows(page: PdfPage, top: bool) -> Iterator[list[PdfLine]]:
    """Yield the first rows of a page from the top down, or from the bottom up."""
    waiting = sorted(page.lines, key=lambda line: -line.baseline if top else line.baseline)
    for _ in range(_ROWS):
        if not waiting:
            return
        row = [line for line in waiting if abs(line.baseline - waiting[0].baseline) <= _SAME_ROW]
        waiting = waiting[len(row) :]
        if _EDGE * page.height < row[0].baseline < (1 - _EDGE) * page.height:
            return
        yield row


def _key(line: PdfLine, top: bool) -> tuple[bool, str]:
    """Return the form in which a running head is the same on each page: any number, any case."""
    return top, _DIGITS.sub("0", " ".join(line.text.split()).casefold())


def _running(pages: Sequence[PdfPage]) -> dict[tuple[bool, str], list[int]]:
    """Return the lines that recur at the edges of pages, with the heights at which they do."""
    heights: dict[tuple[bool, str], list[float]] = {}
    for page in pages:
        seen: dict[tuple[bool, str], float] = {}
        for top in (True, False):
            for row in _rows(page, top):
                seen.update({_key(line, top): line.baseline for line in row})
        for key, height in seen.items():
            heights.setdefault(key, []).append(height)
    least = _LEAST[len(pages) > _SHORT]
    running = {}
    for key, found in heights.items():
        counts = Counter(round(height) for height in found)
        near = range(-_SAME_HEIGHT, _SAME_HEIGHT + 1)
        often = [height for height in counts if sum(counts[height + step] for step in near) >= least]
        if often:
            running[key] = often
    return running


def _is_at(heights: Sequence[int], line: PdfLine) -> bool:
    """Tell whether a line stands where the running head does."""
    return any(abs(height - line.baseline) <= _SAME_HEIGHT for height in heights)


def _is_margin(line: PdfLine, page: PdfPage, title: str) -> bool:
    """Tell whether a line in the margin of one page is a page number, or what a browser prints there."""
    if _MARGIN * page.height < line.baseline < (1 - _MARGIN) * page.height:
        return False
    if _PAGE_NUMBER.fullmatch(line.text):
        return True
    if not (_PRINTED_ON.match(line.text) or _ADDRESS.match(line.text)):
        return False
    rest = _ADDRESS.sub(" ", _PRINTED_ON.sub(" ", line.text))
    rest = (rest.replace(title, " ") if title else rest).strip()
    return not rest or bool(_PAGE_NUMBER.fullmatch(rest)) or bool(_PRINTED_ON.match(line.text))
