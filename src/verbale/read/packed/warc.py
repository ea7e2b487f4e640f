"""WARC: the pages, texts, feeds and PDFs that a crawler stored."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from verbale.errors import VerbaleError
from verbale.read.items import Refusal
from verbale.read.kinds import kind_of, packing_of
from verbale.read.packed.budget import Budget
from verbale.read.packed.http_body import body_of, media_type_of
from verbale.read.packed.unpack import CHUNK, Stream, pieces_of, unpacked
from verbale.read.source import Given, Source
from verbale.settings import Settings

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_LONGEST_HEADER = 1 << 20  # bytes; cookies and policies make some headers long
_WIDEST = 8  # bytes of a line end in UTF-32, which is one character afterwards
_GAP = 24  # bytes between two records that spaces in their headers can explain
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TEXTS = frozenset({"text/plain", "text/markdown"})
# Of these only what turns out to be a feed, or articles, is read: pages fetch much else in them.
_DATA = frozenset({
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
    "application/feed+json", "application/json", "application/ld+json", "",
})  # fmt: skip
# What pages are made of beside their text is passed over without a word; so are requests, notes on the crawl, copies of
# earlier records (`revisit`), and what crawlers keep under addresses of their own making (`urn:`, `dns:`).
_FURNITURE = re.compile(
    r"(?:image|audio|video|font|model)/.*|text/(?:css|vtt|dns|event-stream|x-component)|.*(?:javascript|ecmascript|font)"
    r".*|application/(?:octet-stream|wasm|manifest\+json|x-shockwave-flash|ocsp-response|vnd\.apple\.mpegurl|dash\+xml|"
    r"x-protobuf|x-protobuffer|protobuf|x-mpegurl|opensearchdescription\+xml|importmap\+json|csp-report|ssml\+xml|"
    r"x-chrome-extension|pkix-cert)|binary/octet-stream"
)
_ADDRESS = re.compile(r"(?:https?|ftp|file)://", re.IGNORECASE)
_ROBOTS = re.compile(r"/robots\.txt(?:$|\?)", re.IGNORECASE)
_ARTICLE = re.compile(rb'"(?:articleBody|text|body|content|html)"\s*:\s*"')
_ABOUT_IT = re.compile(rb'"(?:title|headline|url)"\s*:\s*"')


def read_warc(source: Source, settings: Settings) -> Iterator[Refusal | Source]:
    """Yield the records of a WARC file that may hold an article, each as something to read.

    The date of a record is when it was fetched, and not taken for a date of publication. Answers other than 200, and
    records of types that are not read, are counted, and yielded as one refusal for each status and type.

    Args:
        source: The file, plain or packed with gzip, zstandard or lz4.
        settings: The limits.
    """
    left_out: Counter[str] = Counter()
    error = None
    try:
        for record in _records(source, settings):
            name = f"{source.name}:{record.stream_pos}"
            try:
                found = _page(record, name, source.nesting, settings)
            except VerbaleError as refused:
                yield Refusal(name, refused.code, refused.detail)
            else:
                if isinstance(found, Source):
                    yield found
                elif found:
                    left_out[found] += 1
    except VerbaleError as caught:
        error = caught
    for what, number in sorted(left_out.items()):
        code = "V117" if what.startswith("HTTP") else "V109"
        yield Refusal(f"{source.name}:{what}", code, f"{number:,} {'record' if number == 1 else 'records'}")
    if error is not None:
        yield Refusal(source.name, error.code, error.detail)


def _records(source: Source, settings: Settings) -> Iterator[WarcRecord]:
    """Yield the records of a WARC file; each is good until the next one is asked for.

    Raises:
        VerbaleError: V111, the file unpacks to more than the limit; V114, it is damaged or cut off, which is told when
            all records that can be found in it have been yielded.
    """
    from fastwarc.warc import ArchiveIterator

    packing = packing_of(source.file.read(4))
    pieces = pieces_of(source.file, 0)
    stream = Stream(pieces if packing is None else unpacked(pieces, packing, Budget(settings)))
    records = ArchiveIterator(
        cast("BinaryIO", stream),
        parse_http=False,
        quirks_mode=True,
        stream_detect=False,
        max_header_len=_LONGEST_HEADER,
    )
    damaged = False
    end = 0  # where the next record has to begin
    try:
        for record in records:
            # A header that is cut off is taken for one without a length.
            damaged = damaged or abs(record.stream_pos - end) > _GAP or "Content-Length" not in record.headers
            end = record.stream_pos + _size(record)
            yield record
    except OSError:
        damaged = True
    if damaged or abs(stream.tell() - end) > _GAP:
        raise VerbaleError("V114", "WARC records")


def _size(record: WarcRecord) -> int:
    """Return how many bytes a record takes, but for spaces in its header."""
    header = sum(len(name) + len(value) + 4 for name, value in record.headers.to_tuples())
    return len("WARC/1.0\r\n\r\n") + header + record.content_length + len("\r\n\r\n")


def _page(record: WarcRecord, name: str, nesting: int, settings: Settings) -> Source | str:
    """Return what a record holds as something to read, or in a word what it is, or nothing if that goes without saying.

    Raises:
        VerbaleError: V104, it is larger than the limit; V111, it unpacks to too many times its size; V114, it is
            damaged or cut off.
    """
    from fastwarc.warc import WarcRecordType

    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion):
        return ""
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    if (address and not _ADDRESS.match(address)) or _ROBOTS.search(address):
        return ""
    declared, transfer, content = record.headers.get("Content-Type") or "", "", ""
    if record.is_http:
        status, declared, transfer, content = _http(record)
        if status != "200":
            return f"HTTP {status}" if media_type_of(declared)[0] in _PAGES | _TEXTS else ""
    media_type, charset = media_type_of(declared)
    if _FURNITURE.fullmatch(media_type):
        return ""
    if media_type not in _PAGES | _TEXTS | _DATA and media_type != "application/pdf":
        return media_type
    limit = settings.max_page_bytes if media_type in _PAGES else settings.max_bytes
    if media_type in _TEXTS:
        limit = min(limit, _WIDEST * (settings.max_characters + 1))
    data = body_of(_raw(record, limit), transfer, content, limit, settings)
    if not data:
        return ""
    given = Given(url=address or None)
    source = Source.of_bytes(name, data, media_type=media_type, charset=charset, nesting=nesting + 1, given=given)
    return source if media_type not in _DATA else _article(source, data)


def _http(record: WarcRecord) -> tuple[str, str, str, str]:
    """Return status, type, transfer encoding and content encoding of an HTTP answer; its body is read next.

    Raises:
        VerbaleError: V114, it has no header that can be read.
    """
    try:
        record.parse_http(max_header_len=_LONGEST_HEADER, quirks_mode=True)
    except OSError:
        raise VerbaleError("V114", "HTTP header") from None
    headers = record.http_headers
    if headers is None or headers.status_code is None:
        raise VerbaleError("V114", "HTTP header")
    names = ("Content-Type", "Transfer-Encoding", "Content-Encoding")
    declared, transfer, content = (headers.get(name) or "" for name in names)
    return str(headers.status_code), declared, transfer, content


def _raw(record: WarcRecord, limit: int) -> bytes:
    """Return the body of a record as stored.

    Raises:
        VerbaleError: V104, it is larger than the limit; V114, it is cut off.
    """
    declared = record.content_length
    if declared > limit:
        raise VerbaleError("V104", f"the limit is {limit:,} bytes")
    pieces, size = [], 0
    while size < declared and (piece := record.reader.read(min(CHUNK, declared - size))):
        pieces.append(piece)
        size += len(piece)
    if size < declared:
        raise VerbaleError("V114", "WARC record, cut off")
    return b"".join(pieces)


def _article(source: Source, data: bytes) -> Source | str:
    """Return data as something to read if it is a feed or a page, or has articles in it; else in a word what it is."""
    try:
        kind = kind_of(source)
    except VerbaleError:
        return ""
    if kind in ("feed", "html", "pdf"):
        return source
    if kind in ("json", "jsonl"):
        return source if _ARTICLE.search(data) and _ABOUT_IT.search(data) else "JSON"
    return source if kind == "text" and not source.media_type else ""
