"""Stretches of a document's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text; ``document.text[start:end] == text`` always holds.

    Attributes:
        start: Offset of the first character, in Unicode code points.
        end: Offset after the last character.
        text: The characters.
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Return the span of a document's text between two offsets."""
        return cls(start, end, text[start:end])
