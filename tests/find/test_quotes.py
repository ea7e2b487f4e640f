from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from verbale.find.quotes import PAIRS, SINGLE, SINGLE_REACH, Quotation, find_quotations

#: What may end what, stated anew.
CLOSERS = {
    '"': ['"'], "“": ["”", "“", '"'], "”": ["”"], "„": ["“", "”"], "‟": ["”"], "«": ["»"], "»": ["«"], "‹": ["›"],
    "「": ["」"], "『": ["』"], "〝": ["〞", "〟"], "＂": ["＂"], "''": ["''"], "``": ["''"], "‘": ["’", "'"],
    "'": ["'", "’"],
}  # fmt: skip
MARKED = st.lists(
    st.one_of(
        st.sampled_from([*PAIRS, "”", "’", "»", "«", "›", "」", "』", "〟", " ", " ", "\n", "\n\n", ", ", ". "]),
        st.sampled_from(["said", "don't", "it's", "o’clock", "a", "The talks", "7", "京", "𝒜", "e\u0301", "(", "…"]),
    ),
    max_size=40,
).map("".join)


def found(text: str) -> list[str]:
    """Return the quotations' characters, marks included."""
    return [text[q.start : q.end] for q in find_quotations(text)]


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Fail instead of hanging: linear code needs a small part of this."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize(
    "quotation",
    [
        '"No,"',
        "“No,”",
        '“No,"',
        "„Nein“",
        "„Nem”",
        "«Нет»",
        "»Nein«",
        "‹Non›",
        "「不」",
        "『不』",
        "〝不〞",
        "〝不〟",
        "＂不＂",
        "‘No,’",
        "‘No,'",
        "'No,'",
        "''No,''",
        "``No,''",
        "”No,”",
        "‟No,”",
    ],
)
def test_every_kind_of_mark(quotation: str) -> None:
    text = f"He: {quotation} and went"
    assert found(text) == [quotation]
    (one,) = find_quotations(text)
    assert one.closed
    assert one.depth == 0
    width = len(one.mark)
    assert text[slice(*one.inner)] == quotation[width : len(quotation) - width]


def test_several_in_a_paragraph() -> None:
    assert found('"No," he said, "not now," and "never".') == ['"No,"', '"not now,"', '"never"']


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“He said ‘no’ twice,” she said.", "‘no’"),
        ("\"He said 'no' twice,\" she said.", "'no'"),
        ("‘He said “no” twice,’ she said.", "“no”"),
        ("«He said “no” twice», she said.", "“no”"),
        ("「彼は『不』と」言", "『不』"),
        ("“He said “no” twice,” she said.", "“no”"),
    ],
)
def test_one_inside_another(text: str, inner: str) -> None:
    outer, second = find_quotations(text)
    assert (outer.depth, second.depth) == (0, 1)
    assert text[second.start : second.end] == inner
    assert outer.start < second.start < second.end < outer.end


def test_three_levels() -> None:
    text = "“She told me ‘he said “no” twice’ again,” he said."
    assert [q.depth for q in find_quotations(text)] == [0, 1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "He doesn't know, it's o'clock; that’s the Nations’ own, the states' too.",
        "the '90s were ours",
        "rock ’n’ roll",
        "the ministers' and the envoys' papers",
        "in '22 and in '23",
    ],
)
def test_apostrophes_are_no_quotations(text: str) -> None:
    assert [q for q in found(text) if q != "’n’"] == []


def test_an_apostrophe_inside_single_marks_does_not_end_them() -> None:
    assert found("'We don't know,' he said.") == ["'We don't know,'"]
    assert found("‘We don’t know,’ he said.") == ["‘We don’t know,’"]


def test_an_apostrophe_does_not_end_a_quotation_in_double_marks() -> None:
    assert found("“The states' own,” he said.") == ["“The states' own,”"]


@pytest.mark.parametrize("quotation", ["''The states' own words,''", "``The states' own words,''"])
def test_an_apostrophe_does_not_end_a_quotation_in_doubled_apostrophes(quotation: str) -> None:
    assert found(f"{quotation} he said.") == [quotation]


@pytest.mark.parametrize("text", ["他说「好」。", "北京说『不』了", "彼は〝不〟と"])
def test_brackets_need_no_spaces_around_them(text: str) -> None:
    (one,) = find_quotations(text)
    assert (one.closed, len(text[slice(*one.inner)])) == (True, 1)


def test_a_single_mark_whose_end_is_far_away_is_an_apostrophe() -> None:
    assert found("'" + "a" * (SINGLE_REACH - 20) + "' it") != []
    assert found("'" + "a" * (SINGLE_REACH + 20) + "' it") == []


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "“The talks failed. \n\nHe left."
    (one,) = find_quotations(text)
    assert (one.closed, text[one.start : one.end]) == (False, "“The talks failed.")
    assert text[slice(*one.inner)] == "The talks failed."


def test_a_lost_opening_mark_opens_nothing() -> None:
    assert found("The talks failed,” he said.") == []
    assert found('The talks failed." He left.') == []


def test_a_quotation_that_opens_each_paragraph_and_closes_the_last() -> None:
    text = "“The talks failed.\n\n“Nobody came.\n\n“We left,” he said. “No.”"
    first, second, third, fourth = find_quotations(text)
    assert [q.closed for q in (first, second, third, fourth)] == [False, False, True, True]


def test_an_unclosed_inner_quotation_ends_with_the_outer() -> None:
    text = "“He said «no, and then left,” she said."
    outer, inner = find_quotations(text)
    assert text[outer.start : outer.end] == "“He said «no, and then left,”"
    assert text[inner.start : inner.end] == "«no, and then left,"
    assert not inner.closed


def test_straight_marks_that_touch_other_words() -> None:
    assert found('the so-called "alliance"-led drill') == ['"alliance"']
    assert found('He said:"No."') == ['"No."']
    assert found('("No")') == ['"No"']


def test_no_marks_no_quotations() -> None:
    assert found("") == []
    assert found("\n\n") == []
    assert found("The talks failed.") == []


@given(MARKED)
@example("“ ”\"'")
@example("'a «b' c» d")
@example("“a ‘b “c")
@example("'''a''' ''''")
def test_they_are_ordered_and_lie_in_the_text(text: str) -> None:
    quotations = find_quotations(text)
    keys = [(q.start, -q.end) for q in quotations]
    assert keys == sorted(set(keys))
    for q in quotations:
        assert 0 <= q.start < q.end <= len(text)
        assert text.startswith(q.mark, q.start)
        assert "\n" not in text[q.start : q.end]
        first, after = q.inner
        assert q.start < first <= after <= q.end


@given(MARKED)
def test_each_pair_is_nested_or_apart(text: str) -> None:
    open_until: list[int] = []
    for q in find_quotations(text):
        while open_until and open_until[-1] <= q.start:
            open_until.pop()
        assert not open_until or q.end <= open_until[-1]
        open_until.append(q.end)


@given(MARKED)
@example("'a “b” c")
@example("“a «b ‹c d”")
@example("'“b” «c'd' e")
def test_depth_counts_the_quotations_around(text: str) -> None:
    quotations = find_quotations(text)
    for number, q in enumerate(quotations):
        around = sum(1 for other in quotations[:number] if other.end >= q.end and other.start <= q.start)
        assert q.depth == around, (text, q)


@given(MARKED)
def test_a_closed_one_ends_with_a_fitting_mark_and_an_open_one_is_of_double_marks(text: str) -> None:
    for q in find_quotations(text):
        if q.closed:
            assert any(text.endswith(mark, q.start + len(q.mark), q.end) for mark in CLOSERS[q.mark])
        else:
            assert q.mark not in SINGLE


@pytest.mark.parametrize(
    "text",
    [
        '"' * 200_000,
        "'" * 200_000,
        "’" * 200_000,
        "“" * 200_000,
        ' "a' * 100_000,
        " 'a" * 100_000,
        " 'a' " * 100_000,
        "“a” " * 100_000,
        "''a''" * 50_000,
        '"a\n' * 100_000,
    ],
    ids=lambda text: repr(text[:5]),
)
def test_two_hundred_thousand_marks_come_to_an_end(text: str) -> None:
    with at_most(30):
        quotations = find_quotations(text)
    assert all(isinstance(q, Quotation) for q in quotations[:3])


@pytest.mark.parametrize("text", ["«" * 100_000 + "»" * 100_000, " “a" * 50_000 + "»" * 50_000 + "”" * 50_000])
def test_levels_upon_levels_come_to_an_end(text: str) -> None:
    with at_most(10):
        find_quotations(text)
