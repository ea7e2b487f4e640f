"""The hostile files, each made by a function: see `hostile`."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import tempfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

from benchmarks import formats
from benchmarks.formats import tarred, warc_record, zipped
from benchmarks.mixed import ARTICLES

Make = Callable[[Path], object]

GOOD = "Talks fail\n\nThe talks have failed, the minister said on Monday. “We will try again,” she added.\n"
LONG = GOOD * 40
MARK = Path(tempfile.gettempdir(), "verbale-was-here.txt")  # where a path trick would write
NOISE = random.Random(0).randbytes(1 << 20)
MB = 1 << 20
GB = 1 << 30
# The same report in the words of eight encodings from before Unicode.
REPORTS = {
    "cp1252": "Le ministère a déclaré mardi que les négociations étaient arrêtées. « Espérons mieux », a-t-il dit.",
    "cp1250": "Ministerstwo ogłosiło, że rozmowy zostały przerwane. „Będziemy próbować” – powiedziała rzeczniczka.",
    "cp1251": "Министерство заявило, что переговоры прерваны. «Мы попробуем ещё раз», – сказала представитель.",
    "koi8-r": 'Министерство заявило, что переговоры прерваны. "Мы попробуем ещё раз", - сказала представитель.',
    "shift_jis": "外務省は火曜日、協議が中断されたと発表した。報道官は「もう一度やってみる」と述べた。",
    "euc-jp": "外務省は火曜日、協議が中断されたと発表した。報道官は「もう一度やってみる」と述べた。",
    "euc-kr": "외무부는 화요일 회담이 중단되었다고 발표했다. 대변인은 “다시 시도하겠다”고 말했다.",
    "gb18030": "外交部星期二宣布，谈判已经中断。发言人说：“我们将再次尝试。”他没有说明原因。",
    "big5": "外交部星期二宣布，談判已經中斷。發言人說：「我們將再次嘗試。」他沒有說明原因。",
    "utf-16": "The talks have failed, the minister said on Monday. “We will try again,” she added.",
}


def cases() -> dict[str, Make]:
    """Return what makes each case at a path, by file name."""
    return {
        **{name: partial(_write, data) for name, data in _texts().items()},
        **_encodings(),
        **_bombs(),
        **_nesting(),
        **_entities(),
        **_paths(),
        **_cuts(),
        **_giants(),
    }


def _write(data: bytes | Callable[[], bytes], path: Path) -> None:
    """Write a case of fixed bytes."""
    path.write_bytes(data() if callable(data) else data)


def _texts() -> dict[str, bytes | Callable[[], bytes]]:
    """Return texts and lines that are odd in themselves."""
    return {
        "good.txt": GOOD.encode(),
        "empty.txt": b"",
        "blank.txt": b" \n\t\n ",
        "binary.txt": bytes(range(256)) * 400,
        "noise.bin": NOISE,
        "image.png": b"\x89PNG\r\n\x1a\n" + bytes(2000),
        "cut_utf8.txt": GOOD.encode()[:-1] + "’".encode()[:2],
        "one_line_50mb.txt": lambda: b"The minister said no. " * 2_400_000,
        "one_line_50mb.jsonl": lambda: b'{"text": "' + b"a" * 50_000_000,
        "one_line_10mb.jsonl": lambda: b'{"id": "\xf0\x9f\x98\x80", "text": "' + b"a" * 10_000_000 + b'"}',
        "million_quotes.txt": b'"' * 1_000_000,
        "quotes_190k.txt": b'"' * 190_000,
        "quoted_words.txt": b'"a" ' * 45_000,
        "curly.txt": "“".encode() * 100_000,
        "brackets.txt": b"(" * 190_000,
        "one_word.txt": b"a" * 190_000,
        "no_stops.txt": b"the minister said that " * 8_000,
        "lines.txt": b"a\n" * 95_000,
        "emoji.txt": "😀“é”".encode() * 45_000,
        "bad_lines.jsonl": b'{"text": "The minister said no."}\nnot json\n[1]\n{"text": 5}\n{"text": "Yes."}\n',
        "surrogates.jsonl": b'{"text": "The minister \\ud83d said no."}\n',
        "million_blank_lines.jsonl": b"\n" * 1_000_000 + b'{"text": "The minister said no."}\n',
        "many_tags.html": b"<html>" + b"<b>a</b>" * 400_000,
        "long_attribute.html": lambda: b"<html><p title='" + b"a" * 7_000_000 + b"'>The minister said no.</p>",
        "unclosed.html": b"<html><body>" + b"<p <div <!-- <![CDATA[ </ <?" * 20_000,
        "wide.csv": b"text," * 400_000 + b"\n" + b"a," * 400_000,
        "quotes.csv": b'text,url\n"' + b'"",' * 2_000_000,
        "header_lines.eml": b"Subject: a\r\n" + b"X: y\r\n" * 300_000 + b"\r\nThe minister said no.",
    }


def _encodings() -> dict[str, Make]:
    """Return texts in old encodings that nothing declares, and pages that declare a wrong one."""
    made: dict[str, Make] = {}
    for encoding, report in REPORTS.items():
        made[f"{encoding}.txt"] = partial(_write, f"{report}\n{report}".encode(encoding))
        page = f"<html><head><meta charset=utf-8><title>{report}</title></head><body><p>{report}</p><p>{report}</p>"
        made[f"{encoding}_called_utf8.html"] = partial(_write, page.encode(encoding))
    return made


def _bombs() -> dict[str, Make]:
    """Return small files that unpack to large ones, and lists of members that lie."""
    zeros = partial(bytes, 200 * MB)

    def text() -> bytes:
        return GOOD.encode() * (200 * MB // len(GOOD))

    def lines() -> bytes:
        return b'{"text": "The minister said no."}\n' * (200 * MB // 34)

    def answer(body: bytes, coding: bytes) -> bytes:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: " + coding + b"\r\n\r\n"
        return warc_record(b"response", b"application/http; msgtype=response", b"http://a.example/", head + body)

    def crawl(body: bytes) -> bytes:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        return warc_record(b"response", b"application/http; msgtype=response", b"http://a.example/", head + body)

    made: dict[str, Callable[[], bytes]] = {
        "zeros.gz": lambda: gzip.compress(zeros()),
        "text.txt.gz": lambda: gzip.compress(text()),
        "lines.jsonl.gz": lambda: gzip.compress(lines()),
        "text.txt.bz2": lambda: bz2.compress(zeros(), 1),
        "text.txt.xz": lambda: lzma.compress(text(), preset=0),
        "text.txt.zst": lambda: formats.zstandard(text()),
        "twice.gz": lambda: gzip.compress(gzip.compress(text())),
        "bomb.tar.gz": lambda: gzip.compress(tarred({"a.txt": GOOD.encode(), "b.txt": text(), "c.txt": b"no."})),
        "bomb.zip": lambda: zipped({"a.txt": GOOD.encode(), "b.txt": text(), "c.jsonl": lines()}),
        "bombs_in_bombs.zip": _layered,
        "shared_bytes.zip": _overlapping,
        "million_members.zip": _crowded,
        "lying_sizes.zip": _lying,
        "huge_headers.tar": lambda: _tar_header(tarfile.XHDTYPE, 2 * GB),
        "huge_member.tar": lambda: _tar_header(tarfile.REGTYPE, 8 * GB),
        "record.warc.gz": lambda: gzip.compress(crawl(text())),
        "content_gzip.warc": lambda: answer(gzip.compress(text()), b"gzip"),
        "content_gzip_twice.warc": lambda: answer(gzip.compress(gzip.compress(text())), b"gzip, gzip"),
        "record_without_end.warc": lambda: crawl(GOOD.encode()).replace(
            b"Content-Length: ", b"Content-Length: 9999999"
        ),
        "mail.eml": lambda: _attached(zipped({"b.txt": text()})),
        "stream.pdf": _packed_pdf,
        "table.parquet": _packed_table,
    }
    return {name: partial(_write, make) for name, make in made.items()}


def _nesting() -> dict[str, Make]:
    """Return things in things in things."""

    def zips() -> bytes:
        data = GOOD.encode()
        for depth in range(30):
            data = zipped({f"{depth}.zip" if depth else "a.txt": data})
        return data

    def packs() -> bytes:
        data = GOOD.encode()
        for _ in range(30):
            data = gzip.compress(data)
        return data

    def parts() -> bytes:
        data = b"Content-Type: text/plain\r\n\r\nThe minister said no."
        for depth in range(300):
            data = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n%s\r\n--b%d--" % (
                depth,
                depth,
                data,
                depth,
            )
        return b"From: a@a.example\r\nMIME-Version: 1.0\r\nMessage-ID: <1@a.example>\r\n" + data

    return {
        "divs.html": partial(_write, b"<html>" + b"<div>" * 200_000 + b"The minister said no."),
        "tables.html": partial(_write, b"<html>" + b"<table><tr><td>" * 60_000 + b"The minister said no."),
        "lists.json": partial(_write, b"[" * 200_000),
        "objects.json": partial(_write, b'[{"text": ' + b'{"a":' * 200_000),
        "lists.jsonl": partial(_write, b'{"text": ' + b"[" * 200_000 + b"\n"),
        "elements.xml": partial(_write, b"<?xml version='1.0'?><rss><channel><item>" + b"<a>" * 200_000),
        "zips.zip": partial(_write, zips),
        "packs.gz": partial(_write, packs),
        "parts.eml": partial(_write, parts),
    }


def _entities() -> dict[str, Make]:
    """Return XML that asks to be expanded, or to have files and addresses opened."""
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    feed = "<rss><channel><title>t</title><item><title>{0}</title><description>{0} The minister said no.</description>"
    end = "</item></channel></rss>"

    def rss(declared: str, used: str) -> bytes:
        return f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]>{feed.format(used)}{end}'.encode()

    return {
        "laughs.rss": partial(_write, rss('<!ENTITY e0 "ha">' + laughs, "&e11;")),
        "quadratic.rss": partial(_write, rss(f'<!ENTITY a "{"a" * 100_000}">', "&a;" * 10_000)),
        "file.rss": partial(_write, rss('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;")),
        "address.rss": partial(_write, rss('<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;', "a")),
        "laughs.html": partial(
            _write,
            f'<!DOCTYPE html [<!ENTITY e0 "ha">{laughs}]><html><body><p>&e11; The minister said no.</p>'.encode(),
        ),
    }


def _paths() -> dict[str, Make]:
    """Return archives with names that lead elsewhere."""
    names = (f"../../../../../..{MARK}", str(MARK), "a\x1b[2J\r\n.txt", "..\\..\\a.txt")
    members = dict.fromkeys(names, GOOD.encode())

    def links() -> bytes:
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as archive:
            for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE):
                member = tarfile.TarInfo("dir" if kind == tarfile.SYMTYPE else f"a{kind.decode()}")
                member.type, member.linkname = kind, "/etc/passwd"
                archive.addfile(member)
            member = tarfile.TarInfo("dir/a.txt")
            member.size = len(GOOD.encode())
            archive.addfile(member, io.BytesIO(GOOD.encode()))
        return out.getvalue()

    return {
        "paths.tar": partial(_write, partial(tarred, members)),
        "paths.zip": partial(_write, partial(zipped, members)),
        "links.tar": partial(_write, links),
    }


def _cuts() -> dict[str, Make]:
    """Return each format cut off after three fifths, and with a stretch in its middle overwritten."""
    made: dict[str, Make] = {}
    for name, make in formats.FORMATS.items():
        data = make(ARTICLES[0])
        middle = len(data) // 2
        made[f"cut_{name}"] = partial(_write, data[: len(data) * 3 // 5])
        made[f"damaged_{name}"] = partial(_write, data[:middle] + NOISE[:16] + data[middle + 16 :])
    return made


def _giants() -> dict[str, Make]:
    """Return files of a gigabyte."""

    def sparse(head: bytes, path: Path) -> None:
        with path.open("wb") as file:
            file.write(head)
            file.truncate(GB)

    def full(head: bytes, piece: bytes, path: Path) -> None:
        with path.open("wb") as file:
            file.write(head)
            for _ in range(GB // len(piece)):
                file.write(piece)

    filling = b"The minister said no. " * 50_000
    return {
        "sparse_1gb.txt": partial(sparse, b""),
        "text_1gb.txt": partial(full, b"", filling),
        "page_1gb.html": partial(full, b"<!DOCTYPE html><p>", filling),
        "one_line_1gb.jsonl": partial(full, b'{"text": "', filling),
        "one_line_1gb.csv": partial(full, b'text,url\n"', filling),
        "one_text_1gb.json": partial(full, b'[{"text": "', filling),
        "one_mail_1gb.mbox": partial(full, b"From a Mon Apr 11 2022\nFrom: a@a.example\n\n", filling),
        "one_mail_1gb.eml": partial(full, b"Received: x\nFrom: a@a.example\n\n", filling),
        "one_entry_1gb.rss": partial(full, b"<?xml version='1.0'?><rss><channel><item><title>", filling),
        "one_stream_1gb.pdf": partial(full, b"%PDF-1.4\n", filling),
        "sparse_1gb.parquet": partial(sparse, b"PAR1"),
        "sparse_1gb.zip": partial(sparse, b"PK\x03\x04"),
        "sparse_1gb.tar": partial(sparse, tarred({"a.txt": GOOD.encode()})[:1024]),
        "one_record_1gb.warc": partial(full, warc_record(b"response", b"text/html", b"http://a.example/", b"a" * 9)
                                       .replace(b"Length: 9", b"Length: 1073741824"), filling),
    }  # fmt: skip


def _layered() -> bytes:
    """Return a zip file of zip files of zip files, of which each holds the same sixteen."""
    data = zipped({f"{number}.txt": bytes(4 * MB) for number in range(16)})
    for _ in range(3):
        data = zipped({f"{number}.zip": data for number in range(16)})
    return data


def _overlapping() -> bytes:
    """Return a zip file of many members that share their bytes: it unpacks to much, each member to little."""
    text = NOISE.hex().encode()
    kernel = zlib.compress(text, 9)[2:-4]
    numbers = (8, 0, 0, zlib.crc32(text), len(kernel), len(text), 1)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, *numbers, 0) + b"a" + kernel
    entry = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, *numbers, 0, 0, 0, 0, 0, 0) + b"a"
    number = 60_000
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, number, number, number * len(entry), len(local), 0)
    return local + entry * number + end


def _crowded() -> bytes:
    """Return a zip file of a million empty members."""
    number = 1_000_000
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    entry = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    start, size = len(local), number * len(entry)
    end64 = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, number, number, size, start)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, start + size, 1)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return local + entry * number + end64 + locator + end


def _lying() -> bytes:
    """Return a zip file whose members say that they are small, or larger than any disk."""
    data = bytearray(zipped({"a.txt": GOOD.encode() * 300_000, "b.txt": GOOD.encode()}))
    central = data.index(b"PK\1\2")
    struct.pack_into("<I", data, central + 24, 10)
    struct.pack_into("<I", data, data.index(b"PK\1\2", central + 4) + 24, 0xFFFF_FFF0)
    return bytes(data)


def _tar_header(kind: bytes, size: int) -> bytes:
    """Return a tar file with a member that is larger than what follows."""
    member = tarfile.TarInfo("a.txt")
    member.type, member.size = kind, size
    return member.tobuf(tarfile.GNU_FORMAT) + bytes(MB)


def _attached(data: bytes) -> bytes:
    """Return a mail with an archive."""
    import email.message

    message = email.message.EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@a.example", "Talks", "<1@a.example>"
    message.set_content(GOOD)
    message.add_attachment(data, "application", "zip", filename="b.zip")
    return message.as_bytes()


def _packed_pdf() -> bytes:
    """Return a PDF whose page unpacks to a gigabyte."""
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(bytes(MB)) for _ in range(1024)) + packer.flush()
    return formats.pdf_of([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
    ])  # fmt: skip


def _packed_table() -> bytes:
    """Return a Parquet table of one text a million times."""
    out = io.BytesIO()
    text = pa.array(["The minister said no. " * 5_000] * 20_000)
    pyarrow.parquet.write_table(pa.table({"text": text}), out, row_group_size=20_000)
    return out.getvalue()
