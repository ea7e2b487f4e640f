"""What reading yields: articles, and refusals."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.models import Document


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An article as read.

    Attributes:
        name: The input's name: its path, beginning with what the user gave; followed, for a part of it, by what tells
            the part apart (``:LINE`` for a line or row, ``!/MEMBER`` for a member of an archive).
        document: The article.
        original: The bytes that it was read from: of the file, the page, the record, the line or row.
    """

    name: str
    document: Document
    original: bytes = b""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was not read.

    Attributes:
        name: The input's name, as for `ReadItem`.
        code: Why, one of `verbale.errors.CODES`.
        detail: What was wrong this time; never article text.
        sha256: Hash of its bytes, or of the line; empty if they were not read.
    """

    name: str
    code: str
    detail: str = ""
    sha256: str = ""
