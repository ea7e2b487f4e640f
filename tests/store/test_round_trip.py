"""What is written is what is read back, for any text."""

import datetime
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.handmade import analysis, mention, statement
from verbale.models import (
    About,
    Actor,
    Candidate,
    Channel,
    Clue,
    Dated,
    Document,
    Mention,
    Party,
    Published,
    Segment,
    Span,
    TextDamage,
    Time,
)  # fmt: skip
from verbale.run import pool
from verbale.store import Record
from verbale.store.writing import transaction, write_document

TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), min_size=1, max_size=60
) | st.text(st.sampled_from("aé中𝒳👍🏽\u200d \n"), min_size=1, max_size=60)
WORDS = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
FILLED = st.text("ab é", min_size=1, max_size=4)
DATES = st.builds(Published, st.dates(), st.sampled_from(["day", "month", "year"]), st.just("given")) | st.none()
ACTORS = st.builds(
    Actor,
    st.sampled_from(["Q1", "verbale:x"]),
    st.sampled_from(["state", "person"]),
    st.text("ab é'", min_size=1, max_size=3),
    st.sampled_from([None, "ALB"]),
    st.sampled_from([None, "Q2"]),
    st.sampled_from([None, "1990"]),
    st.sampled_from([None, "2001-02"]),
    st.sampled_from(["", "set"]),
)
CANDIDATES = st.builds(
    Candidate, ACTORS, st.floats(0, 1), st.lists(st.text("ab, \"'é", max_size=4), max_size=2).map(tuple)
)


@st.composite
def analyses(draw):
    text = draw(TEXT)
    offsets = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(
        lambda pair: (pair[0], min(pair[0] + pair[1], len(text)))
    )
    edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2)) | {0, len(text)})
    document = Document(
        text,
        title=draw(WORDS),
        outlet=draw(WORDS),
        url=draw(WORDS),
        language=draw(WORDS),
        published=draw(DATES),
        authors=tuple(draw(st.lists(st.text("ab, \"'é"), max_size=2))),
        source_id=draw(WORDS),
        sha256=draw(st.text("0123456789abcdef", min_size=1, max_size=4)),
        segments=tuple(Segment(a, b, "body") for a, b in pairwise(edges)),
    )
    spans = offsets.map(lambda offset: Span.of(text, *offset))
    several = st.lists(spans, max_size=2).map(tuple)
    stance = st.floats(-1, 1)
    made = st.builds(
        lambda parts, content, **other: statement(document, *parts, *content, **other),
        st.tuples(st.none() | offsets, st.none() | offsets),
        st.lists(offsets, min_size=1, max_size=3),
        kind=st.sampled_from(["direct", "indirect", "mixed"]),
        act=st.sampled_from(["speech", "thought", "will", "decree"]),
        speaker=WORDS,
        speaker_id=WORDS,
        on_behalf_of=WORDS,
        basis=WORDS,
        confidence=st.floats(0, 1),
        via=st.lists(FILLED, max_size=2).map(tuple),
        cue_class=WORDS,
        commitment=st.sampled_from(["said", "claimed", "revealed"]),
        modality=st.sampled_from(["asserted", "negated", "question"]),
        addressees=st.lists(st.builds(Party, spans, FILLED, WORDS), max_size=2).map(tuple),
        about=st.lists(st.builds(About, FILLED, WORDS, several, stance, several), max_size=2).map(tuple),
        channel=st.none() | st.builds(Channel, st.sampled_from(["briefing", "leak"]), spans),
        occasion=st.none() | spans,
        said_on=st.none()
        | st.builds(Dated, st.dates(), st.sampled_from(["day", "month", "year"]), st.text(max_size=3)),
        anonymous=st.booleans(),
        collective=st.booleans(),
    )
    statements = {one.id: one for one in draw(st.lists(made, max_size=4))}
    mentions = [
        replace(mention(document, *span), actor=draw(WORDS), candidates=tuple(draw(st.lists(CANDIDATES, max_size=2))))
        for span in draw(st.lists(offsets, max_size=3))
    ]
    times = [
        Time(one.start, one.end, one.text, draw(st.sampled_from(["DATE", "SET"])), draw(st.text("20-W", max_size=5)))
        for one in draw(st.lists(spans, max_size=2))
    ]
    kinds, expected = st.sampled_from(["phrase", "word"]), st.text("ab é'", max_size=3)
    clues = [Clue(one, draw(kinds), draw(expected)) for one in draw(st.lists(spans, max_size=3))]
    damage = TextDamage(draw(st.sampled_from([0.0, 0.5, 0.914])), tuple(clues))
    return replace(analysis(document, mentions, list(statements.values()), times), damage=damage)


def write(record, *found):
    with transaction(record._connection):
        for one in found:
            write_document(record._connection, one.document, one.mentions, one.statements, one.times, damage=one.damage)


@settings(max_examples=60, deadline=None)
@given(analyses())
def test_round_trip(found):
    with fresh() as record:
        write(record, found)
        stored = record.analysis(found.document.id)
        assert stored.document == found.document
        assert stored.mentions == found.mentions
        assert stored.statements == found.statements
        assert stored.times == found.times
        assert stored.damage == found.damage
        assert set(record.statements()) == set(found.statements)
        assert list(record.documents()) == [found.document]
        for one in stored.statements:
            named = [span for about in one.about for span in (*about.spans, *about.words)]
            others = [*(party.span for party in one.addressees), one.channel and one.channel.span, one.occasion]
            for span in (one.source, one.cue, *one.content, *named, *others):
                assert span is None or span.text == found.document.text[span.start : span.end]


@settings(max_examples=40, deadline=None)
@given(st.lists(analyses(), max_size=3), st.randoms())
def test_dump_is_the_same_in_any_order(found, random):
    with fresh() as first, fresh() as second:
        write(first, *found)
        shuffled = list({one.document.id: one for one in found}.values())
        random.shuffle(shuffled)
        # Writing a document again takes the place of the first time.
        write(second, *shuffled, *shuffled)
        assert list(first.dump()) == list(second.dump())


_count = iter(range(10**9))


@pytest.fixture(autouse=True, scope="module")
def _folder(tmp_path_factory):
    global _base
    _base = tmp_path_factory.mktemp("records")


def fresh():
    return Record.open(_base / f"{next(_count)}.db")


@pytest.mark.parametrize(
    "span",
    [Span(0, 3, "Not"), Span(3, 3, ""), Span(-2, 2, ""), Span(0, 99, "Text.")],
    ids=["words", "empty", "before", "after"],
)
def test_a_span_that_is_not_the_text_is_not_written(span):
    document = Document("Text.", published=Published(datetime.date(2022, 6, 30), "day", "given"))
    with fresh() as record:
        with pytest.raises(ValueError, match="not the document's text"):
            write(record, analysis(document, [Mention(span.start, span.end, span.text, "ORG", "m")]))
        assert list(record.dump()) == []


SHORT = Span(0, 2, "No")


@pytest.mark.parametrize(
    "wrong",
    [
        {"addressees": (Party(SHORT, "No"),)},
        {"about": (About("No", None, (SHORT,)),)},
        {"about": (About("No", None, (), 1.0, (SHORT,)),)},
        {"channel": Channel("leak", SHORT)},
        {"occasion": SHORT},
    ],
    ids=["addressee", "about", "stance", "channel", "occasion"],
)
def test_nor_is_one_of_any_part_of_a_statement(wrong):
    document = Document("Text.")
    with fresh() as record, pytest.raises(ValueError, match="not the document's text"):
        write(record, analysis(document, [], [statement(document, None, None, (0, 2), **wrong)]))


def test_nor_a_time():
    with fresh() as record, pytest.raises(ValueError, match="not the document's text"):
        write(record, analysis(Document("Text."), times=[Time(0, 2, "No", "DATE", "")]))


def test_nothing_of_a_removed_document_is_found_any_more():
    first = Document("China said “no”.", authors=("A",))
    again = Document("China said “no”.", authors=("B",))
    with fresh() as record:
        write(record, analysis(first, [], [statement(first, (0, 5), (6, 10), (11, 15))]))
        write(record, analysis(again))
        assert first.id == again.id
        assert len(record.statements(search="no")) == 0
        assert record.documents(search="china")[0] == again
        record._connection.execute("INSERT INTO statements_fts (statements_fts) VALUES ('integrity-check')")
        # With rank 1 the index is compared with the table.
        record._connection.execute("INSERT INTO documents_fts (documents_fts, rank) VALUES ('integrity-check', 1)")


def test_findings_travel_between_processes():
    import pickle

    document = Document("China said “no”.")
    times, actors = (Time(0, 5, "China", "DATE", ""),), (Actor("Q1", "state", "China"),)
    made = statement(document, (0, 5), (6, 10), (11, 15))
    found = pool.Findings((mention(document, 0, 5),), (made,), times, actors)
    assert pickle.loads(pickle.dumps(found)) == found
