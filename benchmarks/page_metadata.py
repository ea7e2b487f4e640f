"""Titles, dates and authors of labelled web pages, beside the best single libraries in the same run.

    python -m benchmarks.page_metadata [--folder ../shared/data/html] [--misses]

A title is right if it is the labelled one but for case, white space and the form of quotation marks and dashes; a date
if it is the same day; authors if each labelled name is found and no other, where a name counts that holds all words of
the other ("Ada Brandt" for "Ada Brandt, Staff Writer").

Some labels are not of the page as it was saved: their words or their day are nowhere in it, or the day is that which
the page declares for its last change beside another one for its publication. The figures that end in ``_held`` leave
those out. The pages are not part of the repository, so the benchmark is skipped where the folder is missing.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import gzip
import json
import logging
import re
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import htmldate
import lxml.html
import trafilatura

from benchmarks.harness import Figure, finish
from verbale.read.page.declared import string_of
from verbale.read.page.metadata import page_metadata
from verbale.read.page.survey import survey_of
from verbale.read.written_dates import find_dates, read_date

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "html"
_QUOTES = re.compile(r"['\"`´‘’“”„‚«»‹›′″]")
_WORD = re.compile(r"[^\W_]+")
_LABELLED_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_PARTS = re.compile(r"\s*[,;]\s*|\s+(?:and|und)\s+", re.IGNORECASE)
#: Beside a name, these words of a label are a title of it.
_TITLES = frozenset({"redaktion", "phd"})
_MODIFIED = ("article:modified_time", "datemodified", "dcterms.modified", "og:updated_time", "last-modified")


@dataclass(frozen=True, slots=True)
class Found:
    """What a program says of a page; and in what time, in seconds of the processor."""

    title: str | None
    day: str | None
    authors: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Page:
    """A labelled page; labels that are missing are None or empty."""

    identity: str
    url: str
    source: bytes
    title: str | None
    day: str | None
    authors: tuple[str, ...]


def pages(folder: Path) -> Iterator[Page]:
    """Yield the labelled pages of a folder."""
    for label in json.loads((folder / "labels.json").read_text("utf-8")):
        source = gzip.decompress((folder / label["file"]).read_bytes())
        day = _LABELLED_DAY.fullmatch(label["date"] or "")
        authors = label["author"] or ()
        if isinstance(authors, str):
            authors = re.findall(r"'([^']+)'", authors) if authors.startswith("[") else _PARTS.split(authors)
        yield Page(
            label["id"], label["url"], source, label["title"], _day(*map(int, day.groups())) if day else None,
            tuple(name for name in authors if name.strip()),
        )  # fmt: skip


def _day(year: int, month: int, day: int) -> str | None:
    """Return a labelled day as YYYY-MM-DD, one whose day and month are swapped too; None if it is no day."""
    for month_then_day in ((month, day), (day, month)):
        with contextlib.suppress(ValueError):
            return datetime.date(year, *month_then_day).isoformat()
    return None


def by_verbale(page: Page) -> Found:
    """Return what this project says."""
    tree = trafilatura.load_html(page.source)
    start = time.process_time()
    metadata = page_metadata(tree, page.url)
    seconds = time.process_time() - start
    day = metadata.published.date.isoformat() if metadata.published and metadata.published.precision == "day" else None
    return Found(metadata.title, day, metadata.authors, seconds)


def by_trafilatura(page: Page) -> Found:
    """Return what trafilatura says; its time is that of its metadata, without its text."""
    tree = trafilatura.load_html(page.source)
    start = time.process_time()
    document = trafilatura.extract_metadata(tree, default_url=page.url)
    seconds = time.process_time() - start
    authors = tuple(name for name in (document.author or "").split("; ") if name)
    return Found(document.title, document.date, authors, seconds)


def by_htmldate(page: Page) -> Found:
    """Return the date that htmldate finds."""
    start = time.process_time()
    day = htmldate.find_date(page.source, url=page.url, original_date=True)
    return Found(None, day, (), time.process_time() - start)


PROGRAMS: dict[str, Callable[[Page], Found]] = {
    "verbale": by_verbale, "trafilatura": by_trafilatura, "htmldate": by_htmldate,
}  # fmt: skip


def measure(folder: Path) -> tuple[list[Figure], list[str]]:
    """Return the figures of each program, and a line for each label that this project misses."""
    right: dict[tuple[str, str], int] = {}
    counts: dict[str, int] = {}
    seconds = dict.fromkeys(PROGRAMS, 0.0)
    misses = []
    number = 0
    for page in pages(folder):
        number += 1
        fields = [field for field in ("title", "date", "authors") if labelled(page, field)]
        sets = {field: [field, f"{field}_held"] if is_held(page, field) else [field] for field in fields}
        for field in fields:
            for name in sets[field]:
                counts[name] = counts.get(name, 0) + 1
        for program, look in PROGRAMS.items():
            found = look(page)
            seconds[program] += found.seconds
            for field in fields:
                if is_right(page, found, field):
                    for name in sets[field]:
                        right[program, name] = right.get((program, name), 0) + 1
                elif program == "verbale":
                    misses.append(
                        f"  {page.identity} {' '.join(sets[field])}: {labelled(page, field)} | {said(found, field)}"
                    )
    figures = []
    for name, count in sorted(counts.items()):
        for program in PROGRAMS:
            if (program, name) in right:
                share = right[program, name] / count
                figures.append(Figure(f"page_metadata.{program}.{name}", share, f"of {count}"))
    for program, total in seconds.items():
        figures.append(Figure(f"page_metadata.{program}.milliseconds", 1000 * total / max(number, 1), "a page"))
    return figures, misses


def labelled(page: Page, field: str) -> Any:
    """Return the label of a field."""
    return {"title": page.title, "date": page.day, "authors": page.authors}[field]


def said(found: Found, field: str) -> Any:
    """Return what a program says of a field."""
    return {"title": found.title, "date": found.day, "authors": found.authors}[field]


def is_right(page: Page, found: Found, field: str) -> bool:
    """Tell whether what a program says of a field is what its label says."""
    if field == "title":
        return found.title is not None and _plain(found.title) == _plain(page.title or "")
    if field == "date":
        return found.day == page.day
    return _same_authors(page.authors, found.authors)


def is_held(page: Page, field: str) -> bool:
    """Tell whether a label can be that of the page as it was saved."""
    tree = trafilatura.load_html(page.source)
    if field == "date":
        return page.day in _days_of(tree) and not _is_of_a_change(tree, page.day or "")
    words = _plain(" ".join(_strings(tree)))
    names = [page.title or ""] if field == "title" else page.authors
    return all(_plain(name) in words for name in names)


def _strings(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield all text and all values of attributes in a page."""
    yield from tree.itertext()
    for element in tree.iter(lxml.etree.Element):
        yield from element.attrib.values()


def _days_of(tree: lxml.html.HtmlElement) -> set[str]:
    """Return the days that are written somewhere in a page, in either order of day and month."""
    days: set[str] = set()
    for text in [
        *_strings(tree),
        *(" ".join(line.text_content().split())[:300] for line in tree.iter("p", "div", "li")),
    ]:
        for date in find_dates(text[:20_000]):
            days.update(day.isoformat() for day in (date.date, date.other) if day)
    return days


def _is_of_a_change(tree: lxml.html.HtmlElement, day: str) -> bool:
    """Tell whether a day is what a page declares for its last change, and not for its publication."""
    declared = survey_of(tree).declared
    nodes = declared.articles()
    changed = [string_of(node.get("dateModified")) for node in nodes] + [declared.first(name) for name in _MODIFIED]
    published = [string_of(node.get("datePublished")) for node in nodes] + [declared.first("article:published_time")]
    dates = [
        {str(date.date) for value in values if value and (date := read_date(value))} for values in (changed, published)
    ]
    return day in dates[0] and bool(dates[1]) and day not in dates[1]


def _same_authors(labels: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Tell whether each label is among the names and each name among the labels, whole or in part."""
    wanted = [_name_words(label) for label in labels]
    if len(wanted) > 1:
        wanted = [words for words in wanted if not words <= _TITLES]
    found = [_name_words(name) for name in names]
    if not found:
        return False
    return all(any(one <= other or other <= one for other in found) for one in wanted) and all(
        any(one <= other or other <= one for other in wanted) for one in found
    )


def _name_words(name: str) -> frozenset[str]:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return frozenset(_WORD.findall("".join(one for one in letters if unicodedata.category(one) != "Mn")))


def _plain(title: str) -> str:
    """Return a title in the form in which equal titles are equal."""
    title = _QUOTES.sub(" ", unicodedata.normalize("NFKC", title)).replace("–", "-").replace("—", "-")
    return " ".join(title.split()).casefold()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Titles, dates and authors of labelled web pages.")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--misses", action="store_true", help="list what was not found")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        print(f"skipped: no folder {arguments.folder}")
        return
    logging.disable(logging.WARNING)
    figures, misses = measure(arguments.folder)
    if arguments.misses:
        print("\n".join(misses))
    finish("250 web pages of 238 sites", figures)


if __name__ == "__main__":
    main()
