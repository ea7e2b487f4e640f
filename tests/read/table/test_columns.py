import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import VerbaleError
from verbale.read.table.columns import Columns, columns_of, flattened, seen


def test_a_declaration_names_columns_by_key():
    assert Columns.parse("text=Body,url=Link").pairs == (("text", "Body"), ("url", "Link"))
    assert Columns.parse(["text = Body, in full", "title=Head"]).pairs == (("text", "Body, in full"), ("title", "Head"))


@pytest.mark.parametrize("declared", ["", "text", "text=", "=Body", "words=Body", "text=Body,words=x"])
def test_a_declaration_of_another_form_is_refused(declared):
    with pytest.raises(VerbaleError) as caught:
        Columns.parse(declared)
    assert caught.value.code == "V116"


def test_what_is_declared_goes_before_what_is_recognised():
    names = ["text", "Body", "title", "Link"]
    assert columns_of(names, Columns.parse("text=Body,url=Link")) == {"text": "Body", "url": "Link", "title": "title"}
    assert columns_of(names, Columns.parse("html=Body")) == {"html": "Body", "url": "Link", "title": "title"}
    assert columns_of(["Text A", "b"], Columns.parse("text=text_a")) == {"text": "Text A"}


@pytest.mark.parametrize(
    ("names", "declared"), [(["a", "b"], None), (["text"], "text=Body"), ([], None), (["title", "date"], None)]
)
def test_tables_without_a_text_are_refused_with_the_names_seen(names, declared):
    with pytest.raises(VerbaleError) as caught:
        columns_of(names, Columns.parse(declared) if declared else None)
    assert caught.value.code == "V116"
    assert all(name in caught.value.detail for name in names)


def test_no_words_of_an_article_get_into_a_message():
    first_line = ["7", "The minister of Norland said that he would not come to the talks, whatever it cost him."]
    assert "minister" not in seen(first_line)
    assert seen(["The minister of Norland said no to it"]) == "its first line names no columns"


def test_fields_within_fields_are_columns():
    row = {"a": 1, "b": {"c": 2, "d": {"e": 3, "f": {"g": 4}}}}
    assert flattened(row) == {**row, "b.c": 2, "b.d": row["b"]["d"], "b.d.e": 3, "b.d.f": {"g": 4}}


@given(st.lists(st.text()), st.text())
def test_any_names_are_understood_or_refused(names, declared):
    found, code = {}, None
    try:
        found = columns_of(names, Columns.parse(declared) if declared else None)
    except VerbaleError as error:
        code = error.code
    assert code in {None, "V116"}
    assert set(found.values()) <= set(names)
