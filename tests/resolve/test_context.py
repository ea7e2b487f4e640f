import pytest

from tests.resolve.conftest import parsed
from verbale.resolve.context import owner_after, owner_before, standing, title_before


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Corva/PROPN/2/nsubj warned:warn/VERB/0/root", "acts"),
        ("They/PRON/2/nsubj met:meet/VERB/0/root in/ADP/4/case Corva/PROPN/2/obl", "place"),
        ("talks:talk/NOUN/0/root with/ADP/3/case Corva/PROPN/1/nmod", "acts"),
        ("Corva/PROPN/3/nmod:poss 's/PART/1/case claims:claim/NOUN/0/root", "acts"),
        ("Corva/PROPN/3/nmod:poss 's/PART/1/case streets:street/NOUN/0/root", "place"),
        ("They/PRON/2/nsubj visited:visit/VERB/0/root Corva/PROPN/2/obj", "place"),
        ("They/PRON/2/nsubj urged:urge/VERB/0/root Corva/PROPN/2/obj", "acts"),
        ("a/DET/2/det warning/NOUN/0/root to/ADP/4/case Corva/PROPN/2/nmod", "acts"),
        ("a/DET/2/det trip/NOUN/0/root to/ADP/4/case Corva/PROPN/2/nmod", "unclear"),
        ("the/DET/2/det outskirts:outskirt/NOUN/0/root of/ADP/4/case Corva/PROPN/2/nmod", "place"),
        ("the/DET/2/det government/NOUN/0/root in/ADP/4/case Corva/PROPN/2/nmod", "acts"),
        ("attacks:attack/NOUN/0/root on/ADP/3/case Corva/PROPN/1/nmod", "unclear"),
        ("between/ADP/2/case Alb/PROPN/0/root and/CCONJ/4/cc Corva/PROPN/2/conj", "acts"),
        ("in/ADP/2/case Alb/PROPN/0/root and/CCONJ/4/cc Corva/PROPN/2/conj", "place"),
        ("Corva/PROPN/2/compound summit/NOUN/0/root", "unclear"),
    ],
)
def test_a_city_acts_or_is_a_place(tree, sentence, expected):
    doc = parsed(tree, sentence)
    at = next(token.i for token in doc if token.text == "Corva")
    assert standing(doc[at : at + 1]) == expected


def test_the_words_before_a_name(tree):
    doc = parsed(
        tree,
        "On/ADP/2/case Monday/PROPN/8/obl ,/PUNCT/8/punct Albian/ADJ/6/amod Foreign/ADJ/6/amod "
        "Minister/NOUN/7/compound Ada/PROPN/9/nsubj Brunn/PROPN/7/flat spoke:speak/VERB/0/root",
    )
    assert title_before(doc, 6).text == "Albian Foreign Minister"
    assert title_before(doc, 0).text == ""
    assert title_before(doc, 2).text == "Monday"


def test_owners_stand_beside(tree):
    doc = parsed(
        tree,
        "Albia/PROPN/3/nmod:poss 's/PART/1/case Ministry/NOUN/0/root of/ADP/6/case the/DET/6/det Republic/PROPN/3/nmod",
    )
    assert owner_before(doc, 2) == 0
    assert owner_before(doc, 0) is None
    assert owner_after(doc, 3) == 5
    assert owner_after(doc, 1) is None
