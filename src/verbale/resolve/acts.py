"""What kind of act each statement is: its class, modality and commitment, to whom, about whom, through what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from verbale.codebook.knowledge import Knowledge
from verbale.find.acts import saying
from verbale.find.addressees import addressees_of
from verbale.find.channels import channel_of, occasion_of
from verbale.find.clauses import Stretch
from verbale.find.modality import commitment_of, modality_of
from verbale.find.people import is_anonymous, is_collective
from verbale.models import Channel, Document, Mention, Party, Span, Statement
from verbale.resolve.about import Subjects


def describe_statements(
    doc: Doc, document: Document, statements: Sequence[Statement], mentions: Sequence[Mention], base: Knowledge
) -> tuple[Statement, ...]:
    """Return the statements with what kind of act each is.

    Args:
        doc: The parsed text.
        document: The document.
        statements: The statements.
        mentions: The linked mentions, in order.
        base: The knowledge base.
    """
    if not statements:
        return ()
    text = document.text
    subjects = Subjects(doc, document, mentions, base)
    described = []
    for statement in statements:
        one = saying(doc, text, statement)
        modality = modality_of(doc, one)
        channel = channel_of(doc, one)
        occasion = occasion_of(doc, one)
        described.append(
            replace(
                statement,
                cue_class=one.cue_class,
                commitment=commitment_of(one, modality),
                modality=modality,
                addressees=tuple(_party(doc, text, part, mentions, base) for part in addressees_of(doc, one)),
                about=subjects.about(one),
                channel=Channel(channel[0], _span(doc, text, channel[1])) if channel else None,
                occasion=_span(doc, text, occasion) if occasion else None,
                anonymous=is_anonymous(doc, one.source),
                collective=is_collective(doc, one.source),
            )
        )
    return tuple(described)


def _party(doc: Doc, text: str, stretch: Stretch, mentions: Sequence[Mention], base: Knowledge) -> Party:
    """Return somebody to whom words go, as the actor whose name heads the words, or is in apposition to their head."""
    span = _span(doc, text, stretch)
    head = doc[stretch[0] : stretch[1]].root
    at = bisect_left(mentions, span.start, key=lambda mention: mention.start)
    for mention in mentions[at:]:
        if mention.start >= span.end:
            break
        name = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if name is None:
            continue
        root = name.root
        if name.start <= head.i < name.end or (root.head == head and root.dep_ in ("flat", "appos")):
            actor = base.actors.get(mention.actor or "")
            return Party(span, actor.name if actor else span.text, mention.actor)
    return Party(span, span.text)


def _span(doc: Doc, text: str, stretch: Stretch) -> Span:
    last = doc[stretch[1] - 1]
    return Span.of(text, doc[stretch[0]].idx, last.idx + len(last))
