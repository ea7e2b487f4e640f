"""Two articles sentence beside sentence, for the terminal and for a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from verbale.compare.alignment import Alignment, align
from verbale.compare.wording import Sentence, wording_of
from verbale.models import Document


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence of one article.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character.
        others: Stretches of it whose words the other article does not have there, in order.
    """

    start: int
    end: int
    others: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What stands beside each other.

    Attributes:
        first: In the first article; None if it has nothing there.
        second: In the second article; None if it has nothing there.
        likeness: How much alike they are, 0 to 1; 0 where there is only one.
        is_moved: It stands elsewhere in the second article.
    """

    first: Side | None
    second: Side | None
    likeness: float = 0.0
    is_moved: bool = False


def side_by_side(first: Document, second: Document) -> list[Row]:
    """Return two articles sentence beside sentence, in the order of the first; what only the second has, in between."""
    return list(_rows(align(wording_of(first), wording_of(second))))


def _rows(alignment: Alignment) -> Iterator[Row]:
    ours, theirs = alignment.first.sentences, alignment.second.sentences
    linked = {link.second for link in alignment.links}
    by_first = {number: [link for link in alignment.links if link.first == number] for number in range(len(ours))}
    told = -1  # the last sentence of the second article, so far as both go the same way
    for number, sentence in enumerate(ours):
        links = by_first[number]
        for link in links:
            if not link.is_moved:
                yield from _alone(theirs, told + 1, link.second, linked)
                told = max(told, link.second)
            one, other = _sides(sentence, theirs[link.second])
            yield Row(one, other, link.score, link.is_moved)
        if not links:
            yield Row(Side(sentence.start, sentence.end), None)
    yield from _alone(theirs, told + 1, len(theirs), linked)


def _alone(theirs: Sequence[Sentence], start: int, end: int, linked: set[int]) -> Iterator[Row]:
    """Yield the sentences that only the second article has."""
    for number in range(start, end):
        if number not in linked:
            yield Row(None, Side(theirs[number].start, theirs[number].end))


def _sides(one: Sentence, other: Sentence) -> tuple[Side, Side]:
    """Return two sentences with the words in which they differ."""
    marks = ["".join([term.form_mark for term in sentence.terms]) for sentence in (one, other)]
    found: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for step in Levenshtein.opcodes(*marks):
        if step.tag != "equal":
            for its, sentence, start, end in (
                (found[0], one, step.src_start, step.src_end),
                (found[1], other, step.dest_start, step.dest_end),
            ):
                if start < end:
                    its.append((sentence.spans[start][0], sentence.spans[end - 1][1]))
    return Side(one.start, one.end, tuple(found[0])), Side(other.start, other.end, tuple(found[1]))


def pieces_of(text: str, side: Side) -> Iterator[tuple[str, bool]]:
    """Yield a sentence in pieces, each with whether the other article has other words there."""
    at = side.start
    for start, end in side.others:
        if at < start:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < side.end:
        yield text[at : side.end], False
