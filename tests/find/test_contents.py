from __future__ import annotations

from tests.find.conftest import TreeBuilder
from verbale.find.contents import antecedent, joined_pieces
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


def test_pieces_that_touch_in_a_sentence_are_one(tree: TreeBuilder) -> None:
    page = Page(tree(TWO, TWO_ROWS), TWO)
    assert joined_pieces(page, [(3, 4), (2, 3)]) == ((2, 4),)
    assert joined_pieces(page, [(0, 1), (2, 3)]) == ((0, 1), (2, 3))
    assert joined_pieces(page, [(2, 5), (5, 7)]) == ((2, 5), (5, 7))
