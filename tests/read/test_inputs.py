import hashlib
import importlib
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import VerbaleError
from verbale.models import Document
from verbale.read import ReadItem, Refusal, count_inputs, read_inputs
from verbale.read.inputs import READERS, read_source
from verbale.read.packed.archives import suffix_of
from verbale.read.plain import file as plain
from verbale.read.source import Given, Source
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
        ("a.html", b"", "V101"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "V109"),
        ("a.docx", b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "V109"),
        ("a.css", b"p { color: red }", "V109"),
        ("a.csv", b"a,b\n1,2\n", "V116"),
        ("a.jsonl", b"\n \n", "V101"),
        ("a.jsonl", '{"text": "a"}'.encode("utf-16"), "V103"),
        ("a.gz", b"\x1f\x8b\x08", "V114"),
        ("a.txt", b"https://a.example/1\n", "V118"),
    ],
)
def test_refuses(here, name, data, code):
    (here / name).write_bytes(data)
    ((_, found),) = outcomes(name)
    assert found == code


def test_what_is_no_file(here):
    os.mkfifo(here / "pipe")
    assert outcomes("pipe", "nowhere", "https://example.org/a", "with\x00nul") == [
        ("https://example.org/a", "V118"),
        ("nowhere", "V105"),
        ("pipe", "V109"),
        ("with\x00nul", "V106"),
    ]


def test_every_reader_is_there_and_is_loaded_when_it_is_needed():
    for module, function in READERS.values():
        assert callable(getattr(importlib.import_module(f"verbale.read.{module}"), function))
    libraries = "pyarrow fastwarc resiliparse lxml trafilatura pypdfium2 feedparser ssl"
    program = (
        "import sys\nfrom verbale.read.inputs import *\n"
        "assert [item.document.text for item in read_inputs(['a.txt'])] == ['no.']\n"
        f"print([name for name in sys.modules if name in {libraries.split()}])"
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.txt").write_text("no.")
        ran = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_originals_are_the_bytes_that_were_read(here):
    (here / "a.txt").write_bytes(b"one\r\n")
    (here / "b.jsonl").write_bytes(b'{"text": "two"}\r\n')
    assert [item.original for item in read_inputs(["."])] == [b"one\r\n", b'{"text": "two"}']


def test_the_same_bytes_twice_are_read_twice(here):
    (here / "a.txt").write_text("no.")
    (here / "b.txt").write_text("no.")
    assert outcomes(".") == [("a.txt", "no."), ("b.txt", "no.")]


def test_the_given_things_reach_the_text():
    source = Source.of_bytes("a", "Нет.".encode("cp866"), charset="IBM866", given=Given(url="http://a.example/"))
    (item,) = read_source(source, Settings())
    assert (item.document.text, item.document.url) == ("Нет.", "http://a.example/")


def fetcher(pages):
    """Return what gets addresses from a dictionary, and notes which were asked for."""
    asked = []

    def fetch(url, _):
        asked.append(url)
        page = pages.get(url)
        yield Refusal(url, "V120") if page is None else Source.of_bytes(url, page, given=Given(url=url, title="Found"))

    return fetch, asked


def test_addresses_are_fetched_only_when_asked_for(here):
    (here / "list.txt").write_text("http://a.example/1\n\n http://a.example/2 \nhttp://a.example/3")
    assert outcomes("list.txt", "http://a.example/9") == [
        ("http://a.example/9", "V118"),
        ("list.txt:1", "V118"),
        ("list.txt:3", "V118"),
        ("list.txt:4", "V118"),
    ]
    fetch, asked = fetcher(
        {"http://a.example/1": b"one", "http://a.example/3": b"three", "http://a.example/9": b"nine"}
    )
    found = list(read_inputs(["list.txt", "http://a.example/9"], fetch=fetch))
    assert asked == ["http://a.example/9", *(f"http://a.example/{number}" for number in (1, 2, 3))]
    assert [item.name for item in found] == asked
    assert [getattr(item, "code", None) or item.document.text for item in found] == ["nine", "one", "V120", "three"]


def test_what_a_row_says_goes_before_what_the_page_says(here):
    (here / "a.csv").write_text("title,url\nGiven,http://a.example/1\n,http://a.example/2\n")
    fetch, _ = fetcher({"http://a.example/1": b"one", "http://a.example/2": b"two"})
    assert [item.code for item in read_inputs(["a.csv"])] == ["V118", "V118"]
    first, second = read_inputs(["a.csv"], fetch=fetch)
    assert (first.document.title, first.document.text) == ("Given", "one")
    assert (second.document.title, second.document.text) == ("Found", "two")


def test_what_was_fetched_counts_by_its_own_size(here):
    urls = [f"http://a.example/{number}" for number in range(12)]
    (here / "list.txt").write_text("\n".join(urls))
    fetch, _ = fetcher(dict.fromkeys(urls, b"The minister said no. \n" * 6000))
    assert [item.code for item in read_inputs(["list.txt"], Settings(max_characters=10), fetch=fetch)] == ["V104"] * 12
    fetch, _ = fetcher(dict.fromkeys(urls, b"no " * 40000))
    assert sum(isinstance(item, ReadItem) for item in read_inputs(["list.txt"], fetch=fetch)) == 12


def test_what_was_fetched_leads_nowhere_else(here):
    (here / "list.txt").write_text("http://a.example/list")
    pages = {
        "http://a.example/list": b"http://b.example/1\n",
        "http://a.example/table": b"url,id\nhttp://b.example/2,1\n",
    }
    for first in pages:
        fetch, asked = fetcher(pages)
        assert [item.code for item in read_inputs([first], fetch=fetch)] == ["V118"]
        assert asked == [first]


def test_columns_reach_tables_and_lines(here):
    (here / "a.csv").write_text("Words,b\none,2\n")
    (here / "b.jsonl").write_text('{"Words": "two"}\n')
    assert [item.document.text for item in read_inputs(["."], columns={"text": "Words"})] == ["one", "two"]


def raising(error):
    def read(source, settings):
        yield Refusal(source.name, "V101")
        raise error

    return read


@pytest.mark.parametrize(
    ("error", "code", "detail"),
    [
        (VerbaleError("V115", "zip"), "V115", "zip"),
        (KeyError("secret words"), "V114", "KeyError"),
        (RecursionError("secret words"), "V114", "RecursionError"),
        (MemoryError(), "V114", "MemoryError"),
        (OSError("secret words"), "V114", "OSError"),
        (PermissionError(13, "secret words"), "V106", "PermissionError"),
        (ModuleNotFoundError("secret words", name="pyarrow"), "V109", "pyarrow is not installed"),
    ],
)
def test_no_error_of_a_reader_gets_out(here, monkeypatch, error, code, detail):
    (here / "a.txt").write_text("one")
    (here / "b.txt").write_text("two")
    monkeypatch.setattr(plain, "read_text", raising(error))
    assert [(item.name, item.code, item.detail) for item in read_inputs(["."])] == [
        (name, *rest) for name in ("a.txt", "b.txt") for rest in (("V101", ""), (code, detail))
    ]


def test_layers_without_end(here, monkeypatch):
    (here / "a.txt").write_text("one")

    def read(source, settings):
        yield Source.of_bytes(source.name, b"one")

    monkeypatch.setattr(plain, "read_text", read)
    assert outcomes("a.txt") == [("a.txt", "V112")]


def test_a_little_that_becomes_much(here, monkeypatch):
    (here / "a.txt").write_bytes(b"one " * 100)

    def read(source, settings):
        document = Document("no " * 10_000)
        for number in range(1000):
            yield ReadItem(f"{source.name}:{number}", document)

    monkeypatch.setattr(plain, "read_text", read)
    *read, last = outcomes("a.txt", max_unpacked_bytes=1)
    assert last == ("a.txt", "V111")
    assert len(read) == (1 << 20) // 30_000


def test_the_files_of_the_record_are_left_out(here):
    (here / "a.db").write_text("one")
    (here / "b").mkdir()
    (here / "b" / "a.db").write_text("two")
    assert [item.name for item in read_inputs(["."], leave_out=[here / "a.db"])] == ["b/a.db"]


def test_limits(here):
    (here / "a.txt").write_text("four")
    (here / "b.jsonl").write_text('{"text": "four"}\n{"text": "five!"}\n')
    assert outcomes("a.txt", max_bytes=3) == [("a.txt", "V104")]
    assert outcomes("a.txt", max_characters=3) == [("a.txt", "V104")]
    assert outcomes("a.txt", max_bytes=4, max_characters=4) == [("a.txt", "four")]
    assert outcomes("b.jsonl", max_characters=4) == [("b.jsonl:1", "four"), ("b.jsonl:2", "V104")]
    assert outcomes("b.jsonl", max_records=1) == [("b.jsonl:1", "four"), ("b.jsonl", "V113")]
    assert outcomes("b.jsonl", max_bytes=16) == [("b.jsonl:1", "four"), ("b.jsonl:2", "V104")]


def test_a_text_that_is_too_long_in_any_encoding_is_not_read(here):
    (here / "a.txt").write_text("no. " * 20)
    (long,) = read_inputs(["a.txt"], Settings(max_characters=70))
    assert (long.code, long.detail) == ("V104", "80 characters, the limit is 70")
    (longer,) = read_inputs(["a.txt"], Settings(max_characters=8))
    assert (longer.code, longer.detail, longer.sha256) == ("V104", "the limit is 72 bytes", "")
    (here / "a.txt").write_text("\n" * 4 + "no. ", encoding="utf-32", newline="\r\n")
    assert outcomes("a.txt", max_characters=8) == [("a.txt", "\n\n\n\nno. ")]


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
    (here / "c.csv").write_text("text\none\ntwo")
    assert count_inputs([".", "nowhere", "https://a.example/"]) == 8
    (here / "d.jsonl").write_bytes(b'{"text": "one"}\n' * 400_000)
    assert count_inputs(["d.jsonl"]) == pytest.approx(400_000, rel=0.01)
    with zipfile.ZipFile(here / "e.zip", "w") as archive:
        for number in range(30):
            archive.writestr(f"{number}.txt", "no.")
    (here / "f.zip").write_text("no zip file")
    (here / "g.warc.gz").write_bytes(bytes(100_000))
    assert [count_inputs([name]) for name in ("e.zip", "f.zip", "g.warc.gz")] == [30, 1, 4]


FORMS = st.sampled_from([
    b"", b"%PDF-1.4\n", b"<!doctype html>", b"<?xml version='1.0'?><rss><item>", b"PAR1", b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"WARC/1.0\r\n", b"From a Mon 2022\nFrom: a\n", b"MIME-Version: 1.0\nFrom: a\n\n", b'[{"text": "', b"text,url\n",
    b'{"version": "https://jsonfeed.org/version/1", "items": [', b"BZh91AY&SY", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd",
])  # fmt: skip
SUFFIXES = [
    "", ".txt", ".md", ".html", ".xml", ".json", ".jsonl", ".csv", ".tsv", ".parquet", ".pdf", ".eml", ".mbox", ".warc",
    ".warc.gz", ".wacz", ".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst", ".rss",
]  # fmt: skip


@settings(max_examples=400)
@given(FORMS, st.binary(max_size=400) | st.text().map(str.encode), st.sampled_from(SUFFIXES))
def test_any_bytes_under_any_name_are_read_or_refused(form, data, suffix):
    source = Source.of_bytes("a", form + data, suffix=suffix_of(f"a{suffix}"))
    items = list(read_source(source, Settings()))
    for item in items:
        assert item.name.startswith("a")
        if isinstance(item, Refusal):
            assert item.code.startswith("V1")
            assert not item.detail.endswith("Error"), item  # what a reader did not see coming
        else:
            document = item.document
            assert isinstance(document, Document)
            assert document.segments
            ends = 0
            for segment in document.segments:
                assert ends <= segment.start < segment.end <= len(document.text)
                assert document.text[segment.start : segment.end].strip()
                ends = segment.end
