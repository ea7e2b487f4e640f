"""Learn the roles of lines: ``python -m training.roles`` writes ``src/verbale/read/roles.json``.

Trained on ``annotations/roles_dev.txt`` alone; ``roles_held.txt`` is for measuring (``python -m benchmarks.roles``).
``--folds 8`` cross-validates on the former instead, to choose features.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pycrfsuite

from training.role_set import Labelled, Marked, read_labelled
from verbale.read.lines import Unit, units_of
from verbale.read.role_features import features_of, strength_of
from verbale.read.roles import ROLES, Floats, allowed, best_path, scores_of, with_captions, with_headline

HERE = Path(__file__).parent / "annotations"
MODEL = Path(__file__).parents[1] / "src" / "verbale" / "read" / "roles.json"
SEED = 20220630
#: Penalties chosen by cross-validation.
PARAMETERS = {"c1": 0.05, "c2": 1.0, "max_iterations": 200, "feature.minfreq": 5, "feature.possible_transitions": True}
LEAST = 0.02  # smaller weights are left out of the file


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


def train(articles: Sequence[Labelled]) -> tuple[dict[str, Floats], Floats]:
    """Return the weights of a linear-chain CRF learned from articles (CRFsuite, L-BFGS)."""
    chance = random.Random(SEED)
    trainer = pycrfsuite.Trainer(verbose=False)
    for article in [*articles, *(varied(article, chance) for article in articles for _ in range(3))]:
        units = units_of(article.text)
        items = [{name: strength_of(name) for name in names} for names in features_of(article.text, units)]
        trainer.append(pycrfsuite.ItemSequence(items), gold_roles(article, units))
    trainer.set_params(PARAMETERS)
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        model = tagger.info()
        tagger.close()
    weights: dict[str, Floats] = {}
    for (name, role), value in model.state_features.items():
        weights.setdefault(name, np.zeros(len(ROLES)))[ROLES.index(role)] = value * strength_of(name)
    transitions = np.zeros((len(ROLES) + 1, len(ROLES)))
    for (before, role), value in model.transitions.items():
        transitions[ROLES.index(before), ROLES.index(role)] = value
    return weights, transitions


def save(weights: dict[str, Floats], transitions: Floats, path: Path) -> None:
    """Write the weights that matter."""
    features = {}
    for name in sorted(weights):
        row = {
            role: round(float(value), 3)
            for role, value in zip(ROLES, weights[name], strict=True)
            if abs(value) >= LEAST
        }
        if row:
            features[name] = row
    stored = {"features": features, "transitions": [[round(float(v), 3) for v in row] for row in transitions]}
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


def main() -> None:
    """Train or cross-validate from the command line."""
    parser = argparse.ArgumentParser(description="Learn the roles of lines.")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate instead of writing weights")
    parser.add_argument("--show", action="store_true", help="print the lines that cross-validation gets wrong")
    arguments = parser.parse_args()
    articles = read_labelled(HERE / "roles_dev.txt")
    if not arguments.folds:
        save(*train(articles), MODEL)
        return
    counts: dict[str, Counter[str]] = {}
    for fold in range(arguments.folds):
        weights, transitions = train([a for i, a in enumerate(articles) if i % arguments.folds != fold])
        for article in articles[fold :: arguments.folds]:
            units = units_of(article.text)
            scores = scores_of(features_of(article.text, units), weights)
            scores[[unit.dateline for unit in units], ROLES.index("dateline")] += 20
            named = [ROLES[number] for number in best_path(scores, allowed(transitions))]
            found = with_captions(article.text, units, with_headline(article.text, units, named))
            for unit, right, mine in zip(units, gold_roles(article, units), found, strict=True):
                size = unit.end - unit.start
                right, mine = right.rstrip("+"), mine.rstrip("+")
                counts.setdefault(right, Counter())["wanted"] += size
                counts.setdefault(mine, Counter())["found"] += size
                counts[right]["right"] += size * (right == mine)
                if arguments.show and right != mine:
                    print(f"{article.about.get('id')} {right} -> {mine}: {article.text[unit.start : unit.end][:110]!r}")
    for role in ROLES[:-1]:
        count = counts.get(role, Counter())
        f1 = 2 * count["right"] / max(1, count["wanted"] + count["found"])
        print(f"{role:12} {f1:.3f}  wanted {count['wanted']:6} found {count['found']:6}")


if __name__ == "__main__":
    main()
