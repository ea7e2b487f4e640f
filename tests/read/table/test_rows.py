import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.read.items import ReadItem, Refusal
from verbale.read.kinds import ADDRESSES
from verbale.read.source import Source
from verbale.read.table.rows import article_from_row, canonical
from verbale.settings import Settings

SETTINGS = Settings()


def article(row, original=b"row", **options):
    return article_from_row(row, "t.csv:2", SETTINGS, original, **options)


def test_all_that_a_row_says():
    row = {
        "ID": 7,
        "Body": "The minister said no.",
        "Headline": "Norland &amp; Sudonia\n fail",
        "Link": "https://news.example/7",
        "Publication": "The Norland Post",
        "Date": "30/06/2022",
        "Byline": "By Ada Norland and Bo Sudonia",
        "lang": "English",
    }
    found = article(row)
    assert isinstance(found, ReadItem)
    assert (found.name, found.original) == ("t.csv:2", b"row")
    document = found.document
    assert document.text == "The minister said no."
    assert document.title == "Norland & Sudonia fail"
    assert document.url == "https://news.example/7"
    assert document.outlet == "The Norland Post"
    assert document.published.date == datetime.date(2022, 6, 30)
    assert document.published.basis == "given: column Date"
    assert document.authors == ("Ada Norland", "Bo Sudonia")
    assert document.language == "en"
    assert document.source_id == "7"
    assert len(document.sha256) == 64


def test_a_declared_mapping_is_taken_as_it_is():
    found = article({"A": "The minister said no.", "text": "other"}, columns={"text": "A"})
    assert found.document.text == "The minister said no."


@pytest.mark.parametrize("text", ["=SUM(A1) said the minister", "+1 said the minister", "@minister said", "-1 said he"])
def test_a_formula_is_text(text):
    assert article({"text": text}).document.text == text


def test_html_is_a_page_to_read():
    for row in ({"html": "<p>The minister said no.</p>"}, {"content": " <div><p>The minister said no.</p></div>"}):
        found = article({**row, "title": "No", "url": "https://news.example/7"}, nesting=2)
        assert isinstance(found, Source)
        assert (found.media_type, found.charset, found.nesting) == ("text/html", "utf-8", 2)
        assert b"<p>The minister" in found.file.read()
        assert found.given["title"] == "No"


def test_a_text_with_a_tag_in_it_is_a_text():
    assert article({"text": "The minister said <b>no</b>."}).document.text == "The minister said <b>no</b>."


def test_an_address_without_a_text_is_refused_unless_addresses_are_fetched():
    row = {"url": "https://news.example/7", "title": "No", "text": "  "}
    refused = article(row)
    assert isinstance(refused, Refusal)
    assert (refused.code, len(refused.sha256)) == ("V118", 64)
    found = article(row, fetching=True)
    assert isinstance(found, Source)
    assert found.media_type == ADDRESSES
    assert found.file.read() == b"https://news.example/7"
    assert found.given["title"] == "No"


def test_a_row_without_anything_is_refused():
    assert article({"text": "", "url": "ftp://news.example"}).code == "V101"
    assert article({}).code == "V101"


def test_what_is_known_of_all_rows_comes_after_what_a_row_says():
    given_ = {"outlet": "The Norland Post", "language": "en", "url": "https://news.example/list.csv"}
    document = article({"text": "Le ministre a dit non.", "lang": "fr"}, given=given_).document
    assert (document.outlet, document.language, document.url) == ("The Norland Post", "fr", None)


def test_an_address_in_the_column_of_the_outlet_is_the_address():
    document = article({"text": "The minister said no.", "source": "https://news.example/7"}).document
    assert (document.url, document.outlet) == ("https://news.example/7", None)


def test_no_article_text_is_in_a_refusal():
    refused = article({"text": "The minister\x00 said no."})
    assert refused.code == "V102"
    assert "minister" not in refused.detail


def test_canonical_rows_are_the_same_for_the_same_cells():
    when = datetime.datetime(2022, 6, 30)
    assert canonical({"b": "ü", "a": when}) == canonical({"a": when, "b": "ü"})
    assert json.loads(canonical({"b": "ü"})) == {"b": "ü"}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
NAMES = st.sampled_from(["text", "html", "url", "title", "date", "author", "source", "language", "id"]) | st.text()


@given(st.dictionaries(NAMES, VALUES, max_size=6), st.booleans())
def test_any_row_is_an_article_or_refused(row, fetching):
    found = article(row, canonical(row), fetching=fetching)
    if isinstance(found, ReadItem):
        document = found.document
        repr(document).encode()
        assert list(document.segments) == sorted(document.segments)
        assert all(0 <= part.start < part.end <= len(document.text) for part in document.segments)
    elif isinstance(found, Refusal):
        assert found.code in {"V101", "V102", "V104", "V118"}
    else:
        assert found.media_type in {"text/html", ADDRESSES}
