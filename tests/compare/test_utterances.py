import random

import pytest

from tests.compare.sayings import CUT, OTHER, SAID, SPUN, saying
from verbale.compare.primary import is_primary
from verbale.compare.saying_index import saying_signature
from verbale.compare.trace import answer, questions_of
from verbale.compare.utterances import find_utterances, source_count
from verbale.models import Document
from verbale.models.copy import Copy


def copy(document, of, overlap=0.95, overlap_of=0.95, direction=0.97):
    return Copy(document, of, "near", overlap, overlap_of, "date", direction, 0.9, ("x",), (), "handmade-1")


def found(*sayings, copies=()):
    return sorted(find_utterances(sayings, copies), key=lambda one: -len(one.statements))


def test_one_saying_in_several_wordings():
    members = [
        saying(),
        saying(number=1, day="2024-03-06"),
        saying(SPUN, number=2, day="2024-03-07"),
        saying(CUT, number=3),
    ]
    one, other = found(*members, saying(OTHER))
    assert len(one.statements) == 4
    assert len(other.statements) == 1
    assert one.wordings[0].text == SAID
    assert {wording.text for wording in one.wordings} == {SAID, SPUN, CUT}
    assert one.best.documents == (members[0].report.id, members[1].report.id)
    assert one.speaker == "Petra Lomund"
    assert one.first_seen.date.isoformat() == "2024-03-05"
    assert one.sources == 4
    assert other.wordings[0].alterations == ()
    assert other.reasons == ("the only wording in the record",)
    assert other.confidence == 1


def test_the_order_of_the_statements_changes_nothing():
    members = [
        saying(words, number=n, day=day)
        for n, words in enumerate((SAID, SPUN, CUT, OTHER))
        for day in ("2024-03-05", None)
    ]
    expected = find_utterances(members)
    for seed in range(5):
        random.Random(seed).shuffle(members)
        assert sorted(find_utterances(members), key=lambda u: u.id) == sorted(expected, key=lambda u: u.id)


def test_sayings_do_not_chain():
    """Each has half in common with the next, and the last nothing with the first."""
    words = (
        "talks ships grain harbours insurers fishermen admirals lighthouses destroyers envoys proposals markets "
        "brokers cargoes pilots fleets shores councils"
    ).split()
    steps = [saying("“" + " ".join(words[at : at + 6]) + "”", number=at) for at in range(13)]
    groups = find_utterances(steps)
    assert len(groups) > 1
    first, last = steps[0].id, steps[-1].id
    assert not any({first, last} <= {one.id for one in group.statements} for group in groups)


def test_nameless_statements_do_not_bring_two_sayings_together():
    one, other = saying(OTHER, day="2024-03-05"), saying(OTHER + " x", speaker="Jorin Kelb", day="2024-03-09")
    groups = found(one, other, saying(OTHER, speaker=None, day="2024-03-05", number=3))
    assert not any({one.id, other.id} <= {s.id for s in group.statements} for group in groups)


def test_a_primary_source_is_better_than_many_copies():
    copies = [saying(SPUN, number=n) for n in range(4)]
    (one,) = found(saying(SAID, is_primary=True, day="2024-03-07", outlet="Ministry"), *copies)
    assert one.best.text == SAID
    assert one.reasons[0] == "in a primary source (Ministry)"
    (other,) = found(saying(SAID, day="2024-03-07"), saying(SPUN, is_primary=True))
    assert other.best.text == SPUN


def test_agreement_of_independent_sources_counts():
    agreed = [saying(SAID, number=n, day=None) for n in range(3)]
    (one,) = found(saying(SPUN, number=5, day=None), *agreed)
    assert one.best.text == SAID
    assert "3 independent sources agree on it" in one.reasons


def test_copies_are_no_sources():
    members = [saying(number=n) for n in range(4)]
    ids = [one.report.id for one in members]
    assert found(*members)[0].sources == 4
    (one,) = found(*members, copies=[copy(ids[1], ids[0]), copy(ids[2], ids[0])])
    assert one.sources == 2
    # Both were made from a third, which does not report the saying, or is not read as doing so.
    (one,) = found(*members, copies=[copy(ids[1], "doc-x"), copy(ids[2], "doc-x")])
    assert one.sources == 3


def test_one_agency_is_one_source():
    reports = [saying(number=n, agency="Norland Press" if n < 3 else None).report for n in range(4)]
    assert source_count(reports, []) == 2


@pytest.mark.parametrize(
    ("title", "url", "agency", "expected"),
    [
        (None, "https://www.mfa.gov.cn/eng/x.html", None, True),
        (None, "https://mod.gov.uk/", None, True),
        (None, "https://news.un.org/x", None, False),
        (None, "https://notgov.example.org/gov", None, False),
        ("Remarks by Minister Lomund at Wesk", None, None, True),
        ("Joint statement of the Council of Coastal States", "https://example.org", None, True),
        ("Full text: Lomund's address", None, "Norland Press", False),
        ("Minister's remarks anger Tarn", None, None, False),
        (None, "http://[broken", None, False),
        (None, None, None, False),
    ],
)
def test_primary_sources_are_recognised(title, url, agency, expected):
    assert is_primary(Document("x", title=title, url=url, agency=agency)) is expected


def test_keys_depend_on_the_statement_alone_and_are_shared():
    one, other = saying_signature(saying()), saying_signature(saying(SPUN, number=1))
    assert saying_signature(saying()).keys == one.keys
    assert set(one.keys) & set(other.keys)
    assert not set(one.keys) & set(saying_signature(saying(OTHER, day="2020-01-01")).keys)
    assert all(-(2**63) <= key < 2**63 for key in one.keys)


def test_answers():
    (question,) = questions_of("four times refused")
    assert answer(question, saying()) > 0.8 > answer(question, saying(SPUN)) > answer(question, saying(OTHER))
    (damaged,) = questions_of("fuor times reffused")
    assert answer(damaged, saying()) > 0.6
    assert len(questions_of("Talks were refused. Ships came to Wesk. The grain is gone.")) == 3
    assert questions_of("") == []
    assert questions_of("…") == []
