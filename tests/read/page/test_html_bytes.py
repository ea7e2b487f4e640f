import time

import pytest

from tests.read.pages import LONG, page
from verbale.errors import VerbaleError
from verbale.read.page.tree import decode_page, page_tree
from verbale.settings import Settings

WORDS = {
    "utf-8": "Zürich – « déjà » — Ωμέγα, 東京, Москва",
    "utf-16-le": "Zürich – « déjà » — Ωμέγα, 東京, Москва",
    "utf-16-be": "Zürich – « déjà » — Ωμέγα, 東京, Москва",
    "windows-1252": "Der Außenminister sagte in Zürich, die Gespräche würden später fortgeführt – „nicht früher“.",
    "windows-1251": "Министр иностранных дел заявил в понедельник, что переговоры будут продолжены в другой столице.",
    "shift_jis": "外務大臣は月曜日に、協議は別の首都で続けられると述べた。これについてのコメントはない。",
    "euc-kr": "외무장관은 월요일에 회담이 다른 수도에서 계속될 것이라고 말했다. 이에 대한 논평은 없다.",
    "gb18030": "外交部长星期一表示，会谈将在另一个首都继续举行，双方没有就此发表评论，也没有说明日期。",
    "big5": "外交部長星期一表示，會談將在另一個首都繼續舉行，雙方沒有就此發表評論，也沒有說明日期。",
}
MARKS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


def markup(encoding: str, meta: str = "") -> bytes:
    return MARKS.get(encoding, b"") + page(f"<p>{WORDS[encoding]}</p>", meta).encode(encoding)


@pytest.mark.parametrize("encoding", WORDS)
def test_encoding_declared_from_outside(encoding):
    assert WORDS[encoding] in decode_page(markup(encoding), encoding)


@pytest.mark.parametrize("encoding", WORDS)
def test_encoding_declared_by_the_page(encoding):
    older = f"<META http-equiv=Content-Type content='text/html; charset={encoding}'>"
    for meta in (f'<meta charset="{encoding}">', older):
        assert WORDS[encoding] in decode_page(markup(encoding, meta))


@pytest.mark.parametrize("encoding", WORDS)
def test_encoding_that_nobody_declares(encoding):
    assert WORDS[encoding] in decode_page(markup(encoding))


@pytest.mark.parametrize("encoding", WORDS)
def test_encoding_declared_wrong(encoding):
    wrong = "utf-8" if encoding != "utf-8" else "iso-8859-1"
    assert WORDS[encoding] in decode_page(markup(encoding, f'<meta charset="{wrong}">'), "iso-8859-1")


def test_utf_16_without_a_mark():
    for encoding in ("utf-16-le", "utf-16-be"):
        assert WORDS[encoding] in decode_page(markup(encoding)[2:])


def test_utf_8_with_single_bytes_of_windows_1252():
    data = page("<p>Zürich und Genf – Köln</p><p>K\udcfcche</p>").encode("utf-8", "surrogateescape")
    text = decode_page(data, "utf-8")
    assert "Zürich und Genf – Köln" in text
    assert "Küche" in text


def test_encoding_that_cannot_be_known():
    with pytest.raises(VerbaleError) as error:
        decode_page(b"<p>" + bytes(range(0x80, 0x100)) * 40 + b"</p>")
    assert error.value.code == "V103"


def test_escapes_of_japanese_mail_are_believed_where_declared():
    data = page("<p>東京</p>").encode("iso2022_jp")
    assert "東京" in decode_page(data, "iso-2022-jp")


def test_string_with_lone_surrogates_and_controls():
    tree = page_tree(page("<p>a\ud800b\x00c\x1bd</p>"), None, Settings())
    assert tree.text_content().endswith("a\ufffdbcd")


def test_scripts_keep_their_tags_and_endless_tags_lose_their_attributes():
    script = f"<script>var page = '<p class=a ' + {'x / y ' * 400};</script>"
    tree = page_tree(page(f"{script}<p id=first>{LONG}</p>"), None, Settings())
    assert [p.get("id") for p in tree.iter("p")] == ["first"]
    attributes = " ".join(f"a{number}=1" for number in range(400))
    tree = page_tree(page(f"<p {attributes}>{LONG}</p><p id=second>{LONG}</p>"), None, Settings())
    assert [len(p.attrib) for p in tree.iter("p")] == [0, 1]


HOSTILE = {
    "deep": b"<div>" * 99_000 + b"x",
    "deep inline": b"<font><b>x" * 40_000,
    "tables": b"<table><tr><td>" * 30_000,
    "attributes": b"<p " + b" ".join(b"a%d=1" % n for n in range(400_000)) + b">x",
    "attributes without spaces": b"<p " + b"/".join(b"a%d=1" % n for n in range(400_000)) + b">x",
    "many tags of many attributes": (b"<p " + b" ".join(b"a%d=1" % n for n in range(200)) + b">x") * 4_000,
    "no tag ends": b"<a" * 90_000,
    "brackets": b"<" * 4_000_000,
    "not utf-8": b"<script>\xff" * 80_000,
    "not utf-8, no tag ends": b"<a\xff " * 90_000,
    "comments": b"<!--" * 90_000,
    "references": b"&#" * 3_000_000,
    "scripts": b"<script>" * 90_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_soon(name):
    start = time.process_time()
    try:
        page_tree(HOSTILE[name], None, Settings(max_tags=100_000))
    except VerbaleError as error:
        if error.code not in ("V101", "V103", "V112"):
            raise
    assert time.process_time() - start < 5


def test_limits():
    few = Settings(max_tags=10, max_page_bytes=1_000)
    assert len(list(page_tree(b"<p>a</p>" * 10, None, few).iter("p"))) == 10
    with pytest.raises(VerbaleError, match="V113"):
        page_tree(b"<p>a</p>" * 11, None, few)
    with pytest.raises(VerbaleError, match="V104"):
        page_tree(b"a" * 1_001, None, few)


def test_what_is_nested_too_deeply_is_still_there():
    tree = page_tree(page("<div><b>" * 2_000 + "deep" + "</b></div>" * 2_000 + "<p>after</p>"), None, Settings())
    assert " ".join(tree.find("body").text_content().split()) == "deep after"
