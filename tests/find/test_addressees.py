from __future__ import annotations

import pytest

from tests.find.conftest import TreeBuilder
from tests.find.sayings import said
from tests.find.told import told
from verbale.find.addressees import addressees_of


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("told", ["reporters"]),
        ("saidto", ["the council"]),
        ("letter", ["the council"]),
        ("wastold", ["The minister"]),
        ("request", ["Corvania"]),
        ("urge", ["Corvania"]),
        ("warn", ["Corvania"]),
        ("thank", ["Albia"]),
        ("accuse", []),  # against whom it is
        ("ask", []),
        ("say", []),
        ("demand", []),
    ],
)
def test_addressees_are_those_the_clause_of_the_cue_names(tree: TreeBuilder, name: str, wanted: list[str]) -> None:
    doc, one = said(tree, name)
    assert [doc[slice(*stretch)].text for stretch in addressees_of(doc, one)] == wanted


@pytest.mark.parametrize(
    ("rows", "cue", "content", "wanted"),
    [
        (
            "Orsk/PROPN/2/nsubj appealed:appeal/VERB/0/root to/ADP/5/case the/DET/5/det rebels:rebel/NOUN/2/obl "
            "to/PART/7/mark leave/VERB/2/advcl",
            "appealed to", "the rebels to leave", ["the rebels"],
        ),
        (
            "Speaking:speak/VERB/5/advcl to/ADP/3/case reporters:reporter/NOUN/1/obl Orsk/PROPN/5/nsubj "
            "said:say/VERB/0/root it/PRON/6/nsubj snowed:snow/VERB/5/ccomp",
            "said", "it snowed", ["reporters"],
        ),
        (
            "Orsk/PROPN/2/nsubj issued:issue/VERB/0/root a/DET/4/det warning/NOUN/2/obj to/ADP/7/case the/DET/7/det "
            "effort/NOUN/4/nmod “/PUNCT/9/punct stop/VERB/2/ccomp",
            "issued a warning", "stop", [],
        ),  # no effort can hear
        (
            "Orsk/PROPN/2/nsubj issued:issue/VERB/0/root a/DET/4/det warning/NOUN/2/obj to/ADP/7/case the/DET/7/det "
            "delegation/NOUN/4/nmod “/PUNCT/9/punct stop/VERB/2/ccomp",
            "issued a warning", "stop", ["the delegation"],
        ),
        (
            "Orsk/PROPN/2/nsubj told:tell/VERB/0/root the/DET/4/det bloc/NOUN/2/iobj not/PART/4/advmod to/PART/7/mark "
            "stop/VERB/2/xcomp",
            "told", "to stop", ["the bloc"],
        ),
    ],
)  # fmt: skip
def test_addressees_in_less_plain_places(
    tree: TreeBuilder, rows: str, cue: str, content: str, wanted: list[str]
) -> None:
    doc, one = told(tree, rows, "Orsk", cue, content)
    assert [doc[slice(*stretch)].text for stretch in addressees_of(doc, one)] == wanted
