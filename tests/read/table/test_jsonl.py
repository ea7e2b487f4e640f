import hashlib
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import VerbaleError
from verbale.read.items import ReadItem, Refusal
from verbale.read.source import Source
from verbale.read.table.columns import Columns
from verbale.read.table.jsonl import lines_of, read_jsonl, read_line
from verbale.read.table.tables import TableOptions
from verbale.settings import Settings

SETTINGS = Settings()


def read(**fields):
    return read_line(json.dumps(fields).encode(), "a:1", SETTINGS).document


def test_all_fields():
    document = read(
        id=7,
        text="China said so.",
        title=" China\nspeaks ",
        url="https://example.org/a",
        outlet="Example",
        published="2022-06",
        authors=["A. Writer", " "],
        language="en",
        more={"is": "ignored"},
    )
    assert document.source_id == "7"
    assert document.title == "China speaks"
    assert document.outlet == "Example"
    assert document.url == "https://example.org/a"
    assert document.published.precision == "month"
    assert document.published.basis == "given"
    assert document.authors == ("A. Writer",)
    assert document.language == "en"
    assert [segment.kind for segment in document.segments] == ["body"]


def test_blank_and_null_fields_count_as_left_out():
    document = read(text="China said so.", title="", outlet=None, published=" ", authors=None, id=None)
    assert (document.title, document.outlet, document.published, document.authors) == (None, None, None, ())


def test_lone_surrogates_become_one_replacement_character_each():
    document = read_line(b'{"text": "a\\ud83d b \\ud83d\\ude00", "title": "\\udc00t"}', "a:1", SETTINGS).document
    assert document.text == "a\ufffd b \U0001f600"
    assert document.title == "\ufffdt"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "V107"),
        (b"[1]", "V107"),
        (b'"text"', "V107"),
        (b"[" * 100_000, "V107"),
        (b'{"text": ' + b"9" * 5000 + b"}", "V107"),
        (b'{"text": "caf\xe9"}', "V103"),
        (b'{"text": "a"}\x00', "V102"),
        (b'{"text": "a\\u0000b"}', "V102"),
        (b"{}", "V101"),
        (b'{"text": " "}', "V101"),
        (b'{"html": " "}', "V101"),
        (b'{"html": 1}', "V108"),
        (b'{"text": "", "html": null}', "V101"),
        (b'{"color": "red"}', "V116"),
        (b'{"text": 1}', "V108"),
        (b'{"text": "a", "title": ["b"]}', "V108"),
        (b'{"text": "a", "id": true}', "V108"),
        (b'{"text": "a", "published": 2022}', "V108"),
        (b'{"text": "a", "published": "June"}', "V108"),
        (b'{"text": "a", "authors": {"name": "b"}}', "V108"),
        (b'{"text": "a", "authors": ["b", 1]}', "V108"),
    ],
)
def test_refuses(line, code):
    with pytest.raises(VerbaleError) as caught:
        read_line(line, "a:1", SETTINGS)
    assert caught.value.code == code


def test_lines_are_bounded_and_numbered():
    class Counting(io.BytesIO):
        longest = 0

        def readline(self, size=-1):
            line = super().readline(size)
            self.longest = max(self.longest, len(line))
            return line

    file = Counting(b"\xef\xbb\xbfone\r\n\n" + b"x" * 3_000_000 + b"\n12345678\r\n123456789\nlast")
    assert list(lines_of(file, 8)) == [(1, b"one"), (3, None), (4, b"12345678"), (5, None), (6, b"last")]
    assert file.longest <= 1 << 20


def test_original_and_hash_are_those_of_the_line():
    line = b'{"text": "China said so."}'
    item = read_line(line, "a:1", SETTINGS)
    assert item.name == "a:1"
    assert item.original == line
    assert item.document.sha256 == hashlib.sha256(line).hexdigest()


def test_html_is_a_page_to_read_with_what_the_line_says():
    line = json.dumps({"html": "<p>Ça\ud83d</p>", "title": "Talks", "published": "2022", "id": 3, "text": " "})
    page = read_line(line.encode(), "a:1", SETTINGS, nesting=2)
    assert isinstance(page, Source)
    assert (page.name, page.media_type, page.suffix, page.charset, page.nesting) == (
        "a:1", "text/html", ".html", "utf-8", 2
    )  # fmt: skip
    assert page.all(100) == "<p>Ça\ufffd</p>".encode()
    assert page.given["title"] == "Talks"
    assert page.given["source_id"] == "3"
    assert page.given["published"].precision == "year"


def test_text_goes_before_html():
    assert read(text="China said so.", html="<p>NATO did not.</p>").text == "China said so."


def test_other_keys_are_read_as_a_row_is():
    item = read_line(b'{"headline": "Talks", "content": "China said so."}', "a:1", SETTINGS)
    assert isinstance(item, ReadItem)
    assert (item.document.text, item.document.title) == ("China said so.", "Talks")
    options = TableOptions(Columns.parse("text=Words"))
    line = b'{"text": "no", "Words": "China said so."}'
    assert read_line(line, "a:1", SETTINGS, options).document.text == "China said so."


def test_a_file():
    def outcomes(data, **limits):
        found = read_jsonl(Source.of_bytes("a", data), Settings(**limits))
        return [(item.name, item.code if isinstance(item, Refusal) else item.document.text) for item in found]

    assert outcomes(b'\xef\xbb\xbf{"text": "one"}\n\n{"text": 2}\n') == [("a:1", "one"), ("a:3", "V108")]
    assert outcomes(b"\n \n") == [("a", "V101")]
    assert outcomes('{"text": "one"}'.encode("utf-16")) == [("a", "V103")]
    # A line may be as long as a page and a text of the most characters together.
    line = b'{"text": "%s"}' % (b"a " * 300)
    (long,) = read_jsonl(Source.of_bytes("a", line), Settings(max_page_bytes=9, max_characters=10))
    assert (long.code, long.detail) == ("V104", "the limit is 129 bytes")
    assert outcomes(line, max_page_bytes=700, max_characters=700) == [("a:1", "a " * 300)]


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner)), st.data())
def test_any_field_value_gives_a_document_or_a_refusal(value, data):
    key = data.draw(st.sampled_from(["text", "title", "id", "url", "outlet", "published", "authors", "language"]))
    try:
        document = read(**{"text": "China said so.", key: value})
    except VerbaleError as error:
        code = error.code
    else:
        code = None
        repr(document).encode()
    assert code in {None, "V101", "V102", "V108"}
