"""Weigh the clues that tell rewritten text: ``python -m training.damage``.

Rewritten are the spun and translated copies of the development half of the generator of damage, untouched their
originals and articles of PolNeAR, whose words the network has not seen; printed are the weights for `find.damage`, and
how many of either are called rewritten with them. The network that gives the odds of words is fitted elsewhere (see
`training.corpora.rewritten`). Needs scikit-learn.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.damage.generator import family_of
from benchmarks.damage.synonyms import wordnet
from benchmarks.damage.texts import development_texts
from benchmarks.harness import engine_from
from benchmarks.polnear import articles
from training.sources import DATA
from verbale.find import damage
from verbale.models import Document
from verbale.parse.engine import WEIGHTS, Engine

POLNEAR = DATA / "attribution" / "polnear" / "train"
KINDS = tuple(damage.WEIGHTS)
COPIES = 7


def documents(untouched: int) -> Iterator[tuple[str, Document]]:
    """Yield documents with what they are: ``untouched``, ``spun 2``, ``translated 3``, …"""
    for name, text in development_texts().items():
        for made in family_of(name, text, wordnet(), COPIES):
            if made.kind is None:
                yield "untouched", made.document
            elif made.kind in ("spun", "translated"):
                yield f"{made.kind} {made.strength}", made.document
    for _, text, _ in islice(articles(POLNEAR), untouched):
        yield "polnear", Document(text)


def rates(engine: Engine, document: Document) -> np.ndarray:
    """Return how many clues of each kind there are in 100 words."""
    found = damage.find_damage(document, engine.read(document.text))
    words = len(document.text.split())
    return np.array([sum(clue.kind == kind for clue in found.clues) for kind in KINDS]) * 100 / words


def main() -> None:
    """Print the weights and what they tell."""
    parser = argparse.ArgumentParser(description="Weights of the clues that tell rewritten text.")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--untouched", type=int, default=300, help="of PolNeAR")
    arguments = parser.parse_args()
    engine = engine_from(arguments.weights)
    read = [(what, rates(engine, document)) for what, document in documents(arguments.untouched)]
    table = np.array([row for _, row in read])
    rewritten = np.array([what not in ("untouched", "polnear") for what, _ in read])
    # Untouched texts weigh more: hardly any of them may be called rewritten.
    fitted = LogisticRegression(C=1.0, class_weight={False: 10, True: 1}, max_iter=2000).fit(table, rewritten)
    print("bias", round(float(fitted.intercept_[0]), 2))
    print({kind: round(float(weight), 2) for kind, weight in zip(KINDS, fitted.coef_[0], strict=True)})
    called = fitted.predict(table)
    for group in sorted({what for what, _ in read}):
        inside = np.array([what == group for what, _ in read])
        print(
            f"{group:14} {called[inside].mean():.3f} of {inside.sum()}; clues in 100 words",
            table[inside].mean(0).round(2),
        )


if __name__ == "__main__":
    main()
