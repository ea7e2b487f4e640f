from __future__ import annotations

import pytest

from tests.find.conftest import TreeBuilder
from tests.find.sayings import said
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
