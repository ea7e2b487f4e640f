"""Records as plain values, for JSON and for tables: one form wherever they leave the program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from verbale.models import About, Actor, Correction, Dated, Document, Mention, Span, Statement, TextDamage, Time

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
        "published": date_form(document.published),
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


def date_form(dated: Dated | None) -> Form | None:
    """Return a date, with its precision and basis."""
    if dated is None:
        return None
    return {"date": dated.date.isoformat(), "precision": dated.precision, "basis": dated.basis}


def written_date(dated: Dated | None) -> str | None:
    """Return a date as precisely as it is known: 2022, 2022-06 or 2022-06-30."""
    if dated is None:
        return None
    return dated.date.isoformat()[: {"year": 4, "month": 7, "day": 10}[dated.precision]]


def actor_form(actor: Actor) -> Form:
    """Return an actor."""
    return {
        "id": actor.id,
        "kind": actor.kind,
        "name": actor.name,
        "country": actor.country,
        "parent": actor.parent,
        "start": actor.start,
        "end": actor.end,
        "source": actor.source,
    }


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


def time_form(document_id: str, time: Time) -> Form:
    """Return an expression of time."""
    return {
        "document": document_id,
        "start": time.start,
        "end": time.end,
        "text": time.text,
        "type": time.type,
        "value": time.value,
    }


def damage_form(document_id: str, damage: TextDamage) -> Form:
    """Return how much a text looks rewritten, with the clues."""
    return {
        "document": document_id,
        "score": damage.score,
        "rewritten": damage.is_rewritten,
        "clues": [
            {"kind": clue.kind, "expected": clue.expected, "span": span_form(clue.span)} for clue in damage.clues
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
        "via": list(statement.via),
        "cue_class": statement.cue_class,
        "commitment": statement.commitment,
        "modality": statement.modality,
        "addressees": [
            {"name": one.name, "actor": one.actor, "span": span_form(one.span)} for one in statement.addressees
        ],
        "about": [
            {
                "name": one.name,
                "actor": one.actor,
                "stance": one.stance,
                "spans": [span_form(span) for span in one.spans],
                "words": [span_form(span) for span in one.words],
            }
            for one in statement.about
        ],
        "channel": statement.channel.kind if statement.channel else None,
        "channel_words": span_form(statement.channel.span if statement.channel else None),
        "occasion": span_form(statement.occasion),
        "said_on": date_form(statement.said_on),
        "anonymous": statement.anonymous,
        "collective": statement.collective,
        "within": statement.within,
        "confidence": statement.confidence,
        "made_by": statement.made_by,
    }


def span_form(span: Span | None) -> Form | None:
    """Return a span, or None for a part that the text does not have."""
    return {"start": span.start, "end": span.end, "text": span.text} if span else None


def correction_form(correction: Correction) -> Form:
    """Return what a correction says, with its id; not who made it, when and why."""
    return {"id": correction.id} | correction.content()


def about_text(about: Sequence[About]) -> str | None:
    """Return of whom a statement speaks and how, for reading: ``NATO -1; China +0.5; Japan``."""
    return "; ".join(f"{one.name} {one.stance:+.2g}" if one.stance else one.name for one in about) or None
