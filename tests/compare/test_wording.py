from hypothesis import given
from hypothesis import strategies as st

from tests.compare.articles import article
from verbale.compare.wording import LONGEST_SENTENCE, MOST_WEIGHT, stem_of, term_of, wording_of
from verbale.models import Document, Segment

TEXTS = st.text(st.sampled_from("aAbé1. ,!?\n“”\"'’-—中…"), max_size=200)


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in wording_of(Document(text)).sentences]


@given(TEXTS)
def test_offsets_are_those_of_the_text(text: str) -> None:
    end = 0
    for sentence in wording_of(Document(text)).sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        end = sentence.end
        assert len(sentence.terms) == len(sentence.spans) == len(sentence.anchors) == len(sentence.quoted) > 0
        for term, (first, after) in zip(sentence.terms, sentence.spans, strict=True):
            assert sentence.start <= first < after <= sentence.end
            assert text[first:after].casefold() == term.form


@given(TEXTS)
def test_no_letter_of_the_text_is_left_out(text: str) -> None:
    covered = {at for s in wording_of(Document(text)).sentences for span in s.spans for at in range(*span)}
    assert {at for at, letter in enumerate(text) if letter.isalnum()} <= covered


def test_sentences_end_at_stops_and_lines_but_not_after_abbreviations() -> None:
    text = "Gen. Jorin Kelb spoke. The U.S. envoy left\nNobody knew why. “Why?” Petra asked. It cost 3.5 million."
    assert sentences(text) == [
        "Gen. Jorin Kelb spoke.", "The U.S. envoy left", "Nobody knew why.", "“Why?”", "Petra asked.",
        "It cost 3.5 million.",
    ]  # fmt: skip


def test_only_headline_and_body_are_compared() -> None:
    text = "Velmora closes the strait\nREAD ALSO: Ten recipes\nTarn objects."
    parts = (Segment(0, 25, "headline"), Segment(26, 48, "related"), Segment(49, 62, "body"))
    wording = wording_of(Document(text, segments=parts))
    assert [text[s.start : s.end] for s in wording.sentences] == ["Velmora closes the strait", "Tarn objects."]


def test_a_list_without_stops_is_cut() -> None:
    wording = wording_of(Document(" ".join(["grain"] * 200)))
    assert [len(s.terms) for s in wording.sentences] == [LONGEST_SENTENCE, LONGEST_SENTENCE, 40]


def test_names_and_numbers_are_anchors() -> None:
    (sentence,) = wording_of(Document("The envoy of Velmora met 12 Tarnians, and I saw it.")).sentences
    named = [term.form for term, is_anchor in zip(sentence.terms, sentence.anchors, strict=True) if is_anchor]
    assert named == ["velmora", "12", "tarnians"]


def test_words_between_quotation_marks_are_quoted() -> None:
    (sentence,) = wording_of(Document('She said "no talks" and “no ships” there')).sentences
    assert [t.form for t, q in zip(sentence.terms, sentence.quoted, strict=True) if q] == ["no", "talks", "no", "ships"]


def test_forms_of_a_word_have_one_stem() -> None:
    assert len({stem_of(form) for form in ("refuse", "refuses", "refused", "refusing")}) == 1
    assert len({stem_of(form) for form in ("ship", "ships", "ship's", "shipped", "shipping")}) == 1
    assert stem_of("minister") != stem_of("ministry")


def test_rare_words_weigh_more_than_common_ones() -> None:
    assert term_of("the").weight < term_of("minister").weight < term_of("Velmora").weight == MOST_WEIGHT


def test_an_empty_document_has_no_sentences() -> None:
    assert wording_of(Document(" \n")).sentences == ()
    assert wording_of(article(("…",), title=None)).sentences == ()
