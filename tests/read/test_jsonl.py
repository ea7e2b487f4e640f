import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import VerbaleError
from verbale.read.jsonl import lines_of, read_line
from verbale.settings import Settings

SETTINGS = Settings()


def read(**fields):
    return read_line(json.dumps(fields).encode(), SETTINGS)


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
    document = read_line(b'{"text": "a\\ud83d b \\ud83d\\ude00", "title": "\\udc00t"}', SETTINGS)
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
        (b'{"html": "<p>a"}', "V109"),
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
        read_line(line, SETTINGS)
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
