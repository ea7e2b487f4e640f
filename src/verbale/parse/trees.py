"""From scores of head and dependent to a tree: the maximum spanning arborescence (Chu and Liu 1965; Edmonds 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_NEVER = np.float32(-1e9)


def best_tree(scores: Floats) -> Ints:
    """Return the head of each word of one sentence; the root, exactly one, is its own head.

    Args:
        scores: ``scores[i, j]`` tells how well word `j` fits as the head of word `i`; ``scores[i, i]`` how well `i`
            fits as the root.

    The root is chosen first, by its margin over the best head it could have otherwise; given the root, the tree is
    the best one.
    """
    size = len(scores)
    if size == 1:
        return np.zeros(1, dtype=np.int64)
    heads = scores.argmax(1)
    roots = np.flatnonzero(heads == np.arange(size))
    if len(roots) != 1:
        others = scores.copy()
        np.fill_diagonal(others, _NEVER)
        roots = np.array([int((np.diagonal(scores) - others.max(1)).argmax())])
    root = int(roots[0])
    fixed = scores.copy()
    np.fill_diagonal(fixed, _NEVER)
    fixed[root] = _NEVER
    fixed[root, root] = 0.0
    return _arborescence(fixed, root)


def _arborescence(scores: Floats, root: int) -> Ints:
    heads: Ints = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    kept = scores[cycle, heads[cycle]]
    # The cycle becomes one node, the last of the smaller graph.
    smaller = np.full((len(outside) + 1, len(outside) + 1), _NEVER, dtype=scores.dtype)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(cycle, outside)] - kept[:, None]
    entry = into.argmax(0)
    smaller[-1, :-1] = into.max(0)
    out_of = scores[np.ix_(outside, cycle)]
    leaving = out_of.argmax(1)
    smaller[:-1, -1] = out_of.max(1)
    found = _arborescence(smaller, int(np.flatnonzero(outside == root)[0]))
    for i, node in enumerate(outside):
        heads[node] = cycle[leaving[i]] if found[i] == len(outside) else outside[found[i]]
    broken = cycle[entry[found[-1]]]
    heads[broken] = outside[found[-1]]
    heads[root] = root
    return heads


def _cycle(heads: Ints, root: int) -> Ints | None:
    colour = np.zeros(len(heads), dtype=np.int64)
    colour[root] = -1
    for start in range(len(heads)):
        node, path = start, start + 1
        while colour[node] == 0:
            colour[node] = path
            node = int(heads[node])
        if colour[node] == path:
            members = [node]
            while (following := int(heads[members[-1]])) != node:
                members.append(following)
            return np.array(sorted(members))
        node = start
        while colour[node] == path:
            colour[node] = -1
            node = int(heads[node])
    return None
