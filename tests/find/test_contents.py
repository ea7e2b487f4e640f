from __future__ import annotations

from tests.find.conftest import TreeBuilder
from verbale.find.contents import antecedent, in_sentence, joined_pieces
from verbale.find.page import Page

RELATIVE = "They defended the visit that Norland condemned ."
RELATIVE_ROWS = """
They PRON they 2 nsubj
defended VERB defend 0 root
the DET the 4 det
visit NOUN visit 2 obj
that PRON that 7 obj
Norland PROPN Norland 7 nsubj
condemned VERB condemn 4 acl:relcl
. PUNCT . 2 punct
"""
TWO = "Brunn said talks failed. Trains ran."
TWO_ROWS = """
Brunn PROPN Brunn 2 nsubj
said VERB say 0 root
talks NOUN talk 4 nsubj
failed VERB fail 2 ccomp
. PUNCT . 2 punct

Trains NOUN train 2 nsubj
ran VERB run 0 root
. PUNCT . 2 punct
"""


def test_a_relative_pronoun_stands_for_the_noun_before_its_clause(tree: TreeBuilder) -> None:
    page = Page(tree(RELATIVE, RELATIVE_ROWS), RELATIVE)
    assert antecedent(page, [(4, 5)]) == (2, 4)
    assert antecedent(page, [(3, 4)]) is None
    assert antecedent(page, [(4, 5), (6, 7)]) is None


def test_that_which_begins_no_relative_clause_stands_for_nothing(tree: TreeBuilder) -> None:
    rows = RELATIVE_ROWS.replace("acl:relcl", "ccomp")
    assert antecedent(Page(tree(RELATIVE, rows), RELATIVE), [(4, 5)]) is None


def test_what_a_verb_governs_ends_with_its_sentence(tree: TreeBuilder) -> None:
    page = Page(tree(TWO, TWO_ROWS), TWO)
    assert in_sentence(page, (1, 2), (2, 7)) == (2, 4)
    assert in_sentence(page, (1, 2), (2, 4)) == (2, 4)


def test_after_a_colon_and_in_quotation_marks_sentences_go_on(tree: TreeBuilder) -> None:
    colon = TWO.replace("said", "said:")
    rows = TWO_ROWS.replace("said VERB say 0 root", "said VERB say 0 root\n: PUNCT : 2 punct", 1)
    page = Page(tree(colon, rows.replace("talks NOUN talk 4", "talks NOUN talk 5")), colon)
    assert in_sentence(page, (1, 3), (3, 8)) == (3, 8)
    quoted = TWO.replace("talks", '"talks').replace("ran.", 'ran."')
    rows = TWO_ROWS.replace("talks NOUN talk 4", '" PUNCT " 5 punct\ntalks NOUN talk 5', 1) + '" PUNCT " 2 punct\n'
    page = Page(tree(quoted, rows), quoted)
    assert in_sentence(page, (1, 2), (2, 10)) == (2, 10)


def test_pieces_that_touch_in_a_sentence_are_one(tree: TreeBuilder) -> None:
    page = Page(tree(TWO, TWO_ROWS), TWO)
    assert joined_pieces(page, [(3, 4), (2, 3)]) == ((2, 4),)
    assert joined_pieces(page, [(0, 1), (2, 3)]) == ((0, 1), (2, 3))
    assert joined_pieces(page, [(2, 5), (5, 7)]) == ((2, 5), (5, 7))
