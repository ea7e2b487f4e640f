from __future__ import annotations

from tests.find.conftest import TreeBuilder
from verbale.find.candidates import EVIDENCE, Cue, Sources
from verbale.find.clauses import Stretch
from verbale.find.page import Page
from verbale.parse.engine import Link

TEXT = "Ada Brunn , the minister , said talks failed and hopes to return ."
ROWS = """
Ada PROPN Ada 7 nsubj
Brunn PROPN Brunn 1 flat
, PUNCT , 5 punct
the DET the 5 det
minister NOUN minister 1 appos
, PUNCT , 5 punct
said VERB say 0 root VerbForm=Fin
talks NOUN talk 9 nsubj
failed VERB fail 7 ccomp
and CCONJ and 11 cc
hopes VERB hope 7 conj VerbForm=Fin
to PART to 13 mark
return VERB return 11 xcomp VerbForm=Inf
. PUNCT . 7 punct
"""
SAID, HOPES = Cue((6, 7), 0, ((7, 9),), None), Cue((10, 11), 1, ((11, 13),), None)


def sources(tree: TreeBuilder, stretches: list[Stretch], links: list[Link]) -> Sources:
    page = Page(tree(TEXT, ROWS), TEXT)
    given = [
        max((link for link in links if link.part == n), key=lambda x: x.probability).cue for n in range(len(stretches))
    ]
    return Sources(page, stretches, [0.9] * len(stretches), links, list(given), [SAID.stretch, HOPES.stretch])


def test_one_source_may_serve_several_cues(tree: TreeBuilder) -> None:
    found = sources(tree, [(0, 6)], [Link("source", 0, 0, 0.95), Link("source", 0, 1, 0.05)])
    for cue in (SAID, HOPES):
        chosen, chance = found.source(cue)
        assert chosen
        assert chosen.stretch == (0, 6)
        assert 0 < chance <= 1


def test_the_subject_serves_where_the_network_has_nothing(tree: TreeBuilder) -> None:
    chosen, _ = sources(tree, [], []).source(SAID)
    assert chosen
    assert chosen.part is None
    assert chosen.stretch[0] == 0


def test_a_source_is_also_offered_as_its_whole_noun_phrase(tree: TreeBuilder) -> None:
    rows = sources(tree, [(0, 2)], [Link("source", 0, 0, 0.95)]).rows(SAID)
    assert all(len(row) == len(EVIDENCE) for _, row in rows)
    offered = {candidate.stretch: candidate for candidate, _ in rows}
    assert offered[0, 2].exact
    assert not offered[0, 6].exact
    assert offered[0, 6].part == 0
