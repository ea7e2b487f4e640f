"""The heads of the network, in numpy: word vectors in, labels and trees out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from verbale.parse.trees import best_tree

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

TAGS = ("upos", "xpos", "feats", "lemma")
SPANS = ("source", "cue", "content")
#: Sentences are parsed together until they have this many words: their label scores take some 26 kB a word.
BLOCK = 300


@dataclass(frozen=True, slots=True)
class Biaffine:
    """Scores for pairs of words: two projections and one matrix for each label.

    Attributes:
        left, right: Matrix and bias of a projection, and, where the matrices of labels are of lower rank than the
            projection is wide, the basis that its views are brought to.
        weight: [labels, left, right].
    """

    left: tuple[Floats, Floats, Floats | None]
    right: tuple[Floats, Floats, Floats | None]
    weight: Floats

    def lefts(self, x: Floats) -> Floats:
        """Return the words as the first of a pair."""
        return _view(x, *self.left)

    def rights(self, x: Floats) -> Floats:
        """Return the words as the second of a pair."""
        return _view(x, *self.right)


def _view(x: Floats, matrix: Floats, bias: Floats, basis: Floats | None) -> Floats:
    """Return a projection of the words with a one appended."""
    y = x @ matrix.T + bias
    y = np.maximum(y, np.float32(0.1) * y)
    y = np.concatenate([y, np.ones((len(y), 1), np.float32)], 1)
    return y if basis is None else np.asarray(y @ basis, dtype=np.float32)


def softmax(x: Floats) -> Floats:
    """Return the softmax over the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), dtype=np.float32)


class Heads:
    """All heads, from the file that ``training/export.py`` writes."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as stored:
            weights = {name: stored[name].astype(np.float32) for name in stored.files}
        self._linear = {
            name.removeprefix("tags.").removesuffix(".weight"): (weights[name], weights[name[:-6] + "bias"])
            for name in weights
            if name.startswith("tags.") and name.endswith(".weight")
        }
        # Fitted to an export when that is otherwise complete.
        self._swapped = (weights["swapped.weight"], weights["swapped.bias"]) if "swapped.weight" in weights else None
        self.arcs, self.deprels, self.links = (
            Biaffine(
                (weights[f"{name}.left.weight"], weights[f"{name}.left.bias"], weights.get(f"{name}.left.basis")),
                (weights[f"{name}.right.weight"], weights[f"{name}.right.bias"], weights.get(f"{name}.right.basis")),
                weights[f"{name}.weight"],
            )
            for name in ("arcs", "deprels", "links")
        )

    def scores(self, head: str, x: Floats) -> Floats:
        """Return the scores of a head's labels for each word."""
        matrix, bias = self._linear[head]
        return np.asarray(x @ matrix.T + bias, dtype=np.float32)

    def swapped(self, x: Floats) -> Floats:
        """Return how likely a machine put each word in the place of another, by all that the heads read of it."""
        if self._swapped is None:
            return np.zeros(len(x), np.float32)
        matrix, bias = self._swapped
        return np.asarray(1 / (1 + np.exp(-(x @ matrix + bias))), dtype=np.float32)

    def tree(self, x: Floats, sentences: list[tuple[int, int]]) -> tuple[Ints, Ints]:
        """Return each word's head and the number of its dependency label; a root is its own head.

        Args:
            x: The words' vectors.
            sentences: The sentences as (first word, word after the last), covering all words.
        """
        heads = np.empty(len(x), dtype=np.int64)
        deprels = np.empty(len(x), dtype=np.int64)
        block: list[tuple[int, int]] = []
        for sentence in sentences:
            block.append(sentence)
            if sentence[1] - block[0][0] >= BLOCK or sentence is sentences[-1]:
                first, after = block[0][0], sentence[1]
                inside = [(a - first, b - first) for a, b in block]
                found, labels = self._block(x[first:after], inside)
                heads[first:after], deprels[first:after] = found + first, labels
                block = []
        return heads, deprels

    def _block(self, x: Floats, sentences: list[tuple[int, int]]) -> tuple[Ints, Ints]:
        """Return heads and labels of some sentences, whose scores are in memory together."""
        left, right = self.arcs.lefts(x) @ self.arcs.weight[0], self.arcs.rights(x)
        heads = np.empty(len(x), dtype=np.int64)
        for first, after in sentences:
            heads[first:after] = best_tree(left[first:after] @ right[first:after].T) + first
        child, parent = self.deprels.lefts(x), self.deprels.rights(x)
        labels, width, other = self.deprels.weight.shape
        turned = child @ self.deprels.weight.transpose(1, 0, 2).reshape(width, -1)
        scores = np.einsum("nkj,nj->nk", turned.reshape(len(x), labels, other), parent[heads])
        return heads, scores.argmax(1)

    def link(self, x: Floats, parts: Ints, cues: Ints) -> Floats:
        """Return for each part (index of its first word) how likely it belongs to each cue (likewise)."""
        return softmax(self.links.lefts(x[parts]) @ self.links.weight[0] @ self.links.rights(x[cues]).T)
