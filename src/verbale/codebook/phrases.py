"""Established phrases of two words, and the words that rewriting machines put for others.

The data are in ``phrases.tsv``, ``swapped_words.tsv`` and ``plain_pairs.tsv``; ``training/phrases.py`` makes them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib import resources


@functools.lru_cache(maxsize=100_000)
def established_phrase(one: str, other: str) -> str:
    """Return the established phrase for which two neighbours may have been put; empty if there is none.

    Args:
        one: The first word, folded.
        other: The second word, folded.
    """
    phrases, plain, swapped = _table("phrases.tsv"), _table("plain_pairs.tsv"), _table("swapped_words.tsv")
    if other in phrases.get(one, ()) or other in plain.get(one, ()):
        return ""
    for first in (one, *swapped.get(one, ())):
        following = phrases.get(first, ())
        for second in (other, *swapped.get(other, ())):
            if second in following:
                return f"{first} {second}"
    return ""


@functools.cache
def _table(name: str) -> dict[str, tuple[str, ...]]:
    """Return a table of words, by the first of each row."""
    return dict(_rows(name))


def _rows(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the rows of a table: a word, and words."""
    lines = resources.files(__package__).joinpath(name).read_text("utf-8").splitlines()
    for line in [line for line in lines if line and not line.startswith("#")][1:]:
        word, others = line.split("\t")
        yield word, tuple(others.split(" "))
