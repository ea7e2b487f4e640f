import contextlib
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store import world
from tests.store.test_conditions import CORRECTIONS
from tests.store.world import (
    CLAIMED,
    DENIED,
    FIRST,
    LEE,
    NORLAND,
    OTHER_LEE,
    PRESS,
    REPORTED,
    SECOND,
    STATEMENTS,
    SUDMARK,
    THANKED,
    TOLD,
)  # fmt: skip
from verbale.errors import VerbaleError
from verbale.models import Correction, Mention
from verbale.resolve import linking
from verbale.store import Record, correcting
from verbale.store.corrections import append
from verbale.store.writing import remove_document, transaction, write_document


@pytest.fixture
def full(record):
    world.fill(record)
    return record


def named(record, document=FIRST, **how):
    return {(one.text, one.actor) for one in record.mentions(document, **how)}


def said(record, made):
    """Return a statement of the world as the record tells it now; None if it does not."""
    return next((one for one in record.analysis(made.document).statements if one.id == made.id), None)


def code_of(record, *how, **more):
    with pytest.raises(VerbaleError) as caught:
        record.correct(*how, **more)
    return caught.value.code


def test_merge(full):
    full.correct("merge", LEE.id, "Bo Lee")
    assert named(full) == {
        (text, OTHER_LEE.id if text == "Lee" else actor) for text, actor in named(full, as_found=True)
    }
    (lee, *_) = full.mentions(FIRST)
    assert [(one.actor.id, one.score) for one in lee.candidates] == [(OTHER_LEE.id, 0.95)]
    told = said(full, TOLD)
    assert (told.speaker, told.speaker_id, told.on_behalf_of, told.basis) == ("Bo Lee", OTHER_LEE.id, SUDMARK.id, None)
    assert [one.id for one in full.statements(LEE.id)] == [one.id for one in full.statements("Bo Lee")]
    assert "Ana Lee" not in {one.name for one in full.actors()}


def test_merge_of_a_speaker_with_whom_it_speaks_for(full):
    full.correct("merge", SUDMARK.id, LEE.id)
    told = said(full, TOLD)
    assert (told.speaker_id, told.on_behalf_of) == (LEE.id, None)
    assert [(one.name, one.actor, one.stance) for one in told.about] == [
        ("Ana Lee", LEE.id, 0.5), ("Norland", NORLAND.id, -0.5),
    ]  # fmt: skip


def test_merge_of_two_whom_a_statement_is_about(full):
    full.correct("merge", SUDMARK.id, NORLAND.id)
    (one,) = said(full, TOLD).about
    assert (one.name, one.actor, one.stance) == ("Norland", NORLAND.id, 0.0)
    assert [span.text for span in (*one.spans, *one.words)] == ["Sudmark", "Norland", "right", "wrong"]
    assert [made.id for made in full.statements(about="Norland", stance="neutral")] == [TOLD.id]
    assert len(full.statements(on_behalf_of="Norland")) == 3


def test_merges_lead_through_each_other_and_never_in_a_circle(full):
    full.correct("merge", LEE.id, OTHER_LEE.id)
    full.correct("merge", OTHER_LEE.id, PRESS.id)
    assert said(full, TOLD).speaker_id == PRESS.id
    assert code_of(full, "merge", PRESS.id, PRESS.id) == "V402"
    # Whoever is asked for is the one that it was merged with.
    assert code_of(full, "merge", PRESS.id, LEE.id) == "V402"
    assert code_of(full, "merge", "Ana Lee", LEE.id) == "V401"


def test_a_log_from_elsewhere_makes_no_circle_either(full):
    append(full._connection, Correction("merge", LEE.id, OTHER_LEE.id, "Bo Lee"))
    with pytest.raises(VerbaleError, match="V402"):
        append(full._connection, Correction("merge", OTHER_LEE.id, LEE.id, "Ana Lee"))


def test_rename(full):
    full.correct("rename", NORLAND.id, name="Kingdom of Norland")
    told = said(full, TOLD)
    assert [one.name for one in (*told.addressees, told.about[1])] == ["Kingdom of Norland"] * 2
    assert told.addressees[0].span.text == "Norland"
    assert list(full.statements(about="kingdom of norland")) == [told, said(full, THANKED)]
    assert full.correct("rename", "Kingdom of Norland", name="Norland").actor == NORLAND.id
    assert said(full, TOLD).about == TOLD.about


def test_split_everywhere_in_a_document_and_in_a_period(full):
    how = ("split", LEE.id, OTHER_LEE.id)
    everywhere = full.correct(*how, name="lee")
    assert {said(full, one).speaker_id for one in (TOLD, DENIED, THANKED)} == {OTHER_LEE.id}
    # It was Ana Lee's office that told for whom she spoke, unless the words for the source name it.
    assert said(full, TOLD).on_behalf_of == SUDMARK.id
    assert said(full, DENIED).on_behalf_of is None
    assert said(full, DENIED).basis == f"corrected ({everywhere.id})"
    full.undo(everywhere)
    full.correct(*how, name="Lee", document=SECOND)
    assert [said(full, one).speaker_id for one in (TOLD, THANKED)] == [LEE.id, OTHER_LEE.id]
    full.undo(full.corrections()[-1].correction)
    full.correct(*how, name="Lee", until="2022")
    assert [said(full, one).speaker_id for one in (TOLD, THANKED)] == [OTHER_LEE.id, LEE.id]
    full.correct("split", SUDMARK.id, NORLAND.id, name="Lee")  # it was never taken for that
    assert said(full, THANKED) == THANKED


def test_one_mention_and_the_pronoun_after_it(full):
    last = full.mentions(FIRST)[-1]
    assert last.text == "Lee"
    full.correct("assign", last, OTHER_LEE.id, document=FIRST)
    # The last one only: nobody says anything by that name.
    assert [said(full, one) for one in (TOLD, DENIED)] == [TOLD, DENIED]
    first = full.mentions(FIRST)[0]
    full.correct("assign", f"{FIRST.id}:{first.start}-{first.end}", "Bo Lee")
    assert said(full, TOLD).speaker == "Bo Lee"
    assert said(full, DENIED).speaker == "Bo Lee"  # "she" goes back to it
    made = full.mentions(FIRST)[0]
    assert (made.actor, made.candidates[0].score, len(made.candidates)) == (OTHER_LEE.id, 1.0, 1)
    assert said(full, THANKED) == THANKED


def test_a_pronoun_goes_back_to_the_last_name(record):
    document = world.Document("Lee rose. Lee spoke. She said no.")
    made = world.statement(document, (21, 24), (25, 29), (30, 32), speaker="Ana Lee", speaker_id=LEE.id)
    with transaction(record._connection):
        write_document(record._connection, document, world.names(document.text, "Lee", *world.LEES), [made])
    record.correct("assign", f"{document.id}:0-3", OTHER_LEE.id)
    assert said(record, made) == made
    record.correct("assign", f"{document.id}:10-13", OTHER_LEE.id)
    assert said(record, made).speaker_id == OTHER_LEE.id


def test_the_more_particular_one_counts(full):
    full.correct("assign", "Lee", SUDMARK.id)
    full.correct("reject", f"{FIRST.id}:0-3", SUDMARK.id)
    full.correct("assign", "Lee", NORLAND.id, document=SECOND)
    assert [one.actor for one in full.mentions(FIRST) if one.text == "Lee"] == [LEE.id, SUDMARK.id]
    assert full.mentions(SECOND)[0].actor == NORLAND.id


def test_rejected_names_go_to_the_next_candidate_if_it_is_likely(full):
    full.correct("reject", "Lee", LEE.id)
    (lee, *_) = full.mentions(FIRST)
    assert (lee.actor, [one.actor.id for one in lee.candidates]) == (OTHER_LEE.id, [OTHER_LEE.id])
    full.correct("reject", "Lee", OTHER_LEE.id)
    assert full.mentions(FIRST)[0].actor is None
    told = said(full, TOLD)
    assert (told.speaker, told.speaker_id, told.on_behalf_of) == ("Lee", None, SUDMARK.id)
    # Who is somebody at one place is, after all, at that place.
    full.correct("assign", full.mentions(FIRST)[0], LEE.id, document=FIRST)
    assert said(full, TOLD).speaker_id == LEE.id
    assert said(full, THANKED).speaker_id is None


def test_the_figures_are_those_of_linking():
    assert (correcting.ENOUGH, correcting.MARGIN) == (linking.ENOUGH, linking.MARGIN)


def test_rejected_names_that_are_nobody(full):
    full.correct("reject", "Norland Press")
    assert ("Norland Press", None) in named(full)
    assert (said(full, REPORTED).speaker, said(full, REPORTED).speaker_id) == ("Norland Press", None)
    assert said(full, DENIED).via == ("Norland Press", "Evening Star")


def test_statements_that_are_none(full):
    assert full.effect(full.correct("reject", DENIED)).statements == 1
    assert said(full, DENIED) is None
    assert list(full.statements(cue_class="deny")) == []
    assert list(full.statements(cue_class="deny", as_found=True)) == [DENIED]


@pytest.mark.parametrize(
    ("role", "changes"),
    [
        ("speaker", {"speaker": "Lee", "speaker_id": None}),
        ("on_behalf_of", {}),
        (None, {"speaker": "Lee", "speaker_id": None}),
    ],
)
def test_who_does_not_speak(full, role, changes):
    made = full.correct("reject", TOLD.id[:9], LEE.id, role=role)
    if changes:
        changes["basis"] = f"corrected ({made.id})"
    assert said(full, TOLD) == replace(TOLD, **changes)


@pytest.mark.parametrize("role", ["on_behalf_of", "addressee", "about", "via", "speaker"])
def test_whoever_has_a_role_is_not_it(full, role):
    full.correct("reject", DENIED, role=role)
    full.correct("reject", TOLD, role=role)
    told, denied = said(full, TOLD), said(full, DENIED)
    assert (told.on_behalf_of is None) == (role == "on_behalf_of")
    assert [one.name for one in told.addressees] == ["Norland"]
    assert (told.addressees[0].actor is None) == (role == "addressee")
    assert (told.about == ()) == (role == "about")
    assert (denied.via == ()) == (role == "via")
    assert (denied.speaker is None) == (denied.speaker_id is None) == (role == "speaker")


def test_who_speaks(full):
    made = full.correct("assign", f"{SECOND.id}:{CLAIMED.start}-{CLAIMED.end}", "Norland")
    assert made.statement == CLAIMED.id
    claimed = said(full, CLAIMED)
    assert (claimed.speaker, claimed.speaker_id, claimed.basis) == ("Norland", NORLAND.id, f"corrected ({made.id})")
    full.correct("assign", CLAIMED, SUDMARK.id, role="on_behalf_of")
    assert said(full, CLAIMED).on_behalf_of == SUDMARK.id
    assert list(full.statements(on_behalf_of="Sudmark", anonymous=True)) == [said(full, CLAIMED)]


@pytest.mark.parametrize(
    ("field", "value", "now"),
    [
        ("cue_class", "warn", "warn"), ("modality", "future", "future"), ("commitment", "revealed", "revealed"),
        ("act", "will", "will"), ("anonymous", True, True), ("collective", "yes", True),
    ],
)  # fmt: skip
def test_recode(full, field, value, now):
    full.correct("recode", DENIED, field=field, value=value)
    assert said(full, DENIED) == replace(DENIED, **{field: now})


def test_recode_a_stance(full):
    full.correct("recode", TOLD, NORLAND.id, field="stance", value=-1)
    assert [one.stance for one in said(full, TOLD).about] == [0.5, -1.0]


def test_the_later_one_holds_and_the_other_is_told_of(full):
    first = full.correct("assign", TOLD, OTHER_LEE.id)
    second = full.correct("assign", TOLD, NORLAND.id, author="me", made_on="today", note="why not")
    assert said(full, TOLD).speaker_id == NORLAND.id
    third = full.correct("reject", TOLD, NORLAND.id)
    assert said(full, TOLD).speaker_id == LEE.id
    logged = [(one.correction, one.state) for one in full.corrections()]
    assert logged == [(first, "replaced"), (second, "undone"), (third, "standing")]
    assert logged[1][0].note == "why not"
    full.undo(third.id[4:9])
    assert said(full, TOLD) == TOLD
    for id_ in (third.id, "fix-", "%", first.id):
        with pytest.raises(VerbaleError, match="V403"):
            full.undo(id_)
    again = full.correct("assign", TOLD, OTHER_LEE.id)
    assert (again.id, said(full, TOLD).speaker_id) == (first.id, OTHER_LEE.id)


@pytest.mark.parametrize(
    ("how", "more", "code"),
    [
        (("merge", "Nobody Known", NORLAND.id), {}, "V401"),
        (("merge", NORLAND.id), {}, "V402"),
        (("rename", NORLAND.id), {"name": " - "}, "V402"),
        (("split", LEE.id, "Ana Lee"), {"name": "Lee"}, "V402"),
        (("assign", f"{FIRST.id}:0-2", LEE.id), {}, "V404"),
        (("assign", "say-ffffffff", LEE.id), {}, "V405"),
        (("assign", "say-", LEE.id), {}, None),
        (("assign", "doc-ffffffff:0-3", LEE.id), {}, "V204"),
        (("assign", "Lee", LEE.id), {"role": "speaker"}, "V402"),
        (("assign", TOLD, LEE.id), {"role": "via"}, "V402"),
        (("assign", Mention(0, 3, "Lee", "PER"), LEE.id), {}, "V402"),
        (("assign", "Lee", LEE.id), {"since": "soon"}, "V304"),
        (("recode", TOLD), {"field": "modality", "value": "loud"}, "V402"),
        (("recode", TOLD), {"field": "cue_class", "value": "loud"}, "V402"),
        (("recode", TOLD), {"field": "stance", "value": 1}, "V402"),
        (("recode", TOLD, LEE.id), {"field": "stance", "value": 2}, "V402"),
        (("recode", TOLD, LEE.id), {"field": "stance", "value": "nan"}, "V402"),
        (("recode", "Lee"), {"field": "act", "value": "will"}, "V402"),
        (("recode", TOLD), {}, "V402"),
    ],
    ids=str,
)
def test_what_cannot_be_corrected(full, how, more, code):
    if code is None:
        full.correct(*how, **more)
        assert full.corrections()[0].problem == "the name is in no document"
    else:
        assert code_of(full, *how, **more) == code
        assert full.corrections() == ()


def test_corrections_hold_when_the_articles_are_read_again(full):
    full.correct("assign", full.mentions(FIRST)[0], OTHER_LEE.id, document=FIRST)
    full.correct("reject", DENIED, LEE.id)
    (key,) = full._connection.execute("SELECT key FROM documents WHERE id = ?", (FIRST.id,)).fetchone()
    with transaction(full._connection):
        remove_document(full._connection, key)
    problems = [one.problem for one in full.corrections()]
    assert problems == ["its document is not in the record"] * 2
    # A newer model finds more content for the same cue, so that the statement has another id, and not that name.
    longer = replace(DENIED, content=(world.span(FIRST.text, "that talks had failed, Norland Press reported"),))
    with transaction(full._connection):
        write_document(full._connection, FIRST, [], [longer])
    assert [one.problem for one in full.corrections()] == ["no name is found there any more", None]
    assert said(full, longer).speaker is None
    with transaction(full._connection):
        write_document(full._connection, FIRST, world._mentions(FIRST.text), [TOLD])
    assert [one.problem for one in full.corrections()] == [None, "its statement is no longer found"]
    assert said(full, TOLD).speaker_id == OTHER_LEE.id


def test_what_was_found_is_never_changed(full):
    before = [line for line in full.dump() if '"record":"correction"' not in line]
    full.correct("merge", LEE.id, OTHER_LEE.id, author="me")
    full.correct("reject", DENIED)
    lines = list(full.dump())
    assert lines[: len(before)] == before
    added = [json.loads(line) for line in lines[len(before) :]]
    assert {(one["record"], one["kind"]) for one in added} == {("correction", "reject"), ("correction", "merge")}
    assert not any("author" in one for one in added)
    assert full.analysis(FIRST, as_found=True).statements == (TOLD, REPORTED, DENIED)
    assert set(full.statements(as_found=True)) == set(STATEMENTS)


@settings(max_examples=60, deadline=None)
@given(st.lists(CORRECTIONS, max_size=4), st.randoms())
def test_the_same_corrections_in_any_order_are_the_same_record(folder, made, shuffle):
    with fresh(folder / "a.db") as record:
        correct(record, made)
        # Of what contradicts itself the last one holds: those that are left may come in any order.
        standing = [one.correction for one in record.corrections() if one.state == "standing"]
        expected = everything(record)
    shuffle.shuffle(standing)
    with fresh(folder / "b.db") as record:
        for one in standing:
            append(record._connection, one, world.ACTORS)
        assert everything(record) == expected


def fresh(path):
    path.unlink(missing_ok=True)
    record = Record.open(path)
    world.fill(record)
    return record


def correct(record, made):
    """Make corrections, but for those that cannot be."""
    for kind, what, actor, more in made:
        with contextlib.suppress(VerbaleError):
            record.correct(kind, what, actor, **more)


def everything(record):
    return list(record.dump()), record.actors(), tuple(record.statements())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("records")


@settings(max_examples=60, deadline=None)
@given(st.lists(CORRECTIONS, max_size=4))
def test_undoing_everything_gives_what_was_found(folder, made):
    with fresh(folder / "c.db") as record:
        before = everything(record)
        correct(record, made)
        for document in (FIRST, SECOND):
            for mention in record.mentions(document):
                assert document.text[mention.start : mention.end] == mention.text
        for one in record.corrections():
            if one.state == "standing":
                record.undo(one.correction)
        assert everything(record) == before


def test_the_id_is_the_content():
    one = Correction("rename", "Q1", name="A")
    assert one.id == replace(one, author="me", made_on="now", note="so").id
    assert one.id != replace(one, name="B").id
    assert one.subject == replace(one, name="B").subject
    assert replace(one, words="A  b").subject == replace(one, words="a B").subject
