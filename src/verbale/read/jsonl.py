"""JSONL: one article a line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from verbale.errors import VerbaleError
from verbale.models import Document, Published
from verbale.read.article import document_from_text
from verbale.read.published import parse_published
from verbale.read.text import is_blank, without_surrogates
from verbale.settings import Settings

_CHUNK = 1 << 20
_BOM = b"\xef\xbb\xbf"


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


def read_line(line: bytes, settings: Settings) -> Document:
    """Return the article that one line of JSONL holds; a key that is null or blank counts as left out.

    Raises:
        VerbaleError: V101 to V104 as for a text; V107, it is not a JSON object; V108, a field has the wrong form;
            V109, it has ``html`` and no ``text``.
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
    text = article.get("text")
    if text is None:
        if article.get("html") is not None:
            raise VerbaleError("V109", "html")
        raise VerbaleError("V101", "no text field")
    if not isinstance(text, str):
        raise VerbaleError("V108", "text")
    return document_from_text(
        text,
        title=_string(article, "title"),
        outlet=_string(article, "outlet"),
        url=_string(article, "url"),
        language=_string(article, "language"),
        published=_published(article),
        authors=_authors(article),
        source_id=_id(article),
        sha256=hashlib.sha256(line).hexdigest(),
        settings=settings,
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
