"""A file of plain text: one article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from verbale.errors import VerbaleError
from verbale.read.article import document_from_text
from verbale.read.items import ReadItem, Refusal
from verbale.read.source import Source
from verbale.read.text import decode
from verbale.settings import Settings

_WIDEST = 8  # bytes of a line end in UTF-32, which is one character afterwards


def read_text(source: Source, settings: Settings) -> Iterator[ReadItem | Refusal]:
    """Yield the one article of a file of plain text, or why there is none."""
    limit = min(settings.max_bytes, _WIDEST * (settings.max_characters + 1))
    sha256 = ""
    try:
        data = source.all(limit)
        sha256 = hashlib.sha256(data).hexdigest()
        text = decode(data, source.charset)
        document = document_from_text(text, sha256=sha256, settings=settings, **source.given)
    except VerbaleError as error:
        yield Refusal(source.name, error.code, error.detail, sha256)
    else:
        yield ReadItem(source.name, document, data)
