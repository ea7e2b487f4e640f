"""Spans from scores: the likeliest labels that can be read."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.parse.spans import best_labels, runs_of

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]


def scores_of(*rows: dict[str, float]) -> np.ndarray:
    """Return scores that are 0 but where given."""
    return np.array([[row.get(name, 0.0) for name in NAMES] for row in rows], dtype=np.float32)


@pytest.mark.parametrize(
    ("labels", "runs"),
    [
        ([], []),
        (["O", "O"], []),
        (["B", "I", "I"], [(0, 3)]),
        (["B", "B", "I"], [(0, 1), (1, 3)]),
        (["O", "I", "I", "O"], [(1, 3)]),
        (["B-PER", "I-PER", "I-ORG"], [(0, 2), (2, 3)]),
        (["I-LOC", "O", "B-LOC"], [(0, 1), (2, 3)]),
    ],
)
def test_runs_of_a_bio_sequence(labels: list[str], runs: list[tuple[int, int]]) -> None:
    assert runs_of(labels) == runs


def test_one_name_of_two_kinds_becomes_the_likelier_kind() -> None:
    scores = scores_of({"B-PER": 3.0, "B-ORG": 2.0}, {"I-ORG": 4.0, "I-PER": 1.0})
    assert [NAMES[i] for i in scores.argmax(1)] == ["B-PER", "I-ORG"]
    assert best_labels(scores, NAMES) == ["B-ORG", "I-ORG"]


def test_an_i_by_itself_gets_a_beginning() -> None:
    scores = scores_of({"O": 9.0}, {"O": 1.0, "B-ORG": 0.5}, {"I-ORG": 6.0}, {"O": 20.0})
    assert best_labels(scores, NAMES) == ["O", "B-ORG", "I-ORG", "O"]


def test_certain_words_outside_and_no_words() -> None:
    assert best_labels(scores_of({"O": 30.0}, {"O": 30.0}), NAMES) == ["O", "O"]
    assert best_labels(np.zeros((0, len(NAMES)), np.float32), NAMES) == []


def readable(labels: list[str]) -> bool:
    return all(
        not label.startswith("I") or (before != "O" and before[1:] == label[1:])
        for before, label in itertools.pairwise(["O", *labels])
    )


@given(st.lists(st.lists(st.integers(-20, 20), min_size=5, max_size=5), min_size=1, max_size=4))
def test_no_readable_sequence_is_likelier(rows: list[list[int]]) -> None:
    # Scores differ by 4 at most, so that no word is certainly outside.
    scores = np.array(rows, dtype=np.float32) / 10
    labels = best_labels(scores, NAMES)
    assert readable(labels)

    def total(sequence: list[str]) -> float:
        return sum(float(row[NAMES.index(label)]) for row, label in zip(scores, sequence, strict=True))

    best = max(total(list(s)) for s in itertools.product(NAMES, repeat=len(rows)) if readable(list(s)))
    assert total(labels) == pytest.approx(best, abs=1e-4)
