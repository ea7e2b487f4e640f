from hypothesis import given
from hypothesis import strategies as st

from verbale.compare.soundness import kind_of, runs, sounder

SAID = "The bridge was closed after last week's storm, one of the worst that the island has seen."
BROKEN = "The bridge was has closed after last week's storm, one which of worst that the island seen has."


def test_kinds_of_words():
    kinds = [kind_of(word, is_first=False) for word in ("of", "Wesk", "4", "closing", "closed", "storms", "statements")]
    assert kinds == ["of", "N", "#", "-ing", "-ed", "-s", "-ns"]
    assert kind_of("Closed", is_first=True) == "-ed"
    assert kind_of("The", is_first=True) == "the"


def test_runs_begin_and_end_with_sentences():
    assert list(runs("We left. Go")) == [
        ("^", "^", "we"), ("^", "we", "-"), ("we", "-", "."), ("^", "^", "-"), ("^", "-", ".")
    ]  # fmt: skip
    assert list(runs("")) == []


def test_what_holds_together_is_sounder():
    assert sounder(SAID, BROKEN) > 0.1
    assert sounder(SAID, SAID) == 0.0


@given(st.text(st.sampled_from("the of was ed ing Wesk,.4 ")), st.text(st.sampled_from("the of was ed ing Wesk,.4 ")))
def test_what_the_one_wins_the_other_loses(one, other):
    assert -1.0 <= sounder(one, other) <= 1.0
    assert abs(sounder(one, other) + sounder(other, one)) < 1e-9
