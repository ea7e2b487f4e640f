import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.sayings import CUT, OTHER, SAID, SPUN, saying
from verbale.compare.likeness import days_apart, likeness, match, speakers_of

WORDS = st.lists(
    st.sampled_from("the strait Tarn belongs to nobody not 12 refused talks we Lomund".split()), max_size=9
)


@pytest.mark.parametrize("words", [SAID, SPUN, CUT])
def test_one_saying(words):
    assert match(saying(), saying(words, day="2024-03-06", number=1)) > 0.5


def test_other_words_are_another_saying():
    assert match(saying(), saying(OTHER)) == 0


def test_few_words_have_to_be_the_same():
    assert match(saying("“We will stay”"), saying("“We will stay”", number=1)) > 0.5
    assert match(saying("“We will stay”"), saying("“We will leave”", number=1)) == 0


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ({}, {"speaker": "Lomund"}, True),
        ({}, {"speaker": "Lommund"}, True),
        ({}, {"speaker": None}, True),
        ({}, {"speaker": "Jorin Kelb"}, False),
        ({"speaker_id": "Q1"}, {"speaker": "Her office", "speaker_id": "Q2", "on_behalf_of": "Q1"}, True),
        ({"speaker_id": "Q1"}, {"speaker_id": "Q2"}, False),
        ({"day": "2024-03-05"}, {"day": "2024-03-12"}, True),
        ({"day": "2024-03-05"}, {"day": "2024-03-14"}, False),
        ({"said_on": "2024-03-05"}, {"said_on": "2024-03-06"}, True),
        ({"said_on": "2024-03-05"}, {"said_on": "2024-03-08"}, False),
        ({"day": None}, {"day": "2024-03-14"}, True),
    ],
)
def test_speakers_and_days(one, other, is_one):
    assert (match(saying(**one), saying(SPUN, number=1, **other)) > 0) is is_one


def test_what_is_quoted_at_length_later_is_the_same_saying():
    long = OTHER[:-1] + ", with grain from the harbours of Norland and ships of Tarn”"
    assert match(saying(long), saying(long, day="2024-09-01")) > 0.5
    assert match(saying(OTHER), saying(OTHER, day="2024-09-01")) == 0


def test_words_put_into_another_mouth():
    assert match(saying(), saying(speaker="Jorin Kelb", number=1)) == 0  # too short for that
    long = SAID[:-1] + ", while ships of Tarn lay before the harbours of Norland in the fog”"
    assert match(saying(long), saying(long, speaker="Jorin Kelb", number=1)) > 0.5
    assert match(saying(long), saying(long, speaker="Jorin Kelb", day="2024-03-09")) == 0


def test_what_is_told_in_a_statement_is_another_saying():
    outer = saying()
    inner = saying(within=outer.id)
    assert match(outer, inner) == 0
    assert match(inner, outer) == 0


def test_names_spelt_otherwise_count():
    one, other = (saying(f"“The harbour of {name} has been closed to Tarnian grain”") for name in ("Merrow", "Merow"))
    assert (
        likeness(one, other).words
        > likeness(one, saying("“The harbour of Wesk has been closed to Tarnian grain”")).words
    )


def test_days_apart():
    assert days_apart(saying(day=None), saying()) is None
    assert days_apart(saying(day="2024-03-01"), saying(day="2024-03-04")) == (3, "published")
    assert days_apart(saying(said_on="2024-03-01"), saying(said_on="2024-03-01", day="2025-01-01")) == (0, "said")


def test_speakers():
    assert speakers_of(saying().statement, saying().statement) == "same"
    assert speakers_of(saying().statement, saying(anonymous=True).statement) == "unknown"
    assert speakers_of(saying(speaker="He").statement, saying().statement) == "unknown"


@given(WORDS, WORDS)
def test_likeness_is_the_same_both_ways(one, other):
    first, second = saying(f"“{' '.join(one)}”"), saying(f"“{' '.join(other)}”", number=1)
    there, back = likeness(first, second), likeness(second, first)
    assert there.score == pytest.approx(back.score)
    assert (there.in_first, there.in_second) == pytest.approx((back.in_second, back.in_first))
    assert 0 <= there.score <= 1
    assert match(first, second) == pytest.approx(match(second, first))
    if one:
        assert likeness(first, first).score == pytest.approx(1) or first.telling < 3


def test_derived_words_count_as_the_same():
    one, other = (
        saying("“Their hegemony frightens the neighbours”"),
        saying("“Their hegemonic aims frighten neighbours”"),
    )
    far = saying("“Their harbour aims frighten neighbours”")
    assert likeness(one, other).words > likeness(one, far).words
    assert likeness(one, other).order == likeness(other, one).order


def test_names_in_common_tell_little():
    one = saying("“Tarn and Wesk and Lomund asked for help”")
    other = saying("“Tarn and Wesk and Lomund went to sea”")
    assert likeness(one, other).score < likeness(one, other).words


def test_what_names_nobody_may_be_anybodys():
    mission = saying(speaker=None, speaker_id=None)
    assert speakers_of(saying(speaker_id="Q1").statement, mission.statement) == "unknown"


def test_each_day_between_takes_more_likeness():
    words = "“We have asked for talks, and twice they were refused with scorn, as everybody knows by now”"
    chances = [match(saying(), saying(words, day=f"2024-03-{day:02}", number=1)) for day in (5, 7, 12)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > chances[-1]
