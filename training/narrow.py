"""Bring the matrices of the dependency labels to a lower rank: a quarter of the work, and no label is lost by it.

There is a matrix for each of some fifty labels, as wide as the two projections. What the projections yield for real
words lies near a smaller space; the matrices are brought to its main directions, those that matter most for the
labels' scores (a Tucker decomposition in two modes of the matrices weighted by the covariance of what they are
multiplied with; Kolda and Bader 2009).
"""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.conllu import Document, read_documents
from training.sources import DATA
from verbale.parse.engine import Engine
from verbale.parse.words import blank_pipeline

EWT = DATA / "parse" / "ud_ewt" / "train.conllu"
Floats = NDArray[np.float64]
#: On EWT dev, labelled attachment is the same at 64 (of 129) as in full; at 48 it is 0.05 points less.
RANK = 64


def narrowed(weight: Floats, left: Floats, right: Floats, rank: int = RANK) -> tuple[Floats, Floats, Floats]:
    """Return matrices of a lower rank, and the bases that bring the two sides to them.

    Args:
        weight: [labels, width, width].
        left: [words, width]: words as the first of a pair.
        right: [words, width]: the second of each pair.
        rank: Width of the new matrices.

    Returns:
        The matrices, [labels, rank, rank], and the bases of the left and the right side, [width, rank].
    """
    (left_root, left_inverse), (right_root, right_inverse) = _roots(left), _roots(right)
    weighted = np.einsum("ab,kbc,cd->kad", left_root, weight, right_root)
    width = weight.shape[1]
    main_left = np.linalg.svd(weighted.transpose(1, 0, 2).reshape(width, -1), full_matrices=False)[0][:, :rank]
    main_right = np.linalg.svd(weighted.transpose(2, 0, 1).reshape(width, -1), full_matrices=False)[0][:, :rank]
    core = np.einsum("ai,kab,bj->kij", main_left, weighted, main_right)
    return core, left_inverse @ main_left, right_inverse @ main_right


def _roots(values: Floats) -> tuple[Floats, Floats]:
    """Return the square root of what values have in common, and its inverse."""
    sizes, axes = np.linalg.eigh(values.T @ values / len(values))
    sizes = np.sqrt(np.maximum(sizes, 1e-6 * sizes.max()))
    return (axes * sizes) @ axes.T, (axes / sizes) @ axes.T


def narrow(folder: Path, documents: int = 60) -> None:
    """Bring the dependency labels of exported weights to a lower rank, by what they see in EWT train.

    Args:
        folder: The exported weights; ``heads.npz`` is written anew.
        documents: How many documents to look at.
    """
    engine = Engine(folder)
    pairs = [_views(engine, document) for document in islice(read_documents(EWT), documents)]
    left, right = (np.concatenate(views).astype(np.float64) for views in zip(*pairs, strict=True))
    with np.load(folder / "heads.npz", allow_pickle=False) as stored:
        heads = dict(stored)
    weight, left_basis, right_basis = narrowed(heads["deprels.weight"].astype(np.float64), left, right)
    heads |= {"deprels.weight": weight, "deprels.left.basis": left_basis, "deprels.right.basis": right_basis}
    np.savez_compressed(folder / "heads.npz", **{name: value.astype(np.float16) for name, value in heads.items()})


def _views(engine: Engine, document: Document) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the words of a document as children, and for each its head as head."""
    reading = engine._encode(blank_pipeline()(document.text))
    heads, _ = engine._heads.tree(reading.tree, engine._sentences(reading))
    labels = engine._heads.deprels
    return labels.lefts(reading.tree), labels.rights(reading.tree)[heads]


if __name__ == "__main__":
    narrow(Path(sys.argv[1]))
