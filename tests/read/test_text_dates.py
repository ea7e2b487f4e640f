import datetime

import pytest

from verbale.models import Segment
from verbale.read.text_dates import published_from_text

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
