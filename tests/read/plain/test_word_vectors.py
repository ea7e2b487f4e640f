from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.read.plain.word_vectors import vector_of, width


def likeness(one: str, other: str) -> float:
    first, second = vector_of(one), vector_of(other)
    return float(first @ second / np.linalg.norm(first) / np.linalg.norm(second))


def test_lines_that_mean_the_same_are_near_each_other() -> None:
    invitation = "Get our briefing each morning"
    assert likeness(invitation, "Sign up for the daily newsletter") > likeness(invitation, "The talks had failed") + 0.1


def test_case_and_accents_do_not_matter() -> None:
    assert np.array_equal(vector_of("MÉNU"), vector_of("menu"))


@pytest.mark.parametrize("line", ["", "   ", "\u0e01\u0e02" * 5 + "\U0001f5ff"])
def test_without_known_words_there_is_nothing(line: str) -> None:
    assert not vector_of(line).any()


@given(line=st.text(max_size=400))
def test_every_line_has_a_vector(line: str) -> None:
    found = vector_of(line)
    assert found.shape == (width(),)
    assert np.isfinite(found).all()
