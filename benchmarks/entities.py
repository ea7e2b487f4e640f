"""Named entities, exact span and label, on sets and parts that the model has not seen.

    python -m benchmarks.entities [--weights FOLDER]

CrossNER politics dev (labels mapped to ours), re3d, Wikigold and our own passages (every third document, held out),
UNER EWT dev (PER, ORG, LOC). How labels are mapped is in ``training/corpora/named.py``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.harness import Figure, engine_from, finish
from benchmarks.scores import f1
from training import corpora
from training.corpora import Material
from training.sources import DATA
from verbale.parse.engine import Engine

KINDS = ("PER", "ORG", "LOC", "NORP", "MISC")


def gold_spans(material: Material) -> set[tuple[int, int, str]]:
    """Return the entities of a document as (start, end, label) in characters."""
    found, first, kind = set(), None, ""
    labels = [*material.labels["entity"], "O"]
    for i, label in enumerate(labels):
        label = label or "O"
        if first is not None and not (label.startswith("I-") and label[2:] == kind):
            found.add((material.spans[first][0], material.spans[i - 1][1], kind))
            first = None
        if label != "O" and first is None:
            first, kind = i, label[2:]
    return found


def uner() -> Iterable[Material]:
    """Yield UNER's EWT dev sentences (its text is in no training part)."""
    rows: list[tuple[str, str]] = []
    number = 0
    for line in (DATA / "entities" / "uner_ewt" / "dev.iob2").read_text("utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("#") or len(fields) < 3:
            if rows:
                yield corpora.from_columns(f"uner:{number}", [rows])
                number += 1
            rows = []
        else:
            rows.append((fields[1], fields[2] if fields[2][2:] in KINDS else "O"))
    if rows:
        yield corpora.from_columns(f"uner:{number}", [rows])


def score(engine: Engine, materials: Iterable[Material]) -> dict[str, Counter[str]]:
    """Return the counts by label."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for material in materials:
        doc = engine.read(material.text)
        found = {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}
        wanted = gold_spans(material)
        for kind in KINDS:
            mine, theirs = ({s for s in spans if s[2] == kind} for spans in (found, wanted))
            counts[kind].update(right=len(mine & theirs), found=len(mine), wanted=len(theirs))
    return counts


def measure(engine: Engine) -> list[Figure]:
    """Return the figures on the five sets."""
    sets = {
        "wikigold_held": corpora.wikigold("held"),
        "crossner_politics_dev": corpora.crossner("dev"),
        "re3d_held": corpora.re3d("held"),
        "uner_ewt_dev": uner(),
        "own_names_held": corpora.own_names("held"),
    }
    figures = []
    for name, materials in sets.items():
        counts = score(engine, materials)
        three = sum((counts[kind] for kind in ("PER", "ORG", "LOC")), Counter[str]())
        for kind in KINDS:
            if counts[kind]["wanted"]:
                c = counts[kind]
                figures.append(Figure(f"{name}.{kind}", f1(c["right"], c["found"], c["wanted"])[2], f"n={c['wanted']}"))
        figures.append(Figure(f"{name}.PER+ORG+LOC", f1(three["right"], three["found"], three["wanted"])[2]))
    return figures


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Named entities on unseen sets and parts.")
    parser.add_argument("--weights", type=Path)
    figures = measure(engine_from(parser.parse_args().weights))
    finish("CrossNER politics dev; re3d, Wikigold, own passages: held-out thirds; UNER EWT dev", figures)


if __name__ == "__main__":
    main()
