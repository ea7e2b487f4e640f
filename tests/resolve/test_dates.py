from __future__ import annotations

import datetime

import pytest

from tests.find.conftest import TreeBuilder
from verbale.find.times import find_times
from verbale.models import Dated, Published, Time
from verbale.parse.words import blank_pipeline
from verbale.resolve.dates import day_of, resolve_times, with_swapped_months
from verbale.resolve.repairing import SwappedMonth

THURSDAY = Published(datetime.date(2022, 6, 30), "day", "given")


def values(text: str, published: Published | None = THURSDAY) -> list[str]:
    doc = blank_pipeline()(text)
    return [time.value for time in resolve_times(doc, find_times(doc), published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("today", "2022-06-30"), ("yesterday", "2022-06-29"), ("last night", "2022-06-29TNI"),
        ("tomorrow morning", "2022-07-01TMO"), ("two days ago", "2022-06-28"), ("last week", "2022-W25"),
        ("this month", "2022-06"), ("next year", "2023"), ("a decade ago", "201"), ("Thursday", "2022-06-30"),
        ("Friday", "2022-06-24"), ("next Friday", "2022-07-01"), ("last Thursday", "2022-06-23"),
        ("June last year", "2021-06"), ("this September", "2022-09"), ("by July 4", "2022-07-04"),
        ("the first quarter", "2022-Q1"), ("last summer", "2021-SU"), ("29 June", "2022-06-29"),
        ("10 p.m. Wednesday", "2022-06-29T22:00"), ("three months ago", "2022-03"), ("in two weeks' time", "2022-W28"),
        ("December 31, 2021", "2021-12-31"), ("31 February 2022", ""),
    ],
)  # fmt: skip
def test_counted_from_the_day_of_publication(text: str, value: str) -> None:
    assert values(text) == [value]


def test_without_that_day_only_what_is_written_out_is_known() -> None:
    text = "On 3 May 2021 they met; the next day they left. Yesterday it rained, and in July it snowed on Friday."
    assert values(text, None) == ["2021-05-03", "2021-05-04", "", "2021-07", "XXXX-WXX-5"]


def test_the_same_day_is_the_one_told_before() -> None:
    assert values("In 2019 they met. The following year they split, on 4 May 2020; the same day") == [
        "2019", "2020", "2020-05-04", "2020-05-04",
    ]  # fmt: skip


def test_the_tense_decides_between_before_and_after(tree: TreeBuilder) -> None:
    rows = "It PRON it {verb} nsubj\n{words}on ADP on {day} case\nMonday PROPN Monday {verb} obl"
    past = tree("It met on Monday", rows.format(verb=2, day=4, words="met VERB meet 0 root Tense=Past\n"))
    future = tree(
        "It will meet on Monday", rows.format(verb=3, day=5, words="will AUX will 3 aux\nmeet VERB meet 0 root\n")
    )
    found = [resolve_times(doc, find_times(doc), THURSDAY)[0].value for doc in (past, future)]
    assert found == ["2022-06-27", "2022-07-04"]


@pytest.mark.parametrize(
    ("kind", "value", "day"),
    [
        ("DATE", "2022-06-30", (2022, 6, 30, "day")),
        ("TIME", "2022-06-30TMO", (2022, 6, 30, "day")),
        ("DATE", "2022-06", (2022, 6, 1, "month")),
        ("DATE", "2022-W26", (2022, 6, 1, "month")),
        ("DATE", "2022", (2022, 1, 1, "year")),
        ("DATE", "2022-SU", None),
        ("DATE", "199", None),
        ("DATE", "PAST_REF", None),
        ("DURATION", "P3D", None),
        ("DATE", "", None),
    ],
)
def test_the_day_of_a_time(kind: str, value: str, day: tuple[int, int, int, str] | None) -> None:
    time = Time(0, 4, "then", kind, value)  # type: ignore[arg-type]
    expected = Dated(datetime.date(*day[:3]), day[3], "then") if day else None  # type: ignore[arg-type]
    assert day_of(time) == expected


def test_a_month_that_became_another_word_is_a_month() -> None:
    doc = blank_pipeline()("the alliance met in Could of that year")
    months = [SwappedMonth(20, 25, 5, "'Could' for 'May', where a month stands"), SwappedMonth(29, 33, 8, "inside")]
    times = resolve_times(doc, with_swapped_months(find_times(doc), months), THURSDAY)
    assert [(time.text, time.value) for time in times] == [("Could", "2022-05"), ("that year", "2022")]
