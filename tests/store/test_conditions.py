import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store import world
from tests.store.world import CLAIMED, DENIED, LEE, NORLAND, REPORTED, STATEMENTS, SUDMARK, THANKED, TOLD
from verbale.errors import VerbaleError
from verbale.store import Record
from verbale.store.analyses import find_statements, load_analysis
from verbale.store.conditions import Conditions, StatementFilter
from verbale.store.corrections import load_rules, touched_documents


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    with Record.open(tmp_path_factory.mktemp("records") / "world.db") as record:
        world.fill(record)
        yield record


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ({"speaker": "ana lee"}, {TOLD, DENIED, THANKED}),
        ({"speaker": "officials"}, {CLAIMED}),
        ({"on_behalf_of": "Sudmark"}, {TOLD, DENIED, THANKED}),
        ({"on_behalf_of": SUDMARK.id}, {TOLD, DENIED, THANKED}),
        ({"on_behalf_of": "Norland"}, set()),
        ({"about": "Norland"}, {TOLD, THANKED}),
        ({"about": "norl"}, {TOLD, THANKED}),
        ({"about": "Norland", "stance": "negative"}, {TOLD}),
        ({"about": "Norland", "stance": "positive"}, {THANKED}),
        ({"stance": "positive"}, {TOLD, THANKED}),
        ({"stance": "neutral"}, set()),
        ({"addressee": "Norland"}, {TOLD}),
        ({"via": "Norland Press"}, {DENIED}),
        ({"via": "evening"}, {DENIED}),
        ({"act": "thought"}, {THANKED}),
        ({"cue_class": "deny"}, {DENIED}),
        ({"commitment": "claimed"}, {DENIED}),
        ({"modality": "negated"}, {DENIED}),
        ({"channel": "briefing"}, {TOLD}),
        ({"kind": "mixed"}, {TOLD}),
        ({"anonymous": True}, {CLAIMED}),
        ({"anonymous": False, "kind": "indirect"}, {REPORTED, DENIED, THANKED}),
        ({"collective": True}, {CLAIMED}),
        ({"nested": True}, {DENIED}),
        ({"nested": False, "confidence": 0.8}, {REPORTED}),
        ({"within": REPORTED}, {DENIED}),
        ({"within": REPORTED.id}, {DENIED}),
        ({"confidence": 0.5}, {TOLD, REPORTED, DENIED, THANKED}),
        ({"since": "2023"}, {THANKED, CLAIMED}),
        ({"since": "2022-06", "dated_by": "said"}, {TOLD}),
        ({"until": "2022-06", "dated_by": "said"}, {TOLD, THANKED}),
        ({"until": "2022-06-15", "dated_by": "said"}, {THANKED}),
        ({}, set(STATEMENTS)),
    ],
    ids=lambda value: "found" if isinstance(value, set) else "-".join(value) or "everything",
)
def test_conditions(full, how, found):
    assert set(full.statements(**how)) == found


def test_a_name_of_the_knowledge_base_stands_for_its_actor(here, record):
    """Whoever is called by another name than the plain one is found by it."""
    text = "It hit China."
    document = world.Document(text)
    about = world.About("China", "Q148", (world.span(text, "China"),))
    made = world.statement(document, None, (3, 6), (7, 12), about=(about,))
    with world.transaction(record._connection):
        actor = world.Actor("Q148", "state", "China", "CHN")
        world.write_document(record._connection, document, [], [made], (), [actor])
    for name in ("PRC", "CHN", "People's Republic of China", "chin"):
        assert list(record.statements(about=name)) == [made], name
    assert list(record.statements(about="Taiwan")) == []
    assert record.statements().names == {"Q148": "China"}


NAMES = st.sampled_from([NORLAND.id, LEE.id, "lee", "Norland", "Bo Lee", "Nor", "star", "New Sudmark"])
CONDITIONS = st.one_of(
    st.tuples(st.sampled_from(["speaker", "on_behalf_of", "about", "addressee", "via"]), NAMES),
    st.tuples(st.just("stance"), st.sampled_from(["negative", "positive", "neutral"])),
    st.tuples(st.just("act"), st.sampled_from(["speech", "thought"])),
    st.tuples(st.just("cue_class"), st.sampled_from(["accuse", "deny", "warn"])),
    st.tuples(st.sampled_from(["anonymous", "nested"]), st.booleans()),
)
FILTERS = st.lists(CONDITIONS, max_size=2).map(lambda conditions: StatementFilter(**dict(conditions)))
ACTORS = st.sampled_from([NORLAND.id, SUDMARK.id, LEE.id, world.OTHER_LEE.id, world.PRESS.id])
CORRECTIONS = st.one_of(
    st.tuples(st.just("merge"), ACTORS, ACTORS, st.just({})),
    st.tuples(st.just("rename"), ACTORS, st.none(), st.just({"name": "New Sudmark"})),
    st.tuples(
        st.just("split"), ACTORS, ACTORS,
        st.sampled_from([{"name": "Lee"}, {"name": "Norland", "since": "2023"}]),
    ),
    st.tuples(st.just("assign"), st.sampled_from(["lee", TOLD.id, DENIED.id]), ACTORS, st.just({})),
    st.tuples(st.just("reject"), st.sampled_from(["LEE", "Norland", DENIED.id]), st.none() | ACTORS, st.just({})),
    st.tuples(
        st.just("recode"), st.just(TOLD.id), st.just(NORLAND.id), st.just({"field": "stance", "value": 1})
    ),
    st.tuples(st.just("recode"), st.just(DENIED.id), st.none(), st.just({"field": "cue_class", "value": "warn"})),
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(FILTERS, st.lists(CORRECTIONS, max_size=3))
def test_sql_lets_through_whatever_is_wanted(full, wanted, corrections):
    """The query gives what testing every corrected statement of the record gives."""
    connection = full._connection
    connection.execute("SAVEPOINT before")
    connection.execute("DELETE FROM corrections")
    connection.execute("RELEASE before")
    for kind, what, actor, more in corrections:
        with contextlib.suppress(VerbaleError):  # some cannot be made, such as merges of an actor with itself
            full.correct(kind, what, actor, **more)
    rules = load_rules(connection)
    conditions = Conditions(connection, wanted, rules, touched_documents(connection, rules.standing))
    keys = [key for (key,) in connection.execute("SELECT key FROM documents")]
    every = [one for key in keys for one in load_analysis(connection, key, rules).statements]
    expected = {one for one in every if conditions.are_met(one) and wanted.nested in (None, bool(one.within))}
    assert set(find_statements(connection, conditions, rules)) == expected
