"""What kind of act each statement is: its class, modality and commitment, to whom, about whom, through what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from verbale.codebook.knowledge import Knowledge
from verbale.find.acts import saying
from verbale.find.addressees import addressees_of
from verbale.find.channels import channel_of
from verbale.find.clauses import Stretch
from verbale.find.modality import commitment_of, modality_of
from verbale.find.occasions import occasion_of
from verbale.find.people import is_anonymous, is_collective
from verbale.find.turns import turns_in
from verbale.models import Channel, Document, Mention, Party, Span, Statement
from verbale.resolve.about import Subjects
from verbale.resolve.headline import headline_of

#: Pronouns of sources, and whether they are of several.
_PRONOUNS = {"he": False, "she": False, "they": True}
#: Characters after a nameless source within which "she" goes on with it.
REACH = 600


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
    described: list[Statement] = []
    nameless: dict[bool, Span] = {}  # the last source of one person, and of several, if it was nameless
    paper: Channel | None = None  # the document that the last statement is from
    turns = turns_in(text, statements)
    through, at = _in_headline(document) if turns else (None, None)
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
                anonymous=is_anonymous(doc, one.source) and not _is_named(statement, mentions),
                collective=is_collective(doc, one.source),
            )
        )
        described[-1] = _as_before(described[-1], nameless)
        paper = _on_paper(described, paper)
        if statement.id in turns:
            last = described[-1]
            described[-1] = replace(
                last, channel=last.channel or through, occasion=last.occasion or at, anonymous=False, collective=False
            )
    return tuple(described)


def _in_headline(document: Document) -> tuple[Channel | None, Span | None]:
    """Return through what the turns of a transcript were said, and at which event, if its headline tells."""
    heading = headline_of(document)
    span = heading.span(heading.event, document.text) if heading is not None else None
    if heading is None or span is None:
        return None, None
    return (None, span) if heading.kind is None else (Channel(heading.kind, span), None)


def _on_paper(described: list[Statement], paper: Channel | None) -> Channel | None:
    """Let the last statement be from the paper that "it" stands for; return the paper that the next one may be from."""
    last = described[-1]
    if last.within is not None:
        return paper
    source, channel = last.source, last.channel
    if source is None or channel is None:
        follows = source is not None and source.text.lower() == "it" and channel is None and paper is not None
        if not follows or source is None or paper is None or source.start - paper.span.end > REACH:
            return None
        described[-1] = replace(last, channel=Channel(paper.kind, source))
        return Channel(paper.kind, source)
    itself = source.start <= channel.span.start and channel.span.end <= source.end
    return channel if itself and channel.kind != "leak" else None


def _as_before(statement: Statement, nameless: dict[bool, Span]) -> Statement:
    """Return a statement of "she" or "they" as nameless if the source before it, whom nobody names, was so.

    Args:
        statement: The statement.
        nameless: The last source that was no pronoun, of one and of several, if it was nameless; brought up to date.
    """
    source = statement.source
    if source is None or statement.within is not None:
        return statement
    several = _PRONOUNS.get(source.text.lower())
    if several is None:
        nameless.pop(statement.collective, None)
        if statement.anonymous:
            nameless[statement.collective] = source
        return statement
    last = nameless.get(several)
    if statement.speaker is not None or last is None or source.start - last.end > REACH:
        return statement
    nameless[several] = source
    return replace(statement, anonymous=True)


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


def _is_named(statement: Statement, mentions: Sequence[Mention]) -> bool:
    """Tell whether the person who speaks has a name in the source: "an adviser to the president, Tobin Arrasch"."""
    source, speaker = statement.source, statement.speaker
    if source is None or speaker is None:
        return False
    at = bisect_left(mentions, source.start, key=lambda mention: mention.start)
    for mention in mentions[at:]:
        if mention.start >= source.end:
            break
        if mention.label == "PER" and (mention.actor or mention.text) in (statement.speaker_id, speaker):
            return True
    return False


def _span(doc: Doc, text: str, stretch: Stretch) -> Span:
    last = doc[stretch[1] - 1]
    return Span.of(text, doc[stretch[0]].idx, last.idx + len(last))
