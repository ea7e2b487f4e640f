"""What machines leave in texts that they rewrite or translate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.models.spans import Span

ClueKind = Literal["phrase", "word", "article", "repeated", "brackets"]

#: A text is called rewritten from this score on.
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Clue:
    """A place that looks broken.

    Attributes:
        span: The words.
        kind: ``phrase`` (an established phrase with a word swapped: "chilly war"), ``word`` (a word that does not fit
            where it stands), ``article`` ("a" for "an"), ``repeated`` (two articles), ``brackets`` (what a rewriting
            program left behind).
        expected: What one expects there; empty where that is not known.
    """

    span: Span
    kind: ClueKind
    expected: str = ""


@dataclass(frozen=True, slots=True)
class TextDamage:
    """How much a text looks rewritten or translated by a machine; no judgement of who wrote it or whether it is true.

    Attributes:
        score: From 0 to 1; 0 where there are too few clues.
        clues: What speaks for it, in order.
    """

    score: float = 0.0
    clues: tuple[Clue, ...] = ()

    @property
    def is_rewritten(self) -> bool:
        """Whether the text is called rewritten: its score is at least a half."""
        return self.score >= _ENOUGH
