"""Web pages: the bytes of one to the Document of its article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Unpack

from verbale.errors import VerbaleError
from verbale.models import Document
from verbale.read.article import document_of
from verbale.read.items import ReadItem, Refusal
from verbale.read.language import language_of
from verbale.read.page.article import page_text
from verbale.read.page.metadata import page_metadata
from verbale.read.page.tree import page_tree
from verbale.read.source import Given, Source
from verbale.read.text import tidy
from verbale.settings import Settings

_TOLD = 1500  # characters by which a language is known; more of them cost time


def extract_page(html: bytes | str, url: str | None = None) -> Document:
    """Return the article of one web page: its text with segments, its title, authors and date.

    Args:
        html: The page, as bytes in any encoding, or as a string.
        url: The address it came from, where known; it is not fetched.

    Raises:
        VerbaleError: As for `document_from_html`.
    """
    return document_from_html(html, url=url)


def document_from_html(
    data: bytes | str,
    *,
    charset: str | None = None,
    sha256: str | None = None,
    settings: Settings | None = None,
    **given: Unpack[Given],
) -> Document:
    """Return the Document of a web page: its article, without what belongs to the page.

    Args:
        data: The page.
        charset: The character encoding that an outer layer declares; may be wrong.
        sha256: Hash of the original bytes; None takes that of the data.
        settings: The limits; None takes the defaults, changed by the environment.
        given: What the input says of the article; it goes before what the page says.

    Raises:
        VerbaleError: V101, there is nothing in it; V103, its encoding cannot be known; V104, it is too large; V112, it
            is nested too deeply; V113, it has too many tags; V117, there is no article in it; V304, the given date
            cannot be understood.
    """
    settings = settings or Settings.from_environment()
    if sha256 is None:
        sha256 = hashlib.sha256(data.encode(errors="surrogatepass") if isinstance(data, str) else data).hexdigest()
    tree = page_tree(data, charset, settings)
    elements = list(tree.iter())  # while they are held, nobody who walks through the tree makes them anew
    found = page_metadata(tree, given.get("url"))
    page = page_text(tree, given.get("title") or found.title, settings.max_characters)
    if not any(segment.kind == "body" for segment in page.segments):
        raise VerbaleError("V117")
    if len(page.text) > settings.max_characters:
        raise VerbaleError("V104", f"{len(page.text):,} characters, the limit is {settings.max_characters:,}")
    del elements
    # Pages often declare the language of their template; that of the text goes first.
    told = " ".join(page.text[segment.start : segment.end] for segment in page.segments if segment.kind == "body")
    known: Given = {
        "title": given.get("title") or found.title,
        "outlet": given.get("outlet") or found.outlet,
        "url": given.get("url") or found.url,
        "language": given.get("language") or language_of(told[:_TOLD]) or found.language,
        "published": given.get("published") or found.published,
        "authors": tuple(given.get("authors", ())) or found.authors,
        "source_id": given.get("source_id"),
    }
    return document_of(tidy(page.text), page.segments, sha256=sha256, **known)


def read_html(source: Source, settings: Settings) -> Iterator[ReadItem | Refusal]:
    """Yield the article of a web page, or why there is none."""
    sha256 = ""
    try:
        data = source.all(settings.max_page_bytes)
        sha256 = hashlib.sha256(data).hexdigest()
        document = document_from_html(data, charset=source.charset, sha256=sha256, settings=settings, **source.given)
    except VerbaleError as error:
        yield Refusal(source.name, error.code, error.detail, sha256)
    else:
        yield ReadItem(source.name, document, data)
