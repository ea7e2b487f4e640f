"""Which statement of a text stands where one of its copy stands.

Two near copies are one text. What a copy reports at the place at which the other one reports something is the same
saying, whatever became of its words and wherever the finder saw its beginning and its end: the sentences around it are
aligned (`verbale.models.copy.Copy.aligned`), and inside a sentence a place is where its share of the letters is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verbale.models.copy import Copy

#: Stretches of text by their offsets.
Stretches = tuple[tuple[int, int], ...]
#: A sentence, and the one that it was made from or made into: start and end of each.
Aligned = tuple[int, int, int, int]
#: So much of a content has to stand in aligned sentences.
_SHARED = 0.5
#: Two contents stand at one place if they share so much of the letters that either has: with more they are surely one,
#: with less the one is a part of the other, and another text is asked first. Read off a hundred copies of one article.
_WELL, _SOMEHOW = 0.7, 0.35


@dataclass(frozen=True, slots=True)
class Place:
    """Where the content of a statement stands.

    Attributes:
        id: Id of the statement.
        parts: Its parts: offsets in the document's text.
    """

    id: str
    parts: Stretches


_NOWHERE: Aligned = (-9, -9, -9, -9)
_GAP = 3  # characters between sentences that follow each other
#: The statements of another text, and the aligned sentences.
Partner = tuple[Sequence[Place], Sequence[Aligned]]


def aligned_from(copy: Copy, document: str) -> list[Aligned]:
    """Return the aligned sentences of a copy, those of one of its two documents first.

    Sentences that were merged, or one that was split, are one stretch. Of two sentences far from each other that are
    both like a third, the one that is more like it counts.
    """
    pairs = [
        (one.copy, one.of, one.likeness) if copy.document == document else (one.of, one.copy, one.likeness)
        for one in copy.aligned
    ]
    found: list[tuple[Aligned, float]] = []
    for here, there, likeness in sorted(pairs, key=lambda pair: (pair[0].start, pair[1].start)):
        new = (here.start, here.end, there.start, there.end)
        last, before = found[-1] if found else (_NOWHERE, 0.0)
        if new[:2] != last[:2] and new[2:] != last[2:] and not (last[0] <= new[0] < last[1]):
            found.append((new, likeness))
        elif 0 <= new[0] - last[1] <= _GAP or 0 <= new[2] - last[3] <= _GAP:
            joined = (min(last[0], new[0]), max(last[1], new[1]), min(last[2], new[2]), max(last[3], new[3]))
            found[-1] = (joined, max(before, likeness))
        elif likeness > before:
            found[-1] = (new, likeness)
    return [aligned for aligned, _ in found]


def anchors(places: Sequence[Place], partners: Sequence[Partner]) -> dict[str, str]:
    """Return which statements of other texts stand where those of one text stand.

    Of two statements one of which is a part of the other, each has its own place: only the one that covers a statement
    of the other text better stands with it.

    Args:
        places: The statements of the text.
        partners: For each other text the statements, and the aligned sentences, those of the first text first; the
            texts whose statements are taken before those of others come first.

    Returns:
        For each statement that has one, the one of another text; where several have one, the first of those that
        cover it well.
    """
    found: dict[str, str] = {}
    parts = {place.id: place.parts for place in places}
    for least in (_WELL, _SOMEHOW):
        for others, aligned in partners:
            left = [place for place in places if place.id not in found]
            for cover, here, there in _covers(left, others, aligned):
                if cover < least or here in found:
                    continue
                taken = (one for one, other in found.items() if other == there)
                if not any(_overlap(parts[one], parts[here]) for one in taken):
                    found[here] = there
    return found


def _covers(
    places: Iterable[Place], others: Sequence[Place], aligned: Sequence[Aligned]
) -> list[tuple[float, str, str]]:
    """Return how well statements cover those of another text at whose places they stand, the best first."""
    found = []
    for place in places:
        parts = tuple(_moved(place.parts, aligned))
        here = _length(parts)
        # What stands in no aligned sentence has no place in the other text.
        if here >= _SHARED * _length(place.parts):
            for other in others:
                there, shared = _length(other.parts), _overlap(parts, other.parts)
                found.append((round(shared / (here + there - shared), 6), place.id, other.id))
    return sorted(found, key=lambda one: (-one[0], one[1], one[2]))


def has_place(place: Place, aligned: Sequence[Aligned]) -> bool:
    """Tell whether the sentences in which a statement stands are in another text."""
    return _length(tuple(_moved(place.parts, aligned))) >= _SHARED * _length(place.parts)


def _moved(parts: Stretches, aligned: Sequence[Aligned]) -> Iterable[tuple[float, float]]:
    """Yield where parts of sentences stand in the sentences that these are aligned with."""
    for start, end, first, after in aligned:
        scale = (after - first) / (end - start)
        for a, b in parts:
            left, right = max(a, start), min(b, end)
            if left < right:
                yield first + (left - start) * scale, first + (right - start) * scale


def _overlap(parts: Iterable[tuple[float, float]], others: Sequence[tuple[float, float]]) -> float:
    return sum(max(0.0, min(b, d) - max(a, c)) for a, b in parts for c, d in others)


def _length(parts: Iterable[tuple[float, float]]) -> float:
    return sum(end - start for start, end in parts)
