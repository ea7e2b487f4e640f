import hashlib
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.models import Document
from verbale.read import ReadItem, Refusal, count_inputs, read_inputs
from verbale.settings import Settings


def outcomes(*paths, **limits):
    """Return the name of each input with its text or its code."""
    items = read_inputs(paths, Settings(**limits))
    return [(item.name, item.document.text if isinstance(item, ReadItem) else item.code) for item in items]


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_folders_are_walked_in_order_without_hidden_files(here):
    for name in ("news/b.txt", "news/a/z.md", "news/c.unknown", "news/.hidden.txt", "news/.git/x.txt"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(name)
    assert outcomes("news") == [
        ("news/a/z.md", "news/a/z.md"),
        ("news/b.txt", "news/b.txt"),
        ("news/c.unknown", "news/c.unknown"),
    ]
    assert outcomes("news/.hidden.txt") == [("news/.hidden.txt", "news/.hidden.txt")]
    assert outcomes(here / "news" / "b.txt") == [(str(here / "news/b.txt"), "news/b.txt")]


def test_links_that_lead_back_end(here):
    (here / "news").mkdir()
    (here / "news/a.txt").write_text("a")
    (here / "news/loop").symlink_to(here / "news")
    (here / "news/gone.txt").symlink_to(here / "nowhere")
    (here / "news/self.txt").symlink_to("self.txt")
    assert outcomes("news") == [("news/a.txt", "a"), ("news/gone.txt", "V105"), ("news/self.txt", "V106")]


def test_folders_may_be_nested_deeply(here):
    path = here
    for _ in range(1200):
        if len(str(path)) < 3000:
            path = path / "d"
            path.mkdir()
    assert outcomes(".") == []
    while path != here:  # pytest's own cleaning calls itself for each level
        path.rmdir()
        path = path.parent


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "V101"),
        ("a.txt", b"\x00\x01", "V102"),
        ("a.html", b"<p>a</p>", "V109"),
        ("a.txt", b"<!DOCTYPE html><p>a</p>", "V109"),
        ("a", b"%PDF-1.4 and so on", "V109"),
        ("a.JSON", b"{}", "V109"),
        ("a.csv", b"a,b", "V109"),
        ("a.jsonl", b"\n \n", "V101"),
        ("a.jsonl", '{"text": "a"}'.encode("utf-16"), "V103"),
    ],
)
def test_refuses(here, name, data, code):
    (here / name).write_bytes(data)
    assert outcomes(name) == [(name, code)]


def test_what_is_no_file(here):
    os.mkfifo(here / "pipe")
    assert outcomes("pipe", "nowhere", "https://example.org/a", "with\x00nul") == [
        ("https://example.org/a", "V109"),
        ("nowhere", "V105"),
        ("pipe", "V109"),
        ("with\x00nul", "V106"),
    ]


def test_limits(here):
    (here / "a.txt").write_text("four")
    (here / "b.jsonl").write_text('{"text": "four"}\n{"text": "five!"}\n')
    assert outcomes("a.txt", max_bytes=3) == [("a.txt", "V104")]
    assert outcomes("a.txt", max_characters=3) == [("a.txt", "V104")]
    assert outcomes("a.txt", max_bytes=4, max_characters=4) == [("a.txt", "four")]
    assert outcomes("b.jsonl", max_characters=4) == [("b.jsonl:1", "four"), ("b.jsonl:2", "V104")]
    assert outcomes("b.jsonl", max_bytes=16) == [("b.jsonl:1", "four"), ("b.jsonl:2", "V104")]


def test_a_bad_line_is_refused_by_itself(here):
    (here / "a.ndjson").write_text('{"text": "one"}\nnonsense\n\n{"text": "two"}')
    assert outcomes("a.ndjson") == [("a.ndjson:1", "one"), ("a.ndjson:2", "V107"), ("a.ndjson:4", "two")]


def test_hashes_and_titles(here):
    (here / "a.txt").write_bytes(b"A title\r\n\r\nThe text.")
    (here / "b.jsonl").write_bytes(b'{"text": "two"}\r\n')
    first, second = read_inputs(["a.txt", "b.jsonl"])
    assert first.document.title == "A title"
    assert first.document.published is None
    assert first.document.sha256 == hashlib.sha256(b"A title\r\n\r\nThe text.").hexdigest()
    assert second.document.sha256 == hashlib.sha256(b'{"text": "two"}').hexdigest()


def test_names_that_are_no_utf8_can_be_stored(here):
    try:
        (here / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"a")
    except OSError:
        pytest.skip("the file system wants UTF-8")
    assert outcomes(".") == [("caf\\xe9.txt", "a")]


def test_counts_what_will_be_looked_at(here):
    (here / "a.txt").write_text("a")
    (here / "b.jsonl").write_text('{"text": "one"}\n{"text": "two"}\n')
    assert count_inputs([".", "nowhere"]) == 4


@settings(max_examples=60)
@given(st.binary(max_size=400) | st.text().map(str.encode), st.sampled_from(["a.txt", "a", "a.jsonl", "a.md"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data, name):
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(data)
    for item in read_inputs([path]):
        if isinstance(item, Refusal):
            assert item.code.startswith("V1")
        else:
            document = item.document
            assert isinstance(document, Document)
            assert document.segments
            ends = 0
            for segment in document.segments:
                assert ends <= segment.start < segment.end <= len(document.text)
                assert document.text[segment.start : segment.end].strip()
                ends = segment.end
