"""Documents that were made from others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.models.spans import Span

CopyKind = Literal["exact", "near", "excerpt", "syndicated", "spun", "translated", "summary"]


@dataclass(frozen=True, slots=True)
class AlignedSpans:
    """A stretch of a copy and the stretch of the other document that it was made from.

    Attributes:
        copy: In the copy.
        of: In the document that it was made from.
        likeness: How much alike they are, 0 to 1.
    """

    copy: Span
    of: Span
    likeness: float


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that was made from another one, or from what that one was made from. Not a report of the same event.

    Attributes:
        document: Id of the document that was made.
        of: Id of the document that it was made from.
        kind: ``exact`` (the same words), ``near`` (edited a little), ``excerpt`` (a part as it was), ``syndicated``
            (with an agency's credit), ``spun`` (words swapped for others), ``translated`` (into the language or there
            and back), ``summary`` (sentences chosen and shortened).
        overlap: Share of the words of `document` that stand in sentences taken from `of`, 0 to 1.
        overlap_of: Share of the words of `of` that stand in sentences taken over.
        basis: What the direction is decided by: ``date``, ``credit``, ``length`` (parts are made from wholes),
            ``wording`` (rarer words came in, names were damaged) or ``none`` (not known; the ids decide which is named
            first).
        direction: How sure the direction is, 0.5 to 1.
        confidence: How sure it is that the one was made from the other, or both from a third, 0 to 1.
        evidence: What speaks for it, in words, the weightiest first.
        aligned: The stretches that were taken over, in the order of the copy.
        made_by: The rule or model that found it, with its version.
    """

    document: str
    of: str
    kind: CopyKind
    overlap: float
    overlap_of: float
    basis: str
    direction: float
    confidence: float
    evidence: tuple[str, ...]
    aligned: tuple[AlignedSpans, ...]
    made_by: str
