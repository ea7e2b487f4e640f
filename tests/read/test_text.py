import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import VerbaleError
from verbale.read.legacy import declared_encoding
from verbale.read.text import characters_of, decode


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
        # Windows-1252 would have symbols inside the words.
        ("Dłoń za dłoń".encode("cp1250"), "Dłoń za dłoń"),
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
        # Bytes that are no everyday word of any language in any encoding.
        (bytes(range(0x80, 0x100)) * 3, "V103"),
        # Symbols inside words: these are not what the bytes mean.
        ("sea\xb9vie\xb9w \xd7\xd7 fa\xf7".encode("cp1252") + bytes(range(0xA0, 0xB0)), "V103"),
    ],
)
def test_refuses(data, code):
    with pytest.raises(VerbaleError) as caught:
        decode(data)
    assert caught.value.code == code


def test_utf8_that_breaks_is_told_where():
    with pytest.raises(VerbaleError) as caught:
        decode("NATO’s way – Zürich, Orléans ".encode() + b"\xe2\x80")
    assert caught.value.detail == "UTF-8 breaks at byte 35"


# One report in each language, of a foreign ministry that nobody has.
REPORTS = {
    "de": "Talsheim und Nordmark haben die Gespräche abgebrochen. „Das können wir nicht“, sagte die Sprecherin.",
    "fr": "Le ministère a déclaré mardi que les négociations étaient arrêtées. « Nous espérons mieux », a-t-il ajouté.",
    "pl": "Ministerstwo ogłosiło, że rozmowy zostały przerwane. „Będziemy próbować” – powiedziała rzeczniczka.",
    "tr": "Bakanlık görüşmelerin kesildiğini açıkladı. Sözcü, “Yeniden deneyeceğiz, çünkü başka çıkış yok” dedi.",
    "ru": "Министерство заявило во вторник, что переговоры прерваны. «Мы попробуем ещё раз», – сказала представитель.",
    "uk": "Міністерство повідомило, що переговори перервано. «Ми спробуємо ще раз», – сказала речниця у вівторок.",
    "el": "Το υπουργείο ανακοίνωσε ότι οι συνομιλίες διακόπηκαν. «Θα προσπαθήσουμε ξανά», είπε η εκπρόσωπος.",
    "he": "המשרד הודיע כי השיחות הופסקו. הדוברת אמרה ביום שלישי כי ינסו שוב בשבוע הבא.",
    "ar": "أعلنت الوزارة أن المحادثات توقفت. وقالت المتحدثة يوم الثلاثاء إنها ستحاول مرة أخرى.",
    "ja": "外務省は火曜日、協議が中断されたと発表した。報道官は「もう一度やってみる」と述べた。",
    "ko": "외무부는 화요일 회담이 중단되었다고 발표했다. 대변인은 “다시 시도하겠다”고 말했다.",
    "zh-cn": "外交部星期二宣布，谈判已经中断。发言人说：“我们将再次尝试。”他没有说明原因。",
    "zh-tw": "外交部星期二宣布，談判已經中斷。發言人說：「我們將再次嘗試。」他沒有說明原因。",
}
ENCODINGS = [
    ("de", "cp1252"), ("fr", "cp1252"), ("fr", "latin-1"), ("pl", "cp1250"), ("tr", "cp1254"), ("ru", "cp1251"),
    ("ru", "koi8-r"), ("uk", "cp1251"), ("el", "cp1253"), ("he", "cp1255"), ("ar", "cp1256"), ("ja", "shift_jis"),
    ("ja", "euc-jp"), ("ko", "euc-kr"), ("zh-cn", "gb18030"), ("zh-cn", "gb2312"), ("zh-tw", "big5"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
@pytest.mark.parametrize("times", [1, 40])
def test_old_encodings_are_detected(language, encoding, times):
    text = "\n".join([REPORTS[language].encode(encoding, "ignore").decode(encoding)] * times)
    assert decode(text.encode(encoding)) == text
    english = "An English lead stands before it, as in many files of agencies.\n" * 3
    assert decode((english + text).encode(encoding)) == english + text


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8", "nonsense", "\x00", "rot13", "utf-7"])
def test_a_wrong_declaration_does_no_harm(language, encoding, charset):
    text = REPORTS[language].encode(encoding, "ignore").decode(encoding)
    assert decode(text.encode(encoding), charset) == text
    assert decode(text.encode(), charset) == text


@pytest.mark.parametrize(
    ("text", "encoding", "charset"),
    [
        ("Нет.", "cp1251", "windows-1251"),
        ("Нет.", "cp866", "IBM866"),
        ("ない。", "shift_jis", "x-sjis"),
        ("ない。", "iso2022_jp", "ISO-2022-JP"),
        ("ja í nei", "mac-roman", "macintosh"),
        ("Zürich", "utf-16-le", "utf-16le"),
        ("Zürich", "utf-8", "windows-1252"),
        ("Zürich", "cp1252", "ascii"),
    ],
)
def test_a_declaration_is_believed_where_bytes_do_not_tell(text, encoding, charset):
    assert decode(text.encode(encoding), charset) == text


@pytest.mark.parametrize("charset", ["unicode_escape", "idna", "zlib", "rot13", "punycode", "hex"])
def test_declarations_of_no_charset_are_passed_over(charset):
    assert declared_encoding(charset) is None


def test_the_beginning_of_a_file_can_be_looked_at():
    assert characters_of("<p>Zürich".encode("utf-16")[:-1]).startswith("<p>Züri")
    assert characters_of(b"\xff<p>").endswith("<p>")


@given(st.binary(), st.none() | st.text(max_size=9) | st.sampled_from(["utf-16", "gb18030", "iso-2022-jp"]))
def test_any_bytes_give_text_or_a_refusal(data, charset):
    text, code = "", None
    try:
        text = decode(data, charset)
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
