"""Cut a long text into overlapping windows, so that every word is read with context on both sides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """One window: the words the encoder sees, and of those the ones whose vectors are taken from it."""

    first: int
    after: int
    keep_first: int
    keep_after: int


def windows_of(starts: Ints, size: int, overlap: int) -> list[Window]:
    """Cover all words with windows of at most `size` pieces.

    Neighbours share about `overlap` pieces; each word's vector comes from the window in which it lies farther from
    an edge, so that there is no seam.

    Args:
        starts: Index of each word's first piece, and the number of pieces as last entry.
        size: Pieces in a window; larger than the pieces of any word.
        overlap: Pieces that neighbours share.
    """
    count = len(starts) - 1
    if count <= 0:
        return []
    total = int(starts[-1])
    if total <= size:
        return [Window(0, count, 0, count)]
    number = -(-(total - overlap) // (size - overlap))
    step = (total - size) / (number - 1)
    # Windows evenly spread; each begins at the first word that starts at or after its place.
    firsts = [int(np.searchsorted(starts[:-1], round(i * step), "left")) for i in range(number)]
    afters = [int(np.searchsorted(starts, starts[f] + size, "right")) - 1 for f in firsts]
    for i in range(number - 1):  # long words can leave a gap: begin the next window earlier
        firsts[i + 1] = min(firsts[i + 1], afters[i])
        afters[i + 1] = int(np.searchsorted(starts, starts[firsts[i + 1]] + size, "right")) - 1
    while afters[-1] < count:
        firsts.append(afters[-1])
        afters.append(int(np.searchsorted(starts, starts[firsts[-1]] + size, "right")) - 1)
    found = []
    keep_first = 0
    for i, (first, after) in enumerate(zip(firsts, afters, strict=True)):
        keep_after = after if i + 1 == len(firsts) else (firsts[i + 1] + after + 1) // 2
        found.append(Window(first, after, keep_first, keep_after))
        keep_first = keep_after
    return found
