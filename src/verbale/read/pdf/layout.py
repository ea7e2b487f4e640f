"""Printed lines to paragraphs: what a page layout cuts apart is read in one piece again."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from verbale.read.pdf.lines import PdfLine, PdfPage

# The shares below were set on the pages of the tests and on three guides and manuals; no labelled set stands behind.
_SAME_SIZE = 0.1
_LOOSE = 1.35  # times the usual distance of two lines: from here on a paragraph ends
_WIDE_GAP = 2.2  # times the usual distance: from here on nothing is joined
_INDENT = 0.8  # times the size of the letters
_NEIGHBOURS = 3  # lines before and after that tell how far a line could have run
_HEADING = 1.15  # times the size of the body
_SMALL = 0.93  # times the size of the body: notes and captions

_STOPPED = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[•‣◦▪●○■–—*-]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_HYPHENS = "-‐\u00ad"
_CUT_WORD = re.compile(rf"([^\W\d_]+)[{_HYPHENS}]$")
# First and second parts that make compounds more often than they are parts of a word: without a sight of either form
# elsewhere in the document, their hyphen stays.
_FIRSTS = frozenset(
    "all anti big cross counter deep double early ex far first five four free full half hard high ill large late"
    " left little long low mid multi near new non north off old one open out post pre pro right second self semi"
    " short single six small so south state ten third three top two ultra under up vice war well wide".split()
)
_SECONDS = frozenset(
    "aged armed backed based born built called capable controlled day driven east elect era facing fire free funded"
    " general general's hand held high in kilometer kilometre known led level like long made man meter metre mile"
    " minded month minister month's nation off old on owned party per person ranking range related rich round run"
    " scale sharing speaking sponsored strong style term time trained up west wide wing year years".split()
)
_SUSPENDED = frozenset("and or to und oder et ou y o".split())


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as printed.

    Attributes:
        text: Its words in one line.
        size: The size of its letters, in points.
        page: The number of the page on which it begins, from 0.
    """

    text: str
    size: float
    page: int


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with what stands around it."""

    line: PdfLine
    page: int
    run: int
    column_right: float
    local_right: float


def body_size(pages: Sequence[PdfPage]) -> float:
    """Return the size in which most letters are printed, in points, to the half point."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def paragraphs_of(pages: Sequence[PdfPage]) -> list[Paragraph]:
    """Return the paragraphs of pages from which running heads and page numbers have been taken.

    Two lines belong together by their distance, size and indent, by whether the next word would have had room in the
    first, and by whether a sentence goes on; over columns and pages only if one does.

    Args:
        pages: The pages, in order.
    """
    body = body_size(pages)
    placed = list(_place(pages))
    leading = _leading(placed)
    vocabulary = _vocabulary(placed)
    groups: list[list[_Placed]] = []
    for here in placed:
        home = _home(groups, here, body, leading)
        if home is None:
            groups.append([here])
        else:
            home.append(here)
    return [
        Paragraph(
            _joined([one.line for one in group], vocabulary),
            statistics.median(one.line.size for one in group),
            group[0].page,
        )
        for group in groups
    ]


def _place(pages: Sequence[PdfPage]) -> Iterable[_Placed]:
    """Yield the lines with the run of lines they stand in, one below the other, and how far that reaches."""
    number = 0
    for page_number, page in enumerate(pages):
        runs: list[list[PdfLine]] = []
        for line in _with_initials(page.lines):
            if runs and _follows(runs[-1][-1], line):
                runs[-1].append(line)
            else:
                runs.append([line])
        for run in runs:
            column_right = max(line.right for line in run)
            for place, line in enumerate(run):
                around = run[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]
                yield _Placed(line, page_number, number, column_right, max(other.right for other in around))
            number += 1


def _with_initials(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Return the lines of a page, with a large initial set before the line whose first letter it is."""
    kept: list[PdfLine] = []
    for line in lines:
        initial = kept[-1] if kept else None
        if initial and len(initial.text) == 1 and initial.text.isupper() and initial.size > 1.8 * line.size:
            apart = " " if initial.text in "AI" and line.text[:1].isupper() else ""
            kept[-1] = replace(line, text=initial.text + apart + line.text)
        else:
            kept.append(line)
    return kept


def _follows(above: PdfLine, below: PdfLine) -> bool:
    """Tell whether a line stands below another in the same column and size."""
    return (
        above.baseline > below.baseline
        and min(above.right, below.right) > max(above.left, below.left)
        and _same_size(above, below)
    )


def _same_size(one: PdfLine, other: PdfLine) -> bool:
    """Tell whether two lines are printed in about the same size."""
    return abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)


def _leading(placed: Sequence[_Placed]) -> dict[float, float]:
    """Return the usual distance of two lines for each size: the smallest of those that are common."""
    distances: dict[float, Counter[float]] = {}
    for one, other in itertools.pairwise(placed):
        if one.run == other.run:
            apart = round((one.line.baseline - other.line.baseline) * 2) / 2
            distances.setdefault(round(one.line.size), Counter())[apart] += 1
    usual = {}
    for size, counts in distances.items():
        common = [apart for apart, count in counts.items() if count >= 0.15 * counts.total() and apart >= 0.8 * size]
        usual[size] = min(common, default=1.2 * size)
    return usual


def _home(
    groups: Sequence[list[_Placed]], here: _Placed, body: float, leading: dict[float, float]
) -> list[_Placed] | None:
    """Return the paragraph that a line goes on with, or None."""
    if not groups:
        return None
    before = groups[-1][-1]
    if before.run == here.run:
        usual = leading.get(round(here.line.size), 1.2 * here.line.size)
        return groups[-1] if _goes_on(groups[-1], here, body, usual) else None
    # Over a column or a page: the paragraph that was open may have notes and captions after it.
    for group in reversed(groups[-12:]):
        last = group[-1]
        if last.line.size < _SMALL * body and here.line.size >= _SMALL * body:
            continue
        return group if _unfinished(last, here, body) else None
    return None


def _goes_on(group: Sequence[_Placed], here: _Placed, body: float, usual: float) -> bool:
    """Tell whether a paragraph goes on with the line below it."""
    before, line = group[-1].line, here.line
    apart = before.baseline - line.baseline
    if apart > _WIDE_GAP * usual or _BULLET.match(line.text):
        return False
    if _is_cut(before) or (not _STOPPED.search(before.text) and line.text[:1].islower()):
        return True
    if apart > _LOOSE * usual:
        return False
    if line.size > _HEADING * body:
        return True
    hanging = bool(_BULLET.match(group[0].line.text))
    if line.left - before.left > _INDENT * line.size and not hanging:
        return False
    right = group[-1].column_right if _STOPPED.search(before.text) else group[-1].local_right
    return not _had_room(before, line, right)


def _had_room(before: PdfLine, line: PdfLine, right: float) -> bool:
    """Tell whether the first word of a line would have had room in the line before it."""
    width = (line.right - line.left) / max(len(line.text), 1)
    return before.right + width * (len(line.text.split(maxsplit=1)[0]) + 1.5) < right


def _unfinished(last: _Placed, here: _Placed, body: float) -> bool:
    """Tell whether a paragraph that ends a column or page goes on with a line that begins another."""
    before, line = last.line, here.line
    if not _same_size(before, line) or before.size > _HEADING * body or _BULLET.match(line.text):
        return False
    if _is_cut(before):
        return True
    if _STOPPED.search(before.text):
        return False
    return line.text[:1].islower() or not _had_room(before, line, last.column_right)


def _is_cut(line: PdfLine) -> bool:
    """Tell whether a line ends in a hyphen, which is no dash."""
    return line.hyphen or (line.text[-1:] in _HYPHENS and line.text[-2:-1].isalnum())


def _vocabulary(placed: Sequence[_Placed]) -> frozenset[str]:
    """Return the words and compounds that stand uncut in the document, in small letters."""
    words: set[str] = set()
    for one in placed:
        text = one.line.text.rsplit(maxsplit=1)[0] if one.line.hyphen else one.line.text
        words.update(word.casefold() for word in _WORD.findall(text))
    return frozenset(words)


def _joined(lines: Sequence[PdfLine], vocabulary: frozenset[str]) -> str:
    """Return the text of a paragraph's lines."""
    text = lines[0].text
    for line in lines[1:]:
        text = _join(text, line.text, vocabulary)
    return " ".join(text.split())


def _join(text: str, following: str, vocabulary: frozenset[str]) -> str:
    """Return a text with its next line, and the word that the line end cut in one piece where that is safe."""
    if text.endswith("—") and not text.endswith(" —"):
        return text + following
    if text[-1:] not in _HYPHENS or len(text) < 2 or text[-2].isspace():
        return f"{text} {following}"
    word = following.split(maxsplit=1)[0]
    if word.casefold() in _SUSPENDED:
        return f"{text} {following}"
    cut, second = _CUT_WORD.search(text), _WORD.match(word)
    if cut is None or second is None or not word[0].islower():
        return text + following  # 2022-2023, Asia-Pacific
    if text[-1] == "\u00ad" or not _is_compound(cut[1], second[0], vocabulary):
        return text[:-1] + following
    return text + following


def _is_compound(first: str, second: str, vocabulary: frozenset[str]) -> bool:
    """Tell whether the hyphen between two parts of a word belongs to it."""
    whole, compound = f"{first}{second}".casefold(), f"{first}-{second}".casefold()
    if (whole in vocabulary) != (compound in vocabulary):
        return compound in vocabulary
    # "Norland-backed": a name does not end in the middle of a line's last word without being seen whole elsewhere.
    if first[0].isupper():
        return first.casefold() in vocabulary
    return first.casefold() in _FIRSTS or second.casefold() in _SECONDS
