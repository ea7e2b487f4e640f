"""Verbale: a sourced record of who said what, read from news in the state in which people have it.

>>> import verbale
>>> a = verbale.analyze("The talks failed, the minister said.")
>>> [(s.source.text, s.cue.text, s.words) for s in a.statements]
[('the minister', 'said', 'The talks failed')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.errors import VerbaleError
from verbale.models import Analysis, Document, Mention, Published, Segment, Span, Statement

if TYPE_CHECKING:
    from verbale.store import Record

__version__ = "0.1.0"

__all__ = [
    "Analysis", "Document", "Mention", "Published", "Segment", "Span", "Statement", "VerbaleError", "analyze", "open",
]  # fmt: skip


def analyze(
    text: str,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    pipeline: str | None = None,
) -> Analysis:
    """Analyse one article; nothing is stored.

    Args:
        text: The article's text. Offsets in what is returned count its Unicode code points.
        published: Day, month or year of publication: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``.
        title: The headline, if it is not the text's first line.
        url: The article's address; it is never fetched.
        outlet: Who published it.
        pipeline: Name of an installed spaCy pipeline with UD labels, to tag, parse and name instead of ours.

    Returns:
        The document with its segments, a spaCy ``Doc``, the mentions and the statements.

    Raises:
        VerbaleError: The text is empty, or longer than the limit; the date has the wrong form.
    """
    from verbale.read import document_from_text
    from verbale.run.analysis import analyze_document

    document = document_from_text(text, published=published, title=title, url=url, outlet=outlet)
    return analyze_document(document, pipeline=pipeline)


def open(path: str) -> Record:
    """Open a record, or begin one: one SQLite file.

    Args:
        path: Where the file is or shall be.

    Raises:
        VerbaleError: The file is something else (V202), or made by a newer Verbale (V201).
    """
    from verbale.store import Record

    return Record.open(path)
