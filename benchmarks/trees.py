"""Tags and dependencies against UD treebanks, on gold words and on raw text.

    python -m benchmarks.trees [--part dev] [--weights FOLDER]

Raw text is scored by the CoNLL 2018 measure (Zeman et al. 2018): F1 over words that agree in their characters, with
labels cut to the universal part. The floors are in ``floors.toml``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from spacy.tokens import Doc

from benchmarks.harness import Figure, engine_from, finish
from benchmarks.scores import f1
from training.conllu import Document, read_documents
from training.sources import DATA
from verbale.parse.engine import Engine
from verbale.parse.words import blank_pipeline


def words_doc(document: Document) -> Doc:
    """Return a treebank document's text as a ``Doc`` of its gold words, white space kept."""
    words, spaces = [], []
    for i, word in enumerate(document.words):
        after = document.words[i + 1].start if i + 1 < len(document.words) else word.end
        gap = document.text[word.end : after]
        words.append(word.form)
        spaces.append(gap == " ")
        if gap not in ("", " "):
            words.append(gap)
            spaces.append(False)
    return Doc(blank_pipeline().vocab, words=words, spaces=spaces)


def universal(label: str) -> str:
    """Return a dependency label without its subtype."""
    return label.split(":")[0]


def on_gold_words(engine: Engine, document: Document, counts: Counter[str]) -> None:
    """Count what is right with words and sentences given."""
    doc = engine.parse(words_doc(document), list(document.sentences()))
    tokens = [token for token in doc if not token.is_space]
    number = {token.i: i for i, token in enumerate(tokens)}
    for i, (token, word) in enumerate(zip(tokens, document.words, strict=True)):
        head = number[token.head.i]
        counts["words"] += 1
        counts["upos"] += token.pos_ == word.upos
        counts["feats"] += str(token.morph) == ("" if word.feats == "_" else word.feats)
        counts["lemma"] += token.lemma_ == word.lemma
        counts["uas"] += head == word.head
        counts["las"] += head == word.head and universal(token.dep_) == universal(word.deprel)
        counts["las_full"] += head == word.head and token.dep_ == word.deprel
        counts["roots"] += i == head


def on_raw_text(engine: Engine, document: Document, counts: Counter[str]) -> None:
    """Count what is right on the text alone."""
    doc = engine.read(document.text)
    tokens = [token for token in doc if not token.is_space]
    gold = {(w.start, w.end): i for i, w in enumerate(document.words)}
    span = {token.i: (token.idx, token.idx + len(token)) for token in tokens}
    counts["found"] += len(tokens)
    counts["wanted"] += len(document.words)
    for token in tokens:
        i = gold.get(span[token.i])
        if i is None:
            continue
        word = document.words[i]
        head_right = (
            word.head == i if token.head.i == token.i else gold.get(span[token.head.i]) == word.head and word.head != i
        )
        counts["word"] += 1
        counts["upos"] += token.pos_ == word.upos
        counts["lemma"] += token.lemma_ == word.lemma
        counts["uas"] += head_right
        counts["las"] += head_right and universal(token.dep_) == universal(word.deprel)
    wanted = {(document.words[a].start, document.words[b - 1].end) for a, b in document.sentences()}
    found = set()
    for sentence in doc.sents:
        inside = [t for t in sentence if not t.is_space]
        if inside:
            found.add((inside[0].idx, inside[-1].idx + len(inside[-1])))
    counts["sentences_found"] += len(found)
    counts["sentences_wanted"] += len(wanted)
    counts["sentences"] += len(wanted & found)


def measure(engine: Engine, treebank: str = "ewt", part: str = "dev") -> list[Figure]:
    """Return the figures on one part of a treebank."""
    gold, raw = Counter[str](), Counter[str]()
    for document in read_documents(DATA / "parse" / f"ud_{treebank}" / f"{part}.conllu"):
        on_gold_words(engine, document, gold)
        on_raw_text(engine, document, raw)
    name = f"{treebank}_{part}"
    figures = [
        Figure(f"{name}.gold.{what}", gold[what] / gold["words"])
        for what in ("upos", "feats", "lemma", "uas", "las", "las_full")
    ]
    figures += [
        Figure(f"{name}.raw.{what}", f1(raw[what], raw["found"], raw["wanted"])[2])
        for what in ("word", "upos", "lemma", "uas", "las")
    ]
    sentences = f1(raw["sentences"], raw["sentences_found"], raw["sentences_wanted"])[2]
    figures.append(Figure(f"{name}.raw.sentences", sentences))
    return figures


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Tags and dependencies against UD treebanks.")
    parser.add_argument("--part", default="dev")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--treebank", choices=["ewt", "gum"], default="ewt")
    arguments = parser.parse_args()
    figures = measure(engine_from(arguments.weights), arguments.treebank, arguments.part)
    finish(f"UD English {arguments.treebank.upper()} {arguments.part}", figures)


if __name__ == "__main__":
    main()
