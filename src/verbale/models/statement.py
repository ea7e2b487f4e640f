"""Acts of saying."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.models.document import short_hash
from verbale.models.spans import Span

Kind = Literal["direct", "indirect", "mixed"]
Act = Literal["speech", "thought", "will", "decree"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One act of saying (or thinking, wanting, deciding) that a document ascribes to somebody.

    Attributes:
        document: Id of the document.
        source: The words for who says it, as they stand; None where the text has none.
        cue: The words that ascribe it ("said", "according to", ":"); None for a quotation that stands alone.
        content: What is said, in one or more parts, in order.
        kind: ``direct`` if all of it is in quotation marks, ``mixed`` if a part is, else ``indirect``.
        act: What the source does: says, thinks, wants or decides it.
        speaker: Who says it: the plain name of a known actor, also where the source is a pronoun or a title, else the
            name in the source as it stands; None where the source names nobody and nobody is known to be meant.
        within: Id of the statement whose content this one is told in.
        confidence: From 0 to 1, how sure the finder is that this is a statement with these parts.
        made_by: The rule or model that found it, with its version.
        speaker_id: Id of the actor that speaks, where it is known.
        on_behalf_of: Id of the state, ministry or organization that the speaker speaks for; None where that is not
            known, and where it speaks for itself.
        basis: Why the speaker is thought to be the one, in words; None where nothing was resolved.
    """

    document: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: Kind
    act: Act
    speaker: str | None
    within: str | None
    confidence: float
    made_by: str
    speaker_id: str | None = None
    on_behalf_of: str | None = None
    basis: str | None = None

    @property
    def id(self) -> str:
        """Identity by content: the document and where the parts stand in it."""
        spans = [[s.start, s.end] if s else None for s in (self.source, self.cue, *self.content)]
        return "say-" + short_hash([self.document, spans])

    @property
    def start(self) -> int:
        """Offset where the first of the parts begins."""
        return min(span.start for span in (self.source, self.cue, *self.content) if span)

    @property
    def end(self) -> int:
        """Offset where the last of the parts ends."""
        return max(span.end for span in (self.source, self.cue, *self.content) if span)

    @property
    def words(self) -> str:
        """The content's parts, joined by `` … `` where words between them were left out."""
        return " … ".join(part.text for part in self.content)
