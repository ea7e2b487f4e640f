"""A text and what is known of it, to a Document."""

from __future__ import annotations

import hashlib
from typing import Unpack

from verbale.errors import VerbaleError
from verbale.models import Document, Segment
from verbale.read.language import language_of
from verbale.read.plain.credits import agency_of, authors_of
from verbale.read.plain.dates import published_from_text
from verbale.read.plain.segments import headline_of, segments_of
from verbale.read.published import parse_published
from verbale.read.source import Given
from verbale.read.text import tidy
from verbale.settings import Settings


def document_from_text(
    text: str,
    *,
    sha256: str | None = None,
    settings: Settings | None = None,
    **given: Unpack[Given],
) -> Document:
    r"""Return the Document of a plain text, with its segments, and its headline for a title where none is given.

    Args:
        text: The article; its line ends become ``\n`` and lone surrogates U+FFFD, and nothing alters it afterwards.
        sha256: Hash of the original bytes; None takes that of the text.
        settings: The limits; None takes the defaults, changed by the environment.
        given: What the input says of it (`Given`); a date as a string has a form that `parse_published` reads.

    Raises:
        VerbaleError: V101, there is nothing in it; V102, it is not text; V104, it is too long; V304, the date
            cannot be understood.
    """
    limit = (settings or Settings.from_environment()).max_characters
    if len(text) > limit:
        raise VerbaleError("V104", f"{len(text):,} characters, the limit is {limit:,}")
    text = tidy(text)
    return document_of(text, segments_of(text, given.get("title")), sha256=sha256, **given)


def document_of(text: str, segments: tuple[Segment, ...], *, sha256: str | None, **given: Unpack[Given]) -> Document:
    """Return the Document of a text whose segments are known; what is not given is looked for in the text itself.

    Args:
        text: The text.
        segments: Its segments.
        sha256: Hash of the original bytes; None takes that of the text.
        given: What the input says of it.
    """
    title, published = given.get("title"), given.get("published")
    if isinstance(published, str):
        published = parse_published(published)
    told = " ".join(text[segment.start : segment.end] for segment in segments if segment.kind in ("headline", "body"))
    return Document(
        text=text,
        title=title if title is not None else headline_of(text, segments),
        outlet=given.get("outlet"),
        url=given.get("url"),
        language=given.get("language") or language_of(told),
        published=published or published_from_text(text, segments),
        authors=tuple(given.get("authors", ())) or authors_of(text, segments),
        agency=agency_of(text, segments),
        source_id=given.get("source_id"),
        sha256=sha256 or hashlib.sha256(text.encode()).hexdigest(),
        segments=segments,
    )
