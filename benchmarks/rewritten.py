"""Text that a machine rewrote or translated, recognised without the original.

    python -m benchmarks.rewritten [--show]

The measuring half of the generator of damage (texts and synonyms that nothing was tuned on): how many of the spun and
of the translated copies are called rewritten, by strength, and how many of the untouched originals and of the articles
of BASIL. Beside it: the same without the language model, and the phrases of the Problematic Paper Screener looked up as
a list, two of them in a text.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable

from benchmarks.damage.generator import family_of
from benchmarks.damage.synonyms import moby
from benchmarks.damage.texts import basil, measuring_texts
from benchmarks.harness import Figure, finish
from training.sources import DATA
from verbale.find.damage import find_damage
from verbale.models import Document
from verbale.parse.engine import default_engine

COPIES = 14


def by_list() -> Callable[[Document], bool]:
    """Return what tells rewritten texts by the list of tortured phrases."""
    rows = json.loads((DATA / "copies" / "tortured_phrases.json").read_text("utf-8"))["phrases"]
    phrases = {row["tortured"].lower() for row in rows if " " in row["tortured"]}

    def told(document: Document) -> bool:
        words = document.text.lower().split()
        found = sum(
            " ".join(words[at : at + size]) in phrases for size in (2, 3, 4) for at in range(len(words) - size + 1)
        )
        return found >= 2

    return told


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Rewritten text recognised without the original.")
    parser.add_argument("--show", action="store_true", help="print the commonest clues in untouched texts")
    arguments = parser.parse_args()
    groups: dict[str, list[Document]] = defaultdict(list)
    for name, text in measuring_texts().items():
        for made in family_of(name, text, moby(), COPIES):
            if made.kind is None:
                groups["untouched"].append(made.document)
            elif made.kind in ("spun", "translated"):
                groups[f"{made.kind}.strength_{made.strength}"].append(made.document)
    groups["basil"] = [Document(text) for texts in basil().values() for text in texts]
    engine = default_engine()
    ways = {
        "verbale": lambda document: find_damage(document, engine.read(document.text)).is_rewritten,
        "without_words": lambda document: find_damage(document).is_rewritten,
        "list": by_list(),
    }
    figures = []
    for way, told in ways.items():
        for group, documents in sorted(groups.items()):
            figures.append(
                Figure(f"rewritten.{way}.{group}", sum(map(told, documents)) / len(documents), f"n={len(documents)}")
            )
    if arguments.show:
        clues = Counter(
            f"{clue.span.text} ({clue.expected})"
            for group in ("untouched", "basil")
            for document in groups[group]
            for clue in find_damage(document).clues
        )
        print(clues.most_common(30))
    finish("open texts with Moby synonyms; BASIL", figures)


if __name__ == "__main__":
    main()
