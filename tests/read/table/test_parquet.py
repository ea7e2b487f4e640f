import datetime
import io
import random

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from verbale.errors import VerbaleError
from verbale.read.table.parquet import ParquetTable
from verbale.settings import Settings

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def written(columns, **options):
    file = io.BytesIO()
    parquet.write_table(arrow.table(columns), file, **options)
    return file.getvalue()


def read(data, columns, settings=None):
    return list(ParquetTable(io.BytesIO(data), settings or Settings()).rows(columns))


COLUMNS = {
    "text": ["The minister said no.", None, "Zürich"],
    "when": [datetime.datetime(2022, 6, 30, 12), None, None],
    "source": [{"id": 1, "name": "The Norland Post"}, None, {"id": 2, "name": None}],
    "authors": [["Ada Norland"], [], None],
    "more": ["x" * 100] * 3,
}


def test_only_the_columns_that_are_asked_for_are_read():
    rows = read(written(COLUMNS, row_group_size=2), ["text", "when"])
    assert [row["text"] for row in rows] == COLUMNS["text"]
    assert rows[0].keys() == {"text", "when"}
    assert rows[0]["when"] == datetime.datetime(2022, 6, 30, 12)


def test_fields_within_columns_are_columns():
    table = ParquetTable(io.BytesIO(written(COLUMNS)), Settings())
    assert table.names() == ["text", "when", "source", "source.id", "source.name", "authors", "more"]
    rows = list(table.rows(["source.name", "authors"]))
    assert rows[0] == {"source": {"name": "The Norland Post"}, "authors": ["Ada Norland"]}


def test_a_string_that_is_no_utf8_has_a_replacement_in_it():
    broken = arrow.array([b"caf\xe9", b"ok"]).view(arrow.string())
    assert [row["text"] for row in read(written({"text": broken}), ["text"])] == ["caf\ufffd", "ok"]


def test_a_column_that_unpacks_to_too_much_is_refused():
    data = written({"text": ["a" * (8 << 20)]}, compression="zstd")
    for settings in (Settings(), Settings(max_ratio=10**9, max_unpacked_bytes=1 << 20)):
        with pytest.raises(VerbaleError) as caught:
            read(data, ["text"], settings)
        assert caught.value.code == "V111"


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" + b"\x00" * 100 + b"PAR1", b"no table at all, but long enough"])
def test_what_is_no_parquet_is_refused(data):
    with pytest.raises(VerbaleError) as caught:
        read(data, ["text"])
    assert caught.value.code == "V114"


@hypothesis_settings(max_examples=200)
@given(st.integers(0, 10**9))
def test_any_damage_is_survived(seed):
    chance = random.Random(seed)
    data = bytearray(written(COLUMNS))
    for _ in range(chance.choice([1, 2, 10])):
        data[chance.randrange(4, len(data) - 4)] = chance.randrange(256)
    code = None
    try:
        table = ParquetTable(io.BytesIO(bytes(data)), Settings())
        table.names()
        list(table.rows(["text", "when"]))
    except VerbaleError as error:
        code = error.code
    assert code in {None, "V111", "V114", "V115"}
