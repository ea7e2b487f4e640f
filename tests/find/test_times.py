from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.find.conftest import TreeBuilder
from verbale.find.times import find_times
from verbale.parse.words import blank_pipeline


def found(text: str) -> list[tuple[str, str, str]]:
    doc = blank_pipeline()(text)
    return [(text[one.start : one.end], one.type, one.value + one.clock) for one in find_times(doc)]


@pytest.mark.parametrize(
    ("text", "expression", "kind", "value"),
    [
        ("signed on 30 June 2022 in Norland", "30 June 2022", "DATE", "2022-06-30"),
        ("on Saturday, April 25: the court", "Saturday, April 25", "DATE", "XXXX-04-25"),
        ("on the 3rd of May", "the 3rd of May", "DATE", "XXXX-05-03"),
        ("since late June 2019", "late June 2019", "DATE", "2019-06"),
        ("on 2022-06-30 at", "2022-06-30", "DATE", "2022-06-30"),
        ("in the early 1990s", "the early 1990s", "DATE", "199"),
        ("of the 19th century", "the 19th century", "DATE", "18"),
        ("in the third quarter of 2021", "the third quarter of 2021", "DATE", "2021-Q3"),
        ("in the winter of 2006", "the winter of 2006", "DATE", "2006-WI"),
        ("for more than four hours", "more than four hours", "DURATION", "PT4H"),
        ("a 10-year deal", "10-year", "DURATION", "P10Y"),
        ("two and a half, or 5 1/2 hours", "5 1/2 hours", "DURATION", "PT5H30M"),
        ("twenty-three days of talks", "twenty-three days", "DURATION", "P23D"),
        ("for several years", "several years", "DURATION", "PXY"),
        ("for decades they", "decades", "DURATION", "PXE"),
        ("every two weeks", "every two weeks", "SET", "P2W"),
        ("they meet each Thursday", "each Thursday", "SET", "XXXX-WXX-4"),
        ("it opens on Tuesdays", "Tuesdays", "SET", "XXXX-WXX-2"),
        ("Now they wait", "Now", "DATE", "PRESENT_REF"),
        ("on Thursday\nmorning he", "Thursday\nmorning", "TIME", "XXXX-WXX-4TMO"),
        ("at 10 p.m. Wednesday they", "10 p.m. Wednesday", "TIME", "XXXX-WXX-3T22:00"),
    ],
)
def test_an_expression_says_what_its_words_say(text: str, expression: str, kind: str, value: str) -> None:
    assert (expression, kind, value) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "it fell 6.43, or 1678.5 points", "worth $2000 a share", "Jan Kavlin spoke", "it rose 7.25%",
        "nine-year-old Mika",
        "they may leave", "the army will march north", "at 25:70",
    ],
)  # fmt: skip
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_counted_from_the_document_or_from_what_was_told() -> None:
    text = "Two days ago they met; a year earlier they had not, and the next day they left."
    anchors = [(one.anchor, one.unit, one.shift) for one in find_times(blank_pipeline()(text))]
    assert anchors == [("document", "D", -2), ("focus", "Y", -1), ("focus", "D", 1)]


def test_a_rate_comes_back(tree: TreeBuilder) -> None:
    doc = tree(
        "four flights a week",
        "four NUM four 2 nummod\nflights NOUN flight 0 root\na DET a 4 det\nweek NOUN week 2 nmod:unmarked",
    )
    assert [(one.type, one.value) for one in find_times(doc)] == [("SET", "P1W")]


def test_may_the_month_is_a_name(tree: TreeBuilder) -> None:
    doc = tree(
        "In May it may go",
        "In ADP in 2 case\nMay PROPN May 5 obl\nit PRON it 5 nsubj\nmay AUX may 5 aux\ngo VERB go 0 root",
    )
    assert [(one.start, one.value) for one in find_times(doc)] == [(3, "XXXX-05")]


def test_a_number_that_counts_is_no_year(tree: TreeBuilder) -> None:
    doc = tree(
        "2000 tents in 2000", "2000 NUM 2000 2 nummod\ntents NOUN tent 0 root\nin ADP in 4 case\n2000 NUM 2000 2 nmod"
    )
    doc[1].tag_ = "NNS"
    assert [one.start for one in find_times(doc)] == [14]


@given(st.text(alphabet="ab 0123456789.:,-/ JuneMayFridaylastnextweekago𝒜é\n", max_size=60))
def test_expressions_are_in_order_and_inside_the_text(text: str) -> None:
    times = find_times(blank_pipeline()(text))
    assert all(0 <= one.start < one.end <= len(text) for one in times)
    assert all(a.end <= b.start for a, b in itertools.pairwise(times))
