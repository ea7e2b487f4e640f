"""Copies and sayings as plain values, for JSON."""

from __future__ import annotations

from verbale.models.copy import Copy
from verbale.models.utterance import Utterance, UtteranceWording
from verbale.store.forms import Form, date_form, span_form, statement_form


def copy_form(copy: Copy) -> Form:
    """Return a copy."""
    return {
        "document": copy.document,
        "of": copy.of,
        "kind": copy.kind,
        "overlap": copy.overlap,
        "overlap_of": copy.overlap_of,
        "basis": copy.basis,
        "direction": copy.direction,
        "confidence": copy.confidence,
        "evidence": list(copy.evidence),
        "aligned": [
            {"copy": span_form(one.copy), "of": span_form(one.of), "likeness": one.likeness} for one in copy.aligned
        ],
        "made_by": copy.made_by,
    }


def utterance_form(utterance: Utterance) -> Form:
    """Return a saying with its id, its wordings and its statements."""
    return {
        "id": utterance.id,
        "score": utterance.score,
        "speaker": utterance.speaker,
        "speaker_id": utterance.speaker_id,
        "said_on": date_form(utterance.said_on),
        "occasion": utterance.occasion,
        "first_seen": date_form(utterance.first_seen),
        "sources": utterance.sources,
        "best": utterance.best.text,
        "reasons": list(utterance.reasons),
        "wordings": [wording_form(wording) for wording in utterance.wordings],
        "statements": [statement_form(statement) for statement in utterance.statements],
        "confidence": utterance.confidence,
        "basis": list(utterance.basis),
        "made_by": utterance.made_by,
    }


def wording_form(wording: UtteranceWording) -> Form:
    """Return a wording of a saying."""
    return {
        "text": wording.text,
        "kind": wording.kind,
        "statements": list(wording.statements),
        "documents": list(wording.documents),
        "sources": wording.sources,
        "first_seen": date_form(wording.first_seen),
        "is_primary": wording.is_primary,
        "likeness": wording.likeness,
        "differences": [
            {"operation": one.operation, "best": span_form(one.best), "here": span_form(one.here)}
            for one in wording.differences
        ],
        "alterations": [
            {"kind": one.kind, "best": span_form(one.best), "here": span_form(one.here)} for one in wording.alterations
        ],
    }
