from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from verbale.parse.lemmas import apply_script, edit_script

WORDS = st.text(alphabet="abcdeABÉéßİıǅ'’.-|!1京𝒜\u0301", min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("said", "say", "=|2|y"),
        ("Said", "say", "l|2|y"),
        ("talks", "talk", "=|1|"),
        ("The", "the", "l|0|"),
        ("Beijing", "Beijing", "=|0|"),
        ("went", "go", "!go"),
        ("Is", "be", "!be"),
        ("n't", "not", "!not"),
    ],
)
def test_script(form: str, lemma: str, script: str) -> None:
    assert edit_script(form, lemma) == script
    assert apply_script(form, script) == lemma


@given(WORDS, WORDS)
@example("İ", "i")
@example("I", "!")
@example("a|b", "a|c|d")
@example("ABC", "abcd")
def test_the_script_of_two_words_makes_the_second_of_the_first(form: str, lemma: str) -> None:
    assert apply_script(form, edit_script(form, lemma)) == lemma


@given(st.text(min_size=1, max_size=12), st.text(max_size=12))
def test_round_trip_for_any_characters(form: str, lemma: str) -> None:
    assert apply_script(form, edit_script(form, lemma)) == lemma


@given(WORDS, WORDS, WORDS)
def test_a_script_made_for_another_word_never_leaves_an_empty_lemma(form: str, lemma: str, other: str) -> None:
    assert apply_script(other, edit_script(form, lemma))


def test_an_edit_that_cuts_the_whole_word_leaves_it() -> None:
    assert apply_script("is", "=|4|y") == "is"
    assert apply_script("IS", "l|2|be") == "is"
