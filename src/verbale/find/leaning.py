"""Which side a statement takes towards somebody, as learned: from the vectors that the language model gives its words.

A small network with one hidden layer over the mean vectors of the words that name the one spoken of and of the cue,
with the signs of words and grammar beside them. (Those of the content, of the words near by and of the source add
nothing: a word's vector has its surroundings in it.) Learned from pairs of statements and actors
(``training/leaning.py``); the weights are in ``leaning.npz``.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from verbale.find.acts import Saying
from verbale.find.clauses import Stretch

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Leaning:
    """The learned network.

    Attributes:
        mean: What is taken from the features.
        scale: What they are then divided by.
        hidden: Matrix and bias of the hidden layer.
        out: Matrix and bias of what comes out: no side, against, for.
    """

    mean: Floats
    scale: Floats
    hidden: tuple[Floats, Floats]
    out: tuple[Floats, Floats]

    def odds(self, features: Floats) -> Floats:
        """Return how likely no side is taken, that against, and that for."""
        x = (features - self.mean) / self.scale
        x = np.maximum(x @ self.hidden[0] + self.hidden[1], 0.0)
        scores = x @ self.out[0] + self.out[1]
        e = np.exp(scores - scores.max())
        return np.asarray(e / e.sum(), dtype=np.float32)


@functools.cache
def leaning() -> Leaning:
    """Return the network that ships."""
    with resources.files(__package__).joinpath("leaning.npz").open("rb") as file, np.load(file) as stored:
        weights = {name: stored[name].astype(np.float32) for name in stored.files}
    return Leaning(
        weights["mean"], weights["scale"], (weights["hidden"], weights["hidden_bias"]),
        (weights["out"], weights["out_bias"]),
    )  # fmt: skip


def features_of(doc: Doc, one: Saying, names: list[Span], sign: float) -> Floats | None:
    """Return what the side is judged by; None where the ``Doc`` has no vectors of the language model.

    Args:
        doc: The parsed text, with the vectors that the language model left in it.
        one: The statement.
        names: Where its content names the one spoken of.
        sign: The stance by words and grammar.
    """
    vectors = doc.user_data.get("verbale.vectors")
    if vectors is None or one.content[-1][1] > len(vectors):
        return None
    named = _mean(vectors, [(name.start, name.end) for name in names])
    cue = _mean(vectors, [one.cue] if one.cue else [])
    signs = np.array([sign, float(sign > 0), float(sign < 0), float(one.statement.kind != "indirect")])
    return np.concatenate([named, cue, signs]).astype(np.float32)


def _mean(vectors: Floats, stretches: list[Stretch]) -> Floats:
    """Return the mean vector of some stretches; zeros for none."""
    rows = [vectors[first:after] for first, after in stretches if first < after]
    if not rows:
        return np.zeros(vectors.shape[1], np.float32)
    return np.asarray(np.concatenate(rows).mean(0), dtype=np.float32)
