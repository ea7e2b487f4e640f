"""Words into word pieces: the encoder's input."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

#: A word gives the encoder at most this many pieces; longer ones (addresses, keys) are cut.
MAX_PIECES = 8

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text: their ids, and the index of the first piece of each word (one more entry at the end)."""

    ids: Ints
    starts: Ints


def pieces_of(words: list[str], tokenizer: Tokenizer) -> Pieces:
    """Split words into pieces, each word by itself; a word without pieces becomes the unknown piece."""
    unknown = int(tokenizer.token_to_id("[UNK]") or 0)
    known: dict[str, list[int]] = {}
    fresh = list(dict.fromkeys(words))
    for word, encoding in zip(fresh, tokenizer.encode_batch(fresh, add_special_tokens=False), strict=True):
        known[word] = encoding.ids[:MAX_PIECES] or [unknown]
    ids: list[int] = []
    starts = [0]
    for word in words:
        ids.extend(known[word])
        starts.append(len(ids))
    return Pieces(np.asarray(ids, dtype=np.int64), np.asarray(starts, dtype=np.int64))
