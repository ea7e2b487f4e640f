"""A row of a table, to an article."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Mapping

from verbale.codebook.columns import recognised
from verbale.errors import VerbaleError
from verbale.read.article import document_from_text
from verbale.read.items import ReadItem, Refusal
from verbale.read.kinds import ADDRESSES
from verbale.read.source import Given, Source
from verbale.read.table.cells import address_in, authors_in, language_in, line_in, published_in, text_in
from verbale.read.text import without_surrogates
from verbale.settings import Settings

_MARKUP = re.compile(
    r"\s*<(?:!doctype\s|!--|(?:html|head|body|main|article|section|div|p|h[1-6]|figure|span|ul|ol|table|blockquote|a|img|br|em"
    r"|strong|b|i)[\s/>])",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31});", re.IGNORECASE)


def article_from_row(
    row: Mapping[str, object],
    name: str,
    settings: Settings,
    original: bytes,
    columns: Mapping[str, str] | None = None,
    *,
    day_first: bool | None = None,
    given: Given | None = None,
    fetching: bool = False,
    nesting: int = 0,
) -> ReadItem | Refusal | Source:
    """Return the article of a row: read if it has its text, as a source if it has its HTML or only its address.

    A cell is text, whatever it begins with: no formula, no path, and markup only where it stands for the text.

    Args:
        row: Cells by column.
        name: The row's display name.
        settings: The limits.
        original: The bytes of the row.
        columns: Which column holds what, by key (`columns_of`); None takes what is recognised.
        day_first: Whether 5/4/2022 is the fifth of April in the column of dates; None where it does not tell.
        given: What is known of all rows from outside; what a row says goes before it.
        fetching: Whether addresses are fetched: a row without text is then a source of the type `ADDRESSES`, its
            address, with what the row says of the article.
        nesting: How many archives the table lies in.
    """
    columns = recognised(row) if columns is None else columns
    cells = {key: row.get(column) for key, column in columns.items()}
    sha256 = hashlib.sha256(original).hexdigest()
    said = _given(cells, columns, day_first, given)
    text, markup = text_in(cells.get("text")), text_in(cells.get("html"))
    if text and not markup and _MARKUP.match(text):
        text, markup = None, text
    if text:
        try:
            document = document_from_text(text, sha256=sha256, settings=settings, **said)
        except VerbaleError as error:
            return Refusal(name, error.code, error.detail, sha256)
        return ReadItem(name, document, original)
    if markup:
        page = without_surrogates(markup).encode()
        return Source.of_bytes(
            name, page, suffix=".html", media_type="text/html", charset="utf-8", nesting=nesting, given=said
        )
    address = said.get("url")
    if not address:
        return Refusal(name, "V101", "no text in the row", sha256)
    if fetching:
        return Source.of_bytes(
            name, without_surrogates(address).encode(), media_type=ADDRESSES, nesting=nesting, given=said
        )
    return Refusal(name, "V118", "the row has an address and no text", sha256)


def canonical(row: Mapping[str, object]) -> bytes:
    """Return a row as JSON that is the same for the same cells, where a table has no bytes for it."""
    shown = {str(name): value for name, value in row.items()}
    try:
        return without_surrogates(json.dumps(shown, ensure_ascii=False, sort_keys=True, default=str)).encode()
    except (TypeError, ValueError, RecursionError):  # keys of several types, deep nesting
        return repr(sorted(shown)).encode("utf-8", "replace")


def _given(
    cells: Mapping[str, object], columns: Mapping[str, str], day_first: bool | None, given: Given | None
) -> Given:
    """Return what a row says of its article beside the text."""
    outer: Given = given or {}
    title, outlet = line_in(cells.get("title")), line_in(cells.get("outlet"))
    url = address_in(cells.get("url"))
    if outlet and address_in(outlet):
        # Some columns called "source" hold addresses.
        url, outlet = url or outlet, None
    if title and _ENTITY.search(title):
        title = html.unescape(title)
    published = published_in(cells.get("published"), columns.get("published", ""), day_first=day_first)
    return {
        "title": title,
        "outlet": outlet or outer.get("outlet"),
        "url": url,
        "language": language_in(cells.get("language")) or outer.get("language"),
        "published": published or outer.get("published"),
        "authors": authors_in(cells.get("authors")),
        "source_id": line_in(cells.get("id")),
    }
