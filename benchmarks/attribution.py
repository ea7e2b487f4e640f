"""Attributions: words in sources, cues and contents, and whole attributions.

    python -m benchmarks.attribution [--weights FOLDER] [--part dev]

On PolNeAR dev (nothing that ships is trained on PolNeAR) and on the third of the project's own annotated set that is
held out. PolNeAR marks no attribution inside another's content, so there only outermost statements count. Beside the
product's statements stand the network's spans alone and the tree's rules alone, on the same ``Doc``s; and, where
``build/polnear_added/weights`` is there, the statements with a network that did learn from PolNeAR's training part
(``python -m training.compare``, never shipped).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc

from benchmarks import polnear
from benchmarks.harness import Figure, engine_from, finish
from benchmarks.polnear import Attribution
from benchmarks.scores import AttributionScores
from training import annotate
from training.corpora import annotated, inline_passages
from training.sources import DATA, open_texts
from verbale.find.clauses import Stretch, attributions_in_trees
from verbale.models import Analysis, Document, Statement
from verbale.parse.engine import Engine
from verbale.run.analysis import analyze_document

#: The network that also learned from PolNeAR's training part.
ADDED = Path("build/polnear_added/weights")
ANNOTATIONS = Path(__file__).parents[1] / "training" / "annotations"


def from_statement(statement: Statement) -> Attribution:
    """Return a statement's parts as offsets."""
    return Attribution(
        ((statement.source.start, statement.source.end),) if statement.source else (),
        ((statement.cue.start, statement.cue.end),) if statement.cue else (),
        tuple((part.start, part.end) for part in statement.content),
    )


def from_network(doc: Doc) -> list[Attribution]:
    """Return the network's spans as if they were one attribution: for counts of words only."""
    spans = {role: tuple((s.start_char, s.end_char) for s in doc.spans[role]) for role in ("source", "cue", "content")}
    return [Attribution(spans["source"], spans["cue"], spans["content"])]


def from_trees(doc: Doc, outermost: bool) -> list[Attribution]:
    """Return what the tree's rules find by themselves."""

    def offsets(stretch: Stretch) -> tuple[int, int]:
        last = doc[stretch[1] - 1]
        return doc[stretch[0]].idx, last.idx + len(last)

    found = attributions_in_trees(doc)
    contents = [part for one in found for part in one.content]
    if outermost:
        found = [f for f in found if not any(a <= f.cue[0] and f.cue[1] <= b for a, b in contents)]
    return [
        Attribution(
            (offsets(f.source),) if f.source else (), (offsets(f.cue),), tuple(offsets(part) for part in f.content)
        )
        for f in found
    ]


def own_held_out() -> Iterator[tuple[str, list[Attribution]]]:
    """Yield the texts and attributions of the held-out third: articles first, then our own passages."""
    texts = open_texts()
    for doc, attributions in annotated("held").items():
        yield texts[doc], [as_gold(a) for a in attributions]
    for name in ("sentences", "articles_own"):
        for number, (_, text, attributions) in enumerate(inline_passages(ANNOTATIONS / f"{name}.txt")):
            if number % 3 == 0:
                yield text, [as_gold(a) for a in attributions]


def as_gold(annotated: annotate.Attribution) -> Attribution:
    """Return an annotated attribution as offsets."""
    source, cue = ((span,) if span else () for span in (annotated["source"], annotated["cue"]))
    return Attribution(source, cue, tuple(annotated["content"]))


def measure_set(
    engine: Engine,
    name: str,
    documents: Iterable[tuple[str, list[Attribution]]],
    outermost: bool,
    added: Engine | None = None,
) -> list[Figure]:
    """Return the figures of one set.

    Args:
        engine: The language model.
        name: The set's name.
        documents: Its texts and attributions.
        outermost: Whether statements inside others' contents are left out.
        added: The model with PolNeAR's training part added, if it is there.
    """

    def outer(analysis: Analysis) -> list[Attribution]:
        return [from_statement(s) for s in analysis.statements if not (outermost and s.within)]

    ways = {way: AttributionScores() for way in ("product", "network", "trees", *(("polnear_added",) if added else ()))}
    for text, gold in documents:
        analysis = analyze_document(Document(text), engine)
        ways["product"].add(text, gold, outer(analysis))
        if added is not None:
            ways["polnear_added"].add(text, gold, outer(analyze_document(Document(text), added)))
        ways["network"].add(text, gold, from_network(analysis.doc))
        ways["trees"].add(text, gold, from_trees(analysis.doc, outermost))
    figures = []
    for way, scores in ways.items():
        for role, precision, recall, f in scores.rows():
            if way != "network" or role != "whole":
                figures.append(Figure(f"{name}.{way}.{role}", f, f"P {precision:.3f} R {recall:.3f}"))
    return figures


def measure(engine: Engine, part: str = "dev") -> list[Figure]:
    """Return the figures on PolNeAR and on the held-out third."""
    articles = ((text, gold) for _, text, gold in polnear.articles(DATA / "attribution" / "polnear" / part))
    added = Engine(ADDED) if ADDED.exists() and part == "dev" else None
    return [
        *measure_set(engine, f"polnear_{part}", articles, outermost=True, added=added),
        *measure_set(engine, "own_held", own_held_out(), outermost=False, added=added),
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Attributions: words and whole ones.")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--part", default="dev", choices=["dev", "train"])
    arguments = parser.parse_args()
    figures = measure(engine_from(arguments.weights), arguments.part)
    finish("PolNeAR; the held-out third of the project's annotated set", figures)


if __name__ == "__main__":
    main()
