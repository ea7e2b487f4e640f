import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.read.table.cells import (
    address_in,
    authors_in,
    day_first_in,
    is_ambiguous,
    language_in,
    line_in,
    published_in,
    text_in,
)

DAY = datetime.date(2022, 6, 30)


@pytest.mark.parametrize(
    "value",
    [
        "2022-06-30", "2022-06-30T23:30:00-08:00", "2022-06-30 11:30:00+00:00", "20220630", "20220630T113000Z",
        "20220630113000", "2022/6/30", "30.6.2022", "30/06/2022", "06/30/2022", "30-06-2022 10:00",
        "Thu, 30 Jun 2022 10:00:00 GMT", "June 30, 2022", "Thursday, 30 June 2022", "30-Jun-2022",
        1656547200, 1656547200.0, "1656547200", "1656547200000", "1656547200000000", "1656547200000000000",
        datetime.datetime(2022, 6, 30, 23, 59, tzinfo=datetime.UTC), DAY,
    ],
)  # fmt: skip
def test_dates_are_read_in_the_forms_of_tables(value):
    found = published_in(value, "When")
    assert (found.date, found.precision, found.basis) == (DAY, "day", "given: column When")


@pytest.mark.parametrize(("value", "precision"), [("2022", "year"), (2022, "year"), ("2022-06", "month")])
def test_less_than_a_day_is_told(value, precision):
    assert published_in(value, "When").precision == precision


@pytest.mark.parametrize(
    "value", ["05/04/2022", "6/30/22", "44742", "yesterday", "", "nan", None, "13/13/2022", "99999999999", True, [2022]]
)
def test_what_may_be_two_days_or_none_is_not_guessed(value):
    assert published_in(value, "When") is None


def test_the_column_tells_the_order_of_day_and_month():
    assert published_in("05/04/2022", "When", day_first=True).date == datetime.date(2022, 4, 5)
    assert published_in("05/04/2022", "When", day_first=False).date == datetime.date(2022, 5, 4)
    assert day_first_in(["05/04/2022", "13/04/2022"]) is True
    assert day_first_in(["05/04/2022", "04/13/2022"]) is False
    assert day_first_in(["13/04/2022", "04/13/2022"]) is None
    assert day_first_in(["05/04/2022", "2022-06-30", None, ""]) is None


def test_only_numbers_up_to_twelve_are_ambiguous():
    assert is_ambiguous("05/04/2022")
    assert not is_ambiguous("05/05/2022")
    assert not is_ambiguous("13/04/2022")
    assert not is_ambiguous("2022-04-05")


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("By Ada Norland", ("Ada Norland",)),
        ("Ada Norland; Bo Sudonia|Cy Estland", ("Ada Norland", "Bo Sudonia", "Cy Estland")),
        ("Ada Norland, Bo Sudonia and Cy Estland", ("Ada Norland", "Bo Sudonia", "Cy Estland")),
        ("Norland, Ada", ("Norland, Ada",)),
        ("['Ada Norland', \"Bo O'Sudon\"]", ("Ada Norland", "Bo O'Sudon")),
        ('["Ada Norland"]', ("Ada Norland",)),
        (["Ada Norland", {"name": "Bo Sudonia"}, None], ("Ada Norland", "Bo Sudonia")),
        ("Ada Norland;Ada Norland", ("Ada Norland",)),
        ("[]", ()),
        ("nan", ()),
        (None, ()),
    ],
)
def test_authors(value, authors):
    assert authors_in(value) == authors


def test_texts_of_several_paragraphs_are_joined():
    body = {"summary": ["Norland says no."], "sections": [{"headline": [], "paragraphs": ["One.", "Two."]}]}
    assert text_in(body) == "Norland says no.\n\nOne.\n\nTwo."
    assert text_in(["One.", "Two."]) == "One.\n\nTwo."
    assert text_in(" \n") is None
    assert text_in("NaN") is None
    assert text_in(5) is None


def test_lines_are_on_one_line_without_control_characters():
    assert line_in(" a\n b\x00\x1b ") == "a b\ufffd\ufffd"
    assert line_in("\ud800") == "\ufffd"
    assert line_in(7) == "7"
    assert line_in(True) is None


def test_only_web_addresses_are_addresses():
    assert address_in("https://news.example/1") == "https://news.example/1"
    assert address_in("javascript:alert(1)") is None
    assert address_in("file:///etc/passwd") is None
    assert address_in("https://news.example/ and more") is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.datetimes() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(VALUES, st.sampled_from([True, False, None]))
def test_any_cell_says_something_or_nothing(value, day_first):
    for said in (text_in(value), line_in(value), address_in(value), language_in(value), *authors_in(value)):
        assert said is None or isinstance(said, str)
    assert "\n" not in (line_in(value) or "")
    found = published_in(value, "When", day_first=day_first)
    assert found is None or found.basis == "given: column When"
    is_ambiguous(value)


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31)))
def test_a_date_means_the_same_in_each_of_its_forms(day):
    forms = [day.isoformat(), f"{day:%Y%m%d}", f"{day:%d.%m.%Y}", f"{day:%Y/%m/%d}", f"{day:%d %B %Y}"]
    assert {published_in(form, "When").date for form in forms} == {day}
    assert published_in(f"{day:%d/%m/%Y}", "When", day_first=True).date == day
    assert published_in(f"{day:%m/%d/%Y}", "When", day_first=False).date == day
