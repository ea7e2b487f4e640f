import json

import pytest

from tests.compare.articles import OTHER_SENTENCES, SENTENCES, SPUN, TITLE
from verbale.errors import VerbaleError
from verbale.store import Record
from verbale.store.writing import transaction, write_document

SAID = "“We have asked for talks four times, and four times we were refused without a word”"
SPUN_WORDS = "“We have requested for talks four occasions, and four occasions we had been refused without a phrase”"
TURNED = "“We have asked for talks nine times, and nine times we were not refused without a word”"
ARTICLES = [
    {"id": "a", "text": f"Lomund said {SAID}. All went home.", "published": "2024-03-05", "outlet": "Norland Post"},
    {"id": "b", "text": f"A report. Lomund said {SPUN_WORDS}.", "published": "2024-03-06", "outlet": "Tarn Today"},
    {"id": "c", "text": f"Lomund warned {TURNED} at noon.", "published": "2024-03-06", "outlet": "Orsk Mirror"},
    {"id": "d", "text": "Kelb said “The strait belongs to nobody, and we will use it as we like”.",
     "published": "2024-03-05"},
    {"id": "e", "text": TITLE + "\n\n" + " ".join(SENTENCES), "published": "2024-03-05"},
    {"id": "f", "text": TITLE + "\n\n" + " ".join(SPUN), "published": "2024-03-07"},
    {"id": "g", "text": TITLE + "\n\n" + " ".join(OTHER_SENTENCES), "published": "2024-03-07"},
]  # fmt: skip


def write(path, articles):
    path.write_text("".join(json.dumps(article) + "\n" for article in articles))
    return path


def filled(here, name, articles, *, step=None):
    """Return a record of some articles, read in their order; with `step`, compared after each so many."""
    record = Record.open(name)
    step = step or len(articles)
    for at in range(0, len(articles), step):
        record.read(write(here / "some.jsonl", articles[at : at + step]))
        record.compare()
    return record


@pytest.fixture
def full(here):
    with filled(here, "full.db", ARTICLES) as record:
        yield record


def by_id(record, id_):
    return next(document for document in record.documents() if document.source_id == id_)


def test_a_saying_in_three_wordings(full):
    (utterance,) = full.utterances(shared=True)
    assert [full.document(id_).source_id for id_ in utterance.documents] in (["a", "b", "c"], ["a", "c", "b"])
    assert utterance.best.text == SAID
    assert utterance.speaker == "Lomund"
    assert utterance.sources == 3
    assert utterance.first_seen.date.isoformat() == "2024-03-05"
    kinds = {wording.documents[0]: {one.kind for one in wording.alterations} for wording in utterance.wordings[1:]}
    assert kinds[by_id(full, "b").id] >= {"word_swapped", "quoted_paraphrase"}
    assert kinds[by_id(full, "c").id] == {"number_changed", "negation_changed"}


def test_each_statement_is_in_one_saying(full):
    statements = [one.id for utterance in full.utterances() for one in utterance.statements]
    assert sorted(statements) == sorted(one.id for one in full.statements() if one.modality == "asserted")


def test_spans_are_the_words_of_their_documents(full):
    texts = {document.id: document.text for document in full.documents()}
    for utterance in full.utterances():
        for wording in utterance.wordings:
            best, here = (texts[one.documents[0]] for one in (utterance.best, wording))
            for one in (*wording.differences, *wording.alterations):
                assert one.best is None or best[one.best.start : one.best.end] == one.best.text
                assert one.here is None or here[one.here.start : one.here.end] == one.here.text


def test_copies(full):
    (copy,) = full.copies()
    assert (copy.document, copy.of, copy.kind) == (by_id(full, "f").id, by_id(full, "e").id, "spun")
    assert copy.basis == "date"
    assert full.copies(by_id(full, "e").id[:12]) == (copy,)
    assert full.copies(by_id(full, "g")) == ()
    with pytest.raises(VerbaleError, match="V204"):
        full.copies("doc-ffffffffffffffff")


@pytest.mark.parametrize(
    "words",
    [
        "asked for talks four times",
        "askd for tallks four times",
        "four times refused without a single word",
        "four occasions we had been refused",
    ],
)
def test_trace_finds_words_damaged_words_and_paraphrases(full, words):
    found = full.trace(words)
    assert found[0].best.text == SAID
    assert found[0].score is not None
    assert found[0].score > 0.6


def test_trace_by_statement_and_by_text(full):
    statement = full.statements("Kelb")[0]
    (utterance,) = full.trace(statement.id)
    assert utterance.statements == (statement,)
    assert full.trace(statement) == (utterance,)
    both = full.trace(f"First this. {SAID} Then that. “The strait belongs to nobody” and more of the same. End.")
    assert {one.speaker for one in both} >= {"Lomund", "Kelb"}
    with pytest.raises(VerbaleError, match="V405"):
        full.trace("say-0000000000000000")


def test_trace_of_what_nobody_said(full):
    assert full.trace("bananas ripen in winter") == ()
    assert full.trace('"*') == ()
    assert full.trace("") == ()


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5, 6), (6, 5, 4, 3, 2, 1, 0), (2, 4, 6, 0, 5, 1, 3)])
@pytest.mark.parametrize("step", [1, 3])
def test_the_order_of_reading_changes_nothing(here, full, order, step):
    with filled(here, "other.db", [ARTICLES[i] for i in order], step=step) as other:
        assert other.copies() == full.copies()
        assert other.utterances() == full.utterances()
        assert list(other.dump()) == list(full.dump())


def test_only_what_is_new_is_compared(here, full):
    assert full.compare() == 0
    full.read(write(here / "more.jsonl", [{"text": f"Lomund said {SAID}. So she did.", "published": "2024-03-05"}]))
    assert full.compare() == 1
    (utterance,) = full.utterances(shared=True)
    assert len(utterance.statements) == 4


def test_a_document_written_anew_is_compared_anew(full):
    document = by_id(full, "b")
    with transaction(full._connection):
        write_document(full._connection, document, (), ())
    (utterance,) = full.utterances(shared=True)
    assert document.id not in utterance.documents
    tables = full._connection
    assert tables.execute("SELECT count(*) FROM sayings WHERE document = ?", (document.id,)).fetchone() == (0,)


def test_a_document_that_is_gone_is_forgotten(full):
    gone = by_id(full, "e").id
    full._connection.execute("DELETE FROM documents WHERE id = ?", (gone,))
    assert full.copies() == ()


def test_a_record_opened_for_reading_is_compared(here):
    with Record.open("full.db") as record:
        record.read(write(here / "some.jsonl", ARTICLES))
    with Record.open("full.db", read_only=True) as record:
        assert len(record.copies()) == 1
        assert len(record.trace("asked for talks four times")) == 1


def test_corrections_hold_in_sayings(full):
    document = by_id(full, "b")
    (statement,) = [one for one in full.statements() if one.document == document.id]
    full.correct("reject", statement)
    (utterance,) = full.utterances(shared=True)
    assert document.id not in utterance.documents
    (found,) = full.utterances(shared=True, as_found=True)
    assert document.id in found.documents


def test_primary_sources(here):
    articles = [dict(ARTICLES[0]), dict(ARTICLES[1], url="https://www.mfa.gov.cn/x")]
    with filled(here, "p.db", articles) as record:
        (utterance,) = record.utterances(shared=True)
        assert utterance.best.text == SPUN_WORDS
        assert utterance.best.is_primary
        assert "primary source" in utterance.reasons[0]
        record.declare_primary(by_id(record, "b"), False)
        assert record.utterances(shared=True)[0].best.text == SAID
        record.declare_primary(by_id(record, "b"), None)
        assert record.utterances(shared=True)[0].best.text == SPUN_WORDS


def test_a_thousand_copies_add_no_source(here):
    body = " ".join(SENTENCES)
    copies = [
        {"text": f"{TITLE}\n\n{body} Copy number {n}. Lomund said {SAID}.", "published": "2024-03-05"}
        for n in range(40)
    ]
    with filled(here, "many.db", [*copies, ARTICLES[0]]) as record:
        utterance = max(record.utterances(shared=True), key=lambda one: len(one.statements))
        assert len(utterance.documents) == 41
        assert utterance.sources == 2


def test_the_order_of_many_copies_changes_nothing(here):
    """More documents share their keys than stand for one."""
    words = SAID.strip("“”").split()
    many = [
        {
            "text": " ".join(SENTENCES[: 4 + n % 7]) + f" Lomund said “{' '.join(words[: 9 + n % 6])}” at {n} o'clock.",
            "published": f"2024-03-{5 + n % 3:02}",
        }
        for n in range(24)
    ]
    with filled(here, "one.db", many) as one, filled(here, "other.db", many[::-1], step=5) as other:
        assert one.copies() == other.copies()
        assert one.utterances() == other.utterances()
        for table in ("copies", "saying_links"):
            counts = [r._connection.execute(f"SELECT count(*) FROM {table}").fetchone() for r in (one, other)]
            assert counts[0] == counts[1] > (0,)
