"""Learn which side a statement takes towards somebody: ``python -m training.leaning``.

Writes ``src/verbale/find/leaning.npz``, from the train part of the annotated acts, the pairs of ``stance_read.jsonl``
and our own sentences of ``stance_own.txt``. What is printed is for the pairs of ``stance_dev.jsonl``; the held part of
the annotated acts is for `benchmarks.acts` alone. Has to be done again after every export of the language model, whose
vectors it reads.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from benchmarks.acts import _key, acts_by_id, documents, drafts_from
from training.annotate import Attribution
from training.annotate_acts import open_attributions
from training.corpora.material import SIDES
from training.corpora.stances import ANNOTATIONS, own_sentences, side_of
from verbale.find import leaning
from verbale.find.acts import saying
from verbale.find.page import Page
from verbale.find.stance import signs_towards
from verbale.find.statements import as_statements
from verbale.models import Document
from verbale.parse.engine import Engine

WEIGHTS = Path(leaning.__file__).with_name("leaning.npz")
HIDDEN, DROPOUT, DECAY, RATE, PASSES, SEEDS = 96, 0.5, 0.05, 1e-3, 20, 3
#: How much no side, against and for weigh.
SIDE_WEIGHTS = (1.0, 1.3, 1.3)
Actors = dict[tuple[object, ...], list[tuple[tuple[int, int], str]]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement and somebody of whom it speaks, as features, and the side that is taken.

    Attributes:
        part: Which set it is from.
        side: The place of the side in `SIDES`.
        features: As `find.leaning` has them.
        sign: The stance by words and grammar.
    """

    part: str
    side: int
    features: np.ndarray
    sign: float


def pairs(engine: Engine) -> Iterator[Pair]:
    """Yield all annotated pairs but the held ones."""
    for _, text, acts, kinds in documents("train"):
        wanted: Actors = {}
        for act in acts:
            actors = [(actor["span"], side_of(actor["stance"])) for actor in act["about"]]
            wanted.setdefault(_key(None, act["cue"], act["content"]), []).extend(actors)
        yield from _in_text("acts", text, acts, kinds, wanted, engine)  # type: ignore[arg-type]
    opened = open_attributions()
    for part in ("read", "dev"):
        for doc, wanted in _read(ANNOTATIONS / f"stance_{part}.jsonl").items():
            _, text, attributions = opened[doc]
            kinds = {_key(a["source"], a["cue"], a["content"]): a["act"] for a in attributions}
            yield from _in_text(part, text, attributions, kinds, wanted, engine)
    for sentence in own_sentences(ANNOTATIONS / "stance_own.txt"):
        act = sentence.attribution
        kinds = {_key(act["source"], act["cue"], act["content"]): "speech"}
        wanted = {_key(None, act["cue"], act["content"]): list(sentence.actors)}
        yield from _in_text("own", sentence.text, [act], kinds, wanted, engine)


def _read(path: Path) -> dict[str, Actors]:
    """Return the actors with their sides in a file of annotated pairs, by document and statement."""
    found: dict[str, Actors] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        key = _key(None, row["cue"], row["content"])
        found.setdefault(row["doc"], {}).setdefault(key, []).append((tuple(row["actor"]), row["side"]))
    return found


def _in_text(
    part: str, text: str, attributions: Sequence[Attribution], kinds: dict[tuple[object, ...], str], wanted: Actors,
    engine: Engine,
) -> Iterator[Pair]:  # fmt: skip
    """Yield the pairs of a text."""
    document = Document(text)
    doc = engine.read(text)
    page = Page(doc, text)
    bare = [{key: a[key] for key in ("source", "cue", "content")} for a in attributions]  # type: ignore[literal-required]
    by_id = acts_by_id(page, document, bare)  # type: ignore[arg-type]
    for statement in as_statements(page, document, drafts_from(page, bare, kinds)):  # type: ignore[arg-type]
        one = saying(doc, text, statement)
        act = by_id[statement.id]
        for span, side in wanted.get(_key(None, act["cue"], act["content"]), []):
            name = doc.char_span(*span, alignment_mode="expand")
            if name is None:
                continue
            sign = signs_towards(doc, one, [name]).stance
            features = leaning.features_of(doc, one, [name], sign)
            if features is not None:
                yield Pair(part, SIDES.index(side), features, sign)


def fit(table: np.ndarray, sides: np.ndarray, seed: int) -> nn.Sequential:
    """Return a network fitted to scaled features."""
    torch.manual_seed(seed)
    network = nn.Sequential(
        nn.Dropout(0.2),
        nn.Linear(table.shape[1], HIDDEN),
        nn.ReLU(),
        nn.Dropout(DROPOUT),
        nn.Linear(HIDDEN, len(SIDES)),
    )
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    x, y = torch.from_numpy(table), torch.from_numpy(sides)
    loss = nn.CrossEntropyLoss(torch.tensor(SIDE_WEIGHTS), label_smoothing=0.05)
    steps = PASSES * (len(x) // 64 + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / (steps + 1))
    for _ in range(PASSES):
        for rows in torch.randperm(len(x)).split(64):
            optimizer.zero_grad()
            loss(network(x[rows]), y[rows]).backward()
            optimizer.step()
            schedule.step()
    return network.eval()


def scores(networks: list[nn.Sequential], table: np.ndarray) -> np.ndarray:
    """Return the mean odds of some networks."""
    with torch.no_grad():
        return np.mean([torch.softmax(network(torch.from_numpy(table)), -1).numpy() for network in networks], 0)


def figures(found: np.ndarray, sides: np.ndarray) -> str:
    """Return how often a side taken is right, and how often none is where none is taken."""
    sided, neutral = sides != 0, sides == 0
    right = (found == sides)[sided].mean()
    opposite = ((found != 0) & (found != sides))[sided].mean()
    return f"side {right:.3f} (opposite {opposite:.3f}), no side {(found == 0)[neutral].mean():.3f}, n={len(sides)}"


def main() -> None:
    """Fit, print and write."""
    parser = argparse.ArgumentParser(description="Learn which side a statement takes towards somebody.")
    parser.add_argument("--cache", type=Path, help="keep the features here")
    arguments = parser.parse_args()
    if arguments.cache and arguments.cache.exists():
        with np.load(arguments.cache) as stored:
            table, sides, parts, signs = (stored[name] for name in ("table", "sides", "parts", "signs"))
    else:
        found = list(pairs(Engine()))
        table, sides = np.array([one.features for one in found]), np.array([one.side for one in found])
        parts, signs = np.array([one.part for one in found]), np.array([one.sign for one in found])
        if arguments.cache:
            np.savez(arguments.cache, table=table, sides=sides, parts=parts, signs=signs)
    dev = parts == "dev"
    mean, scale = table[~dev].mean(0), table[~dev].std(0) + 1e-3
    scaled = ((table - mean) / scale).astype(np.float32)
    networks = [fit(scaled[~dev], sides[~dev], seed) for seed in range(SEEDS)]
    print("signs    ", figures(np.where(signs > 0, 2, np.where(signs < 0, 1, 0))[dev], sides[dev]))
    for network in networks:
        print("network  ", figures(scores([network], scaled[dev]).argmax(1), sides[dev]))
    print("together ", figures(scores(networks, scaled[dev]).argmax(1), sides[dev]))
    write(networks, mean, scale)


def write(networks: list[nn.Sequential], mean: np.ndarray, scale: np.ndarray) -> None:
    """Write the networks as one: their hidden layers side by side, what comes out averaged."""
    hidden = [(network[1].weight.detach().numpy(), network[1].bias.detach().numpy()) for network in networks]
    out = [(network[4].weight.detach().numpy(), network[4].bias.detach().numpy()) for network in networks]
    np.savez_compressed(
        WEIGHTS,
        mean=mean.astype(np.float16),
        scale=scale.astype(np.float16),
        hidden=np.concatenate([weight for weight, _ in hidden]).T.astype(np.float16),
        hidden_bias=np.concatenate([bias for _, bias in hidden]).astype(np.float16),
        out=(np.concatenate([weight for weight, _ in out], 1).T / len(networks)).astype(np.float16),
        out_bias=(sum(bias for _, bias in out) / len(networks)).astype(np.float16),  # type: ignore[union-attr]
    )


if __name__ == "__main__":
    main()
