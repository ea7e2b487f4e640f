"""One article in every format that is read, made here: what `mixed` compares and `hostile` damages."""

from __future__ import annotations

import bz2
import csv
import datetime
import email.message
import gzip
import html
import io
import json
import lzma
import tarfile
import textwrap
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet


@dataclass(frozen=True, slots=True)
class Article:
    """An invented article.

    Attributes:
        title: Its headline.
        paragraphs: Its text.
        url: Its address.
        outlet: Who published it.
        published: The day, as YYYY-MM-DD.
        author: Who wrote it.
    """

    title: str
    paragraphs: tuple[str, ...]
    url: str
    outlet: str
    published: str
    author: str

    @property
    def text(self) -> str:
        """Its paragraphs with blank lines between them."""
        return "\n\n".join(self.paragraphs)


def plain_text(article: Article) -> bytes:
    """Return the headline and the text."""
    return f"{article.title}\n\n{article.text}\n".encode()


def page(article: Article) -> bytes:
    """Return a page with what stands around an article on one."""
    paragraphs = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in article.paragraphs)
    title = html.escape(article.title)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | {article.outlet}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{article.outlet}">
<meta property="article:published_time" content="{article.published}T08:00:00Z">
<meta name="author" content="{article.author}"><link rel="canonical" href="{article.url}">
<style>p {{ margin: 1em }}</style><script>var page = "article";</script></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><h1>{title}</h1>
{paragraphs}
</article></main>
<aside><h2>Most read</h2><ul><li><a href="/a">Harvest festival opens</a></li></ul></aside>
<footer><p>© {article.outlet}. All rights reserved.</p></footer></body></html>
""".encode()


def rss(article: Article) -> bytes:
    """Return an RSS feed with the whole text of one entry."""
    content = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in article.paragraphs)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>{article.outlet}</title><link>https://example.org/</link><description>News</description>
<item><title>{html.escape(article.title)}</title><link>{article.url}</link><dc:creator>{article.author}</dc:creator>
<pubDate>{_day(article.published)} 08:00:00 GMT</pubDate>
<content:encoded><![CDATA[{content}]]></content:encoded></item></channel></rss>
""".encode()


def atom(article: Article) -> bytes:
    """Return an Atom feed with the whole text of one entry."""
    content = html.escape("".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in article.paragraphs))
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>{article.outlet}</title><id>urn:x</id>
<entry><title>{html.escape(article.title)}</title><link href="{article.url}"/><id>{article.url}</id>
<author><name>{article.author}</name></author><published>{article.published}T08:00:00Z</published>
<content type="html">{content}</content></entry></feed>
""".encode()


def json_feed(article: Article) -> bytes:
    """Return a JSON Feed with the whole text of one item."""
    content = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in article.paragraphs)
    item = {
        "id": article.url, "url": article.url, "title": article.title, "content_html": content,
        "date_published": f"{article.published}T08:00:00Z", "authors": [{"name": article.author}],
    }  # fmt: skip
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": article.outlet, "items": [item]}
    ).encode()


def row(article: Article) -> dict[str, str]:
    """Return the article as tables have it."""
    return {
        "title": article.title, "text": article.text, "url": article.url, "outlet": article.outlet,
        "published": article.published, "authors": article.author,
    }  # fmt: skip


def jsonl(article: Article) -> bytes:
    """Return a line with the text."""
    return json.dumps(row(article), ensure_ascii=False).encode() + b"\n"


def jsonl_page(article: Article) -> bytes:
    """Return a line with the page."""
    return json.dumps({"html": page(article).decode(), "url": article.url}).encode() + b"\n"


def json_list(article: Article) -> bytes:
    """Return a list of one object, written over several lines."""
    return json.dumps([row(article)], indent=2).encode()


def news_api(article: Article) -> bytes:
    """Return an answer of a news service: a list inside an object."""
    found = {
        "source": {"id": None, "name": article.outlet}, "author": article.author, "title": article.title,
        "url": article.url, "publishedAt": f"{article.published}T08:00:00Z", "content": article.text,
    }  # fmt: skip
    return json.dumps({"status": "ok", "totalResults": 1, "articles": [found]}).encode()


def label_studio(article: Article) -> bytes:
    """Return an export of annotated tasks."""
    return json.dumps([{"id": 1, "data": row(article), "annotations": [], "predictions": []}]).encode()


def table(article: Article, delimiter: str = ",") -> bytes:
    """Return a table in characters."""
    out = io.StringIO()
    writer = csv.DictWriter(out, row(article), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(row(article))
    return out.getvalue().encode()


def parquet(article: Article) -> bytes:
    """Return a Parquet table."""
    out = io.BytesIO()
    pyarrow.parquet.write_table(pa.table({name: [value] for name, value in row(article).items()}), out)
    return out.getvalue()


def mail(article: Article) -> bytes:
    """Return a mail with the text, and with the page."""
    message = email.message.EmailMessage()
    message["From"] = f"{article.outlet} <news@example.org>"
    message["To"] = "reader@example.org"
    message["Subject"] = article.title
    message["Date"] = f"{_day(article.published)} 08:00:00 +0000"
    message["Message-ID"] = "<1@example.org>"
    message.set_content(article.text)
    return message.as_bytes()


def mailbox(article: Article) -> bytes:
    """Return a mailbox of one mail."""
    return b"From news@example.org Mon Apr 11 08:00:00 2022\n" + mail(article) + b"\n"


def saved_page(article: Article) -> bytes:
    """Return a page as browsers save it in one file (MHTML)."""
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: " + article.url.encode() + b"\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: 8bit\r\nContent-Location: " + article.url.encode() + b"\r\n\r\n"
        + page(article).replace(b"\n", b"\r\n") + b"\r\n--b--\r\n"
    )  # fmt: skip


def pdf(article: Article) -> bytes:
    """Return a PDF of one page, with lines of at most 90 characters and space between paragraphs."""
    lines = [f"BT /F1 16 Tf 60 780 Td ({_pdf_string(article.title)}) Tj ET"]
    height = 750
    for paragraph in article.paragraphs:
        for line in _folded(paragraph, 90):
            lines.append(f"BT /F1 10 Tf 60 {height} Td ({_pdf_string(line)}) Tj ET")
            height -= 12
        height -= 12
    content = "\n".join(lines).encode("cp1252")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    return pdf_of(objects)


def pdf_of(objects: list[bytes]) -> bytes:
    """Return a PDF of objects, of which the first is its catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def warc(article: Article, pack: Callable[[bytes], bytes] = bytes) -> bytes:
    """Return a WARC file with what a crawl of the page leaves, each record packed by itself."""
    body = page(article)
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    address = article.url.encode()
    return b"".join(
        pack(record)
        for record in (
            warc_record(b"warcinfo", b"application/warc-fields", b"", b"software: made here\r\n"),
            warc_record(b"request", b"application/http; msgtype=request", address, b"GET / HTTP/1.1\r\n\r\n"),
            warc_record(b"response", b"application/http; msgtype=response", address, answer),
            warc_record(b"metadata", b"application/warc-fields", address, b"fetchTimeMs: 1\r\n"),
        )
    )


def warc_record(kind: bytes, media_type: bytes, address: bytes, block: bytes) -> bytes:
    """Return a WARC record."""
    target = b"WARC-Target-URI: %s\r\n" % address if address else b""
    return (
        b"WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        b"WARC-Date: 2024-01-01T00:00:00Z\r\n%sContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    ) % (kind, target, media_type, len(block), block)


def wacz(article: Article) -> bytes:
    """Return a WACZ."""
    pages = b'{"format": "json-pages-1.0", "id": "pages"}\n' + json.dumps({"url": article.url}).encode() + b"\n"
    return zipped({
        "datapackage.json": b"{}",
        "archive/data.warc.gz": warc(article, gzip.compress),
        "indexes/index.cdx.gz": gzip.compress(b"org,example)/ 20240101000000\n"),
        "pages/pages.jsonl": pages,
    })  # fmt: skip


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    """Return a tar file."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def zstandard(data: bytes) -> bytes:
    """Return bytes packed with zstandard."""
    out = pa.BufferOutputStream()
    with pa.CompressedOutputStream(out, "zstd") as stream:
        stream.write(data)
    packed: bytes = out.getvalue().to_pybytes()
    return packed


#: What makes a file of each name from an article.
FORMATS: dict[str, Callable[[Article], bytes]] = {
    "plain.txt": plain_text,
    "page.html": page,
    "page_named.txt": page,
    "utf16.html": lambda article: page(article).decode().replace("utf-8", "utf-16").encode("utf-16"),
    "cp1252.txt": lambda article: plain_text(article).decode().encode("cp1252"),
    "feed.rss": rss,
    "feed.xml": atom,
    "feed.json": json_feed,
    "lines.jsonl": jsonl,
    "pages.jsonl": jsonl_page,
    "list.json": json_list,
    "newsapi.json": news_api,
    "labels.json": label_studio,
    "table.csv": table,
    "semicolons.csv": lambda article: table(article, ";"),
    "table.tsv": lambda article: table(article, "\t"),
    "table.parquet": parquet,
    "print.pdf": pdf,
    "mail.eml": mail,
    "mails.mbox": mailbox,
    "saved.mhtml": saved_page,
    "crawl.warc": warc,
    "crawl.warc.gz": lambda article: warc(article, gzip.compress),
    "crawl.warc.zst": lambda article: warc(article, zstandard),
    "crawl.wacz": wacz,
    "pages.zip": lambda article: zipped({"news/page.html": page(article)}),
    "pages.tar": lambda article: tarred({"news/page.html": page(article)}),
    "pages.tar.gz": lambda article: gzip.compress(tarred({"news/page.html": page(article)})),
    "pages.tar.xz": lambda article: lzma.compress(tarred({"news/page.html": page(article)})),
    "lines.jsonl.gz": lambda article: gzip.compress(jsonl(article)),
    "plain.txt.bz2": lambda article: bz2.compress(plain_text(article)),
    "plain.txt.zst": lambda article: zstandard(plain_text(article)),
    "zips.zip": lambda article: zipped({"inner.zip": zipped({"plain.txt": plain_text(article)})}),
}


def _day(published: str) -> str:
    """Return a day as mails and feeds write it."""
    return datetime.date.fromisoformat(published).strftime("%a, %d %b %Y")


def _pdf_string(text: str) -> str:
    """Return text for the inside of a PDF string."""
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _folded(text: str, width: int) -> list[str]:
    """Return the lines of a paragraph."""
    return textwrap.wrap(text, width, break_on_hyphens=False)
