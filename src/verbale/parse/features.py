"""What the network is given of each word besides its letters: its shape, and the gap before it.

The encoder is uncased; shape brings the capitals back, and the gap tells words within a line from a new paragraph.
Training and reading use the same functions.
"""

from __future__ import annotations

import itertools

SHAPES = ("pad", "lower", "title", "upper", "mixed", "initial", "digits", "alnum", "punct", "quote", "other")
GAPS = ("pad", "none", "space", "line", "paragraph")

_SHAPE = {name: number for number, name in enumerate(SHAPES)}
_GAP = {name: number for number, name in enumerate(GAPS)}
QUOTES = frozenset("\"'“”‘’„‚«»‹›「」『』〝〞＂`")


def shape_of(word: str) -> int:
    """Return the index in `SHAPES` of a word's shape."""
    if word.isalpha():
        if word.islower():
            return _SHAPE["lower"]
        if len(word) == 1:
            return _SHAPE["initial"] if word.isupper() else _SHAPE["other"]
        if word.isupper():
            return _SHAPE["upper"]
        return _SHAPE["title"] if word[0].isupper() and word[1:].islower() else _SHAPE["mixed"]
    if any(c.isdigit() for c in word):
        return _SHAPE["alnum"] if any(c.isalpha() for c in word) else _SHAPE["digits"]
    if all(c in QUOTES for c in word):
        return _SHAPE["quote"]
    if any(c.isalpha() for c in word):
        return _SHAPE["title"] if word[0].isupper() else _SHAPE["mixed"]
    return _SHAPE["punct"] if word.isprintable() else _SHAPE["other"]


def gap_of(between: str) -> int:
    """Return the index in `GAPS` of what stands between a word and the word before it.

    Args:
        between: The characters between them; any string without letters.
    """
    if not between:
        return _GAP["none"]
    breaks = between.count("\n")
    if not breaks:
        return _GAP["space"]
    return _GAP["line"] if breaks == 1 else _GAP["paragraph"]


def gaps_of(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """Return the gap before each word; the first word of a text begins a paragraph."""
    gaps = [_GAP["paragraph"]] if spans else []
    for (_, before), (start, _) in itertools.pairwise(spans):
        gaps.append(gap_of(text[before:start]))
    return gaps
