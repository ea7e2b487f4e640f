"""Fit the regressions by which copies are told, on the development half of the generator of damage.

    python -m training.copies

Writes ``src/verbale/compare/relation.json``. Needs scikit-learn, and WordNet (see `benchmarks.damage.synonyms`). Only
openly licensed texts are learned from. Reports of one event by different agencies are rare in them: beside articles on
the same matter, halves of one article stand for them, every other sentence in the one and the rest in the other, with
one quotation in both.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.damage.generator import Made, family_of
from benchmarks.damage.synonyms import wordnet
from benchmarks.damage.texts import development_texts
from verbale.compare.alignment import align
from verbale.compare.candidates import CandidateIndex
from verbale.compare.relation import antisymmetric_values, symmetric_values
from verbale.compare.signature import signature_of
from verbale.compare.traits import TRAITS, Traits, traits_of
from verbale.compare.wording import Wording, wording_of
from verbale.models import Document

TARGET = Path(__file__).parents[1] / "src" / "verbale" / "compare" / "relation.json"
VERSION = "copies-1"
COPIES = 14
#: Siblings with less in common are neither copies of each other nor anything else.
_FEWEST_COMMON = 40


def halves(text: str, rng: random.Random) -> tuple[Document, Document] | None:
    """Return every other sentence of a text, and the rest, with one quotation in both."""
    wording = wording_of(Document(text))
    sentences = [text[s.start : s.end] for s in wording.sentences]
    if len(sentences) < 8:
        return None
    one, other = sentences[::2], sentences[1::2]
    quoted = [s for s in one if "“" in s or '"' in s]
    if quoted:
        other.insert(rng.randrange(len(other)), rng.choice(quoted))
    # Reports of one event often begin alike: with the same names, in other words.
    return Document(" ".join(one)), Document(" ".join(other))


def examples() -> tuple[list[tuple[Made, Made, Traits]], list[Traits], list[Traits]]:
    """Return the copies with their origins, other pairs of one family, and pairs that are no copies."""
    families = [family_of(name, text, wordnet(), COPIES) for name, text in development_texts().items()]
    wordings: dict[str, Wording] = {}
    index = CandidateIndex()
    home: dict[str, str] = {}
    for family in families:
        for made in family:
            wording = wordings[made.document.id] = wording_of(made.document)
            home[made.document.id] = made.family
            index.add(signature_of(wording))
    copies, siblings, others = [], [], []
    rng = random.Random(3)
    for family in families:
        origin, *made_from = family
        for made in made_from:
            alignment = align(wordings[made.document.id], wordings[origin.document.id])
            if alignment.links:
                copies.append((made, origin, traits_of(alignment)))
        for _ in range(10):
            one, other = rng.sample(made_from, 2)
            alignment = align(wordings[one.document.id], wordings[other.document.id])
            common = sum(len(alignment.first.sentences[link.first].terms) for link in alignment.links)
            if common >= _FEWEST_COMMON:
                siblings.append(traits_of(alignment))
    for document, wording in sorted(wordings.items()):
        for other_document in index.candidates(signature_of(wording)):
            if document < other_document and home[document] != home[other_document]:
                alignment = align(wording, wordings[other_document])
                if alignment.links:
                    others.append(traits_of(alignment))
    for text in development_texts().values():
        pair = halves(text, rng)
        if pair:
            alignment = align(*(wording_of(document) for document in pair))
            if alignment.links:
                others += [traits_of(alignment)] * 3
    return copies, siblings, others


def scaled(rows: list[list[float]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return rows with mean 0 and deviation 1, and what makes them so."""
    table = np.array(rows)
    means, scales = table.mean(0), table.std(0)
    scales[scales < 1e-9] = 1.0
    return ((table - means) / scales).clip(-4, 4), means, scales


def rounded(values: np.ndarray) -> Any:
    """Return numbers as they are stored."""
    return np.round(values, 4).tolist()


def main() -> None:
    """Fit and write."""
    copies, siblings, others = examples()
    print(f"{len(copies)} copies, {len(siblings)} other pairs of a family, {len(others)} pairs that are no copies")
    positive = [symmetric_values(traits) for *_, traits in copies] + [symmetric_values(t) for t in siblings]
    negative = [symmetric_values(traits) for traits in others]
    table, means, scales = scaled(positive + negative)
    told = LogisticRegression(C=0.3, class_weight="balanced", max_iter=3000)
    told.fit(table, [1] * len(positive) + [0] * len(negative))
    chances = told.predict_proba(table)[:, 1]
    print("copies told", (chances[: len(positive)] > 0.5).mean(), "others", (chances[len(positive) :] > 0.5).mean())
    stored: dict[str, Any] = {
        "version": VERSION,
        "traits": list(TRAITS),
        "copy": {
            "means": rounded(means), "scales": rounded(scales), "weights": rounded(told.coef_[0]),
            "intercept": round(float(told.intercept_[0]), 4),
        },
    }  # fmt: skip
    # What agencies send out is cut and edited like other articles; their credit tells it.
    rows = [(traits.values(), made.kind) for made, _, traits in copies if made.kind != "syndicated"]
    table, means, scales = scaled([row for row, _ in rows])
    kinds = LogisticRegression(C=1.0, max_iter=5000)
    kinds.fit(table, [kind for _, kind in rows])
    print("kinds right", kinds.score(table, [kind for _, kind in rows]))
    stored["kind"] = {
        "names": kinds.classes_.tolist(), "means": rounded(means), "scales": rounded(scales),
        "weights": rounded(kinds.coef_), "intercepts": rounded(kinds.intercept_),
    }  # fmt: skip
    rows_both, wanted = [], []
    for *_, traits in copies:
        rows_both += [antisymmetric_values(traits), antisymmetric_values(traits.mirrored())]
        wanted += [1, 0]
    table, means, scales = scaled(rows_both)
    direction = LogisticRegression(C=0.3, fit_intercept=False, max_iter=3000)
    direction.fit(table, wanted)
    print("direction right by wording", direction.score(table, wanted))
    stored["direction"] = {
        "means": rounded(means * 0), "scales": rounded(scales), "weights": rounded(direction.coef_[0]),
    }  # fmt: skip
    TARGET.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
