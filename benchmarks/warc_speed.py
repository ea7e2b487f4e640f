"""Speed and memory of reading WARC files.

    python -m benchmarks.warc_speed [--records N]

Makes a file of 20,000 records (each a request and an answer with a page of about 20 kB, packed by itself, as crawlers
do) in a temporary folder, and reads it. Printed beside it, in the same run: FastWARC alone over the same file, every
record read and nothing else done; and the whole way to articles for the first of the records, which is the time of the
page extraction.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import random
import tempfile
import time
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

from benchmarks import formats
from benchmarks.formats import warc_record
from benchmarks.harness import Figure, finish
from benchmarks.memory import memory, reset_memory
from benchmarks.mixed import ARTICLES
from verbale.read import ReadItem, read_inputs
from verbale.read.packed.warc import read_warc
from verbale.read.source import Source
from verbale.settings import Settings

_PAGE = 20_000  # bytes
_WHOLE = 300  # records that are read to articles


def make(path: Path, records: int) -> int:
    """Write a WARC file of generated pages; return the bytes of all pages."""
    source = random.Random(0)
    words = " ".join(" ".join(article.paragraphs) for article in ARTICLES).split()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    size = 0
    with path.open("wb") as file:
        for number in range(records):
            address = b"http://a.example/%d" % number
            paragraphs: list[str] = []
            while sum(map(len, paragraphs)) < _PAGE - 1500:
                paragraphs.append(" ".join(source.choices(words, k=60)) + ".")
            article = formats.Article(f"Report {number}", tuple(paragraphs), address.decode(), "A", "2022-04-11", "B C")
            page = formats.page(article)
            size += len(page)
            request = b"GET /%d HTTP/1.1\r\nHost: a.example\r\n\r\n" % number
            for kind, block in ((b"request", request), (b"response", answer + page)):
                record = warc_record(kind, b"application/http; msgtype=" + kind, address, block)
                file.write(gzip.compress(record, 6))
    return size


def measure(path: Path, records: int, size: int) -> list[Figure]:
    """Return the figures."""
    before = memory("VmRSS")
    reset_memory()
    start = time.process_time()
    pages = 0
    with path.open("rb") as file:
        for found in read_warc(Source(path.name, file, path.stat().st_size, ".gz"), Settings()):
            pages += isinstance(found, Source)
    seconds = time.process_time() - start
    risen = memory("VmHWM") - before
    start = time.process_time()
    alone = 0
    with path.open("rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
            while record.reader.read(1 << 16):
                pass
            alone += 1
    alone_seconds = time.process_time() - start
    start = time.process_time()
    articles = sum(isinstance(item, ReadItem) for item in itertools.islice(read_inputs([path]), _WHOLE))
    whole = time.process_time() - start
    note = f"{pages:,} pages of {size / records / 1000:.1f} kB, {path.stat().st_size / 1e6:,.0f} MB packed"
    return [
        Figure("warc.records_per_second", pages / seconds, note),
        Figure("warc.fastwarc_alone_records_per_second", alone / alone_seconds),
        Figure("warc.memory_mb", risen, "above the program"),
        Figure("warc.articles_per_second", articles / whole, f"with the extraction of {articles} pages"),
        Figure("warc.lost", float(records - pages)),
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Speed and memory of reading WARC files.")
    parser.add_argument("--records", type=int, default=20_000)
    records = parser.parse_args().records
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crawl.warc.gz"
        size = make(path, records)
        finish("file made here; seconds of one processor", measure(path, records, size))


if __name__ == "__main__":
    main()
