import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import VerbaleError
from verbale.models import Published
from verbale.read import last_day, parse_published


@pytest.mark.parametrize(
    ("written", "date", "precision", "last"),
    [
        ("2022", "2022-01-01", "year", "2022-12-31"),
        ("2024-02", "2024-02-01", "month", "2024-02-29"),
        (" 2022-06-30 ", "2022-06-30", "day", "2022-06-30"),
        ("2022-06-30T23:59:59Z", "2022-06-30", "day", "2022-06-30"),
        ("2022-06-30T00:30:00+09:00", "2022-06-30", "day", "2022-06-30"),
        ("2022-06-30 10:00", "2022-06-30", "day", "2022-06-30"),
    ],
)
def test_parses(written, date, precision, last):
    published = parse_published(written)
    assert published == Published(datetime.date.fromisoformat(date), precision, "given")
    assert last_day(published) == datetime.date.fromisoformat(last)


@pytest.mark.parametrize(
    "written", ["", "30 June 2022", "20220630", "2022-13", "2022-02-30", "2022-06-30T99", "0000", "2022-W26", "٢٠٢٢"]
)
def test_refuses(written):
    with pytest.raises(VerbaleError) as caught:
        parse_published(written)
    assert caught.value.code == "V304"


@given(st.datetimes(timezones=st.none() | st.timezones()))
def test_takes_the_day_as_written(moment):
    assert parse_published(moment.isoformat()).date == moment.date()
