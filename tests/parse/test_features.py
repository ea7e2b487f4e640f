from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.parse.features import GAPS, SHAPES, gap_of, gaps_of, shape_of


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("said", "lower"),
        ("Moscow", "title"),
        ("NATO", "upper"),
        ("McDonald", "mixed"),
        ("iPhone", "mixed"),
        ("I", "initial"),
        ("q", "lower"),
        ("2022", "digits"),
        ("1,000", "digits"),
        ("1.5", "digits"),
        ("G7", "alnum"),
        ("20th", "alnum"),
        ("U.S.", "title"),
        ("e.g.", "mixed"),
        ("n't", "mixed"),
        ("'s", "mixed"),
        (",", "punct"),
        ("!!!", "punct"),
        ("$", "punct"),
        ("“", "quote"),
        ("''", "quote"),
        ("«", "quote"),
        ("`", "quote"),
        ("Über", "title"),
        ("北京", "mixed"),
        ("京", "other"),
        ("😀", "punct"),
        ("\u200b", "other"),
        ("\x85", "other"),
    ],
)
def test_shape(word: str, shape: str) -> None:
    assert SHAPES[shape_of(word)] == shape


@pytest.mark.parametrize(
    ("between", "gap"),
    [
        ("", "none"),
        (" ", "space"),
        ("  \t", "space"),
        ("\u00a0", "space"),
        ("\n", "line"),
        (" \n ", "line"),
        ("\n\n", "paragraph"),
        (" \n \n", "paragraph"),
        ("\n\n\n\n", "paragraph"),
    ],
)
def test_gap(between: str, gap: str) -> None:
    assert GAPS[gap_of(between)] == gap


def test_the_first_word_begins_a_paragraph() -> None:
    text = " It is\nso, he\n\nsaid."
    spans = [(1, 3), (4, 6), (7, 9), (9, 10), (11, 13), (15, 19), (19, 20)]
    names = [GAPS[gap] for gap in gaps_of(text, spans)]
    assert names == ["paragraph", "space", "line", "none", "space", "paragraph", "none"]


def test_a_text_without_words_has_no_gaps() -> None:
    assert gaps_of("  \n", []) == []


@given(st.text(min_size=1, max_size=12))
def test_every_word_has_a_shape_other_than_padding(word: str) -> None:
    assert SHAPES[shape_of(word)] != "pad"


@given(st.text(alphabet=" \t\n\u00a0\u3000", max_size=6))
def test_a_gap_of_white_space_is_never_padding_and_none_only_if_empty(between: str) -> None:
    assert GAPS[gap_of(between)] != "pad"
    assert (GAPS[gap_of(between)] == "none") == (between == "")
