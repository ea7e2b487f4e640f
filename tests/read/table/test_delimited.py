import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.read.table.delimited import records_of
from verbale.read.table.dialects import Dialect, charset_of, dialect_of

LIMIT = 1 << 20


def records(data, dialect=None, limit=LIMIT, charset=None):
    file = io.BytesIO(data)
    return list(records_of(file, dialect or dialect_of(file), limit, charset or charset_of(file)))


def cells(data, **options):
    return [record.cells for record in records(data, **options)]


@pytest.mark.parametrize(
    ("data", "delimiter", "quoted", "escaped"),
    [
        (b"title,text\na,b; c\n", ",", True, False),
        (b"title;text\na;b, c, d\n", ";", True, False),
        (b"title\ttext\na\tb, c\n", "\t", True, False),
        (b"title|text\na|b, c\n", "|", True, False),
        (b'title\ttext\na\t"b" said\nc\t"d\n', "\t", False, False),
        (b'title,text\n"a","say \\"b\\", c"\n', ",", True, True),
        (b'"title","text"\n"a, b; c","d"\n', ",", True, False),
        (b"text\nSo he said, and left; at once\n", None, True, False),
        (b'text\n"So" he said\n', None, False, False),
        (b"sep=;\ntitle;text\na;b,c,d,e\n", ";", True, False),
        (b"name;a,b\n1;2\n3;4\n", ";", True, False),
    ],
)
def test_dialects_are_told(data, delimiter, quoted, escaped):
    assert dialect_of(io.BytesIO(data)) == Dialect(delimiter, quoted, escaped)


def test_cells_hold_line_ends_quotation_marks_and_delimiters():
    data = b'id,text\r\n1,"He said ""no"",\r\nand left."\r\n2, "b" \r\n3,5" guns\r\n'
    assert cells(data) == [["id", "text"], ["1", 'He said "no",\r\nand left.'], ["2", "b"], ["3", '5" guns']]


def test_the_bytes_of_a_record_are_those_of_its_lines():
    data = b'id,text\r\n1,"a\r\nb"\r\n2,c'
    assert [record.raw for record in records(data)] == [b"id,text", b'1,"a\r\nb"', b"2,c"]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    data = b'id,text\n\n1,"a\nb"\n2,c\n'
    assert [record.number for record in records(data)] == [1, 3, 4]


def test_old_line_ends_and_marks_of_encodings():
    assert cells(b"\xef\xbb\xbfid,text\r1,a\r2,b\r") == [["id", "text"], ["1", "a"], ["2", "b"]]
    for encoding in ("utf-16", "utf-32"):
        assert cells("id\ttext\n1\tZürich\n".encode(encoding)) == [["id", "text"], ["1", "Zürich"]]


def test_encodings_from_before_unicode_are_told_from_many_lines():
    text = "id;text\n" + "".join(f"{n};Министр заявил, что переговоры завершены\n" for n in range(20))
    assert cells(text.encode("cp1251"))[1] == ["0", "Министр заявил, что переговоры завершены"]
    # One word alone could be in any of them.
    assert cells((text + "20;Нет\n").encode("cp1251"))[-1] == ["20", "Нет"]
    assert cells("id;text\n1;Нет\n".encode("koi8-r"), charset="koi8-r")[1] == ["1", "Нет"]


def test_one_line_in_another_encoding_does_not_spoil_the_others():
    data = "id,text\n1,Zürich\n".encode() + "2,Orléans\n".encode("cp1252") + "3,Łódź\n".encode()
    assert cells(data) == [["id", "text"], ["1", "Zürich"], ["2", "Orléans"], ["3", "Łódź"]]


def test_a_stray_quotation_mark_costs_its_record_and_no_other():
    good = [f'{n},"https://a.example/{n}","The minister said ""no"" {n}."' for n in range(1, 8)]
    broken = '8,"https://a.example/8","The "minister" said,\nfor one, and two,\nthat he was out."'
    more = [f'{n},"https://a.example/{n}","Words, more words\nand others."' for n in range(9, 15)]
    found = records("\n".join(["id,url,text", *good, broken, *more]).encode())
    wrong = [record for record in found if record.error]
    assert [(record.number, record.error.code) for record in wrong] == [(9, "V114")]
    assert len(wrong[0].sha256) == 64
    assert [record.cells[0] for record in found if record.cells] == ["id", *map(str, [*range(1, 8), *range(9, 15)])]


def test_a_file_that_is_cut_off_loses_its_last_record_only():
    rows = [f'https://a.example/{n},"The minister spoke, at length,\nand said no, {n}."' for n in range(5)]
    data = ("url,text\n" + "\n".join(rows)).encode()
    found = records(data[:-8])
    assert [record.error.code for record in found if record.error] == ["V114"]
    assert len([record for record in found if record.cells]) == 5
    unquoted = records(b"id,text,url\n1,a,b\n2,a")
    assert [record.error and record.error.code for record in unquoted] == [None, None, "V114"]


def test_more_cells_than_columns_are_refused_and_fewer_are_missing():
    found = records(b"id,text,url\n1,one, two,b\n2,a,b\n3,a\n4,a,b\n")
    assert [record.error and record.error.detail for record in found] == [None, "4 cells for 3 columns"] + [None] * 3
    assert found[3].cells == ["3", "a"]


def test_a_line_beyond_the_limit_is_not_held():
    class Counting(io.BytesIO):
        most = 0

        def read(self, size=-1):
            self.most = max(self.most, size)
            return super().read(size)

    file = Counting(b"id,text\n1,a\n2," + b"x" * (4 << 20) + b"\n3,c\n")
    found = list(records_of(file, Dialect(","), 1000))
    assert [(record.number, record.error and record.error.code) for record in found] == [
        (1, None), (2, None), (3, "V104"), (4, None),
    ]  # fmt: skip
    assert file.most <= 1 << 20


def test_broken_records_take_no_more_than_linear_time():
    # From each of these lines a record of ever more cells could be read to the end of the file.
    data = b'id,text\n1,"a"b\n' + b'c","d\n' * 100_000
    assert [record.error.code for record in records(data, dialect=Dialect(",")) if record.error] == ["V114"]


ROWS = st.lists(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")), min_size=2, max_size=4
    ),
    min_size=1,
    max_size=6,
)


@given(ROWS, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_what_a_program_writes_is_read_again(rows, delimiter, line_end, quote_all):
    rows = [[cell.strip(" ") for cell in row] + [""] * (4 - len(row)) for row in rows]
    written = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(written, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    file = io.BytesIO(written.getvalue().encode())
    found = [record.cells for record in records_of(file, Dialect(delimiter), LIMIT)]
    # A line of nothing but tabs is a blank one.
    blank = [""] * 4 if delimiter == "\t" and not quote_all else None
    assert found == [row for row in rows if row != blank]


@given(st.binary())
def test_any_bytes_give_records_or_reasons(data):
    for record in records(b"id,text\n" + data):
        assert (record.cells is None) == (record.error is not None)
        if record.error:
            assert record.error.code in {"V102", "V103", "V104", "V114"}
