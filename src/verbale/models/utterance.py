"""Sayings, over all documents that report them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.models.dates import Dated, Published
from verbale.models.document import short_hash
from verbale.models.spans import Span
from verbale.models.statement import Kind, Statement

Operation = Literal["same", "swapped", "added", "left_out"]
AlterationKind = Literal[
    "word_swapped", "name_damaged", "number_changed", "negation_changed", "shortened", "words_added",
    "quoted_paraphrase", "speaker_changed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of a wording beside the same stretch of the best-attested one.

    Attributes:
        operation: ``same``, ``swapped``, ``added`` (the best-attested wording has nothing there) or ``left_out``.
        best: The words in the best-attested wording, in the first document that has it; None if they were added.
        here: The words in this wording, in the first document that has it; None if they were left out.
    """

    operation: Operation
    best: Span | None
    here: Span | None


@dataclass(frozen=True, slots=True)
class Alteration:
    """What is otherwise in a wording than in the best-attested one.

    Attributes:
        kind: ``word_swapped``; ``name_damaged`` (a name is spelt otherwise); ``number_changed``; ``negation_changed``
            (a "not" came or went); ``shortened``; ``words_added``; ``quoted_paraphrase`` (quotation marks stand around
            words that are not the ones said); ``speaker_changed`` (somebody else is named as the speaker).
        best: The words in the best-attested wording; None where it has none.
        here: The words in this wording; None where it has none.
    """

    kind: AlterationKind
    best: Span | None
    here: Span | None


@dataclass(frozen=True, slots=True)
class UtteranceWording:
    """One text in which a saying circulates.

    Attributes:
        text: The words, as they stand in the first of the statements.
        kind: ``direct``, ``mixed`` or ``indirect``: the most literal of the statements.
        statements: Ids of the statements that have these words, by date of publication (unknown last) and id.
        documents: Ids of the documents that they stand in, in that order.
        sources: How many of the documents are independent: copies are counted as what they were made from.
        first_seen: The earliest date of publication.
        likeness: How much alike it is to the best-attested wording, 0 to 1.
        differences: All of it beside the best-attested wording, in order; empty for that one itself.
        alterations: What is otherwise in it, in order; empty for the best-attested wording.
        is_primary: One of the documents is a primary source.
    """

    text: str
    kind: Kind
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    sources: int
    first_seen: Published | None
    likeness: float = 1.0
    differences: tuple[Difference, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class Utterance:
    """The statements, in all documents, that report the same saying. Not a topic.

    Attributes:
        statements: The statements, by date of publication (unknown last), document and place.
        wordings: The texts in which it circulates, the best-attested one first.
        reasons: Why the first wording is thought to be the best attested, in words.
        speaker: Who said it: the name that most independent statements agree on; None where none names anybody.
        speaker_id: Id of the speaker as an actor, where it is known.
        said_on: When it was said, as the most precise of the statements has it.
        occasion: The words for the event at which it was said, of the first statement that has any.
        first_seen: The earliest date of publication.
        sources: How many independent sources report it: copies are counted as what they were made from.
        confidence: From 0 to 1, how sure it is that all of the statements report one saying.
        basis: What that rests on, in words.
        made_by: The rule or model that found it, with its version.
        score: How well it answers what was asked for, 0 to 1; None where nothing was asked for.
    """

    statements: tuple[Statement, ...]
    wordings: tuple[UtteranceWording, ...]
    reasons: tuple[str, ...]
    speaker: str | None
    speaker_id: str | None
    said_on: Dated | None
    occasion: str | None
    first_seen: Published | None
    sources: int
    confidence: float
    basis: tuple[str, ...]
    made_by: str
    score: float | None = None

    @property
    def id(self) -> str:
        """Identity by content: which statements it is made of."""
        return "utt-" + short_hash(sorted(statement.id for statement in self.statements))

    @property
    def best(self) -> UtteranceWording:
        """The best-attested wording."""
        return self.wordings[0]

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the documents that report it, in the order of the statements, each once."""
        return tuple(dict.fromkeys(statement.document for statement in self.statements))
