import datetime
import random

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.read.pdf_files import FONT, PAGE, Line, file_of, lines, one_page, packed, pdf, stream
from verbale.read.items import ReadItem, Refusal
from verbale.read.pdf.reader import read_pdf
from verbale.read.source import Source
from verbale.settings import Settings

HEADLINE = "Norland and Sudonia fail to agree on the strait"
BODY = """The foreign ministers of Norland and Sudonia ended two days of talks on
Tuesday without an agreement on the passage of ships through the strait
between them.

"We have said what we had to say, and we shall say it again," the minister
of Norland said in the evening."""


def read(data, settings=None, **about):
    return list(read_pdf(Source.of_bytes("a.pdf", data, **about), settings or Settings()))


def document(data, **about):
    (item,) = read(data, **about)
    assert isinstance(item, ReadItem), item
    return item.document


def refusal(data, settings=None):
    (item,) = read(data, settings)
    assert isinstance(item, Refusal)
    return item.code


def article(title="", created=""):
    return pdf([[Line(HEADLINE, 72, 730, 18), *lines(BODY)]], title, created)


def test_lines_are_joined_to_paragraphs():
    found = document(article())
    assert found.text.split("\n\n") == [
        HEADLINE,
        "The foreign ministers of Norland and Sudonia ended two days of talks on Tuesday without an agreement on the "
        "passage of ships through the strait between them.",
        '"We have said what we had to say, and we shall say it again," the minister of Norland said in the evening.',
    ]


def test_paragraphs_end_by_a_short_line_a_gap_or_an_indent():
    full = "The foreign ministers of Norland and Sudonia ended two long days of talks there."
    short = "They did not agree on it."
    for layout in (f"{full}\n{short}\n{full}", f"{full}\n{full}\n\n{full}", f"{full}\n{full}\n {full}"):
        *_, last = document(pdf([lines(f"{full}\n{layout}")])).text.split("\n\n")
        assert last == full


def test_pages_with_nothing_but_running_heads_keep_them():
    page = [Line("The minister of Norland said no.", 72, 750)]
    assert document(pdf([page] * 3)).text.count("said no") == 3


def test_no_more_pages_than_the_limit_are_read(monkeypatch):
    monkeypatch.setattr("verbale.read.pdf.lines.MOST_PAGES", 2)
    monkeypatch.setattr("verbale.read.pdf.reader.MOST_PAGES", 2)
    item, refused = read(pdf([lines(BODY)] * 3))
    assert item.document.text.count("said in the evening") == 2
    assert (refused.code, refused.detail) == ("V113", "3 pages, of which 2 were read")


def test_a_page_by_itself_may_have_a_number():
    page = [*lines(BODY), Line("- 17 -", 300, 40)]
    assert document(pdf([page])).text.endswith("in the evening.")
    body = [*lines(BODY), Line("17", 72, 400)]
    assert document(pdf([body])).text.endswith("17")


def test_the_bytes_and_their_hash_are_kept():
    data = article()
    (item,) = read(data)
    assert item.original == data
    assert len(item.document.sha256) == 64


def test_the_date_of_the_file_is_no_date_of_publication_and_its_user_no_author():
    found = document(article(created="D:20220630120000Z"))
    assert found.published is None
    assert found.authors == ()


def test_what_is_known_from_outside_goes_before_what_the_file_says():
    known = {"title": "Talks end", "published": "2022-06-30", "url": None}
    found = document(article(), given=known)
    assert found.title == "Talks end"
    assert found.published.date == datetime.date(2022, 6, 30)


@pytest.mark.parametrize(
    ("named", "title"),
    [
        ("", HEADLINE),
        (HEADLINE.upper(), HEADLINE.upper()),
        ("Microsoft Word - draft 3.docx", HEADLINE),
        ("untitled", HEADLINE),
        ("Report of the committee on fisheries", HEADLINE),
    ],
)
def test_the_title_is_what_is_printed(named, title):
    assert document(article(named)).title == title


def test_without_large_print_a_sensible_name_is_the_title():
    page = lines(BODY)
    assert document(pdf([page], "Talks on the strait fail")).title == "Talks on the strait fail"
    assert document(pdf([page], "strait_final_v2.docx")).title is None


def test_running_heads_and_page_numbers_are_left_out():
    pages = []
    for number in (1, 2, 3):
        body = lines(f"On day {number} of the talks the minister of Norland said nothing at all.", top=600)
        pages.append([Line("THE NORLAND REVIEW", 72, 750), *body, Line(f"Page {number} of 3", 280, 40)])
    text = document(pdf(pages)).text
    assert text.count("the minister of Norland said nothing") == 3
    assert "REVIEW" not in text
    assert "Page" not in text


def test_the_margins_that_a_browser_prints_are_left_out_and_tell_the_address():
    page = [
        Line("6/30/22, 10:05 AM", 30, 770, 8),
        Line("Talks on the strait fail - The Norland Review", 200, 770, 8),
        *lines(BODY),
        Line("https://review.example/2022/talks", 30, 20, 8),
        Line("1/1", 560, 20, 8),
    ]
    found = document(pdf([page], "Talks on the strait fail - The Norland Review"))
    assert found.url == "https://review.example/2022/talks"
    assert found.text.startswith("The foreign ministers")
    assert found.text.endswith("in the evening.")


def test_a_sentence_goes_on_over_a_page_and_past_a_note():
    first = [
        *lines(
            "The minister of Norland told reporters in the capital that his country would not\ngive up its claim to the"
        ),
        *lines("1. This note explains the claim of Norland in words that nobody needs.", top=100, size=7),
    ]
    second = lines("strait, whatever others may say about it in the years that are to come.")
    text = document(pdf([first, second])).text
    assert "would not give up its claim to the strait, whatever others may say" in text
    assert "This note explains" in text


def test_columns_are_read_one_after_the_other():
    left = "The minister of Norland\nspoke first. His country, he\nsaid, had nothing to hide\nand would open its ports."
    right = "The minister of Sudonia\nspoke later. He said that\nhe did not believe a word\nof it."
    text = document(pdf([[*lines(left), *lines(right, x=320)]])).text
    assert text.split("\n\n") == [left.replace("\n", " "), right.replace("\n", " ")]


def test_a_list_keeps_its_items_apart():
    text = document(
        pdf([lines("The minister made three demands:\n- open the ports\n- pay the fees\n- stay away")])
    ).text
    assert text.split("\n\n") == [
        "The minister made three demands:",
        "- open the ports",
        "- pay the fees",
        "- stay away",
    ]


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("The inter-\nnational court in the capital met, the minister said.", "The international court"),
        ("The long-\nterm plan of the capital is ready, the minister said.", "The long-term plan"),
        ("A Norland-\nbacked group, which Norland denies, the minister said.", "A Norland-backed group"),
        ("The Asia-\nPacific region is calm, as the minister of Norland said.", "The Asia-Pacific region"),
        ("The years 2021-\n2022 were calm, as the minister of Norland said.", "The years 2021-2022 were"),
        ("The short- and\nlong-term plans are ready, the minister of it said.", "short- and long-term plans"),
        ("A cease-\nfire? The cease-fire held, as the minister has said.", "A cease-fire? The cease-fire"),
        ("A cease-\nfire? The ceasefire held, as the minister has said.", "A ceasefire? The ceasefire"),
    ],
)
def test_words_that_a_line_end_cuts_are_whole_again(cut, whole):
    assert whole in document(pdf([lines(cut)])).text


def test_a_large_initial_belongs_to_its_word():
    page = [Line("T", 72, 690, 36), Line("he minister of Norland said that the talks had failed.", 100, 700)]
    assert document(pdf([page])).text == "The minister of Norland said that the talks had failed."


def test_text_up_the_margin_is_left_out():
    content = (
        b"BT /F1 10 Tf 72 700 Td (The minister said no.) Tj ET BT /F1 8 Tf 0 1 -1 0 20 300 Tm (PRINTED 1999) Tj ET"
    )
    assert document(one_page(stream(content))).text == "The minister said no."


@pytest.mark.parametrize(
    ("rotation", "matrix"), [(0, b"1 0 0 1"), (90, b"0 1 -1 0"), (180, b"-1 0 0 -1"), (270, b"0 -1 1 0")]
)
def test_turned_pages_are_read_as_they_are_shown(rotation, matrix):
    words = b"(The minister of Norland said that the) Tj T* (talks had failed.) Tj"
    content = stream(b"BT /F1 10 Tf %s 300 400 Tm 12 TL %s ET" % (matrix, words))
    page = b"<< /Type /Page /Rotate %d /Parent 2 0 R %s /Contents 5 0 R >>" % (rotation, PAGE)
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    found = document(file_of([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, FONT, content]))
    assert found.text == "The minister of Norland said that the talks had failed."


def test_ligatures_are_letters():
    # Bytes 1 and 2 are mapped to fi and fl in their printed form.
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def "
        b"1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <01> <FB01> <02> <FB02> endbfchar "
        b"1 beginbfrange <20> <7E> <0020> endbfrange endcmap end end"
    )
    content = stream(b"BT /F1 10 Tf 72 700 Td (The \\001rst \\002ag) Tj ET")
    page = b"<< /Type /Page /Parent 2 0 R %s /Contents 5 0 R >>" % PAGE
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    data = file_of([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, font, content, stream(table)])
    assert document(data).text == "The first flag"


def test_pictures_of_pages_are_refused():
    assert refusal(one_page(stream(b"0 0 100 100 re f"))) == "V117"


def test_letters_without_a_meaning_are_refused():
    table = (
        b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        b"1 beginbfrange <20> <7E> <E020> endbfrange endcmap"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    page = b"<< /Type /Page /Parent 2 0 R %s /Contents 5 0 R >>" % PAGE
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    content = stream(b"BT /F1 10 Tf 72 700 Td (The minister said no.) Tj ET")
    data = file_of([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, font, content, stream(table)])
    assert refusal(data) == "V117"


def test_what_is_damaged_or_no_pdf_is_refused():
    assert refusal(b"%PDF-1.4\n") == "V114"
    assert refusal(b"") == "V114"
    assert refusal(b"no PDF at all") == "V114"


def test_a_password_is_refused():
    handler = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    tree = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", handler]
    assert refusal(file_of(tree, b"/Root 1 0 R /Encrypt 3 0 R /ID [<41> <41>]")) == "V115"


def test_damaged_pages_are_told_and_the_others_read():
    content = stream(b"BT /F1 10 Tf 72 700 Td (The minister said no.) Tj ET")
    page = b"<< /Type /Page /Parent 2 0 R %s /Contents 5 0 R >>" % PAGE
    tree = b"<< /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 >>"
    item, refused = read(file_of([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, FONT, content]))
    assert item.document.text == "The minister said no."
    assert (refused.code, refused.detail) == ("V114", "1 of 2 pages could not be read")


def test_too_many_bytes_or_characters_are_refused():
    assert refusal(article(), Settings(max_bytes=100)) == "V104"
    assert refusal(article(), Settings(max_characters=100)) == "V104"
    pages = [lines(BODY)] * 5
    assert refusal(pdf(pages), Settings(max_characters=200)) == "V104"


def drawing_itself():
    """Thirty drawings, each of which shows the next three times."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Contents 5 0 R >>"
    )
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, FONT]
    objects.append(stream(b"/X Do"))
    for number in range(30):
        inside = b"/Resources << /XObject << /X %d 0 R >> >>" % (7 + number)
        objects.append(stream(b"/X Do " * 3, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + inside))
    objects.append(stream(b"BT /F1 9 Tf (x) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"))
    return file_of(objects)


@pytest.mark.parametrize(
    "data",
    [
        one_page(packed(b" " * (600 << 20))),
        one_page(packed(b"BT /F1 10 Tf 50 700 Td " + b"(aaaaaaaa) Tj " * 1_000_000 + b"ET")),
        drawing_itself(),
    ],
    ids=["blanks", "text", "drawings"],
)
def test_bombs_are_refused(data):
    assert refusal(data) in {"V104", "V110", "V111"}


def test_a_slow_one_is_refused():
    assert refusal(article(), Settings(max_seconds=0.001)) == "V110"


@hypothesis_settings(max_examples=25)
@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_an_article_or_refused(data, signed):
    (item,) = read(b"%PDF-1.7\n" * signed + data)
    assert isinstance(item, Refusal)
    assert item.code in {"V114", "V115", "V117"}


@hypothesis_settings(max_examples=40)
@given(st.integers(0, 10**9))
def test_any_damage_is_survived(seed):
    chance = random.Random(seed)
    data = bytearray(article(HEADLINE))
    for _ in range(chance.choice([1, 3, 20, 200])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]
    found = read(bytes(data))
    assert found
    for item in found:
        if isinstance(item, ReadItem):
            segments = item.document.segments
            assert list(segments) == sorted(segments)
            assert all(0 <= segment.start < segment.end <= len(item.document.text) for segment in segments)
        else:
            assert item.code in {"V101", "V104", "V110", "V111", "V114", "V115", "V117"}
