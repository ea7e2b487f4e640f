import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import tempfile
import zipfile
import zlib

import pyarrow
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from verbale.errors import VerbaleError
from verbale.read import ReadItem, Refusal
from verbale.read.inputs import read_source
from verbale.read.kinds import kind_of
from verbale.read.packed import unpack
from verbale.read.packed.archives import suffix_of
from verbale.read.packed.budget import Budget
from verbale.read.packed.zips import zip_members
from verbale.read.source import Source
from verbale.settings import Settings

LINES = b'{"text": "She said no."}\n{"text": "He said yes."}\n'
NOISE = random.Random(1).randbytes(200_000)


def outcomes(data, name="a", **limits):
    """Return the name of each part with its text, or its code and detail."""
    found = read_source(Source.of_bytes(name, data, suffix=suffix_of(name)), Settings(**limits))
    return [
        (item.name, item.document.text if isinstance(item, ReadItem) else f"{item.code} {item.detail}".strip())
        for item in found
    ]


def codes(data, name="a", **limits):
    return [(part, outcome[:4]) for part, outcome in outcomes(data, name, **limits)]


def zipped(members, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return file.getvalue()


def streamed(members):
    """Return a zip file as programs write it that cannot go back: the sizes stand behind each member."""

    class OneWay(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *_):
            raise OSError

        def tell(self):
            raise OSError

    file = OneWay()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(members, form=tarfile.PAX_FORMAT):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


TWO = {"news/b.txt": b"She said no.", "a.jsonl": LINES}
TWO_READ = [
    ("a!/news/b.txt", "She said no."),
    ("a!/a.jsonl:1", "She said no."),
    ("a!/a.jsonl:2", "He said yes."),
]


@pytest.mark.parametrize(
    "data",
    [
        zipped(TWO),
        zipped(TWO, zipfile.ZIP_STORED),
        zipped(TWO, zipfile.ZIP_BZIP2),
        streamed(TWO),
        tarred(TWO),
        tarred(TWO, tarfile.GNU_FORMAT),
        tarred(TWO, tarfile.USTAR_FORMAT),
        gzip.compress(tarred(TWO), mtime=0),
        bz2.compress(tarred(TWO)),
        lzma.compress(tarred(TWO)),
    ],
)
def test_members_are_read_as_files_are(data):
    assert outcomes(data) == TWO_READ


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_has_the_name_and_the_suffix_of_the_file_in_it(pack):
    assert outcomes(pack(b"She said no."), "a.gz") == [("a.gz", "She said no.")]
    assert outcomes(pack(LINES), "a.jsonl.gz") == [
        ("a.jsonl.gz:1", "She said no."),
        ("a.jsonl.gz:2", "He said yes."),
    ]
    assert codes(pack(b"nonsense"), "a.jsonl.gz") == [("a.jsonl.gz:1", "V107")]
    assert outcomes(pack(b"She said ") + pack(b"no.") + bytes(9), "a.gz") == [("a.gz", "She said no.")]


def test_zstandard_and_lz4():
    for codec, suffix in (("zstd", "zst"), ("lz4", "lz4")):
        packed = pyarrow.BufferOutputStream()
        with pyarrow.CompressedOutputStream(packed, codec) as stream:
            stream.write(LINES * 1000)
        data = packed.getvalue().to_pybytes()
        assert len(outcomes(data, f"a.jsonl.{suffix}")) == 2000
        assert codes(data[:-30], f"a.jsonl.{suffix}")[-1] == (f"a.jsonl.{suffix}", "V114")


def test_archives_in_archives():
    data = zipped({"x.zip": zipped({"a.txt": b"She said no."}), "y.tar.gz": gzip.compress(tarred({"b.txt": b"Yes."}))})
    assert outcomes(data) == [("a!/x.zip!/a.txt", "She said no."), ("a!/y.tar.gz!/b.txt", "Yes.")]
    data = b"She said no."
    for _ in range(3):
        data = zipped({"a": data})
    assert codes(data, max_nesting=2) == [("a!/a!/a!/a", "V112")]
    assert codes(data, max_nesting=3) == [("a!/a!/a!/a", "She ")]
    assert codes(gzip.compress(data), max_nesting=3) == [("a!/a!/a!/a", "V112")]


def test_names_are_for_display_only(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = ["../../up.txt", "/etc/passwd", "a\x1b[31mb\r\n.txt", "C:\\c.txt", "d\u202etxt.exe"]
    data = tarred(dict.fromkeys(names, b"She said no."))
    assert [name for name, _ in outcomes(data)] == [
        "a!/../../up.txt",
        "a!//etc/passwd",
        "a!/a\ufffd[31mb\ufffd\ufffd.txt",
        "a!/C:\\c.txt",
        "a!/d\ufffdtxt.exe",
    ]
    assert [len(name) for name, _ in outcomes(tarred({"n" * 3000: b"no"}))] == [3 + 501]
    assert list(tmp_path.iterdir()) == []


def test_links_devices_and_the_like_are_not_followed():
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            member = tarfile.TarInfo(f"kind{kind.decode()}")
            member.type, member.linkname, member.size = kind, "/etc/passwd", 7  # no data follows, whatever it says
            archive.addfile(member)
        member = tarfile.TarInfo("b.txt")
        member.size = 3
        archive.addfile(member, io.BytesIO(b"no."))
    assert outcomes(file.getvalue()) == [
        ("a!/kind2", "V109 a link"),
        ("a!/kind1", "V109 a link"),
        ("a!/kind3", "V109 not a regular file"),
        ("a!/kind6", "V109 not a regular file"),
        ("a!/b.txt", "no."),
    ]


def test_a_link_of_a_zip_file_is_a_member_like_others():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        member = zipfile.ZipInfo("link")
        member.external_attr = 0o120777 << 16
        archive.writestr(member, "/etc/hostname")
    assert outcomes(file.getvalue()) == [("a!/link", "V109 a link")]


def test_hidden_members_are_passed_over_and_empty_ones_counted():
    members = {".git/x": b"no", "__MACOSX/._a.txt": b"no", "a/.DS_Store": b"no", "b.txt": b"", "c.txt": b"", "d/": b""}
    assert outcomes(zipped(members)) == [("a!/", "V101 2 empty members")]
    assert outcomes(tarred({"b.txt": b"", "./c.txt": b"no."})) == [
        ("a!/./c.txt", "no."),
        ("a!/", "V101 1 empty member"),
    ]
    assert outcomes(zipped({})) == [("a", "V117")]
    assert outcomes(tarred({".a": b"no."})) == [("a", "V117")]
    assert outcomes(zipped({"x.zip": zipped({})})) == [("a!/x.zip", "V117")]


def test_members_that_are_not_read_are_refused_by_themselves():
    data = zipped({"a.png": b"\x89PNG\r\n\x1a\n" + NOISE, "b.txt": b"no.", "c.bin": b"\x00\x01"})
    assert outcomes(data) == [
        ("a!/a.png", "V109 PNG image"),
        ("a!/b.txt", "no."),
        ("a!/c.bin", "V102 control characters"),
    ]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_bombs(pack):
    bomb = pack(bytes(3_000_000))
    assert codes(bomb, "a.gz") == [("a.gz", "V102")]  # its beginning tells that it is no text
    bomb = pack(b"She said no. " * 300_000)
    assert codes(bomb, "a.gz") == [("a.gz", "V111")]
    bomb = pack(tarred({"a.txt": b"no.", "b.txt": b"She said no. " * 300_000, "c.txt": b"no."}))
    assert codes(bomb) == [("a!/a.txt", "no."), ("a!/b.txt", "V111"), ("a", "V111")]


def test_a_bomb_among_the_members_of_a_zip_file_is_refused_by_itself():
    members = {"a.jsonl": LINES * 60_000, "b.txt": b"no.", "c.txt": NOISE}
    assert codes(zipped(members), max_records=9) == [
        ("a!/a.jsonl", "V111"),
        ("a!/b.txt", "no."),
        ("a!/c.txt", "V102"),
    ]


def test_what_packs_well_and_is_small_is_no_bomb():
    lines = b'{"text": ""}\n' * 50_000
    found = codes(gzip.compress(lines), "a.gz", max_ratio=100)
    assert len(found) == 50_000
    assert found[-1] == ("a.gz:50000", "V101")
    assert codes(gzip.compress(lines * 2), "a.gz", max_ratio=100) == [("a.gz", "V111")]


def test_limits_hold_for_all_members_together():
    members = {f"{number}.txt": NOISE[number * 1000 :][:40_000].hex().encode() for number in range(5)}
    for data in (zipped(members), tarred(members), gzip.compress(tarred(members))):
        found = codes(data, max_unpacked_bytes=250_000)
        assert found[0] == ("a!/0.txt", members["0.txt"][:4].decode())
        assert found[-1][1] == "V111"
        assert codes(data, max_records=3)[-1] == ("a", "V113")
    inner = zipped({"a.txt": members["0.txt"]})
    archives = {f"{number}.zip": inner for number in range(5)}
    assert codes(zipped(archives), max_unpacked_bytes=400_000)[-1] == ("a", "V111")


def test_a_member_beyond_the_memory_is_refused_if_it_is_one_article_and_read_if_it_is_many():
    text = NOISE.hex().encode()
    lines = b'{"text": "%s"}\n' % text[:400_000] * 3 + LINES
    for archive in (zipped, tarred, lambda members: zipped(members, zipfile.ZIP_STORED)):
        found = codes(archive({"a.txt": text * 3, "b.jsonl": lines}), max_bytes=10_000)
        assert found[:2] == [("a!/a.txt", "V104"), ("a!/b.jsonl:1", "V104")]
        assert found[-1] == ("a!/b.jsonl:5", "He s")


def test_all_that_is_unpacked_counts_whether_it_is_read_or_not():
    data = zipped({f"{number}.txt": NOISE[number * 1000 :][:40_000].hex().encode() for number in range(5)})
    budget = Budget(Settings(max_unpacked_bytes=250_000), len(data))
    members = zip_members(io.BytesIO(data), len(data), budget, 9)
    sizes = []
    with pytest.raises(VerbaleError) as caught:
        sizes.extend(len(piece) for member in members for piece in member.pieces)
    assert caught.value.code == "V111"
    assert 180_000 < sum(sizes) <= 250_000


def test_all_members_count_whether_they_are_read_or_not():
    for names in (("a.txt", "b.txt", "c.txt", "d.txt"), (".a", ".b", ".c", ".d")):
        assert codes(tarred(dict.fromkeys(names, b"")), max_records=3)[0] == ("a", "V113")


def test_a_spooled_file_ends_at_its_limit():
    taken = []
    pieces = (taken.append(number) or b"1234" for number in range(100))
    file, _, error = unpack.spool(pieces, 10)
    assert (error.code, len(taken)) == ("V104", 3)
    file.close()
    file, size, error = unpack.spool([b"1234", b"56"], 10)
    assert (file.read(), size, error) == (b"123456", 6, None)
    file.close()


def test_an_xz_file_that_asks_for_much_memory():
    data = bytearray(lzma.compress(b"She said no."))
    assert data[14:16] == b"\x21\x01"  # the filter with one byte of properties: the size of its dictionary
    data[16] = 36  # a gibibyte
    data[20:24] = zlib.crc32(data[12:20]).to_bytes(4, "little")
    assert outcomes(bytes(data), "a.xz") == [("a.xz", "V114 xz data")]
    data[16] = 24  # 16 MiB
    data[20:24] = zlib.crc32(data[12:20]).to_bytes(4, "little")
    assert outcomes(bytes(data), "a.xz") == [("a.xz", "She said no.")]


def test_a_large_member_that_is_not_there():
    data = bytearray(zipped({"a.jsonl": LINES * 30_000}, zipfile.ZIP_STORED))
    central = data.index(b"PK\1\2")
    struct.pack_into("<II", data, central + 20, len(data), len(data))
    assert outcomes(bytes(data)) == [("a!/a.jsonl", "V114 zip member, cut off")]


def test_encrypted_members():
    data = bytearray(zipped({"a.txt": b"She said no.", "b.txt": b"no."}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert outcomes(bytes(data)) == [("a!/a.txt", "V115"), ("a!/b.txt", "no.")]


def test_methods_that_are_not_known():
    assert outcomes(zipped({"a.txt": b"She said no."}, zipfile.ZIP_LZMA)) == [("a!/a.txt", "V109 zip method 14")]


@pytest.mark.parametrize("archive", [zipped, streamed, tarred])
def test_what_came_before_a_cut_is_read(archive):
    members = {f"{number}.txt": NOISE[number * 1000 :][:1000].hex().encode() for number in range(8)}
    data = archive(members)
    if archive is tarred:
        data = data[: 8 * (512 + 2048)]
    for cut in range(600, len(data) - 1100, 501):
        *read, last = outcomes(data[:cut])
        assert last[1].startswith("V114")
        read = [item for item in read if not item[1].startswith("V114")]
        assert read == [(f"a!/{number}.txt", members[f"{number}.txt"].decode()) for number in range(len(read))]
        assert len(read) >= cut // (len(data) // 7) - 1


def test_what_came_before_a_cut_in_a_packed_file_is_read_if_it_is_many_articles():
    data = b"".join(b'{"text": "%s"}\n' % NOISE[start : start + 50].hex().encode() for start in range(0, 5000, 50))
    found = codes(gzip.compress(data)[:-2000], "a.jsonl.gz")
    assert 40 < len(found) < 100
    assert found[-1] == ("a.jsonl.gz", "V114")
    assert codes(gzip.compress(NOISE[:5000].hex().encode())[:-2000], "a.txt.gz") == [("a.txt.gz", "V114")]
    assert codes(gzip.compress(b"She said no.")[:12], "a.txt.gz") == [("a.txt.gz", "V114")]


def test_damage_inside_a_zip_file_costs_one_member():
    data = bytearray(zipped({"a.txt": b"no.", "b.txt": NOISE[:500].hex().encode(), "c.txt": b"no."}))
    data[data.index(b"b.txt") + 100] ^= 0xFF
    assert [code for _, code in codes(bytes(data))] == ["no.", "V114", "no."]
    data = bytearray(zipped({"a.txt": b"She said no."}, zipfile.ZIP_STORED))
    data[data.index(b"She")] ^= 1
    assert outcomes(bytes(data)) == [("a!/a.txt", "V114 zip member, checksum")]


def test_members_that_share_their_bytes():
    kernel = zlib.compress(NOISE[:3000].hex().encode(), 9)[2:-4]
    crc, size = zlib.crc32(NOISE[:3000].hex().encode()), 6000
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(kernel), size, 1, 0) + b"a" + kernel
    entry = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(kernel), size, 1, 0, 0, 0, 0, 0, 0
    )
    entries = (entry + b"a") * 1000
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1000, 1000, len(entries), len(local), 0)
    found = codes(local + entries + end)
    assert found[-1] == ("a", "V111")
    assert len(found) < 30


def test_a_zip_file_that_holds_itself_ends():
    # A stored member whose bytes are the whole archive: its list says that it begins at the first header again.
    name = b"a.zip"
    for size in range(80, 200):
        local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0) + name
        entry = struct.pack(
            "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 0, 0, 0, 1, size, size, len(name), 0, 0, 0, 0, 0, 0
        )
        end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(entry) + len(name), len(local), 0)
        assert codes(local + entry + name + end)[0][1] in ("V114", "V111")


def test_wide_zip_files():
    data = zipped({"a.txt": b"She said no."})
    start = data.index(b"PK\1\2")
    end = data.index(b"PK\5\6")
    list_size = end - start
    end64 = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, list_size, start)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
    last = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert outcomes(data[:end] + end64 + locator + last) == [("a!/a.txt", "She said no.")]
    many = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, 10**9, 10**9, list_size, start)
    assert codes(data[:end] + many + locator + last) == [("a", "V113")]


def test_numbers_that_lie():
    data = bytearray(zipped({"a.txt": b"She said no.", "b.txt": b"no."}))
    central = data.index(b"PK\1\2")
    for at, form in ((20, "<I"), (24, "<I"), (42, "<I")):
        for number in (0, 1, 0xFFFF_FFFE, 0xFFFF_FFFF):
            changed = bytearray(data)
            struct.pack_into(form, changed, central + at, number)
            for _, outcome in outcomes(bytes(changed)):
                assert outcome in ("She said no.", "no.") or outcome[:4] in ("V101", "V111", "V114", "V102")


@pytest.mark.parametrize("size", [b"77777777777", b"\xff" * 11, b"\x80" + b"\xff" * 10, b"00000000000", b"abc"])
def test_tar_headers_that_lie(size):
    data = bytearray(tarred({"a.txt": b"She said no.", "b.txt": b"no."}, tarfile.USTAR_FORMAT))
    data[124:135] = size.ljust(11, b"\0")
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    for _, outcome in outcomes(bytes(data), "a.tar"):
        assert outcome in ("She said no.", "no.") or outcome[:4] in ("V101", "V102", "V114")


def test_a_tar_header_beyond_all_measure():
    def header(kind, size):
        member = tarfile.TarInfo("h")
        member.type, member.size = kind, size
        return member.tobuf(tarfile.USTAR_FORMAT)

    for kind in (tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.XGLTYPE):
        data = tarred({"a.txt": b"no."})[:1024] + header(kind, 2_000_000) + bytes(2_000_128 + 512)
        assert outcomes(data) == [("a!/a.txt", "no."), ("a", "V111 tar header")]


def test_pax_headers():
    long = "d/" * 200 + "a.txt"
    assert outcomes(tarred({long: b"She said no."})) == [(f"a!/{long}", "She said no.")]
    garbage = b"".join(b"%d path=%s\n" % (number, b"x" * 5) for number in (0, 1, 5, 9_999_999))
    member = tarfile.TarInfo("h")
    member.type, member.size = tarfile.XHDTYPE, len(garbage)
    data = member.tobuf(tarfile.USTAR_FORMAT) + garbage.ljust(512, b"\0") + tarred({"a.txt": b"no."})
    assert [outcome for _, outcome in outcomes(data, "a.tar")] == ["no."]


def test_a_wacz_gives_its_warc_files_alone():
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nShe said no."
    record = (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: application/http\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(answer), answer)
    )
    members = {
        "datapackage.json": b"{}",
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"url": "http://a.example/"}\n',
        "indexes/index.cdx.gz": gzip.compress(b"example,a)/ 2022"),
        "archive/data.warc.gz": gzip.compress(record),
    }
    assert outcomes(zipped(members, zipfile.ZIP_STORED)) == [("a!/archive/data.warc.gz:0", "She said no.")]
    del members["datapackage.json"]
    assert len(outcomes(zipped(members))) > 1
    crawl = gzip.compress(record.replace(b"text/plain", b"image/jpeg"))
    assert outcomes(zipped({"datapackage.json": b"{}", "archive/data.warc.gz": crawl})) == [
        ("a!/archive/data.warc.gz", "V117")
    ]


def test_members_never_get_a_name_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(unpack, "_IN_MEMORY", 100)
    made = []
    real = tempfile.TemporaryFile
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **about: made.append(real(**about)) or made[-1])
    for item in read_source(Source.of_bytes("a", zipped({"a.jsonl": LINES * 10})), Settings()):
        assert isinstance(item, ReadItem)
        assert len(made) == 1
        assert not made[0].closed
        assert list(tmp_path.iterdir()) == []
    assert made[0].closed


def test_leaving_off_early_closes_everything():
    data = gzip.compress(tarred({"a.jsonl": LINES * 1000, "b.txt": b"no."}))
    items = read_source(Source.of_bytes("a", data), Settings())
    assert isinstance(next(items), ReadItem)
    items.close()


@examples(max_examples=300)
@given(
    st.sampled_from([zipped(TWO), streamed(TWO), tarred(TWO), gzip.compress(tarred(TWO)), gzip.compress(LINES)]),
    st.data(),
)
def test_any_damage_ends_in_items_or_refusals(data, draw):
    changed = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        changed[draw.draw(st.integers(0, len(changed) - 1))] = draw.draw(st.integers(0, 255))
    changed = changed[: draw.draw(st.integers(len(changed) // 2, len(changed)))]
    source = Source.of_bytes("a", bytes(changed))
    for item in read_source(source, Settings()):
        assert isinstance(item, ReadItem) or item.code.startswith("V1")
        assert not (isinstance(item, Refusal) and "Error" in item.detail), item


def test_kinds_of_the_packed(tmp_path):
    assert kind_of(Source.of_bytes("a", zipped(TWO))) == "zip"
