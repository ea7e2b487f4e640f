"""Annotations from another tool into a record, in place of what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verbale.errors import VerbaleError
from verbale.export.attributions import Attribution, Marked, attributions
from verbale.export.inception import xml_text
from verbale.models import Document, Span, Statement
from verbale.store import Record


@dataclass(frozen=True, slots=True)
class Adopted:
    """What was brought in.

    Attributes:
        documents: How many documents.
        statements: How many statements they have now.
        made_by: What these name as their maker.
    """

    documents: int
    statements: int
    made_by: str


def adopt(record: Record, annotated: Iterable[Marked], by: str) -> Adopted:
    """Let annotations take the place of the statements that were found in their documents.

    Speakers, addressees, days and the rest are worked out for them as for found ones. Nothing is written unless all
    can be.

    Args:
        record: The record, open to write.
        annotated: The documents with what is marked in them.
        by: Who annotated.

    Raises:
        VerbaleError: V502, what is marked makes no attributions; V504, a document is not in the record or its text is
            another one.
    """
    made_by = f"annotator:{by}"
    given: dict[str, tuple[Statement, ...]] = {}
    for marked in annotated:
        document = _document(record, marked)
        given[document.id] = tuple(_statement(document, one, made_by) for one in attributions(marked))
    count = record.replace_statements(given)
    return Adopted(len(given), count, made_by)


def _document(record: Record, marked: Marked) -> Document:
    """Return the document of a record that annotations are of."""
    try:
        document = record.document(marked.id)
    except VerbaleError as error:
        raise VerbaleError("V504", marked.id) from error
    if marked.text not in (document.text, xml_text(document.text)):
        raise VerbaleError("V504", f"{marked.id}: the text is another one")
    return document


def _statement(document: Document, one: Attribution, made_by: str) -> Statement:
    """Return an attribution as a bare statement; what follows from its words is filled in by the analysis."""

    def span(place: tuple[int, int] | None) -> Span | None:
        return Span.of(document.text, *place) if place else None

    content = tuple(Span.of(document.text, *place) for place in one.content)
    return Statement(
        document.id, span(one.source), span(one.cue), content, "indirect", "speech", None, None, 1.0, made_by
    )
