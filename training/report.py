"""Measure the exported weights, in int8 and in full precision, and write the evaluation report and the model card.

``python -m training.report build/model src/verbale/parse/weights`` runs the benchmarks of trees, entities and
attributions on both, prints what int8 costs, and writes ``report.json`` beside the weights and ``docs/model-card.md``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks import attribution, entities, trees
from benchmarks.harness import Figure, machine
from training.export import export
from training.train import base_folder
from verbale.parse.engine import Engine

CARD = Path(__file__).parents[1] / "docs" / "model-card.md"
#: The figures that the card shows, with what they are.
SHOWN = {
    "ewt_dev.gold.upos": "UPOS, UD English EWT dev, gold words",
    "ewt_dev.gold.las": "LAS, the same",
    "ewt_dev.gold.lemma": "lemmas, the same",
    "ewt_dev.raw.las": "LAS, EWT dev, raw text (CoNLL 2018 measure)",
    "ewt_dev.raw.sentences": "sentences, the same, F1",
    "gum_dev.gold.las": "LAS, UD English GUM dev, gold words",
    "wikigold_held.PER": "PER, Wikigold, held-out third, F1",
    "wikigold_held.PER+ORG+LOC": "PER, ORG and LOC, the same",
    "crossner_politics_dev.PER+ORG+LOC": "PER, ORG and LOC, CrossNER politics dev",
    "re3d_held.PER+ORG+LOC": "PER, ORG and LOC, re3d, held-out third",
    "own_names_held.PER+ORG+LOC": "PER, ORG and LOC, own passages with names, held-out third",
    "polnear_dev.product.content": "words of contents, PolNeAR dev, F1",
    "polnear_dev.product.source": "words of sources, the same",
    "polnear_dev.product.cue": "words of cues, the same",
    "polnear_dev.product.whole": "whole attributions, the same",
    "own_held.product.content": "words of contents, own set, held-out third, F1",
    "own_held.product.source": "words of sources, the same",
    "own_held.product.cue": "words of cues, the same",
    "own_held.product.whole": "whole attributions, the same",
}

TEXT = """# Model card: the language model of Verbale {version}

Written by `python -m training.report`; do not edit.

**What it is.** One encoder (all-MiniLM-L6-v2: 6 layers, 384 wide, uncased, 22.7 M weights) fine-tuned for everything
at once: sentence starts, UPOS, XPOS, features, lemmas, UD dependencies, named entities (PER ORG LOC NORP MISC),
sources, cues and contents of attributions, and the links between them. In the package it is quantized to int8 and runs
in onnxruntime on one core; the heads are numpy.

**What it is for.** Finding who says what in English news and official texts. Not for: other languages, spoken
dialogue, or deciding what is true. It proposes; rules over trees and quotation marks complete and correct it
([statements.md](statements.md)).

**What it learned from** (open licences only; [NOTICE](../NOTICE) names the authors): UD English EWT (CC BY-SA 4.0);
UD English GUM, nine openly licensed genres, with entities and discourse attributions; Wikigold (CC BY 4.0; two thirds);
CrossNER politics, train (MIT; text CC BY-SA); names
of our own annotation in a part of EWT train; re3d without its EU part (US public domain, OGL 3, CC BY-SA 3.0, CC BY
3.0 AU; two thirds); the project's annotated set (two thirds), over Wikinews 2019, US and UK government texts, GUM and
EWT, and over passages and articles of our own; passages of our own with names (two thirds). Names of office holders
(Wikidata, CC0) and of places and parties (The World Factbook, public domain) stand in the place of others in copies of
the named sets. Because share-alike texts are among them, the weights are offered under CC BY-SA 4.0.

**How.** `make train`: five cycles of five, three, four, four and two passes, each at a lower rate than the one before,
the later ones leaning on trees, names and attributions, and from the third on rounding the encoder as in int8; the
third is run twice and its weights are averaged. What ships is a mean of the weights after the last three cycles. AdamW,
batches of about 800 word pieces, seed {seed}; about four and a half hours on one core with bfloat16 instructions, not
timed without them. Word vectors are kept as they were. The last cycle also learns which side a statement takes towards
somebody and which words a machine swapped; what the product uses of both is fitted to the finished encoder
(`training/leaning.py`, `training/swapped.py`). Training again gives weights that differ slightly from those that ship:
their first 430 steps ran on a longer warm-up (the cycle was planned with seven passes), the first two cycles ran before
the passages with names were written, the two runs of the third had the same seed but one of them only 200 of the 282
passages and half the weight on sentence starts, and names in EWT were annotated before the last cycle only.

## Figures

Measured on {machine}. *int8* ships; *full* is the same network in float32.

| | int8 | full |
|---|---|---|
{rows}

All figures, with precision and recall, are in `src/verbale/parse/weights/report.json`.

**Limits.** Trained mostly on American web text and on Wikinews of one year. Names of organizations are its weak side,
of works and events more so. Attributions of attitudes ("supports", "wants") are found less surely than those of speech.
The annotated set was annotated by large language models reading under the project's guidelines; its held-out third
measures agreement with the same kind of annotator, so it flatters. PolNeAR does not.
"""


def measure(engine: Engine) -> list[Figure]:
    """Return all figures of the model."""
    return [
        *trees.measure(engine, "ewt"),
        *trees.measure(engine, "gum"),
        *entities.measure(engine),
        *attribution.measure(engine),
    ]


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description="Measure the weights in int8 and in full precision.")
    parser.add_argument("trained", type=Path, help="folder with network.pt")
    parser.add_argument("weights", type=Path, help="folder with the exported int8 weights")
    parser.add_argument("--base")
    arguments = parser.parse_args()
    from training.train import SEED

    full_folder = arguments.trained / "full"
    export(arguments.trained, full_folder, base_folder(arguments.base), "full", full=True)
    small = Engine(arguments.weights)
    figures = {figure.name: figure for figure in measure(small)}
    full = {figure.name: figure.value for figure in measure(Engine(full_folder))}
    for name, figure in figures.items():
        cost = full[name] - figure.value
        mark = "  MORE THAN 0.5 POINTS" if cost > 0.005 and name in SHOWN else ""
        print(f"{name:45} int8 {figure.value:.3f}  full {full[name]:.3f}  {figure.note}{mark}")
    report = {
        name: {"int8": round(f.value, 4), "full": round(full[name], 4), "note": f.note} for name, f in figures.items()
    }
    (arguments.weights / "report.json").write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    rows = "\n".join(f"| {what} | {figures[name].value:.3f} | {full[name]:.3f} |" for name, what in SHOWN.items())
    CARD.write_text(TEXT.format(version=small.version, seed=SEED, machine=machine(), rows=rows), "utf-8")


if __name__ == "__main__":
    main()
