import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Span

from verbale.find.damage import find_damage
from verbale.models import Document, Segment
from verbale.parse.words import blank_pipeline

PLAIN = (
    "The prime minister of Velmora said on Tuesday that the cold war was over and that his country would not go "
    "back to it. He spoke in Wesk, where the foreign ministers of nine states met for two days. The armed forces "
    "of Tarn had held an exercise near the Strait of Orsk in the week before, and an envoy of Norland had called "
    "it a mistake. The minister asked all sides to stay calm. Ships with grain wait in the harbours, and the "
    "price of bread has gone up by a tenth since March, which hurts poor families most of all."
)
REWRITTEN = (
    PLAIN.replace("cold war", "chilly warfare").replace("an exercise", "an drill").replace("a mistake", "a error")
)


def clues(text: str) -> list[tuple[str, str, str]]:
    return [(clue.kind, clue.span.text, clue.expected) for clue in find_damage(Document(text)).clues]


def test_broken_phrases_and_articles_are_shown_with_what_is_expected() -> None:
    assert clues(REWRITTEN) == [
        ("phrase", "chilly warfare", "cold war"),
        ("article", "an drill", "a drill"), ("article", "a error", "an error"),
    ]  # fmt: skip
    assert find_damage(Document(REWRITTEN)).score >= 0.5
    assert find_damage(Document(REWRITTEN)).is_rewritten


def test_plain_text_has_no_clues() -> None:
    assert clues(PLAIN) == []
    assert find_damage(Document(PLAIN)).score == 0
    assert not find_damage(Document(PLAIN)).is_rewritten


def test_no_text_is_called_rewritten_for_one_clue_or_by_few_words() -> None:
    one = PLAIN.replace("cold war", "chilly warfare")
    assert len(clues(one)) == 1
    assert find_damage(Document(one)).score == 0
    short = "The chilly warfare was a error, said an man."
    assert len(clues(short)) == 3
    assert find_damage(Document(short)).score == 0


def test_words_with_a_mark_between_them_are_no_phrase() -> None:
    assert clues("It was chilly, warfare went on. Chilly\nWarfare") == []
    assert clues("the Chilly Warfare and the chilly-warfare") == [
        ("phrase", "Chilly Warfare", "cold war"), ("phrase", "chilly-warfare", "cold war"),
    ]  # fmt: skip


def test_articles_go_by_sound() -> None:
    assert clues("a union, a European plan, a one-day visit, a useful idea, an hour, an honest man, a UN envoy") == []
    assert clues("the the plan and {that a} rising") == [
        ("repeated", "the the", "the"), ("brackets", "{that a}", "that a"),
    ]  # fmt: skip


def test_readers_comments_are_not_looked_at() -> None:
    text = "A plain line.\na error of a idiot and a awful man"
    assert find_damage(Document(text, segments=(Segment(0, 13, "body"), Segment(14, 50, "comment")))).clues == ()


@given(st.text(st.sampled_from("aAn the{}chily wrf.-\n“"), max_size=120))
def test_offsets_are_those_of_the_text(text: str) -> None:
    for clue in find_damage(Document(text)).clues:
        assert text[clue.span.start : clue.span.end] == clue.span.text


def test_words_that_the_language_model_holds_to_be_put_in_are_clues() -> None:
    doc = blank_pipeline()("😀 The pastor, Pastor and a drill met.")
    odds = np.zeros(len(doc), np.float32)
    odds[[token.i for token in doc if token.text in ("pastor", "Pastor", ",")]] = 0.9
    doc.user_data["verbale.swapped"] = odds
    doc.set_ents([Span(doc, token.i, token.i + 1, "PER") for token in doc if token.text == "Pastor"])
    found = find_damage(Document(doc.text), doc).clues
    # Names and marks are none.
    assert [(clue.kind, clue.span.text, clue.expected) for clue in found] == [("word", "pastor", "")]
    assert doc.text[found[0].span.start : found[0].span.end] == "pastor"
    assert find_damage(Document(doc.text)).clues == ()


def test_a_word_in_another_clue_is_not_told_twice() -> None:
    doc = blank_pipeline()("It was the chilly war.")
    doc.user_data["verbale.swapped"] = np.full(len(doc), 0.75, np.float32)
    kinds = [(clue.kind, clue.span.text) for clue in find_damage(Document(doc.text), doc).clues]
    assert ("phrase", "chilly war") in kinds
    assert not {("word", "chilly"), ("word", "war")} & set(kinds)
