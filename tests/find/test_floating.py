from __future__ import annotations

from tests.find.conftest import TreeBuilder
from verbale.find.floating import EVIDENCE, Speakers
from verbale.find.page import Page

TEXT = 'Ada Brunn took the floor. "Talks failed."'
ROWS = """
Ada PROPN Ada 3 nsubj
Brunn PROPN Brunn 1 flat
took VERB take 0 root VerbForm=Fin
the DET the 5 det
floor NOUN floor 3 obj
. PUNCT . 3 punct

" PUNCT " 3 punct
Talks NOUN talk 3 nsubj
failed VERB fail 0 root VerbForm=Fin
. PUNCT . 3 punct
" PUNCT " 3 punct
"""
QUOTED = (6, 11)


def speakers(tree: TreeBuilder, text: str = TEXT, rows: str = ROWS) -> Speakers:
    doc = tree(text, rows)
    doc.spans["source"] = []
    return Speakers(Page(doc, text), [])


def test_the_subject_of_the_sentence_before_speaks(tree: TreeBuilder) -> None:
    speaker, chance = speakers(tree).speaker(QUOTED)
    assert speaker == (0, 2)
    assert 0 < chance <= 1


def test_each_candidate_has_each_evidence_and_stands_outside_the_words(tree: TreeBuilder) -> None:
    rows = speakers(tree).rows(QUOTED)
    assert {one.stretch for one, _ in rows} >= {(0, 2), (3, 5)}
    for one, row in rows:
        assert len(row) == len(EVIDENCE)
        assert one.stretch[1] <= QUOTED[0] or QUOTED[1] <= one.stretch[0]


def test_a_predicate_is_offered_without_its_clause(tree: TreeBuilder) -> None:
    text = 'Next was the envoy, Ada Brunn. "Talks failed."'
    rows = """
Next ADV next 4 advmod
was AUX be 4 cop
the DET the 4 det
envoy NOUN envoy 0 root
, PUNCT , 6 punct
Ada PROPN Ada 4 appos
Brunn PROPN Brunn 6 flat
. PUNCT . 4 punct

" PUNCT " 3 punct
Talks NOUN talk 3 nsubj
failed VERB fail 0 root VerbForm=Fin
. PUNCT . 3 punct
" PUNCT " 3 punct
"""
    offered = {one.stretch for one, _ in speakers(tree, text, rows).rows((8, 13))}
    assert (2, 7) in offered
    assert (0, 7) not in offered


def test_words_that_stand_alone_have_no_speaker(tree: TreeBuilder) -> None:
    text = '"Talks failed."'
    rows = ROWS.strip().split("\n\n")[1]
    assert speakers(tree, text, rows).speaker((0, 5))[0] is None
