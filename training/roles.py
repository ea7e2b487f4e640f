"""Learn the roles of lines: ``python -m training.roles`` writes ``src/verbale/read/plain/roles.json``.

Trained on ``annotations/roles_dev.txt`` alone; ``roles_held.txt`` is for measuring (``python -m benchmarks.roles``).
``--folds 8`` cross-validates on the former instead, to choose features.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pycrfsuite

from training.role_set import Labelled, Marked, read_labelled
from verbale.read.plain.lines import Unit, units_of
from verbale.read.plain.role_features import strength_of
from verbale.read.plain.roles import (
    ROLES,
    Floats,
    all_features,
    allowed,
    best_path,
    scores_of,
    vectors_of,
    with_captions,
    with_headline,
)
from verbale.read.plain.word_vectors import width

HERE = Path(__file__).parent / "annotations"
MODEL = Path(__file__).parents[1] / "src" / "verbale" / "read" / "roles.json"
SEED = 20220630
#: Penalties chosen by cross-validation.
PARAMETERS = {"c1": 0.05, "c2": 1.0, "max_iterations": 150, "feature.minfreq": 5, "feature.possible_transitions": True}
LEAST = 0.02  # smaller weights are left out of the file
_VECTOR = "vector "  # how CRFsuite knows the numbers of a line's vector
_STRENGTH = 0.3  # of those numbers, beside features of strength 1; chosen with the penalties
_VARIANTS = 3  # of each article
_GROUPS = ("all", "abc", "d", "e")  # parts of the set, by the first letters of ids


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of a CRF: of features, of the numbers of a line's vector (rows), and of transitions."""

    features: dict[str, Floats]
    vectors: Floats
    transitions: Floats


def gold_roles(article: Labelled, units: Sequence[Unit]) -> list[str]:
    """Return for each unit the role of the stretch that most of it lies in."""
    roles = []
    for unit in units:
        most = max(article.marked, key=lambda mark: min(mark.end, unit.end) - max(mark.start, unit.start))
        roles.append("comment+" if most.role == "comment" and unit.start > most.start else most.role)
    return roles


def varied(article: Labelled, chance: random.Random) -> Labelled:
    """Return an article as it might also be met: without its blank lines, its end, or its first lines."""
    how = chance.choice(("no gaps", "cut", "no top", "gaps"))
    marked = list(article.marked)
    if how == "cut" and len(marked) > 6:
        marked = marked[: chance.randint(len(marked) // 2, len(marked))]
    elif how == "no top" and len(marked) > 6:
        marked = marked[chance.randint(1, 3) :]
    text, moved = "", []
    for mark in marked:
        words = article.text[mark.start : mark.end]
        if text:
            text += "\n" if how == "no gaps" else "\n\n" if how == "gaps" else _between(article, mark)
        moved.append(Marked(mark.role, len(text), len(text) + len(words), mark.author))
        text += words
    return Labelled(article.about, text, tuple(moved))


def _between(article: Labelled, mark: Marked) -> str:
    """Return the white space before a stretch."""
    before = article.text[: mark.start]
    return before[len(before.rstrip()) :]


def train(articles: Sequence[Labelled]) -> Model:
    """Return the weights of a linear-chain CRF learned from articles (CRFsuite, L-BFGS)."""
    chance = random.Random(SEED)
    trainer = pycrfsuite.Trainer(verbose=False)
    for article in [*articles, *(varied(article, chance) for article in articles for _ in range(_VARIANTS))]:
        units = units_of(article.text)
        items = []
        for names, vector in zip(all_features(article.text, units), vectors_of(article.text, units), strict=True):
            item = {name: strength_of(name) for name in names}
            item |= {f"{_VECTOR}{i}": float(number) * _STRENGTH for i, number in enumerate(vector)}
            items.append(item)
        trainer.append(pycrfsuite.ItemSequence(items), gold_roles(article, units))
    trainer.set_params(PARAMETERS)
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        model = tagger.info()
        tagger.close()
    features: dict[str, Floats] = {}
    vectors = np.zeros((2 * width(), len(ROLES)))
    for (name, role), value in model.state_features.items():
        if name.startswith(_VECTOR):
            vectors[int(name.removeprefix(_VECTOR)), ROLES.index(role)] = value * _STRENGTH
        else:
            features.setdefault(name, np.zeros(len(ROLES)))[ROLES.index(role)] = value * strength_of(name)
    transitions = np.zeros((len(ROLES) + 1, len(ROLES)))
    for (before, role), value in model.transitions.items():
        transitions[ROLES.index(before), ROLES.index(role)] = value
    return Model(features, vectors, transitions)


def save(model: Model, path: Path) -> None:
    """Write the weights that matter."""
    features = {}
    for name in sorted(model.features):
        row = {
            role: round(float(value), 3)
            for role, value in zip(ROLES, model.features[name], strict=True)
            if abs(value) >= LEAST
        }
        if row:
            features[name] = row
    stored = {
        "features": features,
        "transitions": [[round(float(v), 3) for v in row] for row in model.transitions],
        "vectors": [[round(float(v), 4) for v in row] for row in model.vectors],
    }
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


def found_roles(model: Model, text: str, units: Sequence[Unit]) -> list[str]:
    """Return the roles that a model gives to the units of a text, as `verbale.read.plain.roles.roles_of` does."""
    scores = scores_of(all_features(text, units), model.features) + vectors_of(text, units) @ model.vectors
    scores[[unit.dateline for unit in units], ROLES.index("dateline")] += 20
    named = [ROLES[number] for number in best_path(scores, allowed(model.transitions))]
    return with_captions(text, units, with_headline(text, units, named))


def cross_validated(articles: Sequence[Labelled], folds: int) -> Iterable[tuple[Labelled, Unit, str, str]]:
    """Yield each unit of each article with its role and the one that a model gives it that never saw the article."""
    for fold in range(folds):
        model = train([article for number, article in enumerate(articles) if number % folds != fold])
        for article in articles[fold::folds]:
            units = units_of(article.text)
            pairs = zip(units, gold_roles(article, units), found_roles(model, article.text, units), strict=True)
            for unit, right, mine in pairs:
                yield article, unit, right.rstrip("+"), mine.rstrip("+")


def main() -> None:
    """Train or cross-validate from the command line."""
    parser = argparse.ArgumentParser(description="Learn the roles of lines.")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate instead of writing weights")
    parser.add_argument("--show", action="store_true", help="print the lines that cross-validation gets wrong")
    arguments = parser.parse_args()
    articles = read_labelled(HERE / "roles_dev.txt")
    if not arguments.folds:
        save(train(articles), MODEL)
        return
    counts = {group: {role: Counter[str]() for role in ROLES} for group in _GROUPS}
    for article, unit, right, mine in cross_validated(articles, arguments.folds):
        size = len("".join(article.text[unit.start : unit.end].split()))
        for group in _GROUPS:
            if group == "all" or article.about["id"][0] in group:
                counts[group][right]["wanted"] += size
                counts[group][mine]["found"] += size
                counts[group][right]["right"] += size * (right == mine)
        if arguments.show and right != mine:
            print(f"{article.about['id']} {right} -> {mine}: {article.text[unit.start : unit.end][:110]!r}")
    print(f"{'F1 of characters':18}", *(f"{group:>6}" for group in _GROUPS))
    for role in ROLES[:-1]:
        rows = [counts[group][role] for group in _GROUPS]
        print(f"{role:18}", *(f"{2 * c['right'] / max(1, c['wanted'] + c['found']):6.3f}" for c in rows))


if __name__ == "__main__":
    main()
