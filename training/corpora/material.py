"""Documents with whatever labels a set has, as arrays over words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from verbale.parse.words import words_of as words_in

Span = tuple[int, int]
ENTITY_TYPES = ("PER", "ORG", "LOC", "NORP", "MISC")
BIO = ["O", "B", "I"]
#: What a statement takes towards somebody: no side, against, for.
SIDES = ["0", "-", "+"]
ENTITY_LABELS = ["O", *(f"{mark}-{kind}" for kind in ENTITY_TYPES for mark in "BI")]


@dataclass(slots=True)
class Material:
    """One document as training material.

    ``labels`` has, for each head that the document can teach, one label a word (None where unknown). ``cuts`` are the
    words before which a window may begin. ``links`` are (first word of a source or content part, first word of its
    cue).
    """

    name: str
    text: str
    spans: list[Span]
    labels: dict[str, list[str | None]] = field(default_factory=dict)
    heads: list[int] | None = None
    cuts: list[int] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    weight: float = 1.0

    def words(self) -> list[str]:
        """Return the words."""
        return [self.text[a:b] for a, b in self.spans]


def from_text(name: str, text: str) -> Material:
    """Turn a plain text into material without labels; windows may begin at any paragraph or sentence-like end."""
    tokens = [t for t in words_in(text) if not t.is_space]
    spans = [(t.idx, t.idx + len(t)) for t in tokens]
    cuts = [0]
    for i in range(1, len(tokens)):
        between = text[spans[i - 1][1] : spans[i][0]]
        if "\n" in between or (between and tokens[i - 1].text in ".?!"):
            cuts.append(i)
    return Material(name, text, spans, cuts=cuts)


def bio(spans: Iterable[tuple[int, int, str]], size: int) -> list[str | None]:
    """Return BIO labels for word spans (first, after last, kind); a later span never overwrites an earlier one."""
    labels: list[str | None] = ["O"] * size
    for first, after, kind in spans:
        if first < after and all(label == "O" for label in labels[first:after]):
            suffix = f"-{kind}" if kind else ""
            labels[first:after] = ["B" + suffix] + ["I" + suffix] * (after - first - 1)
    return labels


def words_of(span: Span, words: list[Span]) -> tuple[int, int]:
    """Return the words (first, after last) that overlap a span of characters."""
    inside = [i for i, (a, b) in enumerate(words) if a < span[1] and b > span[0]]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
