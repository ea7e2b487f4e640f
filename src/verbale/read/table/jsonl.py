"""JSONL: one article a line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from verbale.errors import VerbaleError
from verbale.models import Published
from verbale.read.article import document_from_text
from verbale.read.items import ReadItem, Refusal
from verbale.read.published import parse_published
from verbale.read.source import Given, Source
from verbale.read.text import encoding_of_mark, is_blank, without_surrogates
from verbale.settings import Settings

if TYPE_CHECKING:
    from verbale.read.table.tables import TableOptions

_CHUNK = 1 << 20
_BOM = b"\xef\xbb\xbf"
_ESCAPED = 12  # bytes of a character beyond the basic plane, as JSON may write it


def read_jsonl(
    source: Source, settings: Settings, options: TableOptions | None = None
) -> Iterator[ReadItem | Refusal | Source]:
    """Yield the articles of a JSONL file, each line by itself.

    Args:
        source: The file.
        settings: The limits.
        options: What the user wants of tables; objects with other keys than those of an article are rows of one.
    """
    if encoding_of_mark(source.file.read(4)) not in (None, "utf-8-sig"):
        # At once, and not line by line.
        yield Refusal(source.name, "V103", "not in UTF-8; JSONL is")
        return
    source.file.seek(0)
    # A line is held three times while it is read, and each of its characters may take four bytes then: it may be as
    # long as a page and a text that are not too long, and no longer.
    limit = min(settings.max_bytes, settings.max_page_bytes + _ESCAPED * settings.max_characters)
    number = 0
    for number, line in lines_of(source.file, limit):
        name = f"{source.name}:{number}"
        if line is None:
            yield Refusal(name, "V104", f"the limit is {limit:,} bytes")
            continue
        try:
            yield read_line(line, name, settings, options, nesting=source.nesting)
        except VerbaleError as error:
            yield Refusal(name, error.code, error.detail, hashlib.sha256(line).hexdigest())
    if not number:
        yield Refusal(source.name, "V101")


def lines_of(file: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the number and the bytes of each line that is not blank; None for the bytes of one beyond the limit.

    No more than a line within the limit is held in memory.

    Args:
        file: An open file.
        limit: The longest line, in bytes.
    """
    number = 0
    while line := file.readline(limit + 2):  # two more for its end
        number += 1
        if number == 1:
            line = line.removeprefix(_BOM)
        content = line.rstrip(b"\r\n")
        if len(content) > limit:
            while not line.endswith(b"\n") and (line := file.readline(_CHUNK)):
                pass
            yield number, None
        elif content.strip():
            yield number, content


def read_line(
    line: bytes, name: str, settings: Settings, options: TableOptions | None = None, *, nesting: int = 0
) -> ReadItem | Refusal | Source:
    """Return the article that one line of JSONL holds, or its page; a key that is null or blank counts as left out.

    Args:
        line: The line.
        name: Its display name.
        settings: The limits.
        options: What the user wants of tables. Where the user names columns, and where an object has neither ``text``
            nor ``html``, it is read as the row of a table is.
        nesting: How many archives it lies in.

    Raises:
        VerbaleError: V101 to V104 as for a text; V107, it is not a JSON object; V108, a field has the wrong form; V116,
            its keys are not understood.
    """
    if b"\x00" in line:
        raise VerbaleError("V102", "control characters")
    try:
        article = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise VerbaleError("V103", f"UTF-8 breaks at byte {error.start}") from None
    except (ValueError, RecursionError):
        raise VerbaleError("V107") from None
    if not isinstance(article, dict):
        raise VerbaleError("V107")
    if (options and options.columns) or (article and "text" not in article and "html" not in article):
        return _read_row(article, line, name, settings, options)
    for key in ("text", "html"):
        value = article.get(key)
        if value is not None and not isinstance(value, str):
            raise VerbaleError("V108", key)
    given = _given(article)
    text, page = article.get("text") or "", article.get("html") or ""
    if is_blank(text) and not is_blank(page):
        data = without_surrogates(page).encode()
        return Source.of_bytes(
            name, data, suffix=".html", media_type="text/html", charset="utf-8", nesting=nesting, given=given
        )
    sha256 = hashlib.sha256(line).hexdigest()
    return ReadItem(name, document_from_text(text, sha256=sha256, settings=settings, **given), line)


def _read_row(
    article: dict[str, Any], line: bytes, name: str, settings: Settings, options: TableOptions | None
) -> ReadItem | Refusal | Source:
    """Return the article of an object with keys of its own.

    Raises:
        VerbaleError: V116, its keys are not understood.
    """
    # Loaded where they are needed: they bring what reads tables.
    from verbale.read.table.columns import columns_of, flattened
    from verbale.read.table.rows import article_from_row

    row = flattened(article)
    columns = columns_of(row, options.columns if options else None)
    fetching = options is not None and options.fetching
    return article_from_row(row, name, settings, line, columns, fetching=fetching)


def _given(article: dict[str, Any]) -> Given:
    """Return what a line says of its article."""
    return Given(
        title=_string(article, "title"),
        outlet=_string(article, "outlet"),
        url=_string(article, "url"),
        language=_string(article, "language"),
        published=_published(article),
        authors=_authors(article),
        source_id=_id(article),
    )


def _string(article: dict[str, Any], key: str) -> str | None:
    """Return a field that holds one string, on one line and trimmed."""
    value = article.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise VerbaleError("V108", key)
    return _one_line(value) or None


def _one_line(value: str) -> str:
    """Return a string of metadata with single spaces for white space, and U+FFFD for what is no character."""
    if is_blank(value):
        return ""
    return " ".join(without_surrogates(value).replace("\x00", "\ufffd").split())


def _id(article: dict[str, Any]) -> str | None:
    """Return the input's own id; a whole number is as good as a string."""
    value = article.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(article, "id")


def _published(article: dict[str, Any]) -> Published | None:
    """Return the date of publication."""
    value = _string(article, "published")
    if value is None:
        return None
    try:
        return parse_published(value)
    except VerbaleError:
        raise VerbaleError("V108", "published") from None


def _authors(article: dict[str, Any]) -> tuple[str, ...]:
    """Return the authors, from a string or a list of strings."""
    value = article.get("authors")
    if value is None:
        return ()
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise VerbaleError("V108", "authors")
    return tuple(author for name in names if (author := _one_line(name)))
