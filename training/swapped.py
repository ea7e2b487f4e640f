"""Fit the head that tells words which a machine put in the place of others: ``python -m training.swapped FOLDER``.

A logistic regression over all that the heads read of a word, fitted to the exported encoder, on the texts of
`training.corpora.rewritten`; it is written into the folder's ``heads.npz``. (As a head of the network it was one loss
among many, and did not survive the averaging of runs.) Printed: the area under the curve on texts left out, with words
swapped by another source of synonyms. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from training.corpora.material import Material
from training.corpora.rewritten import rewritten
from verbale.parse.engine import Engine
from verbale.parse.words import words_of

#: The share of untouched words that are learned from; of swapped ones all are.
KEPT = 0.25
#: One text in so many is left out to measure on.
LEFT_OUT = 8


def vectors(engine: Engine, material: Material) -> np.ndarray:
    """Return what the heads read of each word of a text."""
    reading = engine._encode(words_of(material.text))
    return np.concatenate([reading.tags, reading.tree, reading.spans], 1)


def read(engine: Engine, materials: Iterator[Material]) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Yield the name of each text, its words' vectors and which of them were put in."""
    for material in materials:
        labels = np.array([label == "S" for label in material.labels["swapped"]])
        found = vectors(engine, material)
        if len(found) == len(labels):
            yield material.name, found, labels


def main() -> None:
    """Fit, print and write."""
    parser = argparse.ArgumentParser(description="Fit the head that tells swapped words.")
    parser.add_argument("folder", type=Path, help="the exported weights; heads.npz is written anew")
    arguments = parser.parse_args()
    rng = random.Random(1)
    tables, labels, held = [], [], []
    names: dict[str, int] = {}
    for name, found, swapped in read(Engine(arguments.folder), rewritten(1)):
        if names.setdefault(name, len(names)) % LEFT_OUT == 0:
            held.append((found, swapped))
            continue
        rows = np.array([put_in or rng.random() < KEPT for put_in in swapped])
        tables.append(found[rows].astype(np.float32))
        labels.append(swapped[rows])
    table, put_in = np.concatenate(tables), np.concatenate(labels)
    mean, scale = table.mean(0), table.std(0) + 1e-6
    head = LogisticRegression(C=0.01, max_iter=300).fit((table - mean) / scale, put_in)
    weight = head.coef_[0] / scale
    # As if all untouched words had been seen.
    bias = float(head.intercept_[0] - weight @ mean + np.log(KEPT))
    chances = np.concatenate([found @ weight + bias for found, _ in held])
    truth = np.concatenate([swapped for _, swapped in held])
    print(f"area under the curve {roc_auc_score(truth, chances):.3f}, words {len(truth)}, swapped {truth.mean():.3f}")
    for odds in (0.5, 0.7, 0.8, 0.9):
        told = chances > np.log(odds / (1 - odds))
        print(f"odds {odds}: precision {truth[told].mean():.3f}, recall {told[truth].mean():.3f}")
    with np.load(arguments.folder / "heads.npz", allow_pickle=False) as stored:
        heads = dict(stored)
    heads |= {"swapped.weight": weight.astype(np.float16), "swapped.bias": np.array([bias], np.float16)}
    np.savez_compressed(arguments.folder / "heads.npz", **heads)


if __name__ == "__main__":
    main()
