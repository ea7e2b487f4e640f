"""Write the trained network as the files that the package reads: ``encoder.onnx`` (int8 or full), ``heads.npz``.

``python -m training.export build/model src/verbale/parse/weights``; with ``--full`` without quantization, to compare.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from training.narrow import narrow
from training.network import Network, load_encoder
from training.quantize import rounded_rows
from training.train import base_folder

#: Heads that only teach the encoder: what is judged with its help is fitted to it afterwards.
AUXILIARY = ("tags.stance.", "tags.swapped.")
PACKAGE = Path(__file__).resolve().parents[1] / "src"


def load_network(folder: Path, base: Path) -> tuple[Network, dict[str, list[str]]]:
    """Return the network trained in a folder, and its labels."""
    stored = torch.load(folder / "network.pt", weights_only=True)
    network = Network(load_encoder(base), stored["labels"])
    network.load_state_dict(stored["network"])
    network.eval()
    return network, stored["labels"]


def refuse_unlicensed(trained: Path, target: Path) -> None:
    """Stop if a network that learned from material without a licence is to be written into the package.

    Args:
        trained: Folder with ``network.pt``.
        target: Folder to write to.

    Raises:
        ValueError: It did, and would be.
    """
    added = torch.load(trained / "network.pt", weights_only=True, mmap=True).get("added")
    if added and target.resolve().is_relative_to(PACKAGE):
        raise ValueError(f"trained on {added}, which has no licence: these weights must not be shipped")


class RoundedTable(nn.Module):
    """A table of vectors in int8, with a scale for each row."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        values, scale = rounded_rows(table.weight.data)
        self.values, self.scale = nn.Buffer(values), nn.Buffer(scale)

    def forward(self, rows: Tensor) -> Tensor:
        """Return the vectors of some rows."""
        return self.values[rows].float() * self.scale[rows]


def export(trained: Path, target: Path, base: Path, version: str, full: bool = False) -> None:
    """Write the package's files.

    Args:
        trained: Folder with ``network.pt``.
        target: Folder to write to.
        base: Folder of the base encoder (for its tokenizer).
        version: The model's version, which every record names.
        full: Leave the encoder in float32.
    """
    refuse_unlicensed(trained, target)
    target.mkdir(parents=True, exist_ok=True)
    network, labels = load_network(trained, base)
    if not full:
        network.encoder.words = RoundedTable(network.encoder.words)  # type: ignore[assignment]
        network.encoder.positions = RoundedTable(network.encoder.positions)  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder:
        raw, fused = Path(folder) / "raw.onnx", Path(folder) / "fused.onnx"
        sample = torch.ones(2, 16, dtype=torch.int64)
        axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "shapes", "gaps", "mask")}
        torch.onnx.export(
            network.encoder, (sample, sample, sample, sample), str(raw), input_names=list(axes),
            output_names=["vectors"], dynamic_axes={**axes, "vectors": {1: "batch", 2: "pieces"}},
            opset_version=17, dynamo=False,
        )  # fmt: skip
        model = optimize_model(str(raw), model_type="bert", num_heads=12, hidden_size=384, opt_level=1)
        model.save_model_to_file(str(fused))
        if full:
            shutil.copy(fused, target / "encoder.onnx")
        else:
            # Reduced range: see quantize.py. The network was trained with this very rounding.
            quantize_dynamic(
                str(fused), str(target / "encoder.onnx"), op_types_to_quantize=["MatMul", "Attention"],
                weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
            )  # fmt: skip
    onnx.checker.check_model(str(target / "encoder.onnx"))
    kept = {
        name: value.numpy().astype(np.float16)
        for name, value in network.state_dict().items()
        if not name.startswith(("encoder.", *AUXILIARY))
    }
    np.savez_compressed(target / "heads.npz", **kept)  # type: ignore[arg-type]
    shutil.copy(base / "tokenizer.json", target / "tokenizer.json")
    about = {"version": version, "labels": labels}
    (target / "model.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description="Write the trained network as package files.")
    parser.add_argument("trained", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--base")
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--full", action="store_true", help="keep the encoder in float32")
    arguments = parser.parse_args()
    export(arguments.trained, arguments.target, base_folder(arguments.base), arguments.version, arguments.full)
    narrow(arguments.target)


if __name__ == "__main__":
    main()
