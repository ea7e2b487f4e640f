import gzip
import random
import zlib

import pyarrow
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from verbale.read import ReadItem, Refusal
from verbale.read.inputs import read_source
from verbale.read.packed.warc import read_warc
from verbale.read.source import Source
from verbale.settings import Settings

NOISE = random.Random(1).randbytes(100_000).hex().encode()


def brotli(data):
    return pyarrow.compress(data, "brotli", asbytes=True)


def record(body, kind="response", media_type="application/http; msgtype=response", url="http://a.example/1", **more):
    """Return a WARC record; further header fields by name with ``_`` for ``-``."""
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Date": "2022-04-11T08:00:00Z",
        "WARC-Target-URI": url,
        "Content-Type": media_type,
        "Content-Length": len(body),
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    header = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return f"WARC/1.1\r\n{header}\r\n".encode() + body + b"\r\n\r\n"


def answer(body, media_type="text/plain", status="200 OK", **headers):
    """Return an HTTP answer."""
    fields = {"Content-Type": media_type, **{name.replace("_", "-"): value for name, value in headers.items()}}
    header = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{header}\r\n".encode() + body


def response(body, media_type="text/plain", status="200 OK", url="http://a.example/1", **headers):
    return record(answer(body, media_type, status, **headers), url=url)


def found(data, **limits):
    return list(read_warc(Source.of_bytes("a", data), Settings(**limits)))


def bodies(data, **limits):
    """Return what each record holds, or its code and detail."""
    return [
        one.all(10**9) if isinstance(one, Source) else f"{one.code} {one.detail}".strip()
        for one in found(data, **limits)
    ]


def test_what_is_known_of_a_record():
    data = record(b"software: x", "warcinfo", "application/warc-fields", url=None) + response(
        b"<p>Z\xfcrich", "Text/HTML; Charset='ISO-8859-1'", url="<http://a.example/1>"
    )
    (page,) = found(data)
    assert page.name == f"a:{data.index(b'WARC/1.1', 9)}"
    assert (page.media_type, page.charset, page.nesting, page.size) == ("text/html", "ISO-8859-1", 1, 9)
    assert page.given == {"url": "http://a.example/1"}
    assert page.all(99) == b"<p>Z\xfcrich"


def test_the_date_of_fetching_is_no_date_of_publication():
    (item,) = read_source(Source.of_bytes("a", response(b"She said no.")), Settings())
    assert item.document.published is None
    assert item.document.url == "http://a.example/1"
    assert item.original == b"She said no."


def test_packed_files():
    records = [response(b"no"), response(b"yes"), response(b"perhaps")]
    expected = [b"no", b"yes", b"perhaps"]
    assert bodies(b"".join(records)) == expected
    assert bodies(b"".join(map(gzip.compress, records))) == expected
    assert bodies(gzip.compress(b"".join(records))) == expected
    assert bodies(b"".join(pyarrow.compress(one, "zstd", asbytes=True) for one in records)) == expected
    packed = pyarrow.BufferOutputStream()
    with pyarrow.CompressedOutputStream(packed, "lz4") as stream:
        stream.write(b"".join(records))
    assert bodies(packed.getvalue().to_pybytes()) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (record(b"<p>no", "resource", "text/html"), [b"<p>no"]),
        (record(b"She said no.", "conversion", "text/plain"), [b"She said no."]),
        (response(b"%PDF-1.4", "application/pdf"), [b"%PDF-1.4"]),
        (response(b"<rss/>", "application/rss+xml"), [b"<rss/>"]),
        (response(b"<rss/>", "text/xml"), [b"<rss/>"]),
        (response(b"<urlset/>", "text/xml"), []),
        (response(b"<p>no</p>", None), [b"<p>no</p>"]),
        (response(b"\x00\x01", None), []),
        (response(b'{"version": "https://jsonfeed.org/version/1"}', "application/json"), [b"..."]),
        (response(b'[{"title": "Talks", "text": "no"}]', "application/json"), [b"..."]),
        (response(b'{"count": 3}', "application/json"), ["V109 1 record"]),
        (response(b"", "text/html"), []),
        # What pages are made of beside their text.
        (response(b"\x89PNG", "image/png"), []),
        (response(b"a {}", "text/css"), []),
        (response(b"var a", "application/x-javascript; charset=utf-8"), []),
        (response(b"a", "font/woff2") + response(b"a", "application/font-woff"), []),
        (response(b"User-agent: *", url="https://a.example/robots.txt"), []),
        # What crawlers note.
        (record(b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request"), []),
        (record(b"a: b", "metadata", "application/warc-fields"), []),
        (record(answer(b""), "revisit"), []),
        (record(b"no", "resource", "text/plain", url="urn:text:http://a.example/"), []),
        (record(b"no", "resource", "text/dns", url="dns:a.example"), []),
    ],
)
def test_records_that_may_hold_articles(data, expected):
    read = bodies(data + response(b"end"))
    assert read.pop(-1 if expected[:1] != ["V109 1 record"] else 0) == b"end"
    assert len(read) == len(expected)
    assert expected in (read, [b"..."])


def test_other_answers_are_counted():
    data = b"".join([
        response(b"gone", "text/html", "404 Not Found"),
        response(b"gone", "text/html", "404 Gone"),
        response(b"there", "text/html", "301 Moved", Location="/"),
        response(b"", "image/png", "404 Not Found"),
        response(b"a", "application/msword"),
        response(b"She said no."),
    ])  # fmt: skip
    first, *others = found(data)
    assert first.all(99) == b"She said no."
    assert others == [
        Refusal("a:HTTP 301", "V117", "1 record"),
        Refusal("a:HTTP 404", "V117", "2 records"),
        Refusal("a:application/msword", "V109", "1 record"),
    ]


PAGE = b"<p>She said no.</p>" * 20


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE, mtime=0), {"Content_Encoding": "gzip"}),
        (gzip.compress(PAGE, mtime=0), {"Content_Encoding": "X-GZIP, identity"}),
        (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE)[2:-4], {"Content_Encoding": "deflate"}),
        (brotli(PAGE), {"Content_Encoding": "br"}),
        (gzip.compress(brotli(PAGE), mtime=0), {"Content_Encoding": "br, gzip"}),
        (b"c8\r\n" + PAGE[:200] + b"\r\nb4;x=y\r\n" + PAGE[200:] + b"\r\n0\r\n\r\n", {"Transfer_Encoding": "chunked"}),
        # Decoded by the crawler, under the headers of the server.
        (PAGE, {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"}),
        (PAGE, {"Content_Encoding": "br"}),
        (PAGE, {"Content_Encoding": "deflate"}),
        (PAGE, {"Content_Encoding": "zstd"}),
    ],
)
def test_bodies_are_decoded(body, headers):
    data = response(body, "text/html", **headers) + response(b"end")
    assert bodies(data) == [PAGE, b"end"]
    assert bodies(gzip.compress(data)) == [PAGE, b"end"]


def test_chunks_and_a_coding_together():
    packed = gzip.compress(PAGE)
    body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (packed[:9], packed[9:])) + b"0\r\n\r\n"
    headers = {"Content_Encoding": "gzip", "Transfer_Encoding": "Chunked"}
    assert bodies(response(body, "text/html", **headers)) == [PAGE]


def test_bodies_that_cannot_be_decoded():
    def code(body, coding):
        (outcome, end) = bodies(response(body, "text/html", Content_Encoding=coding) + response(b"end"))
        assert end == b"end"
        return outcome[:4]

    assert code(PAGE, "compress") == "V109"
    assert code(PAGE, "gzip, gzip, gzip, gzip") == "V112"
    assert code(gzip.compress(PAGE)[:-9], "gzip") == "V114"
    assert code(gzip.compress(PAGE)[:40] + b"zz" + gzip.compress(PAGE)[42:], "gzip") == "V114"
    assert code(gzip.compress(b"no " * 1_000_000), "gzip") == "V111"
    assert code(brotli(b"no " * 1_000_000), "br") == "V111"
    assert code(gzip.compress(gzip.compress(b"no " * 9_000_000)), "gzip, gzip") == "V111"


def test_limits():
    end = response(b"end")
    assert bodies(response(b"She said no.") + end, max_bytes=11)[0] == "V104 the limit is 11 bytes"
    assert bodies(response(b"<p>She said no.", "text/html") + end, max_page_bytes=14)[0] == "V104 the limit is 14 bytes"
    assert bodies(response(gzip.compress(PAGE), "text/html", Content_Encoding="gzip") + end, max_page_bytes=300) == [
        "V104 the limit is 300 bytes",
        b"end",
    ]
    assert bodies(response(NOISE, max_characters=100) + end, max_characters=100)[0][:4] == "V104"


def test_bombs():
    for data in (
        gzip.compress(response(b"no " * 2_000_000)) + gzip.compress(response(b"end")),
        gzip.compress(response(b"no") + b"\r\n" * 2_000_000),
        gzip.compress(response(b"no", X_More="a" * 3_000_000)),
        gzip.compress(response(b"no", "image/png") * 9 + response(bytes(3_000_000), "image/png")),
    ):
        assert bodies(data)[-1] == "V111 the limit is 200 times its size"
    data = gzip.compress(b"".join(response(NOISE[at:][:50_000], "image/png") for at in range(0, 150_000, 50_000)))
    assert bodies(data, max_unpacked_bytes=100_000) == ["V111 the limit is 100,000 bytes"]


def test_damage_costs_what_is_damaged():
    records = [response(NOISE[number * 500 :][:500]) for number in range(5)]
    whole = [NOISE[number * 500 :][:500] for number in range(5)]
    data = b"".join(records)
    assert bodies(data + b"garbage\n" * 100) == [*whole, "V114 WARC records"]
    assert bodies(b"garbage\n" * 100 + data) == [*whole, "V114 WARC records"]
    assert bodies(b"".join([*records[:2], b"garbage\n" * 100, *records[2:]])) == [*whole, "V114 WARC records"]
    longer = records[1].replace(b"Content-Length: ", b"Content-Length: 1")
    assert bodies(b"".join([records[0], longer, *records[2:]]))[0] == whole[0]
    assert bodies(b"".join([records[0], longer, *records[2:]]))[-1] == "V114 WARC records"
    packed = [gzip.compress(one) for one in records]
    packed[2] = packed[2][:60] + b"zzzz" + packed[2][64:]
    assert bodies(b"".join(packed))[:2] == whole[:2]
    assert bodies(b"".join(packed))[-1][:4] == "V114"


def test_what_came_before_a_cut_is_read():
    records = [response(NOISE[number * 500 :][:500]) for number in range(5)]
    for data in (b"".join(records), b"".join(map(gzip.compress, records)), gzip.compress(b"".join(records))):
        for cut in range(300, len(data) - 10, 97):
            if data[:1] == b"W" and abs(cut - round(cut / len(records[0])) * len(records[0])) < 30:
                continue  # between two records
            *read, last = bodies(data[:cut])
            assert last[:4] == "V114", cut
            read = [one for one in read if isinstance(one, bytes)]
            assert read == [NOISE[number * 500 :][:500] for number in range(len(read))]
            assert len(read) >= cut * 5 // len(data) - 1 - (data[:2] == b"\x1f\x8b")


def test_answers_without_a_header_that_can_be_read():
    assert bodies(record(b"no HTTP at all") + response(b"end")) == ["V114 HTTP header", b"end"]
    assert bodies(record(b"HTTP/1.1 abc\r\n\r\nno") + response(b"end")) == ["V114 HTTP header", b"end"]
    assert bodies(response(b"no", X_Long="a" * 100_000)) == [b"no"]
    assert bodies(response(b"no", X_Long="a" * 2_000_000) + response(b"end")) == ["V114 HTTP header", b"end"]


def test_a_warc_file_in_a_record_counts_as_nested():
    data = response(b"no")
    for _ in range(3):
        data = record(data, "resource", "text/plain")
    items = list(read_source(Source.of_bytes("a", data), Settings(max_nesting=2)))
    assert [item.code for item in items] == ["V112"]
    (item,) = read_source(Source.of_bytes("a", data), Settings(max_nesting=4))
    assert item.document.text == "no"


@examples(max_examples=200)
@given(st.sampled_from([response(PAGE, "text/html"), gzip.compress(response(b"no")) * 2]), st.data())
def test_any_damage_ends_in_items_or_refusals(data, draw):
    changed = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        changed[draw.draw(st.integers(0, len(changed) - 1))] = draw.draw(st.integers(0, 255))
    source = Source.of_bytes("a", bytes(changed), suffix=".warc")
    for item in read_source(source, Settings()):
        assert isinstance(item, ReadItem) or item.code.startswith("V1")
        assert not (isinstance(item, Refusal) and "Error" in item.detail), item
