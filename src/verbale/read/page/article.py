"""A web page to the text of its article, with its segments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import lxml.etree
import lxml.html

from verbale.errors import VerbaleError
from verbale.models import Segment, SegmentKind
from verbale.read.page.blocks import Blocks
from verbale.read.page.comments import Comment, comments_of
from verbale.read.page.layout import layout_of
from verbale.read.page.roles import article_blocks
from verbale.read.page.tree import page_parser
from verbale.read.plain.lines import units_of

_LITTLE = 200  # characters of an article; with less, it may be where only scripts would find it
_TIMES_MORE = 2  # what is found there has to be so much longer
_LARGE_DATA = 1_000_000  # characters of linked data that are looked into
_TEMPLATES = frozenset(("text/template", "text/x-template", "text/html", "text/x-handlebars-template"))
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_TAG = re.compile(r"<[a-zA-Z/][^<>]*>")
_CELL = 120  # characters; a table of longer ones is a layout
_BETWEEN = "\n\n"

Stretch = tuple[SegmentKind, str]


@dataclass(frozen=True, slots=True)
class PageText:
    """The article of a page.

    Attributes:
        text: Its text: headline, byline, paragraphs and the rest in their order, readers' comments last. Between
            blocks is a blank line.
        segments: The roles of its stretches, in order and without overlap.
    """

    text: str
    segments: tuple[Segment, ...]


def page_text(tree: lxml.html.HtmlElement, title: str | None = None, most: int | None = None) -> PageText:
    """Return the article of a page; its text is empty where there is none.

    What is the page's and not the article's (navigation, sidebars, share bars, forms, notices) is left out.

    Args:
        tree: The whole page.
        title: The article's title, where it is known; None takes the page's own.
        most: Characters of the longest text; readers' comments that do not fit are left out.

    Raises:
        VerbaleError: V104, the article itself does not fit.
    """
    wanted = " ".join(filter(None, (title, _title_of(tree))))
    body = tree if tree.tag == "body" else tree.find("body")
    article = _article_in(body if body is not None else tree, wanted)
    if article.size < _LITTLE:
        longest = max(_elsewhere(tree, wanted), key=lambda found: found.size, default=article)
        article = longest if longest.size > _TIMES_MORE * article.size else article
    if most is not None and article.size > most:
        raise VerbaleError("V104", f"{article.size:,} characters, the limit is {most:,}")
    return _rendered(article, most)


@dataclass(frozen=True, slots=True)
class _Article:
    """What was found on a page: stretches of text with their roles, and readers' comments with their authors."""

    stretches: list[Stretch]
    comments: list[tuple[str, str]]

    @property
    def size(self) -> int:
        """How many characters of text it has."""
        return sum(len(text) for kind, text in self.stretches if kind == "body")


def _article_in(element: lxml.html.HtmlElement, title: str, *, hidden: bool = False) -> _Article:
    """Return the article in an element."""
    page = Blocks(element, hidden=hidden)
    if not page.blocks:
        return _Article([], [])
    layout = layout_of(page, title)
    stretches = list(_stretches(page, article_blocks(layout)))
    return _Article(stretches, [(comment.author, _said(page, comment)) for comment in comments_of(page)])


def _stretches(page: Blocks, article: Iterable[tuple[int, SegmentKind]]) -> Iterator[Stretch]:
    """Yield the roles and texts of an article's blocks, the cells of a row as one."""
    for (_, kind), group in groupby(article, key=lambda found: (_row_of(page, found[0]), found[1])):
        texts = [page.blocks[place].text for place, _ in group]
        if len(texts) > 1 and all(len(text) <= _CELL for text in texts):
            yield kind, "\t".join(" ".join(text.split()) for text in texts)
        else:
            for text in texts:
                yield kind, text if kind == "body" else " ".join(text.split())


def _row_of(page: Blocks, place: int) -> int:
    """Return the box of the row of a table that a block is a cell of, or a number of its own."""
    block = page.blocks[place]
    return page.boxes[block.box].parent if block.tag in ("td", "th") else -1 - place


def _said(page: Blocks, comment: Comment) -> str:
    """Return what a comment says, one paragraph a line, after the name of who said it."""
    lines = [line for place in comment.blocks for line in page.blocks[place].text.split("\n") if line.strip()]
    return "\n".join([comment.author, *lines] if comment.author else lines)


def _rendered(article: _Article, most: int | None) -> PageText:
    """Return an article as a text with segments."""
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0
    stretches = [(kind, bare) for kind, text in article.stretches if (bare := _CONTROLS.sub("", text).strip())]
    first = next((number for number, (kind, _) in enumerate(stretches) if kind == "body"), -1)
    for number, (kind, text) in enumerate(stretches):
        start = length + len(_BETWEEN) if parts else 0
        lines = list(_lines(text, start, kind))
        segments.extend(_with_dateline(lines, text) if number == first else lines)
        parts.append(text)
        length = start + len(text)
    for author, text in article.comments:
        said = _CONTROLS.sub("", text).strip()
        start = length + len(_BETWEEN) if parts else 0
        if said and (most is None or start + len(said) <= most):
            segments.append(Segment(start, start + len(said), "comment", author))
            parts.append(said)
            length = start + len(said)
    return PageText(_BETWEEN.join(parts), tuple(segments))


def _lines(text: str, start: int, kind: SegmentKind) -> Iterator[Segment]:
    """Yield a segment for each line of a stretch that begins at an offset."""
    for line in text.split("\n"):
        if bare := line.strip():
            first = start + line.index(bare)
            yield Segment(first, first + len(bare), kind)
        start += len(line) + 1


def _with_dateline(lines: list[Segment], text: str) -> list[Segment]:
    """Return the first paragraph of an article as its dateline, if it has one, and the rest."""
    units = units_of(text) if len(lines) == 1 else []
    if len(units) < 2 or not units[0].dateline:
        return lines
    start = lines[0].start
    return [
        Segment(start, start + units[0].end, "dateline"),
        replace(lines[0], start=start + units[1].start),
    ]


def _title_of(tree: lxml.html.HtmlElement) -> str:
    """Return the title that a page gives itself."""
    for meta in tree.iter("meta"):
        if meta.get("property") == "og:title" and (content := meta.get("content")):
            return str(content)
    return " ".join((tree.findtext(".//title") or "").split())


def _elsewhere(tree: lxml.html.HtmlElement, title: str) -> Iterator[_Article]:
    """Yield what stands on a page where only scripts look, or for browsers that have none."""
    body = tree if tree.tag == "body" else tree.find("body")
    if body is not None and next(body.iter("noscript", "template"), None) is not None:
        yield _article_in(body, title, hidden=True)
    for script in tree.iter("script"):
        content = script.text or ""
        kind = (script.get("type") or "").strip().lower()
        if kind in _TEMPLATES and _TAG.search(content):
            yield _article_in(_fragment(content), title)
        elif kind == "application/ld+json" and '"articleBody"' in content and len(content) <= _LARGE_DATA:
            yield from _declared(content)


def _fragment(markup: str) -> lxml.html.HtmlElement:
    """Return a piece of HTML as a tree."""
    return lxml.html.document_fromstring(f"<div>{markup}</div>".encode(errors="replace"), parser=page_parser())


def _declared(content: str) -> Iterator[_Article]:
    """Yield the articles whose text linked data holds."""
    try:
        waiting = [json.loads(content, strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            body, headline = value.get("articleBody"), value.get("headline")
            if isinstance(body, str) and body.strip():
                text = str(_fragment(body).text_content()) if _TAG.search(body) else body
                stretches: list[Stretch] = [("headline", headline)] if isinstance(headline, str) else []
                stretches += [("body", line) for line in text.split("\n")]
                yield _Article(stretches, [])
            waiting.extend(inner for inner in value.values() if isinstance(inner, dict | list))
