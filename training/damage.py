"""Measure, and fit, a head that tells words which a rewriting machine put in, from the encoder's vectors as they are.

    python -m training.swapped [--out FILE] [--texts N]

Half of the texts are open news (the development half), half the same with words swapped for WordNet's synonyms; what it
is measured on are other texts with Moby's. The encoder is not trained: a logistic regression over what its heads read.
After the idea of telling replaced tokens (Clark et al. 2020, ELECTRA). Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import random
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from benchmarks.damage.operations import with_synonyms
from benchmarks.damage.synonyms import Synonyms, moby, wordnet
from benchmarks.damage.texts import development_texts, measuring_texts
from verbale.parse.engine import Engine, default_engine
from verbale.parse.words import words_of

Floats = NDArray[np.float32]
#: Shares of the words that are swapped, in turn.
TUNED, MEASURED = (0.15, 0.3, 0.45), (0.15, 0.3, 0.45, 0.65)
CHARACTERS = 1500
#: Of the untouched texts, so many may be called rewritten when recall is measured.
FALSE_ALARMS = 0.02


def vectors(engine: Engine, text: str) -> tuple[list[str], Floats]:
    """Return the words of a text and what the heads read of each."""
    words = words_of(text)
    reading = engine._encode(words)
    return [words[i].text for i in reading.tokens], np.concatenate([reading.tags, reading.tree, reading.spans], 1)


def examples(
    engine: Engine, texts: dict[str, str], synonyms: Synonyms, rates: tuple[float, ...], most: int
) -> tuple[list[Floats], list[NDArray[np.int64]], list[float]]:
    """Return for each text, untouched and rewritten, its vectors, which words were put in, and the share."""
    rng = random.Random(1)
    found: list[Floats] = []
    marks: list[NDArray[np.int64]] = []
    shares: list[float] = []
    for number, text in enumerate(list(texts.values())[:most]):
        rate = rates[number % len(rates)]
        plain, plain_vectors = vectors(engine, text[:CHARACTERS])
        words, word_vectors = vectors(engine, with_synonyms(text[:CHARACTERS], rate, synonyms, rng))
        put_in = np.ones(len(words), np.int64)
        for block in SequenceMatcher(None, plain, words, autojunk=False).get_matching_blocks():
            put_in[block.b : block.b + block.size] = 0
        found += [plain_vectors, word_vectors]
        marks += [np.zeros(len(plain), np.int64), put_in]
        shares += [0.0, rate]
    return found, marks, shares


def main() -> None:
    """Fit, measure and, with ``--out``, write the head."""
    parser = argparse.ArgumentParser(description="A head for words that a rewriting machine put in.")
    parser.add_argument("--out", type=Path, help="write weights and bias to this .npz")
    parser.add_argument("--texts", type=int, default=90)
    arguments = parser.parse_args()
    engine = default_engine()
    tuning, marks, _ = examples(engine, development_texts(), wordnet(), TUNED, arguments.texts)
    table = np.concatenate(tuning)
    mean, scale = table.mean(0), table.std(0) + 1e-6
    head = LogisticRegression(C=0.01, max_iter=200).fit((table - mean) / scale, np.concatenate(marks))
    measured, marks, shares = examples(engine, measuring_texts(), moby(), MEASURED, arguments.texts)
    chances = [head.predict_proba((one - mean) / scale)[:, 1] for one in measured]
    print(f"words: area under the curve {roc_auc_score(np.concatenate(marks), np.concatenate(chances)):.3f}")
    told = np.array([(one > 0.5).mean() for one in chances])
    threshold = np.quantile(told[np.array(shares) == 0], 1 - FALSE_ALARMS)
    for rate in MEASURED:
        recall = (told[np.array(shares) == rate] > threshold).mean()
        print(f"texts with {rate:.0%} swapped: {recall:.2f} found at {FALSE_ALARMS:.0%} false alarms")
    if arguments.out:
        weights = head.coef_[0] / scale
        np.savez(
            arguments.out, weights=weights.astype(np.float32), bias=np.float32(head.intercept_[0] - weights @ mean)
        )


if __name__ == "__main__":
    main()
