"""How well stances are found in the pairs that they may be tuned on: ``python -m training.stance [--errors]``.

These are the pairs of ``annotations/stance_dev.jsonl``; the network learned from others (`training.corpora.stances`),
and the held part of the annotated acts is for `benchmarks.acts` alone. Printed for the network, for the signs of words
and grammar, and for both together with every weight that could be given to the signs.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.acts import _key, acts_by_id, drafts_from
from benchmarks.harness import engine_from
from training.annotate_acts import open_attributions
from training.corpora.material import SIDES
from verbale.codebook.knowledge import knowledge
from verbale.find import sides
from verbale.find.acts import saying
from verbale.find.mentions import find_mentions
from verbale.find.page import Page
from verbale.find.stance import signs_towards
from verbale.find.statements import as_statements
from verbale.models import Document
from verbale.parse.engine import WEIGHTS, Engine
from verbale.resolve.about import Subjects
from verbale.resolve.linking import link_mentions
from verbale.run.analysis import analyze_document

PAIRS = Path(__file__).parent / "annotations" / "stance_dev.jsonl"
SIGNS, NO_SIDES = (0.0, 0.3, 0.6, 1.0, 1.5), (-0.9, -0.6, -0.3, 0.0, 0.3, 0.6)


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement and somebody of whom it speaks.

    Attributes:
        side: The side annotated.
        odds: The network's, of no side, against and for.
        sign: The stance by words and grammar.
        words: The name, the cue and the content, to show.
    """

    side: str
    odds: np.ndarray
    sign: float
    words: str


def pairs(engine: Engine) -> Iterator[Pair]:
    """Yield the annotated pairs whose names are found."""
    opened = open_attributions()
    read: dict[str, dict[tuple[object, ...], list[tuple[tuple[int, int], str]]]] = {}
    for line in PAIRS.read_text("utf-8").splitlines():
        row = json.loads(line)
        key = _key(None, row["cue"], row["content"])
        read.setdefault(row["doc"], {}).setdefault(key, []).append((tuple(row["actor"]), row["side"]))
    base = knowledge()
    for name, wanted in read.items():
        _, text, attributions = opened[name]
        bare = [{key: a[key] for key in ("source", "cue", "content")} for a in attributions]  # type: ignore[literal-required]
        kinds = {_key(a["source"], a["cue"], a["content"]): a["act"] for a in attributions}
        document = Document(text)
        doc = analyze_document(document, engine).doc
        page = Page(doc, text)
        subjects = Subjects(doc, document, link_mentions(doc, document, find_mentions(doc, engine.name), base), base)
        by_id = acts_by_id(page, document, bare)  # type: ignore[arg-type]
        for statement in as_statements(page, document, drafts_from(page, bare, kinds)):  # type: ignore[arg-type]
            one = saying(doc, text, statement)
            act = by_id[statement.id]
            actors = wanted.get(_key(None, act["cue"], act["content"]), [])
            for names in subjects.namings(one):
                side = next((s for (a, b), s in actors for n in names if n.start_char < b and n.end_char > a), None)
                odds = sides._odds(doc, names)
                if side is not None and odds is not None:
                    cue = statement.cue.text if statement.cue else "-"
                    words = f"{names[0].text} | {cue} | {statement.content[0].text[:90]!r}"
                    yield Pair(side, odds, signs_towards(doc, one, names).stance, words)


def found_side(pair: Pair, sign: float, no_side: float) -> str:
    """Return the side that is found with some weights."""
    value = sides.put_together(pair.odds, pair.sign, sign, no_side)
    return "+" if value > 0 else "-" if value < 0 else "0"


def figures(found: list[str], pairs: list[Pair]) -> tuple[float, float]:
    """Return how often the side is right where one is taken, and how often no side is found where none is taken."""
    sided = [got == pair.side for got, pair in zip(found, pairs, strict=True) if pair.side != "0"]
    neutral = [got == "0" for got, pair in zip(found, pairs, strict=True) if pair.side == "0"]
    return sum(sided) / len(sided), sum(neutral) / len(neutral)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Stances in the pairs that they may be tuned on.")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--errors", action="store_true", help="print every wrong answer")
    arguments = parser.parse_args()
    read = list(pairs(engine_from(arguments.weights)))
    signs = ["+" if pair.sign > 0 else "-" if pair.sign < 0 else "0" for pair in read]
    network = [SIDES[int(pair.odds.argmax())] for pair in read]
    for name, found in (("signs", signs), ("network", network)):
        sided, neutral = figures(found, read)
        print(f"{name:24} side {sided:.3f}, no side {neutral:.3f}")
    for sign, no_side in itertools.product(SIGNS, NO_SIDES):
        sided, neutral = figures([found_side(pair, sign, no_side) for pair in read], read)
        print(
            f"sign {sign:4} no side {no_side:4}  "
            f"side {sided:.3f}, no side {neutral:.3f}, mean {(sided + neutral) / 2:.3f}"
        )
    if arguments.errors:
        for pair in read:
            got = found_side(pair, sides.SIGN, sides.NO_SIDE)
            if got != pair.side:
                print(f"{pair.side} | {got} | {pair.words}")


if __name__ == "__main__":
    main()
