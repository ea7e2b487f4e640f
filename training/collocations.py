"""Collect which words stand side by side in real names, so that a real name is not taken for a damaged one.

    python -m training.collocations --wordnet FOLDER

Writes ``codebook/collocations.tsv``: pairs of words of which at least one is in a name of the knowledge base, from the
compounds of WordNet 3.1, the actor dictionary of the Open Event Data Alliance (MIT), the names in Wikigold (CC BY 4.0)
and CrossNER politics (MIT, CC BY-SA), and the titles of offices in the tables from Wikidata (CC0). What the benchmarks
measure with is not read.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from training.sources import DATA
from verbale.codebook.knowledge import knowledge
from verbale.resolve.swaps import phrases_of, telling

TARGET = Path(__file__).parents[1] / "src" / "verbale" / "codebook" / "collocations.tsv"


def names(wordnet: Path) -> Iterator[str]:
    """Yield names and compounds of several words."""
    for part in ("noun", "adj"):
        for line in (wordnet / f"index.{part}").read_text("utf-8").splitlines():
            if not line.startswith(" ") and "_" in line.split(" ", 1)[0]:
                yield line.split(" ", 1)[0].replace("_", " ")
    for file in ("Phoenix.Countries.actors.txt", "Phoenix.agents.txt"):
        for line in (DATA / "events" / "oeda_dictionaries" / file).read_text("utf-8", errors="replace").splitlines():
            if line.strip() and line[0] not in "# \t!":
                yield re.split(r"[;\[~]", line.lstrip("+"))[0].replace("_", " ")
    for path in sorted((DATA / "kb").glob("cabinet_*/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row.get("position") or ""
    yield from _tagged(DATA / "entities" / "wikigold" / "wikigold.conll.txt", " ")
    for part in ("train", "dev"):
        yield from _tagged(DATA / "entities" / "crossner_politics" / f"{part}.txt", "\t")


def _tagged(path: Path, gap: str) -> Iterator[str]:
    """Yield the names of a set in columns."""
    words: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        cells = line.strip().split(gap)
        if len(cells) > 1 and cells[-1] != "O" and not (cells[-1].startswith("B-") and words):
            words.append(cells[0])
            continue
        yield " ".join(words)
        words = [cells[0]] if len(cells) > 1 and cells[-1] != "O" else []
    yield " ".join(words)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description="Collect words that stand side by side in names.")
    parser.add_argument("--wordnet", type=Path, required=True)
    known = phrases_of(knowledge())
    own = {pair for words in known.texts for pair in pairwise(words)}
    after: dict[str, set[str]] = defaultdict(set)
    for name in names(parser.parse_args().wordnet):
        for pair in pairwise(telling(name)):
            plain = all(word.isascii() and word.isalpha() for word in pair)
            if plain and pair not in own and not known.by_word.keys().isdisjoint(pair):
                after[pair[0]].add(pair[1])
    with TARGET.open("w", encoding="utf-8") as file:
        file.write("# Words that stand side by side in real names. Made by training/collocations.py: do not edit.\n")
        for one in sorted(after):
            file.write(f"{one}\t{' '.join(sorted(after[one]))}\n")
    print(f"{sum(map(len, after.values()))} pairs")


if __name__ == "__main__":
    main()
