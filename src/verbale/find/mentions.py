"""Names in a ``Doc`` as mentions."""

from __future__ import annotations

from spacy.tokens import Doc

from verbale.models import Label, Mention

#: Labels of other spaCy pipelines, as ours.
_LABELS: dict[str, Label] = {
    "PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "NORP": "NORP",
    "MISC": "MISC", "EVENT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "PRODUCT": "MISC", "LANGUAGE": "MISC",
}  # fmt: skip


def find_mentions(doc: Doc, made_by: str) -> tuple[Mention, ...]:
    """Return the entity spans of a ``Doc`` as mentions; dates, amounts and the like are none."""
    return tuple(
        Mention(ent.start_char, ent.end_char, ent.text, _LABELS[ent.label_], made_by)
        for ent in doc.ents
        if ent.label_ in _LABELS
    )
