"""Embassies, missions and ministries: whose they are, by a name in the words for them."""

from __future__ import annotations

from tests.find.conftest import TreeBuilder
from tests.resolve.conftest import parsed
from tests.resolve.test_speakers import SAID, resolved
from verbale.codebook.knowledge import Knowledge


def test_a_statement_from_a_mission_and_the_mission_after_it(tree: TreeBuilder, base: Knowledge) -> None:
    doc = parsed(
        tree,
        "A/DET/2/det statement/NOUN/8/nsubj from/ADP/6/case the/DET/6/det Albian/ADJ/6/amod mission/NOUN/2/nmod "
        f"yesterday/ADV/8/advmod {SAID} so/ADV/8/advmod ./PUNCT/8/punct",
        f"The/DET/2/det mission/NOUN/3/nsubj {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
    )
    sources = [("A statement from the Albian mission", None), ("The mission", None)]
    assert resolved(doc, base, [("Albian", "MISC")], *sources) == [(None, None, "s:alb")] * 2


def test_another_mission_is_not_the_one_before(tree: TreeBuilder, base: Knowledge) -> None:
    doc = parsed(
        tree,
        f"The/DET/3/det Albian/ADJ/3/amod mission/NOUN/4/nsubj {SAID} so/ADV/4/advmod ./PUNCT/4/punct",
        f"The/DET/3/det Velmoran/ADJ/3/amod mission/NOUN/4/nsubj {SAID} so/ADV/4/advmod ./PUNCT/4/punct",
        f"The/DET/2/det mission/NOUN/3/nsubj {SAID} so/ADV/3/advmod ./PUNCT/3/punct",
    )
    sources = [("The Albian mission", None), ("The Velmoran mission", None), ("The mission", None)]
    found = resolved(doc, base, [("Albian", "MISC")], *sources)
    assert found[:2] == [(None, None, "s:alb"), (None, None, None)]


def test_an_embassy_whose_name_is_not_known_speaks_for_its_state(tree: TreeBuilder, base: Knowledge) -> None:
    doc = parsed(
        tree,
        f"The/DET/3/det Corvanian/PROPN/3/compound Embassy/PROPN/4/nsubj {SAID} so/ADV/4/advmod ./PUNCT/4/punct",
        f"The/DET/3/det Velmoran/PROPN/3/compound Embassy/PROPN/4/nsubj {SAID} so/ADV/4/advmod ./PUNCT/4/punct",
    )
    names = [("Corvanian Embassy", "ORG"), ("Velmoran Embassy", "ORG")]
    sources = [("The Corvanian Embassy", "Corvanian Embassy"), ("The Velmoran Embassy", "Velmoran Embassy")]
    assert resolved(doc, base, names, *sources) == [
        ("Corvanian Embassy", None, "s:cor"),
        ("Velmoran Embassy", None, None),
    ]


def test_a_mission_is_not_of_those_to_whom_it_is_sent(tree: TreeBuilder, base: Knowledge) -> None:
    doc = parsed(
        tree,
        "A/DET/2/det spokesperson/NOUN/10/nsubj of/ADP/6/case the/DET/6/det Albian/PROPN/6/compound "
        "Mission/PROPN/2/nmod to/ADP/9/case the/DET/9/det Bloc/PROPN/6/nmod "
        f"{SAID} so/ADV/10/advmod ./PUNCT/10/punct",
        f"Its/PRON/2/nmod:poss envoy/NOUN/5/nsubj to/ADP/4/case Corvania/PROPN/2/nmod {SAID} so/ADV/5/advmod "
        "./PUNCT/5/punct",
    )
    names = [("Albian Mission", "ORG"), ("Corvania", "LOC")]
    sources = [("A spokesperson of the Albian Mission to the Bloc", None), ("Its envoy to Corvania", None)]
    assert resolved(doc, base, names, *sources) == [(None, None, "s:alb"), (None, None, None)]
