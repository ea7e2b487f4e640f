from tests.compare.sayings import OTHER, SAID
from verbale.compare.passages import passage_in
from verbale.models import Document

ANSWER = "We have asked for talks four times, and four times we were refused without a word."
TRANSCRIPT = f"Question: What now?\n\nAnswer: The strait is open. {ANSWER} The grain is on its way.\n"


def test_the_words_of_a_saying_are_found_in_a_transcript():
    document = Document(TRANSCRIPT)
    passage = passage_in(document, SAID)
    assert passage is not None
    assert passage.document == document.id
    assert document.text[passage.span.start : passage.span.end] == passage.span.text == ANSWER
    assert passage.likeness > 0.9


def test_other_words_are_not():
    assert passage_in(Document(TRANSCRIPT), OTHER) is None
    assert passage_in(Document(""), SAID) is None


def test_too_few_words_stand_anywhere():
    assert passage_in(Document(TRANSCRIPT), "four times") is None
