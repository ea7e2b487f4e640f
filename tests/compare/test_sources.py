import random

from hypothesis import given
from hypothesis import strategies as st

from verbale.compare.sources import SourceGroup, independent_sources
from verbale.models.copy import Copy


def copy(document: str, of: str, overlap: float = 1.0, overlap_of: float = 1.0) -> Copy:
    return Copy(document, of, "near", overlap, overlap_of, "date", 0.97, 0.9, (), (), "handmade-1")


def test_documents_that_are_no_copies_are_sources_each() -> None:
    assert independent_sources(["b", "a"], []) == (SourceGroup("a", ("a",), ()), SourceGroup("b", ("b",), ()))


def test_copies_go_back_to_their_origin() -> None:
    (group,) = independent_sources("abc", [copy("a", "b"), copy("c", "a")])
    assert group == SourceGroup("b", ("a", "b", "c"), ())


def test_an_excerpt_is_a_part_of_its_origin() -> None:
    (group,) = independent_sources("ab", [copy("a", "b", 1.0, 0.2)])
    assert group == SourceGroup("b", ("b",), ("a",))


def test_a_digest_of_two_articles_adds_no_source_and_makes_them_no_copies() -> None:
    groups = independent_sources("abd", [copy("d", "a", 0.5, 0.9), copy("d", "b", 0.5, 0.9)])
    assert groups == (SourceGroup("a", ("a",), ("d",)), SourceGroup("b", ("b",), ("d",)))


def test_excerpts_of_copies_of_one_article_go_back_to_it() -> None:
    copies = [copy("b", "a"), copy("x", "b", 1.0, 0.2), copy("y", "x", 1.0, 0.4)]
    (group,) = independent_sources("abxy", copies)
    assert group == SourceGroup("a", ("a", "b"), ("x", "y"))


def test_a_circle_of_parts_is_one_source() -> None:
    copies = [copy("a", "b", 1.0, 0.4), copy("b", "c", 1.0, 0.4), copy("c", "a", 1.0, 0.4)]
    (group,) = independent_sources("abc", copies)
    assert (group.documents, group.parts) == (("a", "b", "c"), ())


def test_relations_to_documents_that_are_not_asked_about_do_not_count() -> None:
    assert len(independent_sources("ab", [copy("a", "z"), copy("b", "z")])) == 2


def test_a_long_chain_is_followed_to_its_end() -> None:
    names = [f"{number:05}" for number in range(3000)]
    chain = [copy(one, other, 1.0, 0.4) for one, other in zip(names[1:], names, strict=False)]
    (group,) = independent_sources(names, chain)
    assert group.origin == "00000"
    assert len(group.parts) == 2999


NAMES, SHARES = st.sampled_from("abcdefgh"), st.sampled_from((0.3, 1.0))
COPIES = st.lists(
    st.builds(copy, NAMES, NAMES, SHARES, SHARES).filter(
        lambda one: one.document != one.of
    ),
    max_size=14,
)  # fmt: skip


@given(COPIES, st.randoms(use_true_random=False))
def test_sources_do_not_depend_on_the_order(copies: list[Copy], rng: random.Random) -> None:
    # Of one pair there is one relation.
    copies = list({frozenset((one.document, one.of)): one for one in copies}.values())
    groups = independent_sources("abcdefgh", copies)
    shuffled, documents = copies.copy(), list("abcdefgh")
    rng.shuffle(shuffled)
    rng.shuffle(documents)
    assert independent_sources(documents, shuffled) == groups


@given(COPIES)
def test_every_document_goes_back_to_a_source(copies: list[Copy]) -> None:
    copies = list({frozenset((one.document, one.of)): one for one in copies}.values())
    groups = independent_sources("abcdefgh", copies)
    assert {one for group in groups for one in (*group.documents, *group.parts)} == set("abcdefgh")
    texts = [one for group in groups for one in group.documents]
    assert len(texts) == len(set(texts))
    assert all(group.origin in group.documents for group in groups)
