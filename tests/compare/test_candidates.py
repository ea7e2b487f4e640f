import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.compare.candidates import STANDING, CandidateIndex, Pair
from verbale.compare.signature import SKETCH_SIZE, Signature


def signature(name: str, keys: list[int]) -> Signature:
    # All sketches are the same: whether a pair is close hangs on its keys.
    return Signature(name, tuple(sorted(set(keys))), np.zeros(SKETCH_SIZE, np.uint32))


def pairs_of(index: CandidateIndex, signatures: list[Signature]) -> set[Pair]:
    return {
        (one.document, other) for one in signatures for other in index.candidates(one) if one.document < other
    }  # fmt: skip


def added(signatures: list[Signature]) -> tuple[CandidateIndex, set[Pair], int]:
    """Return an index to which signatures were added one by one, the pairs kept, and how many were looked at."""
    index, kept, looked = CandidateIndex(), set[Pair](), 0
    for one in signatures:
        changes = index.add(one)
        kept.update(changes.compare)
        kept -= {pair for pair in changes.recheck if not index.is_candidate(*pair)}
        looked += len(changes.compare)
    return index, kept, looked


def test_documents_that_share_keys_are_candidates() -> None:
    one, other, third = (
        signature("doc-a", [4, 8, 12]),
        signature("doc-b", [4, 8, 12, 16]),
        signature("doc-c", [4, 8, 20]),
    )
    index = CandidateIndex()
    for each in (one, other, third):
        index.insert(each)
    assert index.candidates(one) == ["doc-b"]
    assert index.candidates(third) == []
    assert index.is_candidate("doc-a", "doc-b")
    assert not index.is_candidate("doc-a", "doc-c")
    assert not index.is_candidate("doc-a", "doc-z")


def test_what_is_not_in_the_index_can_be_looked_up() -> None:
    index = CandidateIndex()
    index.insert(signature("doc-a", [4, 8, 12]))
    assert index.candidates(signature("doc-new", [4, 8, 12])) == ["doc-a"]
    assert index.candidates(signature("doc-new", [1])) == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=8), min_size=2, max_size=60),
    st.randoms(use_true_random=False),
)
def test_the_pairs_do_not_depend_on_the_order(rows: list[list[int]], rng: random.Random) -> None:
    signatures = [signature(f"doc-{number}", [4 * key for key in keys]) for number, keys in enumerate(rows)]
    whole = CandidateIndex()
    for one in signatures:
        whole.insert(one)
    wanted = pairs_of(whole, signatures)
    for _ in range(2):
        rng.shuffle(signatures)
        index, kept, _ = added(signatures)
        assert kept == wanted == pairs_of(index, signatures)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=6), min_size=2, max_size=50), st.data())
def test_after_removing_a_document_the_pairs_are_those_without_it(rows: list[list[int]], data: st.DataObject) -> None:
    signatures = [signature(f"doc-{number}", [4 * key for key in keys]) for number, keys in enumerate(rows)]
    index, kept, _ = added(signatures)
    gone = data.draw(st.sampled_from(signatures))
    changes = index.remove(gone.document)
    kept = {pair for pair in kept if gone.document not in pair} | set(changes.compare)
    left = [one for one in signatures if one is not gone]
    assert kept == pairs_of(index, left)
    fresh, wanted, _ = added(left)
    assert kept == wanted == pairs_of(fresh, left)


def test_removing_what_is_not_there_changes_nothing() -> None:
    assert CandidateIndex().remove("doc-a").compare == ()


def test_a_flood_of_copies_costs_by_the_copy() -> None:
    keys = [4 * number for number in range(20)]
    looked = []
    for size in (200, 400):
        signatures = [signature(f"doc-{number}", keys) for number in range(size)]
        index, kept, count = added(signatures)
        assert len(kept) <= STANDING * size
        looked.append(count)
        # Every copy is still compared with those that stand for all.
        standing = sorted(index.candidates(signatures[0]))
        assert len(standing) >= STANDING - 1
    assert looked[1] < 2.6 * looked[0]


def test_a_document_added_again_takes_its_own_place() -> None:
    index = CandidateIndex()
    index.insert(signature("doc-a", [4, 8, 12]))
    index.add(signature("doc-b", [4, 8, 12]))
    index.add(signature("doc-b", [16, 20, 24]))
    assert index.candidates(signature("doc-a", [4, 8, 12])) == []
