"""Feeds."""

from __future__ import annotations

import datetime
import json
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import CODES
from verbale.models import Published
from verbale.read.feeds import read_feed
from verbale.read.items import Refusal
from verbale.read.source import Given, Source
from verbale.settings import Settings

ITEM = """<item><title>Talks begin</title><link>https://courier.example/a/1</link><guid>id-1</guid>
<pubDate>Wed, 04 May 2022 23:30:00 -0700</pubDate><author>ada@courier.example (Ada Brandt)</author>
<description>Ministers met.</description></item>"""


def rss(*items: str, channel: str = "<title>Kareth Courier</title><language>en-gb</language>") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{"".join(items)}</channel></rss>'.encode()


def read(data: bytes, settings: Settings | None = None, **about: object) -> list[Refusal | Source]:
    return list(read_feed(Source.of_bytes("news.rss", data, **about), settings or Settings()))


def one(data: bytes, **about: object) -> Source:
    (found,) = read(data, **about)
    assert isinstance(found, Source)
    return found


def codes(found: list[Refusal | Source]) -> list[str]:
    return [part.code if isinstance(part, Refusal) else "read" for part in found]


def test_an_entry_of_rss_is_a_page_with_what_the_feed_says_of_it() -> None:
    found = one(rss(ITEM))
    assert (found.name, found.media_type, found.charset) == ("news.rss:1", "text/html", "utf-8")
    assert b"Ministers met." in found.file.read()
    assert found.given == {
        "title": "Talks begin", "outlet": "Kareth Courier", "url": "https://courier.example/a/1", "language": "en",
        "published": Published(datetime.date(2022, 5, 4), "day", "feed published"), "authors": ("Ada Brandt",),
        "source_id": "id-1",
    }  # fmt: skip


def test_the_whole_text_goes_before_the_summary() -> None:
    whole = "<content:encoded><![CDATA[<p>The whole text of it.</p> </item> ]]></content:encoded></item>"
    feed = rss(ITEM.replace("</item>", whole)).replace(
        b"<rss ", b'<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    )
    assert b"<p>The whole text of it.</p>" in one(feed).file.read()


def test_atom_is_read() -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Courier</title>
    <link href="https://courier.example/"/><entry><id>urn:1</id>
    <title type="html">Talks &amp;lt;b&amp;gt; &lt;i&gt;begin</title>
    <link href="/a/1"/><updated>2022-05-04T10:00:00Z</updated><author><name>Ada Brandt</name></author>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ministers met.</p></div></content></entry>
    </feed>"""
    found = one(feed.encode("utf-16"))
    assert found.given.get("title") == "Talks begin"
    assert found.given.get("url") == "https://courier.example/a/1"
    assert found.given.get("language") == "de"
    assert found.given.get("published") == Published(datetime.date(2022, 5, 4), "day", "feed updated")


def test_rdf_is_read() -> None:
    feed = b"""<?xml version="1.0" encoding="iso-8859-1"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="x"><title>Courier</title></channel><item rdf:about="http://courier.example/1">
    <title>Caf\xe9</title><link>http://courier.example/1</link><description>Ministers met.</description>
    <dc:creator>Otto Lind</dc:creator></item></rdf:RDF>"""
    found = one(feed)
    assert (found.given.get("title"), found.given.get("authors")) == ("Café", ("Otto Lind",))


def test_json_feed_is_read() -> None:
    item = {"id": 7, "url": "https://courier.example/7", "title": "Talks", "content_text": "Ministers met.",
            "date_published": "2022-05-04T23:30:00-07:00", "authors": [{"name": "Ada Brandt"}]}  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Courier", "language": "en", "items": [item, 3, {}]}
    found = read(json.dumps(feed).encode())
    assert codes(found) == ["read", "V107", "V101"]
    first = found[0]
    assert isinstance(first, Source)
    assert (first.media_type, first.file.read()) == ("text/plain", b"Ministers met.")
    assert (first.given.get("source_id"), first.given.get("authors")) == ("7", ("Ada Brandt",))


def test_titles_and_authors_are_plain_text_and_links_lead_to_the_web() -> None:
    item = (
        "<item><title>Talks &lt;img src=x onerror=alert(1)&gt; &amp;amp; more</title><link>javascript:alert(1)</link>"
        "<author>&lt;b&gt;Ada Brandt&lt;/b&gt;</author><description>Words.</description></item>"
    )
    found = one(rss(item))
    assert found.given.get("title") == "Talks & more"
    assert found.given.get("authors") == ("Ada Brandt",)
    assert found.given.get("url") is None


def test_the_outlet_from_outside_and_that_of_the_entry_go_before_the_feeds() -> None:
    assert one(rss(ITEM), given=Given(outlet="Mine")).given.get("outlet") == "Mine"
    taken = ITEM.replace("</item>", '<source url="https://p.example/">Vilnea Post</source></item>')
    assert one(rss(taken)).given.get("outlet") == "Vilnea Post"


def test_an_entry_with_nothing_in_it_is_refused_and_the_others_are_read() -> None:
    blank = "<item><description> &lt;br&gt; </description></item>"
    assert codes(read(rss("<item><title>x</title></item>", ITEM, blank))) == ["V101", "read", "V101"]


def test_a_future_day_is_no_date_of_publication() -> None:
    assert one(rss(ITEM.replace("2022", "2999"))).given.get("published") is None


def test_a_feed_that_is_cut_off_gives_what_is_whole() -> None:
    assert codes(read(rss(ITEM, ITEM)[:-60])) == ["read", "V114"]


def test_entries_without_their_ends_are_told_apart() -> None:
    broken = ITEM.replace("</item>", "")
    assert codes(read(rss(broken, broken))) == ["read", "read"]


def test_a_broken_entry_does_not_stop_the_others() -> None:
    broken = "<item><title>A & B < C</title><description>Words & more</description></item>"
    assert codes(read(rss(ITEM, broken, ITEM))) == ["read", "read", "read"]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "V101"), (b"  ", "V101"), (b"<html><body>x</body></html>", "V117"), (rss(), "V117"), (b"{", "V107"),
     (b'{"items": 3}', "V117"), (b"[" * 100, "V117")],
)  # fmt: skip
def test_what_is_no_feed_is_refused(data: bytes, code: str) -> None:
    assert codes(read(data)) == [code]


def test_the_number_of_entries_is_limited() -> None:
    assert codes(read(rss(ITEM, ITEM, ITEM), Settings(max_records=2))) == ["read", "read", "V113"]


def test_the_size_of_a_feed_and_of_an_entry_is_limited() -> None:
    assert codes(read(rss(ITEM), Settings(max_bytes=100))) == ["V104"]
    assert codes(read(rss(ITEM, ITEM.replace("met", "met" * 500)), Settings(max_page_bytes=1000))) == ["read", "V104"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_entities_are_not_expanded(encoding: str) -> None:
    bomb = '<!ENTITY a0 "haha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    item = "<item><description>&a11;</description></item>"
    feed = f"<!DOCTYPE rss [{bomb}]><rss version='2.0'><channel>{item}</channel></rss>"
    tracemalloc.start()
    start = time.process_time()
    assert codes(read(feed.encode(encoding))) == ["V102"]
    assert time.process_time() - start < 1
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_no_file_is_read_for_an_entity_or_a_name() -> None:
    feed = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(ITEM.replace("met", "&x;"))
    assert codes(read(feed)) == ["V102"]
    assert codes(read(b"/etc/passwd")) == ["V117"]


@pytest.mark.parametrize(
    "data",
    [
        b"<rss>" + b"<item " * 300_000,
        b"<rss>" + b"<![CDATA[" * 100_000,
        rss("<item>" * 20_000),
        rss("<item><a>" + "<b>" * 50_000),
        b"<rss><channel>" + b"<!ENTITY" + b" " * 500_000,
        b"<rss " * 100_000,
        rss("<item><title>" + "&lt;a" * 50_000 + "</title></item>"),
    ],
)
def test_hostile_feeds_take_no_time(data: bytes) -> None:
    start = time.process_time()
    read(data)
    assert time.process_time() - start < 4


PIECES = st.sampled_from(
    [
        b"<rss>", b"<feed>", b"<rdf:RDF>", b"<item>", b"</item>", b"<entry>", b"</entry>", b"<title>", b"</title>",
        b"<link>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"&amp;", b"&#0;", b"\x00", b"\xff\xfe", b"<description>text",
        b"</description>", b"<pubDate>4 May 2022</pubDate>", b"<channel>", b"</channel>", b"</rss>", b"<!DOCTYPE rss [",
        b'{"items": [', b"<a:b:c>", b"<?xml version='1.0' encoding='utf-7'?>", b"<author>(", b"xml:base='http://['",
        b"<content type='text/html' mode='base64'>",
    ]
)  # fmt: skip


@given(st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=25).map(b"".join)))
def test_any_bytes_end_as_items_or_refusals(data: bytes) -> None:
    for part in read(data):
        if isinstance(part, Refusal):
            assert part.code in CODES
        else:
            assert part.file.read()
