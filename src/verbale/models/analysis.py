"""All that was read from one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.models.damage import TextDamage
from verbale.models.dates import Time
from verbale.models.document import Document, Segment
from verbale.models.mention import Mention
from verbale.models.statement import Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Analysis:
    """One article and what was found in it; nothing is stored.

    Attributes:
        document: The article as read.
        doc: A spaCy ``Doc`` over the very same text, with UD tags, dependencies, lemmas and entities, and the span
            groups ``source``, ``cue`` and ``content``.
        mentions: The names, in order.
        statements: The statements, in order of their first character.
        times: The expressions of time, in order.
        damage: How much the text looks rewritten or translated by a machine, with the clues.
    """

    document: Document
    doc: Doc
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    times: tuple[Time, ...] = ()
    damage: TextDamage = field(default_factory=TextDamage)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The document's segments."""
        return self.document.segments
