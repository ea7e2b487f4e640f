from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from verbale.parse.engine import LINK_REACH, LONGEST_SENTENCE, Engine
from verbale.parse.heads import SPANS

ARTICLE = """NATO chief meets Pacific partners

BRUSSELS — NATO Secretary General Jens Stoltenberg said on Monday that the alliance would "step up" its work with \
Japan and South Korea. "What happens in Asia matters for Europe," he told reporters.

Foreign Ministry spokesman Wang Wenbin rejected the remarks, saying the alliance "has disregarded facts". According to \
Russian officials, the talks have not begun.
"""
#: All that a text may have: letters, astral and combining characters, joiners, marks, every white space but controls.
ANY_TEXT = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=("Cs", "Cc")),
        st.sampled_from(list(" \n\t\u00a0\u3000.,!?-'\"“”‘’«»「」abcXYZ0190\u0301\u200d\ufe0f😀👨𝒜北京한국")),
    ),
    max_size=80,
)


def arrays(doc: Doc) -> list[Any]:
    """Return all that the engine writes into a ``Doc``, as plain values."""
    words = [(t.text, t.pos_, t.tag_, str(t.morph), t.lemma_, t.dep_, t.head.i, bool(t.is_sent_start)) for t in doc]
    names = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    groups = [[(span.start, span.end) for span in doc.spans[name]] for name in SPANS]
    sure = [doc.spans[name].attrs.get("confidence") for name in SPANS]
    return [words, names, groups, sure, doc.user_data["verbale.links"]]


def check(doc: Doc, text: str) -> None:
    """Check what holds for every reading of every text."""
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    for name in SPANS:
        for span in doc.spans[name]:
            assert 0 <= span.start < span.end <= len(doc)
            assert not doc[span.start].is_space
            assert not doc[span.end - 1].is_space
    for link in doc.user_data["verbale.links"]:
        assert link.role in ("source", "content")
        assert 0 <= link.part < len(doc.spans[link.role])
        assert 0 <= link.cue < len(doc.spans["cue"])
        assert 0 <= link.probability <= 1
    if len(doc):
        for sentence in doc.sents:
            roots = [token for token in sentence if token.head is token or token.head.i == token.i]
            assert len(roots) == 1
            assert all(token.head in sentence for token in sentence)


@settings(max_examples=40)
@given(ANY_TEXT)
@example("")
@example(" ")
@example("\n\n \t\n")
@example("\n\n  He said so. \n")
@example("\u200b")
@example("\u200b said \u0301\u0301")
@example("👨‍👩‍👧‍👦 said: “𝒜 no”, 北京说：「好」。")
@example("e\u0301te\u0301 a\u0300 la")
@example("said said said")
def test_any_text(engine: Engine, text: str) -> None:
    check(engine.read(text), text)


def test_an_article(engine: Engine) -> None:
    doc = engine.read(ARTICLE)
    check(doc, ARTICLE)
    people = " ".join(ent.text for ent in doc.ents if ent.label_ == "PER")
    assert "Stoltenberg" in people
    assert "Wang Wenbin" in people
    assert len(doc.spans["cue"]) >= 3
    assert len(doc.user_data["verbale.links"]) >= 5


def test_a_paragraph_begins_a_sentence(engine: Engine) -> None:
    doc = engine.read("The talks of\n\nthe two sides failed")
    assert [sentence.text.strip() for sentence in doc.sents] == ["The talks of", "the two sides failed"]


def test_the_same_text_twice_gives_the_same(engine: Engine) -> None:
    assert arrays(engine.read(ARTICLE)) == arrays(engine.read(ARTICLE))


def test_what_was_read_before_does_not_matter(engine: Engine) -> None:
    first = arrays(engine.read(ARTICLE))
    engine.read("An other text, with 𝒜 other 北京 words, Ms. Nobody said.")
    assert arrays(engine.read(ARTICLE)) == first


def test_white_space_belongs_to_the_word_before(engine: Engine) -> None:
    doc = engine.read("  The talks failed.\n\nHe left.")
    for token in doc:
        if token.is_space:
            assert token.pos_ == "SPACE"
            assert token.head.i == (token.i - 1 if token.i else 1)
    assert [sentence.text.strip() for sentence in doc.sents] == ["The talks failed.", "He left."]


def test_a_line_of_five_thousand_words_without_a_stop(engine: Engine) -> None:
    text = " ".join(["minister", "Wang", "says", "list", "of", "goods", "and", "ports", "with", "2022"] * 500)
    doc = engine.read(text)
    check(doc, text)
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST_SENTENCE


def test_links_reach_no_farther_than_what_was_trained(engine: Engine) -> None:
    doc = engine.read(ARTICLE + "\n\n" + "The goods lay in the port. " * 120 + "\n\n" + ARTICLE)
    links = doc.user_data["verbale.links"]
    words = np.cumsum([not token.is_space for token in doc])
    assert links
    for link in links:
        part, cue = doc.spans[link.role][link.part], doc.spans["cue"][link.cue]
        assert abs(int(words[part.start]) - int(words[cue.start])) <= LINK_REACH


def test_words_near_a_seam_are_read_as_in_another_window(engine: Engine) -> None:
    """The same article behind a preface of another length: the windows' edges fall on other words."""
    body = "\n\n".join([ARTICLE.strip()] * 8)
    plain = [(t.text, t.pos_) for t in engine.read(body) if not t.is_space]
    preface = "The envoys met in the old town hall on Sunday, and went home late. " * 7
    shifted = [(t.text, t.pos_) for t in engine.read(preface + "\n\n" + body) if not t.is_space][-len(plain) :]
    assert [word for word, _ in plain] == [word for word, _ in shifted]
    same = sum(a == b for a, b in zip(plain, shifted, strict=True))
    assert same / len(plain) >= 0.97


def test_given_sentences_are_kept(engine: Engine) -> None:
    words = Doc(Vocab(), words=["He", "said", "so", "They", "left"])
    doc = engine.parse(words, [(0, 3), (3, 5)])
    assert [sentence.text for sentence in doc.sents] == ["He said so", "They left"]


def test_attributions_are_added_to_the_doc_of_another_pipeline(engine: Engine) -> None:
    ours = engine.read(ARTICLE)
    other = Doc(ours.vocab, words=[t.text for t in ours], spaces=[bool(t.whitespace_) for t in ours])
    added = engine.add_attributions(other)
    assert added is other
    assert arrays(added)[2:] == arrays(ours)[2:]
    assert [t.pos_ for t in added] == [""] * len(added)


def test_a_doc_without_words_gets_empty_groups(engine: Engine) -> None:
    doc = engine.add_attributions(Doc(Vocab(), words=["\n\n"], spaces=[False]))
    assert arrays(doc)[2] == [[], [], []]
    assert doc.user_data["verbale.links"] == []


def test_a_window_is_read_the_same_whatever_stands_in_the_windows_after_it(engine: Engine) -> None:
    """Windows that run through the encoder together must not touch each other, by padding or by quantization."""
    beginning = "\n\n".join([ARTICLE.strip()] * 5) + "\n\n"  # more than what the first window sees
    port, town = (
        arrays(engine.read(beginning + f"The goods lay in the {place}, and nobody knew why. " * 60))[0][:100]
        for place in ("port", "town")
    )
    assert port == town
