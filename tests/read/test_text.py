import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import VerbaleError
from verbale.read.text import decode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("NATO’s".encode(), "NATO’s"),
        (codecs.BOM_UTF8 + "NATO’s".encode(), "NATO’s"),
        ("NATO’s".encode("utf-16"), "NATO’s"),
        (codecs.BOM_UTF16_BE + "北京".encode("utf-16-be"), "北京"),
        ("北京".encode("utf-32"), "北京"),
        (b"the \x93Asian NATO\x94 \x96 again", "the “Asian NATO” – again"),
        ("Zürich".encode("cp1252"), "Zürich"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("mojibake \x93of\x94 C1".encode(), "mojibake \x93of\x94 C1"),
        (b"page one\x0cpage two\tand a tab", "page one\x0cpage two\tand a tab"),
    ],
)
def test_decodes(data, text):
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "V101"),
        (b" \n\t\r\n", "V101"),
        (codecs.BOM_UTF8, "V101"),
        ("\u200b\n\ufeff".encode(), "V101"),
        (b"a\x00b", "V102"),
        (b"\x1b[31mred", "V102"),
        (b"\x7fELF", "V102"),
        ("a\x00b".encode("utf-16"), "V102"),
        (b"not in any \x81 table", "V103"),
        (codecs.BOM_UTF16_LE + b"odd", "V103"),
        (codecs.BOM_UTF8 + b"caf\xe9", "V103"),
        # UTF-8 cut in the middle of a character is not Windows-1252 for it.
        ("NATO’s way – Zürich, Orléans ".encode() + b"\xe2\x80", "V103"),
        ("Москва предупредила НАТО о последствиях".encode("koi8-r"), "V103"),
    ],
)
def test_refuses(data, code):
    with pytest.raises(VerbaleError) as caught:
        decode(data)
    assert caught.value.code == code


@given(st.binary())
def test_any_bytes_give_text_or_a_refusal(data):
    text, code = "", None
    try:
        text = decode(data)
    except VerbaleError as error:
        code = error.code
    assert code in {None, "V101", "V102", "V103"}
    assert not set("\r\x00") & set(text)
    text.encode()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t")))
def test_text_is_never_altered(text):
    try:
        assert decode(b"x" + text.encode()) == "x" + text
    except VerbaleError as error:
        pytest.fail(error.code)
