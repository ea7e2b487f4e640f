from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.articles import OTHER_SENTENCES, SENTENCES, SPUN, article
from verbale.compare.alignment import Alignment, align
from verbale.compare.wording import wording_of

SOME = st.lists(st.sampled_from(SENTENCES + OTHER_SENTENCES + SPUN), max_size=8)


def aligned(first: tuple[str, ...], second: tuple[str, ...]) -> Alignment:
    return align(*(wording_of(article(sentences, title=None)) for sentences in (first, second)))


@settings(max_examples=40, deadline=None)
@given(SOME, SOME)
def test_the_mirror_of_an_alignment_is_the_alignment_of_the_mirror(first: list[str], second: list[str]) -> None:
    one, other = aligned(tuple(first), tuple(second)), aligned(tuple(second), tuple(first))
    assert one.links == other.mirrored().links
    assert list(one.links) == sorted(one.links)
    for link in one.links:
        assert 0 <= link.first < len(one.first.sentences)
        assert 0 <= link.second < len(one.second.sentences)


def test_equal_texts_are_aligned_sentence_by_sentence() -> None:
    links = aligned(SENTENCES, SENTENCES[:-1]).links
    assert [(k.first, k.second) for k in links] == [(n, n) for n in range(len(SENTENCES) - 1)]
    assert all(k.score == k.words == k.order == 1 and not k.is_moved for k in links)


def test_swapped_words_leave_the_order_of_the_others() -> None:
    links = {(k.first, k.second): k for k in aligned(SPUN, SENTENCES).links}
    assert {(n, n) for n in range(len(SPUN))} <= set(links)
    assert links[3, 3].order < 0.9


def test_a_moved_sentence_is_found_and_marked() -> None:
    moved = (*SENTENCES[:2], SENTENCES[9], *SENTENCES[2:9], SENTENCES[10])
    links = aligned(moved, SENTENCES).links
    assert [(k.first, k.second) for k in links if k.is_moved] == [(2, 9)]
    assert len(links) == len(SENTENCES)


def test_merged_sentences_are_both_found() -> None:
    merged = (*SENTENCES[:5], f"{SENTENCES[5][:-1]}, and insurers{SENTENCES[6][8:]}", *SENTENCES[7:])
    links = {(k.first, k.second) for k in aligned(merged, SENTENCES).links}
    assert {(5, 5), (5, 6), (6, 7)} <= links


def test_reports_of_one_event_share_the_quotation_only() -> None:
    links = aligned(OTHER_SENTENCES, SENTENCES).links
    assert [(k.first, k.second) for k in links] == [(2, 1)]


def test_two_words_in_common_are_not_a_sentence_in_common() -> None:
    assert aligned(("Petra Lomund.",), SENTENCES).links == ()


def test_nothing_is_aligned_with_nothing() -> None:
    assert aligned((), SENTENCES).links == ()
