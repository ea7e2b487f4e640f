from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from verbale.parse.words import blank_pipeline


def words(text: str) -> list[str]:
    return [token.text for token in blank_pipeline().tokenizer(text)]


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("They don't know.", ["They", "do", "n't", "know", "."]),
        ("He can't, it won't.", ["He", "ca", "n't", ",", "it", "wo", "n't", "."]),
        ("Beijing's reply", ["Beijing", "'s", "reply"]),
        ("Beijing’s reply", ["Beijing", "’s", "reply"]),
        ("a U.S.-led bloc", ["a", "U.S.", "-", "led", "bloc"]),
        ("a UN-backed plan", ["a", "UN", "-", "backed", "plan"]),
        ("an un-American act", ["an", "un-American", "act"]),
        ("NATO-led forces", ["NATO", "-", "led", "forces"]),
        ("in the U.S. today", ["in", "the", "U.S.", "today"]),
        ("No!!!", ["No", "!!!"]),
        ("What?!", ["What", "?!"]),
        ("by e-mail", ["by", "e-mail"]),
        ("an anti-war rally", ["an", "anti-war", "rally"]),
        ("its own", ["its", "own"]),
        ("Its own", ["Its", "own"]),
        ("and/or", ["and", "/", "or"]),
        ("“No,” he said", ["“", "No", ",", "”", "he", "said"]),
        ("(the bloc)", ["(", "the", "bloc", ")"]),
        ("Mr. Yin", ["Mr.", "Yin"]),
        ("well -- no", ["well", "--", "no"]),
        ("$5.4 billion", ["$", "5.4", "billion"]),
        ("Asia-Pacific", ["Asia", "-", "Pacific"]),
    ],
)
def test_words_are_those_of_the_treebanks(text: str, split: list[str]) -> None:
    assert words(text) == split


@given(st.text(max_size=120))
@example("")
@example("   ")
@example(" \n\n a  b\t\tc \n")
@example("don't\u0301 𝒜!!! \U0001f468\u200d\U0001f469 北京，“好”。")
@example("''it''s''")
def test_the_words_and_their_white_space_are_the_text(text: str) -> None:
    doc = blank_pipeline().tokenizer(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@given(st.lists(st.sampled_from(["don't", "U.S.-led", "e-mail", "!!!", "its", "“x”", "-", "/", " ", "\n\n", "G7"])))
def test_round_trip_of_what_the_rules_split(parts: list[str]) -> None:
    text = "".join(parts)
    assert blank_pipeline().tokenizer(text).text == text


def test_it_is_built_once() -> None:
    assert blank_pipeline() is blank_pipeline()
