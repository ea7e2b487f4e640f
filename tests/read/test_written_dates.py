"""Dates as people and programs write them."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.read.written_dates import find_dates, read_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22:00 GMT, 26 September 2020", "2020-09-26"),
        ("Published Sept. 26, 2020 | 08:39", "2020-09-26"),
        ("Le 1er mai 2021 à 12:57", "2021-05-01"),
        ("4 de mayo del 2022", "2022-05-04"),
        ("24. Januar 2022", "2022-01-24"),
        ("9 ноября 2023 г.", "2023-11-09"),
        ("2022年5月4日", "2022-05-04"),
        ("2022년 5월 4일", "2022-05-04"),
        ("2023. november 7.", "2023-11-07"),
        ("ngày 5 tháng 4 năm 2022", "2022-04-05"),
        ("٥ مايو ٢٠٢٢", "2022-05-05"),
        ("30 พฤศจิกายน 2565", "2022-11-30"),
        ("2022-01-21T11:46:00+01:00", "2022-01-21"),
        ("21.01.2022 11:46", "2022-01-21"),
        ("am 3.12.19 um", "2019-12-03"),
        ("26-Sep-2020", "2020-09-26"),
        ("Mon, 05 Sep 2022 23:50:00 -0700", "2022-09-05"),
    ],
)
def test_a_date_is_found_in_many_forms_and_languages(text: str, day: str) -> None:
    (found,) = find_dates(text)
    assert found.date.isoformat() == day
    assert found.precision == "day"


@pytest.mark.parametrize(
    "text",
    ["", "in 2019", "1999/2000", "version 1.2.2003.4", "31 February 2022", "2022-13-45", "12 things 2022", "4 May",
     "seen 2019 2020 times"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_dates(text) == []


def test_day_and_month_in_numbers_can_be_read_two_ways() -> None:
    (english,) = find_dates("11/08/2020", day_first=False)
    assert (english.date, english.other) == (datetime.date(2020, 11, 8), datetime.date(2020, 8, 11))
    (german,) = find_dates("11.08.2020", day_first=False)
    assert (german.date, german.other) == (datetime.date(2020, 8, 11), None)
    (clear,) = find_dates("12/24/2020", day_first=True)
    assert (clear.date, clear.other) == (datetime.date(2020, 12, 24), None)


def test_a_month_without_its_day_says_so() -> None:
    (found,) = find_dates("im Mai 2022")
    assert (found.date, found.precision) == (datetime.date(2022, 5, 1), "month")


def test_two_copies_of_a_date_that_run_together_are_two() -> None:
    dates = find_dates("25. Januar 202225. Januar 2022")
    assert {found.date for found in dates} == {datetime.date(2022, 1, 25)}
    assert all(found.precision == "day" for found in dates)


@pytest.mark.parametrize("value", ["20220504", "20220504T101500", "2022-05-04", " 2022/05/04 10:15 "])
def test_a_value_of_metadata_is_read(value: str) -> None:
    found = read_date(value)
    assert found
    assert found.date == datetime.date(2022, 5, 4)


@given(st.text(alphabet="0123456789./-: ,MayTZ年月日janv", max_size=60))
def test_dates_stand_in_the_text_in_order_and_apart(text: str) -> None:
    dates = find_dates(text)
    assert all(0 <= date.start < date.end <= len(text) for date in dates)
    assert all(one.end <= other.start for one, other in itertools.pairwise(dates))


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_is_read_as_it_was_written(day: datetime.date) -> None:
    for written in (
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
    ):
        (found,) = find_dates(f"Kareth, {written} - news")
        assert found.date == day
