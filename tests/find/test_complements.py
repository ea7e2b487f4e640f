from __future__ import annotations

from tests.find.conftest import TreeBuilder
from verbale.find.clauses import Stretch
from verbale.find.complements import EVIDENCE, Complements, Lonely, first_tokens
from verbale.find.page import Page

TEXT = "Brunn said the agency had warned Norland that talks failed."
ROWS = """
Brunn PROPN Brunn 2 nsubj
said VERB say 0 root VerbForm=Fin
the DET the 4 det
agency NOUN agency 6 nsubj
had AUX have 6 aux
warned VERB warn 2 ccomp VerbForm=Part
Norland PROPN Norland 6 obj
that SCONJ that 10 mark
talks NOUN talk 10 nsubj
failed VERB fail 6 ccomp VerbForm=Fin
. PUNCT . 2 punct
"""
WARNED = Lonely((4, 6), 0.9, None)
OUTER: Stretch = (2, 10)


def complements(tree: TreeBuilder) -> Complements:
    return Complements(Page(tree(TEXT, ROWS), TEXT), [(1, 2), (4, 6)], [OUTER])


def test_the_clause_that_a_cue_inside_a_content_governs_is_its_own(tree: TreeBuilder) -> None:
    content, chance = complements(tree).content(WARNED)
    assert content == ((7, 10),)
    assert 0 < chance <= 1


def test_each_candidate_has_each_evidence_and_stays_in_the_content_around(tree: TreeBuilder) -> None:
    rows = complements(tree).rows(WARNED)
    assert rows
    for candidate, row in rows:
        assert len(row) == len(EVIDENCE)
        assert candidate.content != (OUTER,)
        for first, after in candidate.content:
            assert OUTER[0] <= first < after <= OUTER[1]
            assert not (first < WARNED.stretch[1] and WARNED.stretch[0] < after)


def test_a_cue_that_governs_nothing_has_no_content(tree: TreeBuilder) -> None:
    text = "Brunn smiled."
    page = Page(tree(text, "Brunn PROPN Brunn 2 nsubj\nsmiled VERB smile 0 root\n. PUNCT . 2 punct"), text)
    assert Complements(page, [(1, 2)], []).content(Lonely((1, 2), 0.9, None))[0] == ()


def test_sentences_begin_where_their_number_changes() -> None:
    assert first_tokens([0, 0, 1, 2, 2]) == [0, 2, 3]
    assert first_tokens([]) == []
