from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from verbale.parse.trees import best_tree

Floats = NDArray[np.float32]


def is_tree(heads: list[int], root: int) -> bool:
    """Tell whether every word reaches the root, which alone is its own head."""
    for start in range(len(heads)):
        node = start
        for _ in heads:
            node = heads[node]
        if node != root:
            return False
    return [i for i, head in enumerate(heads) if head == i] == [root]


def total(scores: Floats, heads: list[int], root: int) -> float:
    """Return the score of a tree, without that of its root."""
    return float(sum(scores[i, head] for i, head in enumerate(heads) if i != root))


def brute_force(scores: Floats, root: int) -> float:
    """Return the score of the best of all trees with a root."""
    size = len(scores)
    choices = [[root] if i == root else [j for j in range(size) if j != i] for i in range(size)]
    return max(total(scores, list(heads), root) for heads in itertools.product(*choices) if is_tree(list(heads), root))


def root_of(heads: list[int]) -> int:
    return next(i for i, head in enumerate(heads) if head == i)


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_it_is_the_best_tree_for_its_root(size: int) -> None:
    random = np.random.default_rng(size)
    for _ in range(60):
        scores = random.normal(scale=3, size=(size, size)).astype(np.float32)
        heads = best_tree(scores).tolist()
        root = root_of(heads)
        assert is_tree(heads, root)
        assert total(scores, heads, root) == pytest.approx(brute_force(scores, root), abs=1e-4)


def test_the_best_tree_for_its_root_with_many_cycles() -> None:
    """Words that all want each other in pairs and rings, so that cycles contract into cycles."""
    random = np.random.default_rng(7)
    for _ in range(25):
        scores = random.normal(size=(6, 6)).astype(np.float32)
        for i, j in ((0, 1), (1, 0), (2, 3), (3, 2), (4, 5), (5, 4), (1, 2), (3, 0)):
            scores[i, j] += 6
        heads = best_tree(scores).tolist()
        root = root_of(heads)
        assert is_tree(heads, root)
        assert total(scores, heads, root) == pytest.approx(brute_force(scores, root), abs=1e-4)


def test_large_matrices_give_trees() -> None:
    random = np.random.default_rng(3)
    for size in (40, 120, 300):
        scores = random.normal(size=(size, size)).astype(np.float32)
        heads = best_tree(scores).tolist()
        assert is_tree(heads, root_of(heads))


def test_a_single_word_is_its_own_root() -> None:
    assert best_tree(np.array([[-5.0]], dtype=np.float32)).tolist() == [0]


def test_the_only_word_that_prefers_to_be_root_is_it() -> None:
    scores = np.array([[0, 5, 1], [1, 9, 2], [1, 5, 0]], dtype=np.float32)
    assert best_tree(scores).tolist() == [1, 1, 1]


def test_of_two_that_would_be_root_the_one_with_the_wider_margin_is() -> None:
    scores = np.array([[6, 5, 0], [0, 9, 1], [0, 2, 0]], dtype=np.float32)  # margins 1 and 8
    assert best_tree(scores).tolist() == [1, 1, 1]


def test_where_nobody_would_be_root_the_one_that_loses_least_is() -> None:
    scores = np.array([[-9, 5, 0], [3, 2, 0], [4, 1, -9]], dtype=np.float32)  # margins -14, -1, -13
    assert best_tree(scores).tolist() == [1, 1, 0]


def test_equal_scores_still_give_a_tree() -> None:
    heads = best_tree(np.zeros((9, 9), dtype=np.float32)).tolist()
    assert is_tree(heads, root_of(heads))


def test_the_scores_are_not_changed() -> None:
    scores = np.random.default_rng(1).normal(size=(6, 6)).astype(np.float32)
    before = scores.copy()
    best_tree(scores)
    assert np.array_equal(scores, before)
