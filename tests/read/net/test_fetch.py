import contextlib
import email.utils
import gzip
import json
import socket
import threading
import time

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.read.web import NUMBER, Web, serving
from verbale.errors import VerbaleError
from verbale.read.items import Refusal
from verbale.read.net.cache import FetchCache, Page
from verbale.read.net.exchange import Network
from verbale.read.net.fetch import Fetcher, FetchSettings, fetch
from verbale.read.source import Source
from verbale.settings import Settings

URL = "http://news.example/a.html"
PAGE = (200, {"Content-Type": "text/html; charset=UTF-8"}, b"<p>The minister said no.")
NO_ROBOTS = (404, {}, b"")


@pytest.fixture
def web():
    return Web({URL: PAGE})


@pytest.fixture
def network(web):
    with serving(web) as network:
        yield network


def code_of(network, url=URL, settings=None, manners=None, cache=None):
    with pytest.raises(VerbaleError) as caught:
        fetch(url, settings or Settings(), manners, cache, network)
    return caught.value.code


def test_a_page_is_fetched_politely(web, network):
    source = fetch(URL, Settings(), network=network)
    assert source.file.read() == PAGE[2]
    assert (source.name, source.size, source.suffix) == (URL, len(PAGE[2]), ".html")
    assert (source.media_type, source.charset, source.given) == ("text/html", "utf-8", {"url": URL})
    assert web.asked == ["http://news.example/robots.txt", URL]
    assert all(headers["User-Agent"].startswith("verbale/0.1") for headers in web.headers)
    assert not {"Cookie", "Authorization", "Referer"} & set().union(*web.headers)
    # One second between two requests to a host.
    assert web.slept == [1.0]


def test_robots_are_respected_and_asked_once(web, network):
    web.pages["http://news.example/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /b\nCrawl-delay: 7\n")
    web.pages["http://news.example/c"] = PAGE
    fetcher = Fetcher(network=network)
    fetcher.fetch(URL, Settings())
    (refused,) = fetcher("http://news.example/b", Settings())
    assert isinstance(refused, Refusal)
    assert (refused.name, refused.code) == ("http://news.example/b", "V121")
    fetcher.fetch("http://news.example/c", Settings())
    assert web.asked == ["http://news.example/robots.txt", URL, "http://news.example/c"]
    assert web.slept == [7.0, 7.0]


@pytest.mark.parametrize(
    ("reply", "code"),
    [((404, {}, b""), None), ((403, {}, b""), None), ((500, {}, b""), "V120"), ((503, {}, b""), "V120")],
)
def test_a_site_that_does_not_tell_is_left_alone(web, network, reply, code):
    web.pages["http://news.example/robots.txt"] = reply
    if code:
        assert code_of(network) == code
        assert URL not in web.asked
    else:
        assert isinstance(fetch(URL, Settings(), network=network), Source)


def test_redirections_are_followed_and_checked_each(web, network):
    web.pages |= {
        URL: (302, {"Location": "http://other.example/b?c"}, b""),
        "http://other.example/b?c": (308, {"Location": "/d.HTM"}, b""),
        "http://other.example/d.HTM": PAGE,
    }
    source = fetch(URL, Settings(), network=network)
    assert (source.name, source.given["url"], source.suffix) == (URL, "http://other.example/d.HTM", ".htm")
    assert web.asked.count("http://other.example/robots.txt") == 1
    web.pages["http://other.example/robots.txt"] = (200, {}, b"User-agent: verbale\nDisallow: /")
    assert code_of(network) == "V121"


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://127.0.0.1/", "V119"),
        ("http://inside.example/", "V119"),
        ("file:///etc/passwd", "V119"),
        ("http://news.example:8080/", "V119"),
        ("http://user@news.example/", "V119"),
        (URL, "V120"),
    ],
)
def test_redirections_lead_to_no_other_place(web, network, location, code):
    web.numbers["inside.example"] = [["10.0.0.1"]]
    web.pages[URL] = (301, {"Location": location}, b"")
    assert code_of(network) == code
    assert set(web.connected) == {NUMBER}


def test_a_host_is_looked_up_once_for_a_request_and_that_number_connected_to(web, network):
    # The second look-up of a page would lead inside.
    web.numbers["news.example"] = [["8.8.8.8"], ["1.1.1.1"], ["127.0.0.1"]]
    assert isinstance(fetch(URL, Settings(), network=network), Source)
    assert web.looked_up == ["news.example"] * 2
    assert web.connected == ["8.8.8.8", "1.1.1.1"]


def test_nothing_is_sent_to_a_machine_that_is_not_public(web, network):
    web.numbers["news.example"] = [["8.8.8.8", "169.254.169.254"]]
    assert code_of(network) == "V119"
    assert web.connected == []


def test_the_real_network_does_not_reach_this_machine():
    assert code_of(Network(), "http://127.0.0.1/") == "V119"
    assert code_of(Network(resolve=lambda host, port: ["127.0.0.1"])) == "V119"


def test_proxies_of_the_environment_are_not_used(web, network, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert isinstance(fetch(URL, Settings(), network=network), Source)


def test_certificates_are_checked_against_the_name():
    web = Web({"https://news.example/": PAGE, "https://other.example/": PAGE})
    with serving(web, tls=True) as network:
        assert fetch("https://news.example/", Settings(), network=network).size == len(PAGE[2])
        assert code_of(network, "https://other.example/") == "V120"
    assert web.connected[:2] == [NUMBER] * 2


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_site_may_ask_to_come_later(web, network, status):
    replies = [(status, {"Retry-After": "20"}, b""), (status, {}, b""), PAGE]
    web.pages[URL] = lambda headers: replies.pop(0)
    assert fetch(URL, Settings(), network=network).size == len(PAGE[2])
    assert web.slept == [1.0, 20.0, 40.0]


def test_a_date_to_come_later_is_waited_for(web, network):
    replies = [(503, {"Retry-After": email.utils.formatdate(web.time + 31, usegmt=True)}, b""), PAGE]
    web.pages[URL] = lambda headers: replies.pop(0)
    assert fetch(URL, Settings(), network=network).size == len(PAGE[2])
    assert web.slept == [1.0, 30.0]


def test_nobody_waits_for_ever(web, network):
    web.pages[URL] = (429, {"Retry-After": "86400"}, b"")
    assert code_of(network) == "V120"
    assert sum(web.slept) < 10
    web.pages[URL] = (503, {}, b"")
    assert code_of(network) == "V120"
    assert web.asked.count(URL) == 4


@pytest.mark.parametrize("status", [204, 304, 400, 401, 404, 410, 451])
def test_other_answers_are_refused_at_once(web, network, status):
    web.pages[URL] = (status, {}, b"")
    assert code_of(network) == "V120"
    assert web.asked.count(URL) == 1


def test_packed_pages_are_unpacked_within_limits(web, network):
    headers = {"Content-Encoding": "gzip"}
    web.pages[URL] = (200, headers, gzip.compress(PAGE[2]))
    assert fetch(URL, Settings(), network=network).file.read() == PAGE[2]
    web.pages[URL] = (200, headers, gzip.compress(b" " * (16 << 20)))
    assert code_of(network) == "V111"
    assert code_of(network, settings=Settings(max_ratio=10**6, max_bytes=1 << 20)) == "V104"
    web.pages[URL] = (200, headers, gzip.compress(PAGE[2])[:-4])
    assert code_of(network) == "V114"
    web.pages[URL] = (200, {"Content-Encoding": "br"}, b"x")
    assert code_of(network) == "V120"


def test_too_large_pages_are_refused_whether_they_say_so_or_not(web, network):
    settings = Settings(max_bytes=1000)
    for headers in ({}, {"Transfer-Encoding": "chunked"}):
        body = b"x" * 2000 if not headers else b"7d0\r\n" + b"x" * 2000 + b"\r\n0\r\n\r\n"
        web.pages[URL] = (200, headers, body)
        assert code_of(network, settings=settings) == "V104"
    web.pages["http://news.example/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /b\n" + b"#" * (1 << 20))
    web.pages[URL] = PAGE
    assert isinstance(fetch(URL, Settings(), network=network), Source)


def test_a_page_that_ends_too_early_is_tried_again_and_refused(web, network):
    web.pages[URL] = (200, {"Content-Length": "100", "Connection": "close"}, b"short")
    manners = FetchSettings(seconds=0.3)
    assert code_of(network, manners=manners) == "V120"
    assert web.asked.count(URL) == 3


def answering(pieces, manners):
    """Return the code of a fetch, if it is refused, from a machine that sends these pieces whatever it is asked."""

    def connect(to, seconds):
        here, there = socket.socketpair()

        def send():
            with there, contextlib.suppress(OSError):
                for piece in pieces():
                    there.sendall(piece)

        threading.Thread(target=send, daemon=True).start()
        return here

    network = Network(lambda host, port: [NUMBER], connect=connect, sleep=lambda seconds: None)
    (found,) = Fetcher(manners, network=network)(URL, Settings(max_bytes=1000))
    return found.code if isinstance(found, Refusal) else None


def test_a_byte_now_and_then_is_no_answer():
    def drip():
        yield b"HTTP/1.1 200 OK\r\n"
        while True:
            time.sleep(0.05)
            yield b"X"

    start = time.monotonic()
    assert answering(drip, FetchSettings(seconds=0.3, tries=2)) == "V120"
    assert time.monotonic() - start < 5


HEADS = [
    b"", b"HTTP/1.1 500 No\r\n", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: ",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b", b"HTTP/1.1 301 See\r\nLocation: ",
]  # fmt: skip


@given(st.sampled_from(HEADS), st.lists(st.binary(), max_size=3))
def test_any_answer_is_a_page_or_refused(head, pieces):
    code = answering(lambda: [head, *pieces], FetchSettings(tries=1))
    assert code in {None, "V104", "V111", "V114", "V119", "V120", "V121"}


def test_a_page_is_kept_and_not_asked_for_again(web, network, tmp_path):
    first = fetch(URL, Settings(), None, tmp_path, network)
    asked = len(web.asked)
    again = fetch(URL, Settings(), None, tmp_path, network)
    assert len(web.asked) == asked
    assert again.file.read() == first.file.read()
    assert (again.media_type, again.charset, again.given) == (first.media_type, first.charset, first.given)
    names = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert len(names) == 2
    assert all(len(name.removesuffix(".json")) == 64 for name in names)


def test_an_old_page_is_asked_for_only_if_it_has_changed(web, network, tmp_path):
    web.pages[URL] = (200, {"ETag": '"1"', "Last-Modified": "Thu, 30 Jun 2022 10:00:00 GMT"}, b"<p>One.")
    fetch(URL, Settings(), None, tmp_path, network)
    web.time += 2 * 86400
    web.pages[URL] = lambda headers: (304 if headers.get("If-None-Match") == '"1"' else 200, {}, b"")
    assert fetch(URL, Settings(), None, tmp_path, network).file.read() == b"<p>One."
    assert web.headers[-1]["If-Modified-Since"] == "Thu, 30 Jun 2022 10:00:00 GMT"
    # It counts as new again.
    asked = len(web.asked)
    fetch(URL, Settings(), None, tmp_path, network)
    assert len(web.asked) == asked
    web.time += 2 * 86400
    web.pages[URL] = (200, {}, b"<p>Two.")
    assert fetch(URL, Settings(), None, tmp_path, network).file.read() == b"<p>Two."


def test_a_damaged_cache_is_no_page(web, network, tmp_path):
    fetch(URL, Settings(), None, tmp_path, network)
    for path in tmp_path.rglob("*"):
        if path.is_file() and not path.suffix:
            path.write_bytes(b"other")
    assert fetch(URL, Settings(), None, tmp_path, network).file.read() == PAGE[2]
    for path in tmp_path.rglob("*.json"):
        path.write_bytes(b"{")
    assert fetch(URL, Settings(), None, tmp_path, network).file.read() == PAGE[2]


@pytest.mark.parametrize("sha256", ["../../etc/passwd", "", "A" * 64, 5])
def test_a_forged_cache_leads_nowhere(tmp_path, sha256):
    cache = FetchCache(tmp_path)
    cache.keep(Page(URL, URL, 0.0, "0" * 64), b"")
    (path,) = tmp_path.rglob("*.json")
    page = json.loads(path.read_bytes()) | {"sha256": sha256}
    path.write_text(json.dumps(page))
    assert cache.load(URL) is None


def test_a_cached_header_cannot_add_another(web, network, tmp_path):
    web.pages[URL] = (200, {"ETag": '"1"'}, b"<p>One.")
    fetch(URL, Settings(), None, tmp_path, network)
    (path,) = tmp_path.rglob("*.json")
    page = json.loads(path.read_bytes())
    page["headers"]["etag"] = '"1"\r\nX-Other: 1'
    path.write_text(json.dumps(page))
    web.time += 2 * 86400
    fetch(URL, Settings(), None, tmp_path, network)
    assert "X-Other" not in web.headers[-1]


def test_a_cache_that_cannot_be_written_loses_no_page(web, network, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert isinstance(fetch(URL, Settings(), None, tmp_path / "file" / "cache", network), Source)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_any_address_is_fetched_or_refused(network, url):
    (found,) = Fetcher(network=network)(url, Settings())
    assert isinstance(found, Refusal)
    assert found.code in {"V119", "V120"}
    found.name.encode()
