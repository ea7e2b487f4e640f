import importlib

import pytest

from verbale.store.statements import COLUMNS


@pytest.fixture
def found(here, record):
    (here / "a.jsonl").write_text('{"text": "China said “no”. She warned that it is over.", "published": "2022-06"}\n')
    record.read("a.jsonl")
    return record.statements()


def test_is_a_sequence(found):
    assert len(found) == 2
    assert found[0].speaker == "China"
    assert [statement.speaker for statement in found[1:]] == [None]
    assert found[:] == found
    assert list(reversed(found))[1] == found[0]
    assert "2" in repr(found)


def test_rows(found):
    row = found.rows()[0]
    assert list(row) == list(COLUMNS)
    assert row["published"] == "2022-06"
    assert (row["source"], row["cue"], row["content"]) == ("China", "said", "“no”")
    assert row["content_spans"] == "11:15"


@pytest.mark.parametrize("name", ["pandas", "polars", "pyarrow"])
@pytest.mark.parametrize("rows", [slice(None), slice(0, 0)], ids=["some", "none"])
def test_tables(found, name, rows):
    pytest.importorskip(name)
    method = {"pandas": "to_pandas", "polars": "to_polars", "pyarrow": "to_arrow"}[name]
    table = getattr(found[rows], method)()
    names = table.column_names if name == "pyarrow" else list(table.columns)
    assert names == list(COLUMNS)
    assert len(table) == len(found[rows])


def test_a_library_that_is_missing_is_named(found, monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(ImportError, match=r"to_polars\(\) needs polars: install it with `pip install polars`"):
        found.to_polars()
