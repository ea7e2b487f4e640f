import datetime

import pytest

from verbale.models import Segment
from verbale.read.plain.dates import published_from_text

TODAY = datetime.date(2026, 1, 1)


def found(*parts, today=TODAY):
    """Return date, precision and basis that a text of (role, words) has."""
    text, segments = "", []
    for role, words in parts:
        text += "\n" if text else ""
        segments.append(Segment(len(text), len(text) + len(words), role))
        text += words
    published = published_from_text(text, segments, today)
    return published and (published.date.isoformat(), published.precision, published.basis)


def test_byline():
    assert found(("byline", "Published 3 May 2023, 14:05 GMT"), ("body", "The talks failed.")) == (
        "2023-05-03", "day", "byline",
    )  # fmt: skip


def test_dateline_without_a_year_takes_it_from_the_copyright_line():
    dateline = ("dateline", "PORT ORU, July 11 (Orbis) —")
    day = found(dateline, ("body", "The talks failed."), ("copyright", "© 2024 Orbis"))
    assert day == ("2024-07-11", "day", "dateline, its year from the copyright line")


def test_weekday_with_its_day_and_the_year_of_the_copyright_line():
    # The 11th of July was a Tuesday in 2017 and 2023.
    body = ("body", "The statement was made on Tuesday (July 11).")
    assert found(body) is None
    assert found(body, ("copyright", "Copyright 2023 Orbis")) == (
        "2023-07-11", "day", "weekday and day in the text, the year from the copyright line",
    )  # fmt: skip


def test_weekday_with_its_day_after_the_latest_date_in_the_text():
    parts = ("body", "The war began on 24 February 2022."), ("body", "They met on Thursday, 30 June.")
    basis = "weekday and day in the text, the year from the latest date in the text"
    assert found(*parts) == ("2022-06-30", "day", basis)


def test_impossible_pairs_are_refused():
    assert found(("body", "They met on Tuesday (July 11)."), ("copyright", "© 2024 Orbis")) == (
        "2024-01-01", "year", "copyright line",
    )  # fmt: skip


def test_latest_date_on_a_weekday_that_the_text_reports():
    captions = ("caption", "The envoy in Port Oru on April 11, 2022."), ("caption", "The port on April 10, 2022.")
    assert found(("body", "On Monday the envoy spoke."), *captions)[0] == "2022-04-11"
    assert found(("body", "On Friday the envoy spoke."), *captions) is None
    assert found(("body", "On Monday the envoy spoke."), captions[0]) is None  # one date may be any date


@pytest.mark.parametrize("role", ["comment", "related"])
def test_comments_and_links_say_nothing(role):
    assert found(("body", "The talks failed."), (role, "Ada, 3 May 2023: nonsense")) is None


def test_future_dates_are_refused():
    assert found(("byline", "Published 3 May 2031"), ("body", "The talks failed.")) is None
    assert found(("body", "The talks failed."), ("copyright", "© 2031 Orbis")) is None


def test_nothing_is_guessed():
    assert found(("body", "The talks failed on Thursday, the minister said.")) is None


@pytest.mark.parametrize(
    "byline", ["Publié le 02/08/2024 à 06h00", "Diterbitkan 2/8/2024", "Thứ Sáu, 02/08/2024, 16:20"]
)
def test_the_language_of_a_byline_tells_which_number_is_the_day(byline):
    assert found(("byline", byline), ("body", "The talks failed.")) == ("2024-08-02", "day", "byline")


def test_the_weekdays_of_the_text_tell_which_number_is_the_day():
    # The second of August 2024 was a Friday, the eighth of February a Thursday.
    byline = ("byline", "02/08/2024 06:00")
    assert found(byline, ("body", "The talks failed.")) is None
    assert found(byline, ("body", "The talks failed on Friday.")) == ("2024-08-02", "day", "byline")
    assert found(byline, ("body", "The talks failed on Thursday.")) == ("2024-02-08", "day", "byline")
    assert found(byline, ("body", "From Thursday to Friday the talks failed.")) is None


def test_a_month_with_hyphens():
    assert found(("byline", "Date: May-20-2024"), ("body", "The talks failed."))[0] == "2024-05-20"
    assert found(("byline", "Jan - 18 - 2024 , 08:14"), ("body", "The talks failed."))[0] == "2024-01-18"


def test_the_head_of_a_page():
    head = ("boilerplate", "Orsk Daily Eagle, Thursday, July 2, 2020     Page A4")
    assert found(head, ("body", "The talks failed.")) == ("2020-07-02", "day", "head of the page")
    assert found(("body", "The talks failed. " * 30), head) is None


def test_the_head_of_a_page_that_was_saved_later_tells_nothing():
    head = ("boilerplate", "Tuesday, March 19, 2024")
    assert found(head, ("body", "The talks of 3 May 2021 failed.")) is None
    assert found(head, ("body", "The talks of March 15, 2024 failed."))[0] == "2024-03-19"


def test_the_first_comment_tells_the_year_of_a_day_shortly_before_it():
    dateline, body = ("dateline", "ORU, Oct 3 (Orbis) -"), ("body", "The talks failed.")
    comments = ("comment", "Ada\n04 October 2024\nNo."), ("comment", "Ben\n03 October 2025\nYes.")
    assert found(dateline, body, *comments) == ("2024-10-03", "day", "dateline, its year from the first comment")
    assert found(dateline, body, ("comment", "Ada\n04 December 2024\nNo.")) is None
