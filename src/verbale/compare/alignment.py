"""Two wordings side by side: which sentence of the one is which of the other.

Sentences are matched by the words that they share, weighted by how much these tell, and by the order of all their
words: where every telling word was swapped for a synonym, the small words between still stand as they stood. Most
sentences keep their order; one that stands elsewhere needs more to be recognised.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

from verbale.compare.wording import Wording

Floats = NDArray[np.float32]

#: A sentence and another are the same if they are this much alike: in the order of their neighbours, and out of it.
#: Tuned on the development half of the generator.
ENOUGH, ENOUGH_MOVED = 0.40, 0.52
#: A short sentence in a long one: so much of its weight has to be there, and so many words it has to have.
_CONTAINED, _FEWEST_CONTAINED = 0.6, 5
#: More pairs of like sentences than this are not put in order: the likest are taken.
_MOST_CELLS = 2000


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A sentence of the first wording that is one of the second.

    Attributes:
        first: Number of the sentence in the first wording.
        second: Number of the sentence in the second wording.
        score: How much alike they are, 0 to 1.
        words: Share of their words' weight that both have: twice the shared one over both.
        order: Share of their words that both have in the same order.
        in_first: Share of the first sentence's weight that is in the second.
        in_second: Share of the second sentence's weight that is in the first.
        is_moved: It does not stand in the order of the others.
    """

    first: int
    second: int
    score: float
    words: float
    order: float
    in_first: float
    in_second: float
    is_moved: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two wordings and which sentences of them are the same.

    Attributes:
        first: The one wording.
        second: The other one.
        links: The sentences that are the same, in order.
    """

    first: Wording
    second: Wording
    links: tuple[Link, ...]

    def mirrored(self) -> Alignment:
        """Return the alignment with the wordings exchanged."""
        links = [
            Link(k.second, k.first, k.score, k.words, k.order, k.in_second, k.in_first, k.is_moved) for k in self.links
        ]
        return Alignment(self.second, self.first, tuple(sorted(links)))


def align(first: Wording, second: Wording) -> Alignment:
    """Align two wordings; `align(b, a)` is the mirror of `align(a, b)`."""
    if not first.sentences or not second.sentences:
        return Alignment(first, second, ())
    if second.id < first.id:
        return align(second, first).mirrored()  # ties are broken in one way only
    table = _Table(first, second)
    cells = table.cells()
    chain = _best_chain(cells, table.score)
    links = [table.link(cell, is_moved=False) for cell in chain]
    used_first, used_second = {i for i, _ in chain}, {j for _, j in chain}
    for i, j in sorted(cells, key=lambda cell: (-table.score[cell], cell)):
        if table.score[i, j] >= ENOUGH_MOVED and i not in used_first and j not in used_second:
            links.append(table.link((i, j), is_moved=True))
            used_first.add(i)
            used_second.add(j)
    return Alignment(first, second, tuple(sorted(links)))


class _Table:
    """How much alike each sentence of the one wording is to each of the other."""

    def __init__(self, first: Wording, second: Wording) -> None:
        one, two = _prepared(first), _prepared(second)
        numbers, inverse = np.unique(np.concatenate([one.numbers, two.numbers]), return_inverse=True)
        weights = np.zeros(len(numbers), np.float32)
        weights[inverse] = np.concatenate([one.weights, two.weights])
        rows = [np.zeros((len(side.strings), len(numbers)), np.float32) for side in (one, two)]
        rows[0][one.sentence, inverse[: len(one.numbers)]] = 1
        rows[1][two.sentence, inverse[len(one.numbers) :]] = 1
        shared = (rows[0] * weights) @ rows[1].T
        weight = [row @ weights for row in rows]
        self.in_first = shared / weight[0][:, None]
        self.in_second = shared / weight[1][None, :]
        self.words = 2 * shared / (weight[0][:, None] + weight[1][None, :])
        common = cdist(one.strings, two.strings, scorer=LCSseq.similarity, dtype=np.float32)
        lengths = [np.array([len(string) for string in side.strings], np.float32) for side in (one, two)]
        self.order = 2 * common / (lengths[0][:, None] + lengths[1][None, :])
        shorter = np.minimum(lengths[0][:, None], lengths[1][None, :])
        contained = np.maximum(self.in_first, self.in_second)
        within = 0.7 * contained + 0.3 * common / shorter - 0.15
        within[(contained < _CONTAINED) | (shorter < _FEWEST_CONTAINED)] = 0
        self.score: Floats = np.maximum(0.5 * self.words + 0.5 * self.order, within)
        # Two or three words are alike by chance.
        self.score[(shorter < 3) & (self.words < 0.99)] = 0

    def cells(self) -> list[tuple[int, int]]:
        """Return the pairs of sentences that are enough alike, in order."""
        found = np.argwhere(self.score >= ENOUGH)
        if len(found) > _MOST_CELLS:
            best = np.argsort(-self.score[found[:, 0], found[:, 1]], kind="stable")[:_MOST_CELLS]
            found = found[np.sort(best)]
        return [(int(i), int(j)) for i, j in found]

    def link(self, cell: tuple[int, int], *, is_moved: bool) -> Link:
        """Return two sentences as the same."""
        score, words, order, in_first, in_second = (
            round(float(table[cell]), 3)
            for table in (self.score, self.words, self.order, self.in_first, self.in_second)
        )
        return Link(cell[0], cell[1], score, words, order, in_first, in_second, is_moved)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A wording as arrays: the distinct stems of each sentence, and each sentence as a string of stems."""

    numbers: NDArray[np.uint64]
    weights: Floats
    sentence: NDArray[np.int64]
    strings: list[str]


@lru_cache(maxsize=512)
def _prepared(wording: Wording) -> _Prepared:
    numbers: list[int] = []
    weights: list[float] = []
    sentence: list[int] = []
    for at, one in enumerate(wording.sentences):
        stems = {term.number: term.weight for term in one.terms}
        numbers += stems.keys()
        weights += stems.values()
        sentence += [at] * len(stems)
    return _Prepared(
        np.array(numbers, np.uint64), np.array(weights, np.float32), np.array(sentence, np.int64),
        ["".join([term.stem_mark for term in one.terms]) for one in wording.sentences],
    )  # fmt: skip


def _best_chain(cells: list[tuple[int, int]], score: Floats) -> list[tuple[int, int]]:
    """Return the cells, in order in both wordings, that add up to most.

    A sentence may be several of the other wording where those follow each other: sentences are merged and split.
    """
    best: list[float] = []
    before: list[int] = []
    for number, (i, j) in enumerate(cells):
        gain = float(score[i, j]) - ENOUGH / 2
        value, source = gain, -1
        for earlier in range(number - 1, -1, -1):
            x, y = cells[earlier]
            if x <= i and y <= j and (x < i or y < j):
                # Half counts only what is used a second time.
                total = best[earlier] + (gain if x < i and y < j else gain / 2)
                if total > value:
                    value, source = total, earlier
        best.append(value)
        before.append(source)
    chain: list[tuple[int, int]] = []
    at = max(range(len(cells)), key=lambda number: (best[number], -number), default=-1)
    while at >= 0:
        chain.append(cells[at])
        at = before[at]
    return chain[::-1]
