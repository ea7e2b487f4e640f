import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store import world
from tests.store.test_conditions import CORRECTIONS
from tests.store.test_corrections import correct, folder, fresh  # noqa: F401
from tests.store.world import FIRST, LEE, NORLAND, OTHER_LEE, PRESS, SECOND, SUDMARK
from verbale.errors import VerbaleError
from verbale.store.actors import parts_of
from verbale.store.forms import written_date


@pytest.fixture
def full(record):
    world.fill(record)
    return record


def test_actors(full):
    found = {one.name: one for one in full.actors()}
    assert list(found) == ["Ana Lee", "Sudmark", "Norland", "Norland Press"]
    norland = found["Norland"]
    assert (norland.id, norland.kind, norland.country) == (NORLAND.id, "state", "NLD")
    assert (norland.mentions, norland.statements, norland.addressed, norland.spoken_of) == (3, 0, 1, 2)
    assert (norland.documents, written_date(norland.first), written_date(norland.last)) == (2, "2022-06-30", "2023")
    assert (found["Sudmark"].spoken_for, found["Norland Press"].carried, found["Ana Lee"].statements) == (3, 1, 3)


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ({"name": "Norland"}, [NORLAND]),
        ({"name": "norl"}, [NORLAND, PRESS]),
        ({"name": PRESS.id}, [PRESS]),
        ({"kind": "state"}, [SUDMARK, NORLAND]),
        ({"country": "nld"}, [NORLAND, PRESS]),
        ({"since": "2023"}, [LEE, NORLAND, SUDMARK]),
        ({"until": "2022-06-30", "kind": "agency"}, [PRESS]),
        ({"until": "2021"}, []),
        ({"name": "nobody at all"}, []),
    ],
    ids=str,
)
def test_which(full, how, found):
    assert [one.id for one in full.actors(**how)] == [one.id for one in found]


def test_a_date_that_is_none(full):
    with pytest.raises(VerbaleError, match="V304"):
        full.actors(since="soon")


def test_as_corrected_and_as_found(full):
    full.correct("merge", LEE.id, OTHER_LEE.id)
    assert [one.name for one in full.actors(kind="person")] == ["Bo Lee"]
    assert [one.name for one in full.actors(kind="person", as_found=True)] == ["Ana Lee"]


def test_places(full):
    places = [(document, mention.start, mention.text) for document, mention in full.places(LEE.id)]
    first, second, third = places
    assert (first, second[0], third) == ((FIRST.id, 0, "Lee"), FIRST.id, (SECOND.id, 0, "Lee"))
    full.correct("split", LEE.id, OTHER_LEE.id, name="Lee", document=SECOND)
    assert len(list(full.places(LEE.id))) == 2
    assert [document for document, _ in full.places(OTHER_LEE.id)] == [SECOND.id]
    assert len(list(full.places(LEE.id, as_found=True))) == 3
    full.correct("merge", LEE.id, OTHER_LEE.id)
    assert len(list(full.places(LEE.id))) == len(list(full.places(OTHER_LEE.id))) == 3


@settings(max_examples=80, deadline=None)
@given(st.lists(CORRECTIONS, max_size=3))
def test_the_counts_are_those_of_the_corrected_documents(folder, made):  # noqa: F811
    with fresh(folder / "d.db") as record:
        correct(record, made)
        counts: dict[tuple[str, str], int] = {}
        for document in (FIRST, SECOND):
            stored = record.analysis(document)
            for key, number in parts_of(stored.mentions, stored.statements).items():
                counts[key] = counts.get(key, 0) + number
        found = {
            (part, one.id): getattr(one, part)
            for one in record.actors()
            for part in ("mentions", "statements", "spoken_for", "addressed", "spoken_of", "carried")
            if getattr(one, part)
        }
        assert found == {key: number for key, number in counts.items() if key[1].startswith("verbale:")}


@settings(max_examples=80, deadline=None)
@given(CORRECTIONS, st.lists(CORRECTIONS, max_size=1))
def test_the_effect_is_what_changes(folder, made, others):  # noqa: F811
    with fresh(folder / "e.db") as record:
        correct(record, others)
        before = [record.analysis(document) for document in (FIRST, SECOND)]
        correct(record, [made])
        logged = record.corrections()
        if len(logged) <= len(others) or any(one.state != "standing" for one in logged):
            return
        after = [record.analysis(document) for document in (FIRST, SECOND)]
        effect = record.effect(logged[-1].correction)
        pairs = [
            pair
            for old, new in zip(before, after, strict=True)
            for pair in zip(old.mentions, new.mentions, strict=True)
        ]
        assert effect.mentions == sum(old.actor != new.actor for old, new in pairs)
        told = [{one.id: one for stored in states for one in stored.statements} for states in (before, after)]
        assert effect.statements == sum(told[0].get(id_) != told[1].get(id_) for id_ in told[0].keys() | told[1].keys())
