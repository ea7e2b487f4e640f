import csv
import datetime
import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from verbale.read.items import ReadItem, Refusal
from verbale.read.source import Source
from verbale.read.table.columns import Columns
from verbale.read.table.tables import TableOptions, read_table
from verbale.settings import Settings


def read(data, settings=None, options=None, **about):
    return list(read_table(Source.of_bytes("t", data, **about), settings or Settings(), options))


def table(*rows, **options):
    written = io.StringIO(newline="")
    csv.writer(written, **options).writerows(rows)
    return written.getvalue().encode()


def codes(found):
    return [one.code if isinstance(one, Refusal) else None for one in found]


def test_a_csv_is_read_row_by_row():
    data = table(["url", "Text", "Date"], ["https://a.example/1", "One\nsaid.", "2022-06-30"], ["u", "Two.", ""])
    one, two = read(data)
    assert (one.name, two.name) == ("t:2", "t:3")
    assert one.document.text == "One\nsaid."
    assert one.original == b'https://a.example/1,"One\nsaid.",2022-06-30'
    assert (two.document.url, two.document.published) == (None, None)


def test_a_list_in_json_is_read_one_by_one():
    articles = [{"text": "One.", "publishedAt": "2022-06-30T00:00:00Z"}, {"text": "Two."}]
    data = json.dumps({"status": "ok", "articles": articles}).encode()
    one, two = read(data)
    assert (one.name, two.name) == ("t:1", "t:2")
    assert one.document.published.date == datetime.date(2022, 6, 30)
    assert json.loads(two.original) == articles[1]


def test_addresses_alone_are_rows_too():
    found = read(json.dumps(["https://a.example/1", "https://a.example/2"]).encode())
    assert codes(found) == ["V118", "V118"]


def test_a_parquet_file_is_read():
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    file = io.BytesIO()
    columns = {"Headline": ["A", "B"], "content": ["One.", None], "source": [{"name": "Post"}] * 2, "n": [1, 2]}
    parquet.write_table(arrow.table(columns), file)
    one, two = read(file.getvalue())
    assert (one.name, one.document.title, one.document.outlet) == ("t:1", "A", "Post")
    assert json.loads(one.original) == {"Headline": "A", "content": "One.", "source": {"name": "Post"}}
    assert (two.name, two.code) == ("t:2", "V101")


def test_the_order_of_day_and_month_is_told_by_the_whole_column():
    rows = [["text", "date"], ["One.", "05/04/2022"], ["Two.", "13/04/2022"]]
    days = [datetime.date(2022, 4, 5), datetime.date(2022, 4, 13)]
    objects = json.dumps([dict(zip(*pair, strict=True)) for pair in ((rows[0], rows[1]), (rows[0], rows[2]))])
    for data in (table(*rows), objects.encode()):
        assert [item.document.published.date for item in read(data)] == days
    late = read(table(rows[0], *[rows[1]] * 300, rows[2]))
    assert late[0].document.published.date == days[0]
    (item,) = read(table(*rows[:2]))
    assert item.document.published is None


def test_columns_can_be_named():
    data = table(["A", "B"], ["The minister said no.", "No"])
    assert codes(read(data)) == ["V116"]
    options = TableOptions(Columns.parse("text=A,title=b"))
    (item,) = read(data, options=options)
    assert (item.document.text, item.document.title) == ("The minister said no.", "No")


def test_a_table_that_is_not_understood_is_refused_once():
    (refused,) = read(table(["A", "B"], *[["x", "y"]] * 100))
    assert (refused.name, refused.code, refused.detail) == ("t", "V116", "columns seen: A, B")
    (refused,) = read(json.dumps([{"a": 1}] * 100).encode())
    assert (refused.code, refused.detail) == ("V116", "100 of 100 values; columns seen: a")


def test_objects_that_are_not_understood_do_not_stop_the_others():
    found = read(json.dumps([{"a": 1}, 5, None, {"text": "One."}]).encode())
    assert codes(found) == [None, "V116"]
    assert found[0].name == "t:4"


def test_a_list_of_addresses_waits_for_being_asked_for():
    data = table(["url", "title", "seendate", "domain"], ["https://a.example/1", "No", "20220630T113000Z", "a.example"])
    assert codes(read(data)) == ["V118"]
    (source,) = read(data, options=TableOptions(fetching=True))
    assert isinstance(source, Source)
    # The day on which a program saw it is not that of its publication.
    assert source.given["published"] is None
    assert source.given["outlet"] == "a.example"


def test_texts_that_a_service_has_cut_off_are_read_and_told():
    cut = {"content": "The minister said no and… [+1234 chars]", "urlToImage": "", "publishedAt": "2022-06-30"}
    item, refused = read(json.dumps({"articles": [cut]}).encode())
    assert item.document.text.startswith("The minister")
    assert (refused.code, refused.detail[:2]) == ("V114", "1 ")


def test_no_more_rows_than_the_limit():
    found = read(table(["text"], *[["The minister said no."]] * 5), Settings(max_records=3))
    assert codes(found) == [None, None, None, "V113"]


def test_nothing_is_refused():
    assert codes(read(b"")) == ["V101"]
    assert codes(read(b"text,url\n")) == ["V101"]
    assert codes(read(b"[]")) == ["V101"]


def test_a_large_table_is_not_taken_into_memory():
    class Large(io.RawIOBase):
        """A CSV of 64 MB that is made while it is read."""

        row = b'https://a.example/1,"' + b"The minister said no. " * 3000 + b'"\n'
        size = len(b"url,summary\n") + len(row) * 1000
        place = 0

        def readable(self):
            return True

        def seekable(self):
            return True

        def seek(self, offset, whence=0):
            self.place = offset if not whence else self.place
            return self.place

        def tell(self):
            return self.place

        def read(self, size=-1):
            whole = b"url,summary\n"
            out = b""
            while len(out) < size and self.place < self.size:
                data, start = (whole, self.place) if self.place < len(whole) else (
                    self.row, (self.place - len(whole)) % len(self.row))  # fmt: skip
                piece = data[start : start + size - len(out)]
                out += piece
                self.place += len(piece)
            return out

    source = Source("t", Large(), Large.size)
    tracemalloc.start()
    count = sum(1 for _ in read_table(source, Settings()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1000
    assert peak < 8 << 20


@hypothesis_settings(max_examples=200)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"text,url,date\n", b'[{"text":', b"PAR1", b'{"articles":[{"text"'])
)
def test_any_bytes_are_articles_or_refused(data, head):
    found = read(head + data)
    assert found
    for one in found:
        if isinstance(one, ReadItem):
            text = one.document.text
            assert all(0 <= part.start < part.end <= len(text) for part in one.document.segments)
        elif isinstance(one, Refusal):
            assert one.code in {"V101", "V102", "V103", "V104", "V107", "V112", "V114", "V116", "V118"}


CELLS = st.text(max_size=40)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5), st.sampled_from([",", ";", "\t"]))
def test_any_rows_are_articles_or_refused(rows, delimiter):
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["text", "url", "date"], *rows])
    found = read(written.getvalue().encode("utf-8", "replace"))
    assert {one.code for one in found if isinstance(one, Refusal)} <= {"V101", "V102", "V118"}
    texts = [one.document.text for one in found if isinstance(one, ReadItem)]
    assert len(texts) <= len(rows)
