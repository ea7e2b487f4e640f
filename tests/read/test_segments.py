import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.read.segments import headline_of, segments_of


def roles(text, title=None):
    return [(segment.kind, text[segment.start : segment.end]) for segment in segments_of(text, title)]


def test_headline_and_paragraphs():
    text = "\n  Mind your own business \n\nChina said so.\n\n\tNATO did not. \n"
    assert roles(text) == [
        ("headline", "Mind your own business"),
        ("body", "China said so."),
        ("body", "NATO did not."),
    ]


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("China and North Korea to NATO: Mind your own business", "headline"),
        ("China to NATO: “Mind your own business!”", "headline"),
        ("Anger in the U.S.", "headline"),
        ("China objected on Monday.", "body"),
        ("He said: “We object.”", "body"),
        ("Is it over?", "body"),
        ("w" * 201, "body"),
    ],
)
def test_first_paragraph(first, kind):
    assert roles(f"{first}\n\nThe rest.")[0] == (kind, first)


def test_no_headline_without_a_blank_line_after_it():
    assert [kind for kind, _ in roles("By our correspondent\nThe rest.")] == ["body", "body"]
    assert [kind for kind, _ in roles("A line alone\n\n")] == ["body"]


def test_repeated_headline_is_a_headline_both_times():
    text = "China Warns NATO\n\n\nChina  warns NATO\n\nThe text."
    assert [kind for kind, _ in roles(text)] == ["headline", "headline", "body"]


def test_with_a_title_only_its_repetition_is_a_headline():
    assert [kind for kind, _ in roles("By A. Writer\n\nThe text.", "China Warns NATO")] == ["body", "body"]
    assert [kind for kind, _ in roles("China Warns NATO\nThe text.", "China warns NATO")] == ["headline", "body"]


def test_words_of_the_headline():
    text = "One\n\nTwo."
    assert headline_of(text, segments_of(text)) == "One"
    assert headline_of("Two.", segments_of("Two.")) is None


@given(st.text(st.sampled_from("aB.!?”\n\n\n \t\u200b\u2028𝒳")), st.none() | st.just("a"))
def test_segments_are_ordered_trimmed_lines(text, title):
    segments = segments_of(text, title)
    before = 0
    for segment in segments:
        assert before <= segment.start < segment.end <= len(text)
        words = text[segment.start : segment.end]
        assert words == words.strip()
        assert "\n" not in words
        assert text[before : segment.start].strip(" \t\n\u200b\u2028") == ""
        before = segment.end
    assert text[before:].strip(" \t\n\u200b\u2028") == ""
