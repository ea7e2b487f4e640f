"""Each form of attribution by itself: what is found of it, and what is found that is none.

    python -m benchmarks.forms [--weights FOLDER]

On our own passages (``training/annotations/sentences.txt``) that are held out, at least 30 of each form. A whole
attribution is right if its source and its content each overlap the gold ones by at least half. Beside the product stand
the tree's rules alone, on the same ``Doc``s, and, where a form has quotation marks, textacy's ``direct_quotations``
(measured on the gold attributions that hold a quotation). The last four forms have marks that quote nobody: what
counts there are the false finds.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.attribution import ANNOTATIONS, as_gold, from_statement, from_trees
from benchmarks.harness import Figure, engine_from, finish
from benchmarks.polnear import Attribution
from benchmarks.quotations import from_textacy
from benchmarks.scores import f1, matches
from training.corpora import inline_passages
from verbale.models import Document
from verbale.parse.engine import Engine
from verbale.run.analysis import analyze_document

FORMS = {
    "trailing-dash": "“…” — Minister X",
    "and-from": "And from X: “…”",
    "appositive-multi-paragraph": "X, minister of Y, said: several paragraphs",
    "speaker-sentence-before": "speaker in the sentence before",
    "mixed-quote": "said the plan was “dead”",
    "nested-quotes": "quotations in quotations",
    "headline-colon": "headline, X: we will …",
    "headline-says": "headline, X says Y",
    "according-to": "according to",
    "document-source": "a document says",
    "it-is-said": "it is understood that",
    "nested-attribution": "X said Y had said",
    "interview-q-and-a": "interviews",
    "transcript": "question and answer transcripts",
    "tweet": "tweets and posts",
    "translated-syntax": "translated and spun syntax",
    "nickname-in-quotes": "nickname in quotes",
    "scare-quotes": "scare quotes",
    "title-of-work": "titles of works",
    "plain-no-attribution": "no attribution at all",
}
#: Forms of which textacy's quotations can find nothing: they have no quotation marks, or hardly any.
UNQUOTED = frozenset(
    "headline-says according-to it-is-said nested-attribution interview-q-and-a transcript document-source "
    "plain-no-attribution".split()
)

_QUOTED = re.compile(r"[\"“”«»„]|''|(?<!\w)[‘']\w")


@dataclass(slots=True)
class Row:
    """Counts of one form: passages, and for each way right, found and wanted."""

    passages: int = 0
    ways: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, way: str, gold: list[Attribution], found: list[Attribution]) -> None:
        """Count one passage for one way."""
        self.ways.setdefault(way, Counter()).update(
            right=matches(gold, found), found=len(found), wanted=len(gold), passages=1
        )

    def cells(self, way: str) -> str:
        """Return precision and recall, and the false finds, in print."""
        counts = self.ways.get(way)
        if counts is None:
            return f"{'-':>5} {'-':>5} {'-':>4}"
        precision, recall, _ = f1(counts["right"], counts["found"], counts["wanted"])
        cells = [f"{value:.2f}" if total else "-" for value, total in zip(
            (precision, recall), (counts["found"], counts["wanted"]), strict=True
        )]  # fmt: skip
        return f"{cells[0]:>5} {cells[1]:>5} {counts['found'] - counts['right']:>4}"


def rows(engine: Engine, path: Path) -> dict[str, Row]:
    """Return the counts of every form over the held-out passages."""
    found: dict[str, Row] = {}
    for number, (form, text, attributions) in enumerate(inline_passages(path)):
        if number % 3 or form not in FORMS:
            continue
        gold = [as_gold(attribution) for attribution in attributions]
        analysis = analyze_document(Document(text), engine)
        row = found.setdefault(form, Row())
        row.passages += 1
        row.add("product", gold, [from_statement(statement) for statement in analysis.statements])
        row.add("trees", gold, from_trees(analysis.doc, outermost=False))
        if form not in UNQUOTED:
            quoted = [one for one in gold if any(_QUOTED.search(text[a:b]) for a, b in one.content)]
            row.add("textacy", quoted, from_textacy(analysis.doc))
    return found


def print_table(found: dict[str, Row]) -> None:
    """Print a row for each form."""
    ways = ("product", "trees", "textacy")
    print(f"{'':<44}{'cases':>6}{'wanted':>7}  " + "  ".join(f"{way + ': P, R, false':<17}" for way in ways))
    for form, title in FORMS.items():
        if form in found:
            row = found[form]
            wanted = row.ways["product"]["wanted"]
            cells = "  ".join(f"{row.cells(way):<17}" for way in ways)
            print(f"{title:<44}{row.passages:>6}{wanted:>7}  {cells}")


def measure(engine: Engine, path: Path = ANNOTATIONS / "sentences.txt") -> list[Figure]:
    """Print the table and return F1 of the product for each form."""
    found = rows(engine, path)
    print_table(found)
    figures = []
    for form in FORMS:
        counts = found[form].ways["product"]
        precision, recall, f = f1(counts["right"], counts["found"], counts["wanted"])
        note = f"P {precision:.3f} R {recall:.3f}, {found[form].passages} cases"
        if counts["wanted"]:
            figures.append(Figure(f"forms.{form}", f, note))
        else:
            share = 1 - counts["found"] / found[form].passages
            figures.append(Figure(f"forms.{form}.nothing_found", share, f"{counts['found']} false finds"))
    return figures


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Each form of attribution by itself.")
    parser.add_argument("--weights", type=Path)
    figures = measure(engine_from(parser.parse_args().weights))
    finish("the held-out third of our own passages, by form; F1 of whole attributions", figures)


if __name__ == "__main__":
    main()
