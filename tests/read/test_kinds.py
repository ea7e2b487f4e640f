import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import VerbaleError
from verbale.read.inputs import READERS
from verbale.read.kinds import Kind, kind_of
from verbale.read.source import Source

PAGE = "<!DOCTYPE html>\n<html><head><title>Talks</title></head><body><p>She said no.</p></body></html>"
RSS = '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><item/></channel></rss>'
ROW = {"title": "Talks fail", "text": "She said no."}


def kind(data, suffix="", media_type=None):
    """Return the kind, or the code and the word of the refusal."""
    data = data.encode() if isinstance(data, str) else data
    source = Source.of_bytes("a", data, suffix=suffix, media_type=media_type)
    try:
        found = kind_of(source)
    except VerbaleError as error:
        found = f"{error.code} {error.detail}"
    assert source.file.tell() == 0
    return found


def zipped(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "She said no.")
    return file.getvalue()


def tarred(name="a.txt", data=b"She said no.", form=tarfile.USTAR_FORMAT):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        member = tarfile.TarInfo(name)
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


@pytest.mark.parametrize("suffix", [".txt", ".html", "", ".jsonl", ".csv", ".pdf"])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PAGE, "html"),
        (PAGE.encode("utf-16"), "html"),
        ("\ufeff\n<!-- saved from url=(0020)http://a.example/ -->\n" + PAGE, "html"),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "a" "b"><html xmlns="x"><body/></html>', "html"),
        ("<HEAD><TITLE>Talks</TITLE></HEAD>", "html"),
        (RSS, "feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>', "feed"),
        ('<?xml version="1.0"?><a:feed xmlns:a="http://www.w3.org/2005/Atom"/>', "feed"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss/>', "feed"),
        ('<rdf:RDF xmlns="http://purl.org/rss/1.0/"/>', "feed"),
        (json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": []}), "feed"),
        (json.dumps([ROW, ROW]), "json"),
        (json.dumps([ROW], indent=2), "json"),
        (b"%PDF-1.7\n", "pdf"),
        (b"PAR1\x15\x04", "parquet"),
        (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "warc"),
        (gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n"), "warc"),
        (gzip.compress(b"She said no."), "gzip"),
        (gzip.compress(b"She said no.")[:12], "gzip"),
        (bz2.compress(b"She said no."), "bzip2"),
        (lzma.compress(b"She said no."), "xz"),
        (b"\x28\xb5\x2f\xfd\x00", "zstd"),
        (b"\x04\x22\x4d\x18\x00", "lz4"),
        (zipped("a.txt"), "zip"),
        (zipped(), "zip"),
        (tarred(), "tar"),
        (tarred(form=tarfile.PAX_FORMAT), "tar"),
        (zipped("[Content_Types].xml", "word/document.xml"), "V109 Office document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "V109 PNG image"),
        (b"{\\rtf1\\ansi She said no.}", "V109 RTF document"),
        (b"SQLite format 3\x00" + bytes(20), "V109 SQLite database"),
        ('<?xml version="1.0"?><newsItem>She said no.</newsItem>', "V109 XML"),
        ('<svg xmlns="http://www.w3.org/2000/svg"></svg>', "V109 SVG image"),
        (b"From a@a.example Mon Apr 11 08:00:00 2022\nFrom: a@a.example\n\nNo.\n", "mbox"),
        (b"Received: by a.example\r\nFrom: a@a.example\r\nSubject: Talks\r\n\r\nNo.\r\n", "eml"),
    ],
)
def test_what_is_in_it_goes_before_its_name(data, expected, suffix):
    assert kind(data, suffix) == expected


@pytest.mark.parametrize(
    ("data", "suffix", "expected"),
    [
        ("She said no.", "", "text"),
        ("She said no.", ".txt", "text"),
        ("She said no.", ".html", "text"),
        ("She said no.", ".pdf", "text"),
        ("", ".html", "text"),
        ("She said <b>no</b> &amp; left.", ".html", "html"),
        ("She said <b>no</b> and left.", ".txt", "text"),
        ("Use <p> and </p> for a paragraph, <br> for a line.", ".txt", "text"),
        ("# Talks\n\n<div align='center'>She said</div>\n\n" + "no.\n\n" * 20, ".md", "text"),
        ("# Talks\n\n" + "<b>She</b> said<br>no.\n\n" * 20, ".md", "text"),
        ("# Talks\n\n" + "<b>She</b> said<br>no.\n\n" * 20, ".txt", "html"),
        ("<p>She said no.</p>\n<p>He said yes.</p>", ".txt", "html"),
        ("<Reuters> She said no.", ".txt", "text"),
        ("Talks fail\n" + "<p>She said no.</p>\n" * 8, ".txt", "html"),
        ("a" * 200 + "<p>", "", "text"),
        ('{"text": "no"}\n{"text": "yes"}\n', ".txt", "jsonl"),
        ('{"text": "no"}\n{"text": "yes"}\n', ".json", "jsonl"),
        ('{"text": "no"}\nnonsense', "", "jsonl"),
        ('\n\n{"text": "no"}\n{"text": "yes"}', "", "jsonl"),
        ('{"text": "no"}', ".json", "jsonl"),
        ('{"status": "ok", "articles": [{"title": "Talks"}]}', ".txt", "json"),
        ('{\n  "text": "no"\n}\n', ".txt", "json"),
        ('{\n  "articles": []\n}\n', "", "json"),
        ("nonsense", ".jsonl", "jsonl"),
        ("[1]\n[2]\n", ".jsonl", "jsonl"),
        ("{Reuters} She said no.", "", "text"),
        ("[Updated] She said no.", "", "text"),
        ("[]", ".json", "json"),
        ("nonsense", ".json", "text"),
        ("text,url\nno,http://a.example/\n", "", "csv"),
        ("text\turl\nno\thttp://a.example/\n", ".csv", "tsv"),
        ("a;b\n1;2\n", ".csv", "csv"),
        ("a,b\n1,2\n", ".tsv", "csv"),
        ("a,b\n1,2\n", "", "text"),
        ("Title, date and author are not known.\n\nShe said no, again.", "", "text"),
        ("From: the ministry\nSubject: Talks\n\nShe said no.", "", "text"),
        ("From: a@a.example\nSubject: Talks\n\nShe said no.", ".eml", "eml"),
        ("http://a.example/1\nhttps://b.example/2\n", ".txt", "addresses"),
        ("http://a.example/1", "", "addresses"),
        ("http://a.example/1\nShe said no.\nhttps://b.example/2\n", ".txt", "text"),
        ("body { color: red }", ".css", "V109 style sheet"),
        ("var a = 1;", ".js", "V109 script"),
        (b"no\x00", ".txt", "V102 control characters"),
        (b"no\x00", ".jsonl", "jsonl"),
        ("MZ is the code of Belize.", "", "text"),
        ("BMW said no.", "", "text"),
    ],
)
def test_text_is_told_by_its_form_then_by_its_name(data, suffix, expected):
    assert kind(data, suffix) == expected


@pytest.mark.parametrize(
    ("data", "media_type", "expected"),
    [
        ("She said &ldquo;no&rdquo;.", "text/html", "html"),
        ("She said no.", "text/html", "text"),
        ("body { color: red }", "text/css", "V109 style sheet"),
        ("a,b\n1,2\n", "text/csv", "csv"),
        ("x %PDF-1.4", "application/pdf", "pdf"),
        ("x %PDF-1.4", "text/plain", "text"),
        ("http://a.example/", "text/uri-list", "addresses"),
    ],
)
def test_media_types(data, media_type, expected):
    assert kind(data, "", media_type) == expected


def test_a_long_first_line_is_followed_to_its_end():
    line = json.dumps({"text": "no " * 50_000})
    assert kind(f"{line}\n{line}\n") == "jsonl"
    assert kind(f"{line}\n") == "jsonl"
    assert kind(json.dumps({"articles": [{"text": "no " * 50_000}]})) == "json"
    assert kind("[" + line + "," + line + "]") == "json"


def test_every_kind_has_a_reader_but_addresses():
    assert set(Kind.__args__) == {*READERS, "addresses"}


@given(
    st.binary(max_size=700) | st.text(st.sampled_from('<>!{}[]"a:, \n\t-PK\x1f\x8b\x00?&;')),
    st.sampled_from(["", ".txt", ".html", ".md", ".json", ".jsonl", ".csv", ".eml", ".zip", ".gz", ".tar"]),
    st.sampled_from([None, "text/html", "application/pdf", "text/uri-list"]),
)
def test_any_bytes_have_a_kind_or_a_refusal(data, suffix, media_type):
    found = kind(data, suffix, media_type)
    assert found in Kind.__args__ or found[:4] in ("V102", "V109")
