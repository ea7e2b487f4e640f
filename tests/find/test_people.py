from __future__ import annotations

import pytest

from tests.find.conftest import TreeBuilder
from tests.find.sayings import said
from tests.find.told import told
from verbale.find.people import is_anonymous, is_collective


@pytest.mark.parametrize(
    ("name", "anonymous", "collective"),
    [
        ("officials", True, True),
        ("person", True, False),
        ("spokesman", False, False),  # speaks for the ministry
        ("bishops", False, True),
        ("both", False, True),
        ("nobody", False, True),
        ("say", False, False),
        ("report", False, False),  # a document is one
        ("claim", False, False),  # no source
    ],
)
def test_who_is_kept_nameless_and_who_is_many(tree: TreeBuilder, name: str, anonymous: bool, collective: bool) -> None:
    doc, one = said(tree, name)
    assert is_anonymous(doc, one.source) is anonymous
    assert is_collective(doc, one.source) is collective


def test_some_of_a_people_are_nameless(tree: TreeBuilder) -> None:
    rows = "{}/ADJ/2/amod Albians:Albian/PROPN/3/nsubj fear/VERB/0/root it/PRON/3/obj"
    for first, nameless in (("Most", True), ("Some", True), ("Proud", False)):
        doc, one = told(tree, rows.format(first), f"{first} Albians", "fear", "it")
        assert is_anonymous(doc, one.source) is nameless
