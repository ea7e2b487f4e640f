"""What the words of a line mean, as numbers: the mean of its word pieces' vectors.

With them a line that says "Get our briefing each morning" is near one that says "Sign up for the daily newsletter",
although they have no word in common. The vectors are the table of word pieces of all-MiniLM-L6-v2 (Wang et al. 2020),
reduced to principal components and eight bits by ``python -m training.word_vectors``. No network is run.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from importlib import resources

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_FILE = "word_vectors.npz"
_WORD = re.compile(r"[^\W_]+|[^\s\w]|_")
_MOST = 300  # code points; what a line is shows at its beginning
_LONGEST = 24  # letters; no entry of the table is longer
_LENGTHS = 9  # pieces; the mean of few words is near zero less often, so that means of more are drawn out, up to here


def vector_of(line: str) -> Floats:
    """Return the vector of a line; zeros if no word of it is in the table."""
    vocabulary, vectors = _table()
    numbers = [number for word in _WORD.findall(_bare(line[:_MOST])) for number in _pieces(word, vocabulary)]
    if not numbers:
        return np.zeros(vectors.shape[1])
    mean = vectors[numbers].mean(axis=0, dtype=np.float64)
    return np.asarray(mean * min(_LENGTHS, len(numbers)) ** 0.5, dtype=np.float64)


def width() -> int:
    """Return how many numbers a vector has."""
    return int(_table()[1].shape[1])


def _bare(line: str) -> str:
    """Return a line in lower case and without accents, as the table has its words."""
    return "".join(c for c in unicodedata.normalize("NFD", line.lower()) if unicodedata.category(c) != "Mn")


def _pieces(word: str, vocabulary: dict[str, int]) -> list[int]:
    """Return the table's longest entries, from the left, that a word is made of; none if something is left over."""
    found, start = [], 0
    while start < len(word):
        mark = "##" if start else ""
        for end in range(min(len(word), start + _LONGEST), start, -1):
            number = vocabulary.get(mark + word[start:end])
            if number is not None:
                found.append(number)
                start = end
                break
        else:
            return []
    return found


@functools.cache
def _table() -> tuple[dict[str, int], npt.NDArray[np.float32]]:
    """Return the number of each word piece, and their vectors."""
    with resources.files(__package__).joinpath(_FILE).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        words = stored["words"].tobytes().decode().split("\n")
        return {word: number for number, word in enumerate(words)}, stored["vectors"] * np.float32(stored["scale"])
