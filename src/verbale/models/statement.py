"""Acts of saying."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.models.dates import Dated
from verbale.models.document import short_hash
from verbale.models.spans import Span

Kind = Literal["direct", "indirect", "mixed"]
Act = Literal["speech", "thought", "will", "decree"]
Modality = Literal["asserted", "negated", "hypothetical", "conditional", "future", "question"]
Commitment = Literal["said", "claimed", "revealed"]
ChannelKind = Literal[
    "briefing", "interview", "communique", "speech", "letter", "post", "commentary", "report", "call", "leak",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody to whom words are addressed.

    Attributes:
        span: The words for them, as they stand.
        name: Their plain name, where known, else the words.
        actor: Id of the actor, where it is known.
    """

    span: Span
    name: str
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """An actor of whom a statement's content speaks, by name or by description ("the rebels"), and how.

    Attributes:
        name: Plain name of the actor, where known, else the words that name it first.
        actor: Id of the actor, where it is known.
        spans: Where the content names it.
        stance: From -1 (wholly against it) to 1 (wholly for it); 0 where the content takes no side.
        words: The words that carry the stance; empty where it is 0.
    """

    name: str
    actor: str | None
    spans: tuple[Span, ...]
    stance: float = 0.0
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """Through what something was said.

    Attributes:
        kind: What it is: a briefing, an interview, a communique (any formal text), a speech, a letter, a post, a
            commentary, a report, a call, or a leak.
        span: The words that say so.
    """

    kind: ChannelKind
    span: Span


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
        via: Who carried the words to the document's outlet, the nearest to the speaker first: ids of actors, or names;
            never that outlet itself.
        cue_class: What kind of act the cue makes it (``say``, ``deny``, ``warn`` …), of the codebook's cue classes.
        commitment: How the reporter stands to what is said: neutral, at a distance, or as to a fact.
        modality: Whether the act of saying itself is told as a fact: ``negated`` if somebody did *not* say it.
        addressees: To whom it is said.
        about: Of which actors the content speaks.
        channel: Through what it was said, where the text tells.
        occasion: The words for the event at which it was said.
        said_on: When it was said.
        anonymous: The source is kept nameless ("officials", "a person familiar with the matter").
        collective: The source is more than one ("analysts").
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
    via: tuple[str, ...] = ()
    cue_class: str | None = None
    commitment: Commitment = "said"
    modality: Modality = "asserted"
    addressees: tuple[Party, ...] = ()
    about: tuple[About, ...] = ()
    channel: Channel | None = None
    occasion: Span | None = None
    said_on: Dated | None = None
    anonymous: bool = False
    collective: bool = False

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
