"""A text and what is known of it, to a Document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from verbale.errors import VerbaleError
from verbale.models import Document, Published
from verbale.read.published import parse_published
from verbale.read.segments import headline_of, segments_of
from verbale.read.text import tidy
from verbale.settings import Settings


def document_from_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    published: Published | str | None = None,
    authors: Sequence[str] = (),
    source_id: str | None = None,
    sha256: str | None = None,
    settings: Settings | None = None,
) -> Document:
    r"""Return the Document of a plain text, with its segments, and its headline for a title where none is given.

    Args:
        text: The article; its line ends become ``\n`` and lone surrogates U+FFFD, and nothing alters it afterwards.
        title: Its headline, as given.
        outlet: Who published it, as given.
        url: Its address, as given.
        language: ISO 639-1 code.
        published: When it was published; as a string, in a form that `parse_published` reads.
        authors: The authors, as given.
        source_id: The ``id`` that its input gave it.
        sha256: Hash of the original bytes; None takes that of the text.
        settings: The limits; None takes the defaults, changed by the environment.

    Raises:
        VerbaleError: V101, there is nothing in it; V102, it is not text; V104, it is too long; V304, the date
            cannot be understood.
    """
    limit = (settings or Settings.from_environment()).max_characters
    if len(text) > limit:
        raise VerbaleError("V104", f"{len(text):,} characters, the limit is {limit:,}")
    text = tidy(text)
    segments = segments_of(text, title)
    return Document(
        text=text,
        title=title if title is not None else headline_of(text, segments),
        outlet=outlet,
        url=url,
        language=language,
        published=parse_published(published) if isinstance(published, str) else published,
        authors=tuple(authors),
        source_id=source_id,
        sha256=sha256 or hashlib.sha256(text.encode()).hexdigest(),
        segments=segments,
    )
