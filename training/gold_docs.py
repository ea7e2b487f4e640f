"""Treebank documents as spaCy ``Doc``s with their gold trees, for rules that read trees."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from training.conllu import Document


def gold_doc(document: Document, vocab: Vocab) -> Doc:
    """Return a document's words with gold tags, lemmas and dependencies. White space is not reproduced."""
    words = document.words
    spaces = [i + 1 < len(words) and words[i + 1].start > word.end for i, word in enumerate(words)]
    starts = set(document.sentence_starts)
    return Doc(
        vocab, words=[w.form for w in words], spaces=spaces, pos=[w.upos for w in words],
        tags=[w.xpos for w in words], lemmas=[w.lemma for w in words],
        morphs=["" if w.feats == "_" else w.feats for w in words], heads=[w.head for w in words],
        deps=[w.deprel for w in words], sent_starts=[i in starts for i in range(len(words))],
    )  # fmt: skip
