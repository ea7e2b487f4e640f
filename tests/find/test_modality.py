from __future__ import annotations

import pytest

from tests.find.conftest import TreeBuilder
from tests.find.sayings import said
from verbale.find.modality import commitment_of, modality_of


@pytest.mark.parametrize(
    ("name", "modality"),
    [
        ("say", "asserted"),
        ("negated", "negated"),
        ("nobody", "negated"),
        ("declined", "asserted"),  # declining is done
        ("refuse", "asserted"),
        ("future", "future"),
        ("maybe", "hypothetical"),
        ("reportedly", "hypothetical"),
        ("urged", "hypothetical"),
        ("polite", "asserted"),
        ("if", "conditional"),
        ("question", "question"),
    ],
)
def test_the_modality_is_that_of_the_act_of_saying(tree: TreeBuilder, name: str, modality: str) -> None:
    assert modality_of(*said(tree, name)) == modality


@pytest.mark.parametrize(
    ("name", "commitment"), [("say", "said"), ("claim", "claimed"), ("know", "revealed"), ("report", "revealed")]
)
def test_the_commitment_is_that_of_the_word(tree: TreeBuilder, name: str, commitment: str) -> None:
    doc, one = said(tree, name)
    assert commitment_of(one, modality_of(doc, one)) == commitment


def test_what_was_not_known_is_only_said(tree: TreeBuilder) -> None:
    assert commitment_of(said(tree, "know")[1], "negated") == "said"
