from __future__ import annotations

from spacy.tokens import Doc

from tests.find.conftest import TreeBuilder
from verbale.find.clauses import Found, Stretch
from verbale.find.linking import assign
from verbale.find.page import Page, sentence_numbers
from verbale.parse.engine import Link

ROWS = """
Li PROPN Li 2 nsubj
said VERB say 0 root
no INTJ no 2 discourse
and CCONJ and 6 cc
Wang PROPN Wang 6 nsubj
said VERB say 2 conj
talks NOUN talk 8 nsubj
failed VERB fail 6 ccomp
. PUNCT . 2 punct

Kim PROPN Kim 2 nsubj
left VERB leave 0 root
. PUNCT . 2 punct

Trains NOUN train 2 nsubj
ran VERB run 0 root
. PUNCT . 2 punct
"""
TEXT = "Li said no and Wang said talks failed. Kim left. Trains ran."
CUES: list[Stretch] = [(1, 2), (5, 6)]
TALKS_FAILED: Stretch = (6, 8)
TRAINS_RAN: Stretch = (12, 14)


def cues_of(
    doc: Doc, contents: list[Stretch], links: list[Link], rules: dict[int, Found] | None = None
) -> list[int | None]:
    """Return the number of each content's cue."""
    groups: dict[str, list[Stretch]] = {"source": [], "cue": CUES, "content": contents}
    found = assign(Page(doc, doc.text), groups, links, rules or {}, "content")
    assert len(found) == len(contents)
    return [one[0] if one else None for one in found]


def test_a_likely_link_decides_where_nothing_else_does(tree: TreeBuilder) -> None:
    doc = tree(TEXT, ROWS)
    for likely in (0, 1):
        links = [Link("content", 0, likely, 0.95), Link("content", 0, 1 - likely, 0.02)]
        assert cues_of(doc, [TRAINS_RAN], links) == [likely]


def test_what_a_cue_governs_is_its_own_against_a_likely_link(tree: TreeBuilder) -> None:
    doc = tree(TEXT, ROWS)
    assert cues_of(doc, [TALKS_FAILED], [Link("content", 0, 0, 0.9), Link("content", 0, 1, 0.1)]) == [1]


def test_without_links_the_nearer_cue_of_the_sentence_has_it(tree: TreeBuilder) -> None:
    assert cues_of(tree(TEXT, ROWS), [TALKS_FAILED, (2, 3)], []) == [1, 0]


def test_the_tree_tips_the_scales(tree: TreeBuilder) -> None:
    doc = tree(TEXT, ROWS)
    links = [Link("content", 0, 0, 0.8), Link("content", 0, 1, 0.2)]
    farther = {0: Found((0, 1), (1, 2), (TALKS_FAILED,), "speech", "clause")}
    assert cues_of(doc, [TALKS_FAILED], links) == [1]
    assert cues_of(doc, [TALKS_FAILED], links, farther) == [0]


def test_a_part_far_from_every_cue_needs_a_likely_link(tree: TreeBuilder) -> None:
    doc = tree(TEXT, ROWS)
    assert cues_of(doc, [TRAINS_RAN], []) == [None]
    assert cues_of(doc, [TRAINS_RAN], [Link("content", 0, 1, 0.9)]) == [1]


def test_the_links_of_another_role_say_nothing(tree: TreeBuilder) -> None:
    doc = tree(TEXT, ROWS)
    assert cues_of(doc, [TALKS_FAILED], [Link("source", 0, 0, 0.9)]) == [1]


def test_each_part_is_decided_for_itself(tree: TreeBuilder) -> None:
    doc = tree(TEXT, ROWS)
    links = [Link("content", 0, 1, 0.9), Link("content", 1, 0, 0.9)]
    assert cues_of(doc, [TALKS_FAILED, TRAINS_RAN], links) == [1, 0]


def test_without_parts_or_without_cues(tree: TreeBuilder) -> None:
    doc = tree(TEXT, ROWS)
    assert cues_of(doc, [], []) == []
    groups: dict[str, list[Stretch]] = {"source": [(0, 1)], "cue": [], "content": []}
    assert assign(Page(doc, doc.text), groups, [], {}, "source") == [None]


def test_sentence_numbers(tree: TreeBuilder) -> None:
    assert sentence_numbers(tree(TEXT, ROWS)) == [0] * 9 + [1] * 3 + [2] * 3
