"""Spans from the scores of words: the likeliest sequence of labels that can be read as spans."""

from __future__ import annotations

import numpy as np

from verbale.parse.heads import Floats, softmax

#: Words that are outside any span with at least this probability separate stretches, which are decoded one by one.
CERTAIN = 0.999
_NEVER = np.float32(-1e9)


def best_labels(scores: Floats, names: list[str]) -> list[str]:
    """Return the likeliest labels of a text's words in which every I goes on with a span of its kind (Viterbi 1967).

    Taken word by word, the likeliest labels are often none that can be read: a B of one kind and an I of another, or
    an I by itself.

    Args:
        scores: The labels' scores for each word.
        names: The labels, BIO: ``O``, ``B`` and ``I``, or ``B-ORG`` and ``I-ORG`` and the like.
    """
    chances = softmax(scores)
    outside = names.index("O")
    labels = np.full(len(scores), outside)
    uncertain = np.flatnonzero(chances[:, outside] < CERTAIN)
    logs = np.log(np.maximum(chances, np.float32(1e-30)))
    allowed = _transitions(names)
    for stretch in np.split(uncertain, np.flatnonzero(np.diff(uncertain) > 1) + 1):
        if len(stretch):
            labels[stretch] = _best_path(logs[stretch], allowed, outside)
    return [names[label] for label in labels]


def _transitions(names: list[str]) -> Floats:
    """Return what a step from one label (row) to another (column) adds to the score."""
    steps = np.zeros((len(names), len(names)), dtype=np.float32)
    for column, name in enumerate(names):
        if name.startswith("I"):
            steps[[before == "O" or before[1:] != name[1:] for before in names], column] = _NEVER
    return steps


def _best_path(logs: Floats, steps: Floats, outside: int) -> list[int]:
    """Return the labels of a stretch that stands between words outside."""
    best = steps[outside] + logs[0]
    behind = []
    for row in logs[1:]:
        ways = best[:, None] + steps
        before = ways.argmax(0)
        behind.append(before)
        best = ways.max(0) + row
    path = [int(best.argmax())]
    for before in reversed(behind):
        path.append(int(before[path[-1]]))
    return path[::-1]


def runs_of(labels: list[str]) -> list[tuple[int, int]]:
    """Return the spans of a BIO sequence as (first word, after last); an I after another kind begins a span."""
    found: list[tuple[int, int]] = []
    first: int | None = None
    previous = "O"
    for i, label in enumerate([*labels, "O"]):
        goes_on = label.startswith("I") and first is not None and label[1:] == previous[1:]
        if not goes_on and first is not None:
            found.append((first, i))
            first = None
        if label != "O" and first is None:
            first = i
        previous = label
    return found
