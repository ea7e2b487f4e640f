import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.sayings import SAID, SPUN, saying
from verbale.compare.alterations import alterations, differences

LONG = "“The harbour of Merrow was not closed on 12 March, and Admiral Kelb knows that well”"


def kinds(best, other):
    return [one.kind for one in alterations(best, other)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (LONG, []),
        (LONG.replace("harbour", "port"), ["word_swapped"]),
        (LONG.replace("Merrow", "Merow"), ["name_damaged"]),
        (LONG.replace("12", "13"), ["number_changed"]),
        (LONG.replace(" not", ""), ["negation_changed"]),
        (LONG.replace(", and Admiral Kelb knows that well", ""), ["shortened"]),
        (LONG.replace("March", "March by pirates"), ["words_added"]),
        (LONG.replace("knows", "knew"), ["word_swapped"]),
        (LONG.replace("that", "this"), []),
        (LONG.replace("closed", "closes"), []),
    ],
)
def test_kinds(words, expected):
    assert kinds(saying(LONG), saying(words, number=1)) == expected


def test_a_paraphrase_in_quotation_marks():
    assert kinds(saying(SAID), saying(SPUN))[-1] == "quoted_paraphrase"
    plain = SPUN.strip("“”")
    assert "quoted_paraphrase" not in kinds(saying(SAID), saying(plain))
    # Where nobody quotes it, and there is no primary source, nobody knows the words.
    assert "quoted_paraphrase" not in kinds(saying(SAID.strip("“”")), saying(SPUN))
    assert "quoted_paraphrase" in kinds(saying(SAID.strip("“”"), is_primary=True), saying(SPUN))


def test_another_speaker():
    (found,) = alterations(saying(), saying(speaker="Jorin Kelb"))
    assert found.kind == "speaker_changed"
    assert (found.best.text, found.here.text) == ("Petra Lomund", "Jorin Kelb")


@given(
    st.lists(st.sampled_from(SAID.strip("“”").split()), min_size=1, max_size=12),
    st.lists(st.sampled_from(SPUN.strip("“”").split()), min_size=1, max_size=12),
)
def test_differences_go_over_both_wordings_from_end_to_end(one, other):
    best, here = saying(f"“{' '.join(one)}”"), saying(f"“{' '.join(other)}”", number=1)
    found = differences(best, here)
    for its, side in ((best, [d.best for d in found]), (here, [d.here for d in found])):
        text = its.statement.content[0]
        spans = [span for span in side if span]
        assert all(text.text[s.start - text.start : s.end - text.start] == s.text for s in spans)
        assert [s.start for s in spans] == sorted(s.start for s in spans)
        words = [word for span in spans for word in span.text.replace(",", " ").split()]
        assert len(words) == len(its.terms)
    for one_difference in found:
        assert (one_difference.operation == "added") == (one_difference.best is None)
        assert (one_difference.operation == "left_out") == (one_difference.here is None)
