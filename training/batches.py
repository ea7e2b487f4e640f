"""Windows of material, and batches of windows, as tensors."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.corpora import BIO, ENTITY_LABELS, SIDES, Material
from training.network import SPAN_HEADS, TAG_HEADS
from verbale.parse.features import gaps_of, shape_of
from verbale.parse.pieces import pieces_of

#: Word pieces in a training window, without [CLS] and [SEP]; reading uses windows of the same order.
WINDOW = 222
LAYERS = ("source", "cue", "content")


#: The labels of heads that have the same ones whatever the material.
FIXED: dict[str, list[str]] = {
    "sentence": ["O", "B"], "entity": ENTITY_LABELS, **dict.fromkeys(LAYERS, BIO), "stance": SIDES,
    "swapped": ["O", "S"],
}  # fmt: skip


def label_inventories(materials: list[Material]) -> dict[str, list[str]]:
    """Return the labels of each head: fixed ones, and of tags those seen at least three times, sorted."""
    inventories = dict(FIXED)
    for head in ("upos", "xpos", "feats", "lemma", "deprel"):
        counts = Counter(label for m in materials for label in m.labels.get(head, ()) if label is not None)
        inventories[head] = sorted(label for label, count in counts.items() if count >= 3)
    return inventories


class Window:
    """A run of words of one document, as arrays."""

    __slots__ = ("arrays", "links", "pieces", "weight")

    def __init__(self, arrays: dict[str, np.ndarray], links: list[tuple[int, int]], pieces: int, weight: float) -> None:
        self.arrays, self.links, self.pieces, self.weight = arrays, links, pieces, weight


class Windows:
    """All material, numbered by the label inventories, from which each pass draws its windows."""

    def __init__(self, materials: list[Material], labels: dict[str, list[str]], tokenizer: Tokenizer) -> None:
        self.documents = []
        index = {head: {label: i for i, label in enumerate(values)} for head, values in labels.items()}
        for material in materials:
            words = material.words()
            pieces = pieces_of(words, tokenizer)
            arrays = {
                "word_shapes": np.array([shape_of(w) for w in words]),
                "word_gaps": np.array(gaps_of(material.text, material.spans)),
            }
            for head in (*TAG_HEADS, *SPAN_HEADS, "deprel"):
                values = material.labels.get(head)
                arrays[head] = (
                    np.full(len(words), -100)
                    if values is None
                    else np.array([index[head].get(v, -100) if v is not None else -100 for v in values])
                )
            if material.heads is not None:
                arrays["head"] = np.array(material.heads)
                starts = np.zeros(len(words), dtype=np.int64)
                starts[[i for i, label in enumerate(material.labels["sentence"]) if label == "B"]] = 1
                arrays["sentence_number"] = starts.cumsum()
            self.documents.append((material, arrays, pieces))

    def draw(self, chance: random.Random) -> Iterator[Window]:
        """Cut every document into windows at its cuts; the first one has a random length, so that seams move."""
        for material, arrays, pieces in self.documents:
            size = len(material.spans)
            cuts = [*material.cuts, size]
            begin, budget = 0, chance.randint(WINDOW // 3, WINDOW)
            while begin < size:
                limit = pieces.starts[begin] + budget
                inside = [c for c in cuts if c > begin and pieces.starts[c] <= limit]
                end = inside[-1] if inside else int(np.searchsorted(pieces.starts, limit, "right")) - 1
                end = min(max(end, begin + 1), size)
                yield self.cut(material, arrays, pieces, begin, end)
                begin, budget = end, WINDOW

    def cut(self, material: Material, arrays: dict[str, np.ndarray], pieces: object, begin: int, end: int) -> Window:
        """Return the window of the words from `begin` to before `end`."""
        part = {name: values[begin:end] for name, values in arrays.items()}
        starts = pieces.starts[begin : end + 1]  # type: ignore[attr-defined]
        part["ids"] = pieces.ids[starts[0] : starts[-1]]  # type: ignore[attr-defined]
        part["first"] = starts[:-1] - starts[0] + 1  # after [CLS]
        part["last"] = starts[1:] - starts[0]
        lengths = np.diff(starts)
        part["piece_shapes"] = np.repeat(part["word_shapes"], lengths)
        part["piece_gaps"] = np.repeat(part["word_gaps"], lengths)
        if "head" in part:
            heads = part["head"] - begin
            heads[(heads < 0) | (heads >= end - begin)] = -100
            part["head"] = heads
        links = [(a - begin, b - begin) for a, b in material.links if begin <= a < end and begin <= b < end]
        return Window(part, links, len(part["ids"]) + 2, material.weight)


def batches(windows: list[Window], size: int, chance: random.Random) -> list[list[Window]]:
    """Group windows of like length into batches of about `size` pieces, in random order."""
    ordered = sorted(windows, key=lambda w: (w.pieces // 16, chance.random()))
    found: list[list[Window]] = []
    current: list[Window] = []
    for window in ordered:
        longest = max(window.pieces, *(w.pieces for w in current)) if current else window.pieces
        if current and longest * (len(current) + 1) > size:
            found.append(current)
            current = []
        current.append(window)
    if current:
        found.append(current)
    chance.shuffle(found)
    return found


def collate(windows: list[Window], cls: int, sep: int) -> dict[str, Tensor]:
    """Pad windows into one batch of tensors."""
    pieces = max(w.pieces for w in windows)
    words = max(len(w.arrays["first"]) for w in windows)
    count = len(windows)
    batch = {name: np.zeros((count, pieces), dtype=np.int64) for name in ("ids", "shapes", "gaps", "mask")}
    for name in ("first", "last"):
        batch[name] = np.zeros((count, words), dtype=np.int64)
    for name in (*TAG_HEADS, *SPAN_HEADS, "deprel", "head"):
        batch[name] = np.full((count, words), -100, dtype=np.int64)
    batch["sentence_number"] = np.zeros((count, words), dtype=np.int64)
    weight = np.zeros((count, words), dtype=np.float32)
    links = []
    for row, window in enumerate(windows):
        arrays, length = window.arrays, window.pieces
        batch["ids"][row, :length] = [cls, *arrays["ids"], sep]
        batch["mask"][row, :length] = 1
        batch["shapes"][row, 1 : length - 1] = arrays["piece_shapes"]
        batch["gaps"][row, 1 : length - 1] = arrays["piece_gaps"]
        size = len(arrays["first"])
        for name in ("first", "last", *TAG_HEADS, *SPAN_HEADS, "deprel", "head", "sentence_number"):
            if name in arrays:
                batch[name][row, :size] = arrays[name]
        weight[row, :size] = window.weight
        links.extend((row, a, b) for a, b in window.links)
    tensors = {name: torch.from_numpy(values) for name, values in batch.items()}
    tensors["weight"] = torch.from_numpy(weight)
    tensors["links"] = torch.tensor(links, dtype=torch.int64).reshape(-1, 3)
    return tensors
