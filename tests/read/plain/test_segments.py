import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.read.plain.segments import headline_of, segments_of


def roles(text, title=None):
    return [(segment.kind, text[segment.start : segment.end]) for segment in segments_of(text, title)]


def test_headline_and_paragraphs():
    text = "\n  Look after your own house \n\nQashan said so.\n\n\tThe Pact did not. \n"
    assert roles(text) == [
        ("headline", "Look after your own house"),
        ("body", "Qashan said so."),
        ("body", "The Pact did not."),
    ]


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Qashan to the Littoral Pact: Look after your own house", "headline"),
        ("Qashan to the Pact: “Look after your own house!”", "headline"),
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


REPORT = (
    "Qashan and the Littoral Pact accused each other on Monday of breaking the truce in the Amber Strait, where a "
    "fifth of the world's grain passes.",
    "The Pact's Secretary General, Ilse Torvane, said that its ships would stay. “We go where the law permits us to "
    "go,” she told reporters in Port Sefir.",
    "Qashan's foreign ministry called the plan a provocation, and said that it would answer in its own time.",
)


def test_repeated_headline_is_a_headline_both_times():
    text = "\n\n".join(["Qashan Warns Littoral Pact", "Qashan  warns Littoral Pact", *REPORT])
    assert [kind for kind, _ in roles(text)] == ["headline", "headline", "body", "body", "body"]


def test_what_stands_around_a_report():
    text = "\n".join([
        "Qashan Warns Littoral Pact", "By Ada Brunn", "", REPORT[0],
        "SEE ALSO: Who pays for the ferry", REPORT[1], "Ilse Torvane, left, in Port Sefir on July 11, 2023.",
        "Ada Brunn/Orbis Wire via Getty Images", REPORT[2] + "© Copyright 2023 Orbis Wire. All rights reserved.",
        "2 Comments", "lincolnmoor", "Send them all home!", "Ken", "@lincolnmoor You first.", "Leave a Comment",
    ])  # fmt: skip
    segments = segments_of(text)
    kinds = [segment.kind for segment in segments]
    assert kinds == [
        "headline", "byline", "body", "related", "body", "caption", "caption", "body", "copyright", "boilerplate",
        "comment", "comment", "boilerplate",
    ]  # fmt: skip
    assert [segment.author for segment in segments if segment.kind == "comment"] == ["lincolnmoor", "Ken"]
    assert text[segments[-2].start : segments[-2].end] == "Ken\n@lincolnmoor You first."


def test_the_repetition_of_a_known_title_is_a_headline():
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
        assert text[before : segment.start].strip(" \t\n\u200b\u2028") == ""
        before = segment.end
    assert text[before:].strip(" \t\n\u200b\u2028") == ""
