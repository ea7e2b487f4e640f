from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from verbale.parse.windows import Window, windows_of

LENGTHS = st.lists(st.integers(1, 8), max_size=400)
SIZES = st.integers(9, 80).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size // 2)))


def windows(lengths: list[int], size: int, overlap: int) -> list[Window]:
    """Return the windows over words of so many pieces each."""
    return windows_of(starts_of(lengths), size, overlap)


def starts_of(lengths: list[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


@given(LENGTHS, SIZES)
def test_every_word_is_kept_exactly_once_and_in_order(lengths: list[int], sizes: tuple[int, int]) -> None:
    kept = [word for w in windows(lengths, *sizes) for word in range(w.keep_first, w.keep_after)]
    assert kept == list(range(len(lengths)))


@given(LENGTHS, SIZES)
def test_no_window_is_larger_than_allowed(lengths: list[int], sizes: tuple[int, int]) -> None:
    starts = starts_of(lengths)
    assert all(starts[w.after] - starts[w.first] <= sizes[0] for w in windows(lengths, *sizes))


@given(LENGTHS, SIZES)
def test_what_is_kept_lies_in_the_window(lengths: list[int], sizes: tuple[int, int]) -> None:
    for w in windows(lengths, *sizes):
        assert 0 <= w.first <= w.keep_first <= w.keep_after <= w.after <= len(lengths)


@given(st.lists(st.integers(1, 8), min_size=1, max_size=1500))
def test_with_the_sizes_that_ship_every_inner_word_has_context(lengths: list[int]) -> None:
    """Of the 64 pieces that neighbours share, a word near a seam has some 32 on its side; long words cost a few."""
    starts = starts_of(lengths)
    found = windows(lengths, 222, 64)
    assert all(w.keep_first < w.keep_after for w in found)  # none costs an encoder pass for nothing
    for before, following in itertools.pairwise(found):
        assert starts[before.after] - starts[before.keep_after] >= 16
        assert starts[following.keep_first] - starts[following.first] >= 16


def test_no_words_no_windows() -> None:
    assert windows([], 20, 5) == []


def test_a_text_that_fits_is_one_window() -> None:
    assert windows([4, 8, 8], 20, 5) == [Window(0, 3, 0, 3)]


def test_a_text_that_just_does_not_fit_is_two() -> None:
    assert windows([1] * 21, 20, 6) == [Window(0, 20, 0, 11), Window(1, 21, 11, 21)]
