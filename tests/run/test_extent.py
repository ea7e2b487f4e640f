from __future__ import annotations

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from verbale.run.extent import analysed_end, with_rest

ANY_TEXT = st.text(alphabet=st.sampled_from("ab. \n\t“”é北😀\u00a0'1-"), max_size=60)


@given(text=ANY_TEXT, most=st.integers(1, 40))
@example(text="\n\n\n", most=1)
@example(text="“" * 40, most=1)
def test_a_part_is_within_the_limit(text: str, most: int) -> None:
    end = analysed_end(text, most)
    assert 0 <= end <= len(text)
    assert analysed_end(text[:end], most) == end
    if end < len(text):
        assert text.strip()
        assert end == 0 or not text[end - 1].isspace()


@given(text=ANY_TEXT, most=st.integers(1, 40))
def test_more_is_analysed_with_a_higher_limit(text: str, most: int) -> None:
    assert analysed_end(text, len(text) + 1) == len(text)
    if analysed_end(text, most) == len(text):
        assert analysed_end(text, most + 1) == len(text)


@pytest.mark.parametrize(
    ("text", "most", "part"),
    [
        ("one two three", 3, "one two three"),
        ("one two three four", 3, "one two three"),
        ("One. Two three four five six.\nSeven eight.", 9, "One. Two three four five six."),  # a paragraph's end
        ("One two three four. Five. Six seven eight.", 8, "One two three four. Five."),  # a sentence's end
        ("Extraordinarily long words count twice", 4, "Extraordinarily long words"),
        ("北京北京 says no", 4, "北京北京"),
    ],
)
def test_where_a_part_ends(text: str, most: int, part: str) -> None:
    assert text[: analysed_end(text, most)] == part


def analysed(text: str) -> Doc:
    """Return a text as if it had been analysed: its first word a name, the head of the others, and a source."""
    doc = spacy.blank("en")(text)
    if len(doc):
        for token in doc:
            token.head, token.dep_, token.pos_ = doc[0], "dep", "NOUN"
        doc.set_ents([Span(doc, 0, 1, "ORG")])
        doc.spans["source"] = [Span(doc, 0, 1, "source")]
        doc.spans["source"].attrs["confidence"] = [0.5]
    doc.user_data["verbale.links"] = ["link"]
    return doc


def test_what_was_found_stays_and_nothing_is_found_in_the_rest() -> None:
    text = "Orsk said no.  Nobody else\n\nsaid anything."
    doc = with_rest(analysed("Orsk said no."), text)
    assert doc.text == text
    assert [ent.text for ent in doc.ents] == ["Orsk"]
    assert [span.text for span in doc.spans["source"]] == ["Orsk"]
    assert doc.spans["source"].attrs["confidence"] == [0.5]
    assert doc.user_data["verbale.links"] == ["link"]
    assert [sentence.text for sentence in doc.sents] == ["Orsk said no.", " Nobody else\n\nsaid anything."]
    assert [token.pos_ for token in doc[-2:]] == ["X", "X"]


@given(text=ANY_TEXT, most=st.integers(1, 20))
@example(text="a  b", most=1)
@example(text="a" + "b" * 900 + " c", most=1)
def test_the_whole_text_is_in_the_doc(text: str, most: int) -> None:
    doc = with_rest(analysed(text[: analysed_end(text, most)]), text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
