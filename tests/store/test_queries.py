import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.handmade import statement
from verbale.errors import VerbaleError
from verbale.models import Document
from verbale.store.conditions import Conditions, StatementFilter
from verbale.store.correcting import Rules
from verbale.store.search import all_of, phrase

ARTICLES = [
    {"id": "late", "text": "Zhao said “NATO confounded black with white”. She warned that Asia suffers.",
     "published": "2022-06-30", "outlet": "Example"},
    {"id": "early", "text": "Stoltenberg thinks that the Asia-Pacific matters to NATO.", "published": "2022-04"},
    {"id": "year", "text": "Lin said “white is not black”.", "published": "2022"},
    {"id": "never", "text": "Zhao said “Zürich’s café is open”."},
]  # fmt: skip


@pytest.fixture
def full(here, record):
    (here / "a.jsonl").write_text("".join(json.dumps(article) + "\n" for article in ARTICLES))
    record.read("a.jsonl")
    return record


def words(statements):
    return [statement.words.strip("“”") for statement in statements]


BLACK = "NATO confounded black with white"
SUFFERS = "that Asia suffers"
MATTERS = "that the Asia-Pacific matters to NATO"
WHITE = "white is not black"
CAFE = "Zürich’s café is open"


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ({}, [WHITE, MATTERS, BLACK, SUFFERS, CAFE]),
        ({"speaker": "zhao"}, [BLACK, CAFE]),
        ({"speaker": "SHE"}, [SUFFERS]),
        ({"speaker": "OLTEN"}, [MATTERS]),
        ({"kind": "indirect"}, [MATTERS, SUFFERS]),
        ({"act": "thought"}, [MATTERS]),
        ({"search": '"asia pacific"'}, [MATTERS]),
        ({"search": "Asia"}, [MATTERS, SUFFERS]),
        ({"search": '"black with white"'}, [BLACK]),
        ({"search": "black white"}, [WHITE, BLACK]),
        ({"search": '"black with" nato'}, [BLACK]),
        ({"search": "“black with white”"}, [BLACK]),
        ({"search": "zurich CAFE"}, [CAFE]),
        ({"search": "black OR cafe"}, []),
        ({"search": "blac*"}, []),
        ({"search": 'words : black NOT (NEAR"'}, []),
        ({"since": "2022-04-01"}, [MATTERS, BLACK, SUFFERS]),
        ({"since": "2022-04-02"}, [BLACK, SUFFERS]),
        ({"since": "2022"}, [WHITE, MATTERS, BLACK, SUFFERS]),
        ({"until": "2022"}, [WHITE, MATTERS, BLACK, SUFFERS]),
        ({"until": "2022-06-30"}, [MATTERS, BLACK, SUFFERS]),
        ({"until": "2022-06-29"}, [MATTERS]),
        ({"until": "2022-04"}, [MATTERS]),
        ({"speaker": "Zhao", "since": "2022-06", "until": "2022-06", "search": "nato"}, [BLACK]),
    ],
)
def test_statements(full, how, found):
    assert words(full.statements(**how)) == found


def test_statements_of_one_document(full):
    document = full.document(full.documents(search="café")[0].id[4:12])
    assert words(full.statements(document=document)) == [CAFE]
    assert words(full.statements(document=document.id)) == [CAFE]
    assert full.analysis(document).statements == tuple(full.statements(document=document))
    assert [found.text for found in full.mentions(document)] == ["Zhao"]


def test_documents(full):
    assert [document.source_id for document in full.documents()] == ["year", "early", "late", "never"]
    assert [document.source_id for document in full.documents()[1:3]] == ["early", "late"]
    assert full.documents()[-1].source_id == "never"
    assert [document.source_id for document in full.documents("asia")] == ["early", "late"]
    assert [heading.statements for heading in full.headings()] == [1, 1, 2, 1]


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"search": "!?"}, "V303"),
        ({"search": ""}, "V303"),
        ({"search": '""'}, "V303"),
        ({"since": "June"}, "V304"),
        ({"until": "2022-02-30"}, "V304"),
        ({"document": "doc-ffffffffffffffff"}, "V204"),
        ({"document": "%"}, "V204"),
        ({"document": ""}, "V204"),
    ],
)
def test_refused_queries(full, how, code):
    with pytest.raises(VerbaleError) as caught:
        full.statements(**how)
    assert caught.value.code == code


def test_several_documents_match(here, record):
    (here / "a.jsonl").write_text("".join(json.dumps({"text": f"text {number}"}) + "\n" for number in range(17)))
    record.read("a.jsonl")
    first = [document.id[4] for document in record.documents()]
    twice = next(digit for digit in first if first.count(digit) > 1)
    with pytest.raises(VerbaleError) as caught:
        record.document(twice)
    assert caught.value.code == "V205"


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters() | st.sampled_from('"“”*()-:^+ \x00ab')))
def test_no_search_is_ever_syntax(search_index, text):
    for make in (all_of, phrase):
        try:
            query = make(text)
        except VerbaleError:
            continue
        search_index.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (query,)).fetchall()


@pytest.fixture(scope="module")
def search_index():
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2')")
    connection.execute("INSERT INTO texts VALUES ('a b')")
    yield connection
    connection.close()


def test_a_speaker_is_found_by_id_name_and_words(record):
    document = Document("She said “no”.")
    made = statement(document, (0, 3), (4, 8), (9, 13), speaker="Ada Brunn", speaker_id="verbale:p", basis="she: …")

    def is_wanted(wanted):
        return Conditions(record._connection, StatementFilter(speaker=wanted), Rules()).are_met(made)

    assert all(is_wanted(wanted) for wanted in ("verbale:p", "VERBALE:P", "brunn", "she"))
    assert not any(is_wanted(wanted) for wanted in ("verbale", "verbale:pp", "lee"))
