"""Records as plain values, for JSON and for tables: one form wherever they leave the program."""

from __future__ import annotations

import json
from typing import Any

from verbale.models import Document, Mention, Published, Span, Statement

Form = dict[str, Any]


def to_json(form: object) -> str:
    """Return a value as one line of canonical JSON: sorted keys, no spaces, ASCII only.

    ASCII, because then no character of an article can end the line or steer a terminal.
    """
    return json.dumps(form, ensure_ascii=True, separators=(",", ":"), sort_keys=True)


def document_form(document: Document) -> Form:
    """Return all of a document but its segments."""
    return {
        "id": document.id,
        "text": document.text,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "language": document.language,
        "published": published_form(document.published),
        "authors": list(document.authors),
        "agency": document.agency,
        "source_id": document.source_id,
        "sha256": document.sha256,
    }


def segment_forms(document: Document) -> list[Form]:
    """Return a document's segments."""
    return [
        {"kind": segment.kind, "start": segment.start, "end": segment.end}
        | ({"author": segment.author} if segment.kind == "comment" else {})
        for segment in document.segments
    ]


def published_form(published: Published | None) -> Form | None:
    """Return a date of publication, with its precision and basis."""
    if published is None:
        return None
    return {"date": published.date.isoformat(), "precision": published.precision, "basis": published.basis}


def written_date(published: Published | None) -> str | None:
    """Return a date of publication as precisely as it is known: 2022, 2022-06 or 2022-06-30."""
    if published is None:
        return None
    return published.date.isoformat()[: {"year": 4, "month": 7, "day": 10}[published.precision]]


def mention_form(document_id: str, mention: Mention) -> Form:
    """Return a mention."""
    return {
        "document": document_id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "label": mention.label,
        "made_by": mention.made_by,
        "actor": mention.actor,
        "candidates": [
            {"actor": one.actor.id, "name": one.actor.name, "score": one.score, "reasons": list(one.reasons)}
            for one in mention.candidates
        ],
    }


def statement_form(statement: Statement) -> Form:
    """Return a statement with its id."""
    return {
        "id": statement.id,
        "document": statement.document,
        "source": span_form(statement.source),
        "cue": span_form(statement.cue),
        "content": [span_form(part) for part in statement.content],
        "kind": statement.kind,
        "act": statement.act,
        "speaker": statement.speaker,
        "speaker_id": statement.speaker_id,
        "on_behalf_of": statement.on_behalf_of,
        "basis": statement.basis,
        "within": statement.within,
        "confidence": statement.confidence,
        "made_by": statement.made_by,
    }


def span_form(span: Span | None) -> Form | None:
    """Return a span, or None for a part that the text does not have."""
    return {"start": span.start, "end": span.end, "text": span.text} if span else None
