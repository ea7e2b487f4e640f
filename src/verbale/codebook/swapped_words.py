"""The words that rewriting machines put for others, both ways: what stands for a word, and what a word stands for.

The data are in ``swapped_words.tsv``; ``training/phrases.py`` makes them.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from importlib import resources


def swapped_for(word: str) -> tuple[str, ...]:
    """Return the words that stand where a folded word stood, or for which it stands, in order."""
    return _table().get(word, ())


@functools.cache
def _table() -> dict[str, tuple[str, ...]]:
    """Return the words both ways."""
    lines = resources.files(__package__).joinpath("swapped_words.tsv").read_text("utf-8").splitlines()
    found: dict[str, set[str]] = defaultdict(set)
    for line in [line for line in lines if line and not line.startswith("#")][1:]:
        word, originals = line.split("\t")
        for original in originals.split(" "):
            found[word].add(original)
            found[original].add(word)
    return {word: tuple(sorted(others)) for word, others in found.items()}
