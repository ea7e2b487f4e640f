"""Trees by hand, so that what is tested here does not hang on what a model finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from verbale.parse.words import blank_pipeline

TreeBuilder = Callable[..., Doc]


@pytest.fixture(scope="session")
def vocab() -> Vocab:
    return blank_pipeline().vocab


@pytest.fixture(scope="session")
def tree(vocab: Vocab) -> TreeBuilder:
    """Return a function that builds a ``Doc`` from a text and the words of its sentences.

    Each word is a row ``form UPOS lemma head deprel [feats]`` with the head as in CoNLL-U: counted from 1 within the
    sentence, 0 for the root. An empty row ends a sentence. White space comes from the text.
    """

    def build(text: str, rows: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        pos: list[str] = []
        lemmas: list[str] = []
        heads: list[int] = []
        deps: list[str] = []
        morphs: list[str] = []
        starts: list[bool | int | None] = []
        at = 0
        for block in rows.strip().split("\n\n"):
            number: list[int] = []  # where each word of the sentence stands among the tokens
            wanted: list[tuple[int, int]] = []
            for line in block.strip().splitlines():
                form, upos, lemma, head, dep, *feats = line.split()
                begin = text.index(form, at)
                gap = text[at:begin]
                assert not gap.strip(), f"{gap!r} is no row of the tree"
                if gap and spaces:
                    spaces[-1] = gap[0] == " "
                    gap = gap.removeprefix(" ")
                if gap:
                    add_space = max(0, len(words) - 1)
                    words.append(gap)
                    for column, value in ((pos, "SPACE"), (lemmas, gap), (deps, "dep"), (morphs, "")):
                        column.append(value)
                    spaces.append(False)
                    heads.append(add_space)
                    starts.append(False)
                starts.append(not number)
                number.append(len(words))
                wanted.append((len(words), int(head)))
                words.append(form)
                for column, value in ((pos, upos), (lemmas, lemma), (deps, dep), (morphs, "".join(feats))):
                    column.append(value)
                spaces.append(False)
                heads.append(-1)
                at = begin + len(form)
            for token, head_number in wanted:
                heads[token] = number[head_number - 1] if head_number else token
        assert not text[at:].strip(" "), f"{text[at:]!r} is no row of the tree"
        if text[at:]:
            spaces[-1] = True
        doc = Doc(
            vocab, words=words, spaces=spaces, pos=pos, lemmas=lemmas, heads=heads, deps=deps, morphs=morphs,
            sent_starts=starts,
        )  # fmt: skip
        assert doc.text == text
        return doc

    return build
