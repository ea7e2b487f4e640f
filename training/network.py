"""The network: one BERT-shaped encoder and the heads that read its words.

The encoder is all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019), with two small embeddings added, for a
word's shape and the gap before it. Each group of heads reads its own weighted sum of the layers (Peters et al. 2018).
Dependencies are scored biaffinely (Dozat and Manning 2017); a word that heads itself is the root.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from training.quantize import rounded_rows, rounded_values, rounded_weights
from verbale.parse.features import GAPS, SHAPES

#: Groups of heads, each with its own mix of the layers.
GROUPS = ("tags", "tree", "spans")
TAG_HEADS = ("upos", "xpos", "feats", "lemma", "sentence", "swapped")
SPAN_HEADS = ("entity", "source", "cue", "content", "stance")
ARC_WIDTH, LABEL_WIDTH, LINK_WIDTH = 256, 128, 128


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.attention_norm = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        #: Whether products are rounded as in the exported encoder.
        self.rounded = False

    def products(self, x: Tensor, *parts: nn.Module) -> list[Tensor]:
        """Return what linear maps make of `x`."""
        if not self.rounded:
            return [part(x) for part in parts]
        x = rounded_values(x)
        return [F.linear(x, rounded_weights(part.weight), part.bias) for part in parts]  # type: ignore[arg-type]

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the layer's output; `bias` is added to the attention scores."""
        batch, length, width = x.shape
        shape = (batch, length, self.heads, width // self.heads)
        query, key, value = (y.view(shape).transpose(1, 2) for y in self.products(x, self.query, self.key, self.value))
        if torch.onnx.is_in_onnx_export():
            scores = query @ key.transpose(2, 3) / (width // self.heads) ** 0.5 + bias
            mixed = torch.softmax(scores, -1) @ value
        else:
            # No dropout on the attention itself: it would keep the fused kernel from being used.
            mixed = F.scaled_dot_product_attention(query, key, value, bias.to(query.dtype))
        (mixed,) = self.products(mixed.transpose(1, 2).reshape(batch, length, width), self.out)
        x = self.attention_norm(x + self.dropout(mixed))
        (inner,) = self.products(x, self.up)
        (inner,) = self.products(F.gelu(inner), self.down)
        return self.norm(x + self.dropout(inner))


class Encoder(nn.Module):
    """Word pieces in, one matrix of piece vectors for each group of heads out."""

    def __init__(self, config: dict[str, Any], dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.width = width
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.kinds = nn.Parameter(torch.zeros(width))
        self.shapes = nn.Embedding(len(SHAPES), width)
        self.gaps = nn.Embedding(len(GAPS), width)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.gaps.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        mix = torch.zeros(len(GROUPS), config["num_hidden_layers"])
        mix[:, -1] = 2.0
        self.mix = nn.Parameter(mix)

    def round_as_exported(self) -> None:
        """Round the tables of words and positions once, and from now on what goes into products."""
        for table in (self.words, self.positions):
            values, scale = rounded_rows(table.weight.data)
            table.weight.data.copy_(values * scale)
        for layer in self.layers:
            layer.rounded = True  # type: ignore[assignment]

    def forward(self, ids: Tensor, shapes: Tensor, gaps: Tensor, mask: Tensor) -> Tensor:
        """Return [groups, batch, pieces, width]; `mask` is 1 for pieces and 0 for padding."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(at) + self.kinds + self.shapes(shapes) + self.gaps(gaps)
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        outputs = []
        for layer in self.layers:
            x = layer(x, bias)
            outputs.append(x)
        weights = torch.softmax(self.mix, -1)
        return torch.stack(
            [sum(weight * output for weight, output in zip(row, outputs, strict=True)) for row in weights]
        )


def load_encoder(folder: Path) -> Encoder:
    """Build the encoder from a folder with ``config.json`` and ``model.safetensors`` of a BERT model."""
    encoder = Encoder(json.loads((folder / "config.json").read_text()))
    stored = load_file(folder / "model.safetensors")
    state = encoder.state_dict()
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "attention_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm": "output.LayerNorm",
    }  # fmt: skip
    for number in range(len(encoder.layers)):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                names[f"layers.{number}.{ours}.{kind}"] = f"encoder.layer.{number}.{theirs}.{kind}"
    for ours, theirs in names.items():
        state[ours] = stored[theirs]
    state["kinds"] = stored["embeddings.token_type_embeddings.weight"][0]
    encoder.load_state_dict(state)
    return encoder


class Biaffine(nn.Module):
    """Scores of pairs of words, for one or several labels."""

    def __init__(self, width: int, inner: int, labels: int, dropout: float = 0.25) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(width, inner), nn.Linear(width, inner)
        self.dropout = nn.Dropout(dropout)
        self.weight = nn.Parameter(torch.zeros(labels, inner + 1, inner + 1))
        nn.init.normal_(self.weight, std=0.02)

    def sides(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Return the two views of the words, each with a one appended."""
        one = x.new_ones(*x.shape[:-1], 1)
        views = (self.dropout(F.leaky_relu(part(x), 0.1)) for part in (self.left, self.right))
        left, right = (torch.cat([view, one], -1) for view in views)
        return left, right


class Network(nn.Module):
    """The encoder with all its heads.

    Args:
        encoder: The encoder.
        labels: For each head its labels; the head ``deprel`` is the dependency labels.
    """

    def __init__(self, encoder: Encoder, labels: dict[str, list[str]]) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.width
        self.dropout = nn.Dropout(0.15)
        self.tags = nn.ModuleDict({name: nn.Linear(width, len(labels[name])) for name in (*TAG_HEADS, *SPAN_HEADS)})
        self.arcs = Biaffine(width, ARC_WIDTH, 1)
        self.deprels = Biaffine(width, LABEL_WIDTH, len(labels["deprel"]))
        self.links = Biaffine(width, LINK_WIDTH, 1)

    def words(self, batch: dict[str, Tensor]) -> Tensor:
        """Return [groups, batch, words, width]: the mean of each word's first and last piece."""
        pieces = self.encoder(batch["ids"], batch["shapes"], batch["gaps"], batch["mask"])
        groups, count, length, width = pieces.shape
        flat = pieces.reshape(-1, width)
        row = torch.arange(groups * count).view(groups, count, 1) * length
        first, last = (flat.index_select(0, (row + batch[name]).view(-1)) for name in ("first", "last"))
        return ((first + last) / 2).view(groups, count, -1, width)

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Return the mean loss of each head over the words that have its label (-100: none)."""
        words = self.dropout(self.words(batch))
        tags, tree, spans = words
        losses: dict[str, Tensor] = {}
        weight = batch["weight"]
        for name in (*TAG_HEADS, *SPAN_HEADS):
            gold = batch[name]
            if not bool((gold >= 0).any()):
                continue
            view = tags if name in TAG_HEADS else spans
            loss = F.cross_entropy(self.tags[name](view).float().transpose(1, 2), gold, reduction="none")
            if name in ("source", "cue", "content"):
                losses[name] = (loss * weight).sum() / (weight * (gold >= 0)).sum().clamp(min=1.0)
            else:
                losses[name] = loss.sum() / (gold >= 0).sum()
        heads = batch["head"]
        known = heads >= 0
        if bool(known.any()):
            left, right = self.arcs.sides(tree)
            scores = (left @ self.arcs.weight[0] @ right.transpose(1, 2)).float()
            apart = batch["sentence_number"][:, :, None] != batch["sentence_number"][:, None, :]
            scores = scores.masked_fill(apart, -1e4)
            losses["head"] = F.cross_entropy(scores[known], heads[known])
            left, right = self.deprels.sides(tree)
            row, column = known.nonzero(as_tuple=True)
            size, inner = left.shape[1], left.shape[2]
            child = left.reshape(-1, inner).index_select(0, row * size + column)
            parent = right.reshape(-1, inner).index_select(0, row * size + heads[row, column])
            turned = child @ self.deprels.weight.to(child.dtype).transpose(0, 1).reshape(inner, -1)
            labels = (turned.view(len(child), -1, inner) * parent[:, None, :]).sum(-1)
            losses["deprel"] = F.cross_entropy(labels.float(), batch["deprel"][row, column])
        links = batch["links"]
        if len(links):
            left, right = self.links.sides(spans)
            cues = batch["cue"] == 1
            scores = (left @ self.links.weight[0] @ right.transpose(1, 2)).float()
            scores = scores.masked_fill(~cues[:, None, :], -1e4)
            losses["link"] = F.cross_entropy(scores[links[:, 0], links[:, 1]], links[:, 2])
        return losses
