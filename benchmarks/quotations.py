"""Direct and mixed statements against textacy's ``direct_quotations``, on the same ``Doc``s.

    python -m benchmarks.quotations [--weights FOLDER]

Gold: the attributions of PolNeAR dev whose content holds a quotation. A quotation is found if a finding's content
overlaps the gold content by half (intersection over union of characters); its speaker is right if the source does too.
"""

from __future__ import annotations

import argparse
import re
import warnings
from collections import Counter
from pathlib import Path

from spacy.tokens import Doc
from textacy.extract.triples import direct_quotations

from benchmarks import polnear
from benchmarks.attribution import from_statement
from benchmarks.harness import Figure, engine_from, finish
from benchmarks.polnear import Attribution
from benchmarks.scores import f1, overlap
from training.sources import DATA
from verbale.models import Document
from verbale.parse.engine import Engine
from verbale.run.analysis import analyze_document

_QUOTED = re.compile(r"[\"“”]|''")


def from_textacy(doc: Doc) -> list[Attribution]:
    """Return textacy's quotations; an article that it refuses has none."""
    found = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for quote in direct_quotations(doc):
                speaker = [(t.idx, t.idx + len(t)) for t in quote.speaker]
                cue = [(t.idx, t.idx + len(t)) for t in quote.cue]
                source = ((min(a for a, _ in speaker), max(b for _, b in speaker)),) if speaker else ()
                found.append(Attribution(source, tuple(cue), ((quote.content.start_char, quote.content.end_char),)))
    except ValueError:  # "Unable to parse quotes": an odd number of marks
        return found
    return found


def count(gold: list[Attribution], found: list[Attribution], counts: Counter[str]) -> None:
    """Count quotations whose content is right, and of those the ones whose speaker is."""
    counts["found"] += len(found)
    counts["wanted"] += len(gold)
    used: set[int] = set()
    for one in found:
        scores = [(overlap(one.content, g.content), n) for n, g in enumerate(gold) if n not in used]
        best, number = max(scores, default=(0.0, -1))
        if best >= 0.5:
            used.add(number)
            counts["content"] += 1
            counts["speaker"] += overlap(one.source, gold[number].source) >= 0.5


def measure(engine: Engine) -> list[Figure]:
    """Return the figures of both."""
    counts = {"verbale": Counter[str](), "textacy": Counter[str]()}
    for _, text, gold in polnear.articles(DATA / "attribution" / "polnear" / "dev"):
        analysis = analyze_document(Document(text), engine)
        quoted = [g for g in gold if any(_QUOTED.search(text[a:b]) for a, b in g.content)]
        ours = [from_statement(s) for s in analysis.statements if s.kind != "indirect" and not s.within]
        count(quoted, ours, counts["verbale"])
        count(quoted, from_textacy(analysis.doc), counts["textacy"])
    figures = []
    for name, c in counts.items():
        for what in ("content", "speaker"):
            precision, recall, f = f1(c[what], c["found"], c["wanted"])
            figures.append(Figure(f"quotations.{name}.{what}", f, f"P {precision:.3f} R {recall:.3f}"))
    return figures


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Direct and mixed statements against textacy.")
    parser.add_argument("--weights", type=Path)
    figures = measure(engine_from(parser.parse_args().weights))
    finish("PolNeAR dev, attributions with a quotation", figures)


if __name__ == "__main__":
    main()
