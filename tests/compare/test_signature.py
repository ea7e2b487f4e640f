import numpy as np

from tests.compare.articles import OTHER_SENTENCES, SENTENCES, SPUN, TITLE, article
from verbale.compare.signature import SKETCH_SIZE, Signature, is_close, likeness, signature_of
from verbale.compare.wording import wording_of
from verbale.models import Document

GOLDEN_KEYS = (-9219490715017278760, 9037134475159516904, 112)
GOLDEN_SKETCH = [456929735, 126681595, 436862622]


def signed(document: Document) -> Signature:
    return signature_of(wording_of(document))


def test_a_signature_is_the_same_on_every_machine_and_in_every_version() -> None:
    signature = signed(article())
    assert signature.sketch.dtype == np.uint32
    assert len(signature.sketch) == SKETCH_SIZE
    assert list(signature.keys) == sorted(set(signature.keys))
    # Records keep signatures: where these change, all that were stored are void.
    assert (signature.keys[0], signature.keys[-1], len(signature.keys)) == GOLDEN_KEYS
    assert signature.sketch[:3].tolist() == GOLDEN_SKETCH


def test_copies_are_close_and_other_articles_are_not() -> None:
    origin = signed(article())
    for sentences in (SENTENCES[3:7], SENTENCES[::3], SPUN):
        assert is_close(origin, signed(article(sentences, title=None)))
    assert not is_close(origin, signed(Document("A cat sat on a mat. Nobody in the village knew whose cat it was.")))


def test_two_sentences_taken_over_are_enough_in_a_long_article() -> None:
    own = tuple(
        f"Sentence number {n} of another writer tells of harvest {n} and of nothing else at all." for n in range(90)
    )
    longer = signed(article((*own, *SENTENCES[5:8]), title=None))
    assert likeness(signed(article()), longer) < 0.3
    assert is_close(signed(article()), longer)


def test_documents_without_telling_words_have_an_empty_sketch() -> None:
    nothing = signed(Document("the and of"))
    assert (nothing.keys, len(nothing.sketch)) == ((), 0)
    assert likeness(nothing, nothing) == 0
    assert not is_close(nothing, nothing)


def test_a_report_of_the_same_event_is_less_alike_than_a_rewritten_copy() -> None:
    origin = signed(article())
    assert likeness(origin, signed(article(OTHER_SENTENCES, TITLE))) < likeness(origin, signed(article(SPUN, None)))
