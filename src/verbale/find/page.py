"""A parsed text with what finding asks of it again and again, each answered without going through the whole text."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from verbale.find.clauses import Stretch
from verbale.find.quotes import Quotation, find_quotations


class Page:
    """A ``Doc`` with indexes over its tokens, sentences, names and quotations.

    Args:
        doc: The parsed text.
        text: The same text, as one string (``doc.text`` is put together anew at every access).
    """

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc = doc
        self.text = text
        self.quotations = find_quotations(text)
        self.sentence_of = sentence_numbers(doc)
        self._starts = [token.idx for token in doc]
        self._ends = [token.idx + len(token) for token in doc]
        self._quotation_starts = [quotation.start for quotation in self.quotations]
        self._words = list(itertools.accumulate((not (t.is_space or t.is_punct) for t in doc), initial=0))
        self._breaks = list(itertools.accumulate(("\n" in t.text for t in doc), initial=0))
        self._names: Sequence[Span] = doc.ents
        self._name_starts = [name.start for name in self._names]

    def offsets(self, stretch: Stretch) -> tuple[int, int]:
        """Return the characters of a stretch of tokens."""
        return self._starts[stretch[0]], self._ends[stretch[1] - 1]

    def tokens(self, start: int, end: int) -> Stretch:
        """Return the tokens that overlap some characters; at least one."""
        first = bisect_right(self._ends, start)
        after = bisect_left(self._starts, end)
        return min(first, len(self._starts) - 1), max(after, first + 1)

    def tokens_inside(self, start: int, end: int) -> Stretch | None:
        """Return the tokens that lie wholly inside some characters, white space at the ends left out."""
        first, after = bisect_left(self._starts, start), bisect_right(self._ends, end)
        while first < after and self.doc[first].is_space:
            first += 1
        while first < after and self.doc[after - 1].is_space:
            after -= 1
        return (first, after) if first < after else None

    def words_between(self, first: int, after: int) -> int:
        """Return how many of some tokens are neither punctuation nor white space."""
        return self._words[after] - self._words[first]

    def paragraphs_between(self, first: int, after: int) -> int:
        """Return how many line ends stand among some tokens."""
        return self._breaks[after] - self._breaks[first]

    def names(self, stretch: Stretch) -> list[Span]:
        """Return the entities inside a stretch of tokens."""
        at, to = bisect_left(self._name_starts, stretch[0]), bisect_left(self._name_starts, stretch[1])
        return [name for name in self._names[at:to] if name.end <= stretch[1]]

    def overlapping(self, start: int, end: int) -> list[Quotation]:
        """Return the quotations that share characters with a stretch of text, in order."""
        found = []
        for number in range(bisect_left(self._quotation_starts, end) - 1, -1, -1):
            quotation = self.quotations[number]
            if quotation.end > start:
                found.append(quotation)
            elif quotation.depth == 0:
                break  # outer quotations do not overlap: all before it end before it
        return found[::-1]


def sentence_numbers(doc: Doc) -> list[int]:
    """Return the number of each token's sentence."""
    numbers, current = [], -1
    for token in doc:
        current += bool(token.is_sent_start)
        numbers.append(current)
    return numbers


def inside_any(stretch: Stretch, others: Sequence[Stretch]) -> bool:
    """Tell whether a stretch lies inside one of some others, which are in order and do not overlap."""
    at = bisect_right(others, (stretch[0], float("inf"))) - 1
    return at >= 0 and others[at][0] <= stretch[0] and stretch[1] <= others[at][1]


def merged(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return stretches in order, overlapping ones joined."""
    found: list[Stretch] = []
    for first, after in sorted(stretches):
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(after, found[-1][1]))
        else:
            found.append((first, after))
    return found
