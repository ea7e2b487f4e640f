from collections import Counter

import pytest

pairs_file = pytest.importorskip("benchmarks.quote_pairs")

KINDS = {"verbatim", "cut", "translated", "spun"}
OTHERS = {"same occasion", "other day"}
#: A quote, no article.
LONGEST = 32


@pytest.fixture(scope="module")
def pairs():
    return pairs_file.quote_pairs()


def test_enough_pairs_each_with_two_pages(pairs):
    assert len({pair.id for pair in pairs}) == len(pairs) >= 200
    for pair in pairs:
        assert pair.kind in (KINDS if pair.same else OTHERS)
        assert pair.urls[0] != pair.urls[1]
        assert all(url.startswith(("http://", "https://")) for url in pair.urls)
        assert (pair.days[0] != pair.days[1]) == (pair.kind == "other day")


def test_quotes_are_short(pairs):
    assert max(len(words.split()) for pair in pairs for words in pair.wordings) <= LONGEST


def test_all_pairs_of_a_speaker_are_in_one_half(pairs):
    halves = {(pair.speaker, pair.half) for pair in pairs}
    assert len(halves) == len({speaker for speaker, _ in halves})
    assert min(Counter(pair.half for pair in pairs).values()) >= 100


def test_statements_stand_in_two_documents(pairs):
    for pair in pairs:
        first, second = pairs_file.statements_of(pair, said=True)
        assert first.report.id != second.report.id
        assert [one.statement.words for one in (first, second)] == list(pair.wordings)
        assert first.statement.said_on is not None


def test_the_peers_are_told_by_words_alone(pairs):
    equal = pairs_file.equality(pairs)
    assert all(pair.same for pair, call in zip(pairs, equal, strict=True) if call)
    assert any(pairs_file.jaccard(pairs))
