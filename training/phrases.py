"""Collect established phrases of two words, and the words that machines put for others.

    python -m training.phrases

Writes ``phrases.tsv``, ``swapped_words.tsv`` and ``plain_pairs.tsv`` in the codebook. Phrases: words that stand side by
side in open news (the development half), EWT, GUM and The World Factbook far more often than by chance, and those of
actors' names in the knowledge base. Swapped words: WordNet 3.1's synonyms of words in phrases, and the words of known
tortured phrases. Plain pairs: what looks like a phrase with a word swapped, but stands in the texts as it is.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.damage.synonyms import FOLDER as SYNONYMS
from benchmarks.damage.synonyms import KEPT, wordnet
from benchmarks.damage.texts import development_texts
from training.sources import DATA, ewt, gum

FOLDER = Path(__file__).parents[1] / "src" / "verbale" / "codebook"
#: A phrase stands in the texts this often, and this many times as often as by chance (logarithm).
FEWEST, LEAST_INFORMATION = 5, 3.0
#: Words swapped for a word that a known tortured phrase has so often are machines' words.
FEWEST_TORTURED = 2
PHRASES_HEAD = """\
# Words that stand side by side in open texts far more often than by chance, by the first of them.
# Made by training/phrases.py from Wikinews (CC BY 2.5), EWT and GUM (CC BY-SA 4.0), re3d and press releases (public
# domain, OGL), The World Factbook (public domain) and this project's actors: do not edit.
first\tseconds
"""
SWAPPED_HEAD = """\
# Words that are put for others when texts are rewritten, with those that they are put for.
# Made by training/phrases.py from WordNet 3.1 (WordNet licence) and the tortured phrases of the Problematic Paper
# Screener (CC BY 4.0): do not edit.
word\toriginals
"""
PLAIN_HEAD = """\
# Words that look like a phrase with a word swapped and stand side by side in open texts all the same, by the first of
# them. Made by training/phrases.py from the texts of phrases.tsv: do not edit.
first\tseconds
"""
_WORD = re.compile(r"[a-z]+")
_GENRES = ("academic", "bio", "court", "interview", "news", "speech", "textbook", "voyage")


def runs(text: str) -> Iterator[list[str]]:
    """Yield the stretches of words between marks of punctuation."""
    for part in re.split(r"[^\w\s-]|\n|\d+", text.lower()):
        words = _WORD.findall(part)
        if words:
            yield words


def strings(value: Any) -> Iterator[str]:
    """Yield all texts in a value of JSON."""
    if isinstance(value, str):
        yield re.sub(r"<[^>]+>", " ", value)
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


def open_words() -> Iterator[list[str]]:
    """Yield the stretches of words of all open texts."""
    texts = [*development_texts().values(), *ewt().values(), *gum("train", _GENRES).values()]
    for path in sorted((DATA / "kb" / "factbook").rglob("*.json")):
        texts += strings(json.loads(path.read_text("utf-8")))
    for text in texts:
        yield from runs(text)


def phrases() -> dict[tuple[str, str], int]:
    """Return the established phrases with how often they stand in the texts."""
    single: Counter[str] = Counter()
    double: Counter[tuple[str, str]] = Counter()
    for words in open_words():
        single.update(words)
        double.update(pairwise(words))
    total = sum(single.values())
    found = {}
    for (one, other), count in double.items():
        if count < FEWEST or one in KEPT or other in KEPT or min(len(one), len(other)) < 3:
            continue
        information = math.log(count * total / (single[one] * single[other]))
        if information >= LEAST_INFORMATION:
            found[one, other] = count
    for names in knowledge_names():
        for words in runs(names):
            for one, other in pairwise(words):
                if one not in KEPT and other not in KEPT and min(len(one), len(other)) > 3 and double[one, other] > 1:
                    found.setdefault((one, other), FEWEST)
    return found


def knowledge_names() -> Iterator[str]:
    """Yield the names of actors that are no persons."""
    for path in sorted((FOLDER / "actors").glob("*_names.tsv")):
        if not path.name.startswith("persons"):
            for line in path.read_text("utf-8").splitlines():
                if line and not line.startswith("#"):
                    yield line.split("\t")[1]


def swapped(words: set[str]) -> dict[str, set[str]]:
    """Return for each word that machines put for others those others."""
    found: dict[str, set[str]] = defaultdict(set)
    table, similar = wordnet(), similar_adjectives()
    for word in words:
        for other in (*table.others(word), *similar.get(word, ())):
            if other.isalpha() and other.islower() and len(other) > 2 and other not in KEPT:
                found[other].add(word)
    counts: Counter[tuple[str, str]] = Counter()
    path = DATA / "copies" / "tortured_phrases.json"
    for phrase in json.loads(path.read_text("utf-8"))["phrases"]:
        tortured, correct = (_WORD.findall(phrase[key].lower()) for key in ("tortured", "correct"))
        if len(tortured) == len(correct):
            counts.update((a, b) for a, b in zip(tortured, correct, strict=True) if a != b)
    for (tortured_word, correct_word), count in counts.items():
        if count >= FEWEST_TORTURED and tortured_word not in KEPT and correct_word in words:
            found[tortured_word].add(correct_word)
    return found


def similar_adjectives() -> dict[str, set[str]]:
    """Return for each adjective those that WordNet calls similar to its first two senses."""
    data = (SYNONYMS / "wordnet" / "dict" / "data.adj").read_bytes()

    def record(offset: str) -> list[str]:
        return data[int(offset) : data.index(b"\n", int(offset))].decode().split()

    def words(fields: list[str]) -> list[str]:
        return [re.sub(r"\(\w+\)$", "", word) for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2]]

    found: dict[str, set[str]] = defaultdict(set)
    for line in (SYNONYMS / "wordnet" / "dict" / "index.adj").read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        for offset in fields[-int(fields[2]) :][:2]:
            sense = record(offset)
            at = 4 + 2 * int(sense[3], 16)
            pointers = sense[at + 1 : at + 1 + 4 * int(sense[at])]
            for kind, target in zip(pointers[::4], pointers[1::4], strict=True):
                if kind == "&":
                    found[fields[0]].update(words(record(target)))
    return found


def plain_pairs(established: dict[tuple[str, str], int], table: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the pairs of words in open texts that would be taken for broken phrases."""
    seconds: dict[str, set[str]] = defaultdict(set)
    for one, other in established:
        seconds[one].add(other)
    found: dict[str, set[str]] = defaultdict(set)
    for words in open_words():
        for one, other in pairwise(words):
            if (one, other) in established or other in found.get(one, ()):
                continue
            originals = {other, *table.get(other, ())}
            if any(seconds[first] & originals for first in (one, *table.get(one, ())) if first in seconds):
                found[one].add(other)
    return found


def write(name: str, head: str, table: Mapping[str, Iterable[str]]) -> None:
    """Write a table of words, with the comment and the names of the columns above it."""
    rows = [f"{word}\t{' '.join(sorted(others))}" for word, others in sorted(table.items())]
    (FOLDER / name).write_text(head + "\n".join(rows) + "\n", "utf-8")


def main() -> None:
    """Write the tables."""
    established = phrases()
    by_first: dict[str, list[str]] = defaultdict(list)
    for one, other in established:
        by_first[one].append(other)
    table = swapped({word for pair in established for word in pair})
    write("phrases.tsv", PHRASES_HEAD, by_first)
    write("swapped_words.tsv", SWAPPED_HEAD, table)
    write("plain_pairs.tsv", PLAIN_HEAD, plain_pairs(established, table))
    print(len(established), "phrases,", len(table), "words put for others")


if __name__ == "__main__":
    main()
