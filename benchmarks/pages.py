"""Web pages: what of a labelled page is read as its article, beside the libraries that people use for it.

    python -m benchmarks.pages [--folder ../shared/data/html] [--rounds 3] [--misses]

The labels give snippets that belong to the article, snippets that do not, and readers' comments. A snippet is looked
for in the extracted text with all white space made equal, as trafilatura's own evaluation does it: a wanted one that is
there is a true positive, an unwanted one a false positive. The text is taken in three ways: the segments that are the
article's own words with its captions, the same without them, and all of the document's text but the comments. The
libraries run in the same process on the same pages, in turn with ours; for each page and program the median time of
the rounds counts. The pages are not part of the repository, so the benchmark is skipped where the folder is missing.
trafilatura was developed on these very pages, and the rules of this project were tuned on them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding
from resiliparse.parse.html import HTMLTree

from benchmarks import page_metadata
from benchmarks.harness import Figure, finish
from verbale.errors import VerbaleError
from verbale.models import Document
from verbale.read.page.html import document_from_html
from verbale.settings import Settings

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "html"
#: The ways to take a text from a document, by the kinds of segments that are in it.
WAYS: dict[str, Callable[[str], bool]] = {
    "own_words": lambda kind: kind in ("headline", "body", "caption"),
    "without_captions": lambda kind: kind in ("headline", "body"),
    "all_text": lambda kind: kind != "comment",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A labelled page.

    Attributes:
        domain: The site it is from.
        url: Its address.
        english: Whether it is in English.
        source: Its bytes.
        wanted: Snippets of its article.
        unwanted: Snippets of the rest.
        comments: Snippets of readers' comments.
    """

    domain: str
    url: str
    english: bool
    source: bytes
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    comments: tuple[str, ...]


def pages_in(folder: Path) -> list[Page]:
    """Return the labelled pages of a folder."""
    found = []
    for label in json.loads((folder / "labels.json").read_text("utf-8")):
        wanted, unwanted, comments = (tuple(map(plain, label[key])) for key in ("with", "without", "comments"))
        source = gzip.decompress((folder / label["file"]).read_bytes())
        found.append(Page(label["domain"], label["url"], label["english"], source, wanted, unwanted, comments))
    return found


def plain(text: str | None) -> str:
    """Return a text with single spaces for all white space."""
    return " ".join((text or "").split())


def by_verbale(page: Page) -> Document | None:
    """Return what this project makes of a page; None where it refuses it."""
    try:
        return document_from_html(page.source, settings=Settings(), url=page.url)
    except VerbaleError:
        return None


def by_trafilatura(page: Page) -> str:
    """Return what trafilatura extracts by default, without comments."""
    return trafilatura.extract(page.source, url=page.url, include_comments=False) or ""


def by_resiliparse(page: Page) -> str:
    """Return what resiliparse takes for the main content."""
    return extract_plain_text(_tree(page), main_content=True, alt_texts=False, comments=False)


def _tree(page: Page) -> HTMLTree:
    return HTMLTree.parse(bytes_to_str(page.source, detect_encoding(page.source) or "utf-8"))


PROGRAMS: dict[str, Callable[[Page], Any]] = {
    "verbale": by_verbale, "trafilatura": by_trafilatura, "resiliparse": by_resiliparse,
}  # fmt: skip


def words_of(document: Document | None, kinds: Callable[[str], bool]) -> str:
    """Return the text of a document's segments of some kinds, with single spaces."""
    if document is None:
        return ""
    return plain(" ".join(document.text[s.start : s.end] for s in document.segments if kinds(s.kind)))


def snippet_scores(pages: Iterable[Page], texts: Iterable[str]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over the snippets of pages."""
    found = missed = wrong = 0
    for page, text in zip(pages, texts, strict=True):
        right = sum(snippet in text for snippet in page.wanted)
        found += right
        missed += len(page.wanted) - right
        wrong += sum(snippet in text for snippet in page.unwanted)
    if not found:
        return 0.0, 0.0, 0.0
    precision, recall = found / (found + wrong), found / (found + missed)
    return precision, recall, 2 * precision * recall / (precision + recall)


def text_figures(pages: list[Page], texts: dict[str, list[str]]) -> list[Figure]:
    """Return F1 of each program, or way to take its text, on all pages and on the English ones."""
    figures = []
    for part, numbers in (("all", range(len(pages))), ("english", [n for n, page in enumerate(pages) if page.english])):
        for name, found in texts.items():
            precision, recall, f1 = snippet_scores([pages[n] for n in numbers], [found[n] for n in numbers])
            note = f"precision {precision:.3f}, recall {recall:.3f}, {len(numbers)} pages"
            figures.append(Figure(f"pages.{name}.f1_{part}", f1, note))
    return figures


def comment_figures(pages: list[Page], documents: list[Document | None]) -> tuple[list[Figure], list[str]]:
    """Return how many labelled comments are in comment segments, of those whose words are in the page; and the rest."""
    inside = in_body = present = labelled = 0
    misses = []
    for page, document in zip(pages, documents, strict=True):
        if not page.comments:
            continue
        shown = plain(extract_plain_text(_tree(page)))
        comments, body = (words_of(document, lambda kind, k=k: kind == k) for k in ("comment", "body"))  # type: ignore[misc]
        for snippet in page.comments:
            labelled += 1
            in_body += snippet in body
            inside += snippet in comments
            present += snippet in comments or snippet in shown
            if snippet in shown and snippet not in comments:
                misses.append(f"  comment, {page.domain}: {snippet[:60]}")
    note = f"of {present} that are in the pages; {labelled - present} more were loaded by scripts and are not"
    return [
        Figure("pages.verbale.comments", inside / max(present, 1), note),
        Figure("pages.verbale.comments_in_body", in_body, "snippets"),
    ], misses


def metadata_figures(folder: Path, documents: list[Document | None]) -> list[Figure]:
    """Return how often title, date and authors are right, with what the best single library scores."""
    right: dict[tuple[str, str], int] = {}
    counts: dict[str, int] = {}
    for page, document in zip(page_metadata.pages(folder), documents, strict=True):
        answers = {
            "verbale": _found(document),
            "trafilatura": page_metadata.by_trafilatura(page),
            "htmldate": page_metadata.by_htmldate(page),
        }
        for field in ("title", "date", "authors"):
            if page_metadata.labelled(page, field):
                counts[field] = counts.get(field, 0) + 1
                for program, found in answers.items():
                    good = page_metadata.is_right(page, found, field)
                    right[field, program] = right.get((field, program), 0) + good
    return [
        Figure(f"pages.{program}.{field}", hits / counts[field], f"of {counts[field]}")
        for (field, program), hits in right.items()
        if program != "htmldate" or field == "date"
    ]


def _found(document: Document | None) -> page_metadata.Found:
    """Return what a document says of itself in the form of the benchmark of metadata."""
    if document is None:
        return page_metadata.Found(None, None, (), 0.0)
    published = document.published
    day = published.date.isoformat() if published and published.precision == "day" else None
    return page_metadata.Found(document.title, day, document.authors, 0.0)


def measure(folder: Path, rounds: int) -> tuple[list[Figure], list[str]]:
    """Return all figures, and a line for each snippet on which this project is wrong."""
    pages = pages_in(folder)
    results: dict[str, list[Any]] = {name: [] for name in PROGRAMS}
    seconds: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for page in pages:
        times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
        for number in range(rounds):
            for name, program in PROGRAMS.items():
                start = time.process_time()
                result = program(page)
                times[name].append(time.process_time() - start)
                if number == 0:
                    results[name].append(result)
        for name in PROGRAMS:
            seconds[name].append(statistics.median(times[name]))
    documents: list[Document | None] = results["verbale"]
    texts = {f"verbale.{way}": [words_of(document, kinds) for document in documents] for way, kinds in WAYS.items()}
    texts |= {name: [plain(text) for text in results[name]] for name in ("trafilatura", "resiliparse")}
    commented, misses = comment_figures(pages, documents)
    figures = [*text_figures(pages, texts), *commented, *metadata_figures(folder, documents)]
    for name, each in seconds.items():
        note = f"a second on one core; the median page takes {statistics.median(each) * 1000:.1f} ms"
        figures.append(Figure(f"pages.{name}.speed", len(pages) / sum(each), note))
    for page, text in zip(pages, texts["verbale.own_words"], strict=True):
        misses += [f"  missing, {page.domain}: {snippet[:60]}" for snippet in page.wanted if snippet not in text]
        misses += [f"  too much, {page.domain}: {snippet[:60]}" for snippet in page.unwanted if snippet in text]
    return figures, misses


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Labelled web pages, beside trafilatura and resiliparse.")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--misses", action="store_true", help="list the snippets that are wrong")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        print(f"skipped: no folder {arguments.folder}")
        return
    logging.disable(logging.WARNING)
    figures, misses = measure(arguments.folder, arguments.rounds)
    if arguments.misses:
        print("\n".join(misses))
    finish("250 web pages of 238 sites", figures)


if __name__ == "__main__":
    main()
