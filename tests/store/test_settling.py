"""What is written of copies and statements: from what is in the record, in whatever way it came; and no more of it than
there are articles."""

import random
from dataclasses import replace
from datetime import date

import pytest

from tests.compare.articles import OTHER_SENTENCES, SENTENCES
from verbale.compare import independent_sources
from verbale.models import Document, Published, Span, Statement
from verbale.store import Record
from verbale.store.comparing import is_compared
from verbale.store.utterances import utterances_of
from verbale.store.writing import remove_document, transaction, write_document

DAY = Published(date(2024, 3, 5), "day", "given")
QUOTES = (
    "We have asked for talks four times, and four times we were refused without a word",
    "The strait belongs to nobody, and our ships will use it in all weathers",
    "Nobody in the harbour was told why the cranes had stopped",
    "Whoever closes a port for a week should pay the fishermen for a month",
)
SPEAKERS = ("Lomund", "Kelb", "Varsk", "Ilvane")
WORDS = "ladder orchard pebble lantern saddle thicket ribbon mortar".split()


def report(number, rng, *, sentences=SENTENCES, quotes=QUOTES, found=0.9, extra=0.1):
    """Return an article with quotes, a little different from others, and what a finder makes of it."""
    text = ""
    places = []
    for at, sentence in enumerate(sentences):
        words = [rng.choice(WORDS) if word.islower() and rng.random() < 0.04 else word for word in sentence.split()]
        if rng.random() < extra:  # takes a plain sentence for something said
            places.append((None, len(text), len(text) + len(" ".join(words))))
        text += " ".join(words) + " "
        if at < len(quotes):
            start = len(text)
            quote = " ".join(rng.choice(WORDS) if rng.random() < 0.06 else word for word in quotes[at].split())
            text += f"“{quote}”, {SPEAKERS[at]} said. "
            if rng.random() < found:
                places.append((SPEAKERS[at], start + 3 * rng.randrange(2), start + len(quote) + 2))
    document = Document(text.strip(), outlet=f"Outlet {number}", published=DAY)
    statements = [
        Statement(
            document.id, None, None, (Span.of(document.text, start, min(end, len(document.text))),), "direct",
            "speech", speaker, None, 1.0, "hand",
        )
        for speaker, start, end in places
    ]  # fmt: skip
    return document, tuple(statements)


def some(count, seed=1, **ways):
    rng = random.Random(seed)
    return [report(number, rng, **ways) for number in range(count)]


def write(record, found):
    for document, statements in found:
        with transaction(record._connection):
            write_document(record._connection, document, (), statements)


def filled(path, found, step=None):
    record = Record.open(path)
    for at in range(0, len(found), step or len(found)):
        write(record, found[at : at + (step or len(found))])
        record.compare()
    return record


def tables(record):
    """Return all that comparing writes but the numbers of rows."""
    queries = {
        "copies": 'SELECT * FROM copies ORDER BY document, "of"',
        "links": "SELECT * FROM saying_links ORDER BY statement, other",
        "sayings": "SELECT * FROM sayings ORDER BY statement",
        "signed": "SELECT name, keys FROM saying_signatures ORDER BY name",
        "indexed": "SELECT name, keys, sketch FROM document_signatures ORDER BY name",
        "keys": "SELECT key, rank FROM saying_keys ORDER BY key, rank",
    }
    return {name: record._connection.execute(query).fetchall() for name, query in queries.items()}


def rows(record, table):
    return record._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.fixture
def articles():
    """Thirty near copies, and others on the same matter that are none."""
    others = [report(100 + n, random.Random(n), sentences=OTHER_SENTENCES, quotes=QUOTES[n % 3 :]) for n in range(4)]
    return [*some(30), *others]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_written_does_not_depend_on_the_order(tmp_path, articles, seed):
    shuffled = random.Random(seed).sample(articles, len(articles))
    with filled(tmp_path / "one.db", articles) as one, filled(tmp_path / "other.db", shuffled, step=seed) as other:
        assert tables(one) == tables(other)
        assert one.utterances() == other.utterances()
        assert list(one.dump()) == list(other.dump())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_gone_or_analysed_anew_leaves_no_trace(tmp_path, articles, seed):
    rng = random.Random(seed)
    gone, anew = rng.sample(range(len(articles)), 6), set(rng.sample(range(len(articles)), 6))
    left = [
        (document, statements[1:] if number in anew else statements)
        for number, (document, statements) in enumerate(articles)
        if number not in gone
    ]
    with filled(tmp_path / "one.db", articles) as one, filled(tmp_path / "other.db", left) as other:
        for number in gone:
            (key,) = one._connection.execute(
                "SELECT key FROM documents WHERE id = ?", (articles[number][0].id,)
            ).fetchone()
            with transaction(one._connection):
                remove_document(one._connection, key)
        write(one, [left[at] for at in range(len(left)) if left[at] not in articles])
        assert not is_compared(one._connection)
        one.compare()
        assert is_compared(one._connection)
        assert tables(one) == tables(other)


def test_a_document_with_other_parts_is_compared_anew(tmp_path, articles):
    document, statements = articles[0]
    shorter = replace(document, segments=(), agency="NORPRESS")
    with filled(tmp_path / "one.db", articles) as one:
        write(one, [(shorter, statements)])
        one.compare()
        with filled(tmp_path / "other.db", [(shorter, statements), *articles[1:]]) as other:
            assert tables(one) == tables(other)


def test_a_killed_run_is_taken_up_again(tmp_path, articles):
    with filled(tmp_path / "one.db", articles[:20]) as one, filled(tmp_path / "other.db", articles) as other:
        write(one, articles[20:])

        def killed(done, total):
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            one.compare(killed)
        assert not is_compared(one._connection) or tables(one) == tables(other)
        one.compare()
        assert tables(one) == tables(other)


def test_forty_copies_change_no_count_by_more_than_one(tmp_path):
    home = [report(100 + n, random.Random(n), sentences=OTHER_SENTENCES[n:], quotes=QUOTES[n:]) for n in range(3)]
    first, *copies = some(41, extra=0.05)
    assert len({len(statements) for _, statements in copies}) > 1
    with (
        filled(tmp_path / "few.db", [*home, first]) as few,
        filled(tmp_path / "many.db", [*home, first, *copies]) as many,
    ):
        assert abs(len(many.utterances()) - len(few.utterances())) <= 1
        sources = [
            len(independent_sources([one.id for one in record.documents()], record.copies())) for record in (few, many)
        ]
        assert abs(sources[1] - sources[0]) <= 1


def test_rows_grow_with_the_number_of_copies(tmp_path):
    counts = {}
    for size in (30, 60):
        with filled(tmp_path / f"{size}.db", some(size, extra=0.01)) as record:
            counts[size] = {t: rows(record, t) for t in ("copies", "saying_links", "sayings", "saying_signatures")}
    more = {table: counts[60][table] - counts[30][table] for table in counts[60]}
    assert 0 < counts[60]["copies"] <= 2.6 * counts[30]["copies"]  # every pair would be four times as many
    assert more["saying_links"] <= 2.5 * more["sayings"]
    assert more["saying_signatures"] <= 0.2 * more["sayings"]


def test_statements_of_copies_stand_with_those_of_the_rejected(tmp_path):
    copies = some(6, found=1.0, extra=0.0)
    with filled(tmp_path / "six.db", copies) as record:
        groups = [u for u in record.utterances() if len(u.statements) == 6]
        assert len(groups) == len(QUOTES)
        signed = {name for (name,) in record._connection.execute("SELECT name FROM saying_signatures")}
        (lead,) = [one for one in groups[0].statements if one.id in signed]
        record.correct("reject", lead)
        (left,) = utterances_of(record._connection, [groups[0].statements[0].id, groups[0].statements[1].id],
                                record._rules())  # fmt: skip
        assert {one.id for one in left.statements} == {one.id for one in groups[0].statements} - {lead.id}
