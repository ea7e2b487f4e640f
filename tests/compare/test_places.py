"""Which statement of a text stands where one of its copy stands."""

from verbale.compare.places import Place, aligned_from, anchors, has_place
from verbale.models import Span
from verbale.models.copy import AlignedSpans, Copy

#: Two texts with three sentences of a hundred characters; in the second, ten more come first.
ALIGNED = [(0, 100, 10, 110), (100, 200, 110, 210), (200, 300, 210, 310)]


def place(name: str, *parts: tuple[int, int]) -> Place:
    return Place(name, parts)


def copy_with(*pairs: tuple[int, int, int, int, float]) -> Copy:
    aligned = tuple(
        AlignedSpans(Span(a, b, "x" * (b - a)), Span(c, d, "x" * (d - c)), likeness) for a, b, c, d, likeness in pairs
    )
    return Copy("doc-a", "doc-b", "near", 1.0, 1.0, "none", 0.5, 1.0, (), aligned, "hand")


def test_a_statement_stands_with_the_one_at_its_place() -> None:
    others = [place("other", (12, 55)), place("next", (110, 180))]
    assert anchors([place("one", (0, 50)), place("two", (100, 165))], [(others, ALIGNED)]) == {
        "one": "other",
        "two": "next",
    }


def test_what_stands_in_no_aligned_sentence_has_no_place() -> None:
    others = [place("other", (10, 60))]
    assert anchors([place("one", (0, 50))], [(others, ALIGNED[1:])]) == {}
    assert has_place(place("one", (0, 50)), ALIGNED)
    assert not has_place(place("one", (0, 50)), ALIGNED[1:])
    assert anchors([place("one", (0, 50))], [(others, [])]) == {}


def test_of_nested_statements_each_has_its_own_place() -> None:
    outer, inner = place("outer", (0, 90)), place("inner", (30, 90))
    assert anchors([outer, inner], [([place("other", (10, 100))], ALIGNED)]) == {"outer": "other"}
    both = [place("other", (10, 100)), place("part", (40, 100))]
    assert anchors([inner, outer], [(both, ALIGNED)]) == {"outer": "other", "inner": "part"}


def test_a_statement_in_two_parts_may_be_two_statements() -> None:
    halves = [place("left", (0, 45)), place("right", (50, 95))]
    assert anchors(halves, [([place("other", (10, 105))], ALIGNED)]) == {"left": "other", "right": "other"}


def test_a_text_with_the_statement_as_a_whole_goes_before_one_with_a_part() -> None:
    part, whole = [place("part", (10, 60))], [place("whole", (10, 100))]
    one = place("one", (0, 90))
    assert anchors([one], [(part, ALIGNED), (whole, ALIGNED)]) == {"one": "whole"}
    assert anchors([one], [(part, ALIGNED)]) == {"one": "part"}
    assert anchors([one], [([place("word", (10, 30))], ALIGNED)]) == {}


def test_a_split_sentence_is_one_stretch() -> None:
    copy = copy_with((0, 100, 0, 40, 0.8), (0, 100, 41, 100, 0.7), (101, 150, 101, 150, 1.0))
    assert aligned_from(copy, "doc-a") == [(0, 100, 0, 100), (101, 150, 101, 150)]
    assert aligned_from(copy, "doc-b") == [(0, 100, 0, 100), (101, 150, 101, 150)]


def test_of_sentences_far_from_each_other_the_more_alike_counts() -> None:
    copy = copy_with((0, 100, 0, 100, 0.7), (0, 100, 500, 600, 0.9), (101, 150, 101, 150, 1.0))
    assert aligned_from(copy, "doc-a") == [(0, 100, 500, 600), (101, 150, 101, 150)]
