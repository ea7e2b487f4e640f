"""What a document is looked up by: a sketch of its telling words, and keys that its copies are likely to share.

Three kinds of keys, for what different copies leave alone: runs of words (cuttings and reprints), names and numbers in
their order (rewritten and translated copies), and groups of the sketch (copies of which single words were swapped
everywhere). All are functions of one document alone, so that adding an article never changes those of another.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from verbale.compare.wording import Wording

#: Values of a sketch, and how many of them make a key (Broder 1997; Leskovec et al. 2020, ch. 3). With three, documents
#: that share a third of their telling words have a key in common 9 times out of 10, and those that share a fiftieth in
#: one pair out of 2,000. Changing these, or the seed, makes all stored signatures void.
SKETCH_SIZE, BAND = 192, 3
SEED = 1886
#: Words in a run that is a key, and in the shortest sentence that has one.
RUN = 6
#: A pair is compared if its sketches are so much alike and it has so many keys in common, or so many runs of words: a
#: short excerpt from a long article. On the development half of the generator no copy is lost by that; the least alike,
#: short summaries, are at 0.12.
LEAST_LIKENESS, LEAST_SHARED, LEAST_RUNS = 0.1, 3, 2
#: Telling words count this often in the sketch, by their weight: a name as much as four common words.
COPIES_AT_MOST = 4
_LEAST_TELLING = 0.35  # words of less weight stand in every tenth article; they are not in the sketch
_NAMES_AT_MOST, _RUNS_AT_MOST = 120, 200
_MIX = np.uint64(0x9E3779B97F4A7C15)

# The last two bits of a key tell its kind.
_KIND_BITS = 3
_OF_SKETCH, _OF_NAMES, _OF_RUN = 0, 1, 2

Keys = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Signature:
    """What a document is looked up by.

    Attributes:
        document: Id of the document.
        keys: Signed 64-bit numbers, sorted; documents that share one are looked at together.
        sketch: Which words it has, as `SKETCH_SIZE` unsigned 32-bit numbers; two documents have as large a share of
            them in common as of their telling words. Empty where it has no telling word.
    """

    document: str
    keys: Keys
    sketch: NDArray[np.uint32]


def signature_of(wording: Wording) -> Signature:
    """Return the signature of a document."""
    sketch = _sketch(wording)
    keys = {*_bands(sketch), *_name_keys(wording), *_run_keys(wording)}
    return Signature(wording.id, tuple(sorted(keys)), sketch)


def is_close(first: Signature, second: Signature) -> bool:
    """Tell whether two documents are worth comparing."""
    shared = frozenset(first.keys).intersection(second.keys)
    if len(shared) >= LEAST_SHARED and likeness(first, second) >= LEAST_LIKENESS:
        return True
    return sum(key & _KIND_BITS == _OF_RUN for key in shared) >= LEAST_RUNS


def likeness(first: Signature, second: Signature) -> float:
    """Return which share of their telling words two documents have in common (Jaccard), as their sketches have it."""
    if not len(first.sketch) or not len(second.sketch):
        return 0.0
    return float((first.sketch == second.sketch).mean())


def _sketch(wording: Wording) -> NDArray[np.uint32]:
    """Return the smallest hashes of a document's telling words."""
    weights = {term.stem: term.weight for term in wording.terms if term.weight >= _LEAST_TELLING}
    if not weights:
        return np.zeros(0, np.uint32)
    words = [
        f"{stem}\t{number}"
        for stem, weight in weights.items()
        for number in range(max(1, round(COPIES_AT_MOST * weight)))
    ]
    minima = RMinHash(SKETCH_SIZE, SEED)
    minima.update(words)
    return np.array(minima.digest(), np.uint32)


def _bands(sketch: NDArray[np.uint32]) -> list[int]:
    """Return a key for each group of values of a sketch."""
    if not len(sketch):
        return []
    groups = sketch.reshape(-1, BAND).astype(np.uint64)
    return _mixed([np.arange(1, len(groups) + 1, dtype=np.uint64), *groups.T], _OF_SKETCH)


def _name_keys(wording: Wording) -> list[int]:
    """Return keys for names and numbers that follow each other, in and across sentences, three at a time."""
    numbers = [
        term.number
        for sentence in wording.sentences
        for term, is_anchor in zip(sentence.terms, sentence.anchors, strict=True)
        if is_anchor
    ]
    # A name that is told twice in a row is told once.
    once = [number for before, number in pairwise([0, *numbers]) if number != before][:_NAMES_AT_MOST]
    if len(once) < 3:
        return []
    row = np.array(once, np.uint64)
    return _mixed([row[:-2], row[1:-1], row[2:]], _OF_NAMES)


def _run_keys(wording: Wording) -> list[int]:
    """Return a key for each sentence: the run of words in it that has the smallest hash.

    Which run that is depends on the sentence alone (Schleimer et al. 2003), so that whoever takes a sentence over takes
    its key.
    """
    sentences = [sentence for sentence in wording.sentences[:_RUNS_AT_MOST] if len(sentence.terms) >= RUN]
    if not sentences:
        return []
    row = np.array([term.number for sentence in sentences for term in sentence.terms], np.uint64)
    lengths = np.array([len(sentence.terms) for sentence in sentences])
    starts = np.cumsum(lengths) - lengths
    size = len(row) - RUN + 1
    runs = np.array(_mixed([row[at : at + size] for at in range(RUN)], _OF_RUN), np.int64)
    # Runs across the end of a sentence are not looked at.
    edges = np.stack([starts, starts + lengths - RUN + 1], 1).ravel()
    smallest = np.minimum.reduceat(np.append(runs, np.iinfo(np.int64).max), edges)[::2]
    found: list[int] = smallest.tolist()
    return found


def _mixed(columns: list[NDArray[np.uint64]], kind: int) -> list[int]:
    """Return a key for each row of columns: signed 64-bit hashes (as splitmix64 mixes; Steele et al. 2014)."""
    state = np.full(len(columns[0]), kind, np.uint64)
    for column in columns:
        state = (state ^ column) + _MIX
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        state ^= state >> np.uint64(31)
    found: list[int] = ((state & ~np.uint64(_KIND_BITS)) | np.uint64(kind)).view(np.int64).tolist()
    return found
