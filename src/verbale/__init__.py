"""Verbale: a sourced record of who said what, read from news in the state in which people have it.

>>> import verbale
>>> a = verbale.analyze("The talks failed, the minister said.")
>>> [(s.source.text, s.cue.text, s.words) for s in a.statements]
[('the minister', 'said', 'The talks failed')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.errors import VerbaleError
from verbale.models import (
    About,
    Actor,
    AlignedSpans,
    Alteration,
    Analysis,
    Candidate,
    Channel,
    Clue,
    Copy,
    Correction,
    Dated,
    Difference,
    Document,
    Mention,
    Party,
    Published,
    Segment,
    Span,
    Statement,
    Tenure,
    TextDamage,
    Time,
    Utterance,
    UtteranceWording,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from verbale.store import Record

__version__ = "0.1.0"

__all__ = [
    "About", "Actor", "AlignedSpans", "Alteration", "Analysis", "Candidate", "Channel", "Clue", "Copy",
    "Correction", "Dated", "Difference", "Document", "Mention", "Party", "Published", "Segment", "Span", "Statement",
    "Tenure", "TextDamage", "Time", "Utterance", "UtteranceWording", "VerbaleError", "analyze", "extract", "holder",
    "lookup", "open",
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


def extract(html: str | bytes, url: str | None = None) -> Document:
    """Read one web page; nothing is stored or fetched.

    Args:
        html: The page, as characters or as bytes, whose encoding is found.
        url: Its address, where known.

    Returns:
        The article on it: text, title, authors, date of publication and segments; readers' comments are segments of
        their own, and what surrounds the article is left out.

    Raises:
        VerbaleError: V104, V112, V113, it is larger or deeper than the limits; V117, there is no article in it.
    """
    from verbale.read.page.html import extract_page

    return extract_page(html, url)


def lookup(name: str, on: str | None = None, near: Sequence[str] = ()) -> list[Candidate]:
    """Return the actors that a name, title or description may stand for, the likeliest first, with reasons.

    >>> [c.actor.name for c in lookup("Mr. Yoon", on="2022-06-30", near=["Biden", "Kishida"])][:1]
    ['Yoon Suk-yeol']

    Args:
        name: ``Mr. Yoon``, ``the NATO chief``, ``Chinese Foreign Ministry``, ``Beijing``.
        on: The day for which it is asked, as YYYY-MM-DD, YYYY-MM or YYYY; offices are those of that day.
        near: Other names in the same article.

    Returns:
        Candidates with scores that add up to at most 1; an empty list where nothing is known of the name.
    """
    from verbale.resolve.lookup import lookup

    return lookup(name, on=on, near=near)


def holder(office: str, *, of: str, on: str) -> Tenure | None:
    """Return who held an office on a day, or None where that is not known.

    >>> holder("head of government", of="JPN", on="2022-06-30").person.name
    'Fumio Kishida'

    Args:
        office: ``head of state``, ``head of government``, ``foreign minister``, ``secretary-general`` …
        of: A state's ISO 3166 alpha-3 code, an actor's id, or a name that only one actor has.
        on: The day, as YYYY-MM-DD; of a month or year given as YYYY-MM or YYYY, its last day.

    Raises:
        VerbaleError: V304, the date cannot be understood; V401, no actor, or no single one, is called so.
    """
    from verbale.resolve.holders import holder

    return holder(office, of=of, on=on)


def open(path: str) -> Record:
    """Open a record, or begin one: one SQLite file.

    Args:
        path: Where the file is or shall be.

    Raises:
        VerbaleError: The file is something else (V202), or made by a newer Verbale (V201).
    """
    from verbale.store import Record

    return Record.open(path)
